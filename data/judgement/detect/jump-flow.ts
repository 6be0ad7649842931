/**
 * `jump` of a flow: its newest period (a month of a monthly KPI, a day of a daily one) against the same office's own past.
 *
 * Volume (a count; of ratios the denominator): usual = median of the past per-period rates, where a figure that follows silent
 * periods stands for them too; far = 5 deviations and 2.5 times above, or (closed months outside Tết only) a quarter below, and the
 * same month of last year was not like it. Days: the past are working days, and only a high day jumps: holidays are not anomalies.
 * Ratio: 5 deviations from the median, 25 points from it and from the last three periods, both ways, and not where the office stood
 * before within its kept past (the way back from a break is no jump); distances are taken in the counting noise of each period's own
 * cases, so that days of few and of many cases compare, and so is their scatter: the MAD's, moderated (dispersion.ts).
 * Deviations of volumes: in the MAD, or the counting floor where that is wider; the spread that was used is told beside the MAD.
 */
import type { Kpi } from '../../kpis/kpi.ts'
import type { Verdict } from '../verdict.ts'
import { madDegrees, shrunkDispersion } from './dispersion.ts'
import { told, toldChange } from './evidence.ts'
import { isWeekday, periodsBetween, type Periods } from './periods.ts'
import { countingFloor, medianOf, spreadOf, type Spread } from './spread.ts'
import { flowJump, ratioJump, sigmaPerMad, tetMonths } from './thresholds.ts'

const scratch = new Float64Array(64)
const spread: Spread = { median: 0, mad: 0 }

/** First instant that the newest period's figure could be far: the newest reading of a month, for days the start of the day. */
function sinceOf(p: Periods, i: number): number {
  return p.at[i]!
}

/** Fills the scratch with the rates of the periods before `i`; returns how many. */
function pastRates(p: Periods, volume: Float64Array, i: number): number {
  let count = 0
  for (let j = 0; j < i; j++) {
    if (p.grain === 'day' && !isWeekday(p.bucket[j]!)) continue
    const over = j === 0 ? 1 : periodsBetween(p.grain, p.bucket[j - 1]!, p.bucket[j]!)
    scratch[count++] = volume[j]! / over
  }
  return count
}

/** The figure of the same month of last year, or NaN. */
function lastYears(p: Periods, volume: Float64Array, i: number): number {
  if (p.grain === 'day') return NaN
  for (let j = 0; j < i; j++) if (p.bucket[j] === p.bucket[i]! - 12) return volume[j]!
  return NaN
}

function isHigh(value: number, usual: number, sigma: number, seasonal: number): boolean {
  return value >= flowJump.timesHigh * usual && value - usual >= flowJump.deviations * Math.max(sigma, flowJump.relativeFloor * usual)
    && !(value <= flowJump.seasonal * seasonal)
}

function isLow(value: number, usual: number, sigma: number, seasonal: number): boolean {
  return value * flowJump.timesLow <= usual && usual - value >= flowJump.deviations * sigma && !(value * flowJump.seasonal >= seasonal)
}

/** Whether a low period is to be judged at all: a month that is over, outside Tết. */
function mayBeLow(p: Periods, i: number, openBucket: number): boolean {
  return p.grain === 'month' && p.bucket[i]! < openBucket && !tetMonths.includes(p.bucket[i]! % 12)
}

function volumeJump(p: Periods, volume: Float64Array, openBucket: number): Verdict | null {
  const i = p.count - 1
  const value = volume[i]!
  const count = pastRates(p, volume, i)
  if (count < flowJump.leastPast[p.grain]) return null
  const { median, mad } = spreadOf(scratch, count, spread)
  const over = periodsBetween(p.grain, p.bucket[i - 1]!, p.bucket[i]!)
  const usual = median * over
  const used = Math.max(mad * over, countingFloor(usual))
  const sigma = sigmaPerMad * used
  const seasonal = lastYears(p, volume, i)
  const high = isHigh(value, usual, sigma, seasonal)
  // A report after silent months may be of its own month alone: it is low only by one month's measure.
  if (!high && !(mayBeLow(p, i, openBucket) && isLow(value, median, sigma, seasonal))) return null
  const deviations = Math.abs(value - usual) / used
  return {
    kind: 'jump', severity: 'at_risk', sinceMs: sinceOf(p, i), size: deviations,
    numbers: [
      told('observed', value, 'count'), told('median', usual, 'count'), ...toldChange(value, usual),
      told('mad', mad * over, 'count'), told('spread', used, 'count'), told('deviations', deviations, 'factor'), told('periods', count, 'count'),
    ],
  }
}

/**
 * How far `num` of `den` is from a usual ratio by counting alone, signed, in deviations: of a share on Anscombe's arcsine scale, of a
 * reduction (a ratio of two counts) by the Poisson noise of both.
 */
function standardised(num: number, den: number, usual: number, isReduction: boolean): number {
  if (isReduction) {
    const q = Math.max(0.05, usual)
    return (num / den - usual) / Math.sqrt((q * (1 + q)) / den)
  }
  const angle = Math.asin(Math.sqrt((num + 3 / 8) / (den + 3 / 4)))
  return (angle - Math.asin(Math.sqrt(Math.min(1, Math.max(0, usual))))) * 2 * Math.sqrt(den + 0.5)
}

/** Fills the scratch with what `of` gives for the periods before `i` that count, newest first; returns how many. */
function fillPast(p: Periods, i: number, of: (j: number) => number): number {
  let count = 0
  for (let j = i - 1; j >= 0; j--) if (p.den[j]! >= ratioJump.leastDen / 2) scratch[count++] = of(j)
  return count
}

/** Whether the office stood near this ratio in some periods of its past. */
function wasShown(p: Periods, i: number, ratio: number, within: number): boolean {
  let near = 0
  for (let j = 0; j < i; j++) if (p.den[j]! >= ratioJump.leastDen / 2 && Math.abs(p.num[j]! / p.den[j]! - ratio) < within) near++
  return near >= ratioJump.shownBefore
}

/** Spread of an office's ratios around their median, in counting noise: the MAD its past shows, and that moderated by what offices are like. */
function scatterOf(p: Periods, i: number, median: number, isReduction: boolean): { readonly mad: number; readonly spread: number } {
  const count = fillPast(p, i, (j) => Math.abs(standardised(p.num[j]!, p.den[j]!, median, isReduction)))
  const mad = medianOf(scratch, count)
  const shown = (sigmaPerMad * mad) ** 2
  const prior = { dispersion: 1 + ratioJump.togetherness * (p.den[i]! - 1), degrees: ratioJump.scatterDegrees }
  return { mad, spread: Math.sqrt(Math.max(ratioJump.leastScatter, shrunkDispersion(prior, shown, madDegrees * count))) / sigmaPerMad }
}

function ratioVerdict(kpi: Kpi, p: Periods): Verdict | null {
  const isReduction = kpi.kind === 'reduction'
  const i = p.count - 1
  const den = p.den[i]!
  if (den < ratioJump.leastDen) return null
  const count = fillPast(p, i, (j) => p.num[j]! / p.den[j]!)
  if (count < Math.max(flowJump.leastPast[p.grain], ratioJump.recent)) return null
  const ratio = p.num[i]! / den
  recentScratch.set(scratch.subarray(0, ratioJump.recent))
  const recent = medianOf(recentScratch, ratioJump.recent)
  const median = medianOf(scratch, count)
  const nearest = Math.abs(ratio - median) < Math.abs(ratio - recent) ? median : recent
  const leastPoints = isReduction ? ratioJump.leastPointsOfReduction : ratioJump.leastPoints
  if (Math.abs(ratio - nearest) < leastPoints || Math.sign(ratio - median) !== Math.sign(ratio - recent)) return null
  if (wasShown(p, i, ratio, leastPoints / 2)) return null
  const noise = Math.abs(standardised(p.num[i]!, den, median, isReduction))
  const scatter = scatterOf(p, i, median, isReduction)
  const deviations = noise / scatter.spread
  if (deviations < flowJump.deviations * sigmaPerMad) return null
  const shown = (r: number): number => (isReduction ? 1 - r : r)
  return {
    kind: 'jump', severity: 'at_risk', sinceMs: sinceOf(p, i), size: deviations,
    numbers: [
      told('observed', shown(ratio), 'value'), told('median', shown(median), 'value'),
      told('gap', shown(ratio) - shown(median), 'value'), told('mad', scatter.mad, 'factor'),
      // A share of known many cases would tell how many there were.
      ...(kpi.cases ? [] : [told('base', den, 'count')]),
      told('noise', noise, 'factor'), told('spread', scatter.spread, 'factor'), told('deviations', deviations, 'factor'), told('periods', count, 'count'),
    ],
  }
}

const recentScratch = new Float64Array(ratioJump.recent)

/**
 * The jump of a flow's newest period, or null. `openBucket`: the period that is not over yet. Of a ratio's two verdicts the ratio's
 * own is told first.
 */
export function judgeFlowJump(kpi: Kpi, periods: Periods, openBucket: number): Verdict | null {
  if (periods.count < 2) return null
  if (kpi.kind === 'flow_count') return volumeJump(periods, periods.num, openBucket)
  return ratioVerdict(kpi, periods) ?? volumeJump(periods, periods.den, openBucket)
}
