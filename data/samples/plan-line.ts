/**
 * The plan's line as points, for the million times the generator asks for it, and the calendar that bends it: work stands still
 * over Tết and quickens toward the end of each month. Instants are epoch milliseconds.
 */
import type { Target } from '../kpis/kpi.ts'
import { dayMs, endOfLocalDay, monthStart, addMonths, startOfLocalDay, yearStart } from '../time/vietnam-time.ts'

/** Ascending points, straight between them, constant beyond. */
export interface PlanLine {
  readonly atMs: readonly number[]
  readonly values: readonly number[]
  /** The final value. */
  readonly goal: number
  /** No due day: the goal holds all year. */
  readonly isFloor: boolean
}

/** The line of a target; equal to `expectedAt` of data/judgement/plan-status.ts at every instant from its year on. */
export function planLine(target: Pick<Target, 'year' | 'value' | 'due' | 'milestones'>): PlanLine {
  const { due, value } = target
  if (due === null) return { atMs: [], values: [], goal: value, isFloor: true }
  const points = [...target.milestones, { due, value }].map((point) => [endOfLocalDay(point.due), point.value] as const)
  const all = [[yearStart(target.year), 0] as const, ...points]
  return { atMs: all.map(([ms]) => ms), values: all.map(([, height]) => height), goal: value, isFloor: false }
}

/** Height of a piecewise straight line at `ms`; constant before the first and after the last point. */
export function heightAt(atMs: readonly number[], values: readonly number[], ms: number): number {
  const next = atMs.findIndex((point) => ms < point)
  if (next === 0) return values[0] ?? 0
  if (next < 0) return values.at(-1) ?? 0
  const from = atMs[next - 1]!
  const low = values[next - 1]!
  return low + ((values[next]! - low) * (ms - from)) / (atMs[next]! - from)
}

/** Tết Nguyên đán, first day of the lunar year: 17 February 2026, 6 February 2027. The pause: from 4 days before to 6 after. */
const tetDays = ['2026-02-17', '2027-02-06'].map(startOfLocalDay)

/** Whether the local day that begins at `dayStartMs` lies in the Tết pause. */
export function isTet(dayStartMs: number): boolean {
  return tetDays.some((tet) => dayStartMs >= tet - 4 * dayMs && dayStartMs < tet + 6 * dayMs)
}

const tetFrom: number[] = []
const tetTo: number[] = []
for (const tet of tetDays) {
  tetFrom.push(tet - 4 * dayMs, tet + 6 * dayMs, tet + 42 * dayMs)
  tetTo.push(tet - 4 * dayMs, tet - 2.5 * dayMs, tet + 42 * dayMs)
}

function withoutTet(ms: number): number {
  return ms <= tetFrom[0]! || ms >= tetFrom.at(-1)! ? ms : heightAt(tetFrom, tetTo, ms)
}

/** How strongly work gathers at the end of a month (1: not at all). */
const monthEndRush = 1.25

/** The instant an even worker would have come as far: later than `ms` never, behind it in mid-month and over Tết. */
export function workedUntil(ms: number): number {
  const even = withoutTet(ms)
  const fromMs = monthStart(even)
  const toMs = addMonths(even, 1)
  return fromMs + (toMs - fromMs) * ((even - fromMs) / (toMs - fromMs)) ** monthEndRush
}
