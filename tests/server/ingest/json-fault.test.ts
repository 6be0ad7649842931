import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault } from '../../../server/ingest/json-fault.ts'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the place where JSON breaks', () => {
  it.each([
    ['[1, 2, x]', 7], ['[1,,2]', 3], ['{"a" 1}', 5], ['[1}', 2], ['{"a":1,}', 7], ['[01]', 2], ['["a\nb"]', 1], ['[1] 2', 4], [',', 0], ['{1:2}', 1],
    ['[1, 2', 5], ['{"a":', 5], ['', 0],
  ])('of %j is %i', (text, place) => expect(jsonFault(text)).toBe(place))

  it('is never inside valid JSON, and what stands before it can always be gone on with', () => {
    fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('x', ',', '}', '[', '"', ':'), (text, place, extra) => {
      expect(jsonFault(text)).toBe(text.length)
      const at = place % (text.length + 1)
      const spoilt = text.slice(0, at) + extra + text.slice(at)
      if (!parses(spoilt)) expect(jsonFault(spoilt)).toBeLessThanOrEqual(spoilt.length)
    }), { numRuns: 2000 })
  })

  it('is found in a large text at once, at any depth', () => {
    const startMs = performance.now()
    expect(jsonFault('['.repeat(131_000) + 'x')).toBe(131_000)
    expect(jsonFault(`["${'\\n'.repeat(120_000)}", x]`)).toBe(240_006 - 1)
    expect(performance.now() - startMs).toBeLessThan(1000)
  })
})
