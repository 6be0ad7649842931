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

/** The evidence of one line, its numbers, and what is missing: units below without a figure (of a `mismatch`, at most `maxMissingTold`), or parts (KPIs) of a report. */
export interface Told {
  readonly words: Words
  readonly numbers: readonly EvidenceNumber[]
  readonly missing: readonly string[]
}

/** Most units without a figure, or parts of a report, that the sentence names. */
export const maxMissingNamed = 5

/** The sentence with the names of the first units that have no figure. */
function withNames({ vi, en }: Words, missing: readonly Words[], noun: string): Words {
  if (missing.length === 0) return { vi, en }
  const named = missing.slice(0, maxMissingNamed)
  const more = missing.length - named.length
  return {
    vi: `${vi}: ${named.map((name) => name.vi).join(', ')}${more > 0 ? ` và ${more} ${noun} nữa` : ''}`,
    en: `${en}: ${named.map((name) => name.en).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  }
}

/** A due report that stands, with the parts it misses. */
export function withParts(told: Omit<Told, 'missing'>, parts: readonly number[], { kpis }: LiveFigures): Told {
  const names = parts.map((kpi) => ({ vi: kpis[kpi]!.shortVi, en: kpis[kpi]!.shortEn }))
  return { ...told, words: withNames(told.words, names, 'phần'), missing: parts.map((kpi) => kpis[kpi]!.id) }
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
  const units = without.map((one) => live.pyramid.units[one]!)
  const names = units.map(({ fullName, nameEn }) => ({ vi: fullName, en: nameEn }))
  return { words: withNames(words(verdict, live.kpis[kpi]!), names, 'đơn vị'), numbers: verdict.numbers, missing: units.slice(0, maxMissingTold).map(({ code }) => code) }
}
