/** One trouble is one warning, whichever rules find it (sharing.ts). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { warningDetailAnswer } from '../../../data/protocol/warning.ts'
import { keepEveryMs } from '../../../server/watch/warnings/warning-book.ts'
import { centreActor, noon, plainRule, WarningWorld } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const minute = 60_000
const hour = 60 * minute
const pages = 'digitization.pages'
const worldOf = worldsOfTests()
const jump: Partial<RuleInput> = { nameVi: 'Đột biến', nameEn: 'Jump', condition: { on: 'verdict', verdicts: ['jump'] }, kpis: [pages], severity: 'behind', levels: ['commune'] }
const below = (limit: number, severity: RuleInput['severity']): Partial<RuleInput> => ({ kpis: [pages], severity, condition: { on: 'threshold', measure: 'value', op: 'below', limit, clear: null } })
const ever = ['open', 'acknowledged', 'assigned', 'resolved', 'closed', 'stopped'] as const
/** Warnings shortly: unit, own rule, severity, state, units, and who joined it. */
const told = (w: WarningWorld, code = 'TW', states: readonly typeof ever[number][] | null = null): string[] => w.list(code, { states })
  .map(({ unit, rule, severity, state, units, also }) => `${unit} ${rule} ${severity} ${state} ${units.affected}/${units.due}${also.map((one) => ` +${one.how} ${one.rule} ${one.units}`).join('')}`)

describe('two rules that find the same verdict of the same unit', () => {
  it('are one warning that names both; it holds the units of either and closes when neither finds any', () => {
    const w = worldOf({ a: jump, b: { ...jump, root: '11', pendingMs: 1000, clearAfterMs: minute } })
    const [one, two, three] = w.communes('11') as [number, number, number]
    w.verdicts.raise([one], 0, 'jump', noon, 'behind')
    w.pass()
    expect(told(w)).toEqual(['11 a behind open 1/10'])
    w.pass(1000)
    expect(told(w)).toEqual(['11 a behind open 1/10 +joined b 1'])
    const [{ id } = { id: '' }] = w.list()
    const detail = w.book.reader.detail(id, w.seer())
    expect(warningDetailAnswer.parse(detail)).toEqual(detail)
    expect(detail.history.map(({ action, by, note }) => `${action} ${by} ${note ?? ''}`)).toEqual([`joined system Kịch bản “Đột biến” cũng thấy việc này / The rule “Jump” finds it, too`, 'opened system '])
    expect(w.rules.list(0, w.seer(), (rule) => w.book.reader.openOf(rule, 0)).map(({ openWarnings }) => openWarnings)).toEqual([1, 1])
    w.verdicts.raise([two, three], 0, 'jump', noon + 1000, 'behind')
    w.verdicts.clear([one], 0, 'jump')
    w.pass()
    expect(told(w)).toEqual(['11 a behind open 2/10 +joined b 1'])
    w.verdicts.clear([two, three], 0, 'jump')
    w.pass(1000)
    // `a` clears at once, `b` only after its minute: the warning waits for it
    expect(told(w)).toEqual(['11 b behind open 0/10 +joined a 3'])
    expect(w.list()[0]!.ended).toEqual({ at: '2026-11-22T12:00:02.000+07:00', closesAt: '2026-11-22T12:01:02.000+07:00' })
    w.pass(minute)
    expect(told(w, 'TW', ever)).toEqual(['11 b behind closed 3/10 +joined a 3'])
  })
  it('of which each has units that the other does not look at: one warning of all of them', () => {
    const w = worldOf({ a: { ...jump, levels: ['province', 'commune'], kpis: [pages] }, b: { ...jump, pendingMs: 1000 } })
    w.verdicts.raise([w.unit('11'), ...w.communes('11').slice(0, 2)], 0, 'jump', noon, 'behind')
    w.pass(1000)
    w.pass(1000)
    expect(told(w)).toEqual(['11 a behind open 3/11 +joined b 2'])
  })
  it('open together in one step as one', () => {
    const w = worldOf({ a: jump, b: { ...jump, minUnits: 2, severity: 'at_risk' } })
    w.verdicts.raise(w.communes('11').slice(0, 3), 0, 'jump', noon, 'behind')
    w.pass()
    expect(told(w)).toEqual(['11 b at_risk open 3/10 +joined a 3'])
  })
  it('are as severe as the worst that stands, whoever has taken the warning', () => {
    const w = worldOf({ mild: { ...below(0.6, 'behind'), levels: ['province'] }, bad: { ...below(0.4, 'at_risk'), levels: ['province'] } })
    const put = (value: number): void => {
      w.live.set(w.communes('11')[0]!, 0, value * 100, 100)
      w.live.tell([w.unit('11')])
      w.pass(1000)
    }
    put(0.5)
    w.act({ act: 'acknowledge' })
    put(0.3)
    expect(told(w)).toEqual(['11 bad at_risk acknowledged 1/1 +joined mild 1'])
    expect(w.list()[0]!.evidenceVi).toContain('ngưỡng dưới 40 %')
    put(0.5)
    expect(told(w)).toEqual(['11 mild behind acknowledged 1/1 +joined bad 1'])
    put(0.7)
    expect(told(w, 'TW', ever)).toEqual(['11 mild behind closed 1/1 +joined bad 1'])
    // it opens again as a new one
    put(0.3)
    expect(told(w)).toEqual(['11 bad at_risk open 1/1 +joined mild 1'])
  })
  it('of other KPIs, other sides, other severities or other units are two', () => {
    const w = worldOf({
      low: { ...below(0.4, 'behind') }, high: { ...jump, condition: { on: 'threshold', measure: 'value', op: 'above', limit: 0.3, clear: null } },
      own: { ...jump, levels: ['province'] }, communes: jump,
    })
    w.live.set(w.communes('11')[0]!, 0, 35, 100)
    w.verdicts.raise([w.unit('12'), w.communes('12')[0]!], 0, 'jump', noon, 'behind')
    w.pass(1000)
    expect(told(w).toSorted()).toEqual(['11 high behind open 1/10', '11 low behind open 1/10', '12 communes behind open 1/10', '12 own behind open 1/1'])
  })
})

describe('who is told of a warning of several rules (law 8)', () => {
  it('each level by the rules that tell it; a commune by those that found its own line, and nothing of the others', () => {
    const w = worldOf({ centre: { ...jump, tell: ['centre'], nameVi: 'Của trung ương' }, own: { ...jump, root: '11001', severity: 'at_risk', tell: ['province', 'commune'] } })
    w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
    w.pass()
    expect(told(w)).toEqual(['11 own at_risk open 2/10 +joined centre 2'])
    expect(told(w, '11')).toEqual(['11 own at_risk open 2/10 +joined centre 2'])
    expect(told(w, '11001')).toEqual(['11001 own at_risk open 1/1'])
    expect(told(w, '11002')).toEqual([])
    const [{ id } = { id: '' }] = w.list()
    expect(() => w.book.reader.detail(id, w.seer('11002'))).toThrow(expect.objectContaining({ code: 'warning_unavailable' }))
    expect(JSON.stringify(w.book.reader.detail(id, w.seer('11001')))).not.toContain('Của trung ương')
  })
  it('a commune is told as severely as the rules that found its own line', () => {
    const w = worldOf({ all: jump, one: { ...jump, root: '11001', severity: 'at_risk' } })
    w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
    w.pass()
    expect(['TW', '11001', '11002'].map((code) => told(w, code)[0])).toEqual(['11 one at_risk open 2/10 +joined all 2', '11001 one at_risk open 1/1', '11002 all behind open 1/1'])
    expect(w.book.reader.detail(w.list()[0]!.id, w.seer()).lines.map(({ severity }) => severity).toSorted()).toEqual(['at_risk', 'behind'])
  })
})

describe('the life of a warning of several rules', () => {
  const both = { a: jump, b: { ...jump, minUnits: 2, clearAfterMs: minute } }
  it('goes on over a kill: one warning, none doubled, closed when both have cleared', () => {
    const w = worldOf(both)
    w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
    w.pass(1000)
    w.pass(keepEveryMs)
    const before = told(w)
    expect(before).toEqual(['11 a behind open 2/10 +joined b 2'])
    for (let i = 0; i < 2; i++) {
      w.restart()
      w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
      w.pass(1000)
      expect(told(w)).toEqual(before)
    }
    w.verdicts.clear(w.communes('11').slice(0, 2), 0, 'jump')
    w.pass(1000)
    w.pass(1000)
    w.restart()
    w.pass(1000)
    expect(told(w)).toEqual(['11 b behind open 0/10 +joined a 2'])
    w.pass(minute)
    expect(told(w, 'TW', ever)).toEqual(['11 b behind closed 2/10 +joined a 2'])
  })
  it('of which one is switched off stays the other\'s; it ends with the last', () => {
    const w = worldOf(both)
    w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
    w.pass()
    w.act({ act: 'acknowledge' })
    const off = (id: string): void => { w.rules.update(id, { ...w.rules.rule(id)!, enabled: false }, 1, centreActor, w.seer(), null) }
    off('a')
    w.pass(1000)
    expect(told(w)).toEqual(['11 b behind acknowledged 2/10 +joined a 2'])
    off('b')
    w.pass(1000)
    expect(told(w, 'TW', ever)).toEqual(['11 b behind stopped 2/10 +joined a 2'])
  })
  it('that a person resolved stays quiet for all of them, but for a worse one that finds it later', () => {
    const w = worldOf({ a: jump, later: { ...jump, pendingMs: minute }, worse: { ...jump, pendingMs: hour, severity: 'at_risk' } })
    w.verdicts.raise(w.communes('11').slice(0, 1), 0, 'jump', noon, 'behind')
    w.pass()
    w.act({ act: 'resolve', note: 'đã làm' })
    w.pass(2 * minute)
    expect(told(w)).toEqual([])
    w.pass(hour)
    expect(told(w)).toEqual(['11 worse at_risk open 1/10'])
    // what was resolved cannot be taken back beside the newer one
    const resolved = w.list('TW', { states: ['resolved'] })[0]!
    expect(() => w.act({ act: 'reopen', note: 'nhầm' }, resolved.id)).toThrow(expect.objectContaining({ code: 'act_impossible' }))
  })
  it('is taken back with all of its rules', () => {
    const w = worldOf(both)
    w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
    w.pass()
    w.act({ act: 'resolve', note: 'đã làm' })
    w.pass(1000)
    w.act({ act: 'reopen', note: 'nhầm' })
    w.pass(1000)
    expect(told(w)).toEqual(['11 a behind open 2/10 +joined b 2'])
    w.verdicts.clear(w.communes('11').slice(0, 2), 0, 'jump')
    w.pass(2 * minute)
    w.pass(1000)
    expect(told(w, 'TW', ever)).toEqual(['11 b behind closed 2/10 +joined a 2'])
  })
  it('two that were opened before rules joined become one at a start, where nobody has taken both', () => {
    const w = worldOf(both, { folds: false })
    w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
    w.pass(1000)
    expect(w.list()).toHaveLength(2)
    w.act({ act: 'acknowledge' }, w.list().find(({ rule }) => rule === 'b')!.id)
    w.restart()
    w.verdicts.raise(w.communes('11').slice(0, 2), 0, 'jump', noon, 'behind')
    w.pass(1000)
    expect(told(w, 'TW', ever)).toEqual(['11 b behind acknowledged 2/10 +joined a 2', '11 a behind stopped 2/10'])
  })
  it('a rule of two kinds between two warnings makes them one', () => {
    const fell: Partial<RuleInput> = { ...jump, condition: { on: 'verdict', verdicts: ['fell'] } }
    const w = worldOf({ jump, fell, both: { ...jump, condition: { on: 'verdict', verdicts: ['fell', 'jump'] }, pendingMs: minute } })
    w.verdicts.raise(w.communes('11').slice(0, 1), 0, 'jump', noon, 'behind')
    w.verdicts.raise(w.communes('11').slice(1, 2), 0, 'fell', noon, 'behind')
    w.pass()
    expect(w.list()).toHaveLength(2)
    w.pass(minute)
    w.pass(1000)
    expect(told(w)).toEqual(['11 jump behind open 2/10 +joined both 2 +joined fell 1'])
  })
})

const kinds = ['jump', 'fell'] as const
const ruleOf = fc.record({
  kind: fc.constantFrom(...kinds), both: fc.boolean(), root: fc.constantFrom('TW', '11', '11001', '12'), levels: fc.constantFrom<RuleInput['levels']>(['commune'], ['province', 'commune'], ['province']),
  minUnits: fc.integer({ min: 1, max: 2 }), pendingMs: fc.constantFrom(0, 1000, 3000), clearAfterMs: fc.constantFrom(0, 2000), severity: fc.constantFrom<RuleInput['severity']>('behind', 'at_risk'),
}).filter(({ root, levels }) => root !== '11001' || levels.length === 1 && levels[0] === 'commune').map(({ kind, both, ...rest }): RuleInput => ({
  ...plainRule, kpis: [pages], ...rest, condition: { on: 'verdict', verdicts: both ? [...kinds] : [kind] },
}))
const stepOf = fc.record({
  unit: fc.nat(4), kind: fc.constantFrom(...kinds), what: fc.constantFrom('raise', 'raise', 'clear', 'clear', 'wait', 'kill', 'take', 'off', 'on'), ms: fc.constantFrom(1000, 2000, 5000), which: fc.nat(3),
})

/** Standing lines of live warnings: `unit kind`, by warning. */
function standing(w: WarningWorld): string[][] {
  return w.list().map(({ id }) => w.book.reader.detail(id, w.seer()).lines.flatMap(({ unit, until, evidenceEn }) => (until === null ? [`${unit} ${evidenceEn}`] : [])))
}

describe('whatever rules there are', () => {
  it('no unit\'s trouble stands in two warnings, and none is lost that stands where every rule opens its own', () => {
    fc.assert(fc.property(fc.array(ruleOf, { minLength: 2, maxLength: 4 }), fc.array(stepOf, { minLength: 4, maxLength: 24 }), (rules, steps) => {
      const named = Object.fromEntries(rules.map((rule, i) => [`r${i}`, rule]))
      const pair = [new WarningWorld(named), new WarningWorld(named, { folds: false })] as const
      try {
        for (const { unit, kind, what, ms, which } of steps) {
          pair.forEach((w, i) => {
            const looked = [w.unit('11'), ...w.communes('11').slice(0, 2), ...w.communes('12').slice(0, 2)][unit]!
            if (what === 'raise') w.verdicts.raise([looked], 0, kind, w.live.nowMs, 'behind')
            if (what === 'clear') w.verdicts.clear([looked], 0, kind)
            if (what === 'kill') {
              w.pass(keepEveryMs)
              const stood = kinds.flatMap((one) => [...w.verdicts.standing(one)])
              w.restart(i === 0 ? {} : { folds: false })
              for (const { unit: again, kpi, verdict } of stood) w.verdicts.raise([again], kpi, verdict.kind, verdict.sinceMs, 'behind')
            }
            const [first] = w.list()
            if (what === 'take' && i === 0 && first !== undefined) w.act({ act: 'comment', note: 'xem' }, first.id)
            const id = `r${which}`, rule = w.rules.rule(id)
            const next = rule === undefined ? null : { ...rule, enabled: what === 'on' }
            if (next !== null && (what === 'off' || what === 'on') && next.enabled !== rule!.enabled && w.rules.check(next, id, w.seer()).problems.length === 0) {
              w.rules.update(id, next, w.rules.detail(id, w.seer(), () => 0).rule.version, centreActor, w.seer(), null)
            }
            w.pass(ms)
            w.pass(0)
          })
          const shared = standing(pair[0]).flat(), apart = standing(pair[1]).flat()
          expect(shared.toSorted()).toEqual([...new Set(shared)].toSorted())
          expect(new Set(shared.map((one) => one.split(' ')[0]))).toEqual(new Set(apart.map((one) => one.split(' ')[0])))
        }
        for (const w of pair) {
          for (const kind of kinds) w.verdicts.clear([...w.verdicts.standing(kind)].map(({ unit }) => unit), 0, kind)
          for (let i = 0; i < 3; i++) w.pass(4000)
          expect(w.list()).toEqual([])
        }
      } finally {
        for (const w of pair) void w.end()
      }
    }), { numRuns: Number(process.env['LAW_RUNS'] ?? 40) })
  }, 120_000)
})
