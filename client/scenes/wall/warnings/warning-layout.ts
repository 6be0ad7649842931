/** Where the rows of *Cảnh báo* and the units of its groups stand, in u. Few rows are tall; what is left shows the units of the groups. Pure. */
import type { Box } from '../../../map/view.ts'
import { listLayoutOf } from '../scene-layout.ts'

/** Least and greatest height of a row, and the height of the table's head, u. The least has room for three lines of heading and sentence. */
export const rowHeights = { least: 8.4, most: 20, head: 3.2 } as const
/** Least height of the units below the rows, and their share of a wide wall, u. */
const groupsHeight = 24, groupsWidth = 150
const gap = 4
/** Groups shown beside each other below the rows, or under each other beside them. */
export const mostGroups = 3

/** The boxes. `columns`: the tables with how many rows each takes; `groups`: where units of groups are shown. */
export interface WarningLayout {
  readonly figures: Box
  readonly columns: readonly { readonly box: Box, readonly from: number, readonly count: number }[]
  readonly rowHeight: number
  readonly groups: readonly Box[]
}

function below(list: Box, usedHeight: number, count: number): readonly Box[] {
  const h = list.h - usedHeight - 2
  if (count === 0 || h < groupsHeight - 0.01) return []
  const w = (list.w - gap * (count - 1)) / count
  return Array.from({ length: count }, (_, i) => ({ x: list.x + i * (w + gap), y: list.y + usedHeight + 2, w, h }))
}

function beside(first: Box, whole: number, count: number): readonly Box[] {
  const h = (first.h - 2 * (count - 1)) / count
  return Array.from({ length: count }, (_, i) => ({ x: first.x + whole - groupsWidth, y: first.y + i * (h + 2), w: groupsWidth, h }))
}

/** The layout of `rows` warnings, `groups` of them of several units, on a stage `width` u wide. */
export function warningLayoutOf(width: number, rows: number, groups: number): WarningLayout {
  const { figures, lists } = listLayoutOf(width)
  const [first] = lists as readonly [Box, ...Box[]]
  const capacity = Math.floor((first.h - rowHeights.head) / rowHeights.least)
  const height = (room: number, count: number): number => Math.min(rowHeights.most, Math.max(rowHeights.least, room / Math.max(1, count)))
  const last = lists.at(-1)!, whole = last.x + last.w - first.x
  const shown = Math.min(mostGroups, groups)
  if (lists.length > 1 && rows > capacity) {
    const each = Math.min(capacity, Math.ceil(rows / lists.length))
    return { figures, rowHeight: height(first.h - rowHeights.head, each), groups: [], columns: lists.map((box, i) => ({ box, from: i * each, count: each })) }
  }
  if (lists.length > 1) {
    const w = shown > 0 ? whole - groupsWidth - gap : whole
    return { figures, rowHeight: height(first.h - rowHeights.head, rows), columns: [{ box: { ...first, w }, from: 0, count: capacity }], groups: beside(first, whole, shown) }
  }
  const withGroups = shown > 0 && rows * rowHeights.least + rowHeights.head + groupsHeight + 2 <= first.h
  const rowHeight = height(first.h - rowHeights.head - (withGroups ? groupsHeight + 2.1 : 0), rows)
  return { figures, rowHeight, columns: [{ box: first, from: 0, count: capacity }], groups: withGroups ? below(first, rowHeights.head + rows * rowHeight, shown) : [] }
}
