/** All tasks of a register as one strip, most urgent first: a block a task, or shares where there are too many for blocks. */
import type { ReactElement } from 'react'

/** States a strip shows, in order; `undated`: standing tasks, and those that wait for the central road-map. */
export const stripStates = ['overdue', 'due7', 'due30', 'later', 'undated', 'done'] as const
/** One of `stripStates`. */
export type StripState = (typeof stripStates)[number]

/** Looks of the states: red only for overdue, then greys by urgency, hollow for what has no deadline yet. */
export const stripFills: Readonly<Record<StripState, { fill: string, stroke: string }>> = {
  overdue: { fill: 'var(--risk)', stroke: 'none' }, due7: { fill: '#f1f4f6', stroke: 'none' }, due30: { fill: '#99a4ac', stroke: 'none' },
  later: { fill: 'none', stroke: '#99a4ac' }, undated: { fill: '#59646d', stroke: 'none' }, done: { fill: '#343c43', stroke: 'none' },
}

/** Most tasks drawn as blocks of their own. */
export const mostBlocks = 90

/** See the file's head. `width` in u. */
export function TaskStrip({ counts, width, label }: { counts: Readonly<Record<StripState, number>>, width: number, label: string }): ReactElement {
  const total = stripStates.reduce((sum, state) => sum + counts[state], 0)
  const height = 3.1
  const pitch = total === 0 ? width : width / total
  const gap = total > mostBlocks ? 0 : Math.min(0.32, pitch * 0.3)
  let at = 0
  const blocks: ReactElement[] = []
  for (const state of stripStates) {
    const n = counts[state]
    const { fill, stroke } = stripFills[state]
    const parts = total > mostBlocks ? (n > 0 ? [n] : []) : Array.from({ length: n }, () => 1)
    for (const size of parts) {
      const inset = stroke === 'none' ? 0 : 0.1
      blocks.push(<rect key={blocks.length} x={at * pitch + inset} y={(state === 'overdue' ? 0 : 0.5) + inset} width={Math.max(0.1, size * pitch - gap - 2 * inset)} height={(state === 'overdue' ? height : height - 1) - 2 * inset} fill={fill} stroke={stroke} strokeWidth="0.18" />)
      at += size
    }
  }
  return (
    <svg className="strip" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {total === 0 ? <rect x="0" y="0.5" width={width} height={height - 1} fill="var(--track)" /> : blocks}
    </svg>
  )
}
