import { describe, expect, it } from 'vitest'
import { longestPaintMs } from '../../../client/connection/after-paint.ts'
import { Completeness, settleMs } from '../../../client/connection/completeness.ts'
import { gatherMs } from '../../../client/connection/delta-gathering.ts'
import { busyMs } from '../../../client/figures/pace.ts'
import { maxDeltaIntervalMs } from '../../../data/protocol/delta.ts'
import { pulseIntervalMs } from '../../../data/protocol/pulse.ts'

/** Pulses a second apart from 0 ms on, each with its `seq`; answers the instant of the last. */
function pulses(complete: Completeness, seqs: readonly number[], fromMs = 0, epoch = 'e'): number {
  seqs.forEach((seq, i) => complete.pulse({ epoch, seq }, 'none', fromMs + i * pulseIntervalMs))
  return fromMs + (seqs.length - 1) * pulseIntervalMs
}

describe('up to which sequence of the log the figures shown are complete', () => {
  it('is a pulse that another one followed, once its deltas are painted, and not before', () => {
    const complete = new Completeness()
    const atMs = pulses(complete, [90, 100, 110])
    expect(complete.told('none', atMs + settleMs - 1)).toBeNull()
    expect(complete.told('none', atMs + settleMs)).toEqual({ epoch: 'e', seq: 100 })
  })
  it('is not the pulse of the admission, which the next one may follow at once', () => {
    const complete = new Completeness()
    complete.pulse({ epoch: 'e', seq: 90 }, 'none', 0)
    complete.pulse({ epoch: 'e', seq: 91 }, 'none', 1)
    expect(complete.told('none', 1 + settleMs)).toBeNull()
  })
  it('goes on rising with every pulse', () => {
    const complete = new Completeness()
    let told = 0
    for (let i = 0; i < 60; i++) {
      complete.pulse({ epoch: 'e', seq: 1000 + i }, 'none', i * pulseIntervalMs)
      const now = complete.told('none', i * pulseIntervalMs)?.seq ?? 0
      expect(now).toBeGreaterThanOrEqual(told)
      if (i > 5) expect(1000 + i - now, 'pulses behind').toBeLessThanOrEqual(5)
      told = now
    }
  })
  it('stays what it was without a link, and takes nothing that was on its way when the link was lost', () => {
    const complete = new Completeness()
    const atMs = pulses(complete, [90, 100, 110, 120])
    complete.unlinked()
    expect(complete.told('none', atMs + 3_600_000)?.seq).toBe(100)
    const backMs = pulses(complete, [500, 510], atMs + 3_600_000, 'e2')
    expect(complete.told('renewed', backMs + settleMs)).toEqual({ epoch: 'e', seq: 100 })
    complete.pulse({ epoch: 'e2', seq: 520 }, 'none', backMs + 1000)
    expect(complete.told('none', backMs + 1000 + settleMs)).toEqual({ epoch: 'e2', seq: 510 })
  })
  it('does not rise while a snapshot is awaited', () => {
    const complete = new Completeness()
    const atMs = pulses(complete, [90, 100, 110])
    for (let i = 1; i < 9; i++) complete.pulse({ epoch: 'e', seq: 110 + i }, 'renewed', atMs + i * 1000)
    expect(complete.told('renewed', atMs + 99_000)?.seq).toBe(100)
  })
  it('is not told while something is followed anew, and is the same again when its snapshot has come', () => {
    const complete = new Completeness()
    const atMs = pulses(complete, [90, 100, 110]) + settleMs
    expect([complete.told('first', atMs), complete.told('none', atMs)?.seq]).toEqual([null, 100])
  })
  it('is the one a kept picture was kept with, until the link tells one', () => {
    const complete = new Completeness()
    complete.restore({ epoch: 'e', seq: 70 })
    expect(complete.told('first', 0)?.seq).toBe(70)
    const atMs = pulses(complete, [90, 100, 110]) + settleMs
    expect(complete.told('none', atMs)?.seq).toBe(100)
    complete.restore({ epoch: 'e', seq: 70 })
    expect(complete.told('none', atMs)?.seq).toBe(100)
  })
  it('is none for a viewer that is not told the sequence, and none of a log that was replaced by a shorter one', () => {
    const province = new Completeness()
    expect(province.told('none', pulses(province, [0, 0, 0, 0]) + settleMs)).toBeNull()
    const other = new Completeness()
    other.restore({ epoch: 'e', seq: 70 })
    other.pulse({ epoch: 'e2', seq: 70 }, 'first', 0)
    expect(other.told('first', 0)?.seq).toBe(70)
    other.pulse({ epoch: 'e2', seq: 69 }, 'first', 0)
    expect(other.told('first', 0)).toBeNull()
  })
  it('stands on these bounds', () => {
    expect(pulseIntervalMs).toBeGreaterThan(maxDeltaIntervalMs)
    expect(settleMs).toBeGreaterThan(gatherMs + longestPaintMs + 2 * busyMs)
    expect(settleMs, 'else every second pulse would be passed over twice').toBeLessThan(2 * pulseIntervalMs)
  })
})
