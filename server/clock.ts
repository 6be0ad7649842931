/** The clock as a dependency, so that midnight and New Year can be crossed in a test. */

/** Source of the present instant, epoch milliseconds. */
export interface Clock {
  nowMs(): number
}

/** The machine's clock. */
export const systemClock: Clock = { nowMs: () => Date.now() }
