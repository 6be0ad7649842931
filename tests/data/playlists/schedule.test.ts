import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  at, follow, handHoldMs, interruptRestMs, jump, longestHoldMs, maxOffered, nextChangeMs, offer, shareShown, startShow, step, toggleHold, touch, type Schedule, type ShowState,
} from '../../../data/playlists/schedule.ts'
import type { SceneId } from '../../../data/playlists/scene-ids.ts'

const listOf = (dwells: readonly number[], interrupt: Schedule['interrupt'] = { severity: 'at_risk', holdS: 20 }, scene: SceneId = 'map'): Schedule => ({
  items: dwells.map((dwellS, i) => ({ scene, dwellS, root: String(i), kpi: null })), interrupt,
})
const list = listOf([60, 30, 10])
const s = 1000

/** What is left of the item's dwell when nothing stands in its way, milliseconds. */
const leftMs = (show: ShowState, nowMs: number): number => (list.items[show.index]?.dwellS ?? 0) * s - (nowMs - show.sinceMs)

const dwells = fc.array(fc.integer({ min: 5, max: 3600 }), { minLength: 1, maxLength: 40 })
const instants = fc.array(fc.integer({ min: 0, max: 200_000_000 }), { minLength: 1, maxLength: 30 }).map((all) => all.toSorted((a, b) => a - b))

describe('the dwell', () => {
  it('an item stays for its dwell, not a millisecond less or more, and the list comes round', () => {
    expect(at(list, startShow(0, 0), 60 * s - 1).index).toBe(0)
    expect(at(list, startShow(0, 0), 60 * s)).toMatchObject({ index: 1, sinceMs: 60 * s })
    expect(at(list, startShow(0, 0), 99_999).index).toBe(2)
    expect(at(list, startShow(0, 0), 100 * s)).toMatchObject({ index: 0, sinceMs: 100 * s })
  })
  it('a list of one item stays on it', () => {
    expect(at(listOf([5]), startShow(0, 0), 86_400_000).index).toBe(0)
  })
  it('asking often gives the same as asking once, after a night asleep too (property)', () => {
    fc.assert(fc.property(dwells, instants, (all, when) => {
      const of = listOf(all)
      const last = when.at(-1)!
      expect(when.reduce((show, nowMs) => at(of, show, nowMs), startShow(0, 0))).toEqual(at(of, startShow(0, 0), last))
    }))
  })
  it('over a whole round each item has been shown for exactly its dwell (property)', () => {
    fc.assert(fc.property(dwells, fc.nat(1000), (all, rounds) => {
      const of = listOf(all)
      let show = at(of, startShow(0, 0), rounds * all.reduce((sum, one) => sum + one * s, 0))
      for (const [i, dwellS] of all.entries()) {
        expect(show.index).toBe(i)
        expect(nextChangeMs(of, show) - show.sinceMs).toBe(dwellS * s)
        show = at(of, show, nextChangeMs(of, show))
      }
      expect(show.index).toBe(0)
    }))
  })
  it('nothing changes before the instant that is told, and something does at it (property)', () => {
    fc.assert(fc.property(dwells.filter((all) => all.length > 1), fc.nat(10_000_000), (all, nowMs) => {
      const of = listOf(all)
      const show = at(of, startShow(0, 0), nowMs)
      expect(at(of, show, nextChangeMs(of, show) - 1)).toBe(show)
      expect(at(of, show, nextChangeMs(of, show)).index).toBe((show.index + 1) % all.length)
    }))
  })
  it('the share shown goes from 0 to 1 and stands still while held', () => {
    expect([0, 30 * s, 60 * s - 1].map((nowMs) => Math.round(shareShown(list, startShow(0, 0), nowMs) * 100))).toEqual([0, 50, 100])
    const held = toggleHold(list, startShow(0, 0), 30 * s)
    expect(shareShown(list, held, 3_000_000)).toBe(0.5)
  })
})

describe('a hold', () => {
  it('keeps the item, and gives it what was left of its dwell (property)', () => {
    fc.assert(fc.property(fc.nat(99_999), fc.nat(longestHoldMs - 1), (from, forMs) => {
      const before = at(list, startShow(0, 0), from)
      const held = toggleHold(list, before, from)
      expect(at(list, held, from + forMs)).toBe(held)
      const after = toggleHold(list, held, from + forMs)
      expect([after.index, after.hold, leftMs(after, from + forMs)]).toEqual([before.index, null, leftMs(before, from)])
    }))
  })
  it('that is forgotten ends by itself after four hours, and the item goes on', () => {
    const held = toggleHold(list, startShow(0, 0), 10 * s)
    expect(at(list, held, 10 * s + longestHoldMs - 1).hold).not.toBeNull()
    const after = at(list, held, 10 * s + longestHoldMs)
    expect([after.hold, after.index, leftMs(after, 10 * s + longestHoldMs)]).toEqual([null, 0, 50 * s])
    expect(at(list, held, 10 * s + longestHoldMs + 50 * s).index).toBe(1)
  })
  it('of a hand that went elsewhere ends after a minute; by key it becomes a hold by key', () => {
    const there = touch(list, startShow(0, 0), 10 * s)
    expect(at(list, there, 10 * s + handHoldMs - 1).hold?.by).toBe('hand')
    expect(at(list, there, 10 * s + handHoldMs)).toMatchObject({ hold: null, index: 0 })
    const held = toggleHold(list, there, 20 * s)
    expect(at(list, held, 3_000_000).hold?.by).toBe('key')
    expect(touch(list, held, 30 * s).hold?.by).toBe('key')
    expect([there, held, touch(list, toggleHold(list, startShow(0, 0), 0), 1), toggleHold(list, startShow(0, 0), 0), step(list, held, 1, 30 * s)].map(({ hold }) => hold?.away)).toEqual([true, true, true, false, false])
    expect(leftMs(toggleHold(list, touch(list, held, 30 * s), 40 * s), 40 * s)).toBe(50 * s)
  })
})

describe('a step', () => {
  it('begins the next item anew, and goes round both ways (property)', () => {
    fc.assert(fc.property(dwells, fc.nat(10_000_000), fc.constantFrom(1 as const, -1 as const), (all, nowMs, by) => {
      const of = listOf(all)
      const before = at(of, startShow(0, 0), nowMs)
      const after = step(of, before, by, nowMs)
      expect(after).toMatchObject({ index: (before.index + by + all.length) % all.length, sinceMs: nowMs })
      expect(step(of, after, by === 1 ? -1 : 1, nowMs).index).toBe(before.index)
    }))
  })
  it('during a hold by key stays held, with its whole dwell to come', () => {
    const held = step(list, toggleHold(list, startShow(0, 0), 50 * s), 1, 55 * s)
    expect(at(list, held, 1_000_000)).toMatchObject({ index: 1, hold: { by: 'key' } })
    expect(leftMs(toggleHold(list, held, 1_000_000), 1_000_000)).toBe(30 * s)
  })
  it('to a number beyond the list comes round', () => {
    expect([jump(list, startShow(0, 0), 4, 0).index, jump(list, startShow(0, 0), -1, 0).index]).toEqual([1, 2])
  })
})

describe('an interruption', () => {
  it('shows a warning for its time, then resumes the item where it was (property)', () => {
    fc.assert(fc.property(fc.nat(99_999), fc.integer({ min: 5, max: 300 }), (from, holdS) => {
      const of = listOf([60, 30, 10], { severity: 'at_risk', holdS })
      const before = at(of, startShow(0, 0), from)
      const during = offer(of, before, 'w-1', from)
      expect(during.interruption?.warning).toBe('w-1')
      expect(at(of, during, from + holdS * s - 1)).toBe(during)
      const after = at(of, during, from + holdS * s)
      expect([after.interruption, after.index, leftMs(after, from + holdS * s)]).toEqual([null, before.index, leftMs(before, from)])
    }))
  })
  it('comes once for a warning, however often it is told', () => {
    const after = at(list, offer(list, startShow(0, 0), 'w-1', 0), 20 * s)
    expect(offer(list, after, 'w-1', 20 * s + interruptRestMs + 1).interruption).toBeNull()
  })
  it('comes once for a burst, and again only after a rest', () => {
    let show = startShow(0, 0)
    for (let i = 0; i < 34; i++) show = offer(list, show, `w-${i}`, i)
    expect(show.interruption).toEqual({ warning: 'w-0', sinceMs: 0 })
    expect(offer(list, show, 'w-rest', 20 * s + interruptRestMs - 1).interruption).toBeNull()
    expect(offer(list, show, 'w-later', 20 * s + interruptRestMs).interruption?.warning).toBe('w-later')
    for (let i = 0; i < 34; i++) expect(offer(list, show, `w-${i}`, 10 * interruptRestMs).interruption).toBeNull()
  })
  it('never comes while somebody holds, nor afterwards for that warning, nor where the list says no', () => {
    for (const held of [toggleHold(list, startShow(0, 0), 0), touch(list, startShow(0, 0), 0)]) {
      const heard = offer(list, held, 'w-1', 1)
      expect(heard.interruption).toBeNull()
      expect(offer(list, at(list, heard, longestHoldMs), 'w-1', longestHoldMs).interruption).toBeNull()
    }
    expect(offer(listOf([60], { severity: 'off', holdS: 20 }), startShow(0, 0), 'w-1', 0).interruption).toBeNull()
  })
  it('can be held, and then still gives the item back what was left', () => {
    const during = offer(list, startShow(0, 0), 'w-1', 10 * s)
    const held = toggleHold(list, during, 15 * s)
    expect(at(list, held, 500 * s).interruption).not.toBeNull()
    const on = toggleHold(list, held, 500 * s)
    expect(at(list, on, 515 * s - 1).interruption).not.toBeNull()
    const after = at(list, on, 515 * s)
    expect([after.interruption, leftMs(after, 515 * s)]).toEqual([null, 50 * s])
  })
  it('ends by a step, which goes on from the item it interrupted', () => {
    const after = step(list, offer(list, startShow(0, 0), 'w-1', 10 * s), 1, 12 * s)
    expect(after).toMatchObject({ index: 1, interruption: null, sinceMs: 12 * s })
  })
  it(`remembers ${maxOffered} warnings and not one more`, () => {
    let show = startShow(0, 0)
    for (let i = 0; i <= maxOffered; i++) show = { ...show, offered: offer(list, { ...show, restUntilMs: Infinity }, `w-${i}`, 0).offered }
    expect([show.offered.length, show.offered[0]]).toEqual([maxOffered, 'w-1'])
  })
  it('no warning interrupts twice in any order of hands, warnings and time (property)', () => {
    const moves = fc.array(fc.tuple(fc.constantFrom('wait', 'step', 'hold', 'touch', 'offer'), fc.nat(5), fc.nat(200_000)), { maxLength: 60 })
    fc.assert(fc.property(moves, (all) => {
      let show = startShow(0, 0), nowMs = 0
      const shown: string[] = []
      for (const [what, which, ms] of all) {
        nowMs += ms
        const before = at(list, show, nowMs)
        show = what === 'step' ? step(list, show, 1, nowMs) : what === 'hold' ? toggleHold(list, show, nowMs) : what === 'touch' ? touch(list, show, nowMs)
          : what === 'offer' ? offer(list, show, `w-${which}`, nowMs) : before
        if (what === 'offer' && show.interruption !== null && before.interruption === null) shown.push(show.interruption.warning)
        expect(show.sinceMs).toBeLessThanOrEqual(nowMs)
        expect(show.interruption === null || show.interruption.sinceMs >= show.sinceMs).toBe(true)
      }
      expect(new Set(shown).size).toBe(shown.length)
    }))
  })
})

describe('a list edited meanwhile', () => {
  it('stays on what is shown where it moved, with what was left of it', () => {
    const moved: Schedule = { ...list, items: [list.items[1]!, list.items[2]!, list.items[0]!] }
    const after = follow(list, moved, startShow(0, 0), 10 * s)
    expect([after.index, leftMs({ ...after, index: 0 }, 10 * s)]).toEqual([2, 50 * s])
  })
  it('begins what stands in its place where the shown item is gone, also at the end', () => {
    const less: Schedule = { ...list, items: [list.items[0]!] }
    expect(follow(list, less, startShow(2, 0), 5 * s)).toMatchObject({ index: 0, sinceMs: 5 * s })
    const held = follow(list, less, toggleHold(list, startShow(2, 0), 2 * s), 5 * s)
    expect(leftMs(toggleHold(less, held, 9 * s), 9 * s)).toBe(60 * s)
  })
  it('a new dwell of the shown item counts at once', () => {
    const short: Schedule = { ...list, items: [{ ...list.items[0]!, dwellS: 5 }, ...list.items.slice(1)] }
    expect(at(short, follow(list, short, startShow(0, 0), 10 * s), 10 * s).index).toBe(1)
  })
})
