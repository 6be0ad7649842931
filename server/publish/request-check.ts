/**
 * Which upgrade requests may become a socket: those to this machine by a loopback name (else a page of another site could reach
 * it by DNS rebinding), from a page of this very host or from a program (no Origin).
 */
import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback } from '../config.ts'

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** Whether the request's Host is a loopback name and its Origin, where it has one, that same host and port over HTTP. */
export function requestAllowed(headers: IncomingHttpHeaders): boolean {
  const { host, origin } = headers
  const target = host === undefined ? null : urlOf(`http://${host}/`)
  if (target === null || target.host === '' || !isLoopback(target.hostname)) return false
  if (origin === undefined) return true
  const from = urlOf(origin)
  return from !== null && (from.protocol === 'http:' || from.protocol === 'https:') && from.host === target.host
}
