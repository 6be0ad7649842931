/** The scene *Bản đồ*: one KPI over all units of the root, the whole stage for it. */
import type { ReactElement } from 'react'
import type { Stage } from '../layout.ts'

/** See the file's head. */
export function MapScene({ stage }: { stage: Stage }): ReactElement {
  return <div className="scene-body" data-width={stage.layout.width} />
}
