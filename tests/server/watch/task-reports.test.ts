/** Reports of units stand in a task's history as acts do: who, when observed and received, before, after; in one order, over a restart, within the bound. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maxHistory, taskDetailAnswer, type TaskAct } from '../../../data/protocol/task.ts'
import { startOfLocalDay, toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { NewTaskEvent } from '../../../server/log/log.ts'
import { centre, keyOf, pyramid, TaskWorld } from '../../support/task-world.ts'

const minute = 60_000
const noon = startOfLocalDay('2026-11-22') + 720 * minute
const late = 's2-04'
const units: Readonly<Record<number, string>> = { 1: '11', 2: 'TW' }

let world: TaskWorld
beforeEach(() => { world = new TaskWorld(noon) })
afterEach(() => world.end())

const report = (more: Partial<NewTaskEvent>) => world.log.appendTaskEvents([
  { key: `k${more.state}`, task: late, atMs: world.nowMs, state: 'running', result: null, simulated: false, source: 1, ...more },
])
const history = (scope = 'TW') => world.register.history(late, pyramid.indexOf(scope)!, (keyId) => units[keyId] ?? null)
const told = (scope = 'TW') => history(scope).history
const act = (what: Record<string, unknown>, actor = centre) =>
  world.register.act(late, { ...what, version: world.board.task(late, 0, true)!.version } as TaskAct, actor)

describe('a unit\'s report', () => {
  it('is told with who, when it was observed and received, and what stood before and after it', async () => {
    await report({ state: 'running', result: 'Đã có dự thảo', atMs: noon - 30 * minute })
    world.pass(minute)
    await report({ state: 'done', result: 'Đã ban hành', key: 'k2' })
    expect(told()).toEqual([
      {
        seq: 2, at: toLocalIso(noon + minute), by: 'key', unit: '11', keyId: 1, action: 'report', note: null, observedAt: toLocalIso(noon + minute), isOvertaken: false, simulated: false,
        changes: [{ field: 'state', before: 'running', after: 'done' }, { field: 'result', before: 'Đã có dự thảo', after: 'Đã ban hành' }],
      },
      {
        seq: 1, at: toLocalIso(noon), by: 'key', unit: '11', keyId: 1, action: 'report', note: null, observedAt: toLocalIso(noon - 30 * minute), isOvertaken: false, simulated: false,
        changes: [{ field: 'state', before: null, after: 'running' }, { field: 'result', before: null, after: 'Đã có dự thảo' }],
      },
    ])
  })

  it('that says the state that stood is told with it, and one that came after a newer one is told as overtaken', async () => {
    await report({ state: 'running', result: 'một', key: 'a', atMs: noon - 20 * minute })
    await report({ state: 'running', result: 'hai', key: 'b' })
    await report({ state: 'open', result: null, key: 'c', atMs: noon - 10 * minute })
    expect(told().map(({ isOvertaken, changes }) => [isOvertaken, ...changes.map(({ before, after }) => `${String(before)}>${String(after)}`)])).toEqual([
      [true, 'running>open', 'một>null'], [false, 'running>running', 'một>hai'], [false, 'null>running', 'null>một'],
    ])
    expect(world.board.task(late, 0, true)!.reported).toMatchObject({ state: 'running', result: 'hai' })
  })

  it('stands in one order with the acts, whose own events are not told twice', async () => {
    await report({ state: 'running', result: 'Đang làm' })
    act({ act: 'progress', state: 'running', result: 'Đã trình' })
    await report({ state: 'done', result: 'Đã ban hành', key: '~act-0000000002', atMs: noon + 1 })
    world.pass(minute)
    act({ act: 'reopen', note: 'Thiếu phụ lục' }, keyOf('11'))
    world.pass(minute)
    await report({ state: 'done', result: 'Đã bổ sung', key: 'z' })
    const all = told()
    expect(all.map(({ seq, action, by }) => `${seq} ${action} ${by}`)).toEqual(['5 report key', '4 reopen key', '3 report key', '2 progress local', '1 report key'])
    expect(all.map(({ changes }) => changes.find(({ field }) => field === 'state')?.before ?? '-')).toEqual(['open', 'done', 'running', '-', '-'])
    expect(all.map(({ observedAt }) => observedAt === null)).toEqual([false, true, false, true, false])
    expect(world.log.taskEvents()).toHaveLength(5)
    taskDetailAnswer.parse({ task: world.board.task(late, 0, true), ...history() })
  })

  it.each([false, true])('is told alike after a restart (kill: %s), and nothing of it is kept beside the log', async (kill) => {
    await report({ state: 'running', result: 'Đang làm' })
    act({ act: 'extend', deadline: { kind: 'day', day: '2026-12-31' }, reason: 'Chờ hướng dẫn' })
    world.pass(minute)
    await report({ state: 'done', result: 'Đã ban hành', key: 'z', simulated: true })
    const before = told()
    expect(before.map(({ action, simulated }) => `${action} ${String(simulated)}`)).toEqual(['report true', 'extend false', 'report false'])
    expect(world.ledger.verify().acts).toBe(1)
    await world.restart(kill)
    expect(told()).toEqual(before)
  })

  it('by a key of a unit outside the viewer\'s scope tells only that it was a key; a task elsewhere has no history', async () => {
    await report({ state: 'done', result: 'Đã ban hành', source: 2 })
    await report({ state: 'open', result: null, key: 'gone', source: 99 })
    expect(told('11').map(({ by, unit, keyId }) => [by, unit, keyId])).toEqual([['key', null, null], ['key', null, null]])
    expect(told().map(({ unit, keyId }) => [unit, keyId])).toEqual([[null, null], ['TW', 2]])
    expect(history('33')).toEqual({ history: [], historyTotal: 0 })
  })

  it('raises the version of its scopes, also where a newer one stands', async () => {
    await report({ state: 'running' })
    const versions = () => ['TW', '11', '33'].map((code) => world.board.version(pyramid.indexOf(code)!))
    const before = versions()
    await report({ state: 'open', key: 'late', atMs: noon - minute })
    expect(versions().map((version, i) => version > before[i]!)).toEqual([true, true, false])
  })

  it(`is told with the newest ${maxHistory} of reports and acts; of more the number is told`, async () => {
    const many = (count: number, from: number) => world.log.appendTaskEvents(Array.from({ length: count }, (_, i): NewTaskEvent => (
      { key: `m${from + i}`, task: late, atMs: noon - (count - i), state: 'running', result: `lần ${from + i}`, simulated: false, source: 1 })))
    await many(maxHistory - 1, 0)
    act({ act: 'progress', state: 'running', result: 'Đã trình' })
    expect([told().length, history().historyTotal, told().at(-1)!.seq]).toEqual([maxHistory, maxHistory, 1])
    world.pass(minute)
    await report({ state: 'done', result: 'Đã ban hành', key: 'z' })
    expect([told().length, history().historyTotal, told()[0]!.seq, told().at(-1)!.seq]).toEqual([maxHistory, maxHistory + 1, maxHistory + 1, 2])
    expect(told()[0]!.changes[0]).toEqual({ field: 'state', before: 'running', after: 'done' })
  })
})
