/** What a rule would find now, before it is switched on: of how many (unit, KPI) pairs its condition holds, and how many warnings that would be. */
import { findThreshold, findVerdict, isEnough, measured, warningGroup } from '../../../data/rules/judge-rule.ts'
import { canMeet } from '../../../data/rules/check-rule.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import { CompiledRule, type RunRule } from './compiled-rule.ts'
import type { DueReport, VerdictSource } from './rule-run.ts'

/** What a look stands on. `reports`: every report that is due and not whole; null: not known. */
export interface LookDeps {
  readonly live: LiveFigures
  readonly verdicts: VerdictSource
  readonly reports?: () => Iterable<DueReport> | null
}

/** `pairs` of `of`: those whose condition holds, of those that have a figure it can be asked of; `warnings` of `units`: what would open at once. */
export interface Matching {
  readonly pairs: number
  readonly of: number
  readonly warnings: number
  readonly units: number
}

/** Units found by group, of all KPIs. */
class Found {
  private readonly compiled: CompiledRule
  private readonly live: LiveFigures
  private readonly groups = new Map<string, { readonly kpi: number; readonly group: number; readonly units: number[] }>()
  pairs = 0

  constructor(compiled: CompiledRule, live: LiveFigures) {
    this.compiled = compiled
    this.live = live
  }

  add(kpi: number, unit: number): void {
    this.pairs++
    const group = warningGroup(this.live.pyramid, unit)
    const key = `${kpi} ${group}`
    const known = this.groups.get(key)
    if (known === undefined) this.groups.set(key, { kpi, group, units: [unit] })
    else known.units.push(unit)
  }

  atOnce(): { warnings: number; units: number } {
    const open = [...this.groups.values()].filter(({ kpi, group, units }) => isEnough(this.compiled.rule, units.length, this.compiled.dueOf(kpi, group)))
    return { warnings: open.length, units: new Set(open.flatMap(({ units }) => units)).size }
  }
}

function matchingReports(compiled: CompiledRule, { live, reports }: LookDeps): Matching | null {
  const { condition } = compiled.rule
  const known = reports?.() ?? null
  if (condition.on !== 'report_due' || known === null) return null
  const [kpi] = compiled.kpis
  if (kpi === undefined) return null
  const units = new Set([...known].filter(({ unit, step }) => condition.steps.includes(step) && compiled.looksAt(unit)).map(({ unit }) => unit))
  const found = new Found(compiled, live)
  for (const unit of units) found.add(kpi, unit)
  const of = [...compiled.units()].filter((unit) => canMeet(condition, live.pyramid.units[unit]!.level, live.kpis[kpi]!)).length
  return { pairs: found.pairs, of, ...found.atOnce() }
}

/** See the file header: every figure is looked at, for what is said before a rule is switched on is what switching it on decides. Null: nothing is known of the reports it is about. */
export function matchingNow(rule: RunRule, deps: LookDeps): Matching | null {
  const { live, verdicts } = deps
  const { condition, severity } = rule.rule
  const compiled = new CompiledRule(rule, live.pyramid, live.kpis)
  if (condition.on === 'report_due') return matchingReports(compiled, deps)
  const units = [...compiled.units()]
  const found = new Found(compiled, live)
  let of = 0
  for (const kpi of compiled.kpis) {
    for (const unit of units) {
      if (!canMeet(condition, live.pyramid.units[unit]!.level, live.kpis[kpi]!)) continue
      const cell = live.cell(unit, kpi)
      const finding = condition.on === 'verdict' ? findVerdict(condition, verdicts.verdicts(unit, kpi)) : findThreshold(condition, severity, cell, live.nowMs, false)
      // Of a unit without a figure nothing can be said, neither yes nor no.
      if (finding === null && (condition.on === 'verdict' ? cell.newestAtMs : measured(condition.measure, cell, live.nowMs)) === null) continue
      of++
      if (finding !== null) found.add(kpi, unit)
    }
  }
  return { pairs: found.pairs, of, ...found.atOnce() }
}
