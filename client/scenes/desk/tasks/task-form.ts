/** Tasks as typed and as listed: deadlines in the forms of the documents, the new task, the acts, the order of the register. Pure. */
import { deadlineFault } from '../../../../data/plans/deadline-check.ts'
import { deadlineEndMs } from '../../../../data/plans/deadline.ts'
import { taskStates, type TaskState } from '../../../../data/plans/overdue.ts'
import { deadlineInput, maxDeadlineYears, taskInput, type DeadlineInput, type TaskAct, type TaskAnswer, type TaskInput } from '../../../../data/protocol/task.ts'
import { localDay } from '../../../../data/time/vietnam-time.ts'
import type { DeskWords } from '../../../i18n/desk-vi.ts'
import type { Language } from '../../../ui/format.ts'
import { noErrors, schemaErrors, sentence, type FieldErrors } from '../issues.ts'
import { given, givenOf, pageOf, shapes } from '../route.ts'
import { linesOf } from '../typed-lines.ts'

/** Kinds of deadlines, as the documents write them. */
export const deadlineKinds = ['day', 'month', 'quarter', 'quarters', 'standing', 'roadmap'] as const
/** Kinds a deadline may be put off to: only a dated one. */
export const datedKinds = ['day', 'month', 'quarter', 'quarters'] as const

/** A deadline as typed. Every kind keeps what was typed for it. */
export interface DeadlineForm {
  readonly kind: (typeof deadlineKinds)[number]
  readonly day: string
  readonly year: string
  readonly month: string
  readonly quarter: string
  readonly first: string
  readonly last: string
}

/** A deadline at the end of this month: the form as first shown. `today`: local day. */
export function newDeadline(today: string): DeadlineForm {
  const [year = '', month = '1'] = today.split('-')
  const quarter = Math.ceil(Number(month) / 3)
  return { kind: 'day', day: '', year, month: String(Number(month)), quarter: String(quarter), first: String(Math.min(3, quarter)), last: '4' }
}

/** The deadline on the wire; its numbers may still be out of bounds, which the schema tells. */
export function deadlineOf({ kind, day, year, month, quarter, first, last }: DeadlineForm): DeadlineInput {
  const number = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN)
  switch (kind) {
    case 'day': return { kind, day }
    case 'month': return { kind, year: number(year), month: number(month) }
    case 'quarter': return { kind, year: number(year), quarter: number(quarter) as 1 | 2 | 3 | 4 }
    case 'quarters': return { kind, year: number(year), first: number(first) as 1 | 2 | 3, last: number(last) as 2 | 3 | 4 }
    default: return { kind }
  }
}

/** What forms are read with. */
export interface TaskSpeech {
  readonly language: Language
  readonly words: DeskWords['issues']
}

/** What the calendar says against a deadline that the schema took. `afterMs`: the end of the present one, where it is put off. */
export function deadlineErrors(deadline: DeadlineInput, nowMs: number, afterMs: number | null, { language, words }: TaskSpeech): FieldErrors {
  const fault = deadlineFault(deadline, nowMs, maxDeadlineYears)
  if (fault !== null) return { [`deadline.${fault.field}`]: sentence(language === 'vi' ? fault.vi : fault.en) }
  const end = deadlineEndMs(deadline)
  const field = { day: 'day', month: 'month', quarter: 'quarter', quarters: 'last', standing: 'kind', roadmap: 'kind' }[deadline.kind]
  return afterMs !== null && (end === null || end <= afterMs) ? { [`deadline.${field}`]: words.later } : noErrors
}

/** Whether a deadline as typed ends with the present day. */
export function isDueToday(form: DeadlineForm, nowMs: number): boolean {
  const parsed = deadlineInput.safeParse(deadlineOf(form))
  const end = parsed.success ? deadlineEndMs(parsed.data) : null
  return end !== null && localDay(end - 1) === localDay(nowMs)
}

/** A new task as typed: supports one a line. */
export interface NewTaskForm {
  readonly owner: string
  readonly contentVi: string
  readonly shortVi: string
  readonly leadVi: string
  readonly supportVi: string
  readonly accountableVi: string
  readonly resultVi: string
  readonly deadline: DeadlineForm
  readonly kpi: string | null
}

/** The task of a form, or what is wrong with which field. */
export function taskOf(form: NewTaskForm, nowMs: number, speech: TaskSpeech): { readonly task: TaskInput } | { readonly errors: FieldErrors } {
  const { shortVi, ...rest } = form
  const parsed = taskInput.safeParse({
    ...rest, supportVi: linesOf(form.supportVi), deadline: deadlineOf(form.deadline), ...(shortVi.trim() === '' ? {} : { shortVi }),
  })
  if (!parsed.success) return { errors: schemaErrors(parsed.error.issues, speech.words, speech.language) }
  const errors = deadlineErrors(parsed.data.deadline, nowMs, null, speech)
  return Object.keys(errors).length > 0 ? { errors } : { task: parsed.data }
}

/** Acts, in the order of their buttons. */
export const taskActNames = ['progress', 'close', 'extend', 'assign', 'review', 'reopen'] as const
/** One of `taskActNames`. */
export type TaskActName = (typeof taskActNames)[number]

/** The acts that make sense in the task's present state; none where this viewer may not edit. */
export function possibleTaskActs(task: Pick<TaskAnswer, 'state' | 'deadlineKind' | 'mayEdit'>): readonly TaskActName[] {
  if (!task.mayEdit) return []
  if (task.state === 'done') return ['reopen']
  return taskActNames.filter((name) => {
    if (name === 'extend') return task.deadlineKind !== 'standing'
    return name === 'review' ? task.deadlineKind === 'standing' : name !== 'reopen'
  })
}

/** What takes an act back; null: nothing does. A task that was closed is opened again, one that was reopened closed with what was last reported. */
export function undoTaskAct(done: TaskActName, before: Pick<TaskAnswer, 'reported'>, version: number, note: string): TaskAct | null {
  if (done === 'close') return { act: 'reopen', version, note }
  const result = before.reported?.result ?? null
  return done === 'reopen' && result !== null && result.length >= 3 ? { act: 'close', version, result } : null
}

/** Columns the register can be sorted by; `urgency`: the server's order. */
export const sortKeys = ['urgency', 'content', 'lead', 'accountable', 'due', 'late', 'owner', 'state'] as const
/** One of `sortKeys`. */
export type SortKey = (typeof sortKeys)[number]

/** Rows of one page of the register. */
export const tasksPerPage = 50

/** The filters of the register and its order. */
export interface TaskFilters {
  readonly root: string | null
  readonly state: TaskState | null
  readonly q: string | null
  readonly sort: SortKey
  readonly down: boolean
  readonly page: number
}

/** Reads an address; what has not the right shape counts as not given. */
export function readTaskFilters(search: string): TaskFilters {
  return {
    root: given(search, 'unit', shapes.unit), state: givenOf(search, 'state', taskStates), q: given(search, 'q', shapes.text),
    sort: givenOf(search, 'sort', sortKeys) ?? 'urgency', down: givenOf(search, 'dir', ['down'] as const) === 'down', page: pageOf(search),
  }
}

/** The register in the order of a column; equal rows keep the server's order; rows without a date or name stand last either way. */
export function sortTasks(tasks: readonly TaskAnswer[], key: SortKey, down: boolean, nameOf: (unit: string) => string): readonly TaskAnswer[] {
  if (key === 'urgency') return down ? tasks.toReversed() : tasks
  const collator = new Intl.Collator('vi', { numeric: true })
  const textOf: Readonly<Record<Exclude<SortKey, 'urgency' | 'due' | 'late' | 'state'>, (task: TaskAnswer) => string>> = {
    content: (task) => task.contentVi, lead: (task) => task.leadVi, accountable: (task) => task.accountableVi, owner: (task) => nameOf(task.owner),
  }
  const sign = down ? -1 : 1
  const compare = (a: TaskAnswer, b: TaskAnswer): number => {
    switch (key) {
      case 'late': return sign * (a.daysLate - b.daysLate)
      case 'state': return sign * (taskStates.indexOf(a.state) - taskStates.indexOf(b.state))
      case 'due': {
        if (a.dueAt === null || b.dueAt === null) return Number(a.dueAt === null) - Number(b.dueAt === null)
        return sign * (Date.parse(a.dueAt) - Date.parse(b.dueAt))
      }
      default: return sign * collator.compare(textOf[key](a), textOf[key](b))
    }
  }
  return tasks.toSorted(compare)
}
