import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('../../../server/tools/start.ts', import.meta.url))
const dirs: string[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

function start(port: number): { child: ChildProcess; dir: string; text: () => string; code: Promise<number | null> } {
  const dir = mkdtempSync(join(tmpdir(), 'thap-start-'))
  dirs.push(dir)
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', RUNTIME_DIR: dir }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  child.stdout!.on('data', (part) => { text += String(part) })
  child.stderr!.on('data', (part) => { text += String(part) })
  return { child, dir, text: () => text, code: new Promise((resolve) => child.once('exit', (code) => resolve(code))) }
}

const listening = (): Promise<Server> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
})

async function figureOf(origin: string): Promise<number | null> {
  const answer = await fetch(`${origin}/api/v1/units/TW/figures?kpis=digitization.pages`).catch(() => null)
  if (answer === null || !answer.ok) return null
  return ((await answer.json()) as { figures: { value: number | null }[] }).figures[0]?.value ?? null
}

describe('npm start', () => {
  it('says in both languages that the port is taken, and ends with the server’s code', async () => {
    const blocker = await listening()
    const { text, code } = start((blocker.address() as AddressInfo).port)
    expect(await code).toBe(2)
    expect(text()).toMatch(/Cổng \d+ .*\n.*Port \d+/)
    blocker.close()
  }, 60_000)

  it('ends with both children when the process that started it is killed without a word', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'thap-start-'))
    dirs.push(dir)
    // a shell that waits, as npm does: it passes no signal on
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${program}" & wait`], {
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', RUNTIME_DIR: dir }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(shell)
    let text = ''
    for (const stream of [shell.stdout!, shell.stderr!]) stream.on('data', (part) => { text += String(part) })
    const closed = new Promise((resolve) => shell.once('close', resolve))
    for (let tries = 0; tries < 600 && !text.includes('SIMULATED DATA'); tries++) await sleep(100)
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(text)![0]
    shell.kill('SIGKILL')
    // the pipes close when the last of the children has ended
    await closed
    expect(existsSync(join(dir, 'server.json'))).toBe(false)
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow()
  }, 90_000)

  it('brings figures of the country within seconds, and ends both children on one signal', async () => {
    const { child, dir, text, code } = start(0)
    let origin: string | undefined
    let value: number | null = null
    for (let tries = 0; tries < 400 && value === null; tries++) {
      origin ??= /http:\/\/127\.0\.0\.1:\d+/.exec(text())?.[0]
      if (origin !== undefined) value = await figureOf(origin)
      await sleep(100)
    }
    expect(text()).toContain('DỮ LIỆU MÔ PHỎNG')
    expect(text()).toContain('SIMULATED DATA')
    expect(value).toBeGreaterThan(0.5)
    expect(statSync(join(dir, 'sample-key')).mode & 0o777).toBe(0o600)
    child.kill('SIGTERM')
    expect(await code).toBe(0)
    expect(existsSync(join(dir, 'server.json'))).toBe(false)
    expect(text()).not.toMatch(/"rejected":[1-9]/)
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow()
  }, 90_000)
})
