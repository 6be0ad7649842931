import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silencesIn, type Times } from '../../../server/scenes/silences.ts'

const t = (fromMs: number, untilMs: number): Times => ({ fromMs, untilMs })

describe('the silences in a span', () => {
  it('are all of it where nothing is known, and none of it where it is known already', () => {
    expect(silencesIn(t(10, 20), [])).toEqual([t(10, 20)])
    expect(silencesIn(t(10, 20), [t(10, 20)])).toEqual([])
    expect(silencesIn(t(10, 20), [t(0, 30)])).toEqual([])
  })
  it('are cut where a stretch is known: before, behind, inside, and at an instant that was heard', () => {
    expect(silencesIn(t(10, 20), [t(0, 12)])).toEqual([t(13, 20)])
    expect(silencesIn(t(10, 20), [t(18, 30)])).toEqual([t(10, 18)])
    expect(silencesIn(t(10, 20), [t(12, 14), t(14, 16)])).toEqual([t(10, 12), t(17, 20)])
    expect(silencesIn(t(10, 20), [t(15, 15)])).toEqual([t(10, 15), t(16, 20)])
  })
  it('cover with what is known every instant of the span, and nothing twice; of what they leave there is nothing more to take', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }), (marks, from, length) => {
      const edges = [...new Set(marks)].sort((a, b) => a - b)
      const known = edges.flatMap((edge, i) => (i % 2 === 0 ? [t(edge, edges[i + 1] ?? edge)] : []))
      const span = t(from, from + length)
      const parts = silencesIn(span, known)
      for (let at = span.fromMs; at < span.untilMs; at++) {
        const heard = known.some(({ fromMs, untilMs }) => fromMs <= at && at <= untilMs)
        const told = parts.filter(({ fromMs, untilMs }) => fromMs <= at && at < untilMs).length
        if (!heard) expect(told + parts.filter(({ untilMs }) => untilMs === at).length).toBeGreaterThanOrEqual(known.some((k) => k.untilMs === at - 1) && told === 0 ? 0 : 1)
        else expect(told).toBe(0)
      }
      const all = [...known, ...parts].sort((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs)
      for (let i = 1; i < all.length; i++) expect(all[i]!.fromMs).toBeGreaterThanOrEqual(all[i - 1]!.untilMs)
      expect(silencesIn(span, all)).toEqual([])
    }), { numRuns: 300 })
  })
})
