/** Of how many (unit, KPI) pairs a rule's condition holds now, of all it looks at: before it is switched on. */
import { findThreshold, findVerdict } from '../../../data/rules/judge-rule.ts'
import { canMeet } from '../../../data/rules/check-rule.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import { CompiledRule, type RunRule } from './compiled-rule.ts'
import type { VerdictSource } from './rule-run.ts'

/** Most pairs a look counts, in about 20 ms; of more, every n-th stands for all. */
export const maxPairsLooked = 10_000

/** See the file header. Null: reports that are due are not counted. */
export function matchingNow(rule: RunRule, live: LiveFigures, verdicts: VerdictSource): { pairs: number; of: number } | null {
  const { condition } = rule.rule
  if (condition.on === 'report_due') return null
  const compiled = new CompiledRule(rule, live.pyramid, live.kpis)
  const units = [...compiled.units()]
  const step = Math.max(1, Math.ceil((units.length * compiled.kpis.length) / maxPairsLooked))
  let pairs = 0
  let of = 0
  let at = 0
  for (const kpi of compiled.kpis) {
    for (const unit of units) {
      if (at++ % step !== 0 || !canMeet(condition, live.pyramid.units[unit]!.level, live.kpis[kpi]!)) continue
      of++
      const found = condition.on === 'verdict' ? findVerdict(condition, verdicts.verdicts(unit, kpi))
        : findThreshold(condition, rule.rule.severity, live.cell(unit, kpi), live.nowMs, false)
      if (found !== null) pairs++
    }
  }
  return { pairs: pairs * step, of: of * step }
}
