import { describe, expect, it } from 'vitest'
import { maxRuleName, maxRules, ruleAnswer, ruleCheckAnswer, ruleDetailAnswer } from '../../../data/protocol/rule.ts'
import { defaultRules } from '../../../data/rules/default-rules.ts'
import { problemOf, type DomainError } from '../../../server/errors.ts'
import { RuleBook } from '../../../server/watch/rules/rule-book.ts'
import { centreActor, noon, plainRule } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const worldOf = worldsOfTests()
const none = (): number => 0
const province = { kind: 'key', unit: '11', keyId: 7 } as const

describe('the product\'s rules', () => {
  it('are seeded once, and a start writes nothing again', () => {
    const w = worldOf({})
    const books = [1, 2].map(() => new RuleBook({ ledger: w.ledger, live: w.live, verdicts: w.verdicts }))
    expect(books[1]!.all().map(({ id }) => id).toSorted()).toEqual(defaultRules.map(({ id }) => id).toSorted())
    expect(w.ledger.verify().acts).toBe(defaultRules.length)
    expect(w.ledger.history('rule', 'down')).toMatchObject([{ action: 'create', actor: { kind: 'system' } }])
  })
  it('follow the product at an upgrade where nobody changed them, and stay where somebody did', () => {
    const w = worldOf({ a: {}, b: {} })
    w.rules.update('b', { ...plainRule, minUnits: 3 }, 1, centreActor, w.seer(), 'ít hơn')
    const next = new RuleBook({ ledger: w.ledger, live: w.live, verdicts: w.verdicts, defaults: ['a', 'b', 'c'].map((id) => ({ id, rule: { ...plainRule, minUnits: 7 } })) })
    expect(next.all().map(({ id, rule }) => `${id} ${rule.minUnits}`)).toEqual(['a 7', 'b 3', 'c 7'])
    expect(w.ledger.history('rule', 'a')[0]).toMatchObject({ action: 'upgrade', actor: { kind: 'system' } })
  })
})

describe('editing rules', () => {
  it('adds, changes and switches off, each with who, when, before and after', () => {
    const w = worldOf({})
    const id = w.rules.create(plainRule, centreActor, w.seer(), 'mới')
    w.rules.update(id, { ...plainRule, minUnits: 2 }, 1, centreActor, w.seer(), null)
    w.rules.update(id, { ...plainRule, minUnits: 2, enabled: false }, 2, centreActor, w.seer(), 'ồn')
    const detail = w.rules.detail(id, w.seer(), none)
    expect(ruleDetailAnswer.parse(detail)).toEqual(detail)
    expect(detail.rule).toMatchObject({ version: 3, enabled: false, builtIn: false, mayEdit: true })
    expect(detail.history.map(({ seq, action, note, changes }) => [seq, action, note, changes.length < 4 ? changes : changes.length])).toEqual([
      [3, 'switch_off', 'ồn', [{ field: 'enabled', before: 'true', after: 'false' }]],
      [2, 'edit', null, [{ field: 'minUnits', before: '1', after: '2' }]],
      [1, 'create', 'mới', 12],
    ])
  })
  it('on another version than the present one changes nothing', () => {
    const w = worldOf({ a: {} })
    for (const version of [0, 2]) expect(() => w.rules.update('a', plainRule, version, centreActor, w.seer(), null)).toThrow(expect.objectContaining({ code: 'edited_meanwhile' }))
    w.rules.update('a', { ...plainRule, minUnits: 2 }, 1, centreActor, w.seer(), null)
    expect(() => w.rules.update('a', plainRule, 1, centreActor, w.seer(), null)).toThrow(expect.objectContaining({ code: 'edited_meanwhile' }))
  })
  it('stores nothing that cannot mean what it says, and names the field and why', () => {
    const w = worldOf({ a: {} })
    for (const write of [() => w.rules.create({ ...plainRule, kpis: ['x.y'] }, centreActor, w.seer(), null), () => w.rules.update('a', { ...plainRule, kpis: ['x.y'] }, 1, centreActor, w.seer(), null)]) {
      expect(write).toThrow(expect.objectContaining({ code: 'field_invalid', details: expect.objectContaining({ field: 'rule.kpis' }) as unknown }))
    }
    expect(w.ledger.verify().acts).toBe(1)
  })
  it(`takes ${maxRules} rules and not one more`, () => {
    const w = worldOf({})
    for (let i = 0; i < maxRules; i++) w.rules.create({ ...plainRule, enabled: false }, centreActor, w.seer(), null)
    expect(() => w.rules.create(plainRule, centreActor, w.seer(), null)).toThrow(expect.objectContaining({ code: 'act_impossible' }))
  })
})

describe('rules and the scope (law 8)', () => {
  it('a province sees and edits rules of its own subtree only; elsewhere and nowhere are refused alike', () => {
    const w = worldOf({ whole: {} })
    const seer = w.seer('11')
    const own = w.rules.create({ ...plainRule, root: '11' }, province, seer, null)
    const other = w.rules.create({ ...plainRule, root: '12' }, centreActor, w.seer(), null)
    expect(w.rules.list(w.unit('11'), seer, none).map(({ id }) => id)).toEqual([own])
    expect(w.rules.list(0, w.seer(), none)).toHaveLength(3)
    for (const id of ['whole', other, 'r-nothing']) {
      expect(() => w.rules.detail(id, seer, none)).toThrow(expect.objectContaining({ code: 'rule_unavailable' }))
      expect(() => w.rules.update(id, plainRule, 1, province, seer, null)).toThrow(expect.objectContaining({ code: 'rule_unavailable' }))
      expect(() => w.rules.check(plainRule, id, seer)).toThrow(expect.objectContaining({ code: 'rule_unavailable' }))
    }
    for (const root of ['TW', '12', '99']) expect(() => w.rules.update(own, { ...plainRule, root }, 1, province, seer, null)).toThrow(expect.objectContaining({ code: 'field_invalid' }))
    expect(w.rules.list(w.unit('11'), w.seer('11', 'read'), none)[0]).toMatchObject({ mayEdit: false })
  })
  it('remarks name no rule outside the scope', () => {
    const w = worldOf({ whole: {} })
    expect(w.rules.check({ ...plainRule, root: '11' }, null, w.seer('11')).remarks).toEqual([])
    expect(w.rules.check({ ...plainRule, root: '11' }, null, w.seer()).remarks.map(({ code, rule }) => `${code} ${rule}`)).toEqual(['overlaps whole'])
  })
})

describe('a rule that opens the very same warnings as one that is on', () => {
  const twin = { ...plainRule, nameVi: 'Bản chép', nameEn: '', severity: 'at_risk', tell: ['centre'] } as typeof plainRule
  it('is refused while it is on: made, changed or switched on; kept switched off', () => {
    const w = worldOf({ whole: {} })
    const refused = expect.objectContaining({ code: 'field_invalid', details: expect.objectContaining({ field: 'rule.enabled' }) as unknown })
    expect(() => w.rules.create(twin, centreActor, w.seer(), null)).toThrow(refused)
    const off = w.rules.create({ ...twin, enabled: false }, centreActor, w.seer(), null)
    expect(() => w.rules.update(off, twin, 1, centreActor, w.seer(), null)).toThrow(refused)
    expect(w.rules.check(twin, off, w.seer()).problems.map(({ field, whyVi, whyEn }) => [field, whyVi.includes(plainRule.nameVi), whyEn.includes(plainRule.nameEn)])).toEqual([['enabled', true, true]])
    w.rules.update('whole', { ...plainRule, enabled: false }, 1, centreActor, w.seer(), null)
    w.rules.update(off, twin, 1, centreActor, w.seer(), null)
    expect(() => w.rules.update('whole', plainRule, 2, centreActor, w.seer(), null)).toThrow(refused)
    w.rules.update(off, { ...twin, nameEn: 'Copy' }, 2, centreActor, w.seer(), null)
  })
  it('is refused in whole sentences, however long the names are', () => {
    const nameVi = 'Đứt đường truyền số liệu chuyên dùng '.repeat(4).slice(0, maxRuleName - 1) + '!', nameEn = 'Lines of the dedicated network down '.repeat(4).slice(0, maxRuleName - 1) + '!'
    const w = worldOf({ whole: { nameVi, nameEn } })
    let refusal: unknown
    try { w.rules.create({ ...twin, nameVi, nameEn }, centreActor, w.seer(), null) } catch (error) { refusal = error }
    const { detail, detailEn } = problemOf(refusal as DomainError)
    const { whyVi, whyEn } = w.rules.check({ ...twin, nameVi, nameEn }, null, w.seer()).problems[0]!
    expect([whyVi.includes(nameVi), whyEn.includes(nameEn)]).toEqual([true, true])
    expect([detail.includes(whyVi), detailEn.includes(whyEn)]).toEqual([true, true])
    expect([detail.slice(-40), detailEn.slice(-40)]).toEqual([expect.stringContaining('trạng thái tắt. Không có gì được ghi.'), expect.stringContaining('switched off. Nothing was stored.')])
  })
  it('is remarked only where it is a second step: later, or of more units', () => {
    const w = worldOf({ whole: {} })
    for (const step of [{ pendingMs: 3_600_000 }, { minUnits: 3 }, { minShare: 0.5 }]) {
      const said = w.rules.check({ ...twin, ...step }, null, w.seer())
      expect([said.problems, said.remarks.map(({ code, rule }) => `${code} ${rule}`)]).toEqual([[], ['duplicates whole']])
    }
    expect(w.rules.check({ ...twin, kpis: ['digitization.pages'] }, null, w.seer()).remarks.map(({ code }) => code)).toEqual(['overlaps'])
  })
  it('is refused for none that the asker does not see', () => {
    const w = worldOf({})
    w.rules.create({ ...plainRule, root: '11' }, centreActor, w.seer(), null)
    expect(w.rules.check({ ...twin, root: '12' }, null, w.seer('12')).problems).toEqual([])
  })
})

describe('checking a rule without saving it', () => {
  it('tells every problem, or remarks and how much it would hold of now', () => {
    const w = worldOf({ a: {} })
    const bad = w.rules.check({ ...plainRule, kpis: ['x.y'], tell: ['commune'], levels: ['province'] }, null, w.seer())
    expect(bad.problems.map(({ field }) => field)).toEqual(['kpis', 'tell'])
    w.verdicts.raise(w.live.pyramid.units.flatMap(({ level }, unit) => (level === 'commune' ? [unit] : [])), 0, 'lost', noon)
    const good = w.rules.check({ ...plainRule, kpis: ['digitization.pages'] }, 'a', w.seer())
    expect(ruleCheckAnswer.parse(good)).toEqual(good)
    expect(good).toMatchObject({ problems: [{ field: 'enabled' }], matching: { pairs: 30, of: 30, warnings: 3, units: 30 } })
    expect(w.rules.check({ ...plainRule, kpis: ['digitization.pages'], enabled: false }, 'a', w.seer()).problems).toEqual([])
    expect(good.remarks.map(({ code }) => code)).toEqual(['fires_on_most'])
    expect(w.rules.check({ ...plainRule, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: ['digitization.pages'] }, null, w.seer()).matching).toEqual({ pairs: 0, of: 0, warnings: 0, units: 0 })
    expect(w.ledger.verify().acts).toBe(1)
  })
  it('counts of thresholds only what has a figure to look at, so that a rule which holds of all there is says so', () => {
    const w = worldOf({})
    for (const commune of w.communes('11').slice(0, 4)) w.live.set(commune, 0, 1, 10)
    const rule = { ...plainRule, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: ['digitization.pages'] } as typeof plainRule
    const checked = w.rules.check(rule, null, w.seer())
    expect(checked.matching).toEqual({ pairs: 4, of: 4, warnings: 1, units: 4 })
    expect(checked.remarks.map(({ code }) => code)).toEqual(['fires_on_most'])
    expect(w.rules.check({ ...rule, minUnits: 5 }, null, w.seer()).matching).toMatchObject({ warnings: 0, units: 0 })
  })
  it('counts due reports among the units that owe one', () => {
    const w = worldOf({})
    const rule = { ...plainRule, condition: { on: 'report_due', steps: ['d1', 'overdue'] } } as typeof plainRule
    for (const commune of w.communes('11')) w.due.push({ unit: commune, step: 'd1', dueMs: noon, sinceMs: noon, missing: 1 })
    const checked = w.rules.check(rule, null, w.seer())
    expect(checked.matching).toEqual({ pairs: 10, of: 30, warnings: 1, units: 10 })
    expect(checked.remarks.map(({ code }) => code)).toEqual(['fires_before_due'])
  })
  it('says of a kept rule, too, what it opens at once', () => {
    const w = worldOf({})
    w.verdicts.raise(w.live.pyramid.units.flatMap(({ level }, unit) => (level === 'commune' ? [unit] : [])), 0, 'lost', noon)
    const id = w.rules.create({ ...plainRule, kpis: ['digitization.pages'], enabled: false }, centreActor, w.seer(), null)
    expect(w.rules.detail(id, w.seer(), none).rule.remarks.map(({ code }) => code)).toEqual(['fires_on_most'])
  })
  it('answers open warnings and remarks beside each rule', () => {
    const w = worldOf({ a: {}, b: { kpis: ['digitization.pages'] } })
    const rules = w.rules.list(0, w.seer(), (rule) => (rule === 'a' ? 2 : 0))
    for (const rule of rules) expect(ruleAnswer.parse(rule)).toEqual(rule)
    expect(rules.map(({ id, openWarnings, remarks }) => [id, openWarnings, remarks.map(({ code }) => code)])).toEqual([['a', 2, ['overlaps']], ['b', 0, ['overlaps']]])
  })
})
