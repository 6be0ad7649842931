import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { contextLand } from '../../../data/units/context-land.ts'
import { polygonsOf } from '../../../data/units/geojson.ts'
import type { PolygonRings } from '../../../data/units/geojson.ts'
import { archipelagos } from '../../../data/units/islands.ts'
import { signedArea } from '../../../data/units/equal-area.ts'
import { provinceOutlines, provinceShapes } from '../../../data/units/province-shapes.ts'
import { readBoundaryPack } from '../../../server/boundaries/boundary-pack.ts'
import { boxOf, inAny, inRing } from './plane-help.ts'

const realPack = fileURLToPath(new URL('../../../../shared/geo', import.meta.url))
const polygonsOfProvince = (code: string) => provinceShapes.features.filter(({ id }) => id === code).flatMap(({ geometry }) => polygonsOf(geometry))

/** Areas (in square degrees) of intersection and union, by sampling a grid of 120 × 120 points over both boxes. */
function overlap(ours: readonly PolygonRings[], theirs: readonly PolygonRings[]): { both: number; either: number } {
  const { west, south, east, north } = boxOf([...ours, ...theirs])
  const cell = ((east - west) / 120) * ((north - south) / 120)
  let [both, either] = [0, 0]
  for (let i = 0; i < 120 * 120; i++) {
    const point = [west + ((i % 120) + 0.5) * (east - west) / 120, south + (Math.floor(i / 120) + 0.5) * (north - south) / 120] as const
    const [a, b] = [inAny(ours, point), inAny(theirs, point)]
    if (a && b) both += cell
    if (a || b) either += cell
  }
  return { both, either }
}

const onMainland = (polygons: readonly PolygonRings[]) => polygons.filter((rings) => boxOf([rings]).east < 109.6)

describe('the province shapes', () => {
  it('are 34, each with a mainland, all outlines counter-clockwise', () => {
    expect(provinceShapes.features.length).toBe(34)
    for (const [code, rings] of provinceOutlines) {
      expect(rings.length, code).toBeGreaterThan(0)
      for (const ring of rings) expect(signedArea(ring), code).toBeGreaterThan(0)
    }
  })

  it('overlap the real provinces by nine tenths over the country, and by three quarters or more each', (context) => {
    if (!existsSync(join(realPack, 'communes.topo.json'))) return context.skip('../shared/geo is not on this machine')
    const real = readBoundaryPack(realPack).provinces.features
    const overlaps = real.map(({ id, geometry }) => ({ id, ...overlap(onMainland(polygonsOfProvince(id)), onMainland(polygonsOf(geometry))) }))
    const sum = (key: 'both' | 'either') => overlaps.reduce((total, one) => total + one[key], 0)
    expect(sum('both') / sum('either')).toBeGreaterThanOrEqual(0.9)
    expect(overlaps.filter(({ both, either }) => both / either < 0.78).map(({ id }) => id)).toEqual([])
  })
})

describe('the archipelagos', () => {
  it('have at least 15 islands and reefs of Hoàng Sa and 25 of Trường Sa, all named, all drawn', () => {
    const [hoangSa, truongSa] = archipelagos
    expect(hoangSa?.islandNames.length).toBeGreaterThanOrEqual(15)
    expect(truongSa?.islandNames.length).toBeGreaterThanOrEqual(25)
    for (const group of archipelagos) {
      expect(group.polygons.length).toBe(group.islandNames.length)
      expect(new Set(group.islandNames).size).toBe(group.islandNames.length)
      for (const name of group.islandNames) expect(name).toBe(name.normalize('NFC'))
    }
  })

  it('lie in their seas and belong to the shapes of Đà Nẵng and Khánh Hòa', () => {
    const [hoangSa, truongSa] = archipelagos.map((group) => boxOf(group.polygons))
    expect(hoangSa).toMatchObject({ west: expect.closeTo(111.1, 0), south: expect.closeTo(15.7, 0), north: expect.closeTo(17.1, 0) })
    expect(truongSa).toMatchObject({ west: expect.closeTo(111.6, 0), south: expect.closeTo(6.9, 0), north: expect.closeTo(11.5, 0) })
    for (const group of archipelagos) expect(polygonsOfProvince(group.p)).toEqual(expect.arrayContaining([...group.polygons]))
  })

  it('are wide enough to be seen on the wall: no island under 8 px at 117 px a degree', () => {
    for (const polygon of archipelagos.flatMap((group) => group.polygons)) {
      const { west, south, east, north } = boxOf([polygon])
      expect(Math.max(east - west, north - south) * 117).toBeGreaterThan(8)
    }
  })

  it('have labels clear of every island: built-in and, where it is there, of the pack', () => {
    const pack = existsSync(join(realPack, 'communes.topo.json')) ? readBoundaryPack(realPack).archipelagos.features : []
    const islands = [...archipelagos.flatMap((group) => group.polygons), ...pack.flatMap(({ geometry }) => polygonsOf(geometry))]
    for (const { label } of archipelagos) {
      const covered = islands.filter((polygon) => {
        const { west, south, east, north } = boxOf([polygon])
        return east > label.lon - 1.4 && west < label.lon + 1.4 && north > label.lat - 0.4 && south < label.lat + 0.25
      })
      expect(covered, label.text).toEqual([])
    }
  })
})

describe('the background', () => {
  it('has nothing of its own in the East Sea', () => {
    const rings = contextLand.features.flatMap(({ geometry }) => polygonsOf(geometry).flat())
    const points = rings.flat().filter(([lon, lat]) => lon > 110 && lon < 116.5 && lat > 6.3 && lat < 17.9)
    expect(points).toEqual([])
  })

  it('covers the neighbours and never the heart of the country', () => {
    const polygons = contextLand.features.flatMap(({ geometry }) => polygonsOf(geometry))
    expect(inAny(polygons, [102.6, 18])).toBe(true)
    expect(inAny(polygons, [104.9, 12.5])).toBe(true)
    for (const [, rings] of provinceOutlines) {
      const ring = rings[0] ?? []
      const { west, south, east, north } = boxOf([[ring]])
      const middle = [(west + east) / 2, (south + north) / 2] as const
      if (inRing(ring, middle)) expect(inAny(polygons, middle)).toBe(false)
    }
  })
})
