/** One task: its five "rõ", what was reported, its deadlines old and new, what can be done, and every change of it. */
import type { ReactElement, ReactNode } from 'react'
import type { TaskAnswer } from '../../../../data/protocol/task.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useFollowVersion, useTaskDetail, useWarningDetail } from '../../../queries/desk-queries.ts'
import { useNow } from '../../../figures/use-live.ts'
import { formatNumber } from '../../../ui/format.ts'
import { dayMs, dayStart } from '../../../../data/time/vietnam-time.ts'
import { kpiName, unitLine, useDesk } from '../desk-data.ts'
import { Link } from '../navigation.tsx'
import { PageHead } from '../parts/bits.tsx'
import { History } from '../parts/History.tsx'
import { Answered } from '../parts/states.tsx'
import { useDeskWords } from '../use-desk-words.ts'
import { instantText } from '../values.ts'
import { TaskActs } from './TaskActs.tsx'
import { lastDayText, TaskStateWord } from './TasksPage.tsx'

function Fact({ name, children }: { name: string, children: ReactNode }): ReactElement {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}

/** Days late, or days left. */
function Lateness({ task, dueAt }: { task: TaskAnswer, dueAt: string }): ReactElement {
  const words = useDeskWords().task, language = useLanguage()
  const left = useNow((nowMs) => Math.round((dayStart(Date.parse(dueAt) - 1) - dayStart(nowMs)) / dayMs))
  if (task.state === 'done') return <></>
  if (task.daysLate > 0) return <b> · {words.fields.late} {words.late(formatNumber(task.daysLate, language))}</b>
  return <> · {left === 0 ? words.today : words.left(formatNumber(left, language))}</>
}

/** The five "rõ" and what was reported. */
function FiveClear({ task }: { task: TaskAnswer }): ReactElement {
  const words = useDeskWords(), { fields } = words.task
  const { reported } = task
  return (
    <dl className="facts wide-facts">
      <Fact name={fields.content}>{task.contentVi}</Fact>
      <Fact name={fields.lead}>{task.leadVi}</Fact>
      {task.supportVi.length > 0 && <Fact name={fields.support}>{task.supportVi.join('; ')}</Fact>}
      <Fact name={fields.accountable}>{task.accountableVi}</Fact>
      <Fact name={fields.deadline}>
        <b>{task.deadlineVi}</b>{task.dueAt !== null && <Lateness task={task} dueAt={task.dueAt} />}
        {task.originalDueAt !== null && <small>{fields.original}: {lastDayText(task.originalDueAt)} · {fields.extensions}: {task.extensions}</small>}
      </Fact>
      <Fact name={fields.result}>{task.resultVi === '' ? words.nothingYet : task.resultVi}</Fact>
      <Fact name={fields.reported}>{reported === null ? words.task.reportedNone : <>{words.task.reportedAs[reported.state] ?? reported.state}, {instantText(Date.parse(reported.at))}{reported.result !== null && <small>{reported.result}</small>}</>}</Fact>
    </dl>
  )
}

/** The warning a task was made of, and how it stands by now: a task whose warning has closed may have nothing left to do. */
function FromWarning({ id }: { id: string }): ReactElement {
  const words = useDeskWords()
  const warning = useWarningDetail(id).data?.warning
  useFollowVersion('warnings')
  return <>
    <Link to={`warnings/${encodeURIComponent(id)}`}>{words.task.seeWarning}</Link>
    {warning !== undefined && <small data-warning-state={warning.state}>{words.warnings.states[warning.state]}{warning.closedAt !== null && `, ${instantText(Date.parse(warning.closedAt))}`}{warning.ended !== null && ` · ${words.warning.hasEnded}`}</small>}
  </>
}

function Origin({ task }: { task: TaskAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), { fields } = words.task
  return (
    <dl className="facts">
      <Fact name={fields.owner}>{unitLine(data, task.owner, language)}</Fact>
      {task.groupVi !== '' && <Fact name={fields.group}>{task.groupVi}</Fact>}
      <Fact name={fields.source}>{task.custom ? words.tasks.custom : ''}{task.document !== '' && ` ${task.document} ${task.section}`}</Fact>
      {task.kpi !== null && <Fact name={fields.kpi}><Link to="projection" with={{ unit: task.owner, kpi: task.kpi }}>{kpiName(data, task.kpi, language)}</Link></Fact>}
      {task.warning !== null && <Fact name={fields.warning}><FromWarning id={task.warning} /></Fact>}
      {task.deadlineKind === 'standing' && <Fact name={fields.reviewed}>{task.reviewedAt === null ? words.nothingYet : instantText(Date.parse(task.reviewedAt))}{task.reviewDue && <small>{words.tasks.reviewDue}</small>}</Fact>}
    </dl>
  )
}

/** See the file's head. */
export function TaskPage({ id }: { id: string }): ReactElement {
  const words = useDeskWords(), language = useLanguage()
  const query = useTaskDetail(id)
  useFollowVersion('tasks')
  const task = query.data?.task
  const back = <Link to="tasks">{words.task.back}</Link>
  return <>
    <PageHead title={task === undefined ? words.tasks.title : language === 'en' && task.shortEn !== '' ? task.shortEn : task.shortVi} back={back}>{task !== undefined && <p className="counts"><TaskStateWord state={task.state} /></p>}</PageHead>
    <Answered query={query} missing={back}>{(detail) => (
      <div className="two-columns">
        <div><FiveClear task={detail.task} /><History acts={detail.history} about="task" total={detail.historyTotal} /></div>
        <aside><Origin task={detail.task} /><TaskActs detail={detail} /></aside>
      </div>
    )}</Answered>
  </>
}
