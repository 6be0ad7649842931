/** The map that the server serves: the office's boundary pack where one is set, else the built-in schematic. */
import { createHash } from 'node:crypto'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import { CELL_NOTE, communeCells } from '../../data/units/commune-cells.ts'
import { contextLand } from '../../data/units/context-land.ts'
import { archipelagoFeatures } from '../../data/units/islands.ts'
import { mapLabels } from '../../data/units/map-labels.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import { provinceShapes } from '../../data/units/province-shapes.ts'
import { readBoundaryPack } from './boundary-pack.ts'

/** A geometry ready to be sent: its JSON and a strong ETag (quoted, SHA-256 of the JSON). */
export interface SerialisedGeometry {
  readonly json: string
  readonly etag: string
}

const builtInSource = {
  vi: 'Tỉnh: Natural Earth (phạm vi công cộng), hợp nhất theo Nghị quyết 202/2025/QH15; đảo vẽ theo tọa độ, không theo tỷ lệ',
  en: 'Provinces: Natural Earth (public domain), merged per Resolution 202/2025/QH15; islands drawn from coordinates, not to scale',
} as const

function builtInGeometry(): MapGeometry {
  return {
    schematic: true,
    attributionVi: `${CELL_NOTE.vi}. ${builtInSource.vi}`,
    attributionEn: `${CELL_NOTE.en}. ${builtInSource.en}`,
    provinces: provinceShapes,
    communes: communeCells(officialUnits),
    archipelagos: archipelagoFeatures,
    labels: mapLabels,
    context: contextLand,
  }
}

/** The whole country's map. `packDir`: the boundary pack's folder, null for none. Throws BoundaryPackError on a bad pack. */
export function buildMapGeometry(packDir: string | null): MapGeometry {
  return packDir === null ? builtInGeometry() : readBoundaryPack(packDir)
}

/** What a viewer whose scope is `codes` may see: their provinces and communes; both archipelagos and the background always. */
export function geometryFor(geometry: MapGeometry, codes: ReadonlySet<string>): MapGeometry {
  return {
    ...geometry,
    provinces: { type: 'FeatureCollection', features: geometry.provinces.features.filter(({ id }) => codes.has(id)) },
    communes: { type: 'FeatureCollection', features: geometry.communes.features.filter(({ id }) => codes.has(id)) },
  }
}

/** The geometry as JSON with its ETag. Costs a pass over all of it: do it once for a scope, not once a request. */
export function serialiseGeometry(geometry: MapGeometry): SerialisedGeometry {
  const json = JSON.stringify(geometry)
  return { json, etag: `"${createHash('sha256').update(json).digest('base64url')}"` }
}
