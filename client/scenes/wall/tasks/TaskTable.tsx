/** Sections of tasks as rows: how late or how long left, the task, who leads, until when; overdue ones with a bar to compare. */
import type { CSSProperties, ReactElement } from 'react'
import type { TaskAnswer } from '../../../../data/protocol/task.ts'
import { dayMs } from '../../../../data/time/vietnam-time.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { clipWords, formatDate, formatNumber } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { useListWords } from '../use-list-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { leadText, taskRowHeights, type TaskSection, type UrgentState } from './task-sections.ts'

const looks: Readonly<Record<UrgentState, Look>> = { overdue: 'at_risk', due7: 'behind', due30: 'on_track' }
/** Letters that the lines have room for beside the fixed columns (u), a letter being `letter` u wide. */
const fixedWidth = 115, letter = 1.08, tallLetter = 1.26, smallLetter = 1.02, leadLetters = 38, dueLetters = 22

/** How late, or how many days are left. */
function DueWords({ task }: { task: TaskAnswer }): ReactElement {
  const words = useWords()
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const daysLeft = useNow((nowMs) => (task.dueAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(task.dueAt) - nowMs) / dayMs) - 1)))
  if (task.state === 'overdue') return <><b>{formatNumber(task.daysLate, language)}</b> {words.durations.days(task.daysLate)}</>
  return <span className="left">{daysLeft === 0 ? scene.today : scene.left(formatNumber(daysLeft, language))}</span>
}

function Row({ task, most, letters, small, two }: { task: TaskAnswer, most: number, letters: number, small: number, two: boolean }): ReactElement {
  const data = useWallData()
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const due = task.dueAt === null ? '' : formatDate(Date.parse(task.dueAt) - 1)
  const note = task.originalDueAt !== null ? scene.extended(formatDate(Date.parse(task.originalDueAt) - 1)) : clipWords(task.reported?.result ?? '', dueLetters) || (task.state === 'overdue' ? scene.unreported : '')
  const unit = unitName(data, task.owner, language), lead = leadText(task.leadVi, leadLetters)
  return (
    <tr data-task={task.id} data-state={task.state}>
      <td className="mark"><StatusShape look={looks[task.state as UrgentState]} size={2.2} /></td>
      <td className="num late"><DueWords task={task} /></td>
      <td className="why"><b>{clipWords(language === 'vi' ? task.shortVi : task.shortEn, letters)}</b>{two && <small>{clipWords(task.resultVi === '' ? task.groupVi : task.resultVi, small)}</small>}</td>
      <th scope="row" className="unit">{unit}{two ? <small>{lead}</small> : <i>{leadText(task.leadVi, Math.max(8, leadLetters - unit.length))}</i>}</th>
      <td className="taken">{due}{two && <small>{note}</small>}</td>
      <td className="bar">{task.state === 'overdue' && <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={Math.max(1, (task.daysLate / most) * 100)} height="10" fill="var(--risk)" /></svg>}</td>
    </tr>
  )
}

/** See the file's head. `width`, `rowHeight` in u; `most`: days of the longest bar. */
export function TaskTable({ sections, width, rowHeight, most }: { sections: readonly TaskSection[], width: number, rowHeight: number, most: number }): ReactElement {
  const scene = useSceneWords().tasks
  const lists = useListWords(), language = useLanguage()
  const letters = Math.floor((width - fixedWidth) / (rowHeight >= taskRowHeights.tall ? tallLetter : letter)), two = rowHeight >= taskRowHeights.twoLines
  return (
    <table className="rows scene-rows tasks-scene" style={{ '--row': `${rowHeight}rem` } as CSSProperties} data-lines={two ? 2 : 1} data-tall={rowHeight >= taskRowHeights.tall ? 'yes' : 'no'}>
      <colgroup><col /><col /><col /><col /><col /><col /></colgroup>
      <thead className="hidden"><tr>
        <th scope="col">#</th><th scope="col">{scene.columns.late}</th><th scope="col">{scene.columns.task}</th>
        <th scope="col">{scene.columns.owner}, {scene.columns.lead}</th><th scope="col">{scene.columns.due}</th><th scope="col">{scene.columns.late}</th>
      </tr></thead>
      {sections.map(({ state, tasks, total, more }) => (
        <tbody key={state} data-section={state}>
          <tr className="section-head"><th scope="rowgroup" colSpan={6}>{lists.due[state]} <b>{formatNumber(total, language)}</b>{more > 0 && <small>{lists.moreTasks(formatNumber(more, language))}</small>}</th></tr>
          {tasks.map((task) => <Row key={task.id} task={task} most={most} letters={letters} small={Math.floor((width - fixedWidth) / smallLetter)} two={two} />)}
        </tbody>
      ))}
    </table>
  )
}
