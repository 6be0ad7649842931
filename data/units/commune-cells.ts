/**
 * Commune cells: where no office has loaded its boundaries, each commune is one of the equal cells that fill its province.
 * A schematic (`sơ đồ ô`), never a boundary. Deterministic: a commune keeps its cell as long as the list stands.
 * Source: own algorithm; docs/decisions/010-units-and-shapes.md.
 */
import type { CommuneProperties } from '../protocol/map-geometry.ts'
import type { AreaCollection, AreaFeature, Position, Ring } from './geojson.ts'
import type { Unit } from './unit.ts'
import type { EqualAreaPlane } from './equal-area.ts'
import { equalAreaPlane, roundedPosition, signedArea } from './equal-area.ts'
import { assignCells } from './cell-order.ts'
import { hexCorners, hexGrid } from './hex-grid.ts'
import { shapeMask } from './shape-mask.ts'

/** What must stand beside every map of cells. */
export const CELL_NOTE = {
  vi: 'Sơ đồ ô: mỗi xã, phường, đặc khu là một ô bằng nhau trong tỉnh, không phải địa giới hành chính',
  en: 'Cell schematic: each commune is one equal cell inside its province, not an administrative boundary',
} as const

/** An outline smaller than this part of its province holds no cells of the mainland. */
const leastPart = 0.05

interface ProvincePlan {
  readonly plane: EqualAreaPlane
  readonly rings: readonly Ring[]
  readonly zones: ReadonlyMap<string, Position>
}

function contains(ring: Ring, [x, y]: Position): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (a && b && a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
  }
  return inside
}

/** The outlines that take cells (not the special zones' own islands), and the zones, all in the province's plane. */
function planOf(outlines: readonly Ring[], zones: ReadonlyMap<string, Position>): ProvincePlan {
  const largest = outlines[0] ?? []
  const plane = equalAreaPlane(largest.reduce((sum, [, lat]) => sum + lat, 0) / Math.max(1, largest.length))
  const total = outlines.reduce((sum, ring) => sum + Math.abs(signedArea(ring)), 0)
  const ownIsland = (ring: Ring) => ring !== largest && [...zones.values()].some((zone) => contains(ring, zone))
  const kept = outlines.filter((ring) => Math.abs(signedArea(ring)) >= leastPart * total && !ownIsland(ring))
  const planeZones = new Map([...zones].map(([code, position]) => [code, plane.toPlane(position)]))
  return { plane, rings: kept.map((ring) => ring.map(plane.toPlane)), zones: planeZones }
}

function cellFeature(commune: Unit, corners: readonly Position[]): AreaFeature<CommuneProperties> {
  const ring = [...corners, ...corners.slice(0, 1)].map(roundedPosition)
  const properties = { code: commune.code, p: commune.parent ?? '' }
  return { type: 'Feature', id: commune.code, properties, geometry: { type: 'Polygon', coordinates: [ring] } }
}

function cellsOfProvince(
  province: string,
  communes: readonly Unit[],
  outlines: readonly Ring[],
  islandZones: ReadonlyMap<string, Position>,
): readonly AreaFeature<CommuneProperties>[] {
  const zones = new Map([...islandZones].filter(([code]) => communes.some((commune) => commune.code === code)))
  const plan = planOf(outlines, zones)
  const mainland = communes.filter((commune) => !zones.has(commune.code))
  const grid = hexGrid(shapeMask(plan.rings), mainland.length, [...plan.zones.values()])
  const codes = mainland.map((commune) => commune.code)
  const centres = new Map([...plan.zones, ...assignCells(province, codes, grid.centres, plan.plane)])
  return communes.map((commune) => {
    const centre = centres.get(commune.code)
    if (!centre) throw new Error(`commune ${commune.code} has no cell`)
    return cellFeature(commune, hexCorners(centre, grid.radius).map(plan.plane.toDegrees))
  })
}

/**
 * One cell per commune, in the order of `units`. `outlines`: province code → outlines in degrees, largest first;
 * `islandZones`: code of a special zone → its island in degrees. Cells of a province have equal area.
 */
export function communeCells(
  units: readonly Unit[],
  outlines: ReadonlyMap<string, readonly Ring[]>,
  islandZones: ReadonlyMap<string, Position>,
): AreaCollection<CommuneProperties> {
  const features = [...outlines].flatMap(([province, rings]) => {
    const communes = units.filter((unit) => unit.parent === province)
    return communes.length === 0 ? [] : cellsOfProvince(province, communes, rings, islandZones)
  })
  return { type: 'FeatureCollection', features }
}
