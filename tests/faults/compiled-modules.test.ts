/** A start after `kill -9` need not compile the server anew: its modules were kept once its doors were open. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/http-client.ts'
import { newRuntimeDir, removeRuntimeDir, startServer } from '../support/server-process.ts'

describe('a server that is killed', () => {
  const runtimeDir = newRuntimeDir()
  const cacheDir = mkdtempSync(join(tmpdir(), 'thap-test-modules-'))
  afterAll(() => {
    removeRuntimeDir(runtimeDir)
    rmSync(cacheDir, { recursive: true, force: true })
  })

  it('leaves its compiled modules to the next start', async () => {
    const server = await startServer({ runtimeDir, env: { NODE_COMPILE_CACHE: cacheDir } })
    const kept = (): number => readdirSync(cacheDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    await eventually(() => kept() > 100, 20_000, 50)
    expect((await server.stop('SIGKILL')).signal).toBe('SIGKILL')
  }, 60_000)
})
