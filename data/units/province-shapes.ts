/**
 * The 34 provinces as areas: unions of the 63 provinces of before (Natural Earth 1:10m, public domain) by
 * Resolution 202/2025/QH15, with the islands of islands.ts. Degrees, WGS 84, four decimals.
 */
import type { ProvinceProperties } from '../protocol/map-geometry.ts'
import type { AreaCollection, Position, Ring } from './geojson.ts'
import { areaOf } from './geojson.ts'
import { islandsOfProvince } from './islands.ts'
import { officialUnits } from './official-units.ts'
import shapes from './province-shapes.json' with { type: 'json' }

type Outlines = Readonly<Record<string, readonly (readonly (readonly number[])[])[]>>

function outlinesOf(rings: readonly (readonly (readonly number[])[])[]): readonly Ring[] {
  return rings.map((ring) => ring.map(([lon, lat]): Position => [Number(lon), Number(lat)]))
}

/** Province code → (in official order) its outlines on the mainland and the coastal islands, largest first, counter-clockwise. Without the drawn islands. */
export const provinceOutlines: ReadonlyMap<string, readonly Ring[]> = new Map(
  // Sorted: JSON keys that look like whole numbers ("11") come before the others ("01").
  Object.entries(shapes as Outlines).sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, rings]) => [code, outlinesOf(rings)]),
)

/** The 34 provinces in official order; Đà Nẵng with Quần đảo Hoàng Sa, Khánh Hòa with Quần đảo Trường Sa. */
export const provinceShapes: AreaCollection<ProvinceProperties> = {
  type: 'FeatureCollection',
  features: officialUnits
    .filter((unit) => unit.level === 'province')
    .map(({ code, name }) => ({
      type: 'Feature',
      id: code,
      properties: { code, name },
      geometry: areaOf([...(provinceOutlines.get(code) ?? []).map((ring) => [ring]), ...islandsOfProvince(code)]),
    })),
}
