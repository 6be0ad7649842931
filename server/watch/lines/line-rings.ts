/**
 * Seconds up of seconds observed of every line, by hour (the running one and 24 before it) and by local day (today and 29 before it).
 * Rings: a bucket's place is its number modulo their length, and what leaves the window is cleared as time goes on.
 * Memory: 55 pairs of 8 bytes a line: 3 MB for 3,355 lines.
 */
import type { LineHour } from '../../../data/judgement/detect/outages.ts'
import { hourMs } from '../../../data/time/vietnam-time.ts'
import { dayBucket, hourBucket } from '../../log/buckets.ts'

/** Hours kept: those that the last 24 h lie in. */
export const stripHours = 25
/** Local days kept. */
export const stripDays = 30

/** Sums of neighbouring buckets, oldest first; seconds. */
export interface Strip {
  readonly down: number[]
  readonly observed: number[]
}

class Ring {
  readonly length: number
  private newest: number
  private readonly up: Float64Array
  private readonly observed: Float64Array
  private readonly count: number

  constructor(count: number, length: number, newest: number) {
    this.count = count
    this.length = length
    this.newest = newest
    this.up = new Float64Array(count * length)
    this.observed = new Float64Array(count * length)
  }

  /** Oldest bucket kept. */
  get oldest(): number { return this.newest - this.length + 1 }

  turn(newest: number): void {
    for (let bucket = Math.max(this.newest + 1, newest - this.length + 1); bucket <= newest; bucket++) {
      for (let row = 0; row < this.count; row++) {
        const place = row * this.length + bucket % this.length
        this.up[place] = 0
        this.observed[place] = 0
      }
    }
    this.newest = Math.max(this.newest, newest)
  }

  add(row: number, bucket: number, up: number, observed: number): void {
    if (bucket < this.oldest || bucket > this.newest) return
    const place = row * this.length + bucket % this.length
    this.up[place]! += up
    this.observed[place]! += observed
  }

  clear(row: number): void {
    this.up.fill(0, row * this.length, (row + 1) * this.length)
    this.observed.fill(0, row * this.length, (row + 1) * this.length)
  }

  sumInto(row: number, strip: Strip): void {
    for (let i = 0, bucket = this.oldest; i < this.length; i++, bucket++) {
      const place = row * this.length + bucket % this.length
      strip.observed[i]! += this.observed[place]!
      strip.down[i]! += this.observed[place]! - this.up[place]!
    }
  }
}

/** An empty strip of `length` buckets. */
export function emptyStrip(length: number): Strip {
  return { down: new Array<number>(length).fill(0), observed: new Array<number>(length).fill(0) }
}

/** See the file header. Rows are lines. */
export class LineRings {
  private readonly hours: Ring
  private readonly days: Ring

  constructor(count: number, nowMs: number) {
    this.hours = new Ring(count, stripHours, hourBucket(nowMs))
    this.days = new Ring(count, stripDays, dayBucket(nowMs))
  }

  /** Bucket of the oldest hour and of the oldest local day. */
  get from(): { readonly hour: number; readonly day: number } {
    return { hour: this.hours.oldest, day: this.days.oldest }
  }

  /** Time has gone on to `nowMs`. */
  turn(nowMs: number): void {
    this.hours.turn(hourBucket(nowMs))
    this.days.turn(dayBucket(nowMs))
  }

  /** Seconds of a span that ended at `atMs`. */
  add(row: number, atMs: number, up: number, observed: number): void {
    this.hours.add(row, hourBucket(atMs), up, observed)
    this.days.add(row, dayBucket(atMs), up, observed)
  }

  /** Replaces what is known of a line. */
  replace(row: number, hours: readonly LineHour[]): void {
    this.hours.clear(row)
    this.days.clear(row)
    for (const { hour, up, observed } of hours) this.add(row, hour * hourMs, up, observed)
  }

  /** Adds a line's sums to the strips. */
  sumInto(row: number, hours: Strip, days: Strip): void {
    this.hours.sumInto(row, hours)
    this.days.sumInto(row, days)
  }
}
