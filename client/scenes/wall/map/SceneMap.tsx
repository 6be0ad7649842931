/** The map of *Bản đồ* with its words: the country and the province in focus on one canvas, or the communes of a province. */
import { useCallback, useMemo, useRef, type MouseEvent, type ReactElement } from 'react'
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import type { Position } from '../../../../data/units/geojson.ts'
import { useNow } from '../../../figures/use-live.ts'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import type { MapPicture } from '../../../map/map-picture.ts'
import { anchorOf, contains, countryBounds, degreesOfPoint, fitView, project, type Point, type View } from '../../../map/view.ts'
import type { Paint } from '../../../ui/look.ts'
import { useSteadyLooks } from '../steady-looks.ts'
import { unitName, useWallData } from '../wall-data.ts'
import { calloutRestMs, nextChoice, type CalloutChoice } from './callout-choice.ts'
import { Callouts, type CalloutWords } from './Callouts.tsx'
import { figureCallout } from './figure-callout.ts'
import { emptyFrame, type FocusShapes } from './focus-shapes.ts'
import { useMapClaim } from './map-desk.ts'
import { communesInPlace, mapScopeOf, mostCallouts, mostExtras, paintsOf, provinceOf, provinceView, type MapRoom, type MapScope } from './map-model.ts'
import type { MapSceneLayout } from './map-scene-layout.ts'
import { MapUnits } from './MapUnits.tsx'
import { MapWords } from './MapWords.tsx'
import { besideText } from './RankList.tsx'
import { isNotable, paintedOf } from './ranking.ts'
import type { SceneFigures } from './scene-figures.ts'
import { sceneMotion, type MotionPlaces } from './scene-motion.ts'
import { useMotion } from './use-motion.ts'
import { isPlain } from './use-webgl.ts'

/** Marks on the map nearer than this to another would cover it, u. */
const markClear = 2.7

/** See the file's head. `focus`: its frame's shapes; null: none. `marks`: what units in the frame bear, as the list does. */
export interface SceneMapProps {
  readonly geometry: MapGeometry
  readonly layout: MapSceneLayout
  readonly uPx: number
  readonly kpi: KpiAnswer
  readonly figures: SceneFigures
  readonly scope: MapScope
  readonly view: View
  readonly focus: FocusShapes | null
  readonly marks: ReadonlyMap<string, string>
  readonly onOpen: (unit: string) => void
}

/** The scope of the root's map and the view of its canvas. */
export function useSceneView(geometry: MapGeometry, layout: MapSceneLayout): { readonly scope: MapScope, readonly view: View } {
  const data = useWallData()
  return useMemo(() => {
    const scope = mapScopeOf(data.root, data.units)
    return { scope, view: scope.province === null ? fitView(countryBounds, layout.main) : provinceView(scope.province, geometry, layout.main) }
  }, [data, geometry, layout])
}

function useAnchorOf(geometry: MapGeometry): (unit: string) => Position | undefined {
  return useMemo(() => {
    const areas = new Map([...geometry.provinces.features, ...geometry.communes.features].map(({ id, geometry: area }) => [id, area]))
    const known = new Map<string, Position>()
    return (unit) => {
      const area = areas.get(unit)
      if (area !== undefined && !known.has(unit)) known.set(unit, anchorOf(area))
      return known.get(unit)
    }
  }, [geometry])
}

function useSceneMotion({ geometry, kpi, view, focus, scope }: SceneMapProps, anchors: (unit: string) => Position | undefined): MapPicture['motion'] {
  const { unitByCode } = useWallData()
  const places = useMemo((): MotionPlaces => {
    const city = geometry.labels.find(({ text }) => text === 'Hà Nội')
    return {
      provinceOf: (unit) => provinceOf(unitByCode, unit), isProvince: (unit) => unitByCode.get(unit)?.level === 'province', anchorOf: anchors,
      inFocus: (unit) => { const at = focus?.points.get(unit); return at === undefined ? undefined : degreesOfPoint(view, at) },
      centre: scope.province !== null || city === undefined ? null : [city.lon, city.lat],
    }
  }, [geometry, unitByCode, anchors, focus, view, scope])
  return useMotion(kpi.id, useCallback((units: readonly string[]) => sceneMotion(units, places), [places]))
}

const none: ReadonlyMap<string, Paint> = new Map()

/** What is drawn: the province's communes alone, or the provinces, what strays from them, and the communes in the frame of the focus. */
function usePaints({ figures, scope, focus }: SceneMapProps): MapPicture['looks'] {
  const { provinces, communes, strays, late } = figures
  const inPlace = scope.province !== null
  const near = useMemo(() => {
    if (inPlace) return paintsOf(communes, late.communes)
    return paintsOf(new Map([...focus?.points.keys() ?? []].flatMap((unit) => { const look = communes.get(unit); return look === undefined ? [] : [[unit, look] as const] })), late.communes)
  }, [communes, late.communes, inPlace, focus])
  const above = useMemo(() => (inPlace ? none : paintsOf(provinces, late.provinces)), [inPlace, provinces, late.provinces])
  const apart = useMemo(() => (inPlace ? none : paintsOf(strays, late.communes)), [inPlace, strays, late.communes])
  const steady = { provinces: useSteadyLooks(above), communes: useSteadyLooks(apart), focus: useSteadyLooks(near) }
  return useMemo(() => steady, Object.values(steady))
}

/** The units that are called out, worst first; they change at most once in `calloutRestMs`. */
function useCalledOut({ figures, kpi }: SceneMapProps): readonly string[] {
  const { root } = useWallData()
  const held = useRef<CalloutChoice | null>(null)
  const turn = useNow((nowMs) => Math.floor(nowMs / calloutRestMs))
  const units = figures.ranked.filter((one) => isNotable(one) || root.level === 'commune').slice(0, mostCallouts + mostExtras).map(({ unit }) => unit)
  held.current = nextChoice(held.current, { about: `${kpi.id} ${root.code}`, turn, units })
  return held.current.units
}

function useTold(props: SceneMapProps): readonly CalloutWords[] {
  const { figures, kpi } = props
  const data = useWallData()
  const words = useWords()
  const language = useLanguage()
  const called = useCalledOut(props)
  // each text of its own instant: a floored one would tell an age that another place on the wall has already left
  const besides = useNow((nowMs) => called.map((unit) => { const of = figures.ranked.find((one) => one.unit === unit); return of === undefined ? '' : besideText(kpi, of.cell, of.look, nowMs, { language, words }) }).join('\n'))
  return useMemo(() => called.flatMap((unit, i): CalloutWords[] => {
    const ranked = figures.ranked.find((one) => one.unit === unit)
    if (ranked === undefined) return []
    const { rank, look, cell } = ranked
    const text = figureCallout(kpi, { look, cell }, besides.split('\n')[i] ?? '', language)
    return [{ id: unit, look, ranks: data.root.level === 'commune' ? [] : [rank], name: unitName(data, unit, language), text, extra: i >= mostCallouts }]
  }), [called, figures, kpi, data, language, besides])
}

function Marks({ points, marks }: { points: ReadonlyMap<string, Point>, marks: ReadonlyMap<string, string> }): ReactElement {
  const placed: Point[] = []
  return (
    <>
      {[...marks].map(([unit, mark]) => {
        const at = points.get(unit)
        if (at === undefined || placed.some(([x, y]) => Math.hypot(x - at[0], y - at[1]) < markClear)) return null
        placed.push(at)
        return <span key={unit} className="rank map-mark" style={{ left: `${at[0]}rem`, top: `${at[1]}rem` }}>{mark}</span>
      })}
    </>
  )
}

function usePoints({ scope, view, focus }: SceneMapProps, anchors: (unit: string) => Position | undefined): ReadonlyMap<string, Point> {
  return useMemo(() => {
    const own = scope.units.flatMap((unit) => { const at = anchors(unit); return at === undefined ? [] : [[unit, project(view, at)] as const] })
    return new Map<string, Point>([...own, ...focus?.points ?? []])
  }, [scope, view, focus, anchors])
}

/** The unit under a click on the canvas: of the frame of the focus first. */
function clicked(event: MouseEvent<HTMLElement>, { geometry, layout: { inset }, uPx, scope, view, focus }: SceneMapProps): string | null {
  const box = event.currentTarget.getBoundingClientRect()
  const x = (event.clientX - box.left) / uPx, y = (event.clientY - box.top) / uPx
  const framed = inset !== null && focus !== null && x >= inset.x && y >= inset.y && x <= inset.x + inset.w && y <= inset.y + inset.h
  const position = degreesOfPoint(framed ? focus.view : view, [x, y])
  const units = framed ? [...focus.points.keys()] : scope.units
  const features = framed || scope.source === 'communes' ? geometry.communes.features : geometry.provinces.features
  return features.find(({ id, geometry: area }) => units.includes(id) && contains(area, position))?.id ?? null
}

const nothing: readonly never[] = []

/** See `SceneMapProps`. */
export function SceneMap(props: SceneMapProps): ReactElement {
  const { geometry, layout, kpi, scope, view, focus, marks, onOpen } = props
  const language = useLanguage()
  const words = useWords()
  const { canvas, inset } = layout
  const { root } = useWallData()
  const room = useMemo((): MapRoom => ({ w: inset === null ? canvas.w - 2 : inset.x - 1, h: canvas.h, covered: nothing }), [canvas, inset])
  const anchors = useAnchorOf(geometry)
  const points = usePoints(props, anchors)
  const looks = usePaints(props)
  const motion = useSceneMotion(props, anchors)
  const edge = focus?.province ?? null
  const shapes = useMemo(() => {
    if (scope.province !== null) return communesInPlace(scope.province, geometry, root.level === 'commune' ? root.code : null)
    return focus?.focus ?? (inset === null ? null : emptyFrame(inset, view))
  }, [focus, scope, geometry, root, inset, view])
  const picture = useMemo((): MapPicture => ({ geometry, looks, edge, focus: shapes, box: canvas, view, motion }), [geometry, looks, edge, shapes, canvas, view, motion])
  const webgl = useMapClaim(picture)
  const told = useTold(props)
  const plain = isPlain(webgl)
  return (
    <div className="map-body" onClick={(event) => { const unit = clicked(event, props); if (unit !== null) onOpen(unit) }}
      data-map-kpi={kpi.id} data-map-drawn={webgl.state === 'drawn' || plain ? 'yes' : 'no'} data-map-plain={plain ? 'yes' : 'no'} data-strays={looks.communes.size}>
      {scope.province === null && <MapWords labels={geometry.labels} view={view} room={room} />}
      <Callouts told={told} painted={paintedOf(props.figures.ranked)} geometry={geometry} scope={scope} view={view} room={room} others={nothing} />
      {focus !== null && <Marks points={focus.points} marks={marks} />}
      <MapUnits kpi={kpi.id} points={points} onOpen={onOpen} />
      <p className="attribution">{plain && <b>{words.mapPlain[webgl.state]} </b>}{language === 'vi' ? geometry.attributionVi : geometry.attributionEn}</p>
    </div>
  )
}
