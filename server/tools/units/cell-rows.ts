/** The rows of data/units/commune-cells.json, laid out anew from the list, the province shapes and the islands. */
import type { Ring } from '../../../data/units/geojson.ts'
import { archipelagos, islandZones, islandsOfProvince } from '../../../data/units/islands.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { provinceOutlines } from '../../../data/units/province-shapes.ts'
import { layOutCells } from './lay-out-cells.ts'

/** A commune's code and its rings: whole ten-thousandths of a degree, lon and lat of the first corner, then of each step to the next. */
export type CellRow = readonly [code: string, rings: readonly (readonly number[])[]]

/** A closed ring as one line of numbers; the closing corner is left out. */
function packed(ring: Ring): readonly number[] {
  let [lon, lat] = [0, 0]
  return ring.slice(0, -1).flatMap((point) => {
    const [x, y] = [Math.round(point[0] * 1e4), Math.round(point[1] * 1e4)]
    const step = [x - lon, y - lat]
    lon = x
    lat = y
    return step
  })
}

/** The rows of the provinces named (null: of all), in the order of the provinces and their codes. */
export function cellRows(only: ReadonlySet<string> | null = null): readonly CellRow[] {
  return [...provinceOutlines].filter(([province]) => only === null || only.has(province)).flatMap(([province, outlines]) => {
    const communes = officialUnits.filter((unit) => unit.parent === province).map((unit) => unit.code)
    const scattered = new Set(archipelagos.flatMap(({ polygons }) => polygons))
    const islets = islandsOfProvince(province).filter((polygon) => !scattered.has(polygon)).flatMap((polygon) => polygon.slice(0, 1))
    const zones = new Map([...islandZones].filter(([code]) => communes.includes(code)))
    const laid = layOutCells({ province, communes, outlines, islets, zones })
    return communes.map((code): CellRow => [code, (laid.get(code) ?? []).map(packed)])
  })
}
