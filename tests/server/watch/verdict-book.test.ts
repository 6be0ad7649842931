import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, dayMs, hourMs, monthStart, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { verdictKinds } from '../../../data/judgement/verdict.ts'
import { hasDenominator } from '../../../data/measures/measure.ts'
import { maxJudgedPerTick } from '../../../server/watch/verdicts/verdict-book.ts'
import { kpiAt, pastOf, tellAll, VerdictWorld, worldKpis, worldPyramid } from './verdict-world.ts'

const minute = 60_000
const start = startOfLocalDay('2026-10-20') + 9 * hourMs
/** More runs on demand, and the same again: LAW_RUNS=500 LAW_SEED=7 npm exec -- vitest run tests/server/watch/verdict-book.test.ts. A failure tells its seed. */
const lawRuns = Number(process.env['LAW_RUNS'] ?? 25)
const lawSeed = Number(process.env['LAW_SEED'] ?? Date.now() % 2 ** 31)
const law = { numRuns: lawRuns, seed: lawSeed, interruptAfterTimeLimit: 280_000, markInterruptAsFailure: true } as const
const plain = { corrects: null, declared: false } as const

/** Regular reports of every unit over the past year and the past five weeks, so that there is something to be far from. */
function history(world: VerdictWorld, spread: number): void {
  const readings: Parameters<VerdictWorld['append']>[0][number][] = []
  worldKpis.forEach((kpi, k) => {
    for (let unit = 0; unit < worldPyramid.size; unit++) {
      if (!kpi.levels.includes(worldPyramid.units[unit]!.level)) continue
      const size = 40 + ((unit * 7919) % 60)
      const put = (at: number, i: number, of: number): void => {
        const share = 0.3 + 0.5 * (i / of) + spread * (((unit * 31 + i * 17 + k) % 10) - 5) / 100
        const isLine = kpi.kind === 'availability'
        const num = isLine ? 300 : kpi.kind === 'level' ? 1 + Math.floor(5 * (i / of)) : Math.round(size * share)
        readings.push({ ...plain, unit, kpi: k, key: `h${i}-${of}`, atMs: at, num, den: isLine ? 300 : hasDenominator(kpi.kind) ? size : null })
      }
      if (kpi.kind === 'availability') for (let i = 0; i < 30; i++) put(start - (30 - i) * 5 * minute, i, 30)
      else for (let i = 0; i < 12; i++) put(addMonths(start, i - 11) + (unit % 7) * dayMs + 10 * dayMs, i, 12)
      if (kpi.cadence === 'day') for (let i = 0; i < 30; i++) put(start - (30 - i) * dayMs, i, 30)
    }
  })
  world.append(readings.filter((r) => r.atMs <= world.nowMs))
}

type Draw = readonly [what: number, kpi: number, unit: number, age: number, num: number, den: number, key: number]

function step(world: VerdictWorld, [what, kpiDraw, unitDraw, ageDraw, num, den, key]: Draw): void {
  if (what === 9) return key % 2 === 0 ? flap(world, unitDraw) : standStill(world, unitDraw)
  if (what >= 7) return world.advance([1000, 40_000, 6 * minute, 47 * minute, 5 * hourMs, 26 * hourMs, 9 * dayMs, 40 * dayMs][ageDraw % 8]!)
  const kpi = kpiDraw % worldKpis.length
  const entry = worldKpis[kpi]!
  const units = Array.from({ length: worldPyramid.size }, (_, u) => u).filter((u) => entry.levels.includes(worldPyramid.units[u]!.level))
  const isLine = entry.kind === 'availability'
  const reach = isLine ? 6 * dayMs : 380 * dayMs
  const ages = [(ageDraw * 1013) % (2 * hourMs), (ageDraw * 7919) % (3 * dayMs), (ageDraw * 104_729_131) % reach, -((ageDraw * 1013) % (5 * minute))]
  const declared = what === 6 && !isLine
  const unit = declared ? [0, 1, 12][unitDraw % 3]! : units[unitDraw % units.length]!
  const size = isLine ? 300 : 40 + den * (what === 0 ? 50 : 1)
  const figure = entry.kind === 'level' ? 1 + (num % 6) : Math.min(size, isLine ? [0, 0, 300, 150][num % 4]! : Math.floor(size * (num / 100)))
  const reading = {
    unit, kpi, key: `s${world.kept.length}${key % 3}`, atMs: Math.floor((world.nowMs - ages[key % 4]!) / 60_000) * 60_000, num: figure,
    den: hasDenominator(entry.kind) ? size : null, corrects: null, declared,
  }
  if (what < 5 || declared) return world.append([reading])
  const replaced = new Set(world.kept.map((r) => r.replacesSeq))
  const targets = world.kept.filter((r) => !replaced.has(r.seq) && (!isLine || r.atMs > world.nowMs - 6 * dayMs))
  const corrected = targets[(ageDraw + num) % Math.max(1, targets.length)]
  if (corrected === undefined) return
  const { kpi: k, unit: u, den: d } = corrected
  world.append([{
    unit: u, kpi: k, key: `c${world.kept.length}`, atMs: corrected.atMs, declared: corrected.declared, corrects: corrected.key,
    num: num % 3 === 0 ? null : corrected.num, den: num % 3 === 0 ? null : d,
  }, ...(key % 2 === 0 ? [reading] : [])])
}

/** An office that did its work evenly and has told the same figure at the end of each month since, while its plan rises. */
function standStill(world: VerdictWorld, unitDraw: number): void {
  const unit = worldPyramid.children[1]![unitDraw % 10]!
  const ends = [9, 8, 7, 6, 5, 4, 3, 2, 1].map((ago) => [addMonths(monthStart(world.nowMs), 1 - ago) - minute, 85 - 6 * Math.max(0, ago - 3)] as const)
  world.append([...ends, [world.nowMs - minute, 85] as const].map(([atMs, num], i) => ({ ...plain, unit, kpi: kpiAt('training.staff'), key: `e${world.kept.length + i}`, atMs, num, den: 100 })))
}

/** A line that goes up and down for an hour. */
function flap(world: VerdictWorld, unitDraw: number): void {
  const unit = worldPyramid.children[1]![unitDraw % 10]!
  const kpi = kpiAt('network.uptime_commune')
  world.append(Array.from({ length: 11 }, (_, i) => ({
    ...plain, unit, kpi, key: `f${world.kept.length + i}`, atMs: world.nowMs - (11 - i) * 5 * minute, num: i % 2 === 0 ? 0 : 300, den: 300,
  })))
}

const draw = fc.tuple(fc.nat(9), fc.nat(100), fc.nat(100), fc.nat(100_000), fc.nat(100), fc.nat(60), fc.nat(11))

describe('the verdict book', () => {
  it('a verdict judged incrementally equals a judgement of everything from nothing', () => {
    fc.assert(fc.property(fc.array(draw, { minLength: 1, maxLength: 60 }), fc.nat(10), (draws, spread) => {
      const world = new VerdictWorld(start)
      history(world, spread)
      world.settle()
      for (const one of draws) step(world, one)
      // What peers have in common is kept through an hour: the comparison is made at the turn of one.
      world.advance(hourMs - (world.nowMs % hourMs))
      world.settle()
      expect(tellAll(world.book)).toEqual(tellAll(world.fromNothing()))
      expect(world.told).toEqual(world.standingNow())
    }), law)
  }, 300_000)

  it('within an hour all but the comparison with peers equals it', () => {
    fc.assert(fc.property(fc.array(draw, { minLength: 1, maxLength: 40 }), (draws) => {
      const world = new VerdictWorld(start)
      history(world, 3)
      for (const one of draws) step(world, one)
      world.settle()
      const withoutPeers = (lines: string[]): string[] => lines.filter((line) => !line.includes(' outlier '))
      expect(withoutPeers(tellAll(world.book))).toEqual(withoutPeers(tellAll(world.fromNothing())))
    }), law)
  }, 300_000)

  it('a total is compared with what a restart would still read, not with what rings happen to hold', () => {
    const { world, put } = bookOf('digitization.pages')
    put(2, 'digitization.pages', start - 19 * dayMs, 5000, 10_000)
    put(1, 'digitization.pages', start, 900, 1000, { declared: true })
    world.advance(dayMs)
    put(2, 'digitization.pages', start + dayMs, 5100, 10_000)
    for (const days of [10, 20, 2, 1]) {
      world.advance(days * dayMs)
      world.settle()
      expect(tellAll(world.book).filter((line) => line.includes('mismatch')), `${days} days on`).toEqual(tellAll(world.fromNothing()).filter((line) => line.includes('mismatch')))
    }
  })

  it('a flow of a year that reaches beyond what is kept likewise', () => {
    const { world, put } = bookOf('procedures.time_cut')
    put(2, 'procedures.time_cut', addMonths(start, -9), 20, 50)
    put(2, 'procedures.time_cut', addMonths(start, 0), 20, 50)
    for (let month = 0; month < 13; month++) {
      world.advance(addMonths(world.nowMs, 1) - world.nowMs)
      if (month === 1) put(1, 'procedures.time_cut', world.nowMs, 900, 1000, { declared: true })
      world.settle()
      expect(tellAll(world.book).filter((line) => line.includes('mismatch')), `month ${month}`).toEqual(tellAll(world.fromNothing()).filter((line) => line.includes('mismatch')))
    }
  })

  it('a later state of the month takes the month\'s closing state from a total of before it, at once', () => {
    const { world, put } = bookOf('training.staff')
    put(2, 'training.staff', start - 15 * dayMs, 40, 100)
    put(1, 'training.staff', start - 3 * dayMs, 90, 100, { declared: true })
    put(2, 'training.staff', start, 80, 100)
    world.settle()
    expect(tellAll(world.book)).toEqual(tellAll(world.fromNothing()))
  })

  it('the walk meets every kind', () => {
    const met = new Set<string>()
    fc.assert(fc.property(fc.array(draw, { minLength: 60, maxLength: 80 }), (draws) => {
      const world = new VerdictWorld(start)
      world.book.onChanged((changes) => { for (const { kind } of changes) met.add(kind) })
      history(world, 2)
      for (const one of draws) step(world, one)
    }), { numRuns: 30, seed: 3 })
    expect([...met].sort()).toEqual([...verdictKinds].sort())
  }, 120_000)
})

/** A small real fold of given KPIs in which cases are written by hand. */
function bookOf(...ids: string[]): { world: VerdictWorld; put: (unit: number, id: string, atMs: number, num: number | null, den: number | null, more?: object) => void } {
  const world = new VerdictWorld(start)
  let keys = 0
  world.settle()
  for (const id of ids) expect(kpiAt(id), id).toBeGreaterThanOrEqual(0)
  return {
    world,
    put: (unit, id, atMs, num, den, more) => world.append([{ ...plain, unit, kpi: kpiAt(id), key: `k${keys++}`, atMs, num, den, ...more }]),
  }
}

const kindsOf = (world: VerdictWorld, unit: number, id: string): string[] => world.book.verdicts(unit, kpiAt(id)).map(({ kind }) => kind)

describe('what the book tells', () => {
  it('missing is told unit by unit: of two silent offices one was heard of', () => {
    const { world, put } = bookOf('esign.documents')
    put(2, 'esign.documents', start - 4 * dayMs, 8, 10)
    put(3, 'esign.documents', start, 8, 10)
    expect(kindsOf(world, 2, 'esign.documents')).toContain('lost')
    expect(kindsOf(world, 3, 'esign.documents')).not.toContain('lost')
    expect(kindsOf(world, 4, 'esign.documents')).toEqual([])
    expect([...world.book.standing('lost')].map(({ unit }) => unit)).toEqual([2])
    world.advance(5 * dayMs)
    world.settle()
    expect([...world.book.standing('lost')].map(({ unit }) => unit).sort()).toEqual([2, 3])
  })

  it('late comes in the second it is due, lost after it, fresh at the next reading', () => {
    const { world, put } = bookOf('network.uptime_commune')
    put(2, 'network.uptime_commune', start, 300, 300)
    world.advance(450_000)
    expect(kindsOf(world, 2, 'network.uptime_commune')).toEqual([])
    world.advance(1)
    expect(kindsOf(world, 2, 'network.uptime_commune')).toEqual(['late'])
    world.advance(450_000)
    expect(kindsOf(world, 2, 'network.uptime_commune')).toEqual(['lost'])
    put(2, 'network.uptime_commune', world.nowMs, 300, 300)
    expect(kindsOf(world, 2, 'network.uptime_commune')).toEqual([])
  })

  it('a line told every 30 seconds is late after two minutes, to the second, though its figure is late on screens before', () => {
    const { world, put } = bookOf('network.uptime')
    put(1, 'network.uptime', start, 30, 30)
    world.advance(60_000)
    expect([kindsOf(world, 1, 'network.uptime'), world.live.cell(1, kpiAt('network.uptime')).freshness]).toEqual([[], 'late'])
    world.advance(60_000)
    expect(kindsOf(world, 1, 'network.uptime')).toEqual([])
    world.advance(1)
    expect(kindsOf(world, 1, 'network.uptime')).toEqual(['late'])
    world.advance(180_000)
    expect(kindsOf(world, 1, 'network.uptime')).toEqual(['lost'])
  })

  it('a fall clears when its reading is corrected, a declared total when the units agree with it', () => {
    const { world, put } = bookOf('digitization.pages')
    for (let i = 3; i > 0; i--) put(2, 'digitization.pages', start - i * dayMs, 5000 - i, 10_000)
    put(2, 'digitization.pages', start, 400, 10_000, { key: 'typo' })
    expect(kindsOf(world, 2, 'digitization.pages')).toContain('fell')
    expect(kindsOf(world, 2, 'digitization.pages')).not.toContain('jump')
    put(1, 'digitization.pages', start, 5001, 10_000, { declared: true })
    expect(kindsOf(world, 1, 'digitization.pages')).toContain('mismatch')
    const kpi = kpiAt('digitization.pages')
    const { numbers } = world.book.verdicts(1, kpi).find(({ kind }) => kind === 'mismatch')!
    const missing = world.book.missing(1, kpi)
    expect(missing).toHaveLength(numbers.find(({ id }) => id === 'missing_units')!.value)
    expect([missing.length > 0, missing.includes(2), missing.every((unit) => unit >= 1 && unit < worldPyramid.end[1]!)]).toEqual([true, false, true])
    put(2, 'digitization.pages', start, 5001, 10_000, { corrects: 'typo' })
    expect(kindsOf(world, 2, 'digitization.pages')).not.toContain('fell')
    expect(kindsOf(world, 1, 'digitization.pages')).not.toContain('mismatch')
  })

  it('a figure below a floor is so since the reading it was first seen at, not since the hour before', () => {
    const world = new VerdictWorld(start + 23 * minute)
    const kpi = kpiAt('esign.documents')
    const unit = worldPyramid.units.findIndex(({ level }) => worldKpis[kpi]!.levels.includes(level))
    const since = () => world.book.verdicts(unit, kpi).find(({ kind }) => kind === 'below_plan')?.sinceMs
    world.append([{ ...plain, unit, kpi, key: 'a', atMs: start + 21 * minute, num: 20, den: 100 }])
    expect(since()).toBe(start + 21 * minute)
    world.advance(2 * hourMs)
    world.append([{ ...plain, unit, kpi, key: 'b', atMs: world.nowMs - minute, num: 21, den: 101 }])
    world.settle()
    expect(since()).toBe(start + 21 * minute)
  })

  it('small counts of cases are told to nobody', () => {
    const { world, put } = bookOf('cases.digital')
    for (let i = 3; i > 0; i--) put(2, 'cases.digital', start - i * dayMs, 30, 60)
    put(2, 'cases.digital', start, 3, 60)
    expect(kindsOf(world, 2, 'cases.digital').filter((kind) => kind !== 'late' && kind !== 'lost')).toEqual([])
  })

  it('a clock that steps ahead makes offices late; one that steps back changes nothing', () => {
    const { world, put } = bookOf('esign.documents')
    put(2, 'esign.documents', start, 8, 10)
    world.advance(2 * dayMs)
    world.settle()
    const before = tellAll(world.book)
    expect(kindsOf(world, 2, 'esign.documents')).toContain('late')
    world.live.advance(world.nowMs - 3 * hourMs)
    world.book.tick()
    expect(tellAll(world.book)).toEqual(before)
  })

  it('works without a store to read corrections from: the corrected state is overwritten', () => {
    const world = new VerdictWorld(start, false)
    const put = (key: string, atMs: number, num: number, corrects: string | null = null): void =>
      world.append([{ ...plain, unit: 2, kpi: kpiAt('digitization.pages'), key, atMs, num, den: 10_000, corrects }])
    put('a', start - dayMs, 5000)
    put('b', start, 400)
    expect(kindsOf(world, 2, 'digitization.pages')).toContain('fell')
    put('c', start, 5000, 'b')
    expect(kindsOf(world, 2, 'digitization.pages')).not.toContain('fell')
  })

  it('silence ends no flapping and no outage: a reading does; a restart amid it tells the same', () => {
    const { world, put } = bookOf('network.uptime_commune')
    const line = kpiAt('network.uptime_commune')
    flap(world, 0)
    const [unit] = worldPyramid.children[1]!
    const other = worldPyramid.children[1]![1]!
    for (let i = 0; i < 4; i++) put(other, 'network.uptime_commune', start - (4 - i) * 5 * minute, 0, 300)
    world.advance(3 * hourMs)
    const unheard = (of: number): (string | number)[] => world.book.verdicts(of, line).flatMap(({ kind, numbers }) => [kind, numbers.find(({ id }) => id === 'unheard')?.value ?? '-'])
    expect(unheard(unit!)).toEqual(['lost', '-', 'flapping', start - 5 * minute])
    expect(unheard(other)).toEqual(['lost', '-', 'down', start - 5 * minute])
    const standing = (lines: string[]): string[] => lines.filter((told) => told.startsWith('network.uptime_commune'))
    expect(standing(tellAll(world.fromNothing()))).toEqual(standing(tellAll(world.book)))
    for (const one of [unit!, other]) put(one, 'network.uptime_commune', world.nowMs, 300, 300)
    expect([...unheard(unit!), ...unheard(other)].filter((kind) => kind === 'down' || kind === 'flapping' || kind === 'lost')).toEqual([])
    world.advance(8 * dayMs)
    expect(kindsOf(world, unit!, 'network.uptime_commune')).toEqual(['lost'])
  })

  it('loading twice changes nothing', () => {
    const world = new VerdictWorld(start)
    history(world, 3)
    world.settle()
    const before = tellAll(world.book)
    for (let twice = 0; twice < 2; twice++) {
      for (const kpi of worldKpis.keys()) {
        const cells = new Map(Array.from({ length: worldPyramid.size }, (_, unit) => [unit, pastOf(world.kept, kpi, unit)]))
        world.book.load(kpi, { fromUnit: 0, toUnit: worldPyramid.size, cells })
      }
      world.settle()
      expect(tellAll(world.book)).toEqual(before)
    }
  })

  it('judges a bounded number of cells a tick', () => {
    const world = new VerdictWorld(start)
    const cells = worldKpis.length * worldPyramid.size
    expect(world.book.waiting).toBe(cells)
    world.book.tick()
    expect(world.book.waiting).toBe(Math.max(0, cells - maxJudgedPerTick))
  })
})
