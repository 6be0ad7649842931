/** The limit of a threshold as a person types it: in which unit, with which example, and what is wrong with it. Pure. */
import { areOfOneUnit, limitFault, thresholdRange } from '../../../../data/rules/threshold-range.ts'
import type { ruleMeasures } from '../../../../data/protocol/rule.ts'
import type { DeskWords } from '../../../i18n/desk-vi.ts'
import { formatNumber, minusSign, type Language } from '../../../ui/format.ts'
import type { FieldErrors } from '../issues.ts'
import { parseNumber, typedNumber } from '../numbers.ts'
import { limitOf, limitUnitOf, typedLimit, type KpiLike, type LimitUnit } from '../values.ts'

type Measure = (typeof ruleMeasures)[number]

/** The typed part of a threshold. */
export interface TypedThreshold {
  readonly measure: Measure
  readonly op: 'below' | 'above'
  readonly limit: string
  readonly clear: string
}

interface Speech {
  readonly language: Language
  readonly words: DeskWords['issues']
}

/** Numbers that show how a limit is typed, by what it counts: percent, points of a gap, hours, things, a stage, 0–1. */
const examples = { percent: 62.5, points: -5, hours: 72, own: 120, stage: 3, mixed: 0.625 } as const

/** Which example fits. */
export function exampleOf(measure: Measure, kpis: readonly KpiLike[]): keyof typeof examples {
  const unit = limitUnitOf(measure, kpis)
  if (unit === 'percent') return measure === 'gap' ? 'points' : 'percent'
  return unit === 'own' && measure === 'value' && kpis.every(({ kind }) => kind === 'level') ? 'stage' : unit
}

/** The example as it would be typed. */
export function exampleText(example: keyof typeof examples, language: Language): string {
  return typedNumber(examples[example], language).replace('-', minusSign)
}

/** What is wrong with one typed number; null: nothing. `isLimit`: it must be able to hold, and not to. */
function wrongWith(text: string, isLimit: boolean, { measure, op }: TypedThreshold, kpis: readonly KpiLike[], unit: LimitUnit, { language, words }: Speech): string | null {
  const typed = parseNumber(text, language)
  if (typed === null) return words.numberLike(exampleText(exampleOf(measure, kpis), language))
  const value = limitOf(typed, unit)
  const told = (limit: number): string => {
    const shown = typedLimit(limit, unit)
    const number = formatNumber(shown, language, Number.isInteger(shown) ? 0 : 2)
    return unit === 'percent' ? `${number}\u00a0%` : number
  }
  for (const kpi of kpis.length > 0 ? kpis : [{ kind: 'stock_ratio' } as const]) {
    const [least, most] = thresholdRange(measure, kpi)
    const fault = limitFault({ measure, op }, value, kpi, isLimit)
    if (fault === 'low') return words.least(told(least))
    if (fault === 'high') return words.most(told(most))
    if (fault === 'never') return op === 'below' ? words.neverBelow(told(least)) : words.neverAbove(told(most))
    if (fault === 'always') return op === 'below' ? words.alwaysBelow(told(most)) : words.alwaysAbove(told(least))
  }
  return null
}

/** What is wrong with a threshold as it is typed, by field. */
export function limitErrors(form: TypedThreshold, kpis: readonly KpiLike[], speech: Speech): FieldErrors {
  const unit = limitUnitOf(form.measure, kpis)
  const errors: Record<string, string> = {}
  const isOfAll = kpis.length === 0 && (form.measure === 'value' || form.measure === 'gap')
  if (isOfAll || !areOfOneUnit(form.measure, kpis)) errors['kpis'] = speech.words.oneUnit
  const limit = wrongWith(form.limit, true, form, kpis, unit, speech)
  if (limit !== null) errors['condition.limit'] = limit
  const clear = form.clear.trim() === '' ? null : wrongWith(form.clear, false, form, kpis, unit, speech)
  if (clear !== null) errors['condition.clear'] = clear
  return errors
}
