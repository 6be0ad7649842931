/** How long the condition of a warning has lasted: tasks that are overdue by the register's rule (data/plans/deadline.ts), so that one task is as many days late wherever it is told; anything else by elapsed time. Pure. */
import { daysPast } from '../../data/plans/deadline.ts'
import { overdueKpi } from '../../data/plans/overdue.ts'
import type { DurationWords } from '../../data/time/spans.ts'
import { formatLasting, nbsp } from './format.ts'

/** The part of a warning that says what lasts. */
export interface Lasts {
  readonly kpi: string
  readonly kind: string
}

/** Days past the deadline of the first task that is overdue; null: it is not overdue tasks that last. Such a condition begins as the deadline ends. */
export function overdueText({ kpi, kind }: Lasts, sinceMs: number, untilMs: number, words: DurationWords): string | null {
  if (kpi !== overdueKpi || kind !== 'below_plan') return null
  const days = daysPast(sinceMs, untilMs)
  return days === 0 ? null : `${days}${nbsp}${words.days(days)}`
}

/** See the file's head; elapsed time as `formatLasting`. */
export function warningLasting(warning: Lasts, sinceMs: number, untilMs: number, words: DurationWords): string {
  return overdueText(warning, sinceMs, untilMs, words) ?? formatLasting(untilMs - sinceMs, words)
}
