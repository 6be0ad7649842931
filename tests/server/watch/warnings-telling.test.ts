import { describe, expect, it } from 'vitest'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { maxAlsoUnits } from '../../../data/protocol/warning.ts'
import { verdictPlace } from '../../../server/watch/warnings/reader.ts'
import { noon, type WarningWorld } from '../../support/warning-world.ts'
import { worldsOfTests } from '../../support/warning-worlds.ts'

const worldOf = worldsOfTests()
const pages = 'digitization.pages'
const plan: Partial<RuleInput> = { levels: ['province'], kpis: [pages], severity: 'at_risk', tell: ['centre', 'province'], condition: { on: 'verdict', verdicts: ['below_plan'] } }
const stall: Partial<RuleInput> = { levels: ['province'], kpis: [pages], severity: 'behind', tell: ['centre', 'province'], condition: { on: 'verdict', verdicts: ['stall'] } }
const telling = (w: WarningWorld, unit: number, code = 'TW') => w.book.reader.telling(unit, w.seer(code))

describe('which warning tells of a verdict', () => {
  it('is the one of which the unit is a line, and the same one beside it for what it covers', () => {
    const w = worldOf({ plan, stall })
    const unit = w.unit('11')
    w.verdicts.raise([unit], 0, 'below_plan', noon, 'at_risk')
    w.verdicts.raise([unit], 0, 'stall', noon, 'behind')
    w.verdicts.raise([unit], 0, 'outlier', noon, 'behind')
    w.pass()
    const [{ id } = { id: '' }] = w.list()
    expect([...telling(w, unit)]).toEqual([[verdictPlace(0, 'below_plan'), { id, how: 'line' }], [verdictPlace(0, 'stall'), { id, how: 'covered' }]])
    expect([...telling(w, unit, '11').keys()]).toEqual([verdictPlace(0, 'below_plan'), verdictPlace(0, 'stall')])
    expect(telling(w, w.unit('12')).size).toBe(0)
  })

  it('is none once the condition has ended, or the warning is resolved', () => {
    const w = worldOf({ plan: { ...plan, clearAfterMs: 3_600_000 } })
    const unit = w.unit('11')
    w.verdicts.raise([unit], 0, 'below_plan', noon, 'at_risk')
    w.pass()
    expect(telling(w, unit).size).toBe(1)
    w.verdicts.clear([unit], 0, 'below_plan')
    w.pass(1000)
    expect(w.list()).toHaveLength(1)
    expect(telling(w, unit).size).toBe(0)
    w.verdicts.raise([unit], 0, 'below_plan', noon, 'at_risk')
    w.pass(1000)
    expect(telling(w, unit).size).toBe(1)
    w.act({ act: 'resolve', note: 'xong' })
    expect(telling(w, unit).size).toBe(0)
  })

  it('below the group is the own line alone: nobody there is told what the group covers, nor what the rule tells others (law 8)', () => {
    const w = worldOf({ lost: {} })
    const communes = w.communes('11')
    w.verdicts.raise(communes, 0, 'lost', noon)
    w.verdicts.raise(communes, 1, 'lost', noon)
    w.pass()
    expect([...telling(w, communes[0]!).values()].map(({ how }) => how)).toEqual(['line', 'covered'])
    expect([...telling(w, communes[0]!, '11001').values()].map(({ how }) => how)).toEqual(['line'])
    expect(telling(w, communes[1]!, '11001').size).toBe(0)
    const untold = worldOf({ plan: { ...plan, tell: ['centre'] } })
    untold.verdicts.raise([untold.unit('11')], 0, 'below_plan', noon, 'at_risk')
    untold.pass()
    expect([telling(untold, untold.unit('11')).size, telling(untold, untold.unit('11'), '11').size]).toEqual([1, 0])
  })
})

describe('what stands beside a warning', () => {
  it.each([[maxAlsoUnits, maxAlsoUnits], [maxAlsoUnits + 1, maxAlsoUnits]])('names the units it was found of: of %i the first %i', (found, named) => {
    const w = worldOf({ lost: {} })
    const communes = w.communes('11')
    w.verdicts.raise(communes, 0, 'lost', noon)
    w.verdicts.raise(communes.slice(0, found), 1, 'lost', noon)
    w.pass()
    const [also] = w.list()[0]!.also
    expect(also).toMatchObject({ how: 'covered', units: found })
    expect(also!.of).toEqual(communes.slice(0, named).map((unit) => w.live.pyramid.units[unit]!.code))
  })
})
