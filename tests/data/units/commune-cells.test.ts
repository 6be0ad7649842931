import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CELL_NOTE, communeCells } from '../../../data/units/commune-cells.ts'
import { hilbertIndex } from '../../../data/units/cell-order.ts'
import { polygonsOf } from '../../../data/units/geojson.ts'
import type { Ring } from '../../../data/units/geojson.ts'
import { archipelagos, islandZones } from '../../../data/units/islands.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { provinceOutlines } from '../../../data/units/province-shapes.ts'
import { centreOf, inRing, sphereArea } from './plane-help.ts'

const build = () => communeCells(officialUnits, provinceOutlines, islandZones)
const cells = build()
const ringOf = (code: string): Ring => {
  const found = cells.features.find(({ id }) => id === code)
  return (found && polygonsOf(found.geometry)[0]?.[0]) ?? []
}
const provinces = officialUnits.filter((unit) => unit.level === 'province').map((unit) => unit.code)
const communesOf = (province: string) => officialUnits.filter((unit) => unit.parent === province).map((unit) => unit.code)

describe('commune cells', () => {
  it('are exactly one per commune, under its own province', () => {
    for (const province of provinces) {
      const own = cells.features.filter(({ properties }) => properties.p === province).map(({ id }) => id)
      expect(own, province).toEqual(communesOf(province))
    }
  })

  it('of one province all have the same area, to one part in a hundred', () => {
    for (const province of provinces) {
      const areas = communesOf(province).map((code) => sphereArea(ringOf(code)))
      const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length
      for (const area of areas) expect(Math.abs(area / mean - 1), province).toBeLessThan(0.01)
    }
  })

  it('of the mainland have their centre inside the province', () => {
    for (const province of provinces) {
      const mainland = communesOf(province).filter((code) => !islandZones.has(code))
      const inside = mainland.filter((code) => (provinceOutlines.get(province) ?? []).some((ring) => inRing(ring, centreOf(ringOf(code)))))
      expect(inside.length / mainland.length, province).toBeGreaterThanOrEqual(0.9)
    }
  })

  it('of one province never share a place', () => {
    for (const province of provinces) {
      const rings = communesOf(province).map(ringOf)
      const width = Math.max(...(rings[0] ?? []).map((p) => p[0])) - Math.min(...(rings[0] ?? []).map((p) => p[0]))
      const centres = rings.map(centreOf)
      for (const [i, a] of centres.entries()) {
        for (const b of centres.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1]), province).toBeGreaterThan(width * 0.85)
      }
    }
  })

  it('of the island zones sit on their islands, Hoàng Sa and Trường Sa on their archipelagos', () => {
    expect(islandZones.size).toBe(13)
    for (const [code, [lon, lat]] of islandZones) {
      const [x, y] = centreOf(ringOf(code))
      expect(Math.hypot(x - lon, y - lat), code).toBeLessThan(0.01)
    }
    for (const group of archipelagos) expect(centreOf(ringOf(group.code)).map((v) => v.toFixed(2))).toEqual(group.seat.map((v) => v.toFixed(2)))
  })

  it('are the same at every build: a change of this sum moves communes on every map', () => {
    const sum = (of: typeof cells) => createHash('sha256').update(JSON.stringify(of)).digest('hex')
    expect(sum(build())).toBe(sum(cells))
    expect(sum(cells).slice(0, 16)).toBe('3c8544700572be85')
  })

  it('are built fast enough for a start', () => {
    const start = performance.now()
    build()
    expect(performance.now() - start).toBeLessThan(1500)
  })

  it('are called a schematic in both languages', () => {
    expect(CELL_NOTE.vi).toContain('Sơ đồ ô')
    expect(CELL_NOTE.en).toContain('schematic')
  })
})

describe('the Hilbert curve', () => {
  it('visits each of its places once, one step at a time', () => {
    const places = Array.from({ length: 64 * 64 }, (_, i) => [i % 64, Math.floor(i / 64)] as const)
    const byIndex = new Map(places.map((place) => [hilbertIndex(...place), place]))
    expect(byIndex.size).toBe(64 * 64)
    for (let i = 1; i < 64 * 64; i++) {
      const [a, b] = [byIndex.get(i - 1), byIndex.get(i)]
      expect(Math.abs((a?.[0] ?? 0) - (b?.[0] ?? 9)) + Math.abs((a?.[1] ?? 0) - (b?.[1] ?? 9))).toBe(1)
    }
  })
})
