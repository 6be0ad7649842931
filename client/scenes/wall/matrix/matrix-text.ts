/** A figure in a cell of the matrix: at most six letters. Pure. */
import { hasDenominator } from '../../../../data/measures/measure.ts'
import type { MatrixWords } from '../../../i18n/words-matrix.ts'
import { valueDigits } from '../../../ui/figure-text.ts'
import { formatNumber, type Language } from '../../../ui/format.ts'
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

/** What stands in a cell of `value` beside its line: the numeral that it has everywhere, without its unit; counts shortened. */
export function matrixText(kpi: KpiLike, value: number | null, expected: number | null, language: Language, words: MatrixWords): string {
  return value !== null && kpi.kind !== 'level' && !hasDenominator(kpi.kind) && Math.abs(value) >= thousands ? shortCount(value, language, words) : valueDigits(kpi, value, expected, language)
}
