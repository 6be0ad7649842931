/** What is found and no warning yet is told beside the list: nobody reads "0" while a map is red. */
import { afterEach, describe, expect, it } from 'vitest'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { warningsAnswer, type WarningsAnswer } from '../../../data/protocol/warning.ts'
import type { WarningBookDeps } from '../../../server/watch/warnings/warning-book.ts'
import { noon, WarningWorld } from '../../support/warning-world.ts'

const minute = 60_000, hour = 60 * minute
const pages = 0, lines = 1
const worlds: WarningWorld[] = []

function worldOf(rules: Record<string, Partial<RuleInput>>, deps: Partial<WarningBookDeps> = {}): WarningWorld {
  const world = new WarningWorld(rules, deps)
  worlds.push(world)
  return world
}
const listed = (w: WarningWorld, code = 'TW'): WarningsAnswer => warningsAnswer.parse(w.book.reader.list(w.query({ code }), w.seer(code)))
const told = (w: WarningWorld, code = 'TW'): string[] => listed(w, code).pending.first.map(({ unit, kpi, severity }) => `${unit} ${kpi} ${severity}`)

const risk: Partial<RuleInput> = { condition: { on: 'verdict', verdicts: ['below_plan'], severities: ['at_risk'] }, levels: ['centre', 'province'], severity: 'at_risk', tell: ['centre', 'province'], pendingMs: 2 * minute }
const behind: Partial<RuleInput> = { ...risk, condition: { on: 'verdict', verdicts: ['below_plan'], severities: ['behind'] }, severity: 'behind', pendingMs: 24 * hour }
const down: Partial<RuleInput> = { condition: { on: 'verdict', verdicts: ['down'] }, severity: 'at_risk', pendingMs: 10 * minute, minShare: 0.3 }

afterEach(async () => { for (const world of worlds.splice(0)) await world.end() })

describe('what is found and no warning yet', () => {
  it('is told until it opens: how many by severity, the worst first, and when each opens', () => {
    const w = worldOf({ behind, risk })
    w.verdicts.raise([w.unit('12')], pages, 'below_plan', noon - 9 * hour, 'behind')
    w.verdicts.raise([w.unit('11')], pages, 'below_plan', noon - 9 * hour, 'at_risk')
    w.pass(1000)
    expect(listed(w)).toMatchObject({ total: 0, judged: true, pending: { counts: { at_risk: 1, behind: 1, no_data: 0 }, first: [
      { unit: '11', kpi: 'digitization.pages', severity: 'at_risk' }, { unit: '12', kpi: 'digitization.pages', severity: 'behind' },
    ] } })
    const [first] = listed(w).pending.first
    w.pass(Date.parse(first!.opensAt) - w.live.nowMs - 1)
    expect(w.brief()).toEqual([])
    w.pass(1)
    expect(w.brief(), 'at the instant that was told').toEqual(['11 open 1/1'])
    expect(told(w)).toEqual(['12 digitization.pages behind'])
    w.verdicts.clear([w.unit('12')], pages, 'below_plan')
    w.pass(1000)
    expect(listed(w).pending).toEqual({ counts: { at_risk: 0, behind: 0, no_data: 0 }, first: [] })
  })

  it('is asked for again when it comes and goes, by those who see it', () => {
    const w = worldOf({ risk })
    const versions = (): number[] => [w.book.version(0), w.book.version(w.unit('11')), w.book.version(w.unit('12'))]
    w.pass(1000)
    const [centre, own, other] = versions() as [number, number, number]
    w.verdicts.raise([w.unit('11')], pages, 'below_plan', noon - 9 * hour, 'at_risk')
    w.pass(1000)
    expect(versions()).toEqual([centre + 1, own + 1, other])
    w.pass(1000)
    expect(versions(), 'nothing changed').toEqual([centre + 1, own + 1, other])
    w.verdicts.clear([w.unit('11')], pages, 'below_plan')
    w.pass(1000)
    expect(versions()).toEqual([centre + 2, own + 2, other])
  })

  it('is nothing where too few units meet the condition, and ripens with the unit that makes them enough', () => {
    const w = worldOf({ down })
    const communes = w.communes('11')
    w.verdicts.raise(communes.slice(0, 2), lines, 'down', noon - hour)
    w.pass(1000)
    expect(told(w)).toEqual([])
    w.pass(5 * minute)
    w.verdicts.raise(communes.slice(2, 4), lines, 'down', noon - hour)
    w.pass(1000)
    const [first] = listed(w).pending.first
    expect(Date.parse(first!.opensAt) - w.live.nowMs).toBeGreaterThan(9 * minute)
  })

  it('is told once of one figure, as the worst that was found, and not beside a warning that tells or would cover it', () => {
    const stall: Partial<RuleInput> = { condition: { on: 'verdict', verdicts: ['stall'] }, levels: ['province'], severity: 'behind' }
    const w = worldOf({ risk, behind: { ...stall, pendingMs: hour }, stall: { ...stall, root: '12' } })
    w.verdicts.raise([w.unit('11')], pages, 'stall', noon - 9 * hour)
    w.verdicts.raise([w.unit('11')], pages, 'below_plan', noon - 9 * hour, 'at_risk')
    w.verdicts.raise([w.unit('12')], pages, 'stall', noon - 9 * hour)
    w.pass(1000)
    expect(w.brief()).toEqual(['12 open 1/1'])
    expect(told(w), '12 stands, and its second rule would join it').toEqual(['11 digitization.pages at_risk'])
    w.verdicts.raise([w.unit('12')], pages, 'below_plan', noon - 9 * hour, 'at_risk')
    w.pass(1000)
    expect(told(w), 'worse than the warning that stands').toEqual(['11 digitization.pages at_risk', '12 digitization.pages at_risk'])
  })

  it('is told to who would see the whole warning, to nobody beside or below (law 8)', () => {
    const w = worldOf({ risk, down })
    w.verdicts.raise([w.unit('11')], pages, 'below_plan', noon - 9 * hour, 'at_risk')
    w.verdicts.raise(w.communes('11').slice(0, 5), lines, 'down', noon - hour)
    w.pass(1000)
    expect(told(w, '11')).toEqual(['11 digitization.pages at_risk', '11 network.uptime_commune at_risk'])
    expect(told(w, '12')).toEqual([])
    expect(told(w, w.live.pyramid.units[w.communes('11')[0]!]!.code)).toEqual([])
  })
})

describe('while not everything is judged', () => {
  it('a list says so: before the first judgement of a start, and while the past is brought in', () => {
    let filling = false
    const w = worldOf({ risk }, { isFilling: () => filling })
    w.verdicts.waiting = 1
    w.verdicts.raise([w.unit('11')], pages, 'below_plan', noon - 9 * hour, 'at_risk')
    w.pass(1000)
    expect(listed(w)).toMatchObject({ total: 0, judged: false, pending: { first: [] } })
    const version = w.book.version(w.unit('12'))
    w.verdicts.waiting = 0
    w.pass(1000)
    expect([listed(w).judged, told(w).length]).toEqual([true, 1])
    expect(w.book.version(w.unit('12')), 'whoever asked before asks again').toBeGreaterThan(version)
    filling = true
    w.pass(1000)
    expect([listed(w).judged, told(w).length]).toEqual([false, 0])
    filling = false
    expect(listed(w).judged, 'until it has been judged again').toBe(false)
    w.pass(1000)
    expect(listed(w).judged).toBe(true)
  })
})
