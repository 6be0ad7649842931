/**
 * History of the computed KPI `tasks.overdue`: the register and its events folded at another instant, beside the store's history
 * for all that is read. Overdue is computed at the instant asked, never stored.
 */
import { judgePlan } from '../../data/judgement/plan-status.ts'
import type { Target } from '../../data/kpis/kpi.ts'
import { taskState } from '../../data/plans/overdue.ts'
import type { PlanTask } from '../../data/plans/task.ts'
import type { SeriesAnswer } from '../../data/protocol/answers.ts'
import type { Figure } from '../../data/protocol/figure.ts'
import type { PassportReading } from '../../data/protocol/passport.ts'
import { inSubtree, type Pyramid } from '../../data/pyramid/pyramid.ts'
import { isNewer } from '../../data/readings/reading.ts'
import { toLocalIso, yearOf } from '../../data/time/vietnam-time.ts'
import { DomainError } from '../errors.ts'
import type { History } from '../figures/figures.ts'
import { maxSeriesPoints } from '../figures/series.ts'
import { bucketOf, bucketStart, type Grain } from '../log/buckets.ts'
import type { LoggedTaskEvent } from '../log/log.ts'

/** Id of the KPI. */
export const tasksOverdueKpi = 'tasks.overdue'

/** What the history is built of. `events`: all of the log's, oldest first. */
export interface TaskHistoryDeps {
  readonly pyramid: Pyramid
  /** Index of `tasks.overdue` in the catalogue. */
  readonly kpi: number
  readonly tasks: readonly PlanTask[]
  readonly events: () => readonly LoggedTaskEvent[]
  readonly target: (unit: number, kpi: number, year: number) => Target | null
  readonly nowMs: () => number
  readonly store: History & { contributing(unit: number, kpi: number, atMs: number, limit: number): Promise<readonly PassportReading[]> }
}

interface Owned { readonly task: PlanTask; readonly owner: number }

/** See the file header. */
export class TaskHistory implements History {
  private readonly deps: TaskHistoryDeps
  private readonly owned: readonly Owned[]

  constructor(deps: TaskHistoryDeps) {
    this.deps = deps
    this.owned = deps.tasks.flatMap((task) => {
      const owner = task.owner === null ? undefined : deps.pyramid.indexOf(task.owner)
      return owner === undefined ? [] : [{ task, owner }]
    })
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
    const { pyramid, kpi, target } = this.deps
    const rows = this.owned.filter(({ owner }) => inSubtree(pyramid, unit, owner))
    const standing = this.standing(atMs, knownMs)
    const overdue = rows.filter(({ task }) => taskState(task, standing.get(task.id) ?? null, atMs) === 'overdue').length
    const value = rows.length === 0 ? null : overdue
    const registers = new Set(rows.map(({ owner }) => owner))
    const children = [...pyramid.children[unit]!].filter((child) => rows.some(({ owner }) => inSubtree(pyramid, child, owner))).length
    const at = value === null ? null : toLocalIso(atMs)
    return {
      kpi: tasksOverdueKpi, num: value, den: null, value, ...judgePlan(value, target(unit, kpi, yearOf(atMs)), 'down', atMs),
      coverage: { due: registers.size, reported: registers.size, fresh: registers.size, children: { due: children, fresh: children } },
      freshness: value === null ? 'none' : 'fresh', oldestAt: at, newestAt: at, change: null,
      simulated: rows.some(({ task }) => standing.get(task.id)?.simulated === true),
    }
  }

  /** The event of each task that stands at an instant, as known at another (null: now). */
  private standing(atMs: number, knownMs: number | null): Map<string, LoggedTaskEvent> {
    const standing = new Map<string, LoggedTaskEvent>()
    for (const event of this.deps.events()) {
      if (event.atMs > atMs || (knownMs !== null && event.receivedMs > knownMs)) continue
      const other = standing.get(event.task)
      if (other === undefined || isNewer(event.atMs, event.key, other.atMs, other.key)) standing.set(event.task, event)
    }
    return standing
  }
}
