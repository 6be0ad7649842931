/** Warnings as rows that can be scanned: where | now | should be | why | for how long | who. Only what nobody has gets a box. */
import type { CSSProperties, ReactElement } from 'react'
import type { WarningAnswer } from '../../../../data/protocol/warning.ts'
import { formatAge, formatDate, formatDuration } from '../../../ui/format.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { anomalyRow, lastedUntilMs, newestText, type RowSpeech } from '../anomaly-rows.ts'
import { useRowSpeech } from '../use-row-speech.ts'
import { fitRow, rowKinds } from './row-fit.ts'
import { useWallData } from '../wall-data.ts'

/** What is said below who has it: when they took it, or until when it is silent. */
function takenText({ shelvedUntil, takenAt, openedAt, state }: WarningAnswer, { lists, words }: RowSpeech, shelved: (until: string) => string): string {
  if (shelvedUntil !== null) return shelved(formatDate(Date.parse(shelvedUntil)))
  if (takenAt === null || state === 'open') return ''
  const age = formatAge(Math.max(0, Date.parse(takenAt) - Date.parse(openedAt)), words.durations)
  return state === 'assigned' ? lists.assignedAfter(age) : lists.takenAfter(age)
}

function Row({ warning, nowMs, width, rowHeight, marked, shelved }: { warning: WarningAnswer, nowMs: number, width: number, rowHeight: number, marked: boolean, shelved: (until: string) => string }): ReactElement {
  const data = useWallData()
  const speech = useRowSpeech()
  const { words, lists, language } = speech
  const row = anomalyRow(warning, data, nowMs, speech)
  const { heading, evidence, nowSize } = fitRow(width, rowHeight, { heading: language === 'vi' ? warning.ruleVi : warning.ruleEn, evidence: row.evidence, now: row.now })
  return (
    <tr data-warning={warning.id} data-look={row.look} data-state={warning.state} data-marked={marked ? 'yes' : 'no'}>
      <td className="mark"><StatusShape look={row.shape} size={2.8} /><span className="rank">{row.rank}</span><span className="hidden">{words.status[row.shape]}</span></td>
      <th scope="row" className="unit">{row.unit}<small>{row.kpi}</small></th>
      <td className="num now" style={{ fontSize: `${nowSize}rem` }}>{row.now}</td>
      <td className="must">{row.must}</td>
      <td className="why"><b>{heading}</b> <small>{evidence}</small></td>
      <td className="num lasting">{warning.since === null && row.lasting === words.unknownSince ? row.lasting : formatLasting(warning, nowMs, row.lasting, speech)}<small>{newestText(warning, data, nowMs, speech)}</small></td>
      <td className="who">{row.who ?? <b className="nobody-box">{lists.nobody}</b>}<small>{takenText(warning, speech, shelved)}</small></td>
    </tr>
  )
}

/** An outage or a silence to the minute, as the list of the overview says it. */
function formatLasting(warning: WarningAnswer, nowMs: number, said: string, { words }: RowSpeech): string {
  return warning.kind === 'report_due' && warning.since !== null ? formatDuration(lastedUntilMs(warning, nowMs) - Date.parse(warning.since), words.durations) : said
}

/** See the file's head. `width`, `rowHeight` in u; `marked`: the warning to be looked at first. */
export function WarningTable({ rows, nowMs, width, rowHeight, marked, shelved }: {
  rows: readonly WarningAnswer[], nowMs: number, width: number, rowHeight: number, marked: string | null, shelved: (until: string) => string,
}): ReactElement {
  const { lists: { columns } } = useRowSpeech()
  return (
    <table className="rows scene-rows warnings-scene" style={{ '--row': `${rowHeight}rem` } as CSSProperties} data-flow={rowHeight < rowKinds.block ? 'yes' : 'no'} data-tall={rowHeight >= rowKinds.tall ? 'yes' : 'no'}>
      <thead><tr>
        <th scope="col"><span className="hidden">#</span></th><th scope="col">{columns.unit}</th><th scope="col" className="num">{columns.now}</th><th scope="col">{columns.must}</th>
        <th scope="col">{columns.why}</th><th scope="col" className="num">{columns.lasting}</th><th scope="col">{columns.who}</th>
      </tr></thead>
      <tbody>{rows.map((warning) => <Row key={warning.id} warning={warning} nowMs={nowMs} width={width} rowHeight={rowHeight} marked={warning.id === marked} shelved={shelved} />)}</tbody>
    </table>
  )
}
