/** Work that may come a moment later: a slice is short, makes progress however long a piece is, and says when all is done. */
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

describe('a slice of work', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })

  /** How many slices the work takes, and the longest of them, milliseconds. */
  function slices(pieces: Generator<undefined, string>): { readonly count: number, readonly longestMs: number } {
    let longestMs = 0
    for (let count = 1; ; count++) {
      const fromMs = performance.now()
      const done = sliceOf(pieces)
      longestMs = Math.max(longestMs, performance.now() - fromMs)
      if (done !== null) { expect(done.value).toBe('done'); return { count, longestMs } }
    }
  }

  it('ends after its time, by one piece at most', () => {
    const { count, longestMs } = slices(work(30, 3))
    expect(count).toBe(30 / 3 + 1)
    expect(longestMs).toBe(9)
    expect(longestMs).toBeLessThan(sliceMs + 3)
  })
  it('is all of what is shorter than that', () => {
    expect(slices(work(3, 2))).toEqual({ count: 1, longestMs: 6 })
  })
  it('is one piece where that alone takes longer', () => {
    expect(slices(work(5, 20))).toEqual({ count: 6, longestMs: 20 })
  })
})
