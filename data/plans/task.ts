/**
 * The task with its five "rõ" (người, việc, trách nhiệm, thời hạn, kết quả), as a register row.
 * Source: domain "Tasks"; appendices of S0 (15 rows), S2 (28) and S4 (17).
 */
import type { Source } from '../kpis/kpi.ts'

/** A deadline as a rule. It ends at 24:00 local time of its day, month or (last) quarter. */
export type DeadlineRule =
  | { readonly kind: 'day'; readonly day: string } // YYYY-MM-DD
  | { readonly kind: 'month'; readonly year: number; readonly month: number } // 1–12
  | { readonly kind: 'quarter'; readonly year: number; readonly quarter: 1 | 2 | 3 | 4 }
  | { readonly kind: 'quarters'; readonly year: number; readonly first: 1 | 2 | 3; readonly last: 2 | 3 | 4 }
  | { readonly kind: 'standing' } // thường xuyên: never overdue, reviewed monthly
  | { readonly kind: 'roadmap' } // theo lộ trình của Trung ương: none until central gives one

/** One row of a register. */
export interface PlanTask {
  /** Stable id: document and running number of the row, `s0-01`, `s2-28`, `s4-17`. */
  readonly id: string
  /** Owner unit of the register; null for a template that communes adopt (S4). */
  readonly owner: string | null
  /** Heading of the appendix the row stands under. */
  readonly groupVi: string
  /** Rõ việc: the content, mended of extraction typos. */
  readonly contentVi: string
  /** At most 60 characters for a row on the wall. */
  readonly shortVi: string
  readonly shortEn: string
  /** Rõ người: lead unit as written. */
  readonly leadVi: string
  /** Supporting units as written; empty where none. */
  readonly supportVi: readonly string[]
  /** Rõ trách nhiệm: the accountable office (the lead's head office where the row names no other). */
  readonly accountableVi: string
  /** Rõ kết quả: the required result as written; empty where the row gives none. */
  readonly resultVi: string
  /** Rõ thời hạn: the words of the source, and the rule they mean. */
  readonly deadlineVi: string
  readonly deadline: DeadlineRule
  /** KPI the row is measured by, where one fits. */
  readonly kpi: string | null
  readonly source: Source
}
