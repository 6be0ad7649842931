/** The scene *Tổng quan*: the four headline figures, the map, what is abnormal, which tasks are overdue — on one screen. */
import { useCallback, useEffect, useMemo, useState, type CSSProperties, type ReactElement, type ReactNode } from 'react'
import type { Watch } from '../../../data/protocol/watch.ts'
import { linkState } from '../../connection/clocks.ts'
import { useLive } from '../../figures/live-context.ts'
import { useClock, useWatches } from '../../figures/use-live.ts'
import { switchLanguage, useLanguage, useWords } from '../../i18n/language.ts'
import type { Box } from '../../map/view.ts'
import { formatClock } from '../../ui/format.ts'
import { PanelBoundary } from '../../ui/PanelBoundary.tsx'
import { StatusShape } from '../../ui/StatusShape.tsx'
import { goTo, useAddress } from './address.ts'
import { AnomalyPanel } from './AnomalyPanel.tsx'
import { Header } from './Header.tsx'
import { RatioCard } from './HeadlineCard.tsx'
import { KeyHint, useWallKeys } from './keys.tsx'
import { useStage } from './layout.ts'
import { MapPanel } from './MapPanel.tsx'
import { MatrixPanel } from './MatrixPanel.tsx'
import { ReportsPanel } from './ReportsPanel.tsx'
import { rotationOf, useRotation } from './rotation.ts'
import { TasksCard } from './TasksCard.tsx'
import { TasksPanel } from './TasksPanel.tsx'
import { useWithValue } from './use-has-value.ts'
import { headlineKpis, useWallData } from './wall-data.ts'

const place = ({ x, y, w, h }: Box): CSSProperties => ({ left: `${x}rem`, top: `${y}rem`, width: `${w}rem`, height: `${h}rem` })

function Panel({ box, className, children }: { box: Box, className: string, children: ReactNode }): ReactElement {
  const words = useWords()
  return <section className={`panel ${className}`} style={place(box)}><PanelBoundary message={words.panelFailed}>{children}</PanelBoundary></section>
}

/** Frame and words of a lost link: what is below has stopped, and since when. */
function LostLink(): ReactElement | null {
  const words = useWords()
  const lost = useClock((clock, nowMs) => linkState(clock, nowMs) === 'lost')
  const at = useClock(({ pulse }) => (pulse === null ? '' : formatClock(pulse.at)))
  return lost ? <div className="lost-link" role="alert"><p><StatusShape look="at_risk" size={2.4} /><b>{words.linkLostTitle}.</b> {words.linkLostDetail(at)}</p></div> : null
}

/** What a watch was refused with, in the server's own words. */
function Refused(): ReactElement | null {
  const { connection } = useLive()
  const words = useWords()
  const language = useLanguage()
  const [error, setError] = useState<{ message: string, messageEn: string } | null>(null)
  useEffect(() => connection.onRefused((_watch, refusal) => setError(refusal)), [connection])
  return error === null ? null : <p className="refused" role="alert">{words.refused} {language === 'vi' ? error.message : error.messageEn}</p>
}

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

/** See the file's head. */
export function Wall(): ReactElement {
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const stage = useStage()
  const address = useAddress()
  const rotating = useShownKpis()
  const asked = address.kpi !== null && data.kpiById.has(address.kpi) ? address.kpi : null
  const shown = useMemo(() => (asked === null || rotating.includes(asked) ? rotating : [...rotating, asked]), [rotating, asked])
  useSceneWatches(shown)
  const [rotation, move] = useRotation(rotating.length)
  const kpi = asked ?? rotating[rotation.index % rotating.length] ?? headlineKpis[0]
  const held = asked !== null ? { ...rotation, held: true } : rotation
  const open = useCallback((unit: string) => {
    if (unit !== data.root.code) goTo({ root: unit, kpi: asked ?? kpi })
  }, [data.root.code, asked, kpi])
  const up = useCallback(() => {
    if (data.root.code === data.top.code) { if (asked !== null) goTo({ root: address.root, kpi: null }); return }
    const parent = data.root.parent
    goTo({ root: parent === data.top.code ? null : parent, kpi: address.kpi })
  }, [data, asked, address])
  const choose = useCallback((index: number) => {
    goTo({ root: address.root, kpi: null }, true)
    move({ kind: 'choose', index, held: true, nowMs: Date.now() })
  }, [address.root, move])
  useWallKeys({
    step: (by) => { const from = rotating.indexOf(kpi); choose((from + by + rotating.length) % rotating.length) },
    hold: () => { if (asked !== null) choose(Math.max(0, rotating.indexOf(asked))); else move({ kind: 'hold', nowMs: Date.now() }) },
    choose: (index) => { if (index < rotating.length) choose(index) },
    up, language: () => switchLanguage(language === 'vi' ? 'en' : 'vi'),
  })
  const { layout } = stage
  const [pages, esign, uptime, tasks] = headlineKpis
  const position = `${Math.max(0, rotating.indexOf(kpi)) + 1}/${rotating.length}`
  return (
    <main className="wall" style={{ width: `${layout.width}rem` }} data-root={data.root.code} data-kpi={kpi}>
      <Panel box={layout.map} className="map"><MapPanel stage={stage} kpi={kpi} rotation={held} position={position} onOpen={open} /></Panel>
      <Header onUp={up} />
      <Panel box={layout.cards[0]} className="card-panel"><RatioCard kpiId={pages} title={words.cards.pages} /></Panel>
      <Panel box={layout.cards[1]} className="card-panel"><RatioCard kpiId={esign} title={words.cards.esign} /></Panel>
      <Panel box={layout.cards[2]} className="card-panel"><RatioCard kpiId={uptime} title={words.cards.uptime} /></Panel>
      <Panel box={layout.cards[3]} className="card-panel"><TasksCard kpiId={tasks} /></Panel>
      <Panel box={layout.anomalies} className="list"><AnomalyPanel /></Panel>
      <Panel box={layout.tasks} className="list"><TasksPanel /></Panel>
      <Panel box={layout.reports} className="list"><ReportsPanel /></Panel>
      {layout.matrix !== null && <Panel box={layout.matrix} className="list"><MatrixPanel kpiIds={rotating} /></Panel>}
      <KeyHint />
      <Refused />
      <LostLink />
    </main>
  )
}
