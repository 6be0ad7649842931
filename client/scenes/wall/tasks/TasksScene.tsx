/** The scene *Nhiệm vụ*: what is overdue, due in 7 and 30 days, by lead unit; the year's deadlines as a strip. */
import type { ReactElement } from 'react'
import type { TaskAnswer, TasksAnswer } from '../../../../data/protocol/task.ts'
import { dayMs, yearOf } from '../../../../data/time/vietnam-time.ts'
import { DeadlineYear } from '../../../charts/DeadlineYear.tsx'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { useTasks } from '../../../queries/queries.ts'
import { clipWords, formatDate, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import type { Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { listLayoutOf } from '../scene-layout.ts'
import { unitName, useHeadlineWatch, useWallData } from '../wall-data.ts'

/** Tasks the scene asks for. */
const asked = 200
/** Rows of one column. */
export const taskSceneRows = 13
/** Owners listed beside the figures. */
const ownerRows = 6
/** Letters that the second lines have room for. */
const contentLetters = 84, leadLetters = 44, dueLetters = 24
const yearHeight = 19

const listed = new Set(['overdue', 'due7', 'due30'])

/** Deadline as a bar of days: how late, or how long left. */
function DueWords({ task }: { task: TaskAnswer }): ReactElement {
  const words = useWords()
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const daysLeft = useNow((nowMs) => (task.dueAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(task.dueAt) - nowMs) / dayMs) - 1)))
  if (task.state === 'overdue') return <><b>{formatNumber(task.daysLate, language)}</b> {words.durations.days(task.daysLate)}</>
  return <span className="left">{daysLeft === 0 ? scene.today : scene.left(formatNumber(daysLeft, language))}</span>
}

function Row({ task }: { task: TaskAnswer }): ReactElement {
  const data = useWallData()
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const due = task.dueAt === null ? '' : formatDate(Date.parse(task.dueAt) - 1)
  return (
    <tr data-task={task.id} data-state={task.state}>
      <td className="mark"><StatusShape look={task.state === 'overdue' ? 'at_risk' : task.state === 'due7' ? 'behind' : 'on_track'} size={2.2} /></td>
      <td className="num late"><DueWords task={task} /></td>
      <td className="why"><b>{language === 'vi' ? task.shortVi : task.shortEn}</b><small>{clipWords(task.resultVi === '' ? task.groupVi : task.resultVi, contentLetters)}</small></td>
      <th scope="row" className="unit">{unitName(data, task.owner, language)}<small>{clipWords(task.leadVi, leadLetters)}</small></th>
      <td className="taken">{due}<small>{task.originalDueAt !== null ? scene.extended(formatDate(Date.parse(task.originalDueAt) - 1)) : clipWords(task.reported?.result ?? '', dueLetters) || (task.state === 'overdue' ? scene.unreported : '')}</small></td>
    </tr>
  )
}

function Owners({ tasks }: { tasks: readonly TaskAnswer[] }): ReactElement | null {
  const data = useWallData()
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const late = new Map<string, { overdue: number, all: number }>()
  for (const { owner, state } of tasks) {
    const one = late.get(owner) ?? { overdue: 0, all: 0 }
    late.set(owner, { overdue: one.overdue + (state === 'overdue' ? 1 : 0), all: one.all + 1 })
  }
  const rows = [...late].sort(([, a], [, b]) => b.overdue - a.overdue || b.all - a.all).slice(0, ownerRows)
  return rows.length === 0 ? null : (
    <>
      <h2 className="sub-head">{scene.byOwner}</h2>
      <dl className="tally owners">
        {rows.map(([owner, { overdue, all }]) => <div key={owner}><dt>{unitName(data, owner, language)}</dt><dd data-bad={overdue > 0 ? 'yes' : 'no'}>{formatNumber(overdue, language)}<i>/{formatNumber(all, language)}</i></dd></div>)}
      </dl>
    </>
  )
}

function Figures({ answer }: { answer: TasksAnswer | undefined }): ReactElement {
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const count = (state: string): string => (answer === undefined ? '–' : formatNumber(answer.counts[state] ?? 0, language))
  const undated = answer === undefined ? '–' : formatNumber((answer.counts['standing'] ?? 0) + (answer.counts['roadmap'] ?? 0), language)
  return (
    <>
      <p className="big"><b className="digits-plain">{count('overdue')}</b> {scene.overdue}</p>
      <dl className="tally">
        <div><dt><StatusShape look="behind" size={2.4} />{scene.due7}</dt><dd>{count('due7')}</dd></div>
        <div><dt><StatusShape look="on_track" size={2.4} />{scene.due30}</dt><dd>{count('due30')}</dd></div>
        <div><dt>{scene.later}</dt><dd>{count('later')}</dd></div>
        <div><dt>{scene.undated}</dt><dd>{undated}</dd></div>
        <div><dt>{scene.done}</dt><dd>{count('done')}</dd></div>
      </dl>
      <Owners tasks={answer?.tasks ?? []} />
    </>
  )
}

/** See the file's head. */
export function TasksScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  useHeadlineWatch()
  const words = useWords()
  const scene = useSceneWords().tasks
  const language = useLanguage()
  const { data: answer, isError } = useTasks(data.root.code, asked)
  const dayNow = useNow((nowMs) => Math.floor(nowMs / 600_000) * 600_000)
  const { figures, lists } = listLayoutOf(stage.layout.width)
  const urgent = (answer?.tasks ?? []).filter(({ state }) => listed.has(state))
  const urgentTotal = ['overdue', 'due7', 'due30'].reduce((sum, state) => sum + (answer?.counts[state] ?? 0), 0)
  const more = urgentTotal - Math.min(urgent.length, taskSceneRows * lists.length)
  const first = lists[0]!, last = lists.at(-1)!
  const strip = { x: first.x, y: 132 - yearHeight, w: last.x + last.w - first.x, h: yearHeight }
  const empty = answer === undefined ? (isError ? words.unreachable : words.loading) : answer.total === 0 ? words.noRegister : scene.none
  return (
    <div className="scene-body">
      <Panel box={figures} className="list figures"><Figures answer={answer} />{more > 0 && <p className="more-line">{scene.more(formatNumber(more, language))}</p>}</Panel>
      {lists.map((box, i) => (
        <Panel key={i} box={{ ...box, h: box.h - yearHeight - 2 }} className="list">
          {i === 0 && urgent.length === 0 ? <p className="panel-note">{empty}</p> : (
            <table className="rows scene-rows tasks-scene">
              <thead><tr>
                <th scope="col"><span className="hidden">#</span></th><th scope="col" className="num">{scene.columns.late}</th><th scope="col">{scene.columns.task}</th>
                <th scope="col">{scene.columns.owner}, {scene.columns.lead}</th><th scope="col">{scene.columns.due}</th>
              </tr></thead>
              <tbody>{urgent.slice(i * taskSceneRows, (i + 1) * taskSceneRows).map((task) => <Row key={task.id} task={task} />)}</tbody>
            </table>
          )}
        </Panel>
      ))}
      <Panel box={strip} className="list">
        <h2 className="sub-head">{scene.year(String(yearOf(dayNow)))}</h2>
        <DeadlineYear tasks={answer?.tasks ?? []} nowMs={dayNow} width={strip.w} months={scene.months.map(scene.month)} />
      </Panel>
    </div>
  )
}
