import { describe, expect, it } from 'vitest'
import { freshnessAt } from '../../../data/judgement/freshness.ts'

describe('freshness', () => {
  const now = 1_000_000
  it('is fresh up to 1.5 cadences, late up to 3, lost beyond', () => {
    const of = (age: number): string => freshnessAt(now - age, 100, now)
    expect([of(0), of(150), of(151), of(300), of(301)]).toEqual(['fresh', 'fresh', 'late', 'late', 'lost'])
  })
  it('is none where nothing was ever read, and fresh where there is no cadence', () => {
    expect(freshnessAt(null, 100, now)).toBe('none')
    expect(freshnessAt(1, null, now)).toBe('fresh')
  })
})
