/**
 * What one own office contributes, read from the store: the slow and sure way that the live fold takes after corrections, at
 * turns of time, and where history asks. Laws 5 and 6 compare it with the fast way.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Kpi } from '../../data/kpis/kpi.ts'
import { isFlow, isState } from '../../data/measures/measure.ts'
import type { PassportReading } from '../../data/protocol/passport.ts'
import { noOwn, type Own } from '../../data/pyramid/roll-up.ts'
import { availabilityWindowMs, isNewer } from '../../data/readings/reading.ts'
import { hourMs, hourStart, toLocalIso, yearOf, yearStart } from '../../data/time/vietnam-time.ts'
import { dayBucket, bucketStart, grainCode, hourBucket, monthBucket } from '../log/buckets.ts'
import type { Dictionary } from '../log/dictionary.ts'

/** Sum, count and newest of some readings. */
type SumRow = [num: number, den: number, n: number, at: number | null, sim: number]

const standing = `r.num IS NOT NULL AND (r.flags&1)=0 AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.target=r.seq AND c.seq<=?)`

/** Sequence number that is after every other. */
export const everySeq = Number.MAX_SAFE_INTEGER

/** First instant of the availability window of `atMs`. */
export function availabilityFrom(atMs: number): number {
  return hourStart(atMs - availabilityWindowMs)
}

/** Reads own contributions from one connection. Roll-ups must have been flushed where availability or `sums` is asked. */
export class OwnSource {
  private readonly newest: StatementSync
  private readonly newestAt: StatementSync
  private readonly raw: StatementSync
  private readonly rolled: StatementSync
  private readonly list: StatementSync
  private readonly kpis: readonly Kpi[]
  private readonly units: Dictionary
  private readonly kpiIds: Dictionary

  constructor(db: DatabaseSync, kpis: readonly Kpi[], units: Dictionary, kpiIds: Dictionary) {
    this.kpis = kpis
    this.units = units
    this.kpiIds = kpiIds
    const arrays = (sql: string): StatementSync => {
      const statement = db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.newest = arrays(`SELECT r.num, coalesce(r.den,0), r.at, r.key, (r.flags>>1)&1 FROM reading r
      WHERE r.kpi=? AND r.unit=? AND r.at<=? AND ${standing} AND r.seq<=? ORDER BY r.at DESC, r.key DESC LIMIT 1`)
    this.newestAt = arrays(`SELECT r.at FROM reading r WHERE r.kpi=? AND r.unit=? AND r.at<=? AND ${standing} AND r.seq<=? ORDER BY r.at DESC LIMIT 1`)
    this.raw = arrays(`SELECT coalesce(sum(r.num),0), coalesce(sum(r.den),0), count(*), max(r.at), coalesce(max((r.flags>>1)&1),0)
      FROM reading r WHERE r.kpi=? AND r.unit=? AND r.at>=? AND r.at<=? AND ${standing} AND r.seq<=?`)
    this.list = arrays(`SELECT r.key, r.at, r.received, r.num, r.den, (r.flags>>1)&1 FROM reading r
      WHERE r.kpi=? AND r.unit=? AND r.at>=? AND r.at<=? AND ${standing} ORDER BY r.at DESC, r.key DESC LIMIT ?`)
    this.rolled = arrays(`SELECT coalesce(sum(num),0), coalesce(sum(den),0), coalesce(sum(n),0), max(at), coalesce(max(sim),0) FROM rollup
      WHERE grain=? AND kpi=? AND unit=? AND bucket>=? AND bucket<?`)
  }

  /**
   * The own contribution of a unit as of `atMs`, from readings up to `maxSeq` of the log (everySeq: all).
   * With a `maxSeq` flows are summed from the readings themselves; availability then reaches back over raw readings only.
   */
  own(kpi: number, unit: number, atMs: number, maxSeq = everySeq): Own {
    const kind = this.kpis[kpi]!.kind
    if (isState(kind)) return this.state(kpi, unit, atMs, maxSeq)
    if (isFlow(kind)) return this.flow(kpi, unit, atMs, maxSeq)
    return this.availability(kpi, unit, atMs, maxSeq)
  }

  private ids(kpi: number, unit: number): [number, number] {
    return [this.kpiIds.idOf[kpi]!, this.units.idOf[unit]!]
  }

  private state(kpi: number, unit: number, atMs: number, maxSeq: number): Own {
    const row = this.newest.get(...this.ids(kpi, unit), atMs, maxSeq, maxSeq) as unknown as [number, number, number, string, number] | undefined
    return row === undefined ? noOwn : { num: row[0], den: row[1], n: 1, atMs: row[2], key: row[3], simulated: row[4] === 1 }
  }

  private flow(kpi: number, unit: number, atMs: number, maxSeq: number): Own {
    const ids = this.ids(kpi, unit)
    const from = yearStart(yearOf(atMs))
    let parts: SumRow[]
    if (maxSeq !== everySeq) parts = [this.rawSum(ids, from, atMs, maxSeq)]
    else {
      const month = monthBucket(atMs)
      const day = dayBucket(atMs)
      parts = [
        this.rolledSum(grainCode.month, ids, monthBucket(from), month),
        this.rolledSum(grainCode.day, ids, dayBucket(bucketStart('month', month)), day),
        this.rawSum(ids, bucketStart('day', day), atMs, maxSeq),
      ]
    }
    return this.sum(parts, this.newestOf(ids, atMs, maxSeq))
  }

  private availability(kpi: number, unit: number, atMs: number, maxSeq: number): Own {
    return this.span(kpi, unit, availabilityFrom(atMs), atMs, maxSeq)
  }

  /** An availability line's own readings from the hour that begins at `from` through `atMs`, from hour and day roll-ups. */
  span(kpi: number, unit: number, from: number, atMs: number, maxSeq = everySeq): Own {
    const ids = this.ids(kpi, unit)
    if (maxSeq !== everySeq) {
      const part = this.rawSum(ids, from, atMs, maxSeq)
      return this.sum([part], part[3] ?? NaN)
    }
    const firstDay = dayBucket(from + 24 * hourMs - 1)
    const lastDay = dayBucket(atMs)
    const hour = hourBucket(atMs)
    const hours = (fromMs: number, toMs: number): SumRow => this.rolledSum(grainCode.hour, ids, hourBucket(fromMs), hourBucket(toMs))
    const parts = firstDay > lastDay ? [hours(from, bucketStart('hour', hour)), this.currentHour(ids, hour, atMs)] : [
      hours(from, bucketStart('day', firstDay)),
      this.rolledSum(grainCode.day, ids, firstDay, lastDay),
      hours(bucketStart('day', lastDay), bucketStart('hour', hour)),
      this.currentHour(ids, hour, atMs),
    ]
    const newest = Math.max(...parts.map((part) => part[3] ?? -Infinity))
    return this.sum(parts, newest === -Infinity ? this.newestOf(ids, atMs, maxSeq) : newest)
  }

  /** The hour of `atMs` up to it: from the readings while they are kept, whole from its roll-up at its last millisecond. */
  private currentHour(ids: [number, number], hour: number, atMs: number): SumRow {
    if (atMs === bucketStart('hour', hour + 1) - 1) return this.rolledSum(grainCode.hour, ids, hour, hour + 1)
    return this.rawSum(ids, bucketStart('hour', hour), atMs, everySeq)
  }

  private newestOf(ids: [number, number], atMs: number, maxSeq: number): number {
    const row = this.newestAt.get(...ids, atMs, maxSeq, maxSeq) as unknown as [number] | undefined
    return row?.[0] ?? NaN
  }

  private rawSum(ids: [number, number], fromMs: number, atMs: number, maxSeq: number): SumRow {
    return this.raw.get(...ids, fromMs, atMs, maxSeq, maxSeq) as unknown as SumRow
  }

  private rolledSum(grain: number, ids: [number, number], fromBucket: number, toBucket: number): SumRow {
    if (fromBucket >= toBucket) return [0, 0, 0, null, 0]
    return this.rolled.get(grain, ...ids, fromBucket, toBucket) as unknown as SumRow
  }

  private sum(parts: readonly SumRow[], newestMs: number): Own {
    const own = { num: 0, den: 0, n: 0, simulated: false }
    for (const [num, den, n, , sim] of parts) {
      own.num += num
      own.den += den
      own.n += n
      own.simulated ||= sim === 1
    }
    return { ...own, atMs: newestMs, key: '' }
  }

  /** Hour roll-ups of all units in [fromBucket, toBucket): what leaves an availability window. */
  hours(kpi: number, fromBucket: number, toBucket: number): { unit: number; num: number; den: number; n: number }[] {
    const out = []
    for (let unit = 0; unit < this.units.idOf.length; unit++) {
      const [num, den, n] = this.rolledSum(grainCode.hour, this.ids(kpi, unit), fromBucket, toBucket)
      if (n > 0) out.push({ unit, num, den, n })
    }
    return out
  }

  /** The newest readings that make up `own(kpi, unit, atMs)` and are still kept, newest first, at most `limit`. */
  contributing(kpi: number, unit: number, atMs: number, limit: number): PassportReading[] {
    const kind = this.kpis[kpi]!.kind
    const from = isState(kind) ? 0 : isFlow(kind) ? yearStart(yearOf(atMs)) : availabilityFrom(atMs)
    const rows = this.list.all(...this.ids(kpi, unit), from, atMs, everySeq, isState(kind) ? 1 : limit) as unknown as
      [key: string, at: number, received: number, num: number, den: number | null, sim: number][]
    return rows.map(([key, at, received, num, den, sim]) => ({
      key, at: toLocalIso(at), receivedAt: toLocalIso(received), num, den, simulated: sim === 1,
    }))
  }

  /** Whether `a` is newer than `b` (see isNewer). */
  static newer(a: Own, b: Own): boolean {
    return Number.isNaN(b.atMs) || isNewer(a.atMs, a.key, b.atMs, b.key)
  }
}
