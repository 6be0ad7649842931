import { describe, expect, it } from 'vitest'
import { judgeFlowJump } from '../../../../data/judgement/detect/jump-flow.ts'
import { judgeStockJump, wasJumpUp } from '../../../../data/judgement/detect/jump-stock.ts'
import { isWeekday, periodsBetween, periodsOf } from '../../../../data/judgement/detect/periods.ts'
import { flowJump, sigmaPerMad, stockJump } from '../../../../data/judgement/detect/thresholds.ts'
import { day, evidence, gauss, generator, kpiOf, middle, month, poisson, run } from './detect-support.ts'

const classes = kpiOf('training.classes')
const signed = kpiOf('esign.documents')
const requests = kpiOf('security.requests')
const paper = kpiOf('paper.cut')
const trained = kpiOf('training.staff')
const pages = kpiOf('digitization.pages')
const nov = month('2026-11')
const months = (...nums: number[]): readonly (readonly [number, number])[] => nums.map((n) => [n, 0] as const)
const usual = [100, 104, 96, 101, 99, 103, 97, 100, 102, 98]

describe('jump of a flow', () => {
  it('five times the usual is a jump, told with its factor and its MADs', () => {
    const verdict = judgeFlowJump(classes, run('month', nov, months(...usual, 512)), nov)
    expect(verdict).toMatchObject({ kind: 'jump', severity: 'at_risk', sinceMs: middle('month', nov) })
    expect(evidence(verdict, 'change')).toBeCloseTo(4.12)
    expect(evidence(verdict, 'median')).toBe(100)
    expect(evidence(verdict, 'periods')).toBe(10)
    expect(evidence(verdict, 'deviations')).toBeGreaterThan(flowJump.deviations)
  })
  it('2.5 times is one, a little less is not', () => {
    expect(judgeFlowJump(classes, run('month', nov, months(...usual, 250)), nov)).not.toBeNull()
    expect(judgeFlowJump(classes, run('month', nov, months(...usual, 249)), nov)).toBeNull()
  })
  it('without half a year of past nothing is usual', () => {
    expect(judgeFlowJump(classes, run('month', nov, months(...usual.slice(0, 6), 900)), nov)).not.toBeNull()
    expect(judgeFlowJump(classes, run('month', nov, months(...usual.slice(0, 5), 900)), nov)).toBeNull()
  })
  it('a small office may go from 2 to 9, not from 2 to 40', () => {
    expect(judgeFlowJump(classes, run('month', nov, months(2, 1, 3, 2, 0, 2, 3, 1, 9)), nov)).toBeNull()
    expect(judgeFlowJump(classes, run('month', nov, months(2, 1, 3, 2, 0, 2, 3, 1, 40)), nov)).not.toBeNull()
  })
  it('a figure after silent months stands for them too', () => {
    const past = usual.map((n, i) => [nov - 13 + i, n, 0, middle('month', nov - 13 + i)] as const)
    const late = (num: number): ReturnType<typeof periodsOf> => periodsOf('month', [...past, [nov, num, 0, middle('month', nov)]])
    expect(judgeFlowJump(classes, late(400), nov)).toBeNull()
    expect(judgeFlowJump(classes, late(1100), nov)).not.toBeNull()
  })
  it('a report after silent months may be of its own month alone', () => {
    const past = usual.map((n, i) => [nov - 15 + i, n, 0, middle('month', nov - 15 + i)] as const)
    expect(judgeFlowJump(classes, periodsOf('month', [...past, [nov, 100, 0, middle('month', nov)]]), nov + 1)).toBeNull()
  })
  it('a season that last year had too is no jump', () => {
    const december = [400, ...usual.slice(0, 10), 101]
    expect(judgeFlowJump(classes, run('month', month('2026-12'), months(...december, 420)), month('2026-12'))).toBeNull()
    expect(judgeFlowJump(classes, run('month', month('2026-12'), months(...december, 700)), month('2026-12'))).not.toBeNull()
  })
  it('a fall to a quarter is told once the month is over, never over Tết', () => {
    const large = usual.map((n) => n * 10)
    const low = months(...large, 240)
    expect(judgeFlowJump(classes, run('month', nov, low), nov + 1)).not.toBeNull()
    expect(judgeFlowJump(classes, run('month', nov, low), nov)).toBeNull()
    expect(judgeFlowJump(classes, run('month', month('2026-02'), low), month('2026-03'))).toBeNull()
    expect(judgeFlowJump(classes, run('month', nov, months(...large, 260)), nov + 1)).toBeNull()
    expect(judgeFlowJump(classes, run('month', nov, months(...usual, 20)), nov + 1), 'of a hundred a fifth is no chance').not.toBeNull()
    expect(judgeFlowJump(classes, run('month', nov, months(...[20, 21, 19, 20, 22, 20, 18, 21], 2)), nov + 1), 'of twenty a tenth may be').toBeNull()
  })
  it('a ratio jumps by 25 points and 5 deviations, not by less, nor on eleven cases', () => {
    const past = Array.from({ length: 10 }, (_, i) => [90 + (i % 3), 100] as const)
    expect(judgeFlowJump(requests, run('month', nov, [...past, [60, 100]]), nov)).not.toBeNull()
    expect(judgeFlowJump(requests, run('month', nov, [...past, [70, 100]]), nov)).toBeNull()
    expect(judgeFlowJump(requests, run('month', nov, [...past, [0, 11]]), nov)).toBeNull()
    expect(judgeFlowJump(requests, run('month', nov, [...past, [0, 12]]), nov)).not.toBeNull()
    expect(judgeFlowJump(requests, run('month', nov, [...past, [7, 12]]), nov), 'it may be chance').toBeNull()
  })
  it('a ratio that climbs with its plan never jumps', () => {
    const climbing = Array.from({ length: 12 }, (_, i) => [100 + 75 * i, 1000] as const)
    for (let n = 8; n <= 12; n++) expect(judgeFlowJump(requests, run('month', nov, climbing.slice(0, n)), nov)).toBeNull()
  })
  it('a reduction is told as the cut it shows', () => {
    const past = Array.from({ length: 10 }, (_, i) => [60 + (i % 3), 100] as const)
    const verdict = judgeFlowJump(paper, run('month', nov, [...past, [190, 100]]), nov)
    expect(evidence(verdict, 'observed')).toBeCloseTo(-0.9)
    expect(evidence(verdict, 'median')).toBeCloseTo(0.39)
  })
  it('ordinary years raise no jump: Tết, month ends, small offices', () => {
    const next = generator(11)
    let found = 0
    for (let office = 0; office < 3000; office++) {
      const size = Math.exp(next() * 6)
      const figures = Array.from({ length: 13 }, (_, i) => {
        const at = (nov - 12 + i) % 12
        const season = at === 1 ? 0.55 : at === 11 ? 1.5 : 1
        return [0, poisson(size * season * Math.exp(0.15 * gauss(next)), next)] as const
      })
      for (let n = 7; n <= 13; n++) {
        const flow = run('month', nov - 13 + n, figures.slice(0, n).map(([, d]) => [d, 0] as const))
        if (judgeFlowJump(classes, flow, nov - 12 + n) !== null) found++
      }
    }
    expect(found).toBeLessThanOrEqual(2)
  })
})

describe('jump of a daily flow', () => {
  const monday = day('2026-11-16')
  const weeks = (last: number, figure: number): ReturnType<typeof periodsOf> => periodsOf('day', Array.from({ length: 29 }, (_, i) => {
    const bucket = last - 28 + i
    const num = i === 28 ? figure : isWeekday(bucket) ? 100 + (i % 5) : 10
    return [bucket, Math.round(num * 0.9), num, middle('day', bucket)] as const
  }))
  it('1 January 1970 was a Thursday', () => {
    expect([day('2026-11-20'), day('2026-11-21'), day('2026-11-22'), monday].map(isWeekday)).toEqual([true, false, false, true])
    expect(periodsBetween('day', day('2026-11-20'), monday)).toBe(1)
    expect(periodsBetween('day', day('2026-11-06'), monday)).toBe(6)
  })
  it('a working day is measured by working days: a quiet weekend makes no Monday', () => {
    expect(judgeFlowJump(signed, weeks(monday, 110), monday)).toBeNull()
    expect(judgeFlowJump(signed, weeks(monday, 240), monday)).toBeNull()
    expect(judgeFlowJump(signed, weeks(monday, 520), monday)).not.toBeNull()
  })
  it('a Saturday made up for is no jump, a holiday neither', () => {
    expect(judgeFlowJump(signed, weeks(day('2026-11-21'), 105), monday)).toBeNull()
    expect(judgeFlowJump(signed, weeks(monday, 0), monday)).toBeNull()
  })
  it('the report after Tết stands for the days of Tết', () => {
    const tet = day('2026-02-17')
    const entries = Array.from({ length: 25 }, (_, i) => tet - 30 + i).filter((b) => b < tet - 4)
      .map((b) => [b, 50, isWeekday(b) ? 100 : 10, middle('day', b)] as const)
    const back = (num: number) => periodsOf('day', [...entries, [tet + 6, num / 2, num, middle('day', tet + 6)]])
    expect(judgeFlowJump(signed, back(700), tet + 6)).toBeNull()
    expect(judgeFlowJump(signed, back(2200), tet + 6)).not.toBeNull()
  })
})

describe('ratios of small offices', () => {
  it('one of twenty where fourteen are usual jumps the same day, ordinary days do not', () => {
    const last = day('2026-11-20')
    const next = generator(30)
    const daysOf = (office: () => number, figure: readonly [number, number] | null) => periodsOf('day', Array.from({ length: 29 }, (_, i) => {
      const bucket = last - 28 + i
      const den = isWeekday(bucket) ? Math.max(1, poisson(office(), next)) : 1 + Math.floor(next() * 3)
      const share = Math.min(0.98, Math.max(0.02, 0.72 + 0.06 * gauss(next)))
      let num = 0
      for (let k = 0; k < den; k++) if (next() < share) num++
      return [bucket, ...(i === 28 && figure !== null ? figure : [num, den] as const), middle('day', bucket)] as const
    }))
    let jumped = 0
    for (let i = 0; i < 200; i++) if (judgeFlowJump(signed, daysOf(() => 18, [1, 20]), last) !== null) jumped++
    expect(jumped).toBeGreaterThan(150)
    let found = 0
    for (let i = 0; i < 40_000; i++) if (judgeFlowJump(signed, daysOf(() => 5 + (i % 60), null), last) !== null) found++
    expect(found).toBeLessThanOrEqual(2)
  })
})

describe('the scatter and the past of a daily ratio', () => {
  const last = day('2026-11-20')
  /** Working days up to `last`, each with 20 cases but the newest, whose figure is given. */
  const days = (past: readonly number[], figure: readonly [number, number]) => periodsOf('day', [...past.map((num) => [num, 20] as const), figure]
    .map(([num, den], i) => [last - past.length + i, num, den, middle('day', last - past.length + i)] as const))
  const times = (count: number, ...nums: number[]): number[] => Array.from({ length: count }, (_, i) => nums[i % nums.length]!)

  it('a wide past by luck is moderated, one that is wide is believed', () => {
    // A MAD of 1.0 in counting noise, unmoderated, would ask for 7.4 deviations; moderated, it asks for 6.6: one of twenty has 6.6, two 5.9.
    const luck = times(24, 14, 12, 16, 12, 16, 14)
    const verdict = judgeFlowJump(signed, days(luck, [1, 20]), last)
    expect(evidence(verdict, 'deviations')! / sigmaPerMad).toBeGreaterThan(flowJump.deviations)
    expect(judgeFlowJump(signed, days(luck, [2, 20]), last)).toBeNull()
    expect(judgeFlowJump(signed, days(times(24, 14, 6, 20, 14, 7, 20), [0, 20]), last), 'three times as wide as chance').toBeNull()
  })
  it('a past that never moves is no narrower than chance', () => {
    expect(judgeFlowJump(signed, days(times(24, 14), [2, 20]), last)).not.toBeNull()
    expect(judgeFlowJump(signed, days(times(24, 14), [4, 20]), last)).toBeNull()
  })
  it('the way back from a break is not another jump, where three days of the kept past stood there', () => {
    const broken = times(20, 1, 2)
    expect(judgeFlowJump(signed, days([...times(3, 17), ...broken], [18, 20]), last)).toBeNull()
    expect(judgeFlowJump(signed, days([...times(2, 17), ...broken], [18, 20]), last)).not.toBeNull()
    expect(judgeFlowJump(signed, days([...times(3, 15), ...broken], [18, 20]), last), 'fifteen points away').not.toBeNull()
  })
})

describe('jump of a stock', () => {
  const steps = (...nums: number[]): readonly (readonly [number, number])[] => nums.map((n) => [n, 100] as const)
  const climb = [20, 25, 31, 35, 41, 44, 50, 55]
  it('a step of 20 points beyond the usual is a jump, one of 15 is a campaign', () => {
    expect(judgeStockJump(trained, run('month', nov, steps(...climb, 86)))).toMatchObject({ kind: 'jump' })
    expect(judgeStockJump(trained, run('month', nov, steps(...climb, 75)))).toBeNull()
  })
  it('both figures ten times too large jump though the ratio stays', () => {
    const verdict = judgeStockJump(trained, run('month', nov, [...steps(...climb), [600, 1000]]))
    expect(evidence(verdict, 'moved')).toBe(545)
  })
  it('the way back from a wrong figure is not another jump', () => {
    const wrong = run('month', nov, steps(...climb, 6))
    expect(judgeStockJump(trained, wrong)).not.toBeNull()
    expect(judgeStockJump(trained, run('month', nov, steps(...climb, 6, 63)))).toBeNull()
    expect(wasJumpUp(run('month', nov, steps(...climb, 99)), climb.length)).toBe(true)
    expect(wasJumpUp(wrong, climb.length)).toBe(false)
  })
  it('a small office that trains everybody at once does not jump', () => {
    expect(judgeStockJump(trained, run('month', nov, [2, 2, 3, 3, 3, 4, 4, 4].map((n) => [n, 12] as const).concat([[12, 12]])))).toBeNull()
  })
  it('a fall of fewer than ten things is no jump, however many points it is; the same fall of a larger office is', () => {
    const fall = (times: number) => judgeStockJump(kpiOf('esign.staff'), run('month', nov, [3, 3, 3, 3, 4, 4, 4, 4, 8, 9, 11, 3].map((n) => [n * times, 11 * times] as const)))
    expect(fall(1), 'eight of eleven').toBeNull()
    expect(fall(10), 'eighty of 110').toMatchObject({ kind: 'jump' })
  })
  it('what follows silent months is measured by as many usual steps', () => {
    const past = climb.map((n, i) => [nov - 12 + i, n, 100, middle('month', nov - 12 + i)] as const)
    expect(judgeStockJump(trained, periodsOf('month', [...past, [nov, 78, 100, middle('month', nov)]]))).toBeNull()
  })
  it('without its past there is no usual step', () => {
    const least = stockJump.leastPast.month
    const flat = Array.from({ length: least + 1 }, () => 30)
    expect(judgeStockJump(trained, run('month', nov, steps(...flat, 90)))).not.toBeNull()
    expect(judgeStockJump(trained, run('month', nov, steps(...flat.slice(1), 90)))).toBeNull()
  })
  it('a day adds up to 12 points', () => {
    const days = Array.from({ length: 20 }, (_, i) => [4000 + 30 * i, 10_000] as const)
    const last = day('2026-11-20')
    expect(judgeStockJump(pages, run('day', last, [...days, [5500, 10_000]]))).toBeNull()
    expect(judgeStockJump(pages, run('day', last, [...days, [5900, 10_000]]))).not.toBeNull()
  })
  it('ordinary stocks raise no jump, small offices neither', () => {
    const next = generator(5)
    let found = 0
    for (let office = 0; office < 3000; office++) {
      const den = Math.round(5 + Math.exp(next() * 7))
      let num = den * 0.2
      const figures = Array.from({ length: 13 }, () => {
        num = Math.min(den, num + poisson(den * 0.06, next))
        return [Math.round(num), den + Math.round(next() * den * 0.02)] as const
      })
      for (let n = 8; n <= 13; n++) if (judgeStockJump(trained, run('month', nov, figures.slice(0, n))) !== null) found++
    }
    expect(found).toBe(0)
  })
})
