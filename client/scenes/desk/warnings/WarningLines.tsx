/** The affected units of a warning with the numbers behind each verdict, a column a number, a page of rows at a time. */
import { useMemo, useState, type ReactElement } from 'react'
import { evidenceIds, type EvidenceId } from '../../../../data/judgement/verdict.ts'
import type { WarningDetailAnswer, WarningLine } from '../../../../data/protocol/warning.ts'
import { searchKey } from '../../../../data/units/search-key.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { kpiName, unitLine, unitName, unitPlace, useDesk } from '../desk-data.ts'
import { usePlace } from '../navigation.tsx'
import { Pager, SeverityWord } from '../parts/bits.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { given, shapes } from '../route.ts'
import { useDeskWords, useSpeech } from '../use-desk-words.ts'
import { evidenceText, instantText } from '../values.ts'

/** Rows shown at a time: all 500 would take a second to lay out. */
const linesPerPage = 100
/** Units without a figure that the server's sentence names. */
const namedInSentence = 5

/** The numbers that any of the lines has, in the order of the contract. */
export function evidenceColumns(lines: readonly WarningLine[]): readonly EvidenceId[] {
  const found = new Set(lines.flatMap(({ numbers }) => numbers.map(({ id }) => id)))
  return evidenceIds.filter((id) => found.has(id))
}

/** The units below without a figure, or the parts a report misses, where the sentence cannot name them all. */
function Missing({ line: { missing, numbers } }: { line: WarningLine }): ReactElement | null {
  const data = useDesk(), words = useDeskWords().warning, language = useLanguage()
  if (missing.length <= namedInSentence) return null
  const isParts = numbers.some(({ id }) => id === 'missing_parts')
  const all = numbers.find(({ id }) => id === 'missing_units')?.value ?? missing.length
  const more = all - missing.length
  return (
    <details><summary>{(isParts ? words.missingParts : words.missingUnits)(formatNumber(isParts ? missing.length : all, language))}</summary>
      {missing.map((one) => (isParts ? kpiName : unitName)(data, one, language)).join(', ')}{!isParts && more > 0 && ` ${words.missingMore(formatNumber(more, language))}`}
    </details>
  )
}

function Row({ line, kpi, group, columns }: { line: WarningLine, kpi: string, group: string, columns: readonly EvidenceId[] }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), speech = useSpeech()
  const place = data.unitByCode.get(line.unit)?.parent === group ? null : unitPlace(data, line.unit, language)
  const told = (id: EvidenceId): string => {
    const number = line.numbers.find((one) => one.id === id)
    return number === undefined ? '' : evidenceText(number, data.kpiById.get(kpi), line.numbers, speech)
  }
  return (
    <tr data-unit={line.unit}>
      <td><SeverityWord severity={line.severity} bare /></td>
      <th scope="row"><span>{unitName(data, line.unit, language)}{place !== null && `, ${place}`}</span><small>{language === 'vi' ? line.evidenceVi : line.evidenceEn}</small><Missing line={line} /></th>
      {columns.map((id) => <td key={id} className="num">{told(id)}</td>)}
      <td className="num">{instantText(Date.parse(line.since))}</td><td className="num">{line.until === null ? words.warning.still : instantText(Date.parse(line.until))}</td>
    </tr>
  )
}

/** See the file's head. */
export function WarningLines({ detail }: { detail: WarningDetailAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const { warning, lines, linesTotal } = detail
  const [sought, setSought] = useState<string | null>(null)
  const columns = useMemo(() => evidenceColumns(lines), [lines])
  const shown = sought === null ? lines : lines.filter(({ unit }) => searchKey(`${unitLine(data, unit, language)} ${unit}`).includes(searchKey(sought)))
  const page = Math.min(Number(given(search, 'lines', shapes.page) ?? 1), Math.max(1, Math.ceil(shown.length / linesPerPage)))
  return (
    <section className="lines" aria-labelledby="lines-title">
      <div className="section-head"><h2 id="lines-title">{words.warning.lines} <span className="count">{formatNumber(linesTotal, language)}</span></h2>
        {lines.length > 10 && <label className="inline"><span>{words.warning.linesFilter}</span> <SearchBox value={sought} onChange={setSought} /></label>}
      </div>
      {linesTotal > lines.length && <p className="remark">{words.warning.linesCut(formatNumber(lines.length, language), formatNumber(linesTotal, language))}</p>}
      {shown.length === 0 ? <p className="quiet">{sought === null ? words.warning.linesNone : words.warning.linesNoneFiltered}</p> : (
        <div className="scroll" tabIndex={0} role="region" aria-labelledby="lines-title"><table className="table evidence-table">
          <thead><tr>
            <th scope="col"><span className="hidden">{words.warning.columns.severity}</span></th><th scope="col">{words.warning.columns.unit}</th>
            {columns.map((id) => <th key={id} scope="col" className="num">{words.evidence[id]}</th>)}
            <th scope="col" className="num">{words.warning.columns.since}</th><th scope="col" className="num">{words.warning.columns.until}</th>
          </tr></thead>
          <tbody>{shown.slice((page - 1) * linesPerPage, page * linesPerPage).map((line) => <Row key={line.unit} line={line} kpi={warning.kpi} group={warning.unit} columns={columns} />)}</tbody>
        </table></div>
      )}
      <Pager page={page} size={linesPerPage} total={shown.length} name="lines" />
    </section>
  )
}
