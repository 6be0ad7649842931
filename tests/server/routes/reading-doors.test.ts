import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childrenAnswer, figuresAnswer, kpisAnswer, obligationsAnswer, problem, seriesAnswer, sessionAnswer, unitAnswer, unitsAnswer } from '../../../data/protocol/answers.ts'
import { tasksAnswer } from '../../../data/protocol/task.ts'
import { warningsAnswer } from '../../../data/protocol/warning.ts'
import { passportAnswer } from '../../../data/protocol/passport.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { TestServer } from './support.ts'

let server: TestServer
let key11: string
let read11: string
const communes = officialUnits.filter((unit) => unit.parent === '11').map(({ code }) => code)
const [first, second] = communes as [string, string]
const elsewhere = officialUnits.find((unit) => unit.parent === '12')!.code

beforeAll(async () => {
  server = await new TestServer().listen()
  key11 = server.key('11')
  read11 = server.key('11', 'read')
  const posted = await server.post('/api/v1/readings', key11, [
    { key: 'old', unit: first, kpi: 'esign.documents', at: '2026-09-01T08:00:00+07:00', num: 1, den: 10 },
    { key: 'new', unit: first, kpi: 'esign.documents', at: '2026-11-22T07:00:00+07:00', num: 8, den: 10 },
    { key: 'other', unit: second, kpi: 'esign.documents', at: '2026-11-21T07:00:00+07:00', num: 30, den: 30 },
    { key: 'line', unit: '11', kpi: 'network.uptime', at: '2026-11-22T07:00:00+07:00', num: 30, den: 30 },
    { key: 'case', unit: first, kpi: 'petitions.digital', at: '2026-11-22T07:00:00+07:00', num: 2, den: 3 },
  ])
  expect(posted.json()).toEqual({ accepted: 5, duplicates: 0, rejected: [] })
})
afterAll(() => server.close())

const codeOf = async (path: string, key?: string): Promise<string> => {
  const answer = await server.ask(path, key === undefined ? {} : { key })
  if (answer.status < 400) return 'ok'
  const shown = problem.parse(answer.json())
  expect(shown.status).toBe(answer.status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  return shown.field === undefined ? `${shown.status} ${shown.code}` : `${shown.status} ${shown.code} ${shown.field}`
}
const unitsOf = async (path: string, key?: string) => unitsAnswer.parse((await server.ask(path, key === undefined ? {} : { key })).json()).units
const figureOf = async (path: string) => figuresAnswer.parse((await server.ask(path)).json()).figures[0]!

describe('the session', () => {
  it('of open local mode reads everything', async () => {
    expect(sessionAnswer.parse((await server.ask('/api/v1/session')).json())).toMatchObject({ viewer: 'local', role: 'operate', scope: 'TW', mode: 'demo' })
  })
  it('of a key has its scope', async () => {
    expect((await server.ask('/api/v1/session', { key: read11 })).json()).toMatchObject({ viewer: 'key', role: 'read', scope: '11', build: 'test-build' })
    expect((await server.ask('/api/v1/session', { key: server.key('12', 'operate') })).json()).toMatchObject({ viewer: 'key', role: 'operate', scope: '12' })
  })
  it('of a bad key is none, also for reading', async () => {
    const refused = await server.ask('/api/v1/session', { key: 'thap_wrong' })
    expect(refused.status).toBe(401)
    expect(refused.headers['www-authenticate']).toContain('Bearer')
    expect(await codeOf('/api/v1/units', 'x')).toBe('401 key_invalid')
  })
})

describe('units and KPIs', () => {
  it('lists the whole pyramid, or the scope with its top as top', async () => {
    expect(unitsAnswer.parse((await server.ask('/api/v1/units')).json()).units).toHaveLength(3356)
    const { units } = unitsAnswer.parse((await server.ask('/api/v1/units', { key: read11 })).json())
    expect(units).toHaveLength(communes.length + 1)
    expect(units[0]).toMatchObject({ code: '11', parent: null, children: communes.length })
    expect(units[1]).toMatchObject({ parent: '11', children: 0 })
  })
  it('pages by limit and after', async () => {
    const { units } = unitsAnswer.parse((await server.ask('/api/v1/units?root=11&limit=2')).json())
    expect(units.map(({ code }) => code)).toEqual(['11', first])
    const next = unitsAnswer.parse((await server.ask(`/api/v1/units?root=11&limit=1&after=${first}`)).json())
    expect(next.units.map(({ code }) => code)).toEqual([second])
    expect(await codeOf('/api/v1/units?limit=5000')).toBe('ok')
    expect(await codeOf('/api/v1/units?limit=5001')).toBe('400 parameter_invalid limit')
    expect(await codeOf('/api/v1/units?limit=0')).toBe('400 parameter_invalid limit')
  })
  it('searches inside the scope only', async () => {
    expect(await unitsOf('/api/v1/units?q=dien%20bien').then(([best]) => best?.code)).toBe('11')
    const inside = await unitsOf('/api/v1/units?q=son', read11)
    expect(inside.length).toBeGreaterThan(0)
    expect(inside.every(({ code }) => code === '11' || communes.includes(code))).toBe(true)
    expect(await unitsOf('/api/v1/units?q=ha%20noi', read11)).toEqual([])
    expect(await codeOf(`/api/v1/units?q=${'a'.repeat(80)}`)).toBe('ok')
    expect(await codeOf(`/api/v1/units?q=${'a'.repeat(81)}`)).toBe('400 parameter_invalid q')
  })
  it('tells one unit', async () => {
    expect(unitAnswer.parse((await server.ask('/api/v1/units/11')).json())).toMatchObject({ code: '11', parent: 'TW' })
  })
  it('tells the catalogue, and after it the registers of cases as a group of their own', async () => {
    const { kpis } = kpisAnswer.parse((await server.ask('/api/v1/kpis')).json())
    expect(kpis.filter(({ group }) => group !== 'cases_register')).toHaveLength(38)
    expect(kpis.slice(38).map(({ group, cases }) => [group, cases])).toEqual(new Array(12).fill(['cases_register', true]))
  })
})

describe('figures', () => {
  it('now are live, with the change of 30 days', async () => {
    const { figures, known, at } = figuresAnswer.parse((await server.ask('/api/v1/units/11/figures')).json())
    expect(figures).toHaveLength(50)
    expect(known).toBeNull()
    expect(Date.parse(at)).toBe(server.nowMs)
    const figure = figures.find(({ kpi }) => kpi === 'esign.documents')!
    expect(figure).toMatchObject({ num: 39, den: 50, value: 0.78 })
    expect(figure.change?.value).toBeCloseTo(0.78 - 0.1)
    expect(figure.change?.since).toBe('2026-10-23T08:00:00.000+07:00')
    expect(figures.find(({ kpi }) => kpi === 'rollout.stage')).toMatchObject({ value: null, num: null, status: 'no_data' })
  })
  it('of an instant come from history, as known then', async () => {
    expect(await figureOf('/api/v1/units/11/figures?at=2026-10-01T00:00:00%2B07:00&kpis=esign.documents')).toMatchObject({ num: 1, den: 10 })
    expect(await figureOf('/api/v1/units/11/figures?at=2026-10-01T00:00:00+07:00&kpis=esign.documents')).toMatchObject({ num: 1, den: 10 })
    expect(await figureOf('/api/v1/units/11/figures?at=2026-10-01T00:00:00Z&known=2026-11-01T00:00:00Z&kpis=esign.documents')).toMatchObject({ num: null })
  })
  it('now carry the close of last year where it had a target', async () => {
    const figure = await figureOf('/api/v1/units/31/figures?kpis=digitization.term2020')
    expect(figure.lastYear).toMatchObject({ year: 2025, value: null, status: 'no_data' })
    expect((await figureOf('/api/v1/units/31/figures?kpis=paper.cut')).lastYear).toBeUndefined()
  })
  it('of availability older than 7 days are of the start of the hour, and the answer says so', async () => {
    const path = '/api/v1/units/11/figures?at=2026-10-01T00:20:00Z&kpis='
    expect(figuresAnswer.parse((await server.ask(`${path}network.uptime`)).json()).at).toBe('2026-10-01T07:00:00.000+07:00')
    const mixed = figuresAnswer.parse((await server.ask(`${path}esign.documents,network.uptime`)).json())
    expect(mixed.at).toBe('2026-10-01T07:20:00.000+07:00')
    expect(mixed.figures.map(({ at }) => at)).toEqual([undefined, '2026-10-01T07:00:00.000+07:00'])
    expect(await codeOf('/api/v1/units/11/figures?known=2026-10-01T00:20:00Z&kpis=network.uptime')).toBe('400 known_expired')
  })
  it('of the own office can be asked for apart', async () => {
    expect(await figureOf('/api/v1/units/11/figures?kpis=esign.documents&own=true')).toMatchObject({ num: null })
    expect(await figureOf(`/api/v1/units/${first}/figures?kpis=esign.documents&own=true`)).toMatchObject({ num: 9, den: 20 })
  })
  it('of the children stand one beside the other', async () => {
    const answer = childrenAnswer.parse((await server.ask('/api/v1/units/11/children?kpi=esign.documents')).json())
    expect(answer.children.map(({ unit }) => unit)).toEqual(communes)
    expect(answer.children[0]?.figure).toMatchObject({ num: 9, den: 20, change: { value: expect.closeTo(0.35) } })
    const before = childrenAnswer.parse((await server.ask('/api/v1/units/11/children?kpi=esign.documents&at=2026-10-01T00:00:00Z')).json())
    expect(before.children[0]?.figure).toMatchObject({ num: 1, den: 10, change: null })
    expect(childrenAnswer.parse((await server.ask(`/api/v1/units/${first}/children?kpi=esign.documents`)).json()).children).toEqual([])
  })
  it('along time are the figure at the end of each bucket', async () => {
    const answer = seriesAnswer.parse((await server.ask('/api/v1/units/11/series?kpi=esign.documents&from=2026-08-01T00:00:00%2B07:00&grain=month')).json())
    expect(answer.points.map(({ num }) => num)).toEqual([null, 1, 1, 39])
  })
  it('along time end now, also for one whose clock is ahead', async () => {
    const answer = seriesAnswer.parse((await server.ask('/api/v1/units/11/series?kpi=esign.documents&from=2026-11-21T00:00:00%2B07:00&to=2027-01-01T00:00:00Z')).json())
    expect(answer.points).toHaveLength(2)
    expect(Date.parse(answer.to)).toBe(server.nowMs)
  })
  it('of few cases are withheld above the unit that reported them, in every door', async () => {
    expect(await figureOf('/api/v1/units/11/figures?kpis=petitions.digital')).toMatchObject({ num: null, den: null, value: null, withheld: true })
    const path = `/api/v1/units/${first}/passport?kpi=petitions.digital`
    expect(passportAnswer.parse((await server.ask(path)).json())).toMatchObject({ readings: null, figure: { num: null } })
  })
})

describe('the bounds of a question', () => {
  it.each([
    ['/api/v1/units/11/figures?colour=red', '400 unknown_parameter colour'],
    ['/api/v1/units/11/figures?at=yesterday', '400 parameter_invalid at'],
    ['/api/v1/units/11/figures?at=2026-01-01T00:00:00Z&at=2026-01-01T00:00:00Z', '400 parameter_invalid at'],
    ['/api/v1/units/11/figures?at=2027-01-01T00:00:00Z', '400 at_in_future at'],
    ['/api/v1/units/11/figures?at=2019-12-31T23:59:59%2B07:00', '400 at_too_old at'],
    ['/api/v1/units/11/figures?kpis=nothing', '404 kpi_unknown kpi'],
    ['/api/v1/units/11/figures?own=true&at=2026-10-01T00:00:00Z', '400 parameter_invalid own'],
    ['/api/v1/units/11/children', '400 parameter_missing kpi'],
    ['/api/v1/units/11/series?kpi=esign.documents', '400 parameter_missing from'],
    ['/api/v1/units/11/series?kpi=esign.documents&from=2026-10-01T00:00:00Z&grain=year', '400 grain_unknown grain'],
    ['/api/v1/units/11/series?kpi=esign.documents&from=2026-10-02T00:00:00Z&to=2026-10-01T00:00:00Z', '400 range_reversed from'],
    ['/api/v1/units/11/series?kpi=esign.documents&from=2026-10-02T00:00:00Z&to=2026-10-02T00:00:00Z', '400 range_reversed from'],
    ['/api/v1/units/11/series?kpi=esign.documents&grain=hour&from=2026-10-01T00:00:00Z&to=2026-11-03T08:00:00Z', 'ok'],
    ['/api/v1/units/11/series?kpi=esign.documents&grain=hour&from=2026-10-01T00:00:00Z&to=2026-11-03T08:00:00.001Z', '400 range_too_long'],
    ['/api/v1/tasks?limit=201', '400 parameter_invalid limit'], ['/api/v1/tasks?limit=200', 'ok'],
    ['/api/v1/tasks?state=lost', '400 parameter_invalid state'],
    ['/api/v1/warnings?limit=-1', '400 parameter_invalid limit'], ['/api/v1/warnings?limit=1', 'ok'],
    ['/healthz?x=1', '400 unknown_parameter x'],
    ['/api/v1/obligations?limit=1', '400 unknown_parameter limit'], ['/api/v1/obligations?root=', '400 parameter_invalid root'],
    ['/api/v1/obligation', '404 route_unknown'], ['/api/v1/units/', '404 route_unknown'], ['/API/v1/units', '404 route_unknown'],
  ])('%s → %s', async (path, outcome) => expect(await codeOf(path)).toBe(outcome))
})

describe('the passport', () => {
  it('says what a figure rests on', async () => {
    const answer = passportAnswer.parse((await server.ask('/api/v1/units/11/passport?kpi=digitization.pages')).json())
    expect(answer.formulaVi).toContain('tổng tử số chia tổng mẫu số')
    expect(answer.target).toMatchObject({ owner: '11', ownerKind: 'unit', reference: false })
    expect(answer.units.due).toBe(communes.length + 1)
    expect(answer.units.missing).toBe(answer.units.due - answer.units.reported)
    expect(answer.facts.length).toBeGreaterThan(0)
  })
  it('names the owner of a target only inside the scope', async () => {
    const path = '/api/v1/units/11/passport?kpi=network.coverage'
    expect(passportAnswer.parse((await server.ask(path)).json()).target?.owner).toBe('TW')
    const inside = await server.ask(path, { key: read11 })
    expect(passportAnswer.parse(inside.json()).target).toMatchObject({ owner: null })
    expect(inside.text).not.toContain('"TW"')
  })
  it('lists the readings of the own office that count, newest first', async () => {
    const path = `/api/v1/units/${first}/passport?kpi=esign.documents`
    const { readings } = passportAnswer.parse((await server.ask(path)).json())
    expect(readings?.map(({ key, num }) => [key, num])).toEqual([['new', 8], ['old', 1]])
    expect(passportAnswer.parse((await server.ask('/api/v1/units/11/passport?kpi=esign.documents')).json()).readings).toEqual([])
  })
  it('lists case counts to the office that reported them only', async () => {
    const own = server.key(first, 'read')
    const path = `/api/v1/units/${first}/passport?kpi=petitions.digital`
    expect(passportAnswer.parse((await server.ask(path, { key: own })).json()).readings).toHaveLength(1)
    expect(passportAnswer.parse((await server.ask(path, { key: read11 })).json()).readings).toBeNull()
  })
  it('of an instant is of that instant', async () => {
    const answer = passportAnswer.parse((await server.ask(`/api/v1/units/${first}/passport?kpi=esign.documents&at=2026-10-01T00:00:00Z`)).json())
    expect(answer).toMatchObject({ at: '2026-10-01T07:00:00.000+07:00', figure: { num: 1, den: 10 } })
  })
})

describe('tasks and warnings', () => {
  it('are those of the scope', async () => {
    const all = tasksAnswer.parse((await server.ask('/api/v1/tasks')).json())
    expect(all.total).toBe(43)
    const inside = tasksAnswer.parse((await server.ask('/api/v1/tasks', { key: read11 })).json())
    expect(inside).toMatchObject({ root: '11', total: 28, registers: 1 })
    expect(warningsAnswer.parse((await server.ask('/api/v1/warnings?root=11')).json()).root).toBe('11')
  })
})

describe('the reporting calendar', () => {
  const calendar = async (path: string, key?: string) => obligationsAnswer.parse((await server.ask(path, key === undefined ? {} : { key })).json())
  const templates = ['base-month', 'base-quarter', 'base-year', 'base-plan', 'commune-people-quarter', 'commune-people-half', 'commune-people-year']

  it('tells each duty with its next due instant, its source, and how many are in', async () => {
    const { root, at, obligations } = await calendar('/api/v1/obligations')
    expect([root, Date.parse(at)]).toEqual(['TW', server.nowMs])
    expect(obligations.map(({ id }) => id)).toEqual(['commune-month', 'province-month', ...templates])
    expect(obligations.filter(({ template }) => template).map(({ id }) => id)).toEqual(templates)
    expect(obligations[0]).toEqual({
      id: 'commune-month', fromVi: 'Ủy ban kiểm tra cấp ủy trực thuộc Tỉnh ủy', toVi: 'Ủy ban Kiểm tra Tỉnh ủy', nameVi: 'Báo cáo tháng của cấp xã',
      nameEn: 'Monthly report of the commune', level: 'commune', dueAt: '2026-12-21T00:00:00.000+07:00', template: false,
      document: 'S0', section: 'IV.3', quoteVi: 'trước ngày 21 hằng tháng', grain: 'month', followed: true, adopted: [],
      present: { period: '2026-11', dueAt: '2026-11-21T00:00:00.000+07:00', step: 'none', counting: 'nobody_in', counts: { due: 3321, in_time: 0, late: 0, partial: 0, waiting: 3321, missing: 0 } },
    })
    expect(obligations[1]).toMatchObject({ level: 'province', dueAt: '2026-11-25T00:00:00.000+07:00', section: 'IV.1', present: { step: 'd3', counts: { due: 34, waiting: 34 } } })
    expect(obligations.filter(({ followed }) => !followed).map(({ id, present }) => [id, present])).toEqual(templates.slice(3).map((id) => [id, null]))
  })
  it('names no instant where the document names no day', async () => {
    const { obligations } = await calendar('/api/v1/obligations')
    expect(obligations.filter(({ dueAt }) => dueAt === null).map(({ id }) => id)).toEqual(templates.slice(4))
  })
  it('goes on to the next report at the due instant, not a moment before', async () => {
    const dueMs = Date.parse('2026-11-25T00:00:00+07:00')
    const apart = await new TestServer().listen()
    try {
      const dueAt = async () => obligationsAnswer.parse((await apart.ask('/api/v1/obligations?root=11')).json()).obligations[1]!.dueAt
      apart.pass(dueMs - 1 - apart.nowMs)
      expect(await dueAt()).toBe('2026-11-25T00:00:00.000+07:00')
      apart.pass(1)
      expect(await dueAt()).toBe('2026-12-25T00:00:00.000+07:00')
    } finally {
      await apart.close()
    }
  })
  it('is of the levels inside the root: a commune owes no report of a province', async () => {
    expect(await calendar('/api/v1/obligations', read11)).toMatchObject({ root: '11', obligations: [{ id: 'commune-month' }, { id: 'province-month' }, ...templates.map((id) => ({ id }))] })
    const { root, obligations } = await calendar(`/api/v1/obligations?root=${first}`, read11)
    expect([root, ...obligations.map(({ id }) => id)]).toEqual([first, 'commune-month', ...templates])
  })
})

describe('geometry', () => {
  it('comes compressed where asked, and not again where unchanged', async () => {
    const plain = await server.ask('/api/v1/geometry')
    const packed = await server.ask('/api/v1/geometry', { headers: { 'Accept-Encoding': 'br, gzip' } })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect((await server.ask('/api/v1/geometry', { headers: { 'Accept-Encoding': 'gzip;q=0' } })).headers['content-encoding']).toBeUndefined()
    const again = await server.ask('/api/v1/geometry', { headers: { 'If-None-Match': String(plain.headers.etag) } })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })
  it('of a scope holds its units only, under another tag', async () => {
    const whole = await server.ask('/api/v1/geometry')
    const inside = await server.ask('/api/v1/geometry', { key: read11 })
    expect(inside.headers.etag).not.toBe(whole.headers.etag)
    expect((await server.ask('/api/v1/geometry', { key: read11, headers: { 'If-None-Match': String(whole.headers.etag) } })).status).toBe(200)
    expect(inside.text).toContain(first)
    expect(inside.text).not.toContain(`"${elsewhere}"`)
  })
})

describe('nothing tells of a unit outside the scope (law 8)', () => {
  const doors = (code: string): string[] => [
    `/api/v1/units/${code}`, `/api/v1/units/${code}/figures`, `/api/v1/units/${code}/figures?at=2026-10-01T00:00:00Z`,
    `/api/v1/units/${code}/figures?kpis=nothing`, `/api/v1/units/${code}/children?kpi=esign.documents`, `/api/v1/units/${code}/children?kpi=nothing`,
    `/api/v1/units/${code}/series?kpi=esign.documents&from=2026-10-01T00:00:00Z`, `/api/v1/units/${code}/passport?kpi=esign.documents`,
    `/api/v1/units?root=${code}`, `/api/v1/units?root=${code}&q=a`, `/api/v1/units?after=${code}`, `/api/v1/tasks?root=${code}`, `/api/v1/warnings?root=${code}`, `/api/v1/obligations?root=${code}`, `/api/v1/geometry?root=${code}`,
  ]
  const shown = async (path: string) => {
    const { status, headers: { date: _, ...headers }, text } = await server.ask(path, { key: read11 })
    return JSON.stringify({ status, headers, text })
  }
  it.each(doors('ZZ').map((path, i) => [path, i] as const))('%s', async (unknown, i) => {
    const answer = await shown(unknown)
    expect(answer).toContain('unit_unavailable')
    for (const outside of ['12', 'TW', elsewhere]) expect(await shown(doors(outside)[i]!)).toBe(answer)
    expect(await codeOf(doors('11')[i]!, read11)).toMatch(/^(ok|404 kpi_unknown kpi)$/)
  })
})
