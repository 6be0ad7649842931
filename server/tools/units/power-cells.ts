/**
 * The power diagram of weighted sites inside a shape: each point of the shape belongs to the site of least squared distance less weight.
 * Source: F. Aurenhammer, Power diagrams: properties, algorithms and applications (SIAM J. Comput. 16, 1987).
 */
import type { Position, Ring } from '../../../data/units/geojson.ts'
import type { Corner, HalfPlane } from './half-plane.ts'
import { cutRing } from './half-plane.ts'

/** The shape's own edge, not one between two sites. */
export const OUTLINE = -1

interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** A shape made ready to be divided: its rings counter-clockwise, each with its box. Lengths in any one unit. */
export interface Domain {
  readonly rings: readonly { readonly corners: readonly Corner[], readonly box: Box }[]
  readonly box: Box
}

/** What a site got: its rings (none, one or several), area and centroid, and the length of its border with other sites. */
export interface PowerCell {
  readonly rings: readonly (readonly Corner[])[]
  readonly area: number
  readonly centroid: Position
  readonly borders: ReadonlyMap<number, number>
}

function boxOf(corners: readonly { readonly x: number, readonly y: number }[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const { x, y } of corners) {
    box.west = Math.min(box.west, x)
    box.east = Math.max(box.east, x)
    box.south = Math.min(box.south, y)
    box.north = Math.max(box.north, y)
  }
  return box
}

const apart = (p: Box, q: Box): boolean => p.west > q.east || q.west > p.east || p.south > q.north || q.south > p.north

/** The domain of closed counter-clockwise rings that do not overlap. */
export function domainOf(rings: readonly Ring[]): Domain {
  const ready = rings.map((ring) => {
    const corners = ring.slice(1).map(([x, y]): Corner => ({ x, y, side: OUTLINE }))
    return { corners, box: boxOf(corners) }
  })
  return { rings: ready, box: boxOf(ready.flatMap(({ corners }) => corners)) }
}

/** The other sites, those first that stand near in the list: they are likely to be neighbours, so that the rest is soon out of reach. */
function othersOf(site: number, count: number): readonly number[] {
  const others: number[] = []
  for (let k = 1; k < count; k++) {
    if (site - k >= 0) others.push(site - k)
    if (site + k < count) others.push(site + k)
  }
  return others
}

/** The convex cell of a site in the domain's box (with a margin); each edge names the site beyond it. */
function convexCell(site: number, sites: readonly Position[], weights: readonly number[], box: Box): readonly Corner[] {
  const margin = 0.1 * (box.east - box.west + box.north - box.south)
  const [west, south, east, north] = [box.west - margin, box.south - margin, box.east + margin, box.north + margin]
  const [x, y] = sites[site]!
  let cell: readonly Corner[] = [[west, south], [east, south], [east, north], [west, north]].map(([cx = 0, cy = 0]) => ({ x: cx, y: cy, side: OUTLINE }))
  let reach = Infinity
  for (const other of othersOf(site, sites.length)) {
    const [dx, dy] = [sites[other]![0] - x, sites[other]![1] - y]
    const far = Math.sqrt(dx * dx + dy * dy)
    if ((far * far + weights[site]! - weights[other]!) / (2 * far) > reach) continue
    cell = cutRing(cell, between(site, other, sites, weights))[0] ?? []
    if (cell.length === 0) break
    reach = Math.sqrt(Math.max(...cell.map((corner) => (corner.x - x) ** 2 + (corner.y - y) ** 2)))
  }
  return cell
}

function between(site: number, other: number, sites: readonly Position[], weights: readonly number[]): HalfPlane {
  const [[px, py], [qx, qy]] = [sites[site]!, sites[other]!]
  const c = (qx * qx + qy * qy - px * px - py * py + weights[site]! - weights[other]!) / 2
  return { a: qx - px, b: qy - py, c, side: other }
}

function inside(corners: readonly Corner[], { x, y }: Corner): boolean {
  let odd = false
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [p, q] = [corners[i]!, corners[j]!]
    if (p.y > y !== q.y > y && x < p.x + ((y - p.y) / (q.y - p.y)) * (q.x - p.x)) odd = !odd
  }
  return odd
}

/** Whether no edge of a ring comes near a box: a cell there is wholly inside the ring or wholly outside. */
function clearOf(corners: readonly Corner[], box: Box): boolean {
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [p, q] = [corners[i]!, corners[j]!]
    const missed = Math.max(p.x, q.x) < box.west || Math.min(p.x, q.x) > box.east || Math.max(p.y, q.y) < box.south || Math.min(p.y, q.y) > box.north
    if (!missed) return false
  }
  return true
}

function clipped(cell: readonly Corner[], domain: Domain, planes: readonly HalfPlane[]): readonly (readonly Corner[])[] {
  const box = boxOf(cell)
  return domain.rings.flatMap((ring) => {
    if (apart(box, ring.box)) return []
    if (clearOf(ring.corners, box)) return inside(ring.corners, cell[0]!) ? [cell] : []
    return planes.reduce<readonly (readonly Corner[])[]>((rings, plane) => rings.flatMap((part) => cutRing(part, plane)), [ring.corners])
  })
}

/** Twice the area of a ring and six times its moments, about a point. */
function moments(ring: readonly Corner[], ox: number, oy: number): readonly [number, number, number] {
  let [twice, mx, my] = [0, 0, 0]
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [px, py, qx, qy] = [ring[j]!.x - ox, ring[j]!.y - oy, ring[i]!.x - ox, ring[i]!.y - oy]
    const cross = px * qy - qx * py
    twice += cross
    mx += cross * (px + qx)
    my += cross * (py + qy)
  }
  return [twice, mx, my]
}

/** Area of a ring, counter-clockwise positive. */
export const cornersArea = (ring: readonly Corner[]): number => moments(ring, ring[0]?.x ?? 0, ring[0]?.y ?? 0)[0] / 2

function addBorders(borders: Map<number, number>, ring: readonly Corner[], weight: number): void {
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const from = ring[j]!
    if (from.side !== OUTLINE) borders.set(from.side, (borders.get(from.side) ?? 0) + weight * Math.sqrt((ring[i]!.x - from.x) ** 2 + (ring[i]!.y - from.y) ** 2))
  }
}

/** A border across water counts this little: enough for areas on both shores to be evened out. */
const acrossWater = 0.02

/** The cell of every site, in the order of the sites. */
export function powerCells(domain: Domain, sites: readonly Position[], weights: readonly number[]): readonly PowerCell[] {
  return sites.map(([x, y], site) => {
    const convex = convexCell(site, sites, weights, domain.box)
    const neighbours = [...new Set(convex.map((corner) => corner.side))].filter((side) => side !== OUTLINE)
    const rings = convex.length === 0 ? [] : clipped(convex, domain, neighbours.map((other) => between(site, other, sites, weights)))
    const borders = new Map<number, number>()
    addBorders(borders, convex, acrossWater)
    let [twice, mx, my] = [0, 0, 0]
    for (const ring of rings) {
      const [t, rx, ry] = moments(ring, x, y)
      twice += t
      mx += rx
      my += ry
      addBorders(borders, ring, 1)
    }
    const centroid: Position = twice > 0 ? [x + mx / (3 * twice), y + my / (3 * twice)] : [x, y]
    return { rings, area: twice / 2, centroid, borders }
  })
}
