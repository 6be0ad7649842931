/** Evidence of verdicts, shortly, and what of it may be told. */
import { smallestShownCaseCount } from '../../access/small-counts.ts'
import type { Kpi } from '../../kpis/kpi.ts'
import type { EvidenceForm, EvidenceId, EvidenceNumber, Verdict } from '../verdict.ts'

/** One number of the evidence. */
export function told(id: EvidenceId, value: number, form: EvidenceForm): EvidenceNumber {
  return { id, value, form }
}

/** By how much a figure differs from the usual, of the usual; of a usual 0 there is no such share, and no number. */
export function toldChange(value: number, usual: number): EvidenceNumber[] {
  return usual === 0 ? [] : [told('change', value / usual - 1, 'share')]
}

/** Numbers of the evidence that count cases, where the KPI does. */
const counted: readonly EvidenceId[] = ['observed', 'median', 'previous', 'declared', 'sum']

/** The verdict, or null where its evidence would tell a small count of cases (domain, *Aggregates only*: below 5, above 0). A usual step is a difference of counts, and none. */
export function tellable(kpi: Kpi, verdict: Verdict | null): Verdict | null {
  if (!kpi.cases || verdict === null) return verdict
  const isStep = verdict.numbers.some(({ id }) => id === 'moved')
  const small = verdict.numbers.some(({ id, form, value }) => form === 'count' && counted.includes(id) && !(isStep && id === 'median') && value > 0 && value < smallestShownCaseCount)
  return small ? null : verdict
}
