/** Figures, limits and evidence in words, in the KPI's own unit. Pure. */
import type { KpiAnswer } from '../../../data/protocol/answers.ts'
import { ratioDecimals, toldGap } from '../../../data/judgement/told-figure.ts'
import { hasDenominator } from '../../../data/measures/measure.ts'
import type { EvidenceId, EvidenceNumber } from '../../../data/judgement/verdict.ts'
import { tellSpan, type DurationWords } from '../../../data/time/spans.ts'
import { lineText as toldLine, valueText as told } from '../../ui/figure-text.ts'
import { formatClock, formatDate, formatNumber, formatPercent, formatSigned, nbsp, type Language } from '../../ui/format.ts'

/** The part of the catalogue that words need. */
export type KpiLike = Pick<KpiAnswer, 'kind' | 'direction' | 'unitVi' | 'unitEn'>

/** Language with the words a value needs. */
export interface ValueSpeech {
  readonly language: Language
  readonly durations: DurationWords
  /** `điểm`: a hundredth of a ratio. */
  readonly points: string
}

/** Whether values are shares 0–1, shown in %. */
export function isRatio(kpi: KpiLike | undefined): boolean {
  return kpi !== undefined && hasDenominator(kpi.kind)
}

/** A number of what is not in the catalogue: with as many decimals as it needs, at most one. */
function plainNumber(value: number, language: Language): string {
  return formatNumber(value, language, Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : 1)
}

/** A value beside its line (null: it has none) in its own unit, as everywhere (ui/figure-text.ts). */
export function valueText(kpi: KpiLike | undefined, value: number | null, line: number | null, language: Language): string {
  return value !== null && kpi === undefined ? plainNumber(value, language) : kpi === undefined ? '–' : told(kpi, value, line, language)
}

/** A line in its KPI's unit, as everywhere (ui/figure-text.ts); a dash where there is none. */
export function lineText(kpi: KpiLike | undefined, line: number | null, language: Language): string {
  return line === null ? '–' : kpi === undefined ? plainNumber(line, language) : toldLine(kpi, line, language)
}

/** A difference in its own unit with its sign: `−8,6 điểm`, `+1.240`. */
export function differenceText(kpi: KpiLike | undefined, value: number | null, { language, points }: Pick<ValueSpeech, 'language' | 'points'>): string {
  if (value === null) return '–'
  if (kpi !== undefined && isRatio(kpi)) return `${formatSigned(value * 100, language, ratioDecimals(kpi.kind))}${nbsp}${points}`
  return formatSigned(value, language, Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : 1)
}

/** A figure less its line with its sign, as the difference of their numerals (told-figure.ts); of what is not in the catalogue, or has no line: `gap` as it is. */
export function gapText(kpi: KpiLike | undefined, { value, expected, gap }: { readonly value: number | null, readonly expected: number | null, readonly gap: number | null }, speech: Pick<ValueSpeech, 'language' | 'points'>): string {
  if (kpi === undefined || value === null || expected === null) return differenceText(kpi, gap, speech)
  const { number, decimals } = toldGap(kpi, value, expected)
  const size = formatSigned(value < expected ? -number : number, speech.language, decimals)
  return isRatio(kpi) ? `${size}${nbsp}${speech.points}` : size
}

/** Numbers of the evidence that are differences: told with their sign, in points for ratios. */
const differences: ReadonlySet<EvidenceId> = new Set(['gap', 'change', 'difference', 'moved', 'plan_moved'])

/** Distances without a sign: their size alone is told. */
const widths: ReadonlySet<EvidenceId> = new Set(['mad', 'spread'])
/** Shares that are steps or distances: told in points, for they are no share of anything. */
const steps: ReadonlySet<EvidenceId> = new Set(['moved', 'plan_moved', 'median'])

/** An instant: `14:05 21/11/2026`. */
export function instantText(ms: number): string {
  return `${formatClock(ms).slice(0, 5)}${nbsp}${formatDate(ms)}`
}

/** One number of the evidence as a person reads it. `beside`: all numbers of the same evidence. */
export function evidenceText(number: EvidenceNumber, kpi: KpiLike | undefined, beside: readonly EvidenceNumber[], speech: ValueSpeech): string {
  const { id, value, form } = number
  const { language, durations, points } = speech
  switch (form) {
    case 'value': {
      const valueOf = (one: EvidenceId): number | null => beside.find((other) => other.id === one && other.form === 'value')?.value ?? null
      const line = valueOf('expected')
      if (id === 'gap') return gapText(kpi, { value: valueOf('observed'), expected: line, gap: value }, speech)
      if (differences.has(id)) return differenceText(kpi, value, speech)
      if (widths.has(id)) return isRatio(kpi) ? `${formatNumber(value * 100, language, 2)}${nbsp}${points}` : formatNumber(value, language, 2)
      return id === 'expected' ? lineText(kpi, value, language) : valueText(kpi, value, id === 'observed' ? line : null, language)
    }
    case 'count': return formatNumber(value, language, Number.isInteger(value) ? 0 : widths.has(id) ? 2 : 1)
    case 'share':
      if (widths.has(id)) return `${formatNumber(value * 100, language, 2)}${nbsp}${points}`
      if (steps.has(id)) return `${formatSigned(value * 100, language, 1)}${nbsp}${points}`
      return id === 'change' ? `${formatSigned(value * 100, language, 0)}${nbsp}%` : formatPercent(value, language, 1, true)
    case 'factor': return widths.has(id) ? formatNumber(value, language, 2) : `×${nbsp}${formatNumber(value, language, 1)}`
    case 'instantMs': return instantText(value)
    case 'spanMs': return tellSpan(value, 'exact', durations, nbsp)
  }
}

/** What a typed limit of a rule counts: percent (shares, ratios), hours, the KPIs' own unit, or each KPI's own where they differ. */
export type LimitUnit = 'percent' | 'hours' | 'own' | 'mixed'

/** How a limit is typed for a measure over these KPIs (none chosen yet: percent, as nearly all are ratios). */
export function limitUnitOf(measure: 'value' | 'gap' | 'fresh_share' | 'age_hours', kpis: readonly KpiLike[]): LimitUnit {
  if (measure === 'fresh_share') return 'percent'
  if (measure === 'age_hours') return 'hours'
  if (kpis.length === 0) return 'percent'
  const ratios = kpis.filter(isRatio).length
  return ratios === kpis.length ? 'percent' : ratios === 0 ? 'own' : 'mixed'
}

/** A limit's number on the wire for what was typed in its unit: `62,5` % → 0.625. */
export function limitOf(typed: number, unit: LimitUnit): number {
  return unit === 'percent' ? Number((typed / 100).toFixed(10)) : typed
}

/** What to type for a limit's number on the wire. */
export function typedLimit(limit: number, unit: LimitUnit): number {
  return unit === 'percent' ? Number((limit * 100).toFixed(8)) : limit
}
