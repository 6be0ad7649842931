/** Reads `GET /api/v1/…`. Answers are of the same build as the page, so they are typed and not parsed again; refusals become `ApiError`. */
import type { Problem } from '../../data/protocol/answers.ts'

/** Longest wait for an answer, milliseconds. */
export const requestTimeoutMs = 20_000

/** A refusal of the server, in its own words, or a broken link (`code` = `unreachable`). */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: string
  readonly status: number
  readonly messageEn: string
  constructor(code: string, status: number, message: string, messageEn: string) {
    super(message)
    this.code = code
    this.status = status
    this.messageEn = messageEn
  }
}

async function problemOf(response: Response): Promise<ApiError> {
  try {
    const problem = await response.json() as Problem
    return new ApiError(problem.code, response.status, problem.detail, problem.detailEn)
  } catch {
    return new ApiError('bad_answer', response.status, `Máy chủ trả lời ${response.status}.`, `The server answered ${response.status}.`)
  }
}

/** The answer of `/api/v1/{path}`; rejects with `ApiError`. */
export async function getJson<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(`/api/v1/${path}`, {
      headers: { accept: 'application/json' }, signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw new ApiError('unreachable', 0, 'Không kết nối được máy chủ.', 'The server cannot be reached.')
  }
  if (!response.ok) throw await problemOf(response)
  return await response.json() as Answer
}

/** A query string of what is given. */
export function queryOf(values: Readonly<Record<string, string | number>>): string {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString()
}
