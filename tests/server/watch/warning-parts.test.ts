import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../data/judgement/verdict.ts'
import { dayMs } from '../../../data/time/vietnam-time.ts'
import { systemActor } from '../../../server/log/ledger.ts'
import { ClosedIndex, maxIndexed, maxScanned } from '../../../server/watch/warnings/closed-index.ts'
import { idFloor, newWarningId, type WarningBody } from '../../../server/watch/warnings/record.ts'
import { toldVerdict } from '../../../server/watch/warnings/told-evidence.ts'
import { centreActor, noon } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const worldOf = worldsOfTests()

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
        standing: 0, quiet: false, state: 'closed', rule: 'r', ruleVi: 'R', ruleEn: 'R', severity: 'behind', raised: null, joined: [], tell: ['centre'], kpi: 'digitization.pages', unit: '11', kind: 'lost', due: 1,
        openedMs, closedMs: openedMs, clearingMs: null, shelvedUntilMs: null, handled: false, stopped: false, task: null, taskOwner: null, takenBy: null, takenMs: null, comments: 0, value: null, expected: null, valueUnit: null, lines: [],
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

describe('what became of warnings', () => {
  it('counts those that people took even where they cleared later, and those that ended with their rule apart', () => {
    const w = worldOf({ lost: { levels: ['province'] }, jump: { levels: ['province'], condition: { on: 'verdict', verdicts: ['jump'] } } })
    const [a, b, c] = ['11', '12', '13'].map((code) => w.unit(code)) as [number, number, number]
    w.verdicts.raise([a, b, c], 0, 'lost', noon)
    w.verdicts.raise([a], 0, 'jump', noon)
    w.pass()
    const ofUnit = (code: string): string => w.list().find(({ unit, kind }) => unit === code && kind === 'lost')!.id
    expect(w.book.reader.outcomes(0, w.seer(), -Infinity)).toEqual({ handled: 0, cleared: 0, stopped: 0, open: 4 })
    w.act({ act: 'acknowledge' }, ofUnit('11'))
    w.act({ act: 'comment', note: 'xem' }, ofUnit('12'))
    w.verdicts.clear([a, b], 0, 'lost')
    w.pass(1000)
    expect(w.book.reader.outcomes(0, w.seer(), -Infinity)).toEqual({ handled: 1, cleared: 1, stopped: 0, open: 2 })
    w.rules.update('jump', { ...w.rules.rule('jump')!, enabled: false }, 1, centreActor, w.seer(), null)
    w.act({ act: 'resolve', note: 'xong' }, ofUnit('13'))
    w.pass(1000)
    expect(w.book.reader.outcomes(0, w.seer(), -Infinity)).toEqual({ handled: 2, cleared: 1, stopped: 1, open: 0 })
    expect(w.book.reader.outcomes(w.unit('12'), w.seer('12'), -Infinity)).toEqual({ handled: 0, cleared: 1, stopped: 0, open: 0 })
    expect(w.book.reader.outcomes(0, w.seer(), noon + 1)).toEqual({ handled: 0, cleared: 0, stopped: 0, open: 0 })
    w.restart()
    expect(w.book.reader.outcomes(0, w.seer(), -Infinity)).toEqual({ handled: 2, cleared: 1, stopped: 1, open: 0 })
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

describe('a mismatch', () => {
  const verdict: Verdict = { kind: 'mismatch', severity: 'at_risk', sinceMs: noon, size: 1, numbers: [
    { id: 'declared', value: 1500, form: 'count' }, { id: 'sum', value: 1000, form: 'count' }, { id: 'missing_units', value: 7, form: 'count' },
  ] }
  it('names which units have no figure, a bounded number of them, to whoever sees them', () => {
    const w = worldOf({})
    const words = () => ({ vi: '7 đơn vị chưa có số liệu', en: '7 units have no figure' })
    const missing = w.communes('11').slice(0, 7)
    const tell = (scope: number, count = 7) => toldVerdict(w.live, w.unit('11'), 0, verdict, scope, words, () => missing.slice(0, count))
    expect(tell(0).words.vi).toBe('7 đơn vị chưa có số liệu: 11001, 11002, 11003, 11004, 11005 và 2 đơn vị nữa')
    expect(tell(w.unit('11')).words.en).toBe('7 units have no figure: 11001, 11002, 11003, 11004, 11005 and 2 more')
    expect(tell(0, 5).words.vi).toBe('7 đơn vị chưa có số liệu: 11001, 11002, 11003, 11004, 11005')
    expect(tell(0).missing).toEqual(missing.map((unit) => w.live.pyramid.units[unit]!.code))
    expect(tell(w.unit('11004'))).toMatchObject({ words: words(), missing: [] })
  })
})

describe('what peers have in common (law 8)', () => {
  const verdict: Verdict = { kind: 'outlier', severity: 'behind', sinceMs: noon, size: 9, numbers: [
    { id: 'observed', value: 0.2, form: 'value' }, { id: 'median', value: 0.7, form: 'value' }, { id: 'gap', value: -0.5, form: 'value' }, { id: 'mad', value: 0.02, form: 'value' }, { id: 'spread', value: 0.0556, form: 'value' }, { id: 'deviations', value: 9, form: 'factor' }, { id: 'peers', value: 33, form: 'count' },
  ] }
  it('is told to whoever sees all of them, and to nobody below', () => {
    const w = worldOf({})
    const words = () => ({ vi: 'trung vị 70 %', en: 'median 70 %' })
    expect(toldVerdict(w.live, w.unit('11'), 0, verdict, 0, words)).toEqual({ words: words(), numbers: verdict.numbers, missing: [] })
    const below = toldVerdict(w.live, w.unit('11'), 0, verdict, w.unit('11'), words)
    expect(below.numbers.map(({ id }) => id)).toEqual(['observed'])
    expect(below.words.vi).not.toContain('70')
  })
})
