/** The reporting race of the planted day: 41 communes of one province are missing, 12 of 34 provinces have handed in. */
import { obligations } from '../../data/plans/obligations.ts'
import { kpis } from '../../data/kpis/catalogue.ts'
import { isReportPart } from '../../data/plans/hand-in.ts'
import type { PeriodCounting, RaceAnswer, ReportCounts, UnitReportsAnswer } from '../../data/protocol/report-race.ts'
import { dayMs, monthStart, toLocalIso, utcOffsetMs, yearOf } from '../../data/time/vietnam-time.ts'
import { pyramid, type FixtureMode } from './fixture-figures.ts'

/** Communes missing by province: planted condition 5. */
const missing: Readonly<Record<string, number>> = { 44: 41 }
/** Provinces that have handed in, of 34, and how many had at the same hour of the month before. */
const provincesIn = 12, provincesBefore = 14
const none: ReportCounts = { due: 0, in_time: 0, late: 0, partial: 0, waiting: 0, missing: 0 }

const provinceCodes = pyramid.units.filter(({ level }) => level === 'province').map(({ code }) => code)

function provinceCounts(code: string): ReportCounts {
  const place = (provinceCodes.indexOf(code) * 11 + 5) % provinceCodes.length
  return { ...none, due: 1, in_time: place < provincesIn ? 1 : 0, partial: place >= provincesIn && place < 20 ? 1 : 0, waiting: place >= 20 ? 1 : 0 }
}

/** How many of a unit's reporters had handed in at the same hour of the month before. */
function beforeOf(unit: number, due: number, isCommuneDuty: boolean): number {
  if (!isCommuneDuty) return (provinceCodes.indexOf(pyramid.units[unit]!.code) * 5 + 3) % provinceCodes.length < provincesBefore ? 1 : 0
  return due < 2 ? due : due - (unit % 3 === 0 ? 2 : 0)
}

function communeCounts(unit: number, mode: FixtureMode): ReportCounts {
  if (mode === 'new_year') return { ...none, due: 1, waiting: 1 }
  const province = pyramid.parent[unit]!
  const place = pyramid.children[province]!.indexOf(unit), code = pyramid.units[province]!.code
  if (mode === 'empty') return { ...none, due: 1, waiting: 1 }
  const isMissing = place < (missing[code] ?? 0)
  const isLate = !isMissing && code === '20' && place < 3
  return { ...none, due: 1, in_time: isMissing || isLate ? 0 : 1, late: isLate ? 1 : 0, missing: isMissing ? 1 : 0 }
}

/** Counts of a unit and everything below it. */
function countsOf(unit: number, isCommuneDuty: boolean, mode: FixtureMode): ReportCounts {
  const all: ReportCounts[] = []
  for (let one = unit; one < pyramid.end[unit]!; one++) {
    const { level, code } = pyramid.units[one]!
    if (isCommuneDuty && level === 'commune') all.push(communeCounts(one, mode))
    if (!isCommuneDuty && level === 'province') all.push(mode !== 'planted' ? { ...none, due: 1, waiting: 1 } : provinceCounts(code))
  }
  return sum(all)
}

function sum(all: readonly ReportCounts[]): ReportCounts {
  const total = { ...none }
  for (const counts of all) for (const key of Object.keys(total) as (keyof ReportCounts)[]) total[key] += counts[key]
  return total
}

/** Of an empty store no period that is due counts. */
function countingOf(dueMs: number, nowMs: number, mode: FixtureMode): PeriodCounting {
  return dueMs > nowMs ? 'open' : mode === 'empty' ? 'nobody_in' : 'counted'
}

/** `GET /obligations/:id/race`. */
export function raceAnswer(id: string, root: string, nowMs: number, mode: FixtureMode): RaceAnswer {
  const duty = obligations.find((one) => one.id === id)
  if (duty?.due == null) throw new Error(`no duty ${id}`)
  const isCommuneDuty = id === 'commune-month'
  const dueMs = monthStart(nowMs) + (duty.due.day - 1) * dayMs
  const children = [...pyramid.children[pyramid.indexOf(root) ?? 0]!].map((unit, i) => {
    const counts = countsOf(unit, isCommuneDuty, mode)
    const own = isCommuneDuty && pyramid.units[unit]!.level === 'province' ? null : counts.in_time > 0 ? 'in_time' as const : counts.partial > 0 ? 'partial' as const : counts.missing > 0 ? 'missing' as const : 'waiting' as const
    const lastMs = counts.late > 0 ? Math.min(nowMs, dueMs + lateByMs) : Math.min(dueMs, nowMs) - (i + 1) * 3_700_000
    return { unit: pyramid.units[unit]!.code, state: own, counts, lastAt: mode === 'empty' || counts.in_time + counts.late === 0 ? null : toLocalIso(lastMs), before: mode === 'planted' ? beforeOf(unit, counts.due, isCommuneDuty) : null }
  }).filter(({ counts }) => counts.due > 0)
  const { due } = countsOf(pyramid.indexOf(root) ?? 0, isCommuneDuty, mode)
  const beforeIn = children.length === 0 ? due : children.reduce((all, { before }) => all + (before ?? 0), 0)
  return {
    root, obligation: id, nameVi: duty.nameVi, nameEn: duty.nameEn, period: toLocalIso(nowMs).slice(0, 7), at: toLocalIso(nowMs), dueAt: toLocalIso(dueMs), graceMs: 0,
    step: dueMs > nowMs ? (dueMs - nowMs < 3 * dayMs ? 'd3' : 'd7') : mode === 'empty' ? 'none' : 'overdue', counting: countingOf(dueMs, nowMs, mode), counts: countsOf(pyramid.indexOf(root) ?? 0, isCommuneDuty, mode), children,
    handIns: mode !== 'planted' ? [] : Array.from({ length: 20 }, (_, i) => ({ day: toLocalIso(dueMs - (20 - i) * dayMs).slice(0, 10), units: Math.round(i * i * 1.3 * (due / 3321)) })).filter(({ day }) => day <= toLocalIso(nowMs).slice(0, 10)),
    before: mode === 'planted' ? { period: toLocalIso(monthStart(nowMs) - dayMs).slice(0, 7), at: toLocalIso(nowMs - 31 * dayMs), in: beforeIn, due } : null,
    simulated: mode !== 'empty',
  }
}

/** How long after its hour the last late report came, milliseconds. */
const lateByMs = 5 * 3_600_000

/** Months of the planted year before anybody was there. */
const uncounted = 2

/** `GET /units/:code/reports`: eleven months, the present one handed in in part by a commune of the planted province. */
export function unitReportsAnswer(unit: string, nowMs: number, mode: FixtureMode): UnitReportsAnswer {
  const level = pyramid.units[pyramid.indexOf(unit) ?? 0]!.level
  const duty = obligations.find(({ id }) => id === (level === 'commune' ? 'commune-month' : 'province-month'))!
  const parts = kpis.filter((kpi) => isReportPart(kpi, level))
  const year = yearOf(nowMs), months = new Date(nowMs + utcOffsetMs).getUTCMonth() + 1
  const isMissing = countsOf(pyramid.indexOf(unit) ?? 0, level === 'commune', mode).in_time === 0
  return {
    unit, year, at: toLocalIso(nowMs), onTime: mode === 'empty' ? { due: 0, inTime: 0 } : { due: months - 1 - uncounted, inTime: months - 2 - uncounted },
    reports: Array.from({ length: 12 }, (_, month) => {
      const dueMs = Date.parse(`${year}-${String(month + 1).padStart(2, '0')}-${duty.due!.day}T00:00:00+07:00`)
      const isPresent = month === months - 1, isIn = mode !== 'empty' && month >= uncounted && month < months && !(isPresent && isMissing)
      const state = isIn ? (month === 4 ? 'late' as const : 'in_time' as const) : dueMs <= nowMs && mode !== 'empty' && month >= uncounted ? 'missing' as const : 'waiting' as const
      const inMs = dueMs + (month === 4 ? 1 : -2) * dayMs
      return {
        obligation: duty.id, nameVi: duty.nameVi, nameEn: duty.nameEn, period: `${year}-${String(month + 1).padStart(2, '0')}`, dueAt: toLocalIso(dueMs), state, counting: month < uncounted && mode === 'planted' ? 'nobody_in' as const : countingOf(dueMs, nowMs, mode), handedInAt: isIn ? toLocalIso(inMs) : null,
        parts: parts.map(({ id }, k) => { const came = isIn || (mode !== 'empty' && isPresent && k % 3 !== 0); return { kpi: id, firstAt: came ? toLocalIso(inMs - k * 3_600_000) : null, receivedAt: came ? toLocalIso(inMs - k * 3_600_000) : null } }),
      }
    }),
  }
}
