/** What the live socket is built of, and its bounds. */
import type { Registry } from 'prom-client'
import type { Viewer } from '../../data/access/scope.ts'
import type { Backfill } from '../../data/protocol/pulse.ts'
import type { Clock } from '../clock.ts'
import type { LiveFigures } from '../figures/figures.ts'
import type { ToldWarnings } from './told-warnings.ts'
import type { WallBook } from '../scenes/wall-book.ts'
import type { RoomDefinition } from './room.ts'

/** Bounds of the live socket. Times in milliseconds, sizes in bytes. */
export interface LiveLimits {
  /** Most sockets at once: every unit of the official list and the walls beside it. */
  readonly maxSockets: number
  /** Connections that may be open beside them while they shake hands; more are answered 503. */
  readonly handshakeRoom: number
  readonly maxRooms: number
  /** Events a socket may send a second, and in one burst. A watch costs one more for each `cellsPerEvent` cells. */
  readonly eventsPerSecond: number
  readonly eventBurst: number
  readonly cellsPerEvent: number
  /** Malformed, unknown or refused-for-rate events after which a socket is cut. */
  readonly maxIgnoredEvents: number
  /** Unsent bytes, or packets behind the transport, above which a socket is left out of broadcasts until it has drained. */
  readonly maxPendingBytes: number
  readonly maxPendingPackets: number
  /** Unsent bytes above which a socket is cut at once. */
  readonly maxUnsentBytes: number
  /** How long a socket may stay left out before it is cut: with the sweep, under the 30 s of the fault table (row 11). */
  readonly maxLagMs: number
  /** How often sockets that were left out are looked at. */
  readonly lagSweepMs: number
  /** How often the keys of open sockets are checked again (at most 5 s: fault table, row 17). */
  readonly keyCheckMs: number
  /** How often it is told what is being watched. */
  readonly watchToldMs: number
}

/** The bounds in force. */
export const liveLimits: LiveLimits = {
  maxSockets: 4096, handshakeRoom: 256, maxRooms: 8192,
  eventsPerSecond: 20, eventBurst: 40, cellsPerEvent: 5000, maxIgnoredEvents: 1000,
  maxPendingBytes: 256 * 1024, maxPendingPackets: 8, maxUnsentBytes: 8 * 1024 * 1024,
  maxLagMs: 25_000, lagSweepMs: 100, keyCheckMs: 4000, watchToldMs: 3_600_000,
}

/** Largest message a client may send, bytes. Source: security "Settings that matter". */
export const maxMessageBytes = 64 * 1024
/** How long a connection may take to join the stream, milliseconds; half-open ones are reaped after it. */
export const connectTimeoutMs = 10_000
/** A link is asked for life this often and cut when it does not answer: together under 30 s (fault table, row 12). */
export const pingIntervalMs = 10_000
/** See `pingIntervalMs`. */
export const pingTimeoutMs = 10_000

/** What `attachLive` needs. Versions rise when the answers of `/tasks`, `/warnings` or of reporting duties changed for a scope (unit index). */
export interface LiveDeps {
  readonly live: LiveFigures
  readonly clock: Clock
  /** Random id of this process's run (`newEpoch`), the same as in `GET /session`. */
  readonly epoch: string
  readonly build: string
  /** The viewer of a key, or null: wrong, expired, revoked. */
  authenticate(key: string): Viewer | null | Promise<Viewer | null>
  /** Whether a key is still good; a rejection counts as no. */
  keyStillValid(keyId: number): boolean | Promise<boolean>
  /** Who comes without a key in open local mode; null: a key is needed. */
  readonly localViewer: Viewer | null
  simulated(): boolean
  logSeq(): number
  tasksVersion(scope: number): number
  warningsVersion(scope: number): number
  /** Warnings to tell of as they come; absent: none are. */
  readonly warnings?: ToldWarnings
  reportsVersion(scope: number): number
  playlistsVersion(scope: number): number
  linesVersion(scope: number): number
  /** The fleet that walls tell what they show; absent: nobody listens. */
  readonly walls?: Pick<WallBook, 'heard' | 'handedIn' | 'gone'>
  backfill(scope: number): Backfill | null
  /** Told what a viewer watches: at the watch, and once in `watchToldMs` while it lasts, each key and room once. */
  onWatched?(viewer: Viewer, watched: RoomDefinition): void
  /** Where the metrics are registered. */
  readonly metrics?: Registry
  /** Other bounds, for tests. */
  readonly limits?: Partial<LiveLimits>
}
