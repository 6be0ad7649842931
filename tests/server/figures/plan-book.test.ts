import { describe, expect, it } from 'vitest'
import { kpis } from '../../../data/kpis/catalogue.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { resolveTarget } from '../../../data/kpis/resolve-target.ts'
import { targets } from '../../../data/kpis/targets.ts'
import { ancestorsOf, buildPyramid } from '../../../data/pyramid/pyramid.ts'
import { officialUnits } from '../../../data/units/official-units.ts'
import { PlanBook } from '../../../server/figures/plan-book.ts'

const pyramid = buildPyramid(officialUnits)

function differing(list: readonly Target[], years: readonly number[]): string[] {
  const book = new PlanBook(pyramid, kpis, list)
  const wrong: string[] = []
  for (const year of years) for (const [k, { id }] of kpis.entries()) for (let u = 0; u < pyramid.size; u += 7) {
    const { code, level } = pyramid.units[u]!
    const above = (): string[] => ancestorsOf(pyramid, u).map((i) => pyramid.units[i]!.code)
    if (book.target(u, k, year) !== resolveTarget(id, code, year, above, level, list)) wrong.push(`${code} ${id} ${year}`)
  }
  return wrong
}

describe('the plan book', () => {
  it('says of every unit what the rule of inheritance says', () => {
    expect(differing(targets, [2025, 2026])).toEqual([])
  })

  it('keeps apart a commune with its own target, its sisters, and a province whose target is not inherited', () => {
    const base = targets.find(({ year }) => year === 2026)!
    const commune = pyramid.units[pyramid.size - 1]!
    const own: Target[] = [
      { ...base, owner: { kind: 'unit', unit: commune.code }, value: 0.1, inherited: true },
      { ...base, owner: { kind: 'unit', unit: commune.parent! }, value: 0.2, inherited: false },
      { ...base, owner: { kind: 'level', level: 'commune' }, value: 0.3, inherited: true },
      { ...base, owner: { kind: 'reference', unit: 'TW' }, value: 0.4, inherited: true },
    ]
    const book = new PlanBook(pyramid, kpis, own)
    const kpi = kpis.findIndex(({ id }) => id === base.kpi)
    const valueOf = (unit: number): number | undefined => book.target(unit, kpi, 2026)?.value
    expect([pyramid.size - 2, pyramid.size - 1, pyramid.indexOf(commune.parent!)!, 0].map(valueOf)).toEqual([0.3, 0.1, 0.2, 0.4])
    expect(differing(own, [2026])).toEqual([])
  })
})
