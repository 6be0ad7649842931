/** `GET /units/:code/projection` of the fixture: the trend of the planted series and the pace needed, by the product's own arithmetic. */
import { project, projectionConfidence, projectionMethod } from '../../data/judgement/projection.ts'
import { resolveTarget } from '../../data/kpis/resolve-target.ts'
import { targets } from '../../data/kpis/targets.ts'
import type { ProjectionAnswer } from '../../data/protocol/projection.ts'
import { toLocalIso, yearOf } from '../../data/time/vietnam-time.ts'
import { ancestorsOf } from '../../data/pyramid/pyramid.ts'
import { seriesAnswer } from './fixture-answers.ts'
import { fixtureCell, kpiOf, pyramid, type FixtureMode } from './fixture-figures.ts'

/** See the file's head. */
export function projectionAnswer(unit: string, id: string, nowMs: number, mode: FixtureMode): ProjectionAnswer {
  const kpi = kpiOf.get(id)
  const index = pyramid.indexOf(unit)
  if (kpi === undefined || index === undefined) throw new Error(`no ${id} of ${unit}`)
  const above = ancestorsOf(pyramid, index).map((i) => pyramid.units[i]!.code)
  const target = resolveTarget(id, unit, yearOf(nowMs), (code) => (code === unit ? above : above.slice(above.indexOf(code) + 1)), pyramid.units[index]!.level, targets)
  const { num, den, value, expected, withheld, newestAtMs } = fixtureCell(unit, kpi, nowMs, mode)
  const points = seriesAnswer(unit, id, nowMs, mode).points.map((point) => ({ atMs: Date.parse(point.at), value: point.value }))
  return {
    unit, kpi: id, at: toLocalIso(nowMs), value, expected, target: target?.value ?? null, due: target?.due ?? null,
    method: projectionMethod, confidence: projectionConfidence, series: [], bringers: null,
    ...project({ kpi, target, value, num, den, withheld, newestAtMs, points, grain: 'day', nowMs }),
  }
}
