import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followedObligations } from '../../../data/plans/obligations.ts'
import { reportYears } from '../../../data/plans/report-periods.ts'
import { systemActor } from '../../../server/log/ledger.ts'
import { raceAnswerOf, unitReportsOf } from '../../../server/watch/reports/report-answers.ts'
import { slotsPerTick } from '../../../server/watch/reports/report-race.ts'
import { day, duty, endWorlds, hour, local, minute, month, reportPyramid, ReportWorld, second, state, unitAt, worldAt } from './report-world.ts'

endWorlds()

describe('the race', () => {
  it('goes from waiting over partial to in time as the parts of a report come', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    expect(state(world, '11001', '2026-11')).toBe('waiting')
    await world.append(world.reading('11001', 'training.staff'))
    expect(state(world, '11001', '2026-11')).toBe('partial')
    await world.append(world.reading('11001', 'staff.records'))
    expect(state(world, '11001', '2026-11')).toBe('in_time')
    expect(state(world, '11002', '2026-11')).toBe('waiting')
  })

  it('counts a report received in the last millisecond before the due instant as in time, and one at it as late', async () => {
    const world = worldAt('2026-11-20T23:59:59')
    world.nowMs = local('2026-11-21T00:00:00') - 1
    await world.handIn('11001')
    world.nowMs += 1
    await world.handIn('11002')
    expect(['11001', '11002', '11003'].map((unit) => state(world, unit, '2026-11'))).toEqual(['in_time', 'late', 'missing'])
  })

  it('is not moved by other KPIs, compiled totals, or readings of another month', async () => {
    const world = worldAt('2026-11-02T00:10:00')
    await world.handIn('11002', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await world.append(world.reading('11001', 'digitization.pages'), world.reading('11', 'training.staff', { declared: true }),
      world.reading('11001', 'training.staff', { atMs: local('2026-10-31T23:59:59') }))
    expect(state(world, '11001', '2026-11')).toBe('waiting')
    expect(state(world, '11', '2026-11', 'province-month')).toBe('waiting')
    expect(state(world, '11001', '2026-10')).toBe('missing')
    expect(world.race.held(unitAt('11001'), month('2026-10'))?.bits).not.toBe(0)
  })

  it('takes a part away with the reading that was withdrawn, within a tick', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    const first = world.reading('11001', 'training.staff')
    await world.append(first, world.reading('11001', 'staff.records'))
    await world.append(world.reading('11001', 'training.staff', { corrects: first.key, atMs: first.atMs, num: null, den: null }))
    await world.pass(second)
    expect(state(world, '11001', '2026-11')).toBe('partial')
  })

  it('does not call a report late because a figure of it was mended after the due instant', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    const first = world.reading('11001', 'training.staff')
    await world.append(first, world.reading('11001', 'staff.records'))
    await world.pass(12 * day)
    await world.append(world.reading('11001', 'training.staff', { corrects: first.key, atMs: first.atMs, num: 2 }))
    await world.pass(second)
    expect(state(world, '11001', '2026-11')).toBe('in_time')
  })

  it('believes a simulated history its own instants, and a real one only its receipt', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await world.handIn('11002', { atMs: local('2026-10-14T10:00:00') })
    expect(state(world, '11001', '2026-10')).toBe('in_time')
    expect(state(world, '11002', '2026-10')).toBe('late')
  })

  it('asks communes by the 21st and provinces by the 25th, and nobody else', async () => {
    const world = worldAt('2026-11-22T08:00:00')
    await world.handIn('12001', { atMs: local('2026-11-14T10:00:00'), simulated: true })
    expect([state(world, '11001', '2026-11'), state(world, '11', '2026-11', 'province-month')]).toEqual(['missing', 'waiting'])
    expect([state(world, '11', '2026-11'), state(world, '11001', '2026-11', 'province-month'), state(world, 'TW', '2026-11', 'province-month')]).toEqual([null, null, null])
  })

  it('knows the year before and not the one before that', () => {
    const world = worldAt('2026-11-22T08:00:00')
    expect([state(world, '11001', '2025-01'), state(world, '11001', '2024-12'), state(world, '11001', '2027-01')]).toEqual(['waiting', null, null])
  })

  it('answers exactly the years that are offered', () => {
    const world = worldAt('2026-11-22T08:00:00')
    const answered = [2022, 2023, 2024, 2025, 2026, 2027].filter((year) => world.race.columns.slotOf({ grain: 'year', year, index: 0 }) >= 0)
    expect(reportYears(2026)).toEqual(answered.toReversed())
  })

  it('keeps last year’s reports over New Year, and takes a reading that came ahead of the clock into the new year', async () => {
    const world = worldAt('2026-12-12T09:00:00')
    await world.handIn('11001')
    world.nowMs = local('2026-12-31T23:58:00')
    await world.append(world.reading('11002', 'training.staff', { atMs: local('2027-01-01T00:01:00') }))
    await world.pass(2 * minute)
    expect(state(world, '11001', '2026-12')).toBe('in_time')
    expect(state(world, '11002', '2027-01')).toBe('partial')
    expect(state(world, '11001', '2027-01')).toBe('waiting')
    expect(state(world, '11001', '2025-12')).toBeNull()
  })

  it('rises in version for whoever sees the unit, and for nobody beside', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    await world.beat()
    const versions = () => ['TW', '11', '11001', '11002', '12'].map((unit) => world.race.version(unitAt(unit)))
    const before = versions()
    await world.append(world.reading('11001', 'training.staff'))
    expect(versions().map((version, i) => version - before[i]!)).toEqual([1, 1, 1, 0, 0])
    await world.append(world.reading('11001', 'training.staff', { atMs: world.nowMs + 1 }))
    expect(versions().map((version, i) => version - before[i]!)).toEqual([1, 1, 1, 0, 0])
    await world.pass(9 * day)
    expect(versions().every((version, i) => version > before[i]!)).toBe(true)
  })
})

describe('what is still owed', () => {
  it('says nothing before the log was read', () => {
    const world = worldAt('2026-11-22T08:00:00', false)
    expect(world.race.reportDue(unitAt('11001'))).toBeNull()
    expect(world.race.dueReports()).toBeNull()
  })

  it('climbs the steps to the due instant and stays overdue until the next report is due or this one is in', async () => {
    const world = worldAt('2026-11-01T09:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    const steps = async (at: string): Promise<string[]> => {
      await world.pass(local(at) - world.nowMs)
      return world.race.reportDue(unitAt('11001'))!.map(({ period, step, state: how }) => `${period} ${step} ${how}`)
    }
    await world.handIn('11002')
    expect(await steps('2026-11-13T23:59:59')).toEqual(['2026-11 none waiting'])
    expect(await steps('2026-11-14T00:00:00')).toEqual(['2026-11 d7 waiting'])
    expect(await steps('2026-11-18T00:00:00')).toEqual(['2026-11 d3 waiting'])
    expect(await steps('2026-11-20T00:00:00')).toEqual(['2026-11 d1 waiting'])
    expect(await steps('2026-11-21T00:00:00')).toEqual(['2026-11 overdue missing'])
    expect(await steps('2026-12-05T00:00:00')).toEqual(['2026-11 overdue missing', '2026-12 none waiting'])
    await world.handIn('11002')
    expect(await steps('2026-12-21T00:00:00')).toEqual(['2026-12 overdue missing'])
    await world.handIn('11001')
    expect(await steps('2026-12-22T00:00:00')).toEqual([])
  })

  it('is overdue of nobody before an office was there in time: a new installation does not begin with blame', async () => {
    const world = worldAt('2026-11-22T09:00:00')
    expect(world.race.dueReports()!.map(({ step }) => step)).toEqual(['d3', 'd3'])
    await world.append(world.reading('11001', 'training.staff', { atMs: local('2026-11-12T09:00:00'), simulated: true }))
    expect(world.race.dueReports()!.filter(({ step }) => step === 'overdue')).toHaveLength(6)
  })

  it('gives the rules every unit at a step, since when, and how many parts are missing', async () => {
    const world = worldAt('2026-11-20T09:00:00')
    await world.handIn('11001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await world.append(world.reading('11001', 'training.staff'))
    const mine = world.race.dueReports()!.filter(({ unit }) => unit === unitAt('11001'))
    expect(mine).toEqual([{ unit: unitAt('11001'), step: 'd1', dueMs: local('2026-11-21T00:00:00'), sinceMs: local('2026-11-20T00:00:00'), missing: 1 }])
    expect(world.race.dueReports()!.filter(({ unit }) => unit === unitAt('TW'))).toEqual([])
    for (const { unit, dueMs, missing } of mine) {
      expect(world.race.missingParts(unit, dueMs, missing)).toHaveLength(missing)
      expect(world.race.missingParts(unit, dueMs, missing + 1), 'another count is of another moment').toEqual([])
      expect(world.race.missingParts(unit, dueMs + 1, missing)).toEqual([])
    }
  })

  it('tells whose due reports changed: one unit by a reading, all by the clock', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    await world.beat()
    const told: number[][] = []
    world.race.onDueChanged((units) => told.push([...units]))
    await world.append(world.reading('11001', 'training.staff'))
    await world.pass(second)
    await world.pass(second)
    expect(told).toEqual([[unitAt('11001')]])
    await world.pass(2 * day)
    expect(told.at(-1)!.length).toBe(reportPyramid.size)
  })
})

describe('answers', () => {
  it('count the root and each child that owes, inside the root alone', async () => {
    const world = worldAt('2026-11-19T09:00:00')
    await world.handIn('11001')
    await world.handIn('12001')
    await world.append(world.reading('11002', 'training.staff'))
    const all = raceAnswerOf(world.race, unitAt('TW'), duty('commune-month'), month('2026-11'))
    expect(all).toMatchObject({ root: 'TW', period: '2026-11', step: 'd3', dueAt: '2026-11-21T00:00:00.000+07:00', graceMs: 0, simulated: false })
    expect(all.counts).toEqual({ due: 6, in_time: 2, late: 0, partial: 1, waiting: 3, missing: 0 })
    expect(all.children.map(({ unit, state: how, counts }) => [unit, how, counts.in_time, counts.due])).toEqual([['11', null, 1, 3], ['12', null, 1, 3]])
    expect(all.handIns).toEqual([{ day: '2026-11-19', units: 2 }])
    const province = raceAnswerOf(world.race, unitAt('11'), duty('commune-month'), month('2026-11'))
    expect(province.children.map(({ unit, state: how, lastAt }) => [unit, how, lastAt])).toEqual([
      ['11001', 'in_time', '2026-11-19T09:00:00.000+07:00'], ['11002', 'partial', null], ['11003', 'waiting', null]])
    const own = raceAnswerOf(world.race, unitAt('11'), duty('province-month'), month('2026-11'))
    expect([own.counts.due, own.children]).toEqual([1, []])
  })

  it('tell how many were in at the same hour of the month before, where that month is judged at all', async () => {
    const world = worldAt('2026-10-20T08:00:00')
    const before = (root: string) => raceAnswerOf(world.race, unitAt(root), duty('commune-month'), month('2026-11'))
    await world.handIn('11001')
    await world.pass(4 * hour)
    await world.handIn('11002')
    world.nowMs = local('2026-11-20T07:59:59')
    await world.beat()
    expect(before('11')).toMatchObject({ before: { period: '2026-10', at: '2026-10-20T07:59:59.000+07:00', in: 0 } })
    world.nowMs = local('2026-11-20T12:00:00') - 1
    await world.beat()
    expect(before('11').before).toMatchObject({ in: 1 })
    world.nowMs += 1
    await world.beat()
    expect(before('11').before).toMatchObject({ in: 2, due: before('11').counts.due })
    expect(before('TW').children.find(({ unit }) => unit === '11')).toMatchObject({ before: 2 })
    expect(raceAnswerOf(world.race, unitAt('11'), duty('commune-month'), month('2026-10')).before).toBeNull()
  })

  it('list every report a unit owes in a year, with its parts and when each came', async () => {
    const world = worldAt('2026-11-19T09:00:00')
    await world.append(world.reading('11001', 'training.staff', { atMs: local('2026-11-18T00:00:00') }))
    const answer = unitReportsOf(world.race, unitAt('11001'), 2026)
    expect(answer.reports).toHaveLength(12)
    expect(answer.reports[10]).toEqual({
      obligation: 'commune-month', nameVi: 'Báo cáo tháng của cấp xã', nameEn: 'Monthly report of the commune', period: '2026-11',
      dueAt: '2026-11-21T00:00:00.000+07:00', state: 'partial', counting: 'open', handedInAt: null, parts: [
        { kpi: 'training.staff', firstAt: '2026-11-18T00:00:00.000+07:00', receivedAt: '2026-11-19T09:00:00.000+07:00' },
        { kpi: 'staff.records', firstAt: null, receivedAt: null }],
    })
    expect(answer.reports[11]!.state).toBe('waiting')
    expect(answer.onTime).toEqual({ due: 0, inTime: 0 })
    expect(unitReportsOf(world.race, unitAt('TW'), 2026).reports).toEqual([])
  })
})

const draws = fc.array(fc.nat(1_000_000), { minLength: 7, maxLength: 7 })
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('append' as const), draw: draws }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('correct' as const), draw: draws }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(second, hour, 9 * day, 25 * day) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('adopt' as const), draw: draws }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), kill: fc.boolean() }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const parts = ['training.staff', 'staff.records'] as const

function readingOf(world: ReportWorld, draw: readonly number[]) {
  const [unit, kpi, ages, back, source, num] = draw as [number, number, number, number, number, number]
  const age = [0, (ages % 3) * day, ages % (400 * day / 1000) * 1000, -(ages % minute)][back % 4]!
  return world.reading(reportPyramid.units[unit % reportPyramid.size]!.code, parts[kpi % 2]!, { atMs: world.nowMs - age, simulated: source % 3 === 0, num: num % 2 })
}

function correctionOf(world: ReportWorld, draw: readonly number[]) {
  const replaced = new Set(world.kept.map(({ replaces }) => replaces))
  const standing = world.kept.filter(({ seq }) => !replaced.has(seq))
  const target = standing[draw[6]! % Math.max(1, standing.length)]
  if (target === undefined) return null
  const fresh = readingOf(world, draw)
  const withdraw = draw[0]! % 3 === 0
  return { ...fresh, unit: target.unit, kpi: target.kpi, corrects: target.key, atMs: draw[1]! % 2 === 0 ? target.atMs : fresh.atMs, ...(withdraw ? { num: null, den: null } : {}) }
}

async function take(world: ReportWorld, s: Step): Promise<void> {
  switch (s.do) {
    case 'append': await world.append(readingOf(world, s.draw)); break
    case 'correct': {
      const correction = correctionOf(world, s.draw)
      if (correction !== null) await world.append(correction)
      break
    }
    case 'wait': await world.pass(s.ms); break
    case 'adopt': {
      const unit = 1 + s.draw[0]! % (reportPyramid.size - 1)
      const one = followedObligations[2 + s.draw[1]! % 3]!
      if (world.reports.adoptions.holding(followedObligations.indexOf(one), unit, unit + 1).length === 0) world.reports.adoptions.adopt(one, unit, systemActor, world.nowMs)
      break
    }
    case 'restart': await world.restart(s.kill)
  }
}

function expectRecomputed(world: ReportWorld): void {
  const { columns, adoptions } = world.race
  for (let unit = 0; unit < reportPyramid.size; unit++) {
    const grains = new Set(['month', ...followedObligations.filter((_, i) => adoptions.adopters(i).includes(unit)).map(({ grain }) => grain)])
    for (let slot = 0; slot < 38; slot++) {
      const period = columns.periodOf(slot)
      if (grains.has(period.grain)) expect(columns.held(unit, slot), `${reportPyramid.units[unit]!.code} ${JSON.stringify(period)}`).toEqual(world.recomputed(unit, slot))
    }
  }
}

/** One rule for what counts: the race, a unit's reports, its head and what the rules are told agree. */
function expectOneRule(world: ReportWorld): void {
  const { race } = world
  const overdue = new Set((race.dueReports() ?? []).filter(({ step: one }) => one === 'overdue').map(({ unit, dueMs }) => `${unit} ${dueMs}`))
  for (let unit = 0; unit < reportPyramid.size; unit++) {
    const { reports, onTime } = unitReportsOf(race, unit, 2026)
    const counted = reports.filter(({ counting }) => counting === 'counted')
    expect(onTime).toEqual({ due: counted.length, inTime: counted.filter(({ state: one }) => one === 'in_time').length })
    for (const { obligation, period, dueAt, state: own, counting } of reports) {
      const isMissing = own === 'missing', grain = followedObligations[duty(obligation)]!.grain
      if (isMissing) expect(counting).toBe('counted')
      if (overdue.has(`${unit} ${Date.parse(dueAt)}`)) expect(isMissing).toBe(true)
      if (grain !== 'month') continue
      const answer = raceAnswerOf(race, unit, duty(obligation), month(period))
      expect([answer.counting, answer.step === 'overdue', answer.counts.missing > 0 && counting !== 'counted']).toEqual([counting, counting === 'counted', false])
      expect(answer.counts[own]).toBeGreaterThan(0)
    }
  }
}

/** More runs on demand: RACE_RUNS=1000 npm exec -- vitest run tests/server/watch/report-race.test.ts */
const raceRuns = Number(process.env['RACE_RUNS'] ?? 30)

describe('what is followed equals what is recomputed from the log, also after any restart', () => {
  it('holds after every random step, over the turn of the year', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25, size: 'max' }), async (steps) => {
      const world = new ReportWorld(local('2026-11-19T22:00:00'))
      world.reports.scanNow()
      try {
        for (const s of steps) {
          await take(world, s)
          while (world.race.waiting > 0) await world.beat()
          expectRecomputed(world)
          expectOneRule(world)
        }
      } finally {
        await world.end()
      }
    }), { numRuns: raceRuns, interruptAfterTimeLimit: 100_000 })
  }, 120_000)

  it('holds where a real and a simulated reading of one part came in the same instant (found by a random walk)', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    await world.append(world.reading('11001', 'training.staff'), world.reading('11001', 'training.staff', { simulated: true }))
    await world.append(world.reading('11002', 'training.staff', { simulated: true }), world.reading('11002', 'training.staff'))
    expectRecomputed(world)
    await world.restart(true)
    expectRecomputed(world)
  })

  it('holds for what came while the log was being scanned', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    await world.append(world.reading('11001', 'training.staff', { atMs: world.nowMs - hour, simulated: true }))
    const withdrawn = world.reading('11002', 'training.staff')
    await world.append(withdrawn)
    await world.restart(true, false)
    await world.append(world.reading('11001', 'training.staff', { atMs: world.nowMs - 2 * hour, simulated: true }), world.reading('11001', 'staff.records'),
      world.reading('11002', 'training.staff', { corrects: withdrawn.key, atMs: withdrawn.atMs, num: null, den: null }))
    expect(world.race.loaded).toBe(false)
    world.reports.scanNow()
    await world.beat()
    expectRecomputed(world)
    expect([state(world, '11001', '2026-11'), state(world, '11002', '2026-11')]).toEqual(['in_time', 'waiting'])
  })

  it('scans in a thread of its own and comes to the same', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    await world.handIn('11001')
    await world.handIn('12001', { atMs: local('2026-10-14T10:00:00'), simulated: true })
    await world.restart(false, false)
    await world.reports.scanApart(world.dir)
    expect(world.race.loaded).toBe(true)
    expectRecomputed(world)
  })

  it('settles at most so many corrections a second, and all in the end', async () => {
    const world = worldAt('2026-11-12T09:00:00')
    const communes = reportPyramid.units.filter(({ level }) => level === 'commune').map(({ code }) => code)
    const many = communes.flatMap((code) => Array.from({ length: 22 }, (_, i) => world.reading(code, 'training.staff', { atMs: local('2025-01-05T00:00:00') + i * 30 * day })))
    await world.append(...many)
    await world.append(...many.map((one) => ({ ...one, key: `c${one.key}`, corrects: one.key, num: null, den: null })))
    expect(world.race.waiting).toBeGreaterThan(slotsPerTick)
    const before = world.race.waiting
    await world.beat()
    expect(world.race.waiting).toBe(before - slotsPerTick)
    while (world.race.waiting > 0) await world.beat()
    expectRecomputed(world)
  })
})
