import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshnesses } from '../../../data/judgement/freshness.ts'
import { statuses } from '../../../data/judgement/plan-status.ts'
import { cellColumns, cellRow, type Cell } from '../../../data/protocol/cell.ts'
import { decodeCell, encodeCell } from '../../../data/protocol/cell-codec.ts'

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const figure = fc.nat({ max: Number.MAX_SAFE_INTEGER })
const ratio = fc.double({ noNaN: true, noDefaultInfinity: true }).map((v) => (Object.is(v, -0) ? 0 : v))
const count = fc.nat(300_000)
const cell: fc.Arbitrary<Cell> = fc.record({
  unit: fc.string({ minLength: 1 }), kpi: fc.string({ minLength: 1 }),
  num: orNull(figure), den: orNull(figure), value: orNull(ratio), expected: orNull(ratio),
  status: fc.constantFrom(...statuses), freshness: fc.constantFrom(...freshnesses),
  coverage: fc.record({ due: count, reported: count, fresh: count, children: fc.record({ due: count, fresh: count }) }),
  oldestAtMs: orNull(fc.nat({ max: 4e12 })), newestAtMs: orNull(fc.nat({ max: 4e12 })),
  simulated: fc.boolean(), withheld: fc.boolean(), stages: orNull(fc.array(count, { minLength: 6, maxLength: 6 })),
})

describe('a cell as a row', () => {
  it('comes back as it was, through JSON, and is a valid row', () => {
    fc.assert(fc.property(cell, (before) => {
      const row: unknown = JSON.parse(JSON.stringify(encodeCell(before)))
      expect(decodeCell(cellRow.parse(row))).toEqual(before)
    }))
  })

  it('has a place for every column', () => {
    fc.assert(fc.property(cell, (one) => { expect(encodeCell(one)).toHaveLength(cellColumns.length) }), { numRuns: 5 })
  })
})
