/**
 * `jump` of a stock: the step from one closing state to the next against the office's own past steps.
 *
 * Of a ratio the step is taken twice: in the ratio, and in the numerator by the earlier denominator (both figures ten times too
 * large leave the ratio as it is). Usual = median of the past steps per period; far = 5 deviations, 20 points a month (12 a day), ten
 * things, and as far from the state before last: the way back from a wrong figure is not another jump.
 * A count without denominator is compared like the volume of a flow: 2.5 times above or a quarter of the median of its past.
 */
import type { Kpi } from '../../kpis/kpi.ts'
import type { EvidenceNumber, Verdict } from '../verdict.ts'
import { told, toldChange } from './evidence.ts'
import type { Periods } from './periods.ts'
import { countingFloor, spreadOf, type Spread } from './spread.ts'
import { flowJump, sigmaPerMad, stockJump } from './thresholds.ts'

const scratch = new Float64Array(64)
const spread: Spread = { median: 0, mad: 0 }

type StepOf = (p: Periods, from: number, to: number) => number

const ratioStep: StepOf = (p, from, to) => p.num[to]! / Math.max(1, p.den[to]!) - p.num[from]! / Math.max(1, p.den[from]!)
const countStep: StepOf = (p, from, to) => (p.num[to]! - p.num[from]!) / Math.max(1, p.den[from]!)

/** How far the step to `i` is from the usual, in deviations; 0 where it is not far. `up`: which way it went. */
interface Step { deviations: number; mad: number; spread: number; usual: number; up: boolean; periods: number }

function stepAt(p: Periods, i: number, step: StepOf): Step | null {
  const past = i - 1
  if (past < stockJump.leastPast[p.grain]) return null
  let largest = 0
  for (let j = 1; j < i; j++) {
    const apart = p.bucket[j]! - p.bucket[j - 1]!
    const one = apart > 1 ? step(p, j - 1, j) / apart : step(p, j - 1, j)
    scratch[j - 1] = one
    largest = Math.max(largest, Math.abs(one))
  }
  const from = i - 1
  const gap = Math.max(1, p.bucket[i]! - p.bucket[from]!)
  // No median of the past can make this step far: nearly every figure ends here, unsorted.
  if (Math.abs(step(p, from, i)) + largest * gap < stockJump.leastPoints[p.grain]) return null
  const { median, mad } = spreadOf(scratch, past, spread)
  const den = Math.max(1, p.den[from]!)
  const floor = Math.max(stockJump.floor[p.grain], Math.sqrt(Math.max(1, Math.abs(median) * den * gap)) * flowJump.overdispersion / den)
  const shown = mad * Math.sqrt(gap)
  const used = Math.max(shown, floor / sigmaPerMad)
  const sigma = sigmaPerMad * used
  const off = step(p, from, i) - median * gap
  if (!isFar(off, sigma, den, p)) return null
  const before = i - 2
  const offBefore = step(p, before, i) - median * (p.bucket[i]! - p.bucket[before]!)
  if (Math.sign(offBefore) !== Math.sign(off) || !isFar(offBefore, sigma, den, p)) return null
  return { deviations: Math.abs(off) / used, mad: shown, spread: used, usual: median * gap, up: off > 0, periods: past }
}

function isFar(off: number, sigma: number, den: number, p: Periods): boolean {
  const far = Math.abs(off)
  return far >= stockJump.deviations * sigma && far >= stockJump.leastPoints[p.grain] && far * den >= stockJump.leastCount
}

function ratioJumpAt(p: Periods, i: number): { step: Step; isCounted: boolean } | null {
  if (i < 2) return null
  const byRatio = stepAt(p, i, ratioStep)
  if (byRatio !== null) return { step: byRatio, isCounted: false }
  const byCount = stepAt(p, i, countStep)
  return byCount === null ? null : { step: byCount, isCounted: true }
}

/** A step of the ratio, in shares of the whole. */
function ratioNumbers(p: Periods, i: number, step: Step): EvidenceNumber[] {
  const ratio = (j: number): number => p.num[j]! / Math.max(1, p.den[j]!)
  return [
    told('observed', ratio(i), 'value'), told('previous', ratio(i - 1), 'value'), told('moved', ratioStep(p, i - 1, i), 'share'),
    told('median', step.usual, 'share'), told('mad', step.mad, 'share'), told('spread', step.spread, 'share'),
  ]
}

/** A step of the numerator alone, in things: shares of the earlier whole (`countStep`) say nothing beside a ratio that stayed. */
function countNumbers(kpi: Kpi, p: Periods, i: number, step: Step): EvidenceNumber[] {
  const den = Math.max(1, p.den[i - 1]!)
  return [
    told('observed', p.num[i]!, 'count'), told('previous', p.num[i - 1]!, 'count'), told('moved', p.num[i]! - p.num[i - 1]!, 'count'),
    told('median', step.usual * den, 'count'), told('mad', step.mad * den, 'count'), told('spread', step.spread * den, 'count'),
    ...(kpi.cases ? [] : [told('base', p.den[i]!, 'count'), told('previous_base', p.den[i - 1]!, 'count')]),
  ]
}

/** Whether the closing state `i` of a stock ratio was a jump upward when it came: a height nobody should be held to. */
export function wasJumpUp(periods: Periods, i: number): boolean {
  return ratioJumpAt(periods, i)?.step.up ?? false
}

function judgeRatio(kpi: Kpi, p: Periods): Verdict | null {
  const i = p.count - 1
  const found = ratioJumpAt(p, i)
  if (found === null) return null
  const { step, isCounted } = found
  return {
    kind: 'jump', severity: 'at_risk', sinceMs: p.at[i]!, size: step.deviations,
    numbers: [
      ...(isCounted ? countNumbers(kpi, p, i, step) : ratioNumbers(p, i, step)), told('deviations', step.deviations, 'factor'), told('periods', step.periods, 'count'),
    ],
  }
}

function judgeCount(p: Periods): Verdict | null {
  const i = p.count - 1
  if (i < flowJump.leastPast[p.grain]) return null
  for (let j = 0; j < i; j++) scratch[j] = p.num[j]!
  const { median, mad } = spreadOf(scratch, i, spread)
  const used = Math.max(mad, countingFloor(median))
  const sigma = sigmaPerMad * used
  const value = p.num[i]!
  const low = Math.min(median, p.num[i - 1]!)
  const high = Math.max(median, p.num[i - 1]!)
  const isHigh = value >= flowJump.timesHigh * high && value - high >= flowJump.deviations * Math.max(sigma, flowJump.relativeFloor * high)
  const isLow = value * flowJump.timesLow <= low && low - value >= flowJump.deviations * sigma
  if (!isHigh && !isLow) return null
  const deviations = Math.abs(value - median) / used
  return {
    kind: 'jump', severity: 'at_risk', sinceMs: p.at[i]!, size: deviations,
    numbers: [
      told('observed', value, 'count'), told('median', median, 'count'), ...toldChange(value, median),
      told('mad', mad, 'count'), told('spread', used, 'count'), told('deviations', deviations, 'factor'), told('periods', i, 'count'),
    ],
  }
}

/** The jump of a stock's newest closing state, or null. */
export function judgeStockJump(kpi: Kpi, periods: Periods): Verdict | null {
  return kpi.kind === 'stock_count' ? judgeCount(periods) : judgeRatio(kpi, periods)
}
