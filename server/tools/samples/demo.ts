/**
 * The demo: the server and the poster as two children, started in order and ended in reverse. The exit code is the server's.
 * `npm start` and `npm run dev` are this with other words.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { exitOf, programPath, spawnServer, whenReady } from './demo-server.ts'
import { sampleKey } from './sample-key.ts'

/** Wait before a poster that ended is started again, milliseconds. */
const posterRestartMs = 5_000

/** Time between two looks at whether the parent is still there, milliseconds. */
const parentLookMs = 500

/** What a demo is started with. `onReady`: told the server's origin once; what it returns is called when the demo ends. */
export interface DemoOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: (vi: string, en: string) => void
  readonly onReady: (origin: string) => Promise<() => Promise<void>> | (() => Promise<void>)
}

/** Sends a signal to a child that still runs and waits for its end. */
async function end(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await exitOf(child)
}

interface Keeper {
  readonly stop: AbortSignal
  readonly origin: string
  readonly runtimeDir: string
  readonly options: DemoOptions
  /** Told the poster that runs now. */
  readonly hold: (poster: ChildProcess) => void
}

/** Keeps a poster running until stopped; a new key is made where the old one no longer opens. */
async function keepPosting({ stop, origin, runtimeDir, options, hold }: Keeper): Promise<void> {
  while (!stop.aborted) {
    try {
      const key = await sampleKey(origin, runtimeDir, stop)
      if (stop.aborted) return
      const env = { ...options.env, THAP_URL: origin, THAP_KEY: key, THAP_STATE: resolve(runtimeDir, 'sample-state.json') }
      const poster = spawn(process.execPath, [programPath('tools/sample-poster.ts')], { env, stdio: ['ignore', 'inherit', 'inherit'] })
      hold(poster)
      await exitOf(poster)
    } catch (error) {
      if (stop.aborted) return
      options.say(`Chưa gửi được số liệu mô phỏng: ${String(error)}`, `Simulated readings cannot be posted yet: ${String(error)}`)
    }
    if (stop.aborted) return
    options.say('Nguồn mô phỏng đã dừng, chạy lại sau 5 giây.', 'The simulated source has ended; it starts again in 5 seconds.')
    await sleep(posterRestartMs, undefined, { signal: stop }).catch(() => undefined)
  }
}

/** Calls `gone` once when the process that started this one is no longer its parent: `npm` may end without passing a signal on. */
function watchParent(gone: () => void): () => void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    gone()
  }, parentLookMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Runs the demo until a signal, until its parent is gone or until the server ends; resolves with the exit code. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const { env } = options
  const runtimeDir = env['RUNTIME_DIR']?.trim() || './var/demo'
  const stopper = new AbortController()
  let poster: ChildProcess | null = null
  const server = spawnServer({ LOG_LEVEL: 'warn', ...env, RUNTIME_DIR: runtimeDir })
  const ended = exitOf(server)
  const stop = (signal: NodeJS.Signals): void => {
    if (stopper.signal.aborted) return
    stopper.abort()
    void end(poster, signal).then(() => end(server, signal))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', stop)
  const unwatch = watchParent(() => stop('SIGTERM'))
  const origin = await whenReady(server, runtimeDir, env['HOST']?.trim() || '127.0.0.1')
  if (origin === null || stopper.signal.aborted) {
    if (!stopper.signal.aborted && server.exitCode === null) options.say('Máy chủ không sẵn sàng kịp.', 'The server was not ready in time.')
    await end(server, 'SIGTERM')
    return ended
  }
  const close = await options.onReady(origin)
  const posting = keepPosting({ stop: stopper.signal, origin, runtimeDir, options, hold: (child) => { poster = child } })
  const code = await ended
  unwatch()
  stopper.abort()
  await end(poster, 'SIGTERM')
  await Promise.all([posting, close()])
  return code
}
