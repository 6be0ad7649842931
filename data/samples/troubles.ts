/**
 * The planted troubles: what is wrong in the simulated country, by name, so that a test or a person can look for it on a screen.
 * The places and figures are those of the design's picture of the wall; they say nothing about the real units.
 */
import { addMonths, dayMs, dayStart, hourMs, monthStart, yearOf, yearStart } from '../time/vietnam-time.ts'

/** One planted trouble. `unit`, `kpi`: where it shows; `sinceMs`: from when on, epoch milliseconds. */
export interface PlantedTrouble {
  readonly kind: 'silent' | 'below_plan'
  readonly unit: string
  readonly kpi: string
  readonly textVi: string
  readonly sinceMs: number
}

/** Units of the planted troubles (codes of the official list). */
export const troubledUnits = {
  centre: 'TW', caoBang: '04', dienBien: '11', langSon: '20', quangTri: '44', giaLai: '52', vinhLong: '86', caMau: '96',
} as const

/** Share of its pages at which Điện Biên stopped (plan: 30 % by 30 September, S2 II.2.3). */
export const dienBienPagesShare = 0.214
/** Pages Điện Biên has to digitise: 90,000 are 30 % of them (S2 PL.II.2.4). */
export const dienBienPages = 300_000
/** Share of its documents that Gia Lai signs (floor: 90 %, S0 PL.II.3). */
export const giaLaiSignedShare = 0.846
/** Communes of Quảng Trị that did not report `training.staff`. */
export const quangTriSilentCommunes = 41
/** How long Cà Mau's line has been down when the samples begin, and how long after that it stays down, milliseconds. */
export const caMauOutageMs = { before: 2 * hourMs + 23 * 60_000, after: 3 * hourMs } as const
/**
 * How long whole provinces have been silent about pages, milliseconds: with a daily cadence the first two are lost (beyond 72 h),
 * the third is late (beyond 36 h).
 */
export const silentForMs = { caoBang: 98 * hourMs, langSon: 77 * hourMs, vinhLong: 45 * hourMs } as const

/** By this time of a month every unit's report of it is in (they come on days 12–19). */
const reportsAllIn = 20 * dayMs

function silent(unit: string, kpi: string, sinceMs: number, textVi: string): PlantedTrouble {
  return { kind: 'silent', unit, kpi, sinceMs, textVi }
}

function belowPlan(unit: string, kpi: string, sinceMs: number, textVi: string): PlantedTrouble {
  return { kind: 'below_plan', unit, kpi, sinceMs, textVi }
}

/** The troubles of samples that begin at `nowMs`, in the order of the wall's list. */
export function plantedTroubles(nowMs: number): readonly PlantedTrouble[] {
  const pages = 'digitization.pages'
  const year = yearStart(yearOf(nowMs))
  return [
    belowPlan(troubledUnits.dienBien, pages, year + 273 * dayMs, 'Điện Biên dừng ở 21,4 % trang phải số hóa, kế hoạch 30 %'),
    belowPlan(troubledUnits.caMau, 'network.uptime', nowMs - caMauOutageMs.before, 'Đường truyền Cà Mau đang đứt, dưới mức 99 %'),
    belowPlan(troubledUnits.centre, pages, dayStart(nowMs), 'Toàn quốc chậm so với kế hoạch số hóa'),
    belowPlan(troubledUnits.giaLai, 'esign.documents', year, 'Gia Lai ký số 84,6 % văn bản, mức 90 %'),
    silent(troubledUnits.quangTri, 'training.staff', addMonths(monthStart(nowMs - reportsAllIn), -1),
      `${quangTriSilentCommunes} xã của Quảng Trị chưa báo cáo cán bộ được tập huấn`),
    silent(troubledUnits.caoBang, pages, nowMs - silentForMs.caoBang, 'Cao Bằng mất số liệu trang đã số hóa'),
    silent(troubledUnits.langSon, pages, nowMs - silentForMs.langSon, 'Lạng Sơn mất số liệu trang đã số hóa'),
    silent(troubledUnits.vinhLong, pages, nowMs - silentForMs.vinhLong, 'Vĩnh Long chậm số liệu trang đã số hóa'),
  ]
}
