/**
 * `GET /api/v1/units/:code/projection?kpi=`: the trend of a figure, where it leads, the pace needed, and which children would bring it to plan.
 *
 * The series comes from history (12 closed months, or 60 closed days of daily figures) and ends in the live cell. Its cost: one pass
 * over the roll-ups of the subtree's offices; what has to be folded again at each point (counts of cases) reads at most
 * `maxFoldedReads` own figures, else months are taken for days. A series is kept for a minute, at most `maxKeptSeries` of them.
 */
import { z } from 'zod'
import { bringToPlan, type PlannedFigure } from '../../../data/judgement/bring-to-plan.ts'
import { growing } from '../../../data/judgement/detect/growing.ts'
import { expectedAt } from '../../../data/judgement/plan-status.ts'
import { isProjectable, project, projectionConfidence, projectionMethod, type SeriesPoint } from '../../../data/judgement/projection.ts'
import type { Cell } from '../../../data/protocol/cell.ts'
import { maxBringers, projectionAnswer, type ProjectionAnswer } from '../../../data/protocol/projection.ts'
import { addMonths, dayMs, dayStart, hourStart, monthStart, toLocalIso, yearOf } from '../../../data/time/vietnam-time.ts'
import type { Caller } from '../../access/key-ring.ts'
import type { DoorDeps } from '../deps.ts'
import { door, kpiOf, unitOf, type Door } from '../door.ts'

/** Closed days of a daily figure's series. */
export const dailyPoints = 60
/** Closed months of any other's. */
export const monthlyPoints = 12
/** Most own figures that a series folded point by point may read. */
export const maxFoldedReads = 60_000
/** How long a series is kept, milliseconds. */
export const seriesKeptMs = 60_000
/** Most series kept. */
export const maxKeptSeries = 200

type ClosedPoint = SeriesPoint & { readonly expected: number | null }
interface Series { readonly grain: 'day' | 'month'; readonly points: readonly ClosedPoint[] }

/** Closed buckets of figures, asked of history once a minute. */
class SeriesShelf {
  private readonly deps: DoorDeps
  private readonly kept = new Map<string, { readonly atMs: number; readonly series: Promise<Series> }>()

  constructor(deps: DoorDeps) {
    this.deps = deps
  }

  of(unit: number, kpi: number): Promise<Series> {
    const nowMs = this.deps.clock.nowMs()
    const name = `${kpi}:${unit}`
    const found = this.kept.get(name)
    // A day that has ended since makes another series.
    if (found !== undefined && nowMs >= found.atMs && nowMs - found.atMs < seriesKeptMs && dayStart(nowMs) === dayStart(found.atMs)) return found.series
    const series = this.read(unit, kpi, nowMs)
    this.kept.delete(name)
    this.kept.set(name, { atMs: nowMs, series })
    series.catch(() => this.kept.delete(name))
    if (this.kept.size > maxKeptSeries) this.kept.delete(this.kept.keys().next().value!)
    return series
  }

  private async read(unit: number, kpi: number, nowMs: number): Promise<Series> {
    const grain = this.grainOf(unit, kpi)
    const toMs = grain === 'day' ? dayStart(nowMs) : monthStart(nowMs)
    const fromMs = grain === 'day' ? toMs - dailyPoints * dayMs : addMonths(toMs, -monthlyPoints)
    const points = await this.deps.history.series(unit, kpi, fromMs, toMs, grain)
    return { grain, points: points.map(({ at, value, expected }) => ({ atMs: Date.parse(at), value, expected })) }
  }

  private grainOf(unit: number, kpi: number): 'day' | 'month' {
    const { live } = this.deps
    const { cadence, cases } = live.kpis[kpi]!
    if (cadence !== 'day') return 'month'
    return cases && live.cell(unit, kpi).coverage.due * dailyPoints > maxFoldedReads ? 'month' : 'day'
  }
}

/** A cell beside the line of its plan, not rounded: as its status was judged. */
function planned(deps: DoorDeps, unit: number, kpi: number, cell: Cell): PlannedFigure {
  const target = deps.plans.target(unit, kpi, yearOf(deps.live.nowMs))
  const expected = target === null ? null : expectedAt(target, hourStart(deps.live.nowMs))
  return { num: cell.num, den: cell.den, value: cell.value, expected, withheld: cell.withheld }
}

function bringersOf(deps: DoorDeps, unit: number, kpi: number, cell: Cell): ProjectionAnswer['bringers'] {
  const { pyramid, kpis } = deps.live
  const children = [...pyramid.children[unit]!]
  if (children.length === 0) return null
  const cells = new Map(children.map((child) => [child, deps.live.cell(child, kpi)]))
  const { kind, direction } = kpis[kpi]!
  const plan = bringToPlan(kind, direction, planned(deps, unit, kpi, cell), children.map((child) => ({ child, figure: planned(deps, child, kpi, cells.get(child)!) })))
  if (plan === null) return null
  return {
    shortNum: plan.short, leftNum: plan.left, enough: plan.enough, needed: plan.needed, withheld: plan.withheld,
    children: plan.bringers.slice(0, maxBringers).map(({ child, gain, inSet }) => {
      const { value, expected } = cells.get(child)!
      return { unit: pyramid.units[child]!.code, value, expected, gainNum: gain, inSet }
    }),
  }
}

async function answerOf(deps: DoorDeps, shelf: SeriesShelf, caller: Caller, unit: number, kpi: number): Promise<ProjectionAnswer> {
  const entry = deps.live.kpis[kpi]!
  const series: Series = isProjectable(entry) ? await shelf.of(unit, kpi) : { grain: 'month', points: [] }
  const { nowMs } = deps.live
  // A small count is not withheld from the office that reported it; its past is (server/figures/series.ts).
  const shown = deps.live.cell(unit, kpi)
  const cell = caller.viewer.scope === unit ? deps.live.cell(unit, kpi, true) : shown
  const target = deps.plans.target(unit, kpi, yearOf(nowMs))
  const present = { atMs: nowMs, value: cell.value, expected: cell.expected }
  const points = isProjectable(entry) ? [...series.points.filter(({ atMs }) => atMs < nowMs), present] : []
  const { kind, direction, computed } = entry
  const projection = project({
    kpi: { kind, direction, computed }, target, value: cell.value, num: cell.num, den: cell.den, withheld: shown.withheld,
    onlyGrows: kind === 'flow_count' || growing.has(entry.id), newestAtMs: cell.newestAtMs, points, grain: series.grain, nowMs,
  })
  return {
    unit: cell.unit, kpi: entry.id, at: toLocalIso(nowMs), value: cell.value, expected: cell.expected, target: target?.value ?? null, due: target?.due ?? null,
    method: projectionMethod, confidence: projectionConfidence, ...projection,
    series: points.map(({ atMs, value, expected }) => ({ at: toLocalIso(atMs), value, expected })),
    bringers: bringersOf(deps, unit, kpi, cell),
  }
}

/** See the header. */
export function projectionDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ kpi: z.string().min(1).max(64) })
  const shelf = new SeriesShelf(deps)
  return door({
    method: 'get', path: '/api/v1/units/:code/projection', access: 'viewer', query, answer: projectionAnswer,
    codes: ['unit_unavailable', 'kpi_unknown', 'range_too_long', 'history_busy'],
    summaryVi: 'Xu hướng và dự báo của một chỉ tiêu đến hạn, tốc độ cần có, đơn vị cần kéo lên', summaryEn: 'Trend and projection of a KPI to its due date, the pace needed, which children would bring it to plan',
    handle: async ({ caller, params, query: { kpi } }) => {
      const unit = unitOf(deps, caller, params['code'] ?? '')
      return { json: await answerOf(deps, shelf, caller, unit, kpiOf(deps, kpi)) }
    },
  })
}
