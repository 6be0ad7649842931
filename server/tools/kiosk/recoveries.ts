/** What the supervisor tells the page it watches of its own work: how often it recovered the wall in the last 24 hours, when last, and why. Pure. */
import type { KioskHealth } from '../../../data/protocol/wall.ts'
import { kioskReasons, mostKioskRecoveries } from '../../../data/protocol/wall-terms.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'
import type { KioskState } from './plan.ts'

interface Recovery {
  readonly atMs: number
  readonly reason: (typeof kioskReasons)[number]
}

/** See the file's head. Instants: epoch ms by this machine's clock. */
export class RecoveryCount {
  readonly #sinceMs: number
  #recent: readonly Recovery[] = []

  constructor(sinceMs: number) {
    this.#sinceMs = sinceMs
  }

  /** The plan went from one state to the next at `nowMs`: a recovery that it counted is counted. */
  follow(before: KioskState, after: KioskState, nowMs: number): void {
    const reason = kioskReasons.find((known) => known === after.reason)
    if (reason === undefined || after.recoveries === before.recoveries || after.recoveries.at(-1) !== nowMs) return
    this.#recent = [...this.#within(nowMs), { atMs: nowMs, reason }].slice(-mostKioskRecoveries)
  }

  /** What is told at `nowMs`. */
  told(nowMs: number): KioskHealth {
    this.#recent = this.#within(nowMs)
    const last = this.#recent.at(-1)
    return { sinceMs: this.#sinceMs, recoveries: this.#recent.length, lastMs: last?.atMs ?? null, lastReason: last?.reason ?? null }
  }

  #within(nowMs: number): readonly Recovery[] {
    return this.#recent.filter(({ atMs }) => nowMs - atMs < dayMs)
  }
}
