/**
 * How often something that changes continually is painted: twice a second. Changes that come twice a second by themselves are not made to wait
 * for the clock of the last paint: that runs behind them, later with every delay, and never catches up. The rate is kept, a single gap may be
 * shorter, and the messages of one update are one paint.
 */

/** Time between two paints of what changes continually, milliseconds, on average: twice a second, and 5 % to catch up where paints run behind changes. */
export const busyMs = 475
/** A single gap may be this much shorter, milliseconds: n gaps together are never shorter than n × `busyMs` less this. A page that stood still for as long is not behind afterwards. */
export const earlyMs = 375
/** What follows a paint within this time belongs to the same update, milliseconds: the server sends an update as one message a subscription, and the next one of a subscription after 100 ms at the earliest. */
export const sameUpdateMs = 95

/** The large part of an update, which waits until the small one is on the screen (connection/delta-gathering.ts), belongs to it within this time, milliseconds, once: on a slow machine that is longer than `sameUpdateMs`, and counted as an update of its own it would have every second picture wait. */
export const restOfUpdateMs = 400
/** A delta or a paint of so many cells is such a large part. */
export const largeCells = 1000

/** When a paint is due that follows one at `nowMs`, where that one was due at `dueMs`. Milliseconds of one clock; the first was due at −∞. */
export function nextDueMs(dueMs: number, nowMs: number): number {
  return Math.max(nowMs, dueMs) + busyMs
}

/** The earliest instant of a paint that is due at `dueMs`. */
export function earliestMs(dueMs: number): number {
  return dueMs - earlyMs
}

/** The rhythm of one view. `cells`: how many a paint is of. */
export class Pace {
  #dueMs = -Infinity
  #updateMs = -Infinity
  #hadRest = false

  #isSameUpdate(nowMs: number, cells: number): boolean {
    const sinceMs = nowMs - this.#updateMs
    return sinceMs <= sameUpdateMs || (!this.#hadRest && cells >= largeCells && sinceMs <= restOfUpdateMs)
  }

  /** How long a paint has to wait that is wanted at `nowMs`, milliseconds; 0: it may be painted. */
  waitMs(nowMs: number, cells = 0): number {
    return this.#isSameUpdate(nowMs, cells) ? 0 : Math.max(0, earliestMs(this.#dueMs) - nowMs)
  }

  /** It was painted at `nowMs`. */
  painted(nowMs: number, cells = 0): void {
    if (this.#isSameUpdate(nowMs, cells)) {
      this.#hadRest ||= cells >= largeCells
      return
    }
    this.#updateMs = nowMs
    this.#hadRest = cells >= largeCells
    this.#dueMs = nextDueMs(this.#dueMs, nowMs)
  }
}
