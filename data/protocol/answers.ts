/**
 * Wire shapes of the reading doors of HTTP (`GET /api/v1/…`). Instants are ISO 8601 with offset unless the name ends in `Ms`.
 */
import { z } from 'zod'
import { keyRoles } from '../access/scope.ts'
import { periodGrains } from '../plans/obligations.ts'
import { directionSchema, kpiKindSchema } from './kpi-enums.ts'
import { figure } from './figure.ts'
import { escalationSteps, periodCountings, reportCounts } from './report-race.ts'

const instant = z.iso.datetime({ offset: true })

/** A unit as listed. `parent` is null at the top of the viewer's scope. */
export const unitAnswer = z.strictObject({
  code: z.string(), name: z.string(), fullName: z.string(), nameEn: z.string(),
  type: z.string(), level: z.string(), parent: z.string().nullable(), children: z.int().min(0),
})
/** See `unitAnswer`. */
export type UnitAnswer = z.infer<typeof unitAnswer>

/** `GET /units`. */
export const unitsAnswer = z.strictObject({ units: z.array(unitAnswer) })
/** See `unitsAnswer`. */
export type UnitsAnswer = z.infer<typeof unitsAnswer>

/** `GET /kpis`: the catalogue. */
export const kpiAnswer = z.strictObject({
  id: z.string(), nameVi: z.string(), nameEn: z.string(), shortVi: z.string(), shortEn: z.string(),
  kind: kpiKindSchema, unitVi: z.string(), unitEn: z.string(), direction: directionSchema,
  levels: z.array(z.string()), cadence: z.string(), cadenceMs: z.number().nullable(), group: z.string(),
  cases: z.boolean(), computed: z.boolean(),
  sources: z.array(z.strictObject({ document: z.string(), section: z.string(), quoteVi: z.string().optional() })),
  facts: z.array(z.strictObject({
    value: z.number(), textVi: z.string(), textEn: z.string(),
    source: z.strictObject({ document: z.string(), section: z.string(), quoteVi: z.string().optional() }),
  })),
})
/** See `kpiAnswer`. */
export type KpiAnswer = z.infer<typeof kpiAnswer>

/** `GET /kpis`. */
export const kpisAnswer = z.strictObject({ kpis: z.array(kpiAnswer) })
/** See `kpisAnswer`. */
export type KpisAnswer = z.infer<typeof kpisAnswer>

/** `GET /units/:code/figures?at=&known=&kpis=a,b`. */
export const figuresAnswer = z.strictObject({
  unit: z.string(), at: instant, known: instant.nullable(), figures: z.array(figure),
})
/** See `figuresAnswer`. */
export type FiguresAnswer = z.infer<typeof figuresAnswer>

/** `GET /units/:code/children?kpi=&at=`: the figure of each direct child. */
export const childrenAnswer = z.strictObject({
  unit: z.string(), kpi: z.string(), at: instant,
  children: z.array(z.strictObject({ unit: z.string(), figure })),
})
/** See `childrenAnswer`. */
export type ChildrenAnswer = z.infer<typeof childrenAnswer>

/** `GET /units/:code/series?kpi=&from=&to=&grain=`: the figure at the end of each bucket; `expected` is the plan's line there. */
export const seriesAnswer = z.strictObject({
  unit: z.string(), kpi: z.string(), grain: z.enum(['hour', 'day', 'month']), from: instant, to: instant,
  points: z.array(z.strictObject({
    /** Start of the bucket, and the instant the figure is of (its end, or now). */
    from: instant, at: instant,
    num: z.number().nullable(), den: z.number().nullable(), value: z.number().nullable(), expected: z.number().nullable(),
    /** Units with a reading that counts at that instant. */
    reported: z.int().min(0),
  })),
})
/** See `seriesAnswer`. */
export type SeriesAnswer = z.infer<typeof seriesAnswer>

/**
 * A duty to report, from the calendar: `level` of the units that owe it (null: the reporter is no unit of the pyramid); `dueAt` the next
 * instant by which it must be in (null: the document names no day); `template`: off until a unit adopts it; `grain`: the periods it is
 * about (null: a plan); `followed`: whether the product can tell who has met it, and a template be adopted; `adopted`: units of the root
 * that have; `present`: the present period, counted over the root's subtree (null: not followed, or the log is not read yet).
 */
export const obligationAnswer = z.strictObject({
  id: z.string(), fromVi: z.string(), toVi: z.string(), nameVi: z.string(), nameEn: z.string(),
  level: z.string().nullable(), dueAt: instant.nullable(), template: z.boolean(),
  document: z.string(), section: z.string(), quoteVi: z.string().nullable(),
  grain: z.enum(periodGrains).nullable(), followed: z.boolean(), adopted: z.array(z.string()).max(5000),
  present: z.strictObject({ period: z.string(), dueAt: instant, step: z.enum(escalationSteps), counting: z.enum(periodCountings), counts: reportCounts }).nullable(),
})
/** See `obligationAnswer`. */
export type ObligationAnswer = z.infer<typeof obligationAnswer>

/** `GET /obligations?root=`: the duties that units of the root's subtree owe, and the templates of reporters outside the pyramid. */
export const obligationsAnswer = z.strictObject({ root: z.string(), at: instant, obligations: z.array(obligationAnswer) })
/** See `obligationsAnswer`. */
export type ObligationsAnswer = z.infer<typeof obligationsAnswer>

/** `GET /api/v1/session`: who the server takes the caller for, and what it shows. Never a unit outside the scope. */
export const sessionAnswer = z.strictObject({
  viewer: z.enum(['local', 'key']), role: z.enum(keyRoles), scope: z.string(),
  build: z.string(), protocol: z.int(), epoch: z.string(), simulated: z.boolean(), mode: z.enum(['demo', 'real']),
})
/** See `sessionAnswer`. */
export type SessionAnswer = z.infer<typeof sessionAnswer>

/** Problem details (RFC 9457) with a stable `code` and both languages. `figures`: the numbers in the words, where somebody must act by them; `why`, `whyEn`: the reason alone, for a form that shows it beside the field. */
export const problem = z.strictObject({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), detail: z.string(), detailEn: z.string(),
  field: z.string().optional(), why: z.string().optional(), whyEn: z.string().optional(), figures: z.record(z.string(), z.number()).optional(),
})
/** See `problem`. */
export type Problem = z.infer<typeof problem>
