/** The far right of a 32:9 wall: every unit below the root × the KPIs in rotation, worst rows on top; colour on the abnormal only. */
import { useMemo, type ReactElement } from 'react'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatNumber } from '../../../ui/format.ts'
import { shortName } from '../figure-words.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { MatrixLine, type RowStyle } from './MatrixCells.tsx'
import { mostRows } from './matrix-layout.ts'
import { useMatrix } from './use-matrix.ts'
import './matrix.css'

/** Width of the names, u. */
const names = 16
const noFamilies: ReadonlySet<number> = new Set()
const style: RowStyle = { print: 'all', height: 3.18, shape: 1.2, firsts: noFamilies, tabAt: null, focusable: false, sums: false }

/** See the file's head. `kpiIds`: the columns. */
export function MatrixPanel({ kpiIds }: { kpiIds: readonly string[] }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const kpis = useMemo(() => kpiIds.flatMap((id) => { const kpi = data.kpiById.get(id); return kpi === undefined ? [] : [kpi] }), [kpiIds, data])
  const { model, rows } = useMatrix(kpis)
  const shown = rows.slice(0, mostRows)
  const title = (data.root.level === 'centre' ? words.provincesCount : words.communesCount)(formatNumber(rows.length, language), rows.length)
  return (
    <div className="matrix-panel">
      <header className="panel-head">
        <h2>{words.matrix(title, formatNumber(kpis.length, language), kpis.length)}</h2>
        <span className="aside">{rows.length > shown.length ? `${words.matrixMore(formatNumber(rows.length - shown.length, language), rows.length - shown.length)} · ` : ''}{words.worstFirst}</span>
      </header>
      <table className="matrix">
        <colgroup><col style={{ width: `${names}rem` }} />{kpis.map(({ id }) => <col key={id} />)}</colgroup>
        <thead><tr><th scope="col"><span className="hidden">{words.columns.unit}</span></th>{kpis.map((kpi) => <th key={kpi.id} scope="col">{shortName(kpi, language)}</th>)}</tr></thead>
        <tbody>
          <MatrixLine row={model.root} kpis={kpis} className="matrix-root" name={data.root.level === 'centre' ? words.nationwide : unitName(data, data.root.code, language)} style={style} />
          <tr className="matrix-gap"><td colSpan={kpis.length + 1} /></tr>
          {shown.map((row) => <MatrixLine key={row.unit} row={row} kpis={kpis} style={style} />)}
        </tbody>
      </table>
    </div>
  )
}
