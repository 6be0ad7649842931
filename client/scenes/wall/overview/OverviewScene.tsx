/** The scene *Tổng quan*: the four headline figures, the map, what is abnormal, which tasks are overdue — on one screen. */
import { useMemo, type ReactElement } from 'react'
import { headlineKpis } from '../../../../data/kpis/headline.ts'
import type { Watch } from '../../../../data/protocol/watch.ts'
import { useWatches } from '../../../figures/use-live.ts'
import { useWords } from '../../../i18n/language.ts'
import { AnomalyPanel } from './AnomalyPanel.tsx'
import { switchGauges, useGaugeForm, useGaugeKey } from './gauges.ts'
import { RatioCard } from './HeadlineCard.tsx'
import { useKpiChoice } from '../kpi-choice.ts'
import type { Stage } from '../layout.ts'
import { MapPanel } from '../map/MapPanel.tsx'
import { MatrixPanel } from '../matrix/MatrixPanel.tsx'
import { Panel } from '../Panel.tsx'
import { ReportsPanel } from './ReportsPanel.tsx'
import { dwellMs } from './rotation.ts'
import { TasksCard } from './TasksCard.tsx'
import { TasksPanel } from './TasksPanel.tsx'
import { useWallData } from '../wall-data.ts'

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
  const { kpi, rotating, shown, rotation, position, open } = useKpiChoice('overview', dwellMs)
  useSceneWatches(shown)
  useGaugeKey()
  const form = useGaugeForm()
  const { layout } = stage
  const [pages, esign, uptime, tasks] = headlineKpis
  return (
    <div className="scene-body" data-kpi={kpi}>
      <Panel box={layout.map} className="map"><MapPanel stage={stage} kpi={kpi} rotation={rotation} position={position} onOpen={open} /></Panel>
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
