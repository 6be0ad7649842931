/** The reports of one office: what this month's is made of and what is missing of it, and how each month of the year was met. */
import type { CSSProperties, ReactElement } from 'react'
import type { UnitReportsAnswer } from '../../../../data/protocol/report-race.ts'
import { useUnitReports } from '../../../queries/desk-queries.ts'
import { useLanguage, useSceneWords, useWords } from '../../../i18n/language.ts'
import { formatDay, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { shortName } from '../figure-words.ts'
import { useListWords } from '../use-list-words.ts'
import { useWallData } from '../wall-data.ts'
import { monthOf } from './Duty.tsx'
import { raceLooks } from './race-looks.ts'
import { momentWords } from './RaceTable.tsx'

type Report = UnitReportsAnswer['reports'][number]

/** Months of a year. */
const months = 12
/** Height of a row of parts at most, and of what stands above them, u: as many as a report can have fit. */
const partHeight = 6, headsHeight = 8

function Parts({ report, height }: { report: Report, height: number }): ReactElement {
  const data = useWallData()
  const lists = useListWords(), language = useLanguage()
  const come = report.parts.filter(({ receivedAt }) => receivedAt !== null).length
  const parts = report.parts.toSorted((a, b) => Number(a.receivedAt !== null) - Number(b.receivedAt !== null))
  return (
    <>
      <h2 className="sub-head">{lists.reportOf(monthOf(report.period))}<small>{lists.partsIn(formatNumber(come, language), formatNumber(report.parts.length, language))}</small></h2>
      <table className="rows race parts" style={{ '--row': `${Math.min(partHeight, (height - headsHeight) / Math.max(1, parts.length))}rem` } as CSSProperties}>
        <thead><tr><th scope="col">{lists.part}</th><th scope="col" className="own-state">{lists.partState}</th><th scope="col" className="num last">{lists.partAt}</th></tr></thead>
        <tbody>{parts.map(({ kpi, receivedAt }) => {
          const known = data.kpiById.get(kpi)
          const look = receivedAt !== null ? 'met' : report.state === 'missing' ? 'behind' : 'no_target'
          return (
            <tr key={kpi} data-part={kpi}>
              <th scope="row" className="unit">{known === undefined ? kpi : shortName(known, language)}</th>
              <td className="own-state"><StatusShape look={look} size={1.9} /> {receivedAt === null ? lists.awaited : lists.received}</td><td className="num last">{momentWords(receivedAt)}</td>
            </tr>
          )
        })}</tbody>
      </table>
    </>
  )
}

function Year({ answer, reports }: { answer: UnitReportsAnswer, reports: readonly Report[] }): ReactElement {
  const scene = useSceneWords().reports
  const lists = useListWords(), language = useLanguage()
  return (
    <>
      <h2 className="sub-head">{lists.year(String(answer.year))}<small>{lists.onTimeYear(formatNumber(answer.onTime.inTime, language), formatNumber(answer.onTime.due, language))}</small></h2>
      <ol className="own-year">
        {reports.slice(0, months).map(({ period, state, counting, handedInAt, dueAt }) => (
          <li key={period} data-state={state} data-counting={counting}><b>{lists.month(monthOf(period))}</b><StatusShape look={raceLooks[state]} size={2.2} /> <span>{scene.states[state]}</span>
            <small>{counting === 'nobody_in' ? lists.notCounted : handedInAt !== null ? momentWords(handedInAt) : lists.deadline(formatDay(Date.parse(dueAt)))}</small></li>
        ))}
      </ol>
    </>
  )
}

/** See the file's head. `obligation`, `period`: which report is looked at; `height` in u. */
export function OwnReports({ unit, obligation, period, height }: { unit: string, obligation: string, period: string, height: number }): ReactElement {
  const words = useWords(), scene = useSceneWords().reports
  const { data: answer, isError } = useUnitReports(unit, Number(period.slice(0, 4)))
  if (answer === undefined) return <p className="panel-note">{isError ? words.unreachable : words.loading}</p>
  const reports = answer.reports.filter((report) => report.obligation === obligation)
  const present = reports.find((report) => report.period === period)
  if (present === undefined) return <p className="panel-note">{scene.none}</p>
  return <div className="own-reports"><div><Parts report={present} height={height} /></div><div><Year answer={answer} reports={reports} /></div></div>
}
