/**
 * What the kiosk's supervisor does next, as a pure state machine: it sees whether the browser lives, what its page is and when the page
 * last drew a frame, and answers with one action. Gentle first (reload, where the page answers at all), then the browser anew.
 *
 * Invariants
 * - The first recovery of a kind comes at once, each further one waits longer (`waitMs`), until the page has been well for `calmMs`.
 * - In no hour are there more than `mostPerHour` recoveries, whatever lies between them. Beyond that it rests: a plain page says why.
 * - While it rests or waits for the server, only the plain page is kept up: its browser started again, the page shown again.
 * - A server that does not answer is waited for, without end; opening the wall once it answers is no recovery.
 */

/** A page that has drawn no frame for this long is hung, milliseconds: well above what a busy machine's first map takes. */
export const staleMs = 20_000
/** A page that was just opened has this long for its first frame, milliseconds. */
export const graceMs = 30_000
/** The plain page has this long to be seen before it is shown again, milliseconds. */
export const plainGraceMs = 8_000
/** Wait before the second recovery of a kind, milliseconds; doubled each time in a row, up to `longestWaitMs`. */
export const firstWaitMs = 5_000
/** See `firstWaitMs`. */
export const longestWaitMs = 120_000
/** A page that has been well for this long ends a row of failures, milliseconds. */
export const calmMs = 600_000
/** Most recoveries in an hour; instead of the next one it rests. */
export const mostPerHour = 20
/** How long it rests at least, milliseconds; else until the oldest recovery is an hour old. */
export const restMs = 600_000
/** The hour of `mostPerHour`, milliseconds. */
export const hourMs = 3_600_000

/** Why it acts: kinds of recoveries, and what is none. */
export type KioskReason = 'tab_crashed' | 'no_frames' | 'no_first_frame' | 'browser_ended' | 'start' | 'no_server' | 'server_back'

/** `starting`: opened, no frame yet; `well`: frames come; `down`: no browser, one starts at `dueMs`; `resting`: the plain page until `dueMs`; `waiting`: the plain page until the server answers. */
export interface KioskState {
  readonly phase: 'down' | 'starting' | 'well' | 'resting' | 'waiting'
  readonly sinceMs: number
  readonly dueMs: number
  /** Failures in a row, of each kind. */
  readonly rows: Readonly<Partial<Record<KioskReason, number>>>
  /** When recoveries happened, in the last hour. */
  readonly recoveries: readonly number[]
  readonly reason: KioskReason
  /** When the page last drew a frame, as far as is known: a page that loads itself anew has drawn none yet. */
  readonly beatMs: number
  /** When the plain page was last shown, and how often in a row it was gone. */
  readonly shownMs: number
  readonly shownAgain: number
}

/** What is seen. `beatMs` null: the page has drawn nothing since it was opened, or does not answer. */
export interface Sight {
  readonly alive: boolean
  readonly crashed: boolean
  readonly beatMs: number | null
  /** It was asked and said nothing: its process stands, and would stand in the way of the page loaded anew. */
  readonly mute: boolean
  /** `error`: the browser's own page for an address that does not open; `other`: the wall, or what becomes of it. */
  readonly page: 'plain' | 'error' | 'other'
  /** The server answers. True unasked while the wall is well. */
  readonly served: boolean
  /** The browser's folder has held this wall before: it may open without its server. */
  readonly kept: boolean
}

/** What to do. `start`, `reload`: the wall; `restart`: end the browser; `rest`, `wait`: show the plain page, in a browser anew where none answers. */
export type KioskAction = 'none' | 'start' | 'reload' | 'restart' | 'rest' | 'wait'

type Step = readonly [KioskState, KioskAction]

/** Before the first start. */
export const firstState: KioskState = {
  phase: 'down', sinceMs: -Infinity, dueMs: -Infinity, rows: {}, recoveries: [], reason: 'start', beatMs: -Infinity, shownMs: -Infinity, shownAgain: 0,
}

/** Wait before a recovery that follows `row` others of its kind, milliseconds. */
export function waitMs(row: number): number {
  return row === 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(row - 1, 10))
}

const recent = (state: KioskState, nowMs: number): readonly number[] => state.recoveries.filter((ms) => nowMs - ms < hourMs)

function open(state: KioskState, nowMs: number, action: 'start' | 'reload'): Step {
  const counts = state.reason !== 'start' && state.reason !== 'server_back'
  return [{ ...state, phase: 'starting', sinceMs: nowMs, recoveries: counts ? [...recent(state, nowMs), nowMs] : state.recoveries }, action]
}

function showPlain(state: KioskState, nowMs: number, action: 'rest' | 'wait'): Step {
  return [{ ...state, phase: action === 'rest' ? 'resting' : 'waiting', sinceMs: nowMs, shownMs: nowMs, shownAgain: 0 }, action]
}

const waitForServer = (state: KioskState, nowMs: number): Step => showPlain({ ...state, reason: 'no_server', dueMs: Infinity }, nowMs, 'wait')

function recover(state: KioskState, nowMs: number, reason: KioskReason, how: 'reload' | 'restart'): Step {
  const recoveries = recent(state, nowMs), row = state.rows[reason] ?? 0
  const next = { ...state, reason, recoveries, rows: { ...state.rows, [reason]: row + 1 }, sinceMs: nowMs, dueMs: nowMs + waitMs(row) }
  const freeing = recoveries.at(-mostPerHour)
  if (freeing !== undefined) return showPlain({ ...next, dueMs: Math.max(next.dueMs, nowMs + restMs, freeing + hourMs) }, nowMs, 'rest')
  if (how === 'restart') return [{ ...next, phase: 'down' }, 'restart']
  return row === 0 ? open(next, nowMs, 'reload') : showPlain(next, nowMs, 'rest')
}

function whenUp(before: KioskState, sight: Sight, nowMs: number): Step {
  const state = { ...before, beatMs: Math.max(before.beatMs, sight.beatMs ?? -Infinity) }
  if (sight.crashed) return recover(state, nowMs, 'tab_crashed', 'reload')
  if (sight.page === 'error') return sight.served ? recover(state, nowMs, 'no_first_frame', 'reload') : waitForServer(state, nowMs)
  if (state.phase === 'starting') {
    if (sight.beatMs !== null && sight.beatMs >= state.sinceMs) return [{ ...state, phase: 'well', sinceMs: nowMs }, 'none']
    if (nowMs - state.sinceMs <= graceMs) return [state, 'none']
    // the last picture needs no server: once it is tried with a browser anew
    return sight.served || (sight.kept && state.rows.no_first_frame === undefined) ? recover(state, nowMs, 'no_first_frame', 'restart') : waitForServer(state, nowMs)
  }
  if (nowMs - state.beatMs > staleMs) return recover(state, nowMs, 'no_frames', sight.mute ? 'restart' : 'reload')
  return [nowMs - state.sinceMs >= calmMs ? { ...state, rows: {} } : state, 'none']
}

function keepPlain(state: KioskState, sight: Sight, nowMs: number, action: 'rest' | 'wait'): Step {
  const stoodMs = nowMs - state.shownMs
  if (sight.alive && !sight.crashed && sight.page === 'plain') return [stoodMs >= calmMs ? { ...state, shownAgain: 0 } : state, 'none']
  const patienceMs = sight.alive && !sight.crashed ? plainGraceMs : 0
  return stoodMs < Math.max(patienceMs, waitMs(state.shownAgain)) ? [state, 'none'] : [{ ...state, shownMs: nowMs, shownAgain: state.shownAgain + 1 }, action]
}

function whenPlain(state: KioskState, sight: Sight, nowMs: number): Step {
  const answers = sight.alive && !sight.crashed && !sight.mute
  if (state.phase === 'waiting') {
    if (!sight.served || !answers) return keepPlain(state, sight, nowMs, 'wait')
    return open({ ...state, reason: 'server_back' }, nowMs, 'reload')
  }
  if (nowMs < state.dueMs) return keepPlain(state, sight, nowMs, 'rest')
  // after a long rest the browser is taken anew with the page
  if (answers && state.dueMs - state.sinceMs < restMs) return open(state, nowMs, 'reload')
  return [{ ...state, phase: 'down', sinceMs: nowMs, dueMs: nowMs }, 'restart']
}

/** The next state, and what to do about it. */
export function decide(state: KioskState, sight: Sight, nowMs: number): Step {
  if (state.phase === 'resting' || state.phase === 'waiting') return whenPlain(state, sight, nowMs)
  if (state.phase === 'down') {
    if (nowMs < state.dueMs) return [state, 'none']
    return sight.served || sight.kept ? open(state, nowMs, 'start') : waitForServer(state, nowMs)
  }
  return sight.alive ? whenUp(state, sight, nowMs) : recover(state, nowMs, 'browser_ended', 'restart')
}
