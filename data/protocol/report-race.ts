/**
 * Wire shapes of the reporting duties as they are met: who has handed in a period's report (*đường đua báo cáo*), when, and what is
 * missing of it. Source: domain "Reporting obligations".
 */
import { z } from 'zod'

const instant = z.iso.datetime({ offset: true })

/** `in_time` handed in before it was due; `late` handed in after; `partial` some of it, `waiting` nothing yet: not due, or due in a period that does not count; `missing` due and not whole, in a period that counts. */
export const reportStates = ['in_time', 'late', 'partial', 'waiting', 'missing'] as const
/** One of `reportStates`. */
export type ReportState = (typeof reportStates)[number]
/** Steps of escalation before a report is due, and after. */
export const escalationSteps = ['none', 'd7', 'd3', 'd1', 'overdue'] as const

/** Whether a period counts for `reports.on_time`: `open` not due yet; `counted`; `nobody_in` no office that owes it had any part in by the due instant, so it blames nobody. */
export const periodCountings = ['open', 'counted', 'nobody_in'] as const
/** One of `periodCountings`. */
export type PeriodCounting = (typeof periodCountings)[number]

/** Counts of units by state. */
export const reportCounts = z.strictObject({
  due: z.int().min(0), in_time: z.int().min(0), late: z.int().min(0), partial: z.int().min(0), waiting: z.int().min(0), missing: z.int().min(0),
})
/** See `reportCounts`. */
export type ReportCounts = z.infer<typeof reportCounts>

/**
 * `GET /obligations/:id/race?root=&period=`: one duty in one period (`2026-11`, `2026-Q4`, `2026`), counted for the root and each child of it that has units
 * owing it. `dueAt`: in by then; `counting`: whether the period counts; `step`: how near the due instant is at the answer's (`overdue` only where it counts); `handIns`: units whose report was whole, by local day;
 * `before`: how many were in of the period before at the same distance from its due instant (null: nothing to compare with).
 */
export const raceAnswer = z.strictObject({
  root: z.string(), obligation: z.string(), nameVi: z.string(), nameEn: z.string(), period: z.string(), at: instant, dueAt: instant, graceMs: z.int().min(0),
  step: z.enum(escalationSteps), counting: z.enum(periodCountings), counts: reportCounts,
  children: z.array(z.strictObject({ unit: z.string(), state: z.enum(reportStates).nullable(), counts: reportCounts, lastAt: instant.nullable(), before: z.int().min(0).nullable() })).max(500),
  handIns: z.array(z.strictObject({ day: z.string(), units: z.int().min(0) })).max(400),
  before: z.strictObject({ period: z.string(), at: instant, in: z.int().min(0), due: z.int().min(0) }).nullable(),
  simulated: z.boolean(),
})
/** See `raceAnswer`. */
export type RaceAnswer = z.infer<typeof raceAnswer>

/** `GET /units/:code/reports?year=`: every report a unit itself owes in a year; `parts`: the KPIs that make it whole and when each came (null: not yet); `onTime`: of those that are `counted`, how many are `in_time`. */
export const unitReportsAnswer = z.strictObject({
  unit: z.string(), year: z.int(), at: instant,
  onTime: z.strictObject({ due: z.int().min(0), inTime: z.int().min(0) }),
  reports: z.array(z.strictObject({
    obligation: z.string(), nameVi: z.string(), nameEn: z.string(), period: z.string(), dueAt: instant, state: z.enum(reportStates), counting: z.enum(periodCountings), handedInAt: instant.nullable(),
    parts: z.array(z.strictObject({ kpi: z.string(), firstAt: instant.nullable(), receivedAt: instant.nullable() })).max(64),
  })).max(64),
})
/** See `unitReportsAnswer`. */
export type UnitReportsAnswer = z.infer<typeof unitReportsAnswer>

/** `POST /obligations/:id/adoptions`: a unit takes a template duty upon itself. */
export const reportAdoptionInput = z.strictObject({ unit: z.string().min(1).max(32) })
/** See `reportAdoptionInput`. */
export type ReportAdoptionInput = z.infer<typeof reportAdoptionInput>

/** A unit's adoption of a template duty: it owes the reports due after `since` and, where it has ended, up to `until`. */
export const reportAdoptionAnswer = z.strictObject({
  obligation: z.string(), unit: z.string(), since: instant, until: instant.nullable(), version: z.int().min(1),
})
/** See `reportAdoptionAnswer`. */
export type ReportAdoptionAnswer = z.infer<typeof reportAdoptionAnswer>
