/**
 * Lays out the commune cells of one province: its land divided into compact cells of equal area, each given to a commune.
 * Deterministic: the same list and outlines give the same cells. Source: docs/decisions/010-units-and-shapes.md "Commune cells".
 */
import type { Position, Ring } from '../../../data/units/geojson.ts'
import type { EqualAreaPlane } from '../../../data/units/equal-area.ts'
import { equalAreaPlane, roundedPosition } from '../../../data/units/equal-area.ts'
import { assignCells } from './cell-order.ts'
import { provinceLand } from './cell-land.ts'
import { equalCells } from './equal-cells.ts'
import type { Corner } from './half-plane.ts'
import { hexCorners, hexGrid } from './hex-grid.ts'
import type { PowerCell } from './power-cells.ts'
import { cornersArea, domainOf } from './power-cells.ts'
import { shapeMask } from './shape-mask.ts'

/** What a province's cells are made of. Codes ascending; outlines largest first; positions in degrees. */
export interface ProvincePlan {
  readonly province: string
  readonly communes: readonly string[]
  readonly outlines: readonly Ring[]
  readonly islets: readonly Ring[]
  readonly zones: ReadonlyMap<string, Position>
}

/** A piece of a cell smaller than this part of it is left out: it would be a speck. */
const leastPiece = 0.004

function closedRing(corners: readonly Corner[], { toDegrees }: EqualAreaPlane): Ring {
  const points = corners.map(({ x, y }) => roundedPosition(toDegrees([x, y])))
  const distinct = points.filter((point, i) => {
    const before = points[(i + points.length - 1) % points.length]!
    return point[0] !== before[0] || point[1] !== before[1]
  })
  return [...distinct, ...distinct.slice(0, 1)]
}

function ringsOf(cell: PowerCell, plane: EqualAreaPlane): readonly Ring[] {
  const kept = cell.rings.filter((ring) => cornersArea(ring) > leastPiece * cell.area)
  return [...kept].sort((p, q) => cornersArea(q) - cornersArea(p)).map((ring) => closedRing(ring, plane)).filter((ring) => ring.length > 3)
}

/** A hexagon of a given area about a position: for a zone that lies off every outline. */
function hexagon(at: Position, area: number, plane: EqualAreaPlane): Ring {
  const radius = Math.sqrt(area * (2 / (3 * Math.sqrt(3))))
  return closedRing(hexCorners(plane.toPlane(at), radius).map(([x, y]) => ({ x, y, side: -1 })), plane)
}

/** Commune code → its cell's rings in degrees, four decimals, the largest first. */
export function layOutCells({ province, communes, outlines, islets, zones }: ProvincePlan): ReadonlyMap<string, readonly Ring[]> {
  const mainland = outlines[0] ?? []
  const plane = equalAreaPlane(mainland.reduce((sum, [, lat]) => sum + lat, 0) / Math.max(1, mainland.length))
  const land = provinceLand(outlines, islets, zones)
  const codes = communes.filter((code) => !zones.has(code))
  const rings = land.shared.map((ring) => ring.map(plane.toPlane))
  const cells = equalCells(domainOf(rings), hexGrid(shapeMask(rings), codes.length))
  const placed = new Map(cells.map((cell) => [cell.centroid, cell]))
  const laid = new Map<string, readonly Ring[]>()
  for (const [code, centre] of assignCells(province, codes, [...placed.keys()], plane)) {
    const cell = placed.get(centre)
    if (cell) laid.set(code, ringsOf(cell, plane))
  }
  for (const [code, at] of zones) {
    const islands = land.ofZone.get(code) ?? []
    laid.set(code, islands.length > 0 ? islands : [hexagon(at, cells[0]?.area ?? 0, plane)])
  }
  return laid
}
