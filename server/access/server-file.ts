/** `RUNTIME_DIR/server.json`: tells tools which server runs on a store. Written after listening, removed when drained; one that was killed leaves it behind. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

/** Name of the file inside the runtime directory. */
export const serverFileName = 'server.json'

const serverFile = z.object({ pid: z.int().min(1), port: z.int().min(0).max(65_535) })
/** The process and the port of a running server. */
export type ServerFile = z.infer<typeof serverFile>

/** Tells that a server runs on this store. */
export function writeServerFile(runtimeDir: string, server: ServerFile): void {
  writeFileSync(join(runtimeDir, serverFileName), JSON.stringify(server), { mode: 0o600 })
}

/** Takes the word back, if it is still this process's own. */
export function removeServerFile(runtimeDir: string, pid: number): void {
  if (readServerFile(runtimeDir)?.pid === pid) rmSync(join(runtimeDir, serverFileName), { force: true })
}

function readServerFile(runtimeDir: string): ServerFile | null {
  try {
    return serverFile.parse(JSON.parse(readFileSync(join(runtimeDir, serverFileName), 'utf8')))
  } catch {
    return null
  }
}

/** How long a start waits for a killed predecessor to end, milliseconds: the system takes its memory back first, and its files last. */
export const endingLimitMs = 5_000
const lookMs = 50

/** Of a process: `ending` was killed and holds what it had open until the system has taken it back; `gone` holds nothing, though a parent may not have asked for its end. */
export type ProcessState = 'alive' | 'ending' | 'gone'

const exitingFlag = 0x4n, killBit = 1n << 8n

/** What Linux tells in `/proc/PID/stat` and `/proc/PID/status`. Source: proc(5). */
export function readState(stat: string, status: string): ProcessState {
  // the name stands in brackets and may hold anything
  const [state = '', , , , , , flags = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const number = (name: string, base: '' | '0x'): bigint => BigInt(`${base}${new RegExp(`^${name}:\\s*([0-9a-f]+)`, 'm').exec(status)?.[1] ?? '0'}`)
  if (state === 'Z' || state === 'X') return number('Threads', '') > 1n ? 'ending' : 'gone'
  return (BigInt(flags) & exitingFlag) !== 0n || ((number('SigPnd', '0x') | number('ShdPnd', '0x')) & killBit) !== 0n ? 'ending' : 'alive'
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function stateOf(pid: number): ProcessState {
  if (!isThere(pid)) return 'gone'
  try {
    return readState(readFileSync(`/proc/${pid}/stat`, 'utf8'), readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    // it ended between the looks, or this is a system without /proc
    return isThere(pid) ? 'alive' : 'gone'
  }
}

/** The server that runs on this store, or null: none, or one that died without taking its word back. */
export function runningServer(runtimeDir: string): ServerFile | null {
  const server = readServerFile(runtimeDir)
  return server !== null && stateOf(server.pid) !== 'gone' ? server : null
}

/** As `runningServer`, after a predecessor that was killed has ended, for which it waits at most `endingLimitMs`; one that lives is not waited for. */
export async function serverToRefuse(runtimeDir: string): Promise<ServerFile | null> {
  const byMs = performance.now() + endingLimitMs
  for (;;) {
    const server = readServerFile(runtimeDir)
    const state = server === null ? 'gone' : stateOf(server.pid)
    if (state === 'gone') return null
    if (state === 'alive' || performance.now() >= byMs) return server
    await wait(lookMs)
  }
}
