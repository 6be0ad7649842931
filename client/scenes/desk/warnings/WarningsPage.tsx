/** The open warnings, ranked; what narrows them is in the address; each row is a link to the numbers behind it. */
import { useRef, type ReactElement } from 'react'
import { severities } from '../../../../data/judgement/verdict.ts'
import { warningKinds, warningStates, type WarningAnswer, type WarningsAnswer, type WarningState } from '../../../../data/protocol/warning.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useFollowVersion, useWarningList } from '../../../queries/desk-queries.ts'
import { useNow } from '../../../figures/use-live.ts'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { warningLasting } from '../../../ui/warning-lasting.ts'
import { kpiShort, unitName, unitPlace, useDesk } from '../desk-data.ts'
import { goSearch, Link, SearchLink, usePlace } from '../navigation.tsx'
import { PageHead, Pager, SeverityWord } from '../parts/bits.tsx'
import { DayInput } from '../parts/DayInput.tsx'
import { KpiSelect, UnitPicker } from '../parts/pickers.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { Answered, AsOf, Empty } from '../parts/states.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { searchWith } from '../route.ts'
import { useDeskWords, useSpeech } from '../use-desk-words.ts'
import { isFiltered, readWarningFilters, warningParameters, warningsPerPage, type WarningFilters } from './warning-filters.ts'

const liveStates: readonly WarningState[] = ['open', 'acknowledged', 'assigned']

/** States as tabs with how many there are of each. */
function StateTabs({ filters, counts }: { filters: WarningFilters, counts: WarningsAnswer['states'] | undefined }): ReactElement {
  const words = useDeskWords().warnings, language = useLanguage(), { search } = usePlace()
  const count = (states: readonly WarningState[]): string => (counts === undefined ? '' : formatNumber(states.reduce((sum, state) => sum + (counts[state] ?? 0), 0), language))
  return (
    <nav className="states" aria-label={words.state}>
      <SearchLink search={searchWith(search, { state: null })} current={filters.state === null}>{words.live} <b>{count(liveStates)}</b></SearchLink>
      {warningStates.map((state) => <SearchLink key={state} search={searchWith(search, { state })} current={filters.state === state}>{words.states[state]} <b>{count([state])}</b></SearchLink>)}
    </nav>
  )
}

function Filters({ filters }: { filters: WarningFilters }): ReactElement {
  const words = useDeskWords(), { search } = usePlace()
  const box = useRef<HTMLInputElement>(null)
  const set = (changes: Readonly<Record<string, string | null>>): void => goSearch(searchWith(search, changes))
  useKeys({ '/': () => box.current?.focus() })
  return (
    <div className="filters" role="search" aria-label={words.filters}>
      <label><span>{words.warnings.search} <kbd>/</kbd></span><SearchBox box={box} value={filters.q} onChange={(q) => goSearch(searchWith(window.location.search, { q }), true)} /></label>
      <label><span>{words.warnings.kind}</span>
        <select value={filters.kind ?? ''} onChange={(event) => set({ kind: event.currentTarget.value })}>
          <option value="">{words.all}</option>
          {warningKinds.map((kind) => <option key={kind} value={kind}>{words.kinds[kind]}</option>)}
        </select>
      </label>
      <label><span>{words.kpiPick.label}</span><KpiSelect value={filters.kpi} any={words.kpiPick.all} onPick={(kpi) => set({ kpi })} /></label>
      <div className="labelled"><span>{words.unitPick.label}</span><UnitPicker label={words.unitPick.label} value={filters.root} clearable onPick={(unit) => set({ unit })} /></div>
      <div className="labelled date"><span>{words.warnings.from}</span><DayInput late label={words.warnings.from} value={filters.from ?? ''} onChange={(from) => set({ from })} /></div>
      <div className="labelled date"><span>{words.warnings.to}</span><DayInput late label={words.warnings.to} value={filters.to ?? ''} onChange={(to) => set({ to })} /></div>
      {isFiltered(filters) && <SearchLink className="clear-filters" search={searchWith(search, { unit: null, state: null, kind: null, kpi: null, q: null, from: null, to: null })}>{words.clearFilters}</SearchLink>}
    </div>
  )
}

/** How long the condition has lasted, to the minute; overdue tasks in days, as their register counts. */
function Lasting({ warning }: { warning: WarningAnswer }): ReactElement {
  const words = useDeskWords().warnings, { durations } = useSpeech()
  const { since } = warning, until = warning.closedAt ?? warning.ended?.at ?? null
  const text = useNow((nowMs) => (since === null ? words.unknownSince : warningLasting(warning, Date.parse(since), until === null ? nowMs : Date.parse(until), durations)))
  return <>{text}{since !== null && <small>{formatDate(Date.parse(since))}</small>}</>
}

function Row({ warning }: { warning: WarningAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage()
  const place = unitPlace(data, warning.unit, language)
  const number = (n: number): string => formatNumber(n, language)
  return (
    <tr data-warning={warning.id} data-state={warning.state}>
      <td className="num rank">{warning.rank}</td>
      <td>{warning.ended === null ? <SeverityWord severity={warning.severity} /> : <span className="quiet">{words.warning.hasEnded}</span>}</td>
      <td><Link to={`warnings/${encodeURIComponent(warning.id)}`} className="row-link">{unitName(data, warning.unit, language)}</Link>{place !== null && <small>{place}</small>}</td>
      <td>{kpiShort(data, warning.kpi, language)}<small>{language === 'vi' || warning.ruleEn === '' ? warning.ruleVi : warning.ruleEn}</small></td>
      <td className="wide-cell">{language === 'vi' ? warning.evidenceVi : warning.evidenceEn}</td>
      <td className="num"><Lasting warning={warning} /></td>
      <td className="num">{words.warnings.unitsOf(number(warning.units.affected), number(warning.units.due))}</td>
      <td><span className={warning.state === 'open' && warning.shelvedUntil === null ? 'unowned' : undefined}>{words.warnings.states[warning.state]}</span>
        {warning.shelvedUntil !== null && <small>{words.warnings.shelved(formatDate(Date.parse(warning.shelvedUntil)))}</small>}
        {warning.task !== null && <small><Link to={`tasks/${encodeURIComponent(warning.task)}`}>{warning.taskOffice ?? words.warning.taskOpen}</Link></small>}
      </td>
    </tr>
  )
}

function List({ answer, filters }: { answer: WarningsAnswer, filters: WarningFilters }): ReactElement {
  const words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const { columns } = words.warnings
  if (answer.total === 0) {
    return isFiltered(filters)
      ? <Empty text={words.warnings.noneFiltered}><SearchLink search={searchWith(search, { unit: null, state: null, kind: null, kpi: null, q: null, from: null, to: null })}>{words.clearFilters}</SearchLink></Empty>
      : <Empty text={words.warnings.none}>{words.warnings.noneDo} <Link to="rules">{words.warnings.noneRules}</Link></Empty>
  }
  return <>
    <div className="list-head">{words.warnings.listOf(formatNumber(answer.total, language))} <AsOf at={answer.at} /></div>
    <table className="table rows">
      <thead><tr>
        <th scope="col" className="num">{columns.rank}</th><th scope="col">{columns.severity}</th><th scope="col">{columns.unit}</th><th scope="col">{columns.kpi}</th>
        <th scope="col">{columns.what}</th><th scope="col" className="num">{columns.since}</th><th scope="col" className="num">{columns.units}</th><th scope="col">{columns.state}</th>
      </tr></thead>
      <tbody>{answer.warnings.map((warning) => <Row key={warning.id} warning={warning} />)}</tbody>
    </table>
    <Pager page={filters.page} size={warningsPerPage} total={answer.total} />
  </>
}

/** See the file's head. */
export function WarningsPage(): ReactElement {
  const words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const filters = readWarningFilters(search)
  const query = useWarningList(warningParameters(filters))
  useFollowVersion('warnings')
  return <>
    <PageHead title={words.warnings.title}>
      {query.data !== undefined && <p className="counts">{severities.map((severity) => <span key={severity}><b>{formatNumber(query.data.counts[severity], language)}</b> <SeverityWord severity={severity} /></span>)}{query.data.waiting > 0 && <span><b>{formatNumber(query.data.waiting, language)}</b> {words.warning.hasEnded}</span>}</p>}
    </PageHead>
    <p className="lead">{words.warnings.lead}</p>
    <StateTabs filters={filters} counts={query.data?.states} />
    <Filters filters={filters} />
    <div className={query.isPlaceholderData ? 'refreshing' : undefined}><Answered query={query}>{(answer) => <List answer={answer} filters={filters} />}</Answered></div>
  </>
}
