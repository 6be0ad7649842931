/**
 * The evidence of a verdict as told to a scope. Small counts of cases are told to the office that reported them alone (domain,
 * *Aggregates only*); what other units have in common (an outlier's peers) to whoever sees them all (law 8).
 */
import type { EvidenceId, EvidenceNumber, Verdict } from '../../../data/judgement/verdict.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import { withheldWords, type Words } from '../../../data/rules/warning-words.ts'
import { maxMissingTold } from '../../../data/protocol/warning.ts'
import { inSubtree } from '../../../data/pyramid/pyramid.ts'
import type { LiveFigures } from '../../figures/figures.ts'

/** A verdict in both languages. */
export type VerdictWords = (verdict: Verdict, kpi: Kpi) => Words

/** The evidence of one line, its numbers, and the units below without a figure (of a `mismatch`), at most `maxMissingTold`. */
export interface Told {
  readonly words: Words
  readonly numbers: readonly EvidenceNumber[]
  readonly missing: readonly number[]
}

/** Most units without a figure that the sentence names. */
export const maxMissingNamed = 5

/** The sentence with the names of the first units that have no figure. */
function withNames({ vi, en }: Words, missing: readonly number[], { pyramid }: LiveFigures): Words {
  if (missing.length === 0) return { vi, en }
  const named = missing.slice(0, maxMissingNamed).map((unit) => pyramid.units[unit]!)
  const more = missing.length - named.length
  return {
    vi: `${vi}: ${named.map(({ fullName }) => fullName).join(', ')}${more > 0 ? ` và ${more} đơn vị nữa` : ''}`,
    en: `${en}: ${named.map(({ nameEn }) => nameEn).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  }
}

const ofPeers: readonly EvidenceId[] = ['median', 'gap', 'mad', 'spread', 'deviations', 'peers']
const farFromPeers: Words = { vi: 'khác xa mức chung của đơn vị cùng loại', en: 'far from what units of its kind have in common' }

/** Whether numbers of a unit's figure may not be told to a scope: a small count of cases, above the office that reported it. */
export function isUntold(live: LiveFigures, unit: number, kpi: number, kind: string, scope: number): boolean {
  if (!live.kpis[kpi]!.cases || unit === scope || kind === 'late' || kind === 'lost') return false
  return live.cell(unit, kpi).withheld || live.ownCell(unit, kpi).withheld
}

/** See the file header. `scope` 0 sees all units; `missing`: see `VerdictSource`, asked of what lies in the scope only. */
export function toldVerdict(
  live: LiveFigures, unit: number, kpi: number, verdict: Verdict, scope: number, words: VerdictWords, missing?: (unit: number, kpi: number) => readonly number[],
): Told {
  if (isUntold(live, unit, kpi, verdict.kind, scope)) return { words: withheldWords, numbers: [], missing: [] }
  if (verdict.kind === 'outlier' && scope !== 0) return { words: farFromPeers, numbers: verdict.numbers.filter(({ id }) => !ofPeers.includes(id)), missing: [] }
  const without = verdict.kind === 'mismatch' && inSubtree(live.pyramid, scope, unit) ? (missing?.(unit, kpi) ?? []) : []
  return { words: withNames(words(verdict, live.kpis[kpi]!), without, live), numbers: verdict.numbers, missing: without.slice(0, maxMissingTold) }
}
