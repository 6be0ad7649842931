import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import { taskDetailAnswer, tasksAnswer, type TaskDetailAnswer, type TaskInput } from '../../../data/protocol/task.ts'
import { LogUnavailable } from '../../../server/log/log.ts'
import { maxObjectBytes } from '../../../server/routes/json-body.ts'
import type { TaskBoard } from '../../../server/watch/tasks/task-board.ts'
import { pyramid, TestServer, type Answer } from './support.ts'

const commune = pyramid.units[pyramid.children[pyramid.indexOf('11')!]![0]!]!.code
const path = '/api/v1/tasks'
let server: TestServer
let operate11: string
let report11: string
let read11: string
let operate33: string
beforeAll(async () => {
  server = await new TestServer().listen()
  operate11 = server.key('11', 'operate')
  report11 = server.key('11', 'report')
  read11 = server.key('11', 'read')
  operate33 = server.key('33', 'operate')
})
afterAll(() => server.close())

const input = (more: Partial<TaskInput> = {}): TaskInput => ({
  owner: '11', contentVi: 'Rà soát đường truyền các xã', leadVi: 'Văn phòng Tỉnh ủy', supportVi: [], accountableVi: 'Văn phòng Tỉnh ủy',
  resultVi: 'Báo cáo rà soát', deadline: { kind: 'day', day: '2026-12-31' }, kpi: 'network.uptime', ...more,
})
const problemOf = (answer: Answer): string => {
  const { code, field } = problem.parse(answer.json())
  return [answer.status, code, field].filter((part) => part !== undefined).join(' ')
}
const detailOf = (answer: Answer): TaskDetailAnswer => {
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, ''])
  return taskDetailAnswer.parse(answer.json())
}
const made = async (more: Partial<TaskInput> = {}, key = operate11) => detailOf(await server.post(path, key, input(more))).task
const act = (id: string, what: unknown, key: string | undefined = operate11) => server.post(`${path}/${id}/acts`, key, what)

describe('the tasks of the doors', () => {
  it('are listed with what a viewer may do, searched and paged', async () => {
    const list = async (query: string, key?: string) => tasksAnswer.parse((await server.ask(`${path}?${query}`, key === undefined ? {} : { key })).json())
    expect((await list('limit=200')).tasks.every(({ mayEdit }) => mayEdit)).toBe(true)
    expect((await list('limit=200', operate11)).tasks.every(({ mayEdit, owner }) => mayEdit && owner === '11')).toBe(true)
    for (const key of [report11, read11]) expect((await list('limit=200', key)).tasks.every(({ mayEdit }) => !mayEdit)).toBe(true)
    expect((await list('q=ke%20hoach&limit=200')).total).toBeGreaterThan(0)
    const [first, second] = (await list('root=11&limit=2')).tasks
    expect((await list('root=11&limit=1&offset=1')).tasks).toEqual([second])
    expect(first!.id).not.toBe(second!.id)
  })

  it.each([
    ['limit=0', '400 parameter_invalid limit'], ['limit=201', '400 parameter_invalid limit'], ['offset=20001', '400 parameter_invalid offset'], ['offset=-1', '400 parameter_invalid offset'],
    [`q=${'x'.repeat(81)}`, '400 parameter_invalid q'], ['state=late', '400 parameter_invalid state'], ['sort=due', '400 unknown_parameter sort'], ['root=99', '404 unit_unavailable'],
  ])('refuse %s', async (query, refused) => expect(problemOf(await server.ask(`${path}?${query}`))).toBe(refused))

  it.each(['limit=1', 'limit=200', 'offset=0', 'offset=20000', `q=${'x'.repeat(80)}`, 'q='])('take %s', async (query) => expect((await server.ask(`${path}?${query}`)).status).toBe(200))

  it('are told one by one; one elsewhere and one that there is not are the same, byte for byte', async () => {
    expect(detailOf(await server.ask(`${path}/s2-01`, { key: read11 }))).toMatchObject({ task: { id: 's2-01', version: 0, mayEdit: false }, history: [] })
    const says = await Promise.all(['s0-01', 'nothing', 's4-01', 'adoptions'].map(async (id) => (await server.ask(`${path}/${id}`, { key: read11 })).text))
    expect(says[0]).toContain('task_unavailable')
    expect(new Set(says).size).toBe(1)
  })
})

describe('who may edit', () => {
  it('is open local mode, and a key that operates; no other', async () => {
    expect(problemOf(await server.post(path, report11, input()))).toBe('403 operate_role')
    expect(problemOf(await server.post(path, read11, input()))).toBe('403 operate_role')
    expect(problemOf(await act('s2-01', {}, report11))).toBe('403 operate_role')
    expect(problemOf(await server.post(`${path}/adoptions`, read11, { template: 's4', owner: commune }))).toBe('403 operate_role')
    expect(detailOf(await server.post(path, undefined, input({ owner: 'TW' })))).toMatchObject({ task: { owner: 'TW', mayEdit: true }, history: [{ by: 'local', unit: 'TW', keyId: null }] })
    expect(await made()).toMatchObject({ owner: '11', mayEdit: true, version: 1 })
  })

  it('edits inside the scope only, and learns nothing of what is elsewhere', async () => {
    const owners = await Promise.all(['33', 'TW', '99999', 'nonsense'].map(async (owner) => (await server.post(path, operate11, input({ owner }))).text))
    expect(owners[0]).toContain('unit_unavailable')
    expect(new Set(owners).size).toBe(1)
    const { id } = await made({}, operate11)
    const says = await Promise.all([id, 's2-01', 'nothing'].map(async (task) => (await act(task, { act: 'close', version: 1, result: 'Đã xong' }, operate33)).text))
    expect(says[0]).toContain('task_unavailable')
    expect(new Set(says).size).toBe(1)
    expect((await act('nothing', '{broken', operate33)).text, 'before the body is looked at').toBe(says[0])
    const adopting = await Promise.all([commune, '99999'].map(async (owner) => (await server.post(`${path}/adoptions`, operate33, { template: 's4', owner })).text))
    expect(new Set(adopting).size).toBe(1)
  })

  it('is not another web site', async () => {
    const answer = await server.ask(path, { method: 'POST', body: JSON.stringify(input()), headers: { Origin: 'http://elsewhere.example' } })
    expect(problemOf(answer)).toBe('403 cross_site')
  })
})

describe('acts over the doors', () => {
  it('walk a task from assignment over progress, extension and result to done, and back; the history tells all of it', async () => {
    const { id } = await made()
    let { task } = detailOf(await act(id, { act: 'assign', version: 1, leadVi: 'Sở Nội vụ', supportVi: ['Sở Tài chính'], accountableVi: 'Sở Nội vụ' }))
    task = detailOf(await act(id, { act: 'progress', version: task.version, state: 'running', result: 'Đã khảo sát' })).task
    expect(task).toMatchObject({ version: 3, reported: { state: 'running', result: 'Đã khảo sát' } })
    task = detailOf(await act(id, { act: 'extend', version: 3, deadline: { kind: 'quarter', year: 2027, quarter: 1 }, reason: 'Chờ thiết bị' })).task
    expect(task).toMatchObject({ deadlineVi: 'Quý I/2027', originalDueAt: '2027-01-01T00:00:00.000+07:00', extensions: 1 })
    task = detailOf(await act(id, { act: 'close', version: 4, result: 'Báo cáo đã nộp' })).task
    expect(task.state).toBe('done')
    const { task: again, history } = detailOf(await act(id, { act: 'reopen', version: 5, note: 'Thiếu số liệu' }))
    expect(again.state).toBe('later')
    expect(history.map(({ action, seq }) => [action, seq])).toEqual([['reopen', 6], ['close', 5], ['extend', 4], ['progress', 3], ['assign', 2], ['create', 1]])
    expect(history.every(({ by, unit, keyId }) => by === 'key' && unit === '11' && keyId !== null)).toBe(true)
    expect(detailOf(await server.ask(`${path}/${id}`)).history).toEqual(history)
  })

  it('stand in one history with the unit\'s own reports, told to whoever may see the task and to nobody else', async () => {
    const report = async (key: string, more: Record<string, unknown>) => (await server.post('/api/v1/task-events', report11, { key, task: 's2-05', at: new Date(server.nowMs).toISOString(), ...more })).json()
    expect(await report('h1', { state: 'running', result: 'Đã có dự thảo' })).toMatchObject({ accepted: 1 })
    server.pass(1000)
    expect(await report('h2', { state: 'done', result: 'Đã ban hành' })).toMatchObject({ accepted: 1 })
    server.pass(1000)
    detailOf(await act('s2-05', { act: 'reopen', version: 0, note: 'Thiếu phụ lục' }))
    for (const key of [undefined, operate11, report11, read11]) {
      const { history, historyTotal, task } = detailOf(await server.ask(`${path}/s2-05`, key === undefined ? {} : { key }))
      expect([historyTotal, task.version]).toEqual([3, 1])
      expect(history.map(({ seq, action, by, unit, changes }) => [seq, action, by, unit, changes[0]!.before, changes[0]!.after])).toEqual([
        [3, 'reopen', 'key', '11', 'done', 'open'], [2, 'report', 'key', '11', 'running', 'done'], [1, 'report', 'key', '11', null, 'running'],
      ])
      expect(history[2]!.changes[1]).toEqual({ field: 'result', before: null, after: 'Đã có dự thảo' })
    }
    expect(problemOf(await server.ask(`${path}/s2-05`, { key: operate33 }))).toBe('404 task_unavailable')
  })

  it('on a version that has gone by are refused, and nothing is overwritten', async () => {
    const { id } = await made()
    const close = { act: 'close', version: 1, result: 'Đã xong' }
    const answers = await Promise.all([act(id, close), act(id, close)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(problemOf(answers.find(({ status }) => status === 409)!)).toBe('409 edited_meanwhile')
    expect(detailOf(await server.ask(`${path}/${id}`)).history).toHaveLength(2)
  })

  it('show at once in the figures, also as of an instant, and raise the version', async () => {
    const overdue = async (at = '') => ((await server.ask(`/api/v1/units/33/figures?kpis=tasks.overdue${at}`)).json() as { figures: { value: number | null }[] }).figures[0]!.value
    const version = () => ['33', '01'].map((code) => (server.deps.tasks as TaskBoard).version(pyramid.indexOf(code)!))
    const before = version()
    expect(await overdue()).toBe(5)
    const at = new Date(server.nowMs).toISOString()
    server.pass(1000)
    const first = (tasksAnswer.parse((await server.ask(`${path}?root=33&state=overdue&limit=1`)).json())).tasks[0]!
    detailOf(await act(first.id, { act: 'extend', version: 0, deadline: { kind: 'month', year: 2027, month: 3 }, reason: 'Chờ hướng dẫn' }, operate33))
    expect([await overdue(), await overdue(`&at=${at}`)]).toEqual([4, 5])
    expect(version().map((now, i) => now > before[i]!)).toEqual([true, false])
  })

  it.each([
    ['nothing', '', '400 body_empty'],
    ['what is not JSON', '{', '400 json_broken'],
    ['an array', '[]', '400 body_invalid'],
    ['an unknown act', { act: 'delete', version: 0 }, '400 field_invalid act'],
    ['no version', { act: 'close', result: 'Đã xong' }, '400 field_invalid version'],
    ['a field too many', { act: 'close', version: 0, result: 'Đã xong', force: true }, '400 body_invalid force'],
    ['a result too short', { act: 'close', version: 0, result: ' x ' }, '400 field_invalid result'],
    ['a result too long', { act: 'close', version: 0, result: 'x'.repeat(501) }, '400 field_invalid result'],
    ['a day that there is not', { act: 'extend', version: 0, deadline: { kind: 'day', day: '2027-02-31' }, reason: 'Chờ văn bản' }, '400 field_invalid deadline.day'],
    ['an unknown kind of deadline', { act: 'extend', version: 0, deadline: { kind: 'week' }, reason: 'Chờ văn bản' }, '400 field_invalid deadline.kind'],
    ['quarters in the wrong order', { act: 'extend', version: 0, deadline: { kind: 'quarters', year: 2027, first: 3, last: 2 }, reason: 'Chờ văn bản' }, '400 field_invalid deadline.last'],
    ['a month 13', { act: 'extend', version: 0, deadline: { kind: 'month', year: 2027, month: 13 }, reason: 'Chờ văn bản' }, '400 field_invalid deadline.month'],
    ['a telephone in the reason', { act: 'extend', version: 0, deadline: { kind: 'day', day: '2027-02-01' }, reason: 'Hỏi 0912345678' }, '400 field_invalid reason'],
    ['21 supporting offices', { act: 'assign', version: 0, leadVi: 'Sở A', accountableVi: 'Sở A', supportVi: Array(21).fill('Sở B') }, '400 field_invalid supportVi'],
  ] as [string, unknown, string][])('refuse %s by its field and say why', async (_, body, refused) => {
    const answer = await server.ask(`${path}/s2-04/acts`, { method: 'POST', key: operate11, body: typeof body === 'string' ? body : JSON.stringify(body) })
    expect(problemOf(answer)).toBe(refused)
    if (refused.includes('field_invalid')) expect(problem.parse(answer.json()).detail).not.toMatch(/: \. |\{/)
    expect(detailOf(await server.ask(`${path}/s2-04`)).history).toEqual([])
  })

  it('take texts at their bounds, and a body up to its own', async () => {
    const { id } = await made({ contentVi: 'a'.repeat(1000), shortVi: 'b'.repeat(60), leadVi: 'c'.repeat(200), supportVi: Array(20).fill('d'.repeat(200)), resultVi: 'e'.repeat(500) })
    for (const [field, more] of Object.entries({ contentVi: { contentVi: 'a'.repeat(1001) }, shortVi: { shortVi: 'b'.repeat(61) }, leadVi: { leadVi: 'c' }, 'supportVi.0': { supportVi: ['d'.repeat(201)] } })) {
      expect(problemOf(await server.post(path, operate11, input(more)))).toBe(`400 field_invalid ${field}`)
    }
    const text = JSON.stringify({ act: 'close', version: 1, result: 'f'.repeat(500) })
    const sized = (bytes: number) => server.ask(`${path}/${id}/acts`, { method: 'POST', key: operate11, body: text + ' '.repeat(bytes - text.length) })
    expect(problemOf(await sized(maxObjectBytes + 1))).toBe('413 body_too_large')
    expect((await sized(maxObjectBytes)).status).toBe(200)
    expect(problemOf(await server.ask(path, { method: 'POST', key: operate11, body: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }))).toBe('415 media_type_unsupported Content-Type')
  })

  it('that the log cannot take say so and when to come back', async () => {
    const full = (): never => { throw new LogUnavailable('log_full', 'the disk is full') }
    const broken = await new TestServer({ taskRegister: { create: full, act: full, adopt: full, history: () => ({ history: [], historyTotal: 0 }) } }).listen()
    try {
      for (const [at, body] of [[path, input()], [`${path}/s2-04/acts`, { act: 'close', version: 0, result: 'Đã xong' }], [`${path}/adoptions`, { template: 's4', owner: commune }]] as const) {
        const answer = await broken.post(at, undefined, body)
        expect([problemOf(answer), answer.headers['retry-after']]).toEqual(['507 log_full', '10'])
      }
    } finally {
      await broken.close()
    }
  })

  it('of an unknown KPI say so', async () => expect(problemOf(await server.post(path, operate11, input({ kpi: 'none' })))).toBe('404 kpi_unknown kpi'))
})

describe('adopting the template over the doors', () => {
  it('takes its 17 rows once, for a commune', async () => {
    const adopt = (owner: string, template = 's4') => server.post(`${path}/adoptions`, operate11, { template, owner })
    expect(problemOf(await adopt('11'))).toBe('400 field_invalid owner')
    expect(problemOf(await adopt(commune, 's2'))).toBe('400 field_invalid template')
    const answer = tasksAnswer.parse((await adopt(commune)).json())
    expect([answer.root, answer.total, answer.tasks.every(({ mayEdit, owner }) => mayEdit && owner === commune)]).toEqual([commune, 17, true])
    expect(problemOf(await adopt(commune))).toBe('409 act_impossible')
    expect((await server.post('/api/v1/task-events', report11, { key: 'e1', task: answer.tasks[0]!.id, at: '2026-11-22T07:00:00+07:00', state: 'done', result: 'Đã ban hành' })).json())
      .toMatchObject({ accepted: 1, rejected: [] })
    expect(detailOf(await server.ask(`${path}/${answer.tasks[0]!.id}`)).task.state).toBe('done')
  })
})

describe('the description of the doors', () => {
  it('knows them with their bodies and refusals', async () => {
    const { paths } = (await server.ask('/api/openapi.json')).json() as { paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>> }
    expect(Object.keys(paths).filter((one) => one.startsWith(path)).sort()).toEqual([path, `${path}/adoptions`, `${path}/{id}`, `${path}/{id}/acts`])
    expect(paths[`${path}/{id}/acts`]!['post']!.requestBody).toBeDefined()
    expect(JSON.stringify(paths[`${path}/{id}/acts`]!['post']!.responses)).toMatch(/act_impossible[\s\S]*edited_meanwhile|edited_meanwhile[\s\S]*act_impossible/)
  })
})
