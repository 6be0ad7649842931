/** Units by one KPI, worst first, in as many columns of rows as the panel is wide. The mark of a row is the one that its unit bears on the map. */
import { memo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useMapWords, useWords } from '../../../i18n/language.ts'
import { lineText } from '../../../ui/figure-text.ts'
import { formatAge, formatNumber, nbsp } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { gapText, lostText, toldNow, type GapUnit, type Speech } from '../figure-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { isNotable, type RankedUnit } from './ranking.ts'

/** Letters for which the column beside the value has room. */
const besideLetters = 20
const rowHeight = 4.25
const headHeight = 8.4

/** How many rows a column of a panel `h` u high holds. */
export function rowsIn(h: number): number {
  return Math.max(1, Math.floor((h - headHeight) / rowHeight))
}

/** What the distances of a list are told in: things, or points where one of them would be too long: a list has one unit, or its rows could not be compared. */
export function gapUnitOf(kpi: KpiAnswer, cells: readonly Cell[], speech: Speech): GapUnit {
  return cells.some((cell) => gapText(kpi, cell, speech).length > besideLetters) ? 'points' : 'things'
}

/** What stands beside a value: how far it is from its line; of a late figure how old it is; or for how long the unit has been silent. */
export function besideText(kpi: KpiAnswer, cell: Cell, look: Look, nowMs: number, speech: Speech, unit: GapUnit = gapUnitOf(kpi, [cell], speech)): string {
  const { words, language } = speech
  if (look === 'lost') return lostText(cell.newestAtMs, nowMs, speech)
  if (look === 'no_data' || look === 'silent') return words.status[look]
  if (cell.freshness === 'late' && cell.newestAtMs !== null) return words.ago(formatAge(nowMs - cell.newestAtMs, words.durations))
  if (cell.expected === null) return words.noTarget
  return gapText(kpi, cell, speech, unit) || words.mustFloor(lineText(kpi, cell.expected, language))
}

function Row({ kpi, row, mark, gapUnit }: { kpi: KpiAnswer, row: RankedUnit, mark: string, gapUnit: GapUnit }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const { unit, look, cell } = row
  const beside = useNow((nowMs) => besideText(kpi, cell, look, nowMs, { language, words }, gapUnit))
  const now = toldNow(kpi, cell, language)
  return (
    <tr data-unit={unit} data-look={look} data-mark={mark} data-late={cell.freshness === 'late' ? 'yes' : undefined}>
      <td className="mark"><StatusShape look={look} size={2} />{mark !== '' && <span className="rank">{mark}</span>}<span className="hidden">{words.status[look]}</span></td>
      <th scope="row" className="unit">{unitName(data, unit, language)}</th>
      <td className={now.isLast ? 'num now last-known' : 'num now'}>{now.text}</td>
      <td className="must">{beside}</td>
    </tr>
  )
}

/** Letters of the line that names those without a row, and what a name takes beside its own: its shape and the room around. */
const restLetters = 58, aroundName = 4

/** How many names have room in a line: all, or as many as stand beside the count of the others. Pure. */
export function namesInRest(names: readonly string[], more: (left: number) => string, letters = restLetters): number {
  const taken = (shown: number): number => names.slice(0, shown).reduce((sum, name) => sum + name.length + aroundName, 0) + (shown < names.length ? more(names.length - shown).length : 0)
  let shown = names.length
  while (shown > 0 && taken(shown) > letters) shown--
  return shown
}

/** Rows of a list with so much room, and those below the last row who are named in the place of one. Pure. */
function rowsAndHidden(ranked: readonly RankedUnit[], room: number): { readonly rows: number, readonly hidden: readonly RankedUnit[] } {
  const hidden = ranked.slice(room).some(isNotable) ? ranked.slice(room - 1).filter(isNotable) : []
  return { rows: hidden.length > 0 ? room - 1 : room, hidden }
}

/** How many of the abnormal, worst first, a list names in rows or below them if each bears a letter: a letter on the map that no list names says nothing. Pure. */
export function namedIn(ranked: readonly RankedUnit[], room: number, nameOf: (unit: string) => string, more: (left: number) => string): number {
  const { rows, hidden } = rowsAndHidden(ranked, room)
  return rows + namesInRest(hidden.map(({ unit }) => `A${nbsp}${nameOf(unit)}`), more)
}

/** The abnormal below the last row, in the place of one: named, worst first, each with the mark that it bears on the map. */
function Rest({ units, marks }: { units: readonly RankedUnit[], marks: ReadonlyMap<string, string> }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const more = words.moreUnits[data.unitByCode.get(units[0]?.unit ?? '')?.level === 'province' ? 'province' : 'commune']
  const moreOf = (left: number): string => more(formatNumber(left, language), left)
  const names = units.map(({ unit }) => [marks.get(unit) ?? '', unitName(data, unit, language)].filter((part) => part !== '').join(nbsp))
  const shown = namesInRest(names, moreOf)
  return (
    <p className="rank-rest">
      {units.slice(0, shown).map(({ unit, look }, i) => <span key={unit}><StatusShape look={look} size={1.8} />{names[i]}<span className="hidden">: {words.status[look]}</span></span>)}
      {shown < names.length && <span>{moreOf(names.length - shown)}</span>}
    </p>
  )
}

/** See the file's head. `marks`: by unit; `height`: of the panel, u. */
export const RankList = memo(function RankList({ title, kpi, ranked, marks, height, columns }: {
  title: string, kpi: KpiAnswer, ranked: readonly RankedUnit[], marks: ReadonlyMap<string, string>, height: number, columns: number,
}): ReactElement {
  const words = useWords()
  const map = useMapWords()
  const language = useLanguage()
  const perColumn = rowsIn(height)
  const room = perColumn * columns
  const { rows, hidden } = rowsAndHidden(ranked, room)
  const parts = Array.from({ length: columns }, (_, i) => ranked.slice(i * perColumn, Math.min(rows, (i + 1) * perColumn))).filter((part) => part.length > 0)
  const left = ranked.length - rows
  const silent = !ranked.some(({ look }) => look !== 'silent')
  const gapUnit = gapUnitOf(kpi, ranked.map(({ cell }) => cell), { language, words })
  const fine = !silent && !ranked.some(isNotable)
  return (
    <>
      <header className="panel-head"><h2>{title}</h2>{fine && <span className="more">{map.allFine}</span>}{!fine && !silent && left > 0 && <span className="more">{map.more(formatNumber(left, language))}</span>}</header>
      {silent && <p className="panel-note">{map.noFigures}</p>}
      <div className="rank-columns">
        {!silent && parts.map((part, i) => (
          <div key={part[0]!.unit}>
            <table className="rows rank-list">
              <thead><tr><th scope="col"><span className="hidden">#</span></th><th scope="col">{map.columns.unit}</th><th scope="col" className="num">{map.columns.now}</th><th scope="col">{map.columns.gap}</th></tr></thead>
              <tbody>{part.map((row) => <Row key={row.unit} kpi={kpi} row={row} mark={marks.get(row.unit) ?? ''} gapUnit={gapUnit} />)}</tbody>
            </table>
            {i === parts.length - 1 && hidden.length > 0 && <Rest units={hidden} marks={marks} />}
          </div>
        ))}
      </div>
      <span className="hidden">{words.worstFirst}</span>
    </>
  )
})
