/** Durable ingest over HTTP against the bare loop: rounds alternate, figures are medians of rounds. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hourMs } from '../../data/time/vietnam-time.ts'
import type { BareOrder, BareReport } from './bare-child.ts'
import { createKey, startServer, type BenchServer } from './bench-server.ts'
import { median, rowOf, type BenchRow } from './bench-row.ts'
import type { PosterOrder, PosterReport } from './poster-child.ts'
import { WorkerProcess } from './worker-process.ts'

/** Sizes of the ingest rounds. */
export interface IngestSizes {
  readonly rounds: number
  /** Calls of 1,000 readings a round. */
  readonly batches: number
  /** Calls of one reading a round. */
  readonly singles: number
}

/** Connections of the batch client: enough that one is always being answered. */
const batchConnections = 4
/** Connections of the single client: as many offices at once. */
const singleConnections = 64

/** The client and the bare loop of an ingest bench. */
export interface IngestPair {
  readonly poster: WorkerProcess<PosterOrder, PosterReport>
  readonly bare: WorkerProcess<BareOrder, BareReport>
  end(): Promise<void>
}

/** Starts both children. Their readings are seeded alike and begin a day before now; keys differ from run to run. */
export function openPair(seed: number): IngestPair {
  const nowMs = Date.now()
  const run = (nowMs % 1e9).toString(36)
  const from = String(nowMs - 24 * hourMs)
  const poster = new WorkerProcess<PosterOrder, PosterReport>('./poster-child.ts', [String(seed), `b${run}.`, from, String(nowMs)])
  const bare = new WorkerProcess<BareOrder, BareReport>('./bare-child.ts', [String(seed), `c${run}.`, from, String(nowMs)])
  return { poster, bare, end: async () => { await Promise.all([poster.end(), bare.end()]) } }
}

/** Accepted readings a second of one round over HTTP. Throws where the server refused anything. */
export async function postRound(poster: IngestPair['poster'], server: BenchServer, key: string, calls: number, perCall: number): Promise<PosterReport & { rate: number }> {
  await poster.ask({ do: 'make', calls, perCall })
  const report = await poster.ask({ do: 'post', url: server.url, key, connections: perCall > 1 ? batchConnections : singleConnections })
  if (report.refused > 0) throw new Error(`bench: the server refused ${report.refused} (accepted ${report.accepted})`)
  return { ...report, rate: report.accepted / report.seconds }
}

/** Readings a second of one round of the bare loop on the store it has open. */
export async function bareRound(bare: IngestPair['bare'], calls: number, perCall: number): Promise<number> {
  await bare.ask({ do: 'make', calls, perCall })
  const { seconds, written } = await bare.ask({ do: 'write' })
  return written / seconds
}

/** `ingest.batch` and `ingest.single` into small stores. */
export async function benchIngest(seed: number, sizes: IngestSizes, say: (text: string) => void): Promise<BenchRow[]> {
  const dirs = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'thap-bench-')))
  const server = await startServer(dirs[0]!)
  const key = createKey(dirs[0]!)
  const pair = openPair(seed)
  const rates = { http: [] as number[], bare: [] as number[], single: [] as number[], bareSingle: [] as number[] }
  const waits: PosterReport[] = []
  try {
    await pair.bare.ask({ do: 'open', runtimeDir: dirs[1]! })
    for (let round = 0; round < sizes.rounds; round++) {
      rates.http.push((await postRound(pair.poster, server, key, sizes.batches, 1000)).rate)
      rates.bare.push(await bareRound(pair.bare, sizes.batches, 1000))
      const singles = await postRound(pair.poster, server, key, sizes.singles, 1)
      waits.push(singles)
      rates.single.push(singles.rate)
      rates.bareSingle.push(await bareRound(pair.bare, sizes.singles, 1))
      say(`ingest ${round + 1}/${sizes.rounds}: batch ${Math.round(rates.http.at(-1)!)}/s, bare ${Math.round(rates.bare.at(-1)!)}/s; ` +
        `single ${Math.round(singles.rate)}/s (p99 ${singles.p99Ms.toFixed(1)} ms), bare commits ${Math.round(rates.bareSingle.at(-1)!)}/s`)
    }
  } finally {
    await pair.end()
    await server.stop()
    for (const dir of dirs) rmSync(dir, { recursive: true })
  }
  return [
    rowOf('ingest.batch', median(rates.http), 'readings/s', median(rates.bare)),
    rowOf('ingest.single', median(rates.single), 'acks/s', median(rates.bareSingle)),
    rowOf('ingest.single.p99', median(waits.map(({ p99Ms }) => p99Ms)), 'ms'),
  ]
}
