/**
 * The deltas of one update, taken together. The server sends an update as one message a subscription, the smallest first: the small ones come
 * within a millisecond or two and are one picture, at once; 3,321 communes take the page for longer than that picture and are the next, once it
 * stands. Taken one by one each would have the page rendered, laid out and painted for itself. The order in which deltas came stays.
 */
import type { PackedDelta } from '../../data/protocol/delta.ts'
import { largeCells } from '../figures/pace.ts'
import type { Timers } from './subscription-manager.ts'

/** How long the first delta waits for others, milliseconds; a large one ends the wait, for it is the last of its update, and so does the last small one. A hidden page's timers make it a second. */
export const gatherMs = 8
/** Deltas that wait at most: with so many nothing waits any longer. */
export const mostGathered = 64

/** What a gathering needs. `afterPaint`: runs what it is given once the page as it is now is on the screen, within `longestPaintMs` (after-paint.ts). */
export interface GatheringDeps {
  /** Rooms of which small deltas come: where each has told its part, no more is waited for. */
  readonly smallRooms: () => readonly string[]
  readonly hand: (delta: PackedDelta) => void
  readonly timers: Timers
  readonly afterPaint: (run: () => void) => void
}

/** See the file's head. */
export class DeltaGathering {
  #waiting: PackedDelta[] = []
  #timer: unknown
  /** The picture that is being painted; 0: none is. */
  #painting = 0
  #pictures = 0
  readonly #deps: GatheringDeps

  constructor(deps: GatheringDeps) {
    this.#deps = deps
  }

  /** A delta came. */
  take(delta: PackedDelta): void {
    this.#waiting.push(delta)
    if (this.#waiting.length >= mostGathered) this.flush()
    else if (delta.cells.length >= largeCells || this.#isWhole()) this.#gathered()
    else this.#timer ??= this.#deps.timers.set(() => this.#gathered(), gatherMs)
  }

  /** Hands on what waits, before anything that must come after it: a snapshot, the loss of the link. */
  flush(): void {
    this.#stopTimer()
    this.#painting = 0
    this.#handOn(this.#waiting.length)
  }

  /** Whether each room that tells small deltas has one waiting. */
  #isWhole(): boolean {
    return this.#deps.smallRooms().every((room) => this.#waiting.some((delta) => delta.room === room))
  }

  #stopTimer(): void {
    this.#deps.timers.clear(this.#timer)
    this.#timer = undefined
  }

  #gathered(): void {
    this.#stopTimer()
    const large = this.#waiting.findIndex(({ cells }) => cells.length >= largeCells)
    const small = large === -1 ? this.#waiting.length : large
    this.#handOn(small)
    if (small > 0) this.#paint()
    if (this.#painting === 0) this.#handOn(this.#waiting.length)
  }

  #handOn(count: number): void {
    for (const delta of this.#waiting.splice(0, count)) this.#deps.hand(delta)
  }

  #paint(): void {
    const picture = ++this.#pictures
    this.#painting = picture
    this.#deps.afterPaint(() => {
      if (this.#painting !== picture) return
      this.#painting = 0
      if (this.#timer === undefined) this.#gathered()
    })
  }
}
