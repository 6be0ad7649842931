/** The numbers that verdicts rest on, a row a unit and a column a number, each row with its sentence: of the units of a warning, and of one verdict that is opened. */
import { useMemo, type ReactElement } from 'react'
import { evidenceIds, type EvidenceId } from '../../../../data/judgement/verdict.ts'
import type { WarningLine } from '../../../../data/protocol/warning.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { kpiName, unitName, unitPlace, useDesk } from '../desk-data.ts'
import { Link } from '../navigation.tsx'
import { useDeskWords, useSpeech } from '../use-desk-words.ts'
import { evidenceText, instantText } from '../values.ts'
import { useVerdictsWords } from '../verdicts/use-verdicts-words.ts'
import { SeverityWord } from './bits.tsx'

/** Units without a figure that the server's sentence names. */
const namedInSentence = 5

/** The numbers that any of the lines has, in the order of the contract. */
export function evidenceColumns(lines: readonly Pick<WarningLine, 'numbers'>[]): readonly EvidenceId[] {
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

/** What rows have in common. `group`: the unit whose children need no place named beside them; `hasEnds`: whether lines may have ended; `address`: the verdict of a line, where it can be opened. */
interface Shared {
  readonly kpi: string
  readonly group: string
  readonly hasEnds: boolean
  readonly address?: ((line: WarningLine) => Readonly<Record<string, string>> | null) | undefined
}

function Row({ line, columns, kpi, group, hasEnds, address }: Shared & { readonly line: WarningLine, readonly columns: readonly EvidenceId[] }): ReactElement {
  const data = useDesk(), words = useDeskWords(), language = useLanguage(), speech = useSpeech()
  const place = data.unitByCode.get(line.unit)?.parent === group ? null : unitPlace(data, line.unit, language)
  const name = <>{unitName(data, line.unit, language)}{place !== null && `, ${place}`}</>
  const to = address?.(line) ?? null
  const told = (id: EvidenceId): string => {
    const number = line.numbers.find((one) => one.id === id)
    return number === undefined ? '' : evidenceText(number, data.kpiById.get(kpi), line.numbers, speech)
  }
  return (
    <tr data-unit={line.unit}>
      <td><SeverityWord severity={line.severity} bare /></td>
      <th scope="row"><span>{to === null ? name : <Link to="verdicts" with={to}>{name}</Link>}</span><small>{language === 'vi' ? line.evidenceVi : line.evidenceEn}</small><Missing line={line} /></th>
      {columns.map((id) => <td key={id} className="num" data-evidence={id}>{told(id)}</td>)}
      <td className="num">{instantText(Date.parse(line.since))}</td>{hasEnds && <td className="num">{line.until === null ? words.warning.still : instantText(Date.parse(line.until))}</td>}
    </tr>
  )
}

/** See the file's head. `shown`: the rows of `lines` to show; `titleId`: the element that names the table. */
export function EvidenceTable({ lines, shown = lines, titleId, ...shared }: Shared & { readonly lines: readonly WarningLine[], readonly shown?: readonly WarningLine[], readonly titleId: string }): ReactElement {
  const words = useDeskWords(), { gapToMedian } = useVerdictsWords()
  const columns = useMemo(() => evidenceColumns(lines), [lines])
  const label = (id: EvidenceId): string => (id === 'gap' && columns.includes('median') ? gapToMedian : words.evidence[id])
  return (
    <div className="scroll" tabIndex={0} role="region" aria-labelledby={titleId}><table className="table evidence-table">
      <thead><tr>
        <th scope="col"><span className="hidden">{words.warning.columns.severity}</span></th><th scope="col">{words.warning.columns.unit}</th>
        {columns.map((id) => <th key={id} scope="col" className="num">{label(id)}</th>)}
        <th scope="col" className="num">{words.warning.columns.since}</th>{shared.hasEnds && <th scope="col" className="num">{words.warning.columns.until}</th>}
      </tr></thead>
      <tbody>{shown.map((line) => <Row key={line.unit} line={line} columns={columns} {...shared} />)}</tbody>
    </table></div>
  )
}
