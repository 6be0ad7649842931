/** One warning opened: what, since when, on which numbers it rests, for which units, who has taken it, and what can be done. */
import { Fragment, type ReactElement, type ReactNode } from 'react'
import type { WarningAnswer } from '../../../../data/protocol/warning.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useFollowVersion, useWarningDetail } from '../../../queries/desk-queries.ts'
import { formatAge, formatNumber } from '../../../ui/format.ts'
import { warningLasting } from '../../../ui/warning-lasting.ts'
import { kpiName, kpiShort, unitLine, unitName, useDesk } from '../desk-data.ts'
import { Link } from '../navigation.tsx'
import { PageHead, SeverityWord } from '../parts/bits.tsx'
import { History } from '../parts/History.tsx'
import { Answered } from '../parts/states.tsx'
import { useDeskWords, useSpeech } from '../use-desk-words.ts'
import { gapText, instantText, lineText, valueText } from '../values.ts'
import { useVerdictsWords } from '../verdicts/use-verdicts-words.ts'
import { isVerdict, verdictAddress } from '../verdicts/verdict-address.ts'
import { WarningActs } from './WarningActs.tsx'
import { WarningLines } from './WarningLines.tsx'

/** A labelled fact; left out where there is none. */
function Fact({ name, children }: { name: string, children: ReactNode }): ReactElement {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}

function Since({ since, warning }: { since: string, warning: WarningAnswer }): ReactElement {
  const { durations } = useSpeech()
  const until = warning.closedAt ?? warning.ended?.at ?? null
  const lasting = useNow((nowMs) => warningLasting(warning, Date.parse(since), until === null ? nowMs : Date.parse(until), durations))
  return <>{instantText(Date.parse(since))} <span className="quiet">({lasting})</span></>
}

/** Beside a value that is the last one known: that it is lost, and how old it is, as the wall says it. */
function Lost({ newestAt }: { newestAt: string }): ReactElement {
  const words = useWords()
  const age = useNow((nowMs) => formatAge(nowMs - Date.parse(newestAt), words.durations))
  return <> <span className="quiet">({words.status.lost}, {words.newestLost(age)})</span></>
}

function RuleLink({ of: { rule, ruleVi, ruleEn } }: { of: Pick<WarningAnswer, 'rule' | 'ruleVi' | 'ruleEn'> }): ReactElement {
  const language = useLanguage()
  return <Link to={`rules/${encodeURIComponent(rule)}`}>{language === 'vi' || ruleEn === '' ? ruleVi : ruleEn}</Link>
}

/** What a warning covers: a link to the verdict with its numbers; of several units one to each of the first. */
function CoveredLine({ of: { kpi, kind, units, of } }: { of: WarningAnswer['also'][number] }): ReactElement {
  const data = useDesk(), words = useDeskWords(), verdicts = useVerdictsWords(), language = useLanguage()
  const name = `${kpiShort(data, kpi, language)}: ${words.kinds[kind]}`
  const [only] = of
  if (!isVerdict(kind) || only === undefined) return <li>{name}{units > 1 && ` (${formatNumber(units, language)})`}</li>
  if (units === 1) return <li><Link to="verdicts" with={verdictAddress(only, kpi, kind)}>{name}</Link></li>
  return (
    <li>{name} ({formatNumber(units, language)})
      <small>{of.map((unit, i) => <Fragment key={unit}>{i > 0 && ', '}<Link to="verdicts" with={verdictAddress(unit, kpi, kind)}>{unitName(data, unit, language)}</Link></Fragment>)}{units > of.length && ` ${verdicts.moreUnits(formatNumber(units - of.length, language))}`}</small>
    </li>
  )
}

function Facts({ warning }: { warning: WarningAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords(), verdicts = useVerdictsWords(), language = useLanguage(), speech = useSpeech()
  const at = (instant: string): string => instantText(Date.parse(instant))
  const kpi = data.kpiById.get(warning.kpi)
  const { warning: said } = words
  const joined = warning.also.filter(({ how }) => how === 'joined'), covered = warning.also.filter(({ how }) => how === 'covered')
  return (
    <dl className="facts">
      <Fact name={said.state}>{words.warnings.states[warning.state]}{warning.shelvedUntil !== null && ` · ${words.warnings.shelved(at(warning.shelvedUntil))}`}</Fact>
      {warning.value !== null && <Fact name={said.value}><b>{valueText(kpi, warning.value, warning.expected, language)}</b>{warning.freshness === 'lost' && warning.newestAt !== null && <Lost newestAt={warning.newestAt} />}</Fact>}
      {warning.expected !== null && <Fact name={said.expected}>{lineText(kpi, warning.expected, language)}</Fact>}
      {warning.gap !== null && <Fact name={said.gap}>{gapText(kpi, warning, speech)}</Fact>}
      <Fact name={said.units}>{words.warnings.unitsOf(formatNumber(warning.units.affected, language), formatNumber(warning.units.due, language))}</Fact>
      <Fact name={said.since}>{warning.since === null ? words.warnings.unknownSince : <Since since={warning.since} warning={warning} />}</Fact>
      {warning.ended !== null && <Fact name={said.endedAt}><b>{at(warning.ended.at)}</b></Fact>}
      {warning.ended !== null && <Fact name={said.closesAt}>{at(warning.ended.closesAt)}</Fact>}
      {covered.length > 0 && <Fact name={said.also}><ul data-covered={covered.length}>{covered.map((one) => <CoveredLine key={`${one.rule} ${one.kpi} ${one.kind}`} of={one} />)}</ul></Fact>}
      <Fact name={said.opened}>{at(warning.openedAt)}</Fact>
      {warning.newestAt !== null && <Fact name={said.newest}>{at(warning.newestAt)}</Fact>}
      {warning.closedAt !== null && <Fact name={said.closedAt}>{at(warning.closedAt)}</Fact>}
      <Fact name={said.rule}><RuleLink of={warning} /></Fact>
      {joined.length > 0 && <Fact name={said.joined}><ul data-joined={joined.length}>{joined.map((one) => <li key={one.rule}><RuleLink of={one} /> ({said.joinedUnits(formatNumber(one.units, language))})</li>)}</ul></Fact>}
      {warning.task !== null && <Fact name={said.task}><Link to={`tasks/${encodeURIComponent(warning.task)}`}>{warning.taskOffice ?? said.taskOpen}</Link></Fact>}
      <Fact name={said.see}>
        <Link to="verdicts" with={{ unit: warning.unit, kpi: warning.kpi }}>{verdicts.ofFigure}</Link> · <Link to="projection" with={{ unit: warning.unit, kpi: warning.kpi }}>{said.seeProjection}</Link> · <Link to="quality" with={{ unit: warning.unit }}>{said.seeQuality}</Link>
      </Fact>
    </dl>
  )
}

/** See the file's head. */
export function WarningPage({ id }: { id: string }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage()
  const query = useWarningDetail(id)
  useFollowVersion('warnings')
  const warning = query.data?.warning
  const title = warning === undefined ? words.warnings.title : `${unitLine(data, warning.unit, language)}: ${kpiShort(data, warning.kpi, language)}`
  return <>
    <PageHead title={title} back={<Link to="warnings">{words.warning.back}</Link>}>
      {warning !== undefined && <p className="counts">{warning.ended === null ? <SeverityWord severity={warning.severity} /> : <span>{words.warning.hasEnded}</span>} <span>{words.kinds[warning.kind]}</span></p>}
    </PageHead>
    <Answered query={query} missing={<Link to="warnings">{words.warning.back}</Link>}>{(detail) => (
      <div className="two-columns">
        <div>
          <p className="evidence">{language === 'vi' ? detail.warning.evidenceVi : detail.warning.evidenceEn}</p>
          <p className="quiet">{kpiName(data, detail.warning.kpi, language)}</p>
          <WarningLines detail={detail} />
        </div>
        <aside>
          <Facts warning={detail.warning} />
          <WarningActs detail={detail} />
          <History acts={detail.history} about="warning" />
        </aside>
      </div>
    )}</Answered>
  </>
}
