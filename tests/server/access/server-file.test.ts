import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endingLimitMs, readState, runningServer, serverToRefuse, writeServerFile } from '../../../server/access/server-file.ts'

const stat = (state: string, flags = 4_194_304, name = 'node'): string => `42 (${name}) ${state} 1 42 42 0 -1 ${flags} 0 0 0`
const status = (threads = 12, pending = '0000000000000000', shared = '0000000000000000'): string => `Name:\tnode\nThreads:\t${threads}\nSigQ:\t0/9\nSigPnd:\t${pending}\nShdPnd:\t${shared}\n`

describe('the process that a store names', () => {
  it('lives, ends, or is gone, by what the system tells', () => {
    for (const state of ['R', 'S', 'D', 'T']) expect(readState(stat(state), status()), state).toBe('alive')
    expect(readState(stat('S', 4_194_304, 'a) Z 1 (b'), status()), 'a name that looks like a state').toBe('alive')
    expect(readState(stat('R', 4_194_304 | 4), status()), 'its memory is being taken back').toBe('ending')
    expect(readState(stat('D'), status(12, '0000000000000100')), 'killed, and waiting for the disk').toBe('ending')
    expect(readState(stat('D'), status(12, '0000000000000000', '0000000000000100'))).toBe('ending')
    expect(readState(stat('S'), status(12, '0000000000004000')), 'asked to stop: it drains').toBe('alive')
    expect(readState(stat('Z'), status(3)), 'threads of it still hold its files').toBe('ending')
    for (const state of ['Z', 'X']) expect(readState(stat(state), status(1)), state).toBe('gone')
  })
})

describe('a start on a store', () => {
  let dir: string, parent: ChildProcess | undefined
  beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'thap-server-file-')) })
  afterEach(() => { parent?.kill('SIGKILL'); parent = undefined; rmSync(dir, { recursive: true }) })
  const pidSaidBy = (child: ChildProcess): Promise<number> => new Promise((resolve) => { child.stdout!.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))) })

  it('is refused at once where the store is in use, and goes on where nobody is there', async () => {
    expect(await serverToRefuse(dir)).toBeNull()
    writeServerFile(dir, { pid: process.pid, port: 8080 })
    const fromMs = performance.now()
    expect(await serverToRefuse(dir)).toEqual({ pid: process.pid, port: 8080 })
    expect(performance.now() - fromMs).toBeLessThan(endingLimitMs / 5)
  })
  it('goes on behind a predecessor that was killed this instant, or whose parent never asked for its end', async () => {
    const killed = spawn(process.execPath, ['-e', 'const held = new Uint8Array(300e6).fill(1); console.log(process.pid); setInterval(() => held, 1e6)'], { stdio: ['ignore', 'pipe', 'inherit'] })
    writeServerFile(dir, { pid: await pidSaidBy(killed), port: 8080 })
    expect(runningServer(dir)).not.toBeNull()
    killed.kill('SIGKILL')
    expect(await serverToRefuse(dir)).toBeNull()
    parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'inherit'] })
    writeServerFile(dir, { pid: await pidSaidBy(parent), port: 8080 })
    await new Promise((resolve) => { setTimeout(resolve, 400) })
    expect([runningServer(dir), await serverToRefuse(dir)]).toEqual([null, null])
  })
})
