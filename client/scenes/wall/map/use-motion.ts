/** "This just changed": collects the units whose shown value changed into short motions of the map, a bounded number at a time. */
import { useEffect, useRef, useState } from 'react'
import type { Painted } from '../../../figures/cell-store.ts'
import { useLive } from '../../../figures/live-context.ts'
import { useLanguage } from '../../../i18n/language.ts'
import type { Motion } from '../../../map/motion.ts'
import { wantsStillness } from '../../../ui/stillness.ts'
import { useWallData } from '../wall-data.ts'
import { valueText } from '../../../ui/figure-text.ts'

/** Most units in one motion. */
export const mostMoves = 12
/** Most units that wait for the next motion: more than it draws, as some are not on the map. */
const mostWaiting = 4 * mostMoves
/** Shortest time from one motion to the next, milliseconds: a motion of 6 steps is over by then, and the map has stood still. */
export const motionRestMs = 4_000

/** Changes of the shown text of values, per unit. Pure but for its memory. */
export class ChangeBook {
  readonly #values = new Map<string, number | null>()
  readonly #textOf: (value: number | null) => string

  constructor(textOf: (value: number | null) => string) {
    this.#textOf = textOf
  }

  /** Takes painted cells of one KPI; the units whose text is another now, at most `most`: beyond it nobody asks what changed. What was never seen before has not changed. */
  take(cells: readonly Painted[], kpi: string, most: number): readonly string[] {
    const changed: string[] = []
    for (const { cell } of cells) {
      if (cell.kpi !== kpi) continue
      const before = this.#values.get(cell.unit)
      this.#values.set(cell.unit, cell.value)
      if (changed.length < most && before !== undefined && before !== cell.value && this.#textOf(before) !== this.#textOf(cell.value)) changed.push(cell.unit)
    }
    return changed
  }
}

/**
 * The motion of the moment; null: nothing has changed, or the viewer wants stillness. `motionOf` draws changed units (at most `mostMoves`);
 * null: none of them is on the map.
 */
export function useMotion(kpi: string, motionOf: (units: readonly string[]) => Motion | null): Motion | null {
  const { store } = useLive()
  const { kpiById, units } = useWallData()
  const language = useLanguage()
  const [motion, setMotion] = useState<Motion | null>(null)
  const draw = useRef(motionOf)
  draw.current = motionOf
  useEffect(() => {
    const entry = kpiById.get(kpi)
    if (entry === undefined) return
    const book = new ChangeBook((value) => valueText(entry, value, null, language))
    book.take(units.flatMap(({ code }) => store.painted(code, kpi) ?? []), kpi, 0)
    const waiting = new Set<string>()
    let timer: number | undefined
    let lastMs = -Infinity
    const play = (): void => {
      timer = undefined
      if (waiting.size === 0 || document.visibilityState !== 'visible' || wantsStillness()) return waiting.clear()
      const next = draw.current([...waiting])
      waiting.clear()
      if (next === null) return
      lastMs = performance.now()
      setMotion(next)
    }
    const stop = store.onPaint((cells, kind) => {
      const changed = book.take(cells, kpi, kind === 'change' ? mostWaiting - waiting.size : 0)
      for (const unit of changed) waiting.add(unit)
      if (waiting.size > 0) timer ??= window.setTimeout(play, Math.max(0, lastMs + motionRestMs - performance.now()))
    })
    return () => { stop(); window.clearTimeout(timer); setMotion(null) }
  }, [store, kpiById, units, kpi, language])
  return motion
}
