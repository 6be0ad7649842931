/** Tasks past their deadline, the longest first: days late, task, who leads, the day it was due, a bar to compare. */
import type { ReactElement } from 'react'
import type { TaskAnswer } from '../../../../data/protocol/task.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useTasks } from '../../../queries/queries.ts'
import { formatDay, formatNumber } from '../../../ui/format.ts'
import { tasksAsked } from './TasksCard.tsx'
import { unitName, useWallData } from '../wall-data.ts'

/** Rows of the list. */
export const taskRows = 7

function Row({ task, most }: { task: TaskAnswer, most: number }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  return (
    <tr data-task={task.id}>
      <td className="num late"><b>{formatNumber(task.daysLate, language)}</b> {words.durations.days(task.daysLate)}</td>
      <td className="task">{language === 'vi' ? task.shortVi : task.shortEn}</td>
      <th scope="row" className="unit">{unitName(data, task.owner, language)}</th>
      <td>{task.dueAt === null ? '' : formatDay(Date.parse(task.dueAt) - 1)}</td>
      <td className="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={Math.max(1, (task.daysLate / most) * 100)} height="10" fill="var(--risk)" /></svg></td>
    </tr>
  )
}

/** See the file's head. */
export function TasksPanel(): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const { data: answer, isError } = useTasks(data.root.code, tasksAsked)
  const overdue = (answer?.tasks ?? []).filter(({ state }) => state === 'overdue')
  const total = answer?.counts['overdue'] ?? 0
  const shown = overdue.slice(0, taskRows)
  const most = Math.max(1, ...overdue.map(({ daysLate }) => daysLate))
  const dueSoon = answer?.counts['due7'] ?? 0
  return (
    <>
      <header className="panel-head">
        <h2>{words.overdueTasks} {answer !== undefined && answer.total > 0 && <span className="count">{formatNumber(total, language)}</span>}</h2>
        {total > shown.length && <span className="more">{words.andMore(formatNumber(total - shown.length, language))}</span>}
        <span className="aside">{answer !== undefined && answer.total > 0 && dueSoon > 0 && words.dueSoon(formatNumber(dueSoon, language))}</span>
      </header>
      {shown.length === 0 ? (
        <p className="panel-note">{answer === undefined ? (isError ? words.unreachable : words.loading) : answer.total === 0 ? words.noRegister : words.noOverdue}</p>
      ) : (
        <table className="rows tasks">
          <thead><tr>
            <th scope="col" className="num">{words.columns.late}</th><th scope="col">{words.columns.task}</th><th scope="col">{words.columns.owner}</th>
            <th scope="col">{words.columns.due}</th><th scope="col"><span className="hidden">{words.columns.late}</span></th>
          </tr></thead>
          <tbody>{shown.map((task) => <Row key={task.id} task={task} most={most} />)}</tbody>
        </table>
      )}
    </>
  )
}
