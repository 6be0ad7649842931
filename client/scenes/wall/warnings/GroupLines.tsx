/** The units of a grouped warning: one province down is one warning with many lines, and here they are, worst first. */
import type { ReactElement } from 'react'
import type { WarningAnswer, WarningLine } from '../../../../data/protocol/warning.ts'
import { useWarningDetail } from '../../../queries/desk-queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import { wholePart } from '../../../ui/whole-words.ts'
import { isSilence, lastingText, lineSince, warningLook } from '../anomaly-rows.ts'
import { useRowSpeech } from '../use-row-speech.ts'
import { unitName, useWallData, type WallData } from '../wall-data.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'

/** Height of the head and of a line, width of a line without its reason, and of a letter of that, u. */
const headHeight = 4.8, lineHeight = 3.3, lineWidth = 46, reasonLetter = 0.98
/** A line this wide has room for its reason; wider panels have more columns, u. */
const reasonFrom = 80

/** Whether a warning has units to show. */
export function isGroup({ units }: WarningAnswer): boolean {
  return units.due > 1
}

function isUnder(data: WallData, code: string): boolean {
  for (let unit: string | null = code; unit !== null; unit = data.unitByCode.get(unit)?.parent ?? null) if (unit === data.root.code) return true
  return false
}

function Line({ line, warning, nowMs, letters }: { line: WarningLine, warning: WarningAnswer, nowMs: number, letters: number }): ReactElement {
  const data = useWallData()
  const { words, language } = useRowSpeech()
  return (
    <li>
      <b>{unitName(data, line.unit, language)}</b>
      {letters > 0 && <span className="line-why">{wholePart(language === 'vi' ? line.evidenceVi : line.evidenceEn, letters)}</span>}
      <span className="line-lasting">{lastingText(lineSince(line, warning), nowMs, warning, words.durations)}</span>
    </li>
  )
}

/** See the file's head. `width`, `height` in u. */
export function GroupLines({ warning, nowMs, width, height }: { warning: WarningAnswer, nowMs: number, width: number, height: number }): ReactElement {
  const data = useWallData()
  const { lists, words, language } = useRowSpeech()
  const { data: answer, isError } = useWarningDetail(warning.id)
  const wide = width >= reasonFrom
  const columns = Math.max(1, Math.floor(width / (wide ? reasonFrom : lineWidth)))
  const reason = wide ? Math.floor((width / columns - lineWidth - 3) / reasonLetter) : 0
  const room = Math.max(0, Math.floor((height - headHeight) / lineHeight)) * columns
  const standing = (answer?.lines ?? []).filter(({ unit, until }) => until === null && isUnder(data, unit))
  const shown = standing.slice(0, room)
  const all = warning.units.affected
  return (
    <section className="group-lines" data-group={warning.id}>
      <h2 className="sub-head">
        <span><StatusShape look={warningLook(warning)} size={2} /><span className="rank">{warning.rank}</span> {unitName(data, warning.unit, language)}</span>
        <small>{answer === undefined ? (isError ? words.unreachable : words.loading) : (isSilence(warning) ? lists.longestOf : lists.linesOf)(formatNumber(shown.length, language), formatNumber(all, language))}</small>
      </h2>
      <ol style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
        {shown.map((line) => <Line key={line.unit} line={line} warning={warning} nowMs={nowMs} letters={reason} />)}
      </ol>
    </section>
  )
}
