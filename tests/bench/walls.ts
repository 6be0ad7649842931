/** Walls as sockets: each holds the two subscriptions of the scene *Tổng quan*. */
import { io, type Socket } from 'socket.io-client'
import { kpis } from '../../data/kpis/catalogue.ts'
import type { WatchAnswer } from '../../data/protocol/snapshot.ts'
import type { Watch } from '../../data/protocol/watch.ts'

/** Opens a socket on `/live`. */
export function connect(url: string): Promise<Socket> {
  const socket = io(`${url}live`, { transports: ['websocket'], reconnection: false, forceNew: true })
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })
}

/** Watches and waits for the snapshot; gives its number of cells. */
export async function watch(socket: Socket, wanted: Watch): Promise<number> {
  const answer = await socket.timeout(20_000).emitWithAck('watch', wanted) as WatchAnswer
  if (!answer.ok) throw new Error(`bench: watch refused (${answer.error.code})`)
  return answer.snapshot.cells.length
}

/** Connects `count` walls; gives how to disconnect them. */
export async function connectWalls(url: string, count: number): Promise<() => void> {
  const sockets: Socket[] = []
  const ids = kpis.map(({ id }) => id)
  for (let i = 0; i < count; i++) {
    const socket = await connect(url)
    sockets.push(socket)
    await watch(socket, { root: 'TW', kpis: ids, depth: 0 })
    await watch(socket, { root: 'TW', kpis: ids.slice(0, 12), depth: 1 })
  }
  return () => { for (const socket of sockets) socket.disconnect() }
}
