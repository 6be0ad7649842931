/**
 * The store that holds 10 M readings: built once, kept between runs outside the repository, copied for each run (the copy is
 * thrown away, so that runs do not change what later runs measure). Layout as after 13 months of arrivals: rows in order of
 * arrival, the identity index in its own order, roll-ups by the product's own code, cells by the product's own checkpoint.
 * About 1.8 GB, and as much again for the copy while a run lasts.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { kpis } from '../../data/kpis/catalogue.ts'
import { dayMs } from '../../data/time/vietnam-time.ts'
import { ensureDictionary, type Dictionary } from '../../server/log/dictionary.ts'
import { RollUps } from '../../server/log/roll-ups.ts'
import { openStore, schemaVersion, storeFileName } from '../../server/log/schema.ts'
import { startServer } from './bench-server.ts'
import { oldReadings, pyramid } from './reading-mix.ts'

/** Readings of the kept store. */
export const bigStoreReadings = 10_000_000
/** After this the kept store is built anew: its availability readings would run into their 7 days' retention. Milliseconds. */
const keptForMs = 3 * dayMs
/** Free disk that building and copying need, bytes. */
const neededBytes = 6e9
const rowsPerTransaction = 100_000
const bucketsPerTransaction = 50_000

/** A store of the bench. */
export interface BigStore {
  readonly runtimeDir: string
  readonly readings: number
  readonly nowMs: number
  /** Removes the copy. */
  discard(): void
}

type Say = (text: string) => void

function cacheDir(): string {
  return process.env['BENCH_DIR'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'thap-bench')
}

function insertReadings(db: DatabaseSync, seed: number, nowMs: number, most: number, units: Dictionary, kpiIds: Dictionary): number {
  const insert = db.prepare('INSERT INTO reading(seq,kpi,unit,at,key,num,den,flags,source,received,replaces) VALUES(?,?,?,?,?,?,?,0,1,?,NULL)')
  let seq = 0
  let received = 0
  db.exec('BEGIN')
  for (const { unit, kpi, atMs, key, num, den } of oldReadings(seed, nowMs, most)) {
    received = Math.max(received, Math.min(nowMs, atMs))
    insert.run(++seq, kpiIds.idOf[kpi]!, units.idOf[unit]!, atMs, key, num, den, received)
    if (seq % rowsPerTransaction === 0) db.exec('COMMIT; BEGIN')
  }
  db.exec('COMMIT')
  return seq
}

function rollUpAll(db: DatabaseSync, units: Dictionary, kpiIds: Dictionary): void {
  const rollUps = new RollUps(db, kpis, units, kpiIds)
  const rows = db.prepare('SELECT kpi,unit,at,key,num,den FROM reading INDEXED BY reading_identity ORDER BY kpi,unit,at,key')
  rows.setReturnArrays(true)
  const flush = (): void => {
    db.exec('SAVEPOINT rolled')
    rollUps.write()
    db.exec('RELEASE rolled')
    rollUps.written()
  }
  db.exec('BEGIN')
  for (const [kpi, unit, atMs, key, num, den] of rows.iterate() as unknown as Iterable<[number, number, number, string, number, number | null]>) {
    rollUps.gather({ kpi: kpiIds.indexOf(kpi), unit: units.indexOf(unit), atMs, key, num, den, simulated: false, declared: false })
    if (rollUps.waiting >= bucketsPerTransaction) flush()
  }
  flush()
  db.exec('COMMIT')
}

/** Builds a store in `runtimeDir`; gives the number of readings. */
async function build(runtimeDir: string, seed: number, nowMs: number, most: number, say: Say): Promise<number> {
  const db = openStore(runtimeDir)
  const index = String(db.prepare("SELECT sql FROM sqlite_master WHERE name='reading_identity'").get()!['sql'])
  db.exec('DROP INDEX reading_identity; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; PRAGMA mmap_size=4000000000')
  const units = ensureDictionary(db, 'unit_id', pyramid.units.map(({ code }) => code))
  const kpiIds = ensureDictionary(db, 'kpi_id', kpis.map(({ id }) => id))
  say(`store: writing ${most.toLocaleString('en-US')} readings`)
  const readings = insertReadings(db, seed, nowMs, most, units, kpiIds)
  say('store: index and roll-ups')
  db.exec(index)
  rollUpAll(db, units, kpiIds)
  db.prepare("INSERT INTO log_meta(key,value) VALUES('rolled_seq',?)").run(readings)
  db.exec('ANALYZE; PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM sqlite_stat1')
  db.close()
  say('store: cells (one start and stop of the server)')
  await (await startServer(runtimeDir)).stop()
  return readings
}

interface Made { readonly readings: number; readonly nowMs: number }

async function kept(seed: number, say: Say): Promise<{ dir: string } & Made> {
  const home = cacheDir()
  const dir = join(home, `store-v${schemaVersion}-k${kpis.length}-u${pyramid.size}-s${seed}`)
  const note = join(dir, 'made.json')
  if (existsSync(note)) {
    const made = JSON.parse(readFileSync(note, 'utf8')) as Made
    if (Date.now() - made.nowMs < keptForMs) return { dir, ...made }
  }
  mkdirSync(home, { recursive: true })
  for (const old of readdirSync(home)) if (old.startsWith('store-')) rmSync(join(home, old), { recursive: true })
  const { bavail, bsize } = statfsSync(home)
  if (bavail * bsize < neededBytes) throw new Error(`bench: ${home} has ${Math.round(bavail * bsize / 1e9)} GB free and needs ${neededBytes / 1e9}: set BENCH_DIR`)
  const made = { nowMs: Date.now(), readings: 0 }
  made.readings = await build(dir, seed, made.nowMs, bigStoreReadings, say)
  writeFileSync(note, JSON.stringify(made))
  say(`store: ${dir}, ${Math.round(statSync(join(dir, storeFileName)).size / 1e6)} MB`)
  return { dir, ...made }
}

/** A store to work on: a copy of the kept one, or a small one made for the moment. */
export async function openBigStore(seed: number, small: number | null, say: Say): Promise<BigStore> {
  if (small !== null) {
    const runtimeDir = mkdtempSync(join(tmpdir(), 'thap-bench-'))
    const nowMs = Date.now()
    const readings = await build(runtimeDir, seed, nowMs, small, say)
    return { runtimeDir, readings, nowMs, discard: () => rmSync(runtimeDir, { recursive: true }) }
  }
  const { dir, readings, nowMs } = await kept(seed, say)
  const runtimeDir = mkdtempSync(join(cacheDir(), 'run-'))
  say('store: copying')
  copyFileSync(join(dir, storeFileName), join(runtimeDir, storeFileName))
  return { runtimeDir, readings, nowMs, discard: () => rmSync(runtimeDir, { recursive: true }) }
}
