import { describe, expect, it } from 'vitest'
import { isRising, judgeStall } from '../../../../data/judgement/detect/stall.ts'
import type { Target } from '../../../../data/kpis/kpi.ts'
import { periodsOf } from '../../../../data/judgement/detect/periods.ts'
import { stall } from '../../../../data/judgement/detect/thresholds.ts'
import { verdictWords } from '../../../../data/judgement/verdict-words.ts'
import { dayMs } from '../../../../data/time/vietnam-time.ts'
import { evidence, generator, kpiOf, middle, month, poisson, run } from './detect-support.ts'

const trained = kpiOf('training.staff')
const pages = kpiOf('digitization.pages')
const nov = month('2026-11')
const target: Target = {
  kpi: 'training.staff', owner: { kind: 'unit', unit: 'TW' }, year: 2026, value: 1, due: '2026-12-31', milestones: [], inherited: true, lateFrom: null,
  source: { document: 'S2', section: 'II.2.4' }, besideVi: [],
}
const of = (den: number, ...nums: number[]): ReturnType<typeof run> => run('month', nov, nums.map((n) => [n, den] as const))

describe('stall', () => {
  it('three months without movement while the plan rises', () => {
    const verdict = judgeStall(trained, of(100, 50, 60, 60, 60, 60), target)
    expect(verdict).toMatchObject({ kind: 'stall', severity: 'behind', sinceMs: middle('month', nov - 3) })
    expect(evidence(verdict, 'moved')).toBe(0)
    expect(evidence(verdict, 'plan_moved')).toBeGreaterThan(0.2)
    expect(judgeStall(trained, of(100, 50, 55, 60, 60, 60), target)).toBeNull()
  })
  it('hardly moving is a twentieth of what the plan asked', () => {
    expect(judgeStall(trained, of(1000, 500, 600, 604, 608, 612), target)).not.toBeNull()
    expect(judgeStall(trained, of(1000, 500, 600, 610, 620, 630), target)).toBeNull()
  })
  it('a denominator that changes a little is no movement', () => {
    expect(judgeStall(trained, run('month', nov, [[30, 60], [36, 61], [36, 60], [36, 60], [36, 59]]), target)).not.toBeNull()
  })
  it('a figure that rose and was corrected down again has not stood: all its states must lie together', () => {
    const rose = judgeStall(trained, run('month', nov, [3, 3, 3, 3, 4, 4, 4, 4, 8, 9, 10, 3].map((num) => [num, 11] as const)), target)
    expect(rose).toBeNull()
    expect(judgeStall(trained, run('month', nov, [300, 300, 300, 400, 400, 800, 900, 1000, 300].map((num) => [num, 1100] as const)), target)).toBeNull()
    const grew = run('month', nov, [[4, 16], [4, 16], [4, 16], [14, 16], [3, 300]])
    expect(judgeStall(trained, grew, target), 'a whole nineteen times as large').toBeNull()
    expect(judgeStall(trained, of(1000, 500, 600, 560, 600, 560), target), 'down and up by 40').toBeNull()
  })
  it('a figure that moved down by no more than the tolerated twentieth stands, within one band', () => {
    const verdict = judgeStall(trained, of(1000, 500, 604, 602, 600, 603), target)
    expect(evidence(verdict, 'moved')).toBeCloseTo(0.004, 10)
    expect(verdict?.sinceMs).toBe(middle('month', nov - 3))
    expect(judgeStall(trained, of(1000, 500, 609, 604, 597, 600), target), 'within 12 of each other, of 12.6').not.toBeNull()
    expect(judgeStall(trained, of(1000, 500, 611, 604, 597, 600), target), 'within 11 of the newest, and 14 of each other').toBeNull()
  })
  it('a fallen figure stands from its fall on', () => {
    const after = (...states: number[]) => judgeStall(trained, of(110, 30, 80, 90, 100, ...states), target)
    expect(after(30, 30, 30)).toBeNull()
    expect(after(30, 30, 30, 30)?.sinceMs).toBe(middle('month', nov - 3))
  })
  it('where the ratio moved with its whole alone, the number of things is what stood, and is what is told', () => {
    const whole = (last: number) => judgeStall(trained, run('month', nov, [[300, 600], [360, 600], [360, 600], [360, 600], [360, last]]), target)
    const verdict = whole(625)
    expect(verdict?.numbers).toContainEqual({ id: 'observed', value: 360, form: 'count' })
    expect(verdictWords(verdict!, trained).vi).toContain('đứng ở 360 ')
    expect(verdictWords(whole(601)!, trained).vi).toContain('đứng ở 59,9 %')
    expect(whole(635), 'by more than a twentieth').toBeNull()
  })
  it('who has met the target, or has little left to it, does not stall', () => {
    expect(judgeStall(trained, of(100, 100, 100, 100, 100), target)).toBeNull()
    expect(judgeStall(trained, of(100, 95, 95, 95, 95), target), '5 left').toBeNull()
    expect(judgeStall(trained, of(100, 90, 90, 90, 90), target), '10 left').not.toBeNull()
  })
  it('the plan must have asked for a twelfth of the target', () => {
    const slow = { ...target, value: 0.3 }
    expect(judgeStall(trained, of(1000, 100, 100, 100, 100), slow)).not.toBeNull()
    expect(judgeStall(trained, of(1000, 278, 278, 278, 278), slow), '22 of 300 left').toBeNull()
  })
  it('of a few officers nobody can tell a stall from a pause', () => {
    expect(judgeStall(trained, of(23, 12, 12, 12, 12), target)).toBeNull()
    expect(judgeStall(trained, of(25, 12, 12, 12, 12), target)).not.toBeNull()
  })
  it('an office that moved evenly is told earlier, one that moved in batches later, one that moved as chance has it as before', () => {
    const even = (den: number) => judgeStall(trained, of(den, 2, 4, 6, 8, 10, 12, 12, 12, 12), target)
    expect(even(23)).not.toBeNull()
    expect(even(17)).not.toBeNull()
    const inBatches = (den: number) => judgeStall(trained, of(den, 2, 2, 7, 7, 7, 12, 12, 12, 12), target)
    expect(inBatches(25)).toBeNull()
    expect(inBatches(60)).not.toBeNull()
    const byChance = (den: number) => judgeStall(trained, of(den, 2, 3, 7, 8, 11, 12, 12, 12, 12), target)
    expect(byChance(23)).toBeNull()
    expect(byChance(25)).not.toBeNull()
  })
  it('however evenly it moved, the plan must have asked for four things', () => {
    const asked = (den: number) => judgeStall(trained, of(den, 2, 3, 4, 5, 6, 7, 7, 7, 7), target)
    expect(asked(15), '3.8').toBeNull()
    expect(asked(16), '4.03').not.toBeNull()
  })
  it('the steps of the year before tell nothing of this one, nor what was taken back', () => {
    const april = (...nums: number[]) => judgeStall(trained, run('month', month('2026-05'), nums.map((num) => [num, 23] as const)), target)
    expect(april(1, 2, 3, 4, 5, 6, 6, 6, 6)).toBeNull()
    expect(judgeStall(trained, of(25, 2, 4, 6, 25, 10, 12, 12, 12, 12), target), 'all of them were a slip').not.toBeNull()
  })
  it('three reports of which the first came late after Tết are enough, two and a half months at least', () => {
    const lastMs = middle('month', month('2026-05'))
    const after = (spanMs: number) => judgeStall(trained, periodsOf('month', [0, 1, 2, 3].map((i) =>
      [month('2026-02') + i, 30, 100, lastMs - spanMs + (spanMs * i) / 3] as const)), target)
    expect(after(stall.leastSpanMs.month)).not.toBeNull()
    expect(after(stall.leastSpanMs.month - 1)).toBeNull()
    expect(stall.leastSpanMs.month).toBe(75 * dayMs)
  })
  it('a plan that does not rise owes nothing', () => {
    expect(isRising({ ...target, due: null }, trained)).toBe(false)
    expect(isRising(null, trained)).toBe(false)
    expect(judgeStall(trained, of(100, 60, 60, 60, 60), { ...target, due: '2026-01-31' })).toBeNull()
  })
  it('daily figures stall after 45 days, longer than Tết', () => {
    const three = run('month', nov, [[50, 100], [60, 100], [60, 100]].map(([a, b]) => [a! * 100, b! * 100] as const))
    expect(judgeStall(pages, three, target), '31 days').toBeNull()
    const four = run('month', nov, [[50, 100], [60, 100], [60, 100], [60, 100]].map(([a, b]) => [a! * 100, b! * 100] as const))
    expect(judgeStall(pages, four, target), '61 days').not.toBeNull()
  })
  it('offices that work as the plan asks do not stall, however small and whatever Tết takes', () => {
    const next = generator(21)
    const offices = 6000
    let stalled = 0
    for (let office = 0; office < offices; office++) {
      const den = Math.round(4 + Math.exp(next() * 6))
      let num = 0
      const figures: (readonly [number, number])[] = []
      let found = false
      for (let m = 0; m < 11; m++) {
        num = Math.min(den, num + poisson(den * 0.084 * (m === 1 ? 0.4 : 1), next))
        figures.push([num, den])
        found ||= judgeStall(trained, run('month', month('2026-01') + m, figures), target) !== null
      }
      if (found) stalled++
    }
    // 66,000 figures of stocks have a rising plan: a share of 0.5 % a year would be one a day.
    expect(stalled / offices).toBeLessThan(0.005)
  })
  it('offices that finish in time one by one, however few are left, hardly ever stall', () => {
    const next = generator(22)
    const offices = 6000
    let stalled = 0
    for (let office = 0; office < offices; office++) {
      const den = 10 + Math.floor(next() * 21)
      let num = 0
      const figures: (readonly [number, number])[] = []
      let found = false
      for (let m = 0; m < 12; m++) {
        for (let left = den - num; left > 0; left--) if (next() < 1 / (12 - m)) num++
        figures.push([num, den])
        found ||= judgeStall(trained, run('month', month('2026-01') + m, figures), target) !== null
      }
      if (found) stalled++
    }
    expect(stalled / offices).toBeLessThan(0.005)
  })
})
