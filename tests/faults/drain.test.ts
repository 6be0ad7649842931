/** Fault 15: a stop under load loses no acknowledgement. And what a server refuses to start on, in words. */
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serverFileName } from '../../server/access/server-file.ts'
import { newLedger, reportUntilGone, setTest, storedReadings } from '../support/ingest-load.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startRefused, startServer } from '../support/server-process.ts'

/** The bar of a drain, milliseconds. */
const drainedWithinMs = 10_000

let dir: string
beforeEach(() => { dir = newRuntimeDir() })
afterEach(() => removeRuntimeDir(dir))

describe('SIGTERM under load', () => {
  it('ends with 0 within 10 s, and what is stored is exactly what was acknowledged', async () => {
    const key = await createKey(dir, { unit: 'TW' })
    const server = await startServer({ runtimeDir: dir })
    expect(existsSync(join(dir, serverFileName))).toBe(true)
    const ledger = newLedger()
    const clients = [1, 1, 1, 1, 50, 50, 500].map((size, i) => reportUntilGone(server.url, key, ledger, `c${i}`, size))
    // Under way, however slow the machine: the stop must come amid acknowledgements.
    const deadlineMs = performance.now() + 30_000
    while (ledger.acknowledged.size <= 500 && performance.now() < deadlineMs) await new Promise((resolve) => setTimeout(resolve, 50))
    const startMs = performance.now()
    expect(await server.stop('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(performance.now() - startMs).toBeLessThanOrEqual(drainedWithinMs)
    await Promise.all(clients)
    expect(existsSync(join(dir, serverFileName))).toBe(false)
    const stored = storedReadings(dir)
    expect(setTest(ledger, stored).slice(0, 5)).toEqual([])
    expect(ledger.acknowledged.size).toBeGreaterThan(500)
    expect(stored.length, 'stored without an acknowledgement').toBe(ledger.acknowledged.size)
    expect([...ledger.refused.keys()].filter((status) => status !== 503)).toEqual([])
  }, 60_000)

  it('is not held open by a client that never sends its request whole, or sends nothing at all', async () => {
    const key = await createKey(dir, { unit: '11' })
    const server = await startServer({ runtimeDir: dir })
    const silent = connect(server.port, '127.0.0.1')
    const half = connect(server.port, '127.0.0.1')
    for (const socket of [silent, half]) socket.on('error', () => {})
    half.write(`POST /api/v1/readings HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n[{`)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const startMs = performance.now()
    expect(await server.stop('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(performance.now() - startMs).toBeLessThanOrEqual(drainedWithinMs)
    expect(existsSync(join(dir, serverFileName))).toBe(false)
    for (const socket of [silent, half]) socket.destroy()
  }, 40_000)

  it('a second signal does not shorten the drain', async () => {
    const server = await startServer({ runtimeDir: dir })
    process.kill(server.pid, 'SIGTERM')
    process.kill(server.pid, 'SIGINT')
    expect(await server.ended).toEqual({ code: 0, signal: null })
  })
})

describe('a server refuses to start, says why in both languages and ends with 2', () => {
  it('on a folder that another server uses, naming its process and port', async () => {
    const server = await startServer({ runtimeDir: dir })
    const { code, text } = await startRefused({ RUNTIME_DIR: dir })
    expect(code).toBe(2)
    expect(text).toContain(`Kho ${dir} đang được một máy chủ khác dùng (tiến trình ${server.pid}, cổng ${server.port})`)
    expect(text).toContain('in use by another server')
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  })

  it('on a port that another program uses', async () => {
    const server = await startServer({ runtimeDir: dir })
    const other = newRuntimeDir()
    const { code, text } = await startRefused({ RUNTIME_DIR: other, PORT: String(server.port) })
    expect(code).toBe(2)
    expect(text).toContain(`Cổng ${server.port}`)
    expect(text).toContain('Set another PORT')
    await server.stop()
    removeRuntimeDir(other)
  })

  it('as real on a folder that knows a simulated source, before anything is written there', async () => {
    await createKey(dir, { unit: 'TW', simulated: true })
    const { code, text } = await startRefused({ RUNTIME_DIR: dir })
    expect(code).toBe(2)
    expect(text).toContain('kho số liệu mô phỏng')
    expect(text).toContain('a store of simulated readings')
    expect(existsSync(join(dir, serverFileName))).toBe(false)
  })

  it('as a demo on a folder of real readings', async () => {
    const server = await startServer({ runtimeDir: dir })
    await server.stop()
    const { code, text } = await startRefused({ RUNTIME_DIR: dir }, ['--demo'])
    expect(code).toBe(2)
    expect(text).toContain('kho số liệu thật')
    expect(text).toContain('a store of real readings')
  })

  it('on an address that others could reach', async () => {
    const { code, text } = await startRefused({ RUNTIME_DIR: dir, HOST: '0.0.0.0' })
    expect(code).toBe(2)
    expect(text).toContain('HOST: Chưa có tài khoản người dùng')
    expect(text).toContain('this machine only')
  })

  it('with every mistake of its configuration listed at once', async () => {
    const env = { RUNTIME_DIR: dir, PORT: '65536', HOST: '192.168.1.9', LOG_LEVEL: 'loud', DATABASE_URL: 'postgres://db', REDIS_URL: 'redis://cache' }
    const { code, text } = await startRefused(env, ['--colour'])
    expect(code).toBe(2)
    for (const name of ['PORT', 'HOST', 'LOG_LEVEL', 'DATABASE_URL', 'REDIS_URL', '--colour']) expect(text).toContain(`  ${name}: `)
    expect(text).not.toMatch(/\n\s+at /)
  })
})
