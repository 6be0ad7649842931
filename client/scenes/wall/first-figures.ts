/** The mark `thap-first-figures` in the page's own timeline: the frame after the wall first had figures to show. The bench and the tests read it. */
import { useEffect } from 'react'
import { useLive } from '../../figures/live-context.ts'

/** Name of the mark. */
export const firstFiguresMark = 'thap-first-figures'

/** Sets the mark, once a page. */
export function useFirstFiguresMark(): void {
  const { store } = useLive()
  useEffect(() => {
    if (performance.getEntriesByName(firstFiguresMark).length > 0) return
    const mark = (): void => { requestAnimationFrame(() => requestAnimationFrame(() => { performance.mark(firstFiguresMark) })) }
    if (store.size > 0) { mark(); return }
    const stop = store.onPaint((cells) => {
      if (!cells.some(({ cell }) => cell.value !== null)) return
      stop()
      mark()
    })
    return stop
  }, [store])
}
