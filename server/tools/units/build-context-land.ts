/**
 * Writes data/units/context-land.json: the neighbours' land as a quiet background, clipped and thinned.
 * Run by hand: `node server/tools/units/build-context-land.ts PATH/countries-10m.json` of the unpacked npm package
 * `world-atlas` 2.0.2 (Natural Earth 1:10m, public domain). Whatever lies in the East Sea is left out: Natural Earth never
 * decides who owns an island.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { merge } from 'topojson-client'
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification'

type Point = readonly [number, number]
type Ring = readonly Point[]

const window = { west: 88, south: -6, east: 128, north: 33 } as const
/** Small features inside these boxes [west, south, east, north] are dropped: the East Sea with both archipelagos. */
const openSea: readonly (readonly [number, number, number, number])[] = [
  [109.5, 5.6, 116.85, 17.9], [111.3, 17, 118.3, 21.5], [116, 9.2, 117, 12.5], [117, 14.8, 119, 16],
]
/** Triangles thinner than this (square degrees, Visvalingam) lose their middle point. */
const thinness = { near: 0.0007, far: 0.006 } as const
const leastIsland = 0.006
const output = new URL('../../../data/units/context-land.json', import.meta.url)
const vietnam = '704'

function clipEdge(ring: Ring, axis: 0 | 1, limit: number, keepAbove: boolean): Ring {
  const inside = (p: Point) => (keepAbove ? p[axis] >= limit : p[axis] <= limit)
  const crossing = (a: Point, b: Point): Point => {
    const part = (limit - a[axis]) / (b[axis] - a[axis])
    return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])]
  }
  return ring.flatMap((point, i): Point[] => {
    const before = ring.at(i - 1) ?? point
    if (inside(point)) return inside(before) ? [point] : [crossing(before, point), point]
    return inside(before) ? [crossing(before, point)] : []
  })
}

function clip(ring: Ring): Ring {
  const west = clipEdge(ring.slice(0, -1), 0, window.west, true)
  const east = clipEdge(west, 0, window.east, false)
  return clipEdge(clipEdge(east, 1, window.south, true), 1, window.north, false)
}

function triangle(a: Point, b: Point, c: Point): number {
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
}

function area(ring: Ring): number {
  return Math.abs(ring.reduce((sum, [x, y], i) => { const p = ring.at(i - 1) ?? [x, y]; return sum + p[0] * y - x * p[1] }, 0)) / 2
}

/** Land that a map of the country shows is thinned less than land beyond it. */
function allowed([lon, lat]: Point): number {
  return lon > 101 && lon < 112 && lat > 8 && lat < 24 ? thinness.near : thinness.far
}

/** Visvalingam: the thinnest corner goes first. A doubly linked ring would be faster; this runs by hand, once. */
function thinned(ring: Ring): Ring {
  const points = [...ring]
  const weight = (i: number) => {
    const [a, b, c] = [points.at(i - 1), points[i], points[(i + 1) % points.length]]
    return a && b && c ? triangle(a, b, c) / allowed(b) : Infinity
  }
  const weights = points.map((_, i) => weight(i))
  while (points.length > 4) {
    let least = 0
    for (let i = 1; i < weights.length; i++) if ((weights[i] ?? 0) < (weights[least] ?? 0)) least = i
    if ((weights[least] ?? 1) >= 1) break
    points.splice(least, 1)
    weights.splice(least, 1)
    for (const i of [least - 1, least]) weights[(i + points.length) % points.length] = weight((i + points.length) % points.length)
  }
  return points
}

function inOpenSea(ring: Ring): boolean {
  return openSea.some(([w, s, e, n]) => ring.every(([lon, lat]) => lon > w && lon < e && lat > s && lat < n))
}

function rounded(ring: Ring): Ring {
  const points = ring.map(([lon, lat]): Point => [Math.round(lon * 100) / 100, Math.round(lat * 100) / 100])
  const distinct = points.filter((point, i) => String(point) !== String(points.at(i - 1)))
  return [...distinct, ...distinct.slice(0, 1)]
}

const source = process.argv[2]
if (!source) throw new Error('usage: node server/tools/units/build-context-land.ts PATH/countries-10m.json')
const atlas = JSON.parse(readFileSync(source, 'utf8')) as Topology<{ countries: GeometryCollection }>
const countries = atlas.objects.countries.geometries.filter((country) => country.id !== vietnam) as (Polygon | MultiPolygon)[]
const land = merge(atlas, countries)
const rings = land.coordinates.map((polygon) => clip((polygon[0] ?? []) as unknown as Ring))
const kept = rings.filter((ring) => ring.length > 2 && area(ring) >= leastIsland && !inOpenSea(ring)).map(thinned).map(rounded)
const large = kept.filter((ring) => ring.length > 3).sort((a, b) => area(b) - area(a))
writeFileSync(output, `[\n${large.map((ring) => JSON.stringify(ring)).join(',\n')}\n]\n`)
console.log(`${large.length} polygons`)
