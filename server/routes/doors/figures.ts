/** Figures: of one unit, of its children, along time. Without `at` they are live; with `at`, of history. */
import { z } from 'zod'
import { childrenAnswer, figuresAnswer, seriesAnswer } from '../../../data/protocol/answers.ts'
import type { Figure } from '../../../data/protocol/figure.ts'
import { maxKpisPerWatch } from '../../../data/protocol/watch.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { DomainError } from '../../errors.ts'
import { figureOf } from '../../figures/present.ts'
import type { DoorDeps } from '../deps.ts'
import { askedInstant, door, figureInstant, instantParameter, kpiOf, unitOf, type Door } from '../door.ts'
import type { PastFigures } from '../past-figures.ts'

const kpiId = z.string().min(1).max(64)

function kpisOf(deps: DoorDeps, list: string | undefined): number[] {
  if (list === undefined) return deps.live.kpis.map((_, index) => index)
  const ids = [...new Set(list.split(','))]
  if (ids.length > maxKpisPerWatch) throw new DomainError('parameter_invalid', { field: 'kpis' })
  return ids.map((id) => kpiOf(deps, id))
}

/** The instant an answer is of: that of its availability figures only where it holds no others. */
function answeredInstant(deps: DoorDeps, kpis: readonly number[], atMs: number): number {
  const instants = new Set(kpis.map((kpi) => figureInstant(deps, kpi, atMs)))
  const [only] = instants
  return instants.size === 1 && only !== undefined ? only : atMs
}

function markInstants(deps: DoorDeps, kpis: readonly number[], figures: readonly Figure[], atMs: number, answeredMs: number): Figure[] {
  return figures.map((figure, i) => {
    const ofMs = figureInstant(deps, kpis[i]!, atMs)
    return ofMs === answeredMs ? figure : { ...figure, at: toLocalIso(ofMs) }
  })
}

/** `GET /api/v1/units/:code/figures`. */
export function figuresDoor(deps: DoorDeps, past: PastFigures): Door {
  const query = z.strictObject({
    at: instantParameter.optional(), known: instantParameter.optional(), kpis: z.string().min(1).max(4000).optional(),
    own: z.enum(['true', 'false']).optional(),
  })
  return door({
    method: 'get', path: '/api/v1/units/:code/figures', access: 'viewer', query, answer: figuresAnswer,
    codes: ['unit_unavailable', 'kpi_unknown', 'at_in_future', 'at_too_old', 'known_expired', 'history_busy'],
    summaryVi: 'Số liệu của một đơn vị và cấp dưới: hiện tại, hoặc tại thời điểm at, theo những gì đã biết lúc known; own=true: riêng cơ quan đơn vị (chỉ hiện tại)',
    summaryEn: 'Figures of a unit\'s subtree: now, or as of at, as known at known; own=true: its own office alone (now only)',
    handle: async ({ caller, params, query: { at, known, kpis: list, own } }) => {
      const unit = unitOf(deps, caller, params['code'] ?? '')
      const { code } = deps.live.pyramid.units[unit]!
      const kpis = kpisOf(deps, list)
      const knownMs = askedInstant(deps, known, 'known')
      deps.quality.noteRead(caller.viewer, [unit], kpis)
      const atMs = askedInstant(deps, at) ?? (knownMs === null ? null : deps.clock.nowMs())
      if (own === 'true' && atMs !== null) throw new DomainError('parameter_invalid', { field: 'own' })
      if (atMs === null) {
        const isOwn = own === 'true'
        // Small counts are withheld above the unit that reported them, not from it.
        const isReporter = caller.viewer.scope === unit
        const present = kpis.map((kpi) => figureOf(isOwn ? deps.live.ownCell(unit, kpi, isReporter) : deps.live.cell(unit, kpi, isReporter)))
        const nowMs = deps.live.nowMs
        const figures = isOwn ? present : await past.compareUnit(unit, kpis, present)
        return { json: { unit: code, at: toLocalIso(nowMs), known: null, figures } }
      }
      const answeredMs = answeredInstant(deps, kpis, atMs)
      const figures = markInstants(deps, kpis, await deps.history.figures(unit, kpis, atMs, knownMs), atMs, answeredMs)
      return { json: { unit: code, at: toLocalIso(answeredMs), known: knownMs === null ? null : toLocalIso(knownMs), figures } }
    },
  })
}

/** `GET /api/v1/units/:code/children`. */
export function childrenDoor(deps: DoorDeps, past: PastFigures): Door {
  const query = z.strictObject({ kpi: kpiId, at: instantParameter.optional() })
  return door({
    method: 'get', path: '/api/v1/units/:code/children', access: 'viewer', query, answer: childrenAnswer,
    codes: ['unit_unavailable', 'kpi_unknown', 'at_in_future', 'at_too_old', 'history_busy'],
    summaryVi: 'Số liệu của từng đơn vị cấp dưới trực tiếp theo một chỉ tiêu', summaryEn: 'The figure of each direct child for one KPI',
    handle: async ({ caller, params, query: { kpi: id, at } }) => {
      const unit = unitOf(deps, caller, params['code'] ?? '')
      const kpi = kpiOf(deps, id)
      const units = [...deps.live.pyramid.children[unit]!]
      deps.quality.noteRead(caller.viewer, units, [kpi])
      const askedMs = askedInstant(deps, at)
      const atMs = askedMs === null ? deps.live.nowMs : answeredInstant(deps, [kpi], askedMs)
      const figures = askedMs === null
        ? await past.compareChildren(unit, units, kpi, units.map((child) => figureOf(deps.live.cell(child, kpi))))
        : await deps.history.map(units, kpi, askedMs)
      const children = units.map((child, i) => ({ unit: deps.live.pyramid.units[child]!.code, figure: figures[i] }))
      return { json: { unit: deps.live.pyramid.units[unit]!.code, kpi: id, at: toLocalIso(atMs), children } }
    },
  })
}

/** `GET /api/v1/units/:code/series`. */
export function seriesDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ kpi: kpiId, from: instantParameter, to: instantParameter.optional(), grain: z.enum(['hour', 'day', 'month']).default('day') })
  return door({
    method: 'get', path: '/api/v1/units/:code/series', access: 'viewer', query, answer: seriesAnswer,
    codes: ['unit_unavailable', 'kpi_unknown', 'range_reversed', 'range_too_long', 'grain_unknown', 'at_in_future', 'at_too_old', 'history_busy'],
    summaryVi: 'Diễn biến một chỉ tiêu theo giờ, ngày hoặc tháng (tối đa 800 điểm)', summaryEn: 'A KPI along time by hour, day or month (at most 800 points)',
    handle: async ({ caller, params, query: { kpi: id, from, to, grain } }) => {
      const unit = unitOf(deps, caller, params['code'] ?? '')
      const kpi = kpiOf(deps, id)
      if (to !== undefined && Date.parse(from) >= Date.parse(to)) throw new DomainError('range_reversed', { field: 'from' })
      const fromMs = askedInstant(deps, from, 'from')!
      deps.quality.noteRead(caller.viewer, [unit], [kpi])
      const nowMs = deps.clock.nowMs()
      const toMs = to === undefined ? nowMs : Math.min(Date.parse(to), nowMs)
      const points = await deps.history.series(unit, kpi, fromMs, toMs, grain)
      return { json: { unit: deps.live.pyramid.units[unit]!.code, kpi: id, grain, from: toLocalIso(fromMs), to: toLocalIso(toMs), points } }
    },
  })
}
