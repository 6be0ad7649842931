import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaCollection } from '../../../data/units/geojson.ts'
import { polygonsOf } from '../../../data/units/geojson.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { buildMapGeometry } from '../../../server/boundaries/map-geometry.ts'

type Collections = Readonly<Record<string, AreaCollection<object>>>

/** A TopoJSON text in which every ring is an arc of its own: enough for a reader, needs no library. */
export function topologyText(collections: Collections): string {
  const arcs: unknown[] = []
  const objects: Record<string, unknown> = {}
  for (const [name, collection] of Object.entries(collections)) {
    const geometries = collection.features.map(({ id, properties, geometry }) => ({
      type: 'MultiPolygon',
      id,
      properties,
      arcs: polygonsOf(geometry).map((rings) => rings.map((ring) => [arcs.push(ring) - 1])),
    }))
    objects[name] = { type: 'GeometryCollection', geometries }
  }
  return JSON.stringify({ type: 'Topology', arcs, objects })
}

export const builtIn = buildMapGeometry(null)

/** A whole and correct pack made of the built-in geometry, as the texts of its files. */
export function packTexts(): Record<string, string> {
  const communes = officialUnits.filter((unit) => unit.level === 'commune')
  const units = {
    communeColumns: ['code', 'name', 'type', 'p'],
    provinces: officialUnits.filter((unit) => unit.level === 'province').map(({ code, name }) => ({ code, name })),
    communes: communes.map(({ code, name, type, parent }) => [code, name, type, parent]),
  }
  return {
    'provinces.topo.json': topologyText({ provinces: builtIn.provinces, archipelagos: builtIn.archipelagos }),
    'communes.topo.json': topologyText({ communes: builtIn.communes }),
    'context.topo.json': topologyText({ context: builtIn.context }),
    'units.json': JSON.stringify(units),
  }
}

export function writePack(folder: string, texts: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text)
}
