/** Rules on a centre that has no figures yet, or hardly any: what holds of everything there can be is refused, and the check says what switching on decides. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import { ruleCheckAnswer, rulesAnswer, type RuleCheckAnswer, type RuleDetailAnswer, type RuleInput } from '../../../data/protocol/rule.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { pyramid, TestServer, type Answer } from './support.ts'

let server: TestServer
let centre: string
const compliance = 'security.compliance'
const rule: RuleInput = {
  nameVi: 'An toàn thông tin', nameEn: 'Compliance', condition: { on: 'threshold', measure: 'gap', op: 'below', limit: -0.1, clear: null }, kpis: [compliance],
  root: 'TW', levels: ['province'], minUnits: 1, minShare: 0, pendingMs: 0, clearAfterMs: 0, severity: 'behind', tell: ['centre'], enabled: true,
}
const on = (measure: 'value' | 'gap' | 'fresh_share' | 'age_hours', op: 'below' | 'above', limit: number): RuleInput => ({ ...rule, condition: { on: 'threshold', measure, op, limit, clear: null } })
const post = (body: RuleInput): Promise<Answer> => server.post('/api/v1/rules', centre, { rule: body, version: 0 })
const check = async (body: RuleInput): Promise<RuleCheckAnswer> => ruleCheckAnswer.parse((await server.post('/api/v1/rules/check', centre, { rule: body, id: null })).json())
const wide: RuleInput = { ...rule, kpis: null, levels: ['centre', 'province', 'commune'], condition: { on: 'verdict', verdicts: ['below_plan'] } }

beforeAll(async () => {
  server = await new TestServer().listen()
  centre = server.key('TW', 'operate')
  server.judgement.settle()
}, 60_000)
afterAll(() => server.close())

describe('before the first reading', () => {
  it.each([on('gap', 'above', -0.999), on('gap', 'below', 0.999), on('age_hours', 'below', 87_600), on('fresh_share', 'above', 0), on('value', 'above', 0.00001)].map((one) => [JSON.stringify(one.condition), one] as const))(
    '%s cannot be on, by its limit, in the check as at the switch; kept switched off it may be', async (_, broad) => {
      const refused = await post(broad)
      const { code, field, detail, detailEn } = problem.parse(refused.json())
      expect([refused.status, code, field]).toEqual([400, 'field_invalid', 'rule.condition.limit'])
      expect([detail, detailEn]).toEqual([expect.stringContaining('báo về mọi thứ'), expect.stringContaining('fires on everything')])
      expect((await check(broad)).problems.map((one) => one.field)).toEqual(['condition.limit'])
      const kept = (await post({ ...broad, enabled: false })).json() as RuleDetailAnswer
      const switched = await server.ask(`/api/v1/rules/${kept.rule.id}`, { method: 'PUT', key: centre, body: JSON.stringify({ rule: broad, version: 1 }) })
      expect([switched.status, problem.parse(switched.json()).field]).toEqual([400, 'rule.condition.limit'])
    })

  it('a rule that means something is taken', async () => {
    expect((await check(rule)).problems).toEqual([])
    expect((await post(rule)).status).toBe(200)
  })

  it('the widest rule is counted over the figures there are, none of them multiplied, and the check says what the switch does', async () => {
    const said = await check(wide)
    expect(said.problems).toEqual([])
    expect([said.matching!.of < 10, said.matching!.pairs <= said.matching!.of]).toEqual([true, true])
    expect((await post(wide)).status).toBe(200)
  })
})

describe('when figures come', () => {
  it('the check counts each of them once, and a rule that is on and fires on all of them says so in the list', async () => {
    const low: RuleInput = { ...on('value', 'below', 0.5), nameVi: 'Dưới một nửa' }
    const { rule: made } = (await post(low)).json() as RuleDetailAnswer
    const listed = async (): Promise<string[]> => rulesAnswer.parse((await server.ask('/api/v1/rules')).json()).rules.find(({ id }) => id === made.id)!.remarks.filter(({ code }) => code === 'fires_everywhere').map(({ messageEn }) => messageEn)
    expect(await listed()).toEqual([])
    const units = pyramid.units.filter(({ level }) => level === 'province').slice(0, 20)
    const readings = units.map(({ code }) => ({ key: `c${code}`, unit: code, kpi: compliance, at: toLocalIso(server.nowMs), num: 1, den: 10 }))
    expect((await server.post('/api/v1/readings', centre, readings)).json()).toMatchObject({ accepted: 20 })
    server.pass(1000)
    expect((await check({ ...low, minUnits: 1, pendingMs: 60_000 })).matching).toMatchObject({ pairs: 20, of: 20 })
    server.pass(60_000)
    expect(await listed()).toEqual(['On, and it fires on 20 of 20 (100 %) figures it looks at.'])
  })
})
