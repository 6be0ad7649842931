/** The register: every task with its five "rõ", its deadline and how late it is; filters, order and page are in the address. */
import { useRef, type ReactElement } from 'react'
import { taskStates } from '../../../../data/plans/overdue.ts'
import type { TaskAnswer, TasksAnswer } from '../../../../data/protocol/task.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { maxTaskRows, useFollowVersion, useTaskRegister } from '../../../queries/desk-queries.ts'
import { formatDate, formatNumber, nbsp } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useDesk } from '../desk-data.ts'
import { goSearch, Link, SearchLink, usePlace } from '../navigation.tsx'
import { PageHead, Pager } from '../parts/bits.tsx'
import { UnitPicker } from '../parts/pickers.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { Answered, AsOf, Empty } from '../parts/states.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { searchWith } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { readTaskFilters, sortTasks, tasksPerPage, type SortKey, type TaskFilters } from './task-form.ts'

/** A task's state: shape where it asks for attention, and word. */
export function TaskStateWord({ state }: { state: TaskAnswer['state'] }): ReactElement {
  const words = useDeskWords().tasks
  const look = state === 'overdue' ? 'at_risk' : state === 'due7' ? 'behind' : state === 'done' ? 'met' : state === 'standing' || state === 'roadmap' ? 'no_target' : 'on_track'
  return <span className="severity" data-task-state={state}><StatusShape look={look} size={0.85} />{words.states[state]}</span>
}

/** The last day of a deadline: it ends at 24:00. */
export function lastDayText(dueAt: string): string {
  return formatDate(Date.parse(dueAt) - 1)
}

function Filters({ filters, counts }: { filters: TaskFilters, counts: TasksAnswer['counts'] | undefined }): ReactElement {
  const words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const box = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => box.current?.focus() })
  const all = counts === undefined ? '' : formatNumber(Object.values(counts).reduce((sum, count) => sum + count, 0), language)
  return <>
    <nav className="states" aria-label={words.tasks.columns.state}>
      <SearchLink search={searchWith(search, { state: null })} current={filters.state === null}>{words.all} <b>{all}</b></SearchLink>
      {taskStates.map((state) => <SearchLink key={state} search={searchWith(search, { state })} current={filters.state === state}>{words.tasks.states[state]} <b>{counts === undefined ? '' : formatNumber(counts[state] ?? 0, language)}</b></SearchLink>)}
    </nav>
    <div className="filters" role="search" aria-label={words.filters}>
      <label><span>{words.tasks.search} <kbd>/</kbd></span><SearchBox box={box} value={filters.q} onChange={(q) => goSearch(searchWith(window.location.search, { q }), true)} /></label>
      <div className="labelled"><span>{words.unitPick.label}</span><UnitPicker label={words.unitPick.label} value={filters.root} clearable onPick={(unit) => goSearch(searchWith(search, { unit }))} /></div>
      {(filters.root !== null || filters.state !== null || filters.q !== null) && <SearchLink className="clear-filters" search={searchWith(search, { unit: null, state: null, q: null })}>{words.clearFilters}</SearchLink>}
    </div>
  </>
}

/** A column's head: a link that sorts by it, and turns the order when it is the one already. */
function SortHead({ by, filters, name, num = false }: { by: SortKey, filters: TaskFilters, name: string, num?: boolean }): ReactElement {
  const words = useDeskWords().tasks, { search } = usePlace()
  const isHere = filters.sort === by
  const down = isHere ? !filters.down : by === 'late'
  return (
    <th scope="col" className={num ? 'num' : undefined} aria-sort={isHere ? (filters.down ? 'descending' : 'ascending') : 'none'}>
      <SearchLink search={searchWith(search, { sort: by, dir: down ? 'down' : null })} label={words.sortBy(name)}>{name}{isHere && <span aria-hidden="true"> {filters.down ? '▾' : '▴'}</span>}</SearchLink>
    </th>
  )
}

/** A name whose two words stay on one line. */
const centre = 'Trung ương'

function Row({ task }: { task: TaskAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords().tasks, language = useLanguage()
  return (
    <tr data-task={task.id} data-state={task.state}>
      <td><TaskStateWord state={task.state} />{task.reviewDue && <small>{words.reviewDue}</small>}</td>
      <td className="wide-cell"><Link to={`tasks/${encodeURIComponent(task.id)}`} className="row-link">{task.contentVi}</Link>{task.supportVi.length > 0 && <small>{words.support(task.supportVi.join('; '))}</small>}</td>
      <td>{task.leadVi}</td>
      <td>{task.accountableVi}</td>
      <td className="num due">{task.dueAt === null ? task.deadlineVi.replaceAll(centre, centre.replace(' ', nbsp)) : lastDayText(task.dueAt)}{task.originalDueAt !== null && <small>{words.extended(lastDayText(task.originalDueAt))}</small>}</td>
      <td className="num late">{task.daysLate > 0 ? <b>{formatNumber(task.daysLate, language)}</b> : ''}</td>
      <td>{task.resultVi}<small>{task.reported === null ? (task.state === 'overdue' ? words.unreported : '') : `${words.reported(formatDate(Date.parse(task.reported.at)))}${task.reported.result === null ? '' : `: ${task.reported.result}`}`}</small></td>
      <td>{unitName(data, task.owner, language)}<small>{task.custom ? words.custom : `${task.document} ${task.section}`}</small></td>
    </tr>
  )
}

function List({ answer, filters }: { answer: TasksAnswer, filters: TaskFilters }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const { columns } = words.tasks
  const number = (n: number): string => formatNumber(n, language)
  if (answer.total === 0) {
    return filters.state !== null || filters.q !== null || filters.root !== null
      ? <Empty text={words.tasks.noneFiltered}><SearchLink search={searchWith(search, { unit: null, state: null, q: null })}>{words.clearFilters}</SearchLink></Empty>
      : <Empty text={words.tasks.none}>{words.tasks.noneDo}</Empty>
  }
  const sorted = sortTasks(answer.tasks, filters.sort, filters.down, (unit) => unitName(data, unit, language))
  const page = Math.min(filters.page, Math.max(1, Math.ceil(sorted.length / tasksPerPage)))
  return <>
    {answer.total > answer.tasks.length && <p className="remark">{words.tasks.tooMany(number(maxTaskRows), number(answer.total))}</p>}
    <div className="list-head">{words.tasks.listOf(number(answer.total))} · {words.tasks.registers(number(answer.registers))} <AsOf at={answer.at} /></div>
    <table className="table rows register">
      <colgroup><col className="w-state" /><col /><col className="w-name" /><col className="w-name" /><col className="w-day" /><col className="w-late" /><col className="w-result" /><col className="w-unit" /></colgroup>
      <thead><tr>
        <SortHead by="state" filters={filters} name={columns.state} /><SortHead by="content" filters={filters} name={columns.content} /><SortHead by="lead" filters={filters} name={columns.lead} />
        <SortHead by="accountable" filters={filters} name={columns.accountable} /><SortHead by="due" filters={filters} name={columns.due} num /><SortHead by="late" filters={filters} name={columns.late} num />
        <th scope="col">{columns.result}</th><SortHead by="owner" filters={filters} name={columns.owner} />
      </tr></thead>
      <tbody>{sorted.slice((page - 1) * tasksPerPage, page * tasksPerPage).map((task) => <Row key={task.id} task={task} />)}</tbody>
    </table>
    <Pager page={page} size={tasksPerPage} total={sorted.length} />
  </>
}

/** See the file's head. */
export function TasksPage(): ReactElement {
  const words = useDeskWords(), { search } = usePlace()
  const filters = readTaskFilters(search)
  const { root, state, q } = filters
  const query = useTaskRegister({ root, state, q })
  useFollowVersion('tasks')
  return <>
    <PageHead title={words.tasks.title}><span className="buttons"><Link to="tasks/new" className="button primary">{words.tasks.add}</Link> <Link to="tasks/adopt" className="button">{words.tasks.adopt}</Link></span></PageHead>
    <p className="lead">{words.tasks.lead}</p>
    <Filters filters={filters} counts={query.data?.counts} />
    <div className={query.isPlaceholderData ? 'refreshing' : undefined}><Answered query={query}>{(answer) => <List answer={answer} filters={filters} />}</Answered></div>
  </>
}
