/**
 * History of the computed KPI `tasks.overdue`: the register and its events folded at another instant, beside the store's history
 * for all that is read. Overdue is computed at the instant asked, never stored: from the tasks there were by then, the deadline that was in
 * force (putting one off does not change the past), and the events by then. An act is known from the instant it was made.
 */
import { judgePlan } from '../../../data/judgement/plan-status.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { taskState } from '../../../data/plans/overdue.ts'
import type { SeriesAnswer } from '../../../data/protocol/answers.ts'
import type { Figure } from '../../../data/protocol/figure.ts'
import type { PassportReading } from '../../../data/protocol/passport.ts'
import { inSubtree } from '../../../data/pyramid/pyramid.ts'
import { toLocalIso, yearOf } from '../../../data/time/vietnam-time.ts'
import { DomainError } from '../../errors.ts'
import type { History } from '../../figures/figures.ts'
import { maxSeriesPoints } from '../../figures/series.ts'
import { bucketOf, bucketStart, type Grain } from '../../log/buckets.ts'
import type { LoggedTaskEvent } from '../../log/log.ts'
import { overdueKpi } from '../../../data/plans/overdue.ts'
import { deadlineAt } from './task-record.ts'
import type { TaskRow, TaskRows } from './task-rows.ts'

/** What the history is built of. */
export interface TaskHistoryDeps {
  /** Index of `tasks.overdue` in the catalogue. */
  readonly kpi: number
  readonly rows: TaskRows
  readonly target: (unit: number, kpi: number, year: number) => Target | null
  readonly nowMs: () => number
  readonly store: History & { contributing(unit: number, kpi: number, atMs: number, limit: number): Promise<readonly PassportReading[]> }
}

/** A task as it was: overdue or not, and the event that stood. */
interface Past { readonly overdue: boolean; readonly standing: LoggedTaskEvent | null }

/** A task at an instant, as known at another (null: now); null: it was not there. */
export function taskAt({ body, events }: Pick<TaskRow, 'body' | 'events'>, atMs: number, knownMs: number | null): Past | null {
  const seenMs = knownMs === null ? atMs : Math.min(atMs, knownMs)
  const deadline = body.createdMs !== null && body.createdMs > seenMs ? null : deadlineAt(body, seenMs)
  if (deadline === null) return null
  const standing = events.find((event) => event.atMs <= atMs && (knownMs === null || event.receivedMs <= knownMs)) ?? null
  return { overdue: taskState({ deadline: deadline.rule }, standing, atMs) === 'overdue', standing }
}

/** See the file header. */
export class TaskHistory implements History {
  private readonly deps: TaskHistoryDeps

  constructor(deps: TaskHistoryDeps) {
    this.deps = deps
  }

  async figures(unit: number, kpis: readonly number[], atMs: number, knownMs: number | null): Promise<readonly Figure[]> {
    const read = kpis.filter((kpi) => kpi !== this.deps.kpi)
    const figures = read.length === 0 ? [] : [...await this.deps.store.figures(unit, read, atMs, knownMs)]
    return kpis.map((kpi) => (kpi === this.deps.kpi ? this.figure(unit, atMs, knownMs) : figures.shift()!))
  }

  async map(units: readonly number[], kpi: number, atMs: number): Promise<readonly Figure[]> {
    if (kpi !== this.deps.kpi) return this.deps.store.map(units, kpi, atMs)
    return units.map((unit) => this.figure(unit, atMs, null))
  }

  async series(unit: number, kpi: number, fromMs: number, toMs: number, grain: Grain): Promise<SeriesAnswer['points']> {
    if (kpi !== this.deps.kpi) return this.deps.store.series(unit, kpi, fromMs, toMs, grain)
    const nowMs = this.deps.nowMs()
    const first = bucketOf(grain, fromMs)
    const count = bucketOf(grain, Math.min(toMs - 1, nowMs)) - first + 1
    if (count > maxSeriesPoints) throw new DomainError('range_too_long', { params: { max: maxSeriesPoints } })
    return Array.from({ length: Math.max(0, count) }, (_, i) => {
      const endMs = Math.min(bucketStart(grain, first + i + 1) - 1, nowMs)
      const { num, value, expected, coverage } = this.figure(unit, endMs, null)
      return { from: toLocalIso(bucketStart(grain, first + i)), at: toLocalIso(endMs), num, den: null, value, expected, reported: coverage.reported }
    })
  }

  contributing(unit: number, kpi: number, atMs: number, limit: number): Promise<readonly PassportReading[]> {
    return kpi === this.deps.kpi ? Promise.resolve([]) : this.deps.store.contributing(unit, kpi, atMs, limit)
  }

  private figure(unit: number, atMs: number, knownMs: number | null): Figure {
    const { rows, kpi, target } = this.deps
    const { pyramid } = rows
    const registers = new Set<number>()
    let overdue = 0
    let simulated = false
    for (const row of rows.below(unit)) {
      const past = taskAt(row, atMs, knownMs)
      if (past === null) continue
      registers.add(row.owner)
      if (past.overdue) overdue++
      simulated ||= past.standing?.simulated === true
    }
    const value = registers.size === 0 ? null : overdue
    const children = [...pyramid.children[unit]!].filter((child) => [...registers].some((owner) => inSubtree(pyramid, child, owner))).length
    const at = value === null ? null : toLocalIso(atMs)
    return {
      kpi: overdueKpi, num: value, den: null, value, ...judgePlan(value, target(unit, kpi, yearOf(atMs)), 'down', atMs),
      coverage: { due: registers.size, reported: registers.size, fresh: registers.size, children: { due: children, fresh: children } },
      freshness: value === null ? 'none' : 'fresh', oldestAt: at, newestAt: at, change: null, simulated,
    }
  }
}
