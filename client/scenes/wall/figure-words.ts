/** A figure in words: values, where the plan wants them, what is missing. Pure; everything it says is checked by tests. */
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import { countedEn } from '../../../data/judgement/number-words.ts'
import { ratioDecimals, toldGap } from '../../../data/judgement/told-figure.ts'
import { hasDenominator } from '../../../data/measures/measure.ts'
import { expectedAt, type Status } from '../../../data/judgement/plan-status.ts'
import type { Cell } from '../../../data/protocol/cell.ts'
import type { YearResult } from '../../../data/protocol/figure.ts'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import type { Words } from '../../i18n/vi.ts'
import { lineText, valueText } from '../../ui/figure-text.ts'
import { formatAge, formatDay, formatNumber, formatSigned, type Language } from '../../ui/format.ts'

/** The part of the catalogue that words need. */
export type KpiLike = Pick<Kpi, 'id' | 'kind' | 'shortVi' | 'shortEn' | 'unitVi' | 'unitEn' | 'direction'>

/** Language with its words. */
export interface Speech {
  readonly language: Language
  readonly words: Words
}

/** A count, already written, with what it counts: `1.240 lớp`, `1 class`, `+1 class`. */
function withUnit(kpi: KpiLike, size: string, language: Language): string {
  if (language === 'vi') return `${size} ${kpi.unitVi}`
  const [sign] = /^[+\u2212]?/.exec(size)!
  return `${sign}${countedEn(size.slice(sign.length), kpi.unitEn)}`
}

/** A value with its unit: `1.240 lớp`. */
export function countText(kpi: KpiLike, count: number, language: Language): string {
  return withUnit(kpi, formatNumber(count, language), language)
}

/** What a list says of a unit now. `isLast`: the figure is late or lost: the last one known, which is drawn dim (`.last-known`) and whose age stands beside it. */
export interface ToldNow { readonly text: string, readonly isLast: boolean }

/** What stands in a column *hiện nay*, in every list and head of the wall: the value; of what is lost too, for a last figure with its age says more than a dash. */
export function toldNow(kpi: KpiLike, { value, expected, freshness }: Pick<Cell, 'value' | 'expected'> & { readonly freshness: string }, language: Language): ToldNow {
  return { text: valueText(kpi, value, expected, language), isLast: value !== null && (freshness === 'late' || freshness === 'lost') }
}

/** For how long a unit has been lost: `mất dữ liệu 5 ngày`, in every list and call-out of the wall. `newestAtMs`: of its last reading; null: not known. */
export function lostText(newestAtMs: number | null, nowMs: number, { words }: Speech): string {
  return newestAtMs === null ? words.status.lost : `${words.status.lost} ${formatAge(nowMs - newestAtMs, words.durations)}`
}

/** The short name. */
export function shortName(kpi: KpiLike, language: Language): string {
  return language === 'vi' ? kpi.shortVi : kpi.shortEn
}

/** Whether the plan still climbs towards its target: then a mark is where one should be today, not the target itself. */
export function isMoving(expected: number, target: Target | null): boolean {
  return target !== null && target.due !== null && Math.abs(expected - target.value) > 1e-9
}

/** The plan's mark as a word and a value: `kế hoạch hôm nay`, `65,7 %`; `mức phải đạt` for a floor; a reference says that it is one. */
export function planParts(kpi: KpiLike, expected: number, target: Target | null, { language, words }: Speech): { readonly word: string, readonly value: string } {
  const moving = isMoving(expected, target), reference = target?.owner.kind === 'reference'
  const word = reference ? (moving ? words.plan.referenceToday : words.plan.referenceLevel) : moving ? words.plan.today : words.plan.level
  return { word, value: lineText(kpi, expected, language) }
}

/** The plan's mark in words: `kế hoạch hôm nay 65,7 %`. */
export function planText(kpi: KpiLike, expected: number | null, target: Target | null, speech: Speech): string {
  if (expected === null) return speech.words.noTarget
  const { word, value } = planParts(kpi, expected, target, speech)
  return `${word} ${value}`
}

/** The last target with its day, where the plan still climbs towards it: `hết 31/12: 70 %` (a target is due at 24:00 of its day). */
export function finalText(kpi: KpiLike, target: Target | null, nowMs: number, { language, words }: Speech): string | null {
  if (target === null || target.due === null || Math.abs(expectedAt(target, nowMs) - target.value) < 1e-9) return null
  return words.finalTarget(formatDay(startOfLocalDay(target.due)), lineText(kpi, target.value, language))
}

/** A count from which it is told in millions, and in thousand millions. */
const millionsFrom = 10_000_000
const milliardsFrom = 1_000_000_000

/** A large count in few letters: `81.982`, `43,7 triệu`, `3,04 tỷ`. */
export function largeCount(count: number, { language, words }: Speech): string {
  if (count >= milliardsFrom) return `${formatNumber(count / milliardsFrom, language, 2)} ${words.milliard}`
  return count >= millionsFrom ? `${formatNumber(count / 1_000_000, language, 1)} ${words.million}` : formatNumber(count, language)
}

/** What a distance to the plan is told in: things of a stock where they are counted, or points. */
export type GapUnit = 'things' | 'points'

/** The distance to the plan in words: `thiếu 83.200 trang` for stocks, points for rates. Empty without a plan or a value. */
export function gapText(kpi: KpiLike, cell: Cell, speech: Speech, unit: GapUnit = 'things'): string {
  const { language, words } = speech
  const { value, expected, num, den } = cell
  if (value === null || expected === null) return ''
  const sign = kpi.direction === 'up' ? 1 : -1
  // what rounds to nothing and is judged short is not at its line
  const isShort = (cell.status === 'behind' || cell.status === 'at_risk') && (value - expected) * sign < 0
  if (unit === 'things' && kpi.kind === 'stock_ratio' && den !== null && num !== null) {
    const missing = Math.round(expected * den - num)
    if (missing === 0) return isShort ? words.short(withUnit(kpi, '< 1', language)) : words.exactlyAt
    const amount = withUnit(kpi, largeCount(Math.abs(missing), speech), language)
    return missing > 0 ? words.short(amount) : words.over(amount)
  }
  if (!hasDenominator(kpi.kind)) return ''
  const { number, decimals } = toldGap(kpi, value, expected)
  if (number === 0) return words.exactlyAt
  const text = formatNumber(number, language, decimals)
  return (value - expected) * sign > 0 ? words.abovePoints(text) : words.belowPoints(text)
}

const levelOrder = ['centre', 'province', 'commune']

/** What the units that report a KPI below a unit of `level` are called, after their number: lines of a network, provinces, communes, else units. */
export function reportersWord(kpi: { readonly kind: string, readonly levels: readonly string[] }, level: string, count: number, words: Words): string {
  if (kpi.kind === 'availability') return words.lineWord(count)
  const below = kpi.levels.filter((one) => levelOrder.indexOf(one) >= levelOrder.indexOf(level))
  if (below.length !== 1) return words.unitWord(count)
  return below[0] === 'province' ? words.provinceWord(count) : below[0] === 'commune' ? words.communeWord(count) : words.unitWord(count)
}

/** How old the oldest part of a figure is; where the parts counted beside it are provinces and older ones stand below them, whose age it is: `đơn vị cũ nhất 5 ngày` beside `31/34 tỉnh`. */
export function oldestText(kpi: { readonly kind: string, readonly levels: readonly string[] }, level: string, age: string, words: Words): string {
  return level === 'centre' && kpi.levels.includes('commune') ? words.oldestOf(reportersWord(kpi, level, 1, words), age) : words.oldest(age)
}

/** The frozen result of a plan year: `kết quả 2026: 65,8 %`, with its look, whose word follows. */
export function yearResultWords(kpi: KpiLike, result: YearResult, { language, words }: Speech): { readonly text: string, readonly look: Status } {
  return { text: words.lastYear(String(result.year), valueText(kpi, result.value, null, language)), look: result.status }
}

/** Whether a cell needs last year's result beside it: nothing to judge against, or nothing yet. */
export function needsYearResult(cell: Cell | undefined): boolean {
  return cell !== undefined && (cell.status === 'no_target' || cell.value === null)
}

/** The change over a window: `+2,6 điểm`, `+4 nhiệm vụ`; null where one of both ends is missing. */
export function changeText(kpi: KpiLike, now: number | null, before: number | null, { language, words }: Speech): string | null {
  if (now === null || before === null) return null
  if (hasDenominator(kpi.kind)) return `${formatSigned((now - before) * 100, language, ratioDecimals(kpi.kind))} ${words.points}`
  return withUnit(kpi, formatSigned(now - before, language), language)
}

/** Whose target it is and where it was read, the fullest first: `tham chiếu: S0 PL.II.3 “≥90% văn bản điện tử ký số”`, without the quotation, the place alone. A quotation stands whole or not at all. None without a target. */
export function sourceWordings(target: Target | null, unit: string, nameOf: (code: string) => string, { words }: Speech): readonly string[] {
  if (target === null) return []
  const { owner, source } = target
  const kind = owner.kind === 'reference' ? words.reference
    : owner.kind === 'level' ? words.levelDefault
      : owner.unit === unit ? words.ownTarget : words.inherited(nameOf(owner.unit))
  const place = `${source.document} ${source.section}`
  const plain = words.targetSource(kind, place)
  return [...source.quoteVi === undefined ? [] : [`${plain} “${source.quoteVi}”`], plain, place]
}
