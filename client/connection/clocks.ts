/**
 * Three clocks, told apart: the link (how long a pulse takes, how long ago the last came), the server's own clock, and — in the
 * figures — each KPI's cadence. Pure: folds pulses into a state.
 */
import { linkLostMs } from '../../data/protocol/events.ts'
import type { Pulse } from '../../data/protocol/pulse.ts'

/** Pulses remembered to find the quickest one, which stands for the clocks' difference. */
export const offsetWindow = 60

/** What pulses have told. `offsets`: arrival − server's clock of the last pulses, milliseconds. */
export interface ClockState {
  readonly pulse: Pulse | null
  readonly receivedMs: number | null
  readonly offsets: readonly number[]
  /** Half of the last measured round trip, milliseconds; null: not measured. */
  readonly halfTripMs: number | null
  readonly linked: boolean
}

/** Before the first pulse. */
export const noClock: ClockState = { pulse: null, receivedMs: null, offsets: [], halfTripMs: null, linked: false }

/**
 * After a pulse that arrived at `receivedMs` (this machine's clock). The first one of a link begins the comparison of the clocks anew: while there was
 * none, either clock may have been set, or the machine slept.
 */
export function afterPulse(state: ClockState, pulse: Pulse, receivedMs: number): ClockState {
  const known = state.linked && state.pulse?.epoch === pulse.epoch ? state.offsets : []
  return { ...state, pulse, receivedMs, offsets: [...known, receivedMs - pulse.at].slice(-offsetWindow), linked: true }
}

/** Arrival − server clock of the quickest pulse, milliseconds: this machine's clock minus the server's, plus the shortest way. */
function quickest(state: ClockState): number {
  return state.offsets.length === 0 ? 0 : Math.min(...state.offsets)
}

/** The server's clock at this machine's `nowMs`, as far as pulses tell (this machine's own before the first). */
export function serverNowMs(state: ClockState, nowMs: number): number {
  return nowMs - quickest(state) + (state.halfTripMs ?? 0)
}

/** How long the last pulse was on its way, milliseconds; null before the first. */
export function latencyMs(state: ClockState): number | null {
  const last = state.offsets.at(-1)
  return last === undefined ? null : last - quickest(state) + (state.halfTripMs ?? 0)
}

/** Silence since the last pulse, milliseconds; null before the first. */
export function silenceMs(state: ClockState, nowMs: number): number | null {
  return state.receivedMs === null ? null : Math.max(0, nowMs - state.receivedMs)
}

/** `connecting`: no pulse yet; `live`; `lost`: no pulse for `linkLostMs`, or the socket is closed. */
export type LinkState = 'connecting' | 'live' | 'lost'

/** The link at `nowMs`. */
export function linkState(state: ClockState, nowMs: number): LinkState {
  const silence = silenceMs(state, nowMs)
  if (silence === null) return 'connecting'
  return silence > linkLostMs || !state.linked ? 'lost' : 'live'
}
