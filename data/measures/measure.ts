/**
 * The mergeable measure: what a cell of the pyramid holds, and its algebra.
 *
 * Law 1: merging is associative and commutative, and the empty measure changes nothing.
 * Law 7: a measure in which nothing was observed has no value; zero observed is a value.
 * Exactness: `num` and `den` are whole numbers; a sum beyond 2^53 − 1 throws `SumOverflow`, it never rounds.
 * Source: domain "What a figure is".
 */
import type { KpiKind } from '../kpis/kpi.ts'

/** Number of roll-out stages a `level` KPI counts (S3 V.3.2). */
export const stageCount = 6

/** A sum of observations. `n` counts them; `stages[s-1]` counts units at stage s (level KPIs only, else empty). */
export interface Measure {
  readonly num: number
  readonly den: number
  readonly n: number
  readonly stages: readonly number[]
}

/** Nothing observed. */
export const emptyMeasure: Measure = { num: 0, den: 0, n: 0, stages: [] }

/** A sum left the range in which whole numbers are exact. */
export class SumOverflow extends RangeError {
  constructor() {
    super('a sum beyond 2^53 - 1 is not exact')
    this.name = 'SumOverflow'
  }
}

/** Exact sum of two whole numbers, or SumOverflow. */
export function exactSum(a: number, b: number): number {
  const sum = a + b
  if (!Number.isSafeInteger(sum)) throw new SumOverflow()
  return sum
}

function mergeStages(a: readonly number[], b: readonly number[], sign: 1 | -1): readonly number[] {
  if (a.length === 0 && b.length === 0) return []
  return Array.from({ length: stageCount }, (_, stage) => exactSum(a[stage] ?? 0, sign * (b[stage] ?? 0)))
}

/** The measure of both together. */
export function merge(a: Measure, b: Measure): Measure {
  return {
    num: exactSum(a.num, b.num), den: exactSum(a.den, b.den), n: exactSum(a.n, b.n),
    stages: mergeStages(a.stages, b.stages, 1),
  }
}

/** The measure that merged with `b` gives `a`. */
export function difference(a: Measure, b: Measure): Measure {
  return {
    num: exactSum(a.num, -b.num), den: exactSum(a.den, -b.den), n: exactSum(a.n, -b.n),
    stages: mergeStages(a.stages, b.stages, -1),
  }
}

/** The measure of one reading. `num` of a level is its stage, 1–6. */
export function measureOf(kind: KpiKind, num: number, den: number | null): Measure {
  if (kind !== 'level') return { num, den: den ?? 0, n: 1, stages: [] }
  return { num: 0, den: 0, n: 1, stages: Array.from({ length: stageCount }, (_, s) => (s + 1 === num ? 1 : 0)) }
}

/** Whether readings of this kind carry a denominator. */
export function hasDenominator(kind: KpiKind): boolean {
  return kind === 'flow_ratio' || kind === 'stock_ratio' || kind === 'reduction' || kind === 'availability'
}

/** Whether `num` must not exceed `den`: true ratios; a reduction may have grown above its baseline. */
export function isProperRatio(kind: KpiKind): boolean {
  return hasDenominator(kind) && kind !== 'reduction'
}

/** Whether the newest reading of a unit stands for it (stock, level), rather than the sum of many. */
export function isState(kind: KpiKind): boolean {
  return kind === 'stock_ratio' || kind === 'stock_count' || kind === 'level'
}

/** Whether readings add up over the plan year. */
export function isFlow(kind: KpiKind): boolean {
  return kind === 'flow_count' || kind === 'flow_ratio' || kind === 'reduction'
}

/** The lowest stage that any unit is at, or null. */
export function lowestStage(stages: readonly number[]): number | null {
  const index = stages.findIndex((count) => count > 0)
  return index < 0 ? null : index + 1
}

/** The value of a sum without building a measure: ratios 0–1, counts as counts, null where nothing was observed. */
export function valueOfSum(kind: KpiKind, num: number, den: number, n: number): number | null {
  if (n === 0 || kind === 'level') return null
  if (!hasDenominator(kind)) return num
  if (den === 0) return null
  return kind === 'reduction' ? 1 - num / den : num / den
}

/** The value of a measure: a ratio 0–1 (a reduction may be negative), a count, the lowest stage, or null: nothing observed. */
export function valueOf(kind: KpiKind, m: Measure): number | null {
  return kind === 'level' ? lowestStage(m.stages) : valueOfSum(kind, m.num, m.den, m.n)
}
