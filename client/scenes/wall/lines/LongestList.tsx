/** The longest outages of 30 days, or since lines are observed, with how closely each is known. */
import type { ReactElement } from 'react'
import { leastOutageOf } from '../../../../data/judgement/detect/outages.ts'
import type { LinesAnswer, OutageUnderWay, PastOutage } from '../../../../data/protocol/lines.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useLineWords } from '../../../i18n/words-lines.ts'
import { formatClock, formatDay, formatDuration, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useWallData } from '../wall-data.ts'
import { byLength, knownOf, leastLostS, lengthMs, type Known } from './line-looks.ts'

/** Rows of the list. */
export const longestRows = 12

const clock = (iso: string): string => `${formatClock(Date.parse(iso)).slice(0, 5)} ${formatDay(Date.parse(iso))}`

function Row({ outage, underWay, longestMs, nowMs }: { outage: PastOutage, underWay: readonly OutageUnderWay[], longestMs: number, nowMs: number }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const lines = useLineWords()
  const language = useLanguage()
  const { unit, from, to, resolution } = outage
  const ms = lengthMs(outage, underWay, nowMs)
  const length = formatDuration(ms, words.durations)
  const about = resolution === 'hour' ? lines.about : ''
  return (
    <tr data-unit={unit} data-resolution={resolution} data-going={to === null ? 'yes' : 'no'}>
      <th scope="row" className="unit">{unitName(data, unit, language)}</th>
      <td className="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={longestMs === 0 ? 0 : (ms / longestMs) * 100} height="10" fill={to === null ? 'var(--risk)' : 'var(--normal)'} /></svg></td>
      <td className="num length">{about}{length}</td>
      <td className="num">{about}{clock(from)}</td>
      <td className="num until">{to === null ? <><StatusShape look="at_risk" size={1.8} /> <b>{lines.goesOn}</b></> : `${about}${clock(to)}`}</td>
    </tr>
  )
}

/** Why there is no row, and what the strips beside show all the same: since when lines are observed, and what was lost in shorter outages. */
function NoOutage({ answer }: { answer: LinesAnswer }): ReactElement {
  const data = useWallData()
  const words = useWords(), lines = useLineWords(), language = useLanguage()
  const known = knownOf(answer), kpi = data.kpiById.get(answer.kpi)
  if (!answer.isWhole) return <p className="panel-note wrap">{lines.reading}</p>
  if (known === null || kpi === undefined) return <p className="panel-note wrap">{lines.nothingYet}</p>
  const least = formatDuration(leastOutageOf(kpi.cadenceMs), words.durations)
  return (
    <p className="panel-note wrap" data-known={known.isWhole ? 'whole' : 'part'}>
      {known.isWhole ? lines.noOutage(least) : lines.noOutageSince(sinceText(known), least)}
      {known.lostS >= leastLostS && known.units > 0 && <> {lines.shortOutages(formatDuration(known.lostS * 1000, words.durations), formatNumber(known.units, language), known.units)} {known.seen > 0 ? lines.seenIn(formatNumber(known.seen, language), known.seen) : lines.seenNowhere}</>}
    </p>
  )
}

const sinceText = ({ sinceMs, isHour }: Known): string => (isHour ? `${formatClock(sinceMs).slice(0, 5)} ${formatDay(sinceMs)}` : formatDay(sinceMs))

/** See the file's head. */
export function LongestList({ answer }: { answer: LinesAnswer }): ReactElement {
  const lines = useLineWords()
  const language = useLanguage()
  const nowMs = useNow((now) => Math.floor(now / 1000) * 1000)
  const all = byLength(answer, nowMs), rows = all.slice(0, longestRows), known = knownOf(answer)
  const longestMs = rows[0] === undefined ? 0 : lengthMs(rows[0], answer.underWay, nowMs)
  const isCut = answer.longestTotal > rows.length
  return (
    <>
      <header className="panel-head">
        <h2>{known === null || known.isWhole ? lines.longest : lines.longestSince(sinceText(known))}</h2>
        {isCut && <span className="more">{lines.moreOutages(formatNumber(answer.longestTotal, language), answer.longestTotal)}</span>}
      </header>
      {rows.length === 0 ? <NoOutage answer={answer} /> : (
        <>
          <table className="rows longest">
            <thead><tr>
              <th scope="col">{lines.columns.unit}</th><th scope="col"><span className="hidden">{lines.columns.length}</span></th><th scope="col" className="num">{lines.columns.length}</th>
              <th scope="col" className="num">{lines.columns.from}</th><th scope="col" className="num">{lines.columns.to}</th>
            </tr></thead>
            <tbody>{rows.map((outage) => <Row key={`${outage.unit} ${outage.from}`} outage={outage} underWay={answer.underWay} longestMs={longestMs} nowMs={nowMs} />)}</tbody>
          </table>
          <p className="footnote">{answer.isWhole ? lines.resolution : lines.reading}</p>
        </>
      )}
    </>
  )
}
