/**
 * An office's own boundaries: a folder with provinces.topo.json, communes.topo.json, context.topo.json and units.json.
 * Read once at start and checked against the official list; what does not agree is refused, never mended.
 */
import { z } from 'zod'
import type { MapGeometry } from '../../data/protocol/map-geometry.ts'
import type { AreaFeature } from '../../data/units/geojson.ts'
import { archipelagos } from '../../data/units/islands.ts'
import { mapLabels } from '../../data/units/map-labels.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import type { UnitLevel } from '../../data/units/unit.ts'
import { BoundaryPackError } from './pack-error.ts'
import { areasOf, readPackJson, readTopology } from './topology.ts'

const files = { provinces: 'provinces.topo.json', communes: 'communes.topo.json', context: 'context.topo.json', units: 'units.json' } as const

/** Shown when units.json names no attribution of its own in meta.attribution {vi, en}. */
const defaultAttribution = {
  vi: 'Ranh giới: sapnhap.bando.com.vn (NXB Tài nguyên - Môi trường và Bản đồ Việt Nam)',
  en: 'Boundaries: sapnhap.bando.com.vn (Natural Resources, Environment and Cartography Publishing House of Vietnam)',
} as const

const provinceProperties = z.object({ code: z.string(), name: z.string() })
const communeProperties = z.object({ code: z.string(), p: z.string() })
const archipelagoProperties = z.object({ code: z.string(), name: z.string(), p: z.string() })
const noProperties = z.unknown().transform((): Readonly<Record<string, never>> => ({}))
const unitList = z.object({
  meta: z.object({ attribution: z.object({ vi: z.string().min(1), en: z.string().min(1) }).optional() }).optional(),
  communeColumns: z.array(z.string()),
  provinces: z.array(z.object({ code: z.string() })),
  communes: z.array(z.array(z.unknown())),
})

interface Member {
  readonly code: string
  readonly parent: string
}

const some = (codes: readonly string[]) => codes.slice(0, 5).join(', ') + (codes.length > 5 ? ', …' : '')

/** The members must be the official units of that level: no more, no fewer, each once, under the same parent. */
function checkMembers(file: string, level: UnitLevel, members: readonly Member[]): void {
  const official = new Map(officialUnits.filter((unit) => unit.level === level).map((unit) => [unit.code, unit.parent]))
  const codes = new Set(members.map((member) => member.code))
  const unknown = [...codes].filter((code) => !official.has(code))
  const missing = [...official.keys()].filter((code) => !codes.has(code))
  const misplaced = members.filter((member) => official.has(member.code) && official.get(member.code) !== member.parent)
  if (unknown.length > 0) {
    throw new BoundaryPackError(file, {
      vi: `có mã không thuộc danh mục chính thức: ${some(unknown)}.`,
      en: `it has codes that are not in the official list: ${some(unknown)}.`,
    })
  }
  if (missing.length > 0 || members.length !== official.size) {
    const [vi, en] = missing.length > 0 ? [` Thiếu: ${some(missing)}.`, ` Missing: ${some(missing)}.`] : ['', '']
    throw new BoundaryPackError(file, {
      vi: `có ${members.length} đơn vị, phải đúng ${official.size}.${vi}`,
      en: `it has ${members.length} units, exactly ${official.size} are needed.${en}`,
    })
  }
  if (misplaced.length > 0) {
    const which = some(misplaced.map((member) => member.code))
    throw new BoundaryPackError(file, { vi: `đơn vị nằm sai tỉnh: ${which}.`, en: `units under the wrong province: ${which}.` })
  }
}

function checkArchipelagos(features: readonly AreaFeature<z.infer<typeof archipelagoProperties>>[]): void {
  for (const needed of archipelagos) {
    const found = features.filter((candidate) => candidate.id === needed.code && candidate.properties.p === needed.p)
    if (found.length === 1) continue
    throw new BoundaryPackError(files.provinces, {
      vi: `lớp "archipelagos" thiếu ${needed.name} (${needed.code}).`,
      en: `the layer "archipelagos" lacks ${needed.name} (${needed.code}).`,
    })
  }
}

function readUnitList(folder: string): z.infer<typeof unitList> {
  const list = unitList.safeParse(readPackJson(folder, files.units))
  if (!list.success) throw new BoundaryPackError(files.units, { vi: 'không đúng dạng danh mục đơn vị.', en: 'this is not a list of units.' })
  const [codeAt, parentAt] = [list.data.communeColumns.indexOf('code'), list.data.communeColumns.indexOf('p')]
  if (codeAt < 0 || parentAt < 0) {
    throw new BoundaryPackError(files.units, {
      vi: 'communeColumns thiếu cột code hoặc p.',
      en: 'communeColumns lacks the column code or p.',
    })
  }
  checkMembers(files.units, 'province', list.data.provinces.map(({ code }) => ({ code, parent: 'TW' })))
  checkMembers(files.units, 'commune', list.data.communes.map((row) => ({ code: String(row[codeAt]), parent: String(row[parentAt]) })))
  return list.data
}

/** The map of the pack in `folder`. Throws BoundaryPackError, which names the file, what is wrong and what to do. */
export function readBoundaryPack(folder: string): MapGeometry {
  const attribution = readUnitList(folder).meta?.attribution ?? defaultAttribution
  const provinceFile = readTopology(folder, files.provinces, ['provinces', 'archipelagos'])
  const communeFile = readTopology(folder, files.communes, ['communes'])
  const contextFile = readTopology(folder, files.context, ['context'])
  const codeOf = ({ code }: { readonly code: string }) => code
  const provinces = areasOf(files.provinces, provinceFile, 'provinces', provinceProperties, codeOf)
  const islands = areasOf(files.provinces, provinceFile, 'archipelagos', archipelagoProperties, codeOf)
  const communes = areasOf(files.communes, communeFile, 'communes', communeProperties, codeOf)
  const context = areasOf(files.context, contextFile, 'context', noProperties, (_, place) => `land-${place}`)
  checkMembers(files.provinces, 'province', provinces.map(({ id }) => ({ code: id, parent: 'TW' })))
  checkMembers(files.communes, 'commune', communes.map(({ id, properties }) => ({ code: id, parent: properties.p })))
  checkArchipelagos(islands)
  return {
    schematic: false,
    attributionVi: attribution.vi,
    attributionEn: attribution.en,
    provinces: { type: 'FeatureCollection', features: provinces },
    communes: { type: 'FeatureCollection', features: communes },
    archipelagos: { type: 'FeatureCollection', features: islands },
    labels: mapLabels,
    context: { type: 'FeatureCollection', features: context },
  }
}
