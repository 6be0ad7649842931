/**
 * Freshness of a figure by the age of its newest reading against the cadence of its KPI.
 * Source: domain "Freshness on the wire".
 */

/** `fresh` ≤ 1.5 × cadence; `late` ≤ 3 ×; `lost` beyond; `none`: nothing was ever read. The order is the wire's enumeration. */
export const freshnesses = ['fresh', 'late', 'lost', 'none'] as const
/** One of `freshnesses`. */
export type Freshness = (typeof freshnesses)[number]

/** Age up to which a reading is fresh, in cadences. */
export const freshCadences = 1.5
/** Age up to which a reading is late and not lost, in cadences. */
export const lateCadences = 3

/** Freshness at `nowMs` of a newest reading at `newestAtMs` (null: none). A KPI without a cadence (computed) is fresh. */
export function freshnessAt(newestAtMs: number | null, cadence: number | null, nowMs: number): Freshness {
  if (newestAtMs === null) return 'none'
  if (cadence === null) return 'fresh'
  const age = nowMs - newestAtMs
  if (age <= freshCadences * cadence) return 'fresh'
  return age <= lateCadences * cadence ? 'late' : 'lost'
}
