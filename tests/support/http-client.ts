/** The HTTP doors and the socket as any program outside uses them. */
import { io, type Socket } from 'socket.io-client'
import type { Problem } from '../../data/protocol/answers.ts'
import { liveNamespace, type ClientEvents, type ServerEvents } from '../../data/protocol/events.ts'
import type { FiguresAnswer } from '../../data/protocol/answers.ts'
import type { Figure } from '../../data/protocol/figure.ts'
import type { IngestAnswer } from '../../data/protocol/ingest-answer.ts'

/** A typed socket on `/live`. */
export type LiveSocketClient = Socket<ServerEvents, ClientEvents>

/** An answer with its body as text and, where it is JSON, read. */
export interface Answer<Body = unknown> {
  readonly status: number
  readonly text: string
  readonly json: Body
  readonly headers: Headers
}

const bearer = (key: string | null): Record<string, string> => (key === null ? {} : { authorization: `Bearer ${key}` })

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, text, json: (isJson ? JSON.parse(text) : undefined) as Body, headers: response.headers }
}

/** GET of a path (`/api/v1/…`); `key` null: without one. */
export async function getPath<Body = unknown>(url: string, path: string, key: string | null = null): Promise<Answer<Body>> {
  return answerOf<Body>(await fetch(`${url}${path}`, { headers: bearer(key) }))
}

/** POST of a finished body. */
export async function postBody<Body = IngestAnswer & Problem>(url: string, path: string, key: string | null, body: string, contentType = 'application/json'): Promise<Answer<Body>> {
  return answerOf<Body>(await fetch(`${url}${path}`, { method: 'POST', headers: { ...bearer(key), 'content-type': contentType }, body }))
}

/** Posts readings; rejects where the answer is not 200. */
export async function postReadings(url: string, key: string, readings: readonly object[]): Promise<IngestAnswer> {
  const answer = await postBody(url, '/api/v1/readings', key, JSON.stringify(readings))
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return answer.json
}

/** The live figure of a unit's subtree for one KPI. */
export async function figureNow(url: string, unit: string, kpi: string, key: string | null = null): Promise<Figure> {
  const answer = await getPath<FiguresAnswer>(url, `/api/v1/units/${unit}/figures?kpis=${kpi}`, key)
  const figure = answer.json?.figures[0]
  if (figure === undefined) throw new Error(`${answer.status} ${answer.text}`)
  return figure
}

/** Opens `/live`; resolves when admitted, rejects with the server's refusal (its code is the message). */
export async function openSocket(url: string, key: string | null = null): Promise<LiveSocketClient> {
  const socket: LiveSocketClient = io(`${url}${liveNamespace}`, {
    transports: ['websocket'], forceNew: true, reconnection: false, auth: key === null ? {} : { key },
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}

/** Waits until `probe` gives true, asking every `everyMs`; rejects after `timeoutMs`. */
export async function eventually(probe: () => boolean | Promise<boolean>, timeoutMs = 5000, everyMs = 25): Promise<void> {
  const endMs = performance.now() + timeoutMs
  while (!await probe()) {
    if (performance.now() > endMs) throw new Error(`not within ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
