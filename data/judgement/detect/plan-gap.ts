/**
 * `below_plan`: a figure behind or at risk against its plan (plan-status.ts). Since: the target's due instant once it has passed;
 * where the line rises, the instant it passed the present figure (the figure has been below the line since then at the latest,
 * unless it has fallen); a floor that holds all year has no such instant.
 */
import type { Kpi, Target } from '../../kpis/kpi.ts'
import { lineOf, type Status } from '../plan-status.ts'
import { yearStart } from '../../time/vietnam-time.ts'
import type { Verdict } from '../verdict.ts'
import { told } from './evidence.ts'

/** The due instant of a target, where it has passed by `nowMs`. */
export function passedDueMs(target: Target, nowMs: number): number | null {
  const dueMs = lineOf(target).at(-1)?.ms
  return dueMs !== undefined && dueMs <= nowMs ? dueMs : null
}

/** The instant the plan's line passed `value`; null where it has no slope or does not reach it. */
export function linePassedMs(target: Target, value: number): number | null {
  if (target.due === null) return null
  let fromMs = yearStart(target.year)
  let from = 0
  for (const point of lineOf(target)) {
    if (value < point.value) return fromMs + (point.ms - fromMs) * Math.max(0, (value - from) / (point.value - from))
    fromMs = point.ms
    from = point.value
  }
  return null
}

/** Since when, from the target and the figure alone; null: a floor, whose beginning nobody can tell from one figure. */
export function belowSinceMs(kpi: Kpi, target: Target, value: number, nowMs: number): number | null {
  const due = passedDueMs(target, nowMs)
  if (due !== null) return due
  const passed = kpi.direction === 'up' ? linePassedMs(target, value) : null
  return passed === null ? null : Math.min(nowMs, Math.round(passed))
}

/** The verdict on a figure of status `behind` or `at_risk`, else null. Against an expected 0 any gap is a whole one. */
export function judgePlanGap(status: Status, value: number, expected: number, dueMs: number | null, sinceMs: number): Verdict | null {
  if (status !== 'behind' && status !== 'at_risk') return null
  return {
    kind: 'below_plan', severity: status, sinceMs, size: expected === 0 ? 1 : Math.abs((value - expected) / expected),
    numbers: [
      told('observed', value, 'value'), told('expected', expected, 'value'), told('gap', value - expected, 'value'),
      ...(dueMs === null ? [] : [told('limit', dueMs, 'instantMs')]),
    ],
  }
}
