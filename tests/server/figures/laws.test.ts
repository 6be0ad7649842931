import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshCadences } from '../../../data/judgement/freshness.ts'
import { cadenceMs } from '../../../data/kpis/kpi.ts'
import { stageCount, valueOf } from '../../../data/measures/measure.ts'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import type { NewReading } from '../../../server/log/log.ts'
import { lawKpis, lawPyramid, World } from '../../support/bench-of-laws.ts'
import { subtreeSum, type Kept } from '../../support/recompute.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const availability = lawKpis.findIndex((kpi) => kpi.kind === 'availability')
/** More runs on demand: LAW_RUNS=1000 npm exec -- vitest run tests/server/figures/laws.test.ts */
const lawRuns = Number(process.env['LAW_RUNS'] ?? 40)
const level = lawKpis.findIndex((kpi) => kpi.kind === 'level')

function expectLive(world: World): void {
  for (let kpi = 0; kpi < lawKpis.length; kpi++) {
    for (let unit = 0; unit < lawPyramid.size; unit++) {
      const want = subtreeSum(world.kept, lawPyramid, lawKpis, kpi, unit, world.live.nowMs)
      const c = world.live.columns[kpi]!
      const where = `${lawKpis[kpi]!.id} of ${unit}`
      if (kpi === level) expect([...c.stages.subarray(unit * stageCount, (unit + 1) * stageCount)], where).toEqual(want.stages)
      else expect([c.subNum[unit], c.subDen[unit]], where).toEqual([want.num, want.den])
      expect(c.subReported[unit], where).toBe(want.reported)
      expect(c.ownFresh[unit] === 1, where).toBe(world.live.nowMs - c.ownAt[unit]! <= freshCadences * cadenceMs[lawKpis[kpi]!.cadence]!)
      expect(Number.isNaN(c.subNewest[unit]!) ? -Infinity : c.subNewest[unit], where).toBe(want.newest)
    }
  }
}

function expectHistory(world: World, kpi: number, unit: number, atMs: number, knownMs: number | null): void {
  const maxSeq = knownMs === null ? Infinity : world.kept.filter((r) => r.receivedMs <= knownMs).reduce((max, r) => Math.max(max, r.seq), 0)
  const [figure] = world.history((reader) => reader.figures(unit, [kpi], atMs, knownMs, world.nowMs))
  const want = subtreeSum(world.kept, lawPyramid, lawKpis, kpi, unit, atMs, maxSeq)
  const where = `${lawKpis[kpi]!.id} of ${unit} at ${new Date(atMs).toISOString()} known ${knownMs}`
  expect(figure!.coverage.reported, where).toBe(want.reported)
  const value = valueOf(lawKpis[kpi]!.kind, { num: want.num, den: want.den, n: want.reported, stages: want.stages })
  expect(figure!.value, where).toBe(value)
  if (kpi === level) expect(figure!.stages, where).toEqual(want.stages)
}

/** A reading from a few random numbers, at an instant the doors would let in. */
function readingFrom(world: World, draw: readonly number[]): NewReading {
  const [kpiDraw, unitDraw, ageDraw, num, den, keyDraw] = draw as [number, number, number, number, number, number]
  const kpi = kpiDraw % lawKpis.length
  const kind = lawKpis[kpi]!.kind
  const reach = kpi === availability ? 7 * day - hour : 400 * day
  const ages = [ageDraw % (2 * hour), (ageDraw * 7919) % (3 * day), (ageDraw * 104_729) % reach, -(ageDraw % (5 * minute))]
  const hasDen = kind !== 'flow_count' && kind !== 'stock_count' && kind !== 'level'
  return {
    unit: unitDraw % lawPyramid.size, kpi, key: `k${keyDraw % 40}`, atMs: Math.floor((world.nowMs - ages[keyDraw % 4]!) / 1000) * 1000,
    num: kind === 'level' ? 1 + (num % 6) : num, den: hasDen ? num + den : null, corrects: null, declared: false, source: 1, simulated: false,
  }
}

function correctionOf(world: World, draw: readonly number[]): NewReading | null {
  const replaced = new Set(world.kept.map((r) => r.replacesSeq))
  const alone = (r: Kept): boolean => world.kept.filter((o) => o.kpi === r.kpi && o.unit === r.unit && o.key === r.key).length === 1
  const open = world.kept.filter((r) => !replaced.has(r.seq) && r.num !== null && alone(r) && (r.kpi !== availability || r.atMs > world.nowMs - 6 * day))
  if (open.length === 0) return null
  const target = open[draw[0]! % open.length]!
  const fresh = readingFrom(world, draw)
  const withdraw = draw[1]! % 4 === 0
  const den = target.den === null ? null : target.kpi === level ? null : (fresh.den ?? fresh.num! + 1)
  return {
    ...target, key: `c${world.kept.length}-${draw[5]}`, corrects: target.key,
    atMs: draw[2]! % 2 === 0 ? target.atMs : Math.floor((world.nowMs - (draw[2]! % day)) / 1000) * 1000,
    num: withdraw ? null : target.kpi === level ? 1 + (draw[3]! % 6) : fresh.num, den: withdraw ? null : den,
  }
}

const draws = fc.array(fc.nat(1_000_000), { minLength: 6, maxLength: 6 })
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('append' as const), readings: fc.array(draws, { minLength: 1, maxLength: 12 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('correct' as const), readings: fc.array(draws, { minLength: 1, maxLength: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1000, 4 * minute, 50 * minute, 5 * hour, 26 * hour) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tick' as const), ms: fc.constantFrom(700, 4 * minute, 20 * minute) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), kill: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), draw: draws, known: fc.boolean() }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function look(world: World, draw: readonly number[], known: boolean): void {
  const kpi = draw[0]! % lawKpis.length
  const isAvailability = kpi === availability
  const atMs = world.nowMs - (draw[2]! * 997) % (isAvailability ? 6 * day : 500 * day)
  const knownMs = known ? world.nowMs - (draw[3]! * 31) % (isAvailability ? 3 * day : 100 * day) : null
  // As-known availability is exact while all of its readings are kept; the worlds here are younger than the retention or not asked.
  const tooOld = isAvailability && knownMs !== null && world.kept.some((r) => r.kpi === availability && r.atMs < world.nowMs - 7 * day)
  if (!tooOld) expectHistory(world, kpi, draw[1]! % lawPyramid.size, atMs, knownMs)
}

async function take(world: World, s: Step): Promise<void> {
  switch (s.do) {
    case 'append': await world.append(s.readings.map((draw) => readingFrom(world, draw))); break
    case 'correct':
      for (const draw of s.readings) {
        const correction = correctionOf(world, draw)
        if (correction !== null) expect((await world.append([correction]))[0]!.kind).not.toBe('unknown_target')
      }
      break
    case 'wait': world.advance(s.ms); break
    case 'tick': world.tick(s.ms); break
    case 'again': {
      const old = world.kept[s.which % Math.max(1, world.kept.length)]
      if (old !== undefined) expect(await world.append([old, old])).toEqual([{ kind: 'duplicate' }, { kind: 'duplicate' }])
      break
    }
    case 'restart': await world.restart(s.kill); break
    case 'sweep': world.sweep(); break
    case 'look': look(world, s.draw, s.known)
  }
}

async function run(startMs: number, steps: readonly Step[]): Promise<void> {
  const world = new World(startMs)
  try {
    for (const s of steps) {
      await take(world, s)
      expectLive(world)
    }
  } finally {
    await world.end()
  }
}

describe('laws 5 and 6: live figures equal a recomputation from the log, also after any restart; as-of and as-known likewise', () => {
  it('holds after every random step, far from a turn of the year', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => run(startOfLocalDay('2026-06-15') + 13 * hour, steps)), { numRuns: lawRuns, interruptAfterTimeLimit: 100_000 })
  }, 120_000)
  it('holds where a kill is followed by a graceful restart (found by seed 958527916)', () => run(startOfLocalDay('2026-06-15') + 13 * hour, [
    { do: 'append', readings: [[0, 5881, 0, 0, 0, 0]] }, { do: 'restart', kill: true }, { do: 'restart', kill: false },
  ]))
  it('holds where a reading ahead of the clock comes due between a sweep and a restart (found by seed -1816704985)', () => run(startOfLocalDay('2026-12-31') + 20 * hour, [
    { do: 'append', readings: [[0, 0, 1000, 0, 0, 536_383]] }, { do: 'sweep' }, { do: 'wait', ms: 1000 }, { do: 'restart', kill: false },
  ]))
  it('holds where a correction is replayed before a later reading of its cell (found by seed -787817805)', () => run(startOfLocalDay('2026-06-15') + 13 * hour, [
    { do: 'append', readings: [[0, 0, 0, 0, 0, 0]] }, { do: 'correct', readings: [[0, 0, 0, 0, 0, 0]] },
    { do: 'append', readings: [[0, 0, 0, 1, 0, 1]] }, { do: 'restart', kill: true },
  ]))
  it('holds where a reading of a new hour is stored before the fold has turned to it (found by seed 1312948274)', () => run(startOfLocalDay('2026-06-15') + 13 * hour, [
    { do: 'wait', ms: 50 * minute }, { do: 'tick', ms: 20 * minute }, { do: 'append', readings: [[0, 0, 0, 0, 0, 0]] }, { do: 'restart', kill: false },
  ]))
  it('holds across New Year', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => run(startOfLocalDay('2026-12-31') + 20 * hour, steps)), { numRuns: lawRuns, interruptAfterTimeLimit: 100_000 })
  }, 120_000)
})

describe('law 10: what a screen shows is never older than it need be', () => {
  it('a reading observed since the fold last looked at the clock counts with its acknowledgement', async () => {
    const world = new World(startOfLocalDay('2026-06-15') + 13 * hour)
    try {
      const stock = lawKpis.findIndex(({ kind }) => kind === 'stock_count')
      const reading = { unit: 3, kpi: stock, key: 'now', num: 5, den: null, corrects: null, declared: false, source: 1, simulated: false }
      world.tick(700)
      await world.append([{ ...reading, atMs: world.nowMs }])
      expect(world.live.columns[stock]!.subNum[0]).toBe(5)
      await world.append([{ ...reading, key: 'ahead', num: 7, atMs: world.nowMs + 200 }])
      expect(world.live.columns[stock]!.subNum[0]).toBe(5)
      world.tick(300)
      await world.append([{ ...reading, unit: 4, key: 'other', num: 1, atMs: world.nowMs }])
      expect(world.live.columns[stock]!.subNum[0]).toBe(8)
    } finally {
      await world.end()
    }
  })
})

describe('law 3: the order, batching and repetition of the same readings change no figure', () => {
  it('holds for any order, any batches and any repetition', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(draws, { minLength: 2, maxLength: 30 }), fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }), fc.integer({ min: 1, max: 7 }),
      async (list, order, size) => {
        const start = startOfLocalDay('2026-06-15') + 13 * hour
        const first = new World(start)
        const second = new World(start)
        try {
          const seen = new Map<string, NewReading>()
          for (const draw of list) {
            const r = readingFrom(first, draw)
            seen.set(`${r.kpi} ${r.unit} ${r.atMs} ${r.key}`, r)
          }
          const readings = [...seen.values()]
          await first.append(readings)
          const shuffled = readings.map((r, i) => ({ r, o: order[i % order.length]! })).sort((a, b) => a.o - b.o).map(({ r }) => r)
          for (let i = 0; i < shuffled.length; i += size) await second.append([...shuffled.slice(i, i + size), ...shuffled.slice(0, 2)])
          first.advance(6 * minute)
          second.advance(6 * minute)
          for (let kpi = 0; kpi < lawKpis.length; kpi++) expect(second.live.columns[kpi]).toEqual(first.live.columns[kpi])
        } finally {
          await first.end()
          await second.end()
        }
      }), { numRuns: 30 })
  }, 120_000)
})
