/** The whole matrix as a table: heads, the root's row on top, the units, counts and coverage below, sums at the right. */
import { useMemo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { useClock } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { shortName } from '../figure-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { MatrixLine, Sums, type RowStyle } from './MatrixCells.tsx'
import { sumWidth, type MatrixLayout } from './matrix-layout.ts'
import { isBad, worstOf, type MatrixModel, type MatrixRow } from './matrix-model.ts'
import type { GridKeys } from './use-grid-keys.ts'
import { useMatrixWords } from './use-matrix.ts'

/** Columns that begin a family. */
export function familyStarts(kpis: readonly KpiAnswer[]): ReadonlySet<number> {
  return new Set(kpis.flatMap(({ group }, i) => (i > 0 && kpis[i - 1]?.group !== group ? [i] : [])))
}

/** Letters from which a word may be broken in a head that lies flat. */
const longWord = 13

/** A name whose long words may break in their middle. */
function breakable(name: string): string {
  return name.split(' ').map((word) => (word.length < longWord ? word : `${word.slice(0, word.length / 2)}\u00ad${word.slice(word.length / 2)}`)).join(' ')
}

function Families({ kpis, height }: { kpis: readonly KpiAnswer[], height: number }): ReactElement {
  const { groups } = useMatrixWords()
  const starts = [0, ...familyStarts(kpis)]
  return (
    <tr style={{ height: `${height}rem` }}>
      <td />
      {starts.map((from, i) => <th key={from} scope="colgroup" className="family" colSpan={(starts[i + 1] ?? kpis.length) - from}>{groups[kpis[from]?.group ?? ''] ?? ''}</th>)}
      <td colSpan={3} />
    </tr>
  )
}

/** Heads of columns in which something is abnormal are bright: from a coloured cell the eye finds its head among few. */
function Heads({ model: { columns, root: total }, kpis, layout, worst, units, from, shown }: { model: MatrixModel, kpis: readonly KpiAnswer[], layout: MatrixLayout, worst: string | null, units: number, from: number, shown: number }): ReactElement {
  const { root } = useWallData()
  const own = useMatrixWords()
  const language = useLanguage()
  const isFilling = useClock(({ pulse }) => pulse?.backfill != null)
  const families = layout.slant ? 0 : 3
  const many = own.units[root.level]?.(formatNumber(units, language)) ?? ''
  return (
    <thead>
      {families > 0 && <Families kpis={kpis} height={families} />}
      <tr style={{ height: `${layout.heads - families}rem` }}>
        <th scope="col" className="corner">
          {units > 0 && <p><b>{many}</b>{units > shown && <b>{own.rowsShown(formatNumber(from + 1, language), formatNumber(from + shown, language))}</b>}{isFilling ? own.notFinal : own.worstFirst}</p>}
        </th>
        {kpis.map((kpi, i) => (
          <th key={kpi.id} scope="col" data-worst={kpi.id === worst ? 'yes' : 'no'} data-bad={(columns[i]?.abnormal ?? 0) > 0 || isBad(total.cells[i]?.kind ?? 'outside') ? 'yes' : 'no'} title={language === 'vi' ? kpi.nameVi : kpi.nameEn}>
            {layout.slant ? <span className="slant" data-turned="-56">{shortName(kpi, language)}</span> : breakable(shortName(kpi, language))}
          </th>
        ))}
        <th scope="colgroup" colSpan={3}><span className="hidden">{own.sums}</span></th>
      </tr>
    </thead>
  )
}

function Totals({ model, layout, worst, leaf }: { model: MatrixModel, layout: MatrixLayout, worst: string | null, leaf: boolean }): ReactElement {
  const { root } = useWallData()
  const own = useMatrixWords()
  const language = useLanguage()
  const height = { height: `${layout.count}rem` }
  return (
    <tfoot>
      <tr className="matrix-gap"><td colSpan={model.columns.length + 4} /></tr>
      {!leaf && <tr style={height}>
        <th scope="row">{own.abnormal[root.level]}</th>
        {model.columns.map(({ kpi, abnormal }) => <td key={kpi.id} data-worst={kpi.id === worst ? 'yes' : 'no'} data-abnormal={abnormal}>{abnormal > 0 ? <b>{formatNumber(abnormal, language)}</b> : '·'}</td>)}
        <Sums counts={model.counts} total />
      </tr>}
      <tr style={height}>
        <th scope="row">{own.onCadence[root.level]}</th>
        {model.columns.map(({ kpi, fresh, parts, silent }) => (
          <td key={kpi.id} className={fresh < parts && !silent ? 'coverage' : undefined}>{parts === 0 || silent ? '' : fresh < parts ? `${formatNumber(fresh, language)}/${formatNumber(parts, language)}` : '·'}</td>
        ))}
        <td colSpan={3} />
      </tr>
    </tfoot>
  )
}

/** See the file's head. `rows`: those that fit, in the order shown; `from`: how many stand before them; `units`: how many there are. */
export function MatrixTable({ model, rows, from, units, layout, grid }: { model: MatrixModel, rows: readonly MatrixRow[], from: number, units: number, layout: MatrixLayout, grid: GridKeys }): ReactElement {
  const data = useWallData()
  const { root } = data
  const words = useWords()
  const own = useMatrixWords()
  const language = useLanguage()
  const key = model.columns.map(({ kpi }) => kpi.id).join()
  // `key` stands for the columns: the same list while they stay, so that rows stay
  const kpis = useMemo(() => model.columns.map(({ kpi }) => kpi), [key])
  const worst = worstOf(model).column?.kpi.id ?? null
  const style = useMemo((): RowStyle => ({
    print: layout.numbers ? 'all' : 'abnormal', height: layout.row, shape: layout.numbers ? 1.3 : 1, firsts: familyStarts(kpis), tabAt: null, focusable: true, sums: true,
  }), [layout, kpis])
  const styleOf = (row: number): RowStyle => (grid.at.row === row ? { ...style, tabAt: grid.at.column } : style)
  return (
    <table className="matrix" data-slant={layout.slant ? 'yes' : 'no'} role="grid" aria-label={own.table} style={{ top: `${layout.y}rem`, width: `${layout.width}rem`, fontSize: `${layout.font}rem`, ['--pad' as string]: `${layout.pad}rem` }}
      onKeyDown={grid.onKeyDown} onClick={grid.onClick} onFocus={grid.onFocus} onBlur={grid.onBlur}>
      <colgroup>
        <col style={{ width: `${layout.names}rem` }} />{kpis.map(({ id }) => <col key={id} style={{ width: `${layout.cell}rem` }} />)}
        {[0, 1, 2].map((i) => <col key={i} style={{ width: `${sumWidth}rem` }} />)}
      </colgroup>
      <Heads model={model} kpis={kpis} layout={layout} worst={worst} units={units} from={from} shown={rows.length} />
      <tbody>
        <MatrixLine row={model.root} kpis={kpis} className="matrix-root" name={root.level === 'centre' ? words.nationwide : unitName(data, root.code, language)}
          style={{ ...styleOf(0), print: layout.numbers ? 'all' : 'figures', height: layout.rootRow }} />
        <tr className="matrix-gap"><td colSpan={kpis.length + 4} /></tr>
        {rows.map((row, i) => <MatrixLine key={row.unit} row={row} kpis={kpis} style={styleOf(i + 1)} />)}
      </tbody>
      <Totals model={model} layout={layout} worst={worst} leaf={units === 0} />
    </table>
  )
}
