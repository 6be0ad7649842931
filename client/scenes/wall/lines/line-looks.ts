/** How lines look: an hour or a day of a strip, the order of rows, how long an outage lasts. Pure. */
import type { LineCounts, LineState, LineUnit, OutageUnderWay } from '../../../../data/protocol/lines.ts'
import type { StripLook } from '../../../charts/LineStrip.tsx'
import type { Look } from '../../../ui/look.ts'

/** Share of an hour that is lost from which it is seen: 2 minutes, the shortest outage that is told. */
export const hourLateShare = 2 / 60
/** Share of an hour that is lost from which it is an outage's. */
export const hourRiskShare = 0.5
/** Uptime of a day: chậm below, nguy cơ below the second. Source: domain "network.uptime: chậm from 98.5 %". */
export const dayUptimes = { late: 0.99, risk: 0.985 } as const

/** Shapes of the states. */
export const stateLooks: Readonly<Record<LineState, Look>> = { down: 'at_risk', silent: 'lost', flapping: 'behind', up: 'met', never: 'silent' }

/** The look of one hour: seconds lost of seconds observed. */
export function hourLook(down: number, observed: number): StripLook {
  if (observed === 0) return 'lost'
  const share = down / observed
  return share >= hourRiskShare ? 'at_risk' : share >= hourLateShare ? 'behind' : 'met'
}

/** The look of one day. */
export function dayLook(down: number, observed: number): StripLook {
  if (observed === 0) return 'lost'
  const uptime = 1 - down / observed
  return uptime < dayUptimes.risk ? 'at_risk' : uptime < dayUptimes.late ? 'behind' : 'met'
}

/** The look of each hour or day of a strip. */
export function stripLooks(strip: LineUnit['hours'], look: (down: number, observed: number) => StripLook): readonly StripLook[] {
  return strip.observed.map((observed, i) => look(strip.down[i] ?? 0, observed))
}

const weights: Readonly<Record<StripLook, number>> = { at_risk: 1000, lost: 30, behind: 10, met: 0 }

/** How much there is to see in a row: what is wrong now, then its hours. */
export function weightOf(row: LineUnit, strip: 'hours' | 'days'): number {
  const looks = stripLooks(row[strip], strip === 'hours' ? hourLook : dayLook)
  return row.counts.down * 1e6 + looks.reduce((sum, look) => sum + weights[look], 0)
}

/** The rows that fit: all in the list's own order, or the worst first where there are more than `room`. */
export function rowsThatFit(rows: readonly LineUnit[], room: number, strip: 'hours' | 'days'): readonly LineUnit[] {
  if (rows.length <= room) return rows
  return rows.map((row) => ({ row, weight: weightOf(row, strip) })).sort((a, b) => b.weight - a.weight).slice(0, room).map(({ row }) => row)
}

/** Uptime 0–1; null: nothing was observed. */
export function shareOf({ up, observed }: { up: number, observed: number }): number | null {
  return observed === 0 ? null : up / observed
}

/** How long an outage is known to last at `nowMs`: to its newest reading where the line has fallen silent since, milliseconds. */
export function lastingMs({ since, newestAt, silent }: OutageUnderWay, nowMs: number): number {
  return (silent ? Date.parse(newestAt) : nowMs) - Date.parse(since)
}

/** Whether nobody has taken an outage. */
export function isUntaken({ warning }: OutageUnderWay): boolean {
  return warning === null || warning.state === 'open'
}

/** The state of one line from its counts (the worst where there are several). */
export function stateOf(counts: LineCounts): LineState {
  return (['down', 'silent', 'flapping', 'up'] as const).find((state) => counts[state] > 0) ?? 'never'
}
