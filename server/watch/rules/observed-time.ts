/**
 * The time that a run of rules has observed, and since when sources could be heard.
 *
 * Invariants
 * - Observed time never goes back. It counts what passes between two looks, at most `seenStepMs` of it; not what a clock jumps over, not what passes
 *   while nothing runs, nor while it is paused. A clock that was set back stands still for the figures (live.ts) until it has caught up;
 *   with `passedMs` observed time goes on meanwhile.
 * - Sources are heard anew from where the clock has jumped ahead, and from where one that was set back has caught up.
 */

/** What it looks at. `nowMs`: the figures' own instant; `passedMs`: time that passes whatever the clock says (the machine's monotone one). */
export interface ObservedTimeDeps {
  readonly nowMs: () => number
  readonly passedMs: (() => number) | undefined
  readonly seenStepMs: number
  readonly heardFromMs: number
  /** It walks through a past: what stands at the first look has been seen since it began. */
  readonly ofPast: boolean
}

/** See the file header. */
export class ObservedTime {
  readonly #deps: ObservedTimeDeps
  /** When it last looked, and the time before, by the figures. */
  #lookedMs: number
  #beforeMs: number
  #observedMs: number
  #heardFromMs: number
  /** By `passedMs`: the last look, and the last one at which the figures' own time had moved. */
  #passedMs: number
  #movedMs: number
  #isPaused = false

  constructor(deps: ObservedTimeDeps) {
    this.#deps = deps
    this.#lookedMs = deps.nowMs()
    this.#beforeMs = deps.ofPast ? -Infinity : this.#lookedMs
    this.#observedMs = this.#lookedMs
    this.#heardFromMs = deps.heardFromMs
    this.#passedMs = deps.passedMs?.() ?? 0
    this.#movedMs = this.#passedMs
  }

  /** The figures' instant at the last look. */
  get lookedMs(): number { return this.#lookedMs }
  /** Since when sources could be heard. */
  get heardFromMs(): number { return this.#heardFromMs }
  /** Whether the figures stand ahead of a clock that was set back. */
  get standsStill(): boolean { return this.#passedMs - this.#movedMs > this.#deps.seenStepMs }

  /** Observed time until now. */
  get observedMs(): number {
    this.look()
    return this.#observedMs
  }

  /** Observed time goes on from where a run before this one stood. */
  resume(observedMs: number): void {
    this.#observedMs = observedMs
    this.#lookedMs = this.#deps.nowMs()
    this.#beforeMs = this.#lookedMs
  }

  /** Nothing is observed from now on, until `goOn`. */
  pause(): void {
    this.look()
    this.#isPaused = true
  }

  /** Observes again. */
  goOn(): void {
    this.look()
    this.#isPaused = false
  }

  /** Notes how much of the time since the last look was observed. */
  look(): void {
    const { passedMs, seenStepMs } = this.#deps
    const nowMs = this.#deps.nowMs()
    const movedMs = Math.max(0, nowMs - this.#lookedMs)
    const passed = passedMs?.() ?? this.#passedMs + movedMs
    if (!this.#isPaused) this.#observedMs += Math.min(passed - this.#passedMs, seenStepMs)
    this.#passedMs = passed
    if (movedMs === 0) return
    if (movedMs > seenStepMs || this.standsStill) this.#heardFromMs = Math.max(this.#heardFromMs, nowMs)
    this.#beforeMs = this.#lookedMs
    this.#lookedMs = nowMs
    this.#movedMs = passed
  }

  /** When a condition that is found now was first seen: it began after the look before, or counts from there. */
  firstSeenMs(sinceMs: number | null): number {
    const { observedMs } = this
    if (this.#isPaused || sinceMs === null) return observedMs
    const agoMs = Math.max(0, this.#lookedMs - Math.max(sinceMs, this.#beforeMs))
    return observedMs - (this.#beforeMs === -Infinity ? agoMs : Math.min(agoMs, this.#deps.seenStepMs))
  }
}
