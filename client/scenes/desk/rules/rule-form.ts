/** A rule as typed in a form, and back to the rule of the wire. Pure. Limits are typed in the KPI's own unit (percent for ratios), times in human units. */
import { severities, verdictKinds, type Severity, type VerdictKind } from '../../../../data/judgement/verdict.ts'
import { maxPendingMs, ruleInput, type RuleCondition, type RuleInput, type ruleMeasures } from '../../../../data/protocol/rule.ts'
import type { DeskWords } from '../../../i18n/desk-vi.ts'
import { formatNumber, type Language } from '../../../ui/format.ts'
import { schemaErrors, type FieldErrors } from '../issues.ts'
import { limitErrors } from './limit-field.ts'
import { parseCount, parseNumber, parseSpan, retyped, spanUnitMs, typedNumber, typedSpan, type TypedSpan } from '../numbers.ts'
import { limitOf, limitUnitOf, typedLimit, type KpiLike, type LimitUnit } from '../values.ts'

/** Kinds of conditions, and the steps of a report that is due. */
export const conditionKinds = ['verdict', 'threshold', 'report_due'] as const
/** See `conditionKinds`. */
export const dueSteps = ['d7', 'd3', 'd1', 'overdue'] as const
/** Levels of units. */
export const levelNames = ['centre', 'province', 'commune'] as const

/** One of `levelNames`. */
export type LevelName = (typeof levelNames)[number]

/** Numbers are as typed. Every kind of condition keeps what was typed for it while another is chosen. */
export interface RuleForm {
  readonly nameVi: string
  readonly nameEn: string
  readonly on: (typeof conditionKinds)[number]
  readonly verdicts: readonly VerdictKind[]
  /** None chosen: of any severity. */
  readonly severities: readonly Severity[]
  readonly measure: (typeof ruleMeasures)[number]
  readonly op: 'below' | 'above'
  readonly limit: string
  readonly clear: string
  readonly steps: readonly (typeof dueSteps)[number][]
  readonly kpis: readonly string[]
  readonly root: string
  readonly levels: readonly LevelName[]
  readonly minUnits: string
  readonly minShare: string
  readonly pending: TypedSpan
  readonly clearAfter: TypedSpan
  readonly severity: Severity
  readonly tell: readonly LevelName[]
  readonly enabled: boolean
}

/** What a form is read with. */
export interface FormSpeech {
  readonly language: Language
  readonly words: DeskWords['issues']
}

type KpiOf = (id: string) => KpiLike | undefined

/** What the typed limit counts. */
export function limitUnitFor(form: Pick<RuleForm, 'measure' | 'kpis'>, kpiOf: KpiOf): LimitUnit {
  return limitUnitOf(form.measure, form.kpis.flatMap((id) => kpiOf(id) ?? []))
}

/** An empty form: a rule about being below the plan, off until it was rehearsed. */
export function newForm(root: string): RuleForm {
  return {
    nameVi: '', nameEn: '', on: 'verdict', verdicts: ['below_plan'], severities: [], measure: 'value', op: 'below', limit: '', clear: '', steps: ['d1', 'overdue'],
    kpis: [], root, levels: ['province'], minUnits: '1', minShare: '0', pending: { amount: '1', unit: 'hour' }, clearAfter: { amount: '1', unit: 'hour' },
    severity: 'behind', tell: ['centre', 'province'], enabled: false,
  }
}

function conditionPart(condition: RuleCondition, kpis: readonly string[], kpiOf: KpiOf, language: Language): Partial<RuleForm> {
  switch (condition.on) {
    case 'verdict': return { on: 'verdict', verdicts: condition.verdicts, severities: condition.severities ?? [] }
    case 'report_due': return { on: 'report_due', steps: condition.steps }
    case 'threshold': {
      const unit = limitUnitFor({ measure: condition.measure, kpis }, kpiOf)
      const typed = (limit: number): string => typedNumber(typedLimit(limit, unit), language)
      return { on: 'threshold', measure: condition.measure, op: condition.op, limit: typed(condition.limit), clear: condition.clear === null ? '' : typed(condition.clear) }
    }
  }
}

/** A rule as its form shows it. */
export function formOf(rule: RuleInput, kpiOf: KpiOf, language: Language): RuleForm {
  const kpis = rule.kpis ?? []
  return {
    ...newForm(rule.root), nameVi: rule.nameVi, nameEn: rule.nameEn, kpis, levels: rule.levels, minUnits: typedNumber(rule.minUnits, language),
    minShare: typedNumber(rule.minShare * 100, language), pending: typedSpan(rule.pendingMs, language), clearAfter: typedSpan(rule.clearAfterMs, language),
    severity: rule.severity, tell: rule.tell, enabled: rule.enabled, ...conditionPart(rule.condition, kpis, kpiOf, language),
  }
}

/** What only the form can see wrong, before the wire's schema: numbers that cannot be read. */
function typedErrors(form: RuleForm, kpiOf: KpiOf, { language, words }: FormSpeech): Record<string, string> {
  const errors: Record<string, string> = {}
  const must = (field: string, value: number | null, word: string): void => { if (value === null) errors[field] = word }
  if (form.on === 'threshold') {
    Object.assign(errors, limitErrors(form, form.kpis.flatMap((id) => kpiOf(id) ?? []), { language, words }))
  }
  must('minUnits', parseCount(form.minUnits, language), words.count)
  const share = parseNumber(form.minShare, language)
  must('minShare', share, words.number)
  if (share !== null && share > 100) errors['minShare'] = words.most('100')
  if (share !== null && share < 0) errors['minShare'] = words.least('0')
  for (const [field, span] of [['pendingMs', form.pending], ['clearAfterMs', form.clearAfter]] as const) {
    const ms = parseSpan(span, language)
    must(field, ms, words.number)
    if (ms !== null && ms > maxPendingMs) errors[field] = words.most(words.spans[span.unit](formatNumber(maxPendingMs / spanUnitMs[span.unit], language)))
  }
  if (form.root === '') errors['root'] = words.unit
  return errors
}

function conditionOf(form: RuleForm, kpiOf: KpiOf, language: Language): RuleCondition {
  switch (form.on) {
    case 'verdict': return {
      on: 'verdict', verdicts: verdictKinds.filter((kind) => form.verdicts.includes(kind)),
      ...(form.severities.length === 0 ? {} : { severities: severities.filter((severity) => form.severities.includes(severity)) }),
    }
    case 'report_due': return { on: 'report_due', steps: dueSteps.filter((step) => form.steps.includes(step)) }
    case 'threshold': {
      const unit = limitUnitFor(form, kpiOf)
      const read = (text: string): number => limitOf(parseNumber(text, language) ?? 0, unit)
      return { on: 'threshold', measure: form.measure, op: form.op, limit: read(form.limit), clear: form.clear.trim() === '' ? null : read(form.clear) }
    }
  }
}

/** The rule of a form, or what is wrong with which field. */
export function ruleOf(form: RuleForm, kpiOf: KpiOf, speech: FormSpeech): { readonly rule: RuleInput } | { readonly errors: FieldErrors } {
  const { language, words } = speech
  const errors = typedErrors(form, kpiOf, speech)
  const levels = (chosen: readonly LevelName[]): LevelName[] => levelNames.filter((level) => chosen.includes(level))
  const parsed = ruleInput.safeParse({
    nameVi: form.nameVi, nameEn: form.nameEn, condition: conditionOf(form, kpiOf, language), kpis: form.kpis.length === 0 ? null : [...form.kpis], root: form.root,
    levels: levels(form.levels), minUnits: parseCount(form.minUnits, language) ?? 1, minShare: Math.min(1, Math.max(0, (parseNumber(form.minShare, language) ?? 0) / 100)),
    pendingMs: parseSpan(form.pending, language) ?? 0, clearAfterMs: parseSpan(form.clearAfter, language) ?? 0,
    severity: form.severity, tell: levels(form.tell), enabled: form.enabled,
  })
  const all = { ...(parsed.success ? {} : schemaErrors(parsed.error.issues, words, language)), ...errors }
  return parsed.success && Object.keys(errors).length === 0 ? { rule: parsed.data } : { errors: all }
}

/** Fields of the form, as the wire names them. */
export const ruleFields = [
  'nameVi', 'nameEn', 'condition.verdicts', 'condition.severities', 'condition.measure', 'condition.op', 'condition.limit', 'condition.clear', 'condition.steps', 'condition', 'kpis',
  'root', 'levels', 'minUnits', 'minShare', 'pendingMs', 'clearAfterMs', 'severity', 'tell', 'enabled', 'note',
] as const

/** The same form with its numbers in the marks of another language: `1.000` must not become 1 by a change of language. */
export function respeakForm(form: RuleForm, from: Language, to: Language): RuleForm {
  const again = (text: string): string => retyped(text, from, to)
  return {
    ...form, limit: again(form.limit), clear: again(form.clear), minUnits: again(form.minUnits), minShare: again(form.minShare),
    pending: { ...form.pending, amount: again(form.pending.amount) }, clearAfter: { ...form.clearAfter, amount: again(form.clearAfter.amount) },
  }
}

/**
 * A form after its indicators or measure changed: where the limit counts something else now (percent, or 0–1), its number is written anew so
 * that it means what it meant. Before any indicator was chosen it meant nothing yet, and stays as typed.
 */
export function withMeasure(form: RuleForm, changes: Partial<Pick<RuleForm, 'measure' | 'kpis'>>, kpiOf: KpiOf, language: Language): RuleForm {
  const next = { ...form, ...changes }
  const before = limitUnitFor(form, kpiOf), after = limitUnitFor(next, kpiOf)
  const isShare = (unit: LimitUnit): boolean => unit === 'percent'
  if (form.kpis.length === 0 || next.kpis.length === 0) return next
  if (isShare(before) === isShare(after) || before === 'hours' || after === 'hours' || form.measure !== next.measure) return next
  const again = (text: string): string => {
    const value = parseNumber(text, language)
    return value === null ? text : typedNumber(typedLimit(limitOf(value, before), after), language)
  }
  return { ...next, limit: again(form.limit), clear: again(form.clear) }
}

/** Whether two forms mean the same rule (or are typed alike, where they mean none). */
export function sameForm(a: RuleForm, b: RuleForm, kpiOf: KpiOf, speech: FormSpeech): boolean {
  const [one, other] = [ruleOf(a, kpiOf, speech), ruleOf(b, kpiOf, speech)]
  return 'rule' in one && 'rule' in other ? JSON.stringify(one.rule) === JSON.stringify(other.rule) : JSON.stringify(a) === JSON.stringify(b)
}

/** The part of a kept rule that is edited. */
export function inputOf(rule: RuleInput): RuleInput {
  const { nameVi, nameEn, condition, kpis, root, levels, minUnits, minShare, pendingMs, clearAfterMs, severity, tell, enabled } = rule
  return { nameVi, nameEn, condition, kpis, root, levels, minUnits, minShare, pendingMs, clearAfterMs, severity, tell, enabled }
}
