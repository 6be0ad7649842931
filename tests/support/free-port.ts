/** A port that nothing listens on at this moment: for programs that must be told theirs before they start. */
import { createServer, type AddressInfo } from 'node:net'

/** A free port of the loopback. Another program may take it before it is used. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}
