/** An arc from its lower left over the top to its lower right, with the marks of the bar: the plan's, the last target's, a tone. SVG, no animation. */
import type { ReactElement } from 'react'
import { tones, type GaugeProps } from './Bullet.tsx'
import { stripFills, stripStates, type StripState } from './TaskStrip.tsx'

/** Width and height of a dial, u. */
export const dialWidth = 21.6
/** See `dialWidth`. */
export const dialHeight = 17.2
const cx = dialWidth / 2
/** Height of its middle, radius of its arc and how wide the arc is, u. */
export const dialMiddle = 10.6
/** See `dialMiddle`. */
export const dialRadius = 8.5
/** See `dialMiddle`. */
export const dialStroke = 2.15
const cy = dialMiddle, radius = dialRadius, stroke = dialStroke
/** The arc's begin and length, degrees clockwise from three o'clock. */
const from = 150
const sweep = 240

const clamp = (share: number): number => Math.min(1, Math.max(0, share))

/** A point on a circle of radius `r` about the dial's centre, at a share of the arc. */
export function dialPoint(share: number, r: number): readonly [number, number] {
  const angle = ((from + sweep * clamp(share)) * Math.PI) / 180
  return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)]
}

/** The path of an arc from share `a` to share `b`. */
export function arcPath(a: number, b: number, r = radius): string {
  const [x1, y1] = dialPoint(a, r), [x2, y2] = dialPoint(b, r)
  return `M${x1.toFixed(3)} ${y1.toFixed(3)}A${r} ${r} 0 ${(clamp(b) - clamp(a)) * sweep > 180 ? 1 : 0} 1 ${x2.toFixed(3)} ${y2.toFixed(3)}`
}

function Arc({ a, b, colour, width = stroke }: { a: number, b: number, colour: string, width?: number }): ReactElement {
  return <path d={arcPath(a, b)} fill="none" stroke={colour} strokeWidth={width} />
}

function Mark({ share }: { share: number }): ReactElement {
  const [x1, y1] = dialPoint(share, radius - 2.1), [x2, y2] = dialPoint(share, radius + 2.1)
  return <><line x1={x1} y1={y1} x2={x2} y2={y2} stroke="var(--bg)" strokeWidth="1.12" /><line x1={x1} y1={y1} x2={x2} y2={y2} stroke="#fff" strokeWidth="0.62" /></>
}

function Final({ share }: { share: number }): ReactElement {
  const [x, y] = dialPoint(share, radius + stroke / 2 + 0.15)
  return <path d="M0 0 l1.05 0.62 v-1.24z" transform={`translate(${x.toFixed(3)} ${y.toFixed(3)}) rotate(${(from + sweep * clamp(share)).toFixed(2)})`} fill="var(--t3)" />
}

/** A dial from 0. `width` is not heard: a dial has one size. */
export function Dial({ value, mark, final, tone, label }: GaugeProps): ReactElement {
  return (
    <svg className="dial" viewBox={`0 0 ${dialWidth} ${dialHeight}`} role="img" aria-label={label}>
      <Arc a={0} b={1} colour="var(--track)" />
      {value !== null && value > 0 && <Arc a={0} b={value} colour={tones[tone]} />}
      {final !== null && <Final share={final} />}
      {mark !== null && <Mark share={mark} />}
    </svg>
  )
}

/** A dot on an arc that does not begin at 0 (its ends are labelled below it). */
export function DotDial({ value, mark, tone, label }: GaugeProps): ReactElement {
  const [x, y] = dialPoint(value ?? 0, radius)
  return (
    <svg className="dial" viewBox={`0 0 ${dialWidth} ${dialHeight}`} role="img" aria-label={label}>
      <Arc a={0} b={1} colour="var(--track)" />
      {mark !== null && <Arc a={mark} b={1} colour="var(--beyond)" />}
      <Arc a={0} b={1} colour="var(--normal)" width={0.12} />
      {mark !== null && <Mark share={mark} />}
      {value !== null && <circle cx={x} cy={y} r="1.15" fill={tone === 'normal' ? 'var(--dot)' : tones[tone]} stroke="var(--bg)" strokeWidth="0.3" />}
    </svg>
  )
}

/** All tasks of a register round an arc, most urgent first; the looks of the strip. */
export function TaskDial({ counts, label }: { counts: Readonly<Record<StripState, number>>, label: string }): ReactElement {
  const total = stripStates.reduce((sum, state) => sum + counts[state], 0)
  let at = 0
  return (
    <svg className="dial" viewBox={`0 0 ${dialWidth} ${dialHeight}`} role="img" aria-label={label}>
      {total === 0 && <Arc a={0} b={1} colour="var(--track)" />}
      {stripStates.map((state) => {
        const begin = at / Math.max(1, total), n = counts[state]
        at += n
        if (n === 0) return null
        const { fill, stroke: edge } = stripFills[state]
        const end = Math.max(begin + 0.004, at / total - 0.006)
        return <g key={state} data-state={state}><Arc a={begin} b={end} colour={fill === 'none' ? edge : fill} width={state === 'overdue' ? stroke : stroke - 0.7} />{fill === 'none' && <Arc a={begin + 0.004} b={end - 0.004} colour="var(--bg)" width={stroke - 1.1} />}</g>
      })}
    </svg>
  )
}
