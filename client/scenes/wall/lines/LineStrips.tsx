/** Lines along time: a row a unit, a cell an hour or a day; only what is abnormal carries colour. */
import type { ReactElement } from 'react'
import type { LinesAnswer, LineUnit } from '../../../../data/protocol/lines.ts'
import { dayMs, hourMs } from '../../../../data/time/vietnam-time.ts'
import { LineStrip, type StripLook } from '../../../charts/LineStrip.tsx'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { useLineWords } from '../../../i18n/words-lines.ts'
import type { Box } from '../../../map/view.ts'
import { formatClock, formatDay, formatNumber, percentDigits } from '../../../ui/format.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { hasOnlyBegun, rowsThatFit, stripLooks, uptimeOf } from './line-looks.ts'

/** Widths of the names and of the value of a row, u. */
const nameWidth = 17
/** See `nameWidth`. */
const valueWidth = 9
/** Heights of head, axis and legend together, u. */
const frameHeight = 14
/** Lowest and tallest row, u. */
const rowHeights = { low: 3.05, tall: 7, only: 26 } as const
/** Tallest strip of several, and of one, u. */
const stripHeights = { many: 4.6, only: 14 } as const

const legend = ['at_risk', 'behind', 'lost', 'met', 'silent'] as const satisfies readonly StripLook[]

function valueText(row: LineUnit, kind: 'hours' | 'days', language: 'vi' | 'en'): string {
  const share = uptimeOf(row, kind)
  return share === null ? '–' : percentDigits(share, language, 2)
}

function Row({ row, whole, isNew, kind, width, height }: { row: LineUnit, whole: LineUnit, isNew: boolean, kind: 'hours' | 'days', width: number, height: number }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const lines = useLineWords()
  const language = useLanguage()
  const cells = stripLooks(row, whole, kind, isNew)
  const name = unitName(data, row.unit, language)
  const counted = legend.map((look) => `${(kind === 'hours' ? lines.hourLegend : lines.dayLegend)[look]} ${cells.filter((cell) => cell === look).length}`).join(', ')
  const isAbnormal = cells.some((cell) => cell !== 'met' && cell !== 'silent' && cell !== 'coming')
  return (
    <tr data-unit={row.unit} data-abnormal={isAbnormal ? 'yes' : 'no'} style={{ height: `${height}rem` }}>
      <th scope="row">{data.unitByCode.get(row.unit)?.level === 'centre' ? words.nationwide : name}</th>
      <td><LineStrip cells={cells} width={width} height={Math.min(height > rowHeights.tall ? stripHeights.only : stripHeights.many, height * 0.8)} label={`${name}: ${counted}`} /></td>
      <td className="num">{valueText(row, kind, language)}</td>
    </tr>
  )
}

/** Every sixth hour, or every fifth day, under its cell. */
function Axis({ answer, kind, width }: { answer: LinesAnswer, kind: 'hours' | 'days', width: number }): ReactElement {
  const count = answer.self[kind].observed.length
  const step = kind === 'hours' ? hourMs : dayMs
  const fromMs = Date.parse(kind === 'hours' ? answer.hoursFrom : answer.daysFrom)
  const every = kind === 'hours' ? 6 : 5
  const places = Array.from({ length: count }, (_, i) => i).filter((i) => (count - 1 - i) % every === 0 && i > 0)
  return (
    <p className="strip-axis" style={{ width: `${width}rem`, marginLeft: `${nameWidth}rem` }}>
      {places.map((i) => <span key={i} style={{ left: `${((i + 0.5) / count) * 100}%` }}>{kind === 'hours' ? formatClock(fromMs + i * step).slice(0, 5) : formatDay(fromMs + i * step)}</span>)}
    </p>
  )
}

/** See the file's head. */
export function LineStrips({ answer, kind, box }: { answer: LinesAnswer, kind: 'hours' | 'days', box: Box }): ReactElement {
  const lines = useLineWords()
  const language = useLanguage()
  const isNew = hasOnlyBegun(answer, kind, useWallData().kpiById.get(answer.kpi)?.cadenceMs ?? null)
  const all = answer.children.length > 0 ? answer.children : [answer.self]
  const room = Math.max(1, Math.floor((box.h - frameHeight) / rowHeights.low))
  const rows = rowsThatFit(all, room, kind)
  const height = Math.min(all.length === 1 ? rowHeights.only : rowHeights.tall, (box.h - frameHeight) / rows.length)
  const width = box.w - nameWidth - valueWidth
  const rest = all.length - rows.length
  const seen = new Set(rows.flatMap((row) => stripLooks(row, answer.self, kind, isNew)))
  const shown = legend.filter((look) => look !== 'silent' || seen.has(look))
  const names = kind === 'hours' ? lines.hourLegend : lines.dayLegend
  return (
    <>
      <header className="panel-head">
        <h2>{kind === 'hours' ? lines.hours : lines.days}</h2>
        {rest > 0 && <span className="more">{lines.lowestFirst} · {lines.restQuiet(formatNumber(rest, language), rest)}</span>}
        <span className="aside">{lines.share} %</span>
      </header>
      <Axis answer={answer} kind={kind} width={width} />
      <table className="line-strips" data-kind={kind}>
        <colgroup><col style={{ width: `${nameWidth}rem` }} /><col /><col style={{ width: `${valueWidth}rem` }} /></colgroup>
        <tbody>{rows.map((row) => <Row key={row.unit} row={row} whole={answer.self} isNew={isNew} kind={kind} width={width} height={height} />)}</tbody>
      </table>
      <p className="strip-names">{shown.map((look) => <span key={look}><LineStrip cells={[look]} width={2.2} height={2.2} label="" />{names[look]}</span>)}</p>
    </>
  )
}
