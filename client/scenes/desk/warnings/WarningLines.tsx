/** The affected units of a warning with the numbers behind each verdict, a page of rows at a time. */
import { useState, type ReactElement } from 'react'
import type { WarningDetailAnswer, WarningLine } from '../../../../data/protocol/warning.ts'
import { searchKey } from '../../../../data/units/search-key.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { unitLine, useDesk } from '../desk-data.ts'
import { usePlace } from '../navigation.tsx'
import { Pager } from '../parts/bits.tsx'
import { EvidenceTable } from '../parts/EvidenceTable.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { given, shapes } from '../route.ts'
import { useDeskWords } from '../use-desk-words.ts'
import { isVerdict, verdictAddress } from '../verdicts/verdict-address.ts'

/** Rows shown at a time: all 500 would take a second to lay out. */
const linesPerPage = 100

/** See the file's head. */
export function WarningLines({ detail }: { detail: WarningDetailAnswer }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), { search } = usePlace()
  const { warning, lines, linesTotal } = detail
  const [sought, setSought] = useState<string | null>(null)
  const shown = sought === null ? lines : lines.filter(({ unit }) => searchKey(`${unitLine(data, unit, language)} ${unit}`).includes(searchKey(sought)))
  const page = Math.min(Number(given(search, 'lines', shapes.page) ?? 1), Math.max(1, Math.ceil(shown.length / linesPerPage)))
  const { kpi, kind, unit: group, closedAt } = warning
  const address = (line: WarningLine): Readonly<Record<string, string>> | null => (line.until === null && closedAt === null && isVerdict(kind) ? verdictAddress(line.unit, kpi, kind) : null)
  return (
    <section className="lines" aria-labelledby="lines-title">
      <div className="section-head"><h2 id="lines-title">{words.warning.lines} <span className="count">{formatNumber(linesTotal, language)}</span></h2>
        {lines.length > 10 && <label className="inline"><span>{words.warning.linesFilter}</span> <SearchBox value={sought} onChange={setSought} /></label>}
      </div>
      {linesTotal > lines.length && <p className="remark">{words.warning.linesCut(formatNumber(lines.length, language), formatNumber(linesTotal, language))}</p>}
      {shown.length === 0 ? <p className="quiet">{sought === null ? words.warning.linesNone : words.warning.linesNoneFiltered}</p>
        : <EvidenceTable lines={lines} shown={shown.slice((page - 1) * linesPerPage, page * linesPerPage)} kpi={kpi} group={group} titleId="lines-title" hasEnds address={address} />}
      <Pager page={page} size={linesPerPage} total={shown.length} name="lines" />
    </section>
  )
}
