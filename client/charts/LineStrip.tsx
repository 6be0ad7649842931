/** One line along time as a row of cells: quiet where it was up, a low bar where it lost some, a framed block where it lost much, hatched where nothing is known (grey before anything was), empty where nothing can be known yet. */
import { memo, type ReactElement } from 'react'

/** What a cell looks like. */
export type StripLook = 'at_risk' | 'behind' | 'lost' | 'silent' | 'met' | 'coming'

const hatchPitch = 0.8

function Hatch({ x, w, h, isQuiet }: { x: number, w: number, h: number, isQuiet: boolean }): ReactElement {
  const lines: string[] = []
  for (let d = hatchPitch; d < w + h; d += hatchPitch) {
    const x1 = Math.max(0, d - h), y1 = Math.min(h, d), x2 = Math.min(w, d), y2 = Math.max(0, d - w)
    lines.push(`M${(x + x1).toFixed(2)} ${y1.toFixed(2)}L${(x + x2).toFixed(2)} ${y2.toFixed(2)}`)
  }
  return <><rect x={x} width={w} height={h} fill={isQuiet ? 'none' : 'var(--none-bg)'} /><path d={lines.join('')} stroke={isQuiet ? 'var(--rule)' : 'var(--none)'} strokeWidth="0.22" fill="none" /></>
}

function Cell({ look, x, w, h }: { look: StripLook, x: number, w: number, h: number }): ReactElement {
  if (look === 'coming') return <rect x={x + 0.06} y={0.06} width={w - 0.12} height={h - 0.12} fill="none" stroke="var(--rule)" strokeWidth="0.12" />
  if (look === 'lost' || look === 'silent') return <Hatch x={x} w={w} h={h} isQuiet={look === 'silent'} />
  const quiet = <rect x={x} width={w} height={h} fill="var(--province-met)" />
  if (look === 'met') return quiet
  if (look === 'behind') return <>{quiet}<rect x={x} y={h * 0.42} width={w} height={h * 0.58} fill="var(--late)" /></>
  return <rect x={x + 0.12} y={0.12} width={w - 0.24} height={h - 0.24} fill="var(--risk)" stroke="#fff" strokeWidth="0.24" />
}

/** See the file's head. `width` and `height` in u; `label`: what a screen reader hears. */
export const LineStrip = memo(function LineStrip({ cells, width, height, label }: { cells: readonly StripLook[], width: number, height: number, label: string }): ReactElement {
  const pitch = width / Math.max(1, cells.length)
  const gap = Math.min(0.3, pitch * 0.12)
  return (
    <svg className="line-strip" viewBox={`0 0 ${width} ${height}`} style={{ width: `${width}rem`, height: `${height}rem` }} {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      {cells.map((look, i) => <Cell key={i} look={look} x={i * pitch} w={pitch - gap} h={height} />)}
    </svg>
  )
}, (a, b) => a.width === b.width && a.height === b.height && a.label === b.label && a.cells.join() === b.cells.join())
