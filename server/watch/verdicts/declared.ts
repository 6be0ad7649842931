/**
 * Declared totals and the sums they are compared with.
 *
 * The newest declared total of a (unit, KPI) is compared with the own figures of its subtree as the book's periods know them: states
 * as of the declared instant (their day, or their newest closing state by then), flows of its day (daily KPIs), of its month and of
 * the year up to that month, each with and without the parent's own office. A reading of the subtree that falls into that time has
 * the total judged again. It is judged while the kept periods reach back to all it may mean: its period and
 * the one before it, of flows the whole of its year.
 *
 * Invariant: no period is read but those that a restart would read (load-past.ts): a ring may hold an older one of an office that fell silent.
 */
import { judgeMismatch, type Sum } from '../../../data/judgement/detect/mismatch.ts'
import { freshCadences } from '../../../data/judgement/freshness.ts'
import { keptPeriods } from '../../../data/judgement/detect/thresholds.ts'
import type { PeriodGrain } from '../../../data/judgement/detect/periods.ts'
import type { EvidenceId, Verdict } from '../../../data/judgement/verdict.ts'
import { cadenceMs, type Kpi } from '../../../data/kpis/kpi.ts'
import { isFlow } from '../../../data/measures/measure.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { isNewer } from '../../../data/readings/reading.ts'
import { dayMs, yearOf, yearStart } from '../../../data/time/vietnam-time.ts'
import { bucketOf } from '../../log/buckets.ts'
import type { PastDeclared } from './past.ts'
import type { PeriodFigure, PeriodStore } from './period-store.ts'

/** What a sum is made from. */
interface Summed { num: number; den: number; usualNum: number; usualDen: number; missing: number }

/** Adds a unit's figure to a sum. */
type Way = (unit: number, into: Summed) => void

/** The oldest period that is kept at an instant. */
function firstKept(grain: PeriodGrain, nowMs: number): number {
  return bucketOf(grain, nowMs) - keptPeriods[grain] + 1
}

const noSum = (): Summed => ({ num: 0, den: 0, usualNum: 0, usualDen: 0, missing: 0 })

/** Whether declared totals of a KPI are compared: stages and up times do not add up to one number. */
export function comparesTotals(kpi: Kpi): boolean {
  return !kpi.computed && kpi.kind !== 'level' && kpi.kind !== 'availability'
}

/** The declared totals of one KPI. */
export class DeclaredTotals {
  private readonly kpi: Kpi
  private readonly pyramid: Pyramid
  private readonly periods: PeriodStore
  private readonly due: Uint8Array
  private readonly held = new Map<number, PastDeclared>()
  private readonly figure: PeriodFigure = { num: 0, den: 0, atMs: 0 }

  constructor(kpi: Kpi, pyramid: Pyramid, periods: PeriodStore, due: Uint8Array) {
    this.kpi = kpi
    this.pyramid = pyramid
    this.periods = periods
    this.due = due
  }

  /** Takes a declared total; the newest stands. */
  add(unit: number, total: PastDeclared): void {
    const held = this.held.get(unit)
    if (held === undefined || isNewer(total.atMs, total.key, held.atMs, held.key)) this.held.set(unit, total)
  }

  /** Sets what stands (null: none). */
  replace(unit: number, total: PastDeclared | null): void {
    if (total === null) this.held.delete(unit)
    else this.held.set(unit, total)
  }

  /** The key of the total that stands, or undefined. */
  keyOf(unit: number): string | undefined {
    return this.held.get(unit)?.key
  }

  /** Whether a reading at `atMs` below `unit` may change the sum its declared total is compared with. */
  isTouched(unit: number, atMs: number): boolean {
    const held = this.held.get(unit)
    if (held === undefined) return false
    // Of states too: a later one of the total's month takes that month's closing state away from it.
    return bucketOf('month', atMs) <= bucketOf('month', held.atMs)
  }

  /** The verdict on the total of a unit, or null. */
  judge(unit: number, nowMs: number): Verdict | null {
    const total = this.held.get(unit)
    if (total === undefined) return null
    if (!this.reaches(total.atMs, nowMs)) return null
    const sums = this.sumsOf(unit, total.atMs, nowMs).map(({ sum }) => sum)
    return judgeMismatch(total, sums.filter((sum) => sum.num > 0 || sum.den > 0 || sum.missing < this.dueBelow(unit)))
  }

  /** Whether the kept periods hold all that a total of `atMs` may mean. */
  private reaches(atMs: number, nowMs: number): boolean {
    if (isFlow(this.kpi.kind) && bucketOf('month', yearStart(yearOf(atMs))) < firstKept('month', nowMs)) return false
    const grain = this.periods.hasDays ? 'day' : 'month'
    // A state of the period before it is still one of its instant.
    return bucketOf(grain, atMs) - 1 >= firstKept(grain, nowMs)
  }

  /** The units that have no figure in the sum a verdict of `judge` tells of, in pyramid order. */
  missing(unit: number, verdict: Verdict, nowMs: number): readonly number[] {
    const total = this.held.get(unit)
    const number = (id: EvidenceId): number => verdict.numbers.find((one) => one.id === id)?.value ?? NaN
    const told = total === undefined ? undefined : this.sumsOf(unit, total.atMs, nowMs)
      .find(({ sum }) => sum.missing === number('missing_units') && (sum.num === number('sum') || sum.den === number('sum')))
    if (told === undefined) return []
    const into = noSum()
    const isMissing = (u: number): boolean => {
      const before = into.missing
      told.add(u, into)
      return into.missing > before
    }
    const found: number[] = []
    for (let u = told.whole ? unit : unit + 1; u < this.pyramid.end[unit]!; u++) if (this.due[u] === 1 && isMissing(u)) found.push(u)
    return found
  }

  /** What a total may mean; `whole`: with the parent's own office. */
  private sumsOf(unit: number, atMs: number, nowMs: number): { readonly sum: Sum; readonly add: Way; readonly whole: boolean }[] {
    return this.ways(atMs, nowMs).flatMap((add) => {
      const below = noSum()
      for (let u = unit + 1; u < this.pyramid.end[unit]!; u++) if (this.due[u] === 1) add(u, below)
      if (this.due[unit] !== 1) return [{ sum: below, add, whole: false }]
      const sum = { ...below }
      add(unit, sum)
      return [{ sum: below, add, whole: false }, { sum, add, whole: true }]
    })
  }

  private dueBelow(unit: number): number {
    let count = 0
    for (let u = unit + 1; u < this.pyramid.end[unit]!; u++) count += this.due[u]!
    return count
  }

  private ways(atMs: number, nowMs: number): Way[] {
    if (!isFlow(this.kpi.kind)) return [(unit, into) => this.addState(unit, atMs, nowMs, into)]
    const month = bucketOf('month', atMs)
    const ways = [
      (unit: number, into: Summed): void => this.addFlow('month', unit, month, month, nowMs, into),
      (unit: number, into: Summed): void => this.addFlow('month', unit, bucketOf('month', yearStart(yearOf(atMs))), month, nowMs, into),
    ]
    const day = bucketOf('day', atMs)
    if (this.periods.hasDays) ways.unshift((unit, into) => this.addFlow('day', unit, day, day, nowMs, into))
    return ways
  }

  private addState(unit: number, atMs: number, nowMs: number, into: Summed): void {
    const { figure } = this
    if (!this.periods.stateAsOf(unit, atMs, nowMs, figure)) {
      into.missing++
      return
    }
    into.num += figure.num
    into.den += figure.den
    if (atMs - figure.atMs > freshCadences * (cadenceMs[this.kpi.cadence] ?? dayMs)) into.missing++
  }

  private addFlow(grain: PeriodGrain, unit: number, from: number, to: number, nowMs: number, into: Summed): void {
    const { figure } = this
    for (let bucket = from; bucket <= to; bucket++) {
      if (!this.periods.figure(grain, unit, bucket, figure)) continue
      into.num += figure.num
      into.den += figure.den
    }
    if (this.periods.figure(grain, unit, to, figure)) return
    into.missing++
    this.addUsual(grain, unit, bucketOf(grain, nowMs), to, into)
  }

  /** What a unit without a figure in a period usually brings: the mean of its kept periods before it. */
  private addUsual(grain: PeriodGrain, unit: number, current: number, before: number, into: Summed): void {
    const { figure } = this
    let num = 0
    let den = 0
    let count = 0
    for (let bucket = current - keptPeriods[grain] + 1; bucket < before; bucket++) {
      if (!this.periods.figure(grain, unit, bucket, figure)) continue
      num += figure.num
      den += figure.den
      count++
    }
    if (count === 0) return
    into.usualNum += num / count
    into.usualDen += den / count
  }
}
