/** Who is abnormal on the map and bears no call-out: named under the legend's row of its status, worst first, whole names. Pure. */
import { isAbnormal, looks, type Look } from '../../../ui/look.ts'
import { nameLines } from '../../../ui/name-lines.ts'
import type { RankedUnit } from './ranking.ts'

/** A row of the legend that names units: a look, or what is late and otherwise fine. */
export type NamingRow = Look | 'late'

const order: readonly NamingRow[] = [...looks.filter(isAbnormal), 'late']

/**
 * Lines of names a row. `units`: worst first; `letters`: of a line; `most`: lines of all rows together, of which each row that names somebody
 * gets one before any gets a second; `more`: what is said of those who find no room.
 */
export function legendNames(
  units: readonly Pick<RankedUnit, 'unit' | 'look'>[], nameOf: (unit: string) => string, { letters, most }: { readonly letters: number, readonly most: number }, more: (left: number) => string,
): ReadonlyMap<NamingRow, readonly string[]> {
  const rows = order.flatMap((row) => {
    const names = units.filter(({ look }) => (isAbnormal(look) ? look : 'late') === row).map(({ unit }) => nameOf(unit))
    return names.length === 0 ? [] : [{ row, names }]
  })
  const found = new Map<NamingRow, readonly string[]>()
  let left = most
  for (const [i, { row, names }] of rows.entries()) {
    const lines = nameLines(names, letters, left - (rows.length - 1 - i), more)
    left -= lines.length
    if (lines.length > 0) found.set(row, lines)
  }
  return found
}
