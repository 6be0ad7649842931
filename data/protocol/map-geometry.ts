/**
 * What a map is drawn from, on the wire: the built-in geometry and an office's own boundary pack have this one shape.
 * All positions are [longitude, latitude] in degrees (WGS 84). Source: domain "The pyramid" (both archipelagos always).
 */
import type { AreaCollection } from '../units/geojson.ts'

/** A province: official code and Vietnamese name without its type. The feature's id is the code. */
export interface ProvinceProperties {
  readonly code: string
  readonly name: string
}

/** A commune: official code and the code `p` of its province. The feature's id is the code. */
export interface CommuneProperties {
  readonly code: string
  readonly p: string
}

/** An archipelago: the code of its special zone (`20333`, `22736`), its full name, the code `p` of its province. */
export interface ArchipelagoProperties {
  readonly code: string
  readonly name: string
  readonly p: string
}

/** Land of neighbours, a quiet background: nothing is said of it. */
export type ContextProperties = Readonly<Record<string, never>>

/** A word on the map. `sub` is the second line (`Đà Nẵng` under `Quần đảo Hoàng Sa`), empty where there is none. Anchor in degrees. */
export interface MapLabel {
  readonly text: string
  readonly sub: string
  readonly lon: number
  readonly lat: number
  readonly kind: 'city' | 'archipelago'
}

/** The whole map. `schematic`: communes are equal cells, not boundaries, and the attribution says so. */
export interface MapGeometry {
  readonly schematic: boolean
  readonly attributionVi: string
  readonly attributionEn: string
  readonly provinces: AreaCollection<ProvinceProperties>
  readonly communes: AreaCollection<CommuneProperties>
  /** Quần đảo Hoàng Sa (Đà Nẵng) and Quần đảo Trường Sa (Khánh Hòa): always both, whatever the viewer's scope. */
  readonly archipelagos: AreaCollection<ArchipelagoProperties>
  readonly labels: readonly MapLabel[]
  readonly context: AreaCollection<ContextProperties>
}
