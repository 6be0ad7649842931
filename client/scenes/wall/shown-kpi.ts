/** Which KPI the scene on the screen shows right now, for the proof of display: scenes say it, the fleet's link reads it. */
import { useEffect, useSyncExternalStore } from 'react'

let shown: string | null = null
const followers = new Set<() => void>()

function put(kpi: string | null): void {
  if (shown === kpi) return
  shown = kpi
  for (const told of followers) told()
}

/** Says that this scene shows `kpi` (null: several) as long as it is on the screen. */
export function useShowsKpi(kpi: string | null): void {
  useEffect(() => {
    put(kpi)
    return () => put(null)
  }, [kpi])
}

/** The KPI on the screen; null: several. */
export function useShownKpi(): string | null {
  return useSyncExternalStore((told) => { followers.add(told); return () => { followers.delete(told) } }, () => shown)
}
