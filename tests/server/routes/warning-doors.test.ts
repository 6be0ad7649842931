import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import {
  ruleCheckAnswer, ruleDetailAnswer, rulesAnswer, type RuleAnswer, type RuleCheckAnswer, type RuleDetailAnswer, type RuleInput, type RulesAnswer,
} from '../../../data/protocol/rule.ts'
import { verdictsAnswer, warningDetailAnswer, warningsAnswer, type WarningDetailAnswer, type WarningsAnswer } from '../../../data/protocol/warning.ts'
import type { TasksAnswer } from '../../../data/protocol/task.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { defaultRules } from '../../../data/rules/default-rules.ts'
import { maxWarningRows } from '../../../server/routes/doors/warnings.ts'
import { pyramid, TestServer, type Answer } from './support.ts'

let server: TestServer
let centre: string
let dienBien: string
let hungYen: string
let reader11: string
let readings = 0
const commune = pyramid.units[pyramid.children[pyramid.indexOf('11')!]![0]!]!.code
const sibling = pyramid.units[pyramid.children[pyramid.indexOf('11')!]![1]!]!.code
const pages = 'digitization.pages'
const lowPages: RuleInput = {
  nameVi: 'Số hóa dưới một nửa', nameEn: 'Less than half digitised', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: 0.6 }, kpis: [pages],
  root: '11', levels: ['commune'], minUnits: 1, minShare: 0, pendingMs: 0, clearAfterMs: 0, severity: 'at_risk', tell: ['centre', 'province', 'commune'], enabled: true,
}
const say = (answer: Answer): string => `${answer.status} ${problem.parse(answer.json()).code}`
const get = async <T>(path: string, key?: string): Promise<T> => (await server.ask(`/api/v1/${path}`, key === undefined ? {} : { key })).json() as T
const post = (path: string, value: unknown, key?: string): Promise<Answer> => server.post(`/api/v1/${path}`, key, value)
const put = (path: string, value: unknown, key?: string): Promise<Answer> => server.ask(`/api/v1/${path}`, { method: 'PUT', body: JSON.stringify(value), ...(key === undefined ? {} : { key }) })

async function report(unit: string, num: number, den: number): Promise<void> {
  const answer = await post('readings', [{ key: `k${readings++}`, unit, kpi: pages, at: toLocalIso(server.nowMs), num, den }], centre)
  expect(answer.json()).toMatchObject({ accepted: 1 })
  server.pass(1000)
}
const open = async (root = '11', key?: string): Promise<WarningsAnswer['warnings']> => (await get<WarningsAnswer>(`warnings?root=${root}&kind=threshold`, key)).warnings

beforeAll(async () => {
  server = await new TestServer().listen()
  centre = server.key('TW')
  dienBien = server.key('11', 'operate')
  hungYen = server.key('33', 'operate')
  reader11 = server.key('11', 'read')
  server.judgement.settle()
}, 60_000)
afterAll(async () => { await server.close() })

describe('rules over HTTP', () => {
  it('are the product\'s at first, with their history', async () => {
    const { rules } = rulesAnswer.parse(await get<RulesAnswer>('rules'))
    expect(rules.map(({ id }) => id)).toEqual(defaultRules.map(({ id }) => id))
    expect(rules.every(({ builtIn, mayEdit, version }) => builtIn && mayEdit && version === 1)).toBe(true)
    const detail = ruleDetailAnswer.parse(await get<RuleDetailAnswer>('rules/down'))
    expect(detail.history).toMatchObject([{ action: 'create', by: 'system' }])
  })
  it('are checked without being saved: every problem, or remarks and how much they hold of now', async () => {
    const bad = ruleCheckAnswer.parse((await post('rules/check', { rule: { ...lowPages, kpis: ['x.y'], minUnits: 4000 }, id: null })).json() as RuleCheckAnswer)
    expect(bad.problems.map(({ field }) => field)).toEqual(['kpis', 'minUnits'])
    const good = ruleCheckAnswer.parse((await post('rules/check', { rule: lowPages, id: null })).json() as RuleCheckAnswer)
    expect(good).toMatchObject({ problems: [], remarks: [], matching: { pairs: 0 } })
    expect((await get<RulesAnswer>('rules')).rules).toHaveLength(defaultRules.length)
  })
  it('that cannot be meant are refused, the field and the reason named in both languages', async () => {
    for (const [rule, field] of [[{ ...lowPages, root: '99' }, 'rule.root'], [{ ...lowPages, levels: ['centre'] }, 'rule.levels'], [{ ...lowPages, pendingMs: -1 }, 'rule.pendingMs'], [{ ...lowPages, nameVi: 'x' }, 'rule.nameVi']] as const) {
      const answer = await post('rules', { rule, version: 0 })
      expect(say(answer)).toBe('400 field_invalid')
      expect(answer.json()).toMatchObject({ field })
    }
    expect(say(await post('rules', { rule: lowPages, version: 0, extra: 1 }))).toBe('400 body_invalid')
    expect(say(await post('rules', { rule: lowPages, version: 3 }))).toBe('409 edited_meanwhile')
  })
  it('need somebody who may operate, and a root inside their scope', async () => {
    expect(say(await post('rules', { rule: lowPages, version: 0 }, reader11))).toBe('403 operate_role')
    expect(say(await post('rules/check', { rule: lowPages, id: null }, reader11))).toBe('403 operate_role')
    expect(say(await post('rules', { rule: lowPages, version: 0 }, hungYen))).toBe('400 field_invalid')
    const own = (await post('rules', { rule: { ...lowPages, enabled: false }, version: 0, note: 'của tỉnh' }, dienBien)).json() as RuleDetailAnswer
    expect((await get<RulesAnswer>('rules', dienBien)).rules.map(({ id }) => id)).toEqual([own.rule.id])
    const asked = await Promise.all([own.rule.id, 'down', 'nothing'].map((id) => server.ask(`/api/v1/rules/${id}`, { key: hungYen })))
    expect(new Set(asked.map(({ text }) => text)).size).toBe(1)
    expect(say(asked[0]!)).toBe('404 rule_unavailable')
    expect(say(await put(`rules/${own.rule.id}`, { rule: lowPages, version: 1 }, hungYen))).toBe('404 rule_unavailable')
    expect(own.history[0]).toMatchObject({ by: 'key', unit: '11', note: 'của tỉnh' })
  })
  it('are changed on the version that was seen only', async () => {
    const { rule: down } = await get<RuleDetailAnswer>('rules/down')
    const { id: _, version: __, builtIn: ___, changedAt: ____, mayEdit: _____, openWarnings: ______, remarks: _______, ...input }: RuleAnswer = down
    const changed = (await put('rules/down', { rule: { ...input, minShare: 0.2 }, version: 1, note: 'ít hơn' })).json() as RuleDetailAnswer
    expect(changed.rule).toMatchObject({ version: 2, minShare: 0.2, builtIn: true })
    expect(changed.history[0]!.changes).toEqual([{ field: 'minShare', before: '0.1', after: '0.2' }])
    expect(say(await put('rules/down', { rule: input, version: 1 }))).toBe('409 edited_meanwhile')
  })
})

describe('a warning over HTTP', () => {
  it('opens by a reading, is acted on, becomes a task, and closes by itself', async () => {
    const rule = ((await post('rules', { rule: lowPages, version: 0 })).json() as RuleDetailAnswer).rule
    await report(commune, 4, 10)
    const [warning] = await open()
    expect(warning).toMatchObject({ unit: '11', kpi: pages, kind: 'threshold', rule: rule.id, state: 'open', severity: 'at_risk', mayAct: true, units: { affected: 1 } })
    const acts = `warnings/${warning!.id}/acts`
    const acted = (await post(acts, { act: 'acknowledge', version: 1, note: 'đã nhận' })).json() as WarningDetailAnswer
    expect(warningDetailAnswer.parse(acted).warning).toMatchObject({ state: 'acknowledged', version: 2 })
    expect(say(await post(acts, { act: 'comment', version: 1, note: 'cũ' }))).toBe('409 edited_meanwhile')
    expect(say(await post(acts, { act: 'acknowledge', version: 2 }))).toBe('409 act_impossible')
    const task = { owner: '11', contentVi: 'Đẩy nhanh số hóa tài liệu', leadVi: 'Văn phòng Tỉnh ủy', supportVi: [], accountableVi: 'Chánh Văn phòng', resultVi: 'Đạt 60 %', due: '2026-12-15' }
    expect(say(await post(acts, { act: 'assign', version: 2, task: { ...task, owner: '99' } }))).toBe('404 unit_unavailable')
    expect(say(await post(acts, { act: 'assign', version: 2, task: { ...task, due: '2026-02-30' } }))).toBe('400 field_invalid')
    const assigned = (await post(acts, { act: 'assign', version: 2, task })).json() as WarningDetailAnswer
    expect(assigned.warning.state).toBe('assigned')
    const made = await get<{ task: { contentVi: string; warning: string } }>(`tasks/${assigned.warning.task}`)
    expect(made.task).toMatchObject({ contentVi: task.contentVi, warning: warning!.id })
    await report(commune, 55, 100)
    expect((await open())[0]).toMatchObject({ state: 'assigned' })
    await report(commune, 6, 10)
    expect(await open()).toEqual([])
    const closed = warningsAnswer.parse(await get<WarningsAnswer>('warnings?root=11&state=closed&q=mot%20nua'))
    expect(closed.warnings).toMatchObject([{ id: warning!.id, state: 'closed', task: assigned.warning.task }])
    for (const sign of ['%', '_', '*', ' . ']) {
      expect((await get<WarningsAnswer>(`warnings?root=11&state=all&q=${encodeURIComponent(sign)}`)).total).toBe(0)
      expect((await get<TasksAnswer>(`tasks?root=11&q=${encodeURIComponent(sign)}`)).total).toBe(0)
    }
    expect((await get<WarningsAnswer>('warnings?root=11&state=all&q=%20')).total).toBeGreaterThan(0)
    expect((await get<WarningDetailAnswer>(`warnings/${warning!.id}`)).history.map(({ action }) => action)).toEqual(['closed', 'assign', 'acknowledge', 'opened'])
  })
  it('is told to a commune as its own line, and to nobody beside', async () => {
    await report(commune, 1, 10)
    await report(sibling, 2, 10)
    const [whole] = await open()
    expect(whole!.units.affected).toBe(2)
    const own = server.key(commune, 'operate')
    const [cut] = await open(commune, own)
    expect(cut).toMatchObject({ id: whole!.id, unit: commune, units: { affected: 1, due: 1 }, mayAct: false, version: 1 })
    const detail = await get<WarningDetailAnswer>(`warnings/${whole!.id}`, own)
    expect(detail.lines.map(({ unit }) => unit)).toEqual([commune])
    expect(JSON.stringify(detail)).not.toContain(sibling)
    expect(await open('33', hungYen)).toEqual([])
    const refused = await Promise.all([
      server.ask(`/api/v1/warnings/${whole!.id}`, { key: hungYen }), server.ask('/api/v1/warnings/nothing', { key: hungYen }),
      post(`warnings/${whole!.id}/acts`, { act: 'comment', version: 1, note: 'x' }, hungYen),
    ])
    expect(new Set(refused.map(({ text }) => text)).size).toBe(1)
    expect(say(refused[0]!)).toBe('404 warning_unavailable')
    const mayNot = await post(`warnings/${whole!.id}/acts`, { act: 'comment', version: 1, note: 'x' }, own)
    expect([say(mayNot), mayNot.text.includes('đơn vị cấp trên')]).toEqual(['409 act_impossible', true])
    expect(say(await post(`warnings/${whole!.id}/acts`, { act: 'comment', version: 1, note: 'x' }, reader11))).toBe('403 operate_role')
    expect(((await post(`warnings/${whole!.id}/acts`, { act: 'comment', version: 1, note: 'tỉnh xem' }, dienBien)).json() as WarningDetailAnswer).warning.comments).toBe(1)
  })
  it('that became a task of an office elsewhere tells either side nothing of the other (law 8)', async () => {
    const rule33 = { ...lowPages, nameVi: 'Số hóa của Hưng Yên', root: '33', tell: ['centre', 'province'] }
    expect((await post('rules', { rule: rule33, version: 0 })).status).toBe(200)
    const [communeOf33] = pyramid.children[pyramid.indexOf('33')!]!
    await report(pyramid.units[communeOf33!]!.code, 1, 10)
    const { id } = (await open('33')).find(({ ruleVi }) => ruleVi === rule33.nameVi)!
    const task = { owner: '11', contentVi: 'Giúp tỉnh bạn số hóa', leadVi: 'Văn phòng Tỉnh ủy', supportVi: [], accountableVi: 'Chánh Văn phòng', resultVi: 'Đạt 60 %', due: '2026-12-15' }
    const assigned = (await post(`warnings/${id}/acts`, { act: 'assign', version: 1, task })).json() as WarningDetailAnswer
    const made = assigned.warning.task!
    expect(assigned.warning).toMatchObject({ state: 'assigned', taskOffice: 'Chánh Văn phòng' })
    expect(JSON.stringify(assigned.history)).toContain(made)
    const whole = await server.ask(`/api/v1/tasks/${made}`)
    expect(whole.text).toContain(id)
    const at33 = await server.ask(`/api/v1/warnings/${id}`, { key: hungYen })
    expect(at33.json()).toMatchObject({ warning: { state: 'assigned', task: null, taskOffice: null } })
    expect(at33.text).not.toContain(made)
    const at11 = await Promise.all([`tasks/${made}`, 'tasks?q=giup', `warnings/${id}`].map((path) => server.ask(`/api/v1/${path}`, { key: dienBien })))
    expect(at11.map(({ status }) => status)).toEqual([200, 200, 404])
    for (const { text } of at11) expect(text).not.toContain(id)
    expect(at11[1]!.text).toContain(made)
    const acted = await post(`tasks/${made}/acts`, { act: 'progress', version: 1, state: 'open', result: 'đang làm' }, dienBien)
    expect([acted.status, acted.text.includes(id)]).toEqual([200, false])
    expect((await get<{ tasks: { warning: string }[] }>('tasks?q=giup%20tinh%20ban')).tasks.map(({ warning }) => warning)).toContain(id)
  })
  it('raises the version of scopes that see it', async () => {
    const { warnings } = server.judgement
    const at = (code: string): number => warnings.version(pyramid.indexOf(code)!)
    const before = ['TW', '11', commune, '33'].map(at)
    await report(commune, 9, 10)
    expect(['TW', '11', commune, '33'].map((code, i) => at(code) > before[i]!)).toEqual([true, true, true, false])
  })
})

describe('the list of warnings', () => {
  it.each([
    ['state=nothing', '400 parameter_invalid'], ['state=', '400 parameter_invalid'], ['kind=silent', '400 parameter_invalid'], ['kpi=x.y', '404 kpi_unknown'], ['root=99', '404 unit_unavailable'],
    ['limit=0', '400 parameter_invalid'], [`limit=${maxWarningRows + 1}`, '400 parameter_invalid'], ['offset=-1', '400 parameter_invalid'], ['offset=100000', '400 parameter_invalid'],
    ['from=yesterday', '400 parameter_invalid'], ['from=2026-11-22T08:00:00Z&to=2026-11-22T08:00:00Z', '400 range_reversed'], [`q=${'x'.repeat(101)}`, '400 parameter_invalid'], ['x=1', '400 unknown_parameter'],
  ])('refuses ?%s', async (query, outcome) => {
    expect(say(await server.ask(`/api/v1/warnings?${query}`))).toBe(outcome)
  })
  it.each(['state=all', 'state=open,acknowledged', `limit=${maxWarningRows}`, 'offset=99999', 'from=2026-11-22T08:00:00Z&to=2026-11-22T08:00:01Z', 'kind=lost&kpi=digitization.pages&q=hà'])('takes ?%s', async (query) => {
    const answer = await server.ask(`/api/v1/warnings?${encodeURI(query)}`)
    expect(answer.status).toBe(200)
    warningsAnswer.parse(answer.json())
  })
})

describe('the verdicts of a unit', () => {
  it('are told with the numbers they rest on, inside the scope', async () => {
    server.pass(4 * 86_400_000)
    server.judgement.settle()
    const answer = verdictsAnswer.parse(await get(`units/${commune}/verdicts?kpi=${pages}`))
    expect(answer.verdicts.find(({ kind }) => kind === 'lost')).toMatchObject({ kpi: pages, severity: 'no_data' })
    expect(answer.verdicts[0]!.numbers.length).toBeGreaterThanOrEqual(2)
    expect(answer.verdicts[0]!.evidenceVi).not.toBe('')
    expect(verdictsAnswer.parse(await get(`units/${commune}/verdicts`)).verdicts.length).toBeGreaterThanOrEqual(answer.verdicts.length)
    expect(say(await server.ask(`/api/v1/units/${commune}/verdicts`, { key: hungYen }))).toBe('404 unit_unavailable')
    expect(say(await server.ask(`/api/v1/units/${commune}/verdicts?kpi=x`))).toBe('404 kpi_unknown')
  })
  it('say when they were judged, on which newest reading, and which warning tells of each: none of what no rule looks at', async () => {
    const before = verdictsAnswer.parse(await get(`units/${commune}/verdicts?kpi=${pages}`))
    expect(before.total).toBe(before.verdicts.length)
    const lost = before.verdicts.find(({ kind }) => kind === 'lost')!
    expect(lost).toMatchObject({ judgedAt: before.at, warning: null })
    expect(Date.parse(lost.newestAt!)).toBeLessThan(Date.parse(lost.since))
    const rule: RuleInput = { ...lowPages, nameVi: 'Xã mất số liệu số hóa', nameEn: 'A commune lost its pages', condition: { on: 'verdict', verdicts: ['lost'] } }
    expect((await post('rules', { rule, version: 0 }, dienBien)).status).toBe(200)
    // silence waits until sources had time to be heard again after the clock's jump
    for (let i = 0; i < 70; i++) server.pass(10_000)
    const told = async (key?: string): Promise<unknown> => verdictsAnswer.parse(await get(`units/${commune}/verdicts?kpi=${pages}`, key)).verdicts.find(({ kind }) => kind === 'lost')?.warning
    const warning = await told() as { id: string, how: string }
    expect(warning.how).toBe('line')
    expect((await get<WarningDetailAnswer>(`warnings/${warning.id}`)).lines.map(({ unit }) => unit)).toContain(commune)
    expect(await told(reader11)).toEqual(warning)
    expect(say(await server.ask(`/api/v1/units/${commune}/verdicts?q=x`))).toBe('400 unknown_parameter')
  })
})
