/**
 * Wire shapes of the reading doors of HTTP (`GET /api/v1/…`). Instants are ISO 8601 with offset unless the name ends in `Ms`.
 */
import { z } from 'zod'
import { directionSchema, kpiKindSchema } from './kpi-enums.ts'
import { statuses } from '../judgement/plan-status.ts'
import { figure } from './figure.ts'

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

/** A task of a register with its state at the instant of the answer. */
export const taskAnswer = z.strictObject({
  id: z.string(), owner: z.string(), groupVi: z.string(), contentVi: z.string(), shortVi: z.string(), shortEn: z.string(),
  leadVi: z.string(), supportVi: z.array(z.string()), accountableVi: z.string(), resultVi: z.string(),
  deadlineVi: z.string(), deadlineKind: z.string(), dueAt: instant.nullable(), daysLate: z.int().min(0),
  state: z.enum(['done', 'overdue', 'due7', 'due30', 'later', 'standing', 'roadmap']),
  /** What was last reported; null: nothing. */
  reported: z.strictObject({ at: instant, state: z.string(), result: z.string().nullable() }).nullable(),
  kpi: z.string().nullable(), document: z.string(), section: z.string(), simulated: z.boolean(),
})
/** See `taskAnswer`. */
export type TaskAnswer = z.infer<typeof taskAnswer>

/** `GET /tasks?root=&state=&limit=`: most urgent first, with counts over all of the root's tasks. */
export const tasksAnswer = z.strictObject({
  root: z.string(), at: instant, total: z.int().min(0),
  counts: z.record(z.string(), z.int().min(0)),
  /** Units of the root that own a register. */
  registers: z.int().min(0),
  tasks: z.array(taskAnswer),
})
/** See `tasksAnswer`. */
export type TasksAnswer = z.infer<typeof tasksAnswer>

/**
 * A duty to report, from the calendar: `level` of the units that owe it (null: the reporter is no unit of the pyramid); `dueAt` the next
 * instant by which it must be in (null: the document names no day); `template`: off until a unit adopts it. Never who has handed in.
 */
export const obligationAnswer = z.strictObject({
  id: z.string(), fromVi: z.string(), toVi: z.string(), nameVi: z.string(), nameEn: z.string(),
  level: z.string().nullable(), dueAt: instant.nullable(), template: z.boolean(),
  document: z.string(), section: z.string(), quoteVi: z.string().nullable(),
})
/** See `obligationAnswer`. */
export type ObligationAnswer = z.infer<typeof obligationAnswer>

/** `GET /obligations?root=`: the duties that units of the root's subtree owe, and the templates of reporters outside the pyramid. */
export const obligationsAnswer = z.strictObject({ root: z.string(), at: instant, obligations: z.array(obligationAnswer) })
/** See `obligationsAnswer`. */
export type ObligationsAnswer = z.infer<typeof obligationsAnswer>

/**
 * An anomaly that can be explained: `silent` (late or lost against cadence) or `below_plan`. `value`, `expected` in the KPI's own
 * unit; `units`: how many reporting units are affected and of how many; `since`: when it began as far as the log tells (null: unknown).
 */
export const warningAnswer = z.strictObject({
  rank: z.int().min(1), unit: z.string(), kpi: z.string(), kind: z.enum(['silent', 'below_plan']),
  status: z.enum(statuses), freshness: z.string(), severity: z.enum(['at_risk', 'behind', 'no_data']),
  value: z.number().nullable(), expected: z.number().nullable(), gap: z.number().nullable(),
  since: instant.nullable(), newestAt: instant.nullable(),
  units: z.strictObject({ affected: z.int().min(0), due: z.int().min(0) }),
  evidenceVi: z.string(), evidenceEn: z.string(), simulated: z.boolean(),
})
/** See `warningAnswer`. */
export type WarningAnswer = z.infer<typeof warningAnswer>

/** `GET /warnings?root=&limit=`: ranked, with counts over all of them by severity. */
export const warningsAnswer = z.strictObject({
  root: z.string(), at: instant, total: z.int().min(0),
  counts: z.strictObject({ at_risk: z.int().min(0), behind: z.int().min(0), no_data: z.int().min(0) }),
  warnings: z.array(warningAnswer),
})
/** See `warningsAnswer`. */
export type WarningsAnswer = z.infer<typeof warningsAnswer>

/** `GET /api/v1/session`: who the server takes the caller for, and what it shows. Never a unit outside the scope. */
export const sessionAnswer = z.strictObject({
  viewer: z.enum(['local', 'key']), role: z.enum(['report', 'read']), scope: z.string(),
  build: z.string(), protocol: z.int(), epoch: z.string(), simulated: z.boolean(), mode: z.enum(['demo', 'real']),
})
/** See `sessionAnswer`. */
export type SessionAnswer = z.infer<typeof sessionAnswer>

/** Problem details (RFC 9457) with a stable `code` and both languages. */
export const problem = z.strictObject({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), detail: z.string(), detailEn: z.string(),
  field: z.string().optional(),
})
/** See `problem`. */
export type Problem = z.infer<typeof problem>
