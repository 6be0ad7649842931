/**
 * The pyramid's projection: the map laid on a plane, turned, seen from above at a slant, and set on the stage. An affine map throughout, so
 * parallel stays parallel, a vertical link is truly vertical, and SVG and WebGL draw the same. Stage lengths are in u. Pure.
 */
import { polygonsOf, type AreaGeometry, type Position } from '../../data/units/geojson.ts'
import type { Box, Point } from './view.ts'

/** Turn of the map, counter-clockwise, radians: at 31° the country's S lies along the screen and both archipelagos to the right. Source: measured spec of the mock-ups, layout 2. */
export const turnRadians = (31 * Math.PI) / 180
/** How far the far edge of a plane leans to the left, a share of its height on the screen: what makes a rectangle read as lying. */
const lean = 0.19

/** A plane: stage = origin + affine(degrees). `degreeU`: u a degree of latitude; `depth`: how flat it is seen (1: from above, 0: edge on). */
export interface Plane {
  readonly lon0: number
  readonly lat0: number
  readonly degreeU: number
  readonly depth: number
  readonly originX: number
  readonly originY: number
}

/** A rectangle of a plane in its own turned axes, degrees of latitude. */
export interface Extent { readonly left: number, readonly right: number, readonly near: number, readonly far: number }

/** A position in a plane's turned axes (degrees of latitude): x to the right, y away from the viewer. */
export function turned({ lon0, lat0 }: Pick<Plane, 'lon0' | 'lat0'>, [lon, lat]: Position): Point {
  const east = (lon - lon0) * Math.cos((lat0 * Math.PI) / 180), north = lat - lat0
  const cos = Math.cos(turnRadians), sin = Math.sin(turnRadians)
  return [east * cos - north * sin, east * sin + north * cos]
}

function onStage({ degreeU, depth, originX, originY }: Plane, [x, y]: Point): Point {
  const up = y * degreeU * depth
  return [originX + x * degreeU - up * lean, originY - up]
}

/** Where a position stands on the stage. */
export function projectOn(plane: Plane, position: Position): Point {
  return onStage(plane, turned(plane, position))
}

/** The extent of areas in the turned axes; null where there are none. */
export function extentOf(centre: Pick<Plane, 'lon0' | 'lat0'>, areas: readonly AreaGeometry[]): Extent | null {
  let left = Infinity, right = -Infinity, near = Infinity, far = -Infinity
  for (const area of areas) for (const polygon of polygonsOf(area)) for (const position of polygon[0] ?? []) {
    const [x, y] = turned(centre, position)
    left = Math.min(left, x); right = Math.max(right, x)
    near = Math.min(near, y); far = Math.max(far, y)
  }
  return left === Infinity ? null : { left, right, near, far }
}

/** An extent with room around it, degrees. */
export function widened({ left, right, near, far }: Extent, by: number): Extent {
  return { left: left - by, right: right + by, near: near - by, far: far + by }
}

/** The four corners of an extent on the stage: far left, far right, near right, near left. */
export function outlineOf(plane: Plane, { left, right, near, far }: Extent): readonly [Point, Point, Point, Point] {
  return [onStage(plane, [left, far]), onStage(plane, [right, far]), onStage(plane, [right, near]), onStage(plane, [left, near])]
}

/** The plane whose `extent` fills the box as far as it goes, centred in it, when `depth` is at most `mostDepth` and a degree at most `mostDegreeU`. */
export function fitPlane(centre: Pick<Plane, 'lon0' | 'lat0'>, { left, right, near, far }: Extent, box: Box, mostDepth: number, mostDegreeU = Infinity): Plane {
  const width = right - left, height = far - near
  const degreeU = Math.min(mostDegreeU, (box.w - box.h * lean) / width)
  const depth = Math.min(mostDepth, box.h / (height * degreeU))
  const scaled = { ...centre, degreeU, depth, originX: 0, originY: 0 }
  const corners = outlineOf(scaled, { left, right, near, far })
  const xs = corners.map(([x]) => x), ys = corners.map(([, y]) => y)
  return {
    ...scaled,
    originX: box.x + box.w / 2 - (Math.min(...xs) + Math.max(...xs)) / 2,
    originY: box.y + box.h / 2 - (Math.min(...ys) + Math.max(...ys)) / 2,
  }
}

/** The same plane, `by` u lower on the stage. */
export function lowered(plane: Plane, by: number): Plane {
  return { ...plane, originY: plane.originY + by }
}

/** A polygon on the stage: outline and holes. */
export type StagePolygon = readonly (readonly Point[])[]

/** The polygons of an area on the stage. */
export function polygonsOn(plane: Plane, area: AreaGeometry): readonly StagePolygon[] {
  return polygonsOf(area).map((polygon) => polygon.map((ring) => ring.map((position) => projectOn(plane, position))))
}

/**
 * Hatch of a polygon: the parts of the lines x + y = k × `pitchU` × √2 inside it, so that hatches of neighbours run on without a break. `pitchU`: distance of
 * two lines, u.
 */
export function hatchOf(polygon: StagePolygon, pitchU: number): readonly (readonly [Point, Point])[] {
  const step = pitchU * Math.SQRT2
  let low = Infinity, high = -Infinity
  for (const [x, y] of polygon[0] ?? []) { low = Math.min(low, x + y); high = Math.max(high, x + y) }
  const found: (readonly [Point, Point])[] = []
  for (let k = Math.ceil(low / step); k * step <= high; k++) {
    const sum = k * step
    const cuts: number[] = []
    for (const ring of polygon) for (let i = 0; i < ring.length; i++) {
      const [x1, y1] = ring[i]!, [x2, y2] = ring[(i + 1) % ring.length]!
      const a = x1 + y1 - sum, b = x2 + y2 - sum
      if (a > 0 !== b > 0) cuts.push(x1 + ((x2 - x1) * a) / (a - b))
    }
    cuts.sort((a, b) => a - b)
    for (let i = 0; i + 1 < cuts.length; i += 2) found.push([[cuts[i]!, sum - cuts[i]!], [cuts[i + 1]!, sum - cuts[i + 1]!]])
  }
  return found
}

/** A line as dashes of `on` u with gaps of `off` u. */
export function dashesOf([x1, y1]: Point, [x2, y2]: Point, on: number, off: number): readonly (readonly [Point, Point])[] {
  const length = Math.hypot(x2 - x1, y2 - y1)
  const at = (along: number): Point => [x1 + ((x2 - x1) * along) / length, y1 + ((y2 - y1) * along) / length]
  const dashes: (readonly [Point, Point])[] = []
  for (let from = 0; length > 0 && from < length; from += on + off) dashes.push([at(from), at(Math.min(length, from + on))])
  return dashes
}

/** A path cut off after `share` (0–1) of its length. */
export function pathUpTo(path: readonly Point[], share: number): readonly Point[] {
  const lengths = path.slice(1).map(([x, y], i) => Math.hypot(x - path[i]![0], y - path[i]![1]))
  let rest = lengths.reduce((sum, length) => sum + length, 0) * Math.min(1, Math.max(0, share))
  const cut: Point[] = path.slice(0, 1)
  for (const [i, length] of lengths.entries()) {
    const [x1, y1] = path[i]!, [x2, y2] = path[i + 1]!
    if (rest >= length) { cut.push([x2, y2]); rest -= length; continue }
    if (rest > 0) cut.push([x1 + ((x2 - x1) * rest) / length, y1 + ((y2 - y1) * rest) / length])
    break
  }
  return cut
}

/** An ellipse lying on a plane, as a polygon. `radiusU`: its half width, u. */
export function discOf([x, y]: Point, radiusU: number, flatness: number, corners = 40): readonly Point[] {
  return Array.from({ length: corners }, (_, i): Point => {
    const angle = (i / corners) * 2 * Math.PI
    return [x + radiusU * Math.cos(angle), y + radiusU * flatness * Math.sin(angle)]
  })
}

/** Whether a point lies in a polygon (even-odd: holes are outside). */
export function isInside(polygon: StagePolygon, [px, py]: Point): boolean {
  let inside = false
  for (const ring of polygon) for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!, [xj, yj] = ring[j]!
    if (yi > py !== yj > py && px < ((xj - xi) * (py - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}
