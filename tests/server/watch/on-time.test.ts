import { afterEach, describe, expect, it } from 'vitest'
import { followedObligations, obligationById, type FollowedObligation } from '../../../data/plans/obligations.ts'
import { systemActor } from '../../../server/log/ledger.ts'
import { LogUnavailable } from '../../../server/log/log.ts'
import { longestBackfillMs, longestUnquietMs, quietMs, retryMs } from '../../../server/watch/reports/on-time.ts'
import { unitReportsOf } from '../../../server/watch/reports/report-answers.ts'
import { day, hour, local, minute, onTimeKpi, ReportWorld, second, unitAt } from './report-world.ts'

let open: ReportWorld[] = []
const worldAt = (at: string, scan = true): ReportWorld => {
  const world = new ReportWorld(local(at))
  open.push(world)
  if (scan) world.reports.scanNow()
  return world
}
afterEach(async () => {
  for (const world of open) {
    expect(world.faults).toEqual([])
    await world.end()
  }
  open = []
})

const to = (world: ReportWorld, at: string): Promise<void> => world.pass(local(at) - world.nowMs)
const quiet = async (world: ReportWorld): Promise<void> => {
  await world.beat()
  await world.pass(quietMs)
  await world.beat()
}

describe('reports.on_time', () => {
  it('is logged at the due instant, one of one for whoever was in time, nothing of one for the rest', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    await world.handIn('11001')
    await to(world, '2026-11-20T23:58:00')
    await quiet(world)
    await to(world, '2026-11-21T00:00:00')
    expect(world.onTimeRows().filter(({ key }) => key.includes('commune'))).toHaveLength(6)
    expect(world.onTimeRows().find(({ unit }) => unit === '11001')).toEqual({
      unit: '11001', key: 'sys-on-time:commune-month:2026-11', at: local('2026-11-21T00:00:00'), num: 1, den: 1, sim: 0, corrects: null,
    })
    expect(['11001', '11002'].map((unit) => world.onTime(unit))).toEqual(['1/1', '0/1'])
    const { num, den, coverage } = world.live.cell(unitAt('11'), onTimeKpi)
    expect([num, den, coverage.reported, coverage.due]).toEqual([1, 3, 3, 4])
  })

  it('is not logged a millisecond before the due instant', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    await world.handIn('11001')
    await to(world, '2026-11-20T23:58:00')
    await quiet(world)
    world.nowMs = local('2026-11-21T00:00:00') - 1
    await world.beat()
    expect(world.onTimeRows()).toEqual([])
  })

  it('blames nobody for months before an office was there in time, and says no data, not zero', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00') })
    await quiet(world)
    expect(world.onTimeRows()).toEqual([])
    expect(world.live.cell(unitAt('TW'), onTimeKpi)).toMatchObject({ value: null, status: 'no_data' })
  })

  it('is simulated where the parts were, and where a demo’s silence was', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await quiet(world)
    expect(world.onTimeRows().map(({ unit, num, sim }) => [unit, num, sim])).toEqual([
      ['11001', 1, 1], ['11002', 0, 1], ['11003', 0, 1], ['12001', 0, 1], ['12002', 0, 1], ['12003', 0, 1]])
  })

  it('appends a correction when a past verdict changes: a history that came late, a reading withdrawn', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await quiet(world)
    const more = world.reading('11002', 'training.staff', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await world.append(more, world.reading('11002', 'staff.records', { atMs: local('2026-10-14T10:00:00'), simulated: true }))
    await quiet(world)
    expect(world.onTimeRows().filter(({ unit }) => unit === '11002').map(({ key, num, corrects }) => [key, num, corrects])).toEqual([
      ['sys-on-time:commune-month:2026-10', 0, null],
      ['sys-on-time:commune-month:2026-10:2', 1, 'sys-on-time:commune-month:2026-10']])
    await world.append(world.reading('11002', 'training.staff', { corrects: more.key, atMs: more.atMs, num: null, den: null }))
    await quiet(world)
    expect(world.onTimeRows().filter(({ unit }) => unit === '11002').map(({ key }) => key).at(-1)).toBe('sys-on-time:commune-month:2026-10:3')
    expect(world.onTime('11002')).toBe('0/1')
  })

  it('is appended once: not again by a later beat, a stop, a kill, or a restart that scans the log anew', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await quiet(world)
    const rows = world.onTimeRows()
    expect(rows).toHaveLength(6)
    for (const kill of [false, true, true]) {
      await world.restart(kill)
      await quiet(world)
      await quiet(world)
      expect(world.onTimeRows()).toEqual(rows)
    }
    expect(['TW', '11', '12'].map((unit) => world.live.cell(unitAt(unit), onTimeKpi)).map(({ num, den }) => `${num}/${den}`)).toEqual(['1/6', '1/3', '0/3'])
  })

  it('continues a chain of corrections after a restart', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await quiet(world)
    await world.handIn('11002', { atMs: local('2026-10-15T10:00:00'), simulated: true })
    await world.restart(true)
    await quiet(world)
    expect(world.onTimeRows().at(-1)).toMatchObject({ unit: '11002', key: 'sys-on-time:commune-month:2026-10:2', num: 1 })
  })

  it('waits while a backfill is announced, and for a minute of quiet after the last change of a past month', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    world.isBackfilling = true
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await quiet(world)
    await world.pass(5 * minute)
    expect(world.onTimeRows()).toEqual([])
    world.isBackfilling = false
    await world.append(world.reading('11002', 'training.staff', { atMs: local('2026-10-14T10:00:00'), simulated: true }))
    await world.beat()
    await world.pass(quietMs - 1)
    expect(world.onTimeRows()).toEqual([])
    await world.pass(1)
    expect(world.onTimeRows()).toHaveLength(6)
  })

  it('does not wait for ever: neither for changes that do not end nor for a backfill that does not', async () => {
    const busy = worldAt('2026-11-22T08:00:00')
    await busy.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await busy.beat()
    const months = Array.from({ length: 19 }, (_, i) => local('2025-01-14T10:00:00') + i * 31 * day)
    for (let ms = 0; ms < longestUnquietMs - 2 * second; ms += 35_000) {
      await busy.append(busy.reading('11002', 'training.staff', { atMs: months[ms / 35_000]!, simulated: true }))
      await busy.pass(35_000)
    }
    expect(busy.onTimeRows()).not.toEqual([])
    const filled = worldAt('2026-11-22T08:00:00')
    filled.isBackfilling = true
    await filled.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await filled.beat()
    await filled.pass(longestBackfillMs - 1)
    expect(filled.onTimeRows()).toEqual([])
    await filled.pass(1)
    expect(filled.onTimeRows()).toHaveLength(6)
  })

  it('tries again when the log took nothing, and appends nothing twice by it', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    const append = world.log.append.bind(world.log)
    world.log.append = () => Promise.reject(new LogUnavailable('log_full', 'full'))
    await quiet(world)
    expect(world.onTimeRows()).toEqual([])
    world.log.append = append
    await world.pass(retryMs - 1)
    expect(world.onTimeRows()).toEqual([])
    await world.pass(1)
    await world.beat()
    expect(world.onTimeRows()).toHaveLength(6)
  })

  it('of an adopted duty is judged from the adoption on, beside the binding one', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    world.reports.adoptions.adopt(obligationById('base-month') as FollowedObligation, unitAt('11001'), systemActor, world.nowMs)
    await to(world, '2026-11-16T09:00:00')
    await quiet(world)
    expect(world.onTimeRows().map(({ unit, key, at, num }) => [unit, key, at, num])).toEqual([['11001', 'sys-on-time:base-month:2026-11', local('2026-11-15T00:00:00'), 0]])
    await world.handIn('11001')
    await to(world, '2026-11-21T00:00:00')
    await quiet(world)
    expect(world.onTime('11001')).toBe('1/2')
    expect(followedObligations.map(({ id }) => id)).toContain('base-month')
  })

  it('begins the new plan year anew, and keeps the old year’s result', async () => {
    const world = worldAt('2026-12-12T09:00:00')
    await world.handIn('11001')
    await to(world, '2026-12-26T09:00:00')
    await quiet(world)
    expect(world.onTime('11001')).toBe('1/1')
    await to(world, '2027-01-01T00:00:00')
    expect(world.onTime('11001')).toBe('null/null')
    await world.handIn('11001', { atMs: world.nowMs - hour })
    await quiet(world)
    await quiet(world)
    expect(world.onTimeRows().filter(({ unit }) => unit === '11001')).toHaveLength(1)
    await world.handIn('11001')
    await to(world, '2027-01-21T00:00:00')
    await quiet(world)
    expect(world.onTime('11001')).toBe('1/1')
  })

  it('is the same count as the unit’s own list of reports gives', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    for (const atMs of [local('2026-09-14T10:00:00'), local('2026-10-14T10:00:00')]) await world.handIn('11001', { atMs, simulated: true })
    await world.handIn('11002', { atMs: local('2026-10-22T10:00:00'), simulated: true })
    await quiet(world)
    for (const unit of ['11001', '11002', '12001']) {
      const { onTime } = unitReportsOf(world.race, unitAt(unit), 2026)
      expect(world.onTime(unit)).toBe(`${onTime.inTime}/${onTime.due}`)
    }
    expect(world.onTime('11001')).toBe('2/2')
  })
})
