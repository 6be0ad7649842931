import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../../data/protocol/answers.ts'
import { ingestAnswer } from '../../../data/protocol/ingest-answer.ts'
import { doorsOf } from '../../../server/routes/app.ts'
import { TestServer, type Answer } from './support.ts'

let server: TestServer
let key: string
beforeAll(async () => {
  server = await new TestServer({ writeLimit: () => undefined }).listen()
  key = server.key('11')
})
afterAll(() => server.close())

/** More with `NONSENSE_RUNS`, for a release. */
const numRuns = Number(process.env['NONSENSE_RUNS'] ?? 400)

function judged(answer: Answer): void {
  expect(answer.status).toBeLessThan(500)
  expect(answer.text).not.toMatch(/node:internal|\.ts:\d|at \w+ \(/)
  if (answer.status >= 400 && answer.status !== 431 && answer.body.length > 0) problem.parse(answer.json())
}

const values = fc.oneof(
  fc.constantFrom('', '11', '12', 'TW', 'ZZ', 'esign.documents', '2026-10-01T00:00:00Z', '0', '-1', '1e9', 'day', 'null', 'true', '__proto__', '%', "';--"),
  fc.string({ maxLength: 60 }))
const names = fc.constantFrom('kpi', 'kpis', 'at', 'known', 'from', 'to', 'grain', 'q', 'root', 'after', 'limit', 'state', 'own', '__proto__', 'x')
const text = (value: string): string => encodeURIComponent(value.replace(/[\ud800-\udfff]/g, ''))

describe('nonsense', () => {
  it('in an address gets a problem or an answer, never a failure', async () => {
    const paths = doorsOf(server.deps).map(({ path }) => path).filter((path) => !path.includes('geometry'))
    await fc.assert(fc.asyncProperty(fc.constantFrom(...paths), values, fc.array(fc.tuple(names, values), { maxLength: 4 }), fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD'),
      async (path, code, query, method) => {
        const address = `${path.replace(':code', text(code) || 'x')}?${query.map(([name, value]) => `${name}=${text(value)}`).join('&')}`
        judged(await server.ask(address, { method, key }))
      }), { numRuns })
    expect(server.errors).toEqual([])
  }, 300_000)

  it('in a body gets a problem or rejections that have the wire\'s shape', async () => {
    const reading = fc.record({
      key: values, unit: values, kpi: values, at: fc.oneof(values, fc.date({ noInvalidDate: true }).map((date) => date.toISOString())),
      num: fc.oneof(fc.double(), fc.integer(), fc.constant(null), values), den: fc.oneof(fc.integer(), values), state: values, task: values, result: values,
    }, { requiredKeys: [] })
    const bodies = fc.oneof(fc.json(), fc.array(fc.oneof(reading, fc.jsonValue()), { maxLength: 5 }).map((list) => JSON.stringify(list)),
      fc.array(reading, { maxLength: 5 }).map((list) => list.map((one) => JSON.stringify(one)).join('\n')), fc.string(), fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)))
    await fc.assert(fc.asyncProperty(bodies, fc.constantFrom('/api/v1/readings', '/api/v1/task-events', '/api/v1/backfill'), async (body, path) => {
      const answer = await server.ask(path, { method: path.endsWith('backfill') ? 'PUT' : 'POST', key, body })
      judged(answer)
      if (answer.status === 200 && !path.endsWith('backfill')) ingestAnswer.parse(answer.json())
    }), { numRuns })
    expect(server.errors).toEqual([])
  }, 300_000)
})
