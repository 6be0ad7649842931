/** The one order of units by one KPI: status before shortfall, and units that stand alike go by their codes though their lines are of instants a moment apart. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortfallOf, worstFirst, type Standing } from '../../../data/judgement/worst-first.ts'

const standing = (weight: number, value: number | null, expected: number | null, unit = '01'): Standing => ({ unit, weight, shortfall: shortfallOf({ value, expected }, 'up') })

describe('worst first', () => {
  it('puts the worse status first, however small its shortfall', () => {
    expect(worstFirst(standing(2, 60, 61), standing(1, 10, 61))).toBeLessThan(0)
  })
  it('within a status puts first what lacks the larger share of its line', () => {
    expect(worstFirst(standing(2, 10, 60), standing(2, 20, 60))).toBeLessThan(0)
    expect(worstFirst(standing(2, 60, 60), standing(2, 59.9, 60))).toBeGreaterThan(0)
  })
  it('puts units with the same value by their codes though one line was read a minute after the other', () => {
    const perMinute = 100 / (365 * 24 * 60)
    expect(worstFirst(standing(2, 40, 65.7, '04'), standing(2, 40, 65.7 + perMinute, '20'))).toBeLessThan(0)
    expect(worstFirst(standing(2, 40, 65.7, '20'), standing(2, 40, 65.7 + perMinute, '04'))).toBeGreaterThan(0)
    expect(worstFirst(standing(2, 40, 65.7), standing(2, 40, 65.7 + perMinute))).toBe(0)
  })
  it('puts what has no value or no line behind what has both', () => {
    expect(worstFirst(standing(2, null, 60), standing(2, 70, 60))).toBeGreaterThan(0)
    expect(worstFirst(standing(2, null, 60), standing(2, 40, null))).toBe(0)
  })
  it('is an order: one list whichever way it came', () => {
    const unit = fc.record({ unit: fc.constantFrom('01', '04', '11', '20'), weight: fc.integer({ min: 0, max: 4 }), shortfall: fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constant(-Infinity)) })
    fc.assert(fc.property(fc.array(unit, { minLength: 2, maxLength: 30 }), (units) => {
      const sorted = [...units].sort(worstFirst)
      for (let i = 1; i < sorted.length; i++) expect(worstFirst(sorted[i - 1]!, sorted[i]!)).toBeLessThanOrEqual(0)
      const signs = (list: readonly Standing[]): string => list.map(({ unit: code, weight, shortfall }) => `${code} ${weight} ${Math.round(shortfall * 1_000)}`).join()
      expect(signs([...units].reverse().sort(worstFirst))).toBe(signs(sorted))
    }))
  })
})
