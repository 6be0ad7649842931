/** The laws' reference: figures recomputed from the plain list of readings, slowly and from nothing. */
import type { Kpi } from '../../data/kpis/kpi.ts'
import { isFlow, isState } from '../../data/measures/measure.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import { isNewer } from '../../data/readings/reading.ts'
import { hourStart, yearOf, yearStart } from '../../data/time/vietnam-time.ts'
import type { Appended } from '../../server/log/log.ts'

/** A stored reading and the one it was found to correct. */
export interface Kept extends Appended { readonly replacesSeq: number | null }

/** What one own office contributes, by the definition in the domain. */
export interface OwnSum { num: number; den: number; n: number; newest: number; stage: number }

const day = 86_400_000

/** Readings that stand as known at `maxSeq`: received by then, not corrected by then, not withdrawn, not declared. */
export function standing(all: readonly Kept[], maxSeq: number): Kept[] {
  const known = all.filter((r) => r.seq <= maxSeq && !r.declared)
  const replaced = new Set(known.map((r) => r.replacesSeq))
  return known.filter((r) => !replaced.has(r.seq) && r.num !== null)
}

/** The own contribution of a unit at `atMs` from readings up to `maxSeq`. */
export function ownSum(all: readonly Kept[], kpis: readonly Kpi[], kpi: number, unit: number, atMs: number, maxSeq = Infinity): OwnSum {
  const mine = standing(all.filter((r) => r.kpi === kpi && r.unit === unit), maxSeq).filter((r) => r.atMs <= atMs)
  const newest = mine.reduce((max, r) => Math.max(max, r.atMs), -Infinity)
  const kind = kpis[kpi]!.kind
  if (isState(kind)) {
    const best = mine.reduce<Kept | null>((a, b) => (a === null || isNewer(b.atMs, b.key, a.atMs, a.key) ? b : a), null)
    return best === null ? { num: 0, den: 0, n: 0, newest, stage: 0 } : { num: best.num!, den: best.den ?? 0, n: 1, newest, stage: best.num! }
  }
  const from = isFlow(kind) ? yearStart(yearOf(atMs)) : hourStart(atMs - 30 * day)
  const inside = mine.filter((r) => r.atMs >= from)
  return { num: inside.reduce((sum, r) => sum + r.num!, 0), den: inside.reduce((sum, r) => sum + (r.den ?? 0), 0), n: inside.length, newest, stage: 0 }
}

/** The subtree's sums at `atMs`: every unit's own contribution, added. */
export function subtreeSum(all: readonly Kept[], pyramid: Pyramid, kpis: readonly Kpi[], kpi: number, root: number, atMs: number, maxSeq = Infinity) {
  const total = { num: 0, den: 0, reported: 0, stages: [0, 0, 0, 0, 0, 0], newest: -Infinity }
  for (let unit = root; unit < pyramid.end[root]!; unit++) {
    const own = ownSum(all, kpis, kpi, unit, atMs, maxSeq)
    total.num += own.num
    total.den += own.den
    total.reported += own.n > 0 ? 1 : 0
    total.newest = Math.max(total.newest, own.newest)
    if (own.stage > 0) total.stages[own.stage - 1]! += 1
  }
  return total
}
