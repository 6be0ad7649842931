/** Looks or paints of units that stay the same object while they say the same: what draws them has nothing to do then. */
import { useRef } from 'react'

function areSame<Kind extends string>(before: ReadonlyMap<string, Kind>, found: ReadonlyMap<string, Kind>): boolean {
  if (before === found) return true
  if (before.size !== found.size) return false
  for (const [unit, look] of found) if (before.get(unit) !== look) return false
  return true
}

/** The looks found, or those of before where every unit still has its look. */
export function useSteadyLooks<Kind extends string>(found: ReadonlyMap<string, Kind>): ReadonlyMap<string, Kind> {
  const held = useRef(found)
  if (!areSame(held.current, found)) held.current = found
  return held.current
}
