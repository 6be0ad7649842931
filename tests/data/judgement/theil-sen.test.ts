import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  correlationFactor, kendallVariance, maxTrendPoints, medianOf, neighbourCorrelation, quantileOf, theilSen, zOf90, type TrendPoint,
} from '../../../data/judgement/theil-sen.ts'

const points = (xs: readonly number[], ys: readonly number[]): TrendPoint[] => xs.map((x, i) => ({ x, y: ys[i]! }))
/** Sen 1968, section 6: seven points of his worked example. */
const sen = points([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78])
const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }).map((ys) => points(ys.map((_, i) => i), ys))

describe('the line of Theil and Sen', () => {
  it('is that of Sen’s worked example: slope 4, interval 26/7 to 35/8 at 93 %, intercept 6', () => {
    // The normal quantile of 96.5 %.
    const line = theilSen(sen, 1.8119106729525978)
    expect(line.slope).toBe(4)
    expect(line.low).toBeCloseTo(26 / 7, 12)
    expect(line.high).toBeCloseTo(35 / 8, 12)
    expect(line.intercept).toBe(6)
  })
  it('of two points is the line through them, and bounds nothing', () => {
    expect(theilSen(points([0, 2], [1, 5]), zOf90)).toMatchObject({ slope: 2, intercept: 1, low: -Infinity, high: Infinity })
  })
  it('of an exact line is that line, with no width and no residuals', () => {
    const line = theilSen(points([0, 1, 2, 3, 4, 5], [10, 13, 16, 19, 22, 25]), zOf90)
    expect([line.slope, line.low, line.high, line.intercept]).toEqual([3, 3, 3, 10])
    expect([...line.residuals]).toEqual([0, 0, 0, 0, 0, 0])
  })
  it('of a constant is flat and sure of it', () => {
    expect(theilSen(points([0, 1, 2, 3, 4], [7, 7, 7, 7, 7]), zOf90)).toMatchObject({ slope: 0, low: 0, high: 0, intercept: 7 })
  })
  it('is not moved by a wild point in eight, as a least-squares line is', () => {
    const ys = [0, 1, 2, 3, 4, 5, 6, 7]
    const wild = points([0, 1, 2, 3, 4, 5, 6, 7], ys.with(6, 1000))
    expect(theilSen(wild, zOf90).slope).toBe(1)
  })
  it('needs five unequal points for an interval of 90 %: four give none', () => {
    const ys = [1, 3, 2, 5, 4]
    expect(theilSen(points([0, 1, 2, 3], ys.slice(0, 4)), zOf90).low).toBe(-Infinity)
    expect(Number.isFinite(theilSen(points([0, 1, 2, 3, 4], ys), zOf90).low)).toBe(true)
  })
  it('lies inside its interval, which a larger z never narrows', () => {
    fc.assert(fc.property(series, (ps) => {
      const narrow = theilSen(ps, 1)
      const wide = theilSen(ps, 2)
      expect(narrow.low).toBeLessThanOrEqual(narrow.slope)
      expect(narrow.high).toBeGreaterThanOrEqual(narrow.slope)
      expect(wide.low).toBeLessThanOrEqual(narrow.low)
      expect(wide.high).toBeGreaterThanOrEqual(narrow.high)
    }))
  })
  it('turns with its values: mirrored values give the mirrored line', () => {
    fc.assert(fc.property(series, (ps) => {
      const line = theilSen(ps, zOf90)
      const mirrored = theilSen(ps.map(({ x, y }) => ({ x, y: -y })), zOf90)
      expect(mirrored.slope).toBeCloseTo(-line.slope, 9)
      expect(mirrored.low).toBeCloseTo(-line.high, 9)
    }))
  })
  it('takes 2 to 800 points, ascending in time, all of them numbers', () => {
    const many = (n: number): TrendPoint[] => Array.from({ length: n }, (_, i) => ({ x: i, y: i }))
    expect(theilSen(many(maxTrendPoints), zOf90).slope).toBe(1)
    for (const bad of [many(1), many(maxTrendPoints + 1), points([0, 0], [1, 2]), points([1, 0], [1, 2]), points([0, 1], [1, NaN]), points([0, Infinity], [1, 2])]) {
      expect(() => theilSen(bad, zOf90)).toThrow(RangeError)
    }
  })
})

describe('its parts', () => {
  it('Kendall’s variance without ties is n(n−1)(2n+5)/18', () => {
    expect(kendallVariance([1, 2, 3, 4, 5, 6, 7])).toBeCloseTo(7 * 6 * 19 / 18, 12)
  })
  it('Kendall’s variance loses t(t−1)(2t+5)/18 for every group of t equal values', () => {
    expect(kendallVariance([1, 1, 2, 2, 2, 3])).toBeCloseTo((6 * 5 * 17 - 2 * 1 * 9 - 3 * 2 * 11) / 18, 12)
    expect(kendallVariance([4, 4, 4])).toBe(0)
  })
  it('correlated neighbours widen: at n = 3 and r = ½ the factor is 1 + 2(⅔·½ + ⅓·¼) = 11/6', () => {
    expect(correlationFactor(0.5, 3)).toBeCloseTo(11 / 6, 12)
    expect(correlationFactor(0, 10)).toBe(1)
  })
  it('correlation of neighbours is 0 for alternating and for constant values, and high for a slow wave', () => {
    expect(neighbourCorrelation([1, -1, 1, -1])).toBe(0)
    expect(neighbourCorrelation([2, 2, 2])).toBe(0)
    expect(neighbourCorrelation(Array.from({ length: 60 }, (_, i) => Math.sin(i / 10)))).toBeGreaterThan(0.9)
  })
  it('a slow wave around a line has a wider interval than the same points shuffled', () => {
    const ys = Array.from({ length: 60 }, (_, i) => i / 10 + Math.sin(i / 8))
    const shaken = ys.map((_, i) => i / 10 + Math.sin(((i * 37) % 60) / 8))
    const xs = ys.map((_, i) => i)
    const width = (values: number[]): number => { const { low, high } = theilSen(points(xs, values), zOf90); return high - low }
    expect(width(ys)).toBeGreaterThan(2 * width(shaken))
  })
  it('a median is the middle, or the mean of the two middle ones', () => {
    expect([medianOf([]), medianOf([3]), medianOf([1, 2]), medianOf([1, 2, 9])]).toEqual([NaN, 3, 1.5, 2])
  })
  it('a quantile lies between its neighbours', () => {
    expect([quantileOf([], 0.5), quantileOf([1, 2, 3], 0), quantileOf([1, 2, 3], 0.25), quantileOf([1, 2, 3], 1)]).toEqual([NaN, 1, 1.5, 3])
  })
})
