import { describe, expect, it } from 'vitest'
import { matrixEn, matrixVi } from '../../../client/i18n/words-matrix.ts'
import { vi as words } from '../../../client/i18n/vi.ts'
import { calmOrder, orderRestMs, rankedUnits } from '../../../client/scenes/wall/matrix/calm-order.ts'
import { pageStart, pagesOf } from '../../../client/scenes/wall/matrix/use-pages.ts'
import { matrixLayoutOf, mostRows, sumWidth } from '../../../client/scenes/wall/matrix/matrix-layout.ts'
import { cellView, matrixModel, steadyRow, worstOf, type MatrixInput, type MatrixRow } from '../../../client/scenes/wall/matrix/matrix-model.ts'
import { matrixText, shortCount } from '../../../client/scenes/wall/matrix/matrix-text.ts'
import { movedBy } from '../../../client/scenes/wall/matrix/use-grid-keys.ts'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { cadenceMs } from '../../../data/kpis/kpi.ts'
import type { KpiAnswer } from '../../../data/protocol/answers.ts'
import type { Cell } from '../../../data/protocol/cell.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-21T14:05:09+07:00')
const answers = kpis.map((kpi) => ({ ...kpi, cadenceMs: cadenceMs[kpi.cadence] })) as unknown as readonly KpiAnswer[]
const kpi = (id: string): KpiAnswer => {
  const found = answers.find((one) => one.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const cell = (unit: string, id: string, part: Partial<Cell> = {}): Cell => ({
  unit, kpi: id, num: 70, den: 100, value: 0.7, expected: 0.6, status: 'on_track', freshness: 'fresh', coverage: { due: 1, reported: 1, fresh: 1, children: { due: 0, fresh: 0 } },
  oldestAtMs: now - hour, newestAtMs: now - hour, simulated: false, withheld: false, stages: null, ...part,
})
const pages = kpi('digitization.pages'), esign = kpi('esign.documents')
const inputOf = (cells: readonly Cell[], units: readonly string[] = ['11', '40']): MatrixInput => ({
  root: 'TW', units, kpis: [pages, esign], cellOf: (unit, id) => cells.find((one) => one.unit === unit && one.kpi === id), isLeaf: (unit) => unit.length === 5,
  nowMs: now, language: 'vi', words: matrixVi, durations: words.durations,
})
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('a figure in a cell of the matrix', () => {
  const text = (id: string, value: number | null, expected: number | null = null): string => matrixText(kpi(id), value, expected, 'vi', matrixVi)
  it('is at most six letters', () => {
    expect([text('digitization.pages', 0.625), text('digitization.pages', 1), text('digitization.pages', 0.99999), text('network.uptime', 0.98406), text('paper.cut', -0.125), text('esign.documents', 1.034), text('tasks.overdue', 0), text('rollout.stage', 3), text('tasks.overdue', null)])
      .toEqual(['62,5', '100', '99,9', '98,41', '−12,5', '103,4', '0', '3', '–'])
  })
  it('that misses its plan never reads as the plan', () => {
    expect([text('network.uptime', 0.98996, 0.99), text('network.uptime', 0.98996, null), text('digitization.pages', 0.65599, 0.656)]).toEqual(['98,99', '99,00', '65,5'])
  })
  it('counts are shortened from ten thousand on, and cut, never rounded up', () => {
    expect([9_999, 10_000, 12_345, 99_999, 123_456, 999_999, 1_000_000].map((n) => shortCount(n, 'vi', matrixVi))).toEqual(['9.999', '10,0N', '12,3N', '99,9N', '123N', '999N', '1,0Tr'])
    expect(shortCount(12_345, 'en', matrixEn)).toBe('12.3K')
  })
})

describe('a cell of the matrix', () => {
  const view = (part: Partial<Cell> | undefined, silent = false, leaf = false): string => {
    const { kind, text, late } = cellView(pages, part === undefined ? undefined : cell('11', pages.id, part), silent, leaf, inputOf([]))
    return plain(`${kind} ${text}${late ? ' late' : ''}`)
  }
  it('tells not reporting, not yet received, no data, silence and withheld apart', () => {
    const none = { num: null, den: null, value: null, status: 'no_data' as const, freshness: 'none' as const, oldestAtMs: null, newestAtMs: null }
    const coverage = { due: 0, reported: 0, fresh: 0, children: { due: 0, fresh: 0 } }
    expect([view({ ...none, coverage }), view(undefined), view(none), view(none, true), view({ ...none, withheld: true }), view({ ...none, withheld: true }, false, true)])
      .toEqual(['outside ', 'waiting ', 'no_data –', 'silent ', 'withheld ẩn', 'withheld <5'])
  })
  it('goes on ageing without a word from the server: late beyond 1.5 cadences, lost beyond 3, with how long', () => {
    const aged = (hours: number): string => view({ newestAtMs: now - hours * hour, oldestAtMs: now - hours * hour })
    expect([aged(36), aged(36.1), aged(72), aged(73)]).toEqual(['on_track 70,0', 'on_track 70,0 late', 'on_track 70,0 late', 'lost mất 3 ngày'])
  })
})

describe('the matrix as a model', () => {
  const root = [pages, esign].map(({ id }) => cell('TW', id, { coverage: { due: 2, reported: 2, fresh: 1, children: { due: 2, fresh: 1 } } }))
  const cells = [...root, cell('11', pages.id, { status: 'at_risk' }), cell('11', esign.id, { status: 'behind' }), cell('40', pages.id, { status: 'behind', oldestAtMs: now - 50 * hour })]
  const model = matrixModel(inputOf(cells))
  it('weighs rows and columns, counts what is abnormal, and says what is not received', () => {
    expect(model.rows.map(({ unit, weight, counts }) => [unit, weight, counts.risk, counts.behind, counts.missing])).toEqual([['11', 1030, 1, 1, 0], ['40', 30, 0, 1, 0]])
    expect(model.columns.map(({ due, abnormal, weight, fresh, parts }) => [due, abnormal, weight, fresh, parts])).toEqual([[2, 2, 1030, 1, 2], [1, 1, 30, 1, 2]])
    expect([model.filled, model.due, model.received, model.silent, model.counts.risk, model.counts.behind]).toEqual([3, 3, 3, false, 1, 2])
    const { row, column } = worstOf(model)
    expect([row?.unit, column?.kpi.id]).toEqual(['11', pages.id])
    const [heavy, light] = model.columns.map((one) => ({ ...one, abnormal: 1 }))
    expect(worstOf({ rows: [], columns: [heavy!, { ...light!, abnormal: 13 }] }).column?.kpi.id).toBe(esign.id)
    expect(worstOf({ rows: [], columns: [light!, heavy!] }).column?.kpi.id).toBe(pages.id)
  })
  it('tells what never came from what has stopped in its sums', () => {
    const gone = { num: null, den: null, value: null, status: 'no_data' as const, freshness: 'none' as const, newestAtMs: null, oldestAtMs: null }
    const two = matrixModel(inputOf([...root, cell('11', pages.id, { freshness: 'lost' }), cell('11', esign.id, gone), cell('40', pages.id, gone)]))
    expect(two.rows.map(({ unit, counts }) => [unit, counts.missing, counts.lost])).toEqual([['11', 2, 1], ['40', 1, 0]])
    expect([two.counts.missing, two.counts.lost]).toEqual([3, 1])
  })
  it('names the figure that is the most cadences old', () => {
    expect(model.oldest).toEqual({ unit: '40', kpi: pages.id, ageMs: 50 * hour })
  })
  it('of a unit without children is its own row, and of a silent store nothing is abnormal', () => {
    const leaf = matrixModel({ ...inputOf([cell('00004', pages.id, { status: 'at_risk' })], []), root: '00004' })
    expect([leaf.rows.length, leaf.due, leaf.counts.risk, leaf.columns[0]?.abnormal]).toEqual([0, 1, 1, 1])
    const none = { num: null, den: null, value: null, status: 'no_data' as const, freshness: 'none' as const, newestAtMs: null, oldestAtMs: null, coverage: { due: 1, reported: 0, fresh: 0, children: { due: 0, fresh: 0 } } }
    const silent = matrixModel(inputOf(['TW', '11', '40'].flatMap((unit) => [pages, esign].map(({ id }) => cell(unit, id, none)))))
    expect([silent.silent, silent.counts, worstOf(silent).row, silent.filled]).toEqual([true, { risk: 0, behind: 0, missing: 0, lost: 0 }, null, 0])
  })
})

describe('the order of rows', () => {
  const before = calmOrder(null, ['11', '40'], 10, 1000, false)
  it('is the worst first, equals by name', () => {
    expect(rankedUnits([{ unit: 'a', weight: 0 }, { unit: 'b', weight: 30 }, { unit: 'c', weight: 0 }], (unit) => ({ a: 'Vĩnh Long', b: 'Huế', c: 'An Giang' })[unit] ?? '', (x, y) => x.localeCompare(y, 'vi'))).toEqual(['b', 'c', 'a'])
  })
  it(`rests ${orderRestMs} ms, then moves`, () => {
    expect(calmOrder(before, ['40', '11'], 10, 1000 + orderRestMs - 1, false)).toBe(before)
    expect(calmOrder(before, ['40', '11'], 10, 1000 + orderRestMs, false).units).toEqual(['40', '11'])
    expect(calmOrder(before, ['40', '11'], 10, 1000 + 9 * orderRestMs, true)).toBe(before)
  })
  it('does not rest while figures come for the first time, nor among other units', () => {
    expect(calmOrder(before, ['40', '11'], 11, 1001, true).units).toEqual(['40', '11'])
    expect(calmOrder(before, ['40', '44'], 10, 1001, false).units).toEqual(['40', '44'])
  })
})

describe('the matrix on the wall', () => {
  it('fits its width and height at every width of wall, and holds its bounds', () => {
    for (const width of [240, 315, 480]) for (const rows of [0, 1, mostRows]) {
      const { names, cell: cellWidth, y, heads, rootRow, row, gap, count, footY } = matrixLayoutOf(width, 38, rows, 'province')
      expect(names + 38 * cellWidth + 3 * sumWidth).toBeCloseTo(width - 6, 6)
      expect(y + heads + rootRow + 2 * gap + rows * row + 2 * count).toBeLessThanOrEqual(footY)
    }
    expect([matrixLayoutOf(240, 38, 34, 'province').numbers, matrixLayoutOf(480, 38, 34, 'province').numbers, matrixLayoutOf(240, 38, 34, 'commune').slant]).toEqual([false, true, true])
  })
  it('is walked by arrows, which stop at its ends; other keys are none of its own', () => {
    expect([movedBy('ArrowUp', { row: 0, column: 3 }, 35, 38), movedBy('ArrowRight', { row: 1, column: 37 }, 35, 38), movedBy('ArrowDown', { row: 33, column: 0 }, 35, 38), movedBy('End', { row: 2, column: 0 }, 35, 38), movedBy('PageDown', { row: 2, column: 0 }, 35, 38)])
      .toEqual([{ row: 0, column: 3 }, { row: 1, column: 37 }, { row: 34, column: 0 }, { row: 2, column: 37 }, null])
  })
})

describe('a row of the matrix', () => {
  const row = (text: string, late = false): MatrixRow => ({ unit: '11', cells: [{ kind: 'met', text, late }], weight: 0, counts: { risk: 0, behind: 0, missing: 0, lost: 0 } })
  it('stays the same object while nothing that is shown of it differs', () => {
    const before = row('62,5')
    expect(steadyRow(before, row('62,5'))).toBe(before)
    for (const other of [row('62,6'), row('62,5', true), { ...row('62,5'), unit: '40' }, { ...row('62,5'), cells: [] }]) expect(steadyRow(before, other)).toBe(other)
    expect(steadyRow(undefined, before)).toBe(before)
  })
})

describe('rows that do not all fit', () => {
  it('come page by page, the worst first; each row is on one, and the last page is full too', () => {
    expect([pagesOf(0, 34), pagesOf(34, 34), pagesOf(35, 34), pagesOf(168, 34)]).toEqual([1, 1, 2, 5])
    expect([pageStart(0, 45, 34), pageStart(1, 45, 34), pageStart(0, 20, 34), pageStart(4, 168, 34)]).toEqual([0, 11, 0, 134])
    for (const count of [1, 34, 35, 45, 126, 168]) {
      const seen = new Set(Array.from({ length: pagesOf(count, 34) }, (_, page) => pageStart(page, count, 34)).flatMap((from) => Array.from({ length: Math.min(34, count) }, (_, i) => from + i)))
      expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
    }
  })
})
