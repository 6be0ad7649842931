/** Where the parts of *Bản đồ* stand, u. The country keeps its place and its full height at every width; what is beyond 16:9 goes to the focus and the list. */
import type { Box } from '../../../map/view.ts'
import { margin } from '../layout.ts'

const top = 10
const bottom = 132
const leftWidth = 55.6
/** Left edge of the map's canvas and of what stands right of the country, u. */
const canvasX = 60.6
const canvasY = 8.8
const canvasHeight = 125.2
const rightX = 176
/** From this width the list stands beside the focus instead of below it, u. */
const besideWidth = 300
/** A list narrower than this would cut its words; wider ones take a second column of rows, u. */
const listWidth = 61
const headHeight = 14

/** All boxes of one layout. Of the stage, but for `main`, `inset`: these are in the canvas's own coordinates. */
export interface MapSceneLayout {
  readonly card: Box
  readonly legend: Box
  readonly below: Box
  readonly canvas: Box
  /** Where the country, or the province of the root, is drawn. */
  readonly main: Box
  readonly focusHead: Box | null
  /** Where the province in focus is drawn. */
  readonly inset: Box | null
  readonly list: Box
  readonly listColumns: number
}

/** The layout of a stage `width` u wide. `hasFocus`: the root is the centre, so a province is shown beside the country. */
export function mapSceneLayoutOf(width: number, hasFocus: boolean): MapSceneLayout {
  const right = width - margin
  const beside = width >= besideWidth
  const w = beside ? Math.max(listWidth, Math.min(141, (width - rightX - 4) * 0.45)) : right - rightX
  const listX = right - w
  const focusRight = beside ? listX - 4 : right
  const focusHeight = beside ? bottom - top - headHeight : 62
  const focusBottom = top + headHeight + focusHeight
  const mainRight = hasFocus ? rightX : listX - 3
  const canvasRight = hasFocus ? focusRight : mainRight
  return {
    card: { x: margin, y: top + 3.2, w: leftWidth, h: 29.6 },
    legend: { x: margin, y: 45.4, w: leftWidth, h: 36 }, below: { x: margin, y: 83, w: leftWidth, h: bottom - 83 },
    canvas: { x: canvasX, y: canvasY, w: canvasRight - canvasX, h: canvasHeight },
    main: hasFocus ? { x: 1.2, y: 1.2, w: 110, h: 121 } : { x: 3, y: 4, w: mainRight - canvasX - 6, h: 112 },
    focusHead: hasFocus ? { x: rightX, y: top, w: focusRight - rightX, h: headHeight } : null,
    inset: hasFocus ? { x: rightX - canvasX, y: top + headHeight - canvasY, w: focusRight - rightX, h: focusHeight } : null,
    list: hasFocus && !beside ? { x: listX, y: focusBottom + 2, w, h: bottom - focusBottom - 2 } : { x: listX, y: top, w, h: bottom - top },
    listColumns: Math.max(1, Math.floor((w + 4) / (listWidth + 4))),
  }
}
