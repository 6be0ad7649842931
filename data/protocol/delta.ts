/**
 * Wire message, server → client on `/live`: `delta`, the watched cells that changed since this subscription's last message.
 * `prev` is the `seq` of that message. A `prev` the client does not hold, or another `epoch`, means: `watch` anew.
 * Law 4: a snapshot plus the deltas after it equals a later snapshot.
 */
import { z } from 'zod'
import { cellRow, type CellRow } from './cell.ts'

/** Shortest and longest interval between two deltas of one room, milliseconds; between them it follows the load. */
export const minDeltaIntervalMs = 100
/** See `minDeltaIntervalMs`. */
export const maxDeltaIntervalMs = 500

/** Changed cells. `at`: the server's clock, epoch ms. */
export const delta = z.strictObject({
  room: z.string(),
  epoch: z.string(),
  prev: z.int().min(0),
  seq: z.int().min(0),
  at: z.number(),
  cells: z.array(cellRow),
})
/** See `delta`. */
export type Delta = z.infer<typeof delta>

/** The later of both deltas wins, cell by cell: applying the result equals applying `a`, then `b`. */
export function squash(a: Delta, b: Delta): Delta {
  const cells = new Map<string, CellRow>()
  for (const row of [...a.cells, ...b.cells]) cells.set(`${row[0]} ${row[1]}`, row)
  return { ...b, prev: a.prev, cells: [...cells.values()] }
}

/** Whether a delta changes nothing. */
export function isEmptyDelta(d: Delta): boolean {
  return d.cells.length === 0
}
