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
    expect(w.book.reader.detail(id, w.seer())).toMatchObject({ warning: { state: 'stopped' }, history: [{ action: 'closed', by: 'system' }, { action: 'opened' }] })
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
    w.verdicts.raise(w.communes('11').slice(0, 4), 0, 'stall', noon, 'behind')
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

describe('a province that is down as a whole', () => {
  const line = 'network.uptime'
  const own: Partial<RuleInput> = { ...plan, pendingMs: minute }
  const many: Partial<RuleInput> = { ...stall, levels: ['commune'], minShare: 0.1 }
  const standsStill = (w: WarningWorld, communes = 10): void => {
    w.verdicts.raise(w.communes('11').slice(0, communes), 0, 'stall', noon, 'behind')
    w.verdicts.raise([w.unit('11')], 0, 'below_plan', noon, 'at_risk')
  }
  const severities = (w: WarningWorld, code = 'TW'): string[] => w.list(code).map(({ severity, units }) => `${severity} ${units.affected}/${units.due}`)

  it('is one warning with all its lines, as severe as the worst of what it tells, in whichever order they come', () => {
    const later = worldOf({ own, many })
    standsStill(later)
    later.pass()
    expect(severities(later)).toEqual(['behind 10/10'])
    later.pass(minute)
    later.pass(1000)
    expect(told(later)).toEqual([`11 ${pages} stall +${pages} below_plan 1`])
    expect(severities(later)).toEqual(['at_risk 10/10'])
    expect(later.told.filter(({ isNew }) => isNew)).toHaveLength(1)
    const sooner = worldOf({ own: { ...own, pendingMs: 0 }, many: { ...many, pendingMs: minute } })
    standsStill(sooner)
    sooner.pass()
    expect(severities(sooner)).toEqual(['at_risk 1/1'])
    sooner.pass(minute)
    sooner.pass(1000)
    expect(told(sooner)).toEqual([`11 ${pages} stall +${pages} below_plan 1`])
    expect(severities(sooner)).toEqual(['at_risk 10/10'])
  })
  it('is two where less than half of its communes share it', () => {
    const w = worldOf({ own, many })
    standsStill(w, 4)
    w.pass(minute)
    w.pass(1000)
    expect(severities(w).toSorted()).toEqual(['at_risk 1/1', 'behind 4/10'])
  })
  it('is told as its communes\' own trouble to them (law 8), and counted by what it is told as', () => {
    const w = worldOf({ own, many })
    standsStill(w)
    w.pass(minute)
    w.pass(1000)
    expect(severities(w, '11001')).toEqual(['behind 1/1'])
    expect(w.book.reader.list(w.query(), w.seer()).counts).toEqual({ at_risk: 1, behind: 0, no_data: 0 })
  })
  it('is what its rule says again when the worse has ended, and over a restart what it was', () => {
    const w = worldOf({ own, many })
    standsStill(w)
    w.pass(minute)
    w.pass(1000)
    w.restart()
    expect(severities(w)).toEqual(['at_risk 10/10'])
    standsStill(w)
    w.pass(1000)
    expect(severities(w)).toEqual(['at_risk 10/10'])
    w.verdicts.clear([w.unit('11')], 0, 'below_plan')
    w.pass(1000)
    w.pass(1000)
    expect(severities(w)).toEqual(['behind 10/10'])
  })
  it('opens the worse beside it where somebody has taken the lesser: nobody is told behind their back', () => {
    const w = worldOf({ own, many })
    standsStill(w)
    w.pass()
    w.act({ act: 'acknowledge' })
    w.pass(minute)
    w.pass(1000)
    expect(severities(w).toSorted()).toEqual(['at_risk 1/1', 'behind 10/10'])
  })
  it('stays one when somebody takes it', () => {
    const w = worldOf({ own, many })
    standsStill(w)
    w.pass(minute)
    w.pass(1000)
    w.act({ act: 'acknowledge' })
    w.pass(1000)
    expect(severities(w)).toEqual(['at_risk 10/10'])
  })
  it('with its own line and those of its communes down is one outage', () => {
    const w = worldOf({ down: { levels: ['province', 'commune'], severity: 'at_risk', condition: { on: 'verdict', verdicts: ['down'] } } }, {}, [line, 'network.uptime_commune'])
    w.verdicts.raise([w.unit('11')], 0, 'down', noon, 'at_risk')
    w.pass()
    expect(told(w)).toEqual([`11 ${line} down`])
    w.verdicts.raise(w.communes('11'), 1, 'down', noon, 'at_risk')
    w.pass(1000)
    w.pass(1000)
    expect(told(w)).toEqual([`11 network.uptime_commune down +${line} down 1`])
  })
})

describe('a line that is down', () => {
  const rules: Record<string, Partial<RuleInput>> = {
    down: { levels: ['province'], severity: 'at_risk', condition: { on: 'verdict', verdicts: ['down'] } },
    plan: { ...plan, kpis: ['network.uptime'], pendingMs: minute },
  }
  it('covers that it is below its plan by it, until it is up again', () => {
    const w = worldOf(rules, {}, ['network.uptime'])
    w.verdicts.raise([w.unit('11')], 0, 'down', noon, 'at_risk')
    w.verdicts.raise([w.unit('11')], 0, 'below_plan', noon, 'at_risk')
    w.pass(minute)
    w.pass(1000)
    expect(told(w)).toEqual(['11 network.uptime down +network.uptime below_plan 1'])
    w.verdicts.clear([w.unit('11')], 0, 'down')
    w.pass(1000)
    w.pass(1000)
    expect(told(w)).toEqual(['11 network.uptime below_plan'])
  })
  it('ends no standing warning about its plan: it is what went before', () => {
    const w = worldOf(rules, {}, ['network.uptime'])
    w.verdicts.raise([w.unit('11')], 0, 'below_plan', noon, 'at_risk')
    w.pass(minute)
    w.verdicts.raise([w.unit('11')], 0, 'down', noon, 'at_risk')
    w.pass(1000)
    expect(w.list()).toHaveLength(2)
  })
})

describe('a line that is down and falls silent', () => {
  const [own, many] = ['network.uptime', 'network.uptime_commune']
  const rules: Record<string, Partial<RuleInput>> = {
    down: { levels: ['province', 'commune'], severity: 'at_risk', clearAfterMs: 2 * minute, condition: { on: 'verdict', verdicts: ['down'] } },
    lost: { levels: ['province'], clearAfterMs: 10 * minute, tell: ['centre', 'province'] },
    lostMany: { levels: ['commune'], minShare: 0.2, clearAfterMs: 10 * minute },
  }
  const worldOfLines = (): WarningWorld => worldOf(rules, {}, [own, many])
  const states = (w: WarningWorld): string[] => w.list('TW', { states: ['open', 'acknowledged', 'closed', 'stopped'] }).map(({ kind, state, ended }) => `${kind} ${state}${ended === null ? '' : ' ended'}`)

  it('is one warning: its silence is told beside the outage, and is the warning once the outage has no reading left', () => {
    const w = worldOfLines()
    w.verdicts.raise([w.unit('11')], 0, 'down', noon, 'at_risk')
    w.pass(minute)
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon + minute)
    w.pass(minute)
    expect(told(w)).toEqual([`11 ${own} down +${own} lost 1`])
    expect(w.told.filter(({ isNew }) => isNew)).toHaveLength(1)
    w.verdicts.clear([w.unit('11')], 0, 'down')
    w.pass(3 * minute)
    expect(told(w)).toEqual([`11 ${own} lost`])
  })
  it('that is heard again follows its reading: down goes on, up ends both', () => {
    const w = worldOfLines()
    w.verdicts.raise([w.unit('11')], 0, 'down', noon, 'at_risk')
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon)
    w.pass(minute)
    w.verdicts.clear([w.unit('11')], 0, 'lost')
    w.pass(minute)
    expect(told(w)).toEqual([`11 ${own} down`])
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon)
    w.pass(minute)
    w.verdicts.clear([w.unit('11')], 0, 'lost')
    w.verdicts.clear([w.unit('11')], 0, 'down')
    w.pass(3 * minute)
    expect(states(w)).toEqual(['down closed'])
  })
  it('is one over a restart amid the silence', () => {
    const w = worldOfLines()
    const raise = (): void => { for (const kind of ['down', 'lost'] as const) w.verdicts.raise([w.unit('11')], 0, kind, noon, kind === 'down' ? 'at_risk' : 'no_data') }
    raise()
    w.pass(minute)
    const [{ id } = { id: '' }] = w.list()
    w.restart()
    raise()
    w.pass(minute)
    expect(w.list().map((one) => one.id)).toEqual([id])
    expect(told(w)).toEqual([`11 ${own} down +${own} lost 1`])
  })
  it('after silence: the warning of silence gives way to the outage, whose readings ended it, and none comes of the next silence', () => {
    const w = worldOfLines()
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon)
    w.pass(minute)
    expect(told(w)).toEqual([`11 ${own} lost`])
    w.verdicts.clear([w.unit('11')], 0, 'lost')
    w.pass(2 * minute)
    w.verdicts.raise([w.unit('11')], 0, 'down', noon + minute, 'at_risk')
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${own} down`])
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon + 4 * minute)
    w.pass(minute)
    expect(told(w)).toEqual([`11 ${own} down +${own} lost 1`])
  })
  it('after silence that was over before the outage began, or that somebody has taken: that one waits to close by itself', () => {
    const over = worldOfLines()
    over.verdicts.raise([over.unit('11')], 0, 'lost', noon)
    over.pass(minute)
    over.verdicts.clear([over.unit('11')], 0, 'lost')
    over.pass(3 * minute)
    over.verdicts.raise([over.unit('11')], 0, 'down', noon + 2 * minute, 'at_risk')
    over.pass(1000)
    expect(states(over)).toEqual(['down open', 'lost open ended'])
    const taken = worldOfLines()
    taken.verdicts.raise([taken.unit('11')], 0, 'lost', noon)
    taken.pass(minute)
    taken.act({ act: 'acknowledge' })
    taken.verdicts.clear([taken.unit('11')], 0, 'lost')
    taken.verdicts.raise([taken.unit('11')], 0, 'down', noon + minute, 'at_risk')
    taken.pass(minute)
    expect(states(taken)).toEqual(['down open', 'lost acknowledged ended'])
  })
  it('among communes: what is down counts as no silence, until enough others are silent; then all that is silent is told', () => {
    const w = worldOfLines()
    const communes = w.communes('11')
    w.verdicts.raise(communes.slice(0, 5), 1, 'down', noon, 'at_risk')
    w.pass(1000)
    w.verdicts.raise(communes.slice(0, 5), 1, 'lost', noon)
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${many} down +${many} lost 5`])
    w.verdicts.raise(communes.slice(5, 6), 1, 'lost', noon)
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${many} down +${many} lost 6`])
    w.verdicts.raise(communes.slice(6, 7), 1, 'lost', noon)
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${many} down`, `11 ${many} lost`])
    expect(w.list().map(({ units }) => units.affected)).toEqual([5, 7])
  })
  it('of a province, covered by its communes\' outage: the silence is told there as well', () => {
    const w = worldOfLines()
    w.verdicts.raise(w.communes('11'), 1, 'down', noon, 'at_risk')
    w.verdicts.raise([w.unit('11')], 0, 'down', noon, 'at_risk')
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${many} down +${own} down 1`])
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon)
    w.pass(1000)
    expect(told(w)).toEqual([`11 ${many} down +${own} down 1 +${own} lost 1`])
  })
  it('covers no silence of another line, and silence covers no outage', () => {
    const w = worldOfLines()
    w.verdicts.raise([w.unit('11')], 0, 'lost', noon)
    w.pass(1000)
    w.act({ act: 'acknowledge' })
    w.verdicts.raise([w.unit('11')], 0, 'down', noon, 'at_risk')
    w.verdicts.raise([w.unit('12')], 0, 'lost', noon)
    w.pass(1000)
    expect(told(w).toSorted()).toEqual([`11 ${own} down`, `11 ${own} lost`, `12 ${own} lost`])
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
