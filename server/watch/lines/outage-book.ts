/**
 * The outages of the lines of one availability KPI over 30 days, and their seconds by hour and day, kept up as readings come.
 *
 * Law: once nothing waits, what the book holds of a line equals what `LineSource.line` reads of it from the store at that instant
 * (tests/server/watch/outage-book.test.ts). So nothing of it is stored: a start reads every line once, a slice at a time.
 *
 * Invariants
 * - A reading later than all before it is taken at once. What came late into an outage, was corrected, or lay ahead of the clock makes
 *   its line wait to be read again; a waiting line takes nothing meanwhile.
 * - At each turn of an hour readings of an hour go (7 days) and hours leave the window (30 days): lines with outages are read again, and
 *   those that were mostly down in an hour that went.
 * - Time never goes back: a clock set back changes nothing until it is past where it was.
 * Hot path: `apply`, once a reading.
 */
import { afterSpan, isDown, isTold, leastOutageMs, type LineSpan, type Outage } from '../../../data/judgement/detect/outages.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import { hourStart } from '../../../data/time/vietnam-time.ts'
import { hourBucket } from '../../log/buckets.ts'
import type { Appended } from '../../log/log.ts'
import { firstReadHour, type LineSource } from './line-reader.ts'
import { LineRings, type Strip } from './line-rings.ts'

/** A line with outages: those that ended, oldest first, and the run of down spans up to its newest reading. */
interface Troubled {
  ended: Outage[]
  run: Outage | null
}

/** What a book is built of. `due`: whether a unit has a line. `flush`: writes gathered roll-ups before the store is read. */
export interface OutageBookDeps {
  readonly kpi: Kpi
  readonly index: number
  readonly size: number
  readonly due: (unit: number) => boolean
  readonly source: LineSource
  readonly flush: () => void
  readonly nowMs: number
}

/** A reading ahead of the clock. */
interface Ahead { readonly unit: number; readonly atMs: number }

/** See the file header. */
export class OutageBook {
  readonly #deps: OutageBookDeps
  readonly #leastMs: number
  readonly #rows: Int32Array
  readonly #newest: Float64Array
  readonly #rings: LineRings
  readonly #troubled = new Map<number, Troubled>()
  /** Lines to be read again, and lines that need it only where an hour since this one was mostly down. */
  readonly #waiting = new Map<number, number | null>()
  readonly #changed = new Set<number>()
  #ahead: Ahead[] = []
  #nowMs: number

  constructor(deps: OutageBookDeps) {
    this.#deps = deps
    this.#leastMs = leastOutageMs(deps.kpi)
    this.#nowMs = deps.nowMs
    this.#rows = new Int32Array(deps.size).fill(-1)
    let count = 0
    for (let unit = 0; unit < deps.size; unit++) if (deps.due(unit)) this.#rows[unit] = count++
    this.#newest = new Float64Array(count).fill(-Infinity)
    this.#rings = new LineRings(count, deps.nowMs)
  }

  /** Lines that wait to be read. */
  get waiting(): number { return this.#waiting.size }
  /** Buckets of the oldest hour and local day of the strips. */
  get from(): { readonly hour: number; readonly day: number } { return this.#rings.from }

  /** Every line is to be read: at start. */
  readAll(): void {
    this.#rows.forEach((row, unit) => { if (row >= 0) this.#waiting.set(unit, null) })
  }

  /** Readings of a commit. */
  apply(readings: readonly Appended[]): void {
    for (const r of readings) {
      const row = r.kpi === this.#deps.index && !r.declared ? this.#rows[r.unit]! : -1
      if (row < 0 || this.#waiting.get(r.unit) === null) continue
      if (r.corrects !== null || r.num === null) this.#waiting.set(r.unit, null)
      else if (r.atMs > this.#nowMs) this.#ahead.push({ unit: r.unit, atMs: r.atMs })
      else this.#take(row, r.unit, { atMs: r.atMs, up: r.num, span: r.den ?? 0 })
    }
  }

  #take(row: number, unit: number, span: LineSpan): void {
    const line = this.#troubled.get(unit)
    const newestMs = this.#newest[row]!
    if (span.atMs <= newestMs) {
      const { atMs } = span
      const isInside = line !== undefined && [...line.ended, ...line.run === null ? [] : [line.run]].some(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs)
      if (atMs === newestMs || isInside || isDown(span)) this.#waiting.set(unit, null)
      else this.#rings.add(row, atMs, span.up, span.span)
      return
    }
    if (newestMs === -Infinity) this.#changed.add(unit)
    this.#newest[row] = span.atMs
    this.#rings.add(row, span.atMs, span.up, span.span)
    const { run, ended } = afterSpan(line?.run ?? null, span)
    if (run === null && ended === null) return
    this.#keep(unit, { ended: ended !== null && isTold(ended, this.#leastMs) ? [...line?.ended ?? [], ended] : line?.ended ?? [], run })
    if (run === null || line?.run == null) this.#changed.add(unit)
  }

  #keep(unit: number, line: Troubled): void {
    if (line.run === null && line.ended.length === 0) this.#troubled.delete(unit)
    else this.#troubled.set(unit, line)
  }

  /** Time has gone on; then reads lines that wait, until `isEnough`. Units whose outages or strips may have changed since the last call. */
  tick(nowMs: number, isEnough: () => boolean): readonly number[] {
    if (nowMs > this.#nowMs) this.#advance(nowMs)
    if (this.#waiting.size > 0) this.#deps.flush()
    for (const [unit, sinceHour] of this.#waiting) {
      if (isEnough()) break
      this.#waiting.delete(unit)
      if (sinceHour === null || this.#deps.source.hasDownHour(this.#deps.index, unit, sinceHour, firstReadHour(this.#nowMs))) this.#read(unit)
    }
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  #advance(nowMs: number): void {
    const before = this.#nowMs
    this.#nowMs = nowMs
    this.#rings.turn(nowMs)
    if (hourStart(nowMs) !== hourStart(before)) {
      const since = firstReadHour(before)
      this.#rows.forEach((row, unit) => { if (row >= 0) this.#waitSince(unit, since) })
    }
    if (this.#ahead.length === 0) return
    for (const { unit, atMs } of this.#ahead) if (atMs <= nowMs) this.#waiting.set(unit, null)
    this.#ahead = this.#ahead.filter(({ atMs }) => atMs > nowMs)
  }

  #waitSince(unit: number, hour: number): void {
    if (this.#troubled.has(unit)) this.#waiting.set(unit, null)
    else if (!this.#waiting.has(unit)) this.#waiting.set(unit, hour)
  }

  #read(unit: number): void {
    const row = this.#rows[unit]!
    const { hours, ended, run, newestMs } = this.#deps.source.line(this.#deps.index, unit, this.#nowMs)
    this.#rings.replace(row, hours)
    this.#newest[row] = newestMs
    this.#keep(unit, { ended: [...ended], run })
    this.#changed.add(unit)
  }

  /** Outages of a line that reach into the last 30 days, oldest first; `run`: the one that goes on, where it is long enough to be told. */
  outages(unit: number): { readonly ended: readonly Outage[]; readonly run: Outage | null } {
    const line = this.#troubled.get(unit)
    const run = line?.run ?? null
    return { ended: line?.ended ?? [], run: run !== null && isTold(run, this.#leastMs) ? run : null }
  }

  /** Units of [from, end) with outages. */
  * troubled(from: number, end: number): Generator<number> {
    for (const unit of this.#troubled.keys()) if (unit >= from && unit < end) yield unit
  }

  /** Adds the seconds of a unit's line to the strips. False: it has none. */
  sumInto(unit: number, hours: Strip, days: Strip): boolean {
    const row = this.#rows[unit]!
    if (row < 0) return false
    this.#rings.sumInto(row, hours, days)
    return true
  }

  /** The hour the book stands in, since the epoch. */
  get hour(): number { return hourBucket(this.#nowMs) }
}
