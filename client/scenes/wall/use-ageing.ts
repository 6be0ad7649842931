/** Without a link nobody tells the page that a figure is late or lost: it ages what it holds by itself, by the cadence of each KPI (law 10). */
import { useEffect } from 'react'
import type { Cell } from '../../../data/protocol/cell.ts'
import { linkState } from '../../connection/clocks.ts'
import { useLive } from '../../figures/live-context.ts'
import { useClock, useNow } from '../../figures/use-live.ts'
import { freshnessNow } from '../../ui/look.ts'
import { useWallData } from './wall-data.ts'

/** How often what is held is aged, milliseconds: a small part of the shortest cadence, a minute. */
const ageEveryMs = 5_000

/** The cell at `nowMs`, the same object where its age changes nothing. What is as old as its newest reading has no fresh part below it. Pure. */
export function agedCell(cell: Cell, cadenceMs: number | null, nowMs: number): Cell {
  const freshness = freshnessNow(cell, cadenceMs, nowMs)
  return freshness === cell.freshness ? cell : { ...cell, freshness, coverage: { ...cell.coverage, fresh: 0, children: { ...cell.coverage.children, fresh: 0 } } }
}

/** See the file's head. */
export function useAgeing(): void {
  const { store } = useLive()
  const { kpiById } = useWallData()
  const isLive = useClock((clock, nowMs) => linkState(clock, nowMs) === 'live')
  const stepMs = useNow((nowMs) => Math.floor(nowMs / ageEveryMs) * ageEveryMs)
  useEffect(() => {
    if (!isLive) store.repaint((cell) => agedCell(cell, kpiById.get(cell.kpi)?.cadenceMs ?? null, stepMs))
  }, [store, kpiById, isLive, stepMs])
}
