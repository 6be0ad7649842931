/**
 * Lambert's cylindrical equal-area projection, scaled so that shapes near one latitude keep their form.
 * Source: J. P. Snyder, Map Projections: A Working Manual (USGS 1395), section 10.
 */
import type { Position, Ring } from './geojson.ts'

const degree = Math.PI / 180

/** A projection from degrees to a plane and back; its unit is one degree of a great circle (111.2 km), areas are true. */
export interface EqualAreaPlane {
  readonly toPlane: (position: Position) => Position
  readonly toDegrees: (point: Position) => Position
}

/** The plane that is true to form at latitude `lat0` (degrees, not a pole). */
export function equalAreaPlane(lat0: number): EqualAreaPlane {
  const scale = Math.cos(lat0 * degree)
  return {
    toPlane: ([lon, lat]) => [lon * scale, Math.sin(lat * degree) / degree / scale],
    toDegrees: ([x, y]) => [x / scale, Math.asin(y * scale * degree) / degree],
  }
}

/** Signed area of a closed ring in the square of its own unit: positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]]
    if (a && b) twice += a[0] * b[1] - b[0] * a[1]
  }
  return twice / 2
}

/** Degrees to four decimals (about 11 m): what every geometry on the wire is rounded to. */
export function roundedPosition([lon, lat]: Position): Position {
  return [Math.round(lon * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4]
}
