/** `GET /api/v1/groups`: the three business groups of a subtree as panels of counts. */
import { z } from 'zod'
import type { Viewer } from '../../../data/access/scope.ts'
import { isSmallSum } from '../../../data/access/small-counts.ts'
import { freshnesses } from '../../../data/judgement/freshness.ts'
import { brokenCaseRules, caseMeasuresOf, type CaseRegister } from '../../../data/kpis/case-measures.ts'
import { groupDays, groupsAnswer, type GroupRegister, type GroupsAnswer, type RegisterState } from '../../../data/protocol/groups.ts'
import { dayMs, dayStart, toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { DoorDeps } from '../deps.ts'
import { door, kpiOf, rootOf, type Door } from '../door.ts'

const stateOf = (id: string): string => id.slice(id.indexOf('.') + 1)

/** States of one office's register; null where it did not report, and where a small count may not be told to this viewer. */
function tellableStates({ live }: DoorDeps, viewer: Viewer, unit: number, measures: readonly { id: string; kpi: number }[]): Record<string, number | null> {
  return Object.fromEntries(measures.map(({ id, kpi }) => {
    const { num } = live.ownCell(unit, kpi, true)
    return [stateOf(id), num !== null && viewer.scope !== unit && isSmallSum(num, 0) ? null : num]
  }))
}

function contradicting(deps: DoorDeps, viewer: Viewer, root: number, register: CaseRegister, measures: readonly { id: string; kpi: number }[]): number {
  const { pyramid } = deps.live
  let count = 0
  for (let unit = root; unit < pyramid.end[root]!; unit++) {
    if (brokenCaseRules(register, tellableStates(deps, viewer, unit, measures)).length > 0) count++
  }
  return count
}

function registerOf(deps: DoorDeps, viewer: Viewer, root: number, id: CaseRegister): GroupRegister {
  const measures = caseMeasuresOf[id].map((measure) => ({ id: measure.id, late: measure.direction === 'down', kpi: kpiOf(deps, measure.id) }))
  const cells = measures.map(({ kpi }) => deps.live.cell(root, kpi, viewer.scope === root))
  const states = measures.map(({ id: measure, late }, i): RegisterState => {
    const { value, withheld, coverage: { due, reported, fresh } } = cells[i]!
    return { measure, state: stateOf(measure), late, value, withheld, due, reported, fresh }
  })
  const newestMs = cells.reduce<number | null>((newest, { newestAtMs }) => (newestAtMs === null ? newest : Math.max(newest ?? -Infinity, newestAtMs)), null)
  const ranks = cells.map(({ freshness }) => freshnesses.indexOf(freshness))
  return {
    id, states, contradicting: contradicting(deps, viewer, root, id, measures), newestAt: newestMs === null ? null : toLocalIso(newestMs),
    freshness: freshnesses[Math.min(...ranks)]!, simulated: cells.some(({ simulated }) => simulated),
  }
}

function watchingOf(deps: DoorDeps, viewer: Viewer, root: number): GroupsAnswer['watching'] {
  const { live, keys, received, judgement, log } = deps
  const { sinceMs, ...readings } = received.totals(root)
  const became = judgement.warnings.reader.outcomes(root, viewer, dayStart(live.nowMs) - (groupDays - 1) * dayMs)
  return {
    nameVi: 'Nắm tình hình, giám sát thường xuyên, phòng ngừa', nameEn: 'Awareness, regular supervision, prevention',
    sources: keys.sources(root), readings: { ...readings, since: toLocalIso(sinceMs) },
    warnings: { raised: became.handled + became.cleared + became.stopped + became.open, ...became }, simulated: log.simulated,
  }
}

/** See the file header. */
export function groupsDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ root: z.string().min(1).max(32).optional() })
  return door({
    method: 'get', path: '/api/v1/groups', access: 'viewer', query, answer: groupsAnswer, codes: ['unit_unavailable'],
    summaryVi: 'Ba nhóm nghiệp vụ: chỉ số đếm theo trạng thái, số nhỏ hơn 5 không nêu', summaryEn: 'The three business groups: counts by state, counts below 5 withheld',
    handle: ({ caller, query: { root: code } }) => {
      const root = rootOf(deps, caller, code)
      const { viewer } = caller
      const json: GroupsAnswer = {
        root: deps.live.pyramid.units[root]!.code, at: toLocalIso(deps.live.nowMs), watching: watchingOf(deps, viewer, root),
        inspecting: {
          nameVi: 'Kiểm tra, giám sát, thi hành kỷ luật', nameEn: 'Inspection, supervision, discipline',
          registers: [registerOf(deps, viewer, root, 'inspections'), registerOf(deps, viewer, root, 'petitions')],
        },
        following: {
          nameVi: 'Theo dõi, đôn đốc thực hiện thông báo, kết luận', nameEn: 'Following up notices and conclusions',
          registers: [registerOf(deps, viewer, root, 'conclusions')],
        },
      }
      return { json }
    },
  })
}
