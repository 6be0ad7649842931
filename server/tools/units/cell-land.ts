/**
 * Which land of a province its cells fill: the mainland with its near islands for the communes, their own islands for the island zones.
 * Source: own; docs/decisions/010-units-and-shapes.md "Commune cells".
 */
import type { Position, Ring } from '../../../data/units/geojson.ts'

/** The land of one province in degrees: outlines that the communes share, and those of each island zone (none: it lies off every outline). */
export interface ProvinceLand {
  readonly shared: readonly Ring[]
  readonly ofZone: ReadonlyMap<string, readonly Ring[]>
}

interface Group {
  readonly zone: string | null
  readonly rings: Ring[]
}

/** Whether a closed ring holds a position. */
export function contains(ring: Ring, [x, y]: Position): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!]
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
  }
  return inside
}

/** The least distance between corners of two rings (degrees: only to tell near from far). */
function gap(p: Ring, q: Ring): number {
  let least = Infinity
  for (const a of p) for (const b of q) least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1]))
  return least
}

/** Island after island goes to the group that it lies nearest to, the nearest island of all first. */
function shareOut(groups: readonly Group[], islands: readonly Ring[]): void {
  const left = new Set(islands)
  while (left.size > 0) {
    let best: { island: Ring, group: Group, far: number } | null = null
    for (const island of left) for (const group of groups) for (const ring of group.rings) {
      const far = gap(island, ring)
      if (best === null || far < best.far) best = { island, group, far }
    }
    if (best === null) return
    best.group.rings.push(best.island)
    left.delete(best.island)
  }
}

/**
 * `outlines`: the province's, largest first; `islets`: small islands that are drawn larger than they are (they join a zone, never the
 * communes' land); `zones`: code → position. A zone gets the islands around it.
 */
export function provinceLand(outlines: readonly Ring[], islets: readonly Ring[], zones: ReadonlyMap<string, Position>): ProvinceLand {
  const [mainland = [], ...others] = outlines
  const islands = [...others, ...islets]
  const groups: Group[] = [...zones].map(([zone, at]) => ({ zone, rings: islands.filter((ring) => contains(ring, at)) }))
  const isFree = (ring: Ring) => !groups.some((group) => group.rings.includes(ring))
  const common: Group = { zone: null, rings: [mainland] }
  shareOut([common, ...groups], others.filter(isFree))
  shareOut(groups, islets.filter(isFree))
  return {
    shared: common.rings,
    ofZone: new Map(groups.map(({ zone, rings }) => [zone ?? '', rings])),
  }
}
