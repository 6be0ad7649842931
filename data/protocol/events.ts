/** The whole conversation on `/live`, one type a direction; both ends of the socket are typed by it. */
import type { PackedDelta } from './delta.ts'
import type { Pulse } from './pulse.ts'
import type { WatchAnswer } from './snapshot.ts'
import type { WarningMessage } from './warning.ts'
import type { Showing, ShowingAnswer, WallCommand } from './wall.ts'
import type { RecordAnswer, WallRecord } from './wall-record.ts'
import type { Unwatch, Watch } from './watch.ts'

/** Namespace of the stream. */
export const liveNamespace = '/live'
/** Silence of pulses after which a client shows the link as lost, milliseconds. */
export const linkLostMs = 4000

/** Client → server. */
export interface ClientEvents {
  watch: (message: Watch, ack: (answer: WatchAnswer) => void) => void
  unwatch: (message: Unwatch) => void
  showing: (message: Showing, ack: (answer: ShowingAnswer) => void) => void
  record: (message: WallRecord, ack: (answer: RecordAnswer) => void) => void
}

/** Server → client. */
export interface ServerEvents {
  delta: (message: PackedDelta) => void
  pulse: (message: Pulse) => void
  /** At most `warningsPerSecond` a second; the rest is told by the pulse's `warningsVersion`. */
  warning: (message: WarningMessage) => void
  /** To one wall; acknowledged with true once it is carried out. */
  command: (message: WallCommand, ack: (done: boolean) => void) => void
}

/** Most `warning` messages a second to the sockets of one scope. */
export const warningsPerSecond = 20
