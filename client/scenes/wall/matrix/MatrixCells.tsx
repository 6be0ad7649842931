/** The parts every matrix is made of: a row of cells, the sums of a row. A cell is drawn again only when what it shows differs. */
import { memo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import type { MatrixWords } from '../../../i18n/words-matrix.ts'
import type { Words } from '../../../i18n/vi.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Look } from '../../../ui/look.ts'
import { LateShape, StatusShape } from '../../../ui/StatusShape.tsx'
import { unitName, useWallData } from '../wall-data.ts'
import type { CellKind, Counts, MatrixRow } from './matrix-model.ts'
import { useMatrixWords } from './use-matrix.ts'

/** What cells print: `abnormal`: a number where something is wrong, a shape elsewhere; `figures`: a number everywhere; `all`: shape and number. */
export type Print = 'abnormal' | 'figures' | 'all'

const shaped = (kind: CellKind): kind is Look => kind !== 'withheld' && kind !== 'outside' && kind !== 'waiting' && kind !== 'silent'
const missing = (kind: CellKind): boolean => kind === 'lost' || kind === 'no_data'
const wrong = (kind: CellKind): boolean => kind === 'at_risk' || kind === 'behind'

/** What a reader hears of a cell. */
function spoken(kind: CellKind, words: Words, own: MatrixWords): string {
  if (kind === 'outside') return own.outside
  if (kind === 'withheld') return own.held
  return kind === 'waiting' ? words.loading : words.status[kind]
}

interface CellProps {
  readonly unit: string
  readonly kpi: string
  readonly kind: CellKind
  readonly text: string
  readonly late: boolean
  readonly print: Print
  readonly first: boolean
  readonly tab: boolean | null
  readonly shape: number
}

/** Letters from which a figure is long for a narrow cell. */
const longLetters = 5

const MatrixCell = memo(function MatrixCell({ unit, kpi, kind, text, late, print, first, tab, shape }: CellProps): ReactElement {
  const words = useWords()
  const own = useMatrixWords()
  // a hatch says it in a narrow cell; a wide one has room for how long
  const printed = text !== '' && (missing(kind) ? print === 'all' : wrong(kind) || kind === 'withheld' || print !== 'abnormal')
  const drawn = shaped(kind) && !missing(kind) && (wrong(kind) || print !== 'figures')
  const alone = drawn && !printed
  // beside a shape in a narrow cell: two digits after the mark take what the shape gives up
  const long = drawn && printed && print === 'abnormal' && text.length >= longLetters
  // a late figure that is not wrong shows its clock: a line under a dot is not seen from afar
  // what is only heard is an attribute: a text of 1,300 cells would be laid out anew at every update
  return (
    <td className={`cell${alone ? ' alone' : ''}${long ? ' long' : ''}${first ? ' first' : ''}`} data-look={kind} data-unit={unit} data-kpi={kpi} data-late={late ? 'yes' : 'no'} tabIndex={tab === null ? undefined : tab ? 0 : -1}
      aria-label={`${text} ${spoken(kind, words, own)}`.trim()}>
      {alone && late ? <LateShape size={shape * 1.4} /> : drawn && <StatusShape look={kind} size={alone && (kind === 'met' || kind === 'silent') ? shape * 0.5 : long ? shape * 0.75 : shape} />}
      {printed && <span>{text}</span>}
    </td>
  )
})

/** What a row needs beside its figures. `firsts`: columns that begin a family; `tabAt`: the column Tab enters at, null: not in this row; `focusable`: cells take the focus. */
export interface RowStyle {
  readonly print: Print
  readonly height: number
  readonly shape: number
  readonly firsts: ReadonlySet<number>
  readonly tabAt: number | null
  readonly focusable: boolean
  readonly sums: boolean
}

/** The three sums of a row: ■ ▲ ▨ (□ where all of these never came), those that are none left out. `total`: of the whole matrix, numbers alone. */
export function Sums({ counts, total = false }: { counts: Counts, total?: boolean }): ReactElement {
  const words = useWords()
  const language = useLanguage()
  const sum = (look: Look, n: number): ReactElement => (
    <td className="sum" key={look === 'no_data' ? 'lost' : look} data-count={n}>{(n > 0 || total) && <>{!total && <StatusShape look={look} size={1.4} />}{formatNumber(n, language)}<span className="hidden"> {words.status[look]}</span></>}</td>
  )
  return <>{sum('at_risk', counts.risk)}{sum('behind', counts.behind)}{sum(counts.missing > 0 && counts.lost === 0 ? 'no_data' : 'lost', counts.missing)}</>
}

/** One row: the unit's name, its cells, its sums. Drawn again only when its row is another (see `steadyRow`). */
export const MatrixLine = memo(function MatrixLine({ row, kpis, name, className, style }: { row: MatrixRow, kpis: readonly KpiAnswer[], name?: string, className?: string, style: RowStyle }): ReactElement {
  const data = useWallData()
  const language = useLanguage()
  return (
    <tr className={className} style={{ height: `${style.height}rem` }} data-bad={row.weight > 0 ? 'yes' : 'no'} data-row={row.unit}>
      <th scope="row">{name ?? unitName(data, row.unit, language)}</th>
      {kpis.map((kpi, i) => {
        const { kind, text, late } = row.cells[i] ?? { kind: 'waiting' as const, text: '', late: false }
        return (
          <MatrixCell key={kpi.id} unit={row.unit} kpi={kpi.id} kind={kind} text={text} late={late} print={style.print} first={style.firsts.has(i)}
            tab={style.focusable ? style.tabAt === i : null} shape={style.shape} />
        )
      })}
      {style.sums && <Sums counts={row.counts} />}
    </tr>
  )
})
