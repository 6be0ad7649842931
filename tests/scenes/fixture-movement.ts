/** A country that reports all at once: how the cells of the planted day move from step to step while the wall is measured. Pure. */
import type { Cell } from '../../data/protocol/cell.ts'

/** One in this many units bears another status from one step to the next. */
export const oneInTurns = 20

function placeOf(unit: string): number {
  let h = 0
  for (const letter of unit) h = Math.imul(h, 31) + letter.charCodeAt(0) | 0
  return Math.abs(h)
}

/**
 * A cell at a step: its newest reading is of now, its value another than at the step before (what has no value stays so). Below the
 * centre one unit in `oneInTurns` a step is seen at risk, and as it was again a step later.
 */
export function moved(cell: Cell, step: number, nowMs: number): Cell {
  if (cell.num === null || cell.value === null) return cell
  const turn = step % 7
  const num = cell.num + turn
  const value = cell.den === null || cell.den === 0 ? cell.value + (cell.stages === null ? turn : 0) : Math.max(0, cell.value - turn * 0.001)
  const turns = cell.unit !== 'TW' && placeOf(cell.unit) % oneInTurns === step % oneInTurns
  return { ...cell, num, value, newestAtMs: nowMs, status: turns ? 'at_risk' : cell.status }
}
