/** The HTTP server with its time and size limits; half-open and slow senders are reaped within 30 s. Source: security bar, fault 12. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { DomainError, problemOf } from '../errors.ts'

/** Limits of the server. All times in milliseconds. */
export const httpLimits = {
  /** Longest time until a request's headers are there, an idle new connection included. */
  headersTimeoutMs: 10_000,
  /** Longest time until a request's body is there. */
  requestTimeoutMs: 20_000,
  /** How long a connection may stay open between two requests. */
  keepAliveTimeoutMs: 20_000,
  /** How often connections are looked at. */
  checkIntervalMs: 5000,
  maxHeaderBytes: 16 * 1024,
  maxHeaders: 100,
  maxConnections: 10_000,
}
/** See `httpLimits`. */
export type HttpLimits = typeof httpLimits

function answerOf(error: NodeJS.ErrnoException): DomainError {
  return new DomainError(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request_slow' : error.code === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : 'request_malformed')
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = problemOf(answerOf(error))
  const body = JSON.stringify(problem)
  socket.end(`HTTP/1.1 ${problem.status} Refused\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`)
}

/** A server over an application; call `listen` on it. */
export function createHttpServer(app: RequestListener, limits: HttpLimits = httpLimits): Server {
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs, requestTimeout: limits.requestTimeoutMs, keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs, maxHeaderSize: limits.maxHeaderBytes, requireHostHeader: true,
  }, app)
  server.maxHeadersCount = limits.maxHeaders
  server.maxConnections = limits.maxConnections
  server.on('clientError', refuseMalformed)
  return server
}

/** How often a closing server looks for connections that have become idle, milliseconds. */
const closeIdleEveryMs = 50
/** How long a closing server waits for requests under way; then connections that never sent theirs whole are cut, milliseconds (bar of a drain: 10 s). */
export const closeGraceMs = 5000

/**
 * Takes no new connection, answers what is under way, and lets no client hold the drain open: one that goes on asking over its
 * connection is told to close it, one that has its last answer and keeps the connection is closed, one that never ends its request is cut after
 * `closeGraceMs`. Resolves when all are gone.
 */
export function closeHttpServer(server: Server): Promise<void> {
  server.prependListener('request', (_, response) => { response.setHeader('Connection', 'close') })
  const timer = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs)
  const cut = setTimeout(() => server.closeAllConnections(), closeGraceMs)
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(timer)
      clearTimeout(cut)
      resolve()
    })
  })
}
