import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calmMs, decide, firstState, firstWaitMs, graceMs, longestWaitMs, mostPerHour, restMs, staleMs, waitMs, type KioskAction, type KioskState, type Sight,
} from '../../../../server/tools/kiosk/plan.ts'

const t0 = 1_000_000
const up = (beatMs: number | null, crashed = false, mute = false): Sight => ({ alive: true, crashed, beatMs, mute })
const ended: Sight = { alive: false, crashed: false, beatMs: null, mute: false }
const started = (): KioskState => decide(firstState, ended, t0)[0]
const well = (): KioskState => decide(started(), up(t0 + 500), t0 + 600)[0]

describe('the kiosk supervisor', () => {
  it('starts the browser at once the first time, and is well with the first frame', () => {
    expect(decide(firstState, ended, t0)[1]).toBe('start')
    expect(decide(started(), up(null), t0 + 100)[1]).toBe('none')
    expect(well().phase).toBe('well')
  })
  it('does not take a frame of the page before for one of the page it opened', () => {
    expect(decide(started(), up(t0 - 1), t0 + 100)[0].phase).toBe('starting')
  })
  it('reloads a crashed tab at once', () => {
    expect(decide(well(), up(t0 + 500, true), t0 + 700)).toMatchObject([{ phase: 'starting', reason: 'tab_crashed' }, 'reload'])
  })
  it('reloads a page beyond the bound of silence, not at it', () => {
    expect(decide(well(), up(t0 + 500), t0 + 500 + staleMs)[1]).toBe('none')
    expect(decide(well(), up(t0 + 500), t0 + 501 + staleMs)).toMatchObject([{ reason: 'no_frames' }, 'reload'])
  })
  it('restarts the browser of a page that is silent and does not answer: its process would stand in the way of the page loaded anew', () => {
    expect(decide(well(), up(null, false, true), t0 + 500 + staleMs)[1]).toBe('none')
    expect(decide(well(), up(null, false, true), t0 + 501 + staleMs)).toMatchObject([{ phase: 'down', reason: 'no_frames' }, 'restart'])
  })
  it('leaves alone a page that loads itself anew, as long as its frames come back in time', () => {
    expect(decide(well(), up(null), t0 + 500 + staleMs)[1]).toBe('none')
    expect(decide(well(), up(null), t0 + 501 + staleMs)[1]).toBe('reload')
  })
  it('restarts the browser where a reload brought no frame within its grace', () => {
    const reloading = decide(well(), up(t0 + 500, true), t0 + 700)[0]
    expect(decide(reloading, up(null), t0 + 700 + graceMs)[1]).toBe('none')
    const [state, action] = decide(reloading, up(null), t0 + 701 + graceMs)
    expect([state.phase, state.reason, action]).toEqual(['down', 'no_first_frame', 'restart'])
  })
  it('starts a browser that ended anew within seconds, then waits longer each time in a row, to a bound', () => {
    const [state, action] = decide(well(), ended, t0 + 10_000)
    expect(action).toBe('restart')
    expect(decide(state, ended, t0 + 10_000 + firstWaitMs - 1)[1]).toBe('none')
    expect(decide(state, ended, t0 + 10_000 + firstWaitMs)[1]).toBe('start')
    expect([0, 1, 2, 3, 20].map(waitMs)).toEqual([0, firstWaitMs, 2 * firstWaitMs, 4 * firstWaitMs, longestWaitMs])
  })
  it('forgets a row of failures once the page has been well for long enough', () => {
    const state: KioskState = { ...well(), row: 3 }
    expect(decide(state, up(state.sinceMs + calmMs - 1), state.sinceMs + calmMs - 1)[0].row).toBe(3)
    expect(decide(state, up(state.sinceMs + calmMs), state.sinceMs + calmMs)[0].row).toBe(0)
  })
  it('gives up after so many recoveries in an hour, rests with a plain page, and tries again', () => {
    const many = (count: number, ageMs = 0): KioskState => ({ ...well(), recoveries: Array.from({ length: count }, () => t0 - ageMs) })
    expect(decide(many(mostPerHour - 1), ended, t0 + 1000)[1]).toBe('restart')
    const [resting, action] = decide(many(mostPerHour), ended, t0 + 1000)
    expect([resting.phase, action]).toEqual(['resting', 'rest'])
    expect(decide(many(mostPerHour, 3_600_000), ended, t0 + 1000)[1]).toBe('restart')
    expect(decide(resting, ended, t0 + 1000 + restMs - 1)[1]).toBe('none')
    expect(decide(resting, ended, t0 + 1000 + restMs)).toMatchObject([{ row: 0, recoveries: [] }, 'restart'])
  })
  it('never does more than so many things in an hour, whatever it sees', () => {
    const sights = fc.array(fc.record({ alive: fc.boolean(), crashed: fc.boolean(), mute: fc.boolean(), lag: fc.option(fc.integer({ min: 0, max: 20_000 })) }), { minLength: 200, maxLength: 600 })
    fc.assert(fc.property(sights, (seen) => {
      let state = firstState
      const acted: [number, KioskAction][] = []
      seen.forEach(({ alive, crashed, mute, lag }, i) => {
        const nowMs = t0 + i * 2000
        const [next, action] = decide(state, { alive, crashed, mute, beatMs: lag === null ? null : nowMs - lag }, nowMs)
        state = next
        if (action === 'reload' || action === 'restart') acted.push([nowMs, action])
      })
      for (const [fromMs] of acted) expect(acted.filter(([ms]) => ms >= fromMs && ms < fromMs + restMs).length).toBeLessThanOrEqual(mostPerHour + 1)
    }), { numRuns: 50 })
  })
})
