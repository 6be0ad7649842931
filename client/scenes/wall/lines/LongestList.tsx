/** The longest outages of 30 days, with how closely each is known. */
import type { ReactElement } from 'react'
import type { LinesAnswer, OutageUnderWay, PastOutage } from '../../../../data/protocol/lines.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useLineWords } from '../../../i18n/words-lines.ts'
import { formatClock, formatDay, formatDuration, formatNumber } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useWallData } from '../wall-data.ts'
import { lostMs } from './line-looks.ts'

/** Rows of the list. */
export const longestRows = 12

const clock = (iso: string): string => `${formatClock(Date.parse(iso)).slice(0, 5)} ${formatDay(Date.parse(iso))}`

function Row({ outage, underWay, longestS }: { outage: PastOutage, underWay: readonly OutageUnderWay[], longestS: number }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const lines = useLineWords()
  const language = useLanguage()
  const { unit, from, to, downS, resolution } = outage
  const length = useNow((nowMs) => formatDuration(lostMs(outage, underWay, nowMs), words.durations))
  const about = resolution === 'hour' ? lines.about : ''
  return (
    <tr data-unit={unit} data-resolution={resolution} data-going={to === null ? 'yes' : 'no'}>
      <th scope="row" className="unit">{unitName(data, unit, language)}</th>
      <td className="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={longestS === 0 ? 0 : (downS / longestS) * 100} height="10" fill={to === null ? 'var(--risk)' : 'var(--normal)'} /></svg></td>
      <td className="num length">{about}{length}</td>
      <td className="num">{about}{clock(from)}</td>
      <td className="num until">{to === null ? <><StatusShape look="at_risk" size={1.8} /> <b>{lines.goesOn}</b></> : `${about}${clock(to)}`}</td>
    </tr>
  )
}

/** See the file's head. */
export function LongestList({ answer }: { answer: LinesAnswer }): ReactElement {
  const lines = useLineWords()
  const language = useLanguage()
  const rows = answer.longest.slice(0, longestRows)
  const longestS = rows[0]?.downS ?? 0
  const isCut = answer.longestTotal > rows.length
  const empty = !answer.isWhole ? lines.reading : answer.self.counts.never === answer.self.counts.due ? lines.nothingYet : lines.noOutage
  return (
    <>
      <header className="panel-head"><h2>{lines.longest}</h2>{isCut && <span className="more">{lines.moreOutages(formatNumber(answer.longestTotal, language), answer.longestTotal)}</span>}</header>
      {rows.length === 0 ? <p className="panel-note wrap">{empty}</p> : (
        <>
          <table className="rows longest">
            <thead><tr>
              <th scope="col">{lines.columns.unit}</th><th scope="col"><span className="hidden">{lines.columns.length}</span></th><th scope="col" className="num">{lines.columns.length}</th>
              <th scope="col" className="num">{lines.columns.from}</th><th scope="col" className="num">{lines.columns.to}</th>
            </tr></thead>
            <tbody>{rows.map((outage) => <Row key={`${outage.unit} ${outage.from}`} outage={outage} underWay={answer.underWay} longestS={longestS} />)}</tbody>
          </table>
          <p className="footnote">{answer.isWhole ? lines.resolution : lines.reading}</p>
        </>
      )}
    </>
  )
}
