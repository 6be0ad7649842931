/** What the first picture waits for, and what it never waits for. */
import { describe, expect, test } from 'vitest'
import { firstFiguresWaitMs, firstHoldMs, headlineWatch, someFigures, watchFirst } from '../../../client/connection/first-watch.ts'
import type { Painted } from '../../../client/figures/cell-store.ts'
import type { SessionAnswer } from '../../../data/protocol/answers.ts'
import type { Watch } from '../../../data/protocol/watch.ts'

const session = { scope: '11' } as SessionAnswer

function clock(): { readonly later: (run: () => void, ms: number) => void, readonly waits: { readonly run: () => void, readonly ms: number }[] } {
  const waits: { run: () => void, ms: number }[] = []
  return { waits, later: (run, ms) => { waits.push({ run, ms }) } }
}

describe('the first watch', () => {
  test('holds the headline figures of the top unit until the scene holds them, and gives them up', async () => {
    const { later, waits } = clock()
    const held: Watch[] = []
    await watchFirst(Promise.resolve(session), (watch) => { held.push(watch); return () => { held.pop() } }, later)
    expect(held).toEqual([headlineWatch('11')])
    expect(waits.map(({ ms }) => ms)).toEqual([firstHoldMs])
    waits[0]!.run()
    expect(held).toEqual([])
  })

  test('watches nothing where there is no session', async () => {
    const { later, waits } = clock()
    await watchFirst(Promise.resolve(undefined), () => { throw new Error('held') }, later)
    expect(waits).toEqual([])
  })
})

describe('the first picture', () => {
  const storeOf = (size: number): { readonly store: Parameters<typeof someFigures>[0], readonly followers: Set<(cells: readonly Painted[], kind: 'snapshot' | 'change') => void> } => {
    const followers = new Set<(cells: readonly Painted[], kind: 'snapshot' | 'change') => void>()
    return { followers, store: { size, onPaint: (follower) => { followers.add(follower); return () => { followers.delete(follower) } } } }
  }

  test('waits for nothing where figures are held', async () => {
    const { later, waits } = clock()
    await someFigures(storeOf(1).store, later)
    expect(waits).toEqual([])
  })

  test.each(['figures', 'time'] as const)('comes with the first of figures and time: %s', async (what) => {
    const { later, waits } = clock()
    const { store, followers } = storeOf(0)
    let isThere = false
    const there = someFigures(store, later).then(() => { isThere = true })
    await Promise.resolve()
    expect([isThere, waits.map(({ ms }) => ms)]).toEqual([false, [firstFiguresWaitMs]])
    if (what === 'figures') for (const told of [...followers]) told([], 'snapshot')
    else waits[0]!.run()
    await there
    expect(followers.size, 'nobody listens any longer').toBe(0)
    waits[0]!.run()
  })
})
