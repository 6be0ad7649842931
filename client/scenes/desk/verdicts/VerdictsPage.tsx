/** Every verdict that stands on the figures of a unit, worst first, whether or not a warning tells of it; each opens to the numbers it rests on (`?unit=[&kpi=][&open=KPI~KIND]`). */
import type { ReactElement } from 'react'
import { severities } from '../../../../data/judgement/verdict.ts'
import type { VerdictsAnswer } from '../../../../data/protocol/warning.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useFollowVersion, useVerdicts } from '../../../queries/desk-queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import { UnitBar, useUnit } from '../figures/UnitBar.tsx'
import { kpiName, unitLine, useDesk } from '../desk-data.ts'
import { goSearch, Link, SearchLink, usePlace } from '../navigation.tsx'
import { PageHead, Pager, SeverityWord } from '../parts/bits.tsx'
import { KpiSelect } from '../parts/pickers.tsx'
import { Answered, AsOf, Empty } from '../parts/states.tsx'
import { given, searchWith, shapes } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { useVerdictsWords } from './use-verdicts-words.ts'
import { openedVerdict, shownPage, verdictName, verdictsPerPage } from './verdict-address.ts'
import { VerdictItem } from './VerdictItem.tsx'

function NoVerdict({ unit, kpi }: { unit: string, kpi: string | null }): ReactElement {
  const data = useDesk(), words = useVerdictsWords(), desk = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const name = unitLine(data, unit, language)
  return (
    <Empty text={kpi === null ? words.none(name) : words.noneOf(kpiName(data, kpi, language), name)}>
      {words.noneDo} {kpi !== null && <><SearchLink search={searchWith(search, { kpi: null, open: null })}>{words.anyKpi}</SearchLink> · </>}<Link to="quality" with={{ unit }}>{desk.warning.seeQuality}</Link>
    </Empty>
  )
}

function List({ answer, kpi }: { answer: VerdictsAnswer, kpi: string | null }): ReactElement {
  const words = useVerdictsWords(), language = useLanguage(), { search } = usePlace()
  const { verdicts, total, unit } = answer
  const open = openedVerdict(search)
  const isGone = open !== null && !verdicts.some((one) => verdictName(one) === open)
  const page = shownPage(verdicts, open, given(search, 'page', shapes.page) === null ? null : Number(given(search, 'page', shapes.page)))
  const number = (n: number): string => formatNumber(n, language)
  return <>
    {isGone && <p className="remark" role="status">{words.gone}</p>}
    {total > verdicts.length && <p className="remark">{words.cut(number(verdicts.length), number(total))}</p>}
    {verdicts.length === 0 ? <NoVerdict unit={unit} kpi={kpi} /> : <ul className="verdict-list" aria-label={words.list}>
      {verdicts.slice((page - 1) * verdictsPerPage, page * verdictsPerPage).map((one) => <li key={verdictName(one)}><VerdictItem verdict={one} unit={unit} isOpen={verdictName(one) === open} /></li>)}
    </ul>}
    <Pager page={page} size={verdictsPerPage} total={verdicts.length} />
  </>
}

/** How many there are, by severity, and when they were told. */
function Counts({ answer: { total, verdicts, at } }: { answer: VerdictsAnswer }): ReactElement {
  const words = useVerdictsWords(), language = useLanguage()
  return (
    <p className="counts"><span>{words.counts(formatNumber(total, language))}</span>
      {severities.map((severity) => [severity, verdicts.filter((one) => one.severity === severity).length] as const).filter(([, n]) => n > 0).map(([severity, n]) => <span key={severity}><b>{formatNumber(n, language)}</b> <SeverityWord severity={severity} /></span>)}
      <AsOf at={at} />
    </p>
  )
}

/** See the file's head. */
export function VerdictsPage(): ReactElement {
  const words = useVerdictsWords(), desk = useDeskWords(), { search } = usePlace()
  const unit = useUnit()
  const kpi = given(search, 'kpi', shapes.kpi)
  const query = useVerdicts(unit, kpi)
  useFollowVersion('warnings')
  return <>
    <PageHead title={words.title}>{query.data !== undefined && <Counts answer={query.data} />}</PageHead>
    <p className="lead">{words.lead}</p>
    <UnitBar unit={unit}><label><span>{desk.kpiPick.label}</span><KpiSelect value={kpi} any={desk.kpiPick.all} onPick={(one) => goSearch(searchWith(search, { kpi: one, open: null }))} /></label></UnitBar>
    <div className={query.isPlaceholderData ? 'refreshing' : undefined}><Answered query={query}>{(answer) => <List answer={answer} kpi={kpi} />}</Answered></div>
  </>
}
