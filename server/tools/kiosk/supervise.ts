/** Carries the plan out: looks every two seconds, acts, and writes why in one line of JSON. */
import { mkdirSync } from 'node:fs'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { KioskBrowser } from './browser.ts'
import type { KioskOptions } from './options.ts'
import { plainPage, writePlainPage } from './plain-page.ts'
import { decide, firstState, restMs, type KioskAction, type KioskState, type Sight } from './plan.ts'

/** Interval of looks, milliseconds. */
export const lookMs = 2_000

/** Where lines go. */
export type KioskLog = (line: Readonly<Record<string, unknown>>) => void

const noBrowser: Sight = { alive: false, crashed: false, beatMs: null, mute: false }

/** One screen under supervision. */
export class Supervisor {
  readonly #options: KioskOptions
  readonly #log: KioskLog
  #state: KioskState = firstState
  #browser: KioskBrowser | null = null
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: KioskOptions, log: KioskLog) {
    this.#options = options
    this.#log = log
    mkdirSync(options.profileDir, { recursive: true, mode: 0o700 })
  }

  /** Begins; returns at once. */
  start(): void {
    void this.#turn()
  }

  /** Ends the browser and stops looking. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#browser?.end()
  }

  async #turn(): Promise<void> {
    const sight = this.#browser === null ? noBrowser : await this.#browser.look()
    if (this.#stopped) return
    const nowMs = Date.now()
    const [state, action] = decide(this.#state, sight, nowMs)
    if (action !== 'none') this.#log({ at: toLocalIso(nowMs), action, reason: state.reason, row: state.row, recoveriesThisHour: state.recoveries.length })
    if (this.#state.phase !== 'well' && state.phase === 'well') this.#log({ at: toLocalIso(nowMs), action: 'well', afterMs: nowMs - this.#state.sinceMs })
    this.#state = state
    await this.#act(action, state.reason, nowMs)
    if (!this.#stopped) this.#timer = setTimeout(() => { void this.#turn() }, action === 'restart' ? 0 : lookMs)
  }

  async #act(action: KioskAction, reason: string, nowMs: number): Promise<void> {
    switch (action) {
      case 'none': break
      case 'start': this.#browser = this.#open(); break
      case 'reload': await this.#browser?.open(this.#options.url); break
      case 'restart':
        await this.#browser?.end()
        this.#browser = null
        break
      case 'rest': {
        const clock = (ms: number): string => toLocalIso(ms).slice(11, 19)
        const page = writePlainPage(this.#options.profileDir, plainPage(reason, this.#options.url, clock(nowMs), clock(nowMs + restMs)))
        if (!(await this.#browser?.look())?.alive) this.#browser = this.#open()
        await this.#browser?.open(page)
      }
    }
  }

  #open(): KioskBrowser {
    const browser = new KioskBrowser(this.#options)
    void browser.ended.then((how) => { if (!this.#stopped) this.#log({ at: toLocalIso(Date.now()), action: 'ended', how }) })
    return browser
  }
}
