/** The first picture: the mark `thap-first-figures` in the page's own timeline, and what waits for it. The bench and the tests read the mark. */
import { useEffect, useState } from 'react'
import type { CellStore } from '../../figures/cell-store.ts'
import { useLive } from '../../figures/live-context.ts'

/** Name of the mark: the frame after the wall first had figures to show. */
export const firstFiguresMark = 'thap-first-figures'
/** Where no figure comes, what waits for the first picture waits this long at most, milliseconds. */
export const firstPictureWaitMs = 4_000
/** How long an idle moment after the first picture is waited for, milliseconds. */
const idleWaitMs = 1_000

/** Calls `then` two frames after the store first had a figure; returns what takes it back. */
function afterFigures(store: CellStore, then: () => void): () => void {
  let wanted = true
  const soon = (): void => { requestAnimationFrame(() => requestAnimationFrame(() => { if (wanted) then() })) }
  const end = (): void => { wanted = false; stop() }
  let stop = (): void => undefined
  if (store.size > 0) { soon(); return end }
  stop = store.onPaint((cells) => {
    if (!cells.some(({ cell }) => cell.value !== null)) return
    stop()
    soon()
  })
  return end
}

/** Sets the mark, once a page. */
export function useFirstFiguresMark(): void {
  const { store } = useLive()
  useEffect(() => {
    if (performance.getEntriesByName(firstFiguresMark).length > 0) return
    return afterFigures(store, () => performance.mark(firstFiguresMark))
  }, [store])
}

/** Whether the first picture stands and the page is at rest: what is heavy and not needed for it begins then. Never false again. */
export function useFirstPicture(): boolean {
  const { store } = useLive()
  const [stands, setStands] = useState(false)
  useEffect(() => {
    const set = (): void => setStands(true)
    const late = window.setTimeout(set, firstPictureWaitMs)
    const stop = afterFigures(store, () => { window.requestIdleCallback(set, { timeout: idleWaitMs }) })
    return () => { window.clearTimeout(late); stop() }
  }, [store])
  return stands
}
