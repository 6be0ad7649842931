/**
 * `outlier`: a unit's figure far from the median of its peers (units of the same level and type) on either side. Spread: the MAD,
 * but each side no narrower than its quartile shows (and its outer tenth, where many would be told), the floors of thresholds.ts, and
 * the counting noise of the judged office.
 */
import type { Kpi } from '../../kpis/kpi.ts'
import type { Verdict } from '../verdict.ts'
import { told } from './evidence.ts'
import { madOfSorted, medianOf, quantileOfSorted } from './spread.ts'
import { outlier, sigmaPerMad } from './thresholds.ts'

/** What peers have in common. `low`, `high`: the spread (as a standard deviation) below and above the median. */
export interface PeerSpread {
  readonly peers: number
  readonly median: number
  readonly mad: number
  readonly low: number
  readonly high: number
}

/** Whether figures of a KPI are compared among peers: ratios and stages; counts follow the size of the office. */
export function comparesPeers(kpi: Kpi): boolean {
  return !kpi.computed && kpi.kind !== 'flow_count' && kpi.kind !== 'stock_count'
}

function floorOf(kpi: Kpi): number {
  if (kpi.kind === 'level') return outlier.leastStages / outlier.deviations
  return kpi.kind === 'availability' ? outlier.floorOfLines : outlier.floor
}

function leastAway(kpi: Kpi): number {
  if (kpi.kind === 'level') return outlier.leastStages
  return kpi.kind === 'availability' ? outlier.leastPointsOfLines : outlier.leastPoints
}

/** How many of the sorted values lie at least `away` below (`sign` −1) or above (1) the median. */
function beyond(values: Float64Array, count: number, median: number, away: number, sign: 1 | -1): number {
  let found = 0
  for (let i = sign < 0 ? 0 : count - 1; i >= 0 && i < count && sign * (values[i]! - median) >= away; i -= sign) found++
  return found
}

/** The spread of one side of the sorted values as a standard deviation. `least`: what it is at least. */
function sideOf(kpi: Kpi, values: Float64Array, count: number, median: number, least: number, sign: 1 | -1): number {
  const at = (share: number): number => sign * (quantileOfSorted(values, count, sign < 0 ? share : 1 - share) - median)
  const sigma = Math.max(least, at(outlier.quartile) / outlier.sigmaPerQuartile)
  const told = beyond(values, count, median, Math.max(outlier.deviations * sigma, leastAway(kpi)), sign)
  const isTail = told > Math.max(outlier.manyPeers, outlier.many * count)
  return isTail ? Math.max(sigma, at(outlier.tail) / outlier.sigmaPerTail) : sigma
}

/** The spread of the first `count` of `values` (which are sorted by it; quickest where they are already), or null where peers are too few. */
export function peerSpread(kpi: Kpi, values: Float64Array, count: number): PeerSpread | null {
  if (count < outlier.leastPeers) return null
  const median = medianOf(values, count)
  const mad = madOfSorted(values, count, median)
  const least = Math.max(sigmaPerMad * mad, floorOf(kpi))
  return {
    peers: count, median, mad, low: sideOf(kpi, values, count, median, least, -1), high: sideOf(kpi, values, count, median, least, 1),
  }
}

function noise(kpi: Kpi, median: number, den: number): number {
  if (kpi.kind === 'level' || kpi.kind === 'availability') return 0
  const p = Math.min(0.95, Math.max(0.05, kpi.kind === 'reduction' ? 1 - median : median))
  return outlier.overdispersion * Math.sqrt((kpi.kind === 'reduction' ? p * (1 + p) : p * (1 - p)) / den)
}

/** Whether a figure of `den` cases is comparable at all. */
export function isComparable(kpi: Kpi, den: number): boolean {
  return kpi.kind === 'level' || den >= outlier.leastDen
}

/** The verdict on a unit's value (a ratio 0–1, or a stage) of `den` cases; `sinceMs`: its newest reading. */
export function judgeOutlier(kpi: Kpi, value: number, den: number, peers: PeerSpread, sinceMs: number): Verdict | null {
  const away = value - peers.median
  const side = away < 0 ? peers.low : peers.high
  if (Math.abs(away) < leastAway(kpi) || !isComparable(kpi, den)) return null
  const own = noise(kpi, peers.median, den)
  const sigma = Math.hypot(side, own)
  if (Math.abs(away) < outlier.deviations * sigma) return null
  const isMad = own === 0 && side === sigmaPerMad * peers.mad
  const spread = isMad ? peers.mad : sigma / sigmaPerMad
  const deviations = Math.abs(away) / spread
  return {
    kind: 'outlier', severity: 'behind', sinceMs, size: deviations,
    numbers: [
      told('observed', value, 'value'), told('median', peers.median, 'value'), told('gap', away, 'value'),
      told('mad', peers.mad, 'value'), told('spread', spread, 'value'), told('deviations', deviations, 'factor'), told('peers', peers.peers, 'count'),
    ],
  }
}
