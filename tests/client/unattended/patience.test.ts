import { describe, expect, it } from 'vitest'
import { passedOverMs, Patience, patienceMs } from '../../../client/unattended/shelf.ts'

describe('the patience of the worker', () => {
  it('is spent once: after a question that waited in vain the next ones wait no more, for a while', () => {
    const patience = new Patience()
    expect(patience.waitMs(0)).toBe(patienceMs)
    patience.passedOver(1_000)
    expect([patience.waitMs(1_000), patience.waitMs(1_000 + passedOverMs - 1), patience.waitMs(1_000 + passedOverMs)]).toEqual([0, 0, patienceMs])
  })
  it('is there again as soon as the server answers', () => {
    const patience = new Patience()
    patience.passedOver(1_000)
    patience.answered()
    expect(patience.waitMs(1_001)).toBe(patienceMs)
  })
  it('leaves the larger part of the second to the picture', () => {
    expect(patienceMs).toBeLessThan(500)
    expect(passedOverMs, 'longer than a page takes to ask all it asks first').toBeGreaterThanOrEqual(2_000)
  })
})
