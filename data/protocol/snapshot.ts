/**
 * Wire message, server → client: the acknowledgement of `watch`.
 * The client keeps `epoch` and `seq`; every delta must follow on them (delta.ts).
 */
import { z } from 'zod'
import { cellRow } from './cell.ts'

/** All watched cells at one instant. `room`: the server's name of the subscription, comes back in every delta. `at`: the server's clock, epoch ms. `simulated`: this store knows a simulated source. */
export const snapshot = z.strictObject({
  room: z.string(),
  protocol: z.int(),
  epoch: z.string(),
  seq: z.int().min(0),
  at: z.number(),
  build: z.string(),
  simulated: z.boolean(),
  cells: z.array(cellRow),
})
/** See `snapshot`. */
export type Snapshot = z.infer<typeof snapshot>

/** A refusal over the socket: a stable code and both languages. */
export const refusal = z.strictObject({ code: z.string(), message: z.string(), messageEn: z.string() })
/** See `refusal`. */
export type Refusal = z.infer<typeof refusal>

/** What a `watch` is acknowledged with. */
export const watchAnswer = z.union([
  z.strictObject({ ok: z.literal(true), snapshot }),
  z.strictObject({ ok: z.literal(false), error: refusal }),
])
/** See `watchAnswer`. */
export type WatchAnswer = z.infer<typeof watchAnswer>
