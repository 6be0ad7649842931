import { describe, expect, it } from 'vitest'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { baseCallsPerSecond, burstSeconds, callsPerSecond, createRateLimit } from '../../../server/access/rate-limit.ts'
import { DomainError } from '../../../server/errors.ts'

const pyramid = buildPyramid(officialUnits)
const commune = pyramid.size - 1

function taken(limit: (unit: number) => void, unit: number, calls: number): number {
  for (let call = 0; call < calls; call++) {
    try {
      limit(unit)
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError)
      expect((error as DomainError).status).toBe(429)
      expect((error as DomainError).details.retryAfterS).toBeGreaterThanOrEqual(1)
      return call
    }
  }
  return calls
}

describe('the rate limit', () => {
  it('lets a commune burst 400 calls, refuses the 401st, and then gives 200 a second', () => {
    let nowMs = 0
    const limit = createRateLimit(pyramid, { nowMs: () => nowMs })
    expect(taken(limit, commune, 1000)).toBe(baseCallsPerSecond * burstSeconds)
    nowMs += 1000
    expect(taken(limit, commune, 1000)).toBe(baseCallsPerSecond)
    nowMs += 3_600_000
    expect(taken(limit, commune, 1000)).toBe(baseCallsPerSecond * burstSeconds)
  })

  it('gives a unit that speaks for many more, and keeps units apart', () => {
    const limit = createRateLimit(pyramid, { nowMs: () => 0 })
    expect(callsPerSecond(pyramid, 0)).toBe(200 + 3355)
    taken(limit, commune, 1000)
    expect(taken(limit, commune - 1, 400)).toBe(400)
    expect(taken(limit, 0, 10_000)).toBe(7110)
  })

  it('gives nothing for a clock set back', () => {
    let nowMs = 1_000_000
    const limit = createRateLimit(pyramid, { nowMs: () => nowMs })
    taken(limit, commune, 1000)
    nowMs -= 500_000
    expect(taken(limit, commune, 10)).toBe(0)
  })
})
