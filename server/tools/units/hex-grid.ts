/**
 * Equal hexagons that fill a shape, exactly as many as asked for: where the cells begin. Deterministic: the same shape and count give
 * the same grid. Source: own search over sizes and offsets; lengths in the unit of the mask.
 */
import type { Position } from '../../../data/units/geojson.ts'
import type { ShapeMask } from './shape-mask.ts'

const offsetsPerSide = 6
const sizeStep = 0.992
const mostSteps = 160
/** Below this part of the count at one offset, no other offset of the same size is tried. */
const hopeless = 0.93
/** How much of a hexagon must lie inside: its corners drawn in to this part of the radius. */
const innerPart = 0.4

/** Offsets of a flat-bottomed row's hexagon corners (pointy top) from its centre, for radius 1. */
const unitCorners: readonly Position[] = Array.from({ length: 6 }, (_, k): Position => {
  const angle = (Math.PI / 3) * k + Math.PI / 6
  return [Math.cos(angle), Math.sin(angle)]
})

/** The six corners of the hexagon at a centre, counter-clockwise, not closed. */
export function hexCorners([x, y]: Position, radius: number): readonly Position[] {
  return unitCorners.map(([dx, dy]): Position => [x + dx * radius, y + dy * radius])
}

function fits(mask: ShapeMask, x: number, y: number, radius: number): boolean {
  if (!mask.has(x, y)) return false
  const reach = radius * innerPart
  for (const corner of unitCorners) if (!mask.has(x + corner[0] * reach, y + corner[1] * reach)) return false
  return true
}

/** The centres of the grid of hexagons of `radius`, shifted by parts (0…1) of a step, that lie in the shape. */
function centresOf(mask: ShapeMask, radius: number, shiftX: number, shiftY: number): Position[] {
  const [stepX, stepY] = [Math.sqrt(3) * radius, 1.5 * radius]
  const centres: Position[] = []
  let odd = false
  for (let y = mask.box.south + (shiftY - 1) * 2 * stepY; y <= mask.box.north + stepY; y += stepY) {
    odd = !odd
    for (let x = mask.box.west + (shiftX - (odd ? 0.5 : 1)) * stepX; x <= mask.box.east + stepX; x += stepX) {
      if (fits(mask, x, y, radius)) centres.push([x, y])
    }
  }
  return centres
}

/** The centres of the largest hexagons found of which exactly `count` lie in the shape: row by row from the south, each from the west. */
export function hexGrid(mask: ShapeMask, count: number): readonly Position[] {
  let radius = Math.sqrt((mask.area / count) * (2 / (3 * Math.sqrt(3))))
  for (let step = 0; step < mostSteps; step++, radius *= sizeStep) {
    for (let i = 0; i < offsetsPerSide * offsetsPerSide; i++) {
      const centres = centresOf(mask, radius, (i % offsetsPerSide) / offsetsPerSide, Math.floor(i / offsetsPerSide) / offsetsPerSide)
      if (centres.length === count) return centres
      if (i === 0 && centres.length < hopeless * count) break
    }
  }
  throw new Error(`no grid of ${count} cells found`)
}
