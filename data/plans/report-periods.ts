/**
 * Periods of reporting duties: local calendar months, quarters, halves and years, when the report of one is due, and how near that is.
 * The report of period P is the readings whose `at` lies in P, of a longer one than a month in its last month (`reportStart`); a duty "before the 21st" wants it in by the 21st 00:00
 * Asia/Ho_Chi_Minh. Pure. Source: domain "Reporting obligations".
 */
import type { escalationSteps } from '../protocol/report-race.ts'
import { dayMs, utcOffsetMs } from '../time/vietnam-time.ts'
import { reportGraceMs, type PeriodGrain, type ReportDue } from './obligations.ts'

/** A period: `index` counts from 0 inside `year` (a month 0–11, a quarter 0–3, a half 0–1, a year 0). */
export interface ReportPeriod {
  readonly grain: PeriodGrain
  readonly year: number
  readonly index: number
}

/** One of the wire's steps of escalation. */
export type EscalationStep = (typeof escalationSteps)[number]

/** Months of a period of each grain. */
export const monthsOf: Readonly<Record<PeriodGrain, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** Plan years whose reports are held: the present one and the one before. */
export const heldYears = 2

/** The years whose reports the server answers, newest first. */
export function reportYears(present: number): number[] {
  return Array.from({ length: heldYears }, (_, i) => present - i)
}

/** Days before the due instant at which a duty escalates, from near to far. */
const stepDays = [['d1', 1], ['d3', 3], ['d7', 7]] as const

/** Periods of a grain in a year. */
export function periodsInYear(grain: PeriodGrain): number {
  return 12 / monthsOf[grain]
}

/** First instant of a local month, epoch ms; `month` counts from 0 and may lie outside 0–11. */
function monthStartOf(year: number, month: number): number {
  return Date.UTC(year, month, 1) - utcOffsetMs
}

/** The period of a grain that contains `ms`. */
export function periodAt(grain: PeriodGrain, ms: number): ReportPeriod {
  const local = new Date(ms + utcOffsetMs)
  return { grain, year: local.getUTCFullYear(), index: Math.floor(local.getUTCMonth() / monthsOf[grain]) }
}

/** First instant of a period, epoch ms. */
export function periodStart({ grain, year, index }: ReportPeriod): number {
  return monthStartOf(year, index * monthsOf[grain])
}

/**
 * First instant of the readings that make the report of a period, epoch ms: the beginning of its last month. Figures run through the year or stand for
 * an instant, so the report of a quarter, half or year is what its last month tells; October's figures alone are no report of the quarter.
 */
export function reportStart({ grain, year, index }: ReportPeriod): number {
  return monthStartOf(year, (index + 1) * monthsOf[grain] - 1)
}

/** First instant after a period, epoch ms. */
export function periodEnd({ grain, year, index }: ReportPeriod): number {
  return monthStartOf(year, (index + 1) * monthsOf[grain])
}

/** The period `steps` later (negative: earlier). */
export function shiftPeriod({ grain, year, index }: ReportPeriod, steps: number): ReportPeriod {
  const count = periodsInYear(grain)
  const all = year * count + index + steps
  return { grain, year: Math.floor(all / count), index: ((all % count) + count) % count }
}

/** `2026-11`, `2026-Q4`, `2026-H2`, `2026`. */
export function periodName({ grain, year, index }: ReportPeriod): string {
  switch (grain) {
    case 'month': return `${year}-${String(index + 1).padStart(2, '0')}`
    case 'quarter': return `${year}-Q${index + 1}`
    case 'half': return `${year}-H${index + 1}`
    case 'year': return String(year)
  }
}

const patterns: Readonly<Record<PeriodGrain, RegExp>> = {
  month: /^(\d{4})-(0[1-9]|1[0-2])$/, quarter: /^(\d{4})-Q([1-4])$/, half: /^(\d{4})-H([12])$/, year: /^(\d{4})$/,
}

/** The period of a name, or null where it is none of this grain. */
export function periodOfName(grain: PeriodGrain, name: string): ReportPeriod | null {
  const found = patterns[grain].exec(name)
  return found === null ? null : { grain, year: Number(found[1]), index: Number(found[2] ?? 1) - 1 }
}

/** The instant by which the report of a period must be in, epoch ms: the day 00:00 local in the last of the duty's months inside it; null: none is. */
export function reportDueMs({ day, months }: ReportDue, { grain, year, index }: ReportPeriod): number | null {
  const first = index * monthsOf[grain]
  for (let month = first + monthsOf[grain]; month > first; month--) {
    if (months.includes(month)) return monthStartOf(year, month - 1) + (day - 1) * dayMs
  }
  return null
}

/** How near `dueMs` is at `nowMs`: `d7`, `d3`, `d1` from 7, 3, 1 days before it on, `overdue` from it on (grace added), `none` before. */
export function escalationStep(dueMs: number, nowMs: number): EscalationStep {
  if (nowMs >= dueMs + reportGraceMs) return 'overdue'
  return stepDays.find(([, days]) => dueMs - nowMs <= days * dayMs)?.[0] ?? 'none'
}
