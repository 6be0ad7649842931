/**
 * The instants of one KPI's readings, as far as silence asks, read straight into turns (silence.ts): what past-readings.ts and past-hours.ts
 * hold whole for the fold and the detectors. The same readings count, known at the same instants.
 */
import type { StatementSync } from 'node:sqlite'
import type { LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import { keptPeriods } from '../../../data/judgement/detect/thresholds.ts'
import { isFlow } from '../../../data/measures/measure.ts'
import { noOwn, type Own } from '../../../data/pyramid/roll-up.ts'
import { hourMs } from '../../../data/time/vietnam-time.ts'
import { availabilityFrom, OwnSource } from '../../figures/own-source.ts'
import { bucketOf, bucketStart, grainCode, hourBucket } from '../../log/buckets.ts'
import { TooManyReadings, type PastParts } from './past-figures.ts'
import { maxPastReadings } from './past-readings.ts'
import { newestBySteps, SilenceTurns, type Heard, type Newest } from './silence.ts'

/** `packed`: receipt × 8 and the marks, for two numbers a row are read in half the time of four. */
type Row = [at: number, packed: number]
type BeforeRow = [seq: number, at: number, marks: number]
type KeyRow = [at: number, received: number, flags: number, key: string, target: string | null, counts: number]
type LineRow = [hours: number, early: number, firstHour: number, lastHour: number, firstMs: number, lastMs: number, sim: number]
type HourRow = [bucket: number, at: number, sim: number]

/** Most rows read of one unit: one more than may be taken in all. */
const mostRows = maxPastReadings + 1
/** Bits of a row's marks. */
const marked = { declared: 1, simulated: 2, correction: 4 } as const
/** What a receipt is multiplied by to hold the marks beside it. */
const packing = 8
/** Hours of lines are kept to the second. */
const secondMs = 1000

/** A KPI's past as a walk of silence takes it. */
export interface SilentPast {
  readonly turns: SilenceTurns
  readonly simulated: boolean
  readonly firstMs: number
  /** Reads one unit after the other; yields after each. Throws TooManyReadings. */
  load(): Generator<number>
}

function arraysOf({ db }: PastParts, sql: string): StatementSync {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  return statement
}

/** Readings of offices. */
export class SilentReadings implements SilentPast {
  readonly turns: SilenceTurns
  simulated = false
  firstMs = NaN
  private readonly parts: PastParts
  private readonly source: OwnSource
  private readonly newest: StatementSync
  private readonly rows: StatementSync
  private readonly keys: StatementSync
  /** Null: nothing was ever corrected. */
  private readonly isReplaced: StatementSync | null
  private readonly keptFromMs: number
  private readonly mixes: boolean
  private taken = 0

  constructor(parts: PastParts, limits: LatenessLimits) {
    const { db, kpi, units, kpiIds, fromMs } = parts
    this.parts = parts
    this.turns = new SilenceTurns(parts, limits)
    this.source = new OwnSource(db, [kpi], units, kpiIds)
    this.keptFromMs = bucketStart('month', bucketOf('month', fromMs) - keptPeriods.month)
    this.mixes = isFlow(kpi.kind) && db.prepare("SELECT 1 FROM log_meta WHERE key='simulated' AND value=1").get() !== undefined
    const marks = '(flags|((replaces IS NOT NULL)<<2))'
    this.newest = arraysOf(parts, `SELECT seq,at,${marks} FROM reading WHERE kpi=? AND unit=? AND at<? ORDER BY at DESC, key DESC LIMIT 1`)
    this.rows = arraysOf(parts, `SELECT at,received*8+${marks} FROM reading WHERE kpi=? AND unit=? AND at>=? ORDER BY at LIMIT ?`)
    this.keys = arraysOf(parts, `SELECT r.at,r.received,r.flags,r.key,t.key,r.num IS NOT NULL FROM reading r
      LEFT JOIN reading t ON t.seq=r.replaces WHERE r.kpi=? AND r.unit=? AND r.at>=? ORDER BY r.at`)
    const correctsAny = db.prepare('SELECT 1 FROM correction LIMIT 1').get() !== undefined
    this.isReplaced = correctsAny ? db.prepare('SELECT 1 FROM correction WHERE target=?') : null
  }

  * load(): Generator<number> {
    const { kpi, pyramid, units, kpiIds, fromUnit, toUnit } = this.parts
    for (let unit = fromUnit; unit < toUnit; unit++) {
      const isReporter = kpi.levels.includes(pyramid.units[unit]!.level)
      const ids = [kpiIds.idOf[0]!, units.idOf[unit]!] as const
      if ((isReporter || pyramid.children[unit]!.length > 0) && ids.every((id) => id >= 0)) this.readUnit(unit, ids, isReporter)
      yield unit
    }
  }

  private readUnit(unit: number, ids: readonly [number, number], isReporter: boolean): void {
    const { fromMs } = this.parts
    const rows = this.rows.all(...ids, fromMs, mostRows) as unknown as Row[]
    const heard = this.heardOf(rows)
    if (!isReporter) return
    const before = this.beforeOf(unit, ids)
    this.simulated ||= before.simulated
    // Older than the periods that are kept, it does not say since when the store has readings.
    if (before.atMs >= this.keptFromMs) this.note(before.atMs)
    const isCorrected = rows.some(([, packed]) => packed % packing >= marked.correction)
    this.turns.add(unit, newestBySteps(this.parts, before.atMs, isCorrected ? this.heardByKey(ids) : heard))
  }

  /** What was heard in the window, declared totals left out. */
  private heardOf(rows: readonly Row[]): Heard[] {
    const heard: Heard[] = []
    for (const [atMs, packed] of rows) {
      const marks = packed % packing
      const knownMs = this.knownMs(atMs, (packed - marks) / packing, marks)
      if (knownMs > this.parts.toMs) continue
      if (this.taken++ >= maxPastReadings) throw new TooManyReadings()
      this.simulated ||= (marks & marked.simulated) !== 0
      this.note(atMs)
      if ((marks & marked.declared) === 0) heard.push({ atMs, knownMs })
    }
    return heard
  }

  /** The newest before the window, from its row where that stands. */
  private beforeOf(unit: number, ids: readonly [number, number]): Pick<Own, 'atMs' | 'simulated'> {
    const row = this.newest.get(...ids, this.parts.fromMs) as unknown as BeforeRow | undefined
    if (row === undefined) return noOwn
    const [seq, atMs, marks] = row
    const stands = (marks & (marked.declared | marked.correction)) === 0 && this.isReplaced?.get(seq) === undefined
    // Whether any of a year's flow was simulated, only its sums tell.
    if (!stands || (this.mixes && !this.simulated)) return this.source.own(0, unit, this.parts.fromMs - 1)
    return { atMs, simulated: (marks & marked.simulated) !== 0 }
  }

  /** Where readings of a unit are corrected it matters which ones. */
  private heardByKey(ids: readonly [number, number]): Heard[] {
    const rows = this.keys.all(...ids, this.parts.fromMs) as unknown as KeyRow[]
    return rows.filter(([, , flags]) => (flags & marked.declared) === 0)
      .map(([atMs, received, flags, key, corrects, counts]) => ({ atMs, knownMs: this.knownMs(atMs, received, flags), key, corrects, counts: counts === 1 }))
      .filter(({ knownMs }) => knownMs <= this.parts.toMs)
  }

  private knownMs(atMs: number, received: number, flags: number): number {
    return Math.max(this.parts.fromMs, (flags & marked.simulated) === 0 ? received : atMs)
  }

  private note(atMs: number): void {
    if (!(this.firstMs <= atMs)) this.firstMs = atMs
  }
}

/** Hours of lines: each is heard of at its end. */
export class SilentHours implements SilentPast {
  readonly turns: SilenceTurns
  simulated = false
  firstMs = NaN
  private readonly parts: PastParts
  private readonly sums: StatementSync
  private readonly hours: StatementSync
  private readonly limits: LatenessLimits

  constructor(parts: PastParts, limits: LatenessLimits) {
    this.parts = parts
    this.turns = new SilenceTurns(parts, limits)
    this.limits = limits
    const from = `FROM rollup WHERE grain=${grainCode.hour} AND kpi=? AND unit=? AND bucket>=? AND bucket<=?`
    this.sums = arraysOf(parts, `SELECT count(*),coalesce(sum(at<min((bucket+1)*${hourMs}-1,?)-?),0),coalesce(min(bucket),0),coalesce(max(bucket),0),
      coalesce(min(at),0),coalesce(max(at),0),coalesce(max(sim),0) ${from}`)
    this.hours = arraysOf(parts, `SELECT bucket,at,sim ${from} ORDER BY bucket`)
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
    const { lateMs } = this.limits
    const [hours, early, firstHour, lastHour, firstMs, lastMs, sim] = this.sums.get(toMs, lateMs - secondMs, ...ids, before, last) as unknown as LineRow
    this.simulated ||= sim === 1
    if (hours > 0 && !(this.firstMs <= firstMs)) this.firstMs = firstMs
    // Most lines: every hour is there, and heard of to its end (to the second below). The present hour may not have been heard of yet.
    const isHeard = early === 0 && toMs - lastMs + secondMs <= lateMs
    if (isHeard && firstHour === before && lastHour >= last - 1 && hours === lastHour - firstHour + 1) return
    // Where the hour before the window is there, no older one is asked for.
    this.turns.add(unit, this.newestOf(ids, hours > 0 && firstHour === before ? before : hourBucket(availabilityFrom(fromMs))))
  }

  private newestOf(ids: readonly [number, number], first: number): Newest[] {
    const { fromMs, toMs } = this.parts
    const before = hourBucket(fromMs - 1)
    let beforeMs = NaN
    const heard: Heard[] = []
    for (const [bucket, at, sim] of this.hours.all(...ids, first, hourBucket(toMs)) as unknown as HourRow[]) {
      this.simulated ||= sim === 1
      if (!(this.firstMs <= at)) this.firstMs = at
      const start = bucketStart('hour', bucket)
      const knownMs = Math.min(toMs, bucketStart('hour', bucket + 1) - 1)
      // Whole seconds, as the hours of the whole walk (past-hours.ts).
      const atMs = start + Math.floor((at - start) / secondMs) * secondMs
      if (bucket <= before) beforeMs = atMs
      else heard.push({ atMs: Math.min(atMs, knownMs), knownMs })
    }
    return newestBySteps(this.parts, beforeMs, heard)
  }
}
