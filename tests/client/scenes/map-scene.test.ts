import { describe, expect, it } from 'vitest'
import { fitView, countryBounds, project, boundsOf } from '../../../client/map/view.ts'
import { MapDesk } from '../../../client/scenes/wall/map/map-desk.ts'
import { focusShapes } from '../../../client/scenes/wall/map/focus-shapes.ts'
import { mapSceneLayoutOf } from '../../../client/scenes/wall/map/map-scene-layout.ts'
import { focusCandidates, focusDwellMs, isNotable, mostFocuses, nextFocus, rankUnits, strayCommunes } from '../../../client/scenes/wall/map/ranking.ts'
import { lateUnits, looksOf, paintsOf } from '../../../client/scenes/wall/map/map-model.ts'
import { sceneMotion, type MotionPlaces } from '../../../client/scenes/wall/map/scene-motion.ts'
import { ChangeBook, mostMoves } from '../../../client/scenes/wall/map/use-motion.ts'
import { besideText, gapUnitOf, namedIn, namesInRest, rowsIn } from '../../../client/scenes/wall/map/RankList.tsx'
import { inEnglish } from '../../../client/scenes/wall/map/MapWords.tsx'
import { lostText, toldNow } from '../../../client/scenes/wall/figure-words.ts'
import { en } from '../../../client/i18n/en.ts'
import { vi } from '../../../client/i18n/vi.ts'
import { kpisAnswer } from '../../scenes/fixture-answers.ts'
import { mapLabels } from '../../../data/units/map-labels.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import type { MapPicture } from '../../../client/map/map-picture.ts'
import type { Box } from '../../../client/map/view.ts'
import type { Painted } from '../../../client/figures/cell-store.ts'
import { paintOf, type Look } from '../../../client/ui/look.ts'
import type { Cell } from '../../../data/protocol/cell.ts'
import { buildMapGeometry } from '../../../server/boundaries/map-geometry.ts'

const cell = (unit: string, part: Partial<Cell>): Cell => ({
  unit, kpi: 'k', num: 1, den: 2, value: 0.5, expected: 0.5, status: 'on_track', freshness: 'fresh',
  coverage: { due: 1, reported: 1, fresh: 1, children: { due: 0, fresh: 0 } }, oldestAtMs: 1, newestAtMs: 1, simulated: false, withheld: false, stages: null, ...part,
})
const cells: Readonly<Record<string, Cell>> = {
  a: cell('a', { value: 0.6 }), b: cell('b', { status: 'behind', value: 0.45 }), c: cell('c', { status: 'at_risk', value: 0.2 }), d: cell('d', { status: 'at_risk', value: 0.1 }),
  e: cell('e', { freshness: 'lost' }), f: cell('f', { value: null, coverage: { due: 0, reported: 0, fresh: 0, children: { due: 0, fresh: 0 } } }),
}
const ranked = rankUnits(['a', 'b', 'c', 'd', 'e', 'f', 'g'], (unit) => cells[unit], 'up', false)
const provinceOf = (unit: string): string | null => (unit === 'TW' ? null : unit.slice(0, 1))

describe('letters of a list', () => {
  const more = (left: number): string => `và ${left} xã nữa`
  const bad = (count: number) => rankUnits(Array.from({ length: count }, (_, i) => `u${i}`), () => cell('u', { status: 'at_risk', value: 0.1, expected: 0.5 }), 'up', false)
  it.each([[3, 8], [8, 8], [12, 8], [45, 8]])('%d abnormal units in a list of %d rows: every letter is named', (count, room) => {
    const ranked = bad(count), name = (unit: string): string => `Xã tên dài ${unit}`
    const named = namedIn(ranked, room, name, more)
    const rows = count > room ? room - 1 : room
    const lettered = ranked.slice(rows).map(({ unit }, i) => (rows + i < named ? `A ${name(unit)}` : name(unit)))
    // below the rows as many are named as bear a letter, or more
    expect(rows + namesInRest(lettered, more)).toBeGreaterThanOrEqual(Math.min(count, named))
    expect(named).toBeGreaterThanOrEqual(Math.min(count, rows))
    if (count === 45) expect(named).toBeLessThan(12)
  })
})

describe('the order of units', () => {
  it('is by look, then by how short of the line; who does not report has no place', () => {
    expect(ranked.map(({ unit, rank }) => `${rank}${unit}`)).toEqual(['1d', '2c', '3e', '4b', '5a'])
  })
  it('puts a late figure behind what is behind and before what is fresh; one that is bad itself keeps its place', () => {
    const aged: Readonly<Record<string, Cell>> = { ...cells, g: cell('g', { freshness: 'late', value: 0.9, status: 'met' }), h: cell('h', { freshness: 'late', status: 'at_risk', value: 0.05 }) }
    const found = rankUnits(['a', 'b', 'g', 'h', 'e'], (unit) => aged[unit], 'up', false)
    expect(found.map(({ unit }) => unit)).toEqual(['h', 'e', 'b', 'g', 'a'])
    expect(found.filter(isNotable).map(({ unit }) => unit)).toEqual(['h', 'e', 'b', 'g'])
  })
  it('turns round where less is better', () => {
    const counts = { x: cell('x', { value: 3, expected: 0 }), y: cell('y', { value: 1, expected: 0 }) } as const
    expect(rankUnits(['y', 'x'], (unit) => counts[unit as 'x' | 'y'], 'down', false).map(({ unit }) => unit)).toEqual(['x', 'y'])
  })
})

describe('a late figure', () => {
  it('is drawn dim, whatever its status; what is lost, fresh or was never heard of is not', () => {
    const aged: Readonly<Record<string, Cell>> = { a: cell('a', { freshness: 'late', status: 'met' }), b: cell('b', { freshness: 'fresh', status: 'at_risk' }), c: cell('c', { freshness: 'lost', status: 'met' }), d: cell('d', { value: null, status: 'no_data', freshness: 'none' }) }
    const units = Object.keys(aged), looks = looksOf(units, (unit) => aged[unit], false)
    const late = lateUnits(units, (unit) => aged[unit])
    expect([...late]).toEqual(['a'])
    expect([...paintsOf(looks, late)]).toEqual([['a', 'late_met'], ['b', 'at_risk'], ['c', 'lost'], ['d', 'no_data']])
    expect(paintsOf(looks, new Set())).toBe(looks)
    expect((['lost', 'no_data', 'silent'] as const).map((look) => paintOf(look, true))).toEqual(['lost', 'no_data', 'silent'])
  })
})

describe('the focus', () => {
  const warning = (unit: string, state: 'open' | 'acknowledged' | 'closed', kpi = 'k'): Parameters<typeof focusCandidates>[1][number] => ({ unit, kpi, severity: 'at_risk', state, shelvedUntil: null })
  it('goes first to a serious warning that nobody has taken, then to a taken one, then to the worst', () => {
    const found = focusCandidates(ranked, [warning('b1', 'acknowledged'), warning('c2', 'open'), warning('a', 'open', 'other'), warning('e', 'closed')], 'k', provinceOf)
    expect(found.map(({ unit, reason }) => `${unit} ${reason}`)).toEqual(['c warning_open', 'b warning_taken', 'd worst', 'e bad'])
    expect(found.length).toBe(mostFocuses)
  })
  it('is on the lowest where nothing is abnormal, and on none where nothing has come', () => {
    expect(focusCandidates(rankUnits(['a'], () => cells['a'], 'up', false), [], 'k', provinceOf)).toMatchObject([{ unit: 'a', reason: 'lowest' }])
    expect(focusCandidates(rankUnits(['a'], () => cell('a', { value: null, status: 'no_data' }), 'up', true), [], 'k', provinceOf)).toEqual([])
  })
  it('stays its time whatever is worse meanwhile, then moves on and comes round', () => {
    const candidates = focusCandidates(ranked, [], 'k', provinceOf)
    const first = nextFocus(null, candidates, 0)
    expect(first).toEqual({ unit: 'd', sinceMs: 0 })
    expect(nextFocus(first, candidates.toReversed(), focusDwellMs - 1)).toBe(first)
    expect(nextFocus(first, candidates, focusDwellMs)?.unit).toBe('c')
    expect(nextFocus({ unit: 'b', sinceMs: 0 }, candidates, focusDwellMs)?.unit).toBe('d')
    expect(nextFocus(first, [], focusDwellMs)).toBeNull()
  })
})

describe('communes on the country\'s map', () => {
  it('are painted where they are abnormal and their province is not', () => {
    const communes = new Map<string, Look>([['p1', 'at_risk'], ['p2', 'met'], ['q1', 'at_risk'], ['r1', 'lost']])
    expect([...strayCommunes(communes, provinceOf, new Map<string, Look>([['p', 'met'], ['q', 'at_risk']])).keys()]).toEqual(['p1', 'r1'])
  })
})

describe('what has just changed', () => {
  const painted = (unit: string, value: number | null, kpi = 'k'): Painted => ({ cell: cell(unit, { value, kpi }), seq: 1, paintedMs: 1 })
  it('is a unit whose shown text is another; a first sight and a change below the last digit are none', () => {
    const book = new ChangeBook((value) => (value === null ? '–' : value.toFixed(2)))
    expect(book.take([painted('a', 0.5), painted('b', 0.5)], 'k', 9)).toEqual([])
    expect(book.take([painted('a', 0.501), painted('b', 0.6), painted('c', 0.1), painted('a', 9, 'other')], 'k', 9)).toEqual(['b'])
    expect(book.take([painted('b', null)], 'k', 9)).toEqual(['b'])
  })
  const places: MotionPlaces = {
    provinceOf, isProvince: (unit) => unit.length === 1, anchorOf: (unit) => (unit === 'zz' ? undefined : [unit.charCodeAt(0), unit.length]),
    inFocus: (unit) => (unit === 'c1' ? [0, 0] : undefined), centre: [105, 21],
  }
  it('is a ring at the commune, in the frame too, and one arc from its province; the province bears no ring of its own', () => {
    expect(sceneMotion(['c1', 'c2', 'c'], places)).toEqual({ rings: [[99, 2], [0, 0], [99, 2]], arcs: [[[99, 1], [105, 21]]] })
    expect(sceneMotion(['b'], { ...places, centre: null })).toEqual({ rings: [[98, 1]], arcs: [] })
    expect(sceneMotion(['zz', 'TW'], { ...places, anchorOf: () => undefined })).toBeNull()
  })
  it('is bounded', () => {
    const many = (n: number): string[] => Array.from({ length: n }, (_, i) => `b${i}`)
    expect([sceneMotion(many(mostMoves), places)?.rings.length, sceneMotion(many(mostMoves + 1), places)?.rings.length]).toEqual([mostMoves, mostMoves])
  })
})

describe('the map\'s claims', () => {
  const picture = {} as MapPicture, other = {} as MapPicture
  it('the last claim holds, and who lost the map cannot release it', () => {
    const desk = new MapDesk()
    const first = {}, second = {}
    let told = 0
    desk.subscribe(() => { told++ })
    desk.claim(first, picture)
    desk.claim(first, picture)
    desk.claim(second, other)
    desk.release(first)
    expect([desk.picture(), told]).toEqual([other, 2])
    desk.release(second)
    expect([desk.picture(), told]).toEqual([null, 3])
  })
})

const inside = (box: Box, width: number): boolean => box.x >= 0 && box.y >= 0 && box.x + box.w <= width && box.y + box.h <= 135
const meet = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

describe('the scene\'s layout', () => {
  const geometry = buildMapGeometry(null)
  it('at every width its parts lie inside the stage, none covers another, and the archipelagos are under none', () => {
    for (let width = 240; width <= 520; width += 5) for (const hasFocus of [true, false]) {
      const layout = mapSceneLayoutOf(width, hasFocus)
      const { canvas, inset, main } = layout
      const frame = inset === null ? [] : [{ ...inset, x: inset.x + canvas.x, y: inset.y + canvas.y }]
      const parts = [layout.card, layout.legend, layout.below, layout.list, ...(layout.focusHead === null ? [] : [layout.focusHead]), ...frame]
      for (const part of parts) expect(inside(part, width) && part.w > 30 && rowsIn(layout.list.h) >= 8).toBe(true)
      for (const [i, a] of parts.entries()) for (const b of parts.slice(i + 1)) expect(meet(a, b)).toBe(false)
      if (!hasFocus) continue
      const bounds = boundsOf(geometry.archipelagos.features.map(({ geometry: area }) => area))!
      const [right] = project(fitView(countryBounds, main), [bounds.east, bounds.south])
      for (const part of parts.slice(3)) expect(canvas.x + right).toBeLessThan(part.x)
    }
  })
  it('what the frame has no room for is left out of it and named', () => {
    const { main, inset } = mapSceneLayoutOf(240, true)
    const view = fitView(countryBounds, main)
    const shapes = focusShapes('48', geometry, inset!, view)
    expect(shapes.outside).toEqual(['20333'])
    for (const [x, y] of shapes.points.values()) expect(x > inset!.x && x < inset!.x + inset!.w && y > inset!.y && y < inset!.y + inset!.h).toBe(true)
    const bounds = boundsOf(shapes.focus.communes.features.map(({ geometry: area }) => area))!
    expect(project(view, [bounds.west, bounds.north])[0]).toBeGreaterThanOrEqual(inset!.x - 1e-6)
  })
})

describe('a list in words', () => {
  const pages = kpisAnswer().kpis.find(({ id }) => id === 'digitization.pages')!, speech = { language: 'vi', words: vi } as const
  const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
  const dayMs = 86_400_000
  const short = (amount: number, den: number): Cell => cell('a', { num: den * 0.6 - amount, den, value: 0.6 - amount / den, expected: 0.6 })
  const told = (cells: readonly Cell[], of: typeof speech | { readonly language: 'en', readonly words: typeof en } = speech): readonly string[] => cells.map((one) => plain(besideText(pages, one, 'behind', 0, of, gapUnitOf(pages, cells, of))))
  it('has one unit: a large amount stands as such beside a small one; where one is too long for the column, all are in points', () => {
    expect(told([short(116_200, 2_000_000), short(25_800, 300_000)])).toEqual(['thiếu 116.200 trang', 'thiếu 25.800 trang'])
    const long = { ...pages, unitVi: 'văn bản điện tử' }
    const cells = [short(116_200, 2_000_000), short(5, 1_000), short(0, 1_000)]
    expect(cells.map((one) => plain(besideText(long, one, 'behind', 0, speech, gapUnitOf(long, cells, speech))))).toEqual(['thiếu 5,8 điểm', 'thiếu 0,5 điểm', 'vừa đúng mức'])
  })
  it('in English one that is at its line says so among those that are told in things', () => {
    expect(told([short(0, 1_000), short(2_490, 300_000)], { language: 'en', words: en })).toEqual(['exactly at the line', '2,490 pages short'])
  })
  it('of what is lost or late the last value is told, dim, with its age beside it; a dash only where nothing was ever read', () => {
    const lost = cell('e', { freshness: 'lost', value: 0.7, newestAtMs: 0 })
    expect([toldNow(pages, lost, 'vi'), toldNow(pages, { ...lost, freshness: 'late' }, 'vi'), toldNow(pages, { ...lost, freshness: 'fresh' }, 'vi'), toldNow(pages, { ...lost, value: null }, 'vi')]
      .map(({ text, isLast }) => [plain(text), isLast])).toEqual([['70,0 %', true], ['70,0 %', true], ['70,0 %', false], ['–', false]])
    expect([besideText(pages, lost, 'lost', 5 * dayMs, speech), lostText(0, 5 * dayMs, speech), lostText(null, 0, speech)].map(plain)).toEqual(['mất dữ liệu 5 ngày', 'mất dữ liệu 5 ngày', 'mất dữ liệu'])
  })
})

describe('names in English', () => {
  it('a city on the map has the name that the official list gives its unit', () => {
    const cities = mapLabels.filter(({ kind }) => kind === 'city').map((label) => inEnglish(label).text)
    expect(cities).toEqual(['Hanoi', 'Da Nang', 'Ho Chi Minh City'])
    for (const name of cities) expect(officialUnits.filter(({ level }) => level === 'province').some(({ nameEn }) => nameEn.replace(/ City$/, '') === name.replace(/ City$/, ''))).toBe(true)
  })
  it('archipelagos and their provinces likewise', () => {
    expect(mapLabels.filter(({ kind }) => kind === 'archipelago').map(inEnglish).map(({ text, sub }) => [text, sub])).toEqual([['Hoang Sa Archipelago', 'Da Nang'], ['Truong Sa Archipelago', 'Khanh Hoa']])
  })
})
