/** A client in a process of its own: makes its bodies first, then posts them over keep-alive connections as fast as they are answered. */
import { Agent, request } from 'node:http'
import { answerOrders } from './worker-process.ts'
import { inputOf, liveMix, take } from './reading-mix.ts'

/** `make` before the clock runs, `post` while it does; `flow` posts single readings at a rate until `stop`. */
export type PosterOrder =
  | { readonly do: 'make'; readonly calls: number; readonly perCall: number }
  | { readonly do: 'post'; readonly url: string; readonly key: string; readonly connections: number }
  | { readonly do: 'flow'; readonly url: string; readonly key: string; readonly perSecond: number; readonly butUnit: string }
  | { readonly do: 'stop' }

/** What a `post` came to; zeros for the other orders. */
export interface PosterReport { readonly seconds: number; readonly accepted: number; readonly refused: number; readonly p50Ms: number; readonly p99Ms: number }

const [seed = '1', prefix = 'b', fromMs = '0', nowMs = '0'] = process.argv.slice(2)
const stream = liveMix(Number(seed), prefix, Number(fromMs), Number(nowMs))
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const nothing: PosterReport = { seconds: 0, accepted: 0, refused: 0, p50Ms: 0, p99Ms: 0 }
let bodies: Buffer[] = []
let flowing: NodeJS.Timeout | null = null

function post(url: string, key: string, body: Buffer): Promise<{ accepted: number; refused: number }> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}api/v1/readings`, {
      method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': body.byteLength, authorization: `Bearer ${key}` },
    }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (answer.statusCode !== 200) return resolve({ accepted: 0, refused: 1 })
        const { accepted, rejected } = JSON.parse(text) as { accepted: number; rejected: unknown[] }
        resolve({ accepted, refused: rejected.length })
      })
    })
    // The server closes connections that rested; a call that meets that is made again, as Node's documentation advises.
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (call.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, key, body))
      else reject(error)
    })
    call.end(body)
  })
}

async function postAll(url: string, key: string, connections: number): Promise<PosterReport> {
  const waits: number[] = []
  let [accepted, refused, next] = [0, 0, 0]
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, async () => {
    for (let i = next++; i < bodies.length; i = next++) {
      const sent = performance.now()
      const answer = await post(url, key, bodies[i]!)
      waits.push(performance.now() - sent)
      accepted += answer.accepted
      refused += answer.refused
    }
  }))
  waits.sort((a, b) => a - b)
  return {
    seconds: (performance.now() - began) / 1000, accepted, refused,
    p50Ms: waits[Math.floor(waits.length * 0.5)] ?? 0, p99Ms: waits[Math.floor(waits.length * 0.99)] ?? 0,
  }
}

/** Single readings, evenly spaced; `butUnit` never reports. */
function flow(url: string, key: string, perSecond: number, butUnit: string): void {
  let sent = 0
  const began = performance.now()
  flowing = setInterval(() => {
    for (const due = Math.floor((performance.now() - began) / 1000 * perSecond); sent < due;) {
      const input = inputOf(stream.next().value as Parameters<typeof inputOf>[0])
      if (input.unit === butUnit) continue
      sent++
      post(url, key, Buffer.from(JSON.stringify([{ ...input, at: new Date().toISOString() }]))).catch((error: unknown) => {
        process.stderr.write(`bench: a reading of the flow failed (${String(error)})\n`)
      })
    }
  }, 5)
}

answerOrders<PosterOrder, PosterReport>(async (order) => {
  if (order.do === 'make') bodies = Array.from({ length: order.calls }, () => Buffer.from(JSON.stringify(take(stream, order.perCall).map(inputOf))))
  if (order.do === 'post') return postAll(order.url, order.key, order.connections)
  if (order.do === 'flow') flow(order.url, order.key, order.perSecond, order.butUnit)
  if (order.do === 'stop' && flowing !== null) clearInterval(flowing)
  return nothing
})
