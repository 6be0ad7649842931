/**
 * A verdict: what is wrong with one figure of one unit, since when, and the numbers it rests on. Detectors make verdicts, rules
 * (data/rules) turn them into warnings, verdict-words.ts says them.
 *
 * Which figure a kind is judged on. Own office: `late`, `lost`, `jump`, `stall`, `fell`, `down`, `flapping`. Subtree:
 * `below_plan`, `mismatch`. The unit's figure among peers of its level and type (a commune's own, a province's subtree): `outlier`.
 * Missing is judged unit by unit against the cadence, never inferred from all being missing; a unit never heard of has no verdict:
 * it has no data.
 */

/**
 * Kinds of verdicts: `late` and `lost` (against the cadence), `jump` (far from its own past), `stall` (no movement while the plan
 * rises), `outlier` (far from its peers), `fell` (a total that can only grow fell), `mismatch` (a declared total differs from the
 * sum of the children), `down` (a line sends zero), `flapping` (a line goes up and down), `below_plan` (behind or at risk).
 */
export const verdictKinds = [
  'late', 'lost', 'jump', 'stall', 'outlier', 'fell', 'mismatch', 'down', 'flapping', 'below_plan',
] as const
/** One of `verdictKinds`. */
export type VerdictKind = (typeof verdictKinds)[number]

/** How bad: the wall's looks. `at_risk` before `behind` before `no_data`. */
export const severities = ['at_risk', 'behind', 'no_data'] as const
/** One of `severities`. */
export type Severity = (typeof severities)[number]

/** The severities a kind can have, as its detector gives them (docs/judgement.md, the table of verdicts). */
export const kindSeverities: Readonly<Record<VerdictKind, readonly Severity[]>> = {
  late: ['behind'], lost: ['no_data'], jump: ['at_risk'], stall: ['behind'], outlier: ['behind'], fell: ['at_risk'], mismatch: ['at_risk'], down: ['at_risk'],
  flapping: ['behind'], below_plan: ['at_risk', 'behind'],
}

/** How a number of the evidence reads: in the KPI's own unit, as a count, a share 0–1, a factor (2 = twice), an instant, a span. */
export const evidenceForms = ['value', 'count', 'share', 'factor', 'instantMs', 'spanMs'] as const
/** One of `evidenceForms`. */
export type EvidenceForm = (typeof evidenceForms)[number]

/**
 * What a number of the evidence is; the client has a label for each. Of `jump` and `outlier` the sum can be done again: `deviations` =
 * |`observed` − `median`| ÷ `spread` (a step: |`moved` − `median`|; a jump of a ratio: `noise`, its distance in counting errors on
 * `base` cases). A step of the numerator alone is told in things, with the wholes after and before it (`base`, `previous_base`). `mad`: the plain MAD in the same unit; `spread`: the MAD or the wider floor, docs/judgement.md.
 */
export const evidenceIds = [
  'observed', 'expected', 'gap', 'median', 'mad', 'base', 'previous_base', 'noise', 'spread', 'deviations', 'change', 'periods', 'peers', 'previous', 'declared', 'sum',
  'difference', 'missing_units', 'missing_parts', 'cadence', 'age', 'newest', 'unheard', 'downtime', 'transitions', 'window', 'moved', 'plan_moved', 'limit', 'clear', 'worst',
] as const
/** One of `evidenceIds`. */
export type EvidenceId = (typeof evidenceIds)[number]

/** One number a verdict rests on. */
export interface EvidenceNumber {
  readonly id: EvidenceId
  readonly value: number
  readonly form: EvidenceForm
}

/**
 * A verdict on (unit, KPI). `sinceMs`: when it began, from the data itself (so it is the same after a restart); `size`: how strong
 * beside others of its kind, 0 and up; `numbers`: at least two.
 */
export interface Verdict {
  readonly kind: VerdictKind
  readonly severity: Severity
  readonly sinceMs: number
  readonly size: number
  readonly numbers: readonly EvidenceNumber[]
}

/** A verdict that came, changed its severity, or went (`verdict` null). Units and KPIs are indices. */
export interface VerdictChange {
  readonly unit: number
  readonly kpi: number
  readonly kind: VerdictKind
  readonly verdict: Verdict | null
}
