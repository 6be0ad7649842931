/** Acts on a task as told to a viewer: which fields changed, before and after, in the words of the register. Law 8: see told-acts.ts. */
import type { ActAnswer } from '../../../data/protocol/act.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { Act } from '../../log/ledger.ts'
import { presentDeadline, type TaskBody } from './task-record.ts'
import { tellActsOf, type ShownFields } from '../told-acts.ts'

/** The fields of a task as shown, by the names they have in `taskAnswer`. */
function shown(kept: unknown): ShownFields {
  const body = kept as TaskBody
  const { owner, contentVi, shortVi, leadVi, supportVi, accountableVi, resultVi, kpi, warning, reviewedMs } = body
  return {
    owner, contentVi, shortVi, leadVi, supportVi: supportVi.length === 0 ? null : supportVi.join('; '), accountableVi, resultVi,
    deadlineVi: presentDeadline(body).vi, kpi, warning, reviewedAt: reviewedMs === null ? null : toLocalIso(reviewedMs),
  }
}

/** What an act reported: the event it made, and what stood before it (which a unit may have reported in between). */
function reported(before: TaskBody | null, { told }: TaskBody): ActAnswer['changes'] {
  if (told === null || told.key === before?.told?.key) return []
  const changes = [{ field: 'state', before: told.was?.state ?? null, after: told.state }, { field: 'result', before: told.was?.result ?? null, after: told.result }]
  return changes.filter((change) => change.before !== change.after)
}

/** Acts on a task (newest first), as told to a viewer of `scope`. `version`: the task's; `document`: its row as transcribed, null where it has none. */
export function tellActs(acts: readonly Act[], version: number, document: TaskBody | null, pyramid: Pyramid, scope: number): ActAnswer[] {
  const whole = acts.map((act) => ({ ...act, before: act.before ?? document }))
  return tellActsOf(whole, version, shown, pyramid, scope).map((told, i) => {
    const { before, after } = whole[i]!
    return { ...told, changes: [...told.changes, ...reported(before as TaskBody | null, after as TaskBody)] }
  })
}
