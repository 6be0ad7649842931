/** Cells to rows and back. Apart from the schema (cell.ts), so that a page that trusts its server carries no validator. */
import { freshnesses } from '../judgement/freshness.ts'
import { statuses } from '../judgement/plan-status.ts'
import type { Cell, CellRow } from './cell.ts'

/** Bits of a row's `flags`. `withheld`: a count of cases below 5 is not shown above the unit that reported it. */
export const cellFlags = { simulated: 1, withheld: 2 } as const

/** The row of a cell. */
export function encodeCell(c: Cell): CellRow {
  return [
    c.unit, c.kpi, c.num, c.den, c.value, c.expected, statuses.indexOf(c.status), freshnesses.indexOf(c.freshness),
    c.coverage.due, c.coverage.reported, c.coverage.fresh, c.coverage.children.due, c.coverage.children.fresh,
    c.oldestAtMs, c.newestAtMs, (c.simulated ? cellFlags.simulated : 0) | (c.withheld ? cellFlags.withheld : 0), c.stages === null ? null : [...c.stages],
  ]
}

/** The cell of a row. */
export function decodeCell(row: CellRow): Cell {
  const [unit, kpi, num, den, value, expected, status, freshness, due, reported, fresh, cDue, cFresh, oldest, newest, flags, stages] = row
  return {
    unit, kpi, num, den, value, expected,
    status: statuses[status] ?? 'no_data', freshness: freshnesses[freshness] ?? 'none',
    coverage: { due, reported, fresh, children: { due: cDue, fresh: cFresh } },
    oldestAtMs: oldest, newestAtMs: newest, simulated: (flags & cellFlags.simulated) !== 0,
    withheld: (flags & cellFlags.withheld) !== 0, stages,
  }
}
