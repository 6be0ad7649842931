/**
 * Bounds and order of readings: what may enter the log, and which of two is newer.
 * Source: domain "What a figure is" (valid and known time, corrections).
 */

/** Latest `at` ahead of the server's clock that is accepted, milliseconds. */
export const maxFutureMs = 5 * 60_000
/** Earliest `at` accepted: 1 January 2020 00:00 Asia/Ho_Chi_Minh. */
export const earliestAtMs = Date.UTC(2020, 0, 1) - 7 * 3_600_000
/** Largest `num` or `den`. */
export const maxFigure = 1e12
/** Availability readings older than this are refused and purged; their hour roll-ups stay. Milliseconds. */
export const availabilityRetentionMs = 7 * 86_400_000
/** Window of an availability figure, milliseconds (30 days). */
export const availabilityWindowMs = 30 * 86_400_000
/** Keys: printable ASCII without spaces, so that code-unit order and byte order agree. */
export const keyPattern = /^[\x21-\x7e]{1,100}$/

/** Whether (atA, keyA) is newer than (atB, keyB): the newest `at` wins, at equal `at` the greater key in code-unit order. */
export function isNewer(atA: number, keyA: string, atB: number, keyB: string): boolean {
  return atA > atB || (atA === atB && keyA > keyB)
}
