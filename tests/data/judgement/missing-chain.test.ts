import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abnormalPaths, chainUpwards, explainedPath, linksBelow, missingShare, restOf, subjectOf, toldParts, type ChainFigure, type ChainSource } from '../../../data/judgement/missing-chain.ts'
import type { Direction, KpiKind } from '../../../data/kpis/kpi.ts'

/** Of the order of paths: as on the map, a unit that fell silent is worse than one that is behind. */
const weights = [0, 100, 30, 1000]

type Given = Readonly<Record<string, readonly [num: number | null, den: number | null, expected: number | null, badness: number]>>

function sourceOf(figures: Given, children: Readonly<Record<string, readonly string[]>>, kind: KpiKind = 'stock_ratio', direction: Direction = 'up'): ChainSource {
  return {
    kind, direction, childrenOf: (unit) => children[unit] ?? [],
    figureOf: (unit): ChainFigure | undefined => {
      const given = figures[unit]
      if (given === undefined) return undefined
      const [num, den, expected, badness] = given
      const value = num === null ? null : den === null ? num : kind === 'reduction' ? 1 - num / den : num / den
      return { num, den, value, expected, withheld: false, badness, weight: weights[badness] ?? 0 }
    },
  }
}

const tree = { TW: ['11', '40'], 11: ['11a', '11b'], 40: ['40a'] }

describe('the path by which one unit makes those above it red', () => {
  it('the planted day: Mường Nhé is 9.8 % of what Điện Biên lacks, Điện Biên 31 % of what the country lacks', () => {
    const source = sourceOf({
      TW: [1_649_000, 2_638_400, 0.6565, 2], 11: [64_200, 300_000, 0.3, 3], 40: [90, 100, 0.6565, 0],
      '11a': [412, 9_800, 0.3, 3], '11b': [1_710, 5_700, 0.3, 0], '40a': [9, 10, 0.6565, 0],
    }, tree)
    const [path] = abnormalPaths(source, 'TW')
    expect(path?.map(({ unit, short }) => [unit, short])).toEqual([['11', 25_800], ['11a', 2_528]])
    expect(path?.map(({ share }) => [share?.share.toFixed(3), share?.of])).toEqual([['0.310', 'parent'], ['0.098', 'parent']])
  })
  it('the worst status comes first, however much another lacks; of one status who is furthest from its plan, however small it is', () => {
    const wide = { TW: ['11', '40', '79'] }
    const source = sourceOf({ TW: [6_000, 10_200, 0.6, 2], 11: [5_500, 10_000, 0.6, 2], 40: [21, 100, 0.3, 3], 79: [50, 100, 0.6, 2] }, wide)
    expect(abnormalPaths(source, 'TW').map(([{ unit, short }]) => [unit, short])).toEqual([['40', 9], ['79', 10], ['11', 500]])
  })
  it('down a path goes to who lacks most, whatever its code or status', () => {
    const source = sourceOf({ TW: [50, 200, 0.6, 3], 11: [20, 100, 0.6, 3], '11a': [1, 10, 0.6, 3], '11b': [19, 90, 0.6, 2] }, tree)
    expect(abnormalPaths(source, 'TW').map((path) => path.map(({ unit }) => unit))).toEqual([['11', '11b']])
  })
  it('what is explained is the worst lack, not the silence that is ranked before it; silence only where there is nothing else', () => {
    const source = sourceOf({ TW: [50, 200, 0.6, 2], 11: [50, 100, 0.6, 2], 40: [null, null, 0.6, 1] }, { TW: ['11', '40'] })
    const paths = abnormalPaths(source, 'TW')
    expect([paths.map(([{ unit }]) => unit), explainedPath(paths)?.[0].unit]).toEqual([['40', '11'], '11'])
    const reds = abnormalPaths(sourceOf({ TW: [50, 2_000, 0.6, 2], 11: [500, 1_000, 0.6, 3], 40: [1, 10, 0.6, 3], 79: [0, 90_000, 0.6, 2] }, { TW: ['11', '40', '79'] }), 'TW')
    expect([reds.map(([{ unit }]) => unit), explainedPath(reds)?.[0].unit]).toEqual([['40', '11', '79'], '11'])
    expect([explainedPath(paths.slice(0, 1))?.[0].unit, explainedPath([])]).toEqual(['40', undefined])
  })
  it('a child below plan under a parent that is well is a path of its own, after those of bad parents', () => {
    const source = sourceOf({ TW: [80, 100, 0.6, 0], 11: [70, 100, 0.6, 0], 40: [59, 100, 0.6, 2], '11a': [1, 100, 0.6, 3] }, tree)
    const paths = abnormalPaths(source, 'TW')
    expect(paths.map((path) => path.map(({ unit }) => unit))).toEqual([['40'], ['11', '11a']])
    expect(paths.map((path) => subjectOf(path).unit)).toEqual(['40', '11a'])
    // the province's surplus hides what the commune lacks: its share is of what the communes lack together
    expect(paths[1]?.[1]?.share).toEqual({ share: 1, others: 0, of: 'children' })
  })
  it('silence below silence is no reason: the path ends at the highest silent unit', () => {
    const silent = sourceOf({ TW: [80, 100, 0.6, 0], 11: [null, null, 0.6, 1], '11a': [null, null, 0.6, 1], '11b': [null, null, 0.6, 1] }, tree)
    expect(abnormalPaths(silent, 'TW').map((path) => path.map(({ unit }) => unit))).toEqual([['11']])
    const one = sourceOf({ TW: [80, 100, 0.6, 0], 11: [70, 100, 0.6, 0], '11a': [null, null, 0.6, 1] }, tree)
    expect(abnormalPaths(one, 'TW').map((path) => path.map(({ unit }) => unit))).toEqual([['11', '11a']])
  })
  it('nothing abnormal, no path', () => {
    expect(abnormalPaths(sourceOf({ TW: [80, 100, 0.6, 0], 11: [70, 100, 0.6, 0] }, tree), 'TW')).toEqual([])
    expect(abnormalPaths(sourceOf({}, {}), 'TW')).toEqual([])
  })
  it('counts that should be low: what is too much; availability: the seconds that lack', () => {
    const errors = sourceOf({ TW: [14, null, 0, 3], 11: [9, null, 0, 3], 40: [5, null, 0, 3] }, tree, 'stock_count', 'down')
    expect(abnormalPaths(errors, 'TW').map(([head]) => [head.unit, head.short, head.share?.share])).toEqual([['11', 9, 9 / 14], ['40', 5, 5 / 14]])
    const lines = sourceOf({ TW: [995, 1_000, 0.99, 0], 11: [95, 100, 0.99, 3], 40: [900, 900, 0.99, 0] }, tree, 'availability')
    expect(abnormalPaths(lines, 'TW')[0]?.[0]).toMatchObject({ unit: '11', short: 4, share: { share: 1, of: 'children' } })
  })
  it('levels have no sums: the path goes by how bad, without shares', () => {
    const source = sourceOf({ TW: [3, null, 6, 3], 11: [2, null, 6, 3], 40: [3, null, 6, 2] }, tree, 'level')
    expect(abnormalPaths(source, 'TW').map(([head]) => [head.unit, head.short, head.share])).toEqual([['11', null, null], ['40', null, null]])
  })
  it('upwards: each link with its share of the one above', () => {
    const source = sourceOf({ TW: [50, 200, 0.6, 3], 11: [20, 100, 0.6, 3], 40: [30, 100, 0.6, 3], '11a': [10, 50, 0.6, 3], '11b': [10, 50, 0.6, 3] }, tree)
    expect(chainUpwards(source, '11a', ['11', 'TW']).map(({ unit, share }) => [unit, share?.share ?? null])).toEqual([['11a', 0.5], ['11', 40 / 70], ['TW', null]])
    expect(chainUpwards(source, '11a', []).map(({ unit, share }) => [unit, share])).toEqual([['11a', null]])
  })
})

describe('shares', () => {
  const figure = fc.record({ num: fc.integer({ min: 0, max: 10_000 }), den: fc.integer({ min: 1, max: 10_000 }), expected: fc.double({ min: 0, max: 1, noNaN: true }) })
  it('no share is above 1, those of one parent sum to at most 1, and to what its children lack of the whole', () => {
    fc.assert(fc.property(fc.array(figure, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 20_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (children, ownNum, expected) => {
      const codes = children.map((_, i) => `c${i}`)
      const num = children.reduce((sum, child) => sum + Math.min(child.num, child.den), 0) + ownNum, den = children.reduce((sum, child) => sum + child.den, 0) + 20_000
      const figures: Given = Object.fromEntries([['p', [num, den, expected, 0]], ...children.map((child, i) => [`c${i}`, [Math.min(child.num, child.den), child.den, child.expected, 0]])] as [string, Given[string]][])
      const { links, together } = linksBelow(sourceOf(figures, { p: codes }), 'p')
      const shares = links.map(({ share }) => share?.share ?? 0)
      expect(together).toBe(links.reduce((sum, { short }) => sum + (short ?? 0), 0))
      expect(Math.max(...shares)).toBeLessThanOrEqual(1)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
      for (const { share, short } of links) if (share !== null) expect(share.share * (share.of === 'children' ? together : (short ?? 0) / share.share)).toBeCloseTo(short ?? 0, 6)
    }))
  })
  it('what lacks nothing, or can\'t be told, has no share', () => {
    expect([missingShare(10, 0, 5), missingShare(10, null, 5), missingShare(null, 0, 0)]).toEqual([null, null, null])
    expect(missingShare(null, 4, 8)).toEqual({ share: 0.5, others: 0.5, of: 'children' })
    expect(missingShare(81_983, 25_800, 25_800)).toMatchObject({ others: 0, of: 'parent' })
    expect(missingShare(8, 8, 8)).toEqual({ share: 1, others: 0, of: 'parent' })
  })
  it('a child\'s share, the others\' and what is no child\'s are the whole, as they are and as they are told', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(fc.property(fc.option(amount), fc.integer({ min: 1, max: 1_000_000 }), amount, (parent, own, others) => {
      const missing = missingShare(parent, own, own + others)!
      const rest = restOf(missing), told = toldParts(missing)
      expect(Math.abs(missing.share + missing.others + rest - 1)).toBeLessThan(0.005)
      if (missing.of === 'children') expect([rest, told.rest]).toEqual([0, null])
      const numbers = [told.own, told.others, told.rest].flatMap((one) => (one === null ? [] : [one.number]))
      expect(numbers.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 9)
      expect(Math.min(...numbers.slice(1), 1)).toBeGreaterThan(0)
      expect(Math.abs(told.own.number - missing.share * 100)).toBeLessThanOrEqual(0.5 + 1e-9)
      expect(Math.abs((told.others?.number ?? 0) - missing.others * 100)).toBeLessThanOrEqual(1 + 1e-9)
      expect(Math.abs((told.rest?.number ?? 0) - rest * 100)).toBeLessThanOrEqual(1 + 1e-9)
      for (const one of [told.own, told.others, told.rest]) if (one?.decimals === 0) expect(Number.isInteger(one.number)).toBe(true)
    }), { numRuns: 2_000 })
  })
  it('told by name: the planned day, a province, and a rest too small to be told', () => {
    const numbers = (parent: number, own: number, children: number): readonly (number | undefined)[] => { const told = toldParts(missingShare(parent, own, children)!); return [told.own.number, told.others?.number, told.rest?.number] }
    expect(numbers(81_983, 25_800, 25_800)).toEqual([31, undefined, 69])
    expect(numbers(25_800, 2_528, 25_800)).toEqual([9.8, 90.2, undefined])
    expect(numbers(1_000, 310, 430)).toEqual([31, 12, 57])
    expect(numbers(1_000, 310, 314)).toEqual([31, 0.4, 68.6])
    expect(numbers(1_000, 310, 996)).toEqual([31, 69, undefined])
  })
})
