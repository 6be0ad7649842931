/**
 * Where call-outs stand: on free paper (sea, quiet land), near their unit, never over the country, a label, a list or each other.
 * Pure: each takes the cheapest free place of a fixed set, in a few fixed orders, so the same input gives the same picture. It is looked for
 * in pieces, a call-out each: all of them together take longer than a frame may.
 */
import type { AreaGeometry } from '../../data/units/geojson.ts'
import { polygonsOf } from '../../data/units/geojson.ts'
import { project, type Box, type Point, type View } from './view.ts'

/** What a square of paper bears: nothing, something, or (from here on) land that is painted for one unit, whose leader alone crosses it freely. */
export const free = 0, taken = 1, firstMark = 2
/** Marks that a square can bear: further ones begin anew. */
const mostMarks = 254

/** The mark of the `i`-th painted unit. */
export const markOf = (i: number): number => firstMark + (i % mostMarks)

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

  /** The same paper, to be written on apart. */
  copy(): Paper {
    const other = new Paper(this.width, this.height)
    other.#taken.set(this.#taken)
    return other
  }

  /** Takes a rectangle. `mark`: by a painted unit (`markOf`). */
  takeBox({ x, y, w, h }: Box, mark = taken): void {
    for (let row = Math.max(0, Math.floor(y)); row < Math.min(this.height, Math.ceil(y + h)); row++) {
      this.#taken.fill(mark, row * this.width + Math.max(0, Math.floor(x)), row * this.width + Math.max(0, Math.min(this.width, Math.ceil(x + w))))
    }
  }

  /** Takes an area of the map (even-odd rule, a row a u). */
  takeArea(view: View, area: AreaGeometry, mark = taken): void {
    for (const polygon of polygonsOf(area)) this.takeRings(polygon.map((ring) => ring.map((position) => project(view, position))), mark)
  }

  /** Takes a polygon that already stands on the paper: outline and holes. */
  takeRings(rings: readonly (readonly Point[])[], mark = taken): void {
    let top = Infinity, bottom = -Infinity
    for (const [, y] of rings[0] ?? []) { top = Math.min(top, y); bottom = Math.max(bottom, y) }
    for (let row = Math.max(0, Math.floor(top)); row < Math.min(this.height, Math.ceil(bottom) + 1); row++) this.#takeRow(rings, row, mark)
  }

  #takeRow(rings: readonly (readonly Point[])[], row: number, mark: number): void {
    const y = row + 0.5
    const cuts: number[] = []
    for (const ring of rings) for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1]!, [x2, y2] = ring[i]!
      if (y1 > y !== y2 > y) cuts.push(((x2 - x1) * (y - y1)) / (y2 - y1) + x1)
    }
    cuts.sort((a, b) => a - b)
    for (let i = 0; i + 1 < cuts.length; i += 2) this.takeBox({ x: cuts[i]!, y: row, w: cuts[i + 1]! - cuts[i]!, h: 1 }, mark)
  }

  /** Where a rectangle of this size lies inside the box and nothing of it is taken: x and y of each place in turn, from `from` to `to` in steps of a u, column by column. */
  freePlaces({ w, h }: { readonly w: number, readonly h: number }, from: Point, to: Point): readonly number[] {
    const sums = this.#sums(), line = this.width + 1
    const places: number[] = []
    for (let x = from[0]; x <= to[0] && x + w <= this.width; x++) {
      const left = Math.floor(x), right = Math.ceil(x + w)
      for (let y = from[1]; y <= to[1] && y + h <= this.height; y++) {
        const top = Math.floor(y) * line, bottom = Math.ceil(y + h) * line
        if (sums[bottom + right]! - sums[top + right]! - sums[bottom + left]! + sums[top + left]! === 0) places.push(x, y)
      }
    }
    return places
  }

  /** How many squares are taken above and left of each corner. */
  #sums(): Int32Array {
    const line = this.width + 1
    const sums = new Int32Array(line * (this.height + 1))
    for (let row = 0; row < this.height; row++) {
      let inRow = 0
      for (let column = 0; column < this.width; column++) {
        if (this.#taken[row * this.width + column] !== free) inRow++
        sums[(row + 1) * line + column + 1] = sums[row * line + column + 1]! + inRow
      }
    }
    return sums
  }

  /** What the square at a point bears; what lies outside of the paper is taken. */
  at(x: number, y: number): number {
    return x < 0 || y < 0 || x >= this.width || y >= this.height ? taken : this.#taken[Math.floor(y) * this.width + Math.floor(x)]!
  }
}

/** What wants a place: points of its unit where a leader may end (the first stands for the unit), and the size of its words, in u. */
export interface Wish {
  readonly id: string
  readonly anchors: readonly [Point, ...Point[]]
  readonly w: number
  readonly h: number
  /** Of its unit's own land on the paper, where that is painted. */
  readonly mark?: number
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

/** How far from its anchor a call-out may stand, u. */
const farthest = 38
/** Costs of a leader at which the rings of the search begin, u. */
const ringsU: readonly number[] = [0, 5, 8, 12, 17, 23, 30]
/** What a u of leader costs beyond its length over the country, and over land that is painted for another: there it reads as that one's. */
const overLand = 0.5, overOthers = 2

/** How near words stand to land to be taken for its name, u, and what it costs where that is another's. */
const beside = 2, besideCost = 8

/** Radius of the largest dot, and how far a leader stays from the edge of another's: none passes nearer. */
const dotRadius = 0.75, besideDot = 0.5
/** No leader passes nearer to the middle of another's dot than this, u. */
export const dotTouch = dotRadius + besideDot
/** A leader nearer than this to another's dot, u, is hard to tell from that one's: it costs this much. */
const dotClear = 1.8
const nearDotCost = 12
/** What it costs to pass the only dot of one that has no place yet: that one would be left out. */
const pendingDotCost = 40
/** What it costs to cross a link that the picture draws. */
const lineCost = 12

/** What leaders and words must keep off. */
export interface Surroundings {
  readonly paper: Paper
  /** Boxes of words that no leader may cross. */
  readonly words: readonly Box[]
  /** Dots that the picture draws: each end of a link. A unit's own may be among them. */
  readonly dots?: readonly Point[]
  /** Links that the picture draws. */
  readonly lines?: readonly (readonly [Point, Point])[]
  /** What was placed before and stays. */
  readonly standing?: readonly Placed[]
}

/** Times an order is changed when not every wish found a place: those left out go first in the next. */
const attempts = 4

interface Placing {
  readonly placed: readonly Placed[]
  readonly cost: number
}

/**
 * Places the wishes: by rank, from the north down and from the south up; the placing that places the most stands, of those the one
 * with the lightest leaders. Those still left out keep their rank in the list. `extras` come after all wishes, each where it still finds
 * room, and move none of them: they may change while the wishes stay. Yields after each place that was looked for, some milliseconds.
 */
export function* placeCallouts(wishes: readonly Wish[], surroundings: Surroundings, extras: readonly Wish[] = []): Generator<undefined, readonly Placed[]> {
  const southward = wishes.toSorted((a, b) => a.anchors[0][1] - b.anchors[0][1])
  let best: Placing = { placed: [], cost: Infinity }
  for (const order of [wishes, southward, southward.toReversed()]) best = better(best, yield* placeAll(order, surroundings))
  if (extras.length === 0) return best.placed
  const paper = surroundings.paper.copy()
  for (const { box } of best.placed) takeWords(paper, box)
  const rest = yield* placeInOrder(extras, { ...surroundings, paper, standing: [...surroundings.standing ?? [], ...best.placed] }, [...wishes, ...extras])
  return [...best.placed, ...rest.placed]
}

/** Takes the place of a call-out's words, with the room between it and the next. */
function takeWords(paper: Paper, box: Box): void {
  paper.takeBox({ x: box.x - 1, y: box.y, w: box.w + 2, h: box.h })
}

function better(a: Placing, b: Placing): Placing {
  return b.placed.length > a.placed.length || (b.placed.length === a.placed.length && b.cost < a.cost) ? b : a
}

function* placeAll(wishes: readonly Wish[], surroundings: Surroundings): Generator<undefined, Placing> {
  let best: Placing = { placed: [], cost: Infinity }
  let order = wishes
  for (let attempt = 0; attempt < attempts && best.placed.length < wishes.length; attempt++) {
    const next = yield* placeInOrder(order, { ...surroundings, paper: surroundings.paper.copy() }, wishes)
    best = better(best, next)
    const found = new Set(next.placed.map(({ id }) => id))
    order = [...order.filter(({ id }) => !found.has(id)), ...order.filter(({ id }) => found.has(id))]
  }
  return best
}

/** `all`: all whose dots are to be kept clear. Writes on the paper that it is given. */
function* placeInOrder(wishes: readonly Wish[], surroundings: Surroundings, all: readonly Wish[]): Generator<undefined, Placing> {
  const placed: Placed[] = []
  let total = 0
  for (const wish of wishes) {
    const standing = [...surroundings.standing ?? [], ...placed], found = new Set(standing.map(({ id }) => id))
    const best = bestPlace(wish, { ...surroundings, standing, others: all.filter((other) => other !== wish), pending: all.filter(({ id }) => id !== wish.id && !found.has(id)) })
    yield
    if (best === null) continue
    placed.push(best.place)
    total += best.cost
    takeWords(surroundings.paper, best.place.box)
  }
  return { placed, cost: total }
}

/** Where the leader meets the words: the near edge, at the height of the name; above or below them, their nearest corner side. Written into `end`. */
function leaderEnd([ax, ay]: Point, { x, y, w, h }: Box, end: [number, number]): void {
  if (ax < x) { end[0] = x - 0.5; end[1] = y + 1.7; return }
  if (ax > x + w) { end[0] = x + w + 0.5; end[1] = y + 1.7; return }
  end[0] = Math.min(x + w, Math.max(x + 1, ax))
  end[1] = ay < y ? y - 0.3 : y + h + 0.3
}

function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax, dy = by - ay
  const along = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / Math.max(1e-9, dx * dx + dy * dy)))
  return Math.hypot(ax + along * dx - px, ay + along * dy - py)
}

/** What one wish is placed among: `others` want a place or have one, `pending` have none yet. */
interface Among extends Surroundings {
  readonly standing: readonly Placed[]
  readonly others: readonly Wish[]
  readonly pending: readonly Wish[]
}

/** How near a leader comes to another's dot, or another's leader to its own. */
const nearness = (anchor: Point, end: Point, other: Placed): number => Math.min(distance(other.anchor, anchor, end), distance(anchor, other.anchor, other.end))

/** The dots of the picture that a leader from `anchor` can keep clear of: not its own, nor one that lies on it. */
const strangeDots = (anchor: Point, dots: readonly Point[]): readonly Point[] => dots.filter(([x, y]) => Math.hypot(x - anchor[0], y - anchor[1]) >= dotTouch)

/** What a leader costs for what it passes; Infinity where it would touch another's dot. */
function passing(anchor: Point, end: Point, { standing, pending, dots = [], lines = [] }: Among): number {
  const reaches = [...standing.map((other) => nearness(anchor, end, other)), ...strangeDots(anchor, dots).map((dot) => distance(dot, anchor, end))]
  if (reaches.some((reach) => reach < dotTouch)) return Infinity
  const near = reaches.filter((reach) => reach < dotClear).length
  const blocked = pending.filter(({ anchors }) => anchors.every((dot) => distance(dot, anchor, end) < dotTouch)).length
  return nearDotCost * near + pendingDotCost * blocked + lineCost * lines.filter(([from, to]) => crosses(anchor, end, from, to)).length
}

/** What a leader costs for the land that it lies over. `own`: the mark of its unit's. */
function landUnder(paper: Paper, [ax, ay]: Point, [ex, ey]: Point, own: number | undefined): number {
  const steps = Math.ceil(Math.hypot(ex - ax, ey - ay))
  let cost = 0
  for (let i = 1; i < steps; i++) {
    const bears = paper.at(ax + ((ex - ax) * i) / steps, ay + ((ey - ay) * i) / steps)
    if (bears !== free) cost += bears < firstMark || bears === own ? overLand : overOthers
  }
  return cost
}

/** What it costs that words stand beside land that is painted for another: a reader takes them for its name. */
function besideOthers(paper: Paper, { x, y, w, h }: Box, own: number | undefined): number {
  const isStrange = (px: number, py: number): boolean => { const bears = paper.at(px, py); return bears >= firstMark && bears !== own }
  for (let px = x - beside; px <= x + w + beside; px++) if (isStrange(px, y - beside) || isStrange(px, y + h + beside)) return besideCost
  for (let py = y - beside; py <= y + h + beside; py++) if (isStrange(x - beside, py) || isStrange(x + w + beside, py)) return besideCost
  return 0
}

/** The cheapest place found so far. */
interface Found { place: Placed | null, cost: number }

/** Looks at the free places whose leader alone costs from `least` to below `most`; what is cheap to ask comes first. */
function searchRing(wish: Wish, anchors: readonly Point[], places: readonly number[], among: Among, [least, most]: readonly [number, number], found: Found): void {
  const { paper } = among
  const box = { x: 0, y: 0, w: wish.w, h: wish.h }, end: [number, number] = [0, 0]
  const xs = anchors.map(([px]) => px), ys = anchors.map(([, py]) => py)
  const west = Math.min(...xs), east = Math.max(...xs), north = Math.min(...ys), south = Math.max(...ys)
  for (let i = 0; i < places.length; i += 2) {
    box.x = places[i]!
    box.y = places[i + 1]!
    // no leader is cheaper than it is long, and it ends half a u before the words: a unit has up to 26 points, and most places are too far from all of them
    const apartX = Math.max(west - box.x - box.w, box.x - east), apartY = Math.max(north - box.y - box.h, box.y - south)
    if (Math.max(apartX, apartY) - 0.5 >= Math.min(most, found.cost)) continue
    for (const anchor of anchors) {
      leaderEnd(anchor, box, end)
      const dx = end[0] - anchor[0], dy = end[1] - anchor[1], length = Math.sqrt(dx * dx + dy * dy)
      const near = length + Math.abs(dy) * 0.2 + (dx < 0 ? 2 : 0)
      if (near < least || near >= most || length < 3 || length > farthest || near >= found.cost) continue
      const cost = near + landUnder(paper, anchor, end, wish.mark) + besideOthers(paper, box, wish.mark) + passing(anchor, end, among)
      if (cost >= found.cost || collides(box, anchor, end, among)) continue
      found.place = { id: wish.id, box: { ...box }, anchor, end: [...end] }
      found.cost = cost
    }
  }
}

/** Some 6,000 places a wish: in rings from the nearest, until a place is cheaper than the shortest leader of the next ring. */
function bestPlace(wish: Wish, among: Among): { readonly place: Placed, readonly cost: number } | null {
  const [ax, ay] = wish.anchors[0]
  const anchors = wish.anchors.filter((anchor) => !among.standing.some((other) => Math.hypot(other.anchor[0] - anchor[0], other.anchor[1] - anchor[1]) < dotClear))
  const places = among.paper.freePlaces(wish, [Math.max(0, ax - wish.w - farthest), Math.max(0, ay - farthest)], [ax + farthest, ay + farthest])
  const found: Found = { place: null, cost: Infinity }
  for (const [i, least] of ringsU.entries()) {
    if (found.cost <= least) break
    searchRing(wish, anchors, places, among, [least, ringsU[i + 1] ?? Infinity], found)
  }
  return found.place === null ? null : { place: found.place, cost: found.cost }
}

function collides(box: Box, anchor: Point, end: Point, { standing, words, others }: Among): boolean {
  return words.some((word) => meetsBox(anchor, end, word))
    || standing.some((other) => crosses(anchor, end, other.anchor, other.end) || meetsBox(anchor, end, other.box) || meetsBox(other.anchor, other.end, box))
    || others.some((other) => meetsBox([other.anchors[0][0] - 0.7, other.anchors[0][1]], [other.anchors[0][0] + 0.7, other.anchors[0][1]], box))
}

/** Width of words in u: `em` is the size of the type, bold type runs wider (Roboto at 84 % width, measured 0.44–0.5 em a letter). */
export function textWidth(text: string, em: number, bold = false): number {
  return text.length * em * (bold ? 0.5 : 0.44) + 0.4
}
