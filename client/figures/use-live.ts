/** React's view of the store, the clocks and the time: each hook re-renders for its own cell or its own words only. */
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { Watch } from '../../data/protocol/watch.ts'
import { serverNowMs } from '../connection/clocks.ts'
import { watchKey } from '../connection/subscription-manager.ts'
import type { Painted } from './cell-store.ts'
import { useLive } from './live-context.ts'
import { Pace } from './pace.ts'
import { onTick } from './ticker.ts'

/** The painted cell of a unit's KPI; undefined until its first snapshot. */
export function usePainted(unit: string, kpi: string): Painted | undefined {
  const { store } = useLive()
  const subscribe = useCallback((told: () => void) => store.onCell(unit, kpi, told), [store, unit, kpi])
  return useSyncExternalStore(subscribe, () => store.painted(unit, kpi))
}

/** Whether nothing has come from a unit for a KPI. Asked at each paint of it, rendered only when the answer differs. */
export function useIsSilent(unit: string, kpi: string): boolean {
  const { store } = useLive()
  const subscribe = useCallback((told: () => void) => store.onCell(unit, kpi, told), [store, unit, kpi])
  return useSyncExternalStore(subscribe, () => (store.painted(unit, kpi)?.cell.value ?? null) === null)
}

/** Keeps subscriptions alive while the component is shown. */
export function useWatches(watches: readonly Watch[]): void {
  const { connection } = useLive()
  const keys = watches.map(watchKey).join(';')
  const wanted = useRef(watches)
  wanted.current = watches
  useEffect(() => {
    const releases = wanted.current.map((watch) => connection.hold(watch))
    return () => { for (const release of releases) release() }
  }, [connection, keys])
}

/** A number that rises when cells of this KPI (null: any) were painted: at once after a quiet while, else at most twice a second. `counts`: of these units only; the same function while they stay. */
export function usePaintVersion(kpi: string | null, counts?: (unit: string) => boolean): number {
  const { store } = useLive()
  const version = useRef(0)
  const subscribe = useCallback((told: () => void) => {
    let timer: number | undefined
    const pace = new Pace()
    const tell = (cells: number): void => { timer = undefined; pace.painted(performance.now(), cells); version.current++; told() }
    const stop = store.onPaint((cells) => {
      if (timer !== undefined || (kpi !== null && !cells.some(({ cell }) => cell.kpi === kpi && (counts === undefined || counts(cell.unit))))) return
      const waitMs = pace.waitMs(performance.now(), cells.length)
      if (waitMs === 0) tell(cells.length)
      else timer = window.setTimeout(tell, waitMs, cells.length)
    })
    return () => { stop(); window.clearTimeout(timer) }
  }, [store, kpi, counts])
  return useSyncExternalStore(subscribe, () => version.current)
}

/** What `read` says of the server's present instant; asked every second, rendered only when the answer differs. `read` must give a string, number or boolean. */
export function useNow<T extends string | number | boolean>(read: (nowMs: number) => T): T {
  const { connection } = useLive()
  return useSyncExternalStore(onTick, () => read(Math.floor(serverNowMs(connection.clock(), Date.now()) / 1000) * 1000))
}

/** What `read` says of the link's clocks; asked at each pulse and each second, rendered only when the answer differs. */
export function useClock<T extends string | number | boolean | null>(read: (clock: ReturnType<ReturnType<typeof useLive>['connection']['clock']>, nowMs: number) => T): T {
  const { connection } = useLive()
  const subscribe = useCallback((told: () => void) => {
    const stops = [onTick(told), connection.onClock(told)]
    return () => { for (const stop of stops) stop() }
  }, [connection])
  return useSyncExternalStore(subscribe, () => read(connection.clock(), Math.floor(Date.now() / 250) * 250))
}
