/**
 * Which children, brought to their own plan, would bring their parent to its plan: the smallest such set.
 *
 * A figure adds up along the pyramid, so a child that reaches its plan moves the parent's `num` by exactly what the child itself
 * lacks: its gain. With the parent short by s, a set S does if the gains of S add up to at least s.
 *
 * The largest gains first give the least number of children. Proof: let g₁ ≥ g₂ ≥ … be the gains. Any k children have together at most
 * g₁ + … + g_k (replace the i-th largest of them by g_i, which is not smaller). So if some k children do, the first k do; and the
 * greedy walk stops at the least k for which the first k do. Equal gains: the order of the list.
 *
 * Whole numbers throughout: the plan's line is turned into the whole `num` that reaches it, so no sum is rounded. As Σ⌈aᵢ⌉ ≥ ⌈Σaᵢ⌉,
 * children at plan make the parent's plan wherever their plans together do.
 *
 * Reductions (1 − num/den) lack nothing but have too much: the gain is what `num` exceeds the plan by. The same holds for counts that
 * should be low. Levels have no sums: none. A child whose count is withheld, or that has no value or no plan, gains 0 and is in no set.
 */
import type { Direction, KpiKind } from '../kpis/kpi.ts'
import { hasDenominator } from '../measures/measure.ts'

/** The figure of a unit, as its reader may see it. `expected`: where its plan says it should be now, not rounded; null: no plan. */
export interface PlannedFigure {
  readonly num: number | null
  readonly den: number | null
  readonly value: number | null
  readonly expected: number | null
  readonly withheld: boolean
}

/** A child and what it would bring. `gain`: whole `num`s, 0 where it is at plan or nothing can be said. */
export interface Bringer<T> { readonly child: T; readonly gain: number; readonly inSet: boolean }

/**
 * `short`: whole `num`s the parent lacks (0: at plan); `left`: what it would still lack with the set at plan; `needed`: children of the set; `enough` false: all children at plan would not do:
 * there is no such set, `needed` is 0, and `left` is what all of them together would leave. `bringers`: largest gain first. `withheld`: children left out because their counts are withheld.
 */
export interface BringPlan<T> {
  readonly short: number
  readonly left: number
  readonly enough: boolean
  readonly needed: number
  readonly withheld: number
  readonly bringers: readonly Bringer<T>[]
}

/** Share of a product of two numbers that may be an error of rounding, so that 0.55 × 100 asks for 55, not 56. */
const roundingShare = 1e-12

/** The least whole number that reaches an amount. */
function wholeAtLeast(amount: number): number {
  return Math.max(0, Math.ceil(amount - Math.abs(amount) * roundingShare))
}

/** The greatest whole number that stays within an amount. */
function wholeAtMost(amount: number): number {
  return Math.max(0, Math.floor(amount + Math.abs(amount) * roundingShare))
}

/** Whole `num`s a figure is away from its plan, 0 or more; null where it has no sum, no value or no plan. */
export function shortOf(kind: KpiKind, direction: Direction, figure: PlannedFigure): number | null {
  const { num, den, value, expected } = figure
  if (figure.withheld || kind === 'level' || num === null || value === null || expected === null) return null
  if (!hasDenominator(kind)) {
    return direction === 'up' ? Math.max(0, wholeAtLeast(expected) - num) : Math.max(0, num - wholeAtMost(expected))
  }
  if (den === null) return null
  const line = (kind === 'reduction' ? 1 - expected : expected) * den
  const isMoreBetter = (direction === 'up') !== (kind === 'reduction')
  return isMoreBetter ? Math.max(0, wholeAtLeast(line) - num) : Math.max(0, num - wholeAtMost(line))
}

/** The smallest set of children that brings the parent to plan; null where the parent has no sum, no value or no plan. */
export function bringToPlan<T>(
  kind: KpiKind, direction: Direction, parent: PlannedFigure, children: readonly { readonly child: T; readonly figure: PlannedFigure }[],
): BringPlan<T> | null {
  const short = shortOf(kind, direction, parent)
  if (short === null) return null
  const ranked = children.map(({ child, figure }) => ({ child, gain: shortOf(kind, direction, figure) ?? 0 })).sort((a, b) => b.gain - a.gain)
  let rest = short
  let needed = 0
  const bringers = ranked.map(({ child, gain }) => {
    const inSet = rest > 0 && gain > 0
    if (inSet) {
      rest -= gain
      needed++
    }
    return { child, gain, inSet }
  })
  const withheld = children.filter(({ figure }) => figure.withheld).length
  if (rest > 0) return { short, left: rest, enough: false, needed: 0, withheld, bringers: bringers.map((one) => ({ ...one, inSet: false })) }
  return { short, left: 0, enough: true, needed, withheld, bringers }
}
