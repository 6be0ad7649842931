/**
 * Status against plan: where the plan says a figure should be today, and how far it is from it.
 * Source: domain, the paragraph on targets ("Status compares with where the plan says one should be today").
 */
import type { Direction, Target } from '../kpis/kpi.ts'
import { endOfLocalDay, yearOf, yearStart } from '../time/vietnam-time.ts'

/**
 * `met` đạt · `on_track` đúng tiến độ · `behind` chậm · `at_risk` nguy cơ · `no_target` chưa có chỉ tiêu · `no_data` không có
 * dữ liệu. The order is the wire's enumeration.
 */
export const statuses = ['met', 'on_track', 'behind', 'at_risk', 'no_target', 'no_data'] as const
/** One of `statuses`. */
export type Status = (typeof statuses)[number]

/** `behind` reaches down to this share of the line ("short by at most a tenth of the line"). */
export const behindShare = 0.9

/**
 * Short by less than this share of the line is told by the status alone and is no verdict: half a per cent, ours. A country 0.05 points short is
 * behind its plan, and nothing that anybody is called for.
 */
export const planDeadBand = 0.005

/** A point of a target's line: `value` (in the target's unit) is due at `ms`. */
export interface LinePoint { readonly ms: number; readonly value: number }

/** The line's points of each target, ascending: its days are read once. */
const lines = new WeakMap<Target, readonly LinePoint[]>()

/** The points of a target's line after 1 January, the last its due instant; none where it is a floor without a date. */
export function lineOf(target: Target): readonly LinePoint[] {
  const known = lines.get(target)
  if (known !== undefined) return known
  const days = target.due === null ? [] : [...target.milestones, { due: target.due, value: target.value }]
  const points = days.map(({ due, value }) => ({ ms: endOfLocalDay(due), value }))
  lines.set(target, points)
  return points
}

/**
 * Where the plan says the figure should be at `nowMs`: linear from 0 on 1 January through the milestones to the target at the
 * end of its due day, then the target. A floor without a date is the target itself. Same unit as the target.
 */
export function expectedAt(target: Target, nowMs: number): number {
  let fromMs = target.due === null ? 0 : yearStart(target.year)
  let from = 0
  for (const { ms, value } of lineOf(target)) {
    if (nowMs < ms) return from + (value - from) * (Math.max(0, nowMs - fromMs) / (ms - fromMs))
    fromMs = ms
    from = value
  }
  return target.value
}

function statusUp(value: number, target: Target, expected: number, nowMs: number): Status {
  if (value >= target.value) return 'met'
  if (target.due !== null && nowMs >= (lineOf(target).at(-1)?.ms ?? Infinity)) return 'at_risk'
  if (value >= expected) return 'on_track'
  return value >= (target.lateFrom ?? expected * behindShare) ? 'behind' : 'at_risk'
}

function statusDown(value: number, target: Target): Status {
  if (value <= target.value) return 'met'
  const limit = target.lateFrom ?? target.value * (2 - behindShare)
  return target.value > 0 && value <= limit ? 'behind' : 'at_risk'
}

/** A verdict with the number it rests on. `expected` is null where there is no target. */
export interface PlanVerdict {
  readonly status: Status
  readonly expected: number | null
}

/**
 * The verdict on `value` (null: nothing observed) at `nowMs`. The target must belong to the plan year of `nowMs`: a target is
 * judged inside its year only (domain "1 January"); of any other year it counts as none.
 */
export function judgePlan(value: number | null, target: Target | null, direction: Direction, nowMs: number): PlanVerdict {
  const inYear = target !== null && target.year === yearOf(nowMs) ? target : null
  const expected = inYear === null ? null : expectedAt(inYear, nowMs)
  if (value === null) return { status: 'no_data', expected }
  if (inYear === null || expected === null) return { status: 'no_target', expected: null }
  return { status: direction === 'up' ? statusUp(value, inYear, expected, nowMs) : statusDown(value, inYear), expected }
}

/** The last instant of a plan year, at which its result is frozen. */
export function lastInstantOf(year: number): number {
  return yearStart(year + 1) - 1
}
