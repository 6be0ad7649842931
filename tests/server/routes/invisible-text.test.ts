/** One rule for the texts of every door: what nobody can see is refused with its field, and what has a visible sign is taken. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { WarningsAnswer } from '../../../data/protocol/warning.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { pyramid, TestServer, type Answer } from './support.ts'

const commune = pyramid.units[pyramid.children[pyramid.indexOf('11')!]![0]!]!.code
const hidden = ['\u200b\u200b\u200b', '\u2800\u2800\u2800', '\u3164\u3164\u3164', '\u2060\u200b\u2060', 'ab\u200bcd', '\u00adab']
const task = {
  owner: '11', contentVi: 'Rà soát đường truyền các xã', shortVi: 'Rà soát', leadVi: 'Văn phòng Tỉnh ủy', supportVi: ['Sở Nội vụ'], accountableVi: 'Văn phòng Tỉnh ủy', resultVi: 'Báo cáo rà soát',
  deadline: { kind: 'day', day: '2026-12-31' }, kpi: null,
}
const rule: RuleInput = {
  nameVi: 'Số hóa dưới một nửa', nameEn: 'Less than half', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: 0.6 }, kpis: ['digitization.pages'],
  root: '11', levels: ['commune'], minUnits: 1, minShare: 0, pendingMs: 0, clearAfterMs: 0, severity: 'at_risk', tell: ['centre', 'province'], enabled: true,
}
const playlist = { nameVi: 'Giao ban', nameEn: 'Briefing', items: [{ scene: 'map', dwellS: 30, root: '11', kpi: 'esign.documents' }], interrupt: { severity: 'at_risk', holdS: 20 } }
const { due: _, ...wish } = { ...task, due: null }
let server: TestServer
let operate: string
let warning: WarningsAnswer['warnings'][number]

beforeAll(async () => {
  server = await new TestServer().listen()
  operate = server.key('11', 'operate')
  server.judgement.settle()
  expect((await server.post('/api/v1/rules', operate, { rule, version: 0 })).status).toBe(200)
  await server.post('/api/v1/readings', operate, [{ key: 'r1', unit: commune, kpi: 'digitization.pages', at: toLocalIso(server.nowMs), num: 1, den: 100 }])
  server.pass(5000)
  warning = ((await server.ask('/api/v1/warnings?root=11&kind=threshold')).json() as WarningsAnswer).warnings[0]!
  expect(warning.state).toBe('open')
}, 60_000)
afterAll(() => server.close())

const act = (what: object) => (text: string) => server.post('/api/v1/tasks/s2-04/acts', operate, { version: 0, ...Object.fromEntries(Object.entries(what).map(([field, value]) => [field, value === '?' ? text : value])) })
const assign = { act: 'assign', leadVi: 'Sở Nội vụ', supportVi: [], accountableVi: 'Sở Nội vụ' }
const comment = (name: string, more: object = {}) => (note: string) => server.post(`/api/v1/warnings/${warning.id}/acts`, operate, { act: name, version: warning.version, note, ...more })
const wished = (field: string) => (text: string) => {
  const { shortVi: _short, deadline: _deadline, kpi: _kpi, ...five } = wish
  return server.post(`/api/v1/warnings/${warning.id}/acts`, operate, { act: 'assign', version: warning.version, task: { ...five, due: null, [field]: field === 'supportVi' ? [text] : text } })
}
const doors: readonly (readonly [field: string, send: (text: string) => Promise<Answer>])[] = [
  ...(['contentVi', 'shortVi', 'leadVi', 'accountableVi', 'resultVi'] as const).map((field) => [field, (text: string) => server.post('/api/v1/tasks', operate, { ...task, [field]: text })] as const),
  ['supportVi.0', (text) => server.post('/api/v1/tasks', operate, { ...task, supportVi: [text] })],
  ['result', act({ act: 'progress', state: 'running', result: '?' })], ['result', act({ act: 'close', result: '?' })], ['note', act({ ...assign, note: '?' })],
  ['leadVi', act({ ...assign, leadVi: '?' })], ['accountableVi', act({ ...assign, accountableVi: '?' })], ['reason', act({ act: 'extend', deadline: { kind: 'day', day: '2026-12-31' }, reason: '?' })],
  ['note', comment('comment')], ['note', comment('acknowledge')], ['note', comment('resolve')], ['note', comment('shelve', { until: '2026-12-01T00:00:00+07:00' })],
  ...['contentVi', 'leadVi', 'accountableVi', 'resultVi'].map((field) => [`task.${field}`, wished(field)] as const), ['task.supportVi.0', wished('supportVi')],
  ['rule.nameVi', (nameVi) => server.post('/api/v1/rules', operate, { rule: { ...rule, nameVi }, version: 0 })],
  ['rule.nameEn', (nameEn) => server.post('/api/v1/rules', operate, { rule: { ...rule, nameEn }, version: 0 })],
  ['note', (note) => server.post('/api/v1/rules', operate, { rule: { ...rule, enabled: false }, version: 0, note })],
  ['playlist.nameVi', (nameVi) => server.post('/api/v1/playlists', operate, { playlist: { ...playlist, nameVi }, version: 0 })],
  ['playlist.nameEn', (nameEn) => server.post('/api/v1/playlists', operate, { playlist: { ...playlist, nameEn }, version: 0 })],
  ['note', (note) => server.post('/api/v1/playlists', operate, { playlist, version: 0, note })],
  ...(['labelVi', 'labelEn'] as const).map((field) => [field, (text: string) => (
    server.ask('/api/v1/backfill', { method: 'PUT', key: operate, body: JSON.stringify({ labelVi: 'Nạp', labelEn: 'Backfill', sent: 1, total: 2, [field]: text }) })
  )] as const),
]

it('is refused at every door by its field, with what to do, and nothing is written', async () => {
  const acts = server.ledger.verify().acts
  for (const [field, send] of doors) {
    for (const text of hidden) {
      const answer = await send(text)
      const { code, field: at, detailEn } = problem.parse(answer.json())
      expect([answer.status, text, code, at, detailEn?.includes('invisible or control character (U+')]).toEqual([400, text, 'field_invalid', field, true])
    }
  }
  expect(server.ledger.verify().acts).toBe(acts)
})

it('as a task\'s result is refused alone, and its neighbours are taken', async () => {
  const events = [...hidden, 'Đã có dự thảo'].map((result, i) => ({ key: `e${i}`, task: 's2-06', at: toLocalIso(server.nowMs), state: 'running', result }))
  const answer = (await server.post('/api/v1/task-events', operate, events)).json() as { accepted: number; rejected: { code: string; field: string; messageEn: string }[] }
  expect([answer.accepted, answer.rejected.length]).toEqual([1, hidden.length])
  expect(answer.rejected.every(({ code, field }) => code === 'result_invalid' && field === 'result')).toBe(true)
})

it('is told by the rules\' check while one types, and one visible sign is enough', async () => {
  const check = async (changes: Partial<RuleInput>) => ((await server.post('/api/v1/rules/check', operate, { rule: { ...rule, enabled: false, ...changes }, id: null })).json() as { problems: { field: string }[] }).problems.map(({ field }) => field)
  expect([await check({ nameVi: '\u200b\u200b\u200b' }), await check({ nameEn: '\u3164' }), await check({ nameEn: '' })]).toEqual([['nameVi'], ['nameEn'], []])
  expect((await comment('comment')('?')).status).toBe(200)
})
