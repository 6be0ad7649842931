/**
 * The instants of the hours of lines, as far as silence asks, read straight into turns (silence.ts): each hour is heard of at its end, as past-hours.ts has it.
 *
 * Most lines have every hour, and one sum of a whole line shows that it was never silent. Of the others, hours are summed in parts of `hoursPerPart`: of a whole
 * part only the last hour is looked at, of another each. Memory: the hours of one part, the newest of one line, and the turns.
 */
import type { StatementSync } from 'node:sqlite'
import type { LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import { hourMs } from '../../../data/time/vietnam-time.ts'
import { availabilityFrom } from '../../figures/own-source.ts'
import { bucketStart, grainCode, hourBucket } from '../../log/buckets.ts'
import type { PastParts } from './past-figures.ts'
import { arraysOf, knowsSimulated, type SilentPast } from './past-silence.ts'
import { beforeWindow, SilenceTurns, type Newest } from './silence.ts'

type HourRow = [bucket: number, at: number, sim: number]

/** Hours summed at once of a line that misses some: fewer are more questions, more are more hours looked at one by one. */
export const hoursPerPart = 128
/** Hours of lines are kept to the second. */
const secondMs = 1000

/** See the file header. */
export class SilentHours implements SilentPast {
  readonly turns: SilenceTurns
  simulated = false
  firstMs = NaN
  private readonly parts: PastParts
  private readonly heard: StatementSync
  /** Null: nothing in the store is simulated. */
  private readonly anySimulated: StatementSync | null
  private readonly hours: StatementSync
  private readonly first: StatementSync
  private readonly limits: LatenessLimits

  constructor(parts: PastParts, limits: LatenessLimits) {
    this.parts = parts
    this.turns = new SilenceTurns(parts, limits)
    this.limits = limits
    const from = `FROM rollup WHERE grain=${grainCode.hour} AND kpi=? AND unit=? AND bucket>=? AND bucket<=?`
    this.heard = arraysOf(parts, `SELECT count(*) ${from} AND at-bucket*${hourMs}>=${hourMs - limits.lateMs + secondMs}`)
    this.anySimulated = knowsSimulated(parts.db) ? arraysOf(parts, `SELECT 1 ${from} AND sim=1 LIMIT 1`) : null
    this.hours = arraysOf(parts, `SELECT bucket,at,sim ${from} ORDER BY bucket`)
    this.first = arraysOf(parts, `SELECT bucket,at,sim ${from} ORDER BY bucket LIMIT 1`)
  }

  * load(): Generator<number> {
    const { kpi, pyramid, units, kpiIds, fromUnit, toUnit } = this.parts
    for (let unit = fromUnit; unit < toUnit; unit++) {
      if (!kpi.levels.includes(pyramid.units[unit]!.level) || units.idOf[unit]! < 0 || kpiIds.idOf[0]! < 0) continue
      this.readLine(unit, [kpiIds.idOf[0]!, units.idOf[unit]!])
      yield unit
    }
  }

  private readLine(unit: number, ids: readonly [number, number]): void {
    const { fromMs, toMs } = this.parts
    const before = hourBucket(fromMs - 1), last = hourBucket(toMs)
    const isWhole = this.isWhole(ids, before, last - 1)
    // The present hour may not have been heard of yet.
    const ends = this.hoursOf(ids, isWhole ? last - 1 : last, last)
    const endMs = ends.at(-1)?.[1] ?? NaN
    if (isWhole) {
      this.noteFirst(ids, before, before)
      if (toMs - endMs + secondMs <= this.limits.lateMs) return
    }
    this.turns.add(unit, this.newestOf(ids, before, last, ends))
  }

  /** Whether every hour of a line is there and was heard of to its end (to the second below), so that nothing inside is late. */
  private isWhole(ids: readonly [number, number], from: number, to: number): boolean {
    this.simulated ||= this.anySimulated?.get(...ids, from, to) !== undefined
    const [hours] = this.heard.get(...ids, from, to) as unknown as [number]
    return hours === to - from + 1
  }

  private hoursOf(ids: readonly [number, number], from: number, to: number): readonly HourRow[] {
    return this.hours.all(...ids, from, to) as unknown as HourRow[]
  }

  private newestOf(ids: readonly [number, number], before: number, last: number, ends: readonly HourRow[]): Newest[] {
    const heard = this.hoursOf(ids, before, before)
    // Where the hour before the window is there, no older one is asked for.
    const old = heard.length > 0 ? heard : this.hoursOf(ids, hourBucket(availabilityFrom(this.parts.fromMs)), before)
    for (const row of old) this.note(row)
    const newest = old.at(-1)
    if (newest === undefined) this.noteFirst(ids, before, last)
    const found: Newest[] = [{ step: beforeWindow, atMs: newest === undefined ? NaN : this.atMs(newest) }]
    const hear = (row: HourRow, bucket = row[0]): void => {
      this.note(row)
      found.push({ step: bucket - before - 1, atMs: Math.min(this.parts.toMs, this.atMs(row)) })
    }
    for (let from = before + 1; from < last; from += hoursPerPart) {
      const to = Math.min(last, from + hoursPerPart) - 1
      // Inside a whole part nothing falls silent: it is as if its last hour had been heard of from its beginning on.
      if (this.isWhole(ids, from, to)) for (const row of this.hoursOf(ids, to, to)) hear(row, from)
      else for (const row of this.hoursOf(ids, from, to)) hear(row)
    }
    for (const row of ends) if (row[0] === last) hear(row)
    return found
  }

  /** Whole seconds, as the hours of the whole walk (past-hours.ts). */
  private atMs([bucket, at]: HourRow): number {
    const start = bucketStart('hour', bucket)
    return start + Math.floor((at - start) / secondMs) * secondMs
  }

  private noteFirst(ids: readonly [number, number], from: number, to: number): void {
    const row = this.first.get(...ids, from, to) as unknown as HourRow | undefined
    if (row !== undefined) this.note(row)
  }

  private note([, at, sim]: HourRow): void {
    this.simulated ||= sim === 1
    if (!(this.firstMs <= at)) this.firstMs = at
  }
}
