import { describe, expect, it } from 'vitest'
import { stepSubscription, waitingSubscription, type SubscriptionState } from '../../../client/connection/subscription.ts'
import type { Delta } from '../../../data/protocol/delta.ts'
import type { Snapshot } from '../../../data/protocol/snapshot.ts'

const snapshot = (seq: number, epoch = 'e1', room = 'r1'): Snapshot => ({ room, protocol: 1, epoch, seq, at: 0, build: 'b', simulated: false, cells: [] })
const delta = (prev: number, seq: number, epoch = 'e1', room = 'r1'): Delta => ({ room, epoch, prev, seq, at: 0, cells: [] })
const live: SubscriptionState = { phase: 'live', room: 'r1', epoch: 'e1', seq: 5 }

describe('a subscription', () => {
  it('asks when linked and replaces what is shown with the answer', () => {
    const [asking, watch] = stepSubscription(waitingSubscription, { kind: 'linked', ask: 1 })
    expect(watch).toEqual({ kind: 'watch', ask: 1 })
    const [state, effect] = stepSubscription(asking, { kind: 'answer', ask: 1, answer: { ok: true, snapshot: snapshot(5) } })
    expect(state).toEqual(live)
    expect(effect.kind).toBe('replace')
  })
  it('applies a delta that follows on what it holds', () => {
    const [state, effect] = stepSubscription(live, { kind: 'delta', delta: delta(5, 7), nextAsk: 2 })
    expect(state).toEqual({ ...live, seq: 7 })
    expect(effect.kind).toBe('apply')
  })
  it('asks anew after a gap', () => {
    expect(stepSubscription(live, { kind: 'delta', delta: delta(6, 7), nextAsk: 2 })).toEqual([{ phase: 'asking', ask: 2 }, { kind: 'watch', ask: 2 }])
  })
  it('asks anew when the epoch is another', () => {
    expect(stepSubscription(live, { kind: 'delta', delta: delta(5, 7, 'e2'), nextAsk: 2 })[1]).toEqual({ kind: 'watch', ask: 2 })
  })
  it('leaves deltas aside that belong to another room or come while it asks', () => {
    expect(stepSubscription(live, { kind: 'delta', delta: delta(5, 7, 'e1', 'r2'), nextAsk: 2 })).toEqual([live, { kind: 'none' }])
    const asking: SubscriptionState = { phase: 'asking', ask: 2 }
    expect(stepSubscription(asking, { kind: 'delta', delta: delta(5, 7), nextAsk: 3 })).toEqual([asking, { kind: 'none' }])
  })
  it('leaves the answer to an older question aside', () => {
    const asking: SubscriptionState = { phase: 'asking', ask: 2 }
    expect(stepSubscription(asking, { kind: 'answer', ask: 1, answer: { ok: true, snapshot: snapshot(9) } })).toEqual([asking, { kind: 'none' }])
  })
  it('asks again when no answer comes, and not when one has come', () => {
    expect(stepSubscription({ phase: 'asking', ask: 2 }, { kind: 'timeout', ask: 2, nextAsk: 3 })[1]).toEqual({ kind: 'watch', ask: 3 })
    expect(stepSubscription(live, { kind: 'timeout', ask: 2, nextAsk: 3 })).toEqual([live, { kind: 'none' }])
  })
  it('keeps a refusal until it is linked anew', () => {
    const error = { code: 'unit_unavailable', message: 'm', messageEn: 'm' }
    const [refused] = stepSubscription({ phase: 'asking', ask: 1 }, { kind: 'answer', ask: 1, answer: { ok: false, error } })
    expect(refused).toEqual({ phase: 'refused', error })
    expect(stepSubscription(refused, { kind: 'linked', ask: 2 })[1]).toEqual({ kind: 'watch', ask: 2 })
  })
  it('waits when the link is gone', () => {
    expect(stepSubscription(live, { kind: 'unlinked' })[0]).toEqual(waitingSubscription)
  })
})
