/**
 * Fan-out: server CPU a frame sent to many sockets of one room, against ws alone sending the same ready bytes to as many sockets,
 * a frame at a time at the same pace, and the same pulse once a second. Both servers and their clients run in processes of their
 * own; rounds alternate in the same run; figures are medians of rounds. Ours reads the cells and encodes the frame besides.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { maxDeltaIntervalMs, minDeltaIntervalMs } from '../../data/protocol/delta.ts'
import type { Order, Report } from './fanout-child.ts'

/** One figure of a bench. `floor`: what the plain tool needs in the same run; `ratio`: value / floor. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor: number
  readonly ratio: number
}

/** Sizes of a run; the defaults are those of the target (≤ 1.2 × ws at 500 sockets and 3,321 rows). */
export interface FanoutOptions {
  readonly sockets?: number
  /** Frames a round. */
  readonly frames?: number
  readonly rounds?: number
  /** Frame sizes, rows (34 or fewer: provinces; more: communes). */
  readonly rows?: readonly number[]
  /** Longest wait for one answer of a child, milliseconds. */
  readonly timeoutMs?: number
  /** Pause between two frames, milliseconds: at least the interval of the room, so that ours makes no frame wait. */
  readonly paceMs?: number
}

/** Up to this many sockets a run is a smoke test: fewer rounds, a quicker pace. */
const smokeSockets = 100

const childPath = fileURLToPath(new URL('fanout-child.ts', import.meta.url))

class Child {
  readonly #process: ChildProcess
  readonly #timeoutMs: number
  readonly #waiting: { told: Report['told']; resolve: (report: Report) => void; timer: NodeJS.Timeout }[] = []

  constructor(role: 'ours' | 'raw' | 'clients', timeoutMs: number) {
    this.#timeoutMs = timeoutMs
    this.#process = fork(childPath, [role], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.#process.on('message', (message) => {
      const report = message as Report
      const at = this.#waiting.findIndex((one) => one.told === report.told)
      const [one] = at < 0 ? [] : this.#waiting.splice(at, 1)
      if (one === undefined) return
      clearTimeout(one.timer)
      one.resolve(report)
    })
  }

  order(order: Order): void {
    this.#process.send(order)
  }

  /** The next report of a kind. */
  hear<T extends Report['told']>(told: T): Promise<Extract<Report, { told: T }>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`fan-out bench: no '${told}' within ${this.#timeoutMs} ms`)), this.#timeoutMs)
      this.#waiting.push({ told, timer, resolve: (report) => resolve(report as Extract<Report, { told: T }>) })
    })
  }

  async cpuMs(): Promise<number> {
    const heard = this.hear('cpu')
    this.order({ do: 'cpu' })
    return (await heard).ms
  }

  end(): void {
    if (this.#process.connected) this.#process.disconnect()
    for (const { timer } of this.#waiting) clearTimeout(timer)
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
}

async function oneFrame(server: Child, clients: Child, rows: number): Promise<Extract<Report, { told: 'frame' }>> {
  const heard = clients.hear('frame')
  server.order({ do: 'frame', rows })
  return heard
}

interface Sizes { readonly rows: number; readonly sockets: number; readonly frames: number; readonly rounds: number; readonly paceMs: number }

/** CPU a frame. Each frame begins `paceMs` after the last one, so that both servers see the same number of pulses. */
async function round(server: Child, clients: Child, { rows, frames, paceMs }: Sizes): Promise<number> {
  await oneFrame(server, clients, rows)
  const before = await server.cpuMs()
  for (let i = 0; i < frames; i++) {
    await new Promise((resolve) => setTimeout(resolve, paceMs))
    await oneFrame(server, clients, rows)
  }
  return ((await server.cpuMs()) - before) / frames
}

interface Stage { readonly ours: Child; readonly raw: Child; readonly clients: Child; readonly ports: { ours: number; raw: number } }

async function measure(stage: Stage, sizes: Sizes): Promise<BenchRow> {
  const { rows, sockets, rounds } = sizes
  const { ours, raw, clients, ports } = stage
  for (const which of ['ours', 'raw'] as const) {
    const opened = clients.hear('open')
    clients.order({ do: 'open', which, port: ports[which], sockets, depth: 2 })
    await opened
  }
  clients.order({ do: 'capture' })
  const { text, bytes } = await oneFrame(ours, clients, rows)
  const taken = raw.hear('taken')
  raw.order({ do: 'take', text: text ?? '' })
  await taken
  const same = await oneFrame(raw, clients, rows)
  if (same.bytes !== bytes) throw new Error(`fan-out bench: ${bytes} bytes against ${same.bytes}`)
  const costs = { ours: [] as number[], raw: [] as number[] }
  for (let i = 0; i <= rounds; i++) {
    const pair = { ours: await round(ours, clients, sizes), raw: await round(raw, clients, sizes) }
    if (i === 0) continue // both compilers warm up
    costs.ours.push(pair.ours)
    costs.raw.push(pair.raw)
  }
  for (const which of ['ours', 'raw'] as const) {
    const shut = clients.hear('shut')
    clients.order({ do: 'shut', which })
    await shut
  }
  const [value, floor] = [median(costs.ours), median(costs.raw)]
  return { name: `fanout.cpu_per_frame.${sockets}_sockets.${rows}_rows.${Math.round(bytes / 1000)}_kB`, value, unit: 'ms', floor, ratio: value / floor }
}

/** Runs the bench; a row a frame size. Rejects when a child does not answer in time. */
export async function benchFanout(options: FanoutOptions = {}): Promise<BenchRow[]> {
  const { sockets = 500, frames = 6, rows = [3321, 34], timeoutMs = 60_000 } = options
  const smoke = sockets <= smokeSockets
  const { rounds = smoke ? 2 : 5, paceMs = smoke ? minDeltaIntervalMs : maxDeltaIntervalMs } = options
  const [ours, raw, clients] = (['ours', 'raw', 'clients'] as const).map((role) => new Child(role, timeoutMs)) as [Child, Child, Child]
  try {
    const [a, b] = await Promise.all([ours.hear('port'), raw.hear('port')])
    const stage = { ours, raw, clients, ports: { ours: a.port, raw: b.port } }
    const results: BenchRow[] = []
    for (const size of rows) results.push(await measure(stage, { rows: size, sockets, frames, rounds, paceMs }))
    return results
  } finally {
    for (const child of [ours, raw, clients]) child.end()
  }
}
