/**
 * When a wall shows which item of a play-list. Pure: instants are milliseconds of any clock that never goes back.
 *
 * Invariants
 * - Without hands and warnings the item shown depends on the start and the present instant alone: asking often or seldom gives the same.
 * - A hold and an interruption take nothing from an item: it goes on with what was left of its dwell.
 * - A warning is offered once: whether it interrupted or came at a bad time (held, another interrupting, too soon), it never does again.
 * - A forgotten hold ends by itself: nobody stands at the wall for months.
 */
import type { PlaylistInput, PlaylistItem } from '../protocol/playlist.ts'

/** A play-list as the scheduler reads it. */
export type Schedule = Pick<PlaylistInput, 'items' | 'interrupt'>

/** Longest hold by key, milliseconds: four hours. */
export const longestHoldMs = 4 * 3_600_000
/** How long a wall stays where a hand took it (a click into a province, a scene off the list), milliseconds. */
export const handHoldMs = 60_000
/** Rest after an interruption in which no other comes, milliseconds: a burst interrupts once. */
export const interruptRestMs = 120_000
/** Warnings remembered as offered; the oldest give way. As many as may be open at once. Source: the wire's bounds. */
export const maxOffered = 5_000

/** Why the list stands still. `by` `key`: held by key; `hand`: somebody went somewhere else. `away`: the wall shows what a hand chose, not the list's item. */
export interface Hold {
  readonly by: 'key' | 'hand'
  readonly away: boolean
  readonly sinceMs: number
  readonly untilMs: number
}

/**
 * Where a wall is. `index`: the item shown, or to be resumed; `sinceMs`: when it began, pauses taken out; `interruption`: the warning shown
 * instead since `sinceMs`; `restUntilMs`: no interruption before.
 */
export interface ShowState {
  readonly index: number
  readonly sinceMs: number
  readonly hold: Hold | null
  readonly interruption: { readonly warning: string; readonly sinceMs: number } | null
  readonly offered: readonly string[]
  readonly restUntilMs: number
}

/** A show that begins at an item. */
export function startShow(index: number, nowMs: number): ShowState {
  return { index, sinceMs: nowMs, hold: null, interruption: null, offered: [], restUntilMs: -Infinity }
}

const dwellMs = (list: Schedule, index: number): number => (list.items[index]?.dwellS ?? 1) * 1000
const interruptMs = (list: Schedule): number => list.interrupt.holdS * 1000

/** Ends a hold at `atMs`: item and interruption go on with what was left of them. */
function release(state: ShowState, atMs: number): ShowState {
  if (state.hold === null) return state
  const heldMs = atMs - state.hold.sinceMs
  const { interruption } = state
  return {
    ...state, hold: null, sinceMs: state.sinceMs + heldMs,
    interruption: interruption === null ? null : { ...interruption, sinceMs: interruption.sinceMs + heldMs },
  }
}

function endInterruption(state: ShowState, atMs: number): ShowState {
  if (state.interruption === null) return state
  return { ...state, interruption: null, sinceMs: state.sinceMs + atMs - state.interruption.sinceMs, restUntilMs: atMs + interruptRestMs }
}

function rotate(list: Schedule, state: ShowState, nowMs: number): ShowState {
  const count = list.items.length
  const roundMs = list.items.reduce((sum, { dwellS }) => sum + dwellS * 1000, 0)
  let { index, sinceMs } = state
  sinceMs += Math.floor(Math.max(0, nowMs - sinceMs) / roundMs) * roundMs
  while (nowMs - sinceMs >= dwellMs(list, index)) {
    sinceMs += dwellMs(list, index)
    index = (index + 1) % count
  }
  return index === state.index && sinceMs === state.sinceMs ? state : { ...state, index, sinceMs }
}

/** The instant at which `at` will give something else. */
export function nextChangeMs(list: Schedule, state: ShowState): number {
  if (state.hold !== null) return state.hold.untilMs
  if (state.interruption !== null) return state.interruption.sinceMs + interruptMs(list)
  return state.sinceMs + dwellMs(list, state.index)
}

/** The state at an instant: holds and interruptions that are over have ended, items have followed each other. The same object where nothing changed. */
export function at(list: Schedule, state: ShowState, nowMs: number): ShowState {
  let now = state
  if (now.hold !== null) {
    if (nowMs < now.hold.untilMs) return now
    now = release(now, now.hold.untilMs)
  }
  if (now.interruption !== null) {
    if (nowMs < nextChangeMs(list, now)) return now
    now = endInterruption(now, nextChangeMs(list, now))
  }
  return rotate(list, now, nowMs)
}

/** How much of the present item, or of the interruption, has passed (0–1). */
export function shareShown(list: Schedule, state: ShowState, nowMs: number): number {
  const stillMs = state.hold === null ? nowMs : state.hold.sinceMs
  const { interruption } = state
  const share = interruption === null ? (stillMs - state.sinceMs) / dwellMs(list, state.index) : (stillMs - interruption.sinceMs) / interruptMs(list)
  return Math.min(1, Math.max(0, share))
}

/** To an item by hand: it begins anew, an interruption ends, a hold by key stays. */
export function jump(list: Schedule, state: ShowState, index: number, nowMs: number): ShowState {
  const now = at(list, state, nowMs)
  const count = list.items.length
  const hold: Hold | null = now.hold?.by === 'key' ? { by: 'key', away: false, sinceMs: nowMs, untilMs: nowMs + longestHoldMs } : null
  return { ...endInterruption(release(now, nowMs), nowMs), index: ((index % count) + count) % count, sinceMs: nowMs, hold }
}

/** To the next item (1) or the one before (-1) by hand; during an interruption from the item it interrupted. */
export function step(list: Schedule, state: ShowState, by: 1 | -1, nowMs: number): ShowState {
  return jump(list, state, at(list, state, nowMs).index + by, nowMs)
}

/** Holds what is shown, or lets it go on: both by key. */
export function toggleHold(list: Schedule, state: ShowState, nowMs: number): ShowState {
  const now = at(list, state, nowMs)
  if (now.hold?.by === 'key') return release(now, nowMs)
  return { ...release(now, nowMs), hold: { by: 'key', away: now.hold?.away ?? false, sinceMs: nowMs, untilMs: nowMs + longestHoldMs } }
}

/** Somebody went somewhere else: the wall stays there for `handHoldMs`, or as long as it is held by key. An interruption ends. */
export function touch(list: Schedule, state: ShowState, nowMs: number): ShowState {
  const now = at(list, state, nowMs)
  const hold: Hold = now.hold?.by === 'key' ? { ...now.hold, away: true, sinceMs: nowMs } : { by: 'hand', away: true, sinceMs: nowMs, untilMs: nowMs + handHoldMs }
  return { ...endInterruption(release(now, nowMs), nowMs), hold }
}

/** Offers a new warning of severity at risk: it interrupts, or never will. */
export function offer(list: Schedule, state: ShowState, warning: string, nowMs: number): ShowState {
  const now = at(list, state, nowMs)
  if (now.offered.includes(warning)) return now
  const heard = { ...now, offered: [...now.offered, warning].slice(-maxOffered) }
  const isBadTime = list.interrupt.severity === 'off' || now.hold !== null || now.interruption !== null || nowMs < now.restUntilMs
  return isBadTime ? heard : { ...heard, interruption: { warning, sinceMs: nowMs } }
}

/** Whether two items show the same (their dwell may differ). */
export function samePicture(a: Omit<PlaylistItem, 'dwellS'>, b: Omit<PlaylistItem, 'dwellS'>): boolean {
  return a.scene === b.scene && a.root === b.root && a.kpi === b.kpi
}

/** The state over a list that was edited meanwhile: stays on what is shown where the new list still has it, else begins the item now in its place. */
export function follow(before: Schedule, after: Schedule, state: ShowState, nowMs: number): ShowState {
  const now = at(before, state, nowMs)
  const shown = before.items[now.index]
  const isSame = (index: number): boolean => { const item = after.items[index]; return item !== undefined && shown !== undefined && samePicture(item, shown) }
  if (isSame(now.index)) return now
  const index = after.items.findIndex((_, i) => isSame(i))
  if (index >= 0) return { ...now, index }
  return { ...now, index: Math.min(now.index, after.items.length - 1), sinceMs: now.interruption?.sinceMs ?? now.hold?.sinceMs ?? nowMs }
}
