import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dotTouch, markOf, Paper, placeCallouts as placing, type Placed, type Wish } from '../../../client/map/callouts.ts'
import { anchorOf, boundsOf, cameraOf, contains, countryBounds, degreesOf, fitView, innerPoints, project, worldOf } from '../../../client/map/view.ts'
import { provinceShapes } from '../../../data/units/province-shapes.ts'
import { archipelagoFeatures } from '../../../data/units/islands.ts'

const box = { x: 0, y: 0, w: 110, h: 121 }
const view = fitView(countryBounds, box)

describe('the projection', () => {
  it('there and back is the same place', () => {
    const [lon, lat] = degreesOf(worldOf([108.2, 16.05]))
    expect(lon).toBeCloseTo(108.2, 9)
    expect(lat).toBeCloseTo(16.05, 9)
  })
  it('every province and both archipelagos lie inside the country\'s box', () => {
    const bounds = boundsOf([...provinceShapes.features, ...archipelagoFeatures.features].map(({ geometry }) => geometry))
    if (bounds === null) throw new Error('no shapes')
    const [left, top] = project(view, [bounds.west, bounds.north]), [right, bottom] = project(view, [bounds.east, bounds.south])
    expect([left >= -0.5, top >= -0.5, right <= 110.5, bottom <= 121.5]).toEqual([true, true, true, true])
  })
  it('MapLibre\'s camera shows the same: 512 × 2^zoom pixels are the world', () => {
    const { zoom, center } = cameraOf(view, box, 8)
    expect(512 * 2 ** zoom).toBeCloseTo(view.scale * 8, 6)
    const [x, y] = project(view, center)
    expect([x, y].map((n) => Math.round(n * 1000) / 1000)).toEqual([55, 60.5])
  })
  it('the anchor and the leader points of every province lie inside it', () => {
    for (const { geometry } of provinceShapes.features) for (const point of [anchorOf(geometry), ...innerPoints(geometry)]) expect(contains(geometry, point)).toBe(true)
  })
})

/** All pieces at once. */
function placeCallouts(...of: Parameters<typeof placing>): readonly Placed[] {
  const pieces = placing(...of)
  for (;;) {
    const piece = pieces.next()
    if (piece.done === true) return piece.value
  }
}

describe('call-outs', () => {
  const wish = (id: string, x: number, y: number): Wish => ({ id, anchors: [[x, y]], w: 20, h: 6 })
  it('are looked for in pieces, a call-out each', () => {
    const pieces = placing([wish('a', 20, 20), wish('b', 50, 40)], { paper: new Paper(80, 80), words: [] }, [wish('c', 30, 60)])
    // two in each of three orders, and the extra one
    const told = Array.from({ length: 8 }, () => pieces.next())
    expect(told.map(({ done }) => done)).toEqual([false, false, false, false, false, false, false, true])
    expect((told.at(-1)!.value as readonly Placed[]).map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c'])
  })
  it('stand on free paper and never on each other', () => {
    const paper = new Paper(100, 100)
    paper.takeBox({ x: 40, y: 0, w: 20, h: 100 })
    const placed = placeCallouts([wish('a', 50, 20), wish('b', 50, 24), wish('c', 50, 28), wish('d', 50, 32)], { paper, words: [] })
    expect(placed.length).toBe(4)
    for (const [i, { box: a }] of placed.entries()) {
      expect(a.x + a.w <= 40 || a.x >= 60).toBe(true)
      for (const { box: b } of placed.slice(i + 1)) expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true)
    }
  })
  it('what finds no place is left out, and the first rank keeps its place', () => {
    const paper = new Paper(60, 14)
    const placed = placeCallouts(Array.from({ length: 12 }, (_, i) => wish(`w${i}`, 30, 7)), { paper, words: [] })
    expect(placed.length).toBeGreaterThan(0)
    expect(placed.length).toBeLessThan(12)
  })
  it('extras come where there is still room: they move no wish, and cover none', () => {
    const paper = new Paper(60, 40)
    const wishes = [wish('a', 30, 7), wish('b', 30, 14)], extras = Array.from({ length: 20 }, (_, i) => wish(`x${i}`, 20 + (i % 5) * 5, 5 + i))
    const alone = placeCallouts(wishes, { paper, words: [] }), all = placeCallouts(wishes, { paper, words: [] }, extras)
    expect(all.slice(0, alone.length)).toEqual(alone)
    expect(all.length).toBeGreaterThan(alone.length)
    expect(all.length).toBeLessThan(22)
    for (const [i, { box: a }] of all.entries()) for (const { box: b } of all.slice(i + 1)) expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true)
  })
  it('the same wishes give the same picture', () => {
    const place = (): unknown => placeCallouts([wish('a', 20, 20), wish('b', 30, 40)], { paper: new Paper(80, 80), words: [{ x: 40, y: 10, w: 20, h: 10 }] })
    expect(place()).toEqual(place())
  })
  it('a leader never crosses a word', () => {
    const words = [{ x: 33, y: 0, w: 3, h: 80 }]
    const [placed] = placeCallouts([wish('a', 30, 40)], { paper: new Paper(80, 80), words })
    expect(placed === undefined || placed.end[0] < 33).toBe(true)
  })
})

/** How far a point is from a leader, u. */
function reach([px, py]: readonly [number, number], { anchor: [ax, ay], end: [bx, by] }: Placed): number {
  const dx = bx - ax, dy = by - ay
  const along = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(ax + along * dx - px, ay + along * dy - py)
}

describe('a leader belongs to one dot', () => {
  const at = fc.tuple(fc.integer({ min: 5, max: 75 }), fc.integer({ min: 5, max: 75 }))
  const wishOf = (id: string, anchors: readonly (readonly [number, number])[]): Wish => ({ id, anchors: anchors as unknown as Wish['anchors'], w: 16, h: 6 })
  it('it ends at its own unit\'s, and passes no other\'s within half a u of its edge: of wishes, extras, what stands already and dots of the picture', () => {
    const group = (name: string, max: number): fc.Arbitrary<readonly Wish[]> => fc.array(fc.array(at, { minLength: 1, maxLength: 3 }), { maxLength: max }).map((list) => list.map((anchors, i) => wishOf(`${name}${i}`, anchors)))
    fc.assert(fc.property(group('s', 2), group('w', 6), group('x', 3), fc.array(at, { maxLength: 3 }), (first, wishes, extras, dots) => {
      const paper = new Paper(80, 80)
      paper.takeBox({ x: 30, y: 20, w: 20, h: 40 })
      const standing = placeCallouts(first, { paper, words: [], dots })
      for (const { box: { x, y, w, h } } of standing) paper.takeBox({ x, y, w, h })
      const placed = placeCallouts(wishes, { paper, words: [], dots, standing }, extras)
      const all = [...standing, ...placed], asked = [...first, ...wishes, ...extras]
      for (const one of all) {
        expect(asked.find(({ id }) => id === one.id)?.anchors).toContainEqual(one.anchor)
        for (const other of all) if (other !== one) expect(reach(other.anchor, one)).toBeGreaterThanOrEqual(dotTouch)
        for (const dot of dots) if (Math.hypot(dot[0] - one.anchor[0], dot[1] - one.anchor[1]) >= dotTouch) expect(reach(dot, one)).toBeGreaterThanOrEqual(dotTouch)
      }
    }), { numRuns: 25 })
  }, 60_000)
  it('it goes round land that is painted for another, where a longer way does not cross it', () => {
    const paper = (mark: number): Paper => { const one = new Paper(80, 40); one.takeBox({ x: 20, y: 0, w: 20, h: 40 }); one.takeBox({ x: 30, y: 0, w: 10, h: 40 }, mark); return one }
    const wish: Wish = { ...wishOf('a', [[31, 20]]), mark: markOf(0) }
    const own = placeCallouts([wish], { paper: paper(markOf(0)), words: [] })[0]!, strange = placeCallouts([wish], { paper: paper(markOf(1)), words: [] })[0]!
    expect([own.end[0] > 31, strange.end[0] < 31]).toEqual([true, true])
  })
})
