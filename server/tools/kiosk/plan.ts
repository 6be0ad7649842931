/**
 * What the kiosk's supervisor does next, as a pure state machine: it sees whether the browser lives, whether its tab crashed and when
 * the page last drew a frame, and answers with one action. Gentle first (reload, where the page answers at all), then the browser anew, with growing waits; after too
 * many recoveries in an hour it gives up for a while and shows a plain page that says so.
 */

/** A page that has drawn no frame for this long is hung, milliseconds: well above what a busy machine's first map takes. */
export const staleMs = 20_000
/** A page that was just opened has this long for its first frame, milliseconds. */
export const graceMs = 30_000
/** Wait before a browser that ended is started anew, milliseconds; doubled each time in a row, up to `longestWaitMs`. */
export const firstWaitMs = 1_000
/** See `firstWaitMs`. */
export const longestWaitMs = 60_000
/** A page that has been well for this long ends a row of failures, milliseconds. */
export const calmMs = 600_000
/** Most recoveries in an hour; the next one gives up. */
export const mostPerHour = 20
/** How long the plain page stays before everything is tried again, milliseconds. */
export const restMs = 600_000
const hourMs = 3_600_000

/** `starting`: opened, no frame yet; `well`: frames come; `down`: no browser, waiting to start one; `resting`: given up for now. */
export interface KioskState {
  readonly phase: 'down' | 'starting' | 'well' | 'resting'
  readonly sinceMs: number
  /** Failures in a row. */
  readonly row: number
  /** When recoveries happened, in the last hour. */
  readonly recoveries: readonly number[]
  readonly reason: string
  /** When the page last drew a frame, as far as is known: a page that loads itself anew has drawn none yet. */
  readonly beatMs: number
}

/** What is seen. `beatMs` null: the page has drawn nothing since it was opened, or does not answer. */
export interface Sight {
  readonly alive: boolean
  readonly crashed: boolean
  readonly beatMs: number | null
  /** It was asked and said nothing: its process stands, and would stand in the way of the page loaded anew. */
  readonly mute: boolean
}

/** What to do. */
export type KioskAction = 'none' | 'start' | 'reload' | 'restart' | 'rest'

/** Before the first start. */
export const firstState: KioskState = { phase: 'down', sinceMs: -Infinity, row: 0, recoveries: [], reason: 'start', beatMs: -Infinity }

/** Wait before the browser is started for the `row`-th time in a row, milliseconds. */
export function waitMs(row: number): number {
  return row === 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(row - 1, 10))
}

function recover(state: KioskState, nowMs: number, action: 'reload' | 'restart', reason: string): readonly [KioskState, KioskAction] {
  const recoveries = [...state.recoveries.filter((ms) => nowMs - ms < hourMs), nowMs]
  if (recoveries.length > mostPerHour) return [{ ...state, phase: 'resting', sinceMs: nowMs, recoveries, reason }, 'rest']
  const next: KioskState = { phase: action === 'reload' ? 'starting' : 'down', sinceMs: nowMs, row: state.row + 1, recoveries, reason, beatMs: state.beatMs }
  return [next, action]
}

function whenUp(before: KioskState, sight: Sight, nowMs: number): readonly [KioskState, KioskAction] {
  const state = { ...before, beatMs: Math.max(before.beatMs, sight.beatMs ?? -Infinity) }
  if (sight.crashed) return recover(state, nowMs, 'reload', 'tab_crashed')
  if (state.phase === 'starting') {
    if (sight.beatMs !== null && sight.beatMs >= state.sinceMs) return [{ ...state, phase: 'well', sinceMs: nowMs }, 'none']
    return nowMs - state.sinceMs > graceMs ? recover(state, nowMs, 'restart', 'no_first_frame') : [state, 'none']
  }
  if (nowMs - state.beatMs > staleMs) return recover(state, nowMs, sight.mute ? 'restart' : 'reload', 'no_frames')
  return [state.row > 0 && nowMs - state.sinceMs >= calmMs ? { ...state, row: 0 } : state, 'none']
}

/** The next state, and what to do about it. */
export function decide(state: KioskState, sight: Sight, nowMs: number): readonly [KioskState, KioskAction] {
  if (state.phase === 'resting') {
    return nowMs - state.sinceMs < restMs ? [state, 'none'] : [{ ...firstState, sinceMs: nowMs, reason: 'rested' }, 'restart']
  }
  if (state.phase === 'down') {
    if (nowMs - state.sinceMs < waitMs(state.row)) return [state, 'none']
    return [{ ...state, phase: 'starting', sinceMs: nowMs }, 'start']
  }
  return sight.alive ? whenUp(state, sight, nowMs) : recover(state, nowMs, 'restart', 'browser_ended')
}
