/** Work in idle moments: a slice is short, makes progress whatever the moment leaves, and says when all is done. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sliceMs, sliceOf } from '../../../client/ui/use-idle.ts'

/** Work of so many pieces, each of which takes so long by the page's clock. */
function* work(pieces: number, pieceMs: number): Generator<undefined, string> {
  for (let i = 0; i < pieces; i++) {
    vi.advanceTimersByTime(pieceMs)
    yield
  }
  return 'done'
}
const idle = { didTimeout: false, timeRemaining: () => 40 }, over = { didTimeout: false, timeRemaining: () => 0 }, late = { didTimeout: true, timeRemaining: () => 0 }

describe('a slice of work', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })

  /** How many slices the work takes, and the longest of them, milliseconds. */
  function slices(pieces: Generator<undefined, string>, deadline: typeof idle): { readonly count: number, readonly longestMs: number } {
    let longestMs = 0
    for (let count = 1; ; count++) {
      const fromMs = performance.now()
      const done = sliceOf(pieces, deadline)
      longestMs = Math.max(longestMs, performance.now() - fromMs)
      if (done !== null) { expect(done.value).toBe('done'); return { count, longestMs } }
    }
  }

  it('ends after its time, by one piece at most', () => {
    const { count, longestMs } = slices(work(30, 3), idle)
    expect(count).toBe(30 / 3 + 1)
    expect(longestMs).toBe(9)
    expect(longestMs).toBeLessThan(sliceMs + 3)
  })
  it('is all of what is shorter than that', () => {
    expect(slices(work(3, 2), idle)).toEqual({ count: 1, longestMs: 6 })
  })
  it('is one piece where the moment is over, and a whole slice where none came for long', () => {
    expect(slices(work(5, 1), over).count).toBe(6)
    expect(slices(work(5, 1), late).count).toBe(1)
  })
})
