/** A warning of a rule that can find one unit of its group alone is told of that unit, wherever it is told. */
import { describe, expect, it } from 'vitest'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { systemActor } from '../../../server/log/ledger.ts'
import { CompiledRule } from '../../../server/watch/rules/compiled-rule.ts'
import { RunGroup } from '../../../server/watch/rules/run-group.ts'
import { newWarningId, openedEntry, type WarningBody } from '../../../server/watch/warnings/record.ts'
import { keepEveryMs } from '../../../server/watch/warnings/warning-book.ts'
import { toldUnit } from '../../../server/watch/warnings/told-unit.ts'
import { noon, plainRule, type WarningWorld } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const pages = 0
const commune = '11004'
const worldOf = worldsOfTests()
const belowHalf: Partial<RuleInput> = {
  condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: 0.6 }, kpis: ['digitization.pages'], root: commune, levels: ['commune'], severity: 'behind',
}
const all = ['open', 'acknowledged', 'assigned', 'resolved', 'closed', 'stopped'] as const

/** The province does well, one commune of it does not. */
function one(more: Record<string, Partial<RuleInput>> = {}): WarningWorld {
  const w = worldOf({ half: belowHalf, ...more })
  w.live.set(w.unit('11'), pages, 980, 980)
  w.live.set(w.unit(commune), pages, 0, 20)
  w.pass()
  return w
}

describe('the unit a warning is told of', () => {
  it('is the only one that can be found, else the group', () => {
    expect(toldUnit(1, 1, new Map([[5, null]]))).toBe(5)
    expect(toldUnit(1, 2, new Map([[5, null]]))).toBe(1)
    expect(toldUnit(1, 1, new Map([[5, null], [6, null]]))).toBe(1)
    expect(toldUnit(1, 1, new Map())).toBe(1)
  })
  it('is the commune of a rule about one commune: unit, figure and evidence are its own, to whoever sees it', () => {
    const w = one()
    for (const code of ['TW', '11', commune]) {
      expect(w.list(code)).toMatchObject([{ unit: commune, value: 0, units: { affected: 1, due: 1 }, evidenceVi: '0 %; ngưỡng dưới 50 %' }])
    }
    expect(w.list('TW')[0]!.mayAct).toBe(true)
    expect(w.list('12', { states: all })).toEqual([])
    expect(w.list('11', { text: commune })).toHaveLength(1)
  })
  it('is kept over a restart, and tells its own figure while it waits to close and after it has closed', () => {
    const w = one({ half: { ...belowHalf, clearAfterMs: 60_000 } })
    w.pass(keepEveryMs)
    w.restart()
    w.pass()
    expect(w.list('11')).toMatchObject([{ unit: commune, value: 0 }])
    w.live.set(w.unit(commune), pages, 13, 20)
    w.pass(1000)
    expect(w.list('11')).toMatchObject([{ unit: commune, value: 0.65, units: { affected: 0, due: 1 } }])
    expect(w.list('11')[0]!.evidenceVi).toContain('hiện 65 %')
    w.pass(60_000)
    w.live.set(w.unit(commune), pages, 16, 20)
    expect(w.list('11', { states: all })).toMatchObject([{ unit: commune, state: 'closed', value: 0.65 }])
  })
  it('tells no figure of a warning that closed before this was kept: what was kept is the province\'s', () => {
    const w = one({ half: { ...belowHalf, enabled: false } })
    const { body } = openedEntry(new RunGroup(new CompiledRule({ id: 'half', rule: { ...plainRule, ...belowHalf } }, w.live.pyramid, w.live.kpis), pages, w.unit('11')), { ...plainRule, ...belowHalf }, w.live)
    const line = { unit: commune, kind: 'threshold', severity: 'behind', sinceMs: noon, untilMs: noon, joinedMs: noon, size: 1, peak: 1, numbers: [] } as const
    const write = (of: WarningBody['valueUnit']): void => {
      w.ledger.write([{ kind: 'warning', id: newWarningId(noon), action: 'closed', actor: systemActor, version: 0, body: { ...body, standing: 0, state: 'closed', closedMs: noon, lines: [line], value: 0.98, valueUnit: of } }])
      w.restart()
    }
    write(null)
    expect(w.list('11', { states: all })).toMatchObject([{ unit: commune, value: null }])
    write(commune)
    expect(w.list('11', { states: all }).map(({ value }) => value).toSorted()).toEqual([0.98, null])
  })
  it('is the group where a rule about all of its communes finds the same trouble, and the evidence names the worst of them', () => {
    const w = one({ wide: { ...belowHalf, condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.4, clear: null }, root: 'TW', severity: 'at_risk' } })
    const [warning, ...others] = w.list('11')
    expect(others).toEqual([])
    expect(warning).toMatchObject({ unit: '11', value: 0.98, units: { affected: 1, due: 10 } })
    expect(warning!.evidenceVi).toContain(`nặng nhất: ${commune} (0 %`)
  })
})
