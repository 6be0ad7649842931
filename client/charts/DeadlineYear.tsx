/** A year of deadlines as a strip: a month a field, a block a task stacked on its due day's week with the stack's count, today as a line. */
import type { ReactElement } from 'react'
import { yearOf, yearStart } from '../../data/time/vietnam-time.ts'

/** What a block needs of a task. `dueAt`: ISO instant of the deadline's end, or null. */
export interface DatedTask { readonly id: string, readonly dueAt: string | null, readonly state: string }

const weeks = 53
const labelHeight = 2.8, countHeight = 2.6, todayHeight = 2.8
/** Most height of one block, u. */
const blockHeight = 2.2

const fills: Readonly<Record<string, string>> = { overdue: 'var(--risk)', due7: 'var(--late)', due30: 'var(--on-track)', done: 'var(--province-met)' }
const rank = ['done', 'later', 'due30', 'due7', 'overdue']

function stacksOf(tasks: readonly DatedTask[], from: number, to: number): ReadonlyMap<number, readonly DatedTask[]> {
  const stacks = new Map<number, DatedTask[]>()
  for (const task of tasks) {
    const dueMs = task.dueAt === null ? NaN : Date.parse(task.dueAt) - 1
    if (!(dueMs >= from && dueMs < to)) continue
    const week = Math.floor(((dueMs - from) / (to - from)) * weeks)
    stacks.set(week, [...stacks.get(week) ?? [], task])
  }
  for (const stack of stacks.values()) stack.sort((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state))
  return stacks
}

/** See the file's head. `width`, `height` in u; `months`: twelve labels; `today`: what today's line is called. Tall stacks are drawn thinner. */
export function DeadlineYear({ tasks, nowMs, width, height, months, today }: {
  tasks: readonly DatedTask[], nowMs: number, width: number, height: number, months: readonly string[], today: string,
}): ReactElement {
  const year = yearOf(nowMs)
  const from = yearStart(year), to = yearStart(year + 1)
  const nowX = ((nowMs - from) / (to - from)) * width
  const stacks = stacksOf(tasks, from, to)
  const most = Math.max(1, ...[...stacks.values()].map((stack) => stack.length))
  const floor = height - labelHeight
  const step = Math.min(blockHeight, (floor - todayHeight - countHeight) / most)
  const x = (week: number): number => (week / weeks) * width
  return (
    <div className="deadline-year" style={{ height: `${height}rem` }}>
      <svg viewBox={`0 0 ${width} ${height}`} width={`${width}rem`} height={`${height}rem`} aria-hidden="true">
        <line x1="0" x2={width} y1={floor} y2={floor} stroke="var(--rule-strong)" strokeWidth="0.12" />
        {months.map((_, month) => <line key={month} x1={(month / 12) * width} x2={(month / 12) * width} y1={floor} y2={floor + 0.9} stroke="var(--rule-strong)" strokeWidth="0.12" />)}
        {[...stacks].flatMap(([week, stack]) => stack.map((task, i) => (
          <rect key={task.id} x={x(week) + 0.2} y={floor - (i + 1) * step} width={width / weeks - 0.4} height={Math.max(0.2, step - 0.22)} fill={fills[task.state] ?? 'var(--normal)'} />
        )))}
        <line x1={nowX} x2={nowX} y1={todayHeight} y2={floor} stroke="var(--t1)" strokeWidth="0.3" />
      </svg>
      {[...stacks].filter(([, stack]) => stack.length > 1).map(([week, stack]) => (
        <span key={week} className="stack-count" style={{ left: `${x(week)}rem`, width: `${width / weeks}rem`, top: `${floor - stack.length * step - countHeight}rem` }}>{stack.length}</span>
      ))}
      <span className="today" style={nowX > width / 2 ? { right: `${width - nowX}rem` } : { left: `${nowX}rem` }}>{today}</span>
      <ol>{months.map((label) => <li key={label}>{label}</li>)}</ol>
    </div>
  )
}
