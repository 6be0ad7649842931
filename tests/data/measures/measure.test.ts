import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference, emptyMeasure, exactSum, measureOf, merge, SumOverflow, valueOf, type Measure } from '../../../data/measures/measure.ts'

const count = fc.integer({ min: 0, max: 1e12 })
const plain: fc.Arbitrary<Measure> = fc.record({ num: count, den: count, n: fc.integer({ min: 0, max: 1e6 }), stages: fc.constant([]) })
const staged: fc.Arbitrary<Measure> = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 6, maxLength: 6 })
  .map((stages) => ({ num: 0, den: 0, n: stages.reduce((a, b) => a + b, 0), stages }))
const measure = fc.oneof(plain, staged)

describe('law 1: merging measures is associative and commutative, and the empty measure changes nothing', () => {
  it('merge is commutative', () => {
    fc.assert(fc.property(measure, measure, (a, b) => { expect(merge(a, b)).toEqual(merge(b, a)) }))
  })
  it('merge is associative', () => {
    fc.assert(fc.property(measure, measure, measure, (a, b, c) => { expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c))) }))
  })
  it('the empty measure changes nothing', () => {
    fc.assert(fc.property(measure, (a) => { expect(merge(a, emptyMeasure)).toEqual(a) }))
  })
  it('difference takes back what merge put in', () => {
    fc.assert(fc.property(plain, plain, (a, b) => { expect(difference(merge(a, b), b)).toEqual(a) }))
  })
})

describe('law 7: no data is not zero', () => {
  it('nothing observed has no value, whatever the kind', () => {
    for (const kind of ['flow_count', 'flow_ratio', 'reduction', 'stock_ratio', 'stock_count', 'availability', 'level'] as const) {
      expect(valueOf(kind, emptyMeasure)).toBeNull()
    }
  })
  it('an observed zero is zero', () => {
    expect(valueOf('stock_count', measureOf('stock_count', 0, null))).toBe(0)
    expect(valueOf('stock_ratio', measureOf('stock_ratio', 0, 12))).toBe(0)
  })
  it('a ratio over nothing has no value', () => {
    expect(valueOf('flow_ratio', measureOf('flow_ratio', 0, 0))).toBeNull()
  })
})

describe('values', () => {
  it('a reduction is one minus now over baseline, and may be negative', () => {
    expect(valueOf('reduction', measureOf('reduction', 70, 100))).toBeCloseTo(0.3)
    expect(valueOf('reduction', measureOf('reduction', 120, 100))).toBeCloseTo(-0.2)
  })
  it('a province is the sum over the sum, never the mean of percentages', () => {
    const both = merge(measureOf('stock_ratio', 1, 10), measureOf('stock_ratio', 90, 90))
    expect(valueOf('stock_ratio', both)).toBe(0.91)
  })
  it('a level is its lowest stage', () => {
    expect(valueOf('level', merge(measureOf('level', 5, null), measureOf('level', 2, null)))).toBe(2)
  })
  it('a sum beyond 2^53 - 1 is an error, one below is exact', () => {
    expect(exactSum(Number.MAX_SAFE_INTEGER - 1, 1)).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => exactSum(Number.MAX_SAFE_INTEGER, 1)).toThrow(SumOverflow)
  })
})
