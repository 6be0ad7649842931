import { describe, expect, it } from 'vitest'
import { headlineKpis } from '../../../data/kpis/headline.ts'
import { rankClasses, rankOf, usualSize, type Ranked } from '../../../data/judgement/ranking.ts'
import { kpiById } from '../../../data/kpis/catalogue.ts'
import { warningKinds } from '../../../data/protocol/warning.ts'

const of = (more: Partial<Ranked>): number => rankOf({ kind: 'below_plan', severity: 'at_risk', kpi: 'esign.staff', size: 0.2, share: 1, ...more })

describe('the ranking of warnings', () => {
  it('is by class first: an outage, at risk, lost, behind, however large the smaller class is', () => {
    const order = [of({ kind: 'down', size: 0.001 }), of({ size: 1e9 }), of({ size: 0.001 }), of({ kind: 'lost', severity: 'no_data', size: 1e9 }), of({ kind: 'stall', severity: 'behind', size: 1e9 })]
    expect(order.toSorted((a, b) => b - a)).toEqual(order)
    expect(of({ size: Infinity })).toBe(rankClasses.at_risk + 1)
  })
  it('puts an outage under way before a slow lag, however far behind, silent or owned: who has taken it changes nothing', () => {
    const outage = of({ kind: 'down', kpi: 'network.uptime', size: 1, share: 1 })
    expect(outage).toBeGreaterThan(of({ kpi: 'digitization.pages', size: 5, share: 1 }))
    expect(outage).toBeGreaterThan(of({ kind: 'lost', severity: 'no_data', kpi: 'digitization.pages', size: 1e6 }))
    expect(of({ kind: 'down', kpi: 'network.uptime_commune', size: 1, share: 0.1 })).toBeGreaterThan(of({ kpi: 'tasks.overdue', size: 1e6 }))
  })
  it('is by size inside a class, by the share of units affected, and heavier for the wall\'s headline four', () => {
    expect(of({ size: 0.3 })).toBeGreaterThan(of({ size: 0.2 }))
    expect(of({ share: 1 })).toBeGreaterThan(of({ share: 0.1 }))
    expect(of({ kpi: 'digitization.pages' })).toBeGreaterThan(of({}))
    for (const id of headlineKpis) expect(kpiById(id), id).toBeDefined()
  })
  it('puts what is usual of each kind into the middle of its class', () => {
    for (const kind of warningKinds) expect(of({ kind, severity: 'behind', size: usualSize[kind] }) % 1, kind).toBeCloseTo(0.5)
  })
})
