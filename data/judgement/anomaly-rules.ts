/** Thresholds and weights of the anomalies, as data. Ours unless a source is named; see anomaly.ts for how they are used. */
import type { Cadence } from '../kpis/kpi.ts'

/**
 * Share of the due units (0–1) that must be late, lost or without any reading before a figure counts as silent; reached is
 * enough, and at least one unit must be affected. A provincial line counts alone; of 100 communes two lines, ten monthly
 * reports. `change`: computed KPIs have no cadence to be late against.
 */
export const silentFrom: Readonly<Record<Cadence, number | null>> = {
  seconds30: 0, minutes5: 0.02, day: 0.1, month: 0.1, change: null,
}

/** A child's anomaly is told beside its parent's only when it is worse in severity, or this many times as large. */
export const standsOutFrom = 1.5

/** Weight of the wall's headline four in the ranking (domain, "The wall's headline four"). All other KPIs weigh 1. */
export const headlineWeight = 2
/** See `headlineWeight`. */
export const headlineKpis: readonly string[] = ['digitization.pages', 'esign.documents', 'network.uptime', 'tasks.overdue']
