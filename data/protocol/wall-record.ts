/**
 * What a wall kept of itself while it was not linked, and hands in once it is again. Client → server on `/live`: `record`, before the first `showing` of the
 * new link, in messages of at most `mostHandedSpans`; acknowledged with how much of it was taken. The server keeps what falls into its own silence: what it
 * heard itself stands, and the same span handed in twice is in it once. Pages without a link kept nothing while they did not run, and claim nothing of it.
 */
import { z } from 'zod'
import { completeTo, onScreen, pageBuild, pageOpenedMs, serverEpoch, wallName } from './wall.ts'
import { mostHandedSpans, mostOwnSpans } from './wall-terms.ts'

const instantMs = z.int().min(0).max(8.64e15)

/** One span as the page kept it. Instants: epoch ms, by the page's estimate of the server's clock; `openedMs`: the birth of the page that showed it; `epoch`, `seq`, `untilSeq`: of the figures it stood on at first and at last (see `showing`). */
export const ownSpan = z.strictObject({
  fromMs: instantMs, untilMs: instantMs, openedMs: pageOpenedMs, build: pageBuild, screen: onScreen, epoch: serverEpoch, seq: completeTo, untilSeq: completeTo,
}).refine(({ fromMs, untilMs }) => untilMs > fromMs, { path: ['untilMs'] })
/** See `ownSpan`. */
export type OwnSpan = z.infer<typeof ownSpan>

/** Wire message `record`. `spans`: oldest first, none begins before the one before has ended; `dropped`: how many older ones the page had no room for. */
export const wallRecord = z.strictObject({
  wall: wallName, dropped: z.int().min(0).max(1e9),
  spans: z.array(ownSpan).min(1).max(mostHandedSpans).refine((spans) => spans.every(({ fromMs }, i) => i === 0 || fromMs >= (spans[i - 1]?.untilMs ?? 0))),
})
/** See `wallRecord`. */
export type WallRecord = z.infer<typeof wallRecord>

/** What `record` is acknowledged with. `taken`: spans of which something fell into the server's silence; `refused`: those outside of their bounds (older than `ownRecordMs`, in the future, of a unit outside of the scope, with a sequence that runs backwards). */
export const recordAnswer = z.union([
  z.strictObject({ ok: z.literal(true), taken: z.int().min(0).max(mostOwnSpans), refused: z.int().min(0).max(mostOwnSpans) }),
  z.strictObject({ ok: z.literal(false), error: z.strictObject({ code: z.string(), message: z.string(), messageEn: z.string() }) }),
])
/** See `recordAnswer`. */
export type RecordAnswer = z.infer<typeof recordAnswer>
