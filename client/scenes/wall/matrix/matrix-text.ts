/** A figure in a cell of the matrix: at most six letters. Pure. */
import { hasDenominator } from '../../../../data/measures/measure.ts'
import type { MatrixWords } from '../../../i18n/words-matrix.ts'
import { formatNumber, percentDigits, type Language } from '../../../ui/format.ts'
import type { KpiLike } from '../figure-words.ts'

/** Counts from here are told in thousands, from `millions` in millions. */
const thousands = 10_000
const millions = 1_000_000

/** A count of at most five letters: `14`, `9.999`, `12,3N`, `120N`, `1,2Tr`. */
export function shortCount(count: number, language: Language, words: MatrixWords): string {
  if (Math.abs(count) < thousands) return formatNumber(count, language)
  const [unit, word] = Math.abs(count) < millions ? [1000, words.thousand] as const : [millions, words.million] as const
  // cut, never rounded up: 999.999 is not a million
  const scaled = Math.trunc((count / unit) * 10) / 10
  const small = Math.abs(scaled) < 100
  return `${formatNumber(small ? scaled : Math.trunc(scaled), language, small ? 1 : 0)}${word}`
}

/** A ratio's digits; where rounding would make a figure that misses its plan read as the plan, it is rounded away from it. */
function ratioDigits(value: number, expected: number | null, missed: boolean, direction: KpiLike['direction'], language: Language, decimals: number): string {
  const places = value < 0 || value > 1 ? 0 : decimals
  const text = percentDigits(value, language, places)
  if (!missed || expected === null || value === expected || text !== percentDigits(expected, language, places)) return text
  const scale = 100 * 10 ** places
  const away = direction === 'up' ? Math.floor(value * scale) : Math.ceil(value * scale)
  return formatNumber(away / 10 ** places, language, places)
}

/** What stands in a cell of `value`. `missed`: its status is chậm or nguy cơ; `decimals` of a ratio. Whole hundreds lose their decimals. */
export function matrixText(kpi: KpiLike, value: number | null, expected: number | null, missed: boolean, language: Language, decimals: number, words: MatrixWords): string {
  if (value === null) return '–'
  if (kpi.kind === 'level') return formatNumber(value, language)
  if (!hasDenominator(kpi.kind)) return shortCount(value, language, words)
  return value === 1 ? '100' : ratioDigits(value, expected, missed, kpi.direction, language, decimals)
}
