/** One run of Chromium on a screen: starts it, looks at its page, reloads it, ends it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { hostname } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import type { KioskHealth } from '../../../data/protocol/wall.ts'
import { DevtoolsPipe } from './devtools-pipe.ts'
import { LastWords } from './last-words.ts'
import type { KioskOptions } from './options.ts'
import type { Sight } from './plan.ts'
import { freeProfile } from './profile-lock.ts'

/** How long a browser may take to end when asked to, before it is killed, milliseconds. */
export const endMs = 4_000

/** How long what a browser wrote last may take to arrive after its end, milliseconds: a child of it may hold the line open. */
const wordsMs = 250

/** How a browser ended: its code or signal, and the last lines of its standard error. */
export interface BrowserEnd {
  readonly how: string
  readonly stderr: readonly string[]
}

/** Chromium's own switches for a screen that nobody touches and a network that leads nowhere. */
function switchesOf({ url, screen, profileDir, browserArgs }: KioskOptions, firstUrl: string): string[] {
  const { protocol, hostname, origin } = new URL(url)
  const isPlainRemote = protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return [
    '--kiosk', '--remote-debugging-pipe', `--user-data-dir=${profileDir}`, `--window-position=${screen.x},${screen.y}`, `--window-size=${screen.width},${screen.height}`,
    '--no-first-run', '--no-default-browser-check', '--noerrdialogs', '--disable-infobars', '--disable-session-crashed-bubble', '--hide-crash-restore-bubble', '--disable-translate',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--disable-default-apps', '--disable-extensions',
    '--disable-features=Translate,MediaRouter,OptimizationHints', '--overscroll-history-navigation=0', '--disable-pinch', '--password-store=basic',
    // the page keeps its last picture in a service worker, which browsers allow only to origins they trust
    ...(isPlainRemote ? [`--unsafely-treat-insecure-origin-as-secure=${origin}`] : []),
    ...browserArgs, firstUrl,
  ]
}

/** What the browser alone can tell. */
export type PageSight = Omit<Sight, 'served' | 'kept'>

/** Told to the page, before it is asked: what its supervisor has done (client/unattended/kiosk-told.ts). Kept off a page that is not the wall's. */
const telling = (kiosk: KioskHealth): string => `if (location.pathname === '/wall') globalThis.thapKiosk = ${JSON.stringify(kiosk)};`

/** Asked of the page: its heartbeat (client/unattended/heartbeat.ts), and whether it is the plain page or the browser's own for an address that does not open. */
const question = `[globalThis.thapHeartbeat?.paintedMs ?? 0, location.protocol === 'chrome-error:' ? 'error' : document.documentElement?.dataset.thap === 'plain' ? 'plain' : 'other']`

function answerOf(value: unknown): Pick<Sight, 'beatMs' | 'page'> {
  const [beat, page] = Array.isArray(value) ? value as readonly unknown[] : []
  return {
    beatMs: typeof beat === 'number' && Number.isFinite(beat) && beat > 0 ? beat : null,
    page: page === 'error' || page === 'plain' ? page : 'other',
  }
}

/** See the file's head. */
export class KioskBrowser {
  readonly #child: ChildProcess
  readonly #pipe: DevtoolsPipe
  readonly ended: Promise<BrowserEnd>
  #alive = true
  #crashed = false
  #session: string | null = null

  constructor(options: KioskOptions, firstUrl: string) {
    freeProfile(options.profileDir, hostname())
    this.#child = spawn(options.browserPath, switchesOf(options, firstUrl), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true })
    const [, , stderr, toBrowser, fromBrowser] = this.#child.stdio as unknown as [null, null, Readable, Writable, Readable]
    this.#pipe = new DevtoolsPipe(toBrowser, fromBrowser, (method) => {
      if (method === 'Inspector.targetCrashed' || method === 'Target.targetCrashed') this.#crashed = true
      if (method === 'Inspector.detached' || method === 'Target.detachedFromTarget') this.#session = null
    })
    this.ended = this.#watchEnd(stderr)
  }

  #watchEnd(stderr: Readable): Promise<BrowserEnd> {
    const words = new LastWords()
    stderr.on('error', () => undefined)
    stderr.on('data', (chunk: Buffer) => words.take(chunk))
    const silent = new Promise<void>((resolve) => { stderr.once('close', resolve) })
    return new Promise((resolve) => {
      const settle = (how: string): void => {
        this.#alive = false
        const waited = new Promise<void>((over) => { setTimeout(over, wordsMs) })
        void Promise.race([silent, waited]).then(() => resolve({ how, stderr: words.lines() }))
      }
      this.#child.once('error', (error) => settle(error.message))
      this.#child.once('exit', (code, signal) => settle(signal ?? `code ${String(code)}`))
    })
  }

  /** Tells its page what its supervisor has done; what is to be seen of it now. */
  async look(kiosk: KioskHealth): Promise<PageSight> {
    if (!this.#alive) return { alive: false, crashed: false, beatMs: null, mute: false, page: 'other' }
    try {
      const session = await this.#page()
      const { result } = await this.#pipe.ask('Runtime.evaluate', { expression: `${telling(kiosk)}${question}`, returnByValue: true, timeout: 2_000 }, session) as { result?: { value?: unknown } }
      return { alive: this.#alive, crashed: this.#crashed, ...answerOf(result?.value), mute: false }
    } catch {
      return { alive: this.#alive, crashed: this.#crashed, beatMs: null, mute: true, page: 'other' }
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
