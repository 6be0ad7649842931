/** The map with its words: one KPI over the units below the root, call-outs of the ranked anomalies, legend and rotation. */
import { Suspense, lazy, useEffect, useMemo, type ComponentType, type MouseEvent, type ReactElement } from 'react'
import type { MapGeometry, MapLabel } from '../../../../data/protocol/map-geometry.ts'
import { useLive } from '../../../figures/live-context.ts'
import { usePaintVersion } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { Locator, SvgMap } from '../../../map/SvgMap.tsx'
import type { MapProps } from '../../../map/WebglMap.tsx'
import { anchorOf, contains, boundsOf, degreesOf, fitView, type View } from '../../../map/view.ts'
import { useGeometry } from '../../../queries/queries.ts'
import { MapCallouts } from './MapCallouts.tsx'
import { MapLegend } from './MapLegend.tsx'
import { MapPulses } from './MapPulses.tsx'
import { MapUnits } from './MapUnits.tsx'
import { MapWords } from './MapWords.tsx'
import type { Stage } from '../layout.ts'
import { locatorBounds, locatorBox, looksOf, mapScopeOf, viewOf, type MapScope } from './map-model.ts'
import type { Rotation } from '../overview/rotation.ts'
import { isPlain, useWebgl } from './use-webgl.ts'
import { useWallData } from '../wall-data.ts'


/** Stands for a map whose program could not be fetched: the plain map takes over. */
function NoWebglMap({ onTold }: MapProps): null {
  useEffect(() => onTold('failed'), [onTold])
  return null
}

const WebglMap = lazy<ComponentType<MapProps>>(() => import('../../../map/WebglMap.tsx').then(
  (module) => ({ default: module.WebglMap }), () => ({ default: NoWebglMap }),
))

/** What the map needs of the scene. */
export interface MapPanelProps {
  readonly stage: Stage
  readonly kpi: string
  readonly rotation: Rotation
  readonly position: string
  readonly onOpen: (unit: string) => void
}

/** See the file's head. */
export function MapPanel(props: MapPanelProps): ReactElement {
  const words = useWords()
  const { data: geometry, isError } = useGeometry()
  if (geometry === undefined) return <p className="panel-note map-note">{isError ? words.unreachable : words.mapLoading}</p>
  return <MapOfGeometry {...props} geometry={geometry} />
}

function unitAt(event: MouseEvent<HTMLElement>, geometry: MapGeometry, scope: MapScope, view: View, uPx: number): string | null {
  const box = event.currentTarget.getBoundingClientRect()
  const x = (event.clientX - box.left) / uPx, y = (event.clientY - box.top) / uPx
  const position = degreesOf([x / view.scale + view.originX, y / view.scale + view.originY])
  const features = scope.source === 'provinces' ? geometry.provinces.features : geometry.communes.features.filter(({ properties }) => properties.p === scope.province)
  return features.find(({ geometry: area }) => contains(area, position))?.id ?? null
}

/** The archipelagos' labels below their islands: on the small map there is no room beside them. */
function belowIslands(geometry: MapGeometry): readonly MapLabel[] {
  return geometry.labels.filter(({ kind }) => kind === 'archipelago').map((label) => {
    const bounds = boundsOf(geometry.archipelagos.features.filter(({ properties }) => properties.name === label.text).map(({ geometry: area }) => area))
    return bounds === null ? label : { ...label, lon: (bounds.west + bounds.east) / 2 + 1.6, lat: bounds.south - 0.25 }
  })
}

function useAnchors(geometry: MapGeometry, scope: MapScope): ReadonlyMap<string, readonly [number, number]> {
  return useMemo(() => {
    const features = scope.source === 'provinces' ? geometry.provinces.features : geometry.communes.features.filter(({ properties }) => properties.p === scope.province)
    const wanted = new Set(scope.units)
    return new Map(features.filter(({ id }) => wanted.has(id)).map(({ id, geometry: area }) => [id, anchorOf(area)]))
  }, [geometry, scope])
}

function MapOfGeometry({ geometry, stage, kpi, rotation, position, onOpen }: MapPanelProps & { geometry: MapGeometry }): ReactElement {
  const data = useWallData()
  const language = useLanguage()
  const words = useWords()
  const { store } = useLive()
  const { layout, uPx } = stage
  const { webgl, tell } = useWebgl()
  const plain = isPlain(webgl)
  const scope = useMemo(() => mapScopeOf(data.root, data.units), [data])
  const view = useMemo(() => viewOf(scope, geometry, layout), [scope, geometry, layout])
  const anchors = useAnchors(geometry, scope)
  const version = usePaintVersion(kpi)
  const looks = useMemo(() => {
    const rootValue = store.painted(data.root.code, kpi)?.cell.value ?? null
    return looksOf(scope.units, (unit) => store.painted(unit, kpi)?.cell, rootValue === null)
    // `version` stands for the store's contents
  }, [scope, store, kpi, data.root.code, version])
  const shared = { geometry, source: scope.source, province: scope.province, looks, box: layout.map, view }
  const small = locatorBox(layout)
  return (
    <div className="map-body" onClick={(event) => { const unit = unitAt(event, geometry, scope, view, uPx); if (unit !== null && scope.units.includes(unit)) onOpen(unit) }}
      data-map-kpi={kpi} data-map-drawn={webgl.state === 'drawn' || plain ? 'yes' : 'no'} data-map-plain={plain ? 'yes' : 'no'}>
      {webgl.state !== 'none' && (
        <div className="map-layer" data-shown={webgl.state === 'drawn' ? 'yes' : 'no'}>
          <Suspense fallback={null}><WebglMap key={webgl.attempt} {...shared} uPx={uPx} onTold={tell} /></Suspense>
        </div>
      )}
      {webgl.state !== 'drawn' && <SvgMap {...shared} />}
      {layout.covered.map((box) => <div key={box.x} className="map-edge" style={{ left: `${box.x}rem`, height: scope.province === null ? `${box.h}rem` : '100%', width: scope.province === null ? '3rem' : '100%' }} />)}
      <MapPulses kpi={kpi} anchors={anchors} view={view} />
      {scope.province === null
        ? <MapWords labels={geometry.labels} view={view} layout={layout} />
        : <>
            <Locator geometry={geometry} province={scope.province} box={small} view={fitView(locatorBounds, { x: 0, y: 0, w: small.w, h: small.h })} />
            <MapWords labels={belowIslands(geometry)} view={fitView(locatorBounds, small)} layout={layout} small />
          </>}
      <MapCallouts geometry={geometry} scope={scope} view={view} layout={layout} anchors={anchors} />
      <MapUnits kpi={kpi} scope={scope} anchors={anchors} view={view} onOpen={onOpen} />
      <MapLegend kpi={kpi} scope={scope} looks={looks} rotation={rotation} position={position} />
      <p className="attribution">{plain && <b>{words.mapPlain[webgl.state]} </b>}{language === 'vi' ? geometry.attributionVi : geometry.attributionEn}</p>
    </div>
  )
}
