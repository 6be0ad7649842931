/** Measures of the matrix, in u. Source: the measured spec of the mock-ups, layout 4, fitted to 38 KPIs; a wider wall gives its width to the cells. */
import { margin } from '../layout.ts'

/** Top of the scene's heads and bottom of its foot. */
const top = 9.4
const bottom = 132.4
/** Height of the foot: two lines of legend. */
const footHeight = 5.2
/** Rows of counts and of coverage under the matrix, and the gaps beside the root's row. */
const countHeight = 2.75
const gap = 0.5
/** Most rows below the root's. */
export const mostRows = 34
/** Tallest row: a few units do not fill a wall. */
const tallestRow = 4
/** Cells from this width hold a shape and a number each, from `flatFrom` heads that lie flat. */
const numbersFrom = 7
const flatFrom = 9
/** Width of one of the three sums (■ ▲ ▨). */
export const sumWidth = 4.4

/** Widths of names: of provinces, of communes (the longest: Văn Miếu - Quốc Tử Giám), and on a wide wall. */
const nameWidths = { province: 15.4, commune: 21.4, wide: 27 } as const

/** See the file's head. `font`: size of cells; `pad`: what stays free at both their ends; `y`, `footY`: tops; `slant`: heads stand at −56°. */
export interface MatrixLayout {
  readonly y: number
  readonly footY: number
  readonly width: number
  readonly names: number
  readonly cell: number
  readonly heads: number
  readonly rootRow: number
  readonly row: number
  readonly count: number
  readonly gap: number
  readonly font: number
  readonly pad: number
  readonly numbers: boolean
  readonly slant: boolean
}

/** The measures of a matrix of `columns` KPIs and `rows` units (at most `mostRows`) of `level` on a stage `width` u wide. */
export function matrixLayoutOf(width: number, columns: number, rows: number, level: 'province' | 'commune'): MatrixLayout {
  const room = width - 2 * margin
  const names = room < 400 ? nameWidths[level] : nameWidths.wide
  const cell = (room - names - 3 * sumWidth) / Math.max(1, columns)
  const slant = cell < flatFrom
  const heads = slant ? 18.4 : 10.6
  const rootRow = slant ? 2.8 : 3.1
  const footY = bottom - footHeight
  const left = footY - top - heads - rootRow - 2 * gap - 2 * countHeight - 0.6
  return {
    y: top, footY, width: room, names, cell, heads, rootRow, count: countHeight, gap, slant, numbers: cell >= numbersFrom,
    row: Math.min(tallestRow, left / Math.max(1, rows)), font: cell >= numbersFrom ? 2.2 : 1.85,
    pad: cell < numbersFrom ? 0.3 : Math.max(0.35, (cell - 7.6) / 2),
  }
}
