/** The fourth headline: tasks overdue, of all tasks of the registers below the root. The register itself is the source. */
import type { ReactElement } from 'react'
import type { TasksAnswer } from '../../../../data/protocol/task.ts'
import { TaskDial } from '../../../charts/Dial.tsx'
import { TaskStrip, stripFills, stripStates, type StripState } from '../../../charts/TaskStrip.tsx'
import { usePainted } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useTasks } from '../../../queries/queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import { lookOf, type Look } from '../../../ui/look.ts'
import { gaugeWidth } from './card-words.ts'
import { useGaugeForm } from './gauges.ts'
import { Foot } from './CardFoot.tsx'
import { CardFrame } from './HeadlineCard.tsx'
import { TrendBlock } from './TrendBlock.tsx'
import { useWallData } from '../wall-data.ts'
import { useYearResult, YearResult } from './YearResult.tsx'

/** Tasks the wall asks for: the overdue ones it lists, and those due next. */
export const tasksAsked = 40

/** Counts of a strip from the answer's counts. */
export function stripCounts(counts: TasksAnswer['counts']): Record<StripState, number> {
  const n = (state: string): number => counts[state] ?? 0
  return {
    overdue: n('overdue'), due7: n('due7'), due30: n('due30'), later: n('later'), undated: n('standing') + n('roadmap'), done: n('done'),
  }
}

function Legend({ counts }: { counts: Record<StripState, number> | null }): ReactElement {
  const words = useWords()
  const language = useLanguage()
  return (
    <ul className="strip-legend">
      {counts !== null && stripStates.filter((state) => state !== 'overdue').map((state) => (
        <li key={state}>
          <svg viewBox="0 0 4 8" aria-hidden="true"><rect x="0.5" y="0.5" width="3" height="7" fill={stripFills[state].fill} stroke={stripFills[state].stroke} /></svg>
          {words.strip[state]} <b>{formatNumber(counts[state], language)}</b>
        </li>
      ))}
    </ul>
  )
}

/** See the file's head. */
export function TasksCard({ kpiId }: { kpiId: string }): ReactElement | null {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const kpi = data.kpiById.get(kpiId)
  const painted = usePainted(data.root.code, kpiId)
  const result = useYearResult(kpiId, painted)
  const { data: tasks } = useTasks(data.root.code, tasksAsked)
  const form = useGaugeForm()
  if (kpi === undefined) return null
  const counts = stripCounts(tasks?.counts ?? {})
  const overdue = painted?.cell.value ?? null
  const look: Look = painted === undefined ? 'silent' : lookOf(painted.cell, true)
  // what no register holds is not nothing overdue
  const hasNone = tasks?.total === 0
  const label = hasNone ? words.noRegister : stripStates.map((state) => `${words.strip[state]} ${counts[state]}`).join(', ')
  const longest = tasks?.tasks.reduce((most, task) => (task.state === 'overdue' ? Math.max(most, task.daysLate) : most), 0) ?? 0
  const gap = hasNone ? '' : overdue === 0 ? words.noneLate : longest > 0 ? words.longestLate(formatNumber(longest, language), longest) : ''
  return (
    <CardFrame kpi={kpiId} title={words.cards.tasks} fraction={tasks === undefined || tasks.total === 0 ? '' : words.cards.tasksOf(formatNumber(tasks.total, language), tasks.total)}
      look={look} painted={painted} digits={overdue === null ? '–' : formatNumber(overdue, language)} unit="" aged={false}
      trend={overdue === null ? null : <TrendBlock kpi={kpi} value={overdue} look={look} />}
      gauge={form === 'dial' ? <TaskDial counts={counts} label={label} /> : <TaskStrip counts={counts} width={gaugeWidth} label={label} />} form={form}
      labels={<Legend counts={tasks === undefined || hasNone ? null : counts} />} foot={<Foot said={tasks === undefined ? words.waitingFigure : tasks.registers === 0 ? words.status.no_data : <b>{words.registers(formatNumber(tasks.registers, language), tasks.registers)}</b>} cadence={tasks === undefined ? '' : ` · ${words.cadence[kpi.cadence] ?? ''}`} gap={result === null ? gap : <YearResult kpi={kpi} painted={painted} />} />}
      sources={tasks === undefined ? [] : [tasks.registers === 0 ? words.noRegister : words.registerSource]} />
  )
}
