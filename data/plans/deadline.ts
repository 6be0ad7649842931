/**
 * When a task is due, as pure rules. Source: domain "Tasks": a deadline ends at 24:00 local time of its day, month or (last)
 * quarter; 'trước D' counts as D; 'D and by road-map' counts as D; standing and road-map rows have none.
 */
import { addMonths, dayMs, dayStart, endOfLocalDay, utcOffsetMs } from '../time/vietnam-time.ts'
import type { DeadlineRule } from './task.ts'

/** First instant after `month` (1–12) of `year`, local time. */
function endOfMonth(year: number, month: number): number {
  return addMonths(Date.UTC(year, month - 1, 1) - utcOffsetMs, 1)
}

/** The instant a deadline ends (24:00 local of its last day), epoch milliseconds; null: it has none. */
export function deadlineEndMs(rule: DeadlineRule): number | null {
  switch (rule.kind) {
    case 'day': return endOfLocalDay(rule.day)
    case 'month': return endOfMonth(rule.year, rule.month)
    case 'quarter': return endOfMonth(rule.year, rule.quarter * 3)
    case 'quarters': return endOfMonth(rule.year, rule.last * 3)
    case 'standing':
    case 'roadmap': return null
  }
}

/** Days from `nowMs`'s local day to the due day: 0 on the due day itself, negative after it; null: no deadline. */
export function daysLeft(rule: DeadlineRule, nowMs: number): number | null {
  const end = deadlineEndMs(rule)
  return end === null ? null : Math.round((end - dayMs - dayStart(nowMs)) / dayMs)
}

/**
 * Days past a deadline that ended at `endMs`: today − its last day in local calendar days, so that they turn at midnight in Việt Nam; 0
 * before its end. The one rule for every place that tells how many days a task is overdue.
 */
export function daysPast(endMs: number, nowMs: number): number {
  return nowMs < endMs ? 0 : Math.round((dayStart(nowMs) - dayStart(endMs - 1)) / dayMs)
}

/** Days late at `nowMs`: see `daysPast`; 0 if not late or without a deadline. */
export function daysLate(rule: DeadlineRule, nowMs: number): number {
  const end = deadlineEndMs(rule)
  return end === null ? 0 : daysPast(end, nowMs)
}

const roman = ['', 'I', 'II', 'III', 'IV'] as const
const monthsEn = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const

function dayParts(day: string): readonly [number, number, number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return [year, month, date]
}

/** A deadline in Vietnamese, as the documents write it: `30/6/2026`, `Tháng 5/2026`, `Quý III, IV/2026`, `Thường xuyên`. */
export function formatDeadlineVi(rule: DeadlineRule): string {
  switch (rule.kind) {
    case 'day': {
      const [year, month, date] = dayParts(rule.day)
      return `${date}/${month}/${year}`
    }
    case 'month': return `Tháng ${rule.month}/${rule.year}`
    case 'quarter': return `Quý ${roman[rule.quarter]}/${rule.year}`
    case 'quarters': return `Quý ${roman[rule.first]}, ${roman[rule.last]}/${rule.year}`
    case 'standing': return 'Thường xuyên'
    case 'roadmap': return 'Theo lộ trình của Trung ương'
  }
}

/** A deadline in English: `30/6/2026`, `May 2026`, `Q3–Q4 2026`, `Standing`. */
export function formatDeadlineEn(rule: DeadlineRule): string {
  switch (rule.kind) {
    case 'day': {
      const [year, month, date] = dayParts(rule.day)
      return `${date}/${month}/${year}`
    }
    case 'month': return `${monthsEn[rule.month - 1] ?? ''} ${rule.year}`
    case 'quarter': return `Q${rule.quarter} ${rule.year}`
    case 'quarters': return `Q${rule.first}–Q${rule.last} ${rule.year}`
    case 'standing': return 'Standing'
    case 'roadmap': return 'By the central road-map'
  }
}
