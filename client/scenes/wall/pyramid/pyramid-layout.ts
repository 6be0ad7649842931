/** Where the parts of *Kim tự tháp* stand, in u. Source: the measured spec of the mock-ups, layout 2. Wider walls: planes further apart, then every abnormal path as a list. */
import type { Box } from '../../../map/view.ts'
import { margin, stageHeight } from '../layout.ts'
import type { PyramidScope } from './pyramid-scope.ts'

/** Boxes of the scene. */
export interface PyramidLayout {
  /** What is drawn by WebGL or SVG. */
  readonly picture: Box
  /** Where the lower and the upper plane fit. The upper one is the lower one, moved up. */
  readonly lower: Box
  readonly upper: Box
  /** The centre's plate; null where the root is no centre. */
  readonly plate: Box | null
  readonly chain: Box
  /** All abnormal paths; null where the wall is too narrow: then the chain's panel names the next ones. */
  readonly list: Box | null
  /** How steep a plane may be seen, and u a degree at most. */
  readonly mostDepth: number
  readonly mostDegreeU: number
}

const top = 10
const bottom = 131.5
/** Where the attribution begins, which takes up to three lines at the foot: no plane's edge runs through it, u. */
export const footTop = 127.8
/** From this width the list of paths has room, u. */
const listFrom = 300
/** From this width the planes are drawn apart, u (about 3:1). */
const wideFrom = 400
const chainWidth = 58

/** The boxes of a stage `width` u wide. */
export function pyramidLayoutOf(width: number, level: PyramidScope['level']): PyramidLayout {
  const isWide = width >= wideFrom
  const pictureWidth = isWide ? 214 : 176
  const across = { x: 3.5, w: pictureWidth - (level === 'centre' ? 8.5 : 44) }
  const chain = { x: pictureWidth + 3, y: top, w: width < listFrom ? width - margin - pictureWidth - 3 : chainWidth, h: bottom - top }
  const listX = chain.x + chain.w + 8
  const planes = level !== 'centre' ? { lower: { ...across, y: 74, h: 53 }, upper: { ...across, y: 18, h: 53 }, plate: null, mostDepth: 0.66, mostDegreeU: 90 }
    : isWide ? { lower: { ...across, y: 81.7, h: 45.5 }, upper: { ...across, y: 34.6, h: 45.5 }, plate: { x: 76, y: 16.4, w: 52, h: 11 }, mostDepth: 0.43, mostDegreeU: 12 }
      : { lower: { ...across, y: 79.5, h: 47.6 }, upper: { ...across, y: 37, h: 47.6 }, plate: { x: 57, y: 17.6, w: 50, h: 11.5 }, mostDepth: 0.43, mostDegreeU: 8 }
  return {
    ...planes, picture: { x: 0, y: 8.6, w: pictureWidth, h: stageHeight - 8.6 }, chain,
    list: width < listFrom ? null : { x: listX, y: top, w: width - margin - listX, h: bottom - top },
  }
}
