/**
 * One socket on `/live`: who looks, what they watch, and whether they keep up.
 *
 * Invariants
 * - A session that keeps up is in the Socket.IO room of each of its watches and of its scope; one that lags is in none, and
 *   `held` says which state it holds of each watch. It comes back by one delta a watch, from its own last state (law 4).
 * - What was sent before an acknowledged snapshot of the same room is older than it: messages keep their order.
 */
import type { Socket } from 'socket.io'
import type { Viewer } from '../../data/access/scope.ts'
import type { ClientEvents, ServerEvents } from '../../data/protocol/events.ts'
import { maxWatchesPerSocket } from '../../data/protocol/watch.ts'
import { packDelta } from '../../data/protocol/delta-packing.ts'
import type { LiveLimits } from './live-deps.ts'
import { outflowOf } from './outflow.ts'
import { roomName, type RoomDefinition } from './room.ts'
import type { Rooms, RoomState } from './rooms.ts'

/** A socket of the stream. */
export type LiveSocket = Socket<ClientEvents, ServerEvents>

/** Name of the Socket.IO room of all sockets of a scope, for pulses. Room hashes never hold a colon. */
export function scopeRoom(scope: number): string {
  return `scope:${scope}`
}

/** Name of the Socket.IO room of those sockets of a scope whose viewer may operate. They are in the scope's room too. */
export function operatorRoom(scope: number): string {
  return `scope:${scope}:operate`
}

/** See the file header. */
export class LiveSession {
  readonly socket: LiveSocket
  readonly viewer: Viewer
  readonly #rooms: Rooms
  readonly #limits: LiveLimits
  /** State held of each watched room; only kept while the session lags. */
  readonly #held = new Map<string, number | null>()
  #laggingSinceMs: number | null = null
  /** Events of it that had no effect. */
  ignored = 0

  constructor(socket: LiveSocket, viewer: Viewer, rooms: Rooms, limits: LiveLimits) {
    this.socket = socket
    this.viewer = viewer
    this.#rooms = rooms
    this.#limits = limits
    void socket.join(this.#scopeRooms())
  }

  /** Whether it may watch this: it does already, or is below the bound of watches. */
  mayFollow(definition: RoomDefinition): boolean {
    return this.#held.size < maxWatchesPerSocket || this.#held.has(roomName(definition))
  }

  /** When it began to lag, or null: it keeps up. */
  get laggingSinceMs(): number | null {
    return this.#laggingSinceMs
  }

  /** After a snapshot was acknowledged: follows the room from that state. */
  follow(state: RoomState): void {
    this.#held.set(state.room, this.#laggingSinceMs === null ? null : state.seq)
    if (this.#laggingSinceMs === null) void this.socket.join(state.room)
  }

  /** Names of the rooms it watches. */
  watched(): Iterable<string> {
    return this.#held.keys()
  }

  /** Ends one watch; false: there is none. */
  unfollow(room: string): boolean {
    if (!this.#held.delete(room)) return false
    void this.socket.leave(room)
    this.#rooms.leave(this.socket.id, room)
    return true
  }

  /** Ends all watches. */
  end(): void {
    for (const room of [...this.#held.keys()]) this.unfollow(room)
  }

  /** Before a broadcast: leaves it, with all others, when too much is unsent. True: it left now. */
  fallBehind(nowMs: number): boolean {
    if (this.#laggingSinceMs !== null) return false
    const { bytes, packets } = outflowOf(this.socket)
    if (bytes <= this.#limits.maxPendingBytes && packets <= this.#limits.maxPendingPackets) return false
    this.#laggingSinceMs = nowMs
    for (const room of this.#held.keys()) {
      this.#held.set(room, this.#rooms.seqOf(room) ?? null)
      void this.socket.leave(room)
    }
    for (const room of this.#scopeRooms()) void this.socket.leave(room)
    return true
  }

  /** Once drained: sends what changed since, a delta a watch, and follows again. Answers how many were sent; null: not drained. */
  catchUp(): number | null {
    if (!outflowOf(this.socket).drained) return null
    this.#laggingSinceMs = null
    let sent = 0
    for (const [room, held] of this.#held) {
      const delta = held === null ? null : this.#rooms.catchUp(room, held)
      this.#held.set(room, null)
      if (delta !== null) {
        this.socket.emit('delta', packDelta(delta))
        sent++
      }
      void this.socket.join(room)
    }
    void this.socket.join(this.#scopeRooms())
    return sent
  }

  #scopeRooms(): string[] {
    const { scope, role } = this.viewer
    return role === 'operate' ? [scopeRoom(scope), operatorRoom(scope)] : [scopeRoom(scope)]
  }
}
