/** What is measured on the store that holds 10 M readings: queries, start, ingest, memory. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { storeFileName } from '../../server/log/schema.ts'
import { randomOf } from './reading-mix.ts'
import { createKey, startServer, type BenchServer } from './bench-server.ts'
import { median, rowOf, type BenchRow } from './bench-row.ts'
import { openBigStore, type BigStore } from './big-store.ts'
import { bareRound, openPair, postRound, type IngestSizes } from './ingest.ts'
import { benchQueries } from './queries.ts'
import { connectWalls } from './walls.ts'

/** Sizes of the runs on the big store. `small`: readings of a store made for the moment instead of the kept one. */
export interface LoadedSizes extends IngestSizes {
  readonly small: number | null
  readonly queries: number
  readonly starts: number
  readonly walls: number
}

type Say = (text: string) => void

/** Milliseconds of a bare process that opens the store, reads every cell and ends: what the machine takes for less. */
function bareStartMs(runtimeDir: string): number {
  const began = performance.now()
  execFileSync(process.execPath, ['--input-type=module', '-e', `import { DatabaseSync } from 'node:sqlite'
    new DatabaseSync(${JSON.stringify(join(runtimeDir, storeFileName))}, { readOnly: true }).prepare('SELECT * FROM cell').all()`], { stdio: 'ignore' })
  return performance.now() - began
}

/** Start after a stop in good order and after a kill amid reports; the worse of both medians. */
async function benchReady(store: BigStore, seed: number, sizes: LoadedSizes, say: Say): Promise<BenchRow[]> {
  const times = { stopped: [] as number[], killed: [] as number[], bare: [] as number[] }
  const pair = openPair(seed + 1)
  const key = createKey(store.runtimeDir)
  let server = await startServer(store.runtimeDir)
  try {
    for (let i = 0; i < sizes.starts; i++) {
      await server.stop()
      server = await startServer(store.runtimeDir)
      times.stopped.push(server.readyMs)
      times.bare.push(bareStartMs(store.runtimeDir))
      await postRound(pair.poster, server, key, sizes.batches, 1000)
      await server.kill()
      server = await startServer(store.runtimeDir)
      times.killed.push(server.readyMs)
      say(`ready ${i + 1}/${sizes.starts}: ${Math.round(times.stopped.at(-1)!)} ms after a stop, ${Math.round(times.killed.at(-1)!)} ms after a kill`)
    }
  } finally {
    await pair.end()
    await server.stop()
  }
  const [stopped, killed] = [median(times.stopped), median(times.killed)]
  return [rowOf('ready', Math.max(stopped, killed), 'ms', median(times.bare)), rowOf('ready.stopped', stopped, 'ms'), rowOf('ready.killed', killed, 'ms')]
}

function watchMemory(server: BenchServer): () => number {
  let peak = 0
  const look = (): void => { peak = Math.max(peak, server.rssAnonMb()) }
  const timer = setInterval(look, 500)
  return () => {
    clearInterval(timer)
    look()
    return peak
  }
}

/** Batches with walls connected, alternating with the bare loop on the same store; the server rests meanwhile. */
async function benchLoaded(store: BigStore, seed: number, sizes: LoadedSizes, say: Say): Promise<BenchRow[]> {
  const rates = { http: [] as number[], bare: [] as number[] }
  const memory: number[] = []
  const pair = openPair(seed + randomOf(seed)(1000))
  const key = createKey(store.runtimeDir)
  try {
    for (let round = 0; round < sizes.rounds; round++) {
      const server = await startServer(store.runtimeDir)
      try {
        const disconnect = await connectWalls(server.url, sizes.walls)
        const peak = watchMemory(server)
        rates.http.push((await postRound(pair.poster, server, key, sizes.batches, 1000)).rate)
        memory.push(peak())
        disconnect()
      } finally {
        await server.stop()
      }
      await pair.bare.ask({ do: 'open', runtimeDir: store.runtimeDir })
      rates.bare.push(await bareRound(pair.bare, sizes.batches, 1000))
      await pair.bare.ask({ do: 'close' })
      say(`loaded ${round + 1}/${sizes.rounds}: batch ${Math.round(rates.http.at(-1)!)}/s, bare ${Math.round(rates.bare.at(-1)!)}/s; ${Math.round(memory.at(-1)!)} MB`)
    }
  } finally {
    await pair.end()
  }
  return [rowOf('ingest.loaded', median(rates.http), 'readings/s', median(rates.bare)), rowOf('memory', Math.max(...memory), 'MB')]
}

/** All figures of the big store that `wants` asks for. */
export async function benchBigStore(seed: number, sizes: LoadedSizes, wants: (name: string) => boolean, say: Say): Promise<BenchRow[]> {
  const store = await openBigStore(seed, sizes.small, say)
  const rows: BenchRow[] = []
  try {
    if (wants('query.')) rows.push(...await benchQueries(store, sizes.queries, say))
    if (wants('ready')) rows.push(...await benchReady(store, seed, sizes, say))
    if (wants('ingest.loaded') || wants('memory')) rows.push(...await benchLoaded(store, seed, sizes, say))
  } finally {
    store.discard()
  }
  return rows
}
