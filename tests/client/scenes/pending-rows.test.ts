/** What is found and no warning yet, as the wall names it. */
import { describe, expect, it } from 'vitest'
import { en } from '../../../client/i18n/en.ts'
import { vi } from '../../../client/i18n/vi.ts'
import { pendingPlaces, pendingRows, pendingTotal } from '../../../client/scenes/wall/pending-rows.ts'
import { joinWallData } from '../../../client/scenes/wall/wall-data.ts'
import { kpisAnswer, unitsAnswer } from '../../scenes/fixture-answers.ts'

const data = joinWallData(unitsAnswer('TW').units, kpisAnswer().kpis, 'TW', null)!
const nowMs = Date.parse('2026-11-30T13:46:38+07:00')
const pending = { counts: { at_risk: 2, behind: 2, no_data: 0 }, first: [
  { unit: '11', kpi: 'digitization.pages', severity: 'at_risk' as const, opensAt: '2026-11-30T13:48:10.000+07:00' },
  { unit: 'TW', kpi: 'tasks.overdue', severity: 'at_risk' as const, opensAt: '2026-11-30T13:48:12.000+07:00' },
  { unit: '11', kpi: 'security.compliance', severity: 'behind' as const, opensAt: '2026-12-01T13:46:10.000+07:00' },
  { unit: '52', kpi: 'esign.documents', severity: 'behind' as const, opensAt: '2026-12-01T13:46:10.000+07:00' },
] }

describe('what is pending', () => {
  it('is named by place and indicator in both languages, with the hour, and with the day where it is not today', () => {
    const rows = pendingRows(pending, data, nowMs, { language: 'vi', words: vi })
    expect(rows.map(({ look, unit, at }) => [look, unit, at])).toEqual([['at_risk', 'Điện Biên', '13:48'], ['at_risk', 'Toàn quốc', '13:48'], ['behind', 'Điện Biên', '13:46 01/12'], ['behind', 'Gia Lai', '13:46 01/12']])
    expect(pendingRows(pending, data, nowMs, { language: 'en', words: en }).map(({ unit }) => unit)).toEqual(['Dien Bien', 'Nationwide', 'Dien Bien', 'Gia Lai'])
    expect(pendingTotal(pending)).toBe(4)
  })
  it('on one line tells each place once, with the first that opens of it, those of one instant together, and none that has no room', () => {
    const rows = pendingRows(pending, data, nowMs, { language: 'vi', words: vi })
    expect(pendingPlaces(rows, 99)).toBe('Điện Biên, Toàn quốc 13:48; Gia Lai 13:46 01/12')
    expect(pendingPlaces(rows, 34)).toBe('Điện Biên, Toàn quốc 13:48')
    expect(pendingPlaces(rows, 5)).toBe('')
  })
})
