/** The order of rows, calm: the worst first, but a row moves at most every `orderRestMs`, so that the eye can rest. Pure. */

/** Shortest time between two orders, milliseconds. */
export const orderRestMs = 10_000

/** An order, when it was made (any steady clock, ms), and how many cells had been received then. */
export interface CalmOrder {
  readonly units: readonly string[]
  readonly madeMs: number
  readonly received: number
}

/** Units by weight, heaviest first; equals by name as `compare` sorts them. */
export function rankedUnits(rows: readonly { readonly unit: string, readonly weight: number }[], nameOf: (unit: string) => string, compare: (a: string, b: string) => number): readonly string[] {
  return rows.map(({ unit, weight }) => ({ unit, weight, name: nameOf(unit) }))
    .sort((a, b) => b.weight - a.weight || compare(a.name, b.name)).map(({ unit }) => unit)
}

/**
 * The next order. Kept while it rests and while somebody is inside (`held`); made anew at once where cells are received that had not been
 * (the scene's start) or where it is of other units.
 */
export function calmOrder(before: CalmOrder | null, ranked: readonly string[], received: number, nowMs: number, held: boolean): CalmOrder {
  const made = { units: ranked, madeMs: nowMs, received }
  if (before === null || before.units.length !== ranked.length || !ranked.every((unit) => before.units.includes(unit))) return made
  if (received > before.received) return made
  if (held || nowMs - before.madeMs < orderRestMs) return before
  return ranked.every((unit, i) => unit === before.units[i]) ? { ...before, madeMs: nowMs } : made
}
