/**
 * Data quality as points: *đúng, đủ, sạch, sống, thống nhất, dùng chung* (S3 II.3; domain "Data quality"), each criterion as what was
 * earned of what was possible. Points add along the pyramid and over KPI families: a parent's score is Σ points / Σ possible of its
 * units, never the mean of their scores (law 2 for points). Nothing possible: no score, never 0 (law 7).
 *
 * Right and clean see the same refusals and differ so: **right** asks of *figures* — those taken, and those refused because what they
 * say cannot be so; a total declared beside the figures of the units below is one more figure to agree with. A message that could not
 * be read, or came twice, holds no further figure: it counts for nothing here. **Clean** asks of *messages* — everything that was sent;
 * what was unreadable, impossible, misplaced or sent again counts against it, and no second source is asked.
 */
import { cadenceMs, type Cadence } from '../kpis/kpi.ts'
import type { QualityScore } from '../protocol/quality.ts'
import { addMonths, dayMs, dayStart, hourMs, hourStart, monthStart } from '../time/vietnam-time.ts'
import { freshCadences, lateCadences } from './freshness.ts'

/** Points are kept in thousandths, as whole numbers: sums are exact in any order. */
export const pointScale = 1000

/** Earned of possible, both in thousandths of a point. */
export interface Points {
  readonly points: number
  readonly possible: number
}

/** Nothing to judge. */
export const noPoints: Points = { points: 0, possible: 0 }

/** Both together. */
export function addPoints(a: Points, b: Points): Points {
  return { points: a.points + b.points, possible: a.possible + b.possible }
}

/** The score on the wire: 0–100, or null where nothing was possible; points whole, not in thousandths. */
export function scoreOf({ points, possible }: Points): QualityScore {
  return { score: possible === 0 ? null : Math.min(100, (points / possible) * 100), points: points / pointScale, possible: possible / pointScale }
}

/** Why a message counts against a unit: it could not be read; it cannot be so; it names a wrong place (unit, KPI, target, window). */
export const refusalClasses = ['malformed', 'impossible', 'misplaced'] as const
/** One of `refusalClasses`. */
export type RefusalClass = (typeof refusalClasses)[number]

/**
 * What was handed in for a unit and family: `accepted` (stored; corrections too), `duplicates` (the same reading again), refused by
 * class, and `corrected`: readings that a correction mended or withdrew. Each correction is accepted itself, so corrected ≤ accepted.
 */
export interface Intake {
  readonly accepted: number
  readonly duplicates: number
  readonly malformed: number
  readonly impossible: number
  readonly misplaced: number
  readonly corrected: number
}

/** Months whose messages count for right and clean: the present local month and the two before it (59–92 days). */
export const intakeMonths = 3

/** Đúng. Figures that stand, of those taken or refused as impossible; and declared totals (`agreeing` of `compared`) that agree with the units below. */
export function rightPoints({ accepted, impossible, corrected }: Intake, agreeing: number, compared: number): Points {
  return { points: (accepted - corrected + agreeing) * pointScale, possible: (accepted + impossible + compared) * pointScale }
}

/** Sạch. Messages taken at the first go and never mended, of all messages. */
export function cleanPoints({ accepted, duplicates, malformed, impossible, misplaced, corrected }: Intake): Points {
  return { points: (accepted - corrected) * pointScale, possible: (accepted + duplicates + malformed + impossible + misplaced) * pointScale }
}

/** The closed periods in which a KPI should have a reading: how long one is, from the first's start to the last's end, and how many. */
export interface ClosedPeriods {
  readonly grain: 'hour' | 'day' | 'month'
  readonly fromMs: number
  readonly toMs: number
  readonly count: number
}

/** Closed periods looked at: 3 local months, 30 local days, and of lines the hours of 7 days (as long as their readings are taken). */
export const closedPeriodCounts = { month: 3, day: 30, hour: 7 * 24 } as const

/** The closed periods of a cadence at `nowMs`; null for computed KPIs, which nobody hands in. */
export function closedPeriods(cadence: Cadence, nowMs: number): ClosedPeriods | null {
  if (cadence === 'change') return null
  if (cadence === 'month') {
    const toMs = monthStart(nowMs)
    return { grain: 'month', fromMs: addMonths(toMs, -closedPeriodCounts.month), toMs, count: closedPeriodCounts.month }
  }
  const grain = cadence === 'day' ? 'day' : 'hour'
  const toMs = grain === 'day' ? dayStart(nowMs) : hourStart(nowMs)
  return { grain, fromMs: toMs - closedPeriodCounts[grain] * (grain === 'day' ? dayMs : hourMs), toMs, count: closedPeriodCounts[grain] }
}

/**
 * How many of the closed periods were expected of a cell whose duty began at `sinceMs` (its first reading, or the product's first
 * day): those that ended after it. Infinity: none.
 */
export function expectedPeriods({ grain, fromMs, toMs, count }: ClosedPeriods, sinceMs: number): number {
  if (sinceMs >= toMs) return 0
  if (sinceMs <= fromMs) return count
  if (grain === 'month') {
    let expected = 0
    for (let end = toMs; end > sinceMs && expected < count; end = addMonths(end, -1)) expected++
    return expected
  }
  return Math.min(count, Math.ceil((toMs - sinceMs) / (grain === 'day' ? dayMs : hourMs)))
}

/** Đủ. Periods with a reading that stands, of those expected. `missing` ≤ `expected`. */
export function completePoints(missing: number, expected: number): Points {
  return { points: (expected - missing) * pointScale, possible: expected * pointScale }
}

/**
 * Sống. One point for a due cell whose newest reading is fresh (≤ 1.5 cadences), falling in a straight line to none at 3 cadences.
 * `ageMs` null: never read; then it is due once the product has run for 1.5 cadences (`dutyMs`), with no point, and before that not yet.
 */
export function alivePoints(cadence: Cadence, ageMs: number | null, dutyMs: number): Points {
  const length = cadenceMs[cadence]
  if (length === null) return noPoints
  if (ageMs === null) return dutyMs > freshCadences * length ? { points: 0, possible: pointScale } : noPoints
  const share = (lateCadences * length - ageMs) / ((lateCadences - freshCadences) * length)
  return { points: Math.floor(pointScale * Math.min(1, Math.max(0, share))), possible: pointScale }
}

/** What units reported together. */
export interface Sum {
  readonly num: number
  readonly den: number
}

/** A declared total and what the units below reported for the same time. `den` null where the KPI has none. */
export interface Declared {
  readonly num: number
  readonly den: number | null
  readonly sumNum: number
  readonly sumDen: number
}

/** 1 − |a − b| / max(a, b) in thousandths, which is min / max; whole only where both are equal. */
function likeness(a: number, b: number): number {
  if (a === b) return pointScale
  return Math.min(pointScale - 1, Math.floor((Math.min(a, b) / Math.max(a, b)) * pointScale))
}

/**
 * Thống nhất. One point for a declared total, less the share it is off; of ratios the worse of numerator and denominator. `cases`: all
 * or nothing, so that no count of cases can be worked out of it (domain, *Aggregates only*).
 */
export function consistentPoints({ num, den, sumNum, sumDen }: Declared, cases: boolean): Points {
  const like = Math.min(likeness(num, sumNum), den === null ? pointScale : likeness(den, sumDen))
  return { points: cases && like < pointScale ? 0 : like, possible: pointScale }
}

/** How far a declared total is off the units below, of the greater of both (of ratios the worse of numerator and denominator): unrounded, for words. */
export function offShare({ num, den, sumNum, sumDen }: Declared): number {
  const off = (a: number, b: number): number => (a === b ? 0 : 1 - Math.min(a, b) / Math.max(a, b))
  return Math.max(off(num, sumNum), den === null ? 0 : off(den, sumDen))
}

/** Of several sums that a declared total may mean, the one it is nearest to (the first of equals); null: there is none. */
export function nearestSum({ num, den }: Pick<Declared, 'num' | 'den'>, sums: readonly Sum[]): Sum | null {
  let best: Sum | null = null
  let most = -1
  for (const sum of sums) {
    const { points } = consistentPoints({ num, den, sumNum: sum.num, sumDen: sum.den }, false)
    if (points <= most) continue
    most = points
    best = sum
  }
  return best
}

/** Whether a declared total says exactly what the units below say: the second source of *right*. */
export function agrees(declared: Declared): boolean {
  return consistentPoints(declared, true).points === pointScale
}

/** Days in which a reading of a unit's figures counts as use. */
export const sharedDays = 30
/**
 * Different readers after which a unit's figures count as wholly shared: the levels above a commune are two, and a third reader is the
 * first that nobody's line of duty brings. More readers say how popular a unit is, not how shared its data are.
 */
export const sharedReaders = 3

/** Dùng chung. Points for the first three readers other than the unit itself; nothing possible where there is nothing to read or nobody above. */
export function sharedPoints(readers: number, readable: boolean): Points {
  return readable ? { points: Math.min(readers, sharedReaders) * pointScale, possible: sharedReaders * pointScale } : noPoints
}
