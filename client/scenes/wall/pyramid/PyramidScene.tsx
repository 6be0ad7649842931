/** The scene *Kim tự tháp*: three stacked planes (centre, provinces, communes), the status of every unit, and the path from one red commune up to the centre. */
import type { ReactElement } from 'react'
import type { Stage } from '../layout.ts'

/** See the file's head. */
export function PyramidScene({ stage }: { stage: Stage }): ReactElement {
  return <div className="scene-body" data-width={stage.layout.width} />
}
