/** A country that reports all at once: how the cells of the planted day move from step to step while the wall is measured. Pure. */
import type { Cell } from '../../data/protocol/cell.ts'

/** One in this many units bears another status from one step to the next. */
export const oneInTurns = 20

function placeOf(unit: string): number {
  let h = 0
  for (const letter of unit) h = Math.imul(h, 31) + letter.charCodeAt(0) | 0
  return Math.abs(h)
}

/** Another numerator, and the value that follows from it, as the product's do: a tenth of a point a turn. What is no ratio counts up; stages stay. */
function turned(num: number, den: number | null, value: number, isLevel: boolean, turn: number): { readonly num: number, readonly value: number } {
  if (den === null || den === 0) return { num: num + turn, value: value + (isLevel ? 0 : turn) }
  const isReduction = Math.abs(value - num / den) > Math.abs(value - (1 - num / den))
  const next = Math.max(0, Math.round(num + (isReduction ? 1 : -1) * turn * 0.001 * den))
  return { num: next, value: isReduction ? 1 - next / den : next / den }
}

/**
 * A cell at a step: its newest reading is of now, its value another than at the step before (what has no value stays so). Below the
 * centre one unit in `oneInTurns` a step is seen at risk, and as it was again a step later.
 */
export function moved(cell: Cell, step: number, nowMs: number): Cell {
  if (cell.num === null || cell.value === null) return cell
  const turn = step % 7
  const { num, value } = turned(cell.num, cell.den, cell.value, cell.stages !== null, turn)
  const turns = cell.unit !== 'TW' && placeOf(cell.unit) % oneInTurns === step % oneInTurns
  return { ...cell, num, value, newestAtMs: nowMs, status: turns ? 'at_risk' : cell.status }
}
