/** Under the matrix: what shapes mean, the worst row and column by name, how much of it has figures, how old the oldest is, the instant. */
import type { ReactElement } from 'react'
import type { KpiAnswer, UnitAnswer } from '../../../../data/protocol/answers.ts'
import { useClock } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatAge, formatClock, formatNumber } from '../../../ui/format.ts'
import { looks, type Look } from '../../../ui/look.ts'
import { LateShape, StatusShape } from '../../../ui/StatusShape.tsx'
import { reportersWord, shortName } from '../figure-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { worstOf, type MatrixModel, type MatrixRow } from './matrix-model.ts'
import { useMatrixWords } from './use-matrix.ts'

function Legend({ model }: { model: MatrixModel }): ReactElement {
  const words = useWords()
  const own = useMatrixWords()
  const kinds = new Set([model.root, ...model.rows].flatMap(({ cells }) => cells.map(({ kind }) => kind)))
  const late = model.rows.some((row) => row.cells.some((cell) => cell.late))
  const shown = looks.filter((look): look is Look => kinds.has(look) && look !== 'silent')
  return (
    <ul data-full={kinds.has('silent') ? 'yes' : 'no'}>
      {shown.map((look) => <li key={look}><StatusShape look={look} size={1.6} />{words.status[look]}</li>)}
      {kinds.has('silent') && <li><StatusShape look="silent" size={1.6} />{model.columns.some(({ kpi, silent }) => silent && kpi.computed) ? own.silentOrDue : own.silent}</li>}
      {late && <li><LateShape size={1.6} />{own.late}</li>}
      {kinds.has('outside') && <li>{own.outside}</li>}
      {kinds.has('withheld') && <li>{own.heldLegend(own.heldFew, own.held)}</li>}
    </ul>
  )
}

function Worst({ model, rows }: { model: MatrixModel, rows: readonly MatrixRow[] }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const own = useMatrixWords()
  const language = useLanguage()
  const { row, column } = worstOf({ rows, columns: model.columns })
  if (row === null && column === null) return <span>{own.allQuiet}</span>
  const word = (data.root.level === 'centre' ? words.provinceWord : words.communeWord)(column?.due ?? 0)
  return (
    <span>
      {row !== null && <>{own.worstRow}: <b>{unitName(data, row.unit, language)}</b> · </>}
      {column !== null && <>{own.worstColumn}: <b>{shortName(column.kpi, language)}</b>, {own.ofUnits(formatNumber(column.abnormal, language), formatNumber(column.due, language), word)}</>}
    </span>
  )
}

/** Whose age it is: of a unit with others below it one of those, for the cell beside tells how long the whole unit has been silent. */
function oldestPart(kpi: KpiAnswer, unit: UnitAnswer | undefined, age: string, words: ReturnType<typeof useWords>): string {
  return unit === undefined || unit.children === 0 || !kpi.levels.includes('commune') ? words.oldest(age) : words.oldestOf(reportersWord(kpi, unit.level, 1, words), age)
}

/** See the file's head. `rows`: in the order shown; `top` in u; `leaf`: a unit without children, whose rows and columns are none. */
export function MatrixFoot({ model, rows, top, leaf }: { model: MatrixModel, rows: readonly MatrixRow[], top: number, leaf: boolean }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const own = useMatrixWords()
  const language = useLanguage()
  const at = useClock(({ pulse }) => (pulse === null ? '' : formatClock(pulse.at)))
  // what history is loaded into is made of figures still coming
  const isFilling = useClock(({ pulse }) => pulse?.backfill != null)
  const { oldest } = model
  // one meaning more in the legend: the instant, which the head tells as well, gives it its room
  const isFull = model.columns.some(({ silent }) => silent)
  const kpi = oldest === null ? undefined : data.kpiById.get(oldest.kpi)
  return (
    <footer className="matrix-foot" style={{ top: `${top}rem` }}>
      <div><Legend model={model} /><span>{own.filled(formatNumber(model.filled, language), formatNumber(model.due, language))}{at !== '' && !isFull && ` · ${own.stateAt(at)}`}</span></div>
      <div>
        {leaf || model.silent ? <span /> : isFilling ? <span>{own.filling}</span> : <Worst model={model} rows={rows} />}
        {!leaf && !model.silent && <span className="judged-by">{own.judgedBy}</span>}
        <span>{!model.silent && !isFilling && oldest !== null && kpi !== undefined && own.oldest(unitName(data, oldest.unit, language), shortName(kpi, language), oldestPart(kpi, data.unitByCode.get(oldest.unit), formatAge(oldest.ageMs, words.durations), words))}</span>
      </div>
    </footer>
  )
}
