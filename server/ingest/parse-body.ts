/**
 * A body → its readings, not yet judged. A JSON array is whole or nothing; of NDJSON a broken line is refused alone.
 * `JSON.parse` of this Node does not recurse: nesting of any depth that fits the body is harmless (a test holds it to that).
 */
import { maxBodyBytes, maxReadingsPerCall } from '../../data/protocol/reading-input.ts'
import { DomainError } from '../errors.ts'
import { jsonFault } from './json-fault.ts'

/** Stands for a line that is not JSON. */
export const brokenLine = Symbol('broken line')
/** Stands for an empty line, which is no reading. */
export const emptyLine = Symbol('empty line')

/** Places of an array, or lines of NDJSON (0-based); a value may be `brokenLine` or `emptyLine`. */
export type Inputs = readonly unknown[]

const decoder = new TextDecoder('utf-8', { fatal: true })
const jsonTypes = new Set(['application/json', 'application/x-ndjson', 'application/ndjson', 'application/jsonl', ''])

/** Refuses what is not JSON or NDJSON by its header, before a byte of the body is read. */
export function checkHeaders(contentType: string | undefined, contentEncoding: string | undefined): void {
  if (contentEncoding !== undefined && contentEncoding.trim().toLowerCase() !== 'identity') throw new DomainError('encoding_unsupported', { field: 'Content-Encoding' })
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase()
  if (!jsonTypes.has(type)) throw new DomainError('media_type_unsupported', { field: 'Content-Type' })
}

function broken(text: string): DomainError {
  return new DomainError('json_broken', { params: { position: jsonFault(text) } })
}

/** The text of a body as JSON; throws `json_broken` with the place, or `body_empty`. */
export function parseJson(body: Uint8Array): unknown {
  const text = decodeBody(body)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw broken(text)
  }
}

function decodeBody(body: Uint8Array): string {
  let text
  try {
    text = decoder.decode(body)
  } catch {
    throw new DomainError('json_broken', { params: { position: 0 } })
  }
  if (text.trim() === '') throw new DomainError('body_empty')
  return text
}

function parseLine(line: string): unknown {
  if (line.trim() === '') return emptyLine
  try {
    return JSON.parse(line) as unknown
  } catch {
    return brokenLine
  }
}

/** A body that begins with `{`: one object over any number of lines, or an object a line. */
function parseObjects(text: string): Inputs {
  const lines = text.split('\n').map(parseLine)
  if (!lines.includes(brokenLine)) return lines
  try {
    return [JSON.parse(text) as unknown]
  } catch {
    if (lines.filter((line) => line !== emptyLine).length === 1) throw broken(text)
    return lines
  }
}

function parseArray(text: string): Inputs {
  try {
    return JSON.parse(text) as unknown[]
  } catch {
    throw broken(text)
  }
}

/**
 * The inputs of a body. Throws DomainError: `body_too_large`, `body_empty`, `json_broken`, and `too_many_readings` beyond `max`
 * inputs (the code may be another for other doors).
 */
export function parseInputs(body: Uint8Array, max = maxReadingsPerCall, tooMany: 'too_many_readings' | 'too_many_events' = 'too_many_readings'): Inputs {
  if (body.byteLength > maxBodyBytes) throw new DomainError('body_too_large', { params: { max: maxBodyBytes } })
  const text = decodeBody(body)
  const first = text.trimStart()[0]
  if (first !== '[' && first !== '{') throw new DomainError('json_broken', { params: { position: text.length - text.trimStart().length } })
  const inputs = first === '[' ? parseArray(text) : parseObjects(text)
  const count = inputs.reduce<number>((sum, input) => (input === emptyLine ? sum : sum + 1), 0)
  if (count === 0) throw new DomainError('body_empty')
  if (count > max) throw new DomainError(tooMany, { params: { max } })
  return inputs
}
