/** The province in focus: it moves slowly, one of the candidates after another. */
import { useEffect, useState } from 'react'
import { focusDwellMs, nextFocus, type FocusCandidate, type FocusState } from './ranking.ts'

/** The focus among `candidates` of a KPI; null: there is none. `key`: a change begins anew with the first (another KPI). */
export function useFocus(candidates: readonly FocusCandidate[], key: string): FocusState | null {
  const [held, setHeld] = useState<{ readonly key: string, readonly focus: FocusState | null }>({ key, focus: null })
  const known = held.key === key ? held.focus : null
  const focus = known ?? nextFocus(null, candidates, Date.now())
  const first = candidates[0]?.unit
  useEffect(() => { if (focus !== null && (held.key !== key || held.focus === null)) setHeld({ key, focus }) }, [key, first, held])
  useEffect(() => {
    if (held.focus === null || held.key !== key) return
    const timer = window.setTimeout(
      () => setHeld((before) => ({ key: before.key, focus: nextFocus(before.focus, candidates, Date.now()) })),
      Math.max(50, held.focus.sinceMs + focusDwellMs - Date.now() + 5))
    return () => window.clearTimeout(timer)
  }, [held, key, candidates])
  return focus
}
