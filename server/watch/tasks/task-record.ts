/**
 * A task as the ledger keeps it: its full state after the last act. Progress and results are not here: they are task events in the log
 * (`told` only says, for the audit, which event an act made). A deadline that was put off stays, with the instant the next came into force.
 */
import { z } from 'zod'
import { deadlineEndMs, formatDeadlineVi } from '../../../data/plans/deadline.ts'
import type { DeadlineRule, PlanTask } from '../../../data/plans/task.ts'
import { taskEventStates } from '../../../data/protocol/task-event-input.ts'
import { deadlineInput } from '../../../data/protocol/task.ts'

/** How often a deadline may be put off. */
export const maxExtensions = 50

const report = z.strictObject({ state: z.enum(taskEventStates), result: z.string().nullable() })

/** A deadline: the words, the rule, in force from `fromMs` (null: from the beginning) until the next; `reason` of putting the one before off. */
const deadline = z.strictObject({ rule: deadlineInput, vi: z.string(), fromMs: z.int().nullable(), reason: z.string().nullable() })

/**
 * See the file header. `origin`: a row of a document, an adopted row of a template, made by people, or made of a warning.
 * `createdMs` null: a document's row, there from the beginning.
 */
export const taskBody = z.strictObject({
  origin: z.enum(['document', 'template', 'people', 'warning']), owner: z.string(), createdMs: z.int().nullable(), warning: z.string().nullable(),
  groupVi: z.string(), contentVi: z.string(), shortVi: z.string(), shortEn: z.string(), leadVi: z.string(), supportVi: z.array(z.string()),
  accountableVi: z.string(), resultVi: z.string(), kpi: z.string().nullable(), document: z.string(), section: z.string(),
  deadlines: z.array(deadline).min(1).max(maxExtensions + 1), reviewedMs: z.int().nullable(),
  told: report.extend({ was: report.nullable(), atMs: z.int(), key: z.string() }).nullable(),
})
/** See `taskBody`. */
export type TaskBody = z.infer<typeof taskBody>
/** One deadline of a task. */
export type TaskDeadline = TaskBody['deadlines'][number]

/** A rule as the ledger keeps it. */
export function storedRule(rule: DeadlineRule): TaskDeadline['rule'] {
  return { ...rule }
}

/** The first deadline of a task. */
export function firstDeadline(rule: DeadlineRule, fromMs: number | null, vi = formatDeadlineVi(rule)): TaskDeadline {
  return { rule: storedRule(rule), vi, fromMs, reason: null }
}

/** The state of a document's row that nobody has touched, or (with `owner`) of a template's row that a unit adopted at `createdMs`. */
export function bodyOfRow(task: PlanTask, owner: string, createdMs: number | null = null): TaskBody {
  const { groupVi, contentVi, shortVi, shortEn, leadVi, supportVi, accountableVi, resultVi, kpi, source, deadlineVi } = task
  return {
    origin: createdMs === null ? 'document' : 'template', owner, createdMs, warning: null, groupVi, contentVi, shortVi, shortEn, leadVi, supportVi: [...supportVi],
    accountableVi, resultVi, kpi, document: source.document, section: source.section, deadlines: [firstDeadline(task.deadline, createdMs, deadlineVi)],
    reviewedMs: null, told: null,
  }
}

/** What people left of a document's row, over the row as it is transcribed now: a mended transcription wins over what was kept of it. */
export function overTranscription(body: TaskBody, row: TaskBody): TaskBody {
  const { origin, owner, groupVi, contentVi, shortVi, shortEn, resultVi, kpi, document, section } = row
  return { ...body, origin, owner, groupVi, contentVi, shortVi, shortEn, resultVi, kpi, document, section, deadlines: [row.deadlines[0]!, ...body.deadlines.slice(1)] }
}

/** The deadline in force now: the last. */
export function presentDeadline({ deadlines }: Pick<TaskBody, 'deadlines'>): TaskDeadline {
  return deadlines[deadlines.length - 1]!
}

/** The deadline in force at an instant; null: the task was not there yet. */
export function deadlineAt({ deadlines }: Pick<TaskBody, 'deadlines'>, atMs: number): TaskDeadline | null {
  return deadlines.findLast(({ fromMs }) => fromMs === null || fromMs <= atMs) ?? null
}

/** The end of a task's present deadline, epoch ms; null: none. */
export function dueMsOf(body: Pick<TaskBody, 'deadlines'>): number | null {
  return deadlineEndMs(presentDeadline(body).rule)
}

/** A short title of a content: at most `most` characters, cut at a word. */
export function shortened(content: string, most = 60): string {
  const line = content.replace(/\s+/g, ' ')
  if (line.length <= most) return line
  const cut = line.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.-]+$/, '')}…`
}
