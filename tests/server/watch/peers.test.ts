import { describe, expect, it } from 'vitest'
import { uniform } from '../../../data/samples/random.ts'
import { emptyColumns, replaceOwn } from '../../../data/pyramid/roll-up.ts'
import { hourMs, startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { Peers } from '../../../server/watch/verdicts/peers.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'

describe('the spread of peers', () => {
  it('is the same whether their order was kept or not: figures that creep, leap, fall silent and come back', () => {
    const pyramid = smallPyramid(3, 40)
    const [kpi] = kpisOf('digitization.pages')
    const columns = emptyColumns(pyramid, false, (unit) => pyramid.units[unit]!.level === 'commune')
    const live = Object.assign(new MemoryFigures(pyramid, [kpi!], startOfLocalDay('2026-11-22')), { columns: [columns] })
    const kept = new Peers(live)
    const communes = Array.from({ length: pyramid.size }, (_, unit) => unit).filter((unit) => pyramid.units[unit]!.level === 'commune')
    for (let hour = 0; hour < 60; hour++) {
      live.nowMs += hourMs
      for (const unit of communes) {
        const leaps = hour % 20 === 0
        if (!leaps && uniform(5, 1, unit, hour) > 0.2) continue
        const isSilent = uniform(5, 2, unit, hour) < 0.1
        const num = Math.floor(leaps ? uniform(5, 3, unit, hour) * 5000 : columns.ownNum[unit]! + uniform(5, 4, unit, hour) * 40)
        replaceOwn(columns, unit, { num: Math.min(5000, num), den: 5000, n: 1, atMs: isSilent ? live.nowMs - 10 * 24 * hourMs : live.nowMs, key: 'k', simulated: false })
      }
      const spread = kept.spread(communes[0]!, 0)
      expect(spread, `hour ${hour}`).toEqual(new Peers(live).spread(communes[0]!, 0))
      expect(spread!.peers).toBeGreaterThan(60)
    }
  })
})
