/** Warnings in words, Vietnamese and English: what a kind is called, what a threshold or a due report rests on, and a group of units in one sentence. */
import type { Direction, Kpi } from '../kpis/kpi.ts'
import { hasDenominator } from '../measures/measure.ts'
import { countedEn, exactSpanWords, exactWords, instantWords } from '../judgement/number-words.ts'
import { toldLine, toldValue, type Told } from '../judgement/told-figure.ts'
import type { EvidenceNumber } from '../judgement/verdict.ts'
import type { WarningKind } from '../protocol/warning.ts'
import { localDay, toLocalIso } from '../time/vietnam-time.ts'
import type { UnitLevel } from '../units/unit.ts'
import type { Finding } from './judge-rule.ts'

/** One sentence in both languages. */
export interface Words {
  readonly vi: string
  readonly en: string
}

/** On which side of its limit a threshold is met (see findingWords), and which way is better by the KPI. */
interface Side {
  readonly op?: 'below' | 'above' | null
  readonly direction?: Direction
}

/** What is said of units of which a kind stands. */
export const kindWords: Readonly<Record<WarningKind, Words>> = {
  late: { vi: 'chậm cập nhật', en: 'late' }, lost: { vi: 'mất dữ liệu', en: 'without fresh data' }, jump: { vi: 'số liệu tăng giảm đột biến', en: 'with a sudden jump' },
  stall: { vi: 'đứng yên trong khi kế hoạch tăng', en: 'without movement while the plan rises' }, outlier: { vi: 'khác xa đơn vị cùng loại', en: 'far from their peers' },
  fell: { vi: 'có số lũy kế bị tụt', en: 'with a running total that fell' }, mismatch: { vi: 'có tổng khai báo lệch số cấp dưới', en: 'whose declared total differs from the parts' },
  down: { vi: 'đứt đường truyền', en: 'with a line down' }, flapping: { vi: 'đường truyền chập chờn', en: 'with a flapping line' },
  below_plan: { vi: 'dưới kế hoạch', en: 'below plan' }, threshold: { vi: 'ngoài ngưỡng kịch bản', en: 'beyond the limit of the rule' },
  report_due: { vi: 'chưa nộp đủ báo cáo', en: 'without their whole report' },
}

/** What is said of units that a threshold finds on this side of its limit. */
const thresholdWords: Readonly<Record<'below' | 'above', Words>> = {
  below: { vi: 'dưới ngưỡng kịch bản', en: 'below the limit of the rule' }, above: { vi: 'vượt ngưỡng kịch bản', en: 'above the limit of the rule' },
}

/** What is said of units that are beyond a line that should not be passed. */
const overWords: Words = { vi: 'vượt mức được phép', en: 'above what is allowed' }

function groupKindWords(kind: WarningKind, { op = null, direction = 'up' }: Side): Words {
  if (kind === 'threshold' && op !== null) return thresholdWords[op]
  return kind === 'below_plan' && direction === 'down' ? overWords : kindWords[kind]
}

const levelNouns: Readonly<Record<UnitLevel, Words>> = {
  centre: { vi: 'đơn vị', en: 'units' }, province: { vi: 'tỉnh', en: 'provinces' }, commune: { vi: 'xã', en: 'communes' },
}

const someUnits: Words = { vi: 'đơn vị', en: 'units' }

/** What the unit is called that has been silent longest: its age is not that of the group beside it, whose newest unit tells it. */
const longestNames: Readonly<Record<UnitLevel | 'some', Words>> = {
  centre: { vi: 'đơn vị lâu nhất', en: 'longest silent unit' }, province: { vi: 'tỉnh lâu nhất', en: 'longest silent province' },
  commune: { vi: 'xã lâu nhất', en: 'longest silent commune' }, some: { vi: 'đơn vị lâu nhất', en: 'longest silent unit' },
}

type Language = keyof Words
const formats: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }), en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }),
}
const number = (value: number, language: Language): string => formats[language].format(value)

function told({ value, form }: EvidenceNumber, kpi: Kpi, language: Language): string {
  switch (form) {
    case 'instantMs': return instantWords(value)
    case 'spanMs': return exactSpanWords(value, language)
    case 'share': return `${number(value * 100, language)} %`
    case 'value': {
      if (hasDenominator(kpi.kind)) return `${number(value * 100, language)} %`
      const size = number(value, language)
      return kpi.kind === 'level' ? size : language === 'vi' ? `${size} ${kpi.unitVi}` : countedEn(size, kpi.unitEn)
    }
    default: return number(value, language)
  }
}

/** A gap of a ratio is told in points of a hundred. */
function gapTold(gap: EvidenceNumber, kpi: Kpi, language: Language): string {
  if (!hasDenominator(kpi.kind)) return told(gap, kpi, language)
  const points = number(gap.value * 100, language)
  return language === 'vi' ? `${points} điểm` : countedEn(points, 'points')
}

const sideWords: Readonly<Record<'below' | 'above', Words>> = { below: { vi: 'dưới ', en: 'below ' }, above: { vi: 'trên ', en: 'above ' } }

const worstNames: Readonly<Record<'below' | 'above', Words>> = { below: { vi: 'thấp nhất', en: 'lowest' }, above: { vi: 'cao nhất', en: 'highest' } }

/** The numbers of a threshold, or of a due report, by what they are. */
type Numbers = Partial<Record<EvidenceNumber['id'], EvidenceNumber>>

/** What a threshold looks at, as it is. */
function presentTold({ gap, age, observed }: Numbers, kpi: Kpi, language: Language): string {
  const isVi = language === 'vi'
  if (gap !== undefined) return isVi ? `chênh ${gapTold(gap, kpi, 'vi')} so với kế hoạch` : `${gapTold(gap, kpi, 'en')} from the plan`
  if (age !== undefined) return isVi ? `số liệu mới nhất đã ${told(age, kpi, 'vi')}` : `newest figure is ${told(age, kpi, 'en')} old`
  if (observed?.form === 'share') return isVi ? `${told(observed, kpi, 'vi')} đơn vị cập nhật đúng nhịp` : `${told(observed, kpi, 'en')} of the units are up to date`
  return observed === undefined ? '' : told(observed, kpi, language)
}

/** A threshold's evidence. Inside its limit again, short of the clearing limit, it says so; the worst number is told where the present one is not it. */
function thresholdTold(numbers: Numbers, limit: EvidenceNumber, kpi: Kpi, asked: 'below' | 'above' | null, language: Language): string {
  const { gap, age, observed, clear, worst } = numbers
  const isVi = language === 'vi'
  const present = gap ?? age ?? observed
  if (present === undefined) return kindWords.threshold[language]
  // A clearing limit lies on the good side of the limit, whatever the rule says by now.
  const op = clear === undefined ? asked : clear.value > limit.value ? 'below' : 'above'
  const say = (one: EvidenceNumber): string => (gap === undefined ? told(one, kpi, language) : gapTold(one, kpi, language))
  const side = op === null ? '' : sideWords[op][language]
  const isHeld = clear !== undefined && (op === 'below' ? present.value >= limit.value : present.value <= limit.value)
  const limits = !isHeld ? `${isVi ? 'ngưỡng' : 'limit'} ${side}${say(limit)}`
    : isVi ? `giữa ngưỡng (${side}${say(limit)}) và mức nhả ${say(clear)}` : `between the limit (${side}${say(limit)}) and the clearing limit, ${say(clear)}`
  const past = worst === undefined ? '' : `; ${(op === null ? { vi: 'nặng nhất', en: 'worst' } : worstNames[op])[language]} ${say(worst)}`
  return `${presentTold(numbers, kpi, language)}; ${limits}${past}`
}

/** The evidence of a threshold (`op`: on which side of its limit it is met; null: not known any more) or a due report; for kinds that are verdicts, verdict-words.ts says it. */
export function findingWords({ kind, numbers }: Pick<Finding, 'kind' | 'numbers'>, kpi: Kpi, op: 'below' | 'above' | null = null): Words {
  const of: Numbers = Object.fromEntries(numbers.map((one) => [one.id, one]))
  const { limit } = of
  if (limit === undefined) return { vi: kindWords[kind].vi, en: kindWords[kind].en }
  if (kind !== 'report_due') return { vi: thresholdTold(of, limit, kpi, op, 'vi'), en: thresholdTold(of, limit, kpi, op, 'en') }
  // Evidence kept by an earlier version counts its parts as units.
  const missing = (of.missing_parts ?? of.missing_units)?.value ?? 0
  return {
    vi: `phải nộp trước ${instantWords(limit.value)}; còn thiếu ${number(missing, 'vi')} phần`,
    en: `due before ${instantWords(limit.value)}; ${countedEn(number(missing, 'en'), 'parts')} missing`,
  }
}

/** A figure or a line with the numeral that screens write (told-figure.ts). */
function figureWords({ number: size, decimals }: Told, kpi: Kpi, language: Language): string {
  const digits = exactWords(size, Number.isInteger(size) ? 0 : decimals, language)
  if (hasDenominator(kpi.kind)) return `${digits} %`
  return kpi.kind === 'level' ? digits : language === 'vi' ? `${digits} ${kpi.unitVi}` : countedEn(digits, kpi.unitEn)
}

/** What is said of a warning whose condition has ended and that waits to close: the figure now, what the plan expects (null: not told), and when. */
export function endedWords(endedMs: number, closesMs: number, value: number | null, expected: number | null, kpi: Kpi): Words {
  const say = (language: Language): string => {
    const isVi = language === 'vi'
    const isSameDay = localDay(endedMs) === localDay(closesMs)
    const closes = isSameDay ? toLocalIso(closesMs).slice(11, 16) : instantWords(closesMs)
    const plan = expected === null ? '' : ` (${isVi ? 'kế hoạch' : 'plan'} ${figureWords(toldLine(kpi, expected), kpi, language)})`
    const now = value === null ? '' : `; ${isVi ? 'hiện' : 'now'} ${figureWords(toldValue(kpi, value, expected), kpi, language)}${plan}`
    return isVi ? `đã hết lúc ${instantWords(endedMs)}, đóng sau ${closes} nếu không trở lại${now}`
      : `ended at ${instantWords(endedMs)}; closes after ${closes} unless it returns${now}`
  }
  return { vi: say('vi'), en: say('en') }
}

/** What is said of a unit of a warning that does not meet the condition any more: its last evidence, as what was. */
export function pastWords(untilMs: number, { vi, en }: Words): Words {
  return { vi: `đã hết lúc ${instantWords(untilMs)}; trước đó: ${vi}`, en: `ended at ${instantWords(untilMs)}; before: ${en}` }
}

/** What stands in the place of evidence that would tell a small count of cases (domain, *Aggregates only*). */
export const withheldWords: Words = { vi: 'số vụ việc nhỏ hơn 5: không nêu số', en: 'fewer than 5 cases: numbers withheld' }

/**
 * Several units in one sentence, the numbers first: `92 trong 96 xã chậm so với kế hoạch; nặng nhất: Xã A (…); từ 08:05 22/11/2026`. A fraction on a
 * screen always means how many answered of those due; how many are affected is told in words. Of a silence the instant is that since which
 * the first unit has been past its limit, not since when it has been silent, and says so. `level` null: of several levels; `worst`: the worst unit and its evidence.
 */
export function groupWords(
  kinds: ReadonlyMap<WarningKind, number>, due: number, level: UnitLevel | null, sinceMs: number, worst: { readonly name: Words; readonly words: Words } | null,
  side: Side = {},
): Words {
  const say = (language: Language): string => {
    const isVi = language === 'vi'
    const noun = (level === null ? someUnits : levelNouns[level])[language]
    const of = (count: number): string => {
      if (count >= due) return `${isVi ? 'cả' : 'all'} ${number(count, language)} ${noun}`
      return `${number(count, language)} ${isVi ? 'trong' : 'of'} ${number(due, language)} ${noun}`
    }
    const parts = [...kinds].map(([kind, count]) => `${of(count)} ${groupKindWords(kind, side)[language]}`)
    const isSilence = [...kinds.keys()].every((kind) => kind === 'late' || kind === 'lost')
    const [most, from] = isSilence ? [longestNames[level ?? 'some'][language], isVi ? 'quá ngưỡng từ' : 'past the limit since'] : isVi ? ['nặng nhất', 'từ'] : ['worst', 'since']
    const first = worst === null ? '' : `; ${most}: ${worst.name[language]} (${worst.words[language]})`
    return `${parts.join(', ')}${first}; ${from} ${instantWords(sinceMs)}`
  }
  return { vi: say('vi'), en: say('en') }
}
