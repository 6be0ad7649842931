/** Numbers and instants as a person in Việt Nam (or an English reader) writes them. Pure. Widths never jump: digits are tabular. */
import { tellSpan, type DurationWords } from '../../data/time/spans.ts'
import { localDay, utcOffsetMs } from '../../data/time/vietnam-time.ts'

/** The languages of the product. */
export type Language = 'vi' | 'en'

/** A space that never breaks: between a number and its unit. */
export const nbsp = '\u00a0'
/** The sign of a negative difference. */
export const minusSign = '\u2212'

const marks = { vi: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const

/** A number with `decimals` places, grouped: `1.649.000`, `62,5`. A negative one carries a true minus sign. */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  const { group, decimal } = marks[language]
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, group)
  const text = fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`
  return value < 0 && Number(value.toFixed(decimals)) !== 0 ? `${minusSign}${text}` : text
}

/** A ratio 0–1 as the digits of its percentage: `62,5`. What is below 1 never reads 100. */
export function percentDigits(ratio: number, language: Language, decimals = 1): string {
  const places = 10 ** decimals
  const percent = ratio < 1 && Math.round(ratio * 100 * places) >= 100 * places ? 100 - 1 / places : ratio * 100
  return formatNumber(percent, language, decimals)
}

/** A ratio 0–1 with its sign: `62,5 %`. Whole percentages lose their decimals when `trim`. */
export function formatPercent(ratio: number, language: Language, decimals = 1, trim = false): string {
  const whole = trim && Math.abs(ratio * 100 - Math.round(ratio * 100)) < 1e-9
  return `${percentDigits(ratio, language, whole ? 0 : decimals)}${nbsp}%`
}

/** A difference with its sign: `+2,6`, `−0,07`, `0`. */
export function formatSigned(value: number, language: Language, decimals = 0): string {
  const text = formatNumber(value, language, decimals)
  return Number(value.toFixed(decimals)) > 0 ? `+${text}` : text
}

function local(ms: number): Date {
  return new Date(ms + utcOffsetMs)
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Local time of day `14:05:09`. */
export function formatClock(ms: number): string {
  return local(ms).toISOString().slice(11, 19)
}

/** Local day `21/11/2026`. */
export function formatDate(ms: number): string {
  return localDay(ms).split('-').reverse().join('/')
}

/** Local day without its year, `21/11`. */
export function formatDay(ms: number): string {
  return formatDate(ms).slice(0, 5)
}

/** Local day of the week, 0 = Sunday. */
export function weekday(ms: number): number {
  return local(ms).getUTCDay()
}

/** Parts of a span of time: whole days and what is left of the day. */
export interface Span {
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

/** Splits milliseconds (below zero counts as zero). */
export function splitSpan(ms: number): Span {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return {
    days: Math.floor(seconds / 86_400), hours: Math.floor(seconds / 3600) % 24,
    minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60,
  }
}

/** `09:54:51` of a span, days left out. */
export function formatHms(span: Span): string {
  return `${two(span.hours)}:${two(span.minutes)}:${two(span.seconds)}`
}

/** An age in one word: `17 giây`, `15 phút`, `69 giờ`, `4 ngày`. */
export function formatAge(ms: number, words: DurationWords): string {
  return tellSpan(ms, 'age', words, nbsp)
}

/** How long something lasts, in at most two words: `2 giờ 23 phút`, `52 ngày`. */
export function formatDuration(ms: number, words: DurationWords): string {
  return tellSpan(ms, 'duration', words, nbsp)
}

/** How long a condition lasts: as `formatDuration`, but no finer than a minute, since walls tell the time by the minute. */
export function formatLasting(ms: number, words: DurationWords): string {
  return ms < 60_000 ? words.underMinute.replaceAll(' ', nbsp) : formatDuration(ms, words)
}

/** A text of at most `letters` characters: whole, or cut at a word with `…`. */
export function clipWords(text: string, letters: number): string {
  if (text.length <= letters) return text
  const cut = text.slice(0, letters - 1)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > letters / 2 ? space : undefined).replace(/[\s,.;:–-]+$/, '')}…`
}
