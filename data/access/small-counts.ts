/**
 * Small counts of cases: what may not be shown above the unit that reported it, nor be found by subtraction.
 * Source: domain, *Aggregates only*: a count below 5 is withheld from everyone above the reporting unit, ratios likewise.
 *
 * A subtree's sum is withheld when it is small itself, or when exactly one of its parts (own office, children) is withheld, or
 * several whose sum is small: the sum less the visible parts would tell them.
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

/** Whether the figure of a unit's subtree (`own`: of its own office alone) is withheld from those above who reported it. */
export function isWithheld(c: Columns, unit: number, own: boolean): boolean {
  const children = c.pyramid.children[unit]!
  if (own || children.length === 0) return ownIsSmall(c, unit)
  if (c.subReported[unit] === 0) return false
  if (isSmallSum(c.subNum[unit]!, c.subDen[unit]!)) return true
  const hidden: Sum = { num: 0, den: 0 }
  let count = 0
  const hide = (num: number, den: number): void => {
    hidden.num += num
    hidden.den += den
    count++
  }
  if (ownIsSmall(c, unit)) hide(c.ownNum[unit]!, c.ownDen[unit]!)
  for (const child of children) if (isWithheld(c, child, false)) hide(c.subNum[child]!, c.subDen[child]!)
  return count === 1 || (count > 1 && isSmallSum(hidden.num, hidden.den))
}
