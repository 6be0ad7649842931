/** What every panel of the wall knows: root, units, catalogue, targets. Read once a page from the server, joined here. */
import { createContext, useContext, useMemo } from 'react'
import type { KpiAnswer, UnitAnswer } from '../../../data/protocol/answers.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { resolveTarget } from '../../../data/kpis/resolve-target.ts'
import { targets } from '../../../data/kpis/targets.ts'
import type { UnitLevel } from '../../../data/units/unit.ts'
import { headlineWatch } from '../../connection/first-watch.ts'
import { useWatches } from '../../figures/use-live.ts'
import type { Language } from '../../ui/format.ts'

/** The centre's code: the owner of references, above every scope. Source: architecture "Unit codes". */
const centreCode = 'TW'

/** See the file's head. */
export interface WallData {
  readonly root: UnitAnswer
  readonly top: UnitAnswer
  readonly units: readonly UnitAnswer[]
  readonly unitByCode: ReadonlyMap<string, UnitAnswer>
  readonly children: readonly UnitAnswer[]
  /** The catalogue. */
  readonly kpis: readonly KpiAnswer[]
  /** The catalogue and the registers of cases. */
  readonly kpiById: ReadonlyMap<string, KpiAnswer>
}

/** Joins the answers; null when `rootCode` is none of the viewer's units. */
export function joinWallData(units: readonly UnitAnswer[], kpis: readonly KpiAnswer[], scope: string, rootCode: string | null): WallData | null {
  const unitByCode = new Map(units.map((unit) => [unit.code, unit]))
  const top = unitByCode.get(scope) ?? units.find(({ parent }) => parent === null)
  const root = unitByCode.get(rootCode ?? top?.code ?? '')
  if (root === undefined || top === undefined) return null
  return {
    // Registers of cases have panels of their own: they are in no list of KPIs, no matrix and no rotation.
    root, top, units, unitByCode, kpis: kpis.filter(({ group }) => group !== 'cases_register'), kpiById: new Map(kpis.map((kpi) => [kpi.id, kpi])),
    children: units.filter(({ parent }) => parent === root.code),
  }
}

function ancestorsIn(data: WallData): (code: string) => readonly string[] {
  return (code) => {
    const path: string[] = []
    for (let parent = data.unitByCode.get(code)?.parent ?? null; parent !== null; parent = data.unitByCode.get(parent)?.parent ?? null) path.push(parent)
    return path.at(-1) === centreCode || code === centreCode ? path : [...path, centreCode]
  }
}

/** The target a unit is judged against in `year` (rules: docs/decisions/011). */
export function targetOf(data: WallData, kpi: string, unit: string, year: number): Target | null {
  const level = data.unitByCode.get(unit)?.level as UnitLevel | undefined
  return resolveTarget(kpi, unit, year, ancestorsIn(data), level ?? 'centre', targets)
}

/** The name of a unit; its code where the page does not know it. */
export function unitName(data: WallData, code: string, language: Language): string {
  const unit = data.unitByCode.get(code)
  if (unit === undefined) return code
  return language === 'vi' ? unit.name : shortEnglish(unit)
}

/** English name without its type word: `Dien Bien`. */
function shortEnglish(unit: UnitAnswer): string {
  return unit.level === 'centre' ? 'Centre' : unit.nameEn.replace(/ (Province|City|Ward|Commune|Special Zone)$/, '')
}

/** See `useWallData`. */
export const WallDataContext = createContext<WallData | null>(null)

/** The wall's data; only inside its provider. */
export function useWallData(): WallData {
  const data = useContext(WallDataContext)
  if (data === null) throw new Error('useWallData outside of WallDataContext')
  return data
}

/** Subscribes to what the head tells on every scene: the headline figures of the root and its children. */
export function useHeadlineWatch(): void {
  const root = useWallData().root.code
  useWatches(useMemo(() => [headlineWatch(root)], [root]))
}
