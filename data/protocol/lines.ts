/**
 * Wire shapes of `GET /api/v1/units/:code/lines?kpi=&limit=`: the lines of a subtree as they are now, outages under way, the longest of
 * 30 days, and seconds lost by hour and day. All lengths are whole seconds. Source: domain "availability"; docs/judgement.md "Lines".
 */
import { z } from 'zod'
import { outageResolutions } from '../judgement/detect/outages.ts'
import { warningStates } from './warning.ts'

const instant = z.iso.datetime({ offset: true })
const count = z.int().min(0)
const seconds = z.int().min(0)

/** Rows of each list of an answer: at most, and where none are asked for. */
export const maxLineRows = 200
/** See `maxLineRows`. */
export const defaultLineRows = 20
/** Hours of a strip: the running one and those that the 24 h before it lie in. */
export const lineStripHours = 25
/** Local days of a strip, today included. */
export const lineStripDays = 30

/** Counts of lines by state (`lineStates`); they sum up to `due`. */
export const lineCounts = z.strictObject({ due: count, down: count, silent: count, flapping: count, late: count, up: count, never: count })
/** See `lineCounts`. */
export type LineCounts = z.infer<typeof lineCounts>

/** Seconds up of seconds observed. Nothing observed: both 0, and there is no share. */
export const lineSeconds = z.strictObject({ up: seconds, observed: seconds })
/** See `lineSeconds`. */
export type LineSeconds = z.infer<typeof lineSeconds>

/** Seconds lost (`down`) of seconds observed in neighbouring hours or days, oldest first. */
const strip = (length: number) => z.strictObject({ down: z.array(seconds).length(length), observed: z.array(seconds).length(length) })

/** The lines of one unit's subtree. `hour24`: over the hours of its strip; `days30`: over the window of the figure; `newestAt`: its newest reading. */
export const lineUnit = z.strictObject({
  unit: z.string(), counts: lineCounts, hour24: lineSeconds, days30: lineSeconds, newestAt: instant.nullable(),
  hours: strip(lineStripHours), days: strip(lineStripDays),
})
/** See `lineUnit`. */
export type LineUnit = z.infer<typeof lineUnit>

/** The warning that stands for an outage, as this viewer sees it. */
export const outageWarning = z.strictObject({ id: z.string(), state: z.enum(warningStates), task: z.string().nullable(), shelvedUntil: instant.nullable() })
/** See `outageWarning`. */
export type OutageWarning = z.infer<typeof outageWarning>

/** An outage under way. `newestAt`: the last time it was told down; `silent`: nothing has been heard since beyond the limit; `lastHour`: what was observed of the last hour. */
export const outageUnderWay = z.strictObject({
  unit: z.string(), since: instant, newestAt: instant, silent: z.boolean(), lastHour: lineSeconds, warning: outageWarning.nullable(),
})
/** See `outageUnderWay`. */
export type OutageUnderWay = z.infer<typeof outageUnderWay>

/** An outage of the last 30 days. `to` null: it goes on; `downS`: observed seconds without the line; `resolution`: known to the reading (7 days) or by hour sums. */
export const pastOutage = z.strictObject({
  unit: z.string(), from: instant, to: instant.nullable(), downS: seconds, resolution: z.enum(outageResolutions),
})
/** See `pastOutage`. */
export type PastOutage = z.infer<typeof pastOutage>

/** A line that is silent, never heard (`since` null), or flapping. */
const lineSince = z.strictObject({ unit: z.string(), since: instant.nullable() })

/**
 * The answer. `isWhole`: false while outages and strips are still being read from the store after a start. `self`: the whole subtree;
 * `children`: direct children that have lines. `underWay`: those that nobody has taken first, then the longest; `longest`: by `downS`;
 * lists are cut to `limit`, `…Total` says how many there are. `hoursFrom`, `daysFrom`: beginnings of the strips.
 */
export const linesAnswer = z.strictObject({
  unit: z.string(), kpi: z.string(), at: instant, isWhole: z.boolean(), simulated: z.boolean(), hoursFrom: instant, daysFrom: instant,
  self: lineUnit, children: z.array(lineUnit).max(500),
  underWay: z.array(outageUnderWay).max(maxLineRows), underWayTotal: count,
  longest: z.array(pastOutage).max(maxLineRows), longestTotal: count,
  silent: z.array(lineSince).max(maxLineRows), flapping: z.array(lineSince).max(maxLineRows),
})
/** See `linesAnswer`. */
export type LinesAnswer = z.infer<typeof linesAnswer>
