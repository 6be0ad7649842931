/** "This just changed": one short ring at a unit whose shown value changed. Nothing else on the wall moves. */
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useLive } from '../../../figures/live-context.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { project, type View } from '../../../map/view.ts'
import { valueText } from '../figure-words.ts'
import { useWallData } from '../wall-data.ts'

/** How long a ring is seen, milliseconds; and the most rings at once. */
export const ringMs = 1600
/** See `ringMs`. */
export const mostRings = 12

interface Ring {
  readonly id: number
  readonly unit: string
}

/** See the file's head. */
export function MapPulses({ kpi, anchors, view }: { kpi: string, anchors: ReadonlyMap<string, readonly [number, number]>, view: View }): ReactElement {
  const { store } = useLive()
  const data = useWallData()
  const language = useLanguage()
  const [rings, setRings] = useState<readonly Ring[]>([])
  const shown = useRef(new Map<string, string>())
  const next = useRef(0)
  useEffect(() => {
    const entry = data.kpiById.get(kpi)
    if (entry === undefined) return
    const known = shown.current
    known.clear()
    for (const unit of anchors.keys()) known.set(unit, valueText(entry, store.painted(unit, kpi)?.cell.value ?? null, language))
    const timers = new Set<number>()
    const stop = store.onPaint((cells, kind) => {
      const changed: Ring[] = []
      for (const { cell } of cells) {
        if (cell.kpi !== kpi || !anchors.has(cell.unit)) continue
        const text = valueText(entry, cell.value, language)
        if (kind === 'change' && known.get(cell.unit) !== text && changed.length < mostRings) changed.push({ id: next.current++, unit: cell.unit })
        known.set(cell.unit, text)
      }
      if (changed.length === 0) return
      setRings((before) => [...before, ...changed].slice(-mostRings))
      const ids = new Set(changed.map(({ id }) => id))
      const timer = window.setTimeout(() => { timers.delete(timer); setRings((before) => before.filter(({ id }) => !ids.has(id))) }, ringMs)
      timers.add(timer)
    })
    return () => { stop(); for (const timer of timers) window.clearTimeout(timer); setRings([]) }
  }, [store, data, kpi, anchors, language])
  return (
    <>
      {rings.map(({ id, unit }) => {
        const at = anchors.get(unit)
        if (at === undefined) return null
        const [x, y] = project(view, at)
        return <i key={id} className="ring" style={{ left: `${x}rem`, top: `${y}rem` }} />
      })}
    </>
  )
}
