/** A threshold that holds of nearly everything cannot be on, whatever the store holds: from both sides of each limit, and no legitimate rule is hit. */
import { describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import type { RuleCondition, RuleInput } from '../../../data/protocol/rule.ts'
import { defaultRules } from '../../../data/rules/default-rules.ts'
import { ageHorizonHours, wholeRangeProblem, wholeShare } from '../../../data/rules/whole-range.ts'

type Threshold = Extract<RuleCondition, { on: 'threshold' }>
const compliance = 'security.compliance'
function problemOf(measure: Threshold['measure'], op: Threshold['op'], limit: number, ids: readonly string[] = [compliance], more: Partial<RuleInput> = {}) {
  const rule: RuleInput = {
    nameVi: 'Thử', nameEn: '', condition: { on: 'threshold', measure, op, limit, clear: null }, kpis: [...ids], root: 'TW', levels: ['province'], minUnits: 1, minShare: 0,
    pendingMs: 0, clearAfterMs: 0, severity: 'behind', tell: ['centre'], enabled: true, ...more,
  }
  return wholeRangeProblem(rule, kpis)
}
const refused = (...args: Parameters<typeof problemOf>): boolean => problemOf(...args) !== null
const one = (of: (kpi: typeof kpis[number]) => boolean): string => kpis.find(of)!.id

describe('a threshold over the whole range of its number', () => {
  it.each([['gap', 'above', -0.999], ['gap', 'below', 0.999], ['age_hours', 'below', 87_600], ['fresh_share', 'above', 0], ['value', 'above', 0.00001]] as const)('cannot be on: %s %s %d', (measure, op, limit) => {
    expect(problemOf(measure, op, limit)).toMatchObject({ field: 'condition.limit' })
    expect(refused(measure, op, limit, [compliance], { enabled: false })).toBe(false)
  })

  it(`is one from ${wholeShare * 100} % of the range on`, () => {
    expect([refused('gap', 'above', -0.9), refused('gap', 'above', -0.89), refused('gap', 'below', 0.9), refused('gap', 'below', 0.89)]).toEqual([true, false, true, false])
    expect([refused('fresh_share', 'above', 0.05), refused('fresh_share', 'above', 0.06)]).toEqual([true, false])
    expect([refused('value', 'above', 0.05), refused('value', 'above', 0.06)]).toEqual([true, false])
    expect([refused('age_hours', 'below', ageHorizonHours * 0.95), refused('age_hours', 'below', ageHorizonHours * 0.94)]).toEqual([true, false])
  })

  it('is none where what is healthy does not meet it: a perfect figure, a fresh unit, a new reading', () => {
    expect([refused('value', 'below', 1), refused('value', 'below', 0.999), refused('fresh_share', 'below', 1), refused('gap', 'below', 0), refused('gap', 'below', -0.1), refused('gap', 'above', 0)]).toEqual(Array(6).fill(false))
    const month = one(({ cadence, computed }) => cadence === 'month' && !computed)
    expect([refused('age_hours', 'above', 7, [month]), refused('age_hours', 'above', 8, [month]), refused('age_hours', 'above', 72, [month])]).toEqual([true, false, false])
    const down = kpis.find(({ kind, direction }) => kind === 'flow_ratio' && direction === 'down')
    if (down !== undefined) expect(refused('value', 'above', 0.01, [down.id])).toBe(false)
  })

  it('is judged of all its KPIs together, and never of a number without ends', () => {
    const count = one(({ kind }) => kind === 'stock_count' || kind === 'flow_count')
    expect([refused('value', 'above', 0.00001, [count]), refused('value', 'below', 1e9, [count]), refused('gap', 'above', -1e9, ['tasks.overdue'])]).toEqual([false, false, false])
    const stage = one(({ kind }) => kind === 'level')
    expect([refused('value', 'above', 1, [stage]), refused('value', 'below', 6, [stage])]).toEqual([false, false])
  })

  it('says of how much it holds and which limit would mean something, in both languages', () => {
    const said = problemOf('gap', 'above', -0.999)!
    expect([said.whyVi, said.whyEn]).toEqual([expect.stringMatching(/99,9 % mọi giá trị.*dưới −10 điểm.*trạng thái tắt/), expect.stringMatching(/99\.9 % of all values.*below −10 points.*switched off/)])
    expect(problemOf('fresh_share', 'above', 0)!.whyVi).toContain('100 %')
  })

  it('is none of the product\'s own rules', () => {
    for (const { rule } of defaultRules) expect(wholeRangeProblem({ ...rule, enabled: true }, kpis)).toBeNull()
  })
})
