import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshCadences } from '../../../data/judgement/freshness.ts'
import { linesAnswer, maxLineRows, type LinesAnswer } from '../../../data/protocol/lines.ts'
import { pyramid, TestServer } from './support.ts'

const minute = 60_000
const [dienBien, caMau] = ['11', '96']
const communesOf = (province: string): string[] => [...pyramid.children[pyramid.indexOf(province)!]!].map((unit) => pyramid.units[unit]!.code)

let server: TestServer
let sent = 0
const keys = new Map<string, string>()

function keyOf(unit: string): string {
  const known = keys.get(unit) ?? server.key(unit)
  keys.set(unit, known)
  return known
}

async function lines(unit: string, query = 'kpi=network.uptime', key?: string): Promise<LinesAnswer> {
  const answer = await server.ask(`/api/v1/units/${unit}/lines?${query}`, key === undefined ? {} : { key })
  expect(answer.status, answer.text).toBe(200)
  return linesAnswer.parse(answer.json())
}

/** Spans of a line that end at `toMs`, each `spanS` long with `up` seconds. */
async function tell(unit: string, toMs: number, count: number, up: number, spanS: number, kpi = 'network.uptime'): Promise<void> {
  const readings = Array.from({ length: count }, (_, i) =>
    ({ key: `l${++sent}`, unit, kpi, at: new Date(toMs - (count - 1 - i) * spanS * 1000).toISOString(), num: up, den: spanS }))
  for (let i = 0; i < readings.length; i += 500) {
    const answer = await server.post('/api/v1/readings', keyOf(unit), readings.slice(i, i + 500))
    expect(answer.json()).toMatchObject({ rejected: [] })
  }
}

beforeAll(async () => {
  server = await new TestServer().listen()
  server.judgement.settle()
  // The clock jumps here, and what it jumps over is not observed: nothing would be pending for long enough.
  const { rules } = server.judgement
  rules.update('down', { ...rules.rule('down')!, pendingMs: 0 }, 1, { kind: 'local', unit: 'TW', keyId: null }, { scope: 0, role: 'operate' }, null)
  keyOf(dienBien)
  keyOf(caMau)
  for (const unit of communesOf(dienBien).slice(0, 2)) keyOf(unit)
})
afterAll(() => server.close())

describe('the lines of a subtree', () => {
  it('say of a line that was never heard that nothing is known, and never that it is down', async () => {
    const answer = await lines('TW')
    expect(answer.self.counts).toEqual({ due: 34, down: 0, silent: 0, flapping: 0, late: 0, up: 0, never: 34 })
    expect([answer.children.length, answer.underWayTotal, answer.longestTotal, answer.isWhole]).toEqual([34, 0, 0, true])
    expect(answer.silent).toHaveLength(20)
    expect(answer.silent[0]).toEqual({ unit: '01', since: null })
    expect(answer.self.hours.observed.every((s) => s === 0)).toBe(true)
  })

  it('tell an outage under way: since when, how much of the last hour, by whom it was taken', async () => {
    const beganMs = server.nowMs
    await tell(caMau, beganMs, 120, 30, 30)
    server.pass(20 * minute)
    await tell(caMau, beganMs + 20 * minute, 40, 0, 30)
    server.pass(1000)
    const [outage] = (await lines('TW')).underWay
    expect(outage).toMatchObject({ unit: caMau, since: expect.stringContaining(new Date(beganMs + 7 * 3_600_000).toISOString().slice(0, 19)), silent: false, lastHour: { up: 2399, observed: 3599 } })
    expect(outage!.warning).toMatchObject({ state: 'open', task: null, shelvedUntil: null })
    const detail = (await server.ask(`/api/v1/warnings/${outage!.warning!.id}`)).json() as { warning: { version: number } }
    const taken = await server.post(`/api/v1/warnings/${outage!.warning!.id}/acts`, undefined, { act: 'acknowledge', version: detail.warning.version })
    expect(taken.status, taken.text).toBe(200)
    expect((await lines('TW')).underWay[0]!.warning!.state).toBe('acknowledged')
  })

  it('count each line once, name the children that have lines, and add their seconds up', async () => {
    const answer = await lines('TW')
    expect(answer.self.counts).toEqual({ due: 34, down: 1, silent: 0, flapping: 0, late: 0, up: 0, never: 33 })
    const own = answer.children.find(({ unit }) => unit === caMau)!
    expect(own.hour24).toEqual({ up: 3600, observed: 4800 })
    expect([answer.self.hour24, answer.self.days30]).toEqual([own.hour24, own.days30])
    expect(own.hours.down.reduce((a, b) => a + b)).toBe(1200)
    expect(own.days.observed.at(-1)).toBe(4800)
    expect((await lines(caMau)).children).toEqual([])
  })

  it('put what nobody has taken before what is longer and taken', async () => {
    await tell(dienBien, server.nowMs - 10 * minute, 2, 30, 30)
    await tell(dienBien, server.nowMs, 20, 0, 30)
    server.pass(3000)
    expect((await lines('TW')).underWay.map(({ unit, warning }) => [unit, warning?.state])).toEqual([[dienBien, 'open'], [caMau, 'acknowledged']])
  })

  it('keep an outage among the longest when it has ended, to the reading', async () => {
    await tell(dienBien, server.nowMs + 30_000, 1, 30, 30)
    server.pass(minute)
    const answer = await lines('TW')
    expect(answer.underWay.map(({ unit }) => unit)).toEqual([caMau])
    expect(answer.longest.map(({ unit, to, downS, resolution }) => [unit, to === null, downS, resolution])).toEqual([[caMau, true, 1200, 'reading'], [dienBien, false, 600, 'reading']])
  })

  it('count as up only what was heard just now', async () => {
    await tell(dienBien, server.nowMs, 4, 30, 30)
    server.pass(freshCadences * 30_000)
    expect((await lines(dienBien)).self.counts).toMatchObject({ up: 1, late: 0 })
    server.pass(1000)
    expect((await lines(dienBien)).self.counts).toMatchObject({ up: 0, late: 1 })
  })

  it('call a line that falls silent silent, and one that was down before it still down', async () => {
    server.pass(6 * minute)
    const answer = await lines('TW')
    expect(answer.self.counts).toMatchObject({ down: 1, silent: 1, up: 0 })
    expect(answer.underWay[0]).toMatchObject({ unit: caMau, silent: true })
    expect(answer.silent[0]).toMatchObject({ unit: dienBien })
    const downS = answer.longest[0]!.downS
    server.pass(30 * minute)
    expect((await lines('TW')).longest[0]!.downS, 'silence adds no second').toBe(downS)
  })

  it('raise their version when something of the scope changed, and of no other scope', async () => {
    const scopes = [0, pyramid.indexOf(caMau)!, pyramid.indexOf(dienBien)!]
    const versions = (): number[] => scopes.map((scope) => server.lines.version(scope))
    const before = versions()
    await tell(caMau, server.nowMs, 1, 30, 30)
    server.pass(1000)
    const after = versions()
    expect(after.map((version, i) => version > before[i]!)).toEqual([true, true, false])
  })

  it('cut their lists to the limit asked for, and say how many there are', async () => {
    const answer = await lines('TW', 'kpi=network.uptime&limit=1')
    expect([answer.longest.length, answer.longestTotal, answer.silent.length]).toEqual([1, 2, 1])
    for (const limit of ['0', String(maxLineRows + 1), 'x', '1.5']) {
      const refused = await server.ask(`/api/v1/units/TW/lines?kpi=network.uptime&limit=${limit}`)
      expect([refused.status, (refused.json() as { code: string }).code]).toEqual([400, 'parameter_invalid'])
    }
    expect((await lines('TW', `kpi=network.uptime&limit=${maxLineRows}`)).silent.length).toBe(33)
  })

  it('are of a KPI that has lines', async () => {
    const code = async (query: string): Promise<unknown> => ((await server.ask(`/api/v1/units/TW/lines${query}`)).json() as { code: string }).code
    expect([await code('?kpi=esign.staff'), await code('?kpi=nonsense'), await code(''), await code('?kpi=network.uptime&at=now')])
      .toEqual(['parameter_invalid', 'kpi_unknown', 'parameter_missing', 'unknown_parameter'])
  })

  it('of communes: their own line, in the warning of their province where a tenth of them is down', async () => {
    const kpi = 'network.uptime_commune'
    const communes = communesOf(dienBien)
    const down = communes.slice(0, Math.ceil(communes.length / 10))
    for (const unit of down) {
      await tell(unit, server.nowMs, 4, 0, 300, kpi)
    }
    server.pass(3 * minute)
    server.pass(1000)
    const province = await lines(dienBien, `kpi=${kpi}`)
    expect(province.self.counts).toMatchObject({ due: communes.length, down: down.length })
    expect(province.underWay.map(({ unit }) => unit).sort()).toEqual([...down].sort())
    expect(new Set(province.underWay.map(({ warning }) => warning?.id)).size).toBe(1)
    const own = await lines(down[0]!, `kpi=${kpi}`)
    expect([own.self.counts.due, own.children, own.underWay.length]).toEqual([1, [], 1])
  })

  it('tell nothing of a unit outside the scope (law 8)', async () => {
    const key = server.key('12', 'read')
    const [outside, unknown] = await Promise.all(['96', '99999'].map((unit) => server.ask(`/api/v1/units/${unit}/lines?kpi=network.uptime`, { key })))
    expect([outside!.status, outside!.text]).toEqual([404, unknown!.text])
    expect((await server.ask('/api/v1/units/TW/lines?kpi=network.uptime', { key })).text).toBe(unknown!.text)
    const own = await lines('12', 'kpi=network.uptime', key)
    expect(own).toMatchObject({ unit: '12', underWayTotal: 0, longestTotal: 0, self: { counts: { due: 1, never: 1 } } })
    const commune = communesOf(dienBien)[1]!
    const seen = await lines(commune, 'kpi=network.uptime_commune', server.key(commune, 'read'))
    expect(JSON.stringify(seen)).not.toContain(communesOf(dienBien)[0]!)
    expect(seen.underWay[0]!.warning, 'of a group above it: its own line, taken by nobody it may know of').toMatchObject({ state: 'open', task: null })
  })

  it('count of the last hour no more than an hour, whatever the spans', async () => {
    const unit = communesOf('14')[0]!
    const kpi = 'network.uptime_commune'
    await tell(unit, server.nowMs, 2, 0, 5400, kpi)
    server.pass(2000)
    expect((await lines(unit, `kpi=${kpi}`)).underWay.map(({ lastHour }) => lastHour)).toEqual([{ up: 0, observed: 3597 }])
    await tell(unit, server.nowMs, 1, 300, 300, kpi)
    server.pass(1000)
    expect((await lines(unit, `kpi=${kpi}`)).underWay).toEqual([])
  })
})
