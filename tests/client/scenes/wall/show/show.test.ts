import { describe, expect, it } from 'vitest'
import { mayInterrupt } from '../../../../../client/scenes/wall/show/interruptions.ts'
import { withMarked } from '../../../../../client/scenes/wall/show/marked.ts'
import { isBelow, playable } from '../../../../../client/scenes/wall/show/playable.ts'
import { ShowRunner, type Picture } from '../../../../../client/scenes/wall/show/show-runner.ts'
import { interruptRestMs, handHoldMs, longestHoldMs, type Schedule } from '../../../../../data/playlists/schedule.ts'
import type { WarningAnswer } from '../../../../../data/protocol/warning.ts'

const stop = (scene: Picture['scene'], dwellS: number, root: string | null = null): Schedule['items'][number] => ({ scene, dwellS, root, kpi: null })
const list: Schedule = { items: [stop('overview', 60), stop('map', 30), stop('tasks', 10)], interrupt: { severity: 'at_risk', holdS: 20 } }

/** A page with a clock set by hand and one timer. */
class Page {
  nowMs = 0
  readonly turns: string[] = []
  private timer: { atMs: number, run: () => void } | null = null
  timers = 0
  readonly runner = new ShowRunner({
    nowMs: () => this.nowMs, turn: ({ scene, root }) => { this.turns.push(root === null ? scene : `${scene} ${root}`) },
    after: (ms, run) => {
      const timer = { atMs: this.nowMs + ms, run }
      this.timer = timer
      this.timers++
      return () => { if (this.timer === timer) this.timer = null; this.timers-- }
    },
  })
  begin(isShown: (picture: Picture) => boolean = () => false): this { this.runner.use(list, isShown); return this }
  pass(s: number): string[] {
    const untilMs = this.nowMs + s * 1000
    while (this.timer !== null && this.timer.atMs <= untilMs) {
      const { atMs, run } = this.timer
      this.nowMs = Math.max(this.nowMs, atMs)
      run()
    }
    this.nowMs = untilMs
    return this.turns
  }
}

describe('the runner', () => {
  it('turns the wall once an item, in time, with one timer', () => {
    const page = new Page().begin()
    expect(page.pass(59)).toEqual(['overview'])
    expect(page.pass(1)).toEqual(['overview', 'map'])
    expect(page.pass(50)).toEqual(['overview', 'map', 'tasks', 'overview'])
    expect(page.timers).toBe(1)
    page.runner.stop()
    expect([page.timers, page.pass(1000).length, page.runner.current()]).toEqual([0, 4, null])
  })
  it('begins with what the page shows already: a reload goes on where it was', () => {
    expect(new Page().begin(({ scene }) => scene === 'tasks').pass(10)).toEqual(['tasks', 'overview'])
  })
  it('leaves the wall where a hand took it, and returns after a minute, by a step, or never while it is held', () => {
    const page = new Page().begin()
    page.runner.touch()
    expect(page.pass(handHoldMs / 1000 - 1)).toEqual(['overview'])
    expect(page.pass(1)).toEqual(['overview', 'overview'])
    page.runner.touch()
    page.runner.hold()
    expect(page.pass(600)).toHaveLength(2)
    page.runner.hold()
    expect(page.turns.at(-1)).toBe('overview')
    page.runner.touch()
    page.runner.step(1)
    expect(page.turns.at(-1)).toBe('map')
  })
  it('a forgotten hold ends by itself', () => {
    const page = new Page().begin()
    page.runner.hold()
    expect(page.pass(longestHoldMs / 1000 - 1)).toEqual(['overview'])
    expect(page.pass(61)).toEqual(['overview', 'map'])
  })
  it('shows a warning once, then the item again with what was left of it', () => {
    const page = new Page().begin()
    page.pass(50)
    expect([page.runner.offer('w-1'), page.runner.offer('w-2')]).toEqual([true, false])
    expect(page.pass(20)).toEqual(['overview', 'warnings', 'overview'])
    expect(page.pass(9)).toHaveLength(3)
    expect(page.pass(1).at(-1)).toBe('map')
    page.pass(interruptRestMs / 1000)
    expect([page.runner.offer('w-1'), page.runner.offer('w-2'), page.runner.offer('w-3')]).toEqual([false, false, true])
  })
  it('begins anew where it is sent somewhere, and still shows no warning twice', () => {
    const page = new Page().begin()
    page.runner.offer('w-1')
    page.pass(200)
    page.runner.stop()
    page.begin()
    expect(page.turns.at(-1)).toBe('overview')
    expect([page.runner.offer('w-1'), page.runner.offer('w-2')]).toEqual([false, true])
  })
  it('follows an edit: what is shown stays, its new neighbours come', () => {
    const page = new Page().begin()
    page.pass(70)
    page.runner.use({ ...list, items: [stop('map', 30), stop('reports', 30)] }, () => false)
    expect(page.turns).toEqual(['overview', 'map'])
    expect(page.pass(20).at(-1)).toBe('reports')
    page.runner.use({ ...list, items: [stop('groups', 30)] }, () => false)
    expect(page.turns.at(-1)).toBe('groups')
  })
})

describe('what of a list a wall can show', () => {
  const unitByCode = new Map([['TW', { parent: null }], ['11', { parent: 'TW' }], ['03127', { parent: '11' }], ['12', { parent: 'TW' }]])
  const kpiById = new Map([['esign.documents', {}]])
  const roots = (base: string | null): (string | null)[] | undefined => (
    playable({ ...list, items: [null, '11', '03127', '12', '99'].map((root) => stop('map', 30, root)) }, { unitByCode, kpiById, base })?.items.map(({ root }) => root)
  )
  it('units that its viewer sees, below its base', () => {
    expect(roots(null)).toEqual([null, '11', '03127', '12'])
    expect(roots('11')).toEqual([null, '11', '03127'])
    expect(roots('03127')).toEqual([null, '03127'])
    expect(playable({ ...list, items: [stop('map', 30, '99')] }, { unitByCode, kpiById, base: null })).toBeNull()
    expect([isBelow({ unitByCode, base: '11' }, '99'), isBelow({ unitByCode, base: '99' }, '99')]).toEqual([false, false])
  })
  it('a KPI that the catalogue lost is the scene\'s own choice', () => {
    const items = ['esign.documents', 'no.such'].map((kpi) => ({ ...stop('map', 30), kpi }))
    expect(playable({ ...list, items }, { unitByCode, kpiById, base: null })?.items.map(({ kpi }) => kpi)).toEqual(['esign.documents', null])
  })
})

describe('the warning that interrupts', () => {
  const all = ['a', 'b', 'c'].map((id) => ({ id }))
  const ids = (marked: string | null, room: number): string => withMarked(all, marked, room).map(({ id }) => id).join('')
  it('keeps its place where it is seen, and comes first where it would not be', () => {
    expect([ids(null, 1), ids('b', 2), ids('b', 1), ids('c', 1), ids('gone', 1)]).toEqual(['abc', 'abc', 'bac', 'cab', 'abc'])
  })
})

describe('which warning may interrupt', () => {
  const began = Date.parse('2026-11-21T14:05:00+07:00')
  const warning = { id: 'w-1', unit: '11', severity: 'at_risk', state: 'open', shelvedUntil: null, openedAt: '2026-11-21T14:05:00+07:00' } as WarningAnswer
  const may = (changes: Partial<WarningAnswer>): boolean => mayInterrupt({ warning: { ...warning, ...changes } }, began, (unit) => unit === '11')
  it('a serious one that nobody has, opened since the page began, of the wall\'s own units', () => {
    expect(may({})).toBe(true)
    expect([may({ severity: 'behind' }), may({ state: 'acknowledged' }), may({ shelvedUntil: '2026-11-22T00:00:00+07:00' }), may({ openedAt: '2026-11-21T14:04:59+07:00' }), may({ unit: '12' })]).toEqual(Array(5).fill(false))
  })
})
