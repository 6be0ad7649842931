/** What a wall forgets, and what it keeps. */
import { expect, it } from 'vitest'
import { covers, stays, type UnitsByCode } from '../../../../client/scenes/wall/forgetting.ts'

const units: UnitsByCode = new Map([
  ['TW', { parent: null, level: 'centre' }], ['11', { parent: 'TW', level: 'province' }], ['79', { parent: 'TW', level: 'province' }],
  ['03127', { parent: '11', level: 'commune' }], ['26734', { parent: '79', level: 'commune' }],
])
const watch = (root: string, depth: number, kpi = 'esign.documents') => ({ root, depth, kpis: [kpi] })

it('a watch covers its root and what is at most so deep below it, for its own KPIs', () => {
  const covered = (depth: number) => [...units.keys()].filter((unit) => covers(watch('TW', depth), unit, 'esign.documents', units))
  expect(covered(0)).toEqual(['TW'])
  expect(covered(1)).toEqual(['TW', '11', '79'])
  expect(covered(2)).toEqual([...units.keys()])
  expect([...units.keys()].filter((unit) => covers(watch('11', 2), unit, 'esign.documents', units))).toEqual(['11', '03127'])
  expect(covers(watch('TW', 2), '11', 'paper.cut', units)).toBe(false)
})

it('communes stay while they are watched; what is above them stays in any case', () => {
  expect([...units.keys()].filter((unit) => stays(unit, 'esign.documents', [], units))).toEqual(['TW', '11', '79'])
  expect([...units.keys()].filter((unit) => stays(unit, 'esign.documents', [watch('79', 1)], units))).toEqual(['TW', '11', '79', '26734'])
  expect(stays('26734', 'paper.cut', [watch('79', 1)], units)).toBe(false)
  expect(stays('26734', 'esign.documents', [watch('26734', 0)], units)).toBe(true)
})
