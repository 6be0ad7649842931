/**
 * Small counts of cases: what may not be shown above the unit that reported it, nor be found by subtraction.
 * Source: domain, *Aggregates only*: a count below 5 is withheld from everyone above the reporting unit, ratios likewise.
 *
 * A subtree's sum is withheld when it is small itself, or when exactly one of its parts (own office, children) is withheld, or
 * several whose sum is small: the sum less the visible parts would tell them.
 *
 * An office is not above itself: to it its own count is told, and so is a sum of which nothing else is withheld (`isWithheldFromOffice`), which
 * tells it nothing it could not add up. Nobody is above the top. One figure goes to an office and to those above it alike (a stream's cell), so
 * what both are told is safe for both: the own small count hides no child's from the office, which would subtract it.
 */
import type { Columns } from '../pyramid/roll-up.ts'

/** A count of cases below this (and above 0) is small. */
export const smallestShownCaseCount = 5

interface Sum { num: number; den: number }

function isSmallCount(count: number): boolean {
  return count > 0 && count < smallestShownCaseCount
}

/** Whether a count, its total, or what is left of the total is small. */
export function isSmallSum(num: number, den: number): boolean {
  return isSmallCount(num) || isSmallCount(den) || isSmallCount(den - num)
}

function ownIsSmall(c: Columns, unit: number): boolean {
  return c.ownN[unit]! > 0 && isSmallSum(c.ownNum[unit]!, c.ownDen[unit]!)
}

/** Whether the parts of a sum that are not told would follow from it: the only one does, and several whose sum is small. */
function wouldFollow(c: Columns, unit: number, ownTold: boolean): boolean {
  const hidden: Sum = { num: 0, den: 0 }
  let count = 0
  const hide = (num: number, den: number): void => {
    hidden.num += num
    hidden.den += den
    count++
  }
  if (!ownTold && ownIsSmall(c, unit)) hide(c.ownNum[unit]!, c.ownDen[unit]!)
  for (const child of c.pyramid.children[unit]!) if (isWithheld(c, child, false)) hide(c.subNum[child]!, c.subDen[child]!)
  return count === 1 || (count > 1 && isSmallSum(hidden.num, hidden.den))
}

/** Whether the figure of a unit's subtree (`own`: of its own office alone) is withheld from readers who may be above it. See the header. */
export function isWithheld(c: Columns, unit: number, own: boolean): boolean {
  const isTop = c.pyramid.parent[unit]! < 0
  if (own || c.pyramid.children[unit]!.length === 0) return !isTop && ownIsSmall(c, unit)
  if (isTop) return isWithheldFromOffice(c, unit)
  if (c.subReported[unit] === 0) return false
  return isSmallSum(c.subNum[unit]!, c.subDen[unit]!) || wouldFollow(c, unit, false) || wouldFollow(c, unit, true)
}

/** Whether the figure of a unit's subtree is withheld from the very office at its top, which knows its own count and is told all parts that may be told. */
export function isWithheldFromOffice(c: Columns, unit: number): boolean {
  return c.pyramid.children[unit]!.length > 0 && c.subReported[unit]! > 0 && wouldFollow(c, unit, true)
}
