import { describe, expect, it } from 'vitest'
import { judgePlan } from '../../../data/judgement/plan-status.ts'
import { clipped, dueInstant, isProjectable, minTrendPoints, project, trendPointsOf, type ProjectionInput, type SeriesPoint } from '../../../data/judgement/projection.ts'
import { kpiById, kpis } from '../../../data/kpis/catalogue.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { resolveTarget } from '../../../data/kpis/resolve-target.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'

const at = (text: string): number => Date.parse(`${text}+07:00`)
const nowMs = at('2026-07-01T00:00:00')
const pages = kpiById('digitization.pages')!
const target: Target = {
  kpi: pages.id, owner: { kind: 'unit', unit: '11' }, year: 2026, value: 0.3, due: '2026-09-30', milestones: [], inherited: true, lateFrom: null,
  source: { document: 'S2', section: 'PL.II.2.4' }, besideVi: [],
}
/** `count` weekly points that end now, from `first` rising by `step`. */
const weekly = (count: number, first: number, step: number): SeriesPoint[] =>
  Array.from({ length: count }, (_, i) => ({ atMs: nowMs - (count - 1 - i) * 7 * dayMs, value: first + i * step }))
const input = (points: readonly SeriesPoint[], more: Partial<ProjectionInput> = {}): ProjectionInput => {
  const value = points.at(-1)?.value ?? null
  return {
    kpi: pages, target, value, num: value === null ? null : Math.round(value * 1000), den: 1000, withheld: false, newestAtMs: nowMs, points, grain: 'day', nowMs, ...more,
  }
}
/** Weeks from 1 July to the end of 30 September. */
const weeks = 92 / 7

describe('a projection', () => {
  it('carries the trend to the due date, with an interval around it', () => {
    const wobbly = weekly(10, 0.1, 0.01).map((point, i) => ({ ...point, value: point.value! + [0.002, -0.001, 0, 0.001, -0.002][i % 5]! }))
    const { trend, projected, gap } = project(input(wobbly))
    expect(gap).toBeNull()
    expect(trend).toMatchObject({ points: 10, grain: 'day', from: '2026-04-29T00:00:00.000+07:00', to: '2026-07-01T00:00:00.000+07:00' })
    expect(trend!.perWeek).toBeCloseTo(0.01, 3)
    expect(projected!.value).toBeCloseTo(0.19 + weeks * 0.01, 2)
    expect(projected!.interval.low).toBeLessThan(projected!.value)
    expect(projected!.interval.high).toBeGreaterThan(projected!.value)
  })
  it('arrives where the whole interval reaches the target, not where none of it does, and is unsure between', () => {
    expect(project(input(weekly(10, 0.1, 0.01))).projected).toMatchObject({ arrives: 'yes' })
    expect(project(input(weekly(10, 0.1, 0.001))).projected).toMatchObject({ arrives: 'no' })
    const shaky = weekly(12, 0.1, 0.007).map((point, i) => ({ ...point, value: point.value! + 0.02 * (i % 3 - 1) }))
    expect(project(input(shaky)).projected!.arrives).toBe('unsure')
  })
  it('of a KPI that should fall arrives where the whole interval is at or below the target', () => {
    const falling = { ...kpiById('data.serious_errors')!, computed: false }
    const down = (step: number) => project(input(weekly(10, 50, step), { kpi: falling, target: { ...target, value: 5 }, num: 0, den: null })).projected!.arrives
    expect([down(-3), down(-0.1)]).toEqual(['yes', 'no'])
  })
  it('says when the line crosses the target: 0.19 now, 0.01 a week, so 0.3 in eleven weeks', () => {
    const { crossesAt } = project(input(weekly(10, 0.1, 0.01))).projected!
    expect((Date.parse(crossesAt!) - nowMs) / (7 * dayMs)).toBeCloseTo(11, 6)
  })
  it('names no crossing where the line leads away, the target is met, or it is more than five years ahead', () => {
    for (const points of [weekly(10, 0.2, -0.01), weekly(10, 0.25, 0.01), weekly(10, 0.2, 0.00001)]) {
      expect(project(input(points)).projected!.crossesAt).toBeNull()
    }
  })
  it('never leaves what the KPI can be', () => {
    expect(project(input(weekly(10, 0.1, 0.09))).projected).toMatchObject({ value: 1, interval: { high: 1 } })
    expect([clipped('stock_ratio', 1.2, 0.5), clipped('stock_ratio', -0.2, 0.5), clipped('reduction', 1.2, 0), clipped('reduction', -3, 0)]).toEqual([1, 0, 1, -3])
    expect([clipped('stock_count', -4, 3), clipped('flow_count', 2, 3), clipped('flow_count', 9, 3)]).toEqual([0, 3, 9])
  })
  it('says the pace needed: what is left over the weeks left, in the value and in num', () => {
    const { pace } = project(input(weekly(10, 0.1, 0.01)))
    expect(pace!.weeksLeft).toBeCloseTo(weeks, 9)
    expect(pace!.neededPerWeek).toBeCloseTo((0.3 - 0.19) / weeks, 9)
    expect(pace!.neededNumPerWeek).toBeCloseTo((300 - 190) / weeks, 9)
    expect(pace!.trendPerWeek).toBeCloseTo(0.01, 9)
  })
  it('asks for no pace where the target is met, for a falling one where the figure must fall, and for no num where den still grows', () => {
    expect(project(input(weekly(10, 0.3, 0.01))).pace).toMatchObject({ neededPerWeek: 0, neededNumPerWeek: 0 })
    const errors = { kind: 'stock_count', direction: 'down', computed: false } as const
    expect(project(input(weekly(10, 50, -1), { kpi: errors, num: 41, den: null })).pace!.neededNumPerWeek).toBeCloseTo((0.3 - 41) / weeks, 9)
    expect(project(input(weekly(10, 0.1, 0.01), { kpi: { ...pages, kind: 'flow_ratio' } })).pace!.neededNumPerWeek).toBeNull()
  })
  it('of a floor without a date looks to the end of the plan year', () => {
    expect(dueInstant({ ...target, due: null })).toBe(at('2027-01-01T00:00:00'))
    expect(project(input(weekly(10, 0.1, 0.01), { target: { ...target, due: null } })).pace!.weeksLeft).toBeCloseTo(184 / 7, 9)
  })
})

describe('a projection agrees with itself', () => {
  const november = at('2026-11-22T12:00:00')
  const due = { ...target, value: 1, due: '2026-12-31' }
  /** Closed months since last December and the present, `values` in their order. */
  const months = (...values: number[]): SeriesPoint[] => values.map((value, i) => ({ atMs: i === values.length - 1 ? november : at(`2026-${String(i + 1).padStart(2, '0')}-01T00:00:00`), value }))
  const of = (points: readonly SeriesPoint[], more: Partial<ProjectionInput> = {}) => project(input(points, { nowMs: november, newestAtMs: november, grain: 'month', target: due, ...more }))
  // A course that rose steeply and flattens, as a programme near its end does.
  const bent = months(0.2, 0.35, 0.47, 0.56, 0.64, 0.72, 0.79, 0.84, 0.88, 0.91, 0.93, 0.952)
  it('a rising trend never leads below the present figure, and neither does the interval of what can only grow', () => {
    const { trend, projected } = of(bent)
    expect(trend!.perWeek).toBeGreaterThan(0)
    expect(projected!.value).toBeGreaterThanOrEqual(0.952)
    expect(projected!.interval.low).toBeGreaterThan(0.8)
    expect(of(bent, { onlyGrows: true }).projected!.interval.low).toBeGreaterThanOrEqual(0.952)
  })
  it.each([0.96, 0.98, 1, 0.953])('reaches a target of %d exactly where the trend is as fast as the pace needed', (goal) => {
    for (const points of [bent, months(...bent.map(({ value }) => value! * 0.9)), months(...bent.map(({ value }) => 0.9 + value! / 20))]) {
      const { pace, projected } = of(points, { target: { ...due, value: goal } })
      expect(projected!.value >= goal).toBe(pace!.trendPerWeek! >= pace!.neededPerWeek || projected!.value >= goal && pace!.neededPerWeek === 0)
    }
  })
  it('says of a target that is reached that it is, where the trend does not lead away from it', () => {
    expect(of(months(...bent.slice(0, -1).map(({ value }) => value!), 1)).projected).toMatchObject({ value: 1, arrives: 'met', crossesAt: null })
    expect(of(months(...bent.slice(0, -1).map(({ value }) => 1.9 - value!), 1), { kpi: { ...pages, kind: 'reduction' } }).projected!.arrives).not.toBe('met')
  })
  it('takes the plan year for its window where its points bound a slope: a programme that began anew on 1 January does not drag it down', () => {
    const lastYear = Array.from({ length: 6 }, (_, i): SeriesPoint => ({ atMs: at(`2025-${String(7 + i).padStart(2, '0')}-01T00:00:00`), value: 0.9 }))
    const { trend, projected } = of([...lastYear, ...bent])
    expect(trend).toMatchObject({ from: '2026-01-01T00:00:00.000+07:00', points: 12 })
    expect(projected).toEqual(of(bent).projected)
    const early = at('2026-02-10T00:00:00')
    const daily = Array.from({ length: 10 }, (_, i): SeriesPoint => ({ atMs: early - (9 - i) * 14 * dayMs, value: 0.1 + i / 100 }))
    expect(project(input(daily, { nowMs: early, newestAtMs: early })).trend!.points).toBe(10)
  })
})

describe('there is no projection, and the answer says why', () => {
  const gapOf = (points: readonly SeriesPoint[], more: Partial<ProjectionInput> = {}) => {
    const answer = project(input(points, more))
    expect(answer.projected).toBeNull()
    return answer
  }
  const good = weekly(10, 0.1, 0.01)
  it('withheld: small counts tell nothing, not even a pace', () => {
    expect(gapOf(good, { withheld: true, value: null, num: null, den: null })).toEqual({ trend: null, projected: null, pace: null, gap: 'withheld' })
  })
  it('no_data', () => expect(gapOf([], { value: null, num: null, den: null })).toEqual({ trend: null, projected: null, pace: null, gap: 'no_data' }))
  it('no_target: the trend is told all the same', () => expect(gapOf(good, { target: null })).toMatchObject({ gap: 'no_target', pace: null, trend: { points: 10 } }))
  it('past_due: from the end of the due day on', () => {
    const dueMs = at('2026-10-01T00:00:00')
    expect(gapOf(good, { nowMs: dueMs }).gap).toBe('past_due')
    expect(project(input(good, { nowMs: dueMs - 1 })).gap).toBeNull()
  })
  it(`too_few_points: fewer than ${minTrendPoints}; the pace is told all the same`, () => {
    expect(gapOf(weekly(minTrendPoints - 1, 0.1, 0.01))).toMatchObject({ gap: 'too_few_points', trend: null, pace: { trendPerWeek: null } })
    expect(project(input(weekly(minTrendPoints, 0.1, 0.01))).gap).toBeNull()
  })
  it('too_few_points, too, where the points cannot bound the trend on both sides', () => {
    const wave = [0.1, 0.4, 0.5, 0.4, 0.1].map((value, i) => ({ atMs: nowMs - (4 - i) * 7 * dayMs, value }))
    const scattered = [0.1, 0.3, 0.5, 0.2, 0.05].map((value, i) => ({ atMs: nowMs - (4 - i) * 7 * dayMs, value }))
    for (const points of [wave, scattered]) {
      const { trend, gap } = project(input(points))
      expect(trend === null ? gap : 'bounded').toMatch(/too_few_points|bounded/)
      if (trend !== null) expect(Number.isFinite(trend.interval.low) && Number.isFinite(trend.interval.high)).toBe(true)
    }
  })
  it('not_projectable: outages, stages, and what the product computes', () => {
    for (const id of ['network.uptime', 'rollout.stage', 'tasks.overdue', 'reports.on_time', 'data.reporting_units']) {
      expect(isProjectable(kpiById(id)!), id).toBe(false)
      expect(gapOf(good, { kpi: kpiById(id)! }).gap).toBe('not_projectable')
    }
    expect(kpis.filter(isProjectable).map(({ kind }) => kind)).not.toContain('level')
  })
})

describe('the points of a trend', () => {
  const of = (points: readonly SeriesPoint[], more: Partial<ProjectionInput> = {}) => trendPointsOf(input(points, more)).length
  it('leave out what was not observed and what lies ahead', () => {
    const points = weekly(6, 0.1, 0.01)
    expect(of([...points.slice(0, 2), { ...points[2]!, value: null }, ...points.slice(3), { atMs: nowMs + 1, value: 0.5 }])).toBe(5)
  })
  it('end at the first that knows the newest reading: silence is no standstill', () => {
    const points = weekly(10, 0.1, 0)
    expect(of(points, { newestAtMs: nowMs - 20 * dayMs })).toBe(8)
    expect(of(points, { newestAtMs: nowMs - 21 * dayMs })).toBe(7)
    expect(of(points, { newestAtMs: null })).toBe(10)
  })
  it('of a flow begin with its plan year; of a state they reach back over it', () => {
    const january = at('2026-02-05T00:00:00')
    const points = Array.from({ length: 10 }, (_, i) => ({ atMs: january - (9 - i) * 7 * dayMs, value: 0.1 }))
    expect(of(points, { nowMs: january, newestAtMs: january })).toBe(10)
    expect(of(points, { nowMs: january, newestAtMs: january, kpi: { ...pages, kind: 'flow_ratio' } })).toBe(6)
  })
})

describe('status, line and projection agree', () => {
  const above: Readonly<Record<string, readonly string[]>> = { '11': ['TW'], '33': ['TW'], '12000': ['33', 'TW'], '03127': ['11', 'TW'] }
  const plan = (kpi: string, unit: string): Target => resolveTarget(kpi, unit, 2026, (code) => above[code] ?? [], unit.length === 2 ? 'province' : 'commune', targets)!
  /** A unit that stays exactly `factor` of its plan's line, day by day, as judged and as projected on one day. */
  const onLine = (kpi: string, unit: string, day: string, den: number, factor: number) => {
    const goal = plan(kpi, unit)
    const now = at(`${day}T08:00:00`)
    const line = (ms: number): number => judgePlan(0, goal, 'up', ms).expected! * factor
    const points = Array.from({ length: 61 }, (_, i) => ({ atMs: now - (60 - i) * dayMs, value: line(now - (60 - i) * dayMs) }))
    const value = line(now)
    const answer = project({ kpi: kpiById(kpi)!, target: goal, value, num: Math.round(value * den), den, withheld: false, newestAtMs: now, points, grain: 'day', nowMs: now })
    return { ...judgePlan(value, goal, 'up', now), value, goal, answer }
  }
  it.each([
    ['digitization.pages', '11', '2026-06-30', 300_000], ['digitization.pages', '03127', '2026-06-30', 3000],
    ['cost.stationery_cut', '33', '2026-10-01', 1000], ['esign.staff', '12000', '2026-10-01', 40],
  ])('%s of %s on its line is on track and arrives; a fifth below it is at risk and does not', (kpi, unit, day, den) => {
    const good = onLine(kpi, unit, day, den, 1.001)
    expect([good.status, good.answer.gap, good.answer.projected!.arrives]).toEqual(['on_track', null, 'yes'])
    const bad = onLine(kpi, unit, day, den, 0.8)
    expect([bad.status, bad.answer.projected!.arrives]).toEqual(['at_risk', 'no'])
    expect(bad.answer.pace!.neededPerWeek).toBeGreaterThan(bad.answer.trend!.perWeek)
  })
  it('Điện Biên’s 30 % of 300,000 pages are 90,000: at 45,000 half-way the pace left is 45,000 over the weeks to 30 September', () => {
    const now = at('2026-05-17T12:00:00')
    const goal = plan('digitization.pages', '11')
    const { expected } = judgePlan(0.15, goal, 'up', now)
    expect(expected! * 300_000).toBeCloseTo(45_000, 0)
    const answer = project({ kpi: pages, target: goal, value: 0.15, num: 45_000, den: 300_000, withheld: false, newestAtMs: now, points: [], grain: 'day', nowMs: now })
    expect(answer.pace!.neededNumPerWeek! * answer.pace!.weeksLeft).toBeCloseTo(45_000, 6)
    expect(answer.pace!.weeksLeft).toBeCloseTo(136.5 / 7, 9)
  })
})
