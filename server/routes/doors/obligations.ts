/** `GET /api/v1/obligations`: the reporting calendar of a subtree. It is a calendar: it does not know who has handed in. */
import { z } from 'zod'
import { nextReportDueMs, obligations, type Obligation } from '../../../data/plans/obligations.ts'
import { obligationsAnswer, type ObligationAnswer } from '../../../data/protocol/answers.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { DoorDeps } from '../deps.ts'
import { door, rootOf, type Door } from '../door.ts'

function presentObligation({ id, fromVi, toVi, nameVi, nameEn, level, due, template, source }: Obligation, nowMs: number): ObligationAnswer {
  const dueMs = nextReportDueMs(due, nowMs)
  return {
    id, fromVi, toVi, nameVi, nameEn, level, dueAt: dueMs === null ? null : toLocalIso(dueMs), template,
    document: source.document, section: source.section, quoteVi: source.quoteVi ?? null,
  }
}

/** `GET /api/v1/obligations`. */
export function obligationsDoor(deps: DoorDeps): Door {
  const query = z.strictObject({ root: z.string().min(1).max(32).optional() })
  return door({
    method: 'get', path: '/api/v1/obligations', access: 'viewer', query, answer: obligationsAnswer, codes: ['unit_unavailable'],
    summaryVi: 'Lịch báo cáo: ai báo cáo cho ai, hạn kế tiếp', summaryEn: 'The reporting calendar: who reports to whom, and the next due instant',
    handle: ({ caller, query: { root: code } }) => {
      const { pyramid } = deps.live
      const root = rootOf(deps, caller, code)
      const levels = new Set(pyramid.units.slice(root, pyramid.end[root]).map(({ level }) => level))
      const nowMs = deps.clock.nowMs()
      const owed = obligations.filter(({ level }) => level === null || levels.has(level))
      return { json: { root: pyramid.units[root]!.code, at: toLocalIso(nowMs), obligations: owed.map((one) => presentObligation(one, nowMs)) } }
    },
  })
}
