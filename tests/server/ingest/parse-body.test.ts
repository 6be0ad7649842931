import { describe, expect, it } from 'vitest'
import { maxBodyBytes, maxReadingsPerCall } from '../../../data/protocol/reading-input.ts'
import { DomainError, problemOf } from '../../../server/errors.ts'
import { brokenLine, checkHeaders, emptyLine, parseInputs } from '../../../server/ingest/parse-body.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const parse = (text: string) => parseInputs(bytes(text))
const refused = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, status: error.status, detail: problemOf(error).detailEn }
    throw error
  }
  return { code: 'ok' }
}

describe('a body', () => {
  it('may be an array, NDJSON, or one object over several lines', () => {
    expect(parse('[1, {"a": 2}]')).toEqual([1, { a: 2 }])
    expect(parse('{"a":1}\n{"a":2}\r\n')).toEqual([{ a: 1 }, { a: 2 }, emptyLine])
    expect(parse('\n {"a":\n 1}\n')).toEqual([{ a: 1 }])
    expect(parse('\ufeff{"a":1}')).toEqual([{ a: 1 }])
  })

  it('that is a broken array is refused as a whole, with the place', () => {
    expect(refused(() => parse('[1, 2, x]'))).toMatchObject({ code: 'json_broken', status: 400, detail: expect.stringContaining('character 7') })
    expect(refused(() => parse('[1, 2'))).toMatchObject({ code: 'json_broken' })
    expect(refused(() => parse('hello'))).toMatchObject({ code: 'json_broken' })
    expect(refused(() => parse('{"a": '))).toMatchObject({ code: 'json_broken' })
  })

  it('of lines loses only its broken line', () => {
    expect(parse('{"a":1}\n{"a":\n{"a":3}')).toEqual([{ a: 1 }, brokenLine, { a: 3 }])
  })

  it.each(['', '  \n ', '[]', '[ ]'])('that holds nothing is refused: %j', (text) => {
    expect(refused(() => parse(text))).toMatchObject({ code: 'body_empty', status: 400 })
  })

  it('holds up to 1,000 readings and not one more, empty lines not counted', () => {
    const lines = (count: number) => '{}\n\n'.repeat(count)
    expect(parse(lines(maxReadingsPerCall)).filter((input) => input !== emptyLine)).toHaveLength(1000)
    expect(refused(() => parse(lines(maxReadingsPerCall + 1)))).toMatchObject({ code: 'too_many_readings', status: 413 })
    expect(refused(() => parse(`[${'1,'.repeat(1000)}1]`))).toMatchObject({ code: 'too_many_readings' })
  })

  it('may have 256 kB and not a byte more', () => {
    const of = (size: number) => `["${'x'.repeat(size - 4)}"]`
    expect(parse(of(maxBodyBytes))).toHaveLength(1)
    expect(refused(() => parse(of(maxBodyBytes + 1)))).toMatchObject({ code: 'body_too_large', status: 413 })
  })

  it('of any depth is harmless', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(parse(deep(60_000))).toHaveLength(1)
    expect(refused(() => parse('['.repeat(200_000)))).toMatchObject({ code: 'json_broken' })
    expect(parse('{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000))).toHaveLength(1)
  })

  it('that is not UTF-8 is refused', () => {
    expect(refused(() => parseInputs(Uint8Array.of(0x5b, 0xff, 0x5d)))).toMatchObject({ code: 'json_broken' })
  })
})

describe('the headers of a body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'application/x-ndjson', undefined])('may name %s', (type) => {
    expect(refused(() => checkHeaders(type, undefined)).code).toBe('ok')
  })
  it.each(['text/html', 'application/x-www-form-urlencoded', 'multipart/form-data'])('may not name %s', (type) => {
    expect(refused(() => checkHeaders(type, undefined))).toMatchObject({ code: 'media_type_unsupported', status: 415 })
  })
  it.each(['gzip', 'br', 'deflate', 'gzip, identity'])('may not say that it is compressed: %s', (encoding) => {
    expect(refused(() => checkHeaders('application/json', encoding))).toMatchObject({ code: 'encoding_unsupported', status: 415 })
  })
})
