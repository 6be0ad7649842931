/** A year of deadlines as a strip: a month a field, a block a task stacked on its due day's week with the stack's count, today as a line. */
import type { ReactElement } from 'react'
import { addMonths, yearOf, yearStart } from '../../data/time/vietnam-time.ts'
import { deadlineStacks, type DatedTask } from './deadline-weeks.ts'

const labelHeight = 2.8, countHeight = 2.6, todayHeight = 2.8
/** Most height of one block, u. */
const blockHeight = 2.2
/** Room left on either side of a block, and its least width (one day of a week that is cut), u. */
const blockGap = 0.2, leastWidth = 0.5
/** Room for a stack's count, u. */
const countWidth = 4

const fills: Readonly<Record<string, string>> = { overdue: 'var(--risk)', due7: 'var(--late)', due30: 'var(--on-track)', done: 'var(--province-met)' }

/** See the file's head. `todayMs`: the start of the local day; `width`, `height` in u; `months`: twelve labels; `today`: what today's line is called. Tall stacks are drawn thinner. */
export function DeadlineYear({ tasks, todayMs, width, height, months, today }: {
  tasks: readonly DatedTask[], todayMs: number, width: number, height: number, months: readonly string[], today: string,
}): ReactElement {
  const from = yearStart(yearOf(todayMs)), to = yearStart(yearOf(todayMs) + 1)
  const x = (ms: number): number => ((ms - from) / (to - from)) * width
  const stacks = deadlineStacks(tasks, todayMs)
  const most = Math.max(1, ...stacks.map((stack) => stack.tasks.length))
  const floor = height - labelHeight
  const step = Math.min(blockHeight, (floor - todayHeight - countHeight) / most)
  const starts = months.map((_, month) => x(addMonths(from, month)))
  return (
    <div className="deadline-year" style={{ height: `${height}rem` }}>
      <svg viewBox={`0 0 ${width} ${height}`} width={`${width}rem`} height={`${height}rem`} aria-hidden="true">
        <line x1="0" x2={width} y1={floor} y2={floor} stroke="var(--rule-strong)" strokeWidth="0.12" />
        {starts.map((at) => <line key={at} x1={at} x2={at} y1={floor} y2={floor + 0.9} stroke="var(--rule-strong)" strokeWidth="0.12" />)}
        {stacks.flatMap(({ fromMs, toMs, tasks: stack }) => stack.map((task, i) => (
          <rect key={task.id} x={x(fromMs) + blockGap} y={floor - (i + 1) * step} width={Math.max(leastWidth, x(toMs) - x(fromMs) - 2 * blockGap)} height={Math.max(0.2, step - 0.22)} fill={fills[task.state] ?? 'var(--normal)'} />
        )))}
        <line x1={x(todayMs)} x2={x(todayMs)} y1={todayHeight} y2={floor} stroke="var(--t1)" strokeWidth="0.3" />
      </svg>
      {stacks.filter((stack) => stack.tasks.length > 1).map(({ fromMs, toMs, tasks: stack }) => (
        <span key={fromMs} className="stack-count" style={{ left: `${(x(fromMs) + x(toMs) - countWidth) / 2}rem`, width: `${countWidth}rem`, top: `${floor - stack.length * step - countHeight}rem` }}>{stack.length}</span>
      ))}
      <span className="today" style={x(todayMs) > width / 2 ? { right: `${width - x(todayMs)}rem` } : { left: `${x(todayMs)}rem` }}>{today}</span>
      <ol>{months.map((label, month) => <li key={label} style={{ left: `${starts[month]}rem` }}>{label}</li>)}</ol>
    </div>
  )
}
