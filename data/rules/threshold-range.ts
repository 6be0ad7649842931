/** What the limit of a threshold can be: its range for a KPI, and whether several KPIs have one at all. Small, for forms import it. */
import type { Kpi } from '../kpis/kpi.ts'
import { hasDenominator, isProperRatio, stageCount } from '../measures/measure.ts'
import type { ruleMeasures } from '../protocol/rule.ts'

type Measure = (typeof ruleMeasures)[number]

/** Oldest age a threshold may ask for: ten years, in hours. */
export const maxAgeHours = 10 * 366 * 24

/** Furthest number a limit can be: it stands for no end. */
const noEnd = 1e12

/** The range a threshold's number can have for a KPI: least and most, in the KPI's unit (ratios 0–1), shares 0–1, or hours. */
export function thresholdRange(measure: Measure, kpi: Pick<Kpi, 'kind'>): readonly [number, number] {
  if (measure === 'fresh_share') return [0, 1]
  if (measure === 'age_hours') return [0, maxAgeHours]
  const value: readonly [number, number] = kpi.kind === 'level' ? [1, stageCount]
    : isProperRatio(kpi.kind) ? [0, 1] : hasDenominator(kpi.kind) ? [-noEnd, 1] : [0, noEnd]
  if (measure === 'value') return value
  return [Math.max(-noEnd, value[0] - value[1]), Math.min(noEnd, value[1] - value[0])]
}

/** Whether a figure can ever be an end of its range: an age is 0 for no time and has no oldest, counts have no greatest. */
function isReached(measure: Measure, end: number): boolean {
  return measure !== 'age_hours' && Math.abs(end) < noEnd
}

/** What is wrong with a number of a threshold: outside the range, or no figure is ever (`never`) or every figure is always (`always`) beyond it. */
export type LimitFault = 'low' | 'high' | 'never' | 'always'

/** What is wrong with a limit, or (`isLimit` false) with the limit that ends it, for a KPI; null: nothing. */
export function limitFault({ measure, op }: { readonly measure: Measure; readonly op: 'below' | 'above' }, limit: number, kpi: Pick<Kpi, 'kind'>, isLimit: boolean): LimitFault | null {
  const [least, most] = thresholdRange(measure, kpi)
  if (limit < least) return 'low'
  if (limit > most) return 'high'
  const [near, far] = op === 'below' ? [least, most] : [most, least]
  if (isLimit && limit === near) return 'never'
  return limit === far && !isReached(measure, far) ? 'always' : null
}

/** Whether one limit can mean the same of all KPIs: 0.6 is 60 % of a ratio, and less than one thing of a count. */
export function areOfOneUnit(measure: Measure, kpis: readonly Pick<Kpi, 'kind'>[]): boolean {
  if (measure !== 'value' && measure !== 'gap') return true
  return new Set(kpis.map(({ kind }) => (hasDenominator(kind) ? 'ratio' : kind === 'level' ? 'stage' : 'count'))).size <= 1
}
