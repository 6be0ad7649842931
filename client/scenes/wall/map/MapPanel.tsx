/** The map of *Tổng quan* with its words: one KPI over the units below the root, call-outs of the ranked anomalies, legend and rotation. */
import { useCallback, useMemo, useState, type MouseEvent, type ReactElement } from 'react'
import type { MapGeometry, MapLabel } from '../../../../data/protocol/map-geometry.ts'
import { useLive } from '../../../figures/live-context.ts'
import { usePaintVersion } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import type { MapPicture } from '../../../map/map-picture.ts'
import { Locator } from '../../../map/SvgMap.tsx'
import { anchorOf, contains, boundsOf, degreesOfPoint, fitView, project, type View } from '../../../map/view.ts'
import { useGeometry } from '../../../queries/queries.ts'
import type { Paint } from '../../../ui/look.ts'
import { MapCallouts } from './MapCallouts.tsx'
import { useMapClaim } from './map-desk.ts'
import { MapLegend } from './MapLegend.tsx'
import { MapUnits } from './MapUnits.tsx'
import { MapWords } from './MapWords.tsx'
import type { Stage } from '../layout.ts'
import { communesInPlace, lateUnits, locatorBounds, locatorBox, looksOf, mapScopeOf, paintsOf, viewOf, type MapRoom, type MapScope } from './map-model.ts'
import { isNotable, rankUnits } from './ranking.ts'
import type { Rotation } from '../overview/rotation.ts'
import { mostMoves, useMotion } from './use-motion.ts'
import { isPlain } from './use-webgl.ts'
import { useWallData } from '../wall-data.ts'

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

/** The unit of a scope at the point of a click on the map's box; null: none. */
function unitAt(event: MouseEvent<HTMLElement>, geometry: MapGeometry, scope: MapScope, view: View, uPx: number): string | null {
  const box = event.currentTarget.getBoundingClientRect()
  const position = degreesOfPoint(view, [(event.clientX - box.left) / uPx, (event.clientY - box.top) / uPx])
  return featuresOf(geometry, scope).find(({ geometry: area }) => contains(area, position))?.id ?? null
}

function featuresOf(geometry: MapGeometry, scope: MapScope): MapGeometry['provinces']['features'] | MapGeometry['communes']['features'] {
  return scope.source === 'provinces' ? geometry.provinces.features : geometry.communes.features.filter(({ properties }) => properties.p === scope.province)
}

/** The archipelagos' labels below their islands: on the small map there is no room beside them. */
export function belowIslands(geometry: MapGeometry): readonly MapLabel[] {
  return geometry.labels.filter(({ kind }) => kind === 'archipelago').map((label) => {
    const bounds = boundsOf(geometry.archipelagos.features.filter(({ properties }) => properties.name === label.text).map(({ geometry: area }) => area))
    return bounds === null ? label : { ...label, lon: (bounds.west + bounds.east) / 2 + 1.6, lat: bounds.south - 0.25 }
  })
}

/** The anchor of each unit of a scope, degrees. */
function useAnchors(geometry: MapGeometry, scope: MapScope): ReadonlyMap<string, readonly [number, number]> {
  return useMemo(() => {
    const wanted = new Set(scope.units)
    return new Map(featuresOf(geometry, scope).filter(({ id }) => wanted.has(id)).map(({ id, geometry: area }) => [id, anchorOf(area)]))
  }, [geometry, scope])
}

/** Paints of the units of a scope: the provinces, or the communes of one. */
function looksIn(scope: MapScope, looks: ReadonlyMap<string, Paint>): MapPicture['looks'] {
  const none: ReadonlyMap<string, Paint> = new Map()
  return scope.source === 'provinces' ? { provinces: looks, communes: none, focus: none } : { provinces: none, communes: none, focus: looks }
}

function MapOfGeometry({ geometry, stage, kpi, rotation, position, onOpen }: MapPanelProps & { geometry: MapGeometry }): ReactElement {
  const data = useWallData()
  const language = useLanguage()
  const words = useWords()
  const { store } = useLive()
  const { layout, uPx } = stage
  const scope = useMemo(() => mapScopeOf(data.root, data.units), [data])
  const view = useMemo(() => viewOf(scope, geometry, layout), [scope, geometry, layout])
  const room = useMemo((): MapRoom => ({ w: layout.map.w, h: layout.map.h, covered: layout.covered }), [layout])
  const anchors = useAnchors(geometry, scope)
  const points = useMemo(() => new Map([...anchors].map(([unit, at]) => [unit, project(view, at)])), [anchors, view])
  const version = usePaintVersion(kpi)
  const looks = useMemo(() => {
    const rootValue = store.painted(data.root.code, kpi)?.cell.value ?? null
    return looksOf(scope.units, (unit) => store.painted(unit, kpi)?.cell, rootValue === null)
    // `version` stands for the store's contents
  }, [scope, store, kpi, data.root.code, version])
  const entry = data.kpiById.get(kpi)
  const notable = useMemo(
    () => (entry === undefined ? [] : rankUnits(scope.units, (unit) => store.painted(unit, kpi)?.cell, entry.direction, (store.painted(data.root.code, kpi)?.cell.value ?? null) === null).filter(isNotable)),
    [entry, scope, store, kpi, data.root.code, version])
  const [placed, setPlaced] = useState<string | null>(null)
  const unnamed = useMemo(() => { const named = new Set(placed?.split(',')); return placed === null ? [] : notable.filter(({ unit }) => !named.has(unit)) }, [notable, placed])
  const late = useMemo(() => lateUnits(looks.keys(), (unit) => store.painted(unit, kpi)?.cell), [looks, store, kpi])
  const motion = useMotion(kpi, useCallback((units: readonly string[]) => {
    const rings = units.flatMap((unit) => { const at = anchors.get(unit); return at === undefined ? [] : [at] }).slice(0, mostMoves)
    return rings.length === 0 ? null : { rings, arcs: [] }
  }, [anchors]))
  const focus = useMemo(() => (scope.province === null ? null : communesInPlace(scope.province, geometry)), [scope, geometry])
  const picture = useMemo((): MapPicture => (
    { geometry, looks: looksIn(scope, paintsOf(looks, late)), edge: null, focus, box: layout.map, view, motion }
  ), [geometry, scope, looks, late, focus, layout, view, motion])
  const webgl = useMapClaim(picture)
  const plain = isPlain(webgl)
  const small = locatorBox(room)
  return (
    <div className="map-body" onClick={(event) => { const unit = unitAt(event, geometry, scope, view, uPx); if (unit !== null && scope.units.includes(unit)) onOpen(unit) }}
      data-map-kpi={kpi} data-map-drawn={webgl.state === 'drawn' || plain ? 'yes' : 'no'} data-map-plain={plain ? 'yes' : 'no'}>
      {layout.covered.map((box) => <div key={box.x} className="map-edge" style={{ left: `${box.x}rem`, height: scope.province === null ? `${box.h}rem` : '100%', width: scope.province === null ? '3rem' : '100%' }} />)}
      {scope.province === null
        ? <MapWords labels={geometry.labels} view={view} room={room} />
        : <>
            <Locator geometry={geometry} province={scope.province} box={small} view={fitView(locatorBounds, { x: 0, y: 0, w: small.w, h: small.h })} />
            <MapWords labels={belowIslands(geometry)} view={fitView(locatorBounds, small)} room={room} small />
          </>}
      {entry !== undefined && <MapCallouts geometry={geometry} scope={scope} view={view} room={room} onMap={anchors} kpi={entry} notable={notable} onPlaced={setPlaced} />}
      <MapUnits kpi={kpi} points={points} onOpen={onOpen} />
      <MapLegend kpi={kpi} scope={scope} looks={looks} late={late.size} unnamed={unnamed} rotation={rotation} position={position} />
      <p className="attribution">{plain && <b>{words.mapPlain[webgl.state]} </b>}{language === 'vi' ? geometry.attributionVi : geometry.attributionEn}</p>
    </div>
  )
}
