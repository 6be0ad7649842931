import { describe, expect, it } from 'vitest'
import { asKiosk } from '../../../../client/unattended/kiosk-told.ts'
import { kioskHealth } from '../../../../data/protocol/wall.ts'
import { mostKioskRecoveries } from '../../../../data/protocol/wall-terms.ts'
import { dayMs, hourMs } from '../../../../data/time/vietnam-time.ts'
import { decide, firstState, mostPerHour, type KioskState, type Sight } from '../../../../server/tools/kiosk/plan.ts'
import { RecoveryCount } from '../../../../server/tools/kiosk/recoveries.ts'

const lateMs = 2 * hourMs

describe('what the supervisor tells its page', () => {
  it('counts the recoveries of 24 hours, with the last and its reason, and none but recoveries', () => {
    const startMs = 1_000_000
    const count = new RecoveryCount(startMs)
    let state: KioskState = firstState
    const see = (sight: Partial<Sight>, nowMs: number): void => {
      const [next] = decide(state, { alive: true, crashed: false, beatMs: nowMs, mute: false, page: 'other', served: true, kept: true, ...sight }, nowMs)
      count.follow(state, next, nowMs)
      state = next
    }
    see({ alive: false }, startMs)
    see({}, startMs + 2_000)
    expect(count.told(startMs + 2_000), 'a start is no recovery').toEqual({ sinceMs: startMs, recoveries: 0, lastMs: null, lastReason: null })
    see({ crashed: true }, startMs + 4_000)
    see({}, startMs + 6_000)
    see({}, startMs + 8_000)
    expect(count.told(startMs + 8_000)).toEqual({ sinceMs: startMs, recoveries: 1, lastMs: startMs + 4_000, lastReason: 'tab_crashed' })
    see({ alive: false }, startMs + 10_000)
    expect(count.told(startMs + 10_000).recoveries, 'the browser is down, and not up again yet').toBe(1)
    see({ alive: false }, startMs + 12_000)
    expect(count.told(startMs + 12_000)).toMatchObject({ recoveries: 2, lastMs: startMs + 12_000, lastReason: 'browser_ended' })
    expect(count.told(startMs + 4_000 + dayMs - 1)).toMatchObject({ recoveries: 2 })
    expect(count.told(startMs + 4_000 + dayMs)).toMatchObject({ recoveries: 1 })
    expect(count.told(startMs + 12_000 + dayMs)).toMatchObject({ recoveries: 0, lastMs: null, lastReason: null })
  })
  it('fits into what a page may tell, however bad the day', () => {
    expect(24 * mostPerHour).toBeLessThanOrEqual(mostKioskRecoveries)
    const count = new RecoveryCount(0)
    for (let i = 0; i < mostKioskRecoveries + 20; i++) {
      const atMs = hourMs + i
      count.follow(firstState, { ...firstState, reason: 'no_frames', recoveries: [atMs] }, atMs)
    }
    expect(count.told(lateMs).recoveries).toBe(mostKioskRecoveries)
    expect(kioskHealth.safeParse(count.told(lateMs)).success).toBe(true)
    expect(asKiosk(count.told(lateMs))).toEqual(count.told(lateMs))
  })
  it('is read by the page only where it is what a supervisor tells', () => {
    const good = { sinceMs: 5, recoveries: 1, lastMs: 9, lastReason: 'no_frames' }
    expect(asKiosk(good)).toEqual(good)
    expect(asKiosk({ sinceMs: 5, recoveries: 0, lastMs: null, lastReason: null })).toEqual({ sinceMs: 5, recoveries: 0, lastMs: null, lastReason: null })
    for (const bad of [undefined, null, 5, {}, { ...good, sinceMs: '5' }, { ...good, recoveries: mostKioskRecoveries + 1 }, { ...good, recoveries: -1 }, { ...good, lastMs: null }, { ...good, lastReason: 'bored' }]) expect(asKiosk(bad), JSON.stringify(bad)).toBeNull()
  })
})
