import { describe, expect, it } from 'vitest'
import type { Position } from '../../../data/units/geojson.ts'
import { provinceLand } from '../../../server/tools/units/cell-land.ts'
import { hilbertIndex, untangled } from '../../../server/tools/units/cell-order.ts'
import { equalCells } from '../../../server/tools/units/equal-cells.ts'
import type { Corner } from '../../../server/tools/units/half-plane.ts'
import { cutRing } from '../../../server/tools/units/half-plane.ts'
import { cornersArea, domainOf } from '../../../server/tools/units/power-cells.ts'

const corners = (points: readonly Position[]): readonly Corner[] => points.map(([x, y]) => ({ x, y, side: -1 }))
const square = (x: number, y: number, side: number): readonly Position[] => [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]

describe('a ring cut by a half-plane', () => {
  const comb = corners([[0, 0], [5, 0], [5, 3], [4, 3], [4, 1], [3, 1], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3]])

  it('falls into as many rings as it has teeth above the line, one below it', () => {
    const teeth = cutRing(comb, { a: 0, b: -1, c: -2, side: 7 })
    expect(teeth.map(cornersArea)).toEqual([1, 1, 1])
    expect(cutRing(comb, { a: 0, b: 1, c: 2, side: 7 }).map(cornersArea)).toEqual([8])
  })

  it('keeps all its area: both sides together are the whole', () => {
    for (let k = 0; k < 50; k++) {
      const [a, b] = [Math.cos(k), Math.sin(k)]
      const c = a * 2.3 + b * 1.4
      const both = [...cutRing(comb, { a, b, c, side: 1 }), ...cutRing(comb, { a: -a, b: -b, c: -c, side: 1 })]
      expect(both.reduce((sum, ring) => sum + cornersArea(ring), 0)).toBeCloseTo(11, 9)
    }
  })

  it('is left whole when it lies inside, and is gone when it lies outside', () => {
    expect(cutRing(comb, { a: 1, b: 0, c: 9, side: 1 })).toEqual([comb])
    expect(cutRing(comb, { a: 1, b: 0, c: -1, side: 1 })).toEqual([])
  })

  it('names the other side on the new edge only', () => {
    const [half = []] = cutRing(corners(square(0, 0, 2).slice(1)), { a: 1, b: 0, c: 1, side: 5 })
    expect(half.filter(({ side }) => side === 5).length).toBe(1)
  })
})

describe('equal cells', () => {
  it('divide a bay and an island into equal areas, whatever the seeds', () => {
    const bay: readonly Position[] = [[0, 0], [6, 0], [6, 4], [4, 4], [4, 1], [2, 1], [2, 4], [0, 4], [0, 0]]
    const seeds = Array.from({ length: 12 }, (_, i): Position => [0.3 + (i % 4) * 0.31, 0.2 + Math.floor(i / 4) * 0.27])
    const areas = equalCells(domainOf([bay, square(7, 1, 1)]), seeds).map(({ area }) => area)
    expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(19, 6)
    for (const area of areas) expect(Math.abs(area / (19 / 12) - 1)).toBeLessThan(0.001)
  })
})

describe('the land of the cells', () => {
  const outlines = [square(0, 0, 10), square(20, 0, 2), square(11, 0, 1), square(23, 0, 1)]

  it('gives a zone the island it stands on and those nearer to it than to the mainland', () => {
    const land = provinceLand(outlines, [], new Map([['z', [21, 1]]]))
    expect(land.shared).toEqual([outlines[0], outlines[2]])
    expect(land.ofZone.get('z')).toEqual([outlines[1], outlines[3]])
  })

  it('never counts an islet drawn larger than it is among the communes\' land', () => {
    const islet = square(12.5, 0, 1)
    expect(provinceLand(outlines, [islet], new Map()).shared).toEqual([outlines[0], outlines[2], outlines[1], outlines[3]])
    expect(provinceLand(outlines, [islet], new Map([['z', [21, 1]]])).ofZone.get('z')).toContain(islet)
  })

  it('leaves a zone off every outline without any', () => {
    expect(provinceLand(outlines, [], new Map([['far', [99, 99]]])).ofZone.get('far')).toEqual([])
  })
})

describe('the order of the cells', () => {
  it('turns round a stretch that makes the path cross itself', () => {
    expect(untangled([[0, 0], [3, 0], [2, 0], [1, 0], [4, 0]])).toEqual([[0, 0], [1, 0], [2, 0], [3, 0], [4, 0]])
  })

  it('follows the Hilbert curve, which visits each of its places once, one step at a time', () => {
    const places = Array.from({ length: 64 * 64 }, (_, i) => [i % 64, Math.floor(i / 64)] as const)
    const byIndex = new Map(places.map((place) => [hilbertIndex(...place), place]))
    expect(byIndex.size).toBe(64 * 64)
    for (let i = 1; i < 64 * 64; i++) {
      const [a, b] = [byIndex.get(i - 1), byIndex.get(i)]
      expect(Math.abs((a?.[0] ?? 0) - (b?.[0] ?? 9)) + Math.abs((a?.[1] ?? 0) - (b?.[1] ?? 9))).toBe(1)
    }
  })
})
