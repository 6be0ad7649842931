/**
 * What stands before a rule is switched on: one that fires on everything now cannot be, and one that would open more warnings at once than the budget
 * allows wants a confirmation of how many. Where there is no figure to ask, only what is known without one is said: a
 * threshold that holds of nearly everything its number can be (data/rules/whole-range.ts) cannot be on. The product's own rules as they
 * come are made with care and of use just when everything is down: they are never said to fire on everything.
 */
import type { Kpi } from '../../../data/kpis/kpi.ts'
import { rehearsalBudget, type RuleConfirm, type RuleInput, type RuleProblem } from '../../../data/protocol/rule.ts'
import type { DefaultRule } from '../../../data/rules/default-rules.ts'
import { everythingProblem, firesOnEverything } from '../../../data/rules/rule-remarks.ts'
import { wholeRangeProblem } from '../../../data/rules/whole-range.ts'
import { DomainError } from '../../errors.ts'
import { matchingNow, type LookDeps, type Matching } from './matching.ts'
import { judgesAlike } from '../../../data/rules/judges-alike.ts'

/** Whether a rule judges as the product's own of that id does. */
export function isProductsOwn(id: string | null, rule: RuleInput, defaults: readonly DefaultRule[]): boolean {
  const own = defaults.find((one) => one.id === id)?.rule
  return own !== undefined && judgesAlike({ ...own, enabled: rule.enabled }, rule)
}

/** Whether saving `after` switches on something that was not on: a rule that was off, or one that judges otherwise now. */
export function switchesOn(before: RuleInput | null, after: RuleInput): boolean {
  return after.enabled && (before === null || !judgesAlike(before, after))
}

/** What forbids to have a rule on: what it would hold of whatever the figures are, then what it holds of now; null: nothing. */
export function onProblem(rule: RuleInput, kpis: readonly Kpi[], matching: Matching | null, isOwn: boolean): RuleProblem | null {
  if (!rule.enabled || isOwn) return null
  return wholeRangeProblem(rule, kpis) ?? (matching === null ? null : everythingProblem(matching.pairs, matching.of))
}

/**
 * Lets a rule be switched on, or not: every figure is looked at (of the widest rule, 94,000 figures, in about 0.1 s). What was confirmed, for the rule's history; null: nothing had to be.
 * Throws DomainError `field_invalid` (a confirmation of a rule that is off, a limit that holds of nearly everything there can be), `rule_fires_on_everything`, `rule_over_budget`.
 */
export function maySwitchOn(before: RuleInput | null, rule: RuleInput, isOwn: boolean, confirm: RuleConfirm | undefined, deps: LookDeps): RuleConfirm | null {
  if (!rule.enabled && confirm !== undefined) {
    throw new DomainError('field_invalid', { field: 'confirm', params: {
      field: 'confirm', whyVi: 'chỉ xác nhận khi kịch bản được bật', whyEn: 'only a rule that is on is confirmed',
    } })
  }
  if (!switchesOn(before, rule)) return null
  const whole = isOwn ? null : wholeRangeProblem(rule, deps.live.kpis)
  if (whole !== null) {
    const field = `rule.${whole.field}`
    throw new DomainError('field_invalid', { field, params: { field, whyVi: whole.whyVi, whyEn: whole.whyEn } })
  }
  const matching = matchingNow({ id: '', rule }, deps)
  if (matching === null) return null
  const { pairs, of } = matching
  if (!isOwn && firesOnEverything(pairs, of)) {
    throw new DomainError('rule_fires_on_everything', { params: { pairs, of, percent: Math.floor((pairs / of) * 100) }, figures: { pairs, of } })
  }
  const { warnings, units } = matching
  if (warnings <= rehearsalBudget) return null
  if (confirm === undefined || confirm.warnings < warnings) {
    const figures = { warnings, units, budget: rehearsalBudget, pairs, of }
    throw new DomainError('rule_over_budget', { params: figures, figures })
  }
  return confirm
}
