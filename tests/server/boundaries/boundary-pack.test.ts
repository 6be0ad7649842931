import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBoundaryPack } from '../../../server/boundaries/boundary-pack.ts'
import { BoundaryPackError } from '../../../server/boundaries/pack-error.ts'
import { builtIn, packTexts, topologyText, writePack } from './synthetic-pack.ts'

const realPack = fileURLToPath(new URL('../../../../shared/geo', import.meta.url))
const whole = packTexts()
let folder = ''

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'boundary-pack-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

function refusal(changes: Readonly<Record<string, string | null>>): BoundaryPackError {
  const texts = Object.entries({ ...whole, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null)
  writePack(folder, Object.fromEntries(texts))
  try {
    readBoundaryPack(folder)
  } catch (error) {
    if (error instanceof BoundaryPackError) return error
    throw error
  }
  throw new Error('the pack was accepted')
}

const communesWith = (change: (features: typeof builtIn.communes.features) => typeof builtIn.communes.features) =>
  topologyText({ communes: { type: 'FeatureCollection', features: change(builtIn.communes.features) } })

describe('a whole boundary pack', () => {
  it('gives the same shape of map as the built-in one, and is no schematic', () => {
    writePack(folder, whole)
    const map = readBoundaryPack(folder)
    expect(map.schematic).toBe(false)
    expect(Object.keys(map).sort()).toEqual(Object.keys(builtIn).sort())
    expect(map.communes.features.map(({ id }) => id)).toEqual(builtIn.communes.features.map(({ id }) => id))
    expect(map.archipelagos.features.map(({ id }) => id)).toEqual(['20333', '22736'])
  })

  it('may name its own attribution', () => {
    const units = { ...JSON.parse(whole['units.json'] ?? '') as object, meta: { attribution: { vi: 'Sở X', en: 'Office X' } } }
    writePack(folder, { ...whole, 'units.json': JSON.stringify(units) })
    expect(readBoundaryPack(folder)).toMatchObject({ attributionVi: 'Sở X', attributionEn: 'Office X' })
  })

  it('of the real country is read with 34 provinces, 3,321 communes, both archipelagos and its attribution', (context) => {
    if (!existsSync(join(realPack, 'communes.topo.json'))) return context.skip('../shared/geo is not on this machine')
    const map = readBoundaryPack(realPack)
    expect([map.provinces.features.length, map.communes.features.length]).toEqual([34, 3321])
    expect(map.archipelagos.features.map(({ id, geometry }) => [id, geometry.coordinates.length])).toEqual([['20333', 46], ['22736', 140]])
    expect(map.attributionVi).toContain('sapnhap.bando.com.vn')
    expect(map.labels.filter(({ kind }) => kind === 'archipelago').map(({ text, sub }) => `${text} / ${sub}`))
      .toEqual(['Quần đảo Hoàng Sa / Đà Nẵng', 'Quần đảo Trường Sa / Khánh Hòa'])
  })
})

describe('a boundary pack is refused with one error that names the file, in Vietnamese and English', () => {
  it.each(['provinces.topo.json', 'communes.topo.json', 'context.topo.json', 'units.json'])('when %s is missing', (file) => {
    const error = refusal({ [file]: null })
    expect(error.file).toBe(file)
    expect(error.vi).toContain('không đọc được')
    expect(error.en).toContain('BOUNDARY_PACK_DIR')
  })

  it('when a file is cut short', () => {
    const error = refusal({ 'communes.topo.json': (whole['communes.topo.json'] ?? '').slice(0, 5000) })
    expect([error.file, error.en.includes('broken')]).toEqual(['communes.topo.json', true])
  })

  it('when a file is JSON but no TopoJSON', () => {
    expect(refusal({ 'provinces.topo.json': '{"type":"FeatureCollection"}' }).en).toContain('not TopoJSON')
  })

  it('when a layer is missing', () => {
    expect(refusal({ 'provinces.topo.json': topologyText({ provinces: builtIn.provinces }) }).vi).toContain('archipelagos')
  })

  it('when the arcs point nowhere', () => {
    const text = JSON.stringify({ ...JSON.parse(whole['context.topo.json'] ?? '') as object, arcs: [] })
    expect(refusal({ 'context.topo.json': text }).file).toBe('context.topo.json')
  })

  it('when a commune is missing or stands twice', () => {
    const missing = refusal({ 'communes.topo.json': communesWith((features) => features.slice(1)) })
    expect(missing.vi).toContain('có 3320 đơn vị, phải đúng 3321')
    const twice = refusal({ 'communes.topo.json': communesWith((features) => [...features, ...features.slice(0, 1)]) })
    expect(twice.en).toContain('it has 3322 units')
  })

  it('when a code is not in the official list', () => {
    const rename = communesWith((features) => features.map((area, i) => (i === 7 ? { ...area, properties: { code: '99999', p: '01' } } : area)))
    expect(refusal({ 'communes.topo.json': rename }).en).toContain('99999')
  })

  it('when a commune stands under another province', () => {
    const move = communesWith((features) => features.map((area, i) => (i === 0 ? { ...area, properties: { code: area.id, p: '04' } } : area)))
    expect(refusal({ 'communes.topo.json': move }).en).toContain('wrong province: 00004')
  })

  it.each(['20333', '22736'])('when the archipelago %s is left out', (code) => {
    const others = builtIn.archipelagos.features.filter(({ id }) => id !== code)
    const text = topologyText({ provinces: builtIn.provinces, archipelagos: { type: 'FeatureCollection', features: others } })
    expect(refusal({ 'provinces.topo.json': text }).vi).toContain(code)
  })

  it('when the list of units is another one', () => {
    expect(refusal({ 'units.json': '{"provinces":[],"communes":[],"communeColumns":["code","p"]}' }).file).toBe('units.json')
    expect(refusal({ 'units.json': '[]' }).file).toBe('units.json')
  })
})
