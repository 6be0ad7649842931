/** Reads a body within its bound. Only called after authentication and rate limit. */
import type { IncomingMessage } from 'node:http'
import { DomainError } from '../errors.ts'

/** Longest time a refused body is read on so that its sender can see the answer, milliseconds. */
export const drainMs = 500

/** The body, or DomainError `body_too_large` as soon as it is known to exceed `maxBytes`. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  // Errors carry a stack and are dear: none is made where nothing is wrong (hot: every call).
  const tooLarge = (): DomainError => new DomainError('body_too_large', { params: { max: maxBytes } })
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge())
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let isWhole = false
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size <= maxBytes) {
        chunks.push(chunk)
      } else {
        chunks.length = 0
        reject(tooLarge())
      }
    })
    request.once('end', () => {
      isWhole = true
      resolve(Buffer.concat(chunks))
    })
    request.once('error', () => reject(new DomainError('request_malformed')))
    request.once('close', () => { if (!isWhole) reject(new DomainError('request_malformed')) })
  })
}

/** Lets what is left of a refused body pass by, for a while; resolves true where all of it came. Keeps nothing of it. */
export function drain(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed) return Promise.resolve(request.complete)
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), drainMs)
    const done = (): void => {
      clearTimeout(timer)
      resolve(request.complete)
    }
    request.once('end', done)
    request.once('close', done)
    request.resume()
  })
}
