/** Carries the plan out: looks every two seconds, acts, and writes why in one line of JSON. */
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import { KioskBrowser, type PageSight } from './browser.ts'
import type { KioskOptions } from './options.ts'
import { restingPage, waitingPage, writePlainPage } from './plain-page.ts'
import { decide, firstState, type KioskAction, type KioskState } from './plan.ts'
import { markOpened, wasOpened } from './profile.ts'
import { RecoveryCount } from './recoveries.ts'
import { probe, type Probed } from './server-probe.ts'

/** Interval of looks, milliseconds. */
export const lookMs = 2_000

/** Where lines go. */
export type KioskLog = (line: Readonly<Record<string, unknown>>) => void

/** Said with a recovery from a page that draws nothing, where what answers is another's. */
const strangerNote = 'địa chỉ này có trang trả lời nhưng không phải của Tháp (không ghi bản dựng nào); xem lại --url · a page answers at this address, but not one of Tháp (it names no build): check --url'

const noBrowser: PageSight = { alive: false, crashed: false, beatMs: null, mute: false, page: 'other' }
const clock = (ms: number): string => toLocalIso(ms).slice(11, 19)

/** One screen under supervision; its profile's folder is there (profile.ts). */
export class Supervisor {
  readonly #options: KioskOptions
  readonly #log: KioskLog
  readonly #count = new RecoveryCount(Date.now())
  #state: KioskState = firstState
  #browser: KioskBrowser | null = null
  #timer: NodeJS.Timeout | undefined
  #stopped = false
  /** What answered last, when it was asked. */
  #probed: Probed = 'none'

  constructor(options: KioskOptions, log: KioskLog) {
    this.#options = options
    this.#log = log
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
    const { url, profileDir } = this.#options
    const [seen, early] = await Promise.all([this.#browser?.look(this.#count.told(Date.now())) ?? noBrowser, this.#state.phase === 'well' ? null : probe(url)])
    this.#probed = early ?? (seen.page === 'error' ? await probe(url) : 'served')
    if (this.#stopped) return
    const nowMs = Date.now()
    const [state, action] = decide(this.#state, { ...seen, served: this.#probed !== 'none', kept: wasOpened(profileDir, url) }, nowMs)
    if (action !== 'none') {
      this.#log({ at: toLocalIso(nowMs), action, reason: state.reason, row: state.rows[state.reason] ?? 0, recoveriesThisHour: state.recoveries.length, ...(this.#isStrange(state) ? { note: strangerNote } : {}) })
    }
    if (this.#state.phase !== 'well' && state.phase === 'well') {
      this.#log({ at: toLocalIso(nowMs), action: 'well', afterMs: nowMs - this.#state.sinceMs })
      markOpened(profileDir, url)
    }
    this.#count.follow(this.#state, state, nowMs)
    this.#state = state
    await this.#act(action, seen)
    if (!this.#stopped) this.#timer = setTimeout(() => { void this.#turn() }, action === 'restart' ? 0 : lookMs)
  }

  async #act(action: KioskAction, seen: PageSight): Promise<void> {
    const { url } = this.#options
    switch (action) {
      case 'none': break
      case 'start': await this.#openAnew(url); break
      case 'reload': await this.#browser?.open(url); break
      case 'restart':
        await this.#browser?.end()
        this.#browser = null
        break
      case 'rest':
      case 'wait': {
        const page = this.#writePlainPage(action)
        if (seen.alive && !seen.mute) await this.#browser?.open(page)
        else await this.#openAnew(page)
      }
    }
  }

  #isStrange({ reason }: KioskState): boolean {
    return this.#probed === 'stranger' && reason === 'no_first_frame'
  }

  #writePlainPage(action: 'rest' | 'wait'): string {
    const { url, profileDir } = this.#options
    const { reason, sinceMs, dueMs } = this.#state
    return writePlainPage(profileDir, action === 'wait' ? waitingPage(url, clock(sinceMs)) : restingPage(this.#isStrange(this.#state) ? 'not_thap' : reason, url, clock(sinceMs), clock(dueMs)))
  }

  /** A browser anew, in the place of the one that is gone or says nothing. */
  async #openAnew(url: string): Promise<void> {
    await this.#browser?.end()
    this.#browser = null
    if (this.#stopped) return
    const browser = new KioskBrowser(this.#options, url)
    this.#browser = browser
    void browser.ended.then((end) => { if (!this.#stopped) this.#log({ at: toLocalIso(Date.now()), action: 'ended', ...end }) })
  }
}
