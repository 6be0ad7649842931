/** A rule that would open more than the budget at once, or fires on everything, at the HTTP door. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import type { RuleDetailAnswer, RuleInput } from '../../../data/protocol/rule.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { pyramid, TestServer, type Answer } from './support.ts'

let server: TestServer
let centre: string
const provinces = pyramid.units.filter(({ level }) => level === 'province').slice(0, 12).map(({ code }) => code)
const rule: RuleInput = {
  nameVi: 'Số hóa thấp', nameEn: 'Low digitisation', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: ['digitization.pages'],
  root: 'TW', levels: ['commune'], minUnits: 1, minShare: 0, pendingMs: 0, clearAfterMs: 0, severity: 'behind', tell: ['centre'], enabled: true,
}
const post = (body: unknown): Promise<Answer> => server.post('/api/v1/rules', centre, body)
const put = (id: string, body: unknown): Promise<Answer> => server.ask(`/api/v1/rules/${id}`, { method: 'PUT', body: JSON.stringify(body), key: centre })

beforeAll(async () => {
  server = await new TestServer().listen()
  centre = server.key('TW', 'operate')
  const reporter = server.key('TW')
  server.judgement.settle()
  const readings = provinces.flatMap((code) => [...pyramid.children[pyramid.indexOf(code)!]!].slice(0, 3).map((unit, i) => (
    { key: `k${unit}`, unit: pyramid.units[unit]!.code, kpi: 'digitization.pages', at: toLocalIso(server.nowMs), num: i === 0 ? 100 : 900, den: 1000 })))
  expect((await server.post('/api/v1/readings', reporter, readings)).json()).toMatchObject({ accepted: 36 })
  server.pass(1000)
}, 60_000)
afterAll(async () => { await server.close() })

describe('POST and PUT /api/v1/rules', () => {
  it('refuse a rule over the budget with its figures, take it with a confirmation, and keep who confirmed what', async () => {
    const refused = await post({ rule, version: 0 })
    expect([refused.status, problem.parse(refused.json())]).toMatchObject([409, { code: 'rule_over_budget', figures: { warnings: 12, units: 12, budget: 10, pairs: 12, of: 36 } }])
    expect(await post({ rule, version: 0, confirm: { warnings: 11, units: 12 } })).toMatchObject({ status: 409 })
    const made = (await post({ rule, version: 0, confirm: { warnings: 12, units: 12 } })).json() as RuleDetailAnswer
    expect(made.history[0]).toMatchObject({ action: 'create', by: 'key', unit: 'TW' })
    expect(made.history[0]!.changes).toContainEqual({ field: 'confirmed', before: null, after: '{"warnings":12,"units":12}' })
    const off = (await put(made.rule.id, { rule: { ...rule, enabled: false }, version: 1 })).json() as RuleDetailAnswer
    expect(await put(made.rule.id, { rule, version: off.rule.version })).toMatchObject({ status: 409 })
    expect(await put(made.rule.id, { rule, version: off.rule.version, confirm: { warnings: 12, units: 12 } })).toMatchObject({ status: 200 })
    expect(await put(made.rule.id, { rule: { ...rule, enabled: false }, version: off.rule.version + 1 })).toMatchObject({ status: 200 })
  })
  it('refuse one that fires on everything whatever is confirmed, and a confirmation of a wrong shape', async () => {
    const all = { ...rule, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.95, clear: null } }
    const refused = await post({ rule: all, version: 0, confirm: { warnings: 100, units: 100 } })
    expect([refused.status, problem.parse(refused.json())]).toMatchObject([409, { code: 'rule_fires_on_everything', figures: { pairs: 36, of: 36 } }])
    expect(await post({ rule: { ...all, enabled: false }, version: 0 })).toMatchObject({ status: 200 })
    for (const confirm of [true, { warnings: 12 }, { warnings: 12, units: 12, all: true }, { warnings: -1, units: 1 }]) expect(await post({ rule, version: 0, confirm })).toMatchObject({ status: 400 })
  })
})
