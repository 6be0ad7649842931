/**
 * The subscriptions of one page over a tiny transport: watches when linked, again after a gap, hands on snapshots and deltas.
 * At most `maxWatchesPerSocket` at once (protocol); the page asks for what it shows.
 */
import type { Delta } from '../../data/protocol/delta.ts'
import type { Refusal, Snapshot, WatchAnswer } from '../../data/protocol/snapshot.ts'
import type { Watch } from '../../data/protocol/watch.ts'
import type { Awaited } from './completeness.ts'
import { stepSubscription, waitingSubscription, type SubscriptionEvent, type SubscriptionState } from './subscription.ts'

/** What the manager needs of a socket. */
export interface Transport {
  watch(message: Watch, answered: (answer: WatchAnswer) => void): void
  unwatch(room: string): void
}

/** Who takes the figures. `watch` tells which subscription they belong to. */
export interface CellSink {
  replace(watch: Watch, snapshot: Snapshot): void
  apply(delta: Delta): void
}

/** Wait for the answer to a `watch` before asking again, milliseconds. */
export const watchTimeoutMs = 10_000

/** Timers as a dependency, so that tests own the time. */
export interface Timers {
  set(run: () => void, ms: number): unknown
  clear(timer: unknown): void
}

interface Entry {
  readonly message: Watch
  holders: number
  state: SubscriptionState
  /** It has had a snapshot: what is shown of it is of then or later. */
  isShown: boolean
  /** Cells of its latest snapshot. */
  cells: number
  timer: unknown
}

/** Same watch, same key. */
export function watchKey(message: Watch): string {
  return `${message.root}|${message.depth}|${message.kpis.join(',')}`
}

/** Keeps every wanted subscription alive across gaps, new epochs and lost links. */
export class SubscriptionManager {
  readonly #entries = new Map<string, Entry>()
  readonly #transport: Transport
  readonly #sink: CellSink
  readonly #timers: Timers
  readonly #onRefused: (watch: Watch, error: Refusal) => void
  #asks = 0
  #linked = false

  constructor(transport: Transport, sink: CellSink, timers: Timers, onRefused: (watch: Watch, error: Refusal) => void) {
    this.#transport = transport
    this.#sink = sink
    this.#timers = timers
    this.#onRefused = onRefused
  }

  /** Wants a subscription; the returned function gives it up. The same watch is asked for once. */
  hold(message: Watch): () => void {
    const key = watchKey(message)
    let entry = this.#entries.get(key)
    if (entry === undefined) {
      entry = { message, holders: 0, state: waitingSubscription, isShown: false, cells: 0, timer: undefined }
      this.#entries.set(key, entry)
      if (this.#linked) this.#step(entry, { kind: 'linked', ask: ++this.#asks })
    }
    entry.holders++
    const held = entry
    return () => this.#release(key, held)
  }

  /** What is held now. */
  held(): Watch[] {
    return Array.from(this.#entries.values(), ({ message }) => message)
  }

  /** The link is up: every subscription asks anew. */
  linked(): void {
    this.#linked = true
    for (const entry of this.#entries.values()) this.#step(entry, { kind: 'linked', ask: ++this.#asks })
  }

  /** The link is gone: what was shown stays, with its age. */
  unlinked(): void {
    this.#linked = false
    for (const entry of this.#entries.values()) this.#step(entry, { kind: 'unlinked' })
  }

  /** A delta came. */
  delta(delta: Delta): void {
    for (const entry of this.#entries.values()) {
      if (entry.state.phase === 'live' && entry.state.room === delta.room) {
        this.#step(entry, { kind: 'delta', delta, nextAsk: ++this.#asks })
      }
    }
  }

  /** Which snapshots are still to come; a refused watch awaits none. */
  awaited(): Awaited {
    const open = [...this.#entries.values()].filter(({ state: { phase } }) => phase === 'waiting' || phase === 'asking')
    return open.length === 0 ? 'none' : open.every(({ isShown }) => isShown) ? 'renewed' : 'first'
  }

  /** Rooms that live and hold fewer cells than `below`. */
  roomsBelow(below: number): string[] {
    return [...this.#entries.values()].flatMap(({ state, cells }) => (state.phase === 'live' && cells < below ? [state.room] : []))
  }

  /** States by watch key, for tests and the page's own health line. */
  states(): ReadonlyMap<string, SubscriptionState> {
    return new Map([...this.#entries].map(([key, entry]) => [key, entry.state]))
  }

  #release(key: string, entry: Entry): void {
    if (--entry.holders > 0) return
    this.#timers.clear(entry.timer)
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
    if (this.#linked && entry.state.phase === 'live') this.#transport.unwatch(entry.state.room)
  }

  #step(entry: Entry, event: SubscriptionEvent): void {
    const [state, effect] = stepSubscription(entry.state, event)
    entry.state = state
    if (state.phase !== 'asking') this.#timers.clear(entry.timer)
    if (state.phase === 'refused' && event.kind === 'answer') this.#onRefused(entry.message, state.error)
    switch (effect.kind) {
      case 'watch': this.#ask(entry, effect.ask); break
      case 'replace': entry.isShown = true; entry.cells = effect.snapshot.cells.length; this.#sink.replace(entry.message, effect.snapshot); break
      case 'apply': this.#sink.apply(effect.delta); break
      case 'none': break
    }
  }

  #ask(entry: Entry, ask: number): void {
    this.#timers.clear(entry.timer)
    entry.timer = this.#timers.set(() => this.#step(entry, { kind: 'timeout', ask, nextAsk: ++this.#asks }), watchTimeoutMs)
    this.#transport.watch(entry.message, (answer) => {
      if (entry.holders > 0) this.#step(entry, { kind: 'answer', ask, answer })
      else if (answer.ok) this.#transport.unwatch(answer.snapshot.room)
    })
  }
}
