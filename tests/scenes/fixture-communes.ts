/**
 * Planted communes of the fixture's day: below the planted provinces, so that the chain Mường Nhé → Điện Biên → centre stands as in the mock-ups,
 * and the few others that a quiet country has. Aggregates only.
 */
import { officialUnits } from '../../data/units/official-units.ts'

/** A planted figure. */
export interface PlantedCommune {
  readonly num: number | null
  readonly den: number | null
  readonly newestAgoMs: number
  readonly oldestAgoMs?: number
}

const hour = 3_600_000

/** How long ago the provinces that are planted silent told their last pages, milliseconds: all beyond three days, where a daily figure is lost (freshness.ts). */
export const lostForMs = { '04': 122 * hour, '20': 98 * hour, '86': 75 * hour } as const

/** Pages of each commune of theirs, of 600: as their provinces stand. */
const lastPages: Readonly<Record<keyof typeof lostForMs, number>> = { '04': 410, '20': 411, '86': 420 }
const under = (province: string): readonly string[] => officialUnits.filter(({ parent }) => parent === province).map(({ code }) => code)

/** Pages that the eleven communes of Điện Biên below their plan lack: together 25,800, Mường Nhé (03160) first. */
const lacks: readonly (readonly [code: string, short: number])[] = [
  ['03160', 2_528], ['03158', 2_490], ['03162', 2_470], ['03163', 2_440], ['03164', 2_410], ['03169', 2_380],
  ['03176', 2_350], ['03199', 2_310], ['03208', 2_200], ['03220', 2_140], ['03385', 2_082],
]

/** Điện Biên: 64,200 of 300,000 pages; eleven communes below 30 %, 34 just at it, 120 of 400 pages its own office's. */
function dienBien(): ReadonlyMap<string, PlantedCommune> {
  const short = new Map(lacks)
  return new Map(under('11').map((code, i): [string, PlantedCommune] => {
    const lack = short.get(code)
    const newestAgoMs = code === '03160' ? 21.4 * hour : (2 + (i % 9)) * hour
    if (lack === undefined) return [code, { num: 1_710, den: 5_700, newestAgoMs }]
    const den = code === '03160' ? 9_800 : 9_600
    return [code, { num: Math.round(den * 0.3) - lack, den, newestAgoMs }]
  }))
}

function pages(): ReadonlyMap<string, PlantedCommune> {
  const found = new Map(dienBien())
  for (const province of ['04', '20', '86'] as const) for (const code of under(province)) found.set(code, { num: lastPages[province], den: 600, newestAgoMs: lostForMs[province] })
  for (const code of under('08')) found.set(code, { num: 410, den: 600, newestAgoMs: 40 * hour })
  // a few that are behind, in provinces that are well
  const quiet = officialUnits.filter(({ level, parent }) => level === 'commune' && parent !== null && !['11', '04', '20', '08', '86'].includes(parent))
  for (const [i, { code }] of quiet.entries()) if (i % 97 === 41) found.set(code, { num: i % 2 === 0 ? 3_100 : 3_180, den: 5_000, newestAgoMs: 6 * hour })
  return found
}

/** Monthly reports that an office owes by the planted day: January to October. */
export const monthsReported = 10

/** Whether a commune of Quảng Trị, by its place in the list, is one of the 41 of 78 whose report of the month is late. */
const isLate = (i: number): boolean => i % 2 === 0 || i < 4

const planted: Readonly<Record<string, ReadonlyMap<string, PlantedCommune>>> = {
  'digitization.pages': pages(),
  'data.reporting_units': new Map(under('44').map((code, i) => [code, { num: isLate(i) ? 0 : 1, den: 1, newestAgoMs: 60_000 }])),
  'reports.on_time': new Map(under('44').map((code, i) => [code, { num: monthsReported - (isLate(i) ? 1 : 0), den: monthsReported, newestAgoMs: 14 * hour }])),
  'data.serious_errors': new Map(under('40').slice(20, 29).map((code, i) => [code, { num: [3, 2, 2, 2, 1, 1, 1, 1, 1][i] ?? 1, den: null, newestAgoMs: 60_000 }])),
  'esign.documents': new Map(under('52').filter((_, i) => i % 5 === 0).map((code, i) => [code, { num: 780 + (i % 4) * 8, den: 1_000, newestAgoMs: 3 * hour }])),
}

/** What is planted for a unit below the centre; undefined: nothing. */
export function plantedBelow(unit: string, kpi: string): PlantedCommune | undefined {
  return planted[kpi]?.get(unit)
}
