/** A group of units in one sentence: what is said of it follows its kind, the side of a threshold, and which way the KPI is better. */
import { describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { endedWords, groupWords } from '../../../data/rules/warning-words.ts'

const sinceMs = Date.parse('2026-11-22T08:05:00+07:00')
const kpiOf = (id: string) => kpis.find((kpi) => kpi.id === id)!

describe('a group of units in words', () => {
  it('is below a plan that should be reached, and above what is allowed of what should be low', () => {
    const said = (direction: 'up' | 'down') => groupWords(new Map([['below_plan', 9]]), 130, 'commune', sinceMs, null, { direction })
    expect(said('up')).toEqual({ vi: '9 trong 130 xã dưới kế hoạch; từ 08:05 22/11/2026', en: '9 of 130 communes below plan; since 08:05 22/11/2026' })
    expect(said('down')).toEqual({ vi: '9 trong 130 xã vượt mức được phép; từ 08:05 22/11/2026', en: '9 of 130 communes above what is allowed; since 08:05 22/11/2026' })
  })
  it('names the side of a threshold whichever way is better', () => {
    expect(groupWords(new Map([['threshold', 2]]), 2, 'province', sinceMs, null, { op: 'below', direction: 'down' }).vi).toBe('cả 2 tỉnh dưới ngưỡng kịch bản; từ 08:05 22/11/2026')
  })
  it('names whose age is told beside it: the longest silent unit is not the group', () => {
    const worst = { name: { vi: 'Xã Đàm Thủy', en: 'Dam Thuy' }, words: { vi: 'chưa có số liệu mới từ 11:44 25/11/2026', en: 'no new figure since 11:44 25/11/2026' } }
    const said = (level: 'province' | 'commune' | null) => groupWords(new Map([['lost', 56]]), 56, level, sinceMs, worst)
    expect(said('commune')).toEqual({
      vi: 'cả 56 xã mất dữ liệu; xã lâu nhất: Xã Đàm Thủy (chưa có số liệu mới từ 11:44 25/11/2026); quá ngưỡng từ 08:05 22/11/2026',
      en: 'all 56 communes without fresh data; longest silent commune: Dam Thuy (no new figure since 11:44 25/11/2026); past the limit since 08:05 22/11/2026',
    })
    expect([said('province').vi, said(null).vi].map((text) => text.split('; ')[1]!.split(':')[0])).toEqual(['tỉnh lâu nhất', 'đơn vị lâu nhất'])
  })
  it('that has ended tells figure and plan with the numerals of the screens', () => {
    expect(endedWords(sinceMs, sinceMs + 3_600_000, 0.66499999, 0.665, kpiOf('digitization.pages')).vi).toBe('đã hết lúc 08:05 22/11/2026, đóng sau 09:05 nếu không trở lại; hiện 66,4 % (kế hoạch 66,5 %)')
    expect(endedWords(sinceMs, sinceMs + 3_600_000, 1, 0.95, kpiOf('security.compliance')).en).toContain('now 100 % (plan 95 %)')
  })
})
