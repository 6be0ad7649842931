import { describe, expect, it } from 'vitest'
import { CELL_NOTE, communeCells } from '../../../data/units/commune-cells.ts'
import storedCells from '../../../data/units/commune-cells.json' with { type: 'json' }
import { polygonsOf } from '../../../data/units/geojson.ts'
import type { PolygonRings, Ring } from '../../../data/units/geojson.ts'
import { archipelagos, islandZones } from '../../../data/units/islands.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { provinceOutlines } from '../../../data/units/province-shapes.ts'
import { anchorOf } from '../../../client/map/view.ts'
import { cellRows } from '../../../server/tools/units/cell-rows.ts'
import { boxOf, centreOf, inAny, inRing, sphereArea } from './plane-help.ts'

const cells = communeCells(officialUnits)
const geometries = new Map(cells.features.map(({ id, geometry }) => [id, geometry]))
const polygonsOfCell = (code: string): readonly PolygonRings[] => polygonsOf(geometries.get(code) ?? { type: 'MultiPolygon', coordinates: [] })
const ringsOf = (code: string): readonly Ring[] => polygonsOfCell(code).flatMap((rings) => rings.slice(0, 1))
const areaOfCell = (code: string) => ringsOf(code).reduce((sum, ring) => sum + sphereArea(ring), 0)
const provinces = officialUnits.filter((unit) => unit.level === 'province').map((unit) => unit.code)
const communesOf = (province: string) => officialUnits.filter((unit) => unit.parent === province).map((unit) => unit.code)
const mainlandOf = (province: string) => communesOf(province).filter((code) => !islandZones.has(code))
const outlinesOf = (province: string) => (provinceOutlines.get(province) ?? []).map((ring): PolygonRings => [ring])

/**
 * Points of a grid of 100 × 100 over a province: how many lie in its outlines, how many of
 * these in exactly one cell; and how many lie in a cell but not in the outlines.
 */
function coverage(province: string): { inShape: number; inOneCell: number; outside: number } {
  const outlines = outlinesOf(province)
  const { west, south, east, north } = boxOf(outlines)
  const own = communesOf(province).map((code) => ({ polygons: polygonsOfCell(code), box: boxOf(polygonsOfCell(code)) }))
  const found = { inShape: 0, inOneCell: 0, outside: 0 }
  for (let i = 0; i < 100 * 100; i++) {
    const [x, y] = [west + ((i % 100) + 0.5) * (east - west) / 100, south + (Math.floor(i / 100) + 0.5) * (north - south) / 100]
    const holding = own.filter(({ box, polygons }) => x >= box.west && x <= box.east && y >= box.south && y <= box.north && inAny(polygons, [x, y])).length
    if (!inAny(outlines, [x, y])) found.outside += holding > 0 ? 1 : 0
    else {
      found.inShape++
      if (holding === 1) found.inOneCell++
    }
  }
  return found
}

describe('commune cells', () => {
  it('are exactly one per commune, under its own province', () => {
    expect(cells.features.length).toBe(3321)
    expect(Object.keys(storedCells).length).toBe(3321)
    for (const province of provinces) {
      const own = cells.features.filter(({ properties }) => properties.p === province).map(({ id }) => id)
      expect(own, province).toEqual(communesOf(province))
    }
  })

  it('of one province all have the same area, to one part in a hundred (bar the island zones, which are their islands)', () => {
    for (const province of provinces) {
      const areas = mainlandOf(province).map(areaOfCell)
      const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length
      for (const area of areas) expect(Math.abs(area / mean - 1), province).toBeLessThan(0.01)
    }
  })

  it('fill their province without gap or overlap: at least 99 in 100 of it lies in exactly one cell', () => {
    for (const province of provinces) {
      const { inShape, inOneCell } = coverage(province)
      expect(inShape, province).toBeGreaterThan(900)
      expect(inOneCell / inShape, province).toBeGreaterThan(0.99)
    }
  })

  it('never stick out of their province: outside lie only drawn islets, less than 2 in 100', () => {
    for (const province of provinces) {
      const { inShape, outside } = coverage(province)
      expect(outside / inShape, province).toBeLessThan(0.02)
    }
  })

  it('are compact and whole: nine tenths of a cell are one piece, but for a few among islands and river arms', () => {
    const all = provinces.flatMap(mainlandOf)
    const broken = all.filter((code) => Math.max(...ringsOf(code).map(sphereArea)) < 0.9 * areaOfCell(code))
    expect(broken.length).toBeLessThan(0.01 * all.length)
  })

  it('of the mainland have the point where their label stands inside the province', () => {
    for (const province of provinces) {
      const outlines = outlinesOf(province)
      for (const code of mainlandOf(province)) {
        const geometry = geometries.get(code)
        expect(geometry && inAny(outlines, anchorOf(geometry)), code).toBe(true)
      }
    }
  })

  it('of the island zones lie on their islands', () => {
    expect(islandZones.size).toBe(13)
    for (const [code, at] of islandZones) {
      const nearest = Math.min(...ringsOf(code).flatMap((ring) => (inRing(ring, at) ? [0] : ring.map((p) => Math.hypot(p[0] - at[0], p[1] - at[1])))))
      expect(nearest, code).toBeLessThan(0.05)
    }
  })

  it('of Hoàng Sa and Trường Sa sit on their main islands, as large as the others of their province', () => {
    for (const group of archipelagos) {
      const [lon, lat] = centreOf(ringsOf(group.code)[0] ?? [])
      expect(Math.hypot(lon - group.seat[0], lat - group.seat[1]), group.name).toBeLessThan(0.01)
      expect(areaOfCell(group.code) / areaOfCell(mainlandOf(group.p)[0] ?? '')).toBeCloseTo(1, 1)
    }
  })

  it('of Phú Quốc, Vân Đồn and Kiên Hải are all of their islands', () => {
    expect(ringsOf('31078')).toEqual([(provinceOutlines.get('91') ?? [])[1]])
    expect(ringsOf('06994').length).toBe(6)
    expect(ringsOf('31108').length).toBe(3)
  })

  it('of communes that follow each other in the list are near each other', () => {
    let [steps, near] = [0, 0]
    for (const codes of provinces.map(mainlandOf)) {
      for (const [i, code] of codes.slice(1).entries()) {
        const [a, b] = [ringsOf(codes[i] ?? '')[0] ?? [], ringsOf(code)[0] ?? []]
        const [box, p, q] = [boxOf([[a]]), centreOf(a), centreOf(b)]
        steps++
        if (Math.hypot(p[0] - q[0], p[1] - q[1]) < 1.7 * Math.max(box.east - box.west, box.north - box.south)) near++
      }
    }
    expect(near / steps).toBeGreaterThan(0.93)
  })

  it('are called a schematic in both languages', () => {
    expect(CELL_NOTE.vi).toContain('Sơ đồ ô')
    expect(CELL_NOTE.en).toContain('schematic')
  })
})

describe('the file of commune cells', () => {
  it('is what its generator makes today: else run server/tools/units/build-commune-cells.ts and look at the map', () => {
    const made = new Map(cellRows())
    expect(made.size).toBe(3321)
    const stored: Readonly<Record<string, unknown>> = storedCells
    const changed = [...made].filter(([code, rings]) => JSON.stringify(stored[code]) !== JSON.stringify(rings)).map(([code]) => code)
    expect(changed).toEqual([])
  }, 120_000)

  it('is refused where the list has a commune without a cell', () => {
    expect(() => communeCells([{ ...officialUnits.find((unit) => unit.level === 'commune')!, code: '99998' }])).toThrow('99998')
  })
})
