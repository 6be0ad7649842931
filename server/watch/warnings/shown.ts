/** The fields of a warning as shown beside an act. */
import { inSubtree, type Pyramid } from '../../../data/pyramid/pyramid.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { ShownFields } from '../told-acts.ts'
import type { WarningBody } from './record.ts'

/** The task a warning became, as told to a scope: of an office outside it, nothing (law 8). */
export function taskTold({ task, taskOwner }: Pick<WarningBody, 'task' | 'taskOwner'>, pyramid: Pyramid, scope: number): string | null {
  const owner = taskOwner === null ? -1 : (pyramid.indexOf(taskOwner) ?? -1)
  return inSubtree(pyramid, scope, owner) ? task : null
}

/** See the file header. Lines are told as lines, not as changes. */
export function shownWarning(body: unknown, pyramid: Pyramid, scope: number): ShownFields {
  const { state, shelvedUntilMs, task, taskOwner } = body as WarningBody
  return { state, shelvedUntil: shelvedUntilMs === null ? null : toLocalIso(shelvedUntilMs), task: taskTold({ task, taskOwner }, pyramid, scope) }
}
