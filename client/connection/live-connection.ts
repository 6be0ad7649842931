/** The socket itself: `/live` over websocket only, reconnecting by our own back-off; everything it hears goes to the manager and the clocks. */
import { io, type Socket } from 'socket.io-client'
import { liveNamespace, type ClientEvents, type ServerEvents } from '../../data/protocol/events.ts'
import type { Pulse } from '../../data/protocol/pulse.ts'
import type { Refusal } from '../../data/protocol/snapshot.ts'
import type { WarningMessage } from '../../data/protocol/warning.ts'
import type { Watch } from '../../data/protocol/watch.ts'
import { unpackDelta } from '../../data/protocol/delta-packing.ts'
import { largeCells } from '../figures/pace.ts'
import { afterPaint } from './after-paint.ts'
import { backoffMs } from './backoff.ts'
import { DeltaGathering } from './delta-gathering.ts'
import { openFleetLine, type FleetLine } from './fleet-line.ts'
import { Completeness, type CompleteTo } from './completeness.ts'
import { afterPulse, noClock, type ClockState } from './clocks.ts'
import { SubscriptionManager, type CellSink, type Transport } from './subscription-manager.ts'

/** Silence after which an open socket is taken for dead and opened anew, milliseconds. */
export const deadLinkMs = 12_000

/** The page's one connection. */
export interface LiveConnection extends FleetLine {
  /** Wants figures; the returned function gives them up. */
  hold(watch: Watch): () => void
  /** What is wanted now. */
  held(): readonly Watch[]
  clock(): ClockState
  /** Up to which sequence of the log the figures shown are complete; null: not known. */
  completeTo(): CompleteTo | null
  /** The figures shown are a picture from before, complete up to there. */
  restoredTo(to: CompleteTo): void
  /** Called after each pulse and when the link falls. */
  onClock(follower: () => void): () => void
  onRefused(follower: (watch: Watch, error: Refusal) => void): () => void
  /** Called with warnings of the viewer's scope that came or changed, as they are told. */
  onWarning(follower: (message: WarningMessage) => void): () => void
}

const timers = {
  set: (run: () => void, ms: number): unknown => window.setTimeout(run, ms),
  clear: (timer: unknown): void => window.clearTimeout(timer as number | undefined),
}

/** The socket as the manager needs it; `onAnswer` is told how long an answer was under way, before it is handed on. */
function transportOf(socket: Socket<ServerEvents, ClientEvents>, onAnswer: (tripMs: number) => void): Transport {
  return {
    watch: (message, answered) => {
      const sentMs = performance.now()
      socket.emit('watch', message, (answer) => {
        onAnswer(performance.now() - sentMs)
        answered(answer)
      })
    },
    unwatch: (room) => { socket.emit('unwatch', { room }) },
  }
}

/** Opens the connection. Deltas are applied in a task of their own, never in an animation frame: hidden pages go on. */
export function openConnection(sink: CellSink): LiveConnection {
  const socket: Socket<ServerEvents, ClientEvents> = io(liveNamespace, {
    transports: ['websocket'], reconnection: false, autoConnect: false,
  })
  const followers = new Set<() => void>()
  const refusals = new Set<(watch: Watch, error: Refusal) => void>()
  const warned = new Set<(message: WarningMessage) => void>()
  const completeness = new Completeness()
  let clock = noClock
  let attempt = 0
  let retry: number | undefined, watchdog: number | undefined

  const setClock = (next: ClockState): void => { clock = next; for (const follower of followers) follower() }
  const transport = transportOf(socket, (tripMs) => {
    gathering.flush()
    clock = { ...clock, halfTripMs: tripMs / 2 }
  })
  const manager = new SubscriptionManager(transport, sink, timers, (watch, error) => { for (const told of refusals) told(watch, error) })

  const gathering = new DeltaGathering({ hand: (packed) => manager.delta(unpackDelta(packed)), smallRooms: () => manager.roomsBelow(largeCells), timers, afterPaint })

  const connectLater = (): void => {
    window.clearTimeout(retry)
    retry = window.setTimeout(() => socket.connect(), backoffMs(attempt++, Math.random()))
  }
  const guard = (): void => {
    window.clearTimeout(watchdog)
    watchdog = window.setTimeout(() => { if (socket.connected) socket.disconnect() }, deadLinkMs)
  }
  socket.on('connect', () => { guard(); manager.linked(); })
  socket.on('disconnect', () => {
    window.clearTimeout(watchdog)
    gathering.flush()
    manager.unlinked()
    completeness.unlinked()
    setClock({ ...clock, linked: false })
    connectLater()
  })
  socket.on('connect_error', connectLater)
  socket.on('pulse', (pulse: Pulse) => {
    attempt = 0; guard()
    completeness.pulse(pulse, manager.awaited(), performance.now())
    setClock(afterPulse(clock, pulse, Date.now()))
  })
  socket.on('delta', (delta) => gathering.take(delta))
  socket.on('warning', (message) => { for (const told of warned) told(message) })
  window.addEventListener('online', () => { if (!socket.connected) { window.clearTimeout(retry); socket.connect() } })
  socket.connect()
  return {
    ...openFleetLine(socket),
    hold: (watch) => manager.hold(watch),
    held: () => manager.held(),
    clock: () => clock,
    completeTo: () => completeness.told(manager.awaited(), performance.now()),
    restoredTo: (to) => completeness.restore(to),
    onClock: (follower) => { followers.add(follower); return () => followers.delete(follower) },
    onRefused: (follower) => { refusals.add(follower); return () => refusals.delete(follower) },
    onWarning: (follower) => { warned.add(follower); return () => warned.delete(follower) },
  }
}
