/** Looks or paints of units that stay the same object while they say the same: what draws them has nothing to do then. */
import { useRef } from 'react'

/** The looks found, or those of before where every unit still has its look. */
export function useSteadyLooks<Kind extends string>(found: ReadonlyMap<string, Kind>): ReadonlyMap<string, Kind> {
  const held = useRef(found)
  const before = held.current
  if (before !== found && (before.size !== found.size || [...found].some(([unit, look]) => before.get(unit) !== look))) held.current = found
  return held.current
}
