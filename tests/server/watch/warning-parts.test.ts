import { afterEach, describe, expect, it } from 'vitest'
import type { Verdict } from '../../../data/judgement/verdict.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'
import { systemActor } from '../../../server/log/ledger.ts'
import { ClosedIndex, maxIndexed, maxScanned } from '../../../server/watch/warnings/closed-index.ts'
import { idFloor, newWarningId, type WarningBody } from '../../../server/watch/warnings/record.ts'
import { toldVerdict } from '../../../server/watch/warnings/told-evidence.ts'
import { noon, WarningWorld } from '../../support/warning-world.ts'

const worlds: WarningWorld[] = []
afterEach(async () => { for (const world of worlds.splice(0)) await world.end() })
function worldOf(...args: ConstructorParameters<typeof WarningWorld>): WarningWorld {
  const world = new WarningWorld(...args)
  worlds.push(world)
  return world
}

describe('the id of a warning', () => {
  it('tells the day it opened and nothing else, and sorts by it', () => {
    expect(newWarningId(noon, () => 'x')).toBe('w20261122-x')
    expect(newWarningId(noon)).not.toBe(newWarningId(noon))
    expect(newWarningId(noon) < idFloor(noon + dayMs)).toBe(true)
    expect(newWarningId(noon) > idFloor(noon)).toBe(true)
  })
})

describe('ended warnings', () => {
  /** One a day, from the oldest. */
  function kept(count: number, most: number): ClosedIndex {
    const w = worldOf({})
    w.ledger.write(Array.from({ length: count }, (_, i) => {
      const openedMs = noon - (count - 1 - i) * dayMs
      const body: WarningBody = {
        standing: 0, quiet: false, state: 'closed', rule: 'r', ruleVi: 'R', ruleEn: 'R', severity: 'behind', tell: ['centre'], kpi: 'digitization.pages', unit: '11', kind: 'lost', due: 1,
        openedMs, closedMs: openedMs, clearingMs: null, shelvedUntilMs: null, task: null, taskOwner: null, takenBy: null, takenMs: null, comments: 0, value: null, expected: null, lines: [],
      }
      return { kind: 'warning', id: newWarningId(openedMs), action: 'closed', actor: systemActor, version: 0, body } as const
    }))
    return new ClosedIndex({ ledger: w.ledger, pyramid: w.live.pyramid, kpis: w.live.kpis, maxIndexed: most })
  }
  const days = (index: ClosedIndex, fromMs: number, toMs: number): number[] => index.reaching(fromMs, toMs).map(({ body }) => (noon - body.openedMs) / dayMs)

  it('are all held up to the bound, the newest of them beyond it', () => {
    expect(days(kept(4, 4), -Infinity, Infinity)).toEqual([0, 1, 2, 3])
    expect(days(kept(4, 3), -Infinity, Infinity)).toEqual([0, 1, 2])
    expect([maxIndexed, maxScanned]).toEqual([5000, 2000])
  })
  it('beyond the bound are read from the store where a question reaches back to them, and are found by their id', () => {
    const index = kept(6, 2)
    expect(days(index, noon - 4 * dayMs, Infinity)).toEqual([0, 1, 2, 3, 4])
    expect(days(index, noon - dayMs, Infinity)).toEqual([0, 1])
    const [oldest] = index.reaching(noon - 5 * dayMs, Infinity).slice(-1)
    expect(index.one(oldest!.id)?.id).toBe(oldest!.id)
    expect(index.one('w20200101-nothing')).toBeNull()
  })
  it('give way to newer ones', () => {
    const index = kept(2, 2)
    const [newest] = index.reaching(-Infinity, Infinity)
    index.add({ ...newest!, id: newWarningId(noon + dayMs), body: { ...newest!.body, openedMs: noon + dayMs } })
    expect(days(index, -Infinity, Infinity)).toEqual([-1, 0])
  })
})

describe('while a source brings in the past', () => {
  it('nothing opens and nothing closes; afterwards all does that should', () => {
    let isFilling = true
    const w = worldOf({ lost: {} }, { isFilling: () => isFilling })
    w.verdicts.raise(w.communes('11'), 1, 'lost', noon)
    w.pass(1000)
    expect(w.brief()).toEqual([])
    isFilling = false
    w.pass(1000)
    expect(w.brief()).toEqual(['11 open 10/10'])
    isFilling = true
    w.verdicts.clear(w.communes('11'), 1, 'lost')
    w.pass(1000)
    expect(w.brief()).toHaveLength(1)
    isFilling = false
    w.pass(1000)
    expect(w.brief()).toEqual([])
  })
})

describe('what peers have in common (law 8)', () => {
  const verdict: Verdict = { kind: 'outlier', severity: 'behind', sinceMs: noon, size: 9, numbers: [
    { id: 'observed', value: 0.2, form: 'value' }, { id: 'median', value: 0.7, form: 'value' }, { id: 'gap', value: -0.5, form: 'value' }, { id: 'deviations', value: 9, form: 'factor' }, { id: 'peers', value: 33, form: 'count' },
  ] }
  it('is told to whoever sees all of them, and to nobody below', () => {
    const w = worldOf({})
    const words = () => ({ vi: 'trung vị 70 %', en: 'median 70 %' })
    expect(toldVerdict(w.live, w.unit('11'), 0, verdict, 0, words)).toEqual({ words: words(), numbers: verdict.numbers })
    const below = toldVerdict(w.live, w.unit('11'), 0, verdict, w.unit('11'), words)
    expect(below.numbers.map(({ id }) => id)).toEqual(['observed'])
    expect(below.words.vi).not.toContain('70')
  })
})
