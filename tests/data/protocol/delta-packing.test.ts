/** A delta travels packed, loses nothing by it, and takes less room. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshnesses } from '../../../data/judgement/freshness.ts'
import { statuses } from '../../../data/judgement/plan-status.ts'
import type { CellRow } from '../../../data/protocol/cell.ts'
import { delta as deltaSchema, packedDelta, type Delta, type PackedDelta } from '../../../data/protocol/delta.ts'
import { packDelta, unpackDelta } from '../../../data/protocol/delta-packing.ts'

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const count = fc.nat(300_000), figure = fc.nat({ max: Number.MAX_SAFE_INTEGER }), instant = fc.integer({ min: -4e12, max: 4e12 })
const free = fc.double({ noNaN: true, noDefaultInfinity: true }).map((v) => (Object.is(v, -0) ? 0 : v))
/** Numerator, denominator and value as the product has them: the ratio, what is left of one, or any. */
const figures = fc.tuple(orNull(figure), orNull(figure), fc.constantFrom('ratio', 'left', 'any', 'none'), free).map(([num, den, kind, any]): [number | null, number | null, number | null] => {
  const ratio = num !== null && den !== null && den > 0 ? num / den : null
  return [num, den, kind === 'none' ? null : kind === 'any' || ratio === null ? any : kind === 'ratio' ? ratio : 1 - ratio]
})
const row = fc.tuple(
  fc.string({ minLength: 1 }), fc.constantFrom('digitization.pages', 'esign.staff', 'paper.cut'), figures, orNull(fc.constantFrom(0, 0.657, 0.9, 1)), fc.nat(statuses.length - 1), fc.nat(freshnesses.length - 1),
  fc.tuple(count, count, count, count, count), orNull(instant), orNull(instant), fc.nat(3), orNull(fc.array(count, { minLength: 6, maxLength: 6 })),
).map(([unit, kpi, [num, den, value], expected, status, freshness, counts, oldest, newest, flags, stages]): CellRow => [unit, kpi, num, den, value, expected, status, freshness, ...counts, oldest, newest, flags, stages])
const delta: fc.Arbitrary<Delta> = fc.record({ room: fc.string(), epoch: fc.string(), prev: count, seq: count, at: fc.double({ min: 0, max: 4e12, noNaN: true }), cells: fc.array(row, { maxLength: 40 }) })

const travelled = (message: PackedDelta): PackedDelta => packedDelta.parse(JSON.parse(JSON.stringify(message)))

describe('a packed delta', () => {
  it('comes back as it was, through JSON, bit for bit', () => {
    fc.assert(fc.property(delta, (before) => {
      const after = unpackDelta(travelled(packDelta(before)))
      expect(after).toEqual(before)
      expect(() => deltaSchema.parse(after)).not.toThrow()
    }), { numRuns: 500 })
  })

  it('of a province\'s communes takes less than half the room', () => {
    const at = 1_795_244_709_123
    const cells = Array.from({ length: 100 }, (_, i): CellRow => [`${10_015 + i}`, 'digitization.pages', 53_007 + i, 72_754, (53_007 + i) / 72_754, 0.6560727279589371, 2, 0, 1, 1, 1, 0, 0, at - 23_000_000 - i, at - 500, 1, null])
    const before: Delta = { room: 'r', epoch: 'e', prev: 1, seq: 2, at, cells }
    const size = (message: unknown): number => JSON.stringify(message).length
    expect(size(packDelta(before))).toBeLessThan(size(before) / 2)
  })

  it('whose row has a place outside of the lists is refused', () => {
    const good = packDelta({ room: 'r', epoch: 'e', prev: 1, seq: 2, at: 5, cells: [['11', 'k', 1, 2, 0.5, 0.7, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, null]] })
    expect(() => unpackDelta({ ...good, kpis: [] })).toThrow(RangeError)
    expect(() => unpackDelta({ ...good, lines: [] })).toThrow(RangeError)
    expect(unpackDelta({ ...good, cells: [] }).cells).toEqual([])
  })
})
