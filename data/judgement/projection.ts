/**
 * Where a figure leads: its robust trend (theil-sen.ts), the value at the due date with an interval, and the pace needed to arrive.
 *
 * What is projected: reported counts and ratios of states and of the plan year (`projectableKinds`). Not projected: availability (outages are events, not
 * progress: 30 days of them say nothing of the next 30), levels (the lowest of some stages is an order, not a quantity), and what
 * the product computes (overdue tasks, reports on time: their registers and deadlines are known, see the deadline race).
 *
 * It starts from the figure as it is now, so that a rising trend never leads below it and the value agrees with the pace: value ≥ target exactly where
 * trend ≥ needed. The window of the trend is the plan year where its points bound a slope, else all points (12 months, 60 days). The interval is
 * wider than Sen's alone: the present figure is carried by the lowest and the highest slope, and to each side comes how far neighbours stray from
 * the trend (5 %, 95 %), which a bend of the course does not inflate. It presumes that the work goes on as it has; it knows no holidays.
 */
import type { Direction, Kpi, KpiKind, Target } from '../kpis/kpi.ts'
import { hasDenominator, isFlow, isProperRatio } from '../measures/measure.ts'
import type { ProjectionAnswer } from '../protocol/projection.ts'
import { dayMs, endOfLocalDay, toLocalIso, yearOf, yearStart } from '../time/vietnam-time.ts'
import { quantileOf, theilSen, zOf90, type TrendLine, type TrendPoint } from './theil-sen.ts'

/** Kinds whose movement is progress; see the header. */
export const projectableKinds: readonly KpiKind[] = ['flow_count', 'flow_ratio', 'reduction', 'stock_ratio', 'stock_count']
/** Fewest points of a trend: with 4 unequal ones no interval of 90 % can be told from Sen's ranks. */
export const minTrendPoints = 5
/** Share of the interval, 0–1. */
export const projectionConfidence = 0.9
/** Name of the method, for the reader. */
export const projectionMethod = 'Theil–Sen'
/** A crossing of the target further ahead than this is not told, milliseconds (5 years). */
export const maxCrossingMs = 5 * 366 * dayMs
const weekMs = 7 * dayMs

/** A point of the series. `value` null: nothing observed, or withheld. */
export interface SeriesPoint { readonly atMs: number; readonly value: number | null }

/** What is projected. `value`, `num`, `den`: the figure now; `onlyGrows`: it never falls below what it was (growing.ts; counts of the year); `newestAtMs`: its newest reading; `points`: ascending, the present among them. */
export interface ProjectionInput {
  readonly kpi: Pick<Kpi, 'kind' | 'direction' | 'computed'>
  readonly onlyGrows?: boolean
  /** The target in force in the plan year of `nowMs`. */
  readonly target: Target | null
  readonly value: number | null
  readonly num: number | null
  readonly den: number | null
  readonly withheld: boolean
  readonly newestAtMs: number | null
  readonly points: readonly SeriesPoint[]
  readonly grain: 'day' | 'month'
  readonly nowMs: number
}

/** The parts of the answer that are computed here. */
export type Projection = Pick<ProjectionAnswer, 'trend' | 'projected' | 'pace' | 'gap'>

/** Whether a KPI's movement is progress; see the header. */
export function isProjectable(kpi: Pick<Kpi, 'kind' | 'computed'>): boolean {
  return !kpi.computed && projectableKinds.includes(kpi.kind)
}

/** The last instant of the plan year's due day; of a floor that holds all year, the end of the year. */
export function dueInstant(target: Target): number {
  return target.due === null ? yearStart(target.year + 1) : endOfLocalDay(target.due)
}

/**
 * The points a trend rests on: observed, by now, of the plan year where the figure begins anew each year (flows), and none after
 * the first that knows the newest reading: silence is no standstill.
 */
export function trendPointsOf(input: Pick<ProjectionInput, 'kpi' | 'points' | 'newestAtMs' | 'nowMs'>): SeriesPoint[] {
  const { kpi, points, newestAtMs, nowMs } = input
  const fromMs = isFlow(kpi.kind) ? yearStart(yearOf(nowMs)) : -Infinity
  const kept: SeriesPoint[] = []
  for (const point of points) {
    if (point.value === null || point.atMs < fromMs || point.atMs > nowMs) continue
    if (newestAtMs !== null && kept.length > 0 && kept.at(-1)!.atMs >= newestAtMs) break
    kept.push(point)
  }
  return kept
}

/** A value as the KPI can take it: a proper ratio within 0–1, a reduction at most 1, a count at least 0, a count of the year no less than now. */
export function clipped(kind: KpiKind, value: number, presentValue: number | null): number {
  if (isProperRatio(kind)) return Math.min(1, Math.max(0, value))
  if (hasDenominator(kind)) return Math.min(1, value)
  return Math.max(kind === 'flow_count' ? (presentValue ?? 0) : 0, value)
}

function arrives(direction: Direction, target: number, low: number, high: number): 'yes' | 'no' | 'unsure' {
  const isReached = (value: number): boolean => (direction === 'up' ? value >= target : value <= target)
  if (isReached(low) && isReached(high)) return 'yes'
  return isReached(low) || isReached(high) ? 'unsure' : 'no'
}

function isMet({ kpi: { direction }, value }: ProjectionInput, target: number): boolean {
  return value !== null && (direction === 'up' ? value >= target : value <= target)
}

/** When the present figure, carried by the trend, reaches the target; null where it leads away, is met, or takes longer than `maxCrossingMs`. */
function crossing(line: TrendLine, target: number, input: ProjectionInput): string | null {
  const { kpi: { direction }, value, nowMs } = input
  const aheadMs = ((target - (value ?? NaN)) / line.slope) * weekMs
  if (isMet(input, target) || !Number.isFinite(aheadMs) || aheadMs <= 0 || aheadMs > maxCrossingMs) return null
  return (direction === 'up') === (line.slope > 0) ? toLocalIso(Math.ceil(nowMs + aheadMs)) : null
}

/** How far each point strays from what the trend makes of the one before, ascending. */
function straying(points: readonly TrendPoint[], slope: number): Float64Array {
  return Float64Array.from(points.slice(1), ({ x, y }, i) => y - points[i]!.y - slope * (x - points[i]!.x)).sort()
}

function projectedOf(points: readonly TrendPoint[], line: TrendLine, target: Target, input: ProjectionInput): Projection['projected'] {
  const { kpi: { kind, direction }, value: now, onlyGrows, nowMs } = input
  const x = (dueInstant(target) - nowMs) / weekMs
  const present = now ?? NaN
  const clip = (at: number): number => clipped(kind, onlyGrows === true ? Math.max(present, at) : at, now)
  const tail = (1 - projectionConfidence) / 2
  const strayed = straying(points, line.slope)
  const value = clip(present + line.slope * x)
  const low = Math.min(value, clip(present + line.low * x + Math.min(0, quantileOf(strayed, tail))))
  const high = Math.max(value, clip(present + line.high * x + Math.max(0, quantileOf(strayed, 1 - tail))))
  const leads = direction === 'up' ? value >= target.value : value <= target.value
  return {
    value, interval: { low, high }, arrives: isMet(input, target.value) && leads ? 'met' : arrives(direction, target.value, low, high), crossesAt: crossing(line, target.value, input),
  }
}

/** What is still to do in `num`: of states by the present `den`, of counts as they are; null where `den` itself still grows. */
function restNum({ kpi: { kind }, num, den }: ProjectionInput, target: Target): number | null {
  if (num === null) return null
  if (kind === 'stock_ratio') return den === null ? null : target.value * den - num
  return hasDenominator(kind) ? null : target.value - num
}

function paceOf(input: ProjectionInput, target: Target, slope: number | null): Projection['pace'] {
  const { kpi: { direction }, value, nowMs } = input
  if (value === null) return null
  const weeksLeft = (dueInstant(target) - nowMs) / weekMs
  const still = (rest: number): number => (direction === 'up' ? Math.max(0, rest) : Math.min(0, rest)) / weeksLeft
  const rest = restNum(input, target)
  return {
    weeksLeft, neededPerWeek: still(target.value - value), neededNumPerWeek: rest === null ? null : still(rest), trendPerWeek: slope,
  }
}

interface Trend { readonly kept: readonly SeriesPoint[]; readonly points: readonly TrendPoint[]; readonly line: TrendLine | null }

/** The trend of the plan year where its points bound one, else of all points. An interval without bounds says nothing: such points carry no trend yet. */
function trendOf(all: readonly SeriesPoint[], nowMs: number): Trend {
  const through = (kept: readonly SeriesPoint[]): Trend => {
    const points = kept.map(({ atMs, value }) => ({ x: (atMs - nowMs) / weekMs, y: value! }))
    const found = points.length < minTrendPoints ? null : theilSen(points, zOf90)
    return { kept, points, line: found !== null && Number.isFinite(found.low) ? found : null }
  }
  const ofYear = through(all.filter(({ atMs }) => atMs >= yearStart(yearOf(nowMs))))
  return ofYear.line === null ? through(all) : ofYear
}

/** The trend of a figure, where it leads by the due date, and the pace needed. `gap`: why there is no `projected`. Pure. */
export function project(input: ProjectionInput): Projection {
  const none = { trend: null, projected: null, pace: null }
  const { target, nowMs } = input
  if (input.withheld) return { ...none, gap: 'withheld' }
  if (input.value === null) return { ...none, gap: 'no_data' }
  if (!isProjectable(input.kpi)) return { ...none, gap: 'not_projectable' }
  const { kept, points, line } = trendOf(trendPointsOf(input), nowMs)
  const trend = line === null ? null : {
    perWeek: line.slope, interval: { low: line.low, high: line.high }, points: kept.length,
    from: toLocalIso(kept[0]!.atMs), to: toLocalIso(kept.at(-1)!.atMs), grain: input.grain,
  }
  if (target === null) return { ...none, trend, gap: 'no_target' }
  if (nowMs >= dueInstant(target)) return { ...none, trend, gap: 'past_due' }
  const pace = paceOf(input, target, line?.slope ?? null)
  if (line === null) return { trend, projected: null, pace, gap: 'too_few_points' }
  return { trend, projected: projectedOf(points, line, target, input), pace, gap: null }
}
