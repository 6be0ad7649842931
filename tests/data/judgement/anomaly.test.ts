import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePlanGap, judgeSilence, silentUnits, standsOut, type Anomaly } from '../../../data/judgement/anomaly.ts'
import { headlineKpis, rankClasses, silentFrom, standsOutFrom } from '../../../data/judgement/anomaly-rules.ts'
import { planGapWords, silenceWords } from '../../../data/judgement/anomaly-words.ts'
import { statuses } from '../../../data/judgement/plan-status.ts'
import { kpiById, kpis } from '../../../data/kpis/catalogue.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { Cell } from '../../../data/protocol/cell.ts'
import { endOfLocalDay } from '../../../data/time/vietnam-time.ts'

const kpi = (id: string): Kpi => kpiById(id)!
const newestAtMs = Date.parse('2026-11-22T08:05:00+07:00')
const cellOf = (id: string, over: Partial<Cell> = {}, units: readonly [due: number, reported: number, fresh: number] = [100, 100, 100]): Cell => ({
  unit: '11', kpi: id, num: 1, den: 2, value: 0.5, expected: 0.5, status: 'on_track', freshness: 'fresh',
  coverage: { due: units[0], reported: units[1], fresh: units[2], children: { due: 0, fresh: 0 } },
  oldestAtMs: newestAtMs, newestAtMs, simulated: false, withheld: false, stages: null, ...over,
})
const silent = (id: string, due: number, reported: number, fresh: number): Anomaly | null => judgeSilence(cellOf(id, {}, [due, reported, fresh]), kpi(id))

describe('silence', () => {
  it('begins at the share its cadence allows and not before', () => {
    expect(silentFrom.month).toBe(0.1)
    expect(silent('esign.staff', 100, 100, 91)).toBeNull()
    expect(silent('esign.staff', 100, 100, 90)).toMatchObject({ kind: 'silent', severity: 'behind', size: 0.1 })
    expect([silentFrom.seconds30, silentFrom.minutes5]).toEqual([0.5, 0.5])
    expect(silent('network.uptime_commune', 100, 100, 51)).toBeNull()
    expect(silent('network.uptime_commune', 100, 100, 50)).toMatchObject({ kind: 'silent', severity: 'behind', size: 0.5 })
    expect(silent('network.uptime', 34, 34, 18)).toBeNull()
    expect(silent('network.uptime', 34, 34, 17)).toMatchObject({ kind: 'silent', severity: 'behind', size: 0.5 })
    expect(silent('network.uptime', 1, 1, 1)).toBeNull()
    expect(silent('network.uptime', 1, 1, 0)).toMatchObject({ severity: 'behind', size: 1 })
  })

  it('asks no share of lines that are lost, half of them while they are late', () => {
    const of = (freshness: Cell['freshness']) => judgeSilence(cellOf('network.uptime', { freshness }, [34, 34, 33]), kpi('network.uptime'))
    expect(of('late')).toBeNull()
    expect(of('lost')).toMatchObject({ severity: 'no_data' })
  })

  it('is no data, never an outage, where no due unit was ever heard of', () => {
    expect(silent('network.uptime', 34, 0, 0)).toMatchObject({ severity: 'no_data', size: 1 })
    expect(silent('esign.staff', 100, 0, 0)).toMatchObject({ severity: 'no_data' })
    expect(silent('esign.staff', 100, 1, 0)).toMatchObject({ severity: 'behind' })
  })

  it('is no data where all are lost, behind while some are only late', () => {
    const of = (freshness: Cell['freshness']) => judgeSilence(cellOf('esign.staff', { freshness }, [10, 10, 0]), kpi('esign.staff'))
    expect([of('late')!.severity, of('lost')!.severity]).toEqual(['behind', 'no_data'])
  })

  it('is no data, never downtime, also of a line', () => {
    const of = (id: string, freshness: Cell['freshness']) => judgeSilence(cellOf(id, { freshness, status: 'at_risk' }, [1, 1, 0]), kpi(id))!
    for (const { id } of kpis.filter(({ kind }) => kind === 'availability')) {
      expect([of(id, 'late').severity, of(id, 'lost').severity], id).toEqual(['behind', 'no_data'])
      expect([of(id, 'late').rank, of(id, 'lost').rank].map(Math.floor), id).toEqual([rankClasses.behind, rankClasses.lost])
    }
  })

  it('is not judged of computed KPIs, nor where nobody is due', () => {
    for (const computed of kpis.filter((one) => one.computed)) expect(silent(computed.id, 10, 0, 0), computed.id).toBeNull()
    expect(silent('esign.staff', 0, 0, 0)).toBeNull()
  })

  it('counts late and lost units together with those never heard of, and tells the latter', () => {
    expect(silentUnits(cellOf('esign.staff', {}, [100, 97, 80]))).toEqual({ affected: 20, never: 3 })
  })
})

describe('a gap to the plan', () => {
  it('is an anomaly for the statuses chậm and nguy cơ only', () => {
    const judged = statuses.filter((status) => judgePlanGap(cellOf('esign.staff', { value: 0.3, status }), kpi('esign.staff')) !== null)
    expect(judged).toEqual(['behind', 'at_risk'])
  })

  it('needs a value and an expected one: a withheld or missing figure is none', () => {
    expect(judgePlanGap(cellOf('cases.digital', { value: null, withheld: true, status: 'no_data' }), kpi('cases.digital'))).toBeNull()
    expect(judgePlanGap(cellOf('esign.staff', { expected: null, status: 'at_risk' }), kpi('esign.staff'))).toBeNull()
  })

  it('is relative to the expected value, and whole where none is expected', () => {
    expect(judgePlanGap(cellOf('esign.staff', { value: 0.3, expected: 0.4, status: 'at_risk' }), kpi('esign.staff'))!.size).toBeCloseTo(0.25)
    expect(judgePlanGap(cellOf('tasks.overdue', { value: 14, expected: 0, status: 'at_risk' }), kpi('tasks.overdue'))!.size).toBe(1)
  })
})

describe('the ranking', () => {
  const gap = (id: string, value: number, status: 'behind' | 'at_risk') => judgePlanGap(cellOf(id, { value, expected: 0.9, status }), kpi(id))!.rank

  const lost = (id: string, fresh: number) => judgeSilence(cellOf(id, { freshness: 'lost' }, [100, 100, fresh]), kpi(id))!.rank

  it('puts an outage under way before nguy cơ, that before lost, that before chậm, and never heard of last, whatever their size', () => {
    const ranks = [
      gap('network.uptime', 0.89, 'at_risk'), gap('esign.documents', 0, 'at_risk'), gap('esign.staff', 0.89, 'at_risk'),
      lost('esign.documents', 0), lost('network.uptime_commune', 99),
      gap('esign.documents', 0, 'behind'), silent('esign.staff', 100, 100, 90)!.rank, silent('esign.documents', 100, 0, 0)!.rank,
    ]
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
    expect(ranks.map(Math.floor)).toEqual([5, 4, 4, 3, 3, 2, 2, 1])
    expect(rankClasses).toEqual({ outage: 5, at_risk: 4, lost: 3, behind: 2, never: 1 })
  })

  it('calls an outage only what is an availability at risk', () => {
    expect(Math.floor(gap('network.uptime', 0, 'behind'))).toBe(rankClasses.behind)
    expect(Math.floor(gap('network.uptime', 0, 'at_risk'))).toBe(rankClasses.outage)
  })

  it('puts the larger relative gap first, and the headline KPI at equal gaps', () => {
    expect(gap('esign.staff', 0.3, 'at_risk')).toBeGreaterThan(gap('esign.staff', 0.4, 'at_risk'))
    expect(headlineKpis).toContain('esign.documents')
    expect(gap('esign.documents', 0.4, 'at_risk')).toBeGreaterThan(gap('esign.staff', 0.4, 'at_risk'))
  })

  it('never leaves its class, however large the gap', () => {
    fc.assert(fc.property(fc.double({ min: -1e6, max: 0.8, noNaN: true }), (value) => {
      expect(Math.floor(gap('esign.documents', value, 'at_risk'))).toBe(4)
      expect(Math.floor(gap('network.uptime', value, 'at_risk'))).toBe(5)
      expect(Math.floor(gap('esign.documents', value, 'behind'))).toBe(2)
    }))
  })
})

describe('a child beside its parent', () => {
  const anomaly = (severity: Anomaly['severity'], size: number): Anomaly => ({ kind: 'silent', severity, size, rank: 0 })

  it('stands out when it is worse, or as bad and half as large again, or when the parent has none', () => {
    expect(standsOut(anomaly('no_data', 0.1), null)).toBe(true)
    expect(standsOut(anomaly('at_risk', 0.1), anomaly('behind', 1))).toBe(true)
    expect(standsOut(anomaly('behind', 1), anomaly('at_risk', 0.1))).toBe(false)
    expect(standsOut(anomaly('behind', 0.4 * standsOutFrom), anomaly('behind', 0.4))).toBe(true)
    expect(standsOut(anomaly('behind', 0.4 * standsOutFrom - 0.01), anomaly('behind', 0.4))).toBe(false)
    expect(standsOut(anomaly('no_data', 1), anomaly('no_data', 1))).toBe(false)
  })
})

describe('the evidence', () => {
  it('tells a gap with its numbers in the format of each language', () => {
    const cell = cellOf('digitization.pages', { value: 0.2137, expected: 0.3, status: 'at_risk' })
    expect(planGapWords(cell, kpi('digitization.pages'), null)).toEqual({
      vi: '21,4 % so với 30 % kế hoạch hôm nay, thiếu 8,6 điểm',
      en: '21.4 % against 30 % planned for today, short by 8.6 points',
    })
  })

  it('tells the day of a due date that has passed', () => {
    const cell = cellOf('digitization.term2020', { value: 0.8, expected: 1, status: 'at_risk' })
    expect(planGapWords(cell, kpi('digitization.term2020'), endOfLocalDay('2026-06-30'))).toEqual({
      vi: '80 % so với 100 % phải đạt đến hết 30/6/2026, thiếu 20 điểm',
      en: '80 % against 100 % due by the end of 30 June 2026, short by 20 points',
    })
  })

  it('tells counts in their own unit and small gaps finely', () => {
    const late = planGapWords(cellOf('tasks.overdue', { value: 1014, expected: 0, status: 'at_risk' }), kpi('tasks.overdue'), null)
    expect(late.vi).toBe(`1.014 so với 0 kế hoạch hôm nay, vượt 1.014 ${kpi('tasks.overdue').unitVi}`)
    expect(late.en).toContain('1,014 against 0 planned for today, over by 1,014')
    const close = planGapWords(cellOf('network.uptime', { value: 0.98962, expected: 0.99, status: 'behind' }), kpi('network.uptime'), null)
    expect(close.vi).toBe('98,96 % so với 99 % kế hoạch hôm nay, thiếu 0,04 điểm')
  })

  it('tells how many units are silent, which were never heard of, and the newest reading', () => {
    const never = cellOf('services.online', { freshness: 'none', newestAtMs: null }, [3321, 0, 0])
    expect(silenceWords(never, kpi('services.online'))).toEqual({ vi: '3.321/3.321 xã chưa có số liệu', en: '3,321/3,321 communes without data' })
    const lost = cellOf('network.uptime', { freshness: 'lost' }, [34, 33, 30])
    expect(silenceWords(lost, kpi('network.uptime'))).toEqual({
      vi: '3/34 tỉnh quá hạn cập nhật (nhịp 30 giây); 1/34 tỉnh chưa có số liệu; mới nhất lúc 08:05 22/11/2026',
      en: '3/34 provinces late (due every 30 seconds); 1/34 provinces without data; newest at 08:05, 22 November 2026',
    })
  })
})
