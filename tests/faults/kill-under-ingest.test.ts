/** Fault 1: `kill -9` under ingest. Law 9: every acknowledged reading is there exactly once; law 5: live equals recomputed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, figureNow } from '../support/http-client.ts'
import { newLedger, readStore, recomputedSums, reportUntilGone, sendAndBook, setTest, storedReadings } from '../support/ingest-load.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer } from '../support/server-process.ts'

/** Kills of one run; the release bar of 100 runs the same test with `KILLS=100`. */
const kills = Number(process.env['KILLS'] ?? 20)
/** The bar for a restart by the server's own clock, milliseconds. Other tests share the cores, so the median must hold it, and none may hang. */
const readyWithinMs = 5000
/** See `readyWithinMs`. */
const slowestReadyMs = 15_000
/** Readings of a call of each client: two post singles, two post batches. */
const callSizes = [1, 1, 60, 400]

describe(`a server killed ${kills} times under ingest`, () => {
  let dir: string, key: string
  beforeAll(async () => {
    dir = newRuntimeDir()
    key = await createKey(dir, { unit: 'TW' })
  })
  afterAll(() => removeRuntimeDir(dir))

  it('keeps every acknowledged reading exactly once, invents none, and shows what a recomputation shows', async () => {
    const ledger = newLedger()
    const readyMs: number[] = []
    let checked = 0
    for (let round = 0; round < kills; round++) {
      const server = await startServer({ runtimeDir: dir })
      readyMs.push(Number((JSON.parse(server.lines.find((line) => line.includes('"ready"'))!) as { readyMs: number }).readyMs))
      const stored = storedReadings(dir)
      expect(setTest(ledger, stored).slice(0, 5), `after kill ${round}`).toEqual([])
      for (const [kpi, sums] of Object.entries(recomputedSums(stored))) {
        const { num, den } = await figureNow(server.url, 'TW', kpi)
        expect({ num: num ?? 0, den: den ?? 0 }, `${kpi} after kill ${round}`).toEqual(sums)
        checked++
      }
      const clients = callSizes.map((size, i) => reportUntilGone(server.url, key, ledger, `r${round}c${i}`, size))
      const before = ledger.acknowledged.size
      await eventually(() => ledger.acknowledged.size > before, 10_000, 5).catch(() => {
        throw new Error(`round ${round}: nothing acknowledged; clients stopped by: ${ledger.stops.slice(-4).join(' | ')}; the server said: ${server.lines.slice(-5).join('\n')}`)
      })
      await new Promise((resolve) => setTimeout(resolve, (round * 73) % 250))
      expect((await server.stop('SIGKILL')).signal).toBe('SIGKILL')
      await Promise.all(clients)
    }
    expect(checked).toBe(kills * 2)
    await settle(dir, key, ledger)
    const sorted = readyMs.toSorted((a, b) => a - b)
    expect(sorted[sorted.length >> 1], `ready after ${readyMs.join(', ')} ms`).toBeLessThanOrEqual(readyWithinMs)
    expect(sorted.at(-1)).toBeLessThanOrEqual(slowestReadyMs)
  }, kills * 12_000)

  async function settle(runtimeDir: string, apiKey: string, ledger: ReturnType<typeof newLedger>): Promise<void> {
    const server = await startServer({ runtimeDir })
    const inDoubt = [...ledger.sent.values()].filter((reading) => !ledger.acknowledged.has(reading.key))
    for (let i = 0; i < inDoubt.length; i += 400) expect(await sendAndBook(server.url, apiKey, ledger, inDoubt.slice(i, i + 400))).toBe(true)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    const stored = storedReadings(runtimeDir)
    expect(setTest(ledger, stored).slice(0, 5), 'after all that was in doubt was sent again').toEqual([])
    expect(stored.length).toBe(ledger.sent.size)
    expect(readStore(runtimeDir, (db) => db.prepare('PRAGMA integrity_check').all().map((row) => Object.values(row)[0]))).toEqual(['ok'])
  }
})
