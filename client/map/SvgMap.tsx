/** The plain map, where there is no graphics card: the same picture as SVG paths. Also the small locator of a province in its country. */
import { Fragment, memo, useMemo, type ReactElement } from 'react'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { AreaCollection, AreaGeometry } from '../../data/units/geojson.ts'
import { isLatePaint, latePaints, type Paint } from '../ui/look.ts'
import type { MapPicture } from './map-picture.ts'
import { fills, inks } from './map-style.ts'
import { PlainMotion } from './PlainMotion.tsx'
import { pathOf, type Box, type View } from './view.ts'

/** Points nearer than this are left out of paths, u. */
const stepU = 0.12

function Textures(): ReactElement {
  const lines = (id: string, colour: string, under: string, width: number): ReactElement => (
    <pattern id={id} width="0.9" height="0.9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect width="0.9" height="0.9" fill={under} /><rect width="0.9" height={width} fill={colour} />
    </pattern>
  )
  return (
    <defs>
      {latePaints.map((paint) => <Fragment key={paint}>{lines(`plain-${paint}`, inks.late, fills[paint], 0.13)}</Fragment>)}
      {lines('plain-missing', inks.missing, fills.lost, 0.34)}{lines('plain-silent', inks.silent, fills.silent, 0.16)}
      <pattern id="plain-dotted" width="0.82" height="0.82" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="0.82" height="0.82" fill={fills.on_track} /><circle cx="0.41" cy="0.41" r="0.11" fill={inks.dotted} />
      </pattern>
    </defs>
  )
}

function fillOf(look: Paint | undefined): string {
  if (look === undefined) return '#20262b'
  if (isLatePaint(look)) return `url(#plain-${look})`
  if (look === 'silent') return 'url(#plain-silent)'
  if (look === 'on_track') return 'url(#plain-dotted)'
  return look === 'lost' ? 'url(#plain-missing)' : fills[look]
}

interface UnitPath { readonly id: string, readonly d: string }

/** A unit's area. It is drawn again only when its fill changes: at 2 Hz most of 3,321 stay. */
const Area = memo(({ d, fill, edge, width }: { d: string, fill: string, edge: string, width: number }): ReactElement => <path d={d} fill={fill} stroke={edge} strokeWidth={width} />)
/** Frames: white of what is at risk, pale of what never came. */
const edges: Readonly<Partial<Record<Paint, string>>> = { at_risk: '#fff', late_at_risk: '#fff', no_data: inks.missing }

const edgeOf = (look: Paint | undefined): string | undefined => (look === undefined ? undefined : edges[look])

/** Those with a frame last: no neighbour's border lies over it. */
const Units = memo(({ units, looks, border }: { units: readonly UnitPath[], looks: ReadonlyMap<string, Paint>, border: number }): ReactElement => {
  const area = ({ id, d }: UnitPath): ReactElement => { const look = looks.get(id), edge = edgeOf(look); return <Area key={id} d={d} fill={fillOf(look)} edge={edge ?? '#0f1214'} width={edge === undefined ? border : 0.25} /> }
  return <>{units.filter(({ id }) => edgeOf(looks.get(id)) === undefined).map(area)}{units.filter(({ id }) => edgeOf(looks.get(id)) !== undefined).map(area)}</>
})

const written = new WeakMap<AreaGeometry, { readonly view: View, readonly d: string }>()

/** The path of an area in a view; written once while the view stays. */
function writtenPath(view: View, area: AreaGeometry): string {
  let held = written.get(area)
  if (held?.view !== view) written.set(area, held = { view, d: pathOf(view, area, stepU) })
  return held.d
}

function pathsOf(areas: AreaCollection<unknown>, view: View): readonly UnitPath[] {
  return areas.features.map(({ id, geometry }) => ({ id, d: writtenPath(view, geometry) }))
}

const areasByUnit = new WeakMap<AreaCollection<unknown>, ReadonlyMap<string, AreaGeometry>>()

/** The areas of a collection by their units; looked through once. */
function areasOf(areas: AreaCollection<unknown>): ReadonlyMap<string, AreaGeometry> {
  let held = areasByUnit.get(areas)
  if (held === undefined) areasByUnit.set(areas, held = new Map(areas.features.map(({ id, geometry }) => [id, geometry])))
  return held
}

/** The map as SVG. */
export function SvgMap({ picture }: { picture: MapPicture }): ReactElement {
  const { geometry, view, box, looks, focus, edge } = picture
  const provinces = useMemo(() => pathsOf(geometry.provinces, view), [geometry, view])
  const ground = useMemo(() => geometry.context.features.map(({ geometry: area }) => pathOf(view, area, stepU)).join(''), [geometry, view])
  const islands = useMemo(() => geometry.archipelagos.features.map(({ geometry: area }) => pathOf(view, area)).join(''), [geometry, view])
  const paper = useMemo(() => (focus === null ? '' : focus.paper.features.map(({ geometry: area }) => pathOf(view, area)).join('')), [focus, view])
  const large = useMemo(() => (focus === null ? [] : pathsOf(focus.communes, view)), [focus, view])
  // communes without a look are not painted: their province shows through
  const painted = [...looks.communes.keys()].join()
  const communes = useMemo(() => {
    const areas = areasOf(geometry.communes)
    return painted.split(',').flatMap((id): UnitPath[] => { const area = areas.get(id); return area === undefined ? [] : [{ id, d: writtenPath(view, area) }] })
  }, [geometry, view, painted])
  return (
    <>
      <svg className="map-canvas" viewBox={`0 0 ${box.w} ${box.h}`} aria-hidden="true">
        <Textures />
        <path d={ground} fill="#171b1e" />
        <Units units={provinces} looks={looks.provinces} border={0.2} />
        <Units units={communes} looks={looks.communes} border={0.1} />
        {provinces.filter(({ id }) => id === edge).map(({ id, d }) => <path key={id} d={d} fill="none" stroke="#f1f4f6" strokeWidth="0.19" />)}
        <path d={islands} fill="#aeb8bf" stroke="#aeb8bf" strokeWidth="0.19" />
        <path d={paper} fill="#0f1214" />
        <Units units={large} looks={looks.focus} border={0.13} />
      </svg>
      {picture.motion !== null && <PlainMotion motion={picture.motion} view={view} box={box} />}
    </>
  )
}

/** A small map of the country with both archipelagos, one province bright: where the view is. */
export function Locator({ geometry, province, box, view }: { geometry: MapGeometry, province: string, box: Box, view: View }): ReactElement {
  const paths = useMemo(() => ({
    country: geometry.provinces.features.filter(({ id }) => id !== province).map(({ geometry: area }) => pathOf(view, area, 0.2)).join(''),
    here: geometry.provinces.features.filter(({ id }) => id === province).map(({ geometry: area }) => pathOf(view, area, 0.1)).join(''),
    islands: geometry.archipelagos.features.map(({ geometry: area }) => pathOf(view, area)).join(''),
  }), [geometry, province, view])
  return (
    <svg className="locator" style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem`, height: `${box.h}rem` }} viewBox={`0 0 ${box.w} ${box.h}`} aria-hidden="true">
      <path d={paths.country} fill="#343c43" />
      <path d={paths.here} fill="#f1f4f6" />
      <path d={paths.islands} fill="#aeb8bf" stroke="#aeb8bf" strokeWidth="0.16" />
    </svg>
  )
}
