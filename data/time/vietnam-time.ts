/**
 * Local time of the plan: Asia/Ho_Chi_Minh, UTC+7 without summer time since 1975 (readings begin in 2020), so it is arithmetic.
 * All instants are epoch milliseconds; local days are `YYYY-MM-DD`. Decision: docs/decisions/003-local-time.md.
 */

/** Offset of local time from UTC, milliseconds. */
export const utcOffsetMs = 7 * 3_600_000
/** One hour in milliseconds. */
export const hourMs = 3_600_000
/** One day in milliseconds. */
export const dayMs = 86_400_000

/** Start of the hour that contains `ms` (local and UTC hours coincide). */
export function hourStart(ms: number): number {
  return Math.floor(ms / hourMs) * hourMs
}

/** Local midnight at or before `ms`. */
export function dayStart(ms: number): number {
  return Math.floor((ms + utcOffsetMs) / dayMs) * dayMs - utcOffsetMs
}

/** Local Monday 00:00 at or before `ms`: weeks begin on Monday. */
export function weekStart(ms: number): number {
  // day 0 of the epoch was a Thursday
  const days = Math.floor((ms + utcOffsetMs) / dayMs)
  return (days - ((days + 3) % 7 + 7) % 7) * dayMs - utcOffsetMs
}

/** Local first of the month 00:00 at or before `ms`. */
export function monthStart(ms: number): number {
  const local = new Date(ms + utcOffsetMs)
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - utcOffsetMs
}

/** First instant of the month `months` after the one that contains `ms` (negative: before). */
export function addMonths(ms: number, months: number): number {
  const local = new Date(ms + utcOffsetMs)
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1) - utcOffsetMs
}

// The year last asked for: nearly every question is about the same one, and the calendar takes longer than the question.
let knownYear = NaN
let knownFromMs = NaN
let knownToMs = NaN

/** Local calendar year that contains `ms`. */
export function yearOf(ms: number): number {
  if (ms >= knownFromMs && ms < knownToMs) return knownYear
  knownYear = new Date(ms + utcOffsetMs).getUTCFullYear()
  knownFromMs = Date.UTC(knownYear, 0, 1) - utcOffsetMs
  knownToMs = Date.UTC(knownYear + 1, 0, 1) - utcOffsetMs
  return knownYear
}

/** 1 January 00:00 local of `year`. */
export function yearStart(year: number): number {
  return year === knownYear ? knownFromMs : Date.UTC(year, 0, 1) - utcOffsetMs
}

/** The local day of `ms`, `YYYY-MM-DD`. */
export function localDay(ms: number): string {
  return new Date(ms + utcOffsetMs).toISOString().slice(0, 10)
}

/** Start (00:00 local) of a local day `YYYY-MM-DD`. */
export function startOfLocalDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - utcOffsetMs
}

/** End (24:00 local) of a local day `YYYY-MM-DD`. */
export function endOfLocalDay(day: string): number {
  return startOfLocalDay(day) + dayMs
}

/** ISO 8601 with the local offset: `2026-11-22T08:00:00.000+07:00`. */
export function toLocalIso(ms: number): string {
  return new Date(ms + utcOffsetMs).toISOString().replace('Z', '+07:00')
}
