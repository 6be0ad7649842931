/**
 * Islands from the coordinates of their islands and reefs, never from a shape that somebody else drew:
 * Quần đảo Hoàng Sa (Đà Nẵng), Quần đảo Trường Sa (Khánh Hòa), and the small islands that the province shapes lack.
 * Source: published coordinates (Vietnamese lists of the islands, sailing directions); docs/decisions/010-units-and-shapes.md.
 */
import type { ArchipelagoProperties, MapLabel } from '../protocol/map-geometry.ts'
import type { AreaCollection, PolygonRings, Position } from './geojson.ts'
import { roundedPosition } from './equal-area.ts'
import islands from './islands.json' with { type: 'json' }

const kmPerDegree = 111.19
const corners = 14
const leastReefWidthKm = 6
const degree = Math.PI / 180

/** The least length and width (km) of a drawn island: below it, an island vanishes on a wall read from 8 m. */
export const LEAST_ISLAND_KM = 9

/** An archipelago: its special zone, its province, the island where the zone's cell sits, and its islands as polygons. */
export interface Archipelago extends ArchipelagoProperties {
  /** [longitude, latitude] in degrees of the zone's main island. */
  readonly seat: Position
  readonly label: MapLabel
  readonly islandNames: readonly string[]
  readonly polygons: readonly PolygonRings[]
}

/** An ellipse of `lengthKm` × `widthKm` whose long axis points `bearing` degrees from north; a counter-clockwise ring. No size given: a disc of the least size. */
function islandPolygon(lon: number, lat: number, lengthKm: number, widthKm: number, bearing: number): PolygonRings {
  const long = Math.max(lengthKm, LEAST_ISLAND_KM) / 2 / kmPerDegree
  const wide = Math.max(widthKm, lengthKm > 0 ? leastReefWidthKm : LEAST_ISLAND_KM) / 2 / kmPerDegree
  const turn = (90 - bearing) * degree
  const ring = Array.from({ length: corners }, (_, i): Position => {
    const angle = (i / corners) * 2 * Math.PI
    const [along, across] = [long * Math.cos(angle), wide * Math.sin(angle)]
    const east = along * Math.cos(turn) - across * Math.sin(turn)
    const north = along * Math.sin(turn) + across * Math.cos(turn)
    return roundedPosition([lon + east / Math.cos(lat * degree), lat + north])
  })
  const first = ring[0]
  return first ? [[...ring, first]] : []
}

type Row = readonly (string | number)[]

function polygonOfRow(row: Row, at: number): PolygonRings {
  const [lon, lat, length = 0, width = 0, bearing = 0] = row.slice(at).map(Number)
  if (lon === undefined || lat === undefined) throw new Error(`islands.json: bad row ${row.join('|')}`)
  return islandPolygon(lon, lat, length, width, bearing)
}

/** Both archipelagos, each with every island and reef of the list. */
export const archipelagos: readonly Archipelago[] = islands.archipelagos.map((row) => ({
  code: row.code,
  name: row.name,
  p: row.province,
  seat: [Number(row.seat[0]), Number(row.seat[1])],
  label: { text: row.name, sub: row.label.sub, lon: row.label.lon, lat: row.label.lat, kind: 'archipelago' },
  islandNames: row.islands.map((island) => String(island[0])),
  polygons: row.islands.map((island) => polygonOfRow(island, 1)),
}))

/** Both archipelagos as map features (id: code of the special zone). */
export const archipelagoFeatures: AreaCollection<ArchipelagoProperties> = {
  type: 'FeatureCollection',
  features: archipelagos.map(({ code, name, p, polygons }) => ({
    type: 'Feature',
    id: code,
    properties: { code, name, p },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  })),
}

/** The small islands of a province that its shape lacks, as polygons; its archipelago's islands among them. */
export function islandsOfProvince(province: string): readonly PolygonRings[] {
  const islets = islands.islets.filter((row) => row[0] === province).map((row) => polygonOfRow(row, 2))
  return [...islets, ...archipelagos.filter((group) => group.p === province).flatMap((group) => group.polygons)]
}

/** Code of an island special zone → where it lies, [longitude, latitude] in degrees. */
export const islandZones: ReadonlyMap<string, Position> = new Map(
  islands.zones.map((row) => [String(row[0]), [Number(row[2]), Number(row[3])]]),
)
