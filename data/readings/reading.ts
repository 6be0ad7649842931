/**
 * The reading as the log keeps it, and which readings count at an instant.
 * Source: domain "What a figure is" (valid and known time, corrections).
 */

/** A reading after validation. Instants are epoch milliseconds (UTC). */
export interface Reading {
  readonly key: string
  readonly unit: string
  readonly kpi: string
  /** When it was so. */
  readonly atMs: number
  /** Null only in a correction: the corrected reading is withdrawn. */
  readonly num: number | null
  readonly den: number | null
  /** Key of the reading of the same unit and KPI that this one replaces. */
  readonly corrects: string | null
  /** A compiled total of a unit with children: compared with the sum, never part of it. */
  readonly declared: boolean
}

/** A reading with its place in the log. `seq` ascends with `receivedMs`. */
export interface LoggedReading extends Reading {
  readonly seq: number
  readonly receivedMs: number
  readonly simulated: boolean
  /** `seq` of the reading that `corrects` was found to name when this one was received; null: no correction. */
  readonly replacesSeq: number | null
}

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

/**
 * The readings of one unit and KPI that stand as known at `knownMs`: received by then, not replaced by a correction
 * received by then, not withdrawn, not declared. Order is kept.
 */
export function standing(readings: readonly LoggedReading[], knownMs: number): LoggedReading[] {
  const known = readings.filter((r) => r.receivedMs <= knownMs && !r.declared)
  const replaced = new Set(known.map((r) => r.replacesSeq))
  return known.filter((r) => !replaced.has(r.seq) && r.num !== null)
}
