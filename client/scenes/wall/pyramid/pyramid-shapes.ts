/** The shapes of a root's pyramid on the stage: planes, units, islands, where links begin and end. They stay while root and stage stay. Pure. */
import type { MapGeometry } from '../../../../data/protocol/map-geometry.ts'
import type { AreaGeometry } from '../../../../data/units/geojson.ts'
import type { StageArea } from '../../../map/draw-layers.ts'
import { extentOf, fitPlane, isInside, lowered, outlineOf, polygonsOn, projectOn, widened, type Extent, type Plane } from '../../../map/pyramid-plane.ts'
import { anchorOf, type Box, type Point } from '../../../map/view.ts'
import { mainParts } from '../map/map-model.ts'
import type { PyramidLayout } from './pyramid-layout.ts'
import type { PyramidScope } from './pyramid-scope.ts'

/** Room around the land of a plane, a share of its width. */
const marginShare = 0.036

/** One plane with its units. */
export interface PlaneShapes {
  readonly plane: Plane
  readonly outline: readonly [Point, Point, Point, Point]
  readonly areas: readonly StageArea[]
  /** The islands of both archipelagos, each with the unit of this plane it belongs to. Empty where the plane is one province's. */
  readonly islands: readonly StageArea[]
  /** Where a unit's link begins. */
  readonly anchors: ReadonlyMap<string, Point>
}

/** See the file's head. */
export interface PyramidShapes {
  readonly lower: PlaneShapes
  readonly upper: PlaneShapes
  /** Outlines of provinces under the communes. */
  readonly ground: readonly StageArea[]
  readonly plate: { readonly outline: readonly [Point, Point, Point, Point], readonly centre: Point } | null
  /** A place of the lower plane, seen straight up on the upper one. */
  readonly rise: (point: Point) => Point
  /** Units of the lower plane that lie outside it (far islands of a province). */
  readonly outside: readonly string[]
}

interface Feature { readonly id: string, readonly geometry: AreaGeometry }

const inside = ({ left, right, near, far }: Extent, { left: l, right: r, near: n, far: f }: Extent): boolean => l >= left && r <= right && n >= near && f <= far

function areasOf(plane: Plane, features: readonly Feature[]): readonly StageArea[] {
  return features.flatMap(({ id, geometry }) => polygonsOn(plane, geometry).map((polygon) => ({ unit: id, polygon })))
}

function anchorsOf(plane: Plane, features: readonly Feature[]): ReadonlyMap<string, Point> {
  return new Map(features.map(({ id, geometry }) => [id, projectOn(plane, anchorOf(geometry))]))
}

const centreOf = (areas: readonly AreaGeometry[]): { lon0: number, lat0: number } => {
  let west = 180, east = -180, south = 90, north = -90
  for (const area of areas) for (const polygon of area.type === 'Polygon' ? [area.coordinates] : area.coordinates) for (const [lon, lat] of polygon[0] ?? []) {
    west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat)
  }
  return west > east ? { lon0: 108, lat0: 16 } : { lon0: (west + east) / 2, lat0: (south + north) / 2 }
}

/** What a plane is fitted to: the country, the mainland of a province, or a commune that lies far from it. */
function fittedTo(geometry: MapGeometry, scope: PyramidScope): readonly AreaGeometry[] {
  if (scope.level === 'centre') return geometry.provinces.features.map(({ geometry: area }) => area)
  const province = geometry.provinces.features.filter(({ id }) => id === scope.province).map(({ geometry: area }) => area)
  const communes = geometry.communes.features.filter(({ id, properties }) => (scope.level === 'commune' ? id === scope.root : properties.p === scope.province)).map(({ geometry: area }) => area)
  const main = mainParts(province.length > 0 ? province : communes)
  if (scope.level !== 'commune') return main
  const centre = centreOf(main), whole = extentOf(centre, main), own = extentOf(centre, communes)
  return whole !== null && own !== null && inside(widened(whole, 0.1), own) ? main : communes
}

function plateOf(box: Box | null): PyramidShapes['plate'] {
  if (box === null) return null
  const lean = box.h * 0.19
  const { x, y, w, h } = box
  return { outline: [[x, y], [x + w, y], [x + w + lean, y + h], [x + lean, y + h]], centre: [x + (w + lean) / 2, y + h / 2] }
}

/** The shapes of a root on a layout; null where the geometry has nothing of it. */
export function shapesOf(geometry: MapGeometry, scope: PyramidScope, layout: PyramidLayout): PyramidShapes | null {
  const fitted = fittedTo(geometry, scope)
  const centre = centreOf(fitted)
  const bare = extentOf(centre, fitted)
  if (bare === null) return null
  const extent = widened(bare, (bare.right - bare.left) * marginShare)
  const lower = fitPlane(centre, extent, layout.lower, layout.mostDepth, layout.mostDegreeU)
  const by = layout.lower.y - layout.upper.y
  const upper = lowered(lower, -by)
  const isIn = (feature: Feature): boolean => { const own = extentOf(centre, [feature.geometry]); return own !== null && inside(extent, own) }
  const wanted = new Set(scope.lower)
  const own = geometry.communes.features.filter(({ id }) => wanted.has(id))
  const communes = own.filter(isIn)
  const isCountry = scope.level === 'centre'
  const provinces: readonly Feature[] = isCountry ? geometry.provinces.features
    : geometry.provinces.features.filter(({ id }) => id === scope.province).map(({ id, geometry: area }) => ({ id, geometry: multi(mainParts([area])) }))
  const known = new Set(scope.upper)
  const islands = (plane: Plane, unitOf: (properties: { code: string, p: string }) => string): readonly StageArea[] => (
    isCountry ? areasOf(plane, geometry.archipelagos.features.map(({ properties, geometry: area }) => ({ id: unitOf(properties), geometry: area }))) : [])
  return {
    lower: { plane: lower, outline: outlineOf(lower, extent), areas: areasOf(lower, communes), islands: islands(lower, ({ code }) => code), anchors: anchorsOf(lower, communes) },
    upper: { plane: upper, outline: outlineOf(upper, extent), areas: areasOf(upper, provinces), islands: islands(upper, ({ p }) => p), anchors: anchorsOf(upper, provinces.filter(({ id }) => known.has(id))) },
    ground: areasOf(lower, provinces), plate: plateOf(layout.plate), rise: ([x, y]) => [x, y - by],
    outside: own.filter((feature) => !isIn(feature)).map(({ id }) => id),
  }
}

function multi(parts: readonly AreaGeometry[]): AreaGeometry {
  return { type: 'MultiPolygon', coordinates: parts.flatMap((part) => (part.type === 'Polygon' ? [part.coordinates] : part.coordinates)) }
}

/** The unit under a point of the stage that can be opened: a province of the upper plane, else a commune of the lower; null where there is none. */
export function unitAt({ lower, upper }: PyramidShapes, { level }: PyramidScope, point: Point): string | null {
  const under = ({ areas }: PlaneShapes): string | null => areas.find(({ polygon }) => isInside(polygon, point))?.unit ?? null
  if (level === 'commune') return null
  return (level === 'centre' ? under(upper) : null) ?? under(lower)
}
