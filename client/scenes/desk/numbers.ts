/** Numbers, shares, spans and days as a person types them, and back. Pure. What cannot be read is null, never a guess. */
import { dayMs, hourMs } from '../../../data/time/vietnam-time.ts'
import { minusSign, type Language } from '../../ui/format.ts'

const marks = { vi: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const

/**
 * A typed number. Grouped as in the language (`1.649.000` in Vietnamese), else with one decimal mark of either kind (`62,5`, `62.5`), so that
 * only three digits after a single mark are read by the language.
 */
export function parseNumber(text: string, language: Language): number | null {
  const typed = text.trim().replace(minusSign, '-').replace(/[\s\u00a0]/g, '')
  const { group, decimal } = marks[language]
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`)
  const plain = grouped.test(typed) ? typed.replaceAll(group, '').replace(decimal, '.') : typed.replace(',', '.')
  return /^-?\d{1,15}(\.\d{1,12})?$/.test(plain) ? Number(plain) : null
}

/** A typed whole number, 0 and up. */
export function parseCount(text: string, language: Language): number | null {
  const value = parseNumber(text, language)
  return value !== null && Number.isInteger(value) && value >= 0 ? value : null
}

/** A number as it would be typed: no groups, as many decimals as it has (at most 6). */
export function typedNumber(value: number, language: Language): string {
  return String(Number(value.toFixed(6))).replace('.', marks[language].decimal)
}

/** The same typed number in another language's marks; what cannot be read stays as it is. */
export function retyped(text: string, from: Language, to: Language): string {
  const value = parseNumber(text, from)
  return value === null || from === to ? text : typedNumber(value, to)
}

/** Units of a span of time in a form. */
export const spanUnits = ['second', 'minute', 'hour', 'day'] as const
/** One of `spanUnits`. */
export type SpanUnit = (typeof spanUnits)[number]
/** Length of a span's unit, milliseconds. */
export const spanUnitMs: Readonly<Record<SpanUnit, number>> = { second: 1000, minute: 60_000, hour: hourMs, day: dayMs }

/** A span as typed: a number and its unit. */
export interface TypedSpan {
  readonly amount: string
  readonly unit: SpanUnit
}

/** A span in its largest unit that leaves no rest: of minutes a tenth will do (7,5), what is shorter or finer is told in seconds. */
export function typedSpan(ms: number, language: Language): TypedSpan {
  const isOfMinutes = ms >= spanUnitMs.minute && ms % (spanUnitMs.minute / 10) === 0
  const unit = ms === 0 ? 'minute' : (['day', 'hour'] as const).find((one) => ms % spanUnitMs[one] === 0) ?? (isOfMinutes ? 'minute' : 'second')
  return { amount: typedNumber(ms / spanUnitMs[unit], language), unit }
}

/** Milliseconds of a typed span, to the millisecond; null where it cannot be read or lies below 0. */
export function parseSpan({ amount, unit }: TypedSpan, language: Language): number | null {
  const value = parseNumber(amount, language)
  return value === null || value < 0 ? null : Math.round(value * spanUnitMs[unit])
}

/** A typed day (`30/11/2026`, `1/6/2026`, also with `-` or `.`; or `2026-11-30`) as `YYYY-MM-DD`; null where the calendar has none. */
export function dayOf(text: string): string | null {
  const typed = text.trim()
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed), iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed)
  const [year, month, date] = iso === null ? [local?.[3], local?.[2], local?.[1]] : [iso[1], iso[2], iso[3]]
  if (year === undefined || month === undefined || date === undefined) return null
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const ms = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day) ? day : null
}

/** `2026-11-30` → `30/11/2026`; anything else as it is. */
export function typedDay(day: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day.split('-').reverse().join('/') : day
}
