import { afterEach, describe, expect, it } from 'vitest'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { noon, WarningWorld } from '../../support/warning-world.ts'

const minute = 60_000
const worlds: WarningWorld[] = []
afterEach(async () => { for (const world of worlds.splice(0)) await world.end() })
function worldOf(...args: ConstructorParameters<typeof WarningWorld>): WarningWorld {
  const world = new WarningWorld(...args)
  worlds.push(world)
  return world
}
const told = (w: WarningWorld, code = 'TW'): string[] => w.list(code).map(({ unit, kpi, kind, also }) => `${unit} ${kpi} ${kind}${also.map((one) => ` +${one.kpi} ${one.kind} ${one.units}`).join('')}`)
const pages = 'digitization.pages'
const plan: Partial<RuleInput> = { levels: ['province'], kpis: [pages], severity: 'at_risk', tell: ['centre', 'province'], condition: { on: 'verdict', verdicts: ['below_plan'] } }
const stall: Partial<RuleInput> = { levels: ['province'], kpis: [pages], severity: 'behind', condition: { on: 'verdict', verdicts: ['stall'] } }

describe('the same units silent on several KPIs', () => {
  it('are one warning that names the others, and the next opens when it ends', () => {
    const w = worldOf({ lost: {} })
    const communes = w.communes('11')
    w.verdicts.raise(communes, 0, 'lost', noon)
    w.verdicts.raise(communes.slice(0, 6), 1, 'lost', noon)
    w.pass()
    expect(told(w)).toEqual([`11 ${pages} lost +network.uptime_commune lost 6`])
    w.verdicts.clear(communes, 0, 'lost')
    w.pass(1000)
    w.pass(1000)
    expect(told(w)).toEqual(['11 network.uptime_commune lost'])
  })
  it('are two where one names a unit that the other does not', () => {
    const w = worldOf({ lost: {} })
    w.verdicts.raise(w.communes('11').slice(0, 5), 0, 'lost', noon)
    w.verdicts.raise(w.communes('11').slice(4, 7), 1, 'lost', noon)
    w.pass()
    expect(w.list()).toHaveLength(2)
  })
  it('tells nobody below the group what it covers (law 8)', () => {
    const w = worldOf({ lost: {} })
    w.verdicts.raise(w.communes('11'), 0, 'lost', noon)
    w.verdicts.raise(w.communes('11'), 1, 'lost', noon)
    w.pass()
    expect(told(w, '11001')).toEqual([`11001 ${pages} lost`])
  })
})

describe('one figure', () => {
  it('that is below plan and stands still is one warning, the worse; the lesser gives way to it and comes back after it', () => {
    const w = worldOf({ plan: { ...plan, pendingMs: minute }, stall })
    w.verdicts.raise([w.unit('11')], 0, 'stall', noon, 'behind')
    w.verdicts.raise([w.unit('11')], 0, 'below_plan', noon, 'at_risk')
    w.pass()
    expect(told(w)).toEqual([`11 ${pages} stall`])
    const [{ id } = { id: '' }] = w.list()
    w.pass(minute)
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${pages} below_plan +${pages} stall 1`])
    expect(w.book.reader.detail(id, w.seer()).history[0]).toMatchObject({ action: 'closed', by: 'system' })
    w.verdicts.clear([w.unit('11')], 0, 'below_plan')
    w.pass(1000)
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${pages} stall`])
  })
  it('keeps both where somebody has taken the lesser, where it is told to more people, or where it is not as bad', () => {
    const taken = worldOf({ plan: { ...plan, pendingMs: minute }, stall })
    taken.verdicts.raise([taken.unit('11')], 0, 'stall', noon, 'behind')
    taken.verdicts.raise([taken.unit('11')], 0, 'below_plan', noon, 'at_risk')
    taken.pass()
    taken.act({ act: 'acknowledge' })
    taken.pass(minute)
    expect(taken.list()).toHaveLength(2)
    const wider = worldOf({ plan: { ...plan, tell: ['centre'] }, stall })
    wider.verdicts.raise([wider.unit('11')], 0, 'below_plan', noon, 'at_risk')
    wider.pass()
    wider.verdicts.raise([wider.unit('11')], 0, 'stall', noon, 'behind')
    wider.pass(1000)
    expect(wider.list()).toHaveLength(2)
    const worse = worldOf({ stall, plan })
    worse.verdicts.raise([worse.unit('11')], 0, 'stall', noon, 'behind')
    worse.pass()
    worse.verdicts.raise([worse.unit('12')], 0, 'below_plan', noon, 'at_risk')
    worse.pass(1000)
    expect(worse.list()).toHaveLength(2)
  })
  it('of a province does not cover its communes: they are other units', () => {
    const w = worldOf({ plan, communes: { ...stall, levels: ['commune'] } })
    w.verdicts.raise([w.unit('11')], 0, 'below_plan', noon, 'at_risk')
    w.pass()
    w.verdicts.raise(w.communes('11'), 0, 'stall', noon, 'behind')
    w.pass(1000)
    expect(w.list()).toHaveLength(2)
  })
})

describe('a province\'s own office', () => {
  it('is covered where at least half of its communes share its trouble', () => {
    const w = worldOf({ own: { levels: ['province'], tell: ['centre', 'province'] }, communes: {} })
    w.verdicts.raise([w.unit('11'), ...w.communes('11').slice(0, 5), w.unit('12'), ...w.communes('12').slice(0, 4)], 0, 'lost', noon)
    w.pass()
    expect(told(w).toSorted()).toEqual([`11 ${pages} lost +${pages} lost 1`, `12 ${pages} lost`, `12 ${pages} lost`])
    expect(w.told).toHaveLength(3)
  })
})

describe('a restart', () => {
  it('opens nothing that is covered', () => {
    const w = worldOf({ lost: {} })
    const raise = (): void => { for (const kpi of [0, 1]) w.verdicts.raise(w.communes('11'), kpi, 'lost', noon) }
    raise()
    w.pass()
    w.restart()
    raise()
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${pages} lost +network.uptime_commune lost 10`])
  })
})
