/** What stands before a rule is switched on (switching-on.ts): never what fires on everything, and only knowingly what opens more than the budget at once. */
import { describe, expect, it } from 'vitest'
import { everythingLeast, everythingShare, maxConfirmed, rehearsalBudget, ruleChange, type RuleInput } from '../../../data/protocol/rule.ts'
import { problemOf, type DomainError } from '../../../server/errors.ts'
import { centreActor, noon, plainRule, type WarningWorld } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const open = worldsOfTests()
/** In the catalogue's order; four of them in three provinces can be twelve warnings. */
const kpis = ['digitization.pages', 'esign.staff', 'esign.documents', 'devices.standard']
function worldOf(rules: ConstructorParameters<typeof WarningWorld>[0] = {}, ids: readonly string[] = kpis): WarningWorld {
  return open(rules, {}, ids)
}
const low: RuleInput = { ...plainRule, kpis: ['digitization.pages'], condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null } }
const silent: RuleInput = { ...plainRule, condition: { on: 'verdict', verdicts: ['lost'] } }
const refusal = (act: () => unknown): ReturnType<typeof problemOf> | null => {
  try { act() } catch (error) { return problemOf(error as DomainError) }
  return null
}
const make = (w: WarningWorld, rule: RuleInput, confirm?: { warnings: number, units: number }): ReturnType<typeof problemOf> | null => refusal(() => w.rules.create(rule, centreActor, w.seer(), null, confirm))
const all = (w: WarningWorld): number[] => ['11', '12', '13'].flatMap((code) => w.communes(code))
/** `found` of `of` communes below the limit. */
function filled(found: number, of: number, rules: ConstructorParameters<typeof WarningWorld>[0] = {}): WarningWorld {
  const w = worldOf(rules)
  all(w).slice(0, of).forEach((commune, i) => w.live.set(commune, 0, i < found ? 10 : 90, 100))
  return w
}

describe('a rule that fires on everything', () => {
  it('is refused with its figures, whatever is confirmed; saved switched off it is kept', () => {
    const w = filled(30, 30)
    const said = make(w, low, { warnings: 100, units: 100 })!
    expect(said).toMatchObject({ status: 409, code: 'rule_fires_on_everything', figures: { pairs: 30, of: 30 } })
    expect(said.detail).toContain('30/30 (100 %)')
    expect(said.detailEn).toContain('30 of 30 (100 %)')
    expect(make(w, { ...low, enabled: false })).toBeNull()
  })
  it(`holds of ${everythingShare * 100} % of at least ${everythingLeast} figures; of fewer nothing is said`, () => {
    expect([make(filled(27, 30), low)?.code, make(filled(26, 30), low)?.code ?? null]).toEqual(['rule_fires_on_everything', null])
    expect([make(filled(everythingLeast, everythingLeast), low)?.code, make(filled(everythingLeast - 1, everythingLeast - 1), low)?.code ?? null]).toEqual(['rule_fires_on_everything', null])
  })
  it('is refused where a kept one is switched on, or changed into one; a change of its name alone is not', () => {
    const w = filled(30, 30, { mine: { ...low, enabled: false } })
    const update = (id: string, rule: RuleInput, version: number): string | null => refusal(() => w.rules.update(id, rule, version, centreActor, w.seer(), null))?.code ?? null
    const id = w.rules.create({ ...low, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.05, clear: null } }, centreActor, w.seer(), null)
    expect(update(id, low, 1)).toBe('rule_fires_on_everything')
    const off = w.rules.create({ ...low, enabled: false }, centreActor, w.seer(), null)
    expect(update(off, low, 1)).toBe('rule_fires_on_everything')
    const kept = filled(0, 30)
    const on = kept.rules.create(low, centreActor, kept.seer(), null)
    for (const commune of all(kept)) kept.live.set(commune, 0, 10, 100)
    kept.rules.update(on, { ...low, nameVi: 'Tên khác' }, 1, centreActor, kept.seer(), null)
    expect(kept.rules.rule(on)?.nameVi).toBe('Tên khác')
  })
  it('is a problem of the check, with its figures beside it; of a rule that is off it is none', () => {
    const w = filled(30, 30)
    const said = w.rules.check(low, null, w.seer())
    expect(said.problems.map(({ field, whyVi }) => [field, whyVi.includes('30/30 (100 %)')])).toEqual([['enabled', true]])
    expect(said.matching).toMatchObject({ pairs: 30, of: 30 })
    expect(w.rules.check({ ...low, enabled: false }, null, w.seer()).problems).toEqual([])
  })
  it('is never the product\'s own as it comes: it can be switched off and on whatever is down', () => {
    const w = worldOf({ own: { ...silent, kpis: ['digitization.pages'] } })
    w.verdicts.raise(all(w), 0, 'lost', noon)
    const own = w.rules.rule('own')!
    w.rules.update('own', { ...own, enabled: false }, 1, centreActor, w.seer(), null)
    expect(w.rules.check(own, 'own', w.seer()).problems).toEqual([])
    w.rules.update('own', own, 2, centreActor, w.seer(), null)
    expect(refusal(() => w.rules.update('own', { ...own, minUnits: 2 }, 3, centreActor, w.seer(), null))?.code).toBe('rule_fires_on_everything')
  })
  it('cannot be told in a store without a figure: any rule is taken', () => {
    expect([make(worldOf(), low), make(worldOf(), silent), make(worldOf(), { ...plainRule, condition: { on: 'report_due', steps: ['overdue'] } })]).toEqual([null, null, null])
  })
})

describe('a rule that would open more than the budget at once', () => {
  /** One commune lost in each of `groups` (KPI, province), beside others that are heard. */
  function lostIn(groups: number, rules: ConstructorParameters<typeof WarningWorld>[0] = {}): WarningWorld {
    const w = worldOf(rules)
    w.live.kpis.forEach((_, kpi) => { for (const commune of all(w)) w.live.set(commune, kpi, 60, 100) })
    for (let i = 0; i < groups; i++) w.verdicts.raise([w.communes(['11', '12', '13'][i % 3]!)[0]!], Math.floor(i / 3), 'lost', noon)
    return w
  }
  const rule = { ...silent, kpis: [...kpis] }
  it(`is taken with ${rehearsalBudget}, and with one more only with a confirmation of no fewer`, () => {
    expect(make(lostIn(rehearsalBudget), rule)).toBeNull()
    const w = lostIn(rehearsalBudget + 1)
    const said = make(w, rule)!
    expect(said).toMatchObject({ status: 409, code: 'rule_over_budget', figures: { warnings: 11, units: 3, budget: rehearsalBudget } })
    expect([said.detail, said.detailEn]).toEqual([expect.stringContaining('mở ngay 11 cảnh báo (3 đơn vị), quá mức 10'), expect.stringContaining('opens 11 warnings (3 units) at once, above 10')])
    expect(make(w, rule, { warnings: 10, units: 3 })?.code).toBe('rule_over_budget')
    expect(make(w, rule, { warnings: 11, units: 3 })).toBeNull()
  })
  it('keeps in its history who confirmed which figures, until it is switched off or changed', () => {
    const w = lostIn(11)
    const id = w.rules.create({ ...rule, enabled: false }, centreActor, w.seer(), null)
    w.rules.update(id, rule, 1, centreActor, w.seer(), 'cần gấp', { warnings: 11, units: 3 })
    w.rules.update(id, { ...rule, nameVi: 'Tên khác' }, 2, centreActor, w.seer(), null)
    w.rules.update(id, { ...rule, nameVi: 'Tên khác', enabled: false }, 3, centreActor, w.seer(), null)
    const { history } = w.rules.detail(id, w.seer(), () => 0)
    expect(history.map(({ action, by, changes }) => [action, by, changes.filter(({ field }) => field === 'confirmed').map(({ before, after }) => [before, after])])).toEqual([
      ['switch_off', 'local', [['{"warnings":11,"units":3}', null]]], ['edit', 'local', []], ['switch_on', 'local', [[null, '{"warnings":11,"units":3}']]], ['create', 'local', []],
    ])
  })
  it('wants it of the product\'s own, too', () => {
    const w = lostIn(11, { own: rule })
    w.rules.update('own', { ...rule, enabled: false }, 1, centreActor, w.seer(), null)
    expect(refusal(() => w.rules.update('own', rule, 2, centreActor, w.seer(), null))?.code).toBe('rule_over_budget')
  })
  it('a confirmation is not kept where none was wanted, and refused of a rule that is off', () => {
    const w = lostIn(3)
    const id = w.rules.create(rule, centreActor, w.seer(), null, { warnings: 3, units: 3 })
    expect(w.rules.detail(id, w.seer(), () => 0).history[0]!.changes.some(({ field }) => field === 'confirmed')).toBe(false)
    expect(make(w, { ...rule, enabled: false }, { warnings: 3, units: 3 })).toMatchObject({ status: 400, code: 'field_invalid', field: 'confirm' })
  })
  it('has a strict shape, bounded on both sides', () => {
    const takes = (confirm: unknown): boolean => ruleChange.safeParse({ rule, version: 0, confirm }).success
    expect([takes({ warnings: 1, units: 1 }), takes({ warnings: maxConfirmed, units: maxConfirmed })]).toEqual([true, true])
    for (const wrong of [true, null, {}, { warnings: 11 }, { warnings: 0, units: 3 }, { warnings: 11, units: 0 }, { warnings: maxConfirmed + 1, units: 3 }, { warnings: 11.5, units: 3 }, { warnings: '11', units: 3 }, { warnings: 11, units: 3, of: 4 }]) expect(takes(wrong)).toBe(false)
  })
})
