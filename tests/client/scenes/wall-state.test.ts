import { describe, expect, it } from 'vitest'
import { readAddress, writeAddress } from '../../../client/scenes/wall/address.ts'
import { handIn } from '../../../client/scenes/wall/overview/deadlines.ts'
import { layoutOf, stageOf, type Layout } from '../../../client/scenes/wall/layout.ts'
import { calloutSubjects, countLooks, looksOf, mostCallouts } from '../../../client/scenes/wall/map/map-model.ts'
import { dwellMs, rotate, rotationOf, type Rotation } from '../../../client/scenes/wall/overview/rotation.ts'
import { runKey, runKpiKey } from '../../../client/scenes/wall/keys.tsx'
import type { Box } from '../../../client/map/view.ts'
import type { WarningAnswer } from '../../../data/protocol/warning.ts'
import type { Cell } from '../../../data/protocol/cell.ts'

const start: Rotation = { index: 0, held: false, sinceMs: 0 }

describe('the rotation', () => {
  it('moves on after the dwell, not before, and comes round', () => {
    expect(rotate(start, { kind: 'tick', nowMs: dwellMs - 1, count: 3 })).toBe(start)
    expect(rotate(start, { kind: 'tick', nowMs: dwellMs, count: 3 }).index).toBe(1)
    expect(rotate({ ...start, index: 2 }, { kind: 'tick', nowMs: dwellMs, count: 3 }).index).toBe(0)
  })
  it('stays while it is held, and a step goes both ways round', () => {
    const held = rotate(start, { kind: 'hold', nowMs: 5 })
    expect(rotate(held, { kind: 'tick', nowMs: 10 * dwellMs, count: 3 })).toBe(held)
    expect(rotate(start, { kind: 'step', by: -1, nowMs: 1, count: 3 }).index).toBe(2)
  })
  it('shows the headline four first, then only what has data, up to its bound', () => {
    expect(rotationOf(['a', 'b'], ['a', 'b', 'c', 'd', 'e'], (kpi) => kpi !== 'c', 3)).toEqual(['a', 'b', 'd'])
  })
})

describe('the address', () => {
  it('is read and written without losing what others put there', () => {
    expect(writeAddress('?lang=en', { scene: 'overview', root: '11', kpi: 'esign.documents' })).toBe('?lang=en&root=11&kpi=esign.documents')
    expect(readAddress('?root=11&kpi=esign.documents')).toEqual({ scene: 'overview', root: '11', kpi: 'esign.documents' })
    expect(writeAddress('?root=11', { scene: 'overview', root: null, kpi: null })).toBe('')
    expect(readAddress(writeAddress('', { scene: 'tasks', root: '11', kpi: null })).scene).toBe('tasks')
    expect(readAddress('?scene=nonsense').scene).toBe('overview')
  })
  it('what is neither a code nor an id counts as not given', () => {
    expect(readAddress('?root=<b>&kpi=A%20B')).toEqual({ scene: 'overview', root: null, kpi: null })
    expect(readAddress(`?root=${'1'.repeat(33)}`).root).toBeNull()
  })
})

describe('the hand-ins', () => {
  it('are due at 00:00 local of their day: a second before is this month, at it the next', () => {
    const due = Date.parse('2026-11-25T00:00:00+07:00')
    expect(handIn(25, due - 1000)).toEqual({ nextMs: due, lastMs: Date.parse('2026-10-25T00:00:00+07:00') })
    expect(handIn(25, due)).toEqual({ nextMs: Date.parse('2026-12-25T00:00:00+07:00'), lastMs: due })
  })
  it('cross the year', () => {
    expect(handIn(21, Date.parse('2026-12-31T10:00:00+07:00')).nextMs).toBe(Date.parse('2027-01-21T00:00:00+07:00'))
  })
})

const boxes = (layout: Layout): Box[] => [...layout.cards, layout.anomalies, layout.tasks, layout.reports, ...(layout.matrix === null ? [] : [layout.matrix])]
const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

describe('the layout', () => {
  it('at every width panels lie inside the stage and none covers another', () => {
    for (let width = 240; width <= 520; width += 5) {
      const all = boxes(layoutOf(width))
      for (const box of all) expect(box.x + box.w <= width && box.y + box.h <= 135 && box.w > 30).toBe(true)
      for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) expect(meet(a, b)).toBe(false)
    }
  })
  it('is the same in u at 1920 × 1080 and 3840 × 2160, and 32:9 adds the matrix', () => {
    expect(stageOf(1920, 1080).layout).toEqual(stageOf(3840, 2160).layout)
    expect([stageOf(3840, 2160).layout.matrix, stageOf(7680, 2160).layout.matrix === null]).toEqual([null, false])
    expect(stageOf(1024, 768).uPx).toBeCloseTo(1024 / 240)
  })
})

const cell = (unit: string, part: Partial<Cell>): Cell => ({
  unit, kpi: 'k', num: 1, den: 2, value: 0.5, expected: 0.5, status: 'on_track', freshness: 'fresh',
  coverage: { due: 1, reported: 1, fresh: 1, children: { due: 0, fresh: 0 } }, oldestAtMs: 1, newestAtMs: 1, simulated: false, withheld: false, stages: null, ...part,
})

describe('what the map shows', () => {
  const cells = new Map([
    ['a', cell('a', { status: 'at_risk' })], ['b', cell('b', { freshness: 'lost' })], ['c', cell('c', { value: null, status: 'no_data' })],
    ['d', cell('d', { value: null, coverage: { due: 0, reported: 0, fresh: 0, children: { due: 0, fresh: 0 } } })],
  ])
  const looks = (allSilent: boolean): ReadonlyMap<string, string> => looksOf(['a', 'b', 'c', 'd', 'e'], (unit) => cells.get(unit), allSilent)
  it('loss is shown over status, units that do not report stay quiet', () => {
    expect([...looks(false)]).toEqual([['a', 'at_risk'], ['b', 'lost'], ['c', 'no_data']])
  })
  it('no data from anybody is quiet and not an alarm', () => {
    expect(looks(true).get('c')).toBe('silent')
  })
  it('the legend counts every unit with a look once', () => {
    expect(countLooks(looksOf(['a', 'b', 'c'], (unit) => cells.get(unit), false)).reduce((sum, { count }) => sum + count, 0)).toBe(3)
  })
  it('a unit with several warnings has one call-out with all its ranks, and there is a bound', () => {
    const warning = (rank: number, unit: string): WarningAnswer => ({ rank, unit } as WarningAnswer)
    expect(calloutSubjects([warning(1, 'a'), warning(2, 'b'), warning(3, 'a')], (unit) => unit === 'a')).toMatchObject([{ unit: 'a', ranks: [1, 3] }])
    expect(calloutSubjects(Array.from({ length: 30 }, (_, i) => warning(i + 1, `u${i}`)), () => true).length).toBe(mostCallouts)
  })
})

describe('the keys', () => {
  it('a button that has the focus keeps space, other keys are ours anywhere, unknown keys are left alone', () => {
    const done: string[] = []
    const note = (word: string) => (by?: number): void => { done.push(by === undefined ? word : `${word} ${by}`) }
    const kpi = { step: note('step'), hold: note('hold'), choose: note('choose') }
    const wall = { scene: note('scene'), up: note('up'), language: note('language') }
    expect(['ArrowRight', 'ArrowLeft', ' ', '1', '4'].map((key) => runKpiKey(key, false, kpi))).toEqual(Array(5).fill(true))
    expect(['PageDown', 'PageUp', 'Escape', 'L'].map((key) => runKey(key, wall))).toEqual(Array(4).fill(true))
    expect([runKpiKey(' ', true, kpi), runKpiKey('5', false, kpi), runKey('F1', wall), runKey(' ', wall)]).toEqual([false, false, false, false])
    expect(done).toEqual(['step 1', 'step -1', 'hold', 'choose 0', 'choose 3', 'scene 1', 'scene -1', 'up', 'language'])
  })
})
