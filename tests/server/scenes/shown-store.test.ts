import type { DatabaseSync } from 'node:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OnScreen } from '../../../data/protocol/wall.ts'
import { proofLossMs, showingEveryMs, shownDays, wallAwayMs } from '../../../data/protocol/wall-terms.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'
import { openStore } from '../../../server/log/schema.ts'
import { heartbeatMs } from '../../../server/heartbeat.ts'
import { ShownStore, forgetEveryMs, type KeptSpan, type Stretch } from '../../../server/scenes/shown-store.ts'

const screen = (scene: string, rest: Partial<OnScreen> = {}): OnScreen => ({ scene, root: 'TW', kpi: null, playlist: null, held: false, blank: false, kept: false, ...rest })
const said = (scene: string, rest: Partial<Stretch> = {}): Omit<Stretch, 'fromMs' | 'untilMs' | 'untilSeq' | 'told'> => ({ wall: 'TW~hall', scope: 'TW', screen: screen(scene), build: 'b', epoch: 'e', seq: 1, openedMs: 5, ...rest })
const startMs = Date.parse('2026-11-28T09:00:00+07:00')
const kept = (scene: string, fromMs: number, untilMs: number, rest: Partial<KeptSpan> = {}): KeptSpan => ({ fromMs: startMs + fromMs, untilMs: startMs + untilMs, openedMs: 5, build: 'b', screen: screen(scene), epoch: 'e', seq: 4, untilSeq: 4, ...rest })

describe('proof of display', () => {
  let dir: string, db: DatabaseSync, store: ShownStore
  const open = (): void => {
    db = openStore(dir)
    store = new ShownStore({ db, transaction: (work) => { db.exec('BEGIN'); const done = work(); db.exec('COMMIT'); return done } })
  }
  const sceneAt = (ms: number): string | null => store.around('TW~hall', ms).span?.screen.scene ?? null
  beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'thap-shown-')); open() })
  afterEach(() => { db.close(); rmSync(dir, { recursive: true }) })

  it('answers what was on the wall at an instant, to the millisecond of the change', () => {
    store.saw(said('overview'), startMs)
    store.saw(said('overview'), startMs + 15_000)
    store.saw(said('map'), startMs + 20_000)
    store.saw(said('map'), startMs + 35_000)
    expect([sceneAt(startMs - 1), sceneAt(startMs), sceneAt(startMs + 19_999), sceneAt(startMs + 20_001), sceneAt(startMs + 35_000)]).toEqual([null, 'overview', 'overview', 'map', 'map'])
  })
  it('tells the first and the last sequence of the log it heard, over the lives of the server, and none where none was said', () => {
    store.saw(said('map', { epoch: 'e', seq: null }), startMs - 60_000)
    expect(store.around('TW~hall', startMs - 60_000).span).toMatchObject({ seq: null, untilSeq: null })
    store.saw(said('overview', { epoch: '', seq: null }), startMs)
    store.saw(said('overview', { epoch: 'e2', seq: 7 }), startMs + 1_000)
    store.saw(said('overview', { epoch: 'e2', seq: 19 }), startMs + 16_000)
    expect(store.around('TW~hall', startMs + 500).span).toMatchObject({ epoch: 'e2', seq: 7, untilSeq: 19 })
    store.saw(said('overview', { epoch: 'e3', seq: 24 }), startMs + 20_000)
    store.saw(said('overview', { epoch: 'e3', seq: null }), startMs + 21_000)
    expect(store.around('TW~hall', startMs + 500).span).toMatchObject({ epoch: 'e3', seq: 7, untilSeq: 24 })
    store.saw(said('overview', { epoch: 'e4', seq: 3 }), startMs + 22_000)
    expect(store.around('TW~hall', startMs + 500).span, 'another log').toMatchObject({ epoch: 'e4', seq: 3, untilSeq: 3 })
  })
  it('leaves the numbers of old stretches aside, which counted messages', () => {
    store.saw(said('overview'), startMs)
    store.write()
    db.prepare('UPDATE wall_shown SET body=?').run(JSON.stringify({ screen: screen('overview'), build: 'b', epoch: 'e', seq: 14, untilSeq: 29 }))
    expect(store.around('TW~hall', startMs).span).toMatchObject({ epoch: 'e', seq: null, untilSeq: null })
  })
  it('claims nothing of the time in which the wall was not heard, and tells what stands on both sides of it', () => {
    store.saw(said('overview'), startMs)
    store.saw(said('overview'), startMs + wallAwayMs + 1)
    expect(sceneAt(startMs + 1)).toBeNull()
    const { before, after } = store.around('TW~hall', startMs + 20_000)
    expect([before?.fromMs, after?.fromMs]).toEqual([startMs, startMs + wallAwayMs + 1])
  })
  it('carries a stretch on up to the bound of silence, and begins another beyond it', () => {
    store.saw(said('overview'), startMs)
    store.saw(said('overview'), startMs + wallAwayMs)
    expect(sceneAt(startMs + 20_000)).toBe('overview')
  })
  it('begins anew when the page, its build, its scope or the kept mark changes, though the scene stays', () => {
    const changes = [{}, { openedMs: 6 }, { openedMs: 6, build: 'c' }, { openedMs: 6, build: 'c', scope: '11' }, { openedMs: 6, build: 'c', scope: '11', screen: screen('overview', { kept: true }) }]
    changes.forEach((rest, i) => store.saw(said('overview', rest), startMs + i * 1000))
    expect(changes.map((_, i) => store.around('TW~hall', startMs + i * 1000).span?.fromMs)).toEqual([0, 1, 2, 3, 4].map((i) => startMs + i * 1000))
  })
  it('is there after a restart, and a clock that went back overlaps nothing', () => {
    store.saw(said('overview'), startMs)
    store.saw(said('map'), startMs + 5_000)
    store.write()
    db.close()
    open()
    expect(sceneAt(startMs + 2_000)).toBe('overview')
    store.saw(said('tasks'), startMs + 60_000)
    store.saw(said('map'), startMs + 50_000)
    store.write()
    const rows = db.prepare('SELECT fromMs, untilMs FROM wall_shown ORDER BY fromMs').all() as { fromMs: number, untilMs: number }[]
    for (let i = 1; i < rows.length; i++) expect(rows[i]!.fromMs).toBeGreaterThanOrEqual(rows[i - 1]!.untilMs)
  })
  it('takes what a wall tells afterwards of the time in which it was not heard, marked as told, over a restart too', () => {
    store.saw(said('overview'), startMs)
    const spans = [kept('map', 1_000, 30_000), kept('tasks', 30_000, 90_000)]
    expect(store.tell('TW~hall', 'TW', spans, 3, startMs + 95_000)).toEqual([true, true])
    store.saw(said('tasks'), startMs + 95_000)
    for (const again of [false, true]) {
      if (again) { store.write(); db.close(); open() }
      expect([0, 500, 1_000, 29_999, 30_000, 90_000, 90_001, 95_000].map((ms) => sceneAt(startMs + ms))).toEqual(['overview', null, 'map', 'map', 'tasks', 'tasks', null, 'tasks'])
      const { span, before, after } = store.around('TW~hall', startMs + 40_000)
      expect([before?.told, span?.told, after?.told]).toEqual([{ atMs: startMs + 95_000, dropped: 3 }, { atMs: startMs + 95_000, dropped: 0 }, null])
      expect(span).toMatchObject({ epoch: 'e', seq: 4, untilSeq: 4, openedMs: 5, build: 'b' })
    }
  })
  it('takes nothing twice, and nothing against what it heard itself', () => {
    store.saw(said('overview'), startMs)
    store.saw(said('overview'), startMs + 10_000)
    const rows = (): unknown => db.prepare('SELECT * FROM wall_shown ORDER BY fromMs').all()
    expect(store.tell('TW~hall', 'TW', [kept('map', 2_000, 9_000), kept('tasks', 9_000, 60_000)], 0, startMs + 70_000)).toEqual([false, true])
    const once = rows()
    expect(store.tell('TW~hall', 'TW', [kept('map', 2_000, 9_000), kept('tasks', 9_000, 60_000)], 0, startMs + 80_000)).toEqual([false, false])
    expect(rows()).toEqual(once)
    expect([sceneAt(startMs + 5_000), sceneAt(startMs + 10_000), sceneAt(startMs + 10_001)]).toEqual(['overview', 'overview', 'tasks'])
    expect(store.tell('TW~other', 'TW', [kept('map', 0, 5_000)], 0, startMs + 80_000), 'another wall has silences of its own').toEqual([true])
  })
  it('claims no scene over a short silence of which the wall tells another', () => {
    store.saw(said('overview'), startMs)
    store.tell('TW~hall', 'TW', [kept('overview', 1, 10_000), kept('map', 10_000, 20_000), kept('overview', 20_000, 30_000)], 0, startMs + 30_000)
    store.saw(said('overview'), startMs + 30_001)
    store.saw(said('overview'), startMs + 40_000)
    expect([5_000, 15_000, 25_000, 35_000].map((ms) => sceneAt(startMs + ms))).toEqual(['overview', 'map', 'overview', 'overview'])
    expect(store.around('TW~hall', startMs + 35_000).span?.told).toBeNull()
    expect(store.around('TW~hall', startMs + 25_000).span?.untilMs).toBe(startMs + 30_000)
  })
  it('loses at most its bound to a kill: the time between two reports and until the next tick', () => {
    // a wall that reports, a server that ticks once a second, and a kill just before the next report, for each place of the tick between two reports
    for (const tickMs of [0, 1, heartbeatMs / 2, heartbeatMs - 1]) {
      db.exec('DELETE FROM wall_shown')
      const fresh = new ShownStore({ db, transaction: (work) => work() })
      const killMs = startMs + 3 * showingEveryMs - 1
      for (let ms = startMs; ms < killMs; ms++) {
        if ((ms - startMs) % showingEveryMs === 0) fresh.saw(said('overview'), ms)
        if ((ms - startMs) % heartbeatMs === tickMs) fresh.tick(ms)
      }
      const { untilMs } = db.prepare('SELECT max(untilMs) AS untilMs FROM wall_shown').get() as { untilMs: number }
      expect(killMs - untilMs).toBeLessThanOrEqual(showingEveryMs)
    }
    // and killed just before the tick that would have written the last report
    expect(showingEveryMs + heartbeatMs).toBeLessThan(proofLossMs)
  })
  it('counts the pages that were opened, and forgets what is older than its days, not what is as old', () => {
    for (let i = 0; i < 3; i++) store.saw(said('overview', { openedMs: startMs + i }), startMs + i * 60_000)
    expect(store.openings('TW~hall', startMs)).toBe(3)
    expect(store.openings('TW~hall', startMs + 1)).toBe(2)
    store.tick(startMs + forgetEveryMs)
    store.tick(startMs + shownDays * dayMs)
    expect(store.around('TW~hall', startMs).span).not.toBeNull()
    store.tick(startMs + shownDays * dayMs + forgetEveryMs)
    expect(store.around('TW~hall', startMs).span).toBeNull()
  })
  it('equals a list of everything that was said, whatever the order of scenes and silences', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 60_000 })), { minLength: 1, maxLength: 40 }), (steps) => {
      db.exec('DELETE FROM wall_shown')
      const fresh = new ShownStore({ db, transaction: (work) => work() })
      let atMs = startMs
      const heard: { scene: string, atMs: number }[] = []
      for (const [scene, waitMs] of steps) {
        fresh.saw(said(scene), atMs)
        heard.push({ scene, atMs })
        atMs += waitMs
      }
      for (let i = 0; i + 1 < heard.length; i++) {
        const { scene, atMs: from } = heard[i]!, gapMs = heard[i + 1]!.atMs - from
        const middle = from + Math.floor(gapMs / 2)
        expect(fresh.around('TW~hall', middle).span?.screen.scene ?? null).toBe(gapMs <= wallAwayMs || middle === from ? scene : null)
      }
    }), { numRuns: 60 })
  })
})
