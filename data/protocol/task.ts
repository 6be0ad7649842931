/**
 * Wire shapes of the task register: a task with its five "rõ", what was last reported, and what people do with it. Overdue is computed at
 * the instant of the answer, never stored. A deadline that was put off keeps the old ones beside it.
 */
import { z } from 'zod'
import { actAnswer } from './act.ts'

const instant = z.iso.datetime({ offset: true })

/** Most tasks a unit may have in its register that are not done. */
export const maxTasksPerUnit = 500
/** Most tasks of the whole store. */
export const maxTasks = 20_000
/** Furthest deadline: its year lies at most so many years after the present one. */
export const maxDeadlineYears = 10

const year = z.int().min(2020).max(2100)
/** A deadline as the documents write it (data/plans/task.ts, DeadlineRule). */
export const deadlineInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('day'), day: z.iso.date() }),
  z.strictObject({ kind: z.literal('month'), year, month: z.int().min(1).max(12) }),
  z.strictObject({ kind: z.literal('quarter'), year, quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]) }),
  z.strictObject({
    kind: z.literal('quarters'), year, first: z.union([z.literal(1), z.literal(2), z.literal(3)]), last: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  }),
  z.strictObject({ kind: z.literal('standing') }),
  z.strictObject({ kind: z.literal('roadmap') }),
])
/** See `deadlineInput`. */
export type DeadlineInput = z.infer<typeof deadlineInput>

/**
 * A task with its state at the instant of the answer. `originalDueAt`: the first deadline where it was put off, else null; `reviewDue`: a standing
 * task nobody has looked at this month; `warning`: the warning it came from; `custom`: made or adopted by people, not transcribed from a document.
 */
export const taskAnswer = z.strictObject({
  id: z.string(), owner: z.string(), groupVi: z.string(), contentVi: z.string(), shortVi: z.string(), shortEn: z.string(),
  leadVi: z.string(), supportVi: z.array(z.string()), accountableVi: z.string(), resultVi: z.string(),
  deadlineVi: z.string(), deadlineKind: z.string(), dueAt: instant.nullable(), originalDueAt: instant.nullable(), extensions: z.int().min(0), daysLate: z.int().min(0),
  state: z.enum(['done', 'overdue', 'due7', 'due30', 'later', 'standing', 'roadmap']),
  /** What was last reported; null: nothing. */
  reported: z.strictObject({ at: instant, state: z.string(), result: z.string().nullable() }).nullable(),
  reviewDue: z.boolean(), reviewedAt: instant.nullable(), warning: z.string().nullable(), custom: z.boolean(), version: z.int().min(0), mayEdit: z.boolean(),
  kpi: z.string().nullable(), document: z.string(), section: z.string(), simulated: z.boolean(),
})
/** See `taskAnswer`. */
export type TaskAnswer = z.infer<typeof taskAnswer>

/** `GET /tasks?root=&state=&q=&limit=&offset=`: most urgent first, with counts over all of the root's tasks. */
export const tasksAnswer = z.strictObject({
  root: z.string(), at: instant, total: z.int().min(0),
  counts: z.record(z.string(), z.int().min(0)),
  /** Units of the root that own a register. */
  registers: z.int().min(0),
  tasks: z.array(taskAnswer),
})
/** See `tasksAnswer`. */
export type TasksAnswer = z.infer<typeof tasksAnswer>

/** Most entries of a task's history in one answer: the newest. */
export const maxHistory = 500

/**
 * What became of a task: an act, or (action `report`) what a key told over `POST /task-events`. `seq` counts both, oldest first. Of a report `at` is when it was
 * received, `observedAt` the instant it tells of (null: an act), and its changes are `state`, always, and `result`: what stood when it came, and what it says.
 * `isOvertaken`: a newer report was known when it came, so it changed nothing of what stands; before is then what was told of the time before it.
 */
export const taskHistoryEntry = actAnswer.extend({ observedAt: instant.nullable(), isOvertaken: z.boolean(), simulated: z.boolean() })
/** See `taskHistoryEntry`. */
export type TaskHistoryEntry = z.infer<typeof taskHistoryEntry>

/** `GET /tasks/:id`: with every act on it and every report of it, newest first, at most `maxHistory`; `historyTotal`: how many there are. */
export const taskDetailAnswer = z.strictObject({ task: taskAnswer, history: z.array(taskHistoryEntry), historyTotal: z.int().min(0) })
/** See `taskDetailAnswer`. */
export type TaskDetailAnswer = z.infer<typeof taskDetailAnswer>

const text = (least: number, most: number) => z.string().trim().min(least).max(most)
const note = text(1, 500)

/** `POST /tasks`: a new task. */
export const taskInput = z.strictObject({
  owner: z.string().min(1).max(32), contentVi: text(3, 1000), shortVi: text(3, 60).optional(), leadVi: text(2, 200),
  supportVi: z.array(text(2, 200)).max(20), accountableVi: text(2, 200), resultVi: text(3, 500), deadline: deadlineInput,
  kpi: z.string().min(1).max(64).nullable(),
})
/** See `taskInput`. */
export type TaskInput = z.infer<typeof taskInput>

/** `POST /tasks/:id/acts`: what a person does with a task; `version`: the one they saw (0: a row of a document nobody has touched). */
export const taskAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('assign'), version: z.int().min(0), leadVi: text(2, 200), supportVi: z.array(text(2, 200)).max(20), accountableVi: text(2, 200), note: note.optional() }),
  z.strictObject({ act: z.literal('progress'), version: z.int().min(0), state: z.enum(['open', 'running']), result: text(1, 500) }),
  z.strictObject({ act: z.literal('extend'), version: z.int().min(0), deadline: deadlineInput, reason: text(3, 500) }),
  z.strictObject({ act: z.literal('close'), version: z.int().min(0), result: text(3, 500) }),
  z.strictObject({ act: z.literal('reopen'), version: z.int().min(0), note }),
  z.strictObject({ act: z.literal('review'), version: z.int().min(0), note }),
])
/** See `taskAct`. */
export type TaskAct = z.infer<typeof taskAct>

/** `POST /tasks/adoptions`: a unit takes the rows of a template register (S4) as its own tasks. */
export const adoptionInput = z.strictObject({ template: z.enum(['s4']), owner: z.string().min(1).max(32) })
/** See `adoptionInput`. */
export type AdoptionInput = z.infer<typeof adoptionInput>
