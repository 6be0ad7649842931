/**
 * How a delta travels: what its rows have in common is said once. 3,321 communes are a message of some 200 kB twice a second, and a page takes
 * longer to receive and parse it than to draw it. Lossless: unpacking what was packed gives the delta, bit for bit. Apart from the schema
 * (delta.ts), so that a page that trusts its server carries no validator. Decision: docs/decisions/050-packed-deltas.md.
 */
import type { CellRow } from './cell.ts'
import type { Delta, PackedDelta, PackedRow, PackedValue } from './delta.ts'

/** A value that is the ratio of its row, or what is left of one, is told by that; any other as it is. */
function packedValue(num: number | null, den: number | null, value: number | null): PackedValue {
  if (num === null || den === null || value === null) return value
  if (Object.is(value, num / den)) return true
  return Object.is(value, 1 - num / den) ? false : value
}

function valueOf(num: number | null, den: number | null, packed: PackedValue): number | null {
  if (typeof packed !== 'boolean') return packed
  const ratio = (num ?? NaN) / (den ?? NaN)
  return packed ? ratio : 1 - ratio
}

/** The place of a thing in a list, where it is put when it is new. */
function placeIn<T>(places: Map<T, number>, thing: T): number {
  const known = places.get(thing)
  if (known !== undefined) return known
  places.set(thing, places.size)
  return places.size - 1
}

/** The delta as it travels. Hot: each delta, up to 3,400 rows. */
export function packDelta({ cells, ...head }: Delta): PackedDelta {
  const kpis = new Map<string, number>(), lines = new Map<number, number>()
  // whole milliseconds: the differences are exact
  const at = Math.floor(head.at)
  const rows = cells.map((row): PackedRow => {
    const [unit, kpi, num, den, value, expected, status, freshness, due, reported, fresh, childrenDue, childrenFresh, oldestAtMs, newestAtMs, flags, stages] = row
    const packed: PackedRow = [
      unit, placeIn(kpis, kpi), num, den, packedValue(num, den, value), expected === null ? null : placeIn(lines, expected), status, freshness,
      due, reported, fresh, childrenDue, childrenFresh, oldestAtMs === null ? null : at - oldestAtMs, newestAtMs === null ? null : at - newestAtMs, flags,
    ]
    if (stages !== null) packed.push(stages)
    return packed
  })
  return { ...head, kpis: [...kpis.keys()], lines: [...lines.keys()], cells: rows }
}

/** The delta that travelled. A place that is in no list: a RangeError, for then the message is not the server's. */
export function unpackDelta({ kpis, lines, cells, ...head }: PackedDelta): Delta {
  const at = Math.floor(head.at)
  const rows = cells.map((packed): CellRow => {
    const [unit, kpiAt, num, den, value, lineAt, status, freshness, due, reported, fresh, childrenDue, childrenFresh, oldestAgoMs, newestAgoMs, flags, stages] = packed
    const kpi = kpis[kpiAt], expected = lineAt === null ? null : lines[lineAt]
    if (kpi === undefined || expected === undefined) throw new RangeError(`delta: a row of ${unit} has no indicator or line`)
    return [
      unit, kpi, num, den, valueOf(num, den, value), expected, status, freshness, due, reported, fresh, childrenDue, childrenFresh,
      oldestAgoMs === null ? null : at - oldestAgoMs, newestAgoMs === null ? null : at - newestAgoMs, flags, stages ?? null,
    ]
  })
  return { ...head, cells: rows }
}
