import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figuresAnswer, problem } from '../../../data/protocol/answers.ts'
import { projectionAnswer } from '../../../data/protocol/projection.ts'
import { dayMs, toLocalIso } from '../../../data/time/vietnam-time.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { startMs, TestServer } from './support.ts'

let server: TestServer
const communesOf = (province: string): string[] => officialUnits.filter(({ parent }) => parent === province).map(({ code }) => code)
const hanoi = communesOf('01')
const dienBien = communesOf('11')
const hungYen = communesOf('33')
const haiPhong = communesOf('31')

interface Posted { key: string; unit: string; kpi: string; at: string; num: number; den?: number }
const daily = (unit: string, kpi: string, days: number, num: (day: number) => number, den: number): Posted[] =>
  Array.from({ length: days }, (_, day) => ({ key: `d${day}`, unit, kpi, at: toLocalIso(startMs - (days - day) * dayMs), num: num(day), den }))
const monthly = (unit: string, kpi: string, nums: readonly number[], den?: number): Posted[] => nums.map((num, i) => ({
  key: `m${i}`, unit, kpi, at: toLocalIso(Date.UTC(2026, 10 - nums.length + i, 20)), num, ...(den === undefined ? {} : { den }),
}))

beforeAll(async () => {
  server = await new TestServer().listen()
  const post = async (province: string, readings: Posted[]): Promise<void> => {
    const { status, text } = await server.post('/api/v1/readings', server.key(province), readings)
    expect([status, text]).toEqual([200, `{"accepted":${readings.length},"duplicates":0,"rejected":[]}`])
  }
  await post('01', [
    // One commune near its plan, one far, one that never reported; Hà Nội's own office far.
    ...daily(hanoi[0]!, 'digitization.pages', 70, (day) => 500 + 2 * day, 1000),
    ...daily(hanoi[1]!, 'digitization.pages', 70, (day) => 100 + day, 1000),
    ...daily('01', 'digitization.pages', 70, () => 90, 100),
    ...monthly(hanoi[0]!, 'esign.staff', [10, 20, 30, 40, 50, 60], 100), ...monthly(hanoi[1]!, 'rollout.stage', [1, 2]),
  ])
  // Two communes of few cases, which together are not few: their city's sum is shown, theirs are not.
  await post('31', [
    ...daily(haiPhong[0]!, 'petitions.digital', 1, () => 2, 12), ...daily(haiPhong[1]!, 'petitions.digital', 5, () => 20, 40),
    ...daily(haiPhong[2]!, 'petitions.digital', 1, () => 3, 12),
  ])
  await post('11', [...daily(dienBien[0]!, 'digitization.pages', 70, (day) => 10 * day, 3000), ...monthly('11', 'training.classes', [1, 1, 1, 1])])
  await post('33', daily(hungYen[0]!, 'esign.documents', 70, (day) => (day % 7 === 0 ? 7 : 9), 10))
})
afterAll(() => server.close())

const asked = async (unit: string, kpi: string, key?: string) => {
  const answer = await server.ask(`/api/v1/units/${unit}/projection?kpi=${kpi}`, key === undefined ? {} : { key })
  expect(answer.text, answer.text).not.toContain('"code":"internal"')
  return projectionAnswer.parse(answer.json())
}
const refusal = async (path: string, key?: string): Promise<string> => {
  const { status, code } = problem.parse((await server.ask(path, key === undefined ? {} : { key })).json())
  return `${status} ${code}`
}

describe('the projection of a commune', () => {
  it('rests on 60 closed days and now, and leads to the due date', async () => {
    const answer = await asked(hanoi[0]!, 'digitization.pages')
    expect(answer.series).toHaveLength(61)
    expect(answer.series.at(-1)).toMatchObject({ at: toLocalIso(server.nowMs), value: 0.638 })
    // 70 days of readings: at the end of the first of the 60 closed days, the tenth stands.
    expect(answer.series[0]).toMatchObject({ at: '2026-09-23T23:59:59.999+07:00', value: 0.52 })
    expect(answer).toMatchObject({ value: 0.638, target: 0.7, due: '2026-12-31', method: 'Theil–Sen', confidence: 0.9, gap: null, bringers: null })
    expect(answer.trend!.perWeek).toBeCloseTo(0.014, 6)
    expect(answer.projected!.value).toBeCloseTo(0.638 + 0.002 * 39.67, 2)
    expect(answer.pace!.neededNumPerWeek).toBeCloseTo((700 - 638) / answer.pace!.weeksLeft, 6)
  })
  it('of a monthly figure rests on closed months; too few of them are said', async () => {
    const answer = await asked(hanoi[0]!, 'esign.staff')
    expect(answer.series).toHaveLength(13)
    expect(answer.trend).toMatchObject({ grain: 'month', points: 6 })
    expect((await asked('11', 'training.classes')).gap).toBe('too_few_points')
  })
  it('has the value, line and target that the figures door has', async () => {
    for (const [unit, kpi] of [[hanoi[0]!, 'digitization.pages'], ['11', 'digitization.pages'], [hungYen[0]!, 'esign.documents'], ['33', 'esign.documents']] as const) {
      const figure = figuresAnswer.parse((await server.ask(`/api/v1/units/${unit}/figures?kpis=${kpi}`)).json()).figures[0]!
      const answer = await asked(unit, kpi)
      expect([answer.value, answer.expected]).toEqual([figure.value, figure.expected])
    }
  })
})

describe('targets and their inheritance in the projection', () => {
  it('Điện Biên’s pages and its communes’ were due on 30 September: past due', async () => {
    for (const unit of ['11', dienBien[0]!]) expect(await asked(unit, 'digitization.pages')).toMatchObject({ target: 0.3, due: '2026-09-30', gap: 'past_due', projected: null, pace: null })
  })
  it('Hưng Yên’s communes take its floor of 90 %, which has no date', async () => {
    const answer = await asked(hungYen[0]!, 'esign.documents')
    expect(answer).toMatchObject({ target: 0.9, due: null, gap: null })
    expect(answer.projected!.arrives).toBe('no')
    expect(answer.pace!.neededNumPerWeek).toBeNull()
  })
  it('a count of Điện Biên is not its communes’', async () => {
    expect((await asked('11', 'training.classes')).target).toBe(7)
    expect(await asked('01', 'training.classes')).toMatchObject({ target: null, gap: 'no_data' })
  })
  it('what cannot be projected has no series', async () => {
    expect(await asked(hanoi[1]!, 'rollout.stage')).toMatchObject({ gap: 'not_projectable', series: [], bringers: null })
    expect(await asked('TW', 'tasks.overdue')).toMatchObject({ gap: 'not_projectable', series: [] })
  })
})

describe('which children would bring their parent to plan', () => {
  it('are named with what each would bring, largest first', async () => {
    const { bringers, value, expected } = await asked('01', 'digitization.pages')
    expect(value).toBeCloseTo((638 + 169 + 90) / 2100, 9)
    expect(bringers).toMatchObject({ enough: true, needed: 1, withheld: 0 })
    expect(bringers!.children[0]).toMatchObject({ unit: hanoi[1], inSet: true, value: 0.169 })
    expect(bringers!.children[0]!.gainNum).toBe(Math.ceil(bringers!.children[0]!.expected! * 1000 - 1e-6) - 169)
    expect(bringers!.shortNum).toBe(Math.ceil(expected! * 2100 - 1e-2) - 897)
    expect(bringers!.children).toHaveLength(hanoi.length)
    expect(bringers!.children[2]).toMatchObject({ value: null, gainNum: 0, inSet: false })
  })
  it('may not be enough: the child’s own plan is below the parent’s', async () => {
    const { bringers } = await asked('TW', 'digitization.pages')
    expect(bringers!.children.map(({ unit }) => unit)).toContain('11')
    expect(bringers!.children).toHaveLength(34)
  })
})

describe('small counts of cases', () => {
  it('withhold the projection above the office that reported them, and name no child by them', async () => {
    const answer = await asked(haiPhong[0]!, 'petitions.digital')
    expect(answer).toMatchObject({ value: null, gap: 'withheld', trend: null, projected: null, pace: null })
    expect(answer.series.every(({ value }) => value === null)).toBe(true)
  })
  it('are left out of the children, and how many is said', async () => {
    const { bringers, value } = await asked('31', 'petitions.digital')
    expect(value).toBeCloseTo(105 / 224, 9)
    expect(bringers).toMatchObject({ withheld: 2, enough: false, needed: 0, shortNum: 119, leftNum: 119 - bringers!.children[0]!.gainNum })
    const hidden = bringers!.children.filter(({ unit }) => unit === haiPhong[0] || unit === haiPhong[2])
    expect(hidden.map((child) => [child.value, child.gainNum])).toEqual([[null, 0], [null, 0]])
  })
  it('are shown to the office that reported them, its past is not', async () => {
    const answer = await asked(haiPhong[0]!, 'petitions.digital', server.key(haiPhong[0]!, 'read'))
    expect(answer.value).toBeCloseTo(2 / 12, 9)
    expect(answer.gap).toBe('withheld')
  })
})

describe('the door', () => {
  it('tells nothing of a unit outside the scope (law 8)', async () => {
    const key = server.key('11', 'read')
    expect((await asked('11', 'digitization.pages', key)).unit).toBe('11')
    const shown = async (code: string): Promise<string> => {
      const { status, headers: { date: _, ...headers }, text } = await server.ask(`/api/v1/units/${code}/projection?kpi=digitization.pages`, { key })
      return JSON.stringify({ status, headers, text })
    }
    const unknown = await shown('ZZ')
    expect(unknown).toContain('unit_unavailable')
    for (const code of ['TW', '01', hanoi[0]!]) expect(await shown(code)).toBe(unknown)
  })
  it('refuses unknown KPIs and parameters', async () => {
    expect(await refusal('/api/v1/units/11/projection')).toBe('400 parameter_missing')
    expect(await refusal('/api/v1/units/11/projection?kpi=nothing')).toBe('404 kpi_unknown')
    expect(await refusal('/api/v1/units/11/projection?kpi=esign.staff&at=2026-01-01')).toBe('400 unknown_parameter')
  })
  it('asks history once a minute for a figure, however often it is asked', async () => {
    let asks = 0
    const { history } = server.deps
    const series: typeof history.series = (...question) => {
      asks++
      return history.series(...question)
    }
    const apart = await new TestServer({ history: { figures: history.figures.bind(history), map: history.map.bind(history), series } }).listen()
    try {
      for (let i = 0; i < 3; i++) projectionAnswer.parse((await apart.ask('/api/v1/units/01/projection?kpi=digitization.pages')).json())
      expect(asks).toBe(1)
      apart.pass(60_000)
      await apart.ask('/api/v1/units/01/projection?kpi=digitization.pages')
      expect(asks).toBe(2)
    } finally {
      await apart.close()
    }
  })
})
