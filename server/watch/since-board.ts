/**
 * Since when a figure has been below its plan: asked of history once, kept for an hour or until the verdict changes. An answer
 * never waits for it: what is not known yet is null, and is there at the next one.
 */
import { cadenceMs } from '../../data/kpis/kpi.ts'
import { judgePlan, type Status } from '../../data/judgement/plan-status.ts'
import type { Target } from '../../data/kpis/kpi.ts'
import type { SeriesAnswer } from '../../data/protocol/answers.ts'
import { addMonths, dayMs, dayStart, yearOf } from '../../data/time/vietnam-time.ts'
import type { History, LiveFigures } from '../figures/figures.ts'
import type { Grain } from '../log/buckets.ts'

/** How long an answer is kept while the verdict stays, milliseconds. */
export const sinceKeptMs = 3_600_000
/** How far back a daily (or quicker) figure is followed, days; a monthly one 13 months, a computed one a year of days. */
export const dailyReach = 60
/** Most figures whose beginnings are kept or waited for; beyond it the oldest gives way. */
export const maxSinceKept = 1000

/** What the board is built of. */
export interface SinceDeps {
  readonly live: LiveFigures
  readonly history: Pick<History, 'series'>
  readonly target: (unit: number, kpi: number, year: number) => Target | null
}

interface Kept { readonly status: Status; readonly askedMs: number; sinceMs: number | null }

/** Start of the run of points below plan that reaches to the last point; null where the last one is not below it. */
export function startOfRun(points: SeriesAnswer['points'], isBelow: (value: number | null, atMs: number) => boolean): number | null {
  let since: number | null = null
  for (let i = points.length - 1; i >= 0; i--) {
    const point = points[i]!
    if (!isBelow(point.value, Date.parse(point.at))) break
    since = Date.parse(point.from)
  }
  return since
}

/** See the file header. */
export class SinceBoard {
  private readonly deps: SinceDeps
  private readonly kept = new Map<number, Kept>()
  private queue: Promise<void> = Promise.resolve()
  private waiting = 0

  constructor(deps: SinceDeps) {
    this.deps = deps
  }

  /** Since when the figure has been below its plan, epoch ms; null: not known (yet). */
  since(unit: number, kpi: number): number | null {
    const { live } = this.deps
    const id = kpi * live.pyramid.size + unit
    const { status } = live.cell(unit, kpi)
    const known = this.kept.get(id)
    if (known !== undefined && known.status === status && live.nowMs - known.askedMs < sinceKeptMs) return known.sinceMs
    if (this.waiting >= maxSinceKept) return known?.sinceMs ?? null
    const entry: Kept = { status, askedMs: live.nowMs, sinceMs: known?.sinceMs ?? null }
    this.kept.delete(id)
    this.kept.set(id, entry)
    if (this.kept.size > maxSinceKept) this.kept.delete(this.kept.keys().next().value!)
    this.waiting++
    // One question at a time: a wall that opens must not fill the history thread.
    this.queue = this.queue.then(() => this.find(unit, kpi, entry)).finally(() => { this.waiting-- })
    return entry.sinceMs
  }

  private async find(unit: number, kpi: number, entry: Kept): Promise<void> {
    const nowMs = this.deps.live.nowMs
    const length = cadenceMs[this.deps.live.kpis[kpi]!.cadence]
    const isMonthly = length !== null && length > dayMs
    const fromMs = isMonthly ? addMonths(nowMs, -12) : dayStart(nowMs - (length === null ? 365 : dailyReach) * dayMs)
    try {
      const sinceMs = await this.begin(unit, kpi, fromMs, nowMs, isMonthly ? 'month' : 'day')
      // Today's midnight would be an invention: what began since yesterday is looked up by the hour.
      const isRecent = !isMonthly && length !== null && sinceMs !== null && sinceMs >= dayStart(nowMs) - dayMs
      entry.sinceMs = isRecent ? await this.begin(unit, kpi, sinceMs, nowMs, 'hour') : sinceMs
    } catch {
      // History is busy or the range has too many readings to fold: the beginning stays unknown until it is asked for again.
    }
  }

  private async begin(unit: number, kpi: number, fromMs: number, nowMs: number, grain: Grain): Promise<number | null> {
    const { live, history, target } = this.deps
    const { direction } = live.kpis[kpi]!
    const points = await history.series(unit, kpi, fromMs, nowMs, grain)
    return startOfRun(points, (value, atMs) => {
      const { status } = judgePlan(value, target(unit, kpi, yearOf(atMs)), direction, atMs)
      return status === 'behind' || status === 'at_risk'
    })
  }
}
