import { describe, expect, it } from 'vitest'
import { readAddress, readShow, writeAddress } from '../../../client/scenes/wall/address.ts'
import { agedCell } from '../../../client/scenes/wall/use-ageing.ts'
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
    expect(writeAddress('?lang=en', { scene: 'overview', root: '11', kpi: 'esign.documents' })).toBe('?lang=en&scene=overview&root=11&kpi=esign.documents')
    expect(readAddress('?root=11&kpi=esign.documents')).toEqual({ scene: 'overview', root: '11', kpi: 'esign.documents' })
    expect(writeAddress('?root=11', { scene: 'overview', root: null, kpi: null })).toBe('?scene=overview')
    expect(readAddress(writeAddress('', { scene: 'tasks', root: '11', kpi: null })).scene).toBe('tasks')
    expect(readAddress('?scene=nonsense').scene).toBe('overview')
  })
  it('what is neither a code nor an id counts as not given', () => {
    expect(readAddress('?root=<b>&kpi=A%20B')).toEqual({ scene: 'overview', root: null, kpi: null })
    expect(readAddress(`?root=${'1'.repeat(33)}`).root).toBeNull()
  })
  it('without a scene or a KPI rotates the default play-list, rooted where it says; with one it stays', () => {
    expect(readShow('')).toEqual({ playlist: 'default', base: null })
    expect(readShow('?root=11&lang=en')).toEqual({ playlist: 'default', base: '11' })
    expect([readShow('?scene=map').playlist, readShow('?root=11&kpi=esign.documents').playlist, readShow('?scene=nonsense').playlist]).toEqual([null, null, 'default'])
  })
  it('of a rotating wall keeps its list and its base while it turns, and begins from what it shows', () => {
    expect(readShow('?playlist=p-1&root=11')).toEqual({ playlist: 'p-1', base: '11' })
    const turned = writeAddress('?root=11&lang=en', { scene: 'map', root: '03127', kpi: null }, { playlist: 'p-1', base: '11' })
    expect([readShow(turned), readAddress(turned)]).toEqual([{ playlist: 'p-1', base: '11' }, { scene: 'map', root: '03127', kpi: null }])
    expect(readShow(writeAddress('', { scene: 'map', root: '11', kpi: null }, { playlist: 'p-1', base: null }))).toEqual({ playlist: 'p-1', base: null })
    expect(readShow('?playlist=<b>&scene=map').playlist).toBeNull()
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
  const done: string[] = []
  const note = (word: string) => (by?: number): void => { done.push(by === undefined ? word : `${word} ${by}`) }
  const wall = { scene: note('scene'), number: note('number'), first: note('first'), hold: note('hold'), full: note('full'), up: note('up'), language: note('language'), help: note('help') }
  const kpi = { step: note('kpi'), hold: note('kpi hold') }
  const press = (keys: readonly string[], onButton = false): string[] => {
    done.length = 0
    for (const key of keys) expect(runKey(key, onButton, wall), key).toBe(true)
    return [...done]
  }
  it('of a keyboard, of page buttons and of media buttons change the scene alike', () => {
    expect(press(['ArrowRight', 'PageDown', 'MediaTrackNext', 'ArrowLeft', 'PageUp', 'MediaTrackPrevious'])).toEqual([1, 1, 1, -1, -1, -1].map((by) => `scene ${by}`))
    expect(press(['1', '9', 'Home', ' ', 'MediaPlayPause', 'f', 'F', 'Escape', 'l', '?', 'h', 'H'])).toEqual([
      'number 1', 'number 9', 'first', 'hold', 'hold', 'full', 'full', 'up', 'language', 'help', 'help', 'help',
    ])
  })
  it('↑ ↓ choose the KPI of a scene; space is the scene\'s where the wall does not rotate', () => {
    done.length = 0
    expect(['ArrowDown', 'ArrowUp', ' ', 'MediaPlayPause'].map((key) => runKpiKey(key, false, kpi))).toEqual([true, true, true, true])
    expect(done).toEqual(['kpi 1', 'kpi -1', 'kpi hold', 'kpi hold'])
    expect([runKpiKey(' ', false, { ...kpi, hold: null }), runKey(' ', false, { ...wall, hold: null })]).toEqual([false, false])
  })
  it('a button that has the focus keeps space and Enter; unknown keys, F11 and G among them, are left alone', () => {
    expect([runKey(' ', true, wall), runKpiKey(' ', true, kpi)]).toEqual([false, false])
    expect(['Enter', 'F11', 'F1', 'g', '0', 'Tab', 'ArrowUp'].map((key) => runKey(key, false, wall))).toEqual(Array(7).fill(false))
    expect(['ArrowLeft', '1', 'Enter'].map((key) => runKpiKey(key, false, kpi))).toEqual([false, false, false])
  })
})

describe('a figure without a link', () => {
  const minute = 60_000
  const cell: Cell = {
    unit: '11', kpi: 'network.uptime', num: 9, den: 10, value: 0.9, expected: null, status: 'on_track', freshness: 'fresh',
    coverage: { due: 3, reported: 3, fresh: 3, children: { due: 3, fresh: 3 } }, oldestAtMs: 0, newestAtMs: 0, simulated: false, withheld: false, stages: null,
  }
  it('becomes late and lost by its own cadence, with nothing fresh below it, and is untouched until then', () => {
    expect(agedCell(cell, minute, 1.5 * minute)).toBe(cell)
    expect(agedCell(cell, minute, 1.5 * minute + 1)).toMatchObject({ freshness: 'late', value: 0.9, coverage: { due: 3, reported: 3, fresh: 0, children: { due: 3, fresh: 0 } } })
    expect(agedCell(cell, minute, 3 * minute + 1).freshness).toBe('lost')
  })
  it('never becomes younger than the server said, and one without a cadence does not age', () => {
    expect(agedCell({ ...cell, freshness: 'lost' }, minute, 0).freshness).toBe('lost')
    expect(agedCell(cell, null, 1e12)).toBe(cell)
  })
})
