/** Reads `GET /api/v1/…`. Answers are of the same build as the page, so they are typed and not parsed again; what the frame stands on is looked at (answer-shapes.ts). Refusals become `ApiError`. */
import type { Problem } from '../../data/protocol/answers.ts'
import { isOfItsShape } from './answer-shapes.ts'
import { keptAtHeader, keptWelcomeHeader } from '../unattended/shelf.ts'

/** Longest wait for an answer, milliseconds. */
export const requestTimeoutMs = 20_000

let keptWelcome = true
let keptUsed = false
let refused: () => void = () => undefined

/** From now on only the server's own answers count: the link has lived, so a kept one would hide its age. Whether any answer so far was a kept one. */
export function wantFresh(): boolean {
  keptWelcome = false
  return keptUsed
}

/** Called when the server refuses this page (401, 403): what was kept of its answers must go. */
export function onPageRefused(forget: () => void): void {
  refused = forget
}

/** A refusal of the server, in its own words, or a broken link (`code` = `unreachable`). */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: string
  readonly status: number
  readonly messageEn: string
  /** The field, parameter or header that is wrong, as a path (`rule.condition.limit`); null: none is named. */
  readonly field: string | null
  /** Numbers of the message that are acted by. */
  readonly figures: Readonly<Partial<Record<string, number>>>
  /** The reason alone, in both languages; null: the message is all there is. */
  readonly why: { readonly vi: string, readonly en: string } | null
  constructor(code: string, status: number, message: string, messageEn: string, field: string | null = null, { figures = {}, why, whyEn }: Pick<Problem, 'figures' | 'why' | 'whyEn'> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.messageEn = messageEn
    this.field = field
    this.figures = figures
    this.why = why === undefined || whyEn === undefined ? null : { vi: why, en: whyEn }
  }
}

async function problemOf(response: Response): Promise<ApiError> {
  try {
    const problem = await response.json() as Problem
    return new ApiError(problem.code, response.status, problem.detail, problem.detailEn, problem.field ?? null, problem)
  } catch {
    return new ApiError('bad_answer', response.status, `Máy chủ trả lời ${response.status}.`, `The server answered ${response.status}.`)
  }
}

const unreachable = (): ApiError => new ApiError('unreachable', 0, 'Không kết nối được máy chủ.', 'The server cannot be reached.')
const badAnswer = (status: number): ApiError => new ApiError('bad_answer', status, 'Máy chủ trả lời không đúng dạng.', 'The answer of the server is not of its shape.')

async function bodyOf(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return await response.json() as unknown
  } catch (error) {
    if (signal.aborted) throw error
    throw error instanceof SyntaxError ? badAnswer(response.status) : unreachable()
  }
}

/** The answer of `/api/v1/{path}`; rejects with `ApiError` (`bad_answer`: not of the shape that the page stands on). */
export async function getJson<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(`/api/v1/${path}`, {
      headers: { accept: 'application/json', ...(keptWelcome ? { [keptWelcomeHeader]: '1' } : {}) }, signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw unreachable()
  }
  if (response.status === 401 || response.status === 403) refused()
  if (response.headers.has(keptAtHeader)) keptUsed = true
  if (!response.ok) throw await problemOf(response)
  const answer = await bodyOf(response, signal)
  if (!isOfItsShape(path, answer)) throw badAnswer(response.status)
  return answer as Answer
}

/**
 * Writes: sends `body` as JSON (none where undefined) to `/api/v1/{path}` and gives the answer; rejects with `ApiError`. A write that got no
 * answer (`unreachable`) may have happened: the caller says so and looks again.
 */
export async function sendJson<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(`/api/v1/${path}`, {
      method, signal: AbortSignal.timeout(requestTimeoutMs),
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new ApiError('unreachable', 0, 'Không kết nối được máy chủ; chưa rõ đã ghi hay chưa. Xem lại trạng thái rồi thử lại.', 'The server cannot be reached; whether it was stored is not known. Look at the state, then try again.')
  }
  if (!response.ok) throw await problemOf(response)
  return (response.status === 204 ? null : await response.json()) as Answer
}

/** A query string of what is given. */
export function queryOf(values: Readonly<Record<string, string | number>>): string {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString()
}
