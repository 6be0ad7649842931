/** Where the parts of *Hạ tầng* stand, in u: figures, outages, then strips: of hours, and of days where there is room beside or below. */
import type { Box } from '../../../map/view.ts'
import { margin } from '../layout.ts'
import { gaugeWidth } from '../overview/card-words.ts'

const top = 10
const bottom = 132
const gap = 5
/** From this width strips of hours and days stand beside each other, u (about 21:9). */
const besideWidth = 310
/** Rows up to which hours and days stand below each other on 16:9. */
export const stackedRows = 12

/** The boxes of the scene. `days` null: there is no room for them. */
export interface LineLayout {
  readonly figures: Box
  readonly underWay: Box
  readonly longest: Box
  readonly hours: Box
  readonly days: Box | null
}

/** The boxes on a stage `width` u wide, for strips of `rows` rows. */
export function lineLayoutOf(width: number, rows: number): LineLayout {
  const figures = { x: margin, y: top, w: gaugeWidth, h: bottom - top }
  const x = margin + gaugeWidth + gap
  const isWide = width >= besideWidth
  const listW = isWide ? Math.min(118, (width - x - margin - 2 * gap) * 0.3) : 84
  const underWay = { x, y: top, w: listW, h: 58 }
  const longest = { x, y: 70, w: listW, h: bottom - 70 }
  const stripsX = x + listW + gap
  const room = width - margin - stripsX
  if (isWide) {
    const w = (room - gap) / 2
    return { figures, underWay, longest, hours: { x: stripsX, y: top, w, h: bottom - top }, days: { x: stripsX + w + gap, y: top, w, h: bottom - top } }
  }
  if (rows > stackedRows) return { figures, underWay, longest, hours: { x: stripsX, y: top, w: room, h: bottom - top }, days: null }
  const h = (bottom - top - gap) / 2
  return { figures, underWay, longest, hours: { x: stripsX, y: top, w: room, h }, days: { x: stripsX, y: top + h + gap, w: room, h } }
}
