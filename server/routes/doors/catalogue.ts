/** What there is: units of the viewer's scope, and the KPI catalogue. */
import { z } from 'zod'
import type { Viewer } from '../../../data/access/scope.ts'
import { kpisAnswer, unitAnswer, unitsAnswer, type KpiAnswer, type UnitAnswer } from '../../../data/protocol/answers.ts'
import { cadenceMs, type Kpi } from '../../../data/kpis/kpi.ts'
import { MAX_SEARCH_RESULTS, searchUnits } from '../../../data/units/search.ts'
import type { DoorDeps } from '../deps.ts'
import { door, noQuery, rootOf, unitOf, type Door } from '../door.ts'

/** Most units of one answer; go on with `after`. */
export const maxUnitsPerAnswer = 5000
/** Longest search text, characters. */
export const maxSearchLength = 80

const code = z.string().min(1).max(32)

function presentUnit({ live: { pyramid } }: DoorDeps, scope: number, unit: number): UnitAnswer {
  const { code: own, name, fullName, nameEn, type, level, parent } = pyramid.units[unit]!
  return { code: own, name, fullName, nameEn, type, level, parent: unit === scope ? null : parent, children: pyramid.children[unit]!.length }
}

/** The known facts of a KPI for a viewer: they count what the centre and all provinces did, so only who sees the top is told (law 8). */
export function factsFor(viewer: Viewer, kpi: Kpi): KpiAnswer['facts'] {
  return viewer.scope === 0 ? kpi.facts.map((fact) => ({ ...fact, source: { ...fact.source } })) : []
}

function presentKpi(viewer: Viewer, kpi: Kpi): KpiAnswer {
  return {
    ...kpi, levels: [...kpi.levels], cadenceMs: cadenceMs[kpi.cadence],
    sources: kpi.sources.map((source) => ({ ...source })), facts: factsFor(viewer, kpi),
  }
}

function search(deps: DoorDeps, scope: number, root: number, text: string, limit: number): UnitAnswer[] {
  const { pyramid } = deps.live
  const found = searchUnits(pyramid.units.slice(root, pyramid.end[root]), text.normalize('NFC'), limit)
  return found.flatMap((unit) => {
    const index = pyramid.indexOf(unit.code)
    return index === undefined ? [] : [presentUnit(deps, scope, index)]
  })
}

/** `GET /api/v1/units`. */
export function unitsDoor(deps: DoorDeps): Door {
  const query = z.strictObject({
    q: z.string().max(maxSearchLength).optional(), root: code.optional(), after: code.optional(),
    limit: z.string().regex(/^\d{1,4}$/).transform(Number).pipe(z.int().min(1).max(maxUnitsPerAnswer)).optional(),
  })
  return door({
    method: 'get', path: '/api/v1/units', access: 'viewer', query, answer: unitsAnswer, codes: ['unit_unavailable'],
    summaryVi: 'Các đơn vị trong phạm vi; q để tìm, root để lấy một nhánh, after để xem tiếp', summaryEn: 'Units of the scope; q searches, root takes one subtree, after goes on',
    handle: ({ caller, query: { q, root, after, limit } }) => {
      const top = rootOf(deps, caller, root)
      const { scope } = caller.viewer
      if (q !== undefined) return { json: { units: search(deps, scope, top, q, limit ?? MAX_SEARCH_RESULTS) } }
      const first = after === undefined ? top : Math.max(top, unitOf(deps, caller, after) + 1)
      const end = Math.min(deps.live.pyramid.end[top]!, first + (limit ?? maxUnitsPerAnswer))
      return { json: { units: Array.from({ length: Math.max(0, end - first) }, (_, i) => presentUnit(deps, scope, first + i)) } }
    },
  })
}

/** `GET /api/v1/units/:code`. */
export function unitDoor(deps: DoorDeps): Door {
  return door({
    method: 'get', path: '/api/v1/units/:code', access: 'viewer', query: noQuery, answer: unitAnswer, codes: ['unit_unavailable'],
    summaryVi: 'Một đơn vị', summaryEn: 'One unit',
    handle: ({ caller, params }) => ({ json: presentUnit(deps, caller.viewer.scope, unitOf(deps, caller, params['code'] ?? '')) }),
  })
}

/** `GET /api/v1/kpis`. */
export function kpisDoor(deps: DoorDeps): Door {
  return door({
    method: 'get', path: '/api/v1/kpis', access: 'viewer', query: noQuery, answer: kpisAnswer, codes: [],
    summaryVi: 'Danh mục chỉ tiêu', summaryEn: 'The KPI catalogue',
    handle: ({ caller: { viewer } }) => ({ json: { kpis: deps.live.kpis.map((kpi) => presentKpi(viewer, kpi)) } }),
  })
}
