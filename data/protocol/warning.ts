/**
 * Wire shapes of warnings: what a rule found, who has taken it, and the numbers it rests on. A warning is of a group: the units below
 * one parent that a rule found for one KPI (one province down is one warning with 96 lines), so `unit` is that parent, or the unit
 * itself where it stands alone. What a viewer below the group sees is cut to their scope (law 8).
 */
import { z } from 'zod'
import { evidenceForms, evidenceIds, severities, verdictKinds } from '../judgement/verdict.ts'
import { statuses } from '../judgement/plan-status.ts'
import { actAnswer } from './act.ts'

const instant = z.iso.datetime({ offset: true })

/** What a warning is about: a verdict, a threshold of a rule, or reports that are due. */
export const warningKinds = [...verdictKinds, 'threshold', 'report_due'] as const
/** One of `warningKinds`. */
export type WarningKind = (typeof warningKinds)[number]

/** `open` nobody has taken it; `acknowledged` somebody has seen it; `assigned` it is a task; `resolved` a person ended it; `closed` its condition cleared; `stopped` the product ended it while it held: its rule was switched off, changed or removed, or another warning tells it. */
export const warningStates = ['open', 'acknowledged', 'assigned', 'resolved', 'closed', 'stopped'] as const
/** One of `warningStates`. */
export type WarningState = (typeof warningStates)[number]

/** Most lines of one answer about a warning. */
export const maxWarningLines = 500
/** Most covered findings told beside a warning. */
export const maxAlso = 40
/** Most units of one of them told by their codes. */
export const maxAlsoUnits = 8
/** Most findings named that are no warning yet. */
export const maxPendingTold = 12
/** Longest comment or note, characters. */
export const maxNote = 500
/** Longest time a warning may be shelved: 90 days, milliseconds. */
export const maxShelfMs = 90 * 86_400_000

/** One number a verdict rests on. */
export const evidenceNumber = z.strictObject({ id: z.enum(evidenceIds), value: z.number(), form: z.enum(evidenceForms) })

/**
 * A warning as listed. `rank` from 1, worst first; `value`, `expected`, `gap` in the KPI's own unit, of `unit`; `units`: how many units
 * are affected and of how many due; `since`: when the condition began, by the data; `openedAt`: when the warning opened, to a
 * viewer below its group when the own unit became part of it; `ended`: the condition holds of no unit since then, and it closes by
 * itself at `closesAt` unless it returns (null: it stands, or the warning has ended); `also`: what
 * opens no warning of its own, for this one tells it: `covered` by it (the same units silent on other KPIs; the same figure standing still), or `joined`, another
 * rule that finds the same trouble of some of its units; with the rule's id and names, of how many units and the first of them (`of`); `shelvedUntil`: silent until then; `task`: the task it became, `taskOffice`: the
 * office that answers for it (both null where the task is of an office outside the viewer's scope);
 * `takenBy`: the office that took it first, where it lies in the viewer's scope, and `takenAt`: when (null: nobody did, or before this was kept).
 */
export const warningAnswer = z.strictObject({
  id: z.string(), rule: z.string(), ruleVi: z.string(), ruleEn: z.string(), state: z.enum(warningStates),
  rank: z.int().min(1), unit: z.string(), kpi: z.string(), kind: z.enum(warningKinds),
  status: z.enum(statuses), freshness: z.string(), severity: z.enum(severities),
  value: z.number().nullable(), expected: z.number().nullable(), gap: z.number().nullable(),
  since: instant.nullable(), newestAt: instant.nullable(),
  units: z.strictObject({ affected: z.int().min(0), due: z.int().min(0) }),
  evidenceVi: z.string(), evidenceEn: z.string(), simulated: z.boolean(),
  openedAt: instant, changedAt: instant, ended: z.strictObject({ at: instant, closesAt: instant }).nullable(), closedAt: instant.nullable(),
  also: z.array(z.strictObject({
    how: z.enum(['covered', 'joined']), rule: z.string(), ruleVi: z.string(), ruleEn: z.string(), kpi: z.string(), kind: z.enum(warningKinds), units: z.int().min(0), of: z.array(z.string()).max(maxAlsoUnits),
  })).max(maxAlso), shelvedUntil: instant.nullable(), task: z.string().nullable(), taskOffice: z.string().nullable(),
  takenBy: z.string().nullable(), takenAt: instant.nullable(),
  /** Version to send with an act, and whether this viewer may act on it. */
  version: z.int().min(1), mayAct: z.boolean(), comments: z.int().min(0),
})
/** See `warningAnswer`. */
export type WarningAnswer = z.infer<typeof warningAnswer>

const bySeverity = z.strictObject({ at_risk: z.int().min(0), behind: z.int().min(0), no_data: z.int().min(0) })

/** `GET /warnings?root=&state=&kind=&kpi=&q=&from=&to=&limit=&offset=`: ranked; `counts` over all that match, by severity (of those whose condition stands, or stood when they ended) and by state; `shelved`: how many of `counts` are silent now; `waiting`: those listed whose condition has ended, which wait to close. `counts` and `waiting` together are `total`. `judged` false: not everything has been judged once since the start or since the past was brought in, and the list is what stood before; `pending`: what is found below the root and no warning yet, for its pending time has not passed (none before everything is judged): how many by the severity they would have, and the first, worst first, with when each opens if it goes on (`opensAt`). */
export const warningsAnswer = z.strictObject({
  root: z.string(), at: instant, total: z.int().min(0), counts: bySeverity, shelved: bySeverity, waiting: z.int().min(0),
  states: z.record(z.enum(warningStates), z.int().min(0)),
  judged: z.boolean(),
  pending: z.strictObject({
    counts: bySeverity, first: z.array(z.strictObject({ unit: z.string(), kpi: z.string(), severity: z.enum(severities), opensAt: instant })).max(maxPendingTold),
  }),
  warnings: z.array(warningAnswer),
})
/** See `warningsAnswer`. */
export type WarningsAnswer = z.infer<typeof warningsAnswer>

/** Local days of a pace, the present one included. */
export const paceDays = 14

/**
 * `GET /warning-pace?root=`: warnings of a root opened and ended on each of the last `paceDays` local days, oldest first; `taken`: how
 * many of those opened in them somebody took, and the median time from opening to that, milliseconds (null: nobody took one).
 */
export const warningPaceAnswer = z.strictObject({
  root: z.string(), at: instant,
  days: z.array(z.strictObject({ day: z.iso.date(), opened: z.int().min(0), ended: z.int().min(0) })).length(paceDays),
  taken: z.strictObject({ count: z.int().min(0), of: z.int().min(0), medianMs: z.number().min(0).nullable() }),
})
/** See `warningPaceAnswer`. */
export type WarningPaceAnswer = z.infer<typeof warningPaceAnswer>

/** Most units without a figure told by their codes. */
export const maxMissingTold = 200
const missing = z.array(z.string()).max(maxMissingTold)

/** One affected unit of a warning. `severity`: the rule's, as of the warning; `until` null: it still is. `missing`: of a `mismatch`, the first units below it without a figure by code (`missing_units` counts them all); of a `report_due` that stands, the parts not handed in by KPI (`missing_parts` counts them). */
export const warningLine = z.strictObject({
  unit: z.string(), severity: z.enum(severities), since: instant, until: instant.nullable(),
  evidenceVi: z.string(), evidenceEn: z.string(), numbers: z.array(evidenceNumber).max(16), missing,
})
/** See `warningLine`. */
export type WarningLine = z.infer<typeof warningLine>

/** `GET /warnings/:id`: with its lines (worst first), comments among its acts (newest first). */
export const warningDetailAnswer = z.strictObject({
  warning: warningAnswer, lines: z.array(warningLine).max(maxWarningLines), linesTotal: z.int().min(0), history: z.array(actAnswer),
})
/** See `warningDetailAnswer`. */
export type WarningDetailAnswer = z.infer<typeof warningDetailAnswer>

const note = z.string().trim().min(1).max(maxNote)
/** The five "rõ" of the task a warning becomes: who leads, who supports, what, who answers for it, by when, with what result. */
export const taskWish = z.strictObject({
  owner: z.string().min(1).max(32), contentVi: z.string().trim().min(3).max(1000), leadVi: z.string().trim().min(2).max(200),
  supportVi: z.array(z.string().trim().min(2).max(200)).max(20), accountableVi: z.string().trim().min(2).max(200),
  resultVi: z.string().trim().min(3).max(500), due: z.iso.date().nullable(),
})
/** See `taskWish`. */
export type TaskWish = z.infer<typeof taskWish>

/** `POST /warnings/:id/acts`: what a person does with a warning; `version`: the one they saw. */
export const warningAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('acknowledge'), version: z.int().min(1), note: note.optional() }),
  z.strictObject({ act: z.literal('comment'), version: z.int().min(1), note }),
  z.strictObject({ act: z.literal('shelve'), version: z.int().min(1), until: instant, note }),
  z.strictObject({ act: z.literal('unshelve'), version: z.int().min(1), note: note.optional() }),
  z.strictObject({ act: z.literal('assign'), version: z.int().min(1), task: taskWish, note: note.optional() }),
  z.strictObject({ act: z.literal('resolve'), version: z.int().min(1), note }),
  z.strictObject({ act: z.literal('reopen'), version: z.int().min(1), note }),
])
/** See `warningAct`. */
export type WarningAct = z.infer<typeof warningAct>

/** Most verdicts of one answer: more than the catalogue's KPIs can have of one unit today. */
export const maxVerdicts = 500

/**
 * `GET /units/:code/verdicts?kpi=`: every verdict that stands on the figures of a unit, worst first, with its numbers; `total` counts them all, `verdicts` are the first
 * `maxVerdicts`. `judgedAt`: when the numbers were last judged (of silence: `at`); `newestAt`: the newest reading of the figure (null: none); `warning`: the standing warning that
 * tells of it to this viewer, as one of its lines or beside them (`covered`); null: none, it is no warning.
 */
export const verdictsAnswer = z.strictObject({
  unit: z.string(), at: instant, total: z.int().min(0),
  verdicts: z.array(z.strictObject({
    kpi: z.string(), kind: z.enum(verdictKinds), severity: z.enum(severities), since: instant, judgedAt: instant, newestAt: instant.nullable(),
    evidenceVi: z.string(), evidenceEn: z.string(), numbers: z.array(evidenceNumber).max(16), missing,
    warning: z.strictObject({ id: z.string(), how: z.enum(['line', 'covered']) }).nullable(),
  })).max(maxVerdicts),
})
/** See `verdictsAnswer`. */
export type VerdictsAnswer = z.infer<typeof verdictsAnswer>

/** Socket message, server → client: a warning of this viewer's scope that came or changed. */
export const warningMessage = z.strictObject({ epoch: z.string(), warning: warningAnswer, isNew: z.boolean() })
/** See `warningMessage`. */
export type WarningMessage = z.infer<typeof warningMessage>
