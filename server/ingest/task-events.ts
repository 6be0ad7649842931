/** Task events: judged one by one like readings, and appended to the same log. */
import type { z } from 'zod'
import { invisibleFault } from '../../data/access/plain-text.ts'
import { holdsPersonalNumber } from '../../data/access/personal-numbers.ts'
import type { IngestAnswer, Rejection } from '../../data/protocol/ingest-answer.ts'
import { taskEventInput } from '../../data/protocol/task-event-input.ts'
import { earliestAtMs, maxFutureMs } from '../../data/readings/reading.ts'
import type { Caller } from '../access/key-ring.ts'
import type { Clock } from '../clock.ts'
import type { Log, NewTaskEvent } from '../log/log.ts'
import { answerOf, lineRejection, refusalOfLog } from './ingest.ts'
import { emptyLine, type Inputs } from './parse-body.ts'
import { reject, type RejectionCode } from './rejections.ts'

/** Most task events in one call. */
export const maxEventsPerCall = 100

/** Takes a call's task events for a caller; resolves after the commit. Rejects as `Ingest` does. */
export type TaskEventIngest = (caller: Caller, inputs: Inputs) => Promise<IngestAnswer>

/** Whether a task is owned inside a scope (unit index); unknown tasks and templates are not. */
export type HasTask = (task: string, scope: number) => boolean

const codes: Readonly<Record<string, RejectionCode>> = { key: 'key_invalid_format', at: 'at_invalid', state: 'state_unknown', result: 'result_invalid' }

function shapeRejection(index: number, input: unknown, issue: z.core.$ZodIssue): Rejection {
  const field = String(issue.path[0] ?? '')
  if (issue.code === 'unrecognized_keys') return reject(index, input, 'unknown_field', { field: issue.keys[0] ?? '' })
  if (field === '') return reject(index, input, 'not_an_object')
  const value = (input as Record<string, unknown>)[field]
  if (value === undefined) return reject(index, input, 'field_missing', { field })
  if (field === 'task') return typeof value === 'string' ? reject(index, input, 'task_unavailable', { field }) : reject(index, input, 'field_not_text', { field })
  return reject(index, input, codes[field] ?? 'reading_invalid', { field })
}

function judge(hasTask: HasTask, caller: Caller, nowMs: number, input: unknown, index: number): NewTaskEvent | Rejection {
  const parsed = taskEventInput.safeParse(input)
  if (!parsed.success) return shapeRejection(index, input, parsed.error.issues[0]!)
  const { key, task, at, state, result } = parsed.data
  const atMs = Date.parse(at)
  if (!hasTask(task, caller.viewer.scope)) return reject(index, input, 'task_unavailable', { field: 'task' })
  if (atMs > nowMs + maxFutureMs) return reject(index, input, 'at_in_future', { field: 'at' })
  if (atMs < earliestAtMs) return reject(index, input, 'at_too_old', { field: 'at' })
  if (state === 'done' && (result ?? '').trim() === '') return reject(index, input, 'result_missing', { field: 'result' })
  if (result !== undefined && invisibleFault(result) !== null) return reject(index, input, 'result_invalid', { field: 'result' })
  if (result !== undefined && holdsPersonalNumber(result)) return reject(index, input, 'result_personal', { field: 'result' })
  return { key, task, atMs, state, result: result ?? null, simulated: caller.simulated, source: caller.keyId ?? 0 }
}

/** Builds the ingest of task events over a log. */
export function createTaskEventIngest(log: Pick<Log, 'appendTaskEvents'>, hasTask: HasTask, clock: Clock): TaskEventIngest {
  return async (caller, inputs) => {
    const nowMs = clock.nowMs()
    const events: NewTaskEvent[] = []
    const places: number[] = []
    const rejected: Rejection[] = []
    for (const [index, input] of inputs.entries()) {
      if (input === emptyLine) continue
      const outcome = lineRejection(input, index) ?? judge(hasTask, caller, nowMs, input, index)
      if ('code' in outcome) {
        rejected.push(outcome)
      } else {
        events.push(outcome)
        places.push(index)
      }
    }
    const verdicts = events.length === 0 ? [] : await log.appendTaskEvents(events).catch((error: unknown) => { throw refusalOfLog(error) })
    return answerOf(verdicts, places, inputs, rejected)
  }
}
