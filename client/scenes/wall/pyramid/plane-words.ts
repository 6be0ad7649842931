/** Where the words of the picture stand, u: names of both archipelagos on each plane, counts of each plane, the centre's name. Pure. */
import type { MapGeometry, MapLabel } from '../../../../data/protocol/map-geometry.ts'
import { textWidth } from '../../../map/callouts.ts'
import { polygonsOn } from '../../../map/pyramid-plane.ts'
import type { Box } from '../../../map/view.ts'
import type { PlaneShapes, PyramidShapes } from './pyramid-shapes.ts'

/** Sizes of type, u: names of archipelagos, head and line of a plane's counts. */
export const islandEm = 2.1
/** Clear space between islands and the words beside them, u. */
const islandClear = 0.8
const headEm = 2.75
const lineEm = 2.25
/** Height of a line of names, u. */
export const namesLineU = 2.9
/** Widest line of names in the sea of the country's plane, and beside a province's; most lines there. */
const seaNamesW = 62, besideNamesW = 34, besideLines = 3

/** The box of an archipelago's name on a plane: left of the islands' upper half, or right of small groups. `told`: the label as it is written. */
export function islandBox(label: MapLabel, geometry: MapGeometry, { plane }: PlaneShapes, told: Pick<MapLabel, 'text' | 'sub'> = label): Box {
  const points = geometry.archipelagos.features.filter(({ properties }) => properties.name === label.text)
    .flatMap(({ geometry: area }) => polygonsOn(plane, area).flatMap((polygon) => polygon[0] ?? []))
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y)
  const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys)
  const w = Math.max(textWidth(told.text, islandEm, true), textWidth(told.sub, islandEm)), h = islandEm * 2.5
  if (right - left < 24) return { x: right + 1.4, y: (top + bottom) / 2 - h / 2, w, h }
  // left of every island beside the words: a dot that touches a letter reads as an accent
  const y = top - 0.8
  const beside = points.filter(([, at]) => at > y - islandClear && at < y + h + islandClear).map(([x]) => x)
  return { x: Math.min(left + (right - left) * 0.42, ...beside.map((x) => x - islandClear)) - w, y, w, h }
}

/** The box of a plane's counts: in the near right corner of the country's planes, where the sea is; beside a province's, which it fills. `below`: what stays free under it, u. */
export function countsBox({ outline, islands }: PlaneShapes, head: string, line: string, below = 0): Box {
  const [x, y] = outline[2]
  const w = Math.max(textWidth(head, headEm, true), textWidth(line, lineEm)) + 1
  if (islands.length === 0) return { x: outline[1][0] + 3, y: outline[1][1], w: w + 3, h: 6.2 }
  return { x: x - 2.6 - w, y: y - 6.9 - below, w, h: 6.2 }
}

/**
 * Where those are named that are abnormal and bear no call-out: a line under the counts of the country's upper plane; beside a province's lower
 * one, three lines. `counts`: the box of the plane's counts.
 */
export function namesBox(counts: Box, isCountry: boolean): Box {
  return isCountry
    ? { x: counts.x + counts.w - seaNamesW, y: counts.y + counts.h, w: seaNamesW, h: namesLineU }
    : { x: counts.x, y: counts.y + counts.h + 0.4, w: besideNamesW, h: besideLines * namesLineU }
}

/** The box of the centre's name, on the far edge of its plate. */
export function centreBox({ plate }: PyramidShapes): Box | null {
  if (plate === null) return null
  const [x, y] = plate.outline[0]
  return { x: x + 4, y: y - 4.4, w: 62, h: 4 }
}
