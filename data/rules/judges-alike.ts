/** Whether two versions of a rule open and close alike: whatever its names are and whoever is told. Saving one in the place of the other then closes nothing. */
import type { RuleInput } from '../protocol/rule.ts'

/** Lists of a rule are sets (levels, verdicts, figures), and the order of its fields says nothing. */
function canonical(_: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.toSorted()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** See the file header. */
export function judgesAlike(a: RuleInput, b: RuleInput): boolean {
  const judging = ({ nameVi: _, nameEn: __, tell: ___, ...rest }: RuleInput): string => JSON.stringify(rest, canonical)
  return a === b || judging(a) === judging(b)
}
