/**
 * What the store knows of one line: its hours of 30 days, and the outages in them. Roll-ups must have been flushed before.
 * Readings are read of those hours only that may hold a part of an outage; one line costs about a millisecond.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { leastOutageMs, OutageWalk, outagesOfHours, placesToRead, type LineHour, type LineSpan, type Outage } from '../../../data/judgement/detect/outages.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import { availabilityRetentionMs } from '../../../data/readings/reading.ts'
import { hourMs } from '../../../data/time/vietnam-time.ts'
import { availabilityFrom } from '../../figures/own-source.ts'
import { grainCode, hourBucket } from '../../log/buckets.ts'
import type { Dictionary } from '../../log/dictionary.ts'

/** A line as the store knows it: hours oldest first, outages that ended, the run of down spans up to the newest reading, its instant (−Infinity: none). */
export interface LinePast {
  readonly hours: readonly LineHour[]
  readonly ended: readonly Outage[]
  readonly run: Outage | null
  readonly newestMs: number
}

/** First hour of which readings are kept at `nowMs`. */
export function firstReadHour(nowMs: number): number {
  return hourBucket(nowMs - availabilityRetentionMs)
}

/** Where a book reads a line from. */
export interface LineSource {
  line(kpi: number, unit: number, nowMs: number): LinePast
  /** Whether some hour of [fromHour, toHour) was mostly down. */
  hasDownHour(kpi: number, unit: number, fromHour: number, toHour: number): boolean
}

/** What a reader is built of. */
export interface LineReaderDeps {
  readonly db: DatabaseSync
  readonly units: Dictionary
  readonly kpiIds: Dictionary
  readonly kpis: readonly Kpi[]
}

const standing = 'r.num IS NOT NULL AND (r.flags&1)=0 AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.target=r.seq)'

/** See the file header. */
export class LineReader implements LineSource {
  private readonly deps: LineReaderDeps
  private readonly hours: StatementSync
  private readonly spans: StatementSync
  private readonly downHour: StatementSync

  constructor(deps: LineReaderDeps) {
    this.deps = deps
    const arrays = (sql: string): StatementSync => {
      const statement = deps.db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.hours = arrays(`SELECT bucket, num, den, at FROM rollup WHERE grain=${grainCode.hour} AND kpi=? AND unit=? AND bucket>=? AND bucket<? ORDER BY bucket`)
    this.spans = arrays(`SELECT r.at, sum(r.num), sum(coalesce(r.den,0)) FROM reading r WHERE r.kpi=? AND r.unit=? AND r.at>=? AND r.at<? AND ${standing}
      GROUP BY r.at ORDER BY r.at`)
    this.downHour = arrays(`SELECT 1 FROM rollup WHERE grain=${grainCode.hour} AND kpi=? AND unit=? AND bucket>=? AND bucket<? AND den>0 AND 2*num<=den LIMIT 1`)
  }

  line(kpi: number, unit: number, nowMs: number): LinePast {
    const ids = [this.deps.kpiIds.idOf[kpi]!, this.deps.units.idOf[unit]!] as const
    const leastMs = leastOutageMs(this.deps.kpis[kpi]!)
    const nowHour = hourBucket(nowMs)
    const firstRead = firstReadHour(nowMs)
    const rows = this.hours.all(...ids, hourBucket(availabilityFrom(nowMs)), nowHour) as unknown as [number, number, number, number][]
    const hours: LineHour[] = rows.map(([hour, up, observed]) => ({ hour, up, observed }))
    const older = hours.filter(({ hour }) => hour < firstRead)
    const walk = new OutageWalk(outagesOfHours(older, leastMs), leastMs)
    // The hour that runs may hold readings ahead of the clock: it is summed from those that count.
    const present = this.read(ids, nowHour * hourMs, nowMs + 1)
    let newestMs = rows.at(-1)?.[3] ?? -Infinity
    this.walkHours(ids, hours.slice(older.length), leastMs, walk)
    for (const span of present) walk.add(span)
    if (present.length > 0) {
      newestMs = present.at(-1)!.atMs
      hours.push({ hour: nowHour, up: sum(present, ({ up }) => up), observed: sum(present, ({ span }) => span) })
    }
    return { hours, ended: walk.ended, run: walk.run, newestMs }
  }

  hasDownHour(kpi: number, unit: number, fromHour: number, toHour: number): boolean {
    return this.downHour.get(this.deps.kpiIds.idOf[kpi]!, this.deps.units.idOf[unit]!, fromHour, toHour) !== undefined
  }

  /** Walks the hours whose readings are kept. An hour that is not read held a span that was not down. */
  private walkHours(ids: readonly [number, number], hours: readonly LineHour[], leastMs: number, walk: OutageWalk): void {
    const places = placesToRead(hours, leastMs)
    hours.forEach(({ hour }, i) => {
      if (!places.has(i)) walk.breakOff()
      else for (const span of this.read(ids, hour * hourMs, (hour + 1) * hourMs)) walk.add(span)
    })
  }

  private read(ids: readonly [number, number], fromMs: number, toMs: number): LineSpan[] {
    const rows = this.spans.all(...ids, fromMs, toMs) as unknown as [number, number, number][]
    return rows.map(([atMs, up, span]) => ({ atMs, up, span }))
  }
}

function sum(spans: readonly LineSpan[], of: (span: LineSpan) => number): number {
  return spans.reduce((total, span) => total + of(span), 0)
}
