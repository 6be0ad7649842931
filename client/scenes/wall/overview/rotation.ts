/** Which KPI the map shows: the headline four and others with data, in turn, until somebody chooses or holds. Pure state, and its hook. */
import { useEffect, useReducer } from 'react'

/** How long one KPI stays, milliseconds. */
export const dwellMs = 15_000
/** Most KPIs in the rotation. */
export const mostInRotation = 12

/** `index` into the list; `held`: stays until released; `sinceMs`: when the present one came. */
export interface Rotation {
  readonly index: number
  readonly held: boolean
  readonly sinceMs: number
}

/** What moves it. */
export type RotationMove =
  | { readonly kind: 'tick', readonly nowMs: number, readonly count: number, readonly dwellMs?: number }
  | { readonly kind: 'step', readonly by: 1 | -1, readonly nowMs: number, readonly count: number }
  | { readonly kind: 'hold', readonly nowMs: number }
  | { readonly kind: 'choose', readonly index: number, readonly held: boolean, readonly nowMs: number }

/** The next state. */
export function rotate(state: Rotation, move: RotationMove): Rotation {
  switch (move.kind) {
    case 'tick':
      if (state.held || move.count < 2 || move.nowMs - state.sinceMs < (move.dwellMs ?? dwellMs)) return state
      return { ...state, index: (state.index + 1) % move.count, sinceMs: move.nowMs }
    case 'step': return { ...state, index: (state.index + move.by + move.count) % Math.max(1, move.count), sinceMs: move.nowMs }
    case 'hold': return { ...state, held: !state.held, sinceMs: move.nowMs }
    case 'choose': return { index: move.index, held: move.held, sinceMs: move.nowMs }
  }
}

/** The KPIs in rotation: the headline four, then those with data at the root, in catalogue order. */
export function rotationOf(headline: readonly string[], all: readonly string[], hasData: (kpi: string) => boolean, most = mostInRotation): readonly string[] {
  return [...headline, ...all.filter((kpi) => !headline.includes(kpi) && hasData(kpi))].slice(0, most)
}

/** The rotation over `count` KPIs that each stay `stayMs`, with a timer of its own. `paused`: the whole wall is held. */
export function useRotation(count: number, paused: boolean, stayMs = dwellMs): readonly [Rotation, (move: RotationMove) => void] {
  const [state, move] = useReducer(rotate, null, (): Rotation => ({ index: 0, held: false, sinceMs: Date.now() }))
  useEffect(() => {
    if (paused) return
    const timer = window.setTimeout(() => move({ kind: 'tick', nowMs: Date.now(), count, dwellMs: stayMs }), Math.max(50, state.sinceMs + stayMs - Date.now() + 5))
    return () => window.clearTimeout(timer)
  }, [state, count, paused, stayMs])
  return [state, move]
}
