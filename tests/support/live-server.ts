/** `/live` over figures in memory, on a free loopback port, with clients that the test ends. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import type { Viewer } from '../../data/access/scope.ts'
import type { ClientEvents, ServerEvents } from '../../data/protocol/events.ts'
import type { Snapshot, WatchAnswer } from '../../data/protocol/snapshot.ts'
import type { Watch } from '../../data/protocol/watch.ts'
import type { LiveDeps } from '../../server/publish/live-deps.ts'
import { attachLive } from '../../server/publish/live-socket.ts'
import type { MemoryFigures } from './memory-figures.ts'

/** A typed client. */
export type LiveClient = Socket<ServerEvents, ClientEvents>

/** Starts a server; `keys` maps a key to its viewer and may change while it runs. */
export async function liveServer(live: MemoryFigures, keys = new Map<string, Viewer>(), deps: Partial<LiveDeps> = {}) {
  const http = createServer()
  const door = attachLive(http, {
    live, clock: { nowMs: () => live.nowMs }, epoch: 'epoch', build: 'build',
    localViewer: { kind: 'local', scope: 0, role: 'read', keyId: null },
    authenticate: (key) => keys.get(key) ?? null,
    keyStillValid: (keyId) => [...keys.values()].some((viewer) => viewer.keyId === keyId),
    simulated: () => false, logSeq: () => 7, tasksVersion: () => 1, warningsVersion: () => 2, reportsVersion: () => 3, playlistsVersion: () => 4, linesVersion: () => 5, backfill: () => null, ...deps,
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const clients: LiveClient[] = []
  const client = (auth: Record<string, unknown> = {}, options: Record<string, unknown> = {}): LiveClient => {
    const socket: LiveClient = io(`http://127.0.0.1:${port}/live`, { transports: ['websocket'], forceNew: true, reconnection: false, auth, ...options })
    clients.push(socket)
    return socket
  }
  const close = async (): Promise<void> => {
    for (const socket of clients) socket.disconnect()
    await door.close()
    await new Promise((resolve) => http.close(resolve))
  }
  return { http, door, port, client, close }
}

/** Watches, and answers the acknowledgement. */
export function watchAs(client: LiveClient, watch: Watch): Promise<WatchAnswer> {
  return new Promise((resolve) => client.emit('watch', watch, resolve))
}

/** Watches, and answers the snapshot; a refusal throws. */
export async function snapshotFor(client: LiveClient, watch: Watch): Promise<Snapshot> {
  const answer = await watchAs(client, watch)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.snapshot
}

/** Waits until `probe` holds, or throws after `timeoutMs`. */
export async function until(probe: () => boolean, timeoutMs = 5000): Promise<void> {
  const endMs = performance.now() + timeoutMs
  while (!probe()) {
    if (performance.now() > endMs) throw new Error(`not within ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
