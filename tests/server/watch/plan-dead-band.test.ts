import { describe, expect, it } from 'vitest'
import { planDeadBand } from '../../../data/judgement/plan-status.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { startOfLocalDay } from '../../../data/time/vietnam-time.ts'
import { judgeBelowPlan } from '../../../server/watch/verdicts/judge-subtree.ts'
import { kpisOf, MemoryFigures, smallPyramid } from '../../support/memory-figures.ts'

const noon = startOfLocalDay('2026-11-22') + 12 * 3_600_000
const floor: Target = {
  kpi: 'digitization.pages', owner: { kind: 'unit', unit: 'TW' }, year: 2026, value: 0.8, due: null, milestones: [], inherited: true, lateFrom: null,
  source: { document: 'S0', section: 'x' }, besideVi: [],
}

describe('the dead band of being below plan', () => {
  const judged = (num: number) => {
    const live = new MemoryFigures(smallPyramid(1, 1), kpisOf('digitization.pages'), noon, [floor])
    live.set(2, 0, num, 10_000)
    return [live.cell(0, 0).status, judgeBelowPlan(live, 0, 0, floor, { standing: null })?.severity ?? null]
  }
  it('is half a per cent of the line: less is told by the status alone', () => {
    expect(planDeadBand).toBe(0.005)
    expect(judged(7961)).toEqual(['behind', null])
    expect(judged(7959)).toEqual(['behind', 'behind'])
    expect(judged(5000)).toEqual(['at_risk', 'at_risk'])
    expect(judged(8000)).toEqual(['met', null])
  })
})
