/** A piece of the map's paint for its legend: the fill with its texture, as the map draws it. */
import type { ReactElement } from 'react'
import { fills, inks } from '../../../map/map-style.ts'
import { isLatePaint, type Paint } from '../../../ui/look.ts'

const dots = [4, 10, 16, 22, 28].flatMap((x, i) => [5, 13].map((y) => [x, y + (i % 2 === 0 ? 0 : 3)] as const))

/** See the file's head. */
export function Swatch({ look }: { look: Paint }): ReactElement {
  const hatched = look === 'lost' || look === 'silent'
  const late = isLatePaint(look)
  const colour = look === 'silent' ? inks.silent : late ? inks.late : inks.missing
  return (
    <svg className="swatch" viewBox="0 0 32 20" aria-hidden="true">
      <rect x="1" y="1" width="30" height="18" fill={fills[look]} stroke={look === 'at_risk' ? '#fff' : look === 'no_data' || hatched ? colour : '#59646d'} strokeWidth={look === 'at_risk' || look === 'no_data' ? 2 : 1} />
      {hatched && <path d="M2 12 13 1.5M4 19 22 1.5M13 19 30 3M22 19 30.5 11" stroke={colour} strokeWidth="3" />}
      {late && <path d="M2 12 13 1.5M4 19 22 1.5M13 19 30 3M22 19 30.5 11" stroke={colour} strokeWidth="1.2" />}
      {look === 'on_track' && dots.map(([x, y]) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.1" fill={inks.dotted} />)}
    </svg>
  )
}
