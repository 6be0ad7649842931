/** Grains of the roll-ups and their buckets. A bucket is a small whole number that grows with time. */
import type { KpiKind } from '../../data/kpis/kpi.ts'
import { dayMs, hourMs, utcOffsetMs } from '../../data/time/vietnam-time.ts'

/** Stored numbers of the grains; they never change. */
export const grainCode = { hour: 1, day: 2, month: 3 } as const
/** A grain of a roll-up. */
export type Grain = keyof typeof grainCode

/** Bucket of the hour that contains `ms`. */
export function hourBucket(ms: number): number {
  return Math.floor(ms / hourMs)
}

/** Bucket of the local day that contains `ms`. */
export function dayBucket(ms: number): number {
  return Math.floor((ms + utcOffsetMs) / dayMs)
}

let lastDay = NaN
let lastMonth = 0

/** Bucket of the local month that contains `ms`: year × 12 + month (January 0). */
export function monthBucket(ms: number): number {
  const day = dayBucket(ms)
  if (day !== lastDay) {
    const date = new Date(day * dayMs)
    lastMonth = date.getUTCFullYear() * 12 + date.getUTCMonth()
    lastDay = day
  }
  return lastMonth
}

/** Bucket of a grain. */
export function bucketOf(grain: Grain, ms: number): number {
  if (grain === 'hour') return hourBucket(ms)
  return grain === 'day' ? dayBucket(ms) : monthBucket(ms)
}

const memoMonths = 64
const memoMonth = new Float64Array(memoMonths).fill(NaN)
const memoStart = new Float64Array(memoMonths)

/** Month starts are asked for by the million, always of the same few years. */
function monthBucketStart(bucket: number): number {
  const slot = bucket % memoMonths
  if (memoMonth[slot] !== bucket) {
    memoMonth[slot] = bucket
    memoStart[slot] = Date.UTC(Math.floor(bucket / 12), bucket % 12, 1) - utcOffsetMs
  }
  return memoStart[slot]!
}

/** First instant of a bucket, epoch ms. */
export function bucketStart(grain: Grain, bucket: number): number {
  if (grain === 'hour') return bucket * hourMs
  if (grain === 'day') return bucket * dayMs - utcOffsetMs
  return monthBucketStart(bucket)
}

/** Grains kept for a kind. Availability keeps hours for good (its readings go); the others keep their readings. */
export function grainsOf(kind: KpiKind): readonly Grain[] {
  return kind === 'availability' ? ['hour', 'day'] : ['day', 'month']
}
