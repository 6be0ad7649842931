import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figuresAnswer } from '../../../data/protocol/answers.ts'
import { passportAnswer } from '../../../data/protocol/passport.ts'
import { connectedMs, groupsAnswer, type GroupsAnswer } from '../../../data/protocol/groups.ts'
import { pyramid, TestServer } from './support.ts'

let server: TestServer
beforeAll(async () => { server = await new TestServer().listen() })
afterAll(() => server.close())

const communes = [...pyramid.children[pyramid.indexOf('11')!]!].map((unit) => pyramid.units[unit]!.code)
const [first, second, third] = communes as [string, string, string]
const groups = async (path = '', key?: string): Promise<GroupsAnswer> => groupsAnswer.parse((await server.ask(`/api/v1/groups${path}`, key === undefined ? {} : { key })).json())

let sent = 0
async function report(unit: string, figures: Record<string, number>): Promise<void> {
  const at = new Date(server.nowMs).toISOString()
  const readings = Object.entries(figures).map(([kpi, num]) => ({ key: `g${++sent}`, unit, kpi, at, num }))
  expect((await server.post('/api/v1/readings', server.key(unit), readings)).json()).toMatchObject({ accepted: readings.length, rejected: [] })
}
const inspections = (planned: number, running: number, done: number, late: number) =>
  ({ 'inspections.planned': planned, 'inspections.running': running, 'inspections.done': done, 'inspections.late': late })
const states = ({ inspecting }: GroupsAnswer) => inspecting.registers[0]!.states.map(({ state, value, withheld }) => (withheld ? `${state} <5` : `${state} ${value}`))

describe('the three business groups', () => {
  it('say nothing was reported where nothing was, and never zero', async () => {
    const answer = await groups('?root=12')
    expect(states(answer)).toEqual(['planned null', 'running null', 'done null', 'late null'])
    expect(answer.inspecting.registers.map(({ id, states: all }) => [id, all.map(({ late }) => late)])).toEqual([
      ['inspections', [false, false, false, true]], ['petitions', [false, false, false, true]]])
    expect(answer.following.registers.map(({ id, freshness, newestAt }) => [id, freshness, newestAt])).toEqual([['conclusions', 'none', null]])
    expect(answer.following.registers[0]!.states.at(-1)).toEqual({
      measure: 'conclusions.overdue', state: 'overdue', late: true, value: null, withheld: false,
      due: [...pyramid.children[pyramid.indexOf('12')!]!].length + 1, reported: 0, fresh: 0,
    })
  })

  it('add registers up and withhold what is below 5 from whoever is above the reporting unit', async () => {
    await report(first, inspections(20, 6, 10, 2))
    await report(second, inspections(30, 8, 20, 0))
    expect(states(await groups(`?root=${first}`))).toEqual(['planned 20', 'running 6', 'done 10', 'late <5'])
    expect(states(await groups('?root=11'))).toEqual(['planned 50', 'running 14', 'done 30', 'late <5'])
    expect(states(await groups(`?root=${first}`, server.key(first, 'read')))).toEqual(['planned 20', 'running 6', 'done 10', 'late 2'])
    expect(states(await groups('', server.key('11', 'read')))[3]).toBe('late <5')
  })

  it('show a sum in which several small parts hide each other, and no small part by subtraction', async () => {
    await report(third, inspections(30, 6, 20, 3))
    expect(states(await groups('?root=11'))[3]).toBe('late 5')
    expect(states(await groups('?root=11'))[2]).toBe('done 50')
    expect([states(await groups(`?root=${first}`))[3], states(await groups(`?root=${third}`))[3]]).toEqual(['late <5', 'late <5'])
    expect(states(await groups())[3]).toBe('late 5')
  })

  it('tell the centre a sum of which its own office has the only small count, and a province key its own, but nobody above it', async () => {
    await report('TW', inspections(20, 6, 10, 2))
    expect(states(await groups())[3]).toBe('late 7')
    expect(states(await groups('', server.key('TW', 'read')))[3]).toBe('late 7')
    const [other] = [...pyramid.children[pyramid.indexOf('20')!]!].map((unit) => pyramid.units[unit]!.code) as [string]
    await report(other, inspections(60, 20, 20, 20))
    await report('20', inspections(20, 6, 10, 2))
    expect(states(await groups('', server.key('20', 'read')))[3]).toBe('late 22')
    expect(states(await groups('?root=20'))[3]).toBe('late <5')
    // the country less what the centre is told would be the province's
    expect(states(await groups())[3]).toBe('late <5')
    // the same at the doors of figures
    for (const [scope, told] of [['20', 22], ['TW', null]] as const) {
      const key = server.key(scope, 'read')
      const { figures } = figuresAnswer.parse((await server.ask('/api/v1/units/20/figures?kpis=inspections.late', { key })).json())
      const { figure } = passportAnswer.parse((await server.ask('/api/v1/units/20/passport?kpi=inspections.late', { key })).json())
      expect([figures[0]!.num, figure.num], scope).toEqual([told, told])
    }
  })

  it('count the offices whose states contradict each other, as far as that may be told', async () => {
    expect((await groups('?root=11')).inspecting.registers[0]!.contradicting).toBe(0)
    await report(second, inspections(20, 8, 20, 0))
    expect((await groups('?root=11')).inspecting.registers[0]!.contradicting).toBe(1)
    expect((await groups('?root=12')).inspecting.registers[0]!.contradicting).toBe(0)
    await report(second, inspections(4, 8, 20, 0))
    expect((await groups('?root=11')).inspecting.registers[0]!.contradicting).toBe(0)
    expect((await groups('', server.key(second, 'read'))).inspecting.registers[0]!.contradicting).toBe(1)
  })

  it('count sources that report for the root and were used within a day, and readings received', async () => {
    const before = await groups(`?root=${communes[4]!}`)
    expect(before.watching.sources).toEqual({ connected: 0, known: 0 })
    const key = server.key(communes[4]!)
    server.key(communes[4]!, 'read')
    expect((await groups(`?root=${communes[4]!}`)).watching.sources).toEqual({ connected: 0, known: 1 })
    const at = new Date(server.nowMs).toISOString()
    await server.post('/api/v1/readings', key, [{ key: 'a', unit: communes[4]!, kpi: 'inspections.planned', at, num: 9 }])
    const after = await groups(`?root=${communes[4]!}`)
    expect([after.watching.sources, after.watching.readings.today, after.watching.readings.days30]).toEqual([{ connected: 1, known: 1 }, 1, 1])
    server.pass(connectedMs - 1)
    expect((await groups(`?root=${communes[4]!}`)).watching.sources.connected).toBe(1)
    server.pass(1)
    const later = await groups(`?root=${communes[4]!}`)
    expect([later.watching.sources.connected, later.watching.readings.today, later.watching.readings.days30]).toEqual([0, 0, 1])
  })

  it('count the warnings of thirty days by what became of them', async () => {
    const { raised, handled, cleared, stopped, open } = (await groups()).watching.warnings
    expect(raised).toBe(handled + cleared + stopped + open)
  })

  it('tell nothing of a unit outside the scope (law 8)', async () => {
    const key = server.key('12', 'read')
    const refused = await server.ask('/api/v1/groups?root=11', { key })
    expect([refused.status, refused.text]).toEqual([404, (await server.ask('/api/v1/groups?root=99999', { key })).text])
    const own = await groups('', key)
    expect([own.root, own.watching.sources, own.watching.readings.days30]).toEqual(['12', { connected: 0, known: 0 }, 0])
    expect(JSON.stringify(own)).not.toContain(first)
  })
})
