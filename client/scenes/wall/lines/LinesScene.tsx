/** The scene *Hạ tầng*: uptime of the lines now and over 30 days, outages under way, longest outages. */
import type { ReactElement } from 'react'
import type { Stage } from '../layout.ts'

/** See the file's head. */
export function LinesScene({ stage }: { stage: Stage }): ReactElement {
  return <div className="scene-body" data-width={stage.layout.width} />
}
