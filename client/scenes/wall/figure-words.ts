/** A figure in words: values, where the plan wants them, what is missing. Pure; everything it says is checked by tests. */
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import { hasDenominator } from '../../../data/measures/measure.ts'
import { expectedAt, type Status } from '../../../data/judgement/plan-status.ts'
import type { Cell } from '../../../data/protocol/cell.ts'
import type { YearResult } from '../../../data/protocol/figure.ts'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import type { Words } from '../../i18n/vi.ts'
import { formatDay, formatNumber, formatPercent, formatSigned, type Language } from '../../ui/format.ts'

/** The part of the catalogue that words need. */
export type KpiLike = Pick<Kpi, 'id' | 'kind' | 'shortVi' | 'shortEn' | 'unitVi' | 'unitEn' | 'direction'>

/** Language with its words. */
export interface Speech {
  readonly language: Language
  readonly words: Words
}

/** Decimals of a ratio: two for availability, where a hundredth of a point is four minutes a month. */
export function decimalsOf(kpi: KpiLike): number {
  return kpi.kind === 'availability' ? 2 : 1
}

/** A value in its own unit: `62,5 %`, `14`, `2/6` for a stage; a dash where nothing was observed. */
export function valueText(kpi: KpiLike, value: number | null, language: Language, trim = false): string {
  if (value === null) return '–'
  if (kpi.kind === 'level') return `${formatNumber(value, language, Number.isInteger(value) ? 0 : 1)}/6`
  return hasDenominator(kpi.kind) ? formatPercent(value, language, decimalsOf(kpi), trim) : formatNumber(value, language)
}

/** A value with its unit: `1.240 lớp`. */
export function countText(kpi: KpiLike, count: number, language: Language): string {
  return `${formatNumber(count, language)} ${language === 'vi' ? kpi.unitVi : kpi.unitEn}`
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
  return { word, value: valueText(kpi, expected, language, true) }
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
  return words.finalTarget(formatDay(startOfLocalDay(target.due)), valueText(kpi, target.value, language, true))
}

/** A count from which it is told in millions, and in thousand millions. */
const millionsFrom = 10_000_000
const milliardsFrom = 1_000_000_000

/** A large count in few letters: `81.982`, `43,7 triệu`, `3,04 tỷ`. */
export function largeCount(count: number, { language, words }: Speech): string {
  if (count >= milliardsFrom) return `${formatNumber(count / milliardsFrom, language, 2)} ${words.milliard}`
  return count >= millionsFrom ? `${formatNumber(count / 1_000_000, language, 1)} ${words.million}` : formatNumber(count, language)
}

/** The distance to the plan in words: `thiếu 83.200 trang` for stocks, points for rates. Empty without a plan or a value. */
export function gapText(kpi: KpiLike, cell: Cell, speech: Speech): string {
  const { language, words } = speech
  const { value, expected, num, den } = cell
  if (value === null || expected === null) return ''
  const sign = kpi.direction === 'up' ? 1 : -1
  if (kpi.kind === 'stock_ratio' && den !== null && num !== null) {
    const missing = Math.round(expected * den - num)
    const unit = language === 'vi' ? kpi.unitVi : kpi.unitEn
    if (missing === 0) return words.exactlyAt
    return missing > 0 ? words.short(largeCount(missing, speech), unit) : words.over(largeCount(-missing, speech), unit)
  }
  if (!hasDenominator(kpi.kind)) return ''
  const points = (value - expected) * 100 * sign
  const text = formatNumber(Math.abs(points), language, decimalsOf(kpi))
  if (Number(Math.abs(points).toFixed(decimalsOf(kpi))) === 0) return words.exactlyAt
  return points > 0 ? words.abovePoints(text) : words.belowPoints(text)
}

const levelOrder = ['centre', 'province', 'commune']

/** What the units that report a KPI below a unit of `level` are called, after their number: lines of a network, provinces, communes, else units. */
export function reportersWord(kpi: { readonly kind: string, readonly levels: readonly string[] }, level: string, count: number, words: Words): string {
  if (kpi.kind === 'availability') return words.lineWord(count)
  const below = kpi.levels.filter((one) => levelOrder.indexOf(one) >= levelOrder.indexOf(level))
  if (below.length !== 1) return words.unitWord(count)
  return below[0] === 'province' ? words.provinceWord(count) : below[0] === 'commune' ? words.communeWord(count) : words.unitWord(count)
}

/** The frozen result of a plan year: `kết quả 2026: 65,8 %`, with its look, whose word follows. */
export function yearResultWords(kpi: KpiLike, result: YearResult, { language, words }: Speech): { readonly text: string, readonly look: Status } {
  return { text: words.lastYear(String(result.year), valueText(kpi, result.value, language)), look: result.status }
}

/** Whether a cell needs last year's result beside it: nothing to judge against, or nothing yet. */
export function needsYearResult(cell: Cell | undefined): boolean {
  return cell !== undefined && (cell.status === 'no_target' || cell.value === null)
}

/** The change over a window: `+2,6 điểm`, `+4 nhiệm vụ`; null where one of both ends is missing. */
export function changeText(kpi: KpiLike, now: number | null, before: number | null, { language, words }: Speech): string | null {
  if (now === null || before === null) return null
  if (hasDenominator(kpi.kind)) return `${formatSigned((now - before) * 100, language, decimalsOf(kpi))} ${words.points}`
  return `${formatSigned(now - before, language)} ${language === 'vi' ? kpi.unitVi : kpi.unitEn}`
}

/** Whose target it is and where it was read: `tham chiếu: S0 PL.II.3 “≥90% văn bản điện tử ký số”`. At most `room` letters; none without a target. */
export function sourceText(target: Target | null, unit: string, nameOf: (code: string) => string, { words }: Speech, room = 76): string {
  if (target === null) return ''
  const { owner, source } = target
  const kind = owner.kind === 'reference' ? words.reference
    : owner.kind === 'level' ? words.levelDefault
      : owner.unit === unit ? words.ownTarget : words.inherited(nameOf(owner.unit))
  const plain = words.targetSource(kind, `${source.document} ${source.section}`)
  const quoted = source.quoteVi === undefined ? plain : `${plain} “${source.quoteVi}”`
  if (quoted.length <= room) return quoted
  if (source.quoteVi === undefined || plain.length + 14 > room) return plain
  const cut = source.quoteVi.slice(0, room - plain.length - 4)
  return `${plain} “${cut.slice(0, Math.max(cut.lastIndexOf(' '), 8))}…”`
}
