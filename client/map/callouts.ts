/**
 * Where call-outs stand: on free paper (sea, quiet land), near their unit, never over the country, a label, a list or each other.
 * Pure: ranks are placed in order, each takes the cheapest free place of a fixed set, so the same input gives the same picture.
 */
import type { AreaGeometry } from '../../data/units/geojson.ts'
import { polygonsOf } from '../../data/units/geojson.ts'
import { project, type Box, type Point, type View } from './view.ts'

/** A grid of the map's box, a cell a square u: what is taken. */
export class Paper {
  readonly width: number
  readonly height: number
  readonly #taken: Uint8Array

  constructor(width: number, height: number) {
    this.width = Math.ceil(width)
    this.height = Math.ceil(height)
    this.#taken = new Uint8Array(this.width * this.height)
  }

  /** Takes a rectangle. */
  takeBox({ x, y, w, h }: Box): void {
    for (let row = Math.max(0, Math.floor(y)); row < Math.min(this.height, Math.ceil(y + h)); row++) {
      this.#taken.fill(1, row * this.width + Math.max(0, Math.floor(x)), row * this.width + Math.max(0, Math.min(this.width, Math.ceil(x + w))))
    }
  }

  /** Takes an area of the map (even-odd rule, a row a u). */
  takeArea(view: View, area: AreaGeometry): void {
    for (const polygon of polygonsOf(area)) {
      const rings = polygon.map((ring) => ring.map((position) => project(view, position)))
      for (let row = 0; row < this.height; row++) this.#takeRow(rings, row)
    }
  }

  #takeRow(rings: readonly (readonly Point[])[], row: number): void {
    const y = row + 0.5
    const cuts: number[] = []
    for (const ring of rings) for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1]!, [x2, y2] = ring[i]!
      if (y1 > y !== y2 > y) cuts.push(((x2 - x1) * (y - y1)) / (y2 - y1) + x1)
    }
    cuts.sort((a, b) => a - b)
    for (let i = 0; i + 1 < cuts.length; i += 2) this.takeBox({ x: cuts[i]!, y: row, w: cuts[i + 1]! - cuts[i]!, h: 1 })
  }

  /** Whether a rectangle lies inside the box and nothing of it is taken. */
  isFree({ x, y, w, h }: Box): boolean {
    if (x < 0 || y < 0 || x + w > this.width || y + h > this.height) return false
    for (let row = Math.floor(y); row < Math.ceil(y + h); row++) {
      const from = row * this.width
      for (let column = Math.floor(x); column < Math.ceil(x + w); column++) if (this.#taken[from + column] === 1) return false
    }
    return true
  }
}

/** What wants a place: its anchor on the map and the size of its words, in u. */
export interface Wish {
  readonly id: string
  readonly anchor: Point
  readonly w: number
  readonly h: number
}

/** A placed call-out: the box of its words and its leader from the anchor to the box. */
export interface Placed {
  readonly id: string
  readonly box: Box
  readonly anchor: Point
  readonly end: Point
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point): number => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function meetsBox(a: Point, b: Point, { x, y, w, h }: Box): boolean {
  const inside = ([px, py]: Point): boolean => px > x && px < x + w && py > y && py < y + h
  const corners: readonly Point[] = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
  return inside(a) || inside(b) || corners.some((corner, i) => crosses(a, b, corner, corners[(i + 1) % 4]!))
}

const reaches = [4, 6, 8, 10, 13, 16, 20, 24, 29, 35, 42]
const lifts = [0, -2, 2, -4, 4, -7, 7, -10, 10, -14, 14, -18, 18, -23, 23, -29, 29]

/** Places each wish in order; those that find no free place are left out (their rank still stands in the list). */
export function placeCallouts(wishes: readonly Wish[], paper: Paper): readonly Placed[] {
  const placed: Placed[] = []
  for (const wish of wishes) {
    const best = bestPlace(wish, paper, placed, wishes)
    if (best === null) continue
    placed.push(best)
    paper.takeBox({ x: best.box.x - 1, y: best.box.y - 0.5, w: best.box.w + 2, h: best.box.h + 1 })
  }
  return placed
}

function bestPlace(wish: Wish, paper: Paper, placed: readonly Placed[], wishes: readonly Wish[]): Placed | null {
  const [ax, ay] = wish.anchor
  let best: Placed | null = null
  let bestCost = Infinity
  for (const side of [1, -1]) for (const reach of reaches) for (const lift of lifts) {
    const box = { x: side > 0 ? ax + reach : ax - reach - wish.w, y: ay + lift - wish.h / 2, w: wish.w, h: wish.h }
    const end: Point = [side > 0 ? box.x - 0.6 : box.x + box.w + 0.6, box.y + 1.7]
    const cost = Math.hypot(end[0] - ax, end[1] - ay) + Math.abs(lift) * 0.35 + (side < 0 ? 5 : 0)
    if (cost >= bestCost || !paper.isFree(box)) continue
    const collides = placed.some((other) => crosses(wish.anchor, end, other.anchor, other.end) || meetsBox(wish.anchor, end, other.box) || meetsBox(other.anchor, other.end, box))
      || wishes.some((other) => other !== wish && meetsBox([other.anchor[0] - 0.5, other.anchor[1]], [other.anchor[0] + 0.5, other.anchor[1]], box))
    if (collides) continue
    best = { id: wish.id, box, anchor: wish.anchor, end }
    bestCost = cost
  }
  return best
}

/** Width of words in u: `em` is the size of the type, bold type runs wider (Roboto at 84 % width, measured 0.44–0.5 em a letter). */
export function textWidth(text: string, em: number, bold = false): number {
  return text.length * em * (bold ? 0.5 : 0.455) + 0.4
}
