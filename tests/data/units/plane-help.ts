import type { PolygonRings, Position, Ring } from '../../../data/units/geojson.ts'

const degree = Math.PI / 180

export function inRing(ring: Ring, [x, y]: Position): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (a && b && a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
  }
  return inside
}

export function inAny(polygons: readonly PolygonRings[], point: Position): boolean {
  return polygons.some(([outline, ...holes]) => outline !== undefined && inRing(outline, point) && !holes.some((hole) => inRing(hole, point)))
}

/** Area of a small ring on the unit sphere. */
export function sphereArea(ring: Ring): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (a && b) sum += (b[0] - a[0]) * degree * (Math.sin(a[1] * degree) + Math.sin(b[1] * degree))
  }
  return Math.abs(sum / 2)
}

export function centreOf(ring: Ring): Position {
  const corners = ring.slice(1)
  return [corners.reduce((sum, p) => sum + p[0], 0) / corners.length, corners.reduce((sum, p) => sum + p[1], 0) / corners.length]
}

export function boxOf(polygons: readonly PolygonRings[]): { west: number; south: number; east: number; north: number } {
  const points = polygons.flat(2)
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])]
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) }
}
