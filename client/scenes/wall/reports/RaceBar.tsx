/** A race as a bar of its states; a white mark where it stood at the same hour of the period before. */
import type { ReactElement } from 'react'
import type { ReportCounts } from '../../../../data/protocol/report-race.ts'
import { handedIn, raceFills, raceStates } from './race-looks.ts'

/** Least width of a part that is not zero, of 100. */
const leastPart = 0.5

/** See the file's head. `before`: units that were in then; null: no mark. A race that is over (all in) has no mark; a `silent` one no colour. */
export function RaceBar({ counts, before, label, silent = false }: { counts: ReportCounts, before: number | null, label: string, silent?: boolean }): ReactElement {
  let at = 0
  const share = before === null || counts.due === 0 || handedIn(counts) === counts.due ? null : Math.min(100, (before / counts.due) * 100)
  return (
    <svg className="race-bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect width="100" height="10" fill="var(--track)" />
      {raceStates.map((state) => {
        const w = counts.due === 0 ? 0 : (counts[state] / counts.due) * 100
        const x = at
        at += w
        if (w === 0) return null
        const box = { x: Math.min(x, 100 - leastPart), width: Math.max(leastPart, w), height: 10 }
        // what is missing is a gap with an edge: a full colour would read as a full bar
        return !silent && state === 'missing' ? <rect key={state} className="gap" {...box} /> : <rect key={state} {...box} fill={silent ? 'var(--track)' : raceFills[state]} />
      })}
      {share !== null && <rect x={Math.min(99.4, Math.max(0, share - 0.3))} width="0.6" height="10" fill="#fff" stroke="var(--bg)" strokeWidth="0.3" vectorEffect="non-scaling-stroke" />}
    </svg>
  )
}

/** One box a unit where they can be told apart: handed in, a part of it, not yet, missing. At most `mostBoxes` units; beyond, use `RaceBar`. */
export function RaceBoxes({ counts, width, label }: { counts: ReportCounts, width: number, label: string }): ReactElement {
  const height = 2.4, pitch = width / Math.max(1, counts.due), gap = Math.min(0.4, pitch * 0.25)
  const boxes = raceStates.flatMap((state) => Array.from({ length: counts[state] }, () => state))
  return (
    <svg className="race-boxes" viewBox={`0 0 ${width} ${height}`} width={`${width}rem`} height={`${height}rem`} role="img" aria-label={label} data-boxes={boxes.length}>
      {boxes.map((state, i) => {
        const hollow = state === 'waiting' || state === 'partial'
        return <rect key={i} x={i * pitch + 0.1} y="0.1" width={pitch - gap} height={height - 0.2} fill={state === 'waiting' ? 'none' : hollow ? 'var(--rule)' : state === 'missing' ? 'var(--late)' : 'var(--on-track)'} stroke={hollow ? 'var(--on-track)' : 'none'} strokeWidth="0.16" />
      })}
    </svg>
  )
}

/** Most units that are drawn as boxes of their own. */
export const mostBoxes = 60
