/**
 * The kept periods of one KPI: rings of months (and days, of daily KPIs) of every own office that reports it.
 *
 * Memory: 14 months × 14 bytes = 196 bytes a cell, and of daily KPIs 36 days × 14 = 504 bytes more; twice the figures' share for
 * a KPI with figures beyond 4.29 × 10⁹. Today's catalogue (3,356 units, 33 reported KPIs, 5 of them daily) takes 28 MB, one of 50
 * reported by everybody 41 MB. Each ring has one slot more than it keeps, for a reading a little ahead of the clock.
 *
 * Law: the rings equal the roll-ups of the same readings, whatever their order (tests/server/watch/verdict-book.test.ts).
 */
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { PeriodGrain, Periods } from '../../../data/judgement/detect/periods.ts'
import { keptPeriods } from '../../../data/judgement/detect/thresholds.ts'
import { hasDenominator, isState } from '../../../data/measures/measure.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'
import { bucketOf, bucketStart } from '../../log/buckets.ts'
import type { PastPeriod } from './past.ts'

/** Whole numbers: narrow until one of them needs more (money of a large office), then all exact to 2^53. */
type Figures = Uint32Array | Float64Array
const maxNarrow = 0xffff_ffff

/** One ring a row. `bucket` 0: the slot is empty. `at`: milliseconds after the bucket's start. */
class Ring {
  readonly grain: PeriodGrain
  readonly kept: number
  private readonly slots: number
  private readonly bucket: Uint16Array
  private num: Figures
  private den: Figures | null
  private readonly at: Uint32Array

  constructor(grain: PeriodGrain, rows: number, hasDen: boolean) {
    this.grain = grain
    this.kept = keptPeriods[grain]
    this.slots = this.kept + 1
    const size = rows * this.slots
    this.bucket = new Uint16Array(size)
    this.num = new Uint32Array(size)
    this.den = hasDen ? new Uint32Array(size) : null
    this.at = new Uint32Array(size)
  }

  private slotOf(row: number, bucket: number): number {
    return row * this.slots + (bucket % this.slots)
  }

  /** The slot of a bucket, emptied if it held an older one; −1: the bucket is older than what the slot holds. */
  private open(row: number, bucket: number): number {
    const slot = this.slotOf(row, bucket)
    const held = this.bucket[slot]!
    if (held > bucket) return -1
    if (held === bucket) return slot
    this.bucket[slot] = bucket
    this.num[slot] = 0
    this.at[slot] = 0
    if (this.den !== null) this.den[slot] = 0
    return slot
  }

  private write(slot: number, num: number, den: number, offset: number): void {
    if (num > maxNarrow || den > maxNarrow) this.widen()
    this.num[slot] = num
    if (this.den !== null) this.den[slot] = den
    this.at[slot] = offset
  }

  private widen(): void {
    if (this.num instanceof Float64Array) return
    this.num = Float64Array.from(this.num)
    if (this.den !== null) this.den = Float64Array.from(this.den)
  }

  addFlow(row: number, num: number, den: number, atMs: number): void {
    const bucket = bucketOf(this.grain, atMs)
    const slot = this.open(row, bucket)
    if (slot < 0) return
    const offset = atMs - bucketStart(this.grain, bucket)
    this.write(slot, this.num[slot]! + num, (this.den?.[slot] ?? 0) + den, Math.max(this.at[slot]!, offset))
  }

  /** True: a state of the same instant stands already, and which of the two wins is not known here. */
  setState(row: number, num: number, den: number, atMs: number): boolean {
    const bucket = bucketOf(this.grain, atMs)
    const fresh = this.bucket[this.slotOf(row, bucket)] !== bucket
    const slot = this.open(row, bucket)
    if (slot < 0) return false
    const offset = atMs - bucketStart(this.grain, bucket)
    if (!fresh && offset < this.at[slot]!) return false
    const tie = !fresh && offset === this.at[slot]!
    this.write(slot, num, den, offset)
    return tie
  }

  replace(row: number, period: PastPeriod, state: boolean): void {
    const slot = this.open(row, period.bucket)
    if (slot < 0) return
    const offset = period.atMs - bucketStart(this.grain, period.bucket)
    if (state) this.write(slot, period.lastNum, period.lastDen, offset)
    else this.write(slot, period.num, period.den, offset)
  }

  clear(row: number): void {
    this.bucket.fill(0, row * this.slots, (row + 1) * this.slots)
  }

  /** Slot of a bucket that has data, or −1. */
  find(row: number, bucket: number): number {
    const slot = this.slotOf(row, bucket)
    return this.bucket[slot] === bucket ? slot : -1
  }

  numAt(slot: number): number { return this.num[slot]! }
  denAt(slot: number): number { return this.den?.[slot] ?? 0 }
  atOf(slot: number): number { return bucketStart(this.grain, this.bucket[slot]!) + this.at[slot]! }

  /** The kept periods up to `current`, oldest first. */
  read(row: number, current: number, out: Periods): void {
    let count = 0
    const begin = row * this.slots
    const isDay = this.grain === 'day'
    const dayZeroMs = isDay ? bucketStart('day', 0) : 0
    let slot = this.slotOf(row, current - this.kept) // the slot before the first
    for (let bucket = current - this.kept + 1; bucket <= current; bucket++) {
      slot = slot + 1 === begin + this.slots ? begin : slot + 1
      if (this.bucket[slot] !== bucket) continue
      out.bucket[count] = bucket
      out.num[count] = this.num[slot]!
      out.den[count] = this.den === null ? 0 : this.den[slot]!
      out.at[count] = (isDay ? dayZeroMs + bucket * dayMs : bucketStart('month', bucket)) + this.at[slot]!
      count++
    }
    out.count = count
  }
}

/** One figure of a period: read by `valueOf`. */
export interface PeriodFigure { num: number; den: number; atMs: number }

/** The rings of one KPI. Units are indices of the pyramid. */
export class PeriodStore {
  private readonly rows: Int32Array
  private readonly months: Ring
  private readonly days: Ring | null
  private readonly state: boolean

  /** `due`: whether a unit's own office reports the KPI; others are passed over. */
  constructor(kpi: Kpi, size: number, due: (unit: number) => boolean) {
    this.rows = new Int32Array(size).fill(-1)
    let count = 0
    for (let unit = 0; unit < size; unit++) if (due(unit)) this.rows[unit] = count++
    const hasDen = hasDenominator(kpi.kind)
    this.months = new Ring('month', count, hasDen)
    this.days = kpi.cadence === 'day' ? new Ring('day', count, hasDen) : null
    this.state = isState(kpi.kind)
  }

  get hasDays(): boolean { return this.days !== null }

  /** Adds a reading. True: the cell must be read again (two states of one instant). */
  add(unit: number, num: number, den: number, atMs: number): boolean {
    const row = this.rows[unit]!
    if (row < 0) return false
    if (!this.state) {
      this.months.addFlow(row, num, den, atMs)
      this.days?.addFlow(row, num, den, atMs)
      return false
    }
    const tie = this.months.setState(row, num, den, atMs)
    return (this.days?.setState(row, num, den, atMs) ?? false) || tie
  }

  /** Replaces all periods of a unit. */
  replace(unit: number, periods: readonly PastPeriod[]): void {
    const row = this.rows[unit]!
    if (row < 0) return
    this.months.clear(row)
    this.days?.clear(row)
    for (const period of periods) {
      if (period.grain === 'month') this.months.replace(row, period, this.state)
      else this.days?.replace(row, period, this.state)
    }
  }

  /** The kept periods of a unit up to the bucket `current`, oldest first. */
  read(grain: PeriodGrain, unit: number, current: number, out: Periods): void {
    const row = this.rows[unit]!
    const ring = grain === 'month' ? this.months : this.days
    if (row < 0 || ring === null) out.count = 0
    else ring.read(row, current, out)
  }

  /** The figure of one period of a unit; false: it has none. */
  figure(grain: PeriodGrain, unit: number, bucket: number, out: PeriodFigure): boolean {
    const row = this.rows[unit]!
    const ring = grain === 'month' ? this.months : this.days
    const slot = row < 0 || ring === null ? -1 : ring.find(row, bucket)
    if (slot < 0 || ring === null) return false
    out.num = ring.numAt(slot)
    out.den = ring.denAt(slot)
    out.atMs = ring.atOf(slot)
    return true
  }

  /** The newest state at or before `atMs` that is kept at `nowMs`: of its day where days are kept, else the newest closing state by then. */
  stateAsOf(unit: number, atMs: number, nowMs: number, out: PeriodFigure): boolean {
    const first = (grain: PeriodGrain, last: number): number => Math.max(last, bucketOf(grain, nowMs)) - keptPeriods[grain] + 1
    if (this.days !== null) {
      const day = bucketOf('day', atMs)
      for (let bucket = day; bucket >= first('day', day); bucket--) if (this.figure('day', unit, bucket, out)) return true
    }
    const month = bucketOf('month', atMs)
    for (let bucket = month; bucket >= first('month', month); bucket--) if (this.figure('month', unit, bucket, out) && out.atMs <= atMs) return true
    return false
  }
}
