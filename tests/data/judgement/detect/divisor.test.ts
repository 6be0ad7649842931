/** Whoever reads a jump or an outlier can do its sum again: the distance, by the spread that is told, is the deviations. */
import { describe, expect, it } from 'vitest'
import { judgeFlowJump } from '../../../../data/judgement/detect/jump-flow.ts'
import { judgeStockJump } from '../../../../data/judgement/detect/jump-stock.ts'
import { judgeOutlier, peerSpread } from '../../../../data/judgement/detect/outlier.ts'
import { sigmaPerMad } from '../../../../data/judgement/detect/thresholds.ts'
import type { Verdict } from '../../../../data/judgement/verdict.ts'
import { verdictWords } from '../../../../data/judgement/verdict-words.ts'
import { evidence, kpiOf, month, run } from './detect-support.ts'

const nov = month('2026-11')
const requests = kpiOf('security.requests')
const classes = kpiOf('training.classes')
const overdue = kpiOf('tasks.overdue')
const pages = kpiOf('digitization.pages')
const trained = kpiOf('training.staff')
const uptime = kpiOf('network.uptime_commune')
const counts = (...nums: number[]): readonly (readonly [number, number])[] => nums.map((n) => [n, 0] as const)

/** The told distance by the told spread. */
function redone(verdict: Verdict | null, from: 'observed' | 'moved' = 'observed'): number {
  return Math.abs(evidence(verdict, from)! - evidence(verdict, 'median')!) / evidence(verdict, 'spread')!
}

describe('the divisor of a jump', () => {
  it('of a volume is the counting floor where the MAD is less, and both are told', () => {
    const past = [40, 52, 47, 61, 38, 45, 57, 49, 44, 53, 50, 46].map((n) => [n, n] as const)
    const verdict = judgeFlowJump(requests, run('month', nov, [...past, [400, 400]]), nov)!
    expect([evidence(verdict, 'median'), evidence(verdict, 'mad')]).toEqual([48, 4])
    expect(evidence(verdict, 'spread')).toBeCloseTo((1.5 * Math.sqrt(49)) / sigmaPerMad, 10)
    expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict), 10)
    expect(verdictWords(verdict, requests).vi).toContain('lệch 49,7 lần mức dao động 7,08 (sàn đếm; MAD chỉ 4)')
    expect(verdictWords(verdict, requests).en).toContain('49.7 times the spread 7.08 away (counting floor; the MAD is only 4)')
  })
  it('of a volume is the MAD where that is more', () => {
    const verdict = judgeFlowJump(classes, run('month', nov, counts(60, 140, 100, 70, 130, 90, 110, 100, 1000)), nov)!
    expect(evidence(verdict, 'mad')).toBe(20)
    expect(evidence(verdict, 'spread')).toBe(20)
    expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict), 10)
    expect(verdictWords(verdict, classes).vi).toMatch(/lệch 45 lần MAD \(20\)$/)
    expect(verdictWords(verdict, classes).en).toMatch(/45 times the MAD \(20\) away$/)
  })
  it('is told where the MAD is 0', () => {
    const verdict = judgeFlowJump(classes, run('month', nov, counts(50, 50, 50, 50, 50, 50, 50, 400)), nov)!
    expect(evidence(verdict, 'mad')).toBe(0)
    expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict), 10)
    expect(verdictWords(verdict, classes).vi).toContain('(sàn đếm; MAD chỉ 0)')
  })
  it('is no per cent of a usual 0', () => {
    for (const verdict of [judgeFlowJump(classes, run('month', nov, counts(0, 0, 0, 1, 0, 0, 0, 300)), nov)!, judgeStockJump(overdue, run('month', nov, counts(0, 0, 0, 1, 0, 0, 0, 300)))!]) {
      expect(evidence(verdict, 'median')).toBe(0)
      expect(evidence(verdict, 'change')).toBeUndefined()
      expect(verdictWords(verdict, classes).vi).toMatch(/^từ 0 \(trung vị 7 tháng trước\) thành 300 lớp; lệch [\d,]+ lần mức dao động 1,01 \(sàn đếm; MAD chỉ 0\)$/)
      expect(verdictWords(verdict, classes).en).toMatch(/^from 0 \(the median of the 7 months before\) to 300 classes; [\d.]+ times the spread 1.01 away/)
    }
    const one = judgeFlowJump(classes, run('month', nov, counts(1, 1, 1, 1, 1, 1, 1, 300)), nov)!
    expect(evidence(one, 'change')).toBe(299)
  })
  it('of a count that stands is told the same', () => {
    for (const past of [[20, 22, 19, 21, 20, 23, 18], [20, 60, 40, 80, 20, 60, 40]]) {
      const verdict = judgeStockJump(overdue, run('month', nov, counts(...past, 900)))
      expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict), 10)
      expect(evidence(verdict, 'spread')).toBeGreaterThanOrEqual(evidence(verdict, 'mad')!)
    }
  })
  it('of a step is told in points', () => {
    const still = Array.from({ length: 9 }, (_, i) => [300 + 10 * i, 1000] as const)
    const wild = [0, 70, 90, 200, 210, 330, 340, 460, 470].map((n) => [n, 1000] as const)
    for (const [past, isFloor] of [[still, true], [wild, false]] as const) {
      const verdict = judgeStockJump(pages, run('month', nov, [...past, [960, 1000]]))!
      expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict, 'moved'), 10)
      expect(evidence(verdict, 'spread')! > evidence(verdict, 'mad')!).toBe(isFloor)
      expect(verdictWords(verdict, pages).vi).toMatch(isFloor ? /lệch [\d,]+ lần mức dao động [\d,]+ điểm \(mức sàn; MAD chỉ [\d,]+ điểm\)(;|$)/ : /lệch [\d,]+ lần MAD \([\d,]+ điểm\)(;|$)/)
    }
  })
  it('of a step of the numerator alone is told in things, with both wholes: the ratio stayed', () => {
    const signed = kpiOf('esign.staff')
    const past = [12, 17, 22, 26, 32, 37, 42, 47, 52].map((n) => [n, 64] as const)
    const verdict = judgeStockJump(signed, run('month', nov, [...past, [1064, 1064]]))!
    const told = Object.fromEntries(verdict.numbers.map(({ id, value, form }) => [id, form === 'count' ? value : form]))
    expect(told).toMatchObject({ observed: 1064, previous: 52, moved: 1012, base: 1064, previous_base: 64, median: 5 })
    expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict, 'moved'), 10)
    const vi = verdictWords(verdict, signed).vi
    expect(vi).toMatch(/^từ 52 \S.* thành 1\.064 .*\(tổng số từ 64 thành 1\.064\) trong một kỳ; lệch [\d.,]+ lần mức dao động [\d,]+ \(mức sàn; MAD chỉ 0\); bước thường lệ 5 trong 8 tháng trước$/)
    expect(vi).not.toContain('%')
    const said = /lệch ([\d.,]+) lần mức dao động ([\d,]+)/.exec(vi)!.slice(1).map((one) => Number(one.replaceAll('.', '').replace(',', '.')))
    expect(Math.abs((1064 - 52 - 5) / said[1]! / said[0]! - 1), 'done again from the words').toBeLessThan(0.005)
    expect(verdictWords(verdict, signed).en).toMatch(/^from 52 .* to 1,064 .* \(the whole from 64 to 1,064\) in one period; [\d.,]+ times the spread [\d.]+ away \(the floor; the MAD is only 0\); usual step 5 over the 8 months before$/)
    expect(judgeStockJump({ ...signed, cases: true }, run('month', nov, [...past, [1064, 1064]]))!.numbers.map(({ id }) => id)).not.toContain('base')
  })
  it('of a ratio is told in counting errors, with what they are counted from', () => {
    const past = Array.from({ length: 10 }, (_, i) => [90 + (i % 3), 100] as const)
    const verdict = judgeFlowJump(requests, run('month', nov, [...past, [60, 100]]), nov)!
    expect(evidence(verdict, 'deviations')).toBeCloseTo(evidence(verdict, 'noise')! / evidence(verdict, 'spread')!, 10)
    const [median, base] = [evidence(verdict, 'median')!, evidence(verdict, 'base')!]
    expect(base).toBe(100)
    const angle = (share: number): number => Math.asin(Math.sqrt(share))
    expect(evidence(verdict, 'noise')).toBeCloseTo(Math.abs(angle((60 + 3 / 8) / (base + 3 / 4)) - angle(median)) * 2 * Math.sqrt(base + 0.5), 10)
    expect(evidence(verdict, 'mad')).toBeGreaterThan(0)
    expect(verdictWords(verdict, requests).vi).toMatch(/lệch [\d,]+ lần sai số đếm, bằng [\d,]+ lần mức dao động [\d,]+ \(MAD [\d,]+, đã điều hòa\)$/)
    expect(verdictWords(verdict, requests).en).toMatch(/[\d.]+ counting errors away, [\d.]+ times the spread [\d.]+ \(MAD [\d.]+, moderated\)$/)
  })
  it('of a ratio of cases keeps their number to itself', () => {
    const past = Array.from({ length: 10 }, (_, i) => [90 + (i % 3), 100] as const)
    const verdict = judgeFlowJump({ ...requests, cases: true }, run('month', nov, [...past, [60, 100]]), nov)!
    expect(evidence(verdict, 'base')).toBeUndefined()
    expect(evidence(verdict, 'deviations')).toBeCloseTo(evidence(verdict, 'noise')! / evidence(verdict, 'spread')!, 10)
  })
})

describe('the divisor of an outlier', () => {
  const spreadOf = (values: readonly number[], kpi = trained) => peerSpread(kpi, Float64Array.from(values), values.length)!
  it('is wider than the MAD where quantiles, floor and counting noise are, and both are told in points', () => {
    const verdict = judgeOutlier(trained, 0.2, 60, spreadOf(Array.from({ length: 41 }, (_, i) => 0.9 + 0.0025 * (i - 20))), 5)!
    expect(evidence(verdict, 'mad')).toBeCloseTo(0.025, 10)
    expect(evidence(verdict, 'spread')).toBeGreaterThan(0.025)
    expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict), 10)
    expect(verdictWords(verdict, trained).vi).toMatch(/lệch [\d,]+ lần mức dao động [\d,]+ điểm \(nới theo phân vị, sàn và sai số đếm; MAD chỉ 2,5 điểm\)$/)
    expect(verdictWords(verdict, trained).en).toMatch(/[\d.]+ times the spread [\d.]+ points away \(widened by quantiles, floor and counting noise; the MAD is only 2.5 points\)$/)
  })
  it('is the MAD where nothing widens it', () => {
    const verdict = judgeOutlier(uptime, 0.5, 1e6, spreadOf(Array.from({ length: 41 }, (_, i) => 0.9 + (i % 2 === 0 ? 0.02 : -0.02) * (i === 0 ? 0 : 1)), uptime), 5)!
    expect(evidence(verdict, 'spread')).toBe(evidence(verdict, 'mad'))
    expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict), 10)
    expect(verdictWords(verdict, uptime).vi).toMatch(/lệch [\d,]+ lần MAD \([\d,]+ điểm\)$/)
  })
  it('is told where the MAD is 0', () => {
    const verdict = judgeOutlier(trained, 0.5, 1e6, spreadOf(Array.from({ length: 40 }, () => 1)), 5)!
    expect(evidence(verdict, 'mad')).toBe(0)
    expect(evidence(verdict, 'deviations')).toBeCloseTo(redone(verdict), 10)
  })
})

describe('a verdict kept from before the spread was told', () => {
  it('does not call its divisor a MAD', () => {
    const kept: Verdict = { kind: 'jump', severity: 'at_risk', sinceMs: 0, size: 1, numbers: [
      { id: 'observed', value: 512, form: 'count' }, { id: 'median', value: 100, form: 'count' }, { id: 'change', value: 4.12, form: 'share' }, { id: 'deviations', value: 9.3, form: 'factor' },
    ] }
    expect(verdictWords(kept, classes).vi).toMatch(/lệch 9,3 lần mức dao động$/)
    expect(verdictWords(kept, classes).vi).not.toContain('MAD')
  })
})
