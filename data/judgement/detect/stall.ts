/**
 * `stall`: a stock stands still while its plan rises. The standstill is the run of closing states up to the newest that all lie
 * within a twentieth of what the plan asked meanwhile (how far its line rose, at most what is left to the target) of one another: what
 * went up and came down again moved. Judged as of the newest report: what the plan asked since then the office could not have told.
 *
 * Whether so long a pause is more than chance: the plan asked for `a` things meanwhile; were things to come with the dispersion φ, no
 * one would have come with the chance Q(1/φ, a/φ) (dispersion.ts), e⁻ᵃ for φ = 1. φ is the Pearson statistic of the office's own
 * steps before the standstill, in this plan year, around its own mean pace along the plan's line (McCullagh & Nelder, Generalized
 * Linear Models, 1989, 4.5), moderated towards 1.
 */
import { yearStart } from '../../time/vietnam-time.ts'
import type { Kpi, Target } from '../../kpis/kpi.ts'
import { expectedAt } from '../plan-status.ts'
import type { Verdict } from '../verdict.ts'
import { gammaTail, shrunkDispersion } from './dispersion.ts'
import { told } from './evidence.ts'
import type { Periods } from './periods.ts'
import { keptPeriods, stall } from './thresholds.ts'

/** The target asks for a rise within the plan year. */
export function isRising(target: Target | null, kpi: Kpi): target is Target {
  return target !== null && target.due !== null && kpi.direction === 'up' && target.value > 0
}

const came = new Float64Array(keptPeriods.month)
const asked = new Float64Array(keptPeriods.month)

/**
 * Fills `came` and `asked` with the things that came, and that the plan asked for, in each step of the plan year up to the closing
 * state `first`; returns how many steps. What was taken back later never came. `den`: things in a whole.
 */
function fillSteps(months: Periods, target: Target, first: number, den: number): number {
  const fromMs = yearStart(target.year)
  let height = Infinity
  for (let j = months.count - 1; j >= first; j--) height = Math.min(height, months.num[j]!)
  let steps = 0
  for (let j = first - 1; j >= 0 && months.at[j]! >= fromMs; j--) {
    const before = Math.min(height, months.num[j]!)
    const rose = (expectedAt(target, months.at[j + 1]!) - expectedAt(target, months.at[j]!)) * den
    if (rose > 0) {
      came[steps] = height - before
      asked[steps++] = rose
    }
    height = before
  }
  return steps
}

/** The dispersion of the office's steps before the standstill; 1 where they tell nothing. */
function dispersionBefore(months: Periods, target: Target, first: number, den: number): number {
  const steps = fillSteps(months, target, first, den)
  let things = 0
  let owed = 0
  for (let i = 0; i < steps; i++) {
    things += came[i]!
    owed += asked[i]!
  }
  if (steps < 2 || things === 0) return stall.evenness.dispersion
  let pearson = 0
  for (let i = 0; i < steps; i++) {
    const mean = (asked[i]! * things) / owed
    pearson += (came[i]! - mean) ** 2 / mean
  }
  return shrunkDispersion(stall.evenness, pearson / (steps - 1), steps - 1)
}

/** Whether the office, working as it did, would pause while the plan asks for `owed` things. */
function isPause(months: Periods, target: Target, first: number, den: number, owed: number): boolean {
  const dispersion = dispersionBefore(months, target, first, den)
  return gammaTail(1 / dispersion, owed / dispersion) > stall.mostChance
}

/** How far apart the closing states of a run lie. */
class Band {
  private readonly low = { ratio: Infinity, num: Infinity, den: Infinity }
  private readonly high = { ratio: -Infinity, num: -Infinity, den: -Infinity }

  /** Takes one more state in. */
  add(months: Periods, j: number): void {
    const state = { ratio: months.num[j]! / Math.max(1, months.den[j]!), num: months.num[j]!, den: months.den[j]! }
    for (const one of ['ratio', 'num', 'den'] as const) {
      this.low[one] = Math.min(this.low[one], state[one])
      this.high[one] = Math.max(this.high[one], state[one])
    }
  }

  width(one: 'ratio' | 'num' | 'den'): number {
    return this.high[one] - this.low[one]
  }

  /**
   * In what all states of the run stand, within `room` of a whole of `den`: the ratio, or else the things counted, where the whole
   * changed no more than a little; null: they moved. Counts without a denominator are things.
   */
  stands(isCount: boolean, room: number, den: number): 'ratio' | 'num' | null {
    if (!isCount && this.width('ratio') <= room) return 'ratio'
    return this.width('num') <= room * den && (isCount || this.width('den') <= stall.recounted * den) ? 'num' : null
  }
}

/** The stall of an own office, or null. `target`: that of the plan year of now. `months`: closing states, the newest judged. */
export function judgeStall(kpi: Kpi, months: Periods, target: Target): Verdict | null {
  const last = months.count - 1
  if (last < 1) return null
  const isCount = kpi.kind === 'stock_count'
  const den = isCount ? 1 : Math.max(1, months.den[last]!)
  const value = months.num[last]! / den
  const expected = expectedAt(target, months.at[last]!)
  const left = target.value - value
  if (left <= 0) return null
  const owedFrom = (j: number): number => Math.min(left, expected - expectedAt(target, months.at[j]!))
  const band = new Band()
  band.add(months, last)
  let first = last
  let stood: { readonly by: 'ratio' | 'num'; readonly moved: number } | null = null
  for (let j = last - 1; j >= 0; j--) {
    band.add(months, j)
    const by = band.stands(isCount, stall.hardly * owedFrom(j), den)
    if (by === null) break
    stood = { by, moved: band.width(by) }
    first = j
  }
  if (stood === null) return null
  const owed = owedFrom(first)
  const grain = kpi.cadence === 'day' ? 'day' : 'month'
  const span = months.at[last]! - months.at[first]!
  if (last - first + 1 < stall.leastStates[grain] || span < stall.leastSpanMs[grain]) return null
  if (owed < stall.leastOwedShare * target.value || owed * den < stall.leastOwedCount) return null
  if (isPause(months, target, first, den, owed * den)) return null
  return {
    kind: 'stall', severity: 'behind', sinceMs: months.at[first]!, size: owed / target.value,
    numbers: [
      // Where the ratio only moved with its whole, what stands is the number of things.
      stood.by === 'num' && !isCount ? told('observed', months.num[last]!, 'count') : told('observed', value, 'value'), told('expected', expected, 'value'),
      told('moved', stood.moved, stood.by === 'num' ? 'count' : 'share'), told('plan_moved', owed, isCount ? 'count' : 'share'), told('window', span, 'spanMs'),
    ],
  }
}
