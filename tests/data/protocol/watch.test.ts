import { describe, expect, it } from 'vitest'
import { maxKpisPerWatch, maxWatchDepth, unwatch, watch } from '../../../data/protocol/watch.ts'

const base = { root: 'TW', kpis: ['a'], depth: 1 }
const many = (n: number): string[] => Array.from({ length: n }, (_, i) => `k${i}`)

describe('the bounds of a watch', () => {
  it.each([
    ['a root of 32 characters', { root: 'x'.repeat(32) }], ['a KPI of 64 characters', { kpis: ['x'.repeat(64)] }],
    ['the most KPIs', { kpis: many(maxKpisPerWatch) }], ['depth 0', { depth: 0 }], ['the deepest', { depth: maxWatchDepth }],
  ])('take %s', (_, over) => expect(watch.safeParse({ ...base, ...over }).success).toBe(true))

  it.each([
    ['an empty root', { root: '' }], ['a root of 33 characters', { root: 'x'.repeat(33) }], ['an empty KPI', { kpis: [''] }],
    ['a KPI of 65 characters', { kpis: ['x'.repeat(65)] }], ['no KPI', { kpis: [] }], ['one KPI too many', { kpis: many(maxKpisPerWatch + 1) }],
    ['depth −1', { depth: -1 }], ['one level too deep', { depth: maxWatchDepth + 1 }], ['half a level', { depth: 0.5 }],
    ['a field too many', { more: 1 }], ['a list as root', { root: ['TW'] }],
  ])('refuse %s', (_, over) => expect(watch.safeParse({ ...base, ...over }).success).toBe(false))

  it('bound the room of an unwatch', () => {
    expect([1, 64].map((n) => unwatch.safeParse({ room: 'x'.repeat(n) }).success)).toEqual([true, true])
    expect([0, 65].map((n) => unwatch.safeParse({ room: 'x'.repeat(n) }).success)).toEqual([false, false])
  })
})
