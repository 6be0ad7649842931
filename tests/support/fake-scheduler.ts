/** A scheduler on a clock that only a test moves. */
import type { RoomScheduler } from '../../server/publish/rooms.ts'

interface Timer { readonly dueMs: number; readonly order: number; readonly task: () => void }

/** `advance` runs everything that falls due, in order. */
export class FakeScheduler implements RoomScheduler {
  #nowMs = 0
  #order = 0
  #soon: (() => void)[] = []
  readonly #timers = new Set<Timer>()

  nowMs(): number {
    return this.#nowMs
  }

  soon(task: () => void): void {
    this.#soon.push(task)
  }

  after(delayMs: number, task: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, order: this.#order++, task }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Timers that wait. */
  get waiting(): number {
    return this.#timers.size
  }

  /** Runs what was asked for soon. */
  settle(): void {
    while (this.#soon.length > 0) this.#soon.shift()!()
  }

  /** Lets time pass without running timers: what work costs. */
  spend(ms: number): void {
    this.#nowMs += ms
  }

  advance(ms: number): void {
    const endMs = this.#nowMs + ms
    this.settle()
    for (;;) {
      const next = [...this.#timers].filter((t) => t.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0]
      if (next === undefined) break
      this.#timers.delete(next)
      this.#nowMs = Math.max(this.#nowMs, next.dueMs)
      next.task()
      this.settle()
    }
    this.#nowMs = Math.max(this.#nowMs, endMs)
  }
}
