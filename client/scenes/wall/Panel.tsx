/** One panel of a scene: a box in u, and an error of its own that leaves its neighbours alone. */
import { useQueryClient } from '@tanstack/react-query'
import type { CSSProperties, ReactElement, ReactNode } from 'react'
import { useWords } from '../../i18n/language.ts'
import type { Box } from '../../map/view.ts'
import { PanelBoundary } from '../../ui/PanelBoundary.tsx'

const place = ({ x, y, w, h }: Box): CSSProperties => ({ left: `${x}rem`, top: `${y}rem`, width: `${w}rem`, height: `${h}rem` })

/** See the file's head. */
export function Panel({ box, className, children }: { box: Box, className: string, children: ReactNode }): ReactElement {
  const words = useWords()
  const client = useQueryClient()
  // a panel that fails while it is drawn asks for nothing: its answer would stay until nobody keeps it any more
  const retry = (): void => { client.removeQueries({ type: 'inactive' }) }
  return <section className={`panel ${className}`} style={place(box)}><PanelBoundary message={words.panelFailed} onRetry={retry}>{children}</PanelBoundary></section>
}
