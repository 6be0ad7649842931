/** Bad input as a sender meets it: each case has its own code, place and words in both languages, and its good neighbours are kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IngestAnswer, Rejection } from '../../data/protocol/ingest-answer.ts'
import type { Problem } from '../../data/protocol/answers.ts'
import { maxBodyBytes, maxReadingsPerCall } from '../../data/protocol/reading-input.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { figureNow, postBody, postReadings, type Answer } from '../support/http-client.ts'
import { storedReadings } from '../support/ingest-load.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const unit = '03127'
const neighbour = '03151'
const pages = 'digitization.pages'
const esign = 'esign.documents'

let dir: string, server: ServerProcess, key: string
beforeAll(async () => {
  dir = newRuntimeDir()
  key = await createKey(dir, { unit: '11' })
  server = await startServer({ runtimeDir: dir })
}, 60_000)
afterAll(async () => {
  await server?.stop()
  removeRuntimeDir(dir)
})

let number = 0
let at = ''
beforeEach(() => { at = toLocalIso(Date.now() - 60_000) })
const good = (changes: object = {}): object => ({ key: `k${++number}`, unit, kpi: esign, at, num: 3, den: 4, ...changes })
const send = (body: string, type?: string): Promise<Answer<IngestAnswer & Problem>> => postBody(server.url, '/api/v1/readings', key, body, type)
const storedKeys = (): string[] => storedReadings(dir).map((reading) => reading.key)

/** JSON text of a reading whose `num` is this very text. */
const withNum = (text: string): string => JSON.stringify(good({ num: 0 })).replace('"num":0', `"num":${text}`)

const vietnameseLetter = /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđăâêôơưáàãéèíìóòõúùýĩũ]/i

/** Every refusal says what is wrong in Vietnamese, and in English as well. */
function speaksBoth({ message, messageEn }: Rejection): void {
  expect(message.replaceAll('Tháp', '')).toMatch(vietnameseLetter)
  expect(messageEn.replaceAll('Tháp', '')).not.toMatch(vietnameseLetter)
  expect(messageEn).not.toBe(message)
}

describe('a batch with every bad case between good neighbours', () => {
  const cases: readonly (readonly [name: string, text: () => string, code: string, field?: string])[] = [
    ['an unknown unit', () => JSON.stringify(good({ unit: '99999' })), 'unit_unavailable', 'unit'],
    ['a unit out of scope', () => JSON.stringify(good({ unit: '33' })), 'unit_unavailable', 'unit'],
    ['an unknown KPI', () => JSON.stringify(good({ kpi: 'no.such' })), 'kpi_unknown', 'kpi'],
    ['a KPI the product computes', () => JSON.stringify(good({ kpi: 'tasks.overdue', den: undefined })), 'kpi_computed', 'kpi'],
    ['a fraction', () => withNum('2.5'), 'not_whole', 'num'],
    ['a negative figure', () => withNum('-1'), 'negative', 'num'],
    ['a figure that is not finite', () => withNum('1e400'), 'out_of_range', 'num'],
    ['a figure as a text', () => withNum('"3"'), 'not_a_number', 'num'],
    ['no figure', () => withNum('null'), 'num_missing', 'num'],
    ['more than 10¹²', () => JSON.stringify(good({ num: 1, den: 1e12 + 1 })), 'out_of_range', 'den'],
    ['a numerator above its denominator', () => JSON.stringify(good({ num: 5 })), 'num_exceeds_den', 'num'],
    ['no denominator', () => JSON.stringify(good({ den: undefined })), 'den_missing', 'den'],
    ['the far past', () => JSON.stringify(good({ at: '2019-12-31T23:59:59+07:00' })), 'at_too_old', 'at'],
    ['the future', () => JSON.stringify(good({ at: toLocalIso(Date.now() + 10 * 60_000) })), 'at_in_future', 'at'],
    ['an instant without an offset', () => JSON.stringify(good({ at: '2026-01-01T00:00:00' })), 'at_invalid', 'at'],
    ['an availability past its window', () => JSON.stringify(good({ unit: '11', kpi: 'network.uptime', num: 1, den: 2, at: toLocalIso(Date.now() - 8 * dayMs) })), 'window_closed', 'at'],
    ['a field that is not known', () => JSON.stringify(good({ person: 'x' })), 'unknown_field', 'person'],
    ['a key with a space', () => JSON.stringify(good({ key: 'a b' })), 'key_invalid_format', 'key'],
    ['something that is no object', () => '[]', 'not_an_object'],
  ]

  it('each is refused alone with its code, index, key and words, and every neighbour is stored', async () => {
    const texts: string[] = []
    const goodKeys: string[] = []
    for (const [, text] of cases) {
      texts.push(text())
      const next = good() as { key: string }
      goodKeys.push(next.key)
      texts.push(JSON.stringify(next))
    }
    const { status, json } = await send(`[${texts.join(',')}]`)
    expect(status).toBe(200)
    expect(json.accepted).toBe(cases.length)
    expect(json.rejected.map(({ index, code, field }) => [cases[index / 2]![0], code, field])).toEqual(cases.map(([name, , code, field]) => [name, code, field]))
    for (const rejection of json.rejected) {
      expect(rejection.index % 2).toBe(0)
      speaksBoth(rejection)
    }
    const stored = storedKeys()
    for (const one of goodKeys) expect(stored).toContain(one)
    expect(stored).toHaveLength(cases.length)
  })

  it('NDJSON whose line 7 is broken: that line is named and refused alone', async () => {
    const lines = Array.from({ length: 10 }, () => JSON.stringify(good()))
    lines[6] = lines[6]!.slice(0, -5)
    const { status, json } = await send(lines.join('\n'), 'application/x-ndjson')
    expect(status).toBe(200)
    expect(json).toMatchObject({ accepted: 9, duplicates: 0, rejected: [{ index: 6, key: null, code: 'line_broken' }] })
    expect(json.rejected[0]!.message).toContain('Dòng 7')
    expect(json.rejected[0]!.messageEn).toContain('Line 7')
  })

  it('a batch sent again stores nothing twice; the same identity with other figures is a conflict', async () => {
    const batch = [good(), good({ unit: neighbour }), good({ kpi: pages })] as Record<string, unknown>[]
    expect(await postReadings(server.url, key, batch)).toEqual({ accepted: 3, duplicates: 0, rejected: [] })
    const before = await figureNow(server.url, '11', esign)
    expect(await postReadings(server.url, key, batch)).toEqual({ accepted: 0, duplicates: 3, rejected: [] })
    const answer = await postReadings(server.url, key, [batch[0]!, { ...batch[1]!, num: 1 }, good()])
    expect(answer).toMatchObject({ accepted: 1, duplicates: 1, rejected: [{ index: 1, key: batch[1]!['key'], code: 'conflict', field: 'key' }] })
    speaksBoth(answer.rejected[0]!)
    expect((await figureNow(server.url, '11', esign)).num).toBe(before.num! + 3)
    const written = { ...batch[0]!, at: new Date(Date.parse(at)).toISOString() }
    expect(await postReadings(server.url, key, [written]), 'the same instant in another writing').toMatchObject({ duplicates: 1 })
  })
})

describe('a call beyond its bounds is refused whole, and nothing of it is stored', () => {
  const problem = async (body: string, type?: string): Promise<Problem> => {
    const before = storedKeys().length
    const { json, status, headers } = await send(body, type)
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(json.status).toBe(status)
    expect(json.detail).not.toBe(json.detailEn)
    expect(storedKeys()).toHaveLength(before)
    return json
  }

  it('1,001 readings; 1,000 are taken', async () => {
    const batch = Array.from({ length: maxReadingsPerCall + 1 }, () => good())
    expect(await problem(JSON.stringify(batch))).toMatchObject({ status: 413, code: 'too_many_readings' })
    expect(await postReadings(server.url, key, batch.slice(1))).toMatchObject({ accepted: maxReadingsPerCall })
  })

  it('257 kB; 256 kB are taken', async () => {
    const pad = (bytes: number): string => { const text = `[${JSON.stringify(good())}]`; return text + ' '.repeat(bytes - text.length) }
    expect(await problem(pad(257 * 1024))).toMatchObject({ status: 413, code: 'body_too_large' })
    expect((await send(pad(maxBodyBytes))).json).toMatchObject({ accepted: 1 })
  })

  it('JSON that is broken, empty, or of another kind', async () => {
    const broken = await problem(`[${JSON.stringify(good())},]`)
    expect(broken).toMatchObject({ status: 400, code: 'json_broken' })
    expect(broken.detail).toMatch(/ký tự thứ \d+/)
    expect(await problem('')).toMatchObject({ status: 400, code: 'body_empty' })
    expect(await problem('[]')).toMatchObject({ status: 400, code: 'body_empty' })
    expect(await problem('num=1', 'text/plain')).toMatchObject({ status: 415, code: 'media_type_unsupported' })
  })

  it('without a key, with a wrong one, or with one that may only read', async () => {
    const body = JSON.stringify([good()])
    const post = (as: string | null) => postBody(server.url, '/api/v1/readings', as, body)
    expect((await post(null)).json).toMatchObject({ status: 401, code: 'key_required' })
    expect((await post(`thap_${'x'.repeat(43)}`)).json).toMatchObject({ status: 401, code: 'key_invalid' })
    const reads = await createKey(dir, { unit: '11', role: 'read', name: 'Chỉ đọc' })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect((await post(reads)).json).toMatchObject({ status: 403, code: 'key_role' })
  })
})

describe('corrections form a chain', () => {
  const value = async (): Promise<{ num: number | null; den: number | null }> => {
    const { num, den } = await figureNow(server.url, neighbour, pages)
    return { num, den }
  }
  const page = (id: string, changes: object): object => ({ key: id, unit: neighbour, kpi: pages, at, num: 10, den: 100, ...changes })
  const post = (...readings: object[]): Promise<IngestAnswer> => postReadings(server.url, key, readings)

  it('a correction of what was never received is refused, one of the present link is taken, one of an older link is told the newest key, and a withdrawal takes the figure away', async () => {
    const unknown = await post(page('c1', { corrects: 'c0' }))
    expect(unknown).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'unknown_target', field: 'corrects' }] })
    speaksBoth(unknown.rejected[0]!)
    expect(await post(page('c0', {}))).toMatchObject({ accepted: 1 })
    expect(await value()).toEqual({ num: 10, den: 100 })
    expect(await post(page('c1', { corrects: 'c0', num: 20 }))).toMatchObject({ accepted: 1 })
    expect(await value()).toEqual({ num: 20, den: 100 })
    expect(await post(page('c1', { corrects: 'c0', num: 20 })), 'sent again').toMatchObject({ accepted: 0, duplicates: 1 })
    const late = await post(page('c2', { corrects: 'c0', num: 30 }), page('c3', { corrects: 'c1', num: 40 }))
    expect(late).toMatchObject({ accepted: 1, rejected: [{ index: 0, key: 'c2', code: 'target_corrected', field: 'corrects' }] })
    expect(late.rejected[0]!.message).toContain('"c1"')
    expect(late.rejected[0]!.messageEn).toContain('"c1"')
    expect(await value()).toEqual({ num: 40, den: 100 })
    expect(await post(page('c4', { corrects: 'c4' }))).toMatchObject({ rejected: [{ code: 'corrects_itself' }] })
    const withdrawal = { key: 'c5', unit: neighbour, kpi: pages, at, num: null, corrects: 'c3' }
    expect(await post({ ...withdrawal, den: 5 })).toMatchObject({ rejected: [{ code: 'den_not_allowed' }] })
    expect(await post(withdrawal)).toMatchObject({ accepted: 1, rejected: [] })
    expect(await value()).toEqual(await withoutCorrections())
  })

  /** What stood before the chain began: an earlier test's reading of this unit, or nothing. */
  async function withoutCorrections(): Promise<{ num: number | null; den: number | null }> {
    const others = storedReadings(dir).filter((reading) => reading.unit === neighbour && reading.kpi === pages && !/^c\d$/.test(reading.key))
    return others.length === 0 ? { num: null, den: null } : { num: others.at(-1)!.num, den: others.at(-1)!.den }
  }
})
