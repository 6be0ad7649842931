/** Whether figures have come at all: what tells an empty store from a quiet day. */
import { usePaintVersion } from '../../figures/use-live.ts'
import { useLive } from '../../figures/live-context.ts'

/** Whether any of these KPIs has a value at `unit`. */
export function useHasValue(unit: string, kpis: readonly string[]): boolean {
  const { store } = useLive()
  usePaintVersion(null)
  return kpis.some((kpi) => (store.painted(unit, kpi)?.cell.value ?? null) !== null)
}

/** The KPIs of a list that have a value at `unit`, as one string (stable for effects). */
export function useWithValue(unit: string, kpis: readonly string[]): string {
  const { store } = useLive()
  usePaintVersion(null)
  return kpis.filter((kpi) => (store.painted(unit, kpi)?.cell.value ?? null) !== null).join(',')
}
