/** Sections of tasks as rows: how late or how long left, the task, who leads, until when; overdue ones with a bar to compare. */
import type { CSSProperties, ReactElement } from 'react'
import type { TaskAnswer } from '../../../../data/protocol/task.ts'
import { dayMs } from '../../../../data/time/vietnam-time.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { formatDate, formatNumber, type Language } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { wholePart } from '../../../ui/whole-words.ts'
import { useListWords } from '../use-list-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { leadText, resultLetters, taskRowHeights, type TaskSection, type UrgentState } from './task-sections.ts'

const looks: Readonly<Record<UrgentState, Look>> = { overdue: 'at_risk', due7: 'behind', due30: 'on_track' }
/** Letters of who leads, beside the unit's name and below it, and of what was reported. */
const leadLetters = { beside: 38, below: 34 } as const, dueLetters = 21

/** Who leads and what must result, as the document writes it: beside English words it is marked as quoted. */
function quoted(text: string, language: Language): string {
  return language === 'vi' || text === '' ? text : `“${text}”`
}

/** How late, or how many days are left. */
function DueWords({ task }: { task: TaskAnswer }): ReactElement {
  const words = useWords()
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const daysLeft = useNow((nowMs) => (task.dueAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(task.dueAt) - nowMs) / dayMs) - 1)))
  if (task.state === 'overdue') return <><b>{formatNumber(task.daysLate, language)}</b> {words.durations.days(task.daysLate)}</>
  return <span className="left">{daysLeft === 0 ? scene.today : scene.left(formatNumber(daysLeft, language))}</span>
}

/** What is known of how a task went: its deadline was put off, what was reported (or only that something was), or that nothing was. */
function useNote(task: TaskAnswer): string {
  const scene = useSceneWords().tasks
  if (task.originalDueAt !== null) return scene.extended(formatDate(Date.parse(task.originalDueAt) - 1))
  const result = task.reported?.result ?? ''
  if (result !== '') return wholePart(result, dueLetters) || scene.reported
  return task.state === 'overdue' ? scene.unreported : ''
}

function Row({ task, most, letters, two }: { task: TaskAnswer, most: number, letters: number, two: boolean }): ReactElement {
  const data = useWallData()
  const language = useLanguage()
  const due = task.dueAt === null ? '' : formatDate(Date.parse(task.dueAt) - 1)
  const note = useNote(task)
  const quotes = language === 'vi' ? 0 : 2
  const unit = unitName(data, task.owner, language)
  return (
    <tr data-task={task.id} data-state={task.state}>
      <td className="mark"><StatusShape look={looks[task.state as UrgentState]} size={2.2} /></td>
      <td className="num late"><DueWords task={task} /></td>
      <td className="why"><b>{language === 'vi' ? task.shortVi : task.shortEn}</b>{two && <small lang="vi">{quoted(wholePart(task.resultVi === '' ? task.groupVi : task.resultVi, letters - quotes), language)}</small>}</td>
      <th scope="row" className="unit">{unit}{two ? <small lang="vi">{quoted(leadText(task.leadVi, leadLetters.below - quotes), language)}</small> : <i lang="vi">{quoted(leadText(task.leadVi, leadLetters.beside - quotes - unit.length), language)}</i>}</th>
      <td className="taken">{due}{two && <small>{note}</small>}</td>
      <td className="bar">{task.state === 'overdue' && <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={Math.max(1, (task.daysLate / most) * 100)} height="10" fill="var(--risk)" /></svg>}</td>
    </tr>
  )
}

/** See the file's head. `width`, `rowHeight` in u; `most`: days of the longest bar. */
export function TaskTable({ sections, width, rowHeight, most }: { sections: readonly TaskSection[], width: number, rowHeight: number, most: number }): ReactElement {
  const scene = useSceneWords().tasks
  const lists = useListWords(), language = useLanguage()
  const letters = resultLetters(width, rowHeight), two = rowHeight >= taskRowHeights.twoLines
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
          {tasks.map((task) => <Row key={task.id} task={task} most={most} letters={letters} two={two} />)}
        </tbody>
      ))}
    </table>
  )
}
