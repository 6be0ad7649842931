/**
 * Anomalies that can be explained, judged from one cell: `silent` (units late, lost or never heard of, against the cadence) and
 * `below_plan` (behind or at risk against the plan's line of today). Pure: whoever asks brings cells of the instant.
 *
 * Ranking, one number: a class and a size inside it. Classes: 4 an outage under way (an availability KPI silent or at risk),
 * 3 at risk, 2 behind, 1 no data. Size: m / (1 + m) with m = weight × relative gap, or weight × share of silent units. Higher is
 * first; equal numbers keep the order of units, then of KPIs.
 */
import type { Kpi } from '../kpis/kpi.ts'
import type { Cell } from '../protocol/cell.ts'
import { headlineKpis, headlineWeight, silentFrom, standsOutFrom } from './anomaly-rules.ts'

/** Kinds of anomalies, the wire's enumeration. */
export type AnomalyKind = 'silent' | 'below_plan'
/** How bad: `at_risk` before `behind` before `no_data`. */
export type Severity = 'at_risk' | 'behind' | 'no_data'

/** A verdict on one cell. `size`: relative gap (of the expected value) or share of silent units (0–1); `rank`: see the header. */
export interface Anomaly {
  readonly kind: AnomalyKind
  readonly severity: Severity
  readonly size: number
  readonly rank: number
}

const severityOrder: Readonly<Record<Severity, number>> = { at_risk: 3, behind: 2, no_data: 1 }
const outageClass = 4

function ranked(kind: AnomalyKind, severity: Severity, size: number, kpi: Kpi): Anomaly {
  const outage = kpi.kind === 'availability' && severity === 'at_risk'
  const weighed = size * (headlineKpis.includes(kpi.id) ? headlineWeight : 1)
  return { kind, severity, size, rank: (outage ? outageClass : severityOrder[severity]) + weighed / (1 + weighed) }
}

/** How many due units are not of fresh age (late, lost, never heard of) and how many of these were never heard of. */
export function silentUnits(cell: Cell): { readonly affected: number; readonly never: number } {
  const { due, reported, fresh } = cell.coverage
  return { affected: Math.max(0, due - fresh), never: Math.max(0, due - reported) }
}

/**
 * Whether too many of a cell's due units are silent. An availability KPI that was heard of is then an outage (`at_risk`), another
 * is `behind`; where nobody was ever heard of, or nobody within three cadences (lost), it is `no_data`. Computed KPIs are never
 * silent.
 */
export function judgeSilence(cell: Cell, kpi: Kpi): Anomaly | null {
  const from = kpi.computed ? null : silentFrom[kpi.cadence]
  const { due, reported } = cell.coverage
  const { affected } = silentUnits(cell)
  if (from === null || due === 0 || affected === 0 || affected / due < from) return null
  const severity = reported === 0 ? 'no_data' : kpi.kind === 'availability' ? 'at_risk' : cell.freshness === 'lost' ? 'no_data' : 'behind'
  return ranked('silent', severity, affected / due, kpi)
}

/** Gap to the plan's line, value − expected in the KPI's own unit (ratios 0–1); null where either is missing. */
export function gapOf(cell: Cell): number | null {
  return cell.value === null || cell.expected === null ? null : cell.value - cell.expected
}

/** Whether a cell is behind or at risk against its plan. Against an expected 0 any gap is a whole one. */
export function judgePlanGap(cell: Cell, kpi: Kpi): Anomaly | null {
  const gap = gapOf(cell)
  if (gap === null || cell.expected === null) return null
  if (cell.status !== 'behind' && cell.status !== 'at_risk') return null
  return ranked('below_plan', cell.status, cell.expected === 0 ? 1 : Math.abs(gap / cell.expected), kpi)
}

/** Whether a child's anomaly says more than the parent's of the same kind and KPI (null: the parent has none). */
export function standsOut(child: Anomaly, parent: Anomaly | null): boolean {
  if (parent === null) return true
  const worse = severityOrder[child.severity] - severityOrder[parent.severity]
  return worse > 0 || (worse === 0 && child.size >= standsOutFrom * parent.size)
}
