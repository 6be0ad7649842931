import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSmallSum, isWithheld } from '../../../data/access/small-counts.ts'
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
    expect([isWithheld(c, 1, false), isWithheld(c, 2, false), isWithheld(c, 0, false)]).toEqual([true, false, true])
  })
  it('several small parts hide each other, unless they are small together', () => {
    expect(isWithheld(columnsOf([0, 0, 0], [null, [3, 24], [4, 24], [10, 20]]), 0, false)).toBe(false)
    expect(isWithheld(columnsOf([0, 0, 0], [null, [1, 24], [2, 24], [10, 20]]), 0, false)).toBe(true)
  })
  it('no small own count follows from the visible figures by subtraction along the pyramid', () => {
    const figure = fc.oneof(fc.constant(null), fc.tuple(fc.nat(9), fc.nat(30)).map(([num, more]) => [num, num + more] as const))
    fc.assert(fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 10 }), fc.array(figure, { minLength: 11, maxLength: 11 }), (parents, figures) => {
      const c = columnsOf(parents, figures)
      for (let u = 0; u < c.pyramid.size; u++) {
        if (isWithheld(c, u, false)) continue
        const own = ownOf(c, u)
        const ownHidden = own.n > 0 && isWithheld(c, u, true) && c.pyramid.children[u]!.length > 0
        const hidden = [...c.pyramid.children[u]!].filter((child) => isWithheld(c, child, false))
        const visible = [...c.pyramid.children[u]!].filter((child) => !isWithheld(c, child, false))
        const left = visible.reduce((sum, child) => sum - c.subNum[child]!, c.subNum[u]! - (ownHidden ? 0 : own.num))
        if (hidden.length + Number(ownHidden) > 0) expect(left === 0 || left >= 5).toBe(true)
        if (hidden.length + Number(ownHidden) === 1) expect.fail('one hidden part below a visible sum')
      }
    }), { numRuns: 500 })
  })
})
