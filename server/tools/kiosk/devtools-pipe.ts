/** Chromium's debugging protocol over its own pipe (`--remote-debugging-pipe`): no port is open, so nobody else on the network can drive the wall. */
import type { Readable, Writable } from 'node:stream'

/** Longest wait for an answer of the browser where none is given, milliseconds. */
export const answerMs = 3_000
/** Longest message taken, bytes: the supervisor asks for little. */
export const maxMessageBytes = 4 * 1024 * 1024

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Record<string, unknown>
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

/** Told of an event of the browser. */
export type OnEvent = (method: string, params: Record<string, unknown>) => void

/** One connection; ends with its browser. */
export class DevtoolsPipe {
  readonly #out: Writable
  readonly #answerMs: number
  readonly #waiting = new Map<number, (message: Message) => void>()
  #nextId = 1
  #rest: Buffer = Buffer.alloc(0)

  constructor(toBrowser: Writable, fromBrowser: Readable, onEvent: OnEvent, longestMs = answerMs) {
    this.#out = toBrowser
    this.#answerMs = longestMs
    toBrowser.on('error', () => undefined)
    fromBrowser.on('error', () => undefined)
    fromBrowser.on('data', (chunk: Buffer) => this.#take(chunk, onEvent))
  }

  /** Asks; rejects where the browser refuses or does not answer in time. */
  ask(method: string, params: Record<string, unknown> = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => { this.#waiting.delete(id); reject(new Error(`${method}: no answer`)) }, this.#answerMs)
      this.#waiting.set(id, (message) => {
        clearTimeout(timer)
        if (message.error === undefined) resolve(message.result ?? {})
        else reject(new Error(`${method}: ${message.error.message}`))
      })
      this.#out.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    })
  }

  #take(chunk: Buffer, onEvent: OnEvent): void {
    let bytes = Buffer.concat([this.#rest, chunk])
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0)) {
      this.#read(bytes.subarray(0, end).toString('utf8'), onEvent)
      bytes = bytes.subarray(end + 1)
    }
    this.#rest = bytes.length > maxMessageBytes ? Buffer.alloc(0) : bytes
  }

  #read(text: string, onEvent: OnEvent): void {
    let message: Message
    try { message = JSON.parse(text) as Message } catch { return }
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message)
      this.#waiting.delete(message.id)
    } else if (message.method !== undefined) onEvent(message.method, message.params ?? {})
  }
}
