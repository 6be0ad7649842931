/** Which units a map calls out, calm: the choice rests, so that no words jump while they are read. What is said of a chosen unit stays live. Pure. */

/** Shortest time between two choices, milliseconds. */
export const calloutRestMs = 5_000

/** A choice: of what (`about`: indicator and root), in which turn of `calloutRestMs`, which units. */
export interface CalloutChoice {
  readonly about: string
  readonly turn: number
  readonly units: readonly string[]
}

/** The next choice: the one before while its turn lasts, unless it was of something else, or empty. */
export function nextChoice(before: CalloutChoice | null, { about, turn, units }: CalloutChoice): CalloutChoice {
  if (before === null || before.about !== about || before.units.length === 0) return { about, turn, units }
  if (before.turn === turn) return before
  const same = before.units.length === units.length && units.every((unit, i) => unit === before.units[i])
  return { about, turn, units: same ? before.units : units }
}
