/**
 * All sockets of the stream: their events in, deltas and pulses out, and who is cut. Wired to Socket.IO by live-socket.ts.
 * Law 8: pulses and deltas go to rooms whose content lies in a scope or a checked root; a socket joins no other.
 */
import type { Namespace } from 'socket.io'
import type { Viewer } from '../../data/access/scope.ts'
import type { Delta } from '../../data/protocol/delta.ts'
import { packDelta } from '../../data/protocol/delta-packing.ts'
import type { ClientEvents, ServerEvents } from '../../data/protocol/events.ts'
import type { Pulse } from '../../data/protocol/pulse.ts'
import { protocolVersion } from '../../data/protocol/version.ts'
import { showing, type WallCommand } from '../../data/protocol/wall.ts'
import { wallRecord } from '../../data/protocol/wall-record.ts'
import { commandTimeoutMs } from '../../data/protocol/wall-terms.ts'
import { unwatch } from '../../data/protocol/watch.ts'
import { EventBudget } from './event-budget.ts'
import type { LiveDeps, LiveLimits } from './live-deps.ts'
import type { DropReason, LiveMetrics } from './live-metrics.ts'
import { LiveSession, scopeRoom, type LiveSocket } from './live-session.ts'
import { cut, outflowOf } from './outflow.ts'
import { refusalOf, type LiveRefusalCode } from './refusals.ts'
import { Rooms, type RoomScheduler } from './rooms.ts'
import { WarningTeller } from './warning-teller.ts'
import { checkWatch } from './watch-check.ts'

const monotonic: RoomScheduler = {
  nowMs: () => performance.now(),
  soon: queueMicrotask,
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs)
    return () => clearTimeout(timer)
  },
}

type Ack = (answer: unknown) => void
const ackOf = (value: unknown): Ack | null => (typeof value === 'function' ? (value as Ack) : null)

/** See the file header. */
export class LiveHub {
  readonly #deps: LiveDeps
  readonly #limits: LiveLimits
  readonly #metrics: LiveMetrics
  readonly #nsp: Namespace<ClientEvents, ServerEvents>
  readonly #rooms: Rooms
  readonly #sessions = new Map<string, LiveSession>()
  readonly #lagging = new Set<LiveSession>()

  constructor(nsp: Namespace<ClientEvents, ServerEvents>, deps: LiveDeps, limits: LiveLimits, metrics: LiveMetrics) {
    this.#nsp = nsp
    this.#deps = deps
    this.#limits = limits
    this.#metrics = metrics
    this.#rooms = new Rooms({
      live: deps.live, clock: deps.clock, epoch: deps.epoch, maxRooms: limits.maxRooms, scheduler: monotonic,
      transport: { emit: (room, delta) => this.#broadcast(room, delta) },
      onPublished: (cells, costMs) => {
        metrics.deltas.inc()
        metrics.cells.inc(cells)
        metrics.flushSeconds.observe(costMs / 1000)
      },
    })
    deps.live.onChanged((cells) => this.#rooms.changed(cells))
    if (deps.warnings !== undefined) new WarningTeller(nsp, deps.warnings, deps.epoch, () => this.#viewers(), monotonic.nowMs)
  }

  /** Sockets of the stream. */
  get size(): number {
    return this.#sessions.size
  }

  * #viewers(): Generator<Viewer> {
    for (const { viewer } of this.#sessions.values()) yield viewer
  }

  /** Takes in a socket whose viewer is known. */
  admit(socket: LiveSocket, viewer: Viewer): void {
    const session = new LiveSession(socket, viewer, this.#rooms, this.#limits)
    this.#sessions.set(socket.id, session)
    const budget = new EventBudget(this.#limits.eventsPerSecond, this.#limits.eventBurst, performance.now())
    socket.use(([event, ...args]: unknown[], next) => {
      const ack = ackOf(args.at(-1))
      if (!budget.take(1, performance.now())) return this.#ignore(session, 'rate_limited', ack)
      if (event !== 'watch' && event !== 'unwatch' && event !== 'showing' && event !== 'record') return this.#ignore(session, 'event_unknown', ack)
      next()
    })
    socket.on('watch', (message: unknown, ack: unknown) => this.#watch(session, budget, message, ackOf(ack)))
    socket.on('unwatch', (message: unknown) => this.#unwatch(session, message))
    socket.on('showing', (message: unknown, ack: unknown) => this.#showing(session, message, ackOf(ack)))
    socket.on('record', (message: unknown, ack: unknown) => this.#record(session, message, ackOf(ack)))
    socket.on('disconnect', (reason) => this.#dismiss(session, reason))
    socket.emit('pulse', this.#pulseOf(viewer.scope))
  }

  /** Once a second: the pulse of each scope, and sockets that have too much unsent. */
  pulse(): void {
    const scopes = new Set<number>()
    for (const session of this.#sessions.values()) {
      if (session.fallBehind(performance.now())) this.#lagging.add(session)
      if (outflowOf(session.socket).bytes > this.#limits.maxUnsentBytes) this.#drop(session, 'unsent')
      else scopes.add(session.viewer.scope)
    }
    for (const scope of scopes) this.#nsp.to(scopeRoom(scope)).emit('pulse', this.#pulseOf(scope))
    this.#metrics.sockets.set(this.#sessions.size)
    this.#metrics.rooms.set(this.#rooms.size)
    this.#metrics.lagging.set(this.#lagging.size)
    this.#metrics.intervalMs.set(this.#rooms.intervalMs)
  }

  /** Looks at the sockets that were left out: brings the drained ones forward, cuts those that took too long. */
  sweep(): void {
    const nowMs = performance.now()
    for (const session of [...this.#lagging]) {
      const sinceMs = session.laggingSinceMs
      const sent = session.catchUp()
      if (sent !== null) {
        this.#lagging.delete(session)
        this.#metrics.catchUps.inc(sent)
      } else if (sinceMs !== null && nowMs - sinceMs > this.#limits.maxLagMs) this.#drop(session, 'lag')
      else if (outflowOf(session.socket).bytes > this.#limits.maxUnsentBytes) this.#drop(session, 'unsent')
    }
  }

  /** Checks the keys of open sockets again, each key once, and cuts the sockets of those that are no longer good. */
  async checkKeys(): Promise<void> {
    const keys = new Set<number>()
    for (const { viewer } of this.#sessions.values()) if (viewer.keyId !== null) keys.add(viewer.keyId)
    const revoked = new Set<number | null>()
    for (const key of keys) if (!(await this.#stillValid(key))) revoked.add(key)
    if (revoked.size === 0) return
    for (const session of [...this.#sessions.values()]) {
      if (!revoked.has(session.viewer.keyId)) continue
      this.#metrics.dropped.inc({ reason: 'key_revoked' })
      session.socket.disconnect(true)
    }
  }

  /** Tells who watches what: each key (or nobody's) and room once. */
  tellWatched(): void {
    if (this.#deps.onWatched === undefined) return
    const told = new Set<string>()
    for (const session of this.#sessions.values()) {
      const { viewer } = session
      for (const room of session.watched()) {
        const definition = this.#rooms.definitionOf(room)
        if (definition === undefined || told.has(`${viewer.keyId} ${room}`)) continue
        told.add(`${viewer.keyId} ${room}`)
        this.#deps.onWatched(viewer, definition)
      }
    }
  }

  /** Ends rooms and their timers; sockets are closed by the caller. */
  close(): void {
    this.#rooms.close()
  }

  async #stillValid(keyId: number): Promise<boolean> {
    try {
      return await this.#deps.keyStillValid(keyId)
    } catch {
      return false
    }
  }

  #watch(session: LiveSession, budget: EventBudget, message: unknown, ack: Ack | null): void {
    if (ack === null) return this.#ignore(session, 'watch_invalid', null)
    const cellCount = (definition: Parameters<Rooms['cellCount']>[0]) => this.#rooms.cellCount(definition)
    const definition = checkWatch(message, session.viewer, this.#deps.live, cellCount)
    if (definition === 'watch_invalid') return this.#ignore(session, definition, ack)
    if (typeof definition === 'string') return this.#refuse(definition, ack)
    if (!session.mayFollow(definition)) return this.#refuse('too_many_watches', ack)
    if (!budget.take(Math.floor(cellCount(definition) / this.#limits.cellsPerEvent), performance.now())) {
      return this.#ignore(session, 'rate_limited', ack)
    }
    const state = this.#rooms.join(session.socket.id, definition)
    if (state === null) return this.#refuse('too_many_rooms', ack)
    const { epoch, build } = this.#deps
    ack({ ok: true, snapshot: { ...state, protocol: protocolVersion, epoch, build, simulated: this.#deps.simulated() } })
    session.follow(state)
    this.#deps.onWatched?.(session.viewer, definition)
    if (outflowOf(session.socket).bytes > this.#limits.maxUnsentBytes) this.#drop(session, 'unsent')
  }

  #unwatch(session: LiveSession, message: unknown): void {
    const parsed = unwatch.safeParse(message)
    if (!parsed.success) this.#ignore(session, 'watch_invalid', null)
    else session.unfollow(parsed.data.room)
  }

  #showing(session: LiveSession, message: unknown, ack: Ack | null): void {
    const parsed = showing.safeParse(message)
    if (!parsed.success || ack === null) return this.#ignore(session, 'showing_invalid', ack)
    const heard = this.#deps.walls?.heard(session.socket.id, session.viewer, parsed.data) ?? { orders: { version: 0, blank: false, address: null } }
    if (typeof heard === 'string') return this.#refuse(heard, ack)
    ack({ ok: true, orders: heard.orders })
  }

  #record(session: LiveSession, message: unknown, ack: Ack | null): void {
    const parsed = wallRecord.safeParse(message)
    if (!parsed.success || ack === null) return this.#ignore(session, 'record_invalid', ack)
    const handed = this.#deps.walls?.handedIn(session.viewer, parsed.data) ?? { taken: 0, refused: 0 }
    if (typeof handed === 'string') return this.#refuse(handed, ack)
    ack({ ok: true, ...handed })
  }

  /** Sends a command to one socket; whether its page said that it carried it out. Rejects where it is gone or silent. */
  async command(socketId: string, command: WallCommand): Promise<boolean> {
    const session = this.#sessions.get(socketId)
    return session === undefined ? false : await session.socket.timeout(commandTimeoutMs).emitWithAck('command', command) === true
  }

  #refuse(code: LiveRefusalCode, ack: Ack): void {
    this.#metrics.refused.inc({ code })
    ack({ ok: false, error: refusalOf(code) })
  }

  #ignore(session: LiveSession, code: LiveRefusalCode, ack: Ack | null): void {
    this.#metrics.ignored.inc({ code })
    if (++session.ignored >= this.#limits.maxIgnoredEvents) return this.#drop(session, 'ignored_events')
    ack?.({ ok: false, error: refusalOf(code) })
  }

  /** Hot: each delta. One encoding serves all sockets that keep up (socket.io-adapter's pre-encoded frame). */
  #broadcast(room: string, delta: Delta): void {
    const nowMs = performance.now()
    for (const id of [...(this.#nsp.adapter.rooms.get(room) ?? [])]) {
      const session = this.#sessions.get(id)
      if (session?.fallBehind(nowMs)) this.#lagging.add(session)
    }
    if (this.#nsp.adapter.rooms.has(room)) this.#nsp.to(room).emit('delta', packDelta(delta))
  }

  #pulseOf(scope: number): Pulse {
    const deps = this.#deps
    return {
      epoch: deps.epoch, build: deps.build, at: deps.clock.nowMs(), seq: scope === 0 ? deps.logSeq() : 0,
      tasksVersion: deps.tasksVersion(scope), warningsVersion: deps.warningsVersion(scope), reportsVersion: deps.reportsVersion(scope), linesVersion: deps.linesVersion(scope), playlistsVersion: deps.playlistsVersion(scope),
      backfill: deps.backfill(scope), simulated: deps.simulated(),
    }
  }

  #drop(session: LiveSession, reason: DropReason): void {
    this.#metrics.dropped.inc({ reason })
    cut(session.socket)
  }

  #dismiss(session: LiveSession, reason: string): void {
    session.end()
    this.#deps.walls?.gone(session.socket.id)
    this.#lagging.delete(session)
    this.#sessions.delete(session.socket.id)
    if (reason === 'client namespace disconnect' || reason === 'ping timeout' || reason === 'transport error') cut(session.socket)
  }
}
