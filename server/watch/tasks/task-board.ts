/**
 * What is told of the tasks. Overdue is computed at the instant asked, never stored.
 * Law 8: an answer holds the tasks of registers that units of the root's subtree own, and counts only those.
 */
import { daysLate } from '../../../data/plans/deadline.ts'
import { taskStates, type TaskState } from '../../../data/plans/overdue.ts'
import type { TaskAnswer, TasksAnswer } from '../../../data/protocol/task.ts'
import { monthStart, toLocalIso } from '../../../data/time/vietnam-time.ts'
import { searchWords } from '../../../data/units/search-key.ts'
import { presentDeadline } from './task-record.ts'
import { stateOfRow, type TaskRow, type TaskRows } from './task-rows.ts'

/** Most tasks of one answer. */
export const maxTasksPerAnswer = 200

/** Which tasks to answer: of one state, holding `q` (any where absent), from `offset` on, at most `limit` (0–`maxTasksPerAnswer`). */
export interface TasksQuery {
  readonly state?: string | undefined
  readonly q?: string | undefined
  readonly offset?: number | undefined
  readonly limit: number
  /** Whether the viewer may act on tasks. */
  readonly mayEdit?: boolean
}

/** How many tasks of a unit's own register are overdue, and of how many. */
export interface OverdueCount {
  readonly overdue: number
  readonly total: number
}

interface Judged { readonly row: TaskRow; readonly state: TaskState; readonly dueMs: number | null }

const byUrgency = new Map<TaskState, number>(taskStates.map((state, i) => [state, i]))

/** Whether a standing task is to be reviewed: nobody has looked at it in the local month of `nowMs`; one made this month was looked at. */
export function reviewDue(row: TaskRow, state: TaskState, nowMs: number): boolean {
  const lookedMs = Math.max(row.body.reviewedMs ?? -Infinity, row.body.createdMs ?? -Infinity)
  return state === 'standing' && lookedMs < monthStart(nowMs)
}

/** See the file header. */
export class TaskBoard {
  readonly #rows: TaskRows

  constructor(rows: TaskRows) {
    this.#rows = rows
  }

  /** See `TaskRows.tick`. */
  tick(): void { this.#rows.tick() }
  /** See `TaskRows.version`. */
  version(scope: number): number { return this.#rows.version(scope) }

  /** Whether a task belongs to a register of the scope's subtree. */
  has(task: string, scope: number): boolean {
    return this.#rows.visible(task, scope) !== null
  }

  /**
   * The root's tasks, most urgent first: overdue (longest first), then by due date, without date, done (newest first). `total`: how many
   * match; `counts`: over all of the root's tasks.
   */
  answer(root: number, query: TasksQuery): TasksAnswer {
    const nowMs = this.#rows.clock.nowMs()
    const { state: wanted, mayEdit = false } = query
    const counts: Record<string, number> = Object.fromEntries(taskStates.map((state) => [state, 0]))
    const all = this.#rows.below(root).map((row): Judged => ({ row, state: stateOfRow(row, nowMs), dueMs: row.endsMs.at(-1) ?? null }))
    for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1
    const words = searchWords(query.q ?? '')
    const matching = all.filter(({ row, state }) => (wanted === undefined || state === wanted) && this.#holds(row, words)).sort(mostUrgentFirst)
    const from = Math.max(0, query.offset ?? 0)
    const most = Math.min(maxTasksPerAnswer, Math.max(0, query.limit))
    return {
      root: this.#rows.pyramid.units[root]?.code ?? '', at: toLocalIso(nowMs), total: matching.length, counts,
      registers: new Set(all.map(({ row }) => row.owner)).size,
      tasks: matching.slice(from, from + most).map(({ row, state }) => this.#answerOf(row, state, nowMs, mayEdit)),
    }
  }

  /** One task of the scope's subtree; null: there is none. */
  task(id: string, scope: number, mayEdit: boolean): TaskAnswer | null {
    const row = this.#rows.visible(id, scope)
    const nowMs = this.#rows.clock.nowMs()
    return row === null ? null : this.#answerOf(row, stateOfRow(row, nowMs), nowMs, mayEdit)
  }

  /** Overdue tasks of units that own a register (all, or those of `among`); units without one have no entry: no data, not zero. */
  computedOverdue(nowMs: number, among: Iterable<number> = this.#rows.owners()): Map<number, OverdueCount> {
    const counts = new Map<number, OverdueCount>()
    for (const owner of among) {
      const rows = this.#rows.ownedBy(owner)
      if (rows.length > 0) counts.set(owner, { overdue: rows.filter((row) => stateOfRow(row, nowMs) === 'overdue').length, total: rows.length })
    }
    return counts
  }

  /** Since when more than `allowed` of the tasks in a unit's subtree that are overdue now are so: the deadline that went past it; null: no more are. */
  overdueSinceMs(unit: number, allowed: number): number | null {
    const nowMs = this.#rows.clock.nowMs()
    const late = this.#rows.below(unit).filter((row) => stateOfRow(row, nowMs) === 'overdue').flatMap(({ endsMs }) => endsMs.at(-1) ?? [])
    return late.sort((a, b) => a - b)[Math.max(0, Math.floor(allowed))] ?? null
  }

  /** Whether each word begins a word of the task's texts, or stands inside its id. */
  #holds(row: TaskRow, words: readonly string[] | null): boolean {
    if (words === null) return false
    if (words.length === 0) return true
    const key = ` ${this.#rows.searchKeyOf(row)}`
    return words.every((word) => key.includes(` ${word}`))
  }

  #answerOf(row: TaskRow, state: TaskState, nowMs: number, mayEdit: boolean): TaskAnswer {
    const { id, owner, version, body, endsMs, standing: last } = row
    const { groupVi, contentVi, shortVi, shortEn, leadVi, accountableVi, resultVi, kpi, document, section, warning, reviewedMs } = body
    const { rule, vi } = presentDeadline(body)
    const iso = (ms: number | null | undefined): string | null => (ms === null || ms === undefined ? null : toLocalIso(ms))
    return {
      id, owner: this.#rows.pyramid.units[owner]?.code ?? '', groupVi, contentVi, shortVi, shortEn, leadVi, supportVi: [...body.supportVi], accountableVi, resultVi,
      deadlineVi: vi, deadlineKind: rule.kind, dueAt: iso(endsMs.at(-1)), originalDueAt: endsMs.length > 1 ? iso(endsMs[0]) : null,
      extensions: endsMs.length - 1, daysLate: state === 'overdue' ? daysLate(rule, nowMs) : 0, state,
      reported: last === null ? null : { at: toLocalIso(last.atMs), state: last.state, result: last.result },
      reviewDue: reviewDue(row, state, nowMs), reviewedAt: iso(reviewedMs), warning, custom: body.origin !== 'document', version, mayEdit,
      kpi, document, section, simulated: last?.simulated ?? false,
    }
  }
}

function mostUrgentFirst(a: Judged, b: Judged): number {
  const byState = (byUrgency.get(a.state) ?? 0) - (byUrgency.get(b.state) ?? 0)
  if (byState !== 0) return byState
  if (a.state === 'done') return (b.row.standing?.atMs ?? 0) - (a.row.standing?.atMs ?? 0) || order(a.row.id, b.row.id)
  return (a.dueMs ?? 0) - (b.dueMs ?? 0) || order(a.row.id, b.row.id)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
