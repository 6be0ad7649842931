/**
 * The one projection of the map (spherical Mercator, as MapLibre draws), so that labels, call-outs, the hidden mirror and the plain
 * SVG map agree with it to the pixel. Stage lengths are in u.
 */
import type { AreaGeometry, Position } from '../../data/units/geojson.ts'
import { polygonsOf } from '../../data/units/geojson.ts'

/** Degrees: west, south, east, north. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** A rectangle of the stage, in u. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Position of a point on a box, in u from its corner. */
export type Point = readonly [number, number]

/** The country with both archipelagos, degrees: Điện Biên to Bãi Suối Ngà and beyond, Hà Giang's head to Đá Sác Lốt. */
export const countryBounds: Bounds = { west: 102.1, south: 6.9, east: 117.4, north: 23.45 }

/** World (0–1) of a longitude and a latitude in degrees. */
export function worldOf([lon, lat]: Position): Point {
  const sine = Math.sin((lat * Math.PI) / 180)
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)]
}

/** Degrees of a world point. */
export function degreesOf([x, y]: Point): Position {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI]
}

/** How a world is laid on a box: stage = (world − origin) × scale. */
export interface View {
  readonly scale: number
  readonly originX: number
  readonly originY: number
}

/** The view that shows `bounds` whole and centred in the `area` of a box. */
export function fitView(bounds: Bounds, area: Box): View {
  const [left, top] = worldOf([bounds.west, bounds.north])
  const [right, bottom] = worldOf([bounds.east, bounds.south])
  const scale = Math.min(area.w / (right - left), area.h / (bottom - top))
  return {
    scale,
    originX: (left + right) / 2 - (area.x + area.w / 2) / scale,
    originY: (top + bottom) / 2 - (area.y + area.h / 2) / scale,
  }
}

/** Where a position stands, in u from the box's corner. */
export function project(view: View, position: Position): Point {
  const [x, y] = worldOf(position)
  return [(x - view.originX) * view.scale, (y - view.originY) * view.scale]
}

/** MapLibre's camera for a view of a box, when a u is `uPx` pixels. */
export function cameraOf(view: View, box: Box, uPx: number): { center: [number, number], zoom: number } {
  const [lon, lat] = degreesOf([view.originX + box.w / 2 / view.scale, view.originY + box.h / 2 / view.scale])
  return { center: [lon, lat], zoom: Math.log2((view.scale * uPx) / 512) }
}

/** Bounds of areas; null where there are none. */
export function boundsOf(areas: readonly AreaGeometry[]): Bounds | null {
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity
  for (const area of areas) for (const polygon of polygonsOf(area)) for (const [lon, lat] of polygon[0] ?? []) {
    west = Math.min(west, lon); east = Math.max(east, lon)
    south = Math.min(south, lat); north = Math.max(north, lat)
  }
  return west === Infinity ? null : { west, south, east, north }
}

/** An SVG path of an area on a view, in u with two decimals; `stepU`: points nearer than this to the last are left out. */
export function pathOf(view: View, area: AreaGeometry, stepU = 0): string {
  const parts: string[] = []
  for (const polygon of polygonsOf(area)) for (const ring of polygon) {
    let lastX = Infinity, lastY = Infinity, text = ''
    for (const position of ring) {
      const [x, y] = project(view, position)
      if (text !== '' && Math.hypot(x - lastX, y - lastY) < stepU) continue
      text += `${text === '' ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`
      lastX = x
      lastY = y
    }
    parts.push(`${text}Z`)
  }
  return parts.join('')
}

function insideRing(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!, [xj, yj] = ring[j]!
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

/** Whether a position lies in an area (holes are outside). */
export function contains(area: AreaGeometry, [lon, lat]: Position): boolean {
  return polygonsOf(area).some((polygon) => polygon.reduce((inside, ring) => (insideRing(ring, lon, lat) ? !inside : inside), false))
}

function ringArea(ring: readonly Position[]): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1]
  return Math.abs(sum / 2)
}

/** The outer ring of an area's largest part. */
function largestRing(area: AreaGeometry): readonly Position[] {
  let largest: readonly Position[] = [[0, 0]], most = -Infinity
  for (const [ring] of polygonsOf(area)) {
    const size = ring === undefined ? -Infinity : ringArea(ring)
    if (ring !== undefined && size > most) { largest = ring; most = size }
  }
  return largest
}

/** Rows an area is cut into to find its anchor. */
const anchorRows = 11

/** Where the outline crosses each row, west to east; a segment is looked at once, for the few rows it meets. */
function rowCuts(ring: readonly Position[], south: number, step: number): readonly (readonly number[])[] {
  const cuts: number[][] = Array.from({ length: anchorRows + 1 }, () => [])
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!, [x2, y2] = ring[i]!
    const low = Math.min(y1, y2), high = Math.max(y1, y2)
    for (let row = Math.max(1, Math.floor((low - south) / step)); row <= anchorRows; row++) {
      const lat = south + step * row
      if (lat >= high) break
      if (y1 > lat !== y2 > lat) cuts[row]!.push(((x2 - x1) * (lat - y1)) / (y2 - y1) + x1)
    }
  }
  for (const row of cuts) row.sort((a, b) => a - b)
  return cuts
}

/** A point well inside the largest part of an area: the middle of its widest row of eleven. Always inside the outline. */
export function anchorOf(area: AreaGeometry): Position {
  const ring = largestRing(area)
  let south = Infinity, north = -Infinity
  for (const [, lat] of ring) { south = Math.min(south, lat); north = Math.max(north, lat) }
  const step = (north - south) / (anchorRows + 1)
  if (!(step > 0)) return ring[0] ?? [0, 0]
  let best: Position = ring[0] ?? [0, 0]
  let bestScore = -Infinity
  for (const [row, cuts] of rowCuts(ring, south, step).entries()) {
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const width = cuts[i + 1]! - cuts[i]!
      const score = width * (1 - Math.abs(row - 6) / 12)
      if (score > bestScore) { bestScore = score; best = [(cuts[i]! + cuts[i + 1]!) / 2, south + step * row] }
    }
  }
  return best
}

/** Points well inside an area, its anchor first: where a leader may end. Sampled on a 7 × 7 raster, kept where all sides are inside too. */
export function innerPoints(area: AreaGeometry): readonly [Position, ...Position[]] {
  const anchor = anchorOf(area)
  const bounds = boundsOf([area])
  if (bounds === null) return [anchor]
  const stepX = (bounds.east - bounds.west) / 8, stepY = (bounds.north - bounds.south) / 8
  const found: Position[] = []
  for (let column = 1; column <= 7; column++) for (let row = 1; row <= 7; row++) {
    const lon = bounds.west + column * stepX, lat = bounds.south + row * stepY
    const around: readonly Position[] = [[lon, lat], [lon - stepX / 2, lat], [lon + stepX / 2, lat], [lon, lat - stepY / 2], [lon, lat + stepY / 2]]
    if (around.every((position) => contains(area, position))) found.push([lon, lat])
  }
  return [anchor, ...found]
}

/** `area` as it must be given to `view` to be seen where `placed` would show it: one map can show a second place at its own scale. */
export function movedArea(area: AreaGeometry, placed: View, view: View): AreaGeometry {
  const moved = (position: Position): Position => degreesOfPoint(view, project(placed, position))
  const coordinates = polygonsOf(area).map((polygon) => polygon.map((ring) => ring.map(moved)))
  return { type: 'MultiPolygon', coordinates }
}

/** The position that a view shows at a point of its box, u from the corner. */
export function degreesOfPoint(view: View, [x, y]: Point): Position {
  return degreesOf([x / view.scale + view.originX, y / view.scale + view.originY])
}

/** The same view for a box whose corner lies `dx`, `dy` u further left and up. */
export function shiftedView(view: View, dx: number, dy: number): View {
  return { scale: view.scale, originX: view.originX - dx / view.scale, originY: view.originY - dy / view.scale }
}
