/** The part of the link that is about the wall itself: what it says it shows, and the commands it gets. */
import type { Socket } from 'socket.io-client'
import type { ClientEvents, ServerEvents } from '../../data/protocol/events.ts'
import type { Showing, ShowingAnswer, WallCommand } from '../../data/protocol/wall.ts'
import type { RecordAnswer, WallRecord } from '../../data/protocol/wall-record.ts'

/** See the file's head. */
export interface FleetLine {
  /** Says what this wall shows; null: no link, or no answer in time. */
  tellShowing(message: Showing): Promise<ShowingAnswer | null>
  /** Hands in what this wall showed while it was not linked; null: no link, or no answer in time. */
  tellRecord(message: WallRecord): Promise<RecordAnswer | null>
  /** Called with each command to this wall; what it resolves with goes back. One at a time: the last that asked. */
  onCommand(run: (command: WallCommand) => Promise<boolean>): () => void
  /** Called each time the link is there. */
  onLinked(follower: () => void): () => void
}

/** Longest wait for the answer to what a wall said, milliseconds. */
const tellLimitMs = 5_000

/** The fleet's line over a socket. */
export function openFleetLine(socket: Socket<ServerEvents, ClientEvents>): FleetLine {
  const linked = new Set<() => void>()
  let run: ((command: WallCommand) => Promise<boolean>) | null = null
  socket.on('connect', () => { for (const follower of linked) follower() })
  socket.on('command', (message, ack) => {
    if (run === null) ack(false)
    else run(message).then(ack, () => ack(false))
  })
  return {
    tellShowing: async (message) => {
      if (!socket.connected) return null
      try { return await socket.timeout(tellLimitMs).emitWithAck('showing', message) } catch { return null }
    },
    tellRecord: async (message) => {
      if (!socket.connected) return null
      try { return await socket.timeout(tellLimitMs).emitWithAck('record', message) } catch { return null }
    },
    onCommand: (next) => { run = next; return () => { if (run === next) run = null } },
    onLinked: (follower) => { linked.add(follower); return () => { linked.delete(follower) } },
  }
}
