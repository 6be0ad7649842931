/** Data quality in words: the names and formulas of the six criteria, and what cost a point, in Vietnamese and English. */
import type { Cadence, KpiGroup } from '../kpis/kpi.ts'
import type { QualityCriterion } from '../protocol/quality.ts'
import { localDay, toLocalIso } from '../time/vietnam-time.ts'
import { numberWords, percentWords, type Language } from './number-words.ts'
import type { ClosedPeriods, RefusalClass } from './quality.ts'

/** One sentence in both languages. */
export interface QualityWords {
  readonly vi: string
  readonly en: string
}

/** The six names of S3 II.3. */
export const criterionNames: Readonly<Record<QualityCriterion, QualityWords>> = {
  right: { vi: 'Đúng', en: 'Right' }, complete: { vi: 'Đủ', en: 'Complete' }, clean: { vi: 'Sạch', en: 'Clean' },
  alive: { vi: 'Sống', en: 'Alive' }, consistent: { vi: 'Thống nhất', en: 'Consistent' }, shared: { vi: 'Dùng chung', en: 'Shared' },
}

/** The KPI families a score is given for. `none`: messages that named no KPI of the catalogue. */
export type QualityFamily = KpiGroup | 'none'

/** What the families are called. */
export const familyNames: Readonly<Record<QualityFamily, QualityWords>> = {
  digitization: { vi: 'Số hóa tài liệu', en: 'Digitisation' }, esign: { vi: 'Ký số', en: 'Digital signatures' },
  network: { vi: 'Mạng, đường truyền', en: 'Network and lines' }, devices: { vi: 'Thiết bị, phần mềm', en: 'Devices and software' },
  processes: { vi: 'Quy trình, nền tảng số', en: 'Processes and platforms' }, data: { vi: 'Dữ liệu', en: 'Data' },
  security: { vi: 'An toàn thông tin', en: 'Information security' }, work: { vi: 'Hồ sơ, đơn thư, kiến nghị', en: 'Files, petitions, recommendations' },
  economy: { vi: 'Tiết kiệm, giải ngân', en: 'Savings and disbursement' }, people: { vi: 'Con người, kỹ năng số', en: 'People and skills' },
  services: { vi: 'Dịch vụ công', en: 'Public services' }, management: { vi: 'Quản lý, triển khai', en: 'Management and roll-out' },
  cases_register: { vi: 'Sổ kiểm tra, đơn thư, kết luận', en: 'Registers of inspections, petitions, conclusions' },
  none: { vi: 'Không rõ chỉ tiêu', en: 'No known KPI' },
}

/** How each score is computed (quality.ts), in words. */
export const formulaWords: Readonly<Record<QualityCriterion, QualityWords>> = {
  right: {
    vi: '(số liệu được nhận − số liệu bị đính chính hoặc rút lại + tổng hợp khớp cấp dưới) ÷ (số liệu được nhận + số liệu bị từ chối vì không thể có + tổng hợp được đối chiếu), trong tháng này và 2 tháng trước',
    en: '(figures taken − figures mended or withdrawn + declared totals that agree with the units below) ÷ (figures taken + figures refused as impossible + declared totals compared), this month and the 2 before',
  },
  complete: {
    vi: 'kỳ đã có số liệu ÷ kỳ phải có số liệu: 3 tháng đã khép với chỉ tiêu tháng, 30 ngày đã khép với chỉ tiêu ngày, từng giờ của 7 ngày với đường truyền',
    en: 'periods filled ÷ periods expected: 3 closed months of monthly KPIs, 30 closed days of daily ones, the hours of 7 days of lines',
  },
  clean: {
    vi: '(số liệu được nhận − số liệu bị đính chính hoặc rút lại) ÷ mọi lần gửi, kể cả gửi trùng, sai mẫu, không thể có, sai chỗ, trong tháng này và 2 tháng trước',
    en: '(figures taken − figures mended or withdrawn) ÷ everything sent, duplicates, malformed, impossible and misplaced included, this month and the 2 before',
  },
  alive: {
    vi: 'mỗi ô phải báo cáo được 1 điểm khi số mới nhất không cũ hơn 1,5 nhịp, giảm đều về 0 ở 3 nhịp; tổng điểm ÷ số ô',
    en: 'each due cell earns 1 point while its newest reading is at most 1.5 cadences old, falling evenly to 0 at 3; points ÷ cells',
  },
  consistent: {
    vi: 'mỗi số tổng hợp do đơn vị khai được 1 − |số khai − tổng cấp dưới| ÷ số lớn hơn trong hai; tổng điểm ÷ số lần khai',
    en: 'each declared total earns 1 − |declared − sum of the units below| ÷ the greater of both; points ÷ totals declared',
  },
  shared: {
    vi: 'số đơn vị, hệ thống khác đã đọc số liệu trong 30 ngày, tính tối đa 3, ÷ 3, theo từng nhóm chỉ tiêu',
    en: 'others (offices, systems) that read the figures in the last 30 days, at most 3 counted, ÷ 3, for each KPI family',
  },
}

/** Local time and day, short in both languages: lists are narrow. `08:05 22/11/2026`. */
function instant(ms: number): string {
  const [year, month, day] = localDay(ms).split('-')
  return `${toLocalIso(ms).slice(11, 16)} ${day}/${month}/${year}`
}

const marks: Readonly<Record<RefusalClass | 'corrected' | 'duplicate', QualityWords>> = {
  malformed: { vi: 'bị từ chối: sai mẫu, không đọc được', en: 'refused: malformed, unreadable' },
  impossible: { vi: 'bị từ chối: số không thể có', en: 'refused: cannot be so' },
  misplaced: { vi: 'bị từ chối: sai đơn vị, chỉ tiêu, kỳ hoặc số gốc', en: 'refused: wrong unit, KPI, period or target' },
  corrected: { vi: 'đã bị đính chính hoặc rút lại', en: 'mended or withdrawn later' },
  duplicate: { vi: 'gửi trùng', en: 'sent again' },
}

/** One or several messages of a kind that cost points. `code`, `field`: of the refusal; `kept` false: only their count is kept. */
export function markWords(kind: RefusalClass | 'corrected' | 'duplicate', code: string, field: string | null, count: number, kept: boolean): QualityWords {
  const { vi, en } = marks[kind]
  const what = code === kind ? '' : ` (${code}${field === null ? '' : `, ${field}`})`
  const [countVi, countEn] = [numberWords(count, 0, 'vi'), numberWords(count, 0, 'en')]
  if (!kept) return { vi: `${countVi} lần ${vi}; chi tiết không còn giữ`, en: `${countEn} × ${en}; details are no longer kept` }
  return count === 1 ? { vi: `Số liệu ${vi}${what}`, en: `A reading ${en}${what}` } : { vi: `${countVi} số liệu ${vi}${what}`, en: `${countEn} readings ${en}${what}` }
}

const grainWords: Readonly<Record<ClosedPeriods['grain'], QualityWords>> = {
  month: { vi: 'tháng', en: 'months' }, day: { vi: 'ngày', en: 'days' }, hour: { vi: 'giờ', en: 'hours' },
}
/** Most missing periods that are named. */
export const maxNamedPeriods = 3

function periodName(grain: ClosedPeriods['grain'], ms: number): string {
  const [year, month, day] = localDay(ms).split('-')
  return grain === 'month' ? `${month}/${year}` : grain === 'day' ? `${day}/${month}` : `${toLocalIso(ms).slice(11, 16)} ${day}/${month}`
}

/** Periods without a reading: how many of how many, and the newest of them by name. `starts`: their starts, newest first. */
export function missingWords(grain: ClosedPeriods['grain'], missing: number, expected: number, starts: readonly number[]): QualityWords {
  const named = starts.slice(0, maxNamedPeriods).map((ms) => periodName(grain, ms)).join(', ')
  const more = missing - Math.min(maxNamedPeriods, starts.length)
  const of = (count: number, language: Language): string => numberWords(count, 0, language)
  const tail = (word: string, language: Language): string => (named === '' ? '' : `: ${named}${more > 0 ? ` ${word} ${of(more, language)}` : ''}`)
  return {
    vi: `Thiếu ${of(missing, 'vi')}/${of(expected, 'vi')} ${grainWords[grain].vi}${tail('và thêm', 'vi')}`,
    en: `${of(missing, 'en')} of ${of(expected, 'en')} ${grainWords[grain].en} missing${tail('and', 'en')}${named !== '' && more > 0 ? ' more' : ''}`,
  }
}

const cadenceWords: Readonly<Record<Cadence, QualityWords>> = {
  seconds30: { vi: '30 giây', en: 'every 30 seconds' }, minutes5: { vi: '5 phút', en: 'every 5 minutes' }, day: { vi: 'ngày', en: 'daily' },
  month: { vi: 'tháng', en: 'monthly' }, change: { vi: 'khi có thay đổi', en: 'on change' },
}

/** A cell whose newest reading is too old, or that was never read. */
export function staleWords(cadence: Cadence, newestMs: number | null): QualityWords {
  const { vi, en } = cadenceWords[cadence]
  return newestMs === null
    ? { vi: `Chưa có số liệu nào (nhịp ${vi})`, en: `No reading ever (due ${en})` }
    : { vi: `Số mới nhất lúc ${instant(newestMs)} (nhịp ${vi})`, en: `Newest reading ${instant(newestMs)} (due ${en})` }
}

/** A declared total that differs from the units below. Figures are told by the KPI's passport; here only how far it is off. */
export function mismatchWords(offBy: number, cases: boolean): QualityWords {
  if (cases) return { vi: 'Số tổng hợp khai khác tổng cấp dưới', en: 'The declared total differs from the units below' }
  const percent = (language: Language): string => percentWords(offBy, offBy < 0.001 ? 2 : 1, language)
  return { vi: `Số tổng hợp khai lệch ${percent('vi')} so với tổng cấp dưới`, en: `The declared total is ${percent('en')} off the units below` }
}

/** Figures of a KPI family that fewer than three others read. */
export function unreadWords(family: QualityFamily, readers: number): QualityWords {
  const { vi, en } = familyNames[family]
  return { vi: `${vi}: ${numberWords(readers, 0, 'vi')} nơi khác đã đọc trong 30 ngày`, en: `${en}: read by ${numberWords(readers, 0, 'en')} others in 30 days` }
}
