/** What the limit of a threshold can be: its range for a KPI, and whether several KPIs have one at all. Small, for forms import it. */
import type { Kpi } from '../kpis/kpi.ts'
import { hasDenominator, isProperRatio, stageCount } from '../measures/measure.ts'
import type { ruleMeasures } from '../protocol/rule.ts'

type Measure = (typeof ruleMeasures)[number]

/** Oldest age a threshold may ask for: ten years, in hours. */
export const maxAgeHours = 10 * 366 * 24

/** The range a threshold's number can have for a KPI: least and most, in the KPI's unit (ratios 0–1), shares 0–1, or hours. */
export function thresholdRange(measure: Measure, kpi: Pick<Kpi, 'kind'>): readonly [number, number] {
  if (measure === 'fresh_share') return [0, 1]
  if (measure === 'age_hours') return [0, maxAgeHours]
  const value: readonly [number, number] = kpi.kind === 'level' ? [1, stageCount]
    : isProperRatio(kpi.kind) ? [0, 1] : hasDenominator(kpi.kind) ? [-1e12, 1] : [0, 1e12]
  if (measure === 'value') return value
  return [Math.max(-1e12, value[0] - value[1]), Math.min(1e12, value[1] - value[0])]
}

/** Whether one limit can mean the same of all KPIs: 0.6 is 60 % of a ratio, and less than one thing of a count. */
export function areOfOneUnit(measure: Measure, kpis: readonly Pick<Kpi, 'kind'>[]): boolean {
  if (measure !== 'value' && measure !== 'gap') return true
  return new Set(kpis.map(({ kind }) => (hasDenominator(kind) ? 'ratio' : kind === 'level' ? 'stage' : 'count'))).size <= 1
}
