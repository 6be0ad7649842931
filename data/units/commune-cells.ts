/**
 * Commune cells: where no office has loaded its boundaries, each commune is one of the equal cells that fill its province; a special
 * zone on islands is its islands. A schematic (`sơ đồ ô`), never a boundary. Kept as a file, so that no commune moves from build to build.
 * Source: made by server/tools/units/build-commune-cells.ts; docs/decisions/010-units-and-shapes.md.
 */
import type { CommuneProperties } from '../protocol/map-geometry.ts'
import type { AreaCollection, Position, Ring } from './geojson.ts'
import { areaOf } from './geojson.ts'
import type { Unit } from './unit.ts'
import cells from './commune-cells.json' with { type: 'json' }

/** What must stand beside every map of cells. */
export const CELL_NOTE = {
  vi: 'Sơ đồ ô: mỗi xã, phường là một ô bằng nhau trong tỉnh, đặc khu là đảo của mình; không phải địa giới hành chính',
  en: 'Cell schematic: each commune is one equal cell inside its province, a special zone its islands; not an administrative boundary',
} as const

/** Commune code → its rings, each one line of whole ten-thousandths of a degree: the first corner, then the steps to the next. */
const packedCells: ReadonlyMap<string, readonly (readonly number[])[]> = new Map(Object.entries(cells))

function unpacked(steps: readonly number[]): Ring {
  let [lon, lat] = [0, 0]
  const corners: Position[] = []
  for (let i = 0; i + 1 < steps.length; i += 2) {
    lon += steps[i] ?? 0
    lat += steps[i + 1] ?? 0
    corners.push([lon / 1e4, lat / 1e4])
  }
  return [...corners, ...corners.slice(0, 1)]
}

/** One cell per commune of `units`, in their order, in degrees with four decimals. Throws where a commune of the list has no cell. */
export function communeCells(units: readonly Unit[]): AreaCollection<CommuneProperties> {
  const communes = units.filter((unit) => unit.level === 'commune')
  return {
    type: 'FeatureCollection',
    features: communes.map(({ code, parent }) => {
      const rings = packedCells.get(code)
      if (!rings) throw new Error(`commune ${code} has no cell`)
      return { type: 'Feature', id: code, properties: { code, p: parent ?? '' }, geometry: areaOf(rings.map((ring) => [unpacked(ring)])) }
    }),
  }
}
