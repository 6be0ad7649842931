/** `GET /api/v1/units/:code/passport`: everything a figure rests on. */
import { z } from 'zod'
import { cadenceMs, type Target } from '../../../data/kpis/kpi.ts'
import { visibleUnit, type Viewer } from '../../../data/access/scope.ts'
import { maxPassportReadings, passportAnswer, type PassportAnswer, type PassportTarget } from '../../../data/protocol/passport.ts'
import { toLocalIso, yearOf } from '../../../data/time/vietnam-time.ts'
import { figureOf } from '../../figures/present.ts'
import type { DoorDeps } from '../deps.ts'
import { askedInstant, door, figureInstant, instantParameter, kpiOf, unitOf, type Door } from '../door.ts'
import { formulaOf } from '../formula.ts'
import { factsFor } from './catalogue.ts'

function presentTarget(deps: DoorDeps, viewer: Viewer, target: Target): PassportTarget {
  const { owner, year, value, due, milestones, source, besideVi } = target
  const isVisible = owner.kind !== 'level' && visibleUnit(deps.live.pyramid, viewer, owner.unit) !== null
  return {
    year, value, due, milestones: milestones.map((point) => ({ ...point })),
    ownerKind: owner.kind, owner: isVisible ? owner.unit : null, reference: owner.kind === 'reference',
    source: { ...source }, besideVi: [...besideVi],
  }
}

async function readingsOf(deps: DoorDeps, viewer: Viewer, unit: number, kpi: number, atMs: number): Promise<PassportAnswer['readings']> {
  const isWithheld = deps.live.kpis[kpi]!.cases && viewer.scope !== unit
  if (isWithheld || deps.history.contributing === undefined) return null
  return [...await deps.history.contributing(unit, kpi, atMs, maxPassportReadings)].slice(0, maxPassportReadings)
}

async function passportOf(deps: DoorDeps, viewer: Viewer, unit: number, kpi: number, askedMs: number | null): Promise<PassportAnswer> {
  const entry = deps.live.kpis[kpi]!
  const atMs = askedMs === null ? deps.live.nowMs : figureInstant(deps, kpi, askedMs)
  const figure = askedMs === null ? figureOf(deps.live.cell(unit, kpi, viewer.scope === unit)) : (await deps.history.figures(unit, [kpi], askedMs, null))[0]!
  const target = deps.plans.target(unit, kpi, yearOf(atMs))
  const { due, reported, fresh } = figure.coverage
  const formula = formulaOf(entry)
  return {
    unit: deps.live.pyramid.units[unit]!.code, kpi: entry.id, at: toLocalIso(atMs),
    kind: entry.kind, direction: entry.direction, cadence: entry.cadence, cadenceMs: cadenceMs[entry.cadence], levels: [...entry.levels],
    formulaVi: formula.vi, formulaEn: formula.en, figure, target: target === null ? null : presentTarget(deps, viewer, target),
    sources: entry.sources.map((source) => ({ ...source })),
    facts: factsFor(viewer, entry),
    units: { due, reported, missing: Math.max(0, due - reported), fresh },
    readings: await readingsOf(deps, viewer, unit, kpi, atMs),
  }
}

/** See the header. */
export function passportDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ kpi: z.string().min(1).max(64), at: instantParameter.optional() })
  return door({
    method: 'get', path: '/api/v1/units/:code/passport', access: 'viewer', query, answer: passportAnswer,
    codes: ['unit_unavailable', 'kpi_unknown', 'at_in_future', 'at_too_old', 'history_busy'],
    summaryVi: 'Lý lịch của một số liệu: công thức, chỉ tiêu, nguồn, đơn vị góp số', summaryEn: 'What a figure rests on: formula, target, sources, contributing units',
    handle: async ({ caller, params, query: { kpi, at } }) => {
      const unit = unitOf(deps, caller, params['code'] ?? '')
      const index = kpiOf(deps, kpi)
      deps.quality.noteRead(caller.viewer, [unit], [index])
      return { json: await passportOf(deps, caller.viewer, unit, index, askedInstant(deps, at)) }
    },
  })
}
