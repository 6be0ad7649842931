import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rehearsalAnswer, rehearsalBudget, type RuleInput } from '../../../data/protocol/rule.ts'
import { uniform } from '../../../data/samples/random.ts'
import { dayMs, hourMs, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { rehearsalFrom } from '../../../server/watch/rehearsal/rehearse.ts'
import { noVerdicts } from '../../../server/watch/rehearsal/walk.ts'
import { Tally } from '../../../server/watch/rehearsal/tally.ts'
import { RuleRun } from '../../../server/watch/rules/rule-run.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'
import { RehearsalWorld, type Fed } from '../../support/rehearsal-world.ts'

const pages = 'digitization.pages'
const signed = 'esign.documents'
const line = 'network.uptime_commune'
const startMs = startOfLocalDay('2026-06-01')
const endMs = startOfLocalDay('2026-10-20') + 15 * hourMs
const fromMs = rehearsalFrom(endMs)
const fromDay = '2026-07-22'
/** Lines are there from then on. */
const linesMs = startOfLocalDay('2026-09-01')

const base: RuleInput = {
  nameVi: 'Diễn tập thử', nameEn: '', condition: { on: 'verdict', verdicts: ['late'] }, kpis: [pages], root: 'TW', levels: ['commune'], minUnits: 1, minShare: 0,
  pendingMs: 0, clearAfterMs: 0, severity: 'behind', tell: ['centre', 'province'], enabled: true,
}
const gap = (more: object): RuleInput['condition'] => ({ on: 'threshold', measure: 'gap', op: 'below', limit: -0.05, clear: null, ...more } as RuleInput['condition'])
const rules: Record<string, RuleInput> = {
  late: base,
  'late-long': { ...base, pendingMs: 20 * hourMs, clearAfterMs: 6 * hourMs },
  'late-many': { ...base, minUnits: 2, minShare: 0.3 },
  lost: { ...base, condition: { on: 'verdict', verdicts: ['lost'] } },
  jump: { ...base, condition: { on: 'verdict', verdicts: ['jump'] } },
  'jump-signed': { ...base, kpis: [signed], condition: { on: 'verdict', verdicts: ['jump'] } },
  fell: { ...base, condition: { on: 'verdict', verdicts: ['fell'] } },
  mismatch: { ...base, levels: ['province'], condition: { on: 'verdict', verdicts: ['mismatch'] } },
  plan: { ...base, condition: { on: 'verdict', verdicts: ['below_plan'], severities: ['at_risk'] } },
  down: { ...base, kpis: [line], condition: { on: 'verdict', verdicts: ['down'] } },
  'silent-line': { ...base, kpis: [line], condition: { on: 'verdict', verdicts: ['late', 'lost'] }, pendingMs: hourMs, clearAfterMs: 3 * hourMs },
  gap: { ...base, condition: gap({}) },
  'gap-held': { ...base, condition: gap({ clear: -0.02 }), pendingMs: 30 * hourMs },
  value: { ...base, kpis: [signed], condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.88, clear: 0.882 } },
  share: { ...base, levels: ['province'], condition: { on: 'threshold', measure: 'fresh_share', op: 'below', limit: 0.8, clear: null } },
  both: { ...base, kpis: [pages, signed], condition: { on: 'verdict', verdicts: ['late', 'jump'] } },
}

const pyramid = smallPyramid(2, 6)
const communes = pyramid.units.filter(({ level }) => level === 'commune').map(({ code }) => code)
const days = Math.ceil((endMs - startMs) / dayMs)

/** Office figures of one commune: every day, with silences, jumps, falls and slow ones among them; some readings are corrected, some late. */
function office(code: string, u: number): (Fed & { receivedMs?: number })[] {
  const fed: (Fed & { receivedMs?: number })[] = []
  let done = 600 + Math.floor(uniform(1, u) * 300)
  for (let day = 0; day < days; day++) {
    const atMs = startMs + day * dayMs + 8 * hourMs + Math.floor(uniform(2, u, day) * 8 * 60) * 60_000
    if (atMs > endMs) continue
    const silent = (day + 17 * u) % 43 < (u % 4 === 0 ? 6 : u % 4 === 1 ? 3 : 0)
    if (silent) continue
    done = Math.min(3000, done + Math.floor(uniform(3, u, day) * (u % 3 === 0 ? 6 : 18)))
    const jumps = (day + 29 * u) % 71 === 60 && u % 2 === 0
    const falls = day === 95 && u % 5 === 0
    if (falls) done -= 500
    const num = jumps ? Math.min(3000, done + 900) : done
    const key = `p${day}`
    // What lies before the window is taken as it is known now: nothing of its last days came late.
    const late = uniform(4, u, day) < 0.05 && Math.abs(atMs - fromMs) > 3 * dayMs ? atMs + 30 * hourMs : undefined
    fed.push({ unit: code, kpi: pages, key, atMs, num, den: 3000, ...(late === undefined || late > endMs ? {} : { receivedMs: late }) })
    if (jumps && late === undefined) fed.push({ unit: code, kpi: pages, key: `${key}c`, atMs, num: done, den: 3000, corrects: key, receivedMs: atMs + 26 * hourMs })
    fed.push({ unit: code, kpi: signed, key: `s${day}`, atMs, num: (day + u) % 37 === 30 ? 5 : 45, den: 50 })
  }
  return fed
}

function lines(code: string, u: number): Fed[] {
  const fed: Fed[] = []
  for (let atMs = linesMs + 50 * 60_000, hour = 0; atMs <= endMs; atMs += hourMs, hour++) {
    const silent = (hour + 100 * u) % 700 < 5 * (u % 3)
    const down = (hour + 211 * u) % 500 < 4
    if (!silent) fed.push({ unit: code, kpi: line, key: `l${hour}`, atMs: atMs + 9 * 60_000, num: down ? 0 : 3600, den: 3600 })
  }
  return fed
}

/** A province's compiled totals on the first of each month, the second of them wrong. */
const declared: Fed[] = ['2026-07-01', '2026-08-11', '2026-09-01', '2026-10-01'].map((day, i) => (
  { unit: '11', kpi: pages, key: `c${i}`, atMs: startOfLocalDay(day) + 20 * hourMs, num: i === 1 ? 1000 : 9500 + 800 * i, den: 18_000, declared: true }
))

let world: RehearsalWorld

beforeAll(async () => {
  world = new RehearsalWorld(pyramid, kpisOf(pages, signed, line), startMs, rules)
  await world.run(endMs, [...communes.flatMap((code, u) => [...office(code, u), ...lines(code, u)]), ...declared])
}, 120_000)
afterAll(() => world.end())

const counted = (openings: readonly string[], part: (opening: string) => string): Record<string, number> =>
  Object.fromEntries(Object.entries(Object.groupBy(openings, part)).map(([name, list]) => [name, list!.length]))

describe('a rehearsal opens the warnings that really opened', () => {
  // `both` is of two KPIs, one of which can cover the other: rehearsal-folding.test.ts.
  it.each(Object.keys(rules).filter((id) => id !== 'both'))('%s: on the same days, of the same units', (id) => {
    const opened = world.opened(id, fromDay)
    const result = world.rehearse(id)
    expect(opened.length, 'the world meets the rule').toBeGreaterThan(0)
    expect(Object.fromEntries(result.perDay.filter((day) => day.opened > 0).map((day) => [day.day, day.opened]))).toEqual(counted(opened, (one) => one.slice(-10)))
    expect(Object.fromEntries(result.byUnit.map((one) => [one.unit, one.opened]))).toEqual(counted(opened, (one) => one.slice(0, -11)))
    expect(result.opened).toBe(opened.length)
  })
})

describe('what a rehearsal answers', () => {
  it('tells every day of the window, the mean, the most, and who is told', () => {
    const result = world.rehearse('late')
    expect(rehearsalAnswer.shape.result.parse(result)).toEqual(result)
    expect(result.perDay.map(({ day }) => day).slice(0, 2)).toEqual(['2026-07-22', '2026-07-23'])
    expect(result.perDay).toHaveLength(91)
    expect(result.perDay.at(-1)!.day).toBe('2026-10-20')
    expect(result.perDayMean).toBeCloseTo(result.opened / ((endMs - fromMs) / dayMs), 9)
    expect(result.perDayMost).toBe(Math.max(...result.perDay.map(({ opened }) => opened)))
    expect(result).toMatchObject({ budget: rehearsalBudget, overBudget: false, tell: ['centre', 'province'], simulated: false, unitsTotal: 2 })
    for (const { units } of result.byUnit) expect(units).toBeGreaterThan(1)
    expect(result.byUnit.map(({ opened }) => opened)).toEqual(result.byUnit.map(({ opened }) => opened).sort((a, b) => b - a))
  })
  it('is of the rule\'s subtree only', () => {
    const result = world.rehearse({ ...base, root: '12' })
    expect(result.byUnit.map(({ unit }) => unit)).toEqual(['12'])
    expect(result.opened).toBe(world.opened('late', fromDay).filter((one) => one.startsWith('12')).length)
  })
  it('names no unit above the scope of who asks (law 8)', () => {
    const commune = communes.find((code) => world.rehearse({ ...base, root: code, tell: ['commune'] }, pyramid.indexOf(code)!).opened > 0)!
    const { byUnit } = world.rehearse({ ...base, root: commune, tell: ['commune'] }, pyramid.indexOf(commune)!)
    expect(byUnit.map(({ unit, units }) => [unit, units])).toEqual([[commune, 1]])
  })
  it('tells what stood before the window and what opens at once where it is switched on now', () => {
    const always = world.rehearse({ ...base, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.999, clear: null } })
    expect(always.opened).toBe(0)
    expect(always.standing).toEqual({ warnings: 2, units: 12 })
    expect(always.now).toEqual({ warnings: 2, units: 12, byUnit: [{ unit: '11', units: 6 }, { unit: '12', units: 6 }] })
    expect(always.remarkVi).toContain('Bật lúc này sẽ mở ngay 2 cảnh báo (12 đơn vị)')
    expect(always.overBudget).toBe(false)
    const never = world.rehearse({ ...base, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.0001, clear: null } })
    expect([never.standing, never.now]).toEqual([{ warnings: 0, units: 0 }, { warnings: 0, units: 0, byUnit: [] }])
  })
  it('is over the budget where more than that would open at once', () => {
    const tally = (opening: number): boolean => {
      const wide = smallPyramid(opening, 1)
      const counted = new Tally(wide, 0, fromMs, endMs)
      const live = new MemoryFigures(wide, kpisOf(pages), endMs)
      const run = new RuleRun({ live, verdicts: noVerdicts })
      const rule: RuleInput = { ...base, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null } }
      run.setRules([{ id: 'r', rule }])
      wide.units.forEach(({ level }, unit) => { if (level === 'commune') live.set(unit, 0, 1, 10) })
      run.step()
      counted.after(run.groupsOf('r'))
      return counted.result(rule, { firstMs: fromMs, readings: true, lines: false, tasks: false, simulated: false }).overBudget
    }
    expect([tally(rehearsalBudget), tally(rehearsalBudget + 1)]).toEqual([false, true])
  })
  it('names the unit that the warning would be told of: the one commune of a rule about one, else the province', () => {
    const [province, commune] = [pyramid.indexOf('11')!, pyramid.indexOf('11004')!]
    const named = (due: number, scope = 0): readonly string[] => {
      const counted = new Tally(pyramid, scope, fromMs, endMs)
      const group = { unit: province, due, lines: new Map([[commune, null]]) }
      counted.told('opened', group, 40)
      counted.openingNow([group])
      const { byUnit, now } = counted.result(base, { firstMs: fromMs, readings: true, lines: false, tasks: false, simulated: false })
      return [...byUnit, ...now.byUnit].map(({ unit }) => unit)
    }
    expect([named(1), named(6), named(6, commune)]).toEqual([['11004', '11004'], ['11', '11'], ['11004', '11004']])
  })
  it('is over the budget where one day is, however quiet the others are, and says mean and worst day', () => {
    const result = (opened: number): ReturnType<Tally['result']> => {
      const counted = new Tally(pyramid, 0, fromMs, endMs)
      for (let i = 0; i < opened; i++) counted.told('opened', { unit: pyramid.indexOf('11')!, due: 6, lines: new Map() }, 40)
      return counted.result(base, { firstMs: fromMs, readings: true, lines: false, tasks: false, simulated: false })
    }
    expect([result(rehearsalBudget), result(rehearsalBudget + 1)].map(({ overBudget, perDayMost }) => [overBudget, perDayMost])).toEqual([[false, 10], [true, 11]])
    expect(result(34).remarkVi).toContain('Vượt mức 10 cảnh báo mỗi ngày (trung bình 0,4, ngày nhiều nhất 34)')
    expect(result(34).remarkEn).toContain('(0.4 on average, 34 on the worst day)')
    expect(result(10).remarkVi).not.toContain('Vượt mức')
  })
  it('tells the mean over the days that have figures, one at least: of a young store, of a full one, of the register of tasks', () => {
    const result = (firstMs: number, more: { readings?: boolean, tasks?: boolean } = {}): ReturnType<Tally['result']> => {
      const counted = new Tally(pyramid, 0, fromMs, endMs)
      for (let i = 0; i < 30; i++) counted.told('opened', { unit: pyramid.indexOf('11')!, due: 6, lines: new Map() }, 85 + (i % 5))
      return counted.result(base, { firstMs, readings: true, lines: false, tasks: false, simulated: false, ...more })
    }
    const whole = (endMs - fromMs) / dayMs
    expect(rehearsalAnswer.shape.result.parse(result(endMs - 3 * dayMs))).toMatchObject({ perDayMean: 10, basisDays: 3 })
    expect([result(endMs - 3 * dayMs), result(endMs - 2 * dayMs)].map(({ overBudget }) => overBudget)).toEqual([false, true])
    expect([endMs - 3_600_000, endMs, NaN].map((firstMs) => result(firstMs).basisDays)).toEqual([1, 1, 1])
    expect([fromMs, fromMs - dayMs].map((firstMs) => result(firstMs).basisDays)).toEqual([whole, whole])
    expect([result(endMs - dayMs, { tasks: true }).basisDays, result(NaN, { tasks: true, readings: false }).basisDays]).toEqual([whole, whole])
    expect([result(endMs - 3 * dayMs).remarkVi, result(endMs - 3 * dayMs).remarkEn]).toEqual([expect.stringContaining('trung bình tính trên 3 ngày có số liệu'), expect.stringContaining('the mean is over the 3 days it has any of')])
    expect(result(fromMs).remarkEn).not.toContain('the mean is over')
  })
  it('says when a rule is above the budget, and what its steps are', () => {
    const loud = world.rehearse({ ...base, kpis: [signed], condition: { on: 'threshold', measure: 'age_hours', op: 'above', limit: 1, clear: null } })
    expect(loud.overBudget).toBe(false)
    expect(loud.remarkVi).toContain('theo giờ')
    expect(world.rehearse('down').remarkVi).toContain('tổng hợp từng giờ')
    expect(world.rehearse('down').remarkEn).toContain('readings from 01/09/2026 on only')
    expect(world.rehearse('late').remarkVi).not.toContain('Kho chỉ có')
  })
  it('progresses step by step to its total', () => {
    const told: number[] = []
    let total = 0
    world.rehearse('both', 0, (progress) => {
      told.push(progress.done)
      total = progress.total
    })
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(total)
    expect(told.length).toBeGreaterThan(90)
  })
  it('of nothing says so', async () => {
    const empty = new RehearsalWorld(pyramid, kpisOf(pages), endMs, {})
    try {
      const result = empty.rehearse(base)
      expect(result).toMatchObject({ opened: 0, unitsTotal: 0, byUnit: [] })
      expect(result.remarkVi).toContain('chưa có số liệu nào của các chỉ tiêu và đơn vị được xét')
    } finally {
      await empty.end()
    }
  })
})

describe('a simulated history, posted at once', () => {
  it('is walked by the instants of its readings, not by their receipt', async () => {
    const posted = new RehearsalWorld(pyramid, kpisOf(pages), endMs, { late: base }, { simulated: true })
    try {
      const readings = communes.flatMap((code, u) => office(code, u)).filter(({ kpi, corrects }) => kpi === pages && corrects === undefined)
      await posted.run(endMs + 1000, readings.map(({ receivedMs: _, ...reading }) => ({ ...reading, receivedMs: endMs })))
      const result = posted.rehearse('late')
      expect(result.simulated).toBe(true)
      expect(result.opened).toBeGreaterThan(5)
      expect(posted.openings.length).toBeLessThan(5)
    } finally {
      await posted.end()
    }
  })
})
