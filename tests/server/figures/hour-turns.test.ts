import { describe, expect, it } from 'vitest'
import { noOwn } from '../../../data/pyramid/roll-up.ts'
import { dayMs, hourMs, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import type { CellId } from '../../../server/figures/figures.ts'
import { Live } from '../../../server/figures/live.ts'
import { PlanBook } from '../../../server/figures/plan-book.ts'
import { kpisOf, smallPyramid } from '../../support/memory-figures.ts'

const fromMs = startOfLocalDay('2026-10-20')
const pyramid = smallPyramid(1, 2)
const kpis = kpisOf('digitization.pages')

/** A fold whose first commune was heard of at its beginning; what it told. */
function fold(): { live: Live; told: CellId[] } {
  const live = new Live(pyramid, kpis, new PlanBook(pyramid, kpis, []), { own: () => noOwn, hours: () => [] }, fromMs)
  live.load(0, pyramid.indexOf('11001')!, { ...noOwn, num: 1, den: 2, n: 1, atMs: fromMs })
  live.advance(fromMs + 1)
  const told: CellId[] = []
  live.onChanged((cells) => told.push(...cells))
  return { live, told }
}

describe('the turn of an hour', () => {
  it('tells every cell, and none where nobody asks for it', () => {
    const { live, told } = fold()
    live.advance(fromMs + hourMs)
    expect(told).toEqual([0, 1, 2, 3])
    live.advance(fromMs + 2 * hourMs, false)
    expect([live.nowMs, told.length]).toEqual([fromMs + 2 * hourMs, 4])
  })
  it('tells what grew late all the same, at the instant it does and not before', () => {
    const { live, told } = fold()
    const lateMs = fromMs + 1.5 * dayMs
    live.advance(lateMs, false)
    expect([told, live.cell(0, 0).freshness]).toEqual([[], 'fresh'])
    live.advance(lateMs + 1, false)
    expect([new Set(told), live.cell(0, 0).freshness]).toEqual([new Set([0, 1, 2]), 'late'])
  })
  it('finds what was loaded after it looked last', () => {
    const { live } = fold()
    live.load(0, pyramid.indexOf('11002')!, { ...noOwn, num: 1, den: 2, n: 1, atMs: fromMs - 1.5 * dayMs + 10 })
    live.advance(fromMs + 11, false)
    expect(live.columns[0]!.ownFresh[pyramid.indexOf('11002')!]).toBe(0)
  })
})
