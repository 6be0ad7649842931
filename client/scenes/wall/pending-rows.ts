/** What is found and no warning yet, ready to show: where, which indicator, when it becomes a warning if it goes on. Pure. */
import type { WarningsAnswer } from '../../../data/protocol/warning.ts'
import { dayMs, dayStart } from '../../../data/time/vietnam-time.ts'
import { formatClock, formatDay } from '../../ui/format.ts'
import type { Look } from '../../ui/look.ts'
import { lookBySeverity } from './anomaly-rows.ts'
import { shortName, type Speech } from './figure-words.ts'
import { unitName, type WallData } from './wall-data.ts'

type Pending = WarningsAnswer['pending']

/** One finding. `at`: when it opens, the day too where that is not today. */
export interface PendingRow {
  readonly key: string
  readonly look: Look
  readonly unit: string
  readonly kpi: string
  readonly at: string
}

/** How many there are. */
export function pendingTotal({ counts }: Pending): number {
  return counts.at_risk + counts.behind + counts.no_data
}

function openingText(ms: number, nowMs: number): string {
  const clock = formatClock(ms).slice(0, 5)
  return ms < dayStart(nowMs) + dayMs ? clock : `${clock} ${formatDay(ms)}`
}

/** Those that are named, worst first. */
export function pendingRows({ first }: Pending, data: WallData, nowMs: number, { words, language }: Speech): readonly PendingRow[] {
  return first.map(({ unit, kpi: id, severity, opensAt }) => {
    const kpi = data.kpiById.get(id)
    return {
      key: `${unit} ${id}`, look: lookBySeverity[severity], at: openingText(Date.parse(opensAt), nowMs),
      unit: data.unitByCode.get(unit)?.level === 'centre' ? words.nationwide : unitName(data, unit, language), kpi: kpi === undefined ? id : shortName(kpi, language),
    }
  })
}

/** As many of their places as `letters` have room for, each once with when the first of it opens; those of one instant together: `Điện Biên, Cà Mau 13:48; Gia Lai 13:46 01/12`. */
export function pendingPlaces(rows: readonly PendingRow[], letters: number): string {
  const places = rows.filter(({ unit }, i) => rows.findIndex((one) => one.unit === unit) === i)
  const said = (count: number): string => {
    const byInstant = new Map<string, string[]>()
    for (const { unit, at } of places.slice(0, count)) byInstant.set(at, [...(byInstant.get(at) ?? []), unit])
    return [...byInstant].map(([at, units]) => `${units.join(', ')} ${at}`).join('; ')
  }
  let count = places.length
  while (count > 0 && said(count).length > letters) count--
  return said(count)
}
