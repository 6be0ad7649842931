/** Whose late cases are named, and whose never. */
import { expect, test } from 'vitest'
import { isLate } from '../../../client/scenes/wall/groups/late-count.ts'
import { mostPlaces, worstPlaces } from '../../../client/scenes/wall/groups/worst-places.ts'

const figures = new Map<string, { readonly value: number | null, readonly withheld: boolean }>([
  ['a', { value: 5, withheld: false }], ['b', { value: 9, withheld: false }], ['c', { value: 5, withheld: false }], ['d', { value: 7, withheld: false }],
  ['none', { value: 0, withheld: false }], ['silent', { value: null, withheld: false }], ['hidden', { value: null, withheld: true }],
])

test('the largest first, equal ones in the order given, at most so many', () => {
  const places = worstPlaces(['a', 'b', 'c', 'd'], (unit) => figures.get(unit))
  expect(places).toEqual([{ unit: 'b', count: 9 }, { unit: 'd', count: 7 }, { unit: 'a', count: 5 }])
  expect(places).toHaveLength(mostPlaces)
})

test('units with nothing late, without a figure, withheld or unknown are not named', () => {
  expect(worstPlaces(['none', 'silent', 'hidden', 'unknown'], (unit) => figures.get(unit))).toEqual([])
})

test('what is late bears its mark where the count is told and not 0; a withheld count bears none', () => {
  const count = (late: boolean, withheld: boolean, value: number | null): boolean => isLate({ late, withheld, value })
  expect([count(true, false, 14), count(true, false, 0), count(true, false, null), count(true, true, null), count(false, false, 14)]).toEqual([true, false, false, false, false])
})
