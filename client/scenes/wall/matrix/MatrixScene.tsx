/** The scene *Ma trận*: units of the root × every KPI of the catalogue, with the root's own row and the counts of what is abnormal. */
import type { ReactElement } from 'react'
import type { Stage } from '../layout.ts'

/** See the file's head. */
export function MatrixScene({ stage }: { stage: Stage }): ReactElement {
  return <div className="scene-body" data-width={stage.layout.width} />
}
