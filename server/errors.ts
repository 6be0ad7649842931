/**
 * The closed list of what may be refused over HTTP (error-kinds.ts), and the only shape in which a refusal leaves (RFC 9457).
 * Refusals of single readings inside a batch are in ingest/rejections.ts, those of the socket in publish/refusals.ts. No stack trace and no internals ever leave.
 */
import type { Problem } from '../data/protocol/answers.ts'
import { errorKinds, type ErrorCode } from './error-kinds.ts'

/** What a refusal may carry besides its kind. */
export interface ErrorDetails {
  /** The field, parameter or header that is wrong; must be bounded text. */
  readonly field?: string
  /** Values for the `{names}` in the kind's messages; must be bounded and inside the caller's scope. */
  readonly params?: Readonly<Record<string, string | number>>
  /** Numbers that whoever asked acts by: sent as they are. */
  readonly figures?: Readonly<Record<string, number>>
  /** Seconds after which another try makes sense; sent as `Retry-After`. */
  readonly retryAfterS?: number
}

/** Longest text of a parameter that is put into a message, characters. */
export const maxParamLength = 120
/** Longest reason (`whyVi`, `whyEn`), characters: a sentence of our own with names in it, the longest of which (a rule's) is 120 itself. */
export const maxReasonLength = 1000

/** A reason is told whole; one beyond the bound ends after a word, with a mark that says so. */
function reason(text: string): string {
  if (text.length <= maxReasonLength) return text
  const cut = text.slice(0, maxReasonLength - 1)
  return `${/\s/.test(cut) ? cut.replace(/\s+\S*$/, '') : cut}…`
}

/** Puts bounded values into the `{names}` of a message; an unknown name stays empty. */
export function fill(message: string, params: ErrorDetails['params'] = {}): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = String(Object.hasOwn(params, name) ? params[name] : '')
    return name === 'whyVi' || name === 'whyEn' ? reason(text) : text.slice(0, maxParamLength)
  })
}

/** A refusal of a known kind: safe to show, says what to do. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: ErrorCode
  readonly status: number
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(fill(errorKinds[code].en, details.params))
    this.code = code
    this.status = errorKinds[code].status
    this.details = details
  }
}

/** The server may not start as asked: says in both languages which directory and what to do. Never sent to a client. */
export class StartRefused extends Error {
  override name = 'StartRefused'
  readonly code: string
  readonly messageVi: string
  readonly messageEn: string
  constructor(code: string, messageVi: string, messageEn: string) {
    super(`${messageVi}\n${messageEn}`)
    this.code = code
    this.messageVi = messageVi
    this.messageEn = messageEn
  }
}

/** The refusal as problem details. */
export function problemOf(error: DomainError): Problem {
  const kind = errorKinds[error.code]
  const { field, params, figures } = error.details
  return {
    type: `urn:thap:problem:${error.code}`, title: kind.title, status: kind.status, code: error.code,
    detail: fill(kind.vi, params), detailEn: fill(kind.en, params),
    ...(field === undefined ? {} : { field: field.slice(0, maxParamLength) }),
    ...(params?.['whyVi'] === undefined || params['whyEn'] === undefined ? {} : { why: reason(String(params['whyVi'])), whyEn: reason(String(params['whyEn'])) }),
    ...(figures === undefined ? {} : { figures: { ...figures } }),
  }
}

/** Anything thrown, as a DomainError; what is not one becomes `internal` and tells nothing. */
export function domainErrorOf(thrown: unknown): DomainError {
  return thrown instanceof DomainError ? thrown : new DomainError('internal')
}
