import { describe, expect, it } from 'vitest'
import { afterPulse, latencyMs, linkState, noClock, offsetWindow, serverNowMs, silenceMs } from '../../../client/connection/clocks.ts'
import { backoffMs, firstWaitMs, longestWaitMs } from '../../../client/connection/backoff.ts'
import { linkLostMs } from '../../../data/protocol/events.ts'
import type { Pulse } from '../../../data/protocol/pulse.ts'

const pulse = (at: number, epoch = 'e'): Pulse => ({ epoch, build: 'b', at, seq: 1, tasksVersion: 1, warningsVersion: 1, reportsVersion: 1, playlistsVersion: 1, linesVersion: 1, backfill: null, simulated: false })

describe('the three clocks', () => {
  it('nothing is known before the first pulse', () => {
    expect([latencyMs(noClock), silenceMs(noClock, 5), linkState(noClock, 5), serverNowMs(noClock, 5)]).toEqual([null, null, 'connecting', 5])
  })
  it('the delay of a pulse is told against the quickest one, so that clocks that differ do not look slow', () => {
    const two = afterPulse(afterPulse(noClock, pulse(100_000), 7_000), pulse(101_000), 8_250)
    expect(latencyMs(two)).toBe(250)
    expect(serverNowMs(two, 8_250)).toBe(101_250)
  })
  it('a link is lost just beyond linkLostMs of silence, and not at it', () => {
    const state = afterPulse(noClock, pulse(0), 1_000)
    expect(linkState(state, 1_000 + linkLostMs)).toBe('live')
    expect(linkState(state, 1_001 + linkLostMs)).toBe('lost')
  })
  it('a closed socket is a lost link at once', () => {
    expect(linkState({ ...afterPulse(noClock, pulse(0), 1_000), linked: false }, 1_001)).toBe('lost')
  })
  it('a new epoch measures the clocks anew, and no more pulses are kept than the window', () => {
    let state = noClock
    for (let i = 0; i < offsetWindow + 20; i++) state = afterPulse(state, pulse(i * 1000), i * 1000)
    expect(state.offsets.length).toBe(offsetWindow)
    expect(afterPulse(state, pulse(0, 'e2'), 9).offsets.length).toBe(1)
  })
  it('a link that fell measures the clocks anew: this machine\'s may have been set meanwhile', () => {
    const before = afterPulse(noClock, pulse(0), 0)
    const back = afterPulse({ ...before, linked: false }, pulse(5_000), 3_605_000)
    expect(serverNowMs(back, 3_605_000)).toBe(5_000)
    expect(afterPulse(before, pulse(5_000), 3_605_000).offsets).toEqual([0, 3_600_000])
  })
})

describe('the wait before a new attempt', () => {
  it('is never below two seconds nor above eight, whatever the attempt and the chance', () => {
    for (const attempt of [0, 1, 2, 3, 4, 5, 10, 1000]) for (const random of [0, 0.5, 0.999_999]) {
      expect(backoffMs(attempt, random)).toBeGreaterThanOrEqual(firstWaitMs)
      expect(backoffMs(attempt, random)).toBeLessThanOrEqual(longestWaitMs)
    }
  })
  it('grows with the attempts and differs by chance', () => {
    expect(backoffMs(1, 0.5)).toBeGreaterThan(backoffMs(0, 0.5))
    expect(backoffMs(4, 0.1)).not.toBe(backoffMs(4, 0.9))
  })
})
