/** The scene *Tổng quan*: the four headline figures, the map, what is abnormal, which tasks are overdue — on one screen. */
import { useCallback, useMemo, type ReactElement } from 'react'
import type { Watch } from '../../../../data/protocol/watch.ts'
import { useWatches } from '../../../figures/use-live.ts'
import { useWords } from '../../../i18n/language.ts'
import { goTo, useAddress } from '../address.ts'
import { AnomalyPanel } from './AnomalyPanel.tsx'
import { switchGauges, useGaugeForm, useGaugeKey } from './gauges.ts'
import { RatioCard } from './HeadlineCard.tsx'
import { useKpiKeys } from '../keys.tsx'
import { useShow } from '../show/show-context.ts'
import type { Stage } from '../layout.ts'
import { MapPanel } from '../map/MapPanel.tsx'
import { MatrixPanel } from '../matrix/MatrixPanel.tsx'
import { Panel } from '../Panel.tsx'
import { ReportsPanel } from './ReportsPanel.tsx'
import { rotationOf, useRotation } from './rotation.ts'
import { useShowsKpi } from '../shown-kpi.ts'
import { TasksCard } from './TasksCard.tsx'
import { TasksPanel } from './TasksPanel.tsx'
import { useWithValue } from '../use-has-value.ts'
import { headlineKpis, useWallData } from '../wall-data.ts'

/** Columns of the matrix and KPIs of the rotation: the same list. */
function useShownKpis(): readonly string[] {
  const data = useWallData()
  const withValue = useWithValue(data.root.code, useMemo(() => data.kpis.map(({ id }) => id), [data]))
  return useMemo(() => {
    const having = new Set(withValue.split(','))
    return rotationOf(headlineKpis, data.kpis.map(({ id }) => id), (kpi) => having.has(kpi))
  }, [data, withValue])
}

/** What the wall subscribes to: every KPI of the root itself, and the shown KPIs of its children. */
function useSceneWatches(shown: readonly string[]): void {
  const data = useWallData()
  const all = useMemo(() => data.kpis.map(({ id }) => id), [data])
  const watches = useMemo((): readonly Watch[] => {
    const root = data.root.code
    const below: Watch = { root, kpis: [...shown], depth: 1 }
    return [{ root, kpis: all, depth: 0 }, below]
  }, [data.root.code, all, shown])
  useWatches(watches)
}

/** The uptime a commune has: its own line's. */
const communeUptime = 'network.uptime_commune'

/** See the file's head. */
export function OverviewScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const address = useAddress()
  const rotating = useShownKpis()
  const asked = address.kpi !== null && data.kpiById.has(address.kpi) ? address.kpi : null
  const shown = useMemo(() => (asked === null || rotating.includes(asked) ? rotating : [...rotating, asked]), [rotating, asked])
  useSceneWatches(shown)
  const show = useShow()
  const [rotation, move] = useRotation(rotating.length, show.held)
  const kpi = asked ?? rotating[rotation.index % rotating.length] ?? headlineKpis[0]
  useShowsKpi(kpi)
  const held = asked !== null || show.held ? { ...rotation, held: true } : rotation
  const open = useCallback((unit: string) => {
    if (unit !== data.root.code) goTo({ scene: 'overview', root: unit, kpi: asked ?? kpi })
  }, [data.root.code, asked, kpi])
  const choose = useCallback((index: number) => {
    goTo({ ...address, kpi: null }, true)
    move({ kind: 'choose', index, held: true, nowMs: Date.now() })
  }, [address, move])
  useKpiKeys({
    step: (by) => { const from = rotating.indexOf(kpi); choose((from + by + rotating.length) % rotating.length) },
    hold: show.running !== null ? null : () => { if (asked !== null) choose(Math.max(0, rotating.indexOf(asked))); else move({ kind: 'hold', nowMs: Date.now() }) },
  })
  useGaugeKey()
  const form = useGaugeForm()
  const { layout } = stage
  const [pages, esign, uptime, tasks] = headlineKpis
  const position = `${Math.max(0, rotating.indexOf(kpi)) + 1}/${rotating.length}`
  return (
    <div className="scene-body" data-kpi={kpi}>
      <Panel box={layout.map} className="map"><MapPanel stage={stage} kpi={kpi} rotation={held} position={position} onOpen={open} /></Panel>
      <Panel box={layout.cards[0]} className="card-panel"><RatioCard kpiId={pages} title={words.cards.pages} /></Panel>
      <Panel box={layout.cards[1]} className="card-panel"><RatioCard kpiId={esign} title={words.cards.esign} /></Panel>
      <Panel box={layout.cards[2]} className="card-panel"><RatioCard kpiId={data.root.level === 'commune' ? communeUptime : uptime} title={words.cards.uptime} /></Panel>
      <Panel box={layout.cards[3]} className="card-panel"><TasksCard kpiId={tasks} /></Panel>
      <button type="button" className="gauge-switch" onClick={() => switchGauges(form === 'dial' ? 'bullet' : 'dial')}>{form === 'dial' ? words.asBars : words.asDials}</button>
      <Panel box={layout.anomalies} className="list"><AnomalyPanel /></Panel>
      <Panel box={layout.tasks} className="list"><TasksPanel /></Panel>
      <Panel box={layout.reports} className="list"><ReportsPanel width={layout.reports.w} /></Panel>
      {layout.matrix !== null && <Panel box={layout.matrix} className="list"><MatrixPanel kpiIds={rotating} /></Panel>}
    </div>
  )
}
