/**
 * The ranking of warnings, one number: a class and a size inside it. Classes, worst first: an outage under way, at risk, lost (silent beyond
 * three cadences: no data, never downtime), behind. Size: m / (1 + m) with m = weight × share of the due units that are affected × how
 * strong the finding is beside what is usual of its kind. Higher is first; equal numbers keep the order in which warnings opened.
 * Weights and sizes are ours.
 */
import { headlineKpis } from '../kpis/headline.ts'
import type { WarningKind } from '../protocol/warning.ts'
import type { Severity } from './verdict.ts'

/** Classes of the ranking. */
export const rankClasses = { outage: 5, at_risk: 4, lost: 3, behind: 2 } as const

/** Weight of the wall's headline four in the ranking (domain, "The wall's headline four"). All other KPIs weigh 1. */
export const headlineWeight = 2

/** A usual `size` of each kind (Verdict.size, Finding.size): cadences of silence, deviations, shares of the plan; a warning of it ranks in the middle of its class. */
export const usualSize: Readonly<Record<WarningKind, number>> = {
  late: 2, lost: 10, jump: 10, stall: 0.2, outlier: 10, fell: 0.1, mismatch: 0.2, down: 10, flapping: 2, below_plan: 0.2, threshold: 0.2, report_due: 1,
}

/** What a warning is ranked by. `size`: its worst finding's; `share`: of the due units, 0–1. */
export interface Ranked {
  readonly kind: WarningKind
  readonly severity: Severity
  readonly kpi: string
  readonly size: number
  readonly share: number
}

function classOf({ kind, severity }: Ranked): number {
  if (kind === 'down') return rankClasses.outage
  return severity === 'no_data' ? rankClasses.lost : rankClasses[severity]
}

/** The rank of a warning: see the file header. */
export function rankOf(warning: Ranked): number {
  const weighed = ((headlineKpis as readonly string[]).includes(warning.kpi) ? headlineWeight : 1) * Math.max(0, warning.share) * (Math.max(0, warning.size) / usualSize[warning.kind])
  return classOf(warning) + (Number.isFinite(weighed) ? weighed / (1 + weighed) : 1)
}
