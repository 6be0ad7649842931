/** The race and a unit's reports as the doors tell them. Law 8: everything is counted inside the root that was asked for. */
import { handedInMs, noHandIn, partsIn } from '../../../data/plans/hand-in.ts'
import { followedObligations, reportGraceMs } from '../../../data/plans/obligations.ts'
import {
  escalationStep, periodEnd, periodName, periodsInYear, reportDueMs, reportStart, shiftPeriod, type ReportPeriod,
} from '../../../data/plans/report-periods.ts'
import type { PeriodCounting, RaceAnswer, ReportCounts, UnitReportsAnswer } from '../../../data/protocol/report-race.ts'
import { localDay, toLocalIso, yearStart } from '../../../data/time/vietnam-time.ts'
import type { ReportRace } from './report-race.ts'

/** Most children of one answer: the wire's bound. */
export const maxRaceChildren = 500
/** Most days of hand-ins of one answer, the newest: the wire's bound. */
export const maxHandInDays = 400

type Counts = { -readonly [K in keyof ReportCounts]: ReportCounts[K] }
const noCounts = (): Counts => ({ due: 0, in_time: 0, late: 0, partial: 0, waiting: 0, missing: 0 })

/** What is gathered of some units. */
interface Gathered {
  readonly counts: Counts
  readonly days: Map<string, number>
  lastMs: number | null
  simulated: boolean
}

const nothing = (): Gathered => ({ counts: noCounts(), days: new Map(), lastMs: null, simulated: false })

function gather(race: ReportRace, duty: number, period: ReportPeriod, counting: PeriodCounting, from: number, to: number, into: Gathered): void {
  const nowMs = race.nowMs
  for (let unit = from; unit < to; unit++) {
    const state = race.state(unit, duty, period, nowMs, counting)
    if (state === null) continue
    into.counts.due++
    into.counts[state]++
    const held = race.held(unit, period) ?? noHandIn
    into.simulated ||= held.simulated
    const inMs = handedInMs(held, race.parts.wanted[unit]!)
    if (inMs === null) continue
    const day = localDay(inMs)
    into.days.set(day, (into.days.get(day) ?? 0) + 1)
    into.lastMs = Math.max(into.lastMs ?? -Infinity, inMs)
  }
}

/** Counts of units of the subtree of `root` by the state of their reports of a period that has a due instant, how near that is, and whether the period counts. */
export function raceCounts(race: ReportRace, root: number, duty: number, period: ReportPeriod): Pick<RaceAnswer, 'counts' | 'counting' | 'step'> {
  const all = nothing(), counting = race.counting(duty, period, race.nowMs)
  gather(race, duty, period, counting, root, race.pyramid.end[root]!, all)
  return { counts: all.counts, counting, step: stepOf(counting, reportDueMs(followedObligations[duty]!.due, period)!, race.nowMs) }
}

/** How near the due instant of a period is; one that does not count is not overdue. */
function stepOf(counting: PeriodCounting, dueMs: number, nowMs: number): RaceAnswer['step'] {
  return counting === 'nobody_in' ? 'none' : escalationStep(dueMs, nowMs)
}

/** The period before, at the same distance from its due instant as `nowMs` is from `dueMs`; null where nobody can be compared with it. */
function momentBefore(race: ReportRace, duty: number, period: ReportPeriod, dueMs: number): { readonly period: ReportPeriod; readonly atMs: number; readonly dueMs: number } | null {
  const before = shiftPeriod(period, -1)
  const beforeDueMs = reportDueMs(followedObligations[duty]!.due, before)
  return beforeDueMs === null || race.counting(duty, before, race.nowMs) !== 'counted' ? null : { period: before, atMs: beforeDueMs + race.nowMs - dueMs, dueMs: beforeDueMs }
}

/** Of the units from `from` until `to` that owed the period: how many, and whose report was whole by `atMs`. */
function inBy(race: ReportRace, duty: number, { period, atMs, dueMs }: NonNullable<ReturnType<typeof momentBefore>>, from: number, to: number): { in: number; due: number } {
  const count = { in: 0, due: 0 }
  for (let unit = from; unit < to; unit++) {
    if (!race.adoptions.owes(unit, duty, dueMs)) continue
    count.due++
    const inMs = handedInMs(race.held(unit, period) ?? noHandIn, race.parts.wanted[unit]!)
    if (inMs !== null && inMs <= atMs) count.in++
  }
  return count
}

/** One duty in one period, for the subtree of `root` (see `raceAnswer`). The period must be held and have a due instant. */
export function raceAnswerOf(race: ReportRace, root: number, duty: number, period: ReportPeriod): RaceAnswer {
  const { pyramid, nowMs } = race
  const { id, nameVi, nameEn, due } = followedObligations[duty]!
  const dueMs = reportDueMs(due, period)!
  const all = nothing(), counting = race.counting(duty, period, nowMs)
  const before = momentBefore(race, duty, period, dueMs)
  gather(race, duty, period, counting, root, pyramid.end[root]!, all)
  const children = [...pyramid.children[root]!].flatMap((child) => {
    const below = nothing()
    gather(race, duty, period, counting, child, pyramid.end[child]!, below)
    if (below.counts.due === 0) return []
    return [{
      unit: pyramid.units[child]!.code, state: race.state(child, duty, period, nowMs, counting), counts: below.counts,
      lastAt: below.lastMs === null ? null : toLocalIso(below.lastMs), before: before === null ? null : inBy(race, duty, before, child, pyramid.end[child]!).in,
    }]
  })
  return {
    root: pyramid.units[root]!.code, obligation: id, nameVi, nameEn, period: periodName(period), at: toLocalIso(nowMs), dueAt: toLocalIso(dueMs),
    graceMs: reportGraceMs, step: stepOf(counting, dueMs, nowMs), counting, counts: all.counts, children: children.slice(0, maxRaceChildren),
    handIns: [...all.days].map(([day, units]) => ({ day, units })).sort((a, b) => (a.day < b.day ? -1 : 1)).slice(-maxHandInDays),
    before: before === null ? null : { period: periodName(before.period), at: toLocalIso(before.atMs), ...inBy(race, duty, before, root, pyramid.end[root]!) },
    simulated: all.simulated,
  }
}

/** Every report that a unit itself owes in a held year, in the order of their due instants, with the parts it is made of. */
export function unitReportsOf(race: ReportRace, unit: number, year: number): UnitReportsAnswer {
  const { nowMs, parts } = race
  const wanted = parts.wanted[unit]!
  const readings = race.source.readings(unit, yearStart(year), yearStart(year + 1))
  const owed = parts.kpis.map((kpi, part) => ({ kpi: race.kpis[kpi]!.id, part })).filter(({ part }) => (wanted & (1 << part)) !== 0)
  const onTime = { due: 0, inTime: 0 }
  const reports = followedObligations.flatMap(({ id, nameVi, nameEn, due, grain }, duty) =>
    Array.from({ length: periodsInYear(grain) }, (_, index): ReportPeriod => ({ grain, year, index })).flatMap((period) => {
      const counting = race.counting(duty, period, nowMs)
      const state = race.state(unit, duty, period, nowMs, counting)
      const dueMs = reportDueMs(due, period)
      if (state === null || dueMs === null) return []
      const inMs = handedInMs(race.held(unit, period) ?? noHandIn, wanted)
      if (counting === 'counted') {
        onTime.due++
        if (state === 'in_time') onTime.inTime++
      }
      const come = partsIn(readings, reportStart(period), periodEnd(period))
      return [{
        dueMs,
        report: {
          obligation: id, nameVi, nameEn, period: periodName(period), dueAt: toLocalIso(dueMs), state, counting, handedInAt: inMs === null ? null : toLocalIso(inMs),
          parts: owed.map(({ kpi, part }) => {
            const held = come.get(part)
            return { kpi, firstAt: held === undefined ? null : toLocalIso(held.atMs), receivedAt: held === undefined ? null : toLocalIso(held.inMs) }
          }),
        },
      }]
    }))
  return {
    unit: race.pyramid.units[unit]!.code, year, at: toLocalIso(nowMs), onTime,
    reports: reports.sort((a, b) => a.dueMs - b.dueMs).map(({ report }) => report),
  }
}
