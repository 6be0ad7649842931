/** Keeps a wall's own record (own-record.ts) in the browser: in local storage while it is not linked, so that a page loaded anew goes on with it, and hands it in once it is. */
import type { RecordAnswer, WallRecord } from '../../data/protocol/wall-record.ts'
import { linkState, serverNowMs, type ClockState } from '../connection/clocks.ts'
import { linkLostMs } from '../../data/protocol/events.ts'
import { batches, empty, handedIn, heard, readRecord, shows, writeRecord, type OwnRecord, type Shown } from './own-record.ts'

/** How often the record is carried on where nothing changes, milliseconds: what a killed page loses of it at most. */
export const recordEveryMs = 2_000
/** A clock's difference that moved less than this is not kept anew, milliseconds. */
const sameClockMs = 500

/** What the keeper needs of a page. `nowMs`: this machine's clock, epoch ms; `hand`: null where nobody answered; `storage`: as far as the browser has one. */
export interface RecordHost {
  readonly wall: string
  nowMs(): number
  clock(): ClockState
  hand(message: WallRecord): Promise<RecordAnswer | null>
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
}

/** See the file's head. One a page. */
export class RecordKeeper {
  readonly #host: RecordHost
  readonly #bornMs: number
  #record: OwnRecord
  /** This machine's clock minus the server's when it was last heard, milliseconds; 0: never. */
  #aheadMs: number
  #away: boolean
  #handing: Promise<boolean> | null = null

  constructor(host: RecordHost) {
    this.#host = host
    this.#bornMs = host.nowMs()
    this.#record = readRecord(this.#read('record'))
    this.#away = this.#record !== empty
    const ahead = Number(this.#read('ahead') ?? 0)
    this.#aheadMs = Number.isSafeInteger(ahead) ? ahead : 0
  }

  /** Something is kept that the server has not heard. */
  get away(): boolean {
    return this.#away
  }

  /** This is on the screen now. */
  note(shown: Shown): void {
    this.#record = shows(this.#record, shown, this.#serverMs())
    const link = linkState(this.#host.clock(), this.#host.nowMs())
    // a page that was just opened has not missed anything yet
    if (link === 'lost' || (link === 'connecting' && this.#host.nowMs() - this.#bornMs > linkLostMs)) this.#away = true
    if (this.#away) this.#write('record', writeRecord(this.#record))
  }

  /** The server did not answer to what the wall said. */
  missed(): void {
    if (this.#host.clock().pulse !== null) this.#away = true
  }

  /** The server has heard what is on the screen now. */
  heard(): void {
    if (this.#away) return
    this.#record = heard(this.#record, this.#serverMs())
    if (this.#host.clock().pulse === null) return
    const aheadMs = this.#host.nowMs() - this.#serverMs()
    if (Math.abs(aheadMs - this.#aheadMs) < sameClockMs) return
    this.#aheadMs = aheadMs
    this.#write('ahead', String(aheadMs))
  }

  /** Hands in what is kept; false: nobody answered, and it stays. What the server refuses as a whole it would refuse again: it goes. */
  handIn(): Promise<boolean> {
    this.#handing ??= this.#handAll().finally(() => { this.#handing = null })
    return this.#handing
  }

  async #handAll(): Promise<boolean> {
    for (const message of batches(this.#record, this.#host.wall)) {
      const answer = await this.#host.hand(message)
      if (answer === null) return false
      this.#record = handedIn(this.#record, message.spans.at(-1)?.untilMs ?? 0)
      this.#write('record', writeRecord(this.#record))
    }
    this.#away = false
    this.#write('record', null)
    return true
  }

  /** The server's clock now, epoch ms, as far as this page or the one before it knows. */
  #serverMs(): number {
    const clock = this.#host.clock(), nowMs = this.#host.nowMs()
    return Math.round(clock.pulse === null ? nowMs - this.#aheadMs : serverNowMs(clock, nowMs))
  }

  #read(what: 'record' | 'ahead'): string | null {
    try { return this.#host.storage?.getItem(`thap.${what}.${this.#host.wall}`) ?? null } catch { return null }
  }

  #write(what: 'record' | 'ahead', text: string | null): void {
    const key = `thap.${what}.${this.#host.wall}`
    try {
      if (text === null) this.#host.storage?.removeItem(key)
      else this.#host.storage?.setItem(key, text)
    } catch { /* a page without storage keeps it as long as it runs */ }
  }
}
