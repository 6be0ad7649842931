/** Which KPI the pyramid shows: the address's, or the worst in turn, headline ones first. Pure, and its hook. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { headlineKpis } from '../../../../data/kpis/headline.ts'
import type { WarningAnswer } from '../../../../data/protocol/warning.ts'
import { isAbnormal, lookWeights, type Look } from '../../../ui/look.ts'
import { goTo, useAddress } from '../address.ts'
import { useKpiKeys } from '../keys.tsx'
import { useShowsKpi } from '../shown-kpi.ts'
import { useShow } from '../show/show-context.ts'
import { useWallData } from '../wall-data.ts'

/** How long one KPI stays, milliseconds: long enough to follow its chain. */
export const kpiDwellMs = 30_000
/** Most KPIs in turn. */
export const mostPyramidKpis = 8

/**
 * KPIs with something abnormal at the root or below it, the worst first: headline KPIs before others; then those that base units report, for a way goes up
 * from one of them; then by the rank of their worst warning, then by the root's own look. A KPI of which nothing ever came is not among them: there is nothing to see. `rootLookOf`: null where it has no value.
 */
export function abnormalKpis(all: readonly { readonly id: string, readonly fromBase: boolean }[], rootLookOf: (kpi: string) => Look | null, warnings: readonly Pick<WarningAnswer, 'kpi' | 'rank'>[]): readonly string[] {
  const headline: readonly string[] = headlineKpis
  const ranks = new Map<string, number>()
  for (const { kpi, rank } of warnings) ranks.set(kpi, Math.min(rank, ranks.get(kpi) ?? Infinity))
  const found = all.flatMap(({ id: kpi, fromBase }, order) => {
    const look = rootLookOf(kpi)
    if (look === null || (!isAbnormal(look) && !ranks.has(kpi))) return []
    return [{ kpi, order, headline: headline.includes(kpi) ? 0 : 1, base: fromBase ? 0 : 1, rank: ranks.get(kpi) ?? Number.MAX_SAFE_INTEGER, weight: lookWeights[look] }]
  })
  return found.toSorted((a, b) => a.headline - b.headline || a.base - b.base || a.rank - b.rank || b.weight - a.weight || a.order - b.order).slice(0, mostPyramidKpis).map(({ kpi }) => kpi)
}

/** The KPI that follows `current` in a list, `by` places on; the first where it is not among them. */
export function stepKpi(list: readonly string[], current: string | null, by: number): string | null {
  if (list.length === 0) return null
  const at = current === null ? -1 : list.indexOf(current)
  return at < 0 ? list[0]! : list[(at + by + list.length) % list.length]!
}

/** What is shown: `position` counts from 1, 0 where the KPI is not one of the abnormal. */
export interface ShownKpi {
  readonly kpi: string
  readonly position: number
  readonly count: number
  readonly held: boolean
}

/** The KPI shown, with the timer of its turn and the keys that choose it. */
export function usePyramidKpi(list: readonly string[]): ShownKpi {
  const data = useWallData()
  const address = useAddress()
  const asked = address.kpi !== null && data.kpiById.has(address.kpi) ? address.kpi : null
  const [turn, setTurn] = useState<{ readonly kpi: string | null, readonly held: boolean }>({ kpi: null, held: false })
  const inTurn = turn.kpi !== null && (turn.held || list.includes(turn.kpi)) ? turn.kpi : stepKpi(list, null, 0)
  const kpi = asked ?? inTurn ?? headlineKpis[0]
  const held = asked !== null || turn.held
  const many = list.length > 1
  useEffect(() => {
    if (held || !many) return
    const timer = window.setTimeout(() => setTurn({ kpi: stepKpi(list, kpi, 1), held: false }), kpiDwellMs)
    return () => window.clearTimeout(timer)
  }, [held, many, list, kpi])
  const choose = useCallback((next: string | null, hold: boolean) => {
    if (asked !== null) goTo({ ...address, kpi: null }, true)
    setTurn({ kpi: next, held: hold })
  }, [asked, address])
  const runs = useShow().running !== null
  useKpiKeys({
    step: (by) => { const next = stepKpi(list, kpi, by); if (next !== null) choose(next, true) },
    hold: runs ? null : () => choose(kpi, !held),
  })
  useShowsKpi(kpi)
  return useMemo(() => ({ kpi, position: list.indexOf(kpi) + 1, count: list.length, held }), [kpi, list, held])
}
