import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildPyramid, inSubtree, PyramidError, type Pyramid } from '../../../data/pyramid/pyramid.ts'
import { emptyColumns, noOwn, ownOf, replaceOwn, setDue, setFresh, type Columns, type Own } from '../../../data/pyramid/roll-up.ts'
import { treeOf } from '../../support/trees.ts'

interface Expected { num: number; den: number; reported: number; fresh: number; due: number; sim: number; oldest: number; newest: number; stages: number[] }

/** Law 2 word by word: own merged with the children's, from nothing. */
function recompute(pyramid: Pyramid, c: Columns, u: number): Expected {
  const own = ownOf(c, u)
  const isLevel = c.stages.length > 0
  const due = c.ownDue[u]!
  let sum: Expected = {
    num: own.num, den: own.den, reported: own.n > 0 ? due : 0, fresh: due * c.ownFresh[u]!, due, sim: own.simulated ? 1 : 0,
    oldest: Number.isNaN(own.atMs) ? Infinity : own.atMs, newest: Number.isNaN(own.atMs) ? -Infinity : own.atMs,
    stages: [1, 2, 3, 4, 5, 6].map((s) => (isLevel && own.n > 0 && own.num === s ? 1 : 0)),
  }
  for (const child of pyramid.children[u]!) {
    const below = recompute(pyramid, c, child)
    sum = {
      num: sum.num + below.num, den: sum.den + below.den, reported: sum.reported + below.reported, fresh: sum.fresh + below.fresh,
      due: sum.due + below.due, sim: sum.sim + below.sim, oldest: Math.min(sum.oldest, below.oldest), newest: Math.max(sum.newest, below.newest),
      stages: sum.stages.map((n, s) => n + below.stages[s]!),
    }
  }
  return sum
}

function check(pyramid: Pyramid, c: Columns): void {
  for (let u = 0; u < pyramid.size; u++) {
    const want = recompute(pyramid, c, u)
    expect(c.subNum[u]).toBe(want.num)
    expect(c.subDen[u]).toBe(want.den)
    expect([c.subReported[u], c.subFresh[u], c.due[u], c.subSim[u]]).toEqual([want.reported, want.fresh, want.due, want.sim])
    expect(Number.isNaN(c.subOldest[u]!) ? Infinity : c.subOldest[u]).toBe(want.oldest)
    expect(Number.isNaN(c.subNewest[u]!) ? -Infinity : c.subNewest[u]).toBe(want.newest)
    if (c.stages.length > 0) expect([...c.stages.subarray(u * 6, u * 6 + 6)]).toEqual(want.stages)
    const children = [...pyramid.children[u]!]
    expect(c.childrenDue[u]).toBe(children.filter((child) => c.due[child]! > 0).length)
    expect(c.childrenFresh[u]).toBe(children.filter((child) => c.due[child]! > 0 && c.subFresh[child] === c.due[child]).length)
  }
}

const own = (isLevel: boolean): fc.Arbitrary<Own> => fc.oneof(
  { weight: 1, arbitrary: fc.constant(noOwn) },
  { weight: 5, arbitrary: fc.record({
    num: fc.integer({ min: isLevel ? 1 : 0, max: isLevel ? 6 : 1e12 }), den: fc.integer({ min: 0, max: 1e12 }), n: fc.integer({ min: 1, max: 9 }),
    atMs: fc.integer({ min: 0, max: 20 }), key: fc.string({ maxLength: 3 }), simulated: fc.boolean(),
  }) },
)

describe('law 2: a unit\'s figure is its own office\'s measure merged with its children\'s, at every instant', () => {
  for (const isLevel of [false, true]) {
    it(`holds after every random step (${isLevel ? 'levels' : 'sums'})`, () => {
      fc.assert(fc.property(
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 14 }),
        fc.array(fc.tuple(fc.nat(1000), own(isLevel), fc.boolean(), fc.constantFrom('own', 'fresh', 'due')), { maxLength: 25 }),
        (shape, steps) => {
          const pyramid = buildPyramid(treeOf(shape))
          const c = emptyColumns(pyramid, isLevel, (u) => u % 3 !== 1)
          for (const [at, next, flag, what] of steps) {
            const unit = at % pyramid.size
            // A unit that does not report (any longer) contributes nothing: the live fold sees to it.
            if (what === 'own' && c.ownDue[unit] === 1) replaceOwn(c, unit, next)
            if (what === 'fresh') setFresh(c, unit, flag)
            if (what === 'due') {
              if (!flag) replaceOwn(c, unit, noOwn)
              setDue(c, unit, flag)
            }
            check(pyramid, c)
          }
        }), { numRuns: 200 })
    })
  }
})

describe('the pyramid', () => {
  it('is in pre-order, so that a subtree is a range', () => {
    const pyramid = buildPyramid(treeOf([0, 0, 1, 1, 2, 0, 5]))
    for (let u = 0; u < pyramid.size; u++) {
      for (let v = 0; v < pyramid.size; v++) {
        let above = v
        while (above >= 0 && above !== u) above = pyramid.parent[above]!
        expect(inSubtree(pyramid, u, v)).toBe(above === u)
      }
    }
  })
  it('does not depend on the order of the list', () => {
    const list = treeOf([0, 0, 1, 1, 2, 0, 5])
    const codes = (units: typeof list): string[] => [...buildPyramid(units).units].map((unit) => unit.code).sort()
    expect(codes([...list].reverse())).toEqual(codes(list))
  })
  it('refuses a repeated code, an unknown parent and a cycle', () => {
    const [top, first] = treeOf([0])
    expect(() => buildPyramid([top!, first!, first!])).toThrow(PyramidError)
    expect(() => buildPyramid([{ ...first!, parent: 'nowhere' }])).toThrow(PyramidError)
    expect(() => buildPyramid([top!, { ...first!, code: 'A', parent: 'B' }, { ...first!, code: 'B', parent: 'A' }])).toThrow(PyramidError)
  })
})
