/** The sign of a status: shape first, colour only for the abnormal (■ ▲ ▨), greys for the rest. */
import type { ReactElement } from 'react'
import type { Look } from './look.ts'

const hatch = <>
  <rect x="0.75" y="0.75" width="14.5" height="14.5" fill="var(--none-bg)" />
  <path d="M1 6 6 1M1 11 11 1M1 15.5 15.5 1M5.5 15.5 15.5 5.5M10.5 15.5 15.5 10.5" stroke="var(--none)" strokeWidth="1.9" />
  <rect x="0.75" y="0.75" width="14.5" height="14.5" fill="none" stroke="var(--none)" strokeWidth="1.5" />
</>

/** Nothing has ever come: a frame with nothing in it, apart from the hatch of what has stopped. */
const hollow = <rect x="1.3" y="1.3" width="13.4" height="13.4" fill="var(--none-bg)" stroke="var(--none)" strokeWidth="2" />

const quietHatch = <>
  <path d="M1 6 6 1M1 11 11 1M1 15.5 15.5 1M5.5 15.5 15.5 5.5M10.5 15.5 15.5 10.5" stroke="var(--normal)" strokeWidth="1.6" />
  <rect x="0.75" y="0.75" width="14.5" height="14.5" fill="none" stroke="var(--on-track)" strokeWidth="1.5" />
</>

const shapes: Readonly<Record<Look, ReactElement>> = {
  at_risk: <rect x="0.7" y="0.7" width="14.6" height="14.6" fill="var(--risk)" stroke="#fff" strokeWidth="1.4" />,
  behind: <path d="M8 1.2 15.6 15H0.4z" fill="var(--late)" />,
  lost: hatch,
  no_data: hollow,
  silent: quietHatch,
  no_target: <circle cx="8" cy="8" r="6.1" fill="none" stroke="var(--on-track)" strokeWidth="1.7" />,
  on_track: <><circle cx="8" cy="8" r="6.4" fill="none" stroke="var(--on-track)" strokeWidth="1.5" /><path d="M8 1.6a6.4 6.4 0 0 0 0 12.8z" fill="var(--on-track)" /></>,
  met: <circle cx="8" cy="8" r="6.6" fill="var(--normal)" />,
}

/** A status as its shape, `size` rem wide; the word beside it carries the meaning for readers of text. */
export function StatusShape({ look, size = 2, className }: { look: Look, size?: number, className?: string }): ReactElement {
  return (
    <svg className={className ?? 'shape'} viewBox="0 0 16 16" width={`${size}rem`} height={`${size}rem`} aria-hidden="true" data-look={look}>
      {shapes[look]}
    </svg>
  )
}

/** The sign of a late figure, which has a status beside it: a clock. */
export function LateShape({ size = 2 }: { size?: number }): ReactElement {
  return (
    <svg className="shape" viewBox="0 0 16 16" width={`${size}rem`} height={`${size}rem`} aria-hidden="true" data-look="late">
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="var(--none)" strokeWidth="1.5" strokeDasharray="2.4 1.6" /><path d="M8 4.2V8l2.8 1.8" fill="none" stroke="var(--none)" strokeWidth="1.5" />
    </svg>
  )
}
