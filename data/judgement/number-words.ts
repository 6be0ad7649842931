/** Numbers, days and spans in words, Vietnamese and English: what every sentence of a judgement is made of. */
import { durationWords, tellSpan } from '../time/spans.ts'
import { localDay, toLocalIso } from '../time/vietnam-time.ts'

/** One sentence in both languages. */
export interface Words {
  readonly vi: string
  readonly en: string
}

/** A language of the product. */
export type Language = 'vi' | 'en'

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-US' }
const formats = (language: Language): readonly Intl.NumberFormat[] =>
  [0, 1, 2].map((digits) => new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }))
const byLanguage: Readonly<Record<Language, readonly Intl.NumberFormat[]>> = { vi: formats('vi'), en: formats('en') }

/** A number with at most `digits` after the mark: `1.234,5`, `1,234.5`. */
export function numberWords(value: number, digits: 0 | 1 | 2, language: Language): string {
  return byLanguage[language][digits]?.format(value) ?? ''
}

/** A number with just so many digits after the mark, as a figure on a screen has: `60,0`. */
export function exactWords(value: number, digits: number, language: Language): string {
  return value.toLocaleString(locales[language], { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** A share 0–1 in per cent: `41,2 %`. */
export function percentWords(share: number, digits: 0 | 1 | 2, language: Language): string {
  return `${numberWords(share * 100, digits, language)} %`
}

/** A relative change with its sign: `+412 %`, `−38 %`. */
export function changeWords(change: number, language: Language): string {
  const size = numberWords(Math.abs(change) * 100, 0, language)
  return `${change < 0 ? '−' : '+'}${size} %`
}

/** The local day of an instant in either language, as every screen writes it: `22/11/2026`. */
export function dayWords(ms: number): string {
  return localDay(ms).split('-').reverse().join('/')
}

/** Local time and day: `08:05 22/11/2026`. */
export function instantWords(ms: number): string {
  return `${toLocalIso(ms).slice(11, 16)} ${dayWords(ms)}`
}

/** A number, already written, with what it counts in English: `1 class`, `5 classes`, `1 point`. `many`: the plural. */
export function countedEn(size: string, many: string): string {
  return `${size} ${size === '1' ? many.replace(/(ss)es\b|(\w)ies\b|s\b/g, (_, ss?: string, y?: string) => ss ?? (y === undefined ? '' : `${y}y`)) : many}`
}

/** A span in whole units as columns say it: `12 phút`, `2 giờ 23 phút`, `3 days`. */
export function spanWords(ms: number, language: Language): string {
  return tellSpan(ms, 'duration', durationWords[language], ' ')
}

/** A span to its second unit, as a limit and what is measured by it are told: `4 ngày 12 giờ`. */
export function exactSpanWords(ms: number, language: Language): string {
  return tellSpan(ms, 'exact', durationWords[language], ' ')
}
