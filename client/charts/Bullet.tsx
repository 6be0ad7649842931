/** A bar from 0 with the plan's mark on the same scale, and a dot on a labelled scale where a bar from 0 would say nothing. SVG, no animation. */
import type { ReactElement } from 'react'

/** Tones of a bar: colour is spent on the abnormal only. */
export type Tone = 'risk' | 'late' | 'normal' | 'dim'

/** Colours of the tones. */
export const tones: Readonly<Record<Tone, string>> = { risk: 'var(--risk)', late: 'var(--late)', normal: 'var(--normal)', dim: 'var(--rule-strong)' }

/** All places are shares 0–1 of the scale; null: not there. `width` in u. */
export interface GaugeProps {
  readonly width: number
  readonly value: number | null
  readonly mark: number | null
  readonly final: number | null
  readonly tone: Tone
  /** What a screen reader hears. */
  readonly label: string
}

const height = 4.6
const top = 1.15
const bar = 2.15

const clamp = (share: number): number => Math.min(1, Math.max(0, share))

function Mark({ x }: { x: number }): ReactElement {
  return <><rect x={x - 0.56} y="0" width="1.12" height={height} fill="var(--bg)" /><rect x={x - 0.31} y="0" width="0.62" height={height} fill="#fff" /></>
}

function Final({ x }: { x: number }): ReactElement {
  return <path d={`M${x} ${top + bar + 0.15} l0.62 1.05 h-1.24z`} fill="var(--t3)" />
}

/** A bar from 0. */
export function Bullet({ width, value, mark, final, tone, label }: GaugeProps): ReactElement {
  return (
    <svg className="gauge" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect x="0" y={top} width={width} height={bar} fill="var(--track)" />
      {value !== null && <rect x="0" y={top} width={clamp(value) * width} height={bar} fill={tones[tone]} />}
      {final !== null && <Final x={Math.min(width - 0.6, clamp(final) * width)} />}
      {mark !== null && <Mark x={Math.min(width - 0.56, Math.max(0.56, clamp(mark) * width))} />}
    </svg>
  )
}

/** A dot on a scale that does not begin at 0 (its ends are labelled beside it). */
export function DotScale({ width, value, mark, tone, label }: GaugeProps): ReactElement {
  const markX = mark === null ? null : clamp(mark) * width
  return (
    <svg className="gauge" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect x="0" y={top} width={width} height={bar} fill="var(--track)" />
      {markX !== null && <rect x={markX} y={top} width={width - markX} height={bar} fill="var(--beyond)" />}
      <rect x="0" y={top + bar / 2 - 0.06} width={width} height="0.12" fill="var(--normal)" />
      {markX !== null && <Mark x={Math.min(width - 0.56, Math.max(0.56, markX))} />}
      {value !== null && <circle cx={Math.min(width - 1.2, Math.max(1.2, clamp(value) * width))} cy={top + bar / 2} r="1.15" fill={tone === 'normal' ? 'var(--dot)' : tones[tone]} stroke="var(--bg)" strokeWidth="0.3" />}
    </svg>
  )
}
