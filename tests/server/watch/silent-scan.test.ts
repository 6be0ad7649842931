import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { latenessOf } from '../../../data/judgement/detect/lateness.ts'
import { readDictionary } from '../../../server/log/dictionary.ts'
import { SilentReadings, type SilentPast } from '../../../server/watch/rehearsal/past-silence.ts'
import { rehearsalFrom } from '../../../server/watch/rehearsal/rehearse.ts'
import { isWorthScanning, SilentScan, type Scanned } from '../../../server/watch/rehearsal/silent-scan.ts'
import { kpisOf } from '../../support/memory-figures.ts'
import { RehearsalWorld } from '../../support/rehearsal-world.ts'
import { endMs, fed, flow, monthly, provincial, pyramid, silentIds, startMs, state } from '../../support/silent-past.ts'

const read = [state, flow, monthly, provincial]

function scanned({ log }: RehearsalWorld, fromUnit: number, toUnit: number): Scanned[] {
  return kpisOf(...read).map((kpi) => ({
    limits: latenessOf(kpi)!,
    parts: { db: log.db, pyramid, kpi, units: log.units, kpiIds: readDictionary(log.db, 'kpi_id', [kpi.id]), fromUnit, toUnit, fromMs: rehearsalFrom(endMs), toMs: endMs },
  }))
}

function whole<T>(steps: Generator<number, T>): { shares: number[]; result: T } {
  const shares: number[] = []
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { shares, result: step.value }
    shares.push(step.value)
  }
}

const told = ({ turns, simulated, firstMs }: SilentPast) => ({ turns: [...turns.until(Infinity)], simulated, firstMs })

describe.each([[1, true], [2, false], [3, false]])('one pass over the log (seed %i, simulated %s)', (seed, simulated) => {
  let world: RehearsalWorld
  beforeAll(async () => {
    world = new RehearsalWorld(pyramid, kpisOf(...silentIds), startMs, {}, { simulated })
    await world.run(endMs, fed(seed, { simulated, ahead: !simulated }))
  }, 120_000)
  afterAll(() => world.end())

  it.each([[0, pyramid.size], [1, 6]])('finds what the index finds, of units %i to %i', (fromUnit, toUnit) => {
    const parts = scanned(world, fromUnit, toUnit)
    const scan = new SilentScan(parts)
    const { shares, result } = whole(scan.load())
    expect(result).toBe(true)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect([shares[0], shares.at(-1)]).toEqual([0, 1])
    parts.forEach(({ parts: of, limits }, k) => {
      const one = new SilentReadings(of, limits)
      whole(one.load())
      const found = told(one)
      expect(told(scan.pasts[k]!), of.kpi.id).toEqual(found)
      if (of.kpi.id === state) expect(found.turns.length).toBeGreaterThan(4)
    })
  })
  it('gives up where there are more turns than it may hold, and only there', () => {
    const scan = new SilentScan(scanned(world, 0, pyramid.size))
    whole(scan.load())
    const held = scan.pasts.reduce((sum, { turns }) => sum + turns.count, 0)
    expect(whole(new SilentScan(scanned(world, 0, pyramid.size), 2 * held).load()).result).toBe(true)
    expect(whole(new SilentScan(scanned(world, 0, pyramid.size), 5).load()).result).toBe(false)
  })
})

describe('whether a pass is worth it', () => {
  it('begins at an eighth of all readings', () => {
    expect([isWorthScanning(124, 1000), isWorthScanning(125, 1000)]).toEqual([false, true])
  })
})
