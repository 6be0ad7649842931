/**
 * When simulated offices report: a unit hands in every day at its own time of the working day, every month at its own day.
 * The instant is a pure function of (seed, unit, period). Instants are epoch milliseconds, whole seconds.
 */
import { addMonths, dayMs, dayStart, hourMs, localDay, monthStart } from '../time/vietnam-time.ts'
import { uniform } from './random.ts'

/** Unit of `uniform`'s second word for the time of day and for the day of the month. */
const salts = { timeOfDay: 11, dayOfMonth: 12 } as const
const firstReportMs = 7.5 * hourMs
const lastReportMs = 17.5 * hourMs
/** Reports of a month come on its days 12–19: before the 21st (S0 IV.3), in a rising crowd. */
const firstReportDay = 12
const reportDays = 8

/** A unit's two habits. */
export interface ReportingHabit {
  /** Milliseconds after local midnight. */
  readonly timeOfDayMs: number
  /** Milliseconds after the first of the month, 00:00 local. */
  readonly timeOfMonthMs: number
}

/** The habits of the unit with this hash. */
export function habitOf(seed: number, unitHash: number): ReportingHabit {
  const share = uniform(seed, unitHash, salts.timeOfDay)
  const timeOfDayMs = Math.floor((firstReportMs + (lastReportMs - firstReportMs) * share) / 1000) * 1000
  const day = Math.floor(uniform(seed, unitHash, salts.dayOfMonth) * reportDays)
  return { timeOfDayMs, timeOfMonthMs: (firstReportDay - 1 + day) * dayMs + timeOfDayMs }
}

/** Start of the newest local day whose report is in by `nowMs`. */
export function newestDay(habit: ReportingHabit, nowMs: number): number {
  const today = dayStart(nowMs)
  return today + habit.timeOfDayMs <= nowMs ? today : today - dayMs
}

/** Start of the newest local month whose report is in by `nowMs`. */
export function newestMonth(habit: ReportingHabit, nowMs: number): number {
  const current = monthStart(nowMs)
  return current + habit.timeOfMonthMs <= nowMs ? current : addMonths(current, -1)
}

/** `2026-11` of a month's start. */
export function monthName(monthStartMs: number): string {
  return localDay(monthStartMs).slice(0, 7)
}
