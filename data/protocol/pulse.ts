/**
 * Wire message, server → client on `/live`: `pulse`, once a second to every socket: the server's clock and what is not a cell.
 * A link without a pulse for `linkLostMs` (events.ts) is shown as lost.
 */
import { z } from 'zod'

/** Interval of pulses, milliseconds. */
export const pulseIntervalMs = 1000

/** A backfill a source has announced (`PUT /api/v1/backfill`): how far it is. */
export const backfill = z.strictObject({
  labelVi: z.string().min(1).max(80),
  labelEn: z.string().min(1).max(80),
  sent: z.int().min(0).max(1e9),
  total: z.int().min(1).max(1e9),
})
/** See `backfill`. */
export type Backfill = z.infer<typeof backfill>

/**
 * The server's state. `at`: its clock, epoch ms; `seq`: last log sequence, 0 for a viewer whose scope
 * is not the whole pyramid (it counts everybody's readings: law 8); `tasksVersion`, `warningsVersion`, `reportsVersion`,
 * `playlistsVersion`, `linesVersion`: rise when the answers of `/tasks`, `/warnings`, of reporting duties, `/playlists` or `/units/:code/lines` (a line went
 * down or came back, an outage was learnt of; not its running seconds) changed for this viewer's scope; `backfill`: the announced one in this viewer's scope, or null.
 */
export const pulse = z.strictObject({
  epoch: z.string(),
  build: z.string(),
  at: z.number(),
  seq: z.int().min(0),
  tasksVersion: z.int().min(0),
  warningsVersion: z.int().min(0),
  reportsVersion: z.int().min(0),
  playlistsVersion: z.int().min(0),
  linesVersion: z.int().min(0),
  backfill: backfill.nullable(),
  simulated: z.boolean(),
})
/** See `pulse`. */
export type Pulse = z.infer<typeof pulse>
