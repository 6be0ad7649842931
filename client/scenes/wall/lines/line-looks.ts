/** How lines look: an hour or a day of a strip, the order of rows, how long an outage lasts. Pure. */
import { freshCadences } from '../../../../data/judgement/freshness.ts'
import type { LineState } from '../../../../data/judgement/line-states.ts'
import type { LineCounts, LinesAnswer, LineUnit, OutageUnderWay, PastOutage } from '../../../../data/protocol/lines.ts'
import { dayMs, hourMs } from '../../../../data/time/vietnam-time.ts'
import type { StripLook } from '../../../charts/LineStrip.tsx'
import type { Look } from '../../../ui/look.ts'

/** Seconds lost from which an hour or a day is seen: the shortest outage that is told. Also in the hour that runs, of which little is observed yet. */
export const leastLostS = 120
/** Share of an hour that is lost from which it is an outage's. */
export const hourRiskShare = 0.5
/** Uptime of a day: chậm below, nguy cơ below the second. Source: domain "network.uptime: chậm from 98.5 %". */
export const dayUptimes = { late: 0.99, risk: 0.985 } as const

/** Shapes of the states. */
export const stateLooks: Readonly<Record<LineState, Look>> = { down: 'at_risk', silent: 'lost', flapping: 'behind', late: 'silent', up: 'met', never: 'silent' }

/** The look of one hour: seconds lost of seconds observed. */
export function hourLook(down: number, observed: number): StripLook {
  if (observed === 0) return 'lost'
  if (down < leastLostS) return 'met'
  return down / observed >= hourRiskShare ? 'at_risk' : 'behind'
}

/** The look of one day. */
export function dayLook(down: number, observed: number): StripLook {
  if (observed === 0) return 'lost'
  if (down < leastLostS) return 'met'
  const uptime = 1 - down / observed
  return uptime < dayUptimes.risk ? 'at_risk' : uptime < dayUptimes.late ? 'behind' : 'met'
}

/** Whether the newest hour or day has only begun: for less than lines of `cadence` milliseconds (null: none) are fresh without a reading. What is silent in it is not without data. */
export function hasOnlyBegun({ at, self, hoursFrom, daysFrom }: Pick<LinesAnswer, 'at' | 'hoursFrom' | 'daysFrom'> & { readonly self: Pick<LineUnit, 'hours' | 'days'> }, kind: 'hours' | 'days', cadence: number | null): boolean {
  if (cadence === null) return false
  const fromMs = Date.parse(kind === 'hours' ? hoursFrom : daysFrom) + (self[kind].observed.length - 1) * (kind === 'hours' ? hourMs : dayMs)
  const sinceMs = Date.parse(at) - fromMs
  return sinceMs >= 0 && sinceMs < freshCadences * cadence
}

/** The look of each hour or day of a row. `whole`: the root's own row: before anything was heard of any line, silence is quiet. `isNew`: see `hasOnlyBegun`. */
export function stripLooks(row: LineUnit, whole: LineUnit, kind: 'hours' | 'days', isNew = false): readonly StripLook[] {
  const look = kind === 'hours' ? hourLook : dayLook
  const known = whole[kind].observed.findIndex((observed) => observed > 0)
  const first = known < 0 ? whole[kind].observed.length : known
  const { observed: all, down } = row[kind]
  return all.map((observed, i) => (isNew && observed === 0 && i === all.length - 1 ? 'coming' : i < first ? 'silent' : look(down[i] ?? 0, observed)))
}

/** Uptime 0–1; null: nothing was observed. */
export function shareOf({ up, observed }: { up: number, observed: number }): number | null {
  return observed === 0 ? null : up / observed
}

/** What a row shows at its end: its uptime over the time of the strip; null: nothing was observed. */
export function uptimeOf(row: LineUnit, kind: 'hours' | 'days'): number | null {
  return shareOf(kind === 'hours' ? row.hour24 : row.days30)
}

/** Where a row without uptime stands: below those that lost anything, above those that lost nothing. */
const unknownRank = 1 - 1e-9

/**
 * The rows that fit: all in the list's own order, or, where there are more than `room`, the lowest uptime first, as the rows show it. A line that
 * is down now has its row, however little it has lost yet.
 */
export function rowsThatFit(rows: readonly LineUnit[], room: number, kind: 'hours' | 'days'): readonly LineUnit[] {
  if (rows.length <= room) return rows
  const rank = (row: LineUnit): number => uptimeOf(row, kind) ?? unknownRank
  const ranked = [...rows].sort((a, b) => rank(a) - rank(b))
  const chosen = new Set([...ranked].sort((a, b) => Number(b.counts.down > 0) - Number(a.counts.down > 0)).slice(0, room))
  return ranked.filter((row) => chosen.has(row))
}

/** How long an outage is known to last at `nowMs`: to its newest reading where the line has fallen silent since, milliseconds. */
export function lastingMs({ since, newestAt, silent }: OutageUnderWay, nowMs: number): number {
  return (silent ? Date.parse(newestAt) : nowMs) - Date.parse(since)
}

/** How long an outage of the list lasted at `nowMs`, milliseconds: of one that has ended what was observed of it; one that goes on lasts as long as its row among those under way says. */
export function lengthMs(outage: PastOutage, underWay: readonly OutageUnderWay[], nowMs: number): number {
  const going = outage.to === null ? underWay.find(({ unit }) => unit === outage.unit) : undefined
  return going === undefined ? outage.downS * 1000 : Math.max(outage.downS * 1000, lastingMs(going, nowMs))
}

/** The outages by their lengths at `nowMs`, the longest first. */
export function byLength({ longest, underWay }: Pick<LinesAnswer, 'longest' | 'underWay'>, nowMs: number): readonly PastOutage[] {
  return longest.map((outage) => ({ outage, ms: lengthMs(outage, underWay, nowMs) })).sort((a, b) => b.ms - a.ms).map(({ outage }) => outage)
}

/** What is known of the time lines were observed: since when (the hour, or the day where that is all that is kept), whether that is the whole window, seconds lost in it, and in how many units; `seen`: units of which a cell of the hours shows a loss. Null: nothing was observed. */
export interface Known {
  readonly sinceMs: number
  readonly isHour: boolean
  readonly isWhole: boolean
  readonly lostS: number
  readonly units: number
  readonly seen: number
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** See `Known`. */
export function knownOf({ self, children, hoursFrom, daysFrom }: Pick<LinesAnswer, 'self' | 'children' | 'hoursFrom' | 'daysFrom'>): Known | null {
  const day = self.days.observed.findIndex((observed) => observed > 0)
  if (day < 0) return null
  const all = children.length > 0 ? children : [self]
  const hour = self.hours.observed.findIndex((observed) => observed > 0)
  const dayMsOf = Date.parse(daysFrom) + day * dayMs, hourMsOf = Date.parse(hoursFrom) + hour * hourMs
  const isHour = hour > 0 && hourMsOf - dayMsOf < dayMs && hourMsOf >= dayMsOf
  return {
    sinceMs: isHour ? hourMsOf : dayMsOf, isHour, isWhole: day === 0,
    lostS: sum(self.days.down), units: all.filter(({ days }) => days.down.some((down) => down >= leastLostS)).length,
    seen: all.filter((row) => stripLooks(row, self, 'hours').some((look) => look === 'behind' || look === 'at_risk')).length,
  }
}

/** Whether nobody has taken an outage. */
export function isUntaken({ warning }: OutageUnderWay): boolean {
  return warning === null || warning.state === 'open'
}

/** The state of one line from its counts (the worst where there are several). */
export function stateOf(counts: LineCounts): LineState {
  return (['down', 'silent', 'flapping', 'late', 'up'] as const).find((state) => counts[state] > 0) ?? 'never'
}
