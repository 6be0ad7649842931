/**
 * How often a unit may call the writing doors: a token bucket per unit, not per address (offices share one).
 * A key of a unit with others below it speaks for all of them, so its allowance grows by the size of its subtree.
 */
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import type { Clock } from '../clock.ts'
import { DomainError } from '../errors.ts'

/** Calls a second a unit may always make. */
export const baseCallsPerSecond = 200
/** Calls a second added for each unit below it. */
export const callsPerSecondPerUnitBelow = 1
/** A full bucket holds this many seconds of calls: 400 for a unit with none below. */
export const burstSeconds = 2

/** Takes one call from the bucket of a unit (index), or throws DomainError `rate_limited` with the seconds to wait. */
export type RateLimit = (unit: number) => void

/** Calls a second that a key of `unit` may make. */
export function callsPerSecond(pyramid: Pyramid, unit: number): number {
  const below = (pyramid.end[unit] ?? unit + 1) - unit - 1
  return baseCallsPerSecond + callsPerSecondPerUnitBelow * below
}

/** Buckets for all units; a bucket exists only for units that called. */
export function createRateLimit(pyramid: Pyramid, clock: Clock): RateLimit {
  const buckets = new Map<number, { calls: number; atMs: number }>()
  return (unit) => {
    const perSecond = callsPerSecond(pyramid, unit)
    const most = perSecond * burstSeconds
    const nowMs = clock.nowMs()
    const bucket = buckets.get(unit) ?? { calls: most, atMs: nowMs }
    buckets.set(unit, bucket)
    bucket.calls = Math.min(most, bucket.calls + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond)
    bucket.atMs = nowMs
    if (bucket.calls < 1) {
      throw new DomainError('rate_limited', { retryAfterS: Math.max(1, Math.ceil((1 - bucket.calls) / perSecond)) })
    }
    bucket.calls -= 1
  }
}
