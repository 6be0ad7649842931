/** A unit's reporting duties: what it owes itself in a year, the race of the units below, and the template duties it may adopt. */
import type { ReactElement } from 'react'
import type { ObligationAnswer } from '../../../../data/protocol/answers.ts'
import type { UnitReportsAnswer } from '../../../../data/protocol/report-race.ts'
import { reportYears } from '../../../../data/plans/report-periods.ts'
import { yearOf } from '../../../../data/time/vietnam-time.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useFollowVersion, useObligations, useUnitReports } from '../../../queries/desk-queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import { kpiName, useDesk } from '../desk-data.ts'
import { goSearch, usePlace } from '../navigation.tsx'
import { PageHead } from '../parts/bits.tsx'
import { Refusal } from '../parts/Conflict.tsx'
import { useNotice } from '../parts/Notice.tsx'
import { Answered, AsOf } from '../parts/states.tsx'
import { given, searchWith, shapes } from '../route.ts'
import { useSender } from '../use-send.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { instantText } from '../values.ts'
import { periodText } from './period-words.ts'
import { Left, Race, ReportStateWord } from './Race.tsx'
import { UnitBar, useUnit } from './UnitBar.tsx'

function Parts({ parts }: { parts: UnitReportsAnswer['reports'][number]['parts'] }): ReactElement {
  const data = useDesk(), words = useDeskWords().reports, language = useLanguage()
  const done = parts.filter(({ firstAt }) => firstAt !== null).length
  const at = (instant: string | null): string => (instant === null ? words.partMissing : instantText(Date.parse(instant)))
  return (
    <details>
      <summary>{words.partsOf(formatNumber(done, language), formatNumber(parts.length, language))}</summary>
      <table className="table small">
        <thead><tr><th scope="col">{words.partsOpen}</th><th scope="col" className="num">{words.partReceived}</th></tr></thead>
        <tbody>{parts.map((part) => <tr key={part.kpi}><th scope="row">{kpiName(data, part.kpi, language)}</th><td className="num">{at(part.receivedAt ?? part.firstAt)}</td></tr>)}</tbody>
      </table>
    </details>
  )
}

function Own({ answer }: { answer: UnitReportsAnswer }): ReactElement {
  const words = useDeskWords().reports, language = useLanguage()
  const number = (n: number): string => formatNumber(n, language)
  const { columns } = words
  const uncounted = answer.reports.filter(({ counting }) => counting === 'nobody_in').length
  if (answer.reports.length === 0) return <p className="quiet">{words.ownNone}</p>
  return <>
    <div className="list-head">{[
      ...(answer.onTime.due === 0 ? uncounted === 0 ? [words.onTimeNone] : [] : [words.onTime(number(answer.onTime.inTime), number(answer.onTime.due))]), ...(uncounted === 0 ? [] : [words.uncounted(number(uncounted))]),
    ].join('; ')} <AsOf at={answer.at} /></div>
    <table className="table">
      <thead><tr><th scope="col">{columns.report}</th><th scope="col">{columns.period}</th><th scope="col">{columns.state}</th><th scope="col" className="num">{columns.due}</th><th scope="col">{columns.left}</th><th scope="col" className="num">{columns.handedIn}</th><th scope="col">{columns.parts}</th></tr></thead>
      <tbody>{answer.reports.map((report) => (
        <tr key={`${report.obligation} ${report.period}`} data-counting={report.counting}>
          <th scope="row">{language === 'vi' ? report.nameVi : report.nameEn}</th><td>{periodText(report.period, words)}</td><td><ReportStateWord state={report.state} counting={report.counting} />{report.counting === 'nobody_in' && <small>{words.notCounted}</small>}</td>
          <td className="num">{instantText(Date.parse(report.dueAt))}</td><td>{report.handedInAt === null && report.counting !== 'nobody_in' && <Left dueAt={report.dueAt} />}</td>
          <td className="num">{report.handedInAt === null ? '' : instantText(Date.parse(report.handedInAt))}</td><td><Parts parts={report.parts} /></td>
        </tr>
      ))}</tbody>
    </table>
  </>
}

/** Duties that bind only who adopted them. */
function Templates({ unit, duties }: { unit: string, duties: readonly ObligationAnswer[] }): ReactElement {
  const all = useDeskWords(), words = all.reports, language = useLanguage(), tell = useNotice(), data = useDesk()
  const sender = useSender(['obligations', 'units'])
  const adopt = async (id: string): Promise<void> => {
    if (await sender.send<object>('POST', `obligations/${encodeURIComponent(id)}/adoptions`, { unit }) !== null) tell({ text: words.adopted })
  }
  return (
    <section aria-labelledby="templates-title">
      <h2 id="templates-title">{words.templates}</h2>
      <p className="quiet">{words.templatesLead}</p>
      <Refusal error={sender.error} history={[]} />
      <table className="table"><tbody>{duties.map((duty) => (
        <tr key={duty.id}>
          <th scope="row">{language === 'vi' ? duty.nameVi : duty.nameEn}<small>{duty.fromVi} → {duty.toVi} · {duty.document} {duty.section}</small></th>
          <td>{words.adoptedBy(formatNumber(duty.adopted.length, language))}</td>
          <td>{duty.adopted.includes(unit) ? words.adoptedHere : data.session.role === 'read' || data.session.role === 'report' ? '' : <button type="button" disabled={sender.busy} onClick={() => { void adopt(duty.id) }}>{words.adopt}</button>}</td>
        </tr>
      ))}</tbody></table>
    </section>
  )
}

/** See the file's head. */
export function ReportsPage(): ReactElement {
  const words = useDeskWords().reports, { search } = usePlace()
  const unit = useUnit()
  const present = useNow(yearOf)
  const years = reportYears(present)
  const asked = Number(given(search, 'year', shapes.year) ?? present)
  const year = years.includes(asked) ? asked : present
  const own = useUnitReports(unit, year)
  const duties = useObligations(unit)
  useFollowVersion('reports')
  return <>
    <PageHead title={words.title} />
    <p className="lead">{words.lead}</p>
    <UnitBar unit={unit}>
      <label><span>{words.year}</span><select value={year} onChange={(event) => goSearch(searchWith(search, { year: event.currentTarget.value === String(present) ? null : event.currentTarget.value }))}>
        {years.map((one) => <option key={one} value={one}>{one}</option>)}
      </select></label>
    </UnitBar>
    <Answered query={duties}>{({ obligations }) => <>
      <section aria-labelledby="race-title"><h2 id="race-title">{words.race}</h2><Race unit={unit} duties={obligations.filter((duty) => duty.followed && duty.present !== null && duty.present.counts.due > 0)} /></section>
      <section aria-labelledby="own-title"><h2 id="own-title">{words.own}</h2><Answered query={own}>{(answer) => <Own answer={answer} />}</Answered></section>
      {obligations.some((duty) => duty.template && duty.followed) && <Templates unit={unit} duties={obligations.filter((duty) => duty.template && duty.followed)} />}
    </>}</Answered>
  </>
}
