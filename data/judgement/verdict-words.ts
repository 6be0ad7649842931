/** A verdict in one sentence, Vietnamese and English, with the numbers it rests on. */
import { hasDenominator } from '../measures/measure.ts'
import type { Cadence, Kpi } from '../kpis/kpi.ts'
import { changeWords, countedEn, dayWords, exactWords, instantWords, numberWords, percentWords, spanWords, type Language, type Words } from './number-words.ts'
import { toldGap, toldLine, toldValue, type Told } from './told-figure.ts'
import type { EvidenceId, Verdict, VerdictKind } from './verdict.ts'

const cadenceWords: Readonly<Record<Cadence, Words>> = {
  seconds30: { vi: '30 giây', en: '30 seconds' }, minutes5: { vi: '5 phút', en: '5 minutes' }, day: { vi: 'ngày', en: 'day' },
  month: { vi: 'tháng', en: 'month' }, change: { vi: 'khi có thay đổi', en: 'change' },
}

/** The numbers of one verdict, and how they read. */
class Telling {
  readonly language: Language
  readonly kpi: Kpi
  private readonly verdict: Verdict

  constructor(verdict: Verdict, kpi: Kpi, language: Language) {
    this.verdict = verdict
    this.kpi = kpi
    this.language = language
  }

  get isVi(): boolean { return this.language === 'vi' }
  get isRatio(): boolean { return hasDenominator(this.kpi.kind) }

  has(id: EvidenceId): boolean { return this.verdict.numbers.some((n) => n.id === id) }
  raw(id: EvidenceId): number { return this.verdict.numbers.find((n) => n.id === id)?.value ?? 0 }
  isCount(id: EvidenceId): boolean { return this.verdict.numbers.some((n) => n.id === id && n.form === 'count') }

  count(id: EvidenceId): string { return numberWords(this.raw(id), 0, this.language) }
  factor(id: EvidenceId): string { return numberWords(this.raw(id), 1, this.language) }
  change(id: EvidenceId): string { return changeWords(this.raw(id), this.language) }
  instant(id: EvidenceId): string { return instantWords(this.raw(id)) }
  span(id: EvidenceId): string { return spanWords(this.raw(id), this.language) }

  private counted(size: string, vi: string, en: string): string { return this.isVi ? `${size} ${vi}` : countedEn(size, en) }
  private things(size: string): string { return this.counted(size, this.kpi.unitVi, this.kpi.unitEn) }

  /** The observed figure or its line, with the numerals that screens write (told-figure.ts). */
  private told(id: 'observed' | 'expected'): string {
    const line = this.has('expected') ? this.raw('expected') : null
    const { number, decimals }: Told = id === 'observed' ? toldValue(this.kpi, this.raw(id), line) : toldLine(this.kpi, this.raw(id))
    const size = exactWords(number, id === 'expected' && Number.isInteger(number) ? 0 : decimals, this.language)
    return this.isRatio ? `${size} %` : this.kpi.kind === 'level' ? size : this.things(size)
  }

  /** A figure: a ratio in per cent, a count with what it counts. */
  figure(id: EvidenceId, digits: 0 | 1 | 2 = 1): string {
    if (!this.isCount(id) && (id === 'observed' || id === 'expected')) return this.told(id)
    if (this.isRatio && !this.isCount(id)) return percentWords(this.raw(id), digits, this.language)
    const size = numberWords(this.raw(id), this.isCount(id) ? 0 : digits, this.language)
    return this.kpi.kind === 'level' ? size : this.things(size)
  }

  /** A difference of figures: points of a ratio, else things; without sign. */
  distance(id: EvidenceId, digits: 0 | 1 | 2 = 1): string {
    const ratio = this.isRatio && !this.isCount(id)
    const size = numberWords(Math.abs(this.raw(id)) * (ratio ? 100 : 1), ratio || this.kpi.kind === 'level' ? digits : 0, this.language)
    if (ratio) return this.counted(size, 'điểm', 'points')
    return this.kpi.kind === 'level' ? this.counted(size, 'giai đoạn', 'stages') : this.things(size)
  }

  /** A MAD or a spread: a share or a ratio in points, of a count the plain number; finer where it is small, for sums are done again with it. */
  width(id: EvidenceId): string {
    const form = this.verdict.numbers.find((n) => n.id === id)?.form
    const points = form === 'share' || (form === 'value' && this.isRatio)
    const value = this.raw(id) * (points ? 100 : 1)
    const size = numberWords(value, value < 10 ? 2 : 1, this.language)
    return points ? this.counted(size, 'điểm', 'points') : size
  }

  /** How far from the usual, and what was divided by what. `floor`: where the spread is wider than the MAD, from what. */
  away(floor: Words): string {
    const times = this.factor('deviations')
    // Evidence kept by an earlier version does not say its divisor.
    if (!this.has('spread')) return this.isVi ? `lệch ${times} lần mức dao động` : `${times} times the spread away`
    const [spread, mad] = [this.width('spread'), this.width('mad')]
    if (this.has('noise')) {
      return this.isVi ? `lệch ${this.factor('noise')} lần sai số đếm, bằng ${times} lần mức dao động ${spread} (MAD ${mad}, đã điều hòa)`
        : `${this.factor('noise')} counting errors away, ${times} times the spread ${spread} (MAD ${mad}, moderated)`
    }
    // told alike they are the MAD: what widened it by less than a digit is not worth a word
    if (spread === mad) return this.isVi ? `lệch ${times} lần MAD (${mad})` : `${times} times the MAD (${mad}) away`
    return this.isVi ? `lệch ${times} lần mức dao động ${spread} (${floor.vi}; MAD chỉ ${mad})` : `${times} times the spread ${spread} away (${floor.en}; the MAD is only ${mad})`
  }

  /** How far from the plan: the difference of the two numerals beside it. */
  toPlan(): string {
    const { number, decimals } = toldGap(this.kpi, this.raw('observed'), this.raw('expected'))
    const size = numberWords(number, decimals as 0 | 1 | 2, this.language)
    if (this.isRatio) return this.counted(size, 'điểm', 'points')
    return this.kpi.kind === 'level' ? this.counted(size, 'giai đoạn', 'stages') : this.things(size)
  }

  /** The past that is compared: `12 tháng`, `24 ngày làm việc`. */
  past(): string {
    const count = this.count('periods')
    if (this.kpi.cadence === 'day') return this.isVi ? `${count} ngày trước` : `the ${count} days before`
    return this.isVi ? `${count} tháng trước` : `the ${count} months before`
  }
}

type Sentence = (t: Telling) => string

/** Since when, not for how long: a sentence stands while time goes on, and the column beside it counts (as of `down`). */
function late(t: Telling): string {
  const cadence = cadenceWords[t.kpi.cadence][t.language]
  return t.isVi ? `chưa có số liệu mới từ ${t.instant('newest')}, nhịp phải báo ${cadence}` : `no new figure since ${t.instant('newest')}, due every ${cadence}`
}

/** What makes a spread wider than its MAD. */
const floors = {
  count: { vi: 'sàn đếm', en: 'counting floor' }, step: { vi: 'mức sàn', en: 'the floor' },
  peers: { vi: 'nới theo phân vị, sàn và sai số đếm', en: 'widened by quantiles, floor and counting noise' },
} as const

function jump(t: Telling): string {
  const deviations = t.away(t.has('moved') ? floors.step : floors.count)
  if (t.has('moved')) {
    // A step of the numerator alone: the ratio stayed, for its whole moved with it.
    const wholes = t.has('previous_base') ? (t.isVi ? ` (tổng số từ ${t.count('previous_base')} thành ${t.count('base')})` : ` (the whole from ${t.count('previous_base')} to ${t.count('base')})`) : ''
    return t.isVi
      ? `từ ${t.figure('previous')} thành ${t.figure('observed')}${wholes} trong một kỳ; ${deviations}; bước thường lệ ${t.width('median')} trong ${t.past()}`
      : `from ${t.figure('previous')} to ${t.figure('observed')}${wholes} in one period; ${deviations}; usual step ${t.width('median')} over ${t.past()}`
  }
  if (!t.isRatio && t.raw('median') === 0) {
    return t.isVi ? `từ 0 (trung vị ${t.past()}) thành ${t.figure('observed')}; ${deviations}` : `from 0 (the median of ${t.past()}) to ${t.figure('observed')}; ${deviations}`
  }
  const compared = t.has('change') ? t.change('change') : `${t.raw('gap') < 0 ? '−' : '+'}${t.distance('gap')}`
  return t.isVi ? `${t.figure('observed')}, ${compared} so với trung vị ${t.past()} (${t.figure('median')}); ${deviations}`
    : `${t.figure('observed')}, ${compared} against the median of ${t.past()} (${t.figure('median')}); ${deviations}`
}

function stall(t: Telling): string {
  return t.isVi
    ? `đứng ở ${t.figure('observed')} suốt ${t.span('window')} trong khi kế hoạch đòi thêm ${t.distance('plan_moved')}, đến ${t.figure('expected')}`
    : `at ${t.figure('observed')} for ${t.span('window')} while the plan asked for ${t.distance('plan_moved')} more, to ${t.figure('expected')}`
}

function outlier(t: Telling): string {
  const above = t.raw('gap') > 0
  const peers = t.count('peers')
  return t.isVi
    ? `${t.figure('observed')}, ${above ? 'cao' : 'thấp'} hơn trung vị ${t.figure('median')} của ${peers} đơn vị cùng cấp, cùng loại ${t.distance('gap')}; ${t.away(floors.peers)}`
    : `${t.figure('observed')}, ${t.distance('gap')} ${above ? 'above' : 'below'} the median ${t.figure('median')} of ${peers} units of its level and type; ${t.away(floors.peers)}`
}

function fell(t: Telling): string {
  return t.isVi ? `giảm từ ${t.figure('previous')} xuống ${t.figure('observed')} (${t.change('change')}), dù số này chỉ có thể tăng`
    : `fell from ${t.figure('previous')} to ${t.figure('observed')} (${t.change('change')}), though it can only grow`
}

function mismatch(t: Telling): string {
  const missing = t.raw('missing_units')
  if (t.isVi) {
    return `số tổng hợp ${t.figure('declared')}, cộng các đơn vị được ${t.figure('sum')}: chênh ${t.distance('difference')} (${t.change('change')} của số lớn hơn)${missing > 0 ? `; ${t.count('missing_units')} đơn vị chưa có số liệu` : ''}`
  }
  return `declared ${t.figure('declared')}, the units add up to ${t.figure('sum')}: ${t.distance('difference')} apart (${t.change('change')} of the larger)${missing > 0 ? `; ${countedEn(t.count('missing_units'), 'units')} without a figure` : ''}`
}

/** A line that has fallen silent since: nobody said that it is up. */
function sinceUnheard(t: Telling): string {
  if (!t.has('unheard')) return ''
  return t.isVi ? `; từ ${t.instant('unheard')} không nghe được gì, chưa biết đã thông hay chưa` : `; nothing heard since ${t.instant('unheard')}, so nobody knows whether it is up`
}

function down(t: Telling): string {
  const newest = t.has('unheard') ? '' : t.isVi ? ` (lần báo mới nhất ${t.instant('newest')})` : ` (newest report ${t.instant('newest')})`
  const from = instantWords(t.raw(t.has('unheard') ? 'unheard' : 'newest') - t.raw('downtime'))
  return `${t.isVi ? `đường truyền mất kết nối từ ${from}` : `the line has been down since ${from}`}${newest}${sinceUnheard(t)}`
}

function flapping(t: Telling): string {
  return t.isVi ? `đường truyền đổi trạng thái ${t.count('transitions')} lần trong ${t.span('window')}${sinceUnheard(t)}` : `the line changed state ${t.count('transitions')} times in ${t.span('window')}${sinceUnheard(t)}`
}

function belowPlan(t: Telling): string {
  const isMoreBetter = t.kpi.direction === 'up'
  const day = t.has('limit') ? dayWords(t.raw('limit') - 1) : null
  const [observed, expected, gap] = [t.figure('observed'), t.figure('expected'), t.toPlan()]
  // What should be low has no plan to reach: its line is what is allowed.
  if (t.isVi) {
    const line = day === null ? (isMoreBetter ? 'kế hoạch hôm nay' : 'được phép hôm nay') : `${isMoreBetter ? 'phải đạt' : 'được phép'} đến hết ${day}`
    return `${observed} so với ${expected} ${line}, ${isMoreBetter ? 'thiếu' : 'vượt'} ${gap}`
  }
  const line = day === null ? (isMoreBetter ? 'planned for today' : 'allowed today') : `${isMoreBetter ? 'due' : 'allowed'} by the end of ${day}`
  return `${observed} against ${expected} ${line}, ${isMoreBetter ? 'short' : 'over'} by ${gap}`
}

const sentences: Readonly<Record<VerdictKind, Sentence>> = {
  late, lost: late, jump, stall, outlier, fell, mismatch, down, flapping, below_plan: belowPlan,
}

/** What a verdict says, with its numbers. */
export function verdictWords(verdict: Verdict, kpi: Kpi): Words {
  const sentence = sentences[verdict.kind]
  return { vi: sentence(new Telling(verdict, kpi, 'vi')), en: sentence(new Telling(verdict, kpi, 'en')) }
}
