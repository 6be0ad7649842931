/**
 * Simulated reports on tasks: what offices had told before the samples began, and a report now and then after it. Overdue tasks
 * stay overdue at the beginning (nobody reported their result); some results come in over the hours.
 */
import { taskState } from '../plans/overdue.ts'
import type { PlanTask } from '../plans/task.ts'
import type { TaskEventInput } from '../protocol/task-event-input.ts'
import { dayMs, dayStart, toLocalIso } from '../time/vietnam-time.ts'

/** Time between two live reports, milliseconds. */
export const taskEventIntervalMs = 25 * 60_000
/** Live reports in all. */
export const liveTaskEvents = 12

const results = [
  'Đã nghiệm thu, đưa vào sử dụng (số liệu mô phỏng)',
  'Đã ban hành kế hoạch và hoàn thành theo phân công (số liệu mô phỏng)',
  'Đã hoàn thành, có báo cáo kết quả (số liệu mô phỏng)',
] as const

interface TaskMoment {
  readonly task: PlanTask
  readonly atMs: number
  readonly state: 'running' | 'done'
}

function eventOf(seed: number, { task, atMs, state }: TaskMoment, index: number): TaskEventInput {
  const key = `smp-${seed}-t-${task.id}-${state}-${Math.floor(atMs / 1000).toString(36)}`
  const event = { key, task: task.id, at: toLocalIso(atMs), state }
  return state === 'done' ? { ...event, result: results[index % results.length]! } : event
}

function before(tasks: readonly PlanTask[], beginMs: number): TaskMoment[] {
  const day = (back: number): number => dayStart(beginMs) - back * dayMs
  return tasks.flatMap((task, i): TaskMoment[] => {
    const state = taskState(task, null, beginMs)
    if (state === 'roadmap') return i % 2 === 0 ? [{ task, atMs: day(20 + i), state: 'done' }] : [{ task, atMs: day(9), state: 'running' }]
    if (state === 'overdue') return i % 3 === 0 ? [{ task, atMs: day(30 + i), state: 'running' }] : []
    return [{ task, atMs: day(4 + (i % 5)), state: 'running' }]
  })
}

function after(tasks: readonly PlanTask[], beginMs: number): TaskMoment[] {
  const overdue = tasks.filter((task) => taskState(task, null, beginMs) === 'overdue')
  return overdue.slice(0, liveTaskEvents / 2).flatMap((task, i): TaskMoment[] => [
    { task, atMs: beginMs + (2 * i + 1) * taskEventIntervalMs, state: 'running' },
    { task, atMs: beginMs + (2 * i + 2) * taskEventIntervalMs, state: 'done' },
  ])
}

/**
 * Every report of samples that began at `beginMs` (epoch milliseconds), ascending. `tasks`: owned rows of the registers. A client
 * posts those with `at` ≤ its now.
 */
export function sampleTaskEvents(tasks: readonly PlanTask[], beginMs: number, seed: number): readonly TaskEventInput[] {
  return [...before(tasks, beginMs), ...after(tasks, beginMs)].sort((a, b) => a.atMs - b.atMs).map((moment, i) => eventOf(seed, moment, i))
}
