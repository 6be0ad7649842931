/**
 * What stands before a rule is switched on: one that fires on everything now cannot be, and one that would open more warnings at once than the budget
 * allows wants a confirmation of how many. Nothing is said where there is no figure to ask: an empty store takes any rule. The product's own rules as they
 * come are made with care and of use just when everything is down: they are never said to fire on everything.
 */
import { rehearsalBudget, type RuleConfirm, type RuleInput, type RuleProblem } from '../../../data/protocol/rule.ts'
import type { DefaultRule } from '../../../data/rules/default-rules.ts'
import { everythingProblem, firesOnEverything } from '../../../data/rules/rule-remarks.ts'
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

/** What forbids to have a rule on, by what it holds of now; null: nothing. */
export function onProblem(rule: RuleInput, matching: Matching | null, isOwn: boolean): RuleProblem | null {
  return !rule.enabled || isOwn || matching === null ? null : everythingProblem(matching.pairs, matching.of)
}

/**
 * Lets a rule be switched on, or not: every figure is looked at (of the widest rule, 94,000 figures, in about 0.1 s). What was confirmed, for the rule's history; null: nothing had to be.
 * Throws DomainError `field_invalid` (a confirmation of a rule that is off), `rule_fires_on_everything`, `rule_over_budget`.
 */
export function maySwitchOn(before: RuleInput | null, rule: RuleInput, isOwn: boolean, confirm: RuleConfirm | undefined, deps: LookDeps): RuleConfirm | null {
  if (!rule.enabled && confirm !== undefined) {
    throw new DomainError('field_invalid', { field: 'confirm', params: {
      field: 'confirm', whyVi: 'chỉ xác nhận khi kịch bản được bật', whyEn: 'only a rule that is on is confirmed',
    } })
  }
  if (!switchesOn(before, rule)) return null
  const matching = matchingNow({ id: '', rule }, deps, Infinity)
  if (matching === null) return null
  const { pairs, of } = matching
  if (!isOwn && firesOnEverything(pairs, of)) {
    throw new DomainError('rule_fires_on_everything', { params: { pairs, of, percent: Math.floor((pairs / of) * 100) }, figures: { pairs, of } })
  }
  const warnings = matching.warnings ?? 0, units = matching.units ?? 0
  if (warnings <= rehearsalBudget) return null
  if (confirm === undefined || confirm.warnings < warnings) {
    const figures = { warnings, units, budget: rehearsalBudget, pairs, of }
    throw new DomainError('rule_over_budget', { params: figures, figures })
  }
  return confirm
}
