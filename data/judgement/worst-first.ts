/**
 * The one order of units by one KPI, worst first: how bad they are, then how far they are on the wrong side of their line, as a share of it.
 *
 * *Bản đồ* ranks its list by it (client/scenes/wall/map/ranking.ts), *Kim tự tháp* its paths (missing-chain.ts): so a unit bears one numeral on
 * both. Not by what a unit lacks in pages or documents: by that a large unit that is a little late hides a small one that stands still.
 */
import type { Direction } from '../kpis/kpi.ts'

/** What the order reads. `unit`: its code, which tells apart what stands alike; `weight`: how bad, higher is worse; `shortfall`: see `shortfallOf`. */
export interface Standing {
  readonly unit: string
  readonly weight: number
  readonly shortfall: number
}

/** How far a value is on the wrong side of its line, as a share of it; −∞ where there is no value or no line. */
export function shortfallOf({ value, expected }: { readonly value: number | null, readonly expected: number | null }, direction: Direction): number {
  if (value === null || expected === null) return -Infinity
  return ((expected - value) * (direction === 'up' ? 1 : -1)) / Math.max(Math.abs(expected), 1e-9)
}

/** Steps of a shortfall that the order tells apart, to the whole: a line rises with the clock, and units that stand alike must not change places for a moment of it. */
const stepsToTheLine = 1_000

/** Compares two units: the worse one first; those alike, or within the same thousandth of the line, by their codes. 0 only of a unit and itself. */
export function worstFirst(a: Standing, b: Standing): number {
  const [own, other] = [a, b].map(({ shortfall }) => Math.round(shortfall * stepsToTheLine)) as [number, number]
  if (a.weight !== b.weight) return b.weight - a.weight
  if (own !== other) return other - own
  return a.unit < b.unit ? -1 : Number(a.unit > b.unit)
}
