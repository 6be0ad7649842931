/**
 * Up to which sequence of the log the figures that this page shows are complete. Deltas are counted a room each (law 8) and tell nothing of
 * the log; the pulse tells its sequence, and messages of one socket keep their order.
 *
 * Invariants
 * - Every commit up to a pulse's `seq` is in the deltas before the next pulse: a room sends a change within `maxDeltaIntervalMs`, and pulses
 *   are `pulseIntervalMs` apart, which is longer. The pulse of the admission may be followed by the next one at once, and is left aside.
 * - A pulse counts where the link held until the next one and no snapshot is awaited then; what has come is told once it is painted (`settleMs`).
 * - What is told stays true without a link: nothing that is shown gets older than it was.
 */
import type { Pulse } from '../../data/protocol/pulse.ts'

/** From the arrival of deltas until they are painted at the latest, milliseconds: gathered, behind a picture, and twice the rhythm of what changes continually. */
export const settleMs = 1_200

/** A sequence of the log, and the server's life that told it. */
export interface CompleteTo {
  readonly epoch: string
  readonly seq: number
}

/** What is awaited: `first`, a snapshot of what was not followed until now; `renewed`, of what is shown already; `none`. */
export type Awaited = 'first' | 'renewed' | 'none'

/** See the file's head. One a page; instants are of one clock that never goes back. */
export class Completeness {
  #admitted = false
  /** The last pulse: its deltas are on their way until the next one. */
  #sent: CompleteTo | null = null
  #settling: { readonly to: CompleteTo, readonly sinceMs: number } | null = null
  #known: CompleteTo | null = null
  #isKept = false

  /** The link is lost: what was on its way may never come. */
  unlinked(): void {
    this.#admitted = false
    this.#sent = null
  }

  /** A pulse came. */
  pulse({ epoch, seq }: Pick<Pulse, 'epoch' | 'seq'>, awaited: Awaited, nowMs: number): void {
    this.#settle(nowMs)
    // a log that is shorter than what is shown is another one; 0: this viewer is not told
    if (this.#known !== null && seq < this.#known.seq) this.#know(null)
    const arrived = this.#sent
    this.#sent = this.#admitted && seq > 0 ? { epoch, seq } : null
    this.#admitted = true
    if (arrived !== null && awaited === 'none') this.#settling ??= { to: arrived, sinceMs: nowMs }
  }

  /** A picture was restored that had been complete so far; what the link has told already counts more. */
  restore(to: CompleteTo): void {
    if (this.#known !== null || this.#settling !== null) return
    this.#know(to)
    this.#isKept = true
  }

  /** What the page may say now; null: nothing. What is followed anew may be shown as it was left, until its first snapshot. */
  told(awaited: Awaited, nowMs: number): CompleteTo | null {
    this.#settle(nowMs)
    return awaited === 'first' && !this.#isKept ? null : this.#known
  }

  #settle(nowMs: number): void {
    if (this.#settling === null || nowMs - this.#settling.sinceMs < settleMs) return
    this.#know(this.#settling.to)
    this.#settling = null
  }

  #know(to: CompleteTo | null): void {
    this.#known = to
    this.#isKept = false
  }
}
