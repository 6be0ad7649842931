/** The scene *Ma trận*: units of the root × every KPI of the catalogue, with the root's own row and the counts of what is abnormal. */
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { useWatches } from '../../../figures/use-live.ts'
import { useWords } from '../../../i18n/language.ts'
import { PanelBoundary } from '../../../ui/PanelBoundary.tsx'
import { goTo } from '../address.ts'
import type { Stage } from '../layout.ts'
import { useShow } from '../show/show-context.ts'
import { useWallData } from '../wall-data.ts'
import { LeafList } from './LeafList.tsx'
import { matrixLayoutOf, mostRows } from './matrix-layout.ts'
import { MatrixFoot } from './MatrixFoot.tsx'
import { MatrixTable } from './MatrixTable.tsx'
import { useGridKeys } from './use-grid-keys.ts'
import { inFamilies, useMatrix, useMatrixWords } from './use-matrix.ts'
import { usePages } from './use-pages.ts'
import './matrix.css'

function Matrix({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useMatrixWords()
  const kpis = useMemo(() => inFamilies(data.kpis, Object.keys(words.groups)), [data, words])
  const leaf = data.children.length === 0
  const layout = matrixLayoutOf(stage.layout.width, kpis.length, Math.min(mostRows, data.children.length), data.root.level === 'centre' ? 'province' : 'commune')
  const [held, setHeld] = useState(false)
  const { model, rows } = useMatrix(kpis, held)
  const show = useShow()
  const from = usePages(rows.length, mostRows, held || show.held, data.root.code)
  const shown = rows.slice(from, from + mostRows)
  const open = useCallback((unit: string, kpi: string) => {
    goTo({ scene: 'overview', root: unit === data.top.code ? null : unit, kpi })
  }, [data.top.code])
  const grid = useGridKeys([data.root.code, ...shown.map(({ unit }) => unit)], kpis.map(({ id }) => id), open)
  if (grid.inside !== held) setHeld(grid.inside)
  const none = model.received > 0 && model.silent
  return (
    <>
      <MatrixTable model={model} rows={shown} from={from} units={rows.length} layout={layout} grid={grid} />
      {leaf && <LeafList model={model} layout={layout} onOpen={open} />}
      {none && <p className="matrix-none" style={{ top: leaf ? '70rem' : '60rem' }}><span>{words.none}</span></p>}
      <MatrixFoot model={model} rows={rows} top={layout.footY} leaf={leaf} />
    </>
  )
}

/** See the file's head. */
export function MatrixScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useWords()
  useWatches(useMemo(() => [{ root: data.root.code, kpis: data.kpis.map(({ id }) => id), depth: 1 }], [data]))
  return <div className="scene-body matrix-scene"><PanelBoundary message={words.panelFailed}><Matrix stage={stage} /></PanelBoundary></div>
}
