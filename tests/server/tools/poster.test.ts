import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { maxBodyBytes, maxReadingsPerCall } from '../../../data/protocol/reading-input.ts'
import { createSamples } from '../../../data/samples/samples.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { Poster, callsInFlight, historyPerSecond, type PosterDeps } from '../../../server/tools/samples/poster.ts'
import { createSend, Refused, type SenderDeps } from '../../../server/tools/samples/sender.ts'
import { readSettings, SettingsMistake } from '../../../server/tools/samples/settings.ts'
import { readState, writeState } from '../../../server/tools/samples/state-file.ts'
import { recordingServer, type Recording } from './recording-server.ts'

let server: Recording
let stopper: AbortController
let waits: [string, number][]
beforeEach(async () => {
  server = await recordingServer()
  stopper = new AbortController()
  waits = []
})
afterEach(async () => {
  stopper.abort(new Error('over'))
  await server.close()
})

const sender = (over: Partial<SenderDeps> = {}) => createSend({
  url: server.url, key: 'k', stop: stopper.signal, onWait: (reason, waitMs) => { waits.push([reason, waitMs]) }, ...over,
})

/** A country of the centre, one province and its communes: the same code, a hundredth of the readings. */
const units = officialUnits.filter(({ code, parent }) => code === 'TW' || code === '96' || parent === '96')
const nowMs = Date.parse('2026-11-22T08:00:00+07:00')
function poster(over: Partial<PosterDeps> = {}): Poster {
  return new Poster({
    send: sender(), logger: pino({ level: 'silent' }), seed: 1, stop: stopper.signal, isCheck: true, nowMs: () => Date.now(), before: null,
    samplesAt: (atMs) => createSamples({ units, kpis, targets, nowMs: atMs, seed: 1 }), remember: () => undefined, ...over,
  })
}

describe('the sender', () => {
  it('waits as long as the server asks, then sends the same again', async () => {
    server.plan.push({ status: 429, retryAfter: '1', code: 'rate_limited' }, { status: 503, retryAfter: '0' })
    const answer = await sender()('POST', '/api/v1/readings', [])
    expect(answer).toEqual({ accepted: 0, duplicates: 0, rejected: [] })
    expect(waits).toEqual([['rate_limited', 1000], ['log_busy', 0]])
    expect(server.calls[1]!.atMs - server.calls[0]!.atMs).toBeGreaterThanOrEqual(990)
  })

  it('backs off, doubling, where the server does not say how long', async () => {
    server.plan.push({ status: 500 }, { status: 507 })
    await sender()('POST', '/api/v1/readings', [])
    expect(waits.map(([, ms]) => ms)).toEqual([250, 500])
  })

  it('gives up at once where trying again is no use', async () => {
    server.plan.push({ status: 401, code: 'key_invalid' })
    await expect(sender()('POST', '/api/v1/readings', [])).rejects.toMatchObject({ name: 'Refused', status: 401, code: 'key_invalid' })
    expect(waits).toEqual([])
  })

  it('outlives a server that is away, and stops waiting when stopped', async () => {
    const away = sender({ url: 'http://127.0.0.1:9' })('POST', '/api/v1/readings', [])
    setTimeout(() => { stopper.abort(new Error('stop')) }, 400)
    await expect(away).rejects.not.toBeInstanceOf(Refused)
    expect(waits[0]).toEqual(['unreachable', 250])
  })
})

describe('the poster', () => {
  it('posts everything once in bounded calls, a few at a time, and tells how far it is', async () => {
    const run = poster()
    await run.run()
    const readings = server.calls.filter(({ path }) => path === '/api/v1/readings')
    expect(server.faults).toEqual([])
    expect(Math.max(...readings.map(({ count }) => count))).toBeLessThanOrEqual(maxReadingsPerCall)
    expect(Math.max(...readings.map(({ bytes }) => bytes))).toBeLessThanOrEqual(maxBodyBytes)
    expect(server.mostOpen).toBeLessThanOrEqual(callsInFlight + 1)
    expect(run.tally).toMatchObject({ duplicates: 0, rejectedCount: 0 })
    expect(server.stored.size).toBeGreaterThan(20_000)
    const last = server.announced.at(-1)!
    expect(last.sent).toBe(last.total)
    expect([server.calls[0]!.path, server.announced[0]!.sent]).toEqual(['/api/v1/backfill', 0])
  }, 60_000)

  it('posts fast enough for a history of 1.2 million in three minutes', () => {
    expect(1_200_000 / historyPerSecond).toBeLessThan(180)
    expect(historyPerSecond).toBeGreaterThanOrEqual(8_000)
  })

  it('goes on after refusals and remembers their codes', async () => {
    server.refuse = ({ kpi }) => (kpi === 'esign.staff' ? 'kpi_unknown' : null)
    const run = poster()
    await run.run()
    expect(run.tally.rejected.get('kpi_unknown')).toBeGreaterThan(60)
    expect(server.stored.size).toBeGreaterThan(20_000)
  }, 60_000)

  it('goes on where an earlier run stopped: no history again, only what fell due', async () => {
    const began = Date.now() - 3 * 3_600_000
    const run = poster({ before: { seed: 1, beganMs: began, isHistoryDone: true, liveToMs: began } })
    await run.run()
    expect(server.faults).toEqual([])
    expect(server.announced).toEqual([])
    expect(server.stored.size).toBeLessThan(5_000)
  }, 60_000)

  it('sends an unfinished history again, as duplicates and without a conflict', async () => {
    const began = Date.now()
    await poster().run()
    const stored = server.stored.size
    const again = poster({ before: { seed: 1, beganMs: began, isHistoryDone: false, liveToMs: Date.now() } })
    await again.run()
    expect(server.faults).toEqual([])
    expect(again.tally.duplicates).toBeGreaterThan(20_000)
    expect(server.stored.size - stored).toBeLessThan(500)
  }, 60_000)

  it('ends soon and quietly when stopped, and says how far it came', async () => {
    const remembered: { isHistoryDone: boolean }[] = []
    const running = poster({ isCheck: false, remember: (state) => { remembered.push(state) } }).run()
    setTimeout(() => { stopper.abort(new Error('SIGTERM')) }, 300)
    await running
    expect(remembered.at(-1)).toMatchObject({ isHistoryDone: false })
  })

  it('gives up where the key is refused', async () => {
    server.plan.push({ status: 401, code: 'key_invalid' })
    await expect(poster().run()).rejects.toBeInstanceOf(Refused)
  })
})

describe('its settings', () => {
  it('have defaults for all but the key', () => {
    expect(readSettings({ THAP_KEY: 'k', THAP_URL: ' ' }, [])).toEqual({
      url: 'http://127.0.0.1:8080', key: 'k', seed: 1, stateFile: null, isCheck: false,
    })
  })

  it('tell all mistakes at once', () => {
    const wrong = () => readSettings({ THAP_URL: 'ftp://x', THAP_SEED: '1.5' }, ['--chek'])
    expect(wrong).toThrow(SettingsMistake)
    for (const part of ['THAP_URL', 'THAP_KEY', 'THAP_SEED', '--chek']) expect(wrong).toThrow(part)
  })
})

describe('its memory', () => {
  const dir = mkdtempSync(join(tmpdir(), 'thap-state-'))
  const file = join(dir, 'state.json')
  afterEach(() => { rmSync(file, { force: true }) })
  const state = { seed: 1, beganMs: nowMs, isHistoryDone: true, liveToMs: nowMs + 1 }

  it('comes back whole, to its owner only, for its own seed', () => {
    writeState(file, state)
    expect(readState(file, 1)).toEqual(state)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readState(file, 2)).toBeNull()
  })

  it('counts as none where the file is missing or broken', () => {
    expect(readState(file, 1)).toBeNull()
    writeFileSync(file, readFileSync(import.meta.filename).subarray(0, 50))
    expect(readState(file, 1)).toBeNull()
    expect(readState(null, 1)).toBeNull()
  })
})
