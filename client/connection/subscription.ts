/**
 * One subscription as a pure state machine. It holds the chain of the stream: a delta counts only when its epoch and `prev` are
 * the ones held; anything else asks for a new snapshot (protocol: data/protocol/delta.ts). What was shown stays until it comes.
 */
import type { Delta } from '../../data/protocol/delta.ts'
import type { Refusal, Snapshot, WatchAnswer } from '../../data/protocol/snapshot.ts'

/** `waiting`: no link; `asking`: a `watch` is under way; `live`: the chain holds; `refused`: the server said no. */
export type SubscriptionState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'asking'; readonly ask: number }
  | { readonly phase: 'live'; readonly room: string; readonly epoch: string; readonly seq: number }
  | { readonly phase: 'refused'; readonly error: Refusal }

/** What happens to a subscription. `ask` numbers its `watch` calls: an answer to an older one is left aside. */
export type SubscriptionEvent =
  | { readonly kind: 'linked'; readonly ask: number }
  | { readonly kind: 'unlinked' }
  | { readonly kind: 'answer'; readonly ask: number; readonly answer: WatchAnswer }
  | { readonly kind: 'timeout'; readonly ask: number; readonly nextAsk: number }
  | { readonly kind: 'delta'; readonly delta: Delta; readonly nextAsk: number }

/** What the manager must do about it. */
export type SubscriptionEffect =
  | { readonly kind: 'watch'; readonly ask: number }
  | { readonly kind: 'replace'; readonly snapshot: Snapshot }
  | { readonly kind: 'apply'; readonly delta: Delta }
  | { readonly kind: 'none' }

/** A subscription before its first link. */
export const waitingSubscription: SubscriptionState = { phase: 'waiting' }

type Step = readonly [SubscriptionState, SubscriptionEffect]

function onAnswer(state: SubscriptionState, ask: number, answer: WatchAnswer): Step {
  if (state.phase !== 'asking' || state.ask !== ask) return [state, { kind: 'none' }]
  if (!answer.ok) return [{ phase: 'refused', error: answer.error }, { kind: 'none' }]
  const { snapshot } = answer
  return [
    { phase: 'live', room: snapshot.room, epoch: snapshot.epoch, seq: snapshot.seq },
    { kind: 'replace', snapshot },
  ]
}

function onDelta(state: SubscriptionState, delta: Delta, nextAsk: number): Step {
  if (state.phase !== 'live' || state.room !== delta.room) return [state, { kind: 'none' }]
  if (state.epoch !== delta.epoch || state.seq !== delta.prev) {
    return [{ phase: 'asking', ask: nextAsk }, { kind: 'watch', ask: nextAsk }]
  }
  return [{ ...state, seq: delta.seq }, { kind: 'apply', delta }]
}

/** The next state, and what to do. */
export function stepSubscription(state: SubscriptionState, event: SubscriptionEvent): Step {
  switch (event.kind) {
    case 'linked': return [{ phase: 'asking', ask: event.ask }, { kind: 'watch', ask: event.ask }]
    case 'unlinked': return [{ phase: 'waiting' }, { kind: 'none' }]
    case 'answer': return onAnswer(state, event.ask, event.answer)
    case 'delta': return onDelta(state, event.delta, event.nextAsk)
    case 'timeout':
      if (state.phase !== 'asking' || state.ask !== event.ask) return [state, { kind: 'none' }]
      return [{ phase: 'asking', ask: event.nextAsk }, { kind: 'watch', ask: event.nextAsk }]
  }
}
