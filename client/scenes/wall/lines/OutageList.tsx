/** Outages under way: which, since when, for how long, whether anybody has taken it; below them the lines of which nothing is known, and those that flap. */
import type { ReactElement } from 'react'
import type { LinesAnswer, OutageUnderWay } from '../../../../data/protocol/lines.ts'
import { dayStart } from '../../../../data/time/vietnam-time.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useLineWords } from '../../../i18n/words-lines.ts'
import { formatAge, formatClock, formatDay, formatDuration, formatNumber } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useWallData } from '../wall-data.ts'
import { isUntaken, lastingMs } from './line-looks.ts'

/** Rows of outages under way. */
export const outageRows = 5
/** Units named of those that are silent or flapping. */
const namedRows = 3

const hourText = (ms: number, nowMs: number): string => (ms >= dayStart(nowMs) ? formatClock(ms).slice(0, 5) : `${formatClock(ms).slice(0, 5)} ${formatDay(ms)}`)

function Taken({ outage, isCommune }: { outage: OutageUnderWay, isCommune: boolean }): ReactElement {
  const lines = useLineWords()
  const { warning } = outage
  if (warning === null && isCommune) return <td className="taken"><span>{lines.takenStates.open}</span><small>{lines.noWarning}</small></td>
  if (warning === null || isUntaken(outage)) return <td className="taken"><b className="nobody">{lines.takenStates.open}</b></td>
  const more = warning.shelvedUntil === null ? warning.task ?? '' : lines.shelved(formatDay(Date.parse(warning.shelvedUntil)))
  return <td className="taken"><span>{lines.takenStates[warning.state]}</span>{more !== '' && <small>{more}</small>}</td>
}

function Row({ outage }: { outage: OutageUnderWay }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const lines = useLineWords()
  const language = useLanguage()
  const { lastHour: { up, observed } } = outage
  const lasting = useNow((nowMs) => formatDuration(Math.max(0, lastingMs(outage, nowMs)), words.durations))
  const unheard = useNow((nowMs) => formatAge(nowMs - Date.parse(outage.newestAt), words.durations))
  const since = useNow((nowMs) => hourText(Date.parse(outage.since), nowMs))
  const lost = formatNumber(Math.round((observed - up) / 60), language)
  return (
    <tr data-unit={outage.unit} data-taken={isUntaken(outage) ? 'no' : 'yes'}>
      <td className="mark"><StatusShape look={outage.silent ? 'lost' : 'at_risk'} size={2.8} /></td>
      <th scope="row" className="unit">{unitName(data, outage.unit, language)}<small>{outage.silent ? lines.heardAgo(unheard) : `${lines.columns.hour} ${lines.lost(lost)}`}</small></th>
      <td className="num lasting">{lasting}<small>{lines.columns.since} {since}</small></td>
      <Taken outage={outage} isCommune={data.unitByCode.get(outage.unit)?.level === 'commune'} />
    </tr>
  )
}

function NamedUnit({ line, isFirst }: { line: LinesAnswer['silent'][number], isFirst: boolean }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const lines = useLineWords()
  const language = useLanguage()
  const age = useNow((nowMs) => (line.since === null ? lines.states.never : formatAge(nowMs - Date.parse(line.since), words.durations)))
  return <span>{!isFirst && ' · '}<b>{unitName(data, line.unit, language)}</b> {age}</span>
}

/** One line of names: `▨ Mất dữ liệu 2  Cao Bằng 69 giờ · Lạng Sơn 45 giờ và 3 nữa`. */
function Named({ look, title, note, rows, total }: {
  look: Look, title: string, note: string, rows: LinesAnswer['silent'], total: number,
}): ReactElement {
  const lines = useLineWords()
  const language = useLanguage()
  const shown = rows.slice(0, namedRows)
  const rest = total - shown.length
  return (
    <div className="named-lines" data-look={look}>
      <h3><StatusShape look={look} size={2.2} />{title} <b>{formatNumber(total, language)}</b>{note !== '' && <small>{note}</small>}</h3>
      <p>{shown.map((line, i) => <NamedUnit key={line.unit} line={line} isFirst={i === 0} />)}{rest > 0 && <span> {lines.andOthers(formatNumber(rest, language))}</span>}</p>
    </div>
  )
}

/** See the file's head. */
export function OutageList({ answer }: { answer: LinesAnswer }): ReactElement {
  const lines = useLineWords()
  const language = useLanguage()
  const { counts } = answer.self
  const silent = counts.silent + counts.never
  const extras = Number(silent > 0) + Number(counts.flapping > 0)
  const rows = answer.underWay.slice(0, outageRows - extras)
  const more = answer.underWayTotal - rows.length
  const isMute = counts.never === counts.due
  return (
    <>
      <header className="panel-head"><h2>{lines.underWay}{!isMute && <span className="count">{formatNumber(counts.down, language)}</span>}</h2>{more > 0 && <span className="more">{lines.more(formatNumber(more, language), more)}</span>}</header>
      {rows.length === 0 ? <p className="panel-note wrap">{isMute ? lines.noneYet : lines.noneDown}</p> : (
        <table className="rows outages">
          <thead><tr><th scope="col"><span className="hidden">#</span></th><th scope="col">{lines.columns.unit}</th><th scope="col" className="num">{lines.columns.lasting}</th><th scope="col">{lines.columns.taken}</th></tr></thead>
          <tbody>{rows.map((outage) => <Row key={outage.unit} outage={outage} />)}</tbody>
        </table>
      )}
      {silent > 0 && !isMute && <Named look="lost" title={lines.silent} note={lines.silentNote} rows={answer.silent} total={silent} />}
      {counts.flapping > 0 && <Named look="behind" title={lines.flapping} note="" rows={answer.flapping} total={counts.flapping} />}
    </>
  )
}
