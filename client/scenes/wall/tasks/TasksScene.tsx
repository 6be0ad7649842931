/** The scene *Nhiệm vụ*: what is overdue, due in 7 and 30 days, by lead unit; the year's deadlines as a strip. */
import type { ReactElement } from 'react'
import { dayStart, yearOf } from '../../../../data/time/vietnam-time.ts'
import { DeadlineYear } from '../../../charts/DeadlineYear.tsx'
import { useNow } from '../../../figures/use-live.ts'
import { useSceneWords, useWords } from '../../../i18n/language.ts'
import { useTasks } from '../../../queries/queries.ts'
import { formatDay } from '../../../ui/format.ts'
import type { Stage } from '../layout.ts'
import { Panel } from '../Panel.tsx'
import { listLayoutOf } from '../scene-layout.ts'
import { useListWords } from '../use-list-words.ts'
import { useHeadlineWatch, useWallData } from '../wall-data.ts'
import { TaskFigures } from './TaskFigures.tsx'
import { taskColumnsOf, taskRowHeights } from './task-sections.ts'
import { TaskTable } from './TaskTable.tsx'

/** Tasks the scene asks for. */
const asked = 200
/** Least height of the strip of the year, its head, and its greatest height, u. */
const yearHeight = 24, yearHead = 4.6, yearMost = 32
const gap = 2

/** See the file's head. */
export function TasksScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  useHeadlineWatch()
  const words = useWords()
  const scene = useSceneWords().tasks
  const lists = useListWords()
  const { data: answer, isError } = useTasks(data.root.code, asked)
  const dayNow = useNow(dayStart)
  const { figures, lists: boxes } = listLayoutOf(stage.layout.width)
  const first = boxes[0]!, last = boxes.at(-1)!
  const tasks = answer?.tasks ?? []
  const columns = taskColumnsOf(tasks, answer?.counts ?? {}, boxes.length, first.h - yearHeight - gap)
  const used = Math.max(0, ...columns.map(({ sections, rowHeight }) => sections.reduce((sum, { tasks: rows }) => sum + taskRowHeights.head + rows.length * rowHeight, 0)))
  const h = Math.min(yearMost, Math.max(yearHeight, first.h - used - gap))
  const strip = { x: first.x, y: first.y + first.h - h, w: last.x + last.w - first.x, h }
  const most = Math.max(1, ...tasks.map(({ daysLate }) => daysLate))
  const empty = answer === undefined ? (isError ? words.unreachable : words.loading) : answer.total === 0 ? words.noRegister : scene.none
  return (
    <div className="scene-body">
      <Panel box={figures} className="list figures"><TaskFigures answer={answer} /></Panel>
      {boxes.map((box, i) => {
        const { sections, rowHeight } = columns[i] ?? { sections: [], rowHeight: taskRowHeights.least }
        return (
          <Panel key={i} box={{ ...box, h: box.h - h - gap }} className="list">
            {sections.length > 0 ? <TaskTable sections={sections} width={box.w} rowHeight={rowHeight} most={most} /> : i === 0 && <p className="scene-note">{empty}</p>}
          </Panel>
        )
      })}
      <Panel box={strip} className="list">
        <h2 className="sub-head">{scene.year(String(yearOf(dayNow)))}</h2>
        <DeadlineYear tasks={tasks} todayMs={dayNow} width={strip.w} height={h - yearHead} months={scene.months.map(scene.month)} today={`${lists.today} ${formatDay(dayNow)}`} />
      </Panel>
    </div>
  )
}
