/**
 * What a wall may forget. A rotation walks every KPI of all communes and every province's communes in turn: kept for good, they would fill
 * the page within a day. What is held below the provinces stays only while somebody watches it; the rest is small, and is the picture that a
 * reload without a server shows.
 */
import { useEffect } from 'react'
import type { UnitAnswer } from '../../../data/protocol/answers.ts'
import type { Watch } from '../../../data/protocol/watch.ts'
import { useLive } from '../../figures/live-context.ts'
import { useWallData } from './wall-data.ts'

/** How often it is looked for what may go, milliseconds: a KPI of all communes is some 4 MB, and a scene shows one for 15 s. */
export const forgetEveryMs = 20_000

/** Units as far as forgetting needs them. */
export type UnitsByCode = ReadonlyMap<string, Pick<UnitAnswer, 'parent' | 'level'>>

/** Whether a watch covers a unit's KPI. Pure. */
export function covers({ root, kpis, depth }: Watch, unit: string, kpi: string, units: UnitsByCode): boolean {
  if (!kpis.includes(kpi)) return false
  let code: string | null = unit
  for (let steps = 0; code !== null && steps <= depth; steps++) {
    if (code === root) return true
    code = units.get(code)?.parent ?? null
  }
  return false
}

/** Whether a unit's KPI stays: it is above the communes, or watched. Pure. */
export function stays(unit: string, kpi: string, watches: readonly Watch[], units: UnitsByCode): boolean {
  return units.get(unit)?.level !== 'commune' || watches.some((watch) => covers(watch, unit, kpi, units))
}

/** Forgets, as long as the wall is there. */
export function useForgetting(): void {
  const { connection, store } = useLive()
  const { unitByCode } = useWallData()
  useEffect(() => {
    const timer = window.setInterval(() => {
      const watches = connection.held()
      store.keepOnly((unit, kpi) => stays(unit, kpi, watches, unitByCode))
    }, forgetEveryMs)
    return () => window.clearInterval(timer)
  }, [connection, store, unitByCode])
}
