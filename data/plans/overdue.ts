/**
 * Where a task stands at an instant, and how many are overdue. Source: domain "Tasks": a task past its deadline whose result
 * nobody has reported is overdue.
 */
import { daysLeft, deadlineEndMs } from './deadline.ts'
import type { PlanTask } from './task.ts'

/** The KPI that counts overdue tasks; a warning of it that is below plan began as the deadline of its first task ended. */
export const overdueKpi = 'tasks.overdue'

/** What a report says of a task; the states of `data/protocol/task-event-input.ts`. */
export type TaskProgress = 'open' | 'running' | 'done'

/** The newest report about a task: its state, and the instant it was so (epoch milliseconds). */
export interface TaskReport {
  readonly state: TaskProgress
  readonly atMs: number
}

/**
 * The states a task can be in, most urgent first: past its deadline and not done; due within 7, within 30 days (today included);
 * due later; no deadline because standing or by road-map; done.
 */
export const taskStates = ['overdue', 'due7', 'due30', 'later', 'standing', 'roadmap', 'done'] as const
/** One of `taskStates`. */
export type TaskState = (typeof taskStates)[number]

/**
 * The state of a task at `nowMs`. `last`: its newest report by then, or null; one from after `nowMs` counts as none.
 * Overdue iff the deadline's end ≤ `nowMs` and the task is not reported done.
 */
export function taskState(task: Pick<PlanTask, 'deadline'>, last: TaskReport | null, nowMs: number): TaskState {
  if (last !== null && last.atMs <= nowMs && last.state === 'done') return 'done'
  const { deadline } = task
  if (deadline.kind === 'standing' || deadline.kind === 'roadmap') return deadline.kind
  const end = deadlineEndMs(deadline)
  if (end !== null && end <= nowMs) return 'overdue'
  const left = daysLeft(deadline, nowMs) ?? 0
  if (left <= 7) return 'due7'
  return left <= 30 ? 'due30' : 'later'
}

/** How many of the owned tasks are overdue at `nowMs`; templates (no owner) are not counted. `lastOf`: newest report of a task id. */
export function overdueCount(
  tasks: readonly PlanTask[], lastOf: (taskId: string) => TaskReport | null, nowMs: number,
): number {
  return tasks.filter((task) => task.owner !== null && taskState(task, lastOf(task.id), nowMs) === 'overdue').length
}
