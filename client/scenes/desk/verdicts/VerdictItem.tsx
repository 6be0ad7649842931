/** One verdict of a list: a row that opens to its sentence and numbers, how it was judged, when, on which reading, and the warning that tells of it. */
import { useEffect, useRef, type MouseEvent, type ReactElement, type ReactNode } from 'react'
import type { VerdictKind } from '../../../../data/judgement/verdict.ts'
import type { WarningLine } from '../../../../data/protocol/warning.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatClock, formatDate, nbsp } from '../../../ui/format.ts'
import { kpiName, kpiShort, useDesk } from '../desk-data.ts'
import { goSearch, Link, usePlace } from '../navigation.tsx'
import { SeverityWord } from '../parts/bits.tsx'
import { EvidenceTable } from '../parts/EvidenceTable.tsx'
import { searchWith } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { instantText } from '../values.ts'
import { useVerdictsWords } from './use-verdicts-words.ts'
import { verdictName, type ToldVerdict } from './verdict-address.ts'

/** On what each kind is judged (docs/judgement.md, the table of verdicts). */
const basisOf: Readonly<Record<VerdictKind, 'own' | 'subtree' | 'peers' | 'declared'>> = {
  late: 'own', lost: 'own', jump: 'own', stall: 'own', fell: 'own', down: 'own', flapping: 'own', below_plan: 'subtree', outlier: 'peers', mismatch: 'declared',
}

interface ItemProps {
  readonly verdict: ToldVerdict
  readonly unit: string
  readonly isOpen: boolean
}

function Fact({ name, children }: { name: string, children: ReactNode }): ReactElement {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}

function Facts({ verdict: { kpi, kind, judgedAt, newestAt, warning }, unit }: Omit<ItemProps, 'isOpen'>): ReactElement {
  const data = useDesk(), words = useVerdictsWords(), desk = useDeskWords()
  const sources = data.kpiById.get(kpi)?.sources ?? []
  const judgedMs = Date.parse(judgedAt)
  return (
    <dl className="facts">
      <Fact name={words.facts.method}>{words.methods[kind]}</Fact>
      <Fact name={words.facts.basis}>{words.basis[basisOf[kind]]}</Fact>
      {sources.length > 0 && <Fact name={words.facts.source}>{sources.map(({ document, section }) => `${document} ${section}`).join('; ')}</Fact>}
      <Fact name={words.facts.judged}>{`${formatClock(judgedMs)}${nbsp}${formatDate(judgedMs)}`}</Fact>
      {newestAt !== null && <Fact name={words.facts.newest}>{instantText(Date.parse(newestAt))}</Fact>}
      <Fact name={words.facts.warning}>{warning === null ? <>{words.noWarning} <Link to="rules">{words.whichRules}</Link></>
        : <Link to={`warnings/${encodeURIComponent(warning.id)}`}>{warning.how === 'line' ? words.inWarning : words.besideWarning}</Link>}</Fact>
      <Fact name={words.facts.see}><Link to="projection" with={{ unit, kpi }}>{desk.warning.seeProjection}</Link> · <Link to="quality" with={{ unit }}>{desk.warning.seeQuality}</Link></Fact>
    </dl>
  )
}

/** See the file's head. What is open stands in the address; what the address opens is brought into sight. */
export function VerdictItem({ verdict, unit, isOpen }: ItemProps): ReactElement {
  const data = useDesk(), words = useVerdictsWords(), desk = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const name = verdictName(verdict)
  const row = useRef<HTMLDetailsElement>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => { if (wasOpen.current) row.current?.scrollIntoView({ block: 'nearest' }) }, [])
  const toggle = (event: MouseEvent): void => {
    event.preventDefault()
    goSearch(searchWith(search, { page: new URLSearchParams(search).get('page'), open: isOpen ? null : name }))
  }
  const line: WarningLine = { ...verdict, unit, until: null }
  return (
    <details ref={row} open={isOpen} data-verdict={name}>
      <summary onClick={toggle}>
        <SeverityWord severity={verdict.severity} />
        <span><b id={`verdict-${name}`}>{kpiShort(data, verdict.kpi, language)}</b><small>{desk.kinds[verdict.kind]} · {verdict.warning === null ? words.noWarningShort : words.warningShort}</small></span>
        <span className="said">{language === 'vi' ? verdict.evidenceVi : verdict.evidenceEn}</span>
        <span className="since">{words.since(instantText(Date.parse(verdict.since)))}</span>
      </summary>
      {isOpen && <div className="opened">
        <p className="quiet">{kpiName(data, verdict.kpi, language)}</p>
        <EvidenceTable lines={[line]} kpi={verdict.kpi} group="" titleId={`verdict-${name}`} hasEnds={false} />
        <Facts verdict={verdict} unit={unit} />
      </div>}
    </details>
  )
}
