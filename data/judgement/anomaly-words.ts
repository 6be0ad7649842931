/** The evidence of an anomaly in words, Vietnamese and English, with the numbers that made it one. */
import { hasDenominator } from '../measures/measure.ts'
import type { Cadence, Kpi } from '../kpis/kpi.ts'
import type { Cell } from '../protocol/cell.ts'
import { formatDeadlineEn, formatDeadlineVi } from '../plans/deadline.ts'
import { localDay, toLocalIso } from '../time/vietnam-time.ts'
import { gapOf, silentUnits } from './anomaly.ts'

/** One sentence in both languages. */
export interface Words {
  readonly vi: string
  readonly en: string
}

const cadenceWords: Readonly<Record<Cadence, Words>> = {
  seconds30: { vi: '30 giây', en: 'every 30 seconds' },
  minutes5: { vi: '5 phút', en: 'every 5 minutes' },
  day: { vi: 'ngày', en: 'daily' },
  month: { vi: 'tháng', en: 'monthly' },
  change: { vi: 'khi có thay đổi', en: 'on change' },
}

/** Gaps below this many points are told with two digits after the mark instead of one. */
const fineGapPoints = 0.1

type Language = 'vi' | 'en'
const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-US' }

const formats = (language: Language): readonly Intl.NumberFormat[] =>
  [0, 1, 2].map((digits) => new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }))
const byLanguage: Readonly<Record<Language, readonly Intl.NumberFormat[]>> = { vi: formats('vi'), en: formats('en') }

function number(value: number, digits: 0 | 1 | 2, language: Language): string {
  return byLanguage[language][digits]?.format(value) ?? ''
}

/** The local day of an instant: `22/11/2026`, `22 November 2026`. */
function dayWords(ms: number, language: Language): string {
  const rule = { kind: 'day', day: localDay(ms) } as const
  return language === 'vi' ? formatDeadlineVi(rule) : formatDeadlineEn(rule)
}

/** Local time and day: `08:05 22/11/2026`, `08:05, 22 November 2026`. */
function instantWords(ms: number, language: Language): string {
  return `${toLocalIso(ms).slice(11, 16)}${language === 'vi' ? ' ' : ', '}${dayWords(ms, language)}`
}

/** What the due units of a KPI are called: by the only level that reports it, else units. */
function unitWords(kpi: Kpi): Words {
  if (kpi.levels.length !== 1) return { vi: 'đơn vị', en: 'units' }
  if (kpi.levels[0] === 'province') return { vi: 'tỉnh', en: 'provinces' }
  return kpi.levels[0] === 'commune' ? { vi: 'xã', en: 'communes' } : { vi: 'đơn vị', en: 'units' }
}

function silence(cell: Cell, kpi: Kpi, language: Language): string {
  const { affected, never } = silentUnits(cell)
  const noun = unitWords(kpi)[language]
  const of = (count: number): string => `${number(count, 0, language)}/${number(cell.coverage.due, 0, language)} ${noun}`
  const stale = affected - never
  const cadence = cadenceWords[kpi.cadence][language]
  const parts: string[] = []
  if (stale > 0) parts.push(language === 'vi' ? `${of(stale)} quá hạn cập nhật (nhịp ${cadence})` : `${of(stale)} late (due ${cadence})`)
  if (never > 0) parts.push(language === 'vi' ? `${of(never)} chưa có số liệu` : `${of(never)} without data`)
  if (cell.newestAtMs !== null && cell.freshness !== 'fresh') {
    const at = instantWords(cell.newestAtMs, language)
    parts.push(language === 'vi' ? `mới nhất lúc ${at}` : `newest at ${at}`)
  }
  return parts.join('; ')
}

/** Evidence of a silence: how many units are late against which cadence, how many never reported, and the newest reading. */
export function silenceWords(cell: Cell, kpi: Kpi): Words {
  return { vi: silence(cell, kpi, 'vi'), en: silence(cell, kpi, 'en') }
}

function planGap(cell: Cell, kpi: Kpi, passedDueMs: number | null, language: Language): string {
  const value = cell.value ?? 0
  const expected = cell.expected ?? 0
  const gap = Math.abs(gapOf(cell) ?? 0)
  const ratio = hasDenominator(kpi.kind)
  const digits = ratio && gap * 100 < fineGapPoints ? 2 : 1
  const told = (v: number): string => (ratio ? `${number(v * 100, digits, language)} %` : number(v, digits, language))
  const size = number(ratio ? gap * 100 : gap, digits, language)
  const short = kpi.direction === 'up'
  const dueDay = passedDueMs === null ? null : dayWords(passedDueMs - 1, language)
  if (language === 'vi') {
    const unit = ratio ? 'điểm' : kpi.kind === 'level' ? 'giai đoạn' : kpi.unitVi
    const line = dueDay === null ? 'kế hoạch hôm nay' : `phải đạt đến hết ${dueDay}`
    return `${told(value)} so với ${told(expected)} ${line}, ${short ? 'thiếu' : 'vượt'} ${size} ${unit}`
  }
  const unit = ratio ? 'points' : kpi.kind === 'level' ? 'stages' : kpi.unitEn
  const line = dueDay === null ? 'planned for today' : `due by the end of ${dueDay}`
  return `${told(value)} against ${told(expected)} ${line}, ${short ? 'short' : 'over'} by ${size} ${unit}`
}

/** Evidence of a gap to the plan. `passedDueMs`: the instant the target was due, where it has passed. */
export function planGapWords(cell: Cell, kpi: Kpi, passedDueMs: number | null): Words {
  return { vi: planGap(cell, kpi, passedDueMs, 'vi'), en: planGap(cell, kpi, passedDueMs, 'en') }
}
