/**
 * The door `/live`: Socket.IO on the HTTP server, who may come in, and the clocks of the stream. What happens inside is in
 * live-hub.ts. WebSocket only, no compression, no connection-state recovery (it skips middlewares and volatile packets).
 */
import { randomBytes } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { z } from 'zod'
import type { Viewer } from '../../data/access/scope.ts'
import { liveNamespace, type ClientEvents, type ServerEvents } from '../../data/protocol/events.ts'
import { pulseIntervalMs } from '../../data/protocol/pulse.ts'
import type { WallCommand } from '../../data/protocol/wall.ts'
import { connectTimeoutMs, liveLimits, maxMessageBytes, pingIntervalMs, pingTimeoutMs, type LiveDeps } from './live-deps.ts'
import { LiveHub } from './live-hub.ts'
import { liveMetrics } from './live-metrics.ts'
import { refusalOf, type LiveRefusalCode } from './refusals.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import { requestAllowed } from './request-check.ts'

/** A handshake's `auth`: nothing, or a key. */
const handshakeAuth = z.strictObject({ key: z.string().min(1).max(256).optional() })

/** The stream as the composition root holds it. */
export interface LiveDoor {
  /** Sockets of the stream now. */
  readonly sockets: number
  /** Sends a command to one socket; see live-hub.ts. */
  command(socketId: string, command: WallCommand): Promise<boolean>
  /** Closes all sockets so that clients come back by themselves; the HTTP server stays. Resolves when they are closed. */
  close(): Promise<void>
}

/** A random id of one run of the process: sequence numbers of two epochs don't compare. */
export function newEpoch(): string {
  return randomBytes(9).toString('base64url')
}

/** A refused connection: the client finds the refusal in `error.data`, its code also as `error.message`. */
function connectError(code: LiveRefusalCode): Error {
  return Object.assign(new Error(code), { data: refusalOf(code) })
}

async function viewerOf(auth: unknown, deps: LiveDeps): Promise<Viewer | LiveRefusalCode> {
  const parsed = handshakeAuth.safeParse(auth)
  if (!parsed.success) return 'key_invalid'
  if (parsed.data.key === undefined) return deps.localViewer ?? 'key_required'
  return (await deps.authenticate(parsed.data.key)) ?? 'key_invalid'
}

function repeat(task: () => void, everyMs: number): () => void {
  const timer = setInterval(task, everyMs)
  return () => clearInterval(timer)
}

/** Opens `/live` on an HTTP server. */
export function attachLive(httpServer: HttpServer, deps: LiveDeps): LiveDoor {
  const limits = { ...liveLimits, ...deps.limits }
  const metrics = liveMetrics(deps.metrics)
  let closed = false
  const io = new Server<ClientEvents, ServerEvents>(httpServer, {
    transports: ['websocket'], allowUpgrades: false, serveClient: false, perMessageDeflate: false, httpCompression: false,
    maxHttpBufferSize: maxMessageBytes, connectTimeout: connectTimeoutMs, pingInterval: pingIntervalMs, pingTimeout: pingTimeoutMs,
    allowRequest: (request, answer) => {
      if (!requestAllowed(request.headers)) return answer(null, false)
      if (!closed && io.engine.clientsCount < limits.maxSockets + limits.handshakeRoom) return answer(null, true)
      metrics.refused.inc({ code: closed ? 'not_ready' : 'too_many_sockets' })
      refuseUpgrade(request.socket, closed ? 'not_ready' : 'too_many_sockets', () => answer(null, false))
    },
  })
  const nsp = io.of(liveNamespace)
  const hub = new LiveHub(nsp, deps, limits, metrics)
  const viewers = new WeakMap<object, Viewer>()
  io.use((_, next) => next(new Error('namespace_unknown')))
  nsp.use((socket, next) => {
    const refuse = (code: LiveRefusalCode): void => {
      metrics.refused.inc({ code })
      next(connectError(code))
    }
    if (hub.size >= limits.maxSockets) return refuse('too_many_sockets')
    viewerOf(socket.handshake.auth, deps).then((viewer) => {
      if (typeof viewer === 'string') return refuse(viewer)
      viewers.set(socket, viewer)
      next()
    }, () => refuse('not_ready'))
  })
  nsp.on('connection', (socket) => {
    const viewer = viewers.get(socket)
    if (viewer === undefined || closed) socket.disconnect(true)
    else hub.admit(socket, viewer)
  })
  const stops = [
    repeat(() => hub.pulse(), pulseIntervalMs),
    repeat(() => hub.sweep(), limits.lagSweepMs),
    repeat(() => void hub.checkKeys(), limits.keyCheckMs),
    repeat(() => hub.tellWatched(), limits.watchToldMs),
  ]
  const close = async (): Promise<void> => {
    closed = true
    for (const stop of stops) stop()
    const gone = nsp.sockets.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => {
      for (const socket of nsp.sockets.values()) socket.on('disconnect', () => { if (nsp.sockets.size === 0) resolve() })
    })
    io.engine.close()
    await gone
    hub.close()
  }
  return { get sockets() { return hub.size }, command: (socketId, command) => hub.command(socketId, command), close }
}
