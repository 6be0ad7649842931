import { describe, expect, it } from 'vitest'
import { dayOf, parseCount, parseNumber, parseSpan, retyped, typedDay, typedNumber, typedSpan } from '../../../../client/scenes/desk/numbers.ts'
import { differenceText, evidenceText, gapText, limitOf, limitUnitOf, typedLimit, valueText, type KpiLike } from '../../../../client/scenes/desk/values.ts'
import { roundTicks, scaleOf } from '../../../../client/scenes/desk/figures/trend-scale.ts'
import { vi } from '../../../../client/i18n/vi.ts'
import type { ProjectionAnswer } from '../../../../data/protocol/projection.ts'

const ratio: KpiLike = { kind: 'stock_ratio', direction: 'up', unitVi: 'trang', unitEn: 'pages' }
const uptime: KpiLike = { kind: 'availability', direction: 'up', unitVi: 'giây', unitEn: 's' }
const count: KpiLike = { kind: 'stock_count', direction: 'up', unitVi: 'lỗi', unitEn: 'errors' }
const speech = { language: 'vi', durations: vi.durations, points: 'điểm' } as const
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('what a person types', () => {
  it('numbers are read in the marks of the language, decimals in either', () => {
    expect(parseNumber('1.649.000', 'vi')).toBe(1_649_000)
    expect(parseNumber('1,649,000', 'en')).toBe(1_649_000)
    expect(parseNumber('62,5', 'vi')).toBe(62.5)
    expect(parseNumber('62.5', 'vi')).toBe(62.5)
    expect(parseNumber('62,5', 'en')).toBe(62.5)
    expect(parseNumber('1.000', 'vi')).toBe(1000)
    expect(parseNumber('1.000', 'en')).toBe(1)
    expect(parseNumber(' −3,25 ', 'vi')).toBe(-3.25)
    expect(parseNumber('1.649.000,5', 'vi')).toBe(1_649_000.5)
  })

  it('what is no number is none, never a guess', () => {
    for (const text of ['', '-', '1,2,3', '12abc', '1e5', '0x10', '1.64.000', 'NaN', '1234567890123456']) expect(parseNumber(text, 'vi')).toBeNull()
    expect(parseNumber('123456789012345', 'vi')).toBe(123_456_789_012_345)
    expect([parseCount('3', 'vi'), parseCount('0', 'vi'), parseCount('-1', 'vi'), parseCount('1,5', 'vi')]).toEqual([3, 0, null, null])
  })

  it('a change of language keeps what a number means', () => {
    expect(retyped('62,5', 'vi', 'en')).toBe('62.5')
    expect(retyped('1.000', 'vi', 'en')).toBe('1000')
    expect(retyped('không rõ', 'vi', 'en')).toBe('không rõ')
    expect(parseNumber(typedNumber(1234.5, 'vi'), 'vi')).toBe(1234.5)
  })

  it('spans are typed in their largest whole unit and read back to the millisecond', () => {
    expect(typedSpan(6 * 3_600_000, 'vi')).toEqual({ amount: '6', unit: 'hour' })
    expect(typedSpan(2 * 86_400_000, 'vi')).toEqual({ amount: '2', unit: 'day' })
    expect(typedSpan(0, 'vi')).toEqual({ amount: '0', unit: 'minute' })
    expect([10_000, 59_000, 60_000, 90_000, 61_000, 500].map((ms) => typedSpan(ms, 'vi'))).toEqual([
      { amount: '10', unit: 'second' }, { amount: '59', unit: 'second' }, { amount: '1', unit: 'minute' }, { amount: '1,5', unit: 'minute' }, { amount: '61', unit: 'second' }, { amount: '0,5', unit: 'second' }])
    expect(typedSpan(450_000, 'vi')).toEqual({ amount: '7,5', unit: 'minute' })
    for (const ms of [0, 500, 10_000, 61_000, 450_000, 3_600_000, 86_400_000, 30 * 86_400_000]) expect(parseSpan(typedSpan(ms, 'vi'), 'vi')).toBe(ms)
    expect(parseSpan({ amount: '-1', unit: 'hour' }, 'vi')).toBeNull()
  })

  it('days are written as here, and only days of the calendar are taken', () => {
    expect([dayOf('30/11/2026'), dayOf('1/6/2026'), dayOf('2026-11-30'), dayOf('1-6-2026')]).toEqual(['2026-11-30', '2026-06-01', '2026-11-30', '2026-06-01'])
    expect([dayOf('31/2/2026'), dayOf('29/2/2027'), dayOf('29/2/2028'), dayOf('11/30/2026'), dayOf('1/6/26'), dayOf('')]).toEqual([null, null, '2028-02-29', null, null, null])
    expect([typedDay('2026-11-30'), typedDay('30/1')]).toEqual(['30/11/2026', '30/1'])
  })
})

describe('limits in the unit of the KPI', () => {
  it('a limit of ratios is typed in percent, of counts as they are, of both in each one\'s own unit', () => {
    expect(limitUnitOf('value', [ratio, uptime])).toBe('percent')
    expect(limitUnitOf('gap', [count])).toBe('own')
    expect(limitUnitOf('value', [ratio, count])).toBe('mixed')
    expect(limitUnitOf('value', [])).toBe('percent')
    expect(limitUnitOf('fresh_share', [count])).toBe('percent')
    expect(limitUnitOf('age_hours', [ratio])).toBe('hours')
  })

  it('what is typed and what is sent are the same limit, both ways', () => {
    expect(limitOf(62.5, 'percent')).toBe(0.625)
    expect(limitOf(0.1, 'percent')).toBe(0.001)
    expect(limitOf(48, 'hours')).toBe(48)
    for (const limit of [0.6, 0.995, 0.07, 0.333333, 1]) expect(limitOf(typedLimit(limit, 'percent'), 'percent')).toBe(limit)
  })
})

describe('values in words', () => {
  it('a ratio reads in percent, a count as it is, a stage out of six, nothing as a dash', () => {
    expect([valueText(ratio, 0.625, null, 'vi'), valueText(uptime, 0.98412, null, 'vi'), valueText(count, 1234, null, 'vi'), valueText({ ...ratio, kind: 'level' }, 2, null, 'vi'), valueText(ratio, null, null, 'vi')].map(plain)).toEqual(['62,5 %', '98,41 %', '1.234', '2/6', '–'])
    expect([differenceText(ratio, -0.086, speech), differenceText(count, 12, speech)].map(plain)).toEqual(['−8,6 điểm', '+12'])
  })

  it('each number of the evidence reads in its own form', () => {
    const told = (number: Parameters<typeof evidenceText>[0], kpi: KpiLike = ratio): string => plain(evidenceText(number, kpi, [number], speech))
    expect(told({ id: 'observed', value: 0.214, form: 'value' })).toBe('21,4 %')
    expect(told({ id: 'gap', value: -0.086, form: 'value' })).toBe('−8,6 điểm')
    const [observed, expected, gap] = [{ id: 'observed', value: 0.625, form: 'value' }, { id: 'expected', value: 0.65607, form: 'value' }, { id: 'gap', value: -0.03107, form: 'value' }] as const
    expect([observed, expected, gap].map((one) => plain(evidenceText(one, ratio, [observed, expected, gap], speech)))).toEqual(['62,5 %', '65,7 %', '−3,2 điểm'])
    expect([plain(gapText(count, { value: 2, expected: 6.31, gap: -4.31 }, speech)), gapText(undefined, { value: 2, expected: null, gap: null }, speech)]).toEqual(['−4,4', '–'])
    expect(told({ id: 'change', value: 4.12, form: 'share' })).toBe('+412 %')
    expect(told({ id: 'deviations', value: 9.3, form: 'factor' })).toBe('× 9,3')
    expect(told({ id: 'mad', value: 4, form: 'count' })).toBe('4')
    expect(told({ id: 'spread', value: 7.0822, form: 'count' })).toBe('7,08')
    expect(told({ id: 'spread', value: 0.0251, form: 'value' })).toBe('2,51 điểm')
    expect(told({ id: 'spread', value: 0.0251, form: 'share' })).toBe('2,51 điểm')
    expect(told({ id: 'plan_moved', value: 0.034, form: 'share' })).toBe('+3,4 điểm')
    expect(told({ id: 'peers', value: 33, form: 'count' })).toBe('33')
    expect(told({ id: 'downtime', value: 8_580_000, form: 'spanMs' })).toBe('2 giờ 23 phút')
    expect(told({ id: 'newest', value: Date.parse('2026-11-18T17:05:00+07:00'), form: 'instantMs' })).toBe('17:05 18/11/2026')
    expect(told({ id: 'observed', value: 14, form: 'value' }, count)).toBe('14')
  })

  it('a scale has round ticks and holds every value, the target and the fan', () => {
    expect(roundTicks(0.57, 0.72, 4)).toEqual([0.6, 0.65, 0.7])
    expect(roundTicks(0, 1234, 4)).toEqual([0, 500, 1000])
    const answer: ProjectionAnswer = {
      unit: '11', kpi: 'x', at: '2026-11-21T14:05:09.000+07:00', value: 0.6, expected: 0.65, target: 0.7, due: '2026-12-31', method: '', confidence: 0.9, trend: null, pace: null, gap: null, bringers: null,
      projected: { value: 0.66, interval: { low: 0.5, high: 1.2 }, arrives: 'no', crossesAt: null }, series: [{ at: '2026-11-01T00:00:00.000+07:00', value: 0.58, expected: 0.6 }],
    }
    const scale = scaleOf(answer, true)
    expect(scale?.low).toBeLessThanOrEqual(0.5)
    expect(scale?.high).toBe(1)
    expect(scale?.toMs).toBe(Date.parse('2027-01-01T00:00:00.000+07:00'))
    expect(scaleOf({ ...answer, series: [{ at: answer.at, value: null, expected: 0.6 }] }, true)).toBeNull()
    expect(scaleOf({ ...answer, due: null }, true)?.toMs).toBe(Date.parse('2027-01-01T00:00:00.000+07:00'))
  })
})
