import { describe, expect, it } from 'vitest'
import type { AreaCollection } from '../../../data/units/geojson.ts'
import { polygonsOf } from '../../../data/units/geojson.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { buildMapGeometry, geometryFor, serialiseGeometry } from '../../../server/boundaries/map-geometry.ts'
import { builtIn } from './synthetic-pack.ts'

const idsOf = (collection: AreaCollection<unknown>) => collection.features.map(({ id }) => id)
const codesOf = (level: string) => officialUnits.filter((unit) => unit.level === level).map((unit) => unit.code)

describe('the built-in map', () => {
  it('has every province and every commune once, in official order', () => {
    expect(idsOf(builtIn.provinces)).toEqual(codesOf('province'))
    expect(idsOf(builtIn.communes)).toEqual(codesOf('commune'))
  })

  it('shows and labels both archipelagos with their provinces', () => {
    expect(builtIn.archipelagos.features.map(({ properties }) => [properties.code, properties.name, properties.p])).toEqual([
      ['20333', 'Quần đảo Hoàng Sa', '48'],
      ['22736', 'Quần đảo Trường Sa', '56'],
    ])
    expect(builtIn.labels.filter(({ kind }) => kind === 'archipelago').map(({ text, sub }) => [text, sub])).toEqual([
      ['Quần đảo Hoàng Sa', 'Đà Nẵng'],
      ['Quần đảo Trường Sa', 'Khánh Hòa'],
    ])
  })

  it('says in both languages that it is a schematic', () => {
    expect(builtIn.schematic).toBe(true)
    expect(builtIn.attributionVi).toMatch(/^Sơ đồ ô/)
    expect(builtIn.attributionEn).toContain('not an administrative boundary')
  })

  it('stays under 1.5 MB of JSON, closes its rings and has at most four decimals', () => {
    expect(serialiseGeometry(builtIn).json.length).toBeLessThan(1_500_000)
    for (const collection of [builtIn.provinces, builtIn.communes, builtIn.archipelagos, builtIn.context]) {
      for (const ring of collection.features.flatMap(({ geometry }) => polygonsOf(geometry).flat())) {
        expect(ring.at(-1)).toEqual(ring[0])
        for (const value of ring.flat()) if (Math.abs(Math.round(value * 1e4) / 1e4 - value) > 1e-12) expect.fail(`${value}`)
      }
    }
  })

  it('is the same bytes at every build, so its strong ETag holds across restarts', () => {
    const [first, again] = [serialiseGeometry(builtIn), serialiseGeometry(buildMapGeometry(null))]
    expect(again).toEqual(first)
    expect(first.etag).toMatch(/^"[\w-]{43}"$/)
  })
})

describe('the map of a scope', () => {
  const codes = new Set(officialUnits.filter((unit) => unit.code === '11' || unit.parent === '11').map((unit) => unit.code))
  const scoped = geometryFor(builtIn, codes)

  it('names no province and no commune outside the scope', () => {
    expect([...idsOf(scoped.provinces), ...idsOf(scoped.communes)].sort()).toEqual([...codes].sort())
    expect(scoped.communes.features.every(({ properties }) => properties.p === '11')).toBe(true)
  })

  it('always keeps both archipelagos, their labels and the background', () => {
    expect(scoped.archipelagos).toEqual(builtIn.archipelagos)
    expect(scoped.labels).toEqual(builtIn.labels)
    expect(scoped.context).toEqual(builtIn.context)
    expect(idsOf(geometryFor(builtIn, new Set()).archipelagos)).toEqual(['20333', '22736'])
  })

  it('has another ETag than the whole map', () => {
    expect(serialiseGeometry(scoped).etag).not.toBe(serialiseGeometry(builtIn).etag)
  })
})
