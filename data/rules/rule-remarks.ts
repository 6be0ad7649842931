/** Remarks about a rule that do not forbid it: it says what another says already, or it would hold of nearly everything now. */
import { numberWords, type Language } from '../judgement/number-words.ts'
import { kindSeverities, type Severity, type VerdictKind } from '../judgement/verdict.ts'
import { everythingLeast, everythingShare, rehearsalBudget, type RuleInput, type RuleProblem, type RuleRemark } from '../protocol/rule.ts'
import { inSubtree, type Pyramid } from '../pyramid/pyramid.ts'
import type { VerdictCondition } from './judge-rule.ts'

/** Above this share of the (unit, KPI) pairs it looks at (0–1), a rule that holds now is called loud. */
export const loudShare = 0.5

/** A rule with its id. */
export interface NamedRule {
  readonly id: string
  readonly rule: RuleInput
}

/** A choice; null or absent: everything. */
type Choice = readonly string[] | null | undefined

function shares(a: Choice, b: Choice): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return true
  return a.some((one) => b.includes(one))
}

function sameSet(a: Choice, b: Choice): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null)
  return a.length === b.length && a.every((one) => b.includes(one))
}

/** Whether both conditions can be met by the same trouble of one figure: a verdict of the same kind and severity, a number of the same measure on the same side, a report at the same step. */
export function conditionsOverlap(a: RuleInput['condition'], b: RuleInput['condition']): boolean {
  if (a.on === 'verdict' && b.on === 'verdict') {
    const bySeverity = ({ severities }: VerdictCondition, kind: VerdictKind): readonly Severity[] => kindSeverities[kind].filter((one) => severities?.includes(one) ?? true)
    return a.verdicts.some((kind) => b.verdicts.includes(kind) && shares(bySeverity(a, kind), bySeverity(b, kind)))
  }
  if (a.on === 'threshold' && b.on === 'threshold') return a.measure === b.measure && a.op === b.op
  if (a.on === 'report_due' && b.on === 'report_due') return shares(a.steps, b.steps)
  return false
}

function conditionsEqual(a: RuleInput['condition'], b: RuleInput['condition']): boolean {
  if (a.on === 'verdict' && b.on === 'verdict') return sameSet(a.verdicts, b.verdicts) && sameSet(a.severities, b.severities)
  if (a.on === 'threshold' && b.on === 'threshold') return conditionsOverlap(a, b) && a.limit === b.limit
  return a.on === 'report_due' && b.on === 'report_due' && sameSet(a.steps, b.steps)
}

function rootsMeet(pyramid: Pyramid, a: RuleInput, b: RuleInput): boolean {
  const [first, second] = [pyramid.indexOf(a.root), pyramid.indexOf(b.root)]
  if (first === undefined || second === undefined) return false
  return inSubtree(pyramid, first, second) || inSubtree(pyramid, second, first)
}

/** Remarks on the enabled ones of `others` that look for the same trouble: where both find it, it is one warning that names both. `id`: the rule's own, null for a new one. */
export function overlapRemarks(pyramid: Pyramid, rule: RuleInput, id: string | null, others: readonly NamedRule[]): readonly RuleRemark[] {
  if (!rule.enabled) return []
  return others.flatMap(({ id: otherId, rule: other }): RuleRemark[] => {
    if (otherId === id || !other.enabled || !rootsMeet(pyramid, rule, other)) return []
    if (!conditionsOverlap(rule.condition, other.condition) || !shares(rule.kpis, other.kpis) || !shares(rule.levels, other.levels)) return []
    const isSame = conditionsEqual(rule.condition, other.condition) && sameSet(rule.kpis, other.kpis) && sameSet(rule.levels, other.levels) && rule.root === other.root
    return [isSame
      ? { code: 'duplicates', rule: otherId, messageVi: `Trùng với kịch bản "${other.nameVi}": mỗi việc vẫn là một cảnh báo, nêu cả hai kịch bản và theo mức nặng hơn.`, messageEn: `Says the same as the rule "${englishName(other)}": each case is still one warning, which names both rules and is as severe as the worse.` }
      : { code: 'overlaps', rule: otherId, messageVi: `Chồng lên kịch bản "${other.nameVi}": việc cả hai cùng thấy là một cảnh báo, nêu cả hai kịch bản và theo mức nặng hơn.`, messageEn: `Overlaps the rule "${englishName(other)}": what both find is one warning, which names both rules and is as severe as the worse.` }]
  })
}

/**
 * What forbids to switch a rule on beside an enabled one of `others` that opens the very same warnings at the very same moment: condition, figures, units,
 * how many of them and for how long are all alike. Two steps of one condition (another pending time, more units) are two rules, and remarked only.
 */
export function twinProblem(rule: RuleInput, id: string | null, others: readonly NamedRule[]): RuleProblem | null {
  if (!rule.enabled) return null
  const clearOf = ({ condition }: RuleInput): number | null => (condition.on === 'threshold' ? condition.clear : null)
  const twin = others.find(({ id: otherId, rule: other }) => otherId !== id && other.enabled && rule.root === other.root
    && conditionsEqual(rule.condition, other.condition) && clearOf(rule) === clearOf(other) && sameSet(rule.kpis, other.kpis) && sameSet(rule.levels, other.levels)
    && rule.minUnits === other.minUnits && rule.minShare === other.minShare && rule.pendingMs === other.pendingMs)
  if (twin === undefined) return null
  return {
    field: 'enabled',
    whyVi: `kịch bản "${twin.rule.nameVi}" đang bật mở đúng những cảnh báo ấy: sửa kịch bản đó, tắt nó, hoặc lưu kịch bản này ở trạng thái tắt`,
    whyEn: `the rule "${englishName(twin.rule)}" is on and opens the very same warnings: change that one, switch it off, or save this one switched off`,
  }
}

/** How many of how many, in words: `1.204/3.355 (35 %)`. */
function shareWords(pairs: number, of: number, language: Language): string {
  return `${numberWords(pairs, 0, language)}${language === 'vi' ? '/' : ' of '}${numberWords(of, 0, language)} (${Math.floor((pairs / of) * 100)} %)`
}

/** The remark on a rule that holds of more than `loudShare` of what it looks at; none where it does not, or looks at nothing. */
export function loudRemark(pairs: number, of: number): readonly RuleRemark[] {
  if (of === 0 || pairs / of <= loudShare) return []
  return [{
    code: 'fires_on_most', rule: null,
    messageVi: `Ngay bây giờ điều kiện đúng với ${shareWords(pairs, of, 'vi')} số liệu được xét: cảnh báo về gần như mọi thứ là không cảnh báo gì.`,
    messageEn: `Right now the condition holds of ${shareWords(pairs, of, 'en')} figures looked at: a warning about nearly everything warns of nothing.`,
  }]
}

/** Whether a rule fires on everything: on `everythingShare` or more of the figures it can be asked of, of which there are `everythingLeast` or more. */
export function firesOnEverything(pairs: number, of: number): boolean {
  return of >= everythingLeast && pairs >= everythingShare * of
}

/** What forbids to switch on a rule that fires on everything; null: it does not. */
export function everythingProblem(pairs: number, of: number): RuleProblem | null {
  if (!firesOnEverything(pairs, of)) return null
  return {
    field: 'enabled',
    whyVi: `ngay bây giờ điều kiện đúng với ${shareWords(pairs, of, 'vi')} số liệu được xét, kịch bản báo về mọi thứ không bật được: đổi ngưỡng, thu hẹp phạm vi, hoặc lưu ở trạng thái tắt`,
    whyEn: `right now the condition holds of ${shareWords(pairs, of, 'en')} figures looked at, and a rule that fires on everything cannot be on: change the limit, narrow it, or save it switched off`,
  }
}

/** The remark on a rule that is on and fires on everything by now, as figures came after it was switched on; none where it does not, or nothing is known. */
export function everywhereRemark(held: { readonly pairs: number; readonly of: number } | null): readonly RuleRemark[] {
  if (held === null || !firesOnEverything(held.pairs, held.of)) return []
  return [{
    code: 'fires_everywhere', rule: null,
    messageVi: `Đang bật và đúng với ${shareWords(held.pairs, held.of, 'vi')} số liệu được xét.`,
    messageEn: `On, and it fires on ${shareWords(held.pairs, held.of, 'en')} figures it looks at.`,
  }]
}

/** The remark on a rule that would open more warnings at once than `rehearsalBudget` allows a day, as soon as it is on and its pending time has passed. */
export function atOnceRemark(warnings: number, units: number): readonly RuleRemark[] {
  if (warnings <= rehearsalBudget) return []
  return [{
    code: 'opens_at_once', rule: null,
    messageVi: `Bật lúc này sẽ mở ngay ${numberWords(warnings, 0, 'vi')} cảnh báo (${numberWords(units, 0, 'vi')} đơn vị), quá mức ${rehearsalBudget}, sau khi hết thời gian chờ.`,
    messageEn: `Switched on now it opens ${numberWords(warnings, 0, 'en')} warnings (${numberWords(units, 0, 'en')} units) at once, above ${rehearsalBudget}, when its pending time has passed.`,
  }]
}

/** The remark on a rule that tells of reports before they are due: whoever has not handed in yet is told, whether in time later or not. */
export function beforeDueRemark({ condition }: Pick<RuleInput, 'condition'>): readonly RuleRemark[] {
  if (condition.on !== 'report_due' || condition.steps.every((step) => step === 'overdue')) return []
  return [{
    code: 'fires_before_due', rule: null,
    messageVi: 'Các bước trước hạn đúng với mọi đơn vị lúc đó chưa nộp đủ, kể cả đơn vị sẽ nộp đúng hạn: mỗi kỳ thường là gần như tất cả.',
    messageEn: 'The steps before the due day hold of every unit that has not handed in by then, also of those that will in time: nearly all of them, each period.',
  }]
}

/** The English name of a rule, its Vietnamese one where it has none. */
export function englishName(rule: Pick<RuleInput, 'nameVi' | 'nameEn'>): string {
  return rule.nameEn === '' ? rule.nameVi : rule.nameEn
}
