import { describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import { rehearsalBudget, ruleInput, maxRuleName, maxPendingMs, type RuleInput } from '../../../data/protocol/rule.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { canHave, checkRule, hasTarget } from '../../../data/rules/check-rule.ts'
import { countedTroubles, defaultRules } from '../../../data/rules/default-rules.ts'
import { maxAgeHours } from '../../../data/rules/threshold-range.ts'
import { atOnceRemark, beforeDueRemark, loudRemark, loudShare, overlapRemarks } from '../../../data/rules/rule-remarks.ts'
import { outlier } from '../../../data/judgement/detect/thresholds.ts'
import { smallPyramid } from '../../support/memory-figures.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { verdictKinds } from '../../../data/judgement/verdict.ts'

const pyramid = buildPyramid(officialUnits)
const world = { pyramid, kpis, scope: 0 }
const good: RuleInput = {
  nameVi: 'Kịch bản thử', nameEn: 'A rule', condition: { on: 'verdict', verdicts: ['lost'] }, kpis: ['digitization.pages'], root: '11', levels: ['commune'],
  minUnits: 1, minShare: 0, pendingMs: 0, clearAfterMs: 0, severity: 'behind', tell: ['centre'], enabled: true,
}
const threshold = (measure: 'value' | 'gap' | 'fresh_share' | 'age_hours', op: 'below' | 'above', limit: number, clear: number | null = null, ids: string[] | null = ['digitization.pages']): RuleInput => (
  { ...good, kpis: ids, condition: { on: 'threshold', measure, op, limit, clear } })
const fieldsOf = (rule: Partial<RuleInput>): string[] => checkRule({ ...good, ...rule }, world).map(({ field }) => field)

describe('the default rules', () => {
  it('are valid, differ in id and name, and no two would warn twice of the same thing', () => {
    expect(new Set(defaultRules.map(({ id }) => id)).size).toBe(defaultRules.length)
    expect(new Set(defaultRules.map(({ rule }) => rule.nameVi)).size).toBe(defaultRules.length)
    for (const { id, rule } of defaultRules) {
      expect(ruleInput.parse(rule)).toEqual(rule)
      expect(checkRule(rule, world), id).toEqual([])
      expect(overlapRemarks(pyramid, rule, id, defaultRules), id).toEqual([])
    }
  })
  it('tell of what the product counts from other troubles at the centre only: elsewhere those are told themselves', () => {
    const plan = defaultRules.filter(({ rule: { condition } }) => condition.on === 'verdict' && condition.verdicts.includes('below_plan'))
    for (const { id, rule } of plan) {
      if (countedTroubles.some((kpi) => rule.kpis!.includes(kpi))) expect([id, rule.levels]).toEqual(['plan-counted', ['centre']])
    }
    expect(plan.map(({ id }) => id)).toContain('plan-counted')
  })
  it('look at every kind of verdict and at overdue reports', () => {
    const looked = new Set(defaultRules.flatMap(({ rule: { condition } }) => (condition.on === 'verdict' ? condition.verdicts : [condition.on])))
    expect([...looked].toSorted()).toEqual([...verdictKinds, 'report_due'].toSorted())
  })
})

describe('the shape of a rule', () => {
  it.each([
    [{ nameVi: 'ab' }, { nameVi: 'abc' }], [{ nameVi: 'a'.repeat(maxRuleName + 1) }, { nameVi: 'a'.repeat(maxRuleName) }],
    [{ minUnits: 0 }, { minUnits: 1 }], [{ minUnits: 5001 }, { minUnits: 5000 }], [{ minShare: 1.01 }, { minShare: 1 }], [{ minShare: -0.01 }, { minShare: 0 }],
    [{ pendingMs: maxPendingMs + 1 }, { pendingMs: maxPendingMs }], [{ clearAfterMs: -1 }, { clearAfterMs: 0 }], [{ tell: [] }, { tell: ['province'] }],
    [{ levels: [] }, { levels: ['commune'] }], [{ kpis: [] }, { kpis: null }],
  ] as [Record<string, unknown>, Record<string, unknown>][])('refuses %j and takes %j', (bad, fine) => {
    expect(ruleInput.safeParse({ ...good, ...bad }).success).toBe(false)
    expect(ruleInput.safeParse({ ...good, ...fine }).success).toBe(true)
  })
})

describe('a rule that cannot mean what it says', () => {
  it('is refused for KPIs that the catalogue does not have, or that stand twice', () => {
    expect(fieldsOf({ kpis: ['nothing.here'] })).toEqual(['kpis'])
    expect(fieldsOf({ kpis: ['digitization.pages', 'digitization.pages'] })).toEqual(['kpis'])
    expect(fieldsOf({})).toEqual([])
  })
  it('is refused for a root outside the editor\'s scope, in the words for one that is not there', () => {
    const scope = pyramid.indexOf('11')!
    const says = ['33', 'TW', '99'].map((root) => checkRule({ ...good, root }, { ...world, scope }))
    expect(says[0]).toEqual([{ field: 'root', whyVi: 'không có đơn vị này trong phạm vi được điều hành', whyEn: 'there is no such unit in your scope' }])
    expect(new Set(says.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(checkRule(good, { ...world, scope })).toEqual([])
  })
  it('says that the centre lies below no province, and that provinces have their own level', () => {
    const says = (root: string, levels: RuleInput['levels']) => checkRule({ ...good, root, levels }, world).find(({ field }) => field === 'levels')
    expect(says('11', ['centre'])).toMatchObject({ whyVi: `trung ương không nằm dưới ${pyramid.units[pyramid.indexOf('11')!]!.fullName}`, whyEn: `the centre does not lie below ${pyramid.units[pyramid.indexOf('11')!]!.nameEn}` })
    expect(says('11', ['province'])).toBeUndefined()
  })
  it('is refused for levels that are not below its root, or that never report its KPIs', () => {
    expect(fieldsOf({ levels: ['centre'] })).toEqual(['levels'])
    expect(fieldsOf({ levels: ['province'] })).toEqual([])
    expect(fieldsOf({ levels: ['province'], kpis: ['members.services'] })).toEqual(['levels'])
    expect(fieldsOf({ levels: ['commune'], kpis: ['network.uptime'] })).toEqual(['levels'])
    expect(fieldsOf({ levels: ['province'], kpis: ['members.services'], condition: { on: 'verdict', verdicts: ['below_plan'] } })).toEqual([])
  })
  it('is refused for a verdict that none of its KPIs can have', () => {
    expect(fieldsOf({ condition: { on: 'verdict', verdicts: ['down'] } })).toContain('condition.verdicts')
    expect(fieldsOf({ condition: { on: 'verdict', verdicts: ['down'] }, kpis: ['digitization.pages', 'network.uptime_commune'] })).toEqual([])
    expect(fieldsOf({ condition: { on: 'verdict', verdicts: ['lost'] }, kpis: ['tasks.overdue'] })).toContain('condition.verdicts')
    expect(fieldsOf({ condition: { on: 'verdict', verdicts: ['mismatch'] } })).toEqual(['levels'])
    expect(fieldsOf({ condition: { on: 'verdict', verdicts: ['lost', 'lost'] } })).toEqual(['condition.verdicts'])
    for (const kind of verdictKinds) expect(kpis.some((kpi) => canHave(kind, kpi)), kind).toBe(true)
  })
  it('is refused for being far from its peers where there are fewer of them than are compared', () => {
    const far = (root: string, levels: RuleInput['levels'], verdicts: string[] = ['outlier']) => checkRule({ ...good, root, levels, condition: { on: 'verdict', verdicts } as RuleInput['condition'] }, world)
    // Seven cities of the provinces' level, 27 provinces, thirteen special zones.
    expect(far('01', ['province'])).toEqual([{ field: 'condition.verdicts', whyVi: expect.stringContaining('chỉ có 7'), whyEn: expect.stringContaining('there are 7: the condition never holds') }])
    expect(far('TW', ['centre'])).toEqual([{ field: 'condition.verdicts', whyVi: expect.stringContaining('với trung ương chỉ có 1'), whyEn: expect.stringContaining('for the centre there are 1') }])
    expect(far('TW', ['centre', 'province']).map(({ field }) => field)).toEqual(['levels'])
    expect(far('01', ['province'], ['below_plan', 'outlier']).map(({ field }) => field)).toEqual(['condition.verdicts'])
    expect([far('11', ['province']), far('TW', ['province']), far('01', ['commune']), far('01', ['province', 'commune'], ['below_plan', 'outlier']), far('01', ['province'], ['below_plan'])]).toEqual(Array(5).fill([]))
  })
  it('is refused from one peer too few, and taken from the fewest that are compared', () => {
    const of = (provinces: number): string[] => checkRule({ ...good, root: 'TW', levels: ['province'], condition: { on: 'verdict', verdicts: ['outlier'] } }, { pyramid: smallPyramid(provinces, 1), kpis, scope: 0 }).map(({ field }) => field)
    expect([of(outlier.leastPeers - 1), of(outlier.leastPeers)]).toEqual([['condition.verdicts'], []])
  })
  it('is refused for a stage that is far from its peers above the communes: a lowest stage is not compared', () => {
    const of = (level: 'province' | 'commune'): string[] => fieldsOf({ root: 'TW', kpis: ['rollout.stage'], levels: [level], condition: { on: 'verdict', verdicts: ['outlier'] } })
    expect([of('province'), of('commune')]).toEqual([['levels'], []])
  })
  it('is refused where a verdict never has any of its severities', () => {
    const of = (verdicts: string[], severities: string[]): string[] => fieldsOf({ kpis: null, condition: { on: 'verdict', verdicts, severities } as RuleInput['condition'] })
    expect(of(['lost'], ['at_risk'])).toEqual(['condition.severities'])
    expect(of(['lost'], ['no_data', 'at_risk'])).toEqual([])
    expect(of(['down'], ['behind'])).toEqual(['condition.severities'])
    expect(of(['lost', 'down'], ['at_risk'])).toEqual(['condition.severities'])
    expect(of(['below_plan'], ['behind'])).toEqual([])
    expect(of(['late', 'below_plan'], ['at_risk', 'behind'])).toEqual([])
  })
  it('is refused for a gap, or for being below plan, where no document sets a target', () => {
    expect(hasTarget({ id: 'network.uptime_commune' })).toBe(false)
    expect(fieldsOf(threshold('gap', 'below', -0.1, null, ['network.uptime_commune']))).toContain('kpis')
    expect(fieldsOf(threshold('value', 'below', 0.9, null, ['network.uptime_commune']))).toEqual([])
    expect(fieldsOf(threshold('gap', 'below', -0.1, null, ['digitization.pages']))).toEqual([])
    expect(fieldsOf({ kpis: ['network.uptime_commune'], condition: { on: 'verdict', verdicts: ['below_plan'] } })).toContain('condition.verdicts')
  })
  it('is refused for a name with control or direction characters, several lines, or a number like a person\'s', () => {
    for (const name of ['ab\u0000cd', 'ab\u202ecd', 'ab\u200fcd', 'hai\ndòng', 'Gọi ông A 0912345678']) {
      expect(fieldsOf({ nameVi: name })).toEqual(['nameVi'])
      expect(fieldsOf({ nameEn: name })).toEqual(['nameEn'])
    }
    expect(fieldsOf({ nameVi: 'Số hóa dưới 50 % năm 2026' })).toEqual([])
  })
  it('is refused where it clears on the wrong side of its limit', () => {
    expect(fieldsOf(threshold('value', 'below', 0.5, 0.49))).toEqual(['condition.clear'])
    expect(fieldsOf(threshold('value', 'below', 0.5, 0.5))).toEqual([])
    expect(fieldsOf(threshold('value', 'above', 0.5, 0.51))).toEqual(['condition.clear'])
    expect(fieldsOf(threshold('value', 'above', 0.5, 0.4))).toEqual([])
  })
  it.each([
    ['value', 'below', -0.1, 0.1], ['value', 'below', 0, 0.001], ['value', 'below', 1.01, 1], ['value', 'above', 1, 0.999], ['gap', 'below', -1.1, -0.9],
    ['fresh_share', 'below', 1.1, 1], ['fresh_share', 'above', 1, 0], ['value', 'above', -0.1, 0],
    ['age_hours', 'above', -1, 0.5], ['age_hours', 'above', 0, 0.001], ['age_hours', 'above', maxAgeHours, maxAgeHours - 1], ['age_hours', 'below', maxAgeHours, maxAgeHours - 1], ['age_hours', 'below', 0, 0.001],
  ] as const)('is refused where %s %s %d can hold never or always, not at %d', (measure, op, bad, fine) => {
    expect(fieldsOf(threshold(measure, op, bad))).toEqual(['condition.limit'])
    expect(fieldsOf(threshold(measure, op, fine))).toEqual([])
  })
  it('is refused for a count or a gap of counts at the ends that stand for no end', () => {
    const of = (measure: 'value' | 'gap', op: 'below' | 'above', limit: number): string[] => fieldsOf({ ...threshold(measure, op, limit, null, ['tasks.overdue']), levels: ['province'] })
    expect([of('value', 'below', 1e12), of('gap', 'above', -1e12), of('gap', 'below', 1e12)]).toEqual(Array(3).fill(['condition.limit']))
    expect([of('value', 'below', 1e12 - 1), of('gap', 'above', 1 - 1e12), of('gap', 'below', 1e12 - 1), of('value', 'above', 0)]).toEqual(Array(4).fill([]))
  })
  it('is refused where nothing could end it once it is met', () => {
    expect(fieldsOf(threshold('age_hours', 'above', 5, 0))).toEqual(['condition.clear'])
    expect(fieldsOf(threshold('age_hours', 'above', 5, 0.5))).toEqual([])
    expect(fieldsOf(threshold('age_hours', 'below', 5, maxAgeHours))).toEqual(['condition.clear'])
    expect(fieldsOf(threshold('age_hours', 'below', 5, maxAgeHours - 1))).toEqual([])
    expect(fieldsOf(threshold('value', 'above', 0.5, 0))).toEqual([])
  })
  it('says which of the two it is, in both languages', () => {
    const [always] = checkRule(threshold('age_hours', 'above', 0), world)
    expect([always?.whyVi, always?.whyEn]).toEqual([expect.stringContaining('luôn trên 0: điều kiện luôn luôn đúng'), expect.stringContaining('always above 0: the condition would hold always')])
  })
  it('judges a threshold for every chosen KPI, and names the one it cannot hold of', () => {
    expect(checkRule(threshold('value', 'below', -0.5, null, ['paper.cut', 'digitization.pages']), { ...world })[0]?.whyEn).toContain('Non-secret pages digitised')
    expect(fieldsOf({ ...threshold('value', 'above', 5, null, ['training.classes']), levels: ['province'] })).toEqual([])
    expect(fieldsOf(threshold('age_hours', 'above', 5, null, ['tasks.overdue']))).toContain('kpis')
  })
  it('is refused where one limit would be of ratios and of counts, for whatever both have in common is not', () => {
    const mixed = ['training.classes', 'digitization.pages']
    expect(fieldsOf(threshold('value', 'below', 0.5, null, mixed))).toEqual(['kpis'])
    expect(fieldsOf(threshold('gap', 'below', -0.5, null, mixed))).toEqual(['kpis'])
    expect(fieldsOf(threshold('value', 'below', 0.5, null, ['rollout.stage', 'digitization.pages']))).toEqual(['kpis'])
    expect(fieldsOf(threshold('value', 'below', 0.5, null, ['esign.documents', 'digitization.pages']))).toEqual([])
    expect(fieldsOf(threshold('age_hours', 'above', 72, null, mixed))).toEqual([])
    expect(fieldsOf(threshold('fresh_share', 'below', 0.5, null, mixed))).toEqual([])
  })
  it('is refused where nobody it tells can see its units', () => {
    expect(fieldsOf({ levels: ['province'], tell: ['commune'] })).toEqual(['tell'])
    expect(fieldsOf({ levels: ['province'], tell: ['commune', 'province'] })).toEqual([])
    expect(fieldsOf({ levels: ['commune'], tell: ['commune'] })).toEqual([])
  })
  it('is refused where no group has as many units', () => {
    const communes = pyramid.children[pyramid.indexOf('11')!]!.length
    expect(fieldsOf({ minUnits: communes + 1 })).toEqual(['minUnits'])
    expect(fieldsOf({ minUnits: communes })).toEqual([])
    expect(fieldsOf({ levels: ['province'], minUnits: 2 })).toEqual(['minUnits'])
  })
  it('is refused where it chooses KPIs for reports that are due', () => {
    const due = { on: 'report_due', steps: ['overdue'] } as RuleInput['condition']
    expect(fieldsOf({ condition: due })).toEqual(['kpis'])
    expect(fieldsOf({ condition: due, kpis: null })).toEqual([])
    expect(fieldsOf({ condition: due, kpis: null, root: 'TW', levels: ['centre'] })).toEqual(['levels'])
  })
})

describe('remarks on a rule', () => {
  const other = { id: 'other', rule: { ...good, nameVi: 'Kịch bản khác' } }
  const codes = (rule: Partial<RuleInput>, of = other): string[] => overlapRemarks(pyramid, { ...good, ...rule }, 'mine', [of]).map(({ code }) => code)
  it('say when another enabled rule says the same, or some of it', () => {
    expect(codes({})).toEqual(['duplicates'])
    expect(codes({ kpis: null })).toEqual(['overlaps'])
    expect(codes({ root: 'TW' })).toEqual(['overlaps'])
    expect(codes({ condition: { on: 'verdict', verdicts: ['late', 'lost'] } })).toEqual(['overlaps'])
  })
  it('say nothing of rules that look elsewhere, at other things, or are off, nor of the rule itself', () => {
    expect(codes({ root: '33' })).toEqual([])
    expect(codes({ kpis: ['esign.documents'] })).toEqual([])
    expect(codes({ levels: ['province'] })).toEqual([])
    expect(codes({ condition: { on: 'verdict', verdicts: ['late'] } })).toEqual([])
    expect(codes({ enabled: false })).toEqual([])
    expect(codes({}, { ...other, rule: { ...other.rule, enabled: false } })).toEqual([])
    expect(codes({}, { ...other, id: 'mine' })).toEqual([])
  })
  it('say nothing of two rules whose verdicts share no severity that they can have', () => {
    const of = (verdicts: string[], severities?: string[]): RuleInput => ({ ...good, kpis: null, condition: { on: 'verdict', verdicts, ...(severities === undefined ? {} : { severities }) } as RuleInput['condition'] })
    const say = (a: RuleInput, b: RuleInput): string[] => overlapRemarks(pyramid, a, 'a', [{ id: 'b', rule: b }]).map(({ code }) => code)
    expect(say(of(['late', 'below_plan'], ['at_risk']), of(['late'], ['behind']))).toEqual([])
    expect(say(of(['late', 'below_plan'], ['at_risk']), of(['below_plan']))).toEqual(['overlaps'])
  })
  it('say when it would open more at once than a day is allowed', () => {
    expect(atOnceRemark(rehearsalBudget, 30)).toEqual([])
    expect(atOnceRemark(rehearsalBudget + 1, 30).map(({ code }) => code)).toEqual(['opens_at_once'])
  })
  it('say of reports that the steps before the due day reach nearly everybody', () => {
    const due = (...steps: string[]): string[] => beforeDueRemark({ condition: { on: 'report_due', steps } as RuleInput['condition'] }).map(({ code }) => code)
    expect(due('d7', 'd3', 'd1', 'overdue')).toEqual(['fires_before_due'])
    expect(due('overdue')).toEqual([])
  })
  it('say when it would hold of more than half of what it looks at', () => {
    expect(loudShare).toBe(0.5)
    expect(loudRemark(51, 100).map(({ code }) => code)).toEqual(['fires_on_most'])
    expect(loudRemark(50, 100)).toEqual([])
    expect(loudRemark(0, 0)).toEqual([])
  })
})
