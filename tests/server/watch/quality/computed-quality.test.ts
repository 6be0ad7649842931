import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayMs } from '../../../../data/time/vietnam-time.ts'
import { afterBackfillMs, computedIntervalMs } from '../../../../server/watch/computed-writer.ts'
import { reportingUnitsKpi, seriousErrorsKpi } from '../../../../server/watch/quality/computed-quality.ts'
import { qualityKpis, QualityWorld } from './quality-world.ts'

const start = Date.parse('2026-11-22T08:00:00+07:00')
let world: QualityWorld
beforeEach(() => { world = new QualityWorld(start) })
afterEach(() => world.end())

const kpi = (id: string): number => qualityKpis.findIndex((one) => one.id === id)
const own = (code: string, id: string) => world.live.ownCell(world.index(code), kpi(id))
const total = (code: string, id: string) => world.live.cell(world.index(code), kpi(id))
let keys = 0
const reading = (unit: string, id: string, at = world.nowMs, num = 8) => ({ key: `k${++keys}`, unit, kpi: id, at, num, ...(id === 'month.count' ? {} : { den: 10 }) })
const periodic = ['month.stock', 'month.count', 'day.flow', 'day.cases']
const allOf = (unit: string) => periodic.map((id) => reading(unit, id))

describe('data.reporting_units', () => {
  it('has no value before anybody ever reported', async () => {
    expect(await world.quality.computed.run()).toBe(0)
    expect(total('u0', reportingUnitsKpi)).toMatchObject({ value: null, coverage: { due: 6, reported: 0 } })
  })

  it('counts a unit 1 of 1 while all it owes by day and month is fresh, else 0 of 1: also one that never reported', async () => {
    await world.post('u0', ...allOf('u3'), ...allOf('u4').slice(1))
    await world.quality.computed.run()
    expect([own('u3', reportingUnitsKpi), own('u4', reportingUnitsKpi), own('u5', reportingUnitsKpi)].map(({ num, den }) => [num, den])).toEqual([[1, 1], [0, 1], [0, 1]])
    expect(total('u0', reportingUnitsKpi)).toMatchObject({ num: 1, den: 6, status: 'no_target', freshness: 'fresh', coverage: { due: 6, reported: 6, fresh: 6 } })
    expect(total('u1', reportingUnitsKpi)).toMatchObject({ num: 1, den: 3 })
  })

  it('turns with the clock: 1.5 cadences after the last daily reading', async () => {
    await world.post('u0', ...allOf('u3'))
    await world.quality.computed.run()
    world.advance(1.5 * dayMs)
    expect(await world.quality.computed.run()).toBe(0)
    world.advance(1)
    expect(await world.quality.computed.run()).toBe(1)
    expect(own('u3', reportingUnitsKpi)).toMatchObject({ num: 0, den: 1 })
  })

  it('does not ask for lines', async () => {
    await world.post('u0', ...allOf('u3'), reading('u4', 'line'))
    await world.quality.computed.run()
    expect([own('u3', reportingUnitsKpi).num, own('u4', reportingUnitsKpi).num]).toEqual([1, 0])
  })

  it('can be looked at along time and by its readings, like any figure', async () => {
    await world.post('u0', ...allOf('u3'))
    await world.quality.computed.run()
    const before = world.nowMs
    world.advance(2 * dayMs)
    await world.quality.computed.run()
    world.history((reader) => {
      expect(reader.figures(0, [kpi(reportingUnitsKpi)], before, null, world.nowMs)[0]).toMatchObject({ num: 1, den: 6 })
      expect(reader.figures(0, [kpi(reportingUnitsKpi)], world.nowMs, null, world.nowMs)[0]).toMatchObject({ num: 0, den: 6 })
      expect(reader.contributing(world.index('u3'), kpi(reportingUnitsKpi), world.nowMs, 9)[0]).toMatchObject({ num: 0, den: 1, key: `sys-${reportingUnitsKpi}-${new Date(world.nowMs).toISOString()}` })
    })
  })

  it('is simulated where what it is made of is', async () => {
    await world.append([{ unit: world.index('u3'), kpi: kpi('month.stock'), key: 's', atMs: start, num: 1, den: 2, corrects: null, declared: false, source: 4, simulated: true }])
    await world.post('u0', ...allOf('u4'))
    await world.quality.computed.run()
    expect([own('u3', reportingUnitsKpi).simulated, own('u4', reportingUnitsKpi).simulated, own('u5', reportingUnitsKpi).simulated]).toEqual([true, false, true])
  })

  it('knows after a restart that the store has begun, and logs nothing twice', async () => {
    await world.post('u0', ...allOf('u3'))
    await world.quality.computed.run()
    world.quality.work.write()
    world.log.db.prepare('DELETE FROM reading WHERE source<>0').run()
    await world.restart(true)
    world.openQuality()
    expect(world.log.meta('quality_begun')).toBe(start)
    world.advance(1000)
    expect(await world.quality.computed.run()).toBe(1)
    expect(own('u3', reportingUnitsKpi).num).toBe(0)
  })
})

describe('data.serious_errors', () => {
  it('counts the figures of an office whose data is wrong, whatever else is said of them', async () => {
    await world.post('u0', ...allOf('u3'), reading('u4', 'month.stock'), reading('u1', 'month.stock'))
    const at = (code: string, id: string, kind: 'fell' | 'jump' | 'mismatch' | 'late' | 'outlier', severity: 'at_risk' | 'behind' = 'at_risk') => ({ unit: world.index(code), kpi: kpi(id), kind, severity })
    world.verdicts = [at('u3', 'month.stock', 'fell'), at('u3', 'month.stock', 'jump'), at('u3', 'day.flow', 'jump'), at('u3', 'day.cases', 'jump', 'behind'), at('u3', 'month.count', 'outlier'), at('u1', 'month.stock', 'mismatch')]
    await world.quality.computed.run()
    expect(['u3', 'u1', 'u4', 'u5'].map((code) => own(code, seriousErrorsKpi).value)).toEqual([2, 1, 0, null])
    expect(total('u0', seriousErrorsKpi)).toMatchObject({ num: 3, value: 3, coverage: { due: 6, reported: 3 } })
    world.verdicts = []
    world.advance(1000)
    await world.quality.computed.run()
    expect(total('u0', seriousErrorsKpi).value).toBe(0)
  })

  it('has no value for an office that never reported, and 0 for one whose figures are sound', async () => {
    await world.post('u0', reading('u3', 'line'))
    await world.quality.computed.run()
    expect([own('u3', seriousErrorsKpi).value, own('u4', seriousErrorsKpi).value]).toEqual([0, null])
  })

  it('of an office that only declared a total is as real as the store: one simulated row would make the store unfit for real figures', async () => {
    world.verdicts = [{ unit: world.index('u1'), kpi: kpi('month.stock'), kind: 'mismatch', severity: 'at_risk' }]
    await world.post('u0', ...allOf('u3'))
    await world.quality.computed.run()
    expect(own('u1', seriousErrorsKpi)).toMatchObject({ value: 1, simulated: false })
    expect(world.log.simulated).toBe(false)
  })

  it('of an office that only declared a total is simulated in a store that knows simulated readings', async () => {
    await world.append([{ unit: world.index('u3'), kpi: kpi('month.stock'), key: 's', atMs: start, num: 1, den: 2, corrects: null, declared: false, source: 4, simulated: true }])
    world.verdicts = [{ unit: world.index('u1'), kpi: kpi('month.stock'), kind: 'mismatch', severity: 'at_risk' }]
    await world.quality.computed.run()
    expect(own('u1', seriousErrorsKpi)).toMatchObject({ value: 1, simulated: true })
  })

  it('waits for verdicts that are still to be given, as after a start, and comes with the second they are', async () => {
    await world.post('u0', ...allOf('u3'))
    world.waiting = 1
    world.advance(computedIntervalMs)
    await world.quality.computed.tick()
    expect([own('u3', reportingUnitsKpi).value, own('u3', seriousErrorsKpi).value]).toEqual([1, null])
    world.waiting = 0
    world.advance(1000)
    await world.quality.computed.tick()
    expect(own('u3', seriousErrorsKpi).value).toBe(0)
  })

  it('is not about what the product computes itself', async () => {
    await world.post('u0', ...allOf('u3'))
    await world.quality.computed.run()
    world.advance(1000)
    expect(await world.quality.computed.run()).toBe(0)
    expect(own('u5', seriousErrorsKpi).value).toBeNull()
  })
})

describe('both', () => {
  it('wait while a backfill is announced, and a minute after', async () => {
    await world.post('u0', ...allOf('u3'))
    world.backfilling = true
    world.advance(10 * computedIntervalMs)
    await world.quality.computed.tick()
    world.backfilling = false
    world.advance(afterBackfillMs - 1)
    await world.quality.computed.tick()
    expect(total('u0', reportingUnitsKpi).value).toBeNull()
    world.advance(1)
    await world.quality.computed.tick()
    expect(total('u0', reportingUnitsKpi).num).toBe(1)
  })
})
