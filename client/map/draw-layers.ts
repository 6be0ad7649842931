/** A flat picture as layers of areas and lines, from the back to the front: what WebGL (WebglPyramid) and SVG (SvgPyramid) both draw. Lengths in u. */
import type { StagePolygon } from './pyramid-plane.ts'
import type { Point } from './view.ts'

/** An area and whom it stands for. */
export interface StageArea {
  readonly unit: string
  readonly polygon: StagePolygon
}

/** A line with its colour (`#rrggbb` or `#rrggbbaa`) and width. */
export interface StageLine {
  readonly path: readonly Point[]
  readonly colour: string
  readonly width: number
}

/** Areas whose shapes stay: a change of colours is a new `colourOf` over the same `areas`, and only the colours are sent anew. */
export interface AreaLayer {
  readonly kind: 'areas'
  readonly id: string
  readonly areas: readonly StageArea[]
  readonly colourOf: (unit: string) => string
}

/** Lines; a change is a new list. */
export interface LineLayer {
  readonly kind: 'lines'
  readonly id: string
  readonly lines: readonly StageLine[]
}

/** One layer. The same object means: nothing changed. */
export type DrawLayer = AreaLayer | LineLayer

/** Red, green, blue, alpha (0–255) of a colour. */
export function rgbaOf(colour: string): [number, number, number, number] {
  const value = Number.parseInt(colour.slice(1, 7), 16)
  return [value >> 16, (value >> 8) & 255, value & 255, colour.length > 7 ? Number.parseInt(colour.slice(7, 9), 16) : 255]
}
