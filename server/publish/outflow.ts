/**
 * What a socket has not sent yet, and how to cut it. The only file that looks behind Socket.IO: engine.io keeps packets in
 * `writeBuffer` until the transport takes them, ws keeps bytes until the kernel takes them (`bufferedAmount`).
 */
import type { Socket } from 'socket.io'

interface Packet { readonly data?: string | ArrayBufferView | undefined }

interface Connection {
  readonly writeBuffer: readonly Packet[]
  readonly transport: { readonly writable: boolean; readonly socket?: { readonly bufferedAmount: number; terminate(): void } }
  close(discard?: boolean): void
}

/** Unsent bytes and packets; `drained`: the kernel has taken everything. */
export interface Outflow {
  readonly bytes: number
  readonly packets: number
  readonly drained: boolean
}

function connectionOf(socket: Pick<Socket, 'conn'>): Connection {
  return socket.conn as unknown as Connection
}

/** The outflow of a socket now. */
export function outflowOf(socket: Pick<Socket, 'conn'>): Outflow {
  const { writeBuffer, transport } = connectionOf(socket)
  let bytes = transport.socket?.bufferedAmount ?? 0
  for (const { data } of writeBuffer) bytes += typeof data === 'string' ? data.length : (data?.byteLength ?? 0)
  return { bytes, packets: writeBuffer.length, drained: bytes === 0 && writeBuffer.length === 0 && transport.writable }
}

/** Ends the connection now, without waiting for a peer that does not read; what was unsent is freed. The peer may come back. */
export function cut(socket: Pick<Socket, 'conn'>): void {
  const connection = connectionOf(socket)
  const link = connection.transport.socket
  connection.close(true)
  link?.terminate()
}
