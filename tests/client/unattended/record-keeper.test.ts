import { beforeEach, describe, expect, it } from 'vitest'
import { afterPulse, noClock, type ClockState } from '../../../client/connection/clocks.ts'
import type { Shown } from '../../../client/unattended/own-record.ts'
import { RecordKeeper } from '../../../client/unattended/record-keeper.ts'
import { linkLostMs } from '../../../data/protocol/events.ts'
import type { Pulse } from '../../../data/protocol/pulse.ts'
import { wallRecord, type RecordAnswer, type WallRecord } from '../../../data/protocol/wall-record.ts'

/** This machine's clock stands this far ahead of the server's, milliseconds. */
const aheadMs = 3_600_000
const startMs = Date.parse('2026-11-28T09:00:00+07:00')
const ok: RecordAnswer = { ok: true, taken: 1, refused: 0 }

describe('the keeper of a wall’s own record', () => {
  let nowMs: number, clock: ClockState, kept: Map<string, string>, handed: WallRecord[], answer: RecordAnswer | null
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text), removeItem: (key: string) => void kept.delete(key) }
  const pageOf = (place: typeof storage | null = storage): RecordKeeper => new RecordKeeper({
    wall: 'hall', nowMs: () => nowMs + aheadMs, clock: () => clock, storage: place, hand: async (message) => { handed.push(message); return answer },
  })
  const pulse = (): void => { clock = afterPulse(clock, { epoch: 'e', build: 'b', at: nowMs } as Pulse, nowMs + aheadMs) }
  const cut = (): void => { clock = { ...clock, linked: false } }
  const shown = (scene: string, openedMs = 5): Shown => ({ openedMs, build: 'b', screen: { scene, root: 'TW', kpi: null, playlist: null, held: false, blank: false, kept: false }, epoch: 'e', seq: 4 })
  const show = (page: RecordKeeper, scene: string, ms: number, openedMs = 5): void => { nowMs = startMs + ms; page.note(shown(scene, openedMs)) }
  const told = (): string[] => handed.flatMap(({ spans }) => spans.map(({ fromMs, untilMs, screen }) => `${screen.scene} ${fromMs - startMs}-${untilMs - startMs}`))
  beforeEach(() => { nowMs = startMs; clock = noClock; kept = new Map(); handed = []; answer = ok })

  it('keeps nothing in storage and hands nothing in while the server hears the wall', () => {
    const page = pageOf()
    for (let ms = 0; ms < 60_000; ms += 2_000) { show(page, ms % 20_000 === 0 ? 'map' : 'tasks', ms); pulse(); page.heard() }
    expect([page.away, [...kept.keys()]]).toEqual([false, ['thap.ahead.hall']])
  })
  it('hands in what was shown since the server heard it last, by the server’s clock, and lets go of it', async () => {
    const page = pageOf()
    show(page, 'map', 0); pulse(); page.heard()
    show(page, 'map', 2_000); cut()
    show(page, 'map', 3_000); show(page, 'tasks', 9_000); show(page, 'tasks', 12_000)
    expect([page.away, kept.has('thap.record.hall')]).toEqual([true, true])
    expect(await page.handIn()).toBe(true)
    expect(told()).toEqual(['map 0-9000', 'tasks 9000-12000'])
    expect([page.away, kept.has('thap.record.hall')]).toEqual([false, false])
    for (const message of handed) expect(wallRecord.safeParse(message).success).toBe(true)
  })
  it('goes on with it in a page loaded anew, whose clock knows nothing yet', async () => {
    const before = pageOf()
    show(before, 'map', 0); pulse(); before.heard(); cut()
    show(before, 'map', 5_000)
    clock = noClock
    const after = pageOf()
    expect(after.away).toBe(true)
    show(after, 'tasks', 7_000, 6); show(after, 'tasks', 9_000, 6)
    await after.handIn()
    expect(told()).toEqual(['map 0-5000', 'tasks 7000-9000'])
  })
  it('keeps it where nobody answers, and lets go of what is refused as a whole', async () => {
    const page = pageOf()
    show(page, 'map', 0); pulse(); page.heard(); cut()
    show(page, 'map', 5_000)
    answer = null
    expect(await page.handIn()).toBe(false)
    expect(page.away).toBe(true)
    answer = { ok: false, error: { code: 'record_invalid', message: '', messageEn: '' } }
    expect(await page.handIn()).toBe(true)
    expect([page.away, kept.has('thap.record.hall'), handed.length]).toEqual([false, false, 2])
  })
  it('takes a page that was just opened for linked until a link would be there, and one whose server is silent for away', () => {
    const page = pageOf()
    show(page, 'map', linkLostMs)
    expect(page.away).toBe(false)
    show(page, 'map', linkLostMs + 1)
    expect(page.away).toBe(true)
    const other = pageOf(null)
    nowMs = startMs; pulse()
    show(other, 'map', linkLostMs)
    expect(other.away, 'silent as long as a link may be').toBe(false)
    show(other, 'map', linkLostMs + 1)
    expect(other.away).toBe(true)
  })
  it('hands in one record at a time, and works without any storage', async () => {
    const page = pageOf(null)
    show(page, 'map', 0); pulse(); page.heard(); cut()
    show(page, 'map', 5_000)
    await Promise.all([page.handIn(), page.handIn()])
    expect(told()).toEqual(['map 0-5000'])
  })
})
