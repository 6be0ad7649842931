import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madOfSorted, medianOf, quantileOfSorted, sortFirst, spreadOf } from '../../../../data/judgement/detect/spread.ts'

const f = (...values: number[]): Float64Array => Float64Array.from(values)

describe('median and MAD', () => {
  it('the median of an even count is the mean of the middle two', () => {
    expect(medianOf(f(4, 1, 3, 2), 4)).toBe(2.5)
    expect(medianOf(f(9, 1, 5), 3)).toBe(5)
    expect(medianOf(f(), 0)).toBeNaN()
  })
  it('the MAD is the median distance from the median, whatever one wild value does', () => {
    expect(spreadOf(f(1, 1, 2, 2, 4, 6, 9), 7, { median: 0, mad: 0 })).toEqual({ median: 2, mad: 1 })
    expect(spreadOf(f(1, 1, 2, 2, 4, 6, 9e9), 7, { median: 0, mad: 0 })).toEqual({ median: 2, mad: 1 })
  })
  it('of sorted numbers it is the same, to the last bit', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(0, 1, 0.5)), { maxLength: 80 }), (values) => {
      const sorted = Float64Array.from(values).sort()
      const median = medianOf(sorted, sorted.length)
      expect(madOfSorted(sorted, sorted.length, median)).toBe(spreadOf(sorted.slice(), sorted.length, { median: 0, mad: 0 }).mad)
    }))
  })
  it('only the first count numbers are looked at', () => {
    expect(medianOf(f(3, 1, 2, 1000, 1000), 3)).toBe(2)
  })
  it('sorting equals sorting, on both sides of the size at which the way changes', () => {
    fc.assert(fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 100 }), (values) => {
      const ours = Float64Array.from(values)
      sortFirst(ours, ours.length)
      expect([...ours]).toEqual([...Float64Array.from(values).sort()].map((v) => (v === 0 ? expect.closeTo(0) : v)))
    }))
  })
  it('a quantile lies between its two neighbours', () => {
    expect(quantileOfSorted(f(0, 10, 20, 30, 40), 5, 0.1)).toBe(4)
    expect(quantileOfSorted(f(0, 10, 20, 30, 40), 5, 1)).toBe(40)
  })
})
