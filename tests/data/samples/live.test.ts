import { describe, expect, it } from 'vitest'
import { measures } from '../../../data/kpis/catalogue.ts'
import { cadenceMs } from '../../../data/kpis/kpi.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { expectedAt } from '../../../data/judgement/plan-status.ts'
import { ownedTasks } from '../../../data/plans/registers.ts'
import { overdueCount, type TaskReport } from '../../../data/plans/overdue.ts'
import { taskEventInput } from '../../../data/protocol/task-event-input.ts'
import type { ReadingInput } from '../../../data/protocol/reading-input.ts'
import { livePeriodsMs } from '../../../data/samples/live-slots.ts'
import { upSeconds } from '../../../data/samples/lines.ts'
import { heightAt, planLine, workedUntil } from '../../../data/samples/plan-line.ts'
import { mix32, textHash, uniform } from '../../../data/samples/random.ts'
import { sceneOf } from '../../../data/samples/slots.ts'
import { sampleTaskEvents } from '../../../data/samples/task-events.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { dayMs, endOfLocalDay, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { quick } from '../../../server/ingest/normalise.ts'
import { buildRules } from '../../../server/ingest/rules.ts'
import { nowMs, samplesAt } from './country.ts'

const minuteMs = 60_000
const samples = samplesAt(nowMs)
const identity = ({ unit, kpi, at, key }: ReadingInput): string => `${unit} ${kpi} ${at} ${key}`
const figures = ({ num, den }: ReadingInput): string => `${num}/${den ?? ''}`
const take = (batches: Iterable<readonly ReadingInput[]>, most: number): ReadingInput[] => {
  const out: ReadingInput[] = []
  for (const batch of batches) if (out.push(...batch) >= most) break
  return out
}

/** Readings of both lists that are one identity with two figures. */
function conflicts(first: readonly ReadingInput[], again: readonly ReadingInput[]): string[] {
  const known = new Map(first.map((reading) => [identity(reading), figures(reading)]))
  return again.filter((reading) => (known.get(identity(reading)) ?? figures(reading)) !== figures(reading)).map(identity)
}

describe('the live flow', () => {
  it('has 20 to 35 readings a second and some in every one, so that a wall moves and a demo left on does not fill a disk', () => {
    for (let second = 0; second < 60; second++) {
      const { length } = samples.live(nowMs + second * 1000, nowMs + (second + 1) * 1000)
      expect(length).toBeGreaterThan(8)
      expect(length).toBeLessThan(60)
    }
    const perSecond = samples.live(nowMs, nowMs + minuteMs).length / 60
    expect(perSecond).toBeGreaterThan(20)
    expect(perSecond).toBeLessThan(35)
  })

  it('is the same however it is cut', () => {
    const whole = samples.live(nowMs, nowMs + 20_000).map(identity).sort()
    const parts = [0, 7, 8, 20].slice(1).flatMap((to, i) => samples.live(nowMs + [0, 7, 8][i]! * 1000, nowMs + to * 1000))
    expect(parts.map(identity).sort()).toEqual(whole)
  })

  it('keeps the lines at the cadence of the catalogue', () => {
    for (const id of ['network.uptime', 'network.uptime_commune'] as const) {
      expect(livePeriodsMs[id]).toBe(cadenceMs[measures.find((kpi) => kpi.id === id)!.cadence])
    }
  })

  it('makes only readings that the product takes, none from the future', () => {
    const rules = buildRules(buildPyramid(officialUnits), measures)
    const toMs = nowMs + 5 * minuteMs
    const refused = samples.live(nowMs, toMs).filter((reading) =>
      quick(rules, { scope: 0, source: 1, simulated: true, nowMs: toMs }, reading) === null || Date.parse(reading.at) > toMs)
    expect(refused).toEqual([])
  })

  it('brings the reports of the day as they fall due, over ten working hours', () => {
    const readings = samples.live(nowMs, nowMs + 10 * minuteMs).filter(({ kpi }) => kpi === 'services.online')
    expect(readings.length).toBeGreaterThan(3_321 / 60 / 2)
    expect(readings.length).toBeLessThan((3_321 / 60) * 2)
  })

  it('keeps silent provinces silent and Cà Mau’s line down, then up again', () => {
    const readings = samples.live(nowMs, nowMs + minuteMs)
    expect(readings.filter(({ unit, kpi }) => unit === '04' && kpi === 'digitization.pages')).toEqual([])
    const caMau = readings.filter(({ unit, kpi }) => unit === '96' && kpi === 'network.uptime')
    expect(caMau.map(({ num, den }) => [num, den])).toEqual([[0, 30], [0, 30]])
    const later = samples.live(nowMs + 4 * 60 * minuteMs, nowMs + 4 * 60 * minuteMs + minuteMs)
    expect(later.filter(({ unit, kpi, num }) => unit === '96' && kpi === 'network.uptime' && num === 30).length).toBeGreaterThan(0)
  })

  it('lets lines go down for a while now and then once it runs, and says the same however time is cut', () => {
    const { world, outage } = sceneOf({ units: officialUnits, seed: 1, nowMs, kpis: measures, targets })
    const provinces = world.units.filter(({ level }) => level === 'province')
    const beginMs = nowMs + dayMs
    const lost = (unit: typeof provinces[number], fromMs: number, ms: number, liveFromMs?: number): number => ms / 1000 - upSeconds(world, outage, unit, fromMs, fromMs + ms, liveFromMs)
    let outages = 0
    for (const unit of provinces) for (let hour = 0; hour < 72; hour++) {
      const fromMs = beginMs + hour * 60 * minuteMs
      const whole = lost(unit, fromMs, 60 * minuteMs, nowMs)
      if (whole >= 300) outages++
      expect(lost(unit, fromMs, 60 * minuteMs)).toBeLessThan(120)
      const parts = Array.from({ length: 20 }, (_, i) => lost(unit, fromMs + i * 180_000, 180_000, nowMs))
      expect(parts.reduce((a, b) => a + b)).toBe(whole)
    }
    expect(outages).toBeGreaterThan(3)
    expect(outages).toBeLessThan(30)
    const communes = world.units.filter(({ level }) => level === 'commune')
    expect(communes.filter((unit) => lost(unit, beginMs, 5 * minuteMs, nowMs) === 300).length).toBeLessThan(12)
  })

  it('never lets a unit lose pages', () => {
    const pages = (atMs: number): Map<string, number> => new Map(samples.live(atMs, atMs + 40_000)
      .filter(({ kpi }) => kpi === 'digitization.pages').map(({ unit, num }) => [unit, num ?? 0]))
    const early = pages(nowMs)
    const late = pages(nowMs + 3 * 60 * minuteMs)
    expect([...late].filter(([unit, num]) => num < (early.get(unit) ?? 0))).toEqual([])
    expect([...late].some(([unit, num]) => num > (early.get(unit) ?? 0))).toBe(true)
  })
})

describe('running again', () => {
  it('makes the same readings from the same input', () => {
    expect(take(samplesAt(nowMs).now(), 20_000)).toEqual(take(samples.now(), 20_000))
  })

  it('never conflicts with an earlier run, minutes, hours or days before', () => {
    const first = [...take(samples.now(), 200_000), ...take(samples.history(), 100_000)]
    for (const laterMs of [7 * minuteMs, 11 * 60 * minuteMs, 3 * dayMs]) {
      const later = samplesAt(nowMs + laterMs)
      expect(conflicts(first, [...take(later.now(), 200_000), ...take(later.history(), 100_000)])).toEqual([])
    }
  }, 60_000)

  it('catches up what fell due in between, lines by whole hours', () => {
    const later = samplesAt(nowMs + dayMs)
    const missed = take(later.catchUp(nowMs), 1_000_000)
    const byKpi = (id: string): number => missed.filter(({ kpi }) => kpi === id).length
    expect(byKpi('services.online')).toBe(3_321)
    expect(byKpi('network.uptime')).toBe(34 * 24)
    expect(missed.every(({ at }) => Date.parse(at) > nowMs && Date.parse(at) <= nowMs + dayMs)).toBe(true)
  })

  it('differs by its seed', () => {
    const other = take(samplesAt(nowMs, 2).now(), 3_000)
    expect(other.map(figures)).not.toEqual(take(samples.now(), 3_000).map(figures))
    expect(other[0]!.key).not.toBe(take(samples.now(), 3_000)[0]!.key)
  })
})

describe('reports on tasks', () => {
  const events = sampleTaskEvents(ownedTasks, nowMs, 1)
  const overdueAt = (atMs: number): number => overdueCount(ownedTasks, (id): TaskReport | null => {
    const last = events.filter(({ task, at }) => task === id && Date.parse(at) <= atMs).at(-1)
    return last === undefined ? null : { state: last.state, atMs: Date.parse(last.at) }
  }, atMs)

  it('pass the schema, each with a key of its own', () => {
    expect(events.filter((event) => !taskEventInput.safeParse(event).success)).toEqual([])
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length)
    expect(events.filter(({ state, result }) => (state === 'done') !== (result !== undefined))).toEqual([])
  })

  it('leave the 14 overdue tasks overdue at first, then settle a handful over the hours', () => {
    expect(overdueAt(nowMs)).toBe(14)
    expect(overdueAt(nowMs + 6 * 60 * minuteMs)).toBe(8)
  })
})

describe('the small parts', () => {
  it('mix as MurmurHash3 and FNV-1a do', () => {
    expect([mix32(0), mix32(1), mix32(0xffffffff)]).toEqual([0, 0x514e28b7, 0x81f16f39])
    expect([textHash(''), textHash('a'), textHash('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968])
  })

  it('draw evenly from [0, 1)', () => {
    const draws = Array.from({ length: 20_000 }, (_, i) => uniform(7, i, 3, i * 1000))
    const share = (from: number): number => draws.filter((draw) => draw >= from && draw < from + 0.1).length / draws.length
    for (let tenth = 0; tenth < 10; tenth++) expect(share(tenth / 10)).toBeCloseTo(0.1, 1)
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true)
  })

  it('follow the plan’s line as the verdict does', () => {
    for (const target of targets.filter(({ year }) => year === 2026)) {
      const line = planLine(target)
      for (let atMs = startOfLocalDay('2026-01-01'); atMs < endOfLocalDay('2026-12-31'); atMs += 11 * dayMs) {
        expect(line.isFloor ? line.goal : heightAt(line.atMs, line.values, atMs)).toBeCloseTo(expectedAt(target, atMs), 12)
      }
    }
  })

  it('work never faster than time, stands nearly still over Tết, and is whole at each month’s end', () => {
    for (let atMs = startOfLocalDay('2025-11-01'); atMs < endOfLocalDay('2027-01-31'); atMs += dayMs / 3) {
      expect(workedUntil(atMs)).toBeLessThanOrEqual(atMs)
      expect(workedUntil(atMs + dayMs / 3)).toBeGreaterThanOrEqual(workedUntil(atMs))
    }
    expect(workedUntil(startOfLocalDay('2026-02-23')) - workedUntil(startOfLocalDay('2026-02-13'))).toBeLessThan(2 * dayMs)
    expect(workedUntil(startOfLocalDay('2026-06-01'))).toBe(startOfLocalDay('2026-06-01'))
  })
})
