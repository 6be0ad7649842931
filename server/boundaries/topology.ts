/** From one TopoJSON file of a pack to checked areas. Nothing of the file's content is trusted before it was looked at. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { z } from 'zod'
import { areaOf } from '../../data/units/geojson.ts'
import type { AreaFeature, PolygonRings, Position, Ring } from '../../data/units/geojson.ts'
import { roundedPosition } from '../../data/units/equal-area.ts'
import { BoundaryPackError } from './pack-error.ts'

/** Beyond this a file is no boundary pack of one country (bytes). */
const MOST_BYTES = 64 * 1024 * 1024

const looseTopology = z.looseObject({
  type: z.literal('Topology'),
  arcs: z.array(z.unknown()),
  objects: z.record(z.string(), z.looseObject({ type: z.string() })),
})

/** The parsed JSON of a pack's file, or one clear error. */
export function readPackJson(folder: string, file: string): unknown {
  let text: string
  try {
    text = readFileSync(join(folder, file), 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new BoundaryPackError(file, { vi: `không đọc được tệp (${code}).`, en: `the file cannot be read (${code}).` })
  }
  if (text.length > MOST_BYTES) throw new BoundaryPackError(file, { vi: 'tệp quá lớn (trên 64 MB).', en: 'the file is too large (over 64 MB).' })
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new BoundaryPackError(file, { vi: 'JSON hỏng hoặc bị cắt cụt.', en: 'the JSON is broken or cut short.' })
  }
}

/** The topology in a file; that it holds the named collections has been checked, their geometries have not. */
export function readTopology(folder: string, file: string, collections: readonly string[]): Topology {
  const json = readPackJson(folder, file)
  const shape = looseTopology.safeParse(json)
  if (!shape.success) throw new BoundaryPackError(file, { vi: 'không phải TopoJSON.', en: 'this is not TopoJSON.' })
  for (const name of collections) {
    if (shape.data.objects[name]?.type !== 'GeometryCollection') {
      throw new BoundaryPackError(file, { vi: `thiếu lớp "${name}".`, en: `the layer "${name}" is missing.` })
    }
  }
  return json as Topology
}

function cleanRing(line: readonly (readonly number[])[]): Ring {
  const points = line.map(([lon, lat]): Position => roundedPosition([Number(lon), Number(lat)]))
  return points.filter((point, i) => i === 0 || point[0] !== points[i - 1]?.[0] || point[1] !== points[i - 1]?.[1])
}

/** The polygon to four decimals, null if rounding leaves nothing of it. */
function cleanPolygon(rings: readonly (readonly (readonly number[])[])[]): PolygonRings | null {
  const [outline, ...holes] = rings.map(cleanRing)
  if (!outline || outline.length < 4) return null
  return [outline, ...holes.filter((hole) => hole.length >= 4)]
}

function isOnEarth(polygons: readonly PolygonRings[]): boolean {
  return polygons.every((rings) => rings.every((ring) => ring.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90)))
}

/** The areas of one layer with checked properties; `idOf` names each. A feature without any area left is an error. */
export function areasOf<Properties>(
  file: string,
  topology: Topology,
  layer: string,
  schema: z.ZodType<Properties>,
  idOf: (properties: Properties, place: number) => string,
): readonly AreaFeature<Properties>[] {
  const broken = (place: number, what: string) =>
    new BoundaryPackError(file, {
      vi: `đối tượng thứ ${place + 1} của lớp "${layer}" hỏng (${what}).`,
      en: `feature ${place + 1} of layer "${layer}" is broken (${what}).`,
    })
  let features
  try {
    features = feature(topology, topology.objects[layer] as GeometryCollection).features
  } catch {
    throw new BoundaryPackError(file, { vi: `các cung của lớp "${layer}" hỏng.`, en: `the arcs of layer "${layer}" are broken.` })
  }
  return features.map(({ geometry, properties }, place) => {
    const known = schema.safeParse(properties)
    if (!known.success) throw broken(place, 'properties')
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') throw broken(place, 'geometry')
    const raw = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    const polygons = raw.map(cleanPolygon).filter((polygon) => polygon !== null)
    if (polygons.length === 0 || !isOnEarth(polygons)) throw broken(place, 'coordinates')
    return { type: 'Feature', id: idOf(known.data, place), properties: known.data, geometry: areaOf(polygons) }
  })
}
