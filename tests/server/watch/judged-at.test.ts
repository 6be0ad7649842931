import { expect, it } from 'vitest'
import type { Verdict } from '../../../data/judgement/verdict.ts'
import { VerdictTable } from '../../../server/watch/verdicts/verdict-table.ts'

const stall: Verdict = { kind: 'stall', severity: 'behind', sinceMs: 0, size: 1, numbers: [] }

it('a verdict that stands says when it was last judged, whether or not that changed it; one that went says nothing', () => {
  const table = new VerdictTable(2, 1)
  table.set(1, 'stall', null, 100)
  expect(table.judgedAt(1, 'stall')).toBeNull()
  table.set(1, 'stall', stall, 200)
  expect(table.judgedAt(1, 'stall')).toBe(200)
  table.takeChanges()
  table.set(1, 'stall', { ...stall }, 300)
  expect([table.judgedAt(1, 'stall'), table.takeChanges()]).toEqual([300, []])
  expect([table.judgedAt(0, 'stall'), table.judgedAt(1, 'jump')]).toEqual([null, null])
  table.set(1, 'stall', null, 400)
  expect(table.judgedAt(1, 'stall')).toBeNull()
})
