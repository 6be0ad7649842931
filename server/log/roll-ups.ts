/**
 * Roll-ups: own readings summed by hour, day, month, with the closing (newest) reading of each bucket.
 * They follow the log: readings of a commit are gathered here and written together, at the latest `rollUpIntervalMs` after their
 * commit, in one transaction with the watermark `rolled_seq`; at start everything after the watermark is gathered again. So a
 * roll-up is never between: it equals its readings up to the watermark (law 5).
 * Hot path: `gather`, once a reading.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Kpi } from '../../data/kpis/kpi.ts'
import { isNewer } from '../../data/readings/reading.ts'
import { bucketOf, bucketStart, grainCode, grainsOf, type Grain } from './buckets.ts'
import type { Dictionary } from './dictionary.ts'

/** Longest time a roll-up lags behind its readings, milliseconds. */
export const rollUpIntervalMs = 1000
/** Gathered buckets after which they are written at once: about 20 ms of work. */
export const maxGatheredBuckets = 4000

interface Gathered {
  readonly grain: Grain
  readonly kpi: number
  readonly unit: number
  readonly bucket: number
  num: number
  den: number
  n: number
  at: number
  key: string
  lastNum: number
  lastDen: number
  sim: number
  /** A correction touched it: it is summed again from the readings. */
  again: boolean
}

/** What `gather` needs of a reading. */
export interface Rollable {
  readonly unit: number
  readonly kpi: number
  readonly key: string
  readonly atMs: number
  readonly num: number | null
  readonly den: number | null
  readonly simulated: boolean
  readonly declared: boolean
}

const grainNumber: Readonly<Record<Grain, number>> = grainCode

const upsertSql = `INSERT INTO rollup(grain,kpi,unit,bucket,num,den,n,at,key,lastNum,lastDen,sim) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)
  ON CONFLICT DO UPDATE SET num=num+excluded.num, den=den+excluded.den, n=n+excluded.n, sim=max(sim,excluded.sim),
  at=iif(excluded.at>at OR (excluded.at=at AND excluded.key>key), excluded.at, at),
  key=iif(excluded.at>at OR (excluded.at=at AND excluded.key>key), excluded.key, key),
  lastNum=iif(excluded.at>at OR (excluded.at=at AND excluded.key>key), excluded.lastNum, lastNum),
  lastDen=iif(excluded.at>at OR (excluded.at=at AND excluded.key>key), excluded.lastDen, lastDen)`

/** Readings that stand (not declared, not withdrawn, not replaced) of one own cell between two instants. */
export const standingSql = `SELECT r.at, r.key, r.num, coalesce(r.den,0), (r.flags>>1)&1 FROM reading r
  WHERE r.kpi=? AND r.unit=? AND r.at>=? AND r.at<? AND r.num IS NOT NULL AND (r.flags&1)=0
  AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.target=r.seq)`

/** Gathers and writes roll-ups on the log's own connection. */
export class RollUps {
  private readonly gathered = new Map<number, Gathered>()
  private readonly upsert: StatementSync
  private readonly remove: StatementSync
  private readonly select: StatementSync
  private readonly selectHours: StatementSync
  private readonly kpis: readonly Kpi[]
  private readonly units: Dictionary
  private readonly kpiIds: Dictionary

  constructor(db: DatabaseSync, kpis: readonly Kpi[], units: Dictionary, kpiIds: Dictionary) {
    this.kpis = kpis
    this.units = units
    this.kpiIds = kpiIds
    this.upsert = db.prepare(upsertSql)
    this.remove = db.prepare('DELETE FROM rollup WHERE grain=? AND kpi=? AND unit=? AND bucket=?')
    this.select = db.prepare(standingSql)
    this.select.setReturnArrays(true)
    this.selectHours = db.prepare('SELECT num, den, n, at, key, lastNum, lastDen, sim FROM rollup WHERE grain=1 AND kpi=? AND unit=? AND bucket>=? AND bucket<?')
    this.selectHours.setReturnArrays(true)
  }

  /** Number of buckets waiting to be written. */
  get waiting(): number {
    return this.gathered.size
  }

  private entry(grain: Grain, kpi: number, unit: number, bucket: number): Gathered {
    const id = ((grainNumber[grain] * 128 + kpi) * 262_144 + unit) * 1_048_576 + bucket
    let entry = this.gathered.get(id)
    if (entry === undefined) {
      entry = { grain, kpi, unit, bucket, num: 0, den: 0, n: 0, at: -Infinity, key: '', lastNum: 0, lastDen: 0, sim: 0, again: false }
      this.gathered.set(id, entry)
    }
    return entry
  }

  /** Adds a stored reading that is no correction. */
  gather(r: Rollable): void {
    if (r.declared || r.num === null) return
    const den = r.den ?? 0
    for (const grain of grainsOf(this.kpis[r.kpi]!.kind)) {
      const entry = this.entry(grain, r.kpi, r.unit, bucketOf(grain, r.atMs))
      entry.num += r.num
      entry.den += den
      entry.n += 1
      if (r.simulated) entry.sim = 1
      if (entry.at === -Infinity || isNewer(r.atMs, r.key, entry.at, entry.key)) {
        entry.at = r.atMs
        entry.key = r.key
        entry.lastNum = r.num
        entry.lastDen = den
      }
    }
  }

  /** Marks the buckets of an instant to be summed again: a correction took a reading away from, or put one at, `atMs`. */
  gatherAgain(kpi: number, unit: number, atMs: number): void {
    for (const grain of grainsOf(this.kpis[kpi]!.kind)) this.entry(grain, kpi, unit, bucketOf(grain, atMs)).again = true
  }

  /** Writes all gathered buckets; the caller holds the transaction. */
  write(): void {
    // Hours first: a day of availability is summed again from its hours.
    const all = [...this.gathered.values()]
    for (const e of [...all.filter((x) => x.grain === 'hour'), ...all.filter((x) => x.grain !== 'hour')]) {
      const kpiId = this.kpiIds.idOf[e.kpi]!
      const unitId = this.units.idOf[e.unit]!
      if (e.again) {
        this.remove.run(grainNumber[e.grain], kpiId, unitId, e.bucket)
        this.sumAgain(e, kpiId, unitId)
      }
      if (e.n > 0) {
        this.upsert.run(grainNumber[e.grain], kpiId, unitId, e.bucket, e.num, e.den, e.n, e.at, e.key, e.lastNum, e.lastDen, e.sim)
      }
    }
  }

  /** Forgets what was written, after the commit. */
  written(): void {
    this.gathered.clear()
  }

  private sumAgain(e: Gathered, kpiId: number, unitId: number): void {
    Object.assign(e, { num: 0, den: 0, n: 0, at: -Infinity, key: '', lastNum: 0, lastDen: 0, sim: 0 })
    const from = bucketStart(e.grain, e.bucket)
    const to = bucketStart(e.grain, e.bucket + 1)
    const fromHours = e.grain === 'day' && this.kpis[e.kpi]!.kind === 'availability'
    const rows = fromHours
      ? this.hourRows(kpiId, unitId, from, to)
      : (this.select.all(kpiId, unitId, from, to) as unknown as [number, string, number, number, number][])
        .map(([at, key, num, den, sim]) => ({ num, den, n: 1, at, key, lastNum: num, lastDen: den, sim }))
    for (const row of rows) {
      e.num += row.num
      e.den += row.den
      e.n += row.n
      e.sim = Math.max(e.sim, row.sim)
      if (!isNewer(row.at, row.key, e.at, e.key)) continue
      Object.assign(e, { at: row.at, key: row.key, lastNum: row.lastNum, lastDen: row.lastDen })
    }
  }

  private hourRows(kpiId: number, unitId: number, fromMs: number, toMs: number) {
    const rows = this.selectHours.all(kpiId, unitId, bucketOf('hour', fromMs), bucketOf('hour', toMs)) as unknown as
      [number, number, number, number, string, number, number, number][]
    return rows.map(([num, den, n, at, key, lastNum, lastDen, sim]) => ({ num, den, n, at, key, lastNum, lastDen, sim }))
  }
}
