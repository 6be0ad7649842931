import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calmMs, decide, firstState, firstWaitMs, graceMs, hourMs, longestWaitMs, mostPerHour, plainGraceMs, restMs, staleMs, waitMs, type KioskAction, type KioskState, type Sight,
} from '../../../../server/tools/kiosk/plan.ts'

const t0 = 1_000_000, lookMs = 2_000
const sight = (rest: Partial<Sight>): Sight => ({ alive: true, crashed: false, beatMs: null, mute: false, page: 'other', served: true, kept: false, ...rest })
const up = (beatMs: number | null, crashed = false, mute = false): Sight => sight({ beatMs, crashed, mute })
const ended = sight({ alive: false })
const plain = sight({ page: 'plain' })
const errorPage = sight({ page: 'error' })
const away = { served: false } as const
const started = (): KioskState => decide(firstState, ended, t0)[0]
const well = (): KioskState => decide(started(), up(t0 + 500), t0 + 600)[0]
/** As many recoveries as an hour allows, the oldest `ageMs` before `t0`; the page is well. */
const spent = (count: number, ageMs = 0): KioskState => ({ ...well(), recoveries: Array.from({ length: count }, () => t0 - ageMs) })
const resting = (): KioskState => decide(spent(mostPerHour), up(t0 + 500, true), t0 + 1_000)[0]
const waiting = (): KioskState => decide(firstState, sight({ alive: false, ...away }), t0)[0]

/** A world that answers each action with what is seen next; when the wall was opened anew, and with what. */
function live(forMs: number, next: (action: KioskAction, nowMs: number) => Sight): { readonly ms: number, readonly action: KioskAction, readonly state: KioskState }[] {
  const acted: { ms: number, action: KioskAction, state: KioskState }[] = []
  let state = firstState, seen = ended
  for (let nowMs = t0; nowMs <= t0 + forMs; nowMs += lookMs) {
    const [after, action] = decide(state, seen, nowMs)
    state = after
    if (action !== 'none') acted.push({ ms: nowMs, action, state })
    seen = next(action, nowMs)
  }
  return acted
}

describe('the kiosk supervisor', () => {
  it('starts the browser at once the first time, and is well with the first frame', () => {
    expect(decide(firstState, ended, t0)).toMatchObject([{ recoveries: [] }, 'start'])
    expect(decide(started(), up(null), t0 + 100)[1]).toBe('none')
    expect(well().phase).toBe('well')
  })
  it('does not take a frame of the page before for one of the page it opened', () => {
    expect(decide(started(), up(t0 - 1), t0 + 100)[0].phase).toBe('starting')
  })
  it('reloads a crashed tab at once', () => {
    expect(decide(well(), up(t0 + 500, true), t0 + 700)).toMatchObject([{ phase: 'starting', reason: 'tab_crashed', recoveries: [t0 + 700] }, 'reload'])
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
  it('starts a browser that ended at once, and counts it when it starts', () => {
    const [state, action] = decide(well(), ended, t0 + 10_000)
    expect([action, state.recoveries]).toEqual(['restart', []])
    expect(decide(state, ended, t0 + 10_000)).toMatchObject([{ recoveries: [t0 + 10_000] }, 'start'])
  })
  it('is well again with a row behind it, and forgets the row once the page has been well for long enough', () => {
    const state: KioskState = { ...well(), rows: { tab_crashed: 3 } }
    expect(decide(state, up(state.sinceMs + calmMs - 1), state.sinceMs + calmMs - 1)[0].rows).toEqual({ tab_crashed: 3 })
    expect(decide(state, up(state.sinceMs + calmMs), state.sinceMs + calmMs)[0].rows).toEqual({})
  })
})

describe('recoveries of the kiosk', () => {
  it('wait longer each time in a row, to a bound', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(waitMs)).toEqual([0, firstWaitMs, 2 * firstWaitMs, 4 * firstWaitMs, 8 * firstWaitMs, 16 * firstWaitMs, longestWaitMs])
  })
  it('of a second crashed tab wait, with the plain page, and happen at the end of the wait, not before', () => {
    const [state, action] = decide({ ...well(), rows: { tab_crashed: 1 } }, up(t0 + 500, true), t0 + 700)
    expect([state.phase, action]).toEqual(['resting', 'rest'])
    expect(decide(state, plain, t0 + 700 + firstWaitMs - 1)[1]).toBe('none')
    expect(decide(state, plain, t0 + 700 + firstWaitMs)).toMatchObject([{ phase: 'starting', rows: { tab_crashed: 2 } }, 'reload'])
  })
  it('of a second browser wait too, and one of another kind does not', () => {
    const row: KioskState = { ...well(), rows: { browser_ended: 1 } }
    const [state, action] = decide(row, ended, t0 + 700)
    expect(action).toBe('restart')
    expect(decide(state, ended, t0 + 700 + firstWaitMs - 1)[1]).toBe('none')
    expect(decide(state, ended, t0 + 700 + firstWaitMs)[1]).toBe('start')
    expect(decide(row, up(t0 + 500, true), t0 + 700)[1]).toBe('reload')
  })
  it('are bounded in an hour: beyond it rests with a plain page, at least so long, and until the oldest is an hour old', () => {
    expect(decide(spent(mostPerHour - 1), ended, t0 + 1_000)[1]).toBe('restart')
    expect(decide(spent(mostPerHour), ended, t0 + 1_000)).toMatchObject([{ phase: 'resting', dueMs: t0 + hourMs }, 'rest'])
    expect(decide(spent(mostPerHour, hourMs - 2_000), ended, t0 + 1_000)).toMatchObject([{ phase: 'resting', dueMs: t0 + 1_000 + restMs }, 'rest'])
    expect(decide(spent(mostPerHour, hourMs), ended, t0 + 1_000)[1]).toBe('restart')
    expect(decide(resting(), plain, t0 + hourMs - 1)[1]).toBe('none')
    const [again, action] = decide(resting(), plain, t0 + hourMs)
    expect([again.phase, action]).toEqual(['down', 'restart'])
    expect(decide(again, ended, t0 + hourMs)).toMatchObject([{ recoveries: [t0 + hourMs] }, 'start'])
  })
  it.each<[string, (action: KioskAction, nowMs: number) => Sight]>([
    ['a tab that crashes at each load', (action) => (action === 'rest' || action === 'none' ? plain : up(null, true))],
    ['a tab that crashes after its first frame', (() => { let loadedMs = 0; return (action: KioskAction, nowMs: number) => {
      if (action === 'start' || action === 'reload') loadedMs = nowMs
      return action === 'rest' || nowMs > loadedMs + 4_000 ? plain : nowMs === loadedMs ? up(nowMs + 1) : up(nowMs, true)
    } })()],
    ['a browser that ends at each start', () => ended],
    ['a page that draws nothing', () => up(null)],
  ])('%s is opened at most so often in each hour, and tried again after it', (_, next) => {
    const opened = live(4 * hourMs, next).filter(({ action }) => action === 'start' || action === 'reload').slice(1).map(({ ms }) => ms)
    for (const fromMs of opened) expect(opened.filter((ms) => ms >= fromMs && ms < fromMs + hourMs).length).toBeLessThanOrEqual(mostPerHour)
    for (let hour = 0; hour < 4; hour++) expect(opened.filter((ms) => ms >= t0 + hour * hourMs && ms < t0 + (hour + 1) * hourMs).length).toBeGreaterThan(mostPerHour / 4)
  })
  it('reach their bound: a tab that crashes at each load is opened so often in the first hour, each wait longer until the bound', () => {
    const opened = live(hourMs, (action) => (action === 'rest' || action === 'none' ? plain : up(null, true))).filter(({ action }) => action === 'reload').map(({ ms }) => ms)
    expect(opened).toHaveLength(mostPerHour)
    const waits = opened.slice(1).map((ms, i) => ms - opened[i]!)
    for (let i = 1; i < waits.length; i++) expect(waits[i]).toBeGreaterThanOrEqual(Math.min(waits[i - 1]!, longestWaitMs))
    expect([waits[0]! >= firstWaitMs, waits[0]! <= firstWaitMs + 2 * lookMs, waits.at(-1)! >= longestWaitMs]).toEqual([true, true, true])
  })
  it('never are more than so many in an hour, whatever is seen', () => {
    const seen = fc.record({
      alive: fc.boolean(), crashed: fc.boolean(), mute: fc.boolean(), served: fc.boolean(), kept: fc.boolean(), page: fc.constantFrom('plain', 'error', 'other'), lag: fc.option(fc.integer({ min: 0, max: 20_000 })),
      stepMs: fc.integer({ min: 100, max: 90_000 }),
    })
    fc.assert(fc.property(fc.array(seen, { minLength: 200, maxLength: 600 }), (all) => {
      let state = firstState, nowMs = t0
      const counted: number[] = []
      for (const { stepMs, lag, ...rest } of all) {
        nowMs += stepMs
        const [next, action] = decide(state, { ...rest, beatMs: lag === null ? null : nowMs - lag }, nowMs)
        state = next
        const isRecovery = (action === 'start' || action === 'reload') && next.reason !== 'start' && next.reason !== 'server_back'
        if (isRecovery) counted.push(nowMs)
      }
      for (const fromMs of counted) expect(counted.filter((ms) => ms >= fromMs && ms < fromMs + hourMs).length).toBeLessThanOrEqual(mostPerHour)
    }), { numRuns: 200 })
  })
})

describe.each([['rests', 'rest', resting], ['waits for the server', 'wait', waiting]] as const)('while the kiosk %s', (_, action, make) => {
  const shownMs = make().shownMs
  const at = (ms: number): number => shownMs + ms
  const seen = (rest: Partial<Sight>): Sight => sight({ ...away, ...rest })
  it('a browser that is dead is started with the plain page at once, then with growing waits', () => {
    const [again, first] = decide(make(), seen({ alive: false }), at(lookMs))
    expect([again.phase, first, again.recoveries]).toEqual([make().phase, action, make().recoveries])
    expect(decide(again, seen({ alive: false }), at(lookMs) + firstWaitMs - 1)[1]).toBe('none')
    expect(decide(again, seen({ alive: false }), at(lookMs) + firstWaitMs)[1]).toBe(action)
  })
  it('a plain page that crashed is shown again at once, one that is gone within its grace', () => {
    expect(decide(make(), seen({ crashed: true, page: 'plain' }), at(lookMs))[1]).toBe(action)
    for (const gone of [seen({}), seen({ mute: true }), seen({ page: 'error' })]) {
      expect(decide(make(), gone, at(plainGraceMs - 1))[1]).toBe('none')
      expect(decide(make(), gone, at(plainGraceMs))[1]).toBe(action)
    }
  })
  it('a plain page that stands is left alone, and forgets after a while how often it was gone', () => {
    const often = { ...make(), shownAgain: 5 }
    expect(decide(often, seen({ page: 'plain' }), at(calmMs - 1))).toMatchObject([{ shownAgain: 5 }, 'none'])
    expect(decide(often, seen({ page: 'plain' }), at(calmMs))).toMatchObject([{ shownAgain: 0 }, 'none'])
  })
})

describe('a kiosk without its server', () => {
  it('shows the plain page at its first start, and opens the wall once the server answers, without counting', () => {
    expect(decide(firstState, sight({ alive: false, ...away }), t0)).toMatchObject([{ phase: 'waiting' }, 'wait'])
    for (const laterMs of [lookMs, hourMs, 24 * hourMs]) {
      expect(decide(waiting(), sight({ page: 'plain', ...away }), t0 + laterMs)[1]).toBe('none')
      expect(decide(waiting(), plain, t0 + laterMs)).toMatchObject([{ phase: 'starting', recoveries: [], reason: 'server_back' }, 'reload'])
    }
  })
  it('opens the wall at once where the browser may hold its last picture, and waits where it holds none', () => {
    const [state, action] = decide(firstState, sight({ alive: false, kept: true, ...away }), t0)
    expect(action).toBe('start')
    expect(decide(state, sight({ beatMs: t0 + 500, kept: true, ...away }), t0 + 600)[0].phase).toBe('well')
    expect(decide(state, sight({ page: 'error', kept: true, ...away }), t0 + 600)).toMatchObject([{ phase: 'waiting', recoveries: [] }, 'wait'])
  })
  it('takes the browser\'s error page for a failure only while the server answers', () => {
    expect(decide(well(), errorPage, t0 + 700)).toMatchObject([{ recoveries: [t0 + 700] }, 'reload'])
    expect(decide(well(), sight({ page: 'error', ...away }), t0 + 700)[1]).toBe('wait')
  })
  it('waits for one that lets its callers hang, beyond the grace, not at it', () => {
    expect(decide(started(), sight(away), t0 + graceMs)[1]).toBe('none')
    expect(decide(started(), sight(away), t0 + graceMs + 1)).toMatchObject([{ phase: 'waiting' }, 'wait'])
    expect(decide(started(), sight({ kept: true, ...away }), t0 + graceMs + 1)[1]).toBe('restart')
    expect(decide({ ...started(), rows: { no_first_frame: 1 } }, sight({ kept: true, ...away }), t0 + graceMs + 1)[1]).toBe('wait')
  })
  it('never rests and counts nothing, however often it comes and goes', () => {
    let isUp = false
    const acted = live(3 * hourMs, (action, nowMs) => {
      isUp = Math.floor(nowMs / 60_000) % 2 === 1
      if (action === 'wait' || action === 'none') return sight({ page: isUp || action === 'wait' ? 'plain' : 'error', served: isUp })
      return sight({ page: 'error', ...away })
    })
    expect(acted.some(({ action }) => action === 'rest')).toBe(false)
    expect(acted.at(-1)!.state.recoveries).toEqual([])
  })
})
