import { describe, expect, it } from 'vitest'
import { judgeLateness, latenessOf } from '../../../data/judgement/detect/lateness.ts'
import { changeWords, countedEn, dayWords, instantWords, numberWords, spanWords } from '../../../data/judgement/number-words.ts'
import { verdictKinds, type EvidenceNumber, type Verdict, type VerdictKind } from '../../../data/judgement/verdict.ts'
import { verdictWords } from '../../../data/judgement/verdict-words.ts'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { kpiOf } from './detect/detect-support.ts'

const n = (id: EvidenceNumber['id'], value: number, form: EvidenceNumber['form']): EvidenceNumber => ({ id, value, form })
const of = (kind: VerdictKind, ...numbers: EvidenceNumber[]): Verdict => ({ kind, severity: 'at_risk', sinceMs: 0, size: 1, numbers })
const t0 = startOfLocalDay('2026-11-22')

const cases: Readonly<Record<VerdictKind, { verdict: Verdict; kpi: string; vi: string; en: string }>> = {
  late: {
    verdict: judgeLateness(latenessOf(kpiOf('esign.documents'))!, t0, t0 + 2.5 * 86_400_000)!, kpi: 'esign.documents',
    vi: 'chưa có số liệu mới từ 00:00 22/11/2026, nhịp phải báo ngày',
    en: 'no new figure since 00:00 22/11/2026, due every day',
  },
  lost: {
    verdict: judgeLateness(latenessOf(kpiOf('network.uptime'))!, t0, t0 + 30 * 60_000)!, kpi: 'network.uptime',
    vi: 'chưa có số liệu mới từ 00:00 22/11/2026, nhịp phải báo 30 giây',
    en: 'no new figure since 00:00 22/11/2026, due every 30 seconds',
  },
  jump: {
    verdict: of('jump', n('observed', 512, 'count'), n('median', 100, 'count'), n('change', 4.12, 'share'), n('mad', 30, 'count'), n('spread', 44.3, 'count'), n('deviations', 9.3, 'factor'), n('periods', 12, 'count')),
    kpi: 'training.classes', vi: '512 lớp, +412 % so với trung vị 12 tháng trước (100 lớp); lệch 9,3 lần mức dao động 44,3 (sàn đếm; MAD chỉ 30)',
    en: '512 classes, +412 % against the median of the 12 months before (100 classes); 9.3 times the spread 44.3 away (counting floor; the MAD is only 30)',
  },
  stall: {
    verdict: of('stall', n('observed', 0.6, 'value'), n('expected', 0.89, 'value'), n('moved', 0, 'share'), n('plan_moved', 0.25, 'share'), n('window', 92 * 86_400_000, 'spanMs')),
    kpi: 'training.staff', vi: 'đứng ở 60,0 % suốt 92 ngày trong khi kế hoạch đòi thêm 25 điểm, đến 89 %',
    en: 'at 60.0 % for 92 days while the plan asked for 25 points more, to 89 %',
  },
  outlier: {
    verdict: of('outlier', n('observed', 0.31, 'value'), n('median', 0.7, 'value'), n('gap', -0.39, 'value'), n('mad', 0.047, 'value'), n('spread', 0.047, 'value'), n('deviations', 8.25, 'factor'), n('peers', 2621, 'count')),
    kpi: 'training.staff', vi: '31,0 %, thấp hơn trung vị 70 % của 2.621 đơn vị cùng cấp, cùng loại 39 điểm; lệch 8,3 lần MAD (4,7 điểm)',
    en: '31.0 %, 39 points below the median 70 % of 2,621 units of its level and type; 8.3 times the MAD (4.7 points) away',
  },
  fell: {
    verdict: of('fell', n('observed', 4200, 'count'), n('previous', 5000, 'count'), n('change', -0.16, 'share')), kpi: 'digitization.pages',
    vi: 'giảm từ 5.000 trang xuống 4.200 trang (−16 %), dù số này chỉ có thể tăng', en: 'fell from 5,000 pages to 4,200 pages (−16 %), though it can only grow',
  },
  mismatch: {
    verdict: of('mismatch', n('declared', 1500, 'count'), n('sum', 1000, 'count'), n('difference', 500, 'count'), n('change', 1 / 3, 'share'), n('missing_units', 3, 'count')),
    kpi: 'esign.documents', vi: 'số tổng hợp 1.500 văn bản, cộng các đơn vị được 1.000 văn bản: chênh 500 văn bản (+33 % của số lớn hơn); 3 đơn vị chưa có số liệu',
    en: 'declared 1,500 documents, the units add up to 1,000 documents: 500 documents apart (+33 % of the larger); 3 units without a figure',
  },
  down: {
    verdict: of('down', n('downtime', 42 * 60_000, 'spanMs'), n('newest', t0, 'instantMs')), kpi: 'network.uptime',
    vi: 'đường truyền mất kết nối từ 23:18 21/11/2026 (lần báo mới nhất 00:00 22/11/2026)', en: 'the line has been down since 23:18 21/11/2026 (newest report 00:00 22/11/2026)',
  },
  flapping: {
    verdict: of('flapping', n('transitions', 8, 'count'), n('window', 3_600_000, 'spanMs'), n('newest', t0, 'instantMs')), kpi: 'network.uptime',
    vi: 'đường truyền đổi trạng thái 8 lần trong 1 giờ', en: 'the line changed state 8 times in 1 h',
  },
  below_plan: {
    verdict: of('below_plan', n('observed', 0.3, 'value'), n('expected', 0.6, 'value'), n('gap', -0.3, 'value'), n('limit', t0, 'instantMs')), kpi: 'digitization.pages',
    vi: '30,0 % so với 60 % phải đạt đến hết 21/11/2026, thiếu 30 điểm', en: '30.0 % against 60 % due by the end of 21/11/2026, short by 30 points',
  },
}

describe('a verdict in words', () => {
  for (const kind of verdictKinds) {
    it(`${kind} says its numbers in both languages`, () => {
      const { verdict, kpi, vi, en } = cases[kind]
      expect(verdict.kind).toBe(kind)
      expect(verdictWords(verdict, kpiOf(kpi))).toEqual({ vi, en })
    })
  }
  it('a line that has fallen silent says since when nothing is heard of it', () => {
    expect(verdictWords(of('down', n('downtime', 42 * 60_000, 'spanMs'), n('unheard', t0, 'instantMs')), kpiOf('network.uptime'))).toEqual({
      vi: 'đường truyền mất kết nối từ 23:18 21/11/2026; từ 00:00 22/11/2026 không nghe được gì, chưa biết đã thông hay chưa',
      en: 'the line has been down since 23:18 21/11/2026; nothing heard since 00:00 22/11/2026, so nobody knows whether it is up',
    })
    expect(verdictWords(of('flapping', n('transitions', 8, 'count'), n('window', 3_600_000, 'spanMs'), n('unheard', t0, 'instantMs')), kpiOf('network.uptime')).vi)
      .toBe('đường truyền đổi trạng thái 8 lần trong 1 giờ; từ 00:00 22/11/2026 không nghe được gì, chưa biết đã thông hay chưa')
  })
  it('a ratio’s jump is told in points, a stock’s by its step', () => {
    expect(verdictWords(of('jump', n('observed', 0.6, 'value'), n('median', 0.9, 'value'), n('gap', -0.3, 'value'), n('mad', 1.4, 'factor'), n('noise', 24, 'factor'), n('spread', 2, 'factor'), n('deviations', 12, 'factor'), n('periods', 10, 'count')), kpiOf('security.requests')).vi)
      .toBe('60,0 %, −30 điểm so với trung vị 10 tháng trước (90 %); lệch 24 lần sai số đếm, bằng 12 lần mức dao động 2 (MAD 1,4, đã điều hòa)')
    expect(verdictWords(of('jump', n('observed', 0.86, 'value'), n('previous', 0.55, 'value'), n('moved', 0.31, 'share'), n('median', 0.05, 'share'), n('mad', 0.01, 'share'), n('spread', 0.0289, 'share'), n('deviations', 9, 'factor'), n('periods', 8, 'count')), kpiOf('digitization.pages')).vi)
      .toBe('từ 55 % thành 86,0 % trong một kỳ; lệch 9 lần mức dao động 2,89 điểm (mức sàn; MAD chỉ 1 điểm); bước thường lệ 5 điểm trong 8 ngày trước')
  })
  it('a gap is what whoever subtracts the two figures beside it finds, of counts and of ratios', () => {
    const short = (observed: number, expected: number) => verdictWords(of('below_plan', n('observed', observed, 'value'), n('expected', expected, 'value'), n('gap', observed - expected, 'value')), kpiOf('training.classes'))
    expect(short(2, 6.4)).toEqual({ vi: '2 lớp so với 6,4 lớp kế hoạch hôm nay, thiếu 4,4 lớp', en: '2 classes against 6.4 classes planned for today, short by 4.4 classes' })
    expect(short(2, 6.31).en).toContain('against 6.4 classes planned for today, short by 4.4 classes')
    expect(short(2, 6).en).toContain('against 6 classes planned for today, short by 4 classes')
    expect(short(2, 0.1 * 60 + 1e-13).en).toContain('short by 4 classes')
    expect(verdictWords(of('below_plan', n('observed', 14, 'value'), n('expected', 0, 'value'), n('gap', 14, 'value')), kpiOf('tasks.overdue')))
      .toEqual({ vi: '14 nhiệm vụ so với 0 nhiệm vụ được phép hôm nay, vượt 14 nhiệm vụ', en: '14 tasks against 0 tasks allowed today, over by 14 tasks' })
    expect(verdictWords(of('below_plan', n('observed', 0.625, 'value'), n('expected', 0.65607, 'value'), n('gap', -0.03107, 'value')), kpiOf('digitization.pages')).vi)
      .toBe('62,5 % so với 65,7 % kế hoạch hôm nay, thiếu 3,2 điểm')
    expect(verdictWords(of('below_plan', n('observed', 0.66499999, 'value'), n('expected', 0.665, 'value'), n('gap', -1e-8, 'value')), kpiOf('digitization.pages')).en)
      .toBe('66.4 % against 66.5 % planned for today, short by 0.1 points')
  })
  it('in English one is one', () => {
    expect(['points', 'classes', 'agencies', 'notices and conclusions', 'thousand đồng'].map((many) => [countedEn('1', many), countedEn('1.5', many)])).toEqual([
      ['1 point', '1.5 points'], ['1 class', '1.5 classes'], ['1 agency', '1.5 agencies'], ['1 notice and conclusion', '1.5 notices and conclusions'], ['1 thousand đồng', '1.5 thousand đồng']])
    const gap = (expected: number) => verdictWords(of('below_plan', n('observed', 0.6, 'value'), n('expected', expected, 'value'), n('gap', 0.6 - expected, 'value')), kpiOf('training.staff')).en
    expect([gap(0.61), gap(0.62)].map((said) => said.split(', ')[1])).toEqual(['short by 1 point', 'short by 2 points'])
  })
  it('a ratio below its line by next to nothing is not told as the line, and with the digits that screens write', () => {
    const told = (kpi: string, observed: number, expected: number) => verdictWords(of('below_plan', n('observed', observed, 'value'), n('expected', expected, 'value'), n('gap', observed - expected, 'value')), kpiOf(kpi)).vi
    expect(told('digitization.pages', 0.66499, 0.665)).toContain('66,4 % so với 66,5 % kế hoạch hôm nay')
    expect(told('network.uptime', 0.98996, 0.99)).toContain('98,99 % so với 99 % kế hoạch hôm nay')
  })
  it('a day is written in one form in both languages', () => {
    expect([instantWords(Date.parse('2026-06-01T08:05:00+07:00')), dayWords(Date.parse('2026-06-01T08:05:00+07:00'))]).toEqual(['08:05 01/06/2026', '01/06/2026'])
  })
  it('numbers and spans follow the language', () => {
    expect([numberWords(1234.56, 1, 'vi'), numberWords(1234.56, 1, 'en')]).toEqual(['1.234,6', '1,234.6'])
    expect([spanWords(119_000, 'vi'), spanWords(120_000, 'en'), spanWords(36 * 3_600_000, 'vi'), spanWords(72 * 3_600_000, 'vi')]).toEqual(['1 phút', '2 min', '36 giờ', '3 ngày'])
    expect([changeWords(4.12, 'vi'), changeWords(-0.163, 'en')]).toEqual(['+412 %', '−16 %'])
  })
})
