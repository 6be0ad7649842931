/** Wire message: what became of a task (`POST /api/v1/task-events`). Enters the same log as readings. */
import { z } from 'zod'
import { keyPattern } from '../readings/reading.ts'

/** States a task event may report. `done` needs a result. */
export const taskEventStates = ['open', 'running', 'done'] as const

/** Longest result text, characters. */
export const maxResultLength = 500

/** A task event as posted. `at`: ISO 8601 with an offset. */
export const taskEventInput = z.strictObject({
  key: z.string().regex(keyPattern),
  task: z.string().min(1).max(64),
  at: z.iso.datetime({ offset: true }),
  state: z.enum(taskEventStates),
  result: z.string().min(1).max(maxResultLength).optional(),
})
/** See `taskEventInput`. */
export type TaskEventInput = z.infer<typeof taskEventInput>
