/** Thresholds and weights of the anomalies, as data. Ours unless a source is named; see anomaly.ts for how they are used. */
import type { Cadence } from '../kpis/kpi.ts'

/**
 * Share of the due units (0–1) that must be late, lost or without any reading before a figure counts as silent while somebody is
 * still heard of; reached is enough. Lines tell every few seconds or minutes and are late for a moment all the time: half of them
 * must be. Where nobody is heard of any more (lost), no share is asked. `change`: computed KPIs have no cadence to be late against.
 */
export const silentFrom: Readonly<Record<Cadence, number | null>> = {
  seconds30: 0.5, minutes5: 0.5, day: 0.1, month: 0.1, change: null,
}

/** Classes of the ranking, worst first: an outage, at risk, lost, behind, never heard of. */
export const rankClasses = { outage: 5, at_risk: 4, lost: 3, behind: 2, never: 1 } as const

/** A child's anomaly is told beside its parent's only when it is worse in severity, or this many times as large. */
export const standsOutFrom = 1.5

/** Weight of the wall's headline four in the ranking (domain, "The wall's headline four"). All other KPIs weigh 1. */
export const headlineWeight = 2
/** See `headlineWeight`. */
export const headlineKpis: readonly string[] = ['digitization.pages', 'esign.documents', 'network.uptime', 'tasks.overdue']
