/** The order of units by one KPI, worst first, and the province that the map looks at closely. Pure. */
import { shortfallOf, worstFirst } from '../../../../data/judgement/worst-first.ts'
import type { Direction } from '../../../../data/kpis/kpi.ts'
import type { Cell } from '../../../../data/protocol/cell.ts'
import type { WarningAnswer } from '../../../../data/protocol/warning.ts'
import { isAbnormal, lookOf, lookWeights, type Look } from '../../../ui/look.ts'

/** Whether a unit is worth a name beside the map: abnormal, or late with its figure. */
export function isNotable({ look, cell }: Pick<RankedUnit, 'look' | 'cell'>): boolean {
  return isAbnormal(look) || cell.freshness === 'late'
}

/** A unit in its place: `rank` from 1, worst first. */
export interface RankedUnit {
  readonly unit: string
  readonly rank: number
  readonly look: Look
  readonly cell: Cell
}

/** The units whose land is painted in a colour of its own or hatched: the abnormal ones. */
export function paintedOf(ranked: readonly Pick<RankedUnit, 'unit' | 'look'>[]): readonly string[] {
  return ranked.flatMap(({ unit, look }) => (isAbnormal(look) ? [unit] : []))
}

/** What lateness weighs in the order: a late figure comes after what is behind, before what is fine. See `lookWeights`. */
const lateWeight = 20

/** Units that report, worst first (worst-first.ts): by look, what is late before what is fresh, then by shortfall, then by code. `allSilent`: see `lookOf`. */
export function rankUnits(units: readonly string[], cellOf: (unit: string) => Cell | undefined, direction: Direction, allSilent: boolean): readonly RankedUnit[] {
  const found = units.flatMap((unit) => {
    const cell = cellOf(unit)
    if (cell === undefined || (cell.coverage.due === 0 && cell.value === null)) return []
    const look = lookOf(cell, allSilent)
    return [{ unit, cell, look, weight: Math.max(lookWeights[look], cell.freshness === 'late' ? lateWeight : 0), shortfall: shortfallOf(cell, direction) }]
  })
  return found.toSorted(worstFirst).map(({ unit, cell, look }, i) => ({ unit, cell, look, rank: i + 1 }))
}

/** Why a province is in focus. `lowest`: nothing is abnormal. */
export type FocusReason = 'warning_open' | 'warning_taken' | 'worst' | 'bad' | 'lowest'

/** A province worth a close look. `rank`: its place by the KPI; 0 where it has none. */
export interface FocusCandidate {
  readonly unit: string
  readonly reason: FocusReason
  readonly rank: number
}

/** Most provinces the focus goes round. */
export const mostFocuses = 4
/** How long a province stays in focus, milliseconds. */
export const focusDwellMs = 20_000

/**
 * The provinces to look at: those of a serious warning of this KPI that nobody has taken, then taken ones, then the abnormal by rank;
 * where there are none, the lowest. `provinceOf`: the province of a unit, null outside of any.
 */
export function focusCandidates(
  ranked: readonly RankedUnit[], warnings: readonly Pick<WarningAnswer, 'unit' | 'kpi' | 'severity' | 'state' | 'shelvedUntil'>[], kpi: string,
  provinceOf: (unit: string) => string | null,
): readonly FocusCandidate[] {
  const found = new Map<string, FocusCandidate>()
  const rankOf = new Map(ranked.map(({ unit, rank }) => [unit, rank]))
  const add = (unit: string | null, reason: FocusReason): void => {
    if (unit !== null && !found.has(unit)) found.set(unit, { unit, reason, rank: rankOf.get(unit) ?? 0 })
  }
  const serious = warnings.filter((one) => one.kpi === kpi && one.severity === 'at_risk' && one.shelvedUntil === null)
  for (const { unit, state } of serious) if (state === 'open') add(provinceOf(unit), 'warning_open')
  for (const { unit, state } of serious) if (state === 'acknowledged' || state === 'assigned') add(provinceOf(unit), 'warning_taken')
  for (const { unit, look, rank } of ranked) if (isAbnormal(look)) add(unit, rank === 1 ? 'worst' : 'bad')
  const lowest = ranked.find(({ cell }) => cell.value !== null)
  if (found.size === 0 && lowest !== undefined) add(lowest.unit, 'lowest')
  return [...found.values()].slice(0, mostFocuses)
}

/** The province in focus and since when, epoch ms. */
export interface FocusState {
  readonly unit: string
  readonly sinceMs: number
}

/** The next focus: the same until its time is over, whatever is worse meanwhile; then the candidate after it, round and round. Null: no candidate. */
export function nextFocus(state: FocusState | null, candidates: readonly FocusCandidate[], nowMs: number): FocusState | null {
  const [first] = candidates
  if (first === undefined) return null
  if (state === null) return { unit: first.unit, sinceMs: nowMs }
  if (nowMs - state.sinceMs < focusDwellMs) return state
  const at = candidates.findIndex(({ unit }) => unit === state.unit)
  return { unit: candidates[(at + 1) % candidates.length]!.unit, sinceMs: nowMs }
}

/** Looks of communes that the country's map paints: the abnormal ones of provinces that are not abnormal themselves. */
export function strayCommunes(communes: ReadonlyMap<string, Look>, provinceOf: (unit: string) => string | null, provinces: ReadonlyMap<string, Look>): ReadonlyMap<string, Look> {
  const found = new Map<string, Look>()
  for (const [unit, look] of communes) {
    if (!isAbnormal(look)) continue
    const province = provinces.get(provinceOf(unit) ?? '')
    if (province === undefined || !isAbnormal(province)) found.set(unit, look)
  }
  return found
}
