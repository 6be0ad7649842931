/**
 * Wire message, client → server on `/live`: `watch`. Acknowledged with a `WatchAnswer` (snapshot.ts), which names its
 * room; the same `watch` again (after a gap) gives a new snapshot of the same room, `unwatch {room}` ends it.
 */
import { z } from 'zod'

/** Most subscriptions of one socket. */
export const maxWatchesPerSocket = 8
/** Most KPIs of one subscription (the whole catalogue and room to grow). */
export const maxKpisPerWatch = 64
/** Deepest subscription below its root. */
export const maxWatchDepth = 3
/** Most cells of one subscription; more is refused (`watch_too_large`): one KPI of all communes, or all KPIs of all provinces, fit well. */
export const maxCellsPerWatch = 20_000

/** What a client wants to see: the root's cell and those of its descendants down to `depth`, for these KPIs. */
export const watch = z.strictObject({
  root: z.string().min(1).max(32),
  kpis: z.array(z.string().min(1).max(64)).min(1).max(maxKpisPerWatch),
  depth: z.int().min(0).max(maxWatchDepth),
})
/** See `watch`. */
export type Watch = z.infer<typeof watch>

/** Ends a subscription. */
export const unwatch = z.strictObject({ room: z.string().min(1).max(64) })
/** See `unwatch`. */
export type Unwatch = z.infer<typeof unwatch>
