/**
 * Wire shape: a figure — one KPI of one unit's subtree at an instant, with its truth (plan, coverage, age).
 * HTTP doors answer with it; the socket carries it as a row (cell.ts).
 */
import { z } from 'zod'
import { freshnesses } from '../judgement/freshness.ts'
import { statuses } from '../judgement/plan-status.ts'

const instant = z.iso.datetime({ offset: true })

/** `due`: units of the subtree that report the KPI; `reported`: those with a reading that counts; `fresh`: of fresh age; `children`: direct children all of whose due units are fresh, of those with due units. */
export const coverage = z.strictObject({
  due: z.int().min(0),
  reported: z.int().min(0),
  fresh: z.int().min(0),
  children: z.strictObject({ due: z.int().min(0), fresh: z.int().min(0) }),
})
/** See `coverage`. */
export type Coverage = z.infer<typeof coverage>

/** A frozen result of the plan year before this one, shown beside the new year's figure. */
export const yearResult = z.strictObject({
  year: z.int(),
  num: z.number().nullable(),
  den: z.number().nullable(),
  value: z.number().nullable(),
  status: z.enum(statuses),
})
/** See `yearResult`. */
export type YearResult = z.infer<typeof yearResult>

/**
 * A figure. `value`: ratio 0–1, count, or lowest stage; `num`, `den`, `value` are null where nothing was observed; `expected`:
 * where the plan says it should be, same unit as `value`, null without a target; `change`: value minus the value at `since`;
 * `stages`: units at stages 1–6 (level KPIs); `day`: the last 24 hours (availability KPIs).
 */
export const figure = z.strictObject({
  kpi: z.string(),
  num: z.number().nullable(),
  den: z.number().nullable(),
  value: z.number().nullable(),
  status: z.enum(statuses),
  expected: z.number().nullable(),
  coverage,
  freshness: z.enum(freshnesses),
  oldestAt: instant.nullable(),
  newestAt: instant.nullable(),
  change: z.strictObject({ since: instant, value: z.number().nullable() }).nullable(),
  stages: z.array(z.int().min(0)).length(6).optional(),
  day: z.strictObject({ num: z.number(), den: z.number(), value: z.number().nullable() }).optional(),
  lastYear: yearResult.optional(),
  /** A count of cases below 5, or a ratio built on one: not shown above the unit that reported it; `num`, `den`, `value` are null. */
  withheld: z.boolean().optional(),
  simulated: z.boolean(),
  /** The instant this figure is of, where it is not the answer's: availability older than 7 days, at the start of its hour. */
  at: instant.optional(),
})
/** See `figure`. */
export type Figure = z.infer<typeof figure>
