/**
 * Median, median absolute deviation and quantiles of a few numbers, without allocation: callers give a scratch array.
 * Hampel 1974; the median of an even count is the mean of the middle two. Hot path: once or twice a judged cell.
 */
import { flowJump, sigmaPerMad } from './thresholds.ts'

const insertionLimit = 48

/** Sorts the first `count` numbers of `values`, ascending, in place. */
export function sortFirst(values: Float64Array, count: number): void {
  let sorted = Math.min(1, count)
  while (sorted < count && values[sorted - 1]! <= values[sorted]!) sorted++
  if (sorted === count) return
  if (count > insertionLimit) {
    values.subarray(0, count).sort()
    return
  }
  for (let i = 1; i < count; i++) {
    const value = values[i]!
    let j = i - 1
    for (; j >= 0 && values[j]! > value; j--) values[j + 1] = values[j]!
    values[j + 1] = value
  }
}

/** Median of the first `count` numbers; they are sorted by it. NaN where there are none. */
export function medianOf(values: Float64Array, count: number): number {
  if (count === 0) return NaN
  sortFirst(values, count)
  const half = count >> 1
  return count % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2
}

/** Median absolute deviation (not scaled) of the first `count` numbers, which are sorted, from their median: the distances on either side ascend, so they are merged to their middle. */
export function madOfSorted(values: Float64Array, count: number, median: number): number {
  if (count === 0) return NaN
  let high = 0
  while (high < count && values[high]! < median) high++
  let low = high - 1
  let [last, before] = [NaN, NaN]
  for (let taken = 0; taken <= count >> 1; taken++) {
    const below = low < 0 ? Infinity : Math.abs(values[low]! - median)
    const above = high === count ? Infinity : Math.abs(values[high]! - median)
    before = last
    if (below < above) low--
    else high++
    last = Math.min(below, above)
  }
  return count % 2 === 1 ? last : (before + last) / 2
}

/** Quantile `share` (0–1) of the first `count` numbers, which are sorted; linear between two (Hyndman & Fan 1996, type 7). */
export function quantileOfSorted(values: Float64Array, count: number, share: number): number {
  const place = (count - 1) * share
  const low = Math.floor(place)
  const next = Math.min(low + 1, count - 1)
  return values[low]! + (values[next]! - values[low]!) * (place - low)
}

/** Centre and spread of a sample. */
export interface Spread { median: number; mad: number }

/** Median and median absolute deviation (not scaled) of the first `count` numbers, which are overwritten. Written into `out`. */
export function spreadOf(values: Float64Array, count: number, out: Spread): Spread {
  const median = medianOf(values, count)
  for (let i = 0; i < count; i++) values[i] = Math.abs(values[i]! - median)
  out.median = median
  out.mad = medianOf(values, count)
  return out
}

/** The counting noise of a usual count, as a MAD: no past shows less (Poisson √n, times what work in batches adds). */
export function countingFloor(usual: number): number {
  return (flowJump.overdispersion * Math.sqrt(usual + 1)) / sigmaPerMad
}
