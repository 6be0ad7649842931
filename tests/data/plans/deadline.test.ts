import { describe, expect, it } from 'vitest'
import { daysLate, daysLeft, daysPast, deadlineEndMs, formatDeadlineEn, formatDeadlineVi } from '../../../data/plans/deadline.ts'
import { overdueCount, taskState } from '../../../data/plans/overdue.ts'
import type { TaskReport } from '../../../data/plans/overdue.ts'
import { planTasks } from '../../../data/plans/registers.ts'
import type { DeadlineRule, PlanTask } from '../../../data/plans/task.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'

const local = (text: string): number => Date.parse(`${text}+07:00`)
const day: DeadlineRule = { kind: 'day', day: '2026-06-30' }
const ends: readonly (readonly [DeadlineRule, string])[] = [
  [day, '2026-07-01T00:00:00'],
  [{ kind: 'day', day: '2026-12-31' }, '2027-01-01T00:00:00'],
  [{ kind: 'month', year: 2026, month: 5 }, '2026-06-01T00:00:00'],
  [{ kind: 'month', year: 2026, month: 12 }, '2027-01-01T00:00:00'],
  [{ kind: 'month', year: 2028, month: 2 }, '2028-03-01T00:00:00'],
  [{ kind: 'quarter', year: 2026, quarter: 1 }, '2026-04-01T00:00:00'],
  [{ kind: 'quarter', year: 2026, quarter: 4 }, '2027-01-01T00:00:00'],
  [{ kind: 'quarters', year: 2026, first: 3, last: 4 }, '2027-01-01T00:00:00'],
  [{ kind: 'quarters', year: 2026, first: 1, last: 2 }, '2026-07-01T00:00:00'],
]
const taskWith = (deadline: DeadlineRule): PlanTask => ({ ...planTasks[0]!, deadline })

describe('a deadline', () => {
  it('ends at 24:00 local time of its day, month or last quarter', () => {
    for (const [rule, end] of ends) expect(deadlineEndMs(rule), end).toBe(local(end))
  })

  it('has no end where the task is standing or follows the road-map', () => {
    expect(deadlineEndMs({ kind: 'standing' })).toBeNull()
    expect(deadlineEndMs({ kind: 'roadmap' })).toBeNull()
    expect(daysLate({ kind: 'standing' }, local('2030-01-01T00:00:00'))).toBe(0)
    expect(daysLeft({ kind: 'roadmap' }, local('2030-01-01T00:00:00'))).toBeNull()
  })

  it('is a day late from the first instant after its midnight, and not before', () => {
    expect(daysLate(day, local('2026-06-30T23:59:00'))).toBe(0)
    expect(daysLate(day, local('2026-07-01T00:00:00'))).toBe(1)
    expect(daysLate(day, local('2026-07-01T23:59:00'))).toBe(1)
    expect(daysLate(day, local('2026-07-02T00:01:00'))).toBe(2)
    expect(daysLate(day, local('2026-11-22T08:00:00'))).toBe(145)
    expect(daysLate(day, local('2026-01-01T00:00:00'))).toBe(0)
    const end = local('2026-07-01T00:00:00')
    expect([daysPast(end, end - 1), daysPast(end, end), daysPast(end, end + dayMs - 1), daysPast(end, end + dayMs)]).toEqual([0, 1, 1, 2])
  })

  it('counts days to the due day in the local calendar', () => {
    expect(daysLeft(day, local('2026-06-30T00:00:00'))).toBe(0)
    expect(daysLeft(day, local('2026-06-29T23:59:59'))).toBe(1)
    expect(daysLeft(day, local('2026-07-01T00:00:00'))).toBe(-1)
  })

  it('reads as the documents write it, and in English', () => {
    const words = [day, ...ends.slice(2, 3).map(([rule]) => rule), ...ends.slice(6, 8).map(([rule]) => rule)]
    expect(words.map(formatDeadlineVi)).toEqual(['30/6/2026', 'Tháng 5/2026', 'Quý IV/2026', 'Quý III, IV/2026'])
    expect(words.map(formatDeadlineEn)).toEqual(['30/6/2026', 'May 2026', 'Q4 2026', 'Q3–Q4 2026'])
    expect(formatDeadlineVi({ kind: 'standing' })).toBe('Thường xuyên')
    expect(formatDeadlineEn({ kind: 'roadmap' })).toBe('By the central road-map')
  })
})

describe('the state of a task', () => {
  const task = taskWith(day)

  it('turns overdue at the midnight that ends its deadline, and not a minute before', () => {
    expect(taskState(task, null, local('2026-06-30T23:59:00'))).toBe('due7')
    expect(taskState(task, null, local('2026-07-01T00:00:00') - 1)).toBe('due7')
    expect(taskState(task, null, local('2026-07-01T00:00:00'))).toBe('overdue')
    expect(taskState(task, null, local('2026-07-01T00:01:00'))).toBe('overdue')
  })

  it('nears its deadline in steps of 30 and 7 days', () => {
    expect(taskState(task, null, local('2026-05-30T12:00:00'))).toBe('later')
    expect(taskState(task, null, local('2026-05-31T00:00:00'))).toBe('due30')
    expect(taskState(task, null, local('2026-06-22T23:59:00'))).toBe('due30')
    expect(taskState(task, null, local('2026-06-23T00:00:00'))).toBe('due7')
  })

  it('is done once reported done, also after the deadline; begun is not done', () => {
    const now = local('2026-11-22T08:00:00')
    const done: TaskReport = { state: 'done', atMs: local('2026-10-01T08:00:00') }
    expect(taskState(task, done, now)).toBe('done')
    expect(taskState(task, { ...done, state: 'running' }, now)).toBe('overdue')
    expect(taskState(task, { ...done, state: 'open' }, now)).toBe('overdue')
    expect(taskState(task, done, local('2026-09-30T08:00:00'))).toBe('overdue')
  })

  it('never becomes overdue where standing or by road-map', () => {
    const never = local('2099-01-01T00:00:00')
    expect(taskState(taskWith({ kind: 'standing' }), null, never)).toBe('standing')
    expect(taskState(taskWith({ kind: 'roadmap' }), null, never)).toBe('roadmap')
  })

  it('counts as overdue only where a unit owns the task', () => {
    const now = local('2026-11-22T08:00:00')
    expect(overdueCount([task, { ...task, id: 'template', owner: null }], () => null, now)).toBe(1)
    expect(overdueCount([task], () => ({ state: 'done', atMs: now }), now)).toBe(0)
  })
})
