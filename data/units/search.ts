/**
 * A small search over units, for the omnibox and for pickers.
 * Source of the order: what a person means who types a code, then the head of a name, then a word of it, then a piece.
 */
import type { Unit, UnitLevel } from './unit.ts'
import { searchKey } from './search-key.ts'

/** The most results one search may give (count of units). */
export const MAX_SEARCH_RESULTS = 50

const levelOrder: Readonly<Record<UnitLevel, number>> = { centre: 0, province: 1, commune: 2 }

/** How well a unit answers a typed key: 0 exact code, 1 exact name, 2 prefix of name or code, 3 prefix of a word, 4 substring; null: not at all. */
export function matchRank(unit: Unit, key: string): number | null {
  const code = unit.code.toLowerCase()
  if (code === key) return 0
  const inFull = ` ${searchKey(unit.fullName)}`
  if (unit.searchKey === key || inFull === ` ${key}`) return 1
  if (unit.searchKey.startsWith(key) || code.startsWith(key)) return 2
  if (inFull.includes(` ${key}`)) return 3
  if (unit.searchKey.includes(key)) return 4
  return null
}

/** The units that answer `query`, best first (equal rank: higher level, then the given order), at most `limit` of them. An empty query finds nothing. */
export function searchUnits(units: readonly Unit[], query: string, limit = 20): readonly Unit[] {
  const key = searchKey(query)
  const most = Math.max(0, Math.min(Math.trunc(limit), MAX_SEARCH_RESULTS))
  if (key === '' || most === 0) return []
  const found: { unit: Unit; weight: number; place: number }[] = []
  for (const [place, unit] of units.entries()) {
    const rank = matchRank(unit, key)
    if (rank !== null) found.push({ unit, weight: rank * 10 + levelOrder[unit.level], place })
  }
  found.sort((a, b) => a.weight - b.weight || a.place - b.place)
  return found.slice(0, most).map((hit) => hit.unit)
}
