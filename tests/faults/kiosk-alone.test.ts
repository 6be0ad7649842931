/**
 * A wall that is hung before its server is there, by `npm run kiosk` as an operator types it: it says that it waits, keeps that up when its
 * browser is killed, opens the wall by itself, and leaves nothing behind when npm is ended (fault table, row 19).
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WallsAnswer } from '../../data/protocol/wall.ts'
import { browserArgs, chromiumPath, describeWithBrowser } from '../support/browser.ts'
import { ensureClientBuilt } from '../support/client-build.ts'
import { freePort } from '../support/free-port.ts'
import { eventually } from '../support/http-client.ts'
import { below, processes } from '../support/processes.ts'
import { newRuntimeDir, projectDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

/** From `ready` to a wall that shows figures; from the kill to a browser with the plain page; from SIGTERM to nothing left. What seeing it costs comes on top. */
const serverLimitMs = 10_000, browserLimitMs = 15_000, endLimitMs = 10_000, seeingMs = 1_000

describeWithBrowser('a wall that is hung before its server', () => {
  let runtimeDir: string, profileDir: string, port: number, npm: ChildProcess, server: ServerProcess | undefined
  const lines: { action: string, reason?: string, recoveriesThisHour?: number }[] = []
  const browser = (): number | undefined => processes().find(({ command }) => command.includes('--kiosk') && command.includes(profileDir) && !command.includes('--type='))?.pid
  beforeAll(async () => {
    await ensureClientBuilt()
    runtimeDir = newRuntimeDir()
    profileDir = mkdtempSync(join(tmpdir(), 'thap-kiosk-'))
    port = await freePort()
    npm = spawn('npm', ['run', '--silent', 'kiosk', '--', '--url', `http://127.0.0.1:${port}`, '--wall', 'thu', '--screen', '1280x720', '--browser', chromiumPath!, '--profile', profileDir,
      '--', '--headless=new', ...browserArgs], { cwd: projectDir, stdio: ['ignore', 'pipe', 'inherit'] })
    npm.stdout!.on('data', (chunk: Buffer) => {
      lines.push(...chunk.toString().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as typeof lines[number]))
    })
  }, 150_000)
  afterAll(async () => {
    for (const { pid } of below(npm.pid!)) { try { process.kill(pid, 'SIGKILL') } catch { /* it has ended */ } }
    await server?.stop()
    removeRuntimeDir(runtimeDir)
    rmSync(profileDir, { recursive: true, force: true })
  }, 30_000)

  it('says that it waits, and counts no recovery', async () => {
    await eventually(() => Promise.resolve(lines.length > 0 && browser() !== undefined), 30_000)
    await new Promise((resolve) => { setTimeout(resolve, 12_000) })
    expect(lines.map(({ action, reason, recoveriesThisHour }) => [action, reason, recoveriesThisHour])).toEqual([['wait', 'no_server', 0]])
  }, 60_000)

  it('has its plain page back within 15 s when the browser is killed', async () => {
    const before = browser()!
    const fromMs = performance.now()
    process.kill(before, 'SIGKILL')
    const told = (): readonly string[] => lines.filter(({ action }) => action !== 'ended').map(({ action }) => action)
    // a browser that is killed leaves children for a moment that bear its command line: only the supervisor's word tells a new one
    await eventually(() => Promise.resolve(told().length > 1 && browser() !== undefined && browser() !== before), browserLimitMs + seeingMs, 250)
    expect(performance.now() - fromMs).toBeLessThanOrEqual(browserLimitMs + seeingMs)
    expect(told()).toEqual(['wait', 'wait'])
  }, 60_000)

  it('opens the wall within 10 s of the server being ready', async () => {
    server = await startServer({ runtimeDir, port })
    const fromMs = performance.now()
    const linked = async (): Promise<boolean> => {
      const { walls } = await (await fetch(`${server!.url}/api/v1/walls`)).json() as WallsAnswer
      return walls.some(({ wall, connected, epoch }) => wall === 'TW~thu' && connected && epoch !== '')
    }
    await eventually(linked, serverLimitMs + seeingMs, 250)
    expect(performance.now() - fromMs).toBeLessThanOrEqual(serverLimitMs + seeingMs)
    expect(lines.some(({ recoveriesThisHour = 0 }) => recoveriesThisHour > 0)).toBe(false)
  }, 90_000)

  it('leaves neither supervisor nor browser behind when npm is ended', async () => {
    const started = below(npm.pid!).map(({ pid }) => pid)
    expect(started).toContain(browser())
    npm.kill('SIGTERM')
    const isLeft = (): boolean => processes().some(({ command }) => command.includes(profileDir))
    await eventually(() => Promise.resolve(!isLeft()), endLimitMs)
    expect(isLeft()).toBe(false)
  }, 60_000)
})
