import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overdueCount } from '../../../data/plans/overdue.ts'
import { ownedTasks, planTasks } from '../../../data/plans/registers.ts'
import { tasksAnswer } from '../../../data/protocol/task.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { isNewer } from '../../../data/readings/reading.ts'
import { endOfLocalDay, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import type { LoggedTaskEvent } from '../../../server/log/log.ts'
import { maxTasksPerAnswer, TaskBoard } from '../../../server/watch/tasks/task-board.ts'
import { TaskRows } from '../../../server/watch/tasks/task-rows.ts'

const pyramid = buildPyramid(officialUnits)
const noon = startOfLocalDay('2026-11-22') + 12 * 3_600_000
const index = (code: string): number => pyramid.indexOf(code)!
const everything = { limit: maxTasksPerAnswer }

let seq = 0
const event = (task: string, atMs: number, state: 'open' | 'running' | 'done', key = 'k', simulated = false): LoggedTaskEvent => ({
  seq: ++seq, key, task, atMs, state, result: state === 'done' ? 'Đã xong' : null, receivedMs: atMs, simulated, source: 1,
})
function board(nowMs = noon, events: readonly LoggedTaskEvent[] = []) {
  const clock = { now: nowMs, nowMs: () => clock.now }
  const rows = new TaskRows({ pyramid, documents: planTasks, records: [], events, clock })
  return { clock, rows, board: new TaskBoard(rows) }
}

describe('the task board', () => {
  it('on 22 November 2026, with nothing reported, has 14 of the 43 owned tasks overdue: 5 of Hưng Yên, 9 of Điện Biên', () => {
    const { board: tasks } = board()
    const of = (code: string) => tasks.answer(index(code), everything)
    expect([of('TW').total, of('TW').counts['overdue'], of('TW').registers]).toEqual([43, 14, 2])
    expect([of('33').counts['overdue'], of('11').counts['overdue'], of('01').total, of('01').registers]).toEqual([5, 9, 0, 0])
    expect(tasksAnswer.safeParse(of('TW')).success).toBe(true)
  })

  it('computes the overdue KPI for units that own a register and has no figure, not zero, for all others', () => {
    expect([...board().board.computedOverdue(noon)]).toEqual(expect.arrayContaining([
      [index('33'), { overdue: 5, total: 15 }], [index('11'), { overdue: 9, total: 28 }],
    ]))
    expect(board().board.computedOverdue(noon).size).toBe(2)
  })

  it('tells since when more are overdue than are allowed: the deadline that passed it, and nothing where no more are', () => {
    const { board: tasks } = board()
    const dues = tasks.answer(0, { state: 'overdue', limit: maxTasksPerAnswer }).tasks.map(({ dueAt }) => Date.parse(dueAt!))
    expect(tasks.overdueSinceMs(0, 0)).toBe(dues[0])
    expect(tasks.overdueSinceMs(0, 3)).toBe(dues[3])
    expect(tasks.overdueSinceMs(0, dues.length)).toBeNull()
    expect(tasks.overdueSinceMs(index('01'), 0)).toBeNull()
    expect(tasks.overdueSinceMs(0, 0)).toBeLessThan(noon)
  })

  it('lists the longest overdue first and those without a deadline after those with one', () => {
    const { tasks } = board().board.answer(0, everything)
    const overdue = tasks.filter((task) => task.state === 'overdue')
    expect(tasks.slice(0, overdue.length)).toEqual(overdue)
    expect(overdue.map((task) => task.daysLate)).toEqual(overdue.map((task) => task.daysLate).toSorted((a, b) => b - a))
    const states = tasks.map((task) => task.state).filter((state, i, all) => state !== all[i - 1])
    expect(states).toEqual(['overdue', 'due7', 'due30', 'later', 'standing', 'roadmap'].filter((state) => states.includes(state as never)))
  })

  it('answers one state, with the counts of all, and never more than the limit', () => {
    const answer = board().board.answer(0, { state: 'overdue', limit: 3 })
    expect([answer.total, answer.tasks.length, answer.counts['overdue']]).toEqual([14, 3, 14])
    expect(Object.values(answer.counts).reduce((a, b) => a + b)).toBe(43)
    expect(board().board.answer(0, { limit: 0 }).tasks).toEqual([])
    expect(board().board.answer(0, { limit: -1 }).tasks).toEqual([])
    expect(board().board.answer(0, { limit: maxTasksPerAnswer + 1 }).tasks).toHaveLength(43)
  })

  it('shows no task of a register outside the root, nor has it', () => {
    const { board: tasks } = board()
    expect(tasks.answer(index('11'), everything).tasks.every((task) => task.owner === '11')).toBe(true)
    const commune = pyramid.children[index('11')]![0]!
    expect(tasks.answer(commune, everything)).toMatchObject({ total: 0, registers: 0, tasks: [] })
    expect([tasks.has('s2-01', 0), tasks.has('s2-01', index('11')), tasks.has('s2-01', index('33')), tasks.has('s2-01', commune)]).toEqual([true, true, false, false])
    expect([tasks.has('s4-01', 0), tasks.has('nothing', 0)]).toEqual([false, false])
  })

  it('shows a task as done from its report on, with its result, and as simulated where the report is', () => {
    const { board: tasks } = board(noon, [event('s2-04', noon - 1000, 'done', 'k', true)])
    expect(tasks.answer(0, { state: 'done', limit: 9 }).tasks).toMatchObject([
      { id: 's2-04', daysLate: 0, simulated: true, reported: { state: 'done', result: 'Đã xong' } },
    ])
    expect(tasks.computedOverdue(noon).get(index('11'))).toEqual({ overdue: 8, total: 28 })
  })

  it('lets the newest event by instant, then by key, stand, whatever the order they came in', () => {
    const times = fc.array(fc.record({ at: fc.nat(3), key: fc.constantFrom('a', 'b', 'c'), state: fc.constantFrom('open' as const, 'running' as const, 'done' as const) }), { minLength: 1, maxLength: 12 })
    fc.assert(fc.property(times, (list) => {
      const unique = [...new Map(list.map((e) => [`${e.at}${e.key}`, e])).values()]
      const events = unique.map((e) => event('s2-04', noon - 3000 + e.at * 1000, e.state, e.key))
      const newest = events.reduce((best, e) => (isNewer(e.atMs, e.key, best.atMs, best.key) ? e : best))
      const { board: tasks, rows } = board()
      for (const e of events) rows.apply([e])
      expect(tasks.answer(0, everything).tasks.find((task) => task.id === 's2-04')!.reported!.state).toBe(newest.state)
      expect(tasks.computedOverdue(noon).get(index('11'))!.overdue).toBe(newest.state === 'done' ? 8 : 9)
    }))
  })

  it('lets an event that is ahead of the clock stand once its instant has come', () => {
    const { board: tasks, rows, clock } = board()
    rows.apply([event('s2-04', noon + 60_000, 'done')])
    const before = tasks.version(0)
    expect(tasks.answer(0, everything).counts['overdue']).toBe(14)
    clock.now = noon + 60_000
    tasks.tick()
    expect([tasks.answer(0, everything).counts['overdue'], tasks.version(0) > before]).toEqual([13, true])
  })

  it('becomes overdue at the end of the due day, to the millisecond, and tells so at midnight', () => {
    const lastDay = endOfLocalDay('2026-01-30')
    const { board: tasks, rows, clock } = board(lastDay - 1)
    let told = 0
    rows.onChanged(() => told++)
    const stateOf = () => tasks.answer(0, everything).tasks.find((task) => task.id === 's2-04')!.state
    expect(stateOf()).toBe('due7')
    tasks.tick()
    expect(told).toBe(0)
    clock.now = lastDay
    const before = tasks.version(0)
    tasks.tick()
    expect([stateOf(), told, tasks.version(0) > before]).toEqual(['overdue', 1, true])
    expect([...tasks.computedOverdue(lastDay).values()].reduce((sum, c) => sum + c.overdue, 0)).toBe(overdueCount(ownedTasks, () => null, lastDay))
  })

  it('stores nothing of being overdue: a clock that jumped past a due day and was mended leaves no task overdue at the next start', () => {
    const lastDay = endOfLocalDay('2026-01-30')
    const stateOf = (tasks: TaskBoard) => tasks.answer(0, everything).tasks.find((task) => task.id === 's2-04')!.state
    const { board: jumped, clock } = board(lastDay - 3_600_000)
    clock.now = lastDay + 5 * 3_600_000
    jumped.tick()
    expect(stateOf(jumped)).toBe('overdue')
    expect(stateOf(board(lastDay - 3_000_000).board)).toBe('due7')
  })

  it('raises the version of the scopes an event belongs to and of no others', () => {
    const { board: tasks, rows } = board()
    const versions = () => ['TW', '11', '33', '01'].map((code) => tasks.version(index(code)))
    const before = versions()
    rows.apply([event('s2-04', noon, 'running'), event('unknown', noon, 'done')])
    expect(versions().map((v, i) => v > before[i]!)).toEqual([true, true, false, false])
  })

  it('tells nobody of an event that is known already or belongs to no register, and of one that stands behind a newer one, for the history tells it', () => {
    const known = event('s2-04', noon, 'done')
    const { board: tasks, rows } = board(noon, [known])
    let told = 0
    rows.onChanged(() => told++)
    rows.apply([known, event('s4-01', noon, 'done')])
    expect([told, tasks.answer(0, everything).counts['done']]).toEqual([0, 1])
    rows.apply([event('s2-04', noon - 1, 'open')])
    expect([told, tasks.answer(0, everything).counts['done']]).toEqual([1, 1])
  })
})
