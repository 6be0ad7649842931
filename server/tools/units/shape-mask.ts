/**
 * A bitmap of a shape: whether a point lies inside, in constant time. Source: even-odd scan lines.
 */
import type { Position, Ring } from '../../../data/units/geojson.ts'

/** Pixels along the longer side of the mask. */
const resolution = 400

/** A rasterised shape. Its unit is that of the rings it was made of; `area` is in that unit squared. */
export interface ShapeMask {
  readonly box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
  readonly area: number
  readonly has: (x: number, y: number) => boolean
}

function boxOf(rings: readonly Ring[]): ShapeMask['box'] {
  const xs = rings.flatMap((ring) => ring.map((point) => point[0]))
  const ys = rings.flatMap((ring) => ring.map((point) => point[1]))
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) }
}

/** The x of every crossing of the horizontal line at `y` with the rings, ascending. */
function crossings(rings: readonly Ring[], y: number): number[] {
  const found: number[] = []
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]] as readonly [Position, Position]
      if (a[1] > y !== b[1] > y) found.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
    }
  }
  return found.sort((p, q) => p - q)
}

/** The mask of the area that closed rings enclose (even-odd). */
export function shapeMask(rings: readonly Ring[]): ShapeMask {
  const box = boxOf(rings)
  const pixel = Math.max(box.east - box.west, box.north - box.south) / resolution
  const columns = Math.ceil((box.east - box.west) / pixel) + 1
  const rows = Math.ceil((box.north - box.south) / pixel) + 1
  const bits = new Uint8Array(columns * rows)
  let filled = 0
  for (let row = 0; row < rows; row++) {
    const xs = crossings(rings, box.south + (row + 0.5) * pixel)
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const from = Math.max(0, Math.ceil(((xs[k] ?? 0) - box.west) / pixel - 0.5))
      const to = Math.min(columns - 1, Math.floor(((xs[k + 1] ?? 0) - box.west) / pixel - 0.5))
      if (to < from) continue
      bits.fill(1, row * columns + from, row * columns + to + 1)
      filled += to - from + 1
    }
  }
  const has = (x: number, y: number): boolean => {
    const column = Math.floor((x - box.west) / pixel)
    const row = Math.floor((y - box.south) / pixel)
    return column >= 0 && row >= 0 && column < columns && row < rows && bits[row * columns + column] === 1
  }
  return { box, area: filled * pixel * pixel, has }
}
