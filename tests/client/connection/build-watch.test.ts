import { describe, expect, it } from 'vitest'
import { mostReloads, readMemory, reloadSpreadMs, reloadWait, settledMs } from '../../../client/connection/build-watch.ts'

const none = { count: 0, lastMs: 0 }

describe('a change of build', () => {
  it('reloads within the spread, and not for the build the page began with', () => {
    expect(reloadWait('a', 'a', none, 1e9, 0.5)).toBeNull()
    expect(reloadWait(null, 'a', none, 1e9, 0.5)).toBeNull()
    expect(reloadWait('a', 'b', none, 1e9, 0.999)).toBeLessThanOrEqual(reloadSpreadMs)
  })
  it('causes at most three reloads in a row, and again once a build has settled', () => {
    const nowMs = 1e9
    expect(reloadWait('a', 'b', { count: mostReloads - 1, lastMs: nowMs - 1 }, nowMs, 0)).toBe(0)
    expect(reloadWait('a', 'b', { count: mostReloads, lastMs: nowMs - settledMs }, nowMs, 0)).toBeNull()
    expect(reloadWait('a', 'b', { count: mostReloads, lastMs: nowMs - settledMs - 1 }, nowMs, 0)).toBe(0)
  })
  it('what was kept and cannot be read counts as nothing', () => {
    expect([readMemory(null), readMemory('{'), readMemory('{"count":"x"}'), readMemory('{"count":2,"lastMs":7}')]).toEqual([none, none, none, { count: 2, lastMs: 7 }])
  })
})
