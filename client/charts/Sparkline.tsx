/** A small line of the last days with the plan's line dotted; its end is the present value. SVG, no animation. */
import type { ReactElement } from 'react'

/** `points` oldest first; null: nothing observed. `width`, `height` in u. */
export interface SparklineProps {
  readonly points: readonly (number | null)[]
  readonly plan: readonly (number | null)[]
  readonly width: number
  readonly height: number
  readonly colour: string
  readonly label: string
  /** Draws steps between points, for counts. */
  readonly stepped?: boolean
}

/** An SVG path through `values` on `[low, high]`; gaps where nothing was observed. */
export function linePath(values: readonly (number | null)[], low: number, high: number, width: number, height: number, stepped: boolean): string {
  const span = high - low || 1
  let path = ''
  let pen = false
  values.forEach((value, index) => {
    if (value === null) { pen = false; return }
    const x = values.length < 2 ? width : (index / (values.length - 1)) * width
    const y = height - ((value - low) / span) * height
    path += pen ? (stepped ? `H${x.toFixed(2)}V${y.toFixed(2)}` : `L${x.toFixed(2)} ${y.toFixed(2)}`) : `M${x.toFixed(2)} ${y.toFixed(2)}`
    pen = true
  })
  return path
}

/** See `SparklineProps`. */
export function Sparkline({ points, plan, width, height, colour, label, stepped = false }: SparklineProps): ReactElement | null {
  const seen = points.filter((value) => value !== null)
  const last = points.at(-1)
  if (seen.length < 2 || last === null || last === undefined) return null
  const planned = plan.filter((value) => value !== null)
  const flat = Math.max(...seen) - Math.min(...seen)
  const withPlan = planned.length > 1 && planned.every((value) => Math.abs(value - last) < Math.max(flat * 6, 0.08))
  const all = withPlan ? [...seen, ...planned] : seen
  const low = Math.min(...all), high = Math.max(...all)
  const pad = 0.7
  const inner = height - 2 * pad
  const endY = pad + inner - ((last - low) / (high - low || 1)) * inner
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <g transform={`translate(0 ${pad})`} fill="none">
        {withPlan && <path d={linePath(plan, low, high, width - pad, inner, false)} stroke="var(--t2)" strokeWidth="0.19" strokeDasharray="0.19 0.5" />}
        <path d={linePath(points, low, high, width - pad, inner, stepped)} stroke={colour} strokeWidth="0.31" strokeLinejoin="round" />
      </g>
      <circle cx={width - pad} cy={endY} r="0.56" fill={colour} />
    </svg>
  )
}
