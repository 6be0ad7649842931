/** A network between a page and its server that can begin to swallow everything: connections are taken, nothing comes through, nothing is refused. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** See the file's head. */
export interface HangingProxy {
  readonly url: string
  /** From now on packets vanish. */
  hang(): void
  /** Packets come through again; what was sent meanwhile with them. */
  resume(): void
  close(): Promise<void>
}

/** A proxy on a free loopback port before `port`. */
export async function hangingProxy(port: number): Promise<HangingProxy> {
  let hangs = false
  const sockets = new Set<Socket>()
  const take = (socket: Socket, other: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => { sockets.delete(socket); if (!hangs) other.destroy() })
    socket.on('data', (chunk) => { other.write(chunk) })
    if (hangs) socket.pause()
  }
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    take(near, far)
    take(far, near)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hang: () => { hangs = true; for (const socket of sockets) socket.pause() },
    resume: () => { hangs = false; for (const socket of sockets) socket.resume() },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => { server.close(resolve) })
    },
  }
}
