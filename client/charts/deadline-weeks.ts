/** Deadlines of a year by calendar weeks, Monday first; the week under way is cut at today, so that what is overdue stands before today's line and what is still due after it. Pure. */
import { dayMs, weekStart, yearOf, yearStart } from '../../data/time/vietnam-time.ts'

/** What a block needs of a task. `dueAt`: ISO instant of the deadline's end, or null. */
export interface DatedTask { readonly id: string, readonly dueAt: string | null, readonly state: string }

/** Tasks whose deadlines lie in [fromMs, toMs): a week, or the part of one that lies in the year and on one side of today. What is done lies lowest, what is overdue on top. */
export interface DeadlineStack { readonly fromMs: number, readonly toMs: number, readonly tasks: readonly DatedTask[] }

const weekMs = 7 * dayMs
const order = ['done', 'later', 'due30', 'due7', 'overdue']

/** The stacks of today's year in the order of time; weeks without a deadline have none. `todayMs`: the start of the local day. */
export function deadlineStacks(tasks: readonly DatedTask[], todayMs: number): readonly DeadlineStack[] {
  const year = yearOf(todayMs)
  const first = yearStart(year), end = yearStart(year + 1)
  const stacks = new Map<number, { fromMs: number, toMs: number, tasks: DatedTask[] }>()
  for (const task of tasks) {
    // a deadline's end is the next day's first instant
    const dueMs = task.dueAt === null ? NaN : Date.parse(task.dueAt) - 1
    if (!(dueMs >= first && dueMs < end)) continue
    const monday = weekStart(dueMs)
    const cut = todayMs > monday && todayMs < monday + weekMs ? todayMs : null
    const fromMs = Math.max(first, cut !== null && dueMs >= cut ? cut : monday)
    const toMs = Math.min(end, cut !== null && dueMs < cut ? cut : monday + weekMs)
    const stack = stacks.get(fromMs) ?? { fromMs, toMs, tasks: [] }
    stack.tasks.push(task)
    stacks.set(fromMs, stack)
  }
  for (const stack of stacks.values()) stack.tasks.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return [...stacks.values()].sort((a, b) => a.fromMs - b.fromMs)
}
