/**
 * Says no to an upgrade that the server has no room for, in HTTP: 503 and when to ask again, instead of the bare 400 of Engine.IO. A browser shows
 * its page neither; a program, a proxy and whoever reads a trace see what it was.
 */
import type { Duplex } from 'node:stream'
import { refusalOf, type LiveRefusalCode } from './refusals.ts'

/** When a refused client should ask again, seconds: walls come back within 2–8 s (client/connection/backoff.ts). */
export const retryAfterS = 5
/** Longest wait until the answer has left, milliseconds; then the connection is cut. */
const flushMs = 2_000

/** Answers and ends the connection; `done` once, when the answer has left or cannot. */
export function refuseUpgrade(socket: Duplex, code: LiveRefusalCode, done: () => void): void {
  const { message, messageEn } = refusalOf(code)
  const body = JSON.stringify({ type: `urn:thap:problem:${code}`, title: 'Service Unavailable', status: 503, code, detail: message, detailEn: messageEn })
  let left = false
  const leave = (): void => {
    if (left) return
    left = true
    clearTimeout(late)
    done()
  }
  const late = setTimeout(leave, flushMs)
  late.unref()
  socket.once('error', leave).once('close', leave).once('finish', leave)
  socket.end([
    'HTTP/1.1 503 Service Unavailable', `Retry-After: ${retryAfterS}`, 'Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body,
  ].join('\r\n'))
}
