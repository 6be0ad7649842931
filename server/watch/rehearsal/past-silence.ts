/**
 * The instants of one KPI's readings, as far as silence asks, read straight into turns (silence.ts): what past-readings.ts holds whole for the fold and the
 * detectors. The same readings count, known at the same instants. Read here through the index, unit after unit; of many KPIs at once by silent-scan.ts. Hours of
 * lines: silent-hours.ts. Memory: the rows of one unit, and the turns.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import { keptPeriods } from '../../../data/judgement/detect/thresholds.ts'
import { isFlow } from '../../../data/measures/measure.ts'
import { noOwn, type Own } from '../../../data/pyramid/roll-up.ts'
import { OwnSource } from '../../figures/own-source.ts'
import { bucketOf, bucketStart } from '../../log/buckets.ts'
import { TooManyReadings, type PastParts } from './past-figures.ts'
import { maxPastReadings } from './past-readings.ts'
import { newestBySteps, SilenceTurns, type Heard } from './silence.ts'

/** `packed`: receipt × 8 and the marks, for two numbers a row are read in half the time of four. */
type Row = [at: number, packed: number]
type BeforeRow = [seq: number, at: number, marks: number]
type KeyRow = [at: number, received: number, flags: number, key: string, target: string | null, counts: number]

/** Most rows read of one unit: one more than may be taken in all. */
const mostRows = maxPastReadings + 1
/** Bits of a row's marks. */
export const marked = { declared: 1, simulated: 2, correction: 4 } as const
/** The marks of a row, as SQL. */
export const marksSql = '(flags|((replaces IS NOT NULL)<<2))'
/** What a receipt is multiplied by to hold the marks beside it. */
export const packing = 8
/** A KPI's past as a walk of silence takes it. */
export interface SilentPast {
  readonly turns: SilenceTurns
  readonly simulated: boolean
  readonly firstMs: number
  /** Reads one unit after the other; yields after each. Throws TooManyReadings. */
  load(): Generator<number>
}

/** Whether anything that the store ever took was simulated (sqlite-log.ts). */
export function knowsSimulated(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM log_meta WHERE key='simulated' AND value=1").get() !== undefined
}

/** A statement whose rows are arrays. */
export function arraysOf({ db }: PastParts, sql: string): StatementSync {
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
    this.mixes = isFlow(kpi.kind) && knowsSimulated(db)
    this.newest = arraysOf(parts, `SELECT seq,at,${marksSql} FROM reading WHERE kpi=? AND unit=? AND at<? ORDER BY at DESC, key DESC LIMIT 1`)
    this.rows = arraysOf(parts, `SELECT at,received*${packing}+${marksSql} FROM reading WHERE kpi=? AND unit=? AND at>=? ORDER BY at LIMIT ?`)
    this.keys = arraysOf(parts, `SELECT r.at,r.received,r.flags,r.key,t.key,r.num IS NOT NULL FROM reading r
      LEFT JOIN reading t ON t.seq=r.replaces WHERE r.kpi=? AND r.unit=? AND r.at>=? ORDER BY r.at`)
    const correctsAny = db.prepare('SELECT 1 FROM correction LIMIT 1').get() !== undefined
    this.isReplaced = correctsAny ? db.prepare('SELECT 1 FROM correction WHERE target=?') : null
  }

  * load(): Generator<number> {
    const { fromUnit, toUnit } = this.parts
    for (let unit = fromUnit; unit < toUnit; unit++) {
      const kind = this.kindOf(unit)
      if (kind !== null) this.readUnit(unit, kind === 'reporter')
      yield unit
    }
  }

  /** The KPI as the store has it; −1: not at all. */
  get kpiId(): number { return this.parts.kpiIds.idOf[0]! }

  /** What readings a unit can have: its own, none but compiled totals, or (null) none. */
  kindOf(unit: number): 'reporter' | 'parent' | null {
    const { kpi, pyramid, units, kpiIds } = this.parts
    if (kpiIds.idOf[0]! < 0 || units.idOf[unit]! < 0) return null
    if (kpi.levels.includes(pyramid.units[unit]!.level)) return 'reporter'
    return pyramid.children[unit]!.length > 0 ? 'parent' : null
  }

  /** The newest of a reporter from before the window (NaN: none). */
  readBefore(unit: number): number {
    const before = this.beforeOf(unit)
    this.simulated ||= before.simulated
    // Older than the periods that are kept, it does not say since when the store has readings.
    if (before.atMs >= this.keptFromMs) this.note(before.atMs)
    return before.atMs
  }

  /** Takes note of a reading of the window that was known in it. Throws TooManyReadings. */
  count(atMs: number, marks: number): void {
    if (this.taken++ >= maxPastReadings) throw new TooManyReadings()
    this.simulated ||= (marks & marked.simulated) !== 0
    this.note(atMs)
  }

  /** The turns of a reporter whose readings were counted, from its readings as they stand; `beforeMs`: see `readBefore`. */
  readAgain(unit: number, beforeMs: number): void {
    this.turns.add(unit, newestBySteps(this.parts, beforeMs, this.heardByKey(this.idsOf(unit))))
  }

  private idsOf(unit: number): readonly [number, number] {
    return [this.parts.kpiIds.idOf[0]!, this.parts.units.idOf[unit]!]
  }

  private readUnit(unit: number, isReporter: boolean): void {
    const rows = this.rows.all(...this.idsOf(unit), this.parts.fromMs, mostRows) as unknown as Row[]
    const heard = this.heardOf(rows)
    if (!isReporter) return
    const beforeMs = this.readBefore(unit)
    const isCorrected = rows.some(([, packed]) => packed % packing >= marked.correction)
    if (isCorrected) this.readAgain(unit, beforeMs)
    else this.turns.add(unit, newestBySteps(this.parts, beforeMs, heard))
  }

  /** What was heard in the window, declared totals left out. */
  private heardOf(rows: readonly Row[]): Heard[] {
    const heard: Heard[] = []
    for (const [atMs, packed] of rows) {
      const marks = packed % packing
      const knownMs = this.knownMs(atMs, (packed - marks) / packing, marks)
      if (knownMs > this.parts.toMs) continue
      this.count(atMs, marks)
      if ((marks & marked.declared) === 0) heard.push({ atMs, knownMs })
    }
    return heard
  }

  /** The newest before the window, from its row where that stands. */
  private beforeOf(unit: number): Pick<Own, 'atMs' | 'simulated'> {
    const row = this.newest.get(...this.idsOf(unit), this.parts.fromMs) as unknown as BeforeRow | undefined
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
