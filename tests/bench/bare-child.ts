/**
 * The floor of durable ingest: a bare `node:sqlite` loop in a process of its own, without HTTP or validation, over the product's
 * own tables and settings (WAL, synchronous=FULL). It writes the same rows with the same indexes, a transaction per call, and the
 * same roll-ups by the same policy: gathered, written at the latest after a second or 4,000 buckets, with the watermark.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { kpis } from '../../data/kpis/catalogue.ts'
import { bucketOf, grainCode, grainsOf } from '../../server/log/buckets.ts'
import { ensureDictionary } from '../../server/log/dictionary.ts'
import { maxGatheredBuckets, rollUpIntervalMs } from '../../server/log/roll-ups.ts'
import { openStore } from '../../server/log/schema.ts'
import { liveMix, pyramid, take, type MixReading } from './reading-mix.ts'
import { answerOrders } from './worker-process.ts'

/** `open` and `close` a store around runs that alternate with a server's on the same store. */
export type BareOrder =
  | { readonly do: 'open'; readonly runtimeDir: string }
  | { readonly do: 'make'; readonly calls: number; readonly perCall: number }
  | { readonly do: 'write' }
  | { readonly do: 'close' }

/** What a `write` came to; zeros for the other orders. */
export interface BareReport { readonly seconds: number; readonly written: number }

interface Bucket { grain: number; kpi: number; unit: number; bucket: number; num: number; den: number; n: number; at: number; key: string; lastNum: number; lastDen: number }

interface Store {
  readonly db: DatabaseSync
  readonly units: Int32Array
  readonly kpiIds: Int32Array
  readonly insert: StatementSync
  readonly upsert: StatementSync
  readonly mark: StatementSync
  seq: number
}

const [seed = '1', prefix = 'c', fromMs = '0', nowMs = '0'] = process.argv.slice(2)
const stream = liveMix(Number(seed), prefix, Number(fromMs), Number(nowMs))
const nothing: BareReport = { seconds: 0, written: 0 }
const grains = kpis.map((kpi) => grainsOf(kpi.kind))
const gathered = new Map<number, Bucket>()
let store: Store | null = null
let calls: MixReading[][] = []
let rolledMs = 0

function open(runtimeDir: string): Store {
  const db = openStore(runtimeDir)
  const newer = 'excluded.at>at OR (excluded.at=at AND excluded.key>key)'
  return {
    db, units: ensureDictionary(db, 'unit_id', pyramid.units.map(({ code }) => code)).idOf,
    kpiIds: ensureDictionary(db, 'kpi_id', kpis.map(({ id }) => id)).idOf,
    seq: Number(db.prepare('SELECT coalesce(max(seq),0) AS seq FROM reading').get()!['seq']),
    insert: db.prepare(`INSERT INTO reading(seq,kpi,unit,at,key,num,den,flags,source,received,replaces) VALUES(?,?,?,?,?,?,?,0,1,?,NULL)
      ON CONFLICT(kpi,unit,at,key) DO NOTHING`),
    upsert: db.prepare(`INSERT INTO rollup(grain,kpi,unit,bucket,num,den,n,at,key,lastNum,lastDen,sim) VALUES(?,?,?,?,?,?,?,?,?,?,?,0)
      ON CONFLICT DO UPDATE SET num=num+excluded.num, den=den+excluded.den, n=n+excluded.n, at=iif(${newer},excluded.at,at),
      key=iif(${newer},excluded.key,key), lastNum=iif(${newer},excluded.lastNum,lastNum), lastDen=iif(${newer},excluded.lastDen,lastDen)`),
    mark: db.prepare("INSERT INTO log_meta(key,value) VALUES('rolled_seq',?) ON CONFLICT DO UPDATE SET value=excluded.value"),
  }
}

function gather(r: MixReading): void {
  for (const grain of grains[r.kpi]!) {
    const bucket = bucketOf(grain, r.atMs)
    const id = ((grainCode[grain] * 128 + r.kpi) * 262_144 + r.unit) * 1_048_576 + bucket
    const held = gathered.get(id)
    const den = r.den ?? 0
    if (held === undefined) {
      gathered.set(id, { grain: grainCode[grain], kpi: r.kpi, unit: r.unit, bucket, num: r.num, den, n: 1, at: r.atMs, key: r.key, lastNum: r.num, lastDen: den })
      continue
    }
    held.num += r.num
    held.den += den
    held.n++
    if (r.atMs > held.at || (r.atMs === held.at && r.key > held.key)) Object.assign(held, { at: r.atMs, key: r.key, lastNum: r.num, lastDen: den })
  }
}

function rollUp({ db, upsert, mark, units, kpiIds, seq }: Store): void {
  db.exec('BEGIN IMMEDIATE')
  for (const b of gathered.values()) {
    upsert.run(b.grain, kpiIds[b.kpi]!, units[b.unit]!, b.bucket, b.num, b.den, b.n, b.at, b.key, b.lastNum, b.lastDen)
  }
  mark.run(seq)
  db.exec('COMMIT')
  gathered.clear()
  rolledMs = Date.now()
}

function write(store: Store): BareReport {
  let written = 0
  const began = performance.now()
  for (const call of calls) {
    const received = Date.now()
    store.db.exec('BEGIN IMMEDIATE')
    for (const r of call) {
      const { changes } = store.insert.run(store.seq + 1, store.kpiIds[r.kpi]!, store.units[r.unit]!, r.atMs, r.key, r.num, r.den, received)
      if (changes === 0) continue
      store.seq++
      written++
    }
    store.db.exec('COMMIT')
    for (const r of call) gather(r)
    if (gathered.size >= maxGatheredBuckets || Date.now() - rolledMs >= rollUpIntervalMs) rollUp(store)
  }
  return { seconds: (performance.now() - began) / 1000, written }
}

answerOrders<BareOrder, BareReport>((order) => {
  if (order.do === 'open') store = open(order.runtimeDir)
  if (order.do === 'make') calls = Array.from({ length: order.calls }, () => take(stream, order.perCall))
  if (order.do === 'write') return write(store!)
  if (order.do === 'close') {
    if (store !== null && gathered.size > 0) rollUp(store)
    store?.db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    store?.db.close()
    store = null
  }
  return nothing
})
