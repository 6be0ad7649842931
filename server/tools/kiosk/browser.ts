/** One run of Chromium on a screen: starts it, looks at its page, reloads it, ends it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { hostname } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { DevtoolsPipe } from './devtools-pipe.ts'
import type { KioskOptions } from './options.ts'
import type { Sight } from './plan.ts'
import { freeProfile } from './profile-lock.ts'

/** How long a browser may take to end when asked to, before it is killed, milliseconds. */
export const endMs = 4_000

/** Chromium's own switches for a screen that nobody touches and a network that leads nowhere. */
function switchesOf({ url, screen, profileDir, browserArgs }: KioskOptions): string[] {
  const { protocol, hostname, origin } = new URL(url)
  const isPlainRemote = protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return [
    '--kiosk', '--remote-debugging-pipe', `--user-data-dir=${profileDir}`, `--window-position=${screen.x},${screen.y}`, `--window-size=${screen.width},${screen.height}`,
    '--no-first-run', '--no-default-browser-check', '--noerrdialogs', '--disable-infobars', '--disable-session-crashed-bubble', '--hide-crash-restore-bubble', '--disable-translate',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--disable-default-apps', '--disable-extensions',
    '--disable-features=Translate,MediaRouter,OptimizationHints', '--overscroll-history-navigation=0', '--disable-pinch', '--password-store=basic',
    // the page keeps its last picture in a service worker, which browsers allow only to origins they trust
    ...(isPlainRemote ? [`--unsafely-treat-insecure-origin-as-secure=${origin}`] : []),
    ...browserArgs, url,
  ]
}

/** What is read of the page's heartbeat (client/unattended/heartbeat.ts). */
function beatOf(value: unknown): number | null {
  const beat = typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null
  return beat
}

/** See the file's head. */
export class KioskBrowser {
  readonly #child: ChildProcess
  readonly #pipe: DevtoolsPipe
  readonly ended: Promise<string>
  #alive = true
  #crashed = false
  #session: string | null = null

  constructor(options: KioskOptions) {
    freeProfile(options.profileDir, hostname())
    this.#child = spawn(options.browserPath, switchesOf(options), { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true })
    const [, , , toBrowser, fromBrowser] = this.#child.stdio as unknown as [null, null, null, Writable, Readable]
    this.#pipe = new DevtoolsPipe(toBrowser, fromBrowser, (method) => {
      if (method === 'Inspector.targetCrashed' || method === 'Target.targetCrashed') this.#crashed = true
      if (method === 'Inspector.detached' || method === 'Target.detachedFromTarget') this.#session = null
    })
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => { this.#alive = false; resolve(error.message) })
      this.#child.once('exit', (code, signal) => { this.#alive = false; resolve(signal ?? `code ${String(code)}`) })
    })
  }

  /** What is to be seen of it now. */
  async look(): Promise<Sight> {
    if (!this.#alive) return { alive: false, crashed: false, beatMs: null, mute: false }
    try {
      const session = await this.#page()
      const { result } = await this.#pipe.ask('Runtime.evaluate', { expression: 'globalThis.thapHeartbeat?.paintedMs ?? 0', returnByValue: true, timeout: 2_000 }, session) as { result?: { value?: unknown } }
      return { alive: this.#alive, crashed: this.#crashed, beatMs: beatOf(result?.value), mute: false }
    } catch {
      return { alive: this.#alive, crashed: this.#crashed, beatMs: null, mute: true }
    }
  }

  /** Opens an address in its page: the wall anew, or the plain page. */
  async open(url: string): Promise<void> {
    this.#crashed = false
    try {
      await this.#pipe.ask('Page.navigate', { url }, await this.#page())
    } catch {
      // a page that does not answer is replaced by a new one
      this.#session = null
      await this.#pipe.ask('Target.createTarget', { url }).catch(() => undefined)
    }
  }

  /** Ends it: asks first, then kills its whole group, so that no renderer is left behind. */
  async end(): Promise<void> {
    if (this.#alive) {
      this.#pipe.ask('Browser.close').catch(() => undefined)
      await Promise.race([this.ended, new Promise((resolve) => { setTimeout(resolve, endMs) })])
    }
    const { pid } = this.#child
    if (pid === undefined) return
    try { process.kill(-pid, 'SIGKILL') } catch { /* all of it has ended */ }
  }

  async #page(): Promise<string> {
    if (this.#session !== null) return this.#session
    const { targetInfos } = await this.#pipe.ask('Target.getTargets') as { targetInfos?: readonly { readonly type: string, readonly targetId: string }[] }
    const page = targetInfos?.find(({ type }) => type === 'page')
    if (page === undefined) throw new Error('no page yet')
    const { sessionId } = await this.#pipe.ask('Target.attachToTarget', { targetId: page.targetId, flatten: true }) as { sessionId?: string }
    if (sessionId === undefined) throw new Error('not attached')
    this.#session = sessionId
    await this.#pipe.ask('Inspector.enable', {}, sessionId)
    await this.#pipe.ask('Page.enable', {}, sessionId)
    return sessionId
  }
}
