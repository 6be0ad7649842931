/**
 * The scene *Bản đồ*: one KPI over all units of the root. At the centre the provinces, with the communes of the province in focus beside
 * them; at a province its communes; at a commune its place in the province. Hoàng Sa and Trường Sa are always on it.
 */
import { useMemo, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useMapWords, useWords } from '../../../i18n/language.ts'
import { Locator } from '../../../map/SvgMap.tsx'
import { fitView } from '../../../map/view.ts'
import { useGeometry } from '../../../queries/queries.ts'
import { formatNumber } from '../../../ui/format.ts'
import { isAbnormal } from '../../../ui/look.ts'
import { useKpiChoice, type KpiChoice } from '../kpi-choice.ts'
import type { Stage } from '../layout.ts'
import type { Rotation } from '../overview/rotation.ts'
import { Panel } from '../Panel.tsx'
import { unitName, useHeadlineWatch, useWallData } from '../wall-data.ts'
import { FocusHead } from './FocusHead.tsx'
import { focusShapes } from './focus-shapes.ts'
import { KpiCard } from './KpiCard.tsx'
import { locatorBounds, type MapRoom } from './map-model.ts'
import { mapSceneLayoutOf, type MapSceneLayout } from './map-scene-layout.ts'
import { belowIslands } from './MapPanel.tsx'
import { MapWords } from './MapWords.tsx'
import { OtherKpis } from './OtherKpis.tsx'
import { namedIn, RankList, rowsIn } from './RankList.tsx'
import { rankUnits, type RankedUnit } from './ranking.ts'
import { SceneLegend } from './SceneLegend.tsx'
import { SceneMap, useSceneView } from './SceneMap.tsx'
import { useMapWatches, useSceneFigures, type SceneFigures } from './scene-figures.ts'
import { useFocus } from './use-focus.ts'
import { useLive } from '../../../figures/live-context.ts'

/** How long one KPI stays, milliseconds: the focus sees three provinces meanwhile. */
export const mapDwellMs = 60_000
/** Most communes in focus that bear a mark. */
const mostMarks = 12

function Turn({ rotation, position }: { rotation: Rotation, position: string }): ReactElement {
  const words = useWords()
  const map = useMapWords()
  useNow((nowMs) => nowMs)
  const left = Math.max(0, Math.ceil((rotation.sinceMs + mapDwellMs - Date.now()) / 1000))
  return <p className="map-turn">{map.indicator(position)} · {rotation.held ? words.heldStill : words.next(String(left))}</p>
}

/** The communes of the province in focus, worst first; the abnormal ones that their list of so many rows names bear letters. */
function useFocusRanking(province: string | null, kpi: KpiAnswer, figures: SceneFigures, room: number): { readonly ranked: readonly RankedUnit[], readonly marks: ReadonlyMap<string, string> } {
  const data = useWallData()
  const { store } = useLive()
  const words = useWords(), language = useLanguage()
  return useMemo(() => {
    const units = province === null ? [] : data.units.filter(({ parent }) => parent === province).map(({ code }) => code)
    const ranked = rankUnits(units, (unit) => store.painted(unit, kpi.id)?.cell, kpi.direction, figures.allSilent)
    const named = namedIn(ranked, room, (unit) => unitName(data, unit, language), (left) => words.moreUnits.commune(formatNumber(left, language), left))
    const marked = ranked.filter(({ look }) => isAbnormal(look)).slice(0, Math.min(mostMarks, named))
    return { ranked, marks: new Map(marked.map(({ unit }, i) => [unit, String.fromCharCode(65 + i)])) }
    // the communes' looks stand for the store's contents
  }, [data, store, province, kpi, figures.communes, figures.allSilent, room, words, language])
}

/** The small map of the country with both archipelagos: where the province lies. */
function WhereItLies({ geometry, province, layout }: { geometry: MapGeometry, province: string, layout: MapSceneLayout }): ReactElement {
  const box = useMemo(() => ({ x: 0, y: 1, w: 38, h: layout.below.h - 2 }), [layout])
  const room = useMemo((): MapRoom => ({ w: box.w + 2, h: box.h, covered: [] }), [box])
  return (
    <>
      <Locator geometry={geometry} province={province} box={box} view={fitView(locatorBounds, { x: 0, y: 0, w: box.w, h: box.h })} />
      <MapWords labels={belowIslands(geometry)} view={fitView(locatorBounds, box)} room={room} small />
    </>
  )
}

function Body({ geometry, stage, kpi, choice }: { geometry: MapGeometry, stage: Stage, kpi: KpiAnswer, choice: KpiChoice }): ReactElement {
  const data = useWallData()
  const map = useMapWords()
  const language = useLanguage()
  const central = data.root.level === 'centre'
  const layout = useMemo(() => mapSceneLayoutOf(stage.layout.width, central), [stage.layout.width, central])
  const figures = useSceneFigures(kpi.id)
  const { scope, view } = useSceneView(geometry, layout)
  const focus = useFocus(figures.candidates, kpi.id)
  const province = focus?.unit ?? null
  const shapes = useMemo(() => (province === null || layout.inset === null ? null : focusShapes(province, geometry, layout.inset, view)), [province, geometry, layout, view])
  const near = useFocusRanking(province, kpi, figures, rowsIn(layout.list.h) * layout.listColumns)
  const ranks = useMemo(() => new Map(figures.ranked.map(({ unit, rank }) => [unit, String(rank)])), [figures.ranked])
  const name = (unit: string): string => unitName(data, unit, language)
  return (
    <>
      <Panel box={layout.canvas} className="map">
        <SceneMap geometry={geometry} layout={layout} uPx={stage.uPx} kpi={kpi} figures={figures} scope={scope} view={view} focus={shapes} marks={near.marks} onOpen={choice.open} />
      </Panel>
      <Panel box={layout.legend} className="map-side"><SceneLegend kpi={kpi} figures={figures} /></Panel>
      <Panel box={layout.below} className="map-side">
        {central
          ? <RankList title={map.worstProvinces} kpi={kpi} ranked={figures.ranked} marks={ranks} height={layout.below.h} columns={1} />
          : <WhereItLies geometry={geometry} province={scope.province ?? data.root.code} layout={layout} />}
      </Panel>
      {layout.focusHead !== null && (
        <Panel box={layout.focusHead} className="map-side">
          {focus === null
            ? <p className="panel-note">{map.noFocus}</p>
            : <FocusHead kpi={kpi} focus={focus} candidates={figures.candidates} row={figures.ranked.find(({ unit }) => unit === province)} outside={(shapes?.outside ?? []).map(name)} />}
        </Panel>
      )}
      {(!central || focus !== null) && (
        <Panel box={layout.list} className="map-side">
          {data.root.level === 'commune'
            ? <OtherKpis but={kpi.id} height={layout.list.h} />
            : <RankList title={map.worstCommunes} kpi={kpi} ranked={central ? near.ranked : figures.ranked} marks={central ? near.marks : ranks} height={layout.list.h} columns={layout.listColumns} />}
        </Panel>
      )}
    </>
  )
}

/** See the file's head. */
export function MapScene({ stage }: { stage: Stage }): ReactElement {
  const data = useWallData()
  const words = useWords()
  const choice = useKpiChoice('map', mapDwellMs)
  const { data: geometry, isError } = useGeometry()
  useHeadlineWatch()
  useMapWatches(choice.kpi)
  const kpi = data.kpiById.get(choice.kpi)
  const { card } = mapSceneLayoutOf(stage.layout.width, true)
  return (
    <div className="scene-body map-scene" data-kpi={choice.kpi}>
      {geometry === undefined || kpi === undefined
        ? <p className="panel-note map-note">{isError ? words.unreachable : words.mapLoading}</p>
        : <Body geometry={geometry} stage={stage} kpi={kpi} choice={choice} />}
      <Panel box={{ ...card, y: card.y - 3.2, h: 3 }} className="map-turning"><Turn rotation={choice.rotation} position={choice.position} /></Panel>
      {kpi !== undefined && <Panel box={card} className="card-panel"><KpiCard key={kpi.id} kpi={kpi} /></Panel>}
    </div>
  )
}
