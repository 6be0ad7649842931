/**
 * Whether a rule's condition holds of one unit, and of which group of units a warning would be. Pure: whoever asks brings the cell and
 * the verdicts of the instant. Groups: a commune's warnings are of its province (one province down is one warning with 96 lines), a
 * province's and the centre's are of itself.
 */
import type { EvidenceNumber, Severity, Verdict } from '../judgement/verdict.ts'
import { severities } from '../judgement/verdict.ts'
import type { Cell } from '../protocol/cell.ts'
import type { RuleCondition, RuleInput } from '../protocol/rule.ts'
import type { WarningKind } from '../protocol/warning.ts'
import { inSubtree, type Pyramid } from '../pyramid/pyramid.ts'
import { hourMs } from '../time/vietnam-time.ts'

/** What a rule found of one unit. `sinceMs`: since when, from the data; null: only who watches knows (thresholds). `size`: see Verdict. */
export interface Finding {
  readonly kind: WarningKind
  readonly severity: Severity
  readonly sinceMs: number | null
  readonly size: number
  readonly numbers: readonly EvidenceNumber[]
}

/** A condition on verdicts. */
export type VerdictCondition = Extract<RuleCondition, { on: 'verdict' }>
/** A condition on a number. */
export type ThresholdCondition = Extract<RuleCondition, { on: 'threshold' }>

/** The unit a warning about `unit` is of. */
export function warningGroup(pyramid: Pyramid, unit: number): number {
  const parent = pyramid.parent[unit]!
  return pyramid.units[unit]!.level === 'commune' && parent >= 0 ? parent : unit
}

/** The units of a group that a rule looks at: its levels inside the root's subtree. */
export function membersOf(pyramid: Pyramid, group: number, root: number, levels: RuleInput['levels']): number[] {
  const looked = (unit: number): boolean => levels.includes(pyramid.units[unit]!.level) && inSubtree(pyramid, root, unit) && warningGroup(pyramid, unit) === group
  return [group, ...pyramid.children[group]!].filter(looked)
}

/** The worst of the standing verdicts that a condition names, since the first of them began; null: none stands. */
export function findVerdict(condition: VerdictCondition, verdicts: readonly Verdict[]): Finding | null {
  let worst: Verdict | null = null
  let sinceMs = Infinity
  for (const verdict of verdicts) {
    if (!condition.verdicts.includes(verdict.kind)) continue
    if (condition.severities !== undefined && !condition.severities.includes(verdict.severity)) continue
    sinceMs = Math.min(sinceMs, verdict.sinceMs)
    if (worst === null || isWorse(verdict, worst)) worst = verdict
  }
  return worst === null ? null : { kind: worst.kind, severity: worst.severity, sinceMs, size: worst.size, numbers: worst.numbers }
}

function isWorse(a: Verdict, b: Verdict): boolean {
  return severities.indexOf(a.severity) < severities.indexOf(b.severity) || (a.severity === b.severity && a.size > b.size)
}

/** The number a threshold looks at: in the KPI's unit (value, gap), a share 0–1, or hours; null: nothing to look at (no data, no target, withheld). */
export function measured(measure: ThresholdCondition['measure'], cell: Cell, nowMs: number): number | null {
  switch (measure) {
    case 'value': return cell.value
    case 'gap': return cell.value === null || cell.expected === null ? null : cell.value - cell.expected
    case 'fresh_share': return cell.coverage.due === 0 ? null : cell.coverage.fresh / cell.coverage.due
    case 'age_hours': return cell.newestAtMs === null ? null : Math.max(0, nowMs - cell.newestAtMs) / hourMs
  }
}

/** Whether a number meets a threshold. `held`: it did before, and holds on until it is inside again past `clear` (hysteresis). */
export function meets({ op, limit, clear }: ThresholdCondition, number: number, held: boolean): boolean {
  const edge = held ? (clear ?? limit) : limit
  return op === 'below' ? number < edge : number > edge
}

/** The evidence number a threshold of this measure looks at. */
const lookedAt = { value: 'observed', gap: 'gap', fresh_share: 'observed', age_hours: 'age' } as const

/** The worst number since the condition was first met, where the present one is not it. `before`: the evidence until now. */
function worstNumber({ measure, op }: ThresholdCondition, present: EvidenceNumber, before: readonly EvidenceNumber[]): EvidenceNumber[] {
  const last = before.find(({ id }) => id === 'worst') ?? before.find(({ id }) => id === lookedAt[measure])
  const isWorse = last !== undefined && (op === 'below' ? last.value < present.value : last.value > present.value)
  return isWorse ? [{ ...last, id: 'worst' }] : []
}

function thresholdNumbers(condition: ThresholdCondition, cell: Cell, number: number, before: readonly EvidenceNumber[]): EvidenceNumber[] {
  const { measure, limit, clear } = condition
  const form = { value: 'value', gap: 'value', fresh_share: 'share', age_hours: 'spanMs' } as const
  const told = (id: EvidenceNumber['id'], value: number): EvidenceNumber => ({ id, value: measure === 'age_hours' ? value * hourMs : value, form: form[measure] })
  const present = told(lookedAt[measure], number)
  const beside: Record<ThresholdCondition['measure'], () => EvidenceNumber[]> = {
    value: () => [],
    gap: () => [{ id: 'observed', value: cell.value ?? 0, form: 'value' }, { id: 'expected', value: cell.expected ?? 0, form: 'value' }],
    fresh_share: () => [{ id: 'missing_units', value: cell.coverage.due - cell.coverage.fresh, form: 'count' }],
    age_hours: () => [{ id: 'newest', value: cell.newestAtMs ?? 0, form: 'instantMs' }],
  }
  return [present, told('limit', limit), ...beside[measure](), ...(clear === null || clear === limit ? [] : [told('clear', clear)]), ...worstNumber(condition, present, before)]
}

/**
 * What a threshold finds in a cell; null: it is not met, or there is nothing to look at. `size`: how far beyond the limit, of the limit
 * (0 where it only holds on until `clear`); `before`: the evidence until now, of which the worst number is kept.
 */
export function findThreshold(
  condition: ThresholdCondition, severity: Severity, cell: Cell, nowMs: number, held: boolean, before: readonly EvidenceNumber[] = [],
): Finding | null {
  const number = measured(condition.measure, cell, nowMs)
  if (number === null || !meets(condition, number, held)) return null
  const beyond = Math.max(0, condition.op === 'below' ? condition.limit - number : number - condition.limit)
  return {
    kind: 'threshold', severity, sinceMs: null, size: condition.limit === 0 ? beyond : beyond / Math.abs(condition.limit),
    numbers: thresholdNumbers(condition, cell, number, before),
  }
}

/** Whether enough of a group's due units are found for a warning to open. */
export function isEnough({ minUnits, minShare }: Pick<RuleInput, 'minUnits' | 'minShare'>, found: number, due: number): boolean {
  return found >= minUnits && found > 0 && found >= minShare * due
}
