/** Two counts a day on one axis: what came stands up, what went hangs down; the last day is today. */
import type { ReactElement } from 'react'

/** One day. */
export interface DayPair { readonly day: string, readonly up: number, readonly down: number }

/** See the file's head. `width`, `height` in u; `label` says the whole in words. */
export function DayBars({ days, width, height, label }: { days: readonly DayPair[], width: number, height: number, label: string }): ReactElement {
  const most = Math.max(1, ...days.map(({ up }) => up)), least = Math.max(0, ...days.map(({ down }) => down))
  const scale = (height - 0.4) / (most + least)
  const zero = most * scale + 0.2
  const pitch = width / Math.max(1, days.length)
  return (
    <svg className="day-bars" viewBox={`0 0 ${width} ${height}`} width={`${width}rem`} height={`${height}rem`} role="img" aria-label={label}>
      {days.map(({ day, up, down }, i) => (
        <g key={day}>
          <rect x={i * pitch + pitch * 0.14} width={pitch * 0.72} y={zero - up * scale} height={up * scale} fill="var(--on-track)" />
          <rect x={i * pitch + pitch * 0.14} width={pitch * 0.72} y={zero} height={down * scale} fill="var(--province-on-track)" />
        </g>
      ))}
      <line x1="0" x2={width} y1={zero} y2={zero} stroke="var(--t1)" strokeWidth="0.16" />
    </svg>
  )
}
