/** How long to wait before the next attempt to connect: 2 s growing to 8 s, with jitter so that walls don't return in one second. */

/** Wait before the first new attempt, milliseconds. */
export const firstWaitMs = 2_000
/** Longest wait, milliseconds: a server that was away for an hour has its walls back within 10 s (issue 5), and 200 walls ask some 33 times a second meanwhile. */
export const longestWaitMs = 8_000

/** Wait before attempt `attempt` (0-based), milliseconds: from half of its step to the whole of it; `random` in [0, 1). Never below `firstWaitMs`, so the first step jitters upwards. */
export function backoffMs(attempt: number, random: number): number {
  const step = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempt + 1, 16))
  return Math.max(firstWaitMs, Math.round(step / 2 + (step / 2) * random))
}
