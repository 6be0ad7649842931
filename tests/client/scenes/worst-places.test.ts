/** Whose late cases are named, and whose never. */
import { expect, test } from 'vitest'
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
