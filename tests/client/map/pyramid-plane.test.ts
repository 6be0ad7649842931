import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dashesOf, extentOf, fitPlane, hatchOf, isInside, lowered, outlineOf, pathUpTo, projectOn, turned, turnRadians, widened, type Plane } from '../../../client/map/pyramid-plane.ts'
import { footTop, pyramidLayoutOf } from '../../../client/scenes/wall/pyramid/pyramid-layout.ts'
import { provinceShapes } from '../../../data/units/province-shapes.ts'
import { polygonsOf } from '../../../data/units/geojson.ts'

const centre = { lon0: 107, lat0: 16 }
const areas = provinceShapes.features.map(({ geometry }) => geometry)
const extent = widened(extentOf(centre, areas)!, 0.6)

function planeAt(width: number): Plane {
  const layout = pyramidLayoutOf(width, 'centre')
  return fitPlane(centre, extent, layout.lower, layout.mostDepth, layout.mostDegreeU)
}

describe('the plane', () => {
  it('is the map turned by 31° counter-clockwise: east goes to the right and up, north up and to the left', () => {
    const [ex, ey] = turned(centre, [108, 16])
    expect([ex, ey].map((n) => n / Math.cos((16 * Math.PI) / 180))).toEqual([expect.closeTo(Math.cos(turnRadians), 9), expect.closeTo(Math.sin(turnRadians), 9)])
    const [nx, ny] = turned(centre, [107, 17])
    expect([nx < 0, ny > 0]).toEqual([true, true])
  })
  it('is affine: the middle of two places is the middle of their points', () => {
    const place = fc.tuple(fc.double({ min: 102, max: 118, noNaN: true }), fc.double({ min: 6, max: 24, noNaN: true }))
    const plane = planeAt(240)
    fc.assert(fc.property(place, place, (a, b) => {
      const [mx, my] = projectOn(plane, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])
      const [ax, ay] = projectOn(plane, a), [bx, by] = projectOn(plane, b)
      expect(mx).toBeCloseTo((ax + bx) / 2, 6)
      expect(my).toBeCloseTo((ay + by) / 2, 6)
    }))
  })
  it('holds the whole country with both archipelagos inside its outline, and the outline inside its box, on every width', () => {
    for (const width of [240, 320, 480]) {
      const { lower } = pyramidLayoutOf(width, 'centre')
      const plane = planeAt(width)
      const outline = outlineOf(plane, extent)
      for (const [x, y] of outline) expect([x >= lower.x - 0.01, x <= lower.x + lower.w + 0.01, y >= lower.y - 0.01, y <= lower.y + lower.h + 0.01]).toEqual([true, true, true, true])
      for (const area of areas) for (const polygon of polygonsOf(area)) for (const position of polygon[0] ?? []) expect(isInside([outline], projectOn(plane, position))).toBe(true)
    }
  })
  it('ends above the attribution, on every width and at every level', () => {
    for (const width of [240, 320, 480]) for (const level of ['centre', 'province', 'commune'] as const) {
      const { lower } = pyramidLayoutOf(width, level)
      expect(lower.y + lower.h).toBeLessThanOrEqual(footTop - 0.6)
    }
  })
  it('moved up is the same plane: what rises from one to the other is vertical', () => {
    const plane = planeAt(240)
    const [x, y] = projectOn(plane, [105, 20]), [ux, uy] = projectOn(lowered(plane, -40), [105, 20])
    expect([ux, y - uy]).toEqual([x, 40])
  })
})

describe('hatches, dashes and ways', () => {
  const square = [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]] as const]
  const holed = [...square, [[3, 3], [7, 3], [7, 7], [3, 7], [3, 3]] as const]
  it('a hatch lies on lines of one family, inside its polygon and outside of its holes', () => {
    for (const polygon of [square, holed]) for (const [[x1, y1], [x2, y2]] of hatchOf(polygon, 0.8)) {
      const k = (x1 + y1) / (0.8 * Math.SQRT2)
      expect(k).toBeCloseTo(Math.round(k), 9)
      expect(x2 + y2).toBeCloseTo(x1 + y1, 9)
      expect(isInside(polygon, [(x1 + x2) / 2, (y1 + y2) / 2])).toBe(true)
    }
    expect(hatchOf(holed, 0.8).length).toBeGreaterThan(hatchOf(square, 0.8).length)
    expect(hatchOf([], 0.8)).toEqual([])
  })
  it('dashes begin at the one end and never pass the other', () => {
    const dashes = dashesOf([0, 0], [10, 0], 3, 1)
    expect(dashes).toEqual([[[0, 0], [3, 0]], [[4, 0], [7, 0]], [[8, 0], [10, 0]]])
    expect(dashesOf([1, 1], [1, 1], 3, 1)).toEqual([])
  })
  it('a way grows from its foot and ends whole', () => {
    const path = [[0, 0], [0, 10], [10, 10]] as const
    expect(pathUpTo(path, 0)).toEqual([[0, 0]])
    expect(pathUpTo(path, 0.25)).toEqual([[0, 0], [0, 5]])
    expect(pathUpTo(path, 0.75)).toEqual([[0, 0], [0, 10], [5, 10]])
    expect(pathUpTo(path, 1)).toEqual(path)
  })
})
