import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maxTasks, maxTasksPerUnit, taskDetailAnswer, tasksAnswer, type TaskAct, type TaskAnswer, type TaskInput } from '../../../data/protocol/task.ts'
import { endOfLocalDay, startOfLocalDay, toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { DomainError } from '../../../server/errors.ts'
import type { Actor, Change } from '../../../server/log/ledger.ts'
import { bodyOfRow, maxExtensions, shortened, taskBody } from '../../../server/watch/tasks/task-record.ts'
import { ownedTasks } from '../../../data/plans/registers.ts'
import { centre, input, keyOf, pyramid, TaskWorld } from '../../support/task-world.ts'

const hour = 3_600_000
const noon = startOfLocalDay('2026-11-22') + 12 * hour
const index = (code: string): number => pyramid.indexOf(code)!
const commune = pyramid.units[pyramid.children[index('11')]![0]!]!.code
/** A row of Điện Biên that was due on 30 January 2026. */
const late = 's2-04'
const standing = ownedTasks.find(({ owner, deadline }) => owner === '11' && deadline.kind === 'standing')!.id
const roadmap = ownedTasks.find(({ deadline }) => deadline.kind === 'roadmap')!

let world: TaskWorld
beforeEach(() => { world = new TaskWorld(noon) })
afterEach(() => world.end())

const task = (id: string): TaskAnswer => world.board.task(id, 0, true)!
const told = (id: string, scope = 'TW') => world.register.history(id, index(scope), () => null).history
/** Acts on the version that stands now. */
function act(id: string, what: Omit<TaskAct, 'version'> & Record<string, unknown>, actor: Actor = centre): void {
  world.register.act(id, { ...what, version: task(id).version } as TaskAct, actor)
}
/** `code` of what a call is refused with, its field and its words; 'ok' where it is not. */
function refusal(work: () => unknown): string {
  try {
    work()
    return 'ok'
  } catch (error) {
    const { code, details } = error as DomainError
    return [code, details.field].filter((part) => part !== undefined).join(' ')
  }
}
const creating = (more: Partial<TaskInput>, actor = centre): string => refusal(() => world.register.create(input(more), actor))

describe('a task that people make', () => {
  it('has the five "rõ", a short title, a version, and counts from now on', async () => {
    const before = world.computed.get(index('11'))
    const id = world.register.create(input({ deadline: { kind: 'month', year: 2026, month: 12 }, contentVi: `${'Rà soát đường truyền '.repeat(5)}các xã` }), keyOf('11'))
    expect(task(id)).toMatchObject({
      owner: '11', leadVi: 'Văn phòng Tỉnh ủy', supportVi: ['Sở Khoa học và Công nghệ'], accountableVi: 'Văn phòng Tỉnh ủy', resultVi: 'Báo cáo rà soát',
      deadlineVi: 'Tháng 12/2026', deadlineKind: 'month', dueAt: toLocalIso(startOfLocalDay('2027-01-01')), originalDueAt: null, extensions: 0, state: 'later',
      custom: true, version: 1, mayEdit: true, warning: null, reported: null, document: '', section: '', daysLate: 0,
    })
    expect(task(id).shortVi.length).toBeLessThanOrEqual(60)
    expect(task(id).shortVi).toMatch(/…$/)
    expect(taskDetailAnswer.parse({ task: task(id), ...world.register.history(id, 0, () => null) }).history).toMatchObject([{ seq: 1, by: 'key', unit: '11', keyId: 7, action: 'create' }])
    world.pass(41 * 24 * hour)
    expect([task(id).state, task(id).daysLate, world.computed.get(index('11'))! > before!]).toEqual(['overdue', 2, true])
    expect([await world.overdue(commune), await world.overdue('11', noon - 1), await world.overdue('11', noon)]).toEqual([null, 9, 9])
  })

  it('gives a unit without a register its first figure, which was not there before', async () => {
    expect([world.computed.has(index(commune)), await world.overdue(commune)]).toEqual([false, null])
    world.register.create(input({ owner: commune }), centre)
    expect([world.computed.get(index(commune)), await world.overdue(commune), await world.overdue(commune, noon - 1)]).toEqual([0, 0, null])
    expect(world.board.answer(index(commune), { limit: 9 })).toMatchObject({ total: 1, registers: 1 })
  })

  it('is owned inside the scope of who makes it; a unit elsewhere and one that there is not are refused alike', () => {
    expect([creating({ owner: commune }, keyOf('11')), creating({ owner: '11' }, keyOf('11'))]).toEqual(['ok', 'ok'])
    expect(['33', 'TW', '99', 'x'].map((owner) => creating({ owner }, keyOf('11')))).toEqual(Array(4).fill('unit_unavailable owner'))
    expect(creating({ owner: '11' }, keyOf(commune))).toBe('unit_unavailable owner')
  })

  it.each([
    ['a day that there is not', { deadline: { kind: 'day', day: '2027-02-31' } }, 'field_invalid deadline.day'],
    ['a day that has passed', { deadline: { kind: 'day', day: '2026-11-21' } }, 'field_invalid deadline.day'],
    ['quarters in the wrong order', { deadline: { kind: 'quarters', year: 2027, first: 3, last: 2 } }, 'field_invalid deadline.last'],
    ['a deadline beyond ten years', { deadline: { kind: 'quarter', year: 2037, quarter: 1 } }, 'field_invalid deadline.quarter'],
    ['a telephone in the content', { contentVi: 'Gọi số 0912 345 678 để báo cáo' }, 'field_invalid contentVi'],
    ['an identity card in the lead', { leadVi: 'Cán bộ 001099012345' }, 'field_invalid leadVi'],
    ['one in a supporting office', { supportVi: ['Sở Nội vụ', 'máy 0912345678'] }, 'field_invalid supportVi.1'],
    ['control characters', { resultVi: 'Báo cáo\u0007 xong' }, 'field_invalid resultVi'],
    ['marks that turn the text round', { accountableVi: 'Văn phòng \u202e' }, 'field_invalid accountableVi'],
    ['a KPI the catalogue has not', { kpi: 'no.such' }, 'kpi_unknown kpi'],
  ] as [string, Partial<TaskInput>, string][])('is refused with %s, by field, and nothing is written', (_, more, expected) => {
    expect(creating(more)).toBe(expected)
    expect(world.ledger.verify().acts).toBe(0)
    expect(world.rows.size).toBe(43)
  })

  it('says to name offices where a text holds a number like a person\'s', () => {
    let words: unknown
    try {
      world.register.create(input({ leadVi: 'Cán bộ 001099012345' }), centre)
    } catch (error) {
      words = (error as DomainError).details.params
    }
    expect(words).toMatchObject({ whyVi: expect.stringContaining('ghi tên đơn vị, không ghi tên người'), whyEn: expect.stringContaining('name offices, not persons') })
  })

  it('may be standing, by the road-map, of quarters, or due today', () => {
    const deadlines: TaskInput['deadline'][] = [{ kind: 'standing' }, { kind: 'roadmap' }, { kind: 'quarters', year: 2027, first: 1, last: 2 }, { kind: 'day', day: '2026-11-22' }, { kind: 'quarter', year: 2036, quarter: 4 }]
    expect(deadlines.map((deadline) => task(world.register.create(input({ deadline }), centre)).state)).toEqual(['standing', 'roadmap', 'later', 'due7', 'later'])
  })
})

describe('assigning', () => {
  it('changes who leads, supports and answers; the history says from what to what, by whom and why', () => {
    act(late, { act: 'assign', leadVi: 'Sở Nội vụ', supportVi: [], accountableVi: 'Sở Nội vụ', note: 'Chuyển đầu mối' }, keyOf('11'))
    expect(task(late)).toMatchObject({ leadVi: 'Sở Nội vụ', supportVi: [], accountableVi: 'Sở Nội vụ', version: 1, custom: false })
    const before = ownedTasks.find(({ id }) => id === late)!
    expect(told(late)).toMatchObject([{ action: 'assign', note: 'Chuyển đầu mối', by: 'key', unit: '11' }])
    expect(told(late)[0]!.changes).toEqual(expect.arrayContaining([{ field: 'leadVi', before: before.leadVi, after: 'Sở Nội vụ' }]))
    expect(told(late)[0]!.changes.map(({ field }) => field).filter((field) => !['leadVi', 'supportVi', 'accountableVi'].includes(field))).toEqual([])
  })

  it('that changes nothing is refused, and so is one on a version that has gone by', () => {
    const same = { act: 'assign' as const, leadVi: task(late).leadVi, supportVi: task(late).supportVi, accountableVi: task(late).accountableVi }
    expect(refusal(() => act(late, same))).toBe('act_impossible')
    act(late, { ...same, leadVi: 'Sở Nội vụ' })
    expect(refusal(() => world.register.act(late, { ...same, version: 0 }, centre))).toBe('edited_meanwhile')
    expect(refusal(() => world.register.act(late, { ...same, version: 2 }, centre))).toBe('edited_meanwhile')
    expect([task(late).version, world.ledger.verify().acts]).toEqual([1, 1])
  })

  it('of a task elsewhere is refused as of one that there is not, and elsewhere nobody sees it', () => {
    const what = { act: 'assign', version: 0, leadVi: 'Sở Nội vụ', supportVi: [], accountableVi: 'Sở Nội vụ' } satisfies TaskAct
    expect(['s0-01', 'nothing', 's4-01'].map((id) => refusal(() => world.register.act(id, what, keyOf('11'))))).toEqual(Array(3).fill('task_unavailable'))
    expect(refusal(() => world.register.act(late, what, keyOf(commune)))).toBe('task_unavailable')
    expect([world.board.task('s0-01', index('11'), true), told('s0-01', '11')]).toEqual([null, []])
  })
})

describe('what an act reports', () => {
  it('is an event in the log and an act in the ledger, in one transaction', () => {
    act(late, { act: 'progress', state: 'running', result: 'Đã có dự thảo' })
    expect(world.log.taskEvents()).toMatchObject([{ task: late, state: 'running', result: 'Đã có dự thảo', atMs: noon, simulated: false }])
    expect(task(late)).toMatchObject({ state: 'overdue', reported: { state: 'running', result: 'Đã có dự thảo' }, version: 1 })
    act(late, { act: 'close', result: 'Đã ban hành' })
    expect(task(late)).toMatchObject({ state: 'done', daysLate: 0, reported: { state: 'done', result: 'Đã ban hành' }, version: 2 })
    expect(told(late)[0]).toMatchObject({ seq: 2, action: 'close', changes: [{ field: 'state', before: 'running', after: 'done' }, { field: 'result', before: 'Đã có dự thảo', after: 'Đã ban hành' }] })
    expect(world.computed.get(index('11'))).toBe(8)
  })

  it('stays out of both where the ledger refuses it', () => {
    world.ledger.write([{ kind: 'task', id: late, action: 'assign', actor: centre, version: 0, body: bodyOfRow(ownedTasks.find(({ id }) => id === late)!, '11') }])
    expect(refusal(() => world.register.act(late, { act: 'close', version: 0, result: 'Đã ban hành' }, centre))).toBe('edited_meanwhile')
    expect([world.log.taskEvents(), world.log.seq, world.ledger.verify().acts]).toEqual([[], 0, 1])
    expect(task(late).state).toBe('overdue')
  })

  it('stands over reports of the same instant, and over acts of the same instant before it', async () => {
    await world.report(late, 'running', 0, 'zzz')
    act(late, { act: 'close', result: 'Đã ban hành' })
    expect(task(late).state).toBe('done')
    act(late, { act: 'reopen', note: 'Kết quả chưa đạt' })
    expect(task(late)).toMatchObject({ state: 'overdue', reported: { state: 'open', result: 'Kết quả chưa đạt' } })
    act(late, { act: 'close', result: 'Đã ban hành lại' })
    expect(task(late).state).toBe('done')
  })

  it('gives way to a newer report of the unit', async () => {
    act(late, { act: 'close', result: 'Đã ban hành' })
    world.pass(1000)
    await world.report(late, 'running')
    expect(task(late)).toMatchObject({ state: 'overdue', version: 1 })
  })

  it('of a task reported done needs it opened again first, and only such a one is opened again', async () => {
    expect(refusal(() => act(late, { act: 'reopen', note: 'x' }))).toBe('act_impossible')
    await world.report(late, 'done')
    const others: (Omit<TaskAct, 'version'> & Record<string, unknown>)[] = [
      { act: 'close', result: 'Đã xong' }, { act: 'progress', state: 'running', result: 'x' }, { act: 'extend', deadline: { kind: 'day', day: '2027-01-01' }, reason: 'chờ văn bản' },
      { act: 'assign', leadVi: 'Sở Nội vụ', supportVi: [], accountableVi: 'Sở Nội vụ' },
    ]
    expect(others.map((what) => refusal(() => act(late, what)))).toEqual(Array(4).fill('act_impossible'))
    act(late, { act: 'reopen', note: 'Kết quả chưa đạt' })
    expect(told(late)[0]).toMatchObject({ action: 'reopen', note: 'Kết quả chưa đạt', changes: [{ field: 'state', before: 'done', after: 'open' }, { field: 'result', before: 'Đã xong', after: 'Kết quả chưa đạt' }] })
    expect(others.map((what) => refusal(() => act(late, what)))[0]).toBe('ok')
  })
})

describe('putting a deadline off', () => {
  const extend = (id: string, day: string, reason = 'Chờ văn bản của Trung ương') => act(id, { act: 'extend', deadline: { kind: 'day', day }, reason })

  it('keeps the old deadline, its reason and the past', async () => {
    expect([task(late).state, await world.overdue('11')]).toEqual(['overdue', 9])
    world.pass(hour)
    extend(late, '2026-12-15')
    expect(task(late)).toMatchObject({ state: 'due30', daysLate: 0, extensions: 1, originalDueAt: toLocalIso(endOfLocalDay('2026-01-30')), dueAt: toLocalIso(endOfLocalDay('2026-12-15')), deadlineVi: '15/12/2026' })
    expect(told(late)).toMatchObject([{ action: 'extend', note: 'Chờ văn bản của Trung ương', changes: [{ field: 'deadlineVi', before: expect.stringContaining('1/2026'), after: '15/12/2026' }] }])
    expect([await world.overdue('11'), await world.overdue('11', noon), await world.overdue('11', noon + hour - 1), world.computed.get(index('11'))]).toEqual([8, 9, 9, 8])
    expect(await world.overdue('11', noon + hour, noon), 'nobody knew at noon').toBe(9)
    extend(late, '2027-01-15')
    expect(task(late)).toMatchObject({ extensions: 2, originalDueAt: toLocalIso(endOfLocalDay('2026-01-30')) })
    world.pass(60 * 24 * hour)
    expect(task(late)).toMatchObject({ state: 'overdue', daysLate: 6 })
    expect([await world.overdue('11', endOfLocalDay('2026-12-15')), await world.overdue('11', endOfLocalDay('2027-01-15') - 1) === world.recomputed('11', endOfLocalDay('2027-01-15') - 1)]).toEqual([world.recomputed('11', endOfLocalDay('2026-12-15')), true])
  })

  it('needs a later deadline and a possible one, named by its field', () => {
    const id = world.register.create(input(), centre)
    const to = (deadline: unknown) => refusal(() => act(id, { act: 'extend', deadline, reason: 'Chờ văn bản' }))
    expect([to({ kind: 'day', day: '2026-12-31' }), to({ kind: 'day', day: '2026-12-01' }), to({ kind: 'month', year: 2026, month: 12 })]).toEqual(['field_invalid deadline.day', 'field_invalid deadline.day', 'field_invalid deadline.month'])
    expect([to({ kind: 'standing' }), to({ kind: 'roadmap' }), to({ kind: 'quarters', year: 2027, first: 2, last: 2 })]).toEqual(['field_invalid deadline.kind', 'field_invalid deadline.kind', 'field_invalid deadline.last'])
    expect([to({ kind: 'day', day: '2037-01-01' }), to({ kind: 'day', day: '2036-12-31' }), task(id).version]).toEqual(['field_invalid deadline.day', 'ok', 2])
    expect(to({ kind: 'day', day: '2036-12-31' })).toBe('field_invalid deadline.day')
  })

  it('gives a road-map task its first deadline, and a standing one none', () => {
    extend(roadmap.id, '2027-03-31')
    expect(task(roadmap.id)).toMatchObject({ state: 'later', extensions: 1, originalDueAt: null, deadlineKind: 'day' })
    expect(refusal(() => extend(standing, '2027-03-31'))).toBe('act_impossible')
  })

  it(`is done ${maxExtensions} times at most`, () => {
    const id = world.register.create(input({ deadline: { kind: 'day', day: '2026-11-30' } }), centre)
    for (let n = 1; n <= maxExtensions; n++) extend(id, new Date(Date.UTC(2026, 10, 30 + n)).toISOString().slice(0, 10))
    expect(task(id).extensions).toBe(maxExtensions)
    expect(refusal(() => extend(id, '2030-01-01'))).toBe('act_impossible')
  })
})

describe('a standing task', () => {
  it('is due for review until somebody has looked at it in the local month', () => {
    expect(task(standing)).toMatchObject({ state: 'standing', reviewDue: true, reviewedAt: null })
    act(standing, { act: 'review', note: 'Vẫn thực hiện đều' })
    expect(task(standing)).toMatchObject({ reviewDue: false, reviewedAt: toLocalIso(noon) })
    expect(told(standing)).toMatchObject([{ action: 'review', note: 'Vẫn thực hiện đều', changes: [{ field: 'reviewedAt', before: null, after: toLocalIso(noon) }] }])
    const version = world.board.version(index('11'))
    world.pass(startOfLocalDay('2026-12-01') - noon - 1)
    expect(task(standing).reviewDue).toBe(false)
    world.pass(1)
    expect([task(standing).reviewDue, world.board.version(index('11')) > version]).toEqual([true, true])
  })

  it('made this month was looked at this month; one with a deadline is never reviewed', () => {
    const id = world.register.create(input({ deadline: { kind: 'standing' } }), centre)
    expect(task(id).reviewDue).toBe(false)
    world.pass(9 * 24 * hour)
    expect(task(id).reviewDue).toBe(true)
    expect([refusal(() => act(late, { act: 'review', note: 'x' })), task(late).reviewDue]).toEqual(['act_impossible', false])
  })

  it('may be closed with its result, and is then not due for review', () => {
    act(standing, { act: 'close', result: 'Đã kết thúc đợt cao điểm' })
    expect(task(standing)).toMatchObject({ state: 'done', reviewDue: false })
  })
})

describe('adopting a template', () => {
  it('takes the 17 rows of S4 for a commune once, with their source, from now on', async () => {
    world.register.adopt({ template: 's4', owner: commune }, keyOf('11'))
    const answer = world.board.answer(index(commune), { limit: 200 })
    expect(tasksAnswer.parse(answer)).toMatchObject({ total: 17, registers: 1 })
    expect(answer.tasks.every(({ owner, custom, document, version, id }) => owner === commune && custom && document === 'S4' && version === 1 && id.endsWith(`-${commune}`))).toBe(true)
    expect([answer.counts['overdue'], await world.overdue(commune), await world.overdue(commune, noon - 1)]).toEqual([world.recomputed(commune), world.recomputed(commune), null])
    expect(refusal(() => world.register.adopt({ template: 's4', owner: commune }, centre))).toBe('act_impossible')
    expect(world.ledger.verify()).toMatchObject({ acts: 17, brokenAt: null })
    expect(told(answer.tasks[0]!.id)).toMatchObject([{ action: 'adopt' }])
    act(answer.tasks[0]!.id, { act: 'close', result: 'Đã ban hành' })
    expect(world.board.answer(index(commune), { limit: 1 }).counts['done']).toBe(1)
  })

  it('is for communes inside the scope', () => {
    expect(refusal(() => world.register.adopt({ template: 's4', owner: '11' }, centre))).toBe('field_invalid owner')
    expect(refusal(() => world.register.adopt({ template: 's4', owner: commune }, keyOf('33')))).toBe('unit_unavailable owner')
  })
})

describe('a task that a warning became', () => {
  const wish = { owner: '11', contentVi: 'Khắc phục mất kết nối', leadVi: 'Văn phòng Tỉnh ủy', supportVi: [], accountableVi: 'Văn phòng Tỉnh ủy', resultVi: 'Thông suốt', due: '2026-12-01' }
  const warningRef = { id: 'w-1', kpi: 'network.uptime_commune' }
  it('knows the warning and its KPI, and its wrong fields are named below the task', () => {
    const id = world.register.createTask(wish, warningRef, keyOf('11'))
    expect(task(id)).toMatchObject({ warning: 'w-1', kpi: 'network.uptime_commune', dueAt: toLocalIso(endOfLocalDay('2026-12-01')), custom: true })
    const refused = (more: Partial<typeof wish>) => refusal(() => world.register.createTask({ ...wish, ...more }, warningRef, keyOf('11')))
    expect([refused({ owner: '33' }), refused({ due: '2026-11-01' }), refused({ due: '2026-02-31' }), refused({ leadVi: 'máy 0912345678' })])
      .toEqual(['unit_unavailable task.owner', 'field_invalid task.due', 'field_invalid task.due', 'field_invalid task.leadVi'])
  })
  it('without a day is a standing one', () => {
    expect(task(world.register.createTask({ ...wish, due: null } as never, { id: 'w-2', kpi: 'esign.documents' }, centre)).state).toBe('standing')
  })
  it('may be drafted, to be one transaction with the warning\'s own change', () => {
    const draft = world.register.draftTask(wish, warningRef, centre)
    const warning: Change = { kind: 'warning', id: 'w-1', action: 'assign', actor: centre, version: 3, body: {} }
    expect(() => world.ledger.write([warning, draft.change])).toThrow()
    expect([world.board.task(draft.id, 0, true), world.ledger.all('task', taskBody)]).toEqual([null, []])
    world.ledger.write([{ ...warning, version: 0 }, draft.change])
    draft.written()
    expect(task(draft.id)).toMatchObject({ version: 1, warning: 'w-1' })
  })
})

describe('the bounds of the register', () => {
  const fill = (owner: string, count: number, from = 0): void => {
    const body = { ...bodyOfRow({ ...ownedTasks[0]!, owner }, owner, noon), origin: 'people' as const, document: '', section: '' }
    const records = Array.from({ length: count }, (_, i) => ({ kind: 'task' as const, id: `f${owner}-${from + i}`, action: 'create', actor: centre, version: 0, body }))
    world.ledger.write(records)
    world.rows.put(records.map(({ id }) => ({ id, version: 1, body })))
  }
  it(`take ${maxTasksPerUnit} tasks of a unit that are not done, and one more once one is closed`, () => {
    fill(commune, maxTasksPerUnit - 1)
    expect(creating({ owner: commune })).toBe('ok')
    expect(creating({ owner: commune })).toBe('act_impossible')
    expect(refusal(() => world.register.adopt({ template: 's4', owner: commune }, centre))).toBe('act_impossible')
    act(`f${commune}-0`, { act: 'close', result: 'Đã xong' })
    expect(creating({ owner: commune })).toBe('ok')
  })

  it(`take ${maxTasks} tasks of the store, and a full register is answered and folded in time`, async () => {
    const communes = pyramid.units.filter(({ level }) => level === 'commune').slice(0, 50)
    const each = Math.floor((maxTasks - world.rows.size - 1) / communes.length)
    for (const { code } of communes) fill(code, each)
    const last = communes[0]!.code
    fill(last, maxTasks - world.rows.size - 1, each)
    expect([world.rows.size, creating({ owner: '11' }), world.rows.size, creating({ owner: '11' })]).toEqual([maxTasks - 1, 'ok', maxTasks, 'act_impossible'])
    let startMs = performance.now()
    world.board.answer(0, { limit: 200, q: 'duong truyen' })
    const answerMs = performance.now() - startMs
    startMs = performance.now()
    await world.history.series(0, 0, noon - 365 * 24 * hour, noon, 'day')
    const seriesMs = performance.now() - startMs
    startMs = performance.now()
    world.pass(12 * hour)
    const midnightMs = performance.now() - startMs
    expect({ answerMs, seriesMs, midnightMs }).toMatchObject({ answerMs: expect.any(Number) })
    process.stdout.write(`20,000 tasks: answer ${answerMs.toFixed(0)} ms, a year of days ${seriesMs.toFixed(0)} ms, midnight ${midnightMs.toFixed(0)} ms\n`)
    expect(Math.max(answerMs, midnightMs)).toBeLessThan(1000)
  })
})

describe('searching', () => {
  it('finds words of a task however they are typed, inside the root only, and goes on from an offset', () => {
    const id = world.register.create(input({ owner: commune, contentVi: 'Đối chiếu sổ lâm nghiệp quý IV' }), centre)
    const found = (root: string, q: string) => world.board.answer(index(root), { limit: 200, q }).tasks.map((one) => one.id)
    expect([found('TW', 'doi CHIEU lam nghiep'), found('TW', id), found('33', 'đối chiếu lâm nghiệp'), found('TW', 'zzz')]).toEqual([[id], [id], [], []])
    const all = world.board.answer(0, { limit: 200 })
    expect(all.tasks).toHaveLength(44)
    const paged = [0, 20, 40, 44].flatMap((offset) => world.board.answer(0, { limit: 20, offset }).tasks)
    expect(paged).toEqual(all.tasks)
    expect(world.board.answer(0, { limit: 200, q: 'doi chieu lam nghiep' })).toMatchObject({ total: 1, counts: all.counts })
  })
})

describe('a history of acts', () => {
  it('tells of an actor outside the viewer\'s scope only what kind it was', () => {
    act(late, { act: 'progress', state: 'running', result: 'Đã có dự thảo' }, centre)
    act(late, { act: 'progress', state: 'running', result: 'Đã trình' }, keyOf('11', 9))
    expect(told(late, '11').map(({ seq, by, unit, keyId }) => [seq, by, unit, keyId])).toEqual([[2, 'key', '11', 9], [1, 'local', null, null]])
    expect(told(late).map(({ unit }) => unit)).toEqual(['11', 'TW'])
  })

  it('counts acts within their task: another\'s acts do not show', () => {
    act('s0-01', { act: 'progress', state: 'running', result: 'Đang làm' })
    act(late, { act: 'progress', state: 'running', result: 'Đang làm' })
    expect(told(late)[0]!.seq).toBe(1)
  })
})

describe('versions', () => {
  it('rise for the scopes an edit belongs to and for no others', () => {
    const versions = () => ['TW', '11', commune, '33', '01'].map((code) => world.board.version(index(code)))
    const before = versions()
    world.register.create(input(), centre)
    act(late, { act: 'progress', state: 'running', result: 'Đang làm' })
    expect(versions().map((v, i) => v > before[i]!)).toEqual([true, true, false, false, false])
  })
})

describe('a short title', () => {
  it('is at most 60 characters, cut at a word', () => {
    expect([shortened('Rà soát'), shortened('x'.repeat(60)), shortened('x'.repeat(61))]).toEqual(['Rà soát', 'x'.repeat(60), `${'x'.repeat(59)}…`])
    expect(shortened(`${'từ '.repeat(30)}`)).toMatch(/^(từ )+từ…$/)
  })
})
