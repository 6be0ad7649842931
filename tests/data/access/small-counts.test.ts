import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSmallSum, isWithheld, isWithheldFromOffice } from '../../../data/access/small-counts.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { emptyColumns, noOwn, ownOf, replaceOwn, type Columns } from '../../../data/pyramid/roll-up.ts'
import { treeOf } from '../../support/trees.ts'

function columnsOf(parents: readonly number[], figures: readonly (readonly [num: number, den: number] | null)[]): Columns {
  const pyramid = buildPyramid(treeOf(parents))
  const columns = emptyColumns(pyramid, false, () => true)
  pyramid.units.forEach(({ code }, unit) => {
    const figure = figures[Number(code.slice(1))]
    if (figure) replaceOwn(columns, unit, { ...noOwn, num: figure[0], den: figure[1], n: 1, atMs: 1 })
  })
  return columns
}

describe('small counts of cases', () => {
  it('are withheld from 1 to 4; 0 and 5 are shown', () => {
    expect([0, 1, 4, 5].map((num) => isSmallSum(num, num + 20))).toEqual([false, true, true, false])
  })
  it('are withheld too where what is left of the total is small', () => {
    expect([isSmallSum(16, 20), isSmallSum(15, 20), isSmallSum(20, 20)]).toEqual([true, false, false])
  })
  it('a sum whose other parts are visible is withheld with its one small part', () => {
    const c = columnsOf([0, 0], [null, [3, 24], [10, 20]])
    expect([isWithheld(c, 1, false), isWithheld(c, 2, false), isWithheld(c, 0, false), isWithheldFromOffice(c, 0)]).toEqual([true, false, true, true])
  })
  it('several small parts hide each other, unless they are small together', () => {
    expect(isWithheld(columnsOf([0, 0, 0], [null, [3, 24], [4, 24], [10, 20]]), 0, false)).toBe(false)
    expect(isWithheld(columnsOf([0, 0, 0], [null, [1, 24], [2, 24], [10, 20]]), 0, false)).toBe(true)
  })
  it('of the top office are withheld from nobody, for nobody is above it, nor is a sum of which it is the only small part', () => {
    const c = columnsOf([0, 0], [[2, 24], [30, 60], [10, 20]])
    expect([isWithheld(c, 0, true), isWithheld(c, 0, false)]).toEqual([false, false])
  })
  it('of an office below the top are withheld from those above it with the sum, and told to the office itself', () => {
    const c = columnsOf([0, 1, 1], [null, [2, 24], [30, 60], [10, 20]])
    expect([isWithheld(c, 1, true), isWithheld(c, 1, false), isWithheldFromOffice(c, 1)]).toEqual([true, true, false])
  })
  it('do not hide another one from the office whose own they are: it knows them and would subtract', () => {
    for (const [c, unit] of [[columnsOf([0, 0], [[4, 24], [3, 24], [10, 20]]), 0], [columnsOf([0, 1, 1], [null, [4, 24], [3, 24], [10, 20]]), 1]] as const) {
      expect([isWithheld(c, unit, false), isWithheldFromOffice(c, unit)]).toEqual([true, true])
    }
  })

  const figure = fc.oneof(fc.constant(null), fc.tuple(fc.nat(9), fc.nat(30)).map(([num, more]) => [num, num + more] as const))
  const trees = fc.tuple(fc.array(fc.nat(1000), { minLength: 1, maxLength: 10 }), fc.array(figure, { minLength: 11, maxLength: 11 })).map(([parents, figures]) => columnsOf(parents, figures))

  /** What a reader who is told the sum of `u` finds by subtracting every part they are told. */
  function expectNothingFound(c: Columns, u: number, ownTold: boolean): void {
    const own = ownOf(c, u), children = [...c.pyramid.children[u]!]
    const hidden = children.filter((child) => isWithheld(c, child, false)).length + Number(!ownTold)
    const told = children.filter((child) => !isWithheld(c, child, false))
    const left = (sum: number, ownPart: number, part: (child: number) => number): number => told.reduce((all, child) => all - part(child), sum - (ownTold ? ownPart : 0))
    const num = left(c.subNum[u]!, own.num, (child) => c.subNum[child]!), den = left(c.subDen[u]!, own.den, (child) => c.subDen[child]!)
    if (hidden === 1) expect.fail('one hidden part below a visible sum')
    if (hidden > 0) expect(isSmallSum(num, den)).toBe(false)
  }

  it('no small count follows by subtraction along the pyramid, neither for those above an office nor for the office, which knows its own', () => {
    fc.assert(fc.property(trees, (c) => {
      for (let u = 0; u < c.pyramid.size; u++) {
        const isParent = c.pyramid.children[u]!.length > 0
        if (!isWithheld(c, u, false)) {
          expectNothingFound(c, u, !isParent || c.ownN[u] === 0 || !isWithheld(c, u, true))
          expectNothingFound(c, u, true)
        }
        if (!isWithheldFromOffice(c, u)) expectNothingFound(c, u, true)
      }
    }), { numRuns: 1000 })
  })
  it('whoever is told all parts of a sum is told the sum', () => {
    fc.assert(fc.property(trees, (c) => {
      for (let u = 0; u < c.pyramid.size; u++) {
        const allTold = [...c.pyramid.children[u]!].every((child) => !isWithheld(c, child, false))
        if (allTold) expect(isWithheldFromOffice(c, u)).toBe(false)
        if (allTold && c.pyramid.parent[u]! < 0) expect(isWithheld(c, u, false)).toBe(false)
        if (isWithheldFromOffice(c, u)) expect(isWithheld(c, u, false)).toBe(true)
      }
    }), { numRuns: 1000 })
  })
})
