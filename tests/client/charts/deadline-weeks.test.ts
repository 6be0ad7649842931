/** The year of deadlines: calendar weeks, nothing lost, and today between what is overdue and what is due. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadlineStacks, type DatedTask } from '../../../client/charts/deadline-weeks.ts'
import { dayMs, dayStart, endOfLocalDay, localDay, startOfLocalDay, toLocalIso, weekStart, yearStart } from '../../../data/time/vietnam-time.ts'

const today = startOfLocalDay('2026-11-21') // a Saturday
const due = (day: string, state = 'later') => ({ id: day + state, dueAt: toLocalIso(endOfLocalDay(day)), state })
const told = (days: readonly DatedTask[], at = today) => deadlineStacks(days, at).map(({ fromMs, toMs, tasks }) => [localDay(fromMs), localDay(toMs - 1), tasks.map(({ state }) => state).join()])

describe('the weeks of deadlines', () => {
  it('are from Monday to Sunday, cut at the ends of the year', () => {
    expect(told([due('2026-03-02'), due('2026-03-08'), due('2026-03-09'), due('2026-01-01'), due('2026-12-31'), due('2025-12-31'), due('2027-01-01'), { id: 'none', dueAt: null, state: 'later' }])).toEqual([
      ['2026-01-01', '2026-01-04', 'later'], ['2026-03-02', '2026-03-08', 'later,later'], ['2026-03-09', '2026-03-15', 'later'], ['2026-12-28', '2026-12-31', 'later'],
    ])
  })

  it('have what is overdue before today and what is due from today on after it', () => {
    expect(told([due('2026-11-22', 'due7'), due('2026-11-20', 'overdue'), due('2026-11-21', 'due7'), due('2026-11-20', 'done')])).toEqual([['2026-11-16', '2026-11-20', 'done,overdue'], ['2026-11-21', '2026-11-22', 'due7,due7']])
    expect(told([due('2026-11-15', 'overdue'), due('2026-11-16', 'due7')], startOfLocalDay('2026-11-16'))).toEqual([['2026-11-09', '2026-11-15', 'overdue'], ['2026-11-16', '2026-11-22', 'due7']])
  })

  it('hold every deadline of the year once, each inside its part', () => {
    const days = fc.integer({ min: yearStart(2024), max: yearStart(2028) - 1 })
    fc.assert(fc.property(fc.array(days, { maxLength: 40 }), days, (dues, nowMs) => {
      const at = dayStart(nowMs)
      const tasks = dues.map((ms, i) => ({ id: `${i}`, dueAt: toLocalIso(endOfLocalDay(localDay(ms))), state: 'later' }))
      const stacks = deadlineStacks(tasks, at)
      for (const { fromMs, toMs, tasks: stack } of stacks) {
        expect(weekStart(toMs - 1)).toBe(weekStart(fromMs))
        expect(toMs - fromMs).toBeGreaterThanOrEqual(dayMs)
        expect(fromMs < at && toMs > at).toBe(false)
        for (const { dueAt } of stack) expect(Date.parse(dueAt!) > fromMs && Date.parse(dueAt!) <= toMs).toBe(true)
      }
      const year = localDay(at).slice(0, 4)
      expect(stacks.flatMap((stack) => stack.tasks.map(({ id }) => id)).toSorted()).toEqual(tasks.flatMap(({ id }, i) => (localDay(dues[i]!).startsWith(year) ? [id] : [])).toSorted())
    }))
  })
})
