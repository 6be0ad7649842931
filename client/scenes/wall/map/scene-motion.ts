/** Where rings and arcs of a motion stand on the map of *Bản đồ*. Pure. */
import type { Position } from '../../../../data/units/geojson.ts'
import type { Motion } from '../../../map/motion.ts'
import { mostMoves } from './use-motion.ts'

/** Places on the map, degrees; undefined: it has none. */
export interface MotionPlaces {
  readonly provinceOf: (unit: string) => string | null
  readonly isProvince: (unit: string) => boolean
  readonly anchorOf: (unit: string) => Position | undefined
  /** Where a commune stands in the frame of the focus. */
  readonly inFocus: (unit: string) => Position | undefined
  /** The centre, where arcs end; null: none are drawn. */
  readonly centre: Position | null
}

/**
 * A ring at each commune (in the frame of the focus too), one arc from each province. A province whose communes changed moves with them and
 * bears no ring of its own. At most `mostMoves` units; null: none of them is on the map.
 */
export function sceneMotion(changed: readonly string[], places: MotionPlaces): Motion | null {
  const communes = changed.filter((unit) => !places.isProvince(unit))
  const moved = new Set(communes.map(places.provinceOf))
  const units = [...communes, ...changed.filter((unit) => places.isProvince(unit) && !moved.has(unit))]
    .filter((unit) => places.anchorOf(unit) !== undefined).slice(0, mostMoves)
  if (units.length === 0) return null
  const rings = units.flatMap((unit) => [places.anchorOf(unit), places.inFocus(unit)].filter((at) => at !== undefined))
  const { centre } = places
  const provinces = new Set(units.map(places.provinceOf))
  const arcs = centre === null ? [] : [...provinces].flatMap((province) => {
    const from = province === null ? undefined : places.anchorOf(province)
    return from === undefined ? [] : [[from, centre] as const]
  })
  return { rings, arcs }
}
