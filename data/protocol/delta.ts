/**
 * Wire message, server → client on `/live`: `delta`, the watched cells that changed since this subscription's last message. It travels packed
 * (`packedDelta`; delta-packing.ts turns one into the other).
 * `prev` is the `seq` of that message. A `prev` the client does not hold, or another `epoch`, means: `watch` anew.
 * Law 4: a snapshot plus the deltas after it equals a later snapshot.
 */
import { z } from 'zod'
import { freshnesses } from '../judgement/freshness.ts'
import { statuses } from '../judgement/plan-status.ts'
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

const count = z.int().min(0)

/** A value: true is `num` / `den` of its row, false 1 − `num` / `den`, as doubles. */
const packedValue = z.union([z.number(), z.boolean(), z.null()])
/** See `packedValue`. */
export type PackedValue = z.infer<typeof packedValue>

/** A row that travels: as `cellRow`, but the KPI and the expected value are places in the message's lists, instants are how long before its `at` (whole milliseconds of it; negative: after), and the stages are left out where there are none. */
export const packedRow = z.tuple([
  z.string(), count, z.number().nullable(), z.number().nullable(), packedValue, count.nullable(),
  count.max(statuses.length - 1), count.max(freshnesses.length - 1),
  count, count, count, count, count, z.number().nullable(), z.number().nullable(),
  count.max(3), z.array(count).length(6).optional(),
])
/** See `packedRow`. */
export type PackedRow = z.infer<typeof packedRow>

/** A delta as it travels. `kpis`: ids; `lines`: expected values. */
export const packedDelta = delta.extend({ kpis: z.array(z.string()), lines: z.array(z.number()), cells: z.array(packedRow) })
/** See `packedDelta`. */
export type PackedDelta = z.infer<typeof packedDelta>

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
