import { describe, expect, it } from 'vitest'
import { joinWallData } from '../../../client/scenes/wall/wall-data.ts'
import { vi } from '../../../client/i18n/vi.ts'
import { en } from '../../../client/i18n/en.ts'
import { pyramidEn, pyramidVi } from '../../../client/i18n/words-pyramid.ts'
import { badnessOf, childrenByParent, numeralOf } from '../../../client/scenes/wall/pyramid/use-pyramid.ts'
import { footRows, missingBrief, missingText, paceText, restWords, shareDigits, sharesOfText, shareText, truthText, type Levels, type PyramidSpeech } from '../../../client/scenes/wall/pyramid/chain-words.ts'
import { countsText } from '../../../client/scenes/wall/pyramid/plane-counts.ts'
import { fills } from '../../../client/map/map-style.ts'
import { abnormalKpis, mostPyramidKpis, stepKpi } from '../../../client/scenes/wall/pyramid/pyramid-kpis.ts'
import { bundleLayers, bundlesOf, bundleWidths, focusWay, linkedUnits, mostProvinceLinks, planeLayers, provinceLinks } from '../../../client/scenes/wall/pyramid/pyramid-layers.ts'
import { pyramidLayoutOf } from '../../../client/scenes/wall/pyramid/pyramid-layout.ts'
import { pyramidScopeOf } from '../../../client/scenes/wall/pyramid/pyramid-scope.ts'
import { shapesOf, unitAt } from '../../../client/scenes/wall/pyramid/pyramid-shapes.ts'
import { abnormalPaths, linksBelow, type ChainSource } from '../../../data/judgement/missing-chain.ts'
import { rankUnits } from '../../../client/scenes/wall/map/ranking.ts'
import { lookOf, lookWeights, type Look } from '../../../client/ui/look.ts'
import { geometryFor, buildMapGeometry } from '../../../server/boundaries/map-geometry.ts'
import { kpisAnswer, unitsAnswer } from '../../scenes/fixture-answers.ts'
import { fixtureCell, kpiOf, plantedMs } from '../../scenes/fixture-figures.ts'

const geometry = buildMapGeometry(null)
const kpis = kpisAnswer().kpis
const country: Levels = { above: 'centre', below: 'province' }, province: Levels = { above: 'province', below: 'commune' }
const speech: PyramidSpeech = { language: 'vi', words: vi, own: pyramidVi }
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

function dataOf(scope: string, root: string | null = null): NonNullable<ReturnType<typeof joinWallData>> {
  const data = joinWallData(unitsAnswer(scope).units, kpis, scope, root)
  if (data === null) throw new Error('no data')
  return data
}

function shapes(scope: string, root: string | null = null): NonNullable<ReturnType<typeof shapesOf>> {
  const planes = pyramidScopeOf(dataOf(scope, root))
  const found = shapesOf(geometry, planes, pyramidLayoutOf(240, planes.level))
  if (found === null) throw new Error('no shapes')
  return found
}

describe('which units stand where', () => {
  it('of the centre: 34 provinces and all 3,321 communes, every one with a shape on its plane', () => {
    const scope = pyramidScopeOf(dataOf('TW'))
    expect([scope.upper.length, scope.lower.length, scope.above]).toEqual([34, 3321, []])
    const { upper, lower, outside } = shapes('TW')
    expect(new Set(upper.areas.map(({ unit }) => unit)).size).toBe(34)
    expect(new Set(lower.areas.map(({ unit }) => unit)).size).toBe(3321)
    expect(outside).toEqual([])
  })
  it('both archipelagos stand on both planes, each with its own unit there', () => {
    const { upper, lower } = shapes('TW')
    expect([...new Set(lower.islands.map(({ unit }) => unit))].sort()).toEqual(['20333', '22736'])
    expect(new Set(upper.islands.map(({ unit }) => unit)).size).toBe(2)
  })
  it('of a province: itself and its communes only; its far islands are named as outside', () => {
    const scope = pyramidScopeOf(dataOf('TW', '11'))
    expect([scope.upper, scope.lower.length]).toEqual([['11'], 45])
    expect(new Set(shapes('TW', '11').lower.areas.map(({ unit }) => unit))).toEqual(new Set(scope.lower))
    expect(shapes('TW', '56').outside).toEqual(['22736'])
  })
  it('of a commune: itself, and those above it only where the viewer may see them', () => {
    expect(pyramidScopeOf(dataOf('TW', '03160')).above).toEqual(['11', 'TW'])
    expect(pyramidScopeOf(dataOf('11', '03160')).above).toEqual(['11'])
    expect(pyramidScopeOf(dataOf('03160'))).toMatchObject({ above: [], upper: [], lower: ['03160'] })
    const narrow = pyramidScopeOf(dataOf('03160'))
    expect(shapesOf(geometryFor(geometry, new Set(['03160'])), narrow, pyramidLayoutOf(240, 'commune'))?.lower.areas.length).toBeGreaterThan(0)
  })
  it('a province opens where its shape is clicked', () => {
    const found = shapes('TW')
    expect(unitAt(found, pyramidScopeOf(dataOf('TW')), found.upper.anchors.get('11')!)).toBe('11')
    expect(unitAt(found, pyramidScopeOf(dataOf('TW')), [1, 1])).toBeNull()
  })
})

describe('links of abnormal paths', () => {
  const found = shapes('TW')
  const communes = [...found.lower.anchors.keys()]
  const childrenOf = childrenByParent(dataOf('TW').units)
  it('a healthy country has none', () => {
    const looks = new Map<string, Look>(communes.map((unit) => [unit, 'met']))
    expect(linkedUnits(found.upper, looks, mostProvinceLinks, false)).toEqual([])
    expect(bundlesOf(found, looks, (unit) => childrenOf.get(unit) ?? [])).toEqual([])
    expect(focusWay(found, looks, null, null)).toEqual({ path: [], colours: [] })
  })
  it('of communes at risk a province has one, vertical, however many there are: 3,321 of them are 34 lines', () => {
    const all = bundlesOf(found, new Map<string, Look>(communes.map((unit) => [unit, 'at_risk'])), (unit) => childrenOf.get(unit) ?? [])
    expect([all.length, all.reduce((sum, { count }) => sum + count, 0)]).toEqual([34, 3321])
    expect(all.every(({ from, to }) => from[0] === to[0] && from[1] > to[1])).toBe(true)
    const few = bundlesOf(found, new Map<string, Look>([['03160', 'at_risk'], [communes[0]!, 'behind']]), (unit) => childrenOf.get(unit) ?? [])
    expect(few.map(({ province, count }) => [province, count])).toEqual([['11', 1]])
  })
  it('a bundle is as wide as its count says: each step from both sides', () => {
    const widthOf = (count: number): number | undefined => {
      const layer = bundleLayers([{ province: '11', count, from: [0, 9], to: [0, 0] }]).links.find(({ id }) => id === 'bundles')
      return layer?.kind === 'lines' ? layer.lines[0]?.width : undefined
    }
    const [few, some, many] = bundleWidths
    expect([1, some.from - 1, some.from, many.from - 1, many.from, 400].map(widthOf)).toEqual([few.width, few.width, some.width, some.width, many.width, many.width])
  })
  it('of one province only the explained way goes up: many threads that end nowhere would hide it', () => {
    expect(bundlesOf(shapes('TW', '11'), new Map<string, Look>([['03160', 'at_risk']]), (unit) => childrenOf.get(unit) ?? [])).toEqual([])
    expect(focusWay(shapes('TW', '11'), new Map<string, Look>([['11', 'at_risk'], ['03160', 'at_risk']]), '11', '03160').path.length).toBe(3)
  })
  it('provinces without data are linked by dashes, and a way of a lack never begins at silence', () => {
    const looks = new Map<string, Look>([['11', 'at_risk'], ['03160', 'at_risk'], ['86', 'no_data']])
    const lines = provinceLinks(found, looks).find(({ id }) => id === 'province-links')
    if (lines?.kind !== 'lines') throw new Error('no lines')
    expect(lines.lines.filter(({ colour }) => colour === '#ff5a4a').length).toBe(1)
    expect(lines.lines.filter(({ colour }) => colour === '#9db2ff').length).toBeGreaterThan(10)
    expect(focusWay(found, looks, '86', null).path).toEqual([])
    expect(focusWay(found, looks, '11', '03160').colours).toEqual(['#ff5a4a', '#ff5a4a', '#ff5a4a'])
  })
  it('a late figure is dim, whatever its status', () => {
    const { fill } = planeLayers('upper', found.upper, new Map<string, Look>([['11', 'at_risk'], ['12', 'met'], ['14', 'met']]), { late: new Set(['11', '12']), fine: false, single: false })
    expect(['11', '12', '14'].map((unit) => (fill.kind === 'areas' ? fill.colourOf(unit) : ''))).toEqual([fills.late_at_risk, fills.late_met, fills.met])
  })
  it('at risk carries a white frame, lost data a hatch, what never came a frame of its own', () => {
    const over = planeLayers('upper', found.upper, new Map<string, Look>([['11', 'at_risk'], ['86', 'lost'], ['04', 'no_data']]), { late: new Set(), fine: false, single: false }).over
    const count = (id: string): number => { const layer = over.find((one) => one.id === id); return layer?.kind === 'lines' ? layer.lines.length : -1 }
    expect([count('upper-frame') > 0, count('upper-hatch') > 3, count('upper-hollow') > 0]).toEqual([true, true, true])
  })
})

describe('the KPI in turn', () => {
  const all = ['digitization.pages', 'esign.documents', 'network.uptime', 'tasks.overdue', 'paper.cut']
  const above = (ids: readonly string[]): readonly { readonly id: string, readonly fromBase: boolean }[] => ids.map((id) => ({ id, fromBase: false }))
  it('headline KPIs first, then by the rank of their worst warning; what never came is left out', () => {
    const look = (kpi: string): Look | null => (kpi === 'esign.documents' ? null : kpi === 'tasks.overdue' ? 'at_risk' : 'met')
    const warnings = [{ kpi: 'paper.cut', rank: 1 }, { kpi: 'network.uptime', rank: 2 }, { kpi: 'digitization.pages', rank: 3 }, { kpi: 'esign.documents', rank: 4 }]
    expect(abnormalKpis(above(all), look, warnings)).toEqual(['network.uptime', 'digitization.pages', 'tasks.overdue', 'paper.cut'])
    expect(abnormalKpis(above(all), () => 'met', [])).toEqual([])
  })
  it('of headline KPIs one that base units report comes before one that they do not: a way goes up from it', () => {
    const list = all.map((id) => ({ id, fromBase: id === 'digitization.pages' || id === 'paper.cut' }))
    expect(abnormalKpis(list, () => 'met', [{ kpi: 'network.uptime', rank: 1 }, { kpi: 'digitization.pages', rank: 2 }, { kpi: 'paper.cut', rank: 3 }])).toEqual(['digitization.pages', 'network.uptime', 'paper.cut'])
  })
  it('is bounded', () => {
    const many = Array.from({ length: 30 }, (_, i) => `k${i}`)
    expect(abnormalKpis(above(many), () => 'behind', []).length).toBe(mostPyramidKpis)
    expect(abnormalKpis(above(many.slice(0, 3)), () => 'behind', []).length).toBe(3)
  })
  it('steps around, and begins at the first where the shown one has left', () => {
    expect([stepKpi(all, 'paper.cut', 1), stepKpi(all, 'digitization.pages', -1), stepKpi(all, 'gone', 1), stepKpi([], null, 1)]).toEqual(['digitization.pages', 'paper.cut', 'digitization.pages', null])
  })
})

describe('the chain in words', () => {
  const pages = kpis.find(({ id }) => id === 'digitization.pages')!, uptime = kpis.find(({ id }) => id === 'network.uptime')!, errors = kpis.find(({ id }) => id === 'data.serious_errors')!
  const cellOf = (unit: string, kpi: string): ReturnType<typeof fixtureCell> => fixtureCell(unit, kpiOf.get(kpi)!, plantedMs, 'planted')
  it('the planted day adds up: the eleven communes lack what Điện Biên lacks', () => {
    const data = dataOf('TW')
    const children = childrenByParent(data.units)
    const source: ChainSource = {
      kind: 'stock_ratio', direction: 'up', childrenOf: (unit) => children.get(unit) ?? [],
      figureOf: (unit) => { const cell = cellOf(unit, 'digitization.pages'); return { ...cell, badness: badnessOf(lookOf(cell, false)), weight: lookWeights[lookOf(cell, false)] } },
    }
    expect(linksBelow(source, '11').together).toBe(25_800)
    expect(abnormalPaths(source, 'TW')[0]?.map(({ unit, short }) => [unit, short])).toEqual([['11', 25_800], ['03160', 2_528]])
  })
  it('a province has one numeral: its path is ranked as the map ranks the province, whatever the KPI', () => {
    const data = dataOf('TW')
    const children = childrenByParent(data.units)
    for (const kpi of kpis) {
      const cells = new Map(data.units.map(({ code }) => [code, cellOf(code, kpi.id)]))
      const source: ChainSource = {
        kind: kpi.kind, direction: kpi.direction, childrenOf: (unit) => children.get(unit) ?? [],
        figureOf: (unit) => { const cell = cells.get(unit)!; return cell.value === null && cell.coverage.due === 0 ? undefined : { ...cell, badness: badnessOf(lookOf(cell, false)), weight: lookWeights[lookOf(cell, false)] } },
      }
      const all = abnormalPaths(source, 'TW'), heads = all.filter(([{ badness }]) => badness > 0).length
      expect(all.map(numeralOf), kpi.id).toEqual(all.map((_, i) => (i < heads ? i + 1 : null)))
      const paths = all.filter(([{ badness }]) => badness > 0).map(([{ unit }]) => unit)
      expect(paths, kpi.id).toEqual(rankUnits(children.get('TW')!, (unit) => cells.get(unit), kpi.direction, false).slice(0, paths.length).map(({ unit }) => unit))
    }
  })
  it('what is missing, by kind: pages, uptime, too many errors', () => {
    expect(plain(missingText(pages, cellOf('TW', 'digitization.pages'), 81_983, null, speech))).toBe('Thiếu 81.983 trang so với mức phải đạt')
    expect(plain(missingBrief(uptime, 15_293, speech))).toBe('thiếu 4 giờ 14 phút thông mạng')
    expect(plain(missingBrief(errors, 14, speech))).toBe('vượt 14 lỗi')
    expect(missingBrief(pages, 0, speech)).toBe('')
    expect(missingText(pages, { ...cellOf('TW', 'digitization.pages'), value: null }, null, null, speech)).toBe('không có dữ liệu')
  })
  it('whose share of what', () => {
    const link = { unit: '11', badness: 3, short: 25_800, share: { share: 0.31, others: 0, of: 'parent' as const } }
    expect(`${plain(shareDigits(0.31, speech))} ${shareText(pages, link, country, 'Điện Biên', speech)}`).toBe('31 % phần thiếu của cả nước là của Điện Biên')
    expect(shareText(errors, { ...link, share: { share: 1, others: 0, of: 'children' } }, country, 'Nghệ An', speech)).toBe('phần vượt của các tỉnh cộng lại là của Nghệ An')
    expect([plain(shareDigits(0.098, speech)), plain(shareDigits(0.0996, speech))]).toEqual(['9,8 %', '10 %'])
  })
  it('and what the rest is, in both languages: the other children, and what is no child\'s', () => {
    const english: PyramidSpeech = { language: 'en', words: en, own: pyramidEn }
    const told = (kpi: typeof pages, share: number, others: number, levels: Levels, of: PyramidSpeech = speech): readonly string[] => Object.values(restWords(kpi, { share, others, of: 'parent' }, levels, of)).map(plain)
    expect(told(pages, 0.31, 0, country)).toEqual(['', '69 % không tính cho tỉnh nào', 'chỉ tiêu chung cao hơn, hoặc của chính Trung ương'])
    expect(told(pages, 0.31, 0.12, country, english)).toEqual(['12% other provinces’', '57% charged to no province', 'the common target is higher, or the Centre’s own'].map((text) => text.replace('%', ' %')))
    expect(told(pages, 0.098, 0.902, province)).toEqual(['90,2 % của các xã khác', '', ''])
    expect(told(errors, 0.5, 0.4, province)).toEqual(['40 % của các xã khác', '10 % không tính cho xã nào', 'mức chung thấp hơn, hoặc của chính cơ quan tỉnh'])
  })
  it('the list of paths says what its shares are of, and what stands in no row of it', () => {
    const rows = [{ share: 0.31, others: 0.12, of: 'parent' as const }, { share: 0.1, others: 0.33, of: 'parent' as const }]
    expect(footRows(pages, rows, 1_000, country, speech).map((row) => Object.values(row).map(plain))).toEqual([
      ['các tỉnh khác', '20 trang', '2,0 %'], ['không tính cho tỉnh nào: chỉ tiêu chung cao hơn, hoặc của chính Trung ương', '570 trang', '57 %']])
    expect([footRows(pages, [], 1_000, country, speech), footRows(pages, [{ share: 1, others: 0, of: 'children' }], 0, country, speech)]).toEqual([[], []])
    expect([sharesOfText(pages, rows[0], country, speech), sharesOfText(pages, { share: 1, others: 0, of: 'children' }, country, speech), sharesOfText(pages, undefined, country, speech)])
      .toEqual(['tỷ phần: của phần cả nước thiếu', 'tỷ phần: của phần các tỉnh cộng lại thiếu', ''])
  })
  it('coverage and age of each, and the pace only where it is told', () => {
    expect(plain(truthText(pages, cellOf('TW', 'digitization.pages'), 'centre', plantedMs, speech))).toBe('30/34 tỉnh · đơn vị cũ nhất 5 ngày, nhịp ngày')
    expect(plain(truthText(pages, cellOf('03160', 'digitization.pages'), 'commune', plantedMs, speech))).toBe('số mới nhất 21 giờ trước, nhịp ngày')
    const answer = { target: 0.7, due: '2026-12-31', gap: null, pace: { weeksLeft: 6, neededPerWeek: 0.01, neededNumPerWeek: 34_275.2, trendPerWeek: 0 } } as unknown as Parameters<typeof paceText>[1]
    expect(plain(paceText(pages, answer, plantedMs, speech))).toBe('Muốn đạt 70 % vào 31/12: cần 34.276 trang/tuần')
    expect(plain(paceText(pages, { ...answer!, due: '2026-09-30', gap: 'past_due', pace: null }, plantedMs, speech))).toBe('Hạn 30/09 đã qua 52 ngày')
    expect(paceText(pages, undefined, plantedMs, speech)).toBe('')
  })
  it('counts of a plane: the abnormal ones, or all where all is well', () => {
    expect(countsText(['a', 'b', 'c'], new Map<string, Look>([['a', 'at_risk'], ['b', 'met'], ['c', 'lost']]), new Set(), speech)).toBe('1 nguy cơ · 1 mất dữ liệu')
    expect(countsText(['a', 'b'], new Map<string, Look>([['a', 'met'], ['b', 'on_track']]), new Set(), speech)).toBe('1 đúng tiến độ · 1 đạt')
    expect(countsText(['a', 'b'], new Map<string, Look>([['a', 'met'], ['b', 'behind']]), new Set(['a', 'b', 'elsewhere']), speech)).toBe('1 chậm · trong đó 2 chậm nhịp (mờ)')
    expect(countsText(['a'], new Map(), new Set(), speech)).toBe('không phải báo')
  })
})
