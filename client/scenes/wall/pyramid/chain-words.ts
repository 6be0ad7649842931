/** A link of the chain in words: what is missing, whose share it is, how whole and how old the figure is, what it takes. Pure. */
import type { KpiAnswer } from '../../../../data/protocol/answers.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import type { ProjectionAnswer } from '../../../../data/protocol/projection.ts'
import { restOf, toldParts, toldShare, type ChainLink, type MissingShare } from '../../../../data/judgement/missing-chain.ts'
import type { Target } from '../../../../data/kpis/kpi.ts'
import { ratioDecimals, type Told } from '../../../../data/judgement/told-figure.ts'
import { hasDenominator } from '../../../../data/measures/measure.ts'
import { daysLate } from '../../../../data/plans/deadline.ts'
import { startOfLocalDay } from '../../../../data/time/vietnam-time.ts'
import type { PyramidWords } from '../../../i18n/words-pyramid.ts'
import { lineText, valueText } from '../../../ui/figure-text.ts'
import { formatAge, formatDay, formatDuration, formatNumber, nbsp } from '../../../ui/format.ts'
import { freshnessNow } from '../../../ui/look.ts'
import { countText, isMoving, oldestText, reportersWord, type Speech } from '../figure-words.ts'

/** Language, the wall's words and the scene's. */
export interface PyramidSpeech extends Speech { readonly own: PyramidWords }

/** Whether what a KPI "lacks" is too much of something: counts that should be low, reductions. */
export function isTooMuch(kpi: Pick<KpiAnswer, 'kind' | 'direction'>): boolean {
  return kpi.kind === 'reduction' || (kpi.direction === 'down' && !hasDenominator(kpi.kind))
}

/** An amount of `num`: `25.800 trang`; of uptime in hours and minutes. */
export function amountText(kpi: KpiAnswer, short: number, speech: PyramidSpeech): string {
  return kpi.kind === 'availability' ? speech.own.uptime(formatDuration(short * 1000, speech.words.durations)) : countText(kpi, short, speech.language)
}

/** What a unit lacks, as a sentence. */
export function missingText(kpi: KpiAnswer, cell: Cell, short: number | null, target: Target | null, speech: PyramidSpeech): string {
  const { own } = speech
  if (cell.value === null) return speech.words.status.no_data
  if (cell.expected === null) return own.noTarget
  if (short === null) return own.unknownShort
  if (short === 0) return isTooMuch(kpi) ? own.notOver : own.notShort
  const amount = amountText(kpi, short, speech)
  return isTooMuch(kpi) ? own.over(amount) : isMoving(cell.expected, target) ? own.short(amount) : own.shortFloor(amount)
}

/** The same in few words, for lists and call-outs; empty where nothing is missing. */
export function missingBrief(kpi: KpiAnswer, short: number | null, speech: PyramidSpeech): string {
  if (short === null || short === 0) return ''
  return (isTooMuch(kpi) ? speech.own.overBrief : speech.own.shortBrief)(amountText(kpi, short, speech))
}

/** `21,4 % / 30 %`: the value and where the plan wants it. */
export function valueOfPlan(kpi: KpiAnswer, cell: Cell, speech: PyramidSpeech): string {
  if (cell.value === null) return speech.words.status.no_data
  const value = valueText(kpi, cell.value, cell.expected, speech.language)
  return cell.expected === null ? value : `${value} / ${lineText(kpi, cell.expected, speech.language)}`
}

/** A share that stands in no row is told from here on. */
const leastFoot = 0.005

const percent = ({ number, decimals }: Told, { language }: PyramidSpeech): string => `${formatNumber(number, language, decimals)}${nbsp}%`

/** A share as digits: whole percent, one decimal below a tenth. */
export function shareDigits(share: number, speech: PyramidSpeech): string {
  return percent(toldShare(share), speech)
}

/** What the rest of a whole is: that of the other children, and what is no child's with why; empty where there is none. Beside `shareDigits` they make 100 %. */
export interface RestWords { readonly others: string, readonly unshared: string, readonly why: string }

/** Levels of the unit that lacks a whole, and of the children it is shared among. */
export interface Levels { readonly above: string, readonly below: string }

const childWord = ({ below }: Levels): keyof PyramidWords['together'] => (below === 'province' ? 'province' : 'commune')

/** Why a part of what is missing is no child's. */
function whyText(kpi: Pick<KpiAnswer, 'kind' | 'direction'>, { above }: Levels, { own }: PyramidSpeech): string {
  return (isTooMuch(kpi) ? own.whyOver : own.whyShort)(own.ownOffice[above as keyof PyramidWords['ownOffice']])
}

/** See `RestWords`. */
export function restWords(kpi: Pick<KpiAnswer, 'kind' | 'direction'>, missing: MissingShare, levels: Levels, speech: PyramidSpeech): RestWords {
  const { others, rest } = toldParts(missing)
  return {
    others: others === null ? '' : speech.own.othersShare[childWord(levels)](percent(others, speech)),
    unshared: rest === null ? '' : speech.own.unshared[childWord(levels)](percent(rest, speech)),
    why: rest === null ? '' : whyText(kpi, levels, speech),
  }
}

/** The foot of a list of shares: what stands in no row of it, with its share and amount. */
export interface FootRow { readonly name: string, readonly short: string, readonly share: string }

/** The rows below a list of shares of one whole: what the children without a row lack, and what is no child's. `rows`: the shares that have one; `whole`: what the unit above lacks. */
export function footRows(kpi: KpiAnswer, rows: readonly MissingShare[], whole: number, levels: Levels, speech: PyramidSpeech): readonly FootRow[] {
  const [first] = rows
  if (first === undefined || first.of === 'children') return []
  const { rest } = toldParts(first), word = childWord(levels)
  const left = first.share + first.others - rows.reduce((sum, { share }) => sum + share, 0)
  const amount = (share: number): string => amountText(kpi, Math.round(share * whole), speech)
  return [
    ...left < leastFoot ? [] : [{ name: speech.own.footOthers[word], short: amount(left), share: shareDigits(left, speech) }],
    ...rest === null ? [] : [{ name: speech.own.footUnshared[word](whyText(kpi, levels, speech)), short: amount(restOf(first)), share: percent(rest, speech) }],
  ]
}

/** What the shares of a list are of: `tỷ phần: của phần cả nước thiếu`; empty where there are none. */
export function sharesOfText(kpi: KpiAnswer, first: MissingShare | undefined, levels: Levels, { own }: PyramidSpeech): string {
  return first === undefined ? '' : (isTooMuch(kpi) ? own.shareOfOver : own.shareOf)(wholeWord(first, levels, own))
}

const wholeWord = ({ of }: MissingShare, levels: Levels, own: PyramidWords): string => (of === 'parent' ? own.wholeOf[levels.above as keyof PyramidWords['wholeOf']] : own.together[childWord(levels)])

/** What the share is of: `phần thiếu của cả nước là của Điện Biên`. */
export function shareText(kpi: KpiAnswer, link: ChainLink, levels: Levels, who: string, { own }: PyramidSpeech): string {
  return link.share === null ? '' : (isTooMuch(kpi) ? own.shareOver : own.shareShort)(wholeWord(link.share, levels, own), who)
}

/** Coverage and age: `31/34 tỉnh · cũ nhất 5 ngày, nhịp ngày`; of a unit without children the age of its newest reading. `level`: the unit's. */
export function truthText(kpi: KpiAnswer, cell: Cell, level: string, nowMs: number, { words, own, language }: PyramidSpeech): string {
  const cadence = words.cadence[kpi.cadence] ?? kpi.cadence
  const { due, fresh, children } = cell.coverage
  const age = (ms: number | null): string => (ms === null ? '' : formatAge(nowMs - ms, words.durations))
  const isLost = freshnessNow(cell, kpi.cadenceMs, nowMs) === 'lost'
  if (children.due === 0 && due <= 1) return [cell.newestAtMs === null ? '' : isLost ? words.newestLost(age(cell.newestAtMs)) : own.newest(age(cell.newestAtMs)), cadence].filter((text) => text !== '').join(', ')
  const whole = children.due > 0 ? children : { due, fresh }
  const word = children.due === 0 ? reportersWord(kpi, level, due, words) : (level === 'centre' ? words.provinceWord : words.communeWord)(children.due)
  const old = cell.oldestAtMs === null ? '' : isLost ? words.newestLost(age(cell.newestAtMs)) : oldestText(kpi, level, age(cell.oldestAtMs), words)
  return `${formatNumber(whole.fresh, language)}/${formatNumber(whole.due, language)} ${word} · ${[old, cadence].filter((text) => text !== '').join(', ')}`
}

/** Days past a due day as the register of tasks counts them: local calendar days. */
function pastDays(day: string, nowMs: number, words: PyramidSpeech['words'], language: PyramidSpeech['language']): string {
  const days = daysLate({ kind: 'day', day }, nowMs)
  return `${formatNumber(days, language)}${nbsp}${words.durations.days(days)}`
}

/** What it takes: `Muốn đạt 70 % vào 31/12: cần 34.250 trang/tuần`; after the due day, how long ago that was; empty where nothing can be said. */
export function paceText(kpi: KpiAnswer, answer: ProjectionAnswer | undefined, nowMs: number, { own, words, language }: PyramidSpeech): string {
  if (answer === undefined || answer.target === null || answer.due === null) return ''
  const day = answer.due.slice(0, 10)
  if (answer.gap === 'past_due') return own.pastDue(formatDay(startOfLocalDay(day)), pastDays(day, nowMs, words, language))
  if (answer.pace === null || answer.pace.neededPerWeek === 0) return ''
  const { neededNumPerWeek, neededPerWeek } = answer.pace
  const amount = neededNumPerWeek !== null ? countText(kpi, Math.ceil(Math.abs(neededNumPerWeek)), language)
    : hasDenominator(kpi.kind) ? own.points(formatNumber(Math.abs(neededPerWeek) * 100, language, ratioDecimals(kpi.kind))) : countText(kpi, Math.ceil(Math.abs(neededPerWeek)), language)
  return own.pace(lineText(kpi, answer.target, language), formatDay(startOfLocalDay(day)), amount)
}
