/** The far right of a 32:9 wall: every unit below the root × the KPIs in rotation, worst rows on top; colour on the abnormal only. */
import { memo, useMemo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import { useLive } from '../../../figures/live-context.ts'
import { usePainted, usePaintVersion } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { formatNumber, percentDigits } from '../../../ui/format.ts'
import { hasDenominator } from '../../../../data/measures/measure.ts'
import { lookOf, lookWeights } from '../../../ui/look.ts'
import { StatusShape } from '../../../ui/StatusShape.tsx'
import { decimalsOf, shortName, type KpiLike } from '../figure-words.ts'
import type { Language } from '../../../ui/format.ts'
import { unitName, useWallData } from '../wall-data.ts'

/** Rows that fit below the root's own. */
export const matrixRows = 34

function cellText(kpi: KpiLike, value: number | null, language: Language): string {
  if (value === null) return '–'
  return hasDenominator(kpi.kind) ? percentDigits(value, language, decimalsOf(kpi)) : formatNumber(value, language)
}

const MatrixCell = memo(function MatrixCell({ unit, kpi }: { unit: string, kpi: KpiAnswer }): ReactElement {
  const { root } = useWallData()
  const words = useWords()
  const language = useLanguage()
  const painted = usePainted(unit, kpi.id)
  const rootPainted = usePainted(root.code, kpi.id)
  if (painted === undefined || (painted.cell.coverage.due === 0 && painted.cell.value === null)) return <td className="cell-none">·</td>
  const look = lookOf(painted.cell, (rootPainted?.cell.value ?? null) === null)
  return (
    <td className="cell" data-look={look} data-unit={unit} data-kpi={kpi.id} data-value={painted.cell.value ?? ''}>
      <StatusShape look={look} size={1.2} /><span>{cellText(kpi, painted.cell.value, language)}</span><span className="hidden"> {words.status[look]}</span>
    </td>
  )
})

/** Units of the root, heaviest first by their looks; equal weight keeps the given order. */
function useWorstFirst(kpis: readonly KpiAnswer[]): readonly string[] {
  const data = useWallData()
  const { store } = useLive()
  const version = usePaintVersion(null)
  const order = useMemo(() => {
    const silent = new Map(kpis.map(({ id }) => [id, (store.painted(data.root.code, id)?.cell.value ?? null) === null]))
    const weigh = (unit: string): number => kpis.reduce((sum, { id }) => {
      const cell = store.painted(unit, id)?.cell
      return cell === undefined || cell.coverage.due === 0 ? sum : sum + lookWeights[lookOf(cell, silent.get(id) ?? true)]
    }, 0)
    return data.children.map(({ code }) => ({ code, weight: weigh(code) })).sort((a, b) => b.weight - a.weight).map(({ code }) => code).join(',')
    // `version` stands for the store's contents
  }, [data, store, kpis, version])
  return useMemo(() => order.split(',').filter((code) => code !== ''), [order])
}

/** See the file's head. `kpiIds`: the columns. */
export function MatrixPanel({ kpiIds }: { kpiIds: readonly string[] }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const kpis = useMemo(() => kpiIds.flatMap((id) => { const kpi = data.kpiById.get(id); return kpi === undefined ? [] : [kpi] }), [kpiIds, data])
  const units = useWorstFirst(kpis)
  const shown = units.slice(0, matrixRows)
  const title = (data.root.level === 'centre' ? words.provincesCount : words.communesCount)(formatNumber(units.length, language), units.length)
  return (
    <>
      <header className="panel-head">
        <h2>{words.matrix(title, formatNumber(kpis.length, language), kpis.length)}</h2>
        <span className="aside">{units.length > shown.length ? `${words.matrixMore(formatNumber(units.length - shown.length, language), units.length - shown.length)} · ` : ''}{words.worstFirst}</span>
      </header>
      <table className="matrix">
        <thead><tr><th scope="col"><span className="hidden">{words.columns.unit}</span></th>{kpis.map((kpi) => <th key={kpi.id} scope="col">{shortName(kpi, language)}</th>)}</tr></thead>
        <tbody>
          <tr className="matrix-root"><th scope="row">{data.root.level === 'centre' ? words.nationwide : unitName(data, data.root.code, language)}</th>{kpis.map((kpi) => <MatrixCell key={kpi.id} unit={data.root.code} kpi={kpi} />)}</tr>
          {shown.map((unit) => <tr key={unit}><th scope="row">{unitName(data, unit, language)}</th>{kpis.map((kpi) => <MatrixCell key={kpi.id} unit={unit} kpi={kpi} />)}</tr>)}
        </tbody>
      </table>
    </>
  )
}
