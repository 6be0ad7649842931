import { describe, expect, it } from 'vitest'
import {
  boundaryWaitMs, heapCeilingBytes, isDue, mayBeAsked, mostAskedReloads, mostReloads, nightAgeMs, planReload, readMemory, reasonToReload, reloadSpreadMs, remember, settledMs, type PageFacts,
} from '../../../client/unattended/reload-plan.ts'
import { dayMs, hourMs } from '../../../data/time/vietnam-time.ts'

const none = { count: 0, lastMs: 0 }
const noonMs = Date.parse('2026-11-21T12:00:00+07:00')
const facts = (differing: Partial<PageFacts> = {}): PageFacts => ({ openedMs: noonMs - dayMs, firstBuild: 'a', build: 'a', heapBytes: 90e6, spread: 0.5, ...differing })

describe('a wall that nobody touches', () => {
  it('stays as it is by day, with the build it began with and a small heap', () => {
    expect(reasonToReload(facts(), noonMs)).toBeNull()
    expect(reasonToReload(facts({ firstBuild: null, build: null }), noonMs)).toBeNull()
    expect(planReload(null, facts(), none, noonMs)).toBeNull()
  })
  it('wants the new build within its spread, and has it within 90 s even where no scene changes', () => {
    const wanted = planReload(null, facts({ build: 'b', spread: 0.999 }), none, noonMs)!
    expect(wanted).toMatchObject({ reason: 'build' })
    expect(wanted.fromMs - noonMs).toBeLessThanOrEqual(reloadSpreadMs)
    expect(wanted.byMs - noonMs).toBeLessThanOrEqual(90_000)
    expect(isDue(wanted, wanted.fromMs - 1, true)).toBe(false)
    expect(isDue(wanted, wanted.fromMs, true)).toBe(true)
    expect(isDue(wanted, wanted.byMs - 1, false)).toBe(false)
    expect(isDue(wanted, wanted.byMs, false)).toBe(true)
  })
  it('keeps to the instant once it is planned, and forgets it when the reason is gone', () => {
    const wanted = planReload(null, facts({ build: 'b' }), none, noonMs)
    expect(planReload(wanted, facts({ build: 'b' }), none, noonMs + 5_000)).toBe(wanted)
    expect(planReload(wanted, facts({ build: 'a' }), none, noonMs + 5_000)).toBeNull()
  })
  it('reloads above the heap ceiling, not at it', () => {
    expect(reasonToReload(facts({ heapBytes: heapCeilingBytes }), noonMs)).toBeNull()
    expect(reasonToReload(facts({ heapBytes: heapCeilingBytes + 1 }), noonMs)).toBe('memory')
    expect(reasonToReload(facts({ heapBytes: null }), noonMs)).toBeNull()
  })
  it('renews itself once a night, each wall at a minute of its own, and not soon after it was opened', () => {
    const at = (clock: string): number => Date.parse(`2026-11-22T${clock}+07:00`)
    expect(reasonToReload(facts(), at('03:29:59'))).toBeNull()
    expect(reasonToReload(facts(), at('03:30:00'))).toBe('night')
    expect(reasonToReload(facts(), at('04:59:59'))).toBe('night')
    expect(reasonToReload(facts(), at('05:00:00'))).toBeNull()
    expect(reasonToReload(facts({ spread: 0 }), at('03:00:00'))).toBe('night')
    expect(reasonToReload(facts({ openedMs: at('03:31:00') }), at('03:40:00'))).toBeNull()
    expect(reasonToReload(facts({ openedMs: at('04:00:00') - nightAgeMs + 1 }), at('04:00:00'))).toBeNull()
    expect(reasonToReload(facts({ openedMs: at('04:00:00') - nightAgeMs }), at('04:00:00'))).toBe('night')
  })
  it('reloads at most three times in a row, whatever the reason, and again once it has settled', () => {
    const b = facts({ build: 'b' })
    expect(planReload(null, b, { count: mostReloads - 1, lastMs: noonMs - 1 }, noonMs)).not.toBeNull()
    expect(planReload(null, b, { count: mostReloads, lastMs: noonMs - settledMs }, noonMs)).toBeNull()
    expect(planReload(null, b, { count: mostReloads, lastMs: noonMs - settledMs - 1 }, noonMs)).not.toBeNull()
    expect(remember(remember(none, noonMs), noonMs + 1)).toEqual({ count: 2, lastMs: noonMs + 1 })
    expect(remember({ count: 3, lastMs: noonMs }, noonMs + settledMs + 1).count).toBe(1)
  })
  it('reloads when a person asks, at most twenty times in a row, and again once it has settled', () => {
    expect(mayBeAsked({ count: mostAskedReloads - 1, lastMs: noonMs - 1 }, noonMs)).toBe(true)
    expect(mayBeAsked({ count: mostAskedReloads, lastMs: noonMs - 1 }, noonMs)).toBe(false)
    expect(mayBeAsked({ count: mostAskedReloads, lastMs: noonMs - settledMs }, noonMs)).toBe(false)
    expect(mayBeAsked({ count: mostAskedReloads, lastMs: noonMs - settledMs - 1 }, noonMs)).toBe(true)
  })
  it('waits for a change of scene at night longer than for a build', () => {
    expect(boundaryWaitMs.night).toBeGreaterThan(boundaryWaitMs.build)
    expect(boundaryWaitMs.night).toBeLessThan(hourMs)
  })
  it('what was kept and cannot be read counts as nothing', () => {
    expect([readMemory(null), readMemory('{'), readMemory('{"count":"x"}'), readMemory('{"count":2,"lastMs":7}')]).toEqual([none, none, none, { count: 2, lastMs: 7 }])
  })
})
