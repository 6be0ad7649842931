/** What the pyramid shows of one KPI, from the live cells: looks of every unit, abnormal paths, the chain in focus. */
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { abnormalPaths, chainUpwards, explainedPath, shortOfUnit, type AbnormalPath, type ChainLink, type ChainSource } from '../../../../data/judgement/missing-chain.ts'
import type { KpiAnswer, UnitAnswer } from '../../../../data/protocol/answers.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import type { Watch } from '../../../../data/protocol/watch.ts'
import { useLive } from '../../../figures/live-context.ts'
import { usePaintVersion, useWatches } from '../../../figures/use-live.ts'
import { useWarnings } from '../../../queries/queries.ts'
import { isAbnormal, lookOf, lookWeights, type Look } from '../../../ui/look.ts'
import { lateUnits, looksOf } from '../map/map-model.ts'
import { warningsAsked } from '../overview/AnomalyPanel.tsx'
import { useSteadyLooks } from '../steady-looks.ts'
import { useWallData } from '../wall-data.ts'
import { abnormalKpis } from './pyramid-kpis.ts'
import type { PyramidScope } from './pyramid-scope.ts'
import type { Looks } from './pyramid-layers.ts'

/** What there is to say: nothing came yet; nothing ever came; all is well; only the root's own office; a base unit; a path. */
export type PyramidState = 'waiting' | 'no_data' | 'quiet' | 'own' | 'commune' | 'abnormal'

/** See the file's head. `chain`: from the top down; its first is the root (of a base unit: the highest unit above it in scope). */
export interface PyramidModel {
  readonly state: PyramidState
  readonly looks: Looks
  /** Units whose figure is late, not yet lost; the same object while they stay. */
  readonly late: ReadonlySet<string>
  /** Ranked as *Bản đồ* ranks the same units. */
  readonly paths: readonly AbnormalPath[]
  /** The one that the chain tells; undefined: none. */
  readonly explained: AbnormalPath | undefined
  readonly chain: readonly ChainLink[]
  readonly cellOf: (unit: string) => Cell | undefined
  readonly childrenOf: (unit: string) => readonly string[]
}

/** How bad a look is on a path: nguy cơ, chậm, no data. */
export function badnessOf(look: Look | undefined): number {
  return look === undefined || !isAbnormal(look) ? 0 : look === 'at_risk' ? 3 : look === 'behind' ? 2 : 1
}

/** The numeral of the path at a place of the order: that of its first unit on *Bản đồ*, where worse ones come first; null: that unit is fine, the path is about one below it, which has no numeral there. */
export function numeralOf(path: AbnormalPath, place: number): number | null {
  return path[0].badness > 0 ? place + 1 : null
}

/** Codes of children by parent. */
export function childrenByParent(units: readonly UnitAnswer[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { code, parent } of units) {
    if (parent === null) continue
    const known = found.get(parent)
    if (known) known.push(code)
    else found.set(parent, [code])
  }
  return found
}

/** The KPIs with something abnormal, worst first; rendered anew only when the list changes. */
export function useAbnormalKpis(): readonly string[] {
  const { store } = useLive()
  const { root, kpis } = useWallData()
  const { data: answer } = useWarnings(root.code, warningsAsked)
  const read = (): string => abnormalKpis(kpis.map(({ id, levels }) => ({ id, fromBase: levels.includes('commune') })), (kpi) => {
    const cell = store.painted(root.code, kpi)?.cell
    return cell === undefined || (cell.value === null && !cell.withheld) ? null : lookOf(cell, true)
  }, answer?.warnings ?? []).join()
  const subscribe = useCallback((told: () => void) => store.onPaint(told), [store])
  const key = useSyncExternalStore(subscribe, read)
  return useMemo(() => (key === '' ? [] : key.split(',')), [key])
}

/** Asks for the figures of every unit of the pyramid: one KPI of the whole subtree; of a base unit, of those above it and their children. */
export function usePyramidWatches(kpi: string, scope: PyramidScope): void {
  const all = useWallData().kpis
  useWatches(useMemo((): readonly Watch[] => [
    { root: scope.root, kpis: all.map(({ id }) => id), depth: 0 }, { root: scope.root, kpis: [kpi], depth: 2 },
    ...scope.above.map((root) => ({ root, kpis: [kpi], depth: 1 })),
  ], [all, kpi, scope]))
}

function stateOf(scope: PyramidScope, rootCell: Cell | undefined, paths: readonly AbnormalPath[], rootLook: Look | undefined): PyramidState {
  if (rootCell === undefined) return 'waiting'
  if (scope.level === 'commune') return 'commune'
  if (rootCell.value === null && !rootCell.withheld && paths.length === 0) return 'no_data'
  if (paths.length > 0) return 'abnormal'
  return rootLook !== undefined && isAbnormal(rootLook) ? 'own' : 'quiet'
}

/** See the file's head. */
export function usePyramid(kpi: KpiAnswer, scope: PyramidScope): PyramidModel {
  const { store } = useLive()
  const { units } = useWallData()
  const version = usePaintVersion(kpi.id)
  const children = useMemo(() => childrenByParent(units), [units])
  const cellOf = useCallback((unit: string) => store.painted(unit, kpi.id)?.cell, [store, kpi.id])
  const childrenOf = useCallback((unit: string) => children.get(unit) ?? [], [children])
  const found = useMemo(() => {
    const rootCell = cellOf(scope.root)
    const allSilent = rootCell === undefined || (rootCell.value === null && !rootCell.withheld && rootCell.coverage.reported === 0)
    return looksOf([...new Set([scope.root, ...scope.above, ...scope.upper, ...scope.lower])], cellOf, allSilent)
    // `version` stands for the store's contents
  }, [scope, cellOf, version])
  const looks = useSteadyLooks(found)
  const aged = useMemo(() => new Map([...lateUnits(found.keys(), cellOf)].map((unit) => [unit, 'late'])), [found, cellOf])
  const steady = useSteadyLooks(aged)
  const late = useMemo(() => new Set(steady.keys()), [steady])
  return useMemo(() => {
    const source: ChainSource = {
      kind: kpi.kind, direction: kpi.direction, childrenOf,
      figureOf: (unit) => { const cell = cellOf(unit); return cell === undefined || (cell.value === null && cell.coverage.due === 0) ? undefined : { ...cell, badness: badnessOf(found.get(unit)), weight: lookWeights[found.get(unit) ?? 'silent'] } },
    }
    const paths = scope.level === 'commune' ? [] : abnormalPaths(source, scope.root)
    const explained = explainedPath(paths)
    const root: ChainLink = { unit: scope.root, badness: badnessOf(found.get(scope.root)), short: shortOfUnit(source, scope.root), share: null }
    const chain = scope.level === 'commune' ? chainUpwards(source, scope.root, scope.above).toReversed() : [root, ...(explained ?? [])]
    return { state: stateOf(scope, cellOf(scope.root), paths, found.get(scope.root)), looks, late, paths, explained, chain, cellOf, childrenOf }
  }, [kpi, scope, found, looks, late, cellOf, childrenOf])
}
