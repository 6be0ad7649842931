import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { officialUnits } from '../../../data/units/official-units.ts'
import type { UnitType } from '../../../data/units/unit.ts'

interface PackUnits {
  readonly provinces: readonly { code: string; name: string; fullName: string; type: string }[]
  readonly communes: readonly (readonly unknown[])[]
}

const packList = new URL('../../../../shared/geo/units.json', import.meta.url)
const countOf = (type: UnitType) => officialUnits.filter((unit) => unit.type === type).length

describe('the official list', () => {
  it('has one centre, 34 provinces and 3,321 communes', () => {
    const counts = Object.groupBy(officialUnits, (unit) => unit.level)
    expect([counts.centre?.length, counts.province?.length, counts.commune?.length]).toEqual([1, 34, 3321])
  })

  it('has the types of 30 April 2026: 7 cities, 27 provinces, 697 wards, 2,611 communes, 13 special zones', () => {
    const types: readonly UnitType[] = ['trung_uong', 'thanh_pho', 'tinh', 'phuong', 'xa', 'dac_khu']
    expect(types.map(countOf)).toEqual([1, 7, 27, 697, 2611, 13])
  })

  it('has unique codes', () => {
    expect(new Set(officialUnits.map((unit) => unit.code)).size).toBe(officialUnits.length)
  })

  it('is in depth-first pre-order: every parent stands before its children, codes rise among siblings', () => {
    const path: string[] = []
    const last = new Map<string, string>()
    for (const unit of officialUnits) {
      while (path.length > 0 && path.at(-1) !== unit.parent) path.pop()
      expect(path.at(-1) ?? null, unit.code).toBe(unit.parent)
      expect(unit.code > (last.get(unit.parent ?? '') ?? ''), unit.code).toBe(true)
      last.set(unit.parent ?? '', unit.code)
      path.push(unit.code)
    }
  })

  it('has one unit named Hà Nội, which English writes Hanoi; all others are written without marks', () => {
    expect(officialUnits.filter(({ name }) => name === 'Hà Nội').map(({ code, nameEn }) => [code, nameEn])).toEqual([['01', 'Hanoi City']])
    expect(officialUnits.every(({ nameEn }) => /^[\x20-\x7e]+$/.test(nameEn))).toBe(true)
  })
  it('writes every name in NFC, without the curly apostrophe, with its type in the full name', () => {
    for (const unit of officialUnits) {
      expect(unit.fullName, unit.code).toBe(unit.fullName.normalize('NFC'))
      expect(unit.fullName).not.toContain('’')
      if (unit.level !== 'centre') expect(unit.fullName.endsWith(` ${unit.name}`)).toBe(true)
      expect(unit.nameEn, unit.code).toMatch(/^[A-Za-z0-9' -]+$/)
    }
  })

  it('agrees with the province names and commune names, types and parents of the boundary pack', (context) => {
    if (!existsSync(packList)) return context.skip('../shared/geo/units.json is not on this machine')
    const pack = JSON.parse(readFileSync(packList, 'utf8')) as PackUnits
    const provinces = pack.provinces.map((p) => [p.code, p.name, p.fullName, p.type, 'TW'])
    const communes = pack.communes.map((row) => row.slice(0, 4))
    const ours = (level: string) => officialUnits.filter((unit) => unit.level === level)
    const sorted = (rows: readonly (readonly unknown[])[]) => [...rows].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
    expect(ours('province').map((u) => [u.code, u.name, u.fullName, u.type, u.parent])).toEqual(sorted(provinces))
    expect(sorted(ours('commune').map((u) => [u.code, u.name, u.type, u.parent]))).toEqual(sorted(communes))
  })
})
