/**
 * Which target holds for a unit. Source: domain "What a figure is" (targets);
 * decision: docs/decisions/011-target-inheritance.md.
 */
import type { UnitLevel } from '../units/unit.ts'
import type { Target } from './kpi.ts'

/**
 * The target of `unitCode` for `kpi` in plan year `year`; null where none holds. First that exists: (a) the unit's own;
 * (b) its nearest ancestor's own, where inherited; (c) the default of its level; (d) a reference at the unit or above it.
 * `ancestors(code)`: codes from the parent to the top, the unit itself excluded. `list`: as `targets`.
 */
export function resolveTarget(
  kpi: string, unitCode: string, year: number,
  ancestors: (code: string) => readonly string[], level: UnitLevel, list: readonly Target[],
): Target | null {
  const own = list.filter((target) => target.kpi === kpi && target.year === year)
  if (own.length === 0) return null
  const of = (kind: 'unit' | 'reference', code: string): Target | undefined =>
    own.find(({ owner, inherited }) => owner.kind === kind && owner.unit === code && (inherited || code === unitCode))
  const path = [unitCode, ...ancestors(unitCode)]
  for (const code of path) {
    const target = of('unit', code)
    if (target) return target
  }
  const byLevel = own.find(({ owner }) => owner.kind === 'level' && owner.level === level)
  if (byLevel) return byLevel
  for (const code of path) {
    const target = of('reference', code)
    if (target) return target
  }
  return null
}
