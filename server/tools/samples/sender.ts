/**
 * Sends one JSON body and keeps trying while trying makes sense: the server is away, busy or asks to wait (429, 503, 507, 5xx;
 * `Retry-After`). A call that was cut off is sent again as it was: the same readings are duplicates, never stored twice.
 */
import { setTimeout as sleep } from 'node:timers/promises'

/** The server will not take this, however often it is sent. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.status = status
    this.code = code
  }
}

/** First and longest wait between two tries, milliseconds. */
export const backOffMs = { first: 250, longest: 5_000 } as const
/** Longest wait for an answer, milliseconds. */
export const answerTimeoutMs = 30_000
/** Longest `Retry-After` that is honoured in full, seconds. */
export const maxRetryAfterS = 60

/** Where and how calls are made. `stop` ends waits and calls. `onWait` is told each time the server could not take a call. */
export interface SenderDeps {
  readonly url: string
  readonly key: string
  readonly stop: AbortSignal
  readonly onWait: (reason: string, waitMs: number) => void
}

/** Sends a body (GET: none); resolves with the parsed answer, rejects with Refused or, after `stop`, with its reason. */
export type Send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<unknown>

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500

function retryAfterMs(header: string | null): number | null {
  const seconds = header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null
  return seconds === null ? null : Math.min(seconds, maxRetryAfterS) * 1000
}

async function refusal(response: Response): Promise<Refused> {
  const problem = (await response.json().catch(() => ({}))) as { code?: unknown; detail?: unknown }
  return new Refused(response.status, String(problem.code ?? 'unknown'), String(problem.detail ?? response.statusText))
}

/** What one try gave: an answer, or why and (where the server says so) how long to wait. */
type Try = { readonly answer: unknown } | { readonly reason: string; readonly waitMs: number | null }

async function tryOnce({ url, key, stop }: SenderDeps, method: string, path: string, text: string | null): Promise<Try> {
  try {
    const response = await fetch(url + path, {
      method, body: text, redirect: 'error', signal: AbortSignal.any([stop, AbortSignal.timeout(answerTimeoutMs)]),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    })
    if (response.ok) return { answer: await response.json() }
    const refused = await refusal(response)
    if (!isPassing(response.status)) throw refused
    return { reason: refused.code, waitMs: retryAfterMs(response.headers.get('retry-after')) }
  } catch (error) {
    if (error instanceof Refused) throw error
    stop.throwIfAborted()
    return { reason: 'unreachable', waitMs: null }
  }
}

/** A sender over HTTP. */
export function createSend(deps: SenderDeps): Send {
  return async (method, path, body) => {
    const text = body === undefined ? null : JSON.stringify(body)
    for (let backOff: number = backOffMs.first; ; backOff = Math.min(backOff * 2, backOffMs.longest)) {
      const outcome = await tryOnce(deps, method, path, text)
      if ('answer' in outcome) return outcome.answer
      const waitMs = outcome.waitMs ?? backOff
      deps.onWait(outcome.reason, waitMs)
      await sleep(waitMs, undefined, { signal: deps.stop })
    }
  }
}
