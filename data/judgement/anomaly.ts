/**
 * Anomalies that can be explained, judged from one cell: `silent` (units late, lost or never heard of, against the cadence) and
 * `below_plan` (behind or at risk against the plan's line of today). Pure: whoever asks brings cells of the instant.
 *
 * Ranking, one number: a class and a size inside it. Classes: 5 an outage under way (an availability KPI at risk), 4 at risk,
 * 3 lost (heard of before, now silent beyond three cadences), 2 behind, 1 never heard of. Size: m / (1 + m) with m = weight ×
 * relative gap, or weight × share of silent units. Higher is first; equal numbers keep the order of units, then of KPIs.
 */
import type { Kpi } from '../kpis/kpi.ts'
import type { Cell } from '../protocol/cell.ts'
import { headlineKpis, headlineWeight, rankClasses, silentFrom, standsOutFrom } from './anomaly-rules.ts'

/** Kinds of anomalies, the wire's enumeration. */
export type AnomalyKind = 'silent' | 'below_plan'
/** How bad: `at_risk` before `behind` before `no_data`; the ranking alone puts what is lost above `behind`. */
export type Severity = 'at_risk' | 'behind' | 'no_data'

/** A verdict on one cell. `size`: relative gap (of the expected value) or share of silent units (0–1); `rank`: see the header. */
export interface Anomaly {
  readonly kind: AnomalyKind
  readonly severity: Severity
  readonly size: number
  readonly rank: number
}

const severityOrder: Readonly<Record<Severity, number>> = { at_risk: 3, behind: 2, no_data: 1 }

function ranked(kind: AnomalyKind, severity: Severity, size: number, kpi: Kpi, rankClass: number): Anomaly {
  const weighed = size * (headlineKpis.includes(kpi.id) ? headlineWeight : 1)
  return { kind, severity, size, rank: rankClass + weighed / (1 + weighed) }
}

/** How many due units are not of fresh age (late, lost, never heard of) and how many of these were never heard of. */
export function silentUnits(cell: Cell): { readonly affected: number; readonly never: number } {
  const { due, reported, fresh } = cell.coverage
  return { affected: Math.max(0, due - fresh), never: Math.max(0, due - reported) }
}

/**
 * Whether too many of a cell's due units are silent. Silence is no data, never downtime, also of a line: `no_data` where nobody
 * was heard of within three cadences (lost) or ever, `behind` where some are late. Computed KPIs are never silent.
 */
export function judgeSilence(cell: Cell, kpi: Kpi): Anomaly | null {
  const from = kpi.computed ? null : silentFrom[kpi.cadence]
  const { due, reported } = cell.coverage
  const { affected } = silentUnits(cell)
  if (from === null || due === 0 || affected === 0) return null
  const isGone = reported === 0 || cell.freshness === 'lost'
  if (!isGone && affected / due < from) return null
  const share = affected / due
  if (!isGone) return ranked('silent', 'behind', share, kpi, rankClasses.behind)
  return ranked('silent', 'no_data', share, kpi, reported === 0 ? rankClasses.never : rankClasses.lost)
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
  const size = cell.expected === 0 ? 1 : Math.abs(gap / cell.expected)
  const isOutage = kpi.kind === 'availability' && cell.status === 'at_risk'
  return ranked('below_plan', cell.status, size, kpi, isOutage ? rankClasses.outage : rankClasses[cell.status])
}

/** Whether a child's anomaly says more than the parent's of the same kind and KPI (null: the parent has none). */
export function standsOut(child: Anomaly, parent: Anomaly | null): boolean {
  if (parent === null) return true
  const worse = severityOrder[child.severity] - severityOrder[parent.severity]
  return worse > 0 || (worse === 0 && child.size >= standsOutFrom * parent.size)
}
