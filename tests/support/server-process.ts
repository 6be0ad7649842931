/** A real server as a process of its own, on a free port and a folder of its own, as `npm run serve` and `npm start` run it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Root of the checkout. */
export const projectDir = join(import.meta.dirname, '../..')
/** Longest wait for `ready` on a busy machine, milliseconds. */
export const readyLimitMs = 30_000

const mainOf = (root: string): string => join(root, 'server/main.ts')
const mainFile = mainOf(projectDir)
const keyTool = join(projectDir, 'server/tools/key.ts')
const run = promisify(execFile)

/** What a process ended with. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A server that is ready. */
export interface ServerProcess {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly runtimeDir: string
  /** From spawn to `ready`, milliseconds. */
  readonly readyMs: number
  /** Lines of its log so far. */
  readonly lines: readonly string[]
  /** Resolves when the process has ended. */
  readonly ended: Promise<Exit>
  /** Sends a signal (SIGTERM: drain) and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Exit>
}

/** How to start one. */
export interface StartOptions {
  readonly runtimeDir: string
  readonly demo?: boolean
  /** 0 or absent: a free one. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
  /** Root of another checkout to run; absent: this one. */
  readonly root?: string
}

/** A new folder for one store; the test removes it. */
export function newRuntimeDir(): string {
  return mkdtempSync(join(tmpdir(), 'thap-test-'))
}

/** Removes such a folder. */
export function removeRuntimeDir(runtimeDir: string): void {
  rmSync(runtimeDir, { recursive: true, force: true })
}

const leftOut = ['PORT', 'HOST', 'RUNTIME_DIR', 'BOUNDARY_PACK_DIR', 'DATABASE_URL', 'REDIS_URL', 'LOG_LEVEL', 'NODE_OPTIONS']

/** As `npm run serve` and `npm start` have one; shared by all tests. */
const compileCacheDir = join(tmpdir(), 'thap-test-compile-cache')

/** The test's environment without what configures a server. */
function cleanEnv(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of leftOut) delete env[name]
  return { ...env, ...more }
}

const endOf = (child: ChildProcess): Promise<Exit> => new Promise((resolve) => {
  child.once('exit', (code, signal) => resolve({ code, signal }))
})

function gather(child: ChildProcess, lines: string[], onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n')
      rest = parts.pop() ?? ''
      for (const line of parts) {
        lines.push(line)
        onLine(line)
      }
    })
  }
}

function urlOfReady(line: string): string | null {
  if (!line.includes('"msg":"ready"')) return null
  return (JSON.parse(line) as { url: string }).url
}

/** Starts a server and waits until it says `ready`; rejects with its log where it ends before. */
export async function startServer(options: StartOptions): Promise<ServerProcess> {
  const startMs = performance.now()
  const root = options.root ?? projectDir
  const child = spawn(process.execPath, [mainOf(root), ...(options.demo === true ? ['--demo'] : [])], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnv({ NODE_COMPILE_CACHE: compileCacheDir, PORT: String(options.port ?? 0), RUNTIME_DIR: options.runtimeDir, ...options.env }),
  })
  const lines: string[] = []
  const ended = endOf(child)
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => { child.kill('SIGKILL'); reject(new Error(`not ready in ${readyLimitMs} ms:\n${lines.join('\n')}`)) }, readyLimitMs)
    gather(child, lines, (line) => {
      const found = urlOfReady(line)
      if (found === null) return
      clearTimeout(late)
      resolve(found)
    })
    void ended.then(({ code, signal }) => {
      clearTimeout(late)
      reject(new Error(`the server ended (${code ?? signal}) before it was ready:\n${lines.join('\n')}`))
    })
  })
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return ended
  }
  return {
    url: url.replace(/\/$/, ''), port: Number(new URL(url).port), pid: child.pid ?? 0, runtimeDir: options.runtimeDir,
    readyMs: performance.now() - startMs, lines, ended, stop,
  }
}

/** A process that was meant to refuse: what it ended with and everything it said. */
export interface Refusal {
  readonly code: number | null
  readonly text: string
}

/** Starts a server that is expected to refuse; a server that opens is stopped and shows as code null. */
export async function startRefused(env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Refusal> {
  const child = spawn(process.execPath, [mainFile, ...args], { cwd: projectDir, stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnv({ PORT: '0', ...env }) })
  const lines: string[] = []
  const ended = endOf(child)
  const late = setTimeout(() => child.kill('SIGKILL'), readyLimitMs)
  gather(child, lines, (line) => { if (urlOfReady(line) !== null) child.kill('SIGKILL') })
  const { code } = await ended
  clearTimeout(late)
  return { code, text: lines.join('\n') }
}

/** What a key is made for. */
export interface KeyWish {
  readonly unit: string
  readonly name?: string
  readonly role?: 'report' | 'read'
  readonly simulated?: boolean
}

/** Makes a key with the tool an operator uses, whether a server runs or not; gives the key. */
export async function createKey(runtimeDir: string, { unit, name = 'Hệ thống thử', role = 'report', simulated = false }: KeyWish): Promise<string> {
  const args = [keyTool, 'create', '--unit', unit, '--name', name, '--role', role, ...(simulated ? ['--simulated', '--demo'] : [])]
  const { stdout } = await run(process.execPath, args, { env: cleanEnv({ RUNTIME_DIR: runtimeDir }) })
  return stdout.trim()
}

/** Revokes a key with the same tool. */
export async function revokeKey(runtimeDir: string, key: string): Promise<void> {
  await run(process.execPath, [keyTool, 'revoke', key], { env: cleanEnv({ RUNTIME_DIR: runtimeDir }) })
}
