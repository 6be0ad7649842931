/** A server that takes readings and remembers them, in the tests' own process; `plan` decides the next answers. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readingInput, type ReadingInput } from '../../../data/protocol/reading-input.ts'
import { taskEventInput } from '../../../data/protocol/task-event-input.ts'
import { backfill, type Backfill } from '../../../data/protocol/pulse.ts'

export interface PlannedAnswer { readonly status: number; readonly retryAfter?: string; readonly code?: string }

export interface Recording {
  readonly url: string
  /** Answers given before the ordinary ones, in order. */
  readonly plan: PlannedAnswer[]
  readonly calls: { readonly path: string; readonly atMs: number; readonly bytes: number; readonly count: number }[]
  readonly stored: Map<string, string>
  readonly announced: Backfill[]
  readonly faults: string[]
  /** Most calls that were open at one time. */
  mostOpen: number
  /** Refuse this reading key with a code. */
  refuse: (reading: ReadingInput) => string | null
  close(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function takeReadings(recording: Recording, inputs: unknown[]): unknown {
  const answer = { accepted: 0, duplicates: 0, rejected: [] as unknown[] }
  inputs.forEach((input, index) => {
    const parsed = readingInput.safeParse(input)
    if (!parsed.success) return void recording.faults.push(JSON.stringify(input))
    const { unit, kpi, at, key, num, den } = parsed.data
    const code = recording.refuse(parsed.data)
    if (code !== null) return void answer.rejected.push({ index, key, code, message: 'không', messageEn: 'no' })
    const identity = `${unit} ${kpi} ${at} ${key}`
    const figures = `${num}/${den}`
    const before = recording.stored.get(identity)
    if (before === undefined) answer.accepted++
    else if (before === figures) answer.duplicates++
    else recording.faults.push(`conflict ${identity}`)
    recording.stored.set(identity, figures)
  })
  return answer
}

function answerOf(recording: Recording, path: string, text: string): unknown {
  const body: unknown = text === '' ? null : JSON.parse(text)
  if (path === '/api/v1/readings') return takeReadings(recording, body as unknown[])
  if (path === '/api/v1/backfill') {
    recording.announced.push(backfill.parse(body))
    return body
  }
  if (path === '/api/v1/task-events') return { accepted: taskEventInput.array().parse(body).length, duplicates: 0, rejected: [] }
  throw new Error(`unexpected ${path}`)
}

/** Listens on a free loopback port. */
export async function recordingServer(): Promise<Recording> {
  let open = 0
  const server = createServer((request, response) => {
    recording.mostOpen = Math.max(recording.mostOpen, ++open)
    void bodyOf(request).then((text) => {
      open--
      const path = request.url ?? ''
      const parsed: unknown = text === '' ? null : JSON.parse(text)
      recording.calls.push({ path, atMs: Date.now(), bytes: Buffer.byteLength(text), count: Array.isArray(parsed) ? parsed.length : 0 })
      const planned = recording.plan.shift()
      if (planned !== undefined) {
        const headers = { 'content-type': 'application/problem+json', ...(planned.retryAfter === undefined ? {} : { 'retry-after': planned.retryAfter }) }
        response.writeHead(planned.status, headers).end(JSON.stringify({ code: planned.code ?? 'log_busy', detail: 'bận' }))
        return
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerOf(recording, path, text)))
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const recording: Recording = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, plan: [], calls: [], stored: new Map(), announced: [], faults: [], mostOpen: 0,
    refuse: () => null,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }),
  }
  return recording
}
