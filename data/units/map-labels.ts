/**
 * The words on the map: three cities to find one's way by, and both archipelagos with the province they belong to.
 * Source: city centres, [longitude, latitude] in degrees, from any atlas; archipelagos' labels stand clear of their islands.
 */
import type { MapLabel } from '../protocol/map-geometry.ts'
import { archipelagos } from './islands.ts'

const cities: readonly (readonly [string, number, number])[] = [
  ['Hà Nội', 105.85, 21.03],
  ['Đà Nẵng', 108.21, 16.06],
  ['TP. Hồ Chí Minh', 106.7, 10.78],
]

/** The labels of every map, with a boundary pack or without; positions in degrees. */
export const mapLabels: readonly MapLabel[] = [
  ...cities.map(([text, lon, lat]): MapLabel => ({ text, sub: '', lon, lat, kind: 'city' })),
  ...archipelagos.map((group) => group.label),
]
