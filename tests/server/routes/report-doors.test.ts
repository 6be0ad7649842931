import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { isReportPart } from '../../../data/plans/hand-in.ts'
import { figuresAnswer, obligationsAnswer } from '../../../data/protocol/answers.ts'
import { passportAnswer } from '../../../data/protocol/passport.ts'
import { warningsAnswer } from '../../../data/protocol/warning.ts'
import { raceAnswer, reportAdoptionAnswer, unitReportsAnswer } from '../../../data/protocol/report-race.ts'
import { quietMs } from '../../../server/watch/reports/on-time.ts'
import { pyramid, TestServer, type Answer } from './support.ts'

let server: TestServer
beforeAll(async () => { server = await new TestServer().listen() })
afterAll(() => server.close())

const code = ({ status, json }: Answer): string => {
  const { code: kind, field } = json() as { code?: string; field?: string }
  return [status, kind, field].filter((one) => one !== undefined).join(' ')
}
const get = async (path: string, key?: string): Promise<string> => code(await server.ask(path, key === undefined ? {} : { key }))
const communes = [...pyramid.children[pyramid.indexOf('11')!]!].map((unit) => pyramid.units[unit]!.code)
const [first, second] = communes as [string, string]

/** Hands in a whole report of a commune, all parts but `without`. */
async function handIn(unit: string, at: string, without: string | null = null): Promise<void> {
  const key = server.key(unit)
  const readings = kpis.filter((kpi) => isReportPart(kpi, 'commune') && kpi.id !== without).map(({ id, kind }) => ({
    key: `r-${at}`, unit, kpi: id, at, num: 1, ...(kind === 'level' || kind === 'flow_count' || kind === 'stock_count' ? {} : { den: 1 }),
  }))
  const { accepted } = (await server.post('/api/v1/readings', key, readings)).json() as { accepted: number }
  expect(accepted).toBe(readings.length)
}

describe('the race', () => {
  it('counts who has handed in, per child, live', async () => {
    await handIn(first, '2026-11-22T07:00:00+07:00')
    await handIn(second, '2026-11-22T07:00:00+07:00', 'training.staff')
    const race = raceAnswer.parse((await server.ask('/api/v1/obligations/commune-month/race?root=11')).json())
    expect(race).toMatchObject({ root: '11', obligation: 'commune-month', period: '2026-11', dueAt: '2026-11-21T00:00:00.000+07:00', step: 'none', counting: 'nobody_in', simulated: false })
    expect(race.counts).toEqual({ due: communes.length, in_time: 0, late: 1, partial: 1, waiting: communes.length - 2, missing: 0 })
    expect(race.children.slice(0, 2).map(({ unit, state }) => [unit, state])).toEqual([[first, 'late'], [second, 'partial']])
    expect(race.handIns).toEqual([{ day: '2026-11-22', units: 1 }])
    const whole = raceAnswer.parse((await server.ask('/api/v1/obligations/commune-month/race')).json())
    expect(whole.children).toHaveLength(34)
    expect(whole.children.find(({ unit }) => unit === '11')).toMatchObject({ state: null, counts: { late: 1 } })
    expect(whole.counts.due).toBe(3321)
    const calendar = obligationsAnswer.parse((await server.ask('/api/v1/obligations?root=11')).json())
    expect(calendar.obligations[0]!.present).toEqual({ period: race.period, dueAt: race.dueAt, step: 'none', counting: 'nobody_in', counts: race.counts })
  })

  it('answers a period that has begun in this year or the last, and no other', async () => {
    const ask = (period: string, id = 'commune-month') => get(`/api/v1/obligations/${id}/race?period=${period}`)
    for (const period of ['2026-11', '2026-01', '2025-01']) expect(await ask(period), period).toBe('200')
    for (const period of ['2026-12', '2024-12', '2026-13', '2026-1', '2026-Q4', 'nov-2026']) expect(await ask(period), period).toBe('400 parameter_invalid period')
    expect(await ask('2026-Q4', 'base-quarter')).toBe('200')
    expect(await ask('2025-11')).toBe('200')
  })

  it('refuses a duty there is not, or whose report nobody could see', async () => {
    expect(await get('/api/v1/obligations/nothing/race')).toBe('404 obligation_unavailable')
    expect(await get('/api/v1/obligations/base-plan/race')).toBe('404 obligation_unavailable')
    expect(await get('/api/v1/obligations/commune-people-year/race')).toBe('404 obligation_unavailable')
    expect(await get(`/api/v1/obligations/province-month/race?root=${first}`)).toBe('404 obligation_unavailable')
    expect(await get('/api/v1/obligations/commune-month/race?root=nowhere')).toBe('404 unit_unavailable')
  })

  it('tells nothing of another province (law 8)', async () => {
    const key = server.key('12', 'read')
    expect(await get('/api/v1/obligations/commune-month/race?root=11', key)).toBe('404 unit_unavailable')
    expect(await get(`/api/v1/units/${first}/reports`, key)).toBe('404 unit_unavailable')
    const race = raceAnswer.parse((await server.ask('/api/v1/obligations/commune-month/race', { key })).json())
    expect([race.root, race.counts.late, race.simulated, race.handIns]).toEqual(['12', 0, false, []])
    expect(race.children.every(({ unit }) => pyramid.units[pyramid.indexOf(unit)!]!.parent === '12')).toBe(true)
  })

  it('says it is not ready before the log has been read, rather than calling everybody missing', async () => {
    const { reports } = server
    Object.defineProperty(reports.race, 'loaded', { value: false, configurable: true })
    try {
      for (const path of ['/api/v1/obligations/commune-month/race', `/api/v1/units/${first}/reports`]) {
        const answer = await server.ask(path)
        expect([code(answer), answer.headers['retry-after']]).toEqual(['503 not_ready', '1'])
      }
      expect(obligationsAnswer.parse((await server.ask('/api/v1/obligations')).json()).obligations[0]!.present).toBeNull()
    } finally {
      delete (reports.race as { loaded?: boolean }).loaded
    }
  })
})

describe('a unit’s own reports', () => {
  it('list each period with its parts and when they came', async () => {
    const answer = unitReportsAnswer.parse((await server.ask(`/api/v1/units/${second}/reports`)).json())
    expect(answer).toMatchObject({ unit: second, year: 2026 })
    const november = answer.reports.find(({ period }) => period === '2026-11')!
    expect([november.state, november.handedInAt]).toEqual(['partial', null])
    expect(november.parts.filter(({ receivedAt }) => receivedAt === null).map(({ kpi }) => kpi)).toEqual(['training.staff'])
    const whole = unitReportsAnswer.parse((await server.ask(`/api/v1/units/${first}/reports?year=2026`)).json())
    expect(whole.reports.find(({ period }) => period === '2026-11')).toMatchObject({ state: 'late' })
  })

  it('are of this year or the last', async () => {
    expect(await get(`/api/v1/units/${first}/reports?year=2025`)).toBe('200')
    for (const year of ['2024', '2027', '26', 'x']) expect(await get(`/api/v1/units/${first}/reports?year=${year}`), year).toBe('400 parameter_invalid year')
  })
})

describe('adoption of a template duty', () => {
  const path = '/api/v1/obligations/base-quarter/adoptions'

  it('makes a unit owe it for itself, and ends it', async () => {
    const adopted = reportAdoptionAnswer.parse((await server.post(path, undefined, { unit: first })).json())
    expect(adopted).toMatchObject({ obligation: 'base-quarter', unit: first, until: null, version: 1 })
    expect(obligationsAnswer.parse((await server.ask('/api/v1/obligations?root=11')).json()).obligations.find(({ id }) => id === 'base-quarter')!.adopted).toEqual([first])
    const race = raceAnswer.parse((await server.ask('/api/v1/obligations/base-quarter/race?root=11')).json())
    expect([race.counts.due, race.dueAt, race.children.map(({ unit }) => unit)]).toEqual([1, '2026-12-15T00:00:00.000+07:00', [first]])
    const ended = reportAdoptionAnswer.parse((await server.ask(`${path}/${first}`, { method: 'DELETE' })).json())
    expect([ended.version, ended.until]).toEqual([2, expect.any(String)])
    expect(server.ledger.history('adoption', `base-quarter:${first}`).map(({ action, actor }) => [action, actor.kind])).toEqual([['end', 'local'], ['adopt', 'local']])
  })

  it('refuses what cannot be adopted and says why', async () => {
    const post = async (id: string, unit: string, key?: string): Promise<string> => code(await server.post(`/api/v1/obligations/${id}/adoptions`, key, { unit }))
    expect(await post('commune-month', first)).toBe('409 act_impossible')
    expect(await post('base-plan', first)).toBe('409 act_impossible')
    expect(await post('commune-people-half', first)).toBe('409 act_impossible')
    expect(await post('base-month', 'TW')).toBe('409 act_impossible')
    expect(await post('nothing', first)).toBe('404 obligation_unavailable')
    expect(await post('base-month', '99999')).toBe('404 unit_unavailable')
    expect(code(await server.ask(`/api/v1/obligations/base-month/adoptions/${first}`, { method: 'DELETE' }))).toBe('409 act_impossible')
    expect(code(await server.post('/api/v1/obligations/base-month/adoptions', undefined, { unit: first, more: 1 }))).toBe('400 body_invalid more')
    expect(code(await server.post('/api/v1/obligations/base-month/adoptions', undefined, {}))).toBe('400 field_invalid unit')
  })

  it('is for those who may operate the unit, and for nobody else (law 8)', async () => {
    const post = async (unit: string, key: string): Promise<string> => code(await server.post('/api/v1/obligations/base-month/adoptions', key, { unit }))
    expect(await post(first, server.key('11', 'read'))).toBe('403 operate_role')
    expect(await post(first, server.key('11', 'report'))).toBe('403 operate_role')
    expect(await post(first, server.key('12', 'operate'))).toBe('404 unit_unavailable')
    expect(await post(first, server.key('11', 'operate'))).toBe('200')
    expect(server.ledger.history('adoption', `base-month:${first}`)[0]!.actor).toMatchObject({ kind: 'key', unit: '11' })
  })
})

describe('reports.on_time at the doors', () => {
  it('is refused from outside, and told as a figure with the readings it rests on', async () => {
    const key = server.key(first)
    const answer = (await server.post('/api/v1/readings', key, [{ key: 'x', unit: first, kpi: 'reports.on_time', at: '2026-11-22T07:00:00+07:00', num: 1, den: 1 }])).json()
    expect(answer).toMatchObject({ accepted: 0, rejected: [{ code: 'kpi_computed' }] })
    server.pass(25 * 86_400_000)
    await handIn(first, new Date(server.nowMs).toISOString())
    server.pass(Date.parse('2026-12-21T00:00:00+07:00') - server.nowMs)
    server.pass(quietMs)
    // A batch of 1,000 verdicts a second: 3,322 are due.
    for (let beat = 0; beat < 6; beat++) {
      await server.reports.onTime.underWay
      server.pass(1000)
    }
    const { figures } = figuresAnswer.parse((await server.ask(`/api/v1/units/${first}/figures?kpis=reports.on_time`)).json())
    expect(figures[0]).toMatchObject({ num: 1, den: 2, freshness: 'fresh' })
    const { figures: [whole] } = figuresAnswer.parse((await server.ask('/api/v1/units/11/figures?kpis=reports.on_time')).json())
    expect(whole).toMatchObject({ num: 1, den: communes.length + 1, coverage: { due: communes.length + 1, reported: communes.length } })
    server.judgement.settle()
    // after a jump of the clock sources have ten minutes to be heard, and the rule's minute is time that was looked at
    for (let beat = 0; beat < 67; beat++) server.pass(10_000)
    const { warnings } = warningsAnswer.parse((await server.ask('/api/v1/warnings?kind=report_due&root=11')).json())
    expect(warnings.map(({ unit, units, severity }) => [unit, units.affected, severity])).toEqual([['11', communes.length - 1, 'behind']])
    const passport = passportAnswer.parse((await server.ask(`/api/v1/units/${first}/passport?kpi=reports.on_time`)).json())
    expect(passport.readings!.map(({ key: name, num }) => [name, num])).toEqual([['sys-on-time:commune-month:2026-12', 1], ['sys-on-time:base-month:2026-12', 0]])
  })
})
