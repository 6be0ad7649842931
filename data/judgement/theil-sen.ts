/**
 * The robust line through points of a series: the median of the slopes of all pairs of points (Theil 1950), with Sen's interval.
 *
 * Sources
 * - H. Theil, "A rank-invariant method of linear and polynomial regression analysis", Proc. KNAW 53 (1950), 386–392: the slope.
 * - P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968), 1379–1389: the interval: with N
 *   slopes in order and C = z · √Var(S), it reaches from the k-th smallest to the k-th largest, k = ⌊(N − C) / 2⌋.
 * - M. G. Kendall, "Rank Correlation Methods": Var(S) = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18 over groups of t equal values.
 * - S. Yue, C. Y. Wang, "The Mann–Kendall test modified by effective sample size…", Water Resources Management 18 (2004), 201–218:
 *   neighbours in a series resemble one another, so Var(S) is multiplied by 1 + 2 Σ_{k=1}^{n−1} (1 − k/n) r^k, where r is the lag-1
 *   autocorrelation of what is left when the line is taken away. Here r below 0 counts as 0: the interval is widened, never narrowed.
 */

/** Most points of one line: beyond it (319,600 pairs) a RangeError. */
export const maxTrendPoints = 800

/** A point: `x` in any unit of time, ascending; `y` the value. */
export interface TrendPoint { readonly x: number; readonly y: number }

/**
 * `slope` in y a unit of x, between `low` and `high` (−Infinity, Infinity where the points are too few to bound it); `intercept`: the
 * median of what is left when slope · x is taken away; `residuals`: of the points, ascending.
 */
export interface TrendLine {
  readonly slope: number
  readonly low: number
  readonly high: number
  readonly intercept: number
  readonly residuals: Float64Array
}

/** The quantile of the normal distribution that bounds 90 % of it on both sides. */
export const zOf90 = 1.6448536269514722

/** Quantile `share` (0–1) of ascending numbers by linear interpolation (Hyndman and Fan's type 7); NaN of none. */
export function quantileOf(ascending: ArrayLike<number>, share: number): number {
  if (ascending.length === 0) return NaN
  const place = (ascending.length - 1) * share
  const low = ascending[Math.floor(place)]!
  return low + (ascending[Math.ceil(place)]! - low) * (place - Math.floor(place))
}

/** The middle of ascending numbers; the mean of the two middle ones. NaN of none. */
export function medianOf(ascending: ArrayLike<number>): number {
  const { length } = ascending
  if (length === 0) return NaN
  const middle = Math.floor(length / 2)
  return length % 2 === 1 ? ascending[middle]! : (ascending[middle - 1]! + ascending[middle]!) / 2
}

/** Kendall's variance of S for n values, of which some are equal. */
export function kendallVariance(values: readonly number[]): number {
  const groups = new Map<number, number>()
  for (const value of values) groups.set(value, (groups.get(value) ?? 0) + 1)
  const part = (t: number): number => t * (t - 1) * (2 * t + 5)
  let ties = 0
  for (const size of groups.values()) ties += part(size)
  return (part(values.length) - ties) / 18
}

/** How many times larger Var(S) is for values whose neighbours correlate by `r` (0–1), at n values (Yue and Wang 2004). */
export function correlationFactor(r: number, n: number): number {
  let sum = 0
  for (let k = 1, power = r; k < n; k++, power *= r) sum += (1 - k / n) * power
  return 1 + 2 * sum
}

/** Correlation of neighbours, 0–1: negative ones, and of values that do not vary, count as 0. */
export function neighbourCorrelation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let together = 0
  let alone = 0
  for (let i = 0; i < values.length; i++) {
    alone += (values[i]! - mean) ** 2
    if (i > 0) together += (values[i]! - mean) * (values[i - 1]! - mean)
  }
  return alone === 0 ? 0 : Math.min(1, Math.max(0, together / alone))
}

function check(points: readonly TrendPoint[]): void {
  if (points.length < 2 || points.length > maxTrendPoints) throw new RangeError(`a line takes 2 to ${maxTrendPoints} points`)
  for (let i = 0; i < points.length; i++) {
    if (!Number.isFinite(points[i]!.x) || !Number.isFinite(points[i]!.y)) throw new RangeError('a point of a line is a pair of numbers')
    if (i > 0 && points[i]!.x <= points[i - 1]!.x) throw new RangeError('the points of a line ascend in time')
  }
}

function slopesOf(points: readonly TrendPoint[]): Float64Array {
  const slopes = new Float64Array(points.length * (points.length - 1) / 2)
  let count = 0
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) slopes[count++] = (points[j]!.y - points[i]!.y) / (points[j]!.x - points[i]!.x)
  }
  return slopes.sort()
}

/** The line through 2 to `maxTrendPoints` points with ascending x; `z`: quantile of the normal distribution the interval is of. RangeError. */
export function theilSen(points: readonly TrendPoint[], z: number): TrendLine {
  check(points)
  const slopes = slopesOf(points)
  const slope = medianOf(slopes)
  const left = points.map(({ x, y }) => y - slope * x)
  const intercept = medianOf(Float64Array.from(left).sort())
  const residuals = left.map((value) => value - intercept)
  const variance = kendallVariance(points.map(({ y }) => y)) * correlationFactor(neighbourCorrelation(residuals), points.length)
  const rank = Math.floor((slopes.length - z * Math.sqrt(variance)) / 2)
  const low = rank < 1 ? -Infinity : slopes[rank - 1]!
  const high = rank < 1 ? Infinity : slopes[slopes.length - rank]!
  return { slope, low, high, intercept, residuals: Float64Array.from(residuals).sort() }
}
