import { describe, expect, it } from 'vitest'
import { matrixText } from '../../../client/scenes/wall/matrix/matrix-text.ts'
import { matrixVi } from '../../../client/i18n/words-matrix.ts'
import { lineText, valueText } from '../../../client/ui/figure-text.ts'
import { changeText, finalText, gapText, needsYearResult, planText, reportersWord, sourceWordings, yearResultWords, type KpiLike, type Speech } from '../../../client/scenes/wall/figure-words.ts'
import { en } from '../../../client/i18n/en.ts'
import { vi } from '../../../client/i18n/vi.ts'
import { kpiById } from '../../../data/kpis/catalogue.ts'
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import type { Cell } from '../../../data/protocol/cell.ts'
import { firstThatFits } from '../../../client/ui/whole-words.ts'

const speech: Speech = { language: 'vi', words: vi }
const plain = (text: string | null): string | null => text?.replaceAll('\u00a0', ' ') ?? null
const found = (id: string): Kpi => {
  const entry = kpiById(id)
  if (entry === undefined) throw new Error(id)
  return entry
}
const kpi = (id: string): KpiLike => found(id)
const cell = (part: Partial<Cell>): Cell => ({
  unit: 'TW', kpi: 'k', num: null, den: null, value: null, expected: null, status: 'behind', freshness: 'fresh',
  coverage: { due: 1, reported: 1, fresh: 1, children: { due: 0, fresh: 0 } }, oldestAtMs: null, newestAtMs: null, simulated: false, withheld: false, stages: null, ...part,
})
const now = Date.parse('2026-11-21T14:05:09+07:00')
const target: Target = {
  kpi: 'digitization.pages', owner: { kind: 'reference', unit: 'TW' }, year: 2026, value: 0.7, due: '2026-12-31', milestones: [{ due: '2026-09-30', value: 0.6 }],
  inherited: true, lateFrom: null, source: { document: 'S4', section: 'PL.4.1', quoteVi: '≥70%' }, besideVi: [],
}
const floor: Target = { ...target, due: null, value: 0.9, milestones: [], owner: { kind: 'unit', unit: '11' } }

describe('one value, one numeral', () => {
  it('the card, the list, the call-out and the matrix write the same digits, and never those of the line it misses', () => {
    const pages = kpi('digitization.pages')
    const cell = { value: 0.66499999, expected: 0.665 }
    expect([plain(valueText(pages, cell.value, cell.expected, 'vi')), matrixText(pages, cell.value, cell.expected, 'vi', matrixVi), plain(lineText(pages, cell.expected, 'vi'))]).toEqual(['66,4 %', '66,4', '66,5 %'])
    const uptime = kpi('network.uptime')
    expect([plain(valueText(uptime, 0.98355, 0.99, 'vi')), matrixText(uptime, 0.98355, 0.99, 'vi', matrixVi), plain(lineText(uptime, 0.99, 'vi'))]).toEqual(['98,36 %', '98,36', '99 %'])
  })
})

describe('a figure in words', () => {
  it('values are told in their own unit, nothing observed as a dash', () => {
    expect([valueText(kpi('digitization.pages'), 0.625, null, 'vi'), valueText(kpi('network.uptime'), 0.98406, null, 'en'), valueText(kpi('tasks.overdue'), 14, null, 'vi'), valueText(kpi('rollout.stage'), 3, null, 'vi'), valueText(kpi('tasks.overdue'), null, null, 'vi')].map(plain))
      .toEqual(['62,5 %', '98.41 %', '14', '3/6', '–'])
  })
  it('a plan that still climbs is where one should be today, a floor is what must be reached, a reference says so', () => {
    expect(plain(planText(kpi('digitization.pages'), 0.656, target, speech))).toBe('tham chiếu hôm nay 65,6 %')
    expect(plain(planText(kpi('esign.documents'), 0.9, floor, speech))).toBe('mức phải đạt 90 %')
    expect(planText(kpi('esign.documents'), null, null, speech)).toBe('chưa có chỉ tiêu')
  })
  it('the last target is named with its day while the plan climbs, and not after', () => {
    expect(plain(finalText(kpi('digitization.pages'), target, now, speech))).toBe('hết 31/12: 70 %')
    expect(finalText(kpi('digitization.pages'), target, Date.parse('2027-01-01T00:00:00+07:00'), speech)).toBeNull()
    expect(finalText(kpi('esign.documents'), floor, now, speech)).toBeNull()
  })
  it('the gap of a stock is told in its own things, of a rate in points', () => {
    expect(gapText(kpi('digitization.pages'), cell({ num: 62_500, den: 100_000, value: 0.625, expected: 0.657 }), speech)).toBe('thiếu 3.200 trang')
    expect(gapText(kpi('digitization.pages'), cell({ num: 70_000, den: 100_000, value: 0.7, expected: 0.657 }), speech)).toBe('vượt 4.300 trang')
    expect(gapText(kpi('esign.documents'), cell({ num: 974, den: 1000, value: 0.974, expected: 0.9 }), speech)).toBe('vượt 7,4 điểm')
    expect(gapText(kpi('network.uptime'), cell({ num: 98, den: 100, value: 0.98, expected: 0.99 }), { language: 'en', words: en })).toBe('1.00 pts short')
    expect(gapText(kpi('esign.documents'), cell({ num: 9, den: 10, value: 0.9, expected: 0.9 }), speech)).toBe('vừa đúng mức')
    // what rounds to nothing and is judged short is not at its line
    expect(gapText(kpi('esign.documents'), cell({ num: 89_999, den: 100_000, value: 0.89999, expected: 0.9 }), speech).replaceAll('\u00a0', ' ')).toBe('thiếu 0,1 điểm')
    expect(gapText(kpi('digitization.pages'), cell({ num: 6_570, den: 10_000, value: 0.657, expected: 0.65704 }), speech).replaceAll('\u00a0', ' ')).toBe('thiếu < 1 trang')
    expect(gapText(kpi('digitization.pages'), cell({ num: 6_570, den: 10_000, value: 0.657, expected: 0.65704, status: 'on_track' }), speech).replaceAll('\u00a0', ' ')).toBe('vừa đúng mức')
    expect(gapText(kpi('esign.documents'), cell({}), speech)).toBe('')
  })
  it('one of a thing is told as one in English, and more as many', () => {
    const english = { language: 'en', words: en } as const
    const gap = (num: number): string => gapText(kpi('digitization.pages'), cell({ num, den: 100, value: num / 100, expected: 0.6 }), english)
    expect([gap(59), gap(58), gap(61)]).toEqual(['1 page short', '2 pages short', '1 page ahead'])
    expect([changeText(kpi('tasks.overdue'), 4, 3, english), changeText(kpi('tasks.overdue'), 3, 4, english), changeText(kpi('tasks.overdue'), 7, 3, english)]).toEqual(['+1 task', '\u22121 task', '+4 tasks'])
    expect([en.notReporting(1), en.notReporting(3321)]).toEqual(['does not report', 'do not report'])
  })
  it('a change without both ends is not told', () => {
    expect([changeText(kpi('esign.documents'), 0.974, 0.967, speech), changeText(kpi('tasks.overdue'), 7, 3, speech), changeText(kpi('tasks.overdue'), 7, null, speech)]).toEqual(['+0,7 điểm', '+4 nhiệm vụ', null])
  })
  it('a year that is over is told with its value and its status, and nothing observed as a dash', () => {
    const result = { year: 2026, num: 658, den: 1000, value: 0.658, status: 'behind' } as const
    const { text, look } = yearResultWords(kpi('digitization.pages'), result, speech)
    expect([plain(text), look]).toEqual(['kết quả 2026: 65,8 %', 'behind'])
    expect(plain(yearResultWords(kpi('tasks.overdue'), { ...result, value: 14, den: null, status: 'at_risk' }, { language: 'en', words: en }).text)).toBe('result 2026: 14')
    expect(yearResultWords(kpi('esign.documents'), { ...result, value: null, status: 'no_data' }, speech)).toEqual({ text: 'kết quả 2026: –', look: 'no_data' })
  })
  it('last year is needed without a target or without a value, and not beside a judged figure', () => {
    expect([cell({ value: 0.5, status: 'no_target' }), cell({ value: null, status: 'no_data' }), cell({ value: 0.5, status: 'on_track' }), undefined].map(needsYearResult))
      .toEqual([true, true, false, false])
  })
  it('those who report are named by the levels that do, lines of a network as lines', () => {
    const words = (id: string, level: string, count: number): readonly string[] => [vi, en].map((one) => reportersWord(found(id), level, count, one))
    expect(words('network.uptime', 'province', 1)).toEqual(['đường', 'line'])
    expect(words('network.uptime', 'centre', 34)).toEqual(['đường', 'lines'])
    expect(words('digitization.pages', 'commune', 1)[0]).toBe('xã')
    expect(reportersWord({ kind: 'stock_ratio', levels: ['province', 'commune'] }, 'province', 1, en)).toBe('unit')
    expect(reportersWord({ kind: 'stock_ratio', levels: ['province'] }, 'centre', 34, vi)).toBe('tỉnh')
  })
  it('one is singular in English, and more are plural', () => {
    expect([en.registers('1', 1), en.registers('2', 2), en.cards.uptimeOf('1', 1), en.communeWord(1), en.communesCount('1', 1)]).toEqual(['1 task register', '2 task registers', '30 days, 1 line', 'commune', '1 commune'])
  })
  it('the source names whose target it is, and never quotes a part of what it quotes', () => {
    expect(sourceWordings(target, 'TW', (code) => code, speech)).toEqual(['tham chiếu: S4 PL.4.1 “≥70%”', 'tham chiếu: S4 PL.4.1', 'S4 PL.4.1'])
    expect(sourceWordings(floor, '00123', () => 'Điện Biên', speech)[0]).toContain('chỉ tiêu của Điện Biên')
    const long = { ...target, source: { ...target.source, quoteVi: 'một câu rất dài '.repeat(12) } }
    expect(firstThatFits(sourceWordings(long, 'TW', (code) => code, speech), 60)).toBe('tham chiếu: S4 PL.4.1')
    expect(sourceWordings(null, 'TW', (code) => code, speech)).toEqual([])
  })
})
