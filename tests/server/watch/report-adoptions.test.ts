/** Duties that a unit adopts for itself: when they are owed, what makes the report of a quarter, what is refused. */
import { describe, expect, it } from 'vitest'
import { obligationById, type FollowedObligation } from '../../../data/plans/obligations.ts'
import { systemActor } from '../../../server/log/ledger.ts'
import { day, duty, endWorlds, reportPyramid, state, unitAt, worldAt } from './report-world.ts'

endWorlds()

describe('adopted duties', () => {
  const baseMonth = obligationById('base-month') as FollowedObligation
  const baseQuarter = obligationById('base-quarter') as FollowedObligation

  it('are owed for what falls due while they hold, and survive a restart', async () => {
    const world = worldAt('2026-10-15T00:00:00')
    const { adoptions } = world.reports
    adoptions.adopt(baseMonth, unitAt('11001'), systemActor, world.nowMs)
    await world.pass(40 * day)
    world.reports.adoptions.end(baseMonth, unitAt('11001'), systemActor, world.nowMs)
    const owed = (): (string | null)[] => ['2026-10', '2026-11', '2026-12'].map((period) => state(world, '11001', period, 'base-month'))
    expect(owed()).toEqual([null, 'missing', null])
    await world.restart(true)
    expect(owed()).toEqual([null, 'missing', null])
    expect(state(world, '11002', '2026-11', 'base-month')).toBeNull()
  })

  it('of a quarter take the readings of its last month: October\'s figures are no report of the quarter', async () => {
    const world = worldAt('2026-10-20T09:00:00')
    const quarter = { grain: 'quarter' as const, year: 2026, index: 3 }
    world.reports.adoptions.adopt(baseQuarter, unitAt('11001'), systemActor, world.nowMs)
    await world.append(world.reading('11001', 'training.staff'))
    await world.append(world.reading('11001', 'staff.records'))
    expect(world.race.state(unitAt('11001'), duty('base-quarter'), quarter, world.nowMs)).toBe('waiting')
    await world.pass(45 * day)
    await world.append(world.reading('11001', 'training.staff'))
    expect(world.race.state(unitAt('11001'), duty('base-quarter'), quarter, world.nowMs)).toBe('partial')
    await world.append(world.reading('11001', 'staff.records'))
    await world.restart(true)
    expect(world.race.state(unitAt('11001'), duty('base-quarter'), quarter, world.nowMs)).toBe('in_time')
    expect(world.race.held(unitAt('11001'), quarter)?.lastMs).toBe(world.nowMs)
  })

  it('refuse what binds anyway, a centre, a second adoption and an end without one', () => {
    const world = worldAt('2026-10-20T09:00:00')
    const { adoptions } = world.reports
    const refused = (act: () => unknown): string => { try { act() } catch (error) { return (error as Error).message } return '' }
    expect(refused(() => adoptions.adopt(obligationById('commune-month') as FollowedObligation, unitAt('11001'), systemActor, 1))).toContain('binds by itself')
    expect(refused(() => adoptions.adopt(baseMonth, unitAt('TW'), systemActor, 1))).toContain('the centre receives')
    expect(refused(() => adoptions.end(baseMonth, unitAt('11001'), systemActor, 1))).toContain('has not adopted')
    adoptions.adopt(baseMonth, unitAt('11001'), systemActor, 1)
    expect(refused(() => adoptions.adopt(baseMonth, unitAt('11001'), systemActor, 2))).toContain('already')
    expect(adoptions.holding(duty('base-month'), unitAt('11'), reportPyramid.end[unitAt('11')]!)).toEqual(['11001'])
    expect(adoptions.holding(duty('base-month'), unitAt('12'), reportPyramid.end[unitAt('12')]!)).toEqual([])
  })
})
