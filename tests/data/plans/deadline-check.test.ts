import { describe, expect, it } from 'vitest'
import { deadlineFault, extensionFault } from '../../../data/plans/deadline-check.ts'
import type { DeadlineRule } from '../../../data/plans/task.ts'
import { endOfLocalDay, localDay, startOfLocalDay } from '../../../data/time/vietnam-time.ts'

const nowMs = startOfLocalDay('2026-11-22') + 12 * 3_600_000
const day = (text: string): DeadlineRule => ({ kind: 'day', day: text })
const fieldOf = (rule: DeadlineRule, atMs = nowMs) => deadlineFault(rule, atMs, 10)?.field ?? null
const extended = (old: DeadlineRule, rule: DeadlineRule) => extensionFault(old, rule, nowMs, 10)?.field ?? null

describe('a new deadline', () => {
  it('is a day that the calendar has: 31 February is none, 29 February only in leap years', () => {
    expect(['2027-02-31', '2027-02-29', '2028-02-29', '2027-04-31', '2027-13-01', 'tomorrow'].map((text) => fieldOf(day(text)))).toEqual(['day', 'day', null, 'day', 'day', 'day'])
  })

  it('may be today, to its last millisecond, and not yesterday', () => {
    expect([fieldOf(day('2026-11-22')), fieldOf(day('2026-11-21'))]).toEqual([null, 'day'])
    expect([fieldOf(day('2026-11-22'), endOfLocalDay('2026-11-22') - 1), fieldOf(day('2026-11-22'), endOfLocalDay('2026-11-22'))]).toEqual([null, 'day'])
  })

  it('may be the month, the quarter or the quarters that are running, and none that passed', () => {
    expect([fieldOf({ kind: 'month', year: 2026, month: 11 }), fieldOf({ kind: 'month', year: 2026, month: 10 })]).toEqual([null, 'month'])
    expect([fieldOf({ kind: 'quarter', year: 2026, quarter: 4 }), fieldOf({ kind: 'quarter', year: 2026, quarter: 3 })]).toEqual([null, 'quarter'])
    expect([fieldOf({ kind: 'quarters', year: 2026, first: 3, last: 4 }), fieldOf({ kind: 'quarters', year: 2026, first: 2, last: 3 })]).toEqual([null, 'last'])
  })

  it('of two quarters ends after it begins', () => {
    expect([[1, 2], [2, 2], [3, 2], [1, 4]].map(([first, last]) => fieldOf({ kind: 'quarters', year: 2027, first: first as 1, last: last as 2 }))).toEqual([null, 'last', 'last', null])
  })

  it('lies at most ten years after the present one', () => {
    expect([fieldOf(day('2036-12-31')), fieldOf(day('2037-01-01'))]).toEqual([null, 'day'])
    expect([fieldOf({ kind: 'quarter', year: 2036, quarter: 4 }), fieldOf({ kind: 'quarter', year: 2037, quarter: 1 })]).toEqual([null, 'quarter'])
  })

  it('may be none: standing, or by the central road-map', () => {
    expect([fieldOf({ kind: 'standing' }), fieldOf({ kind: 'roadmap' })]).toEqual([null, null])
  })

  it('may be today, as the refusal says', () => {
    const today = day(localDay(nowMs))
    expect(fieldOf(today)).toBeNull()
    expect(deadlineFault(day('2020-01-01'), nowMs, 10)).toMatchObject({ vi: 'hạn đã qua; chọn hạn từ hôm nay trở đi', en: 'this deadline has passed; choose one from today on' })
  })

  it('that is refused says why in both languages, in words that fit the refusal', () => {
    const faults = [day('2027-02-31'), day('2020-01-01'), day('2099-01-01'), { kind: 'quarters', year: 2027, first: 2, last: 2 } as const].map((rule) => deadlineFault(rule, nowMs, 10)!)
    for (const { vi, en } of [...faults, extensionFault(day('2026-12-01'), { kind: 'roadmap' }, nowMs, 10)!]) {
      expect([vi.length, en.length].every((length) => length > 10 && length <= 120)).toBe(true)
    }
  })
})

describe('putting a deadline off', () => {
  it('names a later deadline than the present one', () => {
    expect(['2026-12-30', '2026-12-31', '2027-01-01'].map((text) => extended(day('2026-12-31'), day(text)))).toEqual(['day', 'day', null])
    expect(extended({ kind: 'quarter', year: 2026, quarter: 4 }, { kind: 'month', year: 2026, month: 12 }), 'the same instant in other words').toBe('month')
    expect(extended({ kind: 'quarter', year: 2026, quarter: 4 }, { kind: 'month', year: 2027, month: 1 })).toBeNull()
  })

  it('from one that has passed needs a deadline that has not', () => {
    expect([extended(day('2026-06-30'), day('2026-10-31')), extended(day('2026-06-30'), day('2026-11-30'))]).toEqual(['day', null])
  })

  it('gives a road-map task its first deadline, and takes none away', () => {
    expect(extended({ kind: 'roadmap' }, day('2026-12-01'))).toBeNull()
    expect([extended(day('2026-12-31'), { kind: 'roadmap' }), extended(day('2026-12-31'), { kind: 'standing' })]).toEqual(['kind', 'kind'])
  })
})
