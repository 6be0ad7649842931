import { expect, it } from 'vitest'
import { budgetMs, HeldShares, keptMs } from '../../../server/watch/rules/held-shares.ts'

const matching = { pairs: 9, of: 10, warnings: 1, units: 9 }
const rules = ['a', 'b', 'c'].map((id) => ({ id, version: 1 }))

function world(lookMs: number) {
  const state = { nowMs: 0, looked: [] as string[] }
  const held = new HeldShares(({ id }) => { state.looked.push(id); state.nowMs += lookMs; return matching }, () => state.nowMs)
  return { state, held }
}

it(`a look counts for ${keptMs} ms, of the version it was of`, () => {
  const { state, held } = world(0)
  held.look(rules)
  expect([held.of(rules[0]!), held.of({ id: 'a', version: 2 }), held.of({ id: 'x', version: 1 })]).toEqual([matching, null, null])
  state.nowMs = keptMs - 1
  held.look(rules)
  expect(state.looked).toEqual(['a', 'b', 'c'])
  held.look([{ id: 'a', version: 2 }, ...rules.slice(1)])
  expect(state.looked).toEqual(['a', 'b', 'c', 'a'])
  state.nowMs = keptMs
  held.look(rules.slice(1))
  expect(state.looked).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
})

it(`one answer begins no look after ${budgetMs} ms, but one at least, and the next goes on`, () => {
  const { state, held } = world(budgetMs / 2)
  held.look(rules)
  expect(state.looked).toEqual(['a', 'b'])
  held.look(rules)
  expect(state.looked).toEqual(['a', 'b', 'c'])
  const slow = world(10 * budgetMs)
  for (let i = 0; i < 3; i++) slow.held.look(rules)
  expect(slow.state.looked).toEqual(['a', 'b', 'c'])
})
