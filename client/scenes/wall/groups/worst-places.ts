/** Where most is late: the units below the root with the largest counts of a register's late state, as far as they may be told. */
import type { Cell } from '../../../../data/protocol/cell.ts'

/** A unit and its count. */
export interface Place { readonly unit: string, readonly count: number }

/** Most places that are named. */
export const mostPlaces = 3

/** The units with the largest counts, largest first, equal ones in the order given; those with nothing late, and those whose count is withheld or unknown, are not named. Pure. */
export function worstPlaces(units: readonly string[], cellOf: (unit: string) => Pick<Cell, 'value' | 'withheld'> | undefined): readonly Place[] {
  const known = units.flatMap((unit): Place[] => {
    const cell = cellOf(unit)
    return cell === undefined || cell.withheld || cell.value === null || cell.value <= 0 ? [] : [{ unit, count: cell.value }]
  })
  return known.sort((a, b) => b.count - a.count).slice(0, mostPlaces)
}
