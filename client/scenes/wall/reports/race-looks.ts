/** The states of a report as looks and fills: what is in is dark and quiet, what is missing after its hour has colour. Pure. */
import type { RaceAnswer, ReportCounts, ReportState } from '../../../../data/protocol/report-race.ts'
import type { Look } from '../../../ui/look.ts'

/** States in the order of a bar. */
export const raceStates = ['in_time', 'late', 'partial', 'waiting', 'missing'] as const
/** Fills of a bar's parts. */
export const raceFills: Readonly<Record<ReportState, string>> = {
  in_time: 'var(--province-on-track)', late: 'var(--normal)', partial: 'var(--rule-strong)', waiting: 'var(--track)', missing: 'var(--late)',
}
/** The mark of a state: `missing` is the severity of the rule *Quá hạn nộp báo cáo*. */
export const raceLooks: Readonly<Record<ReportState, Look>> = { in_time: 'met', late: 'on_track', partial: 'on_track', waiting: 'no_target', missing: 'behind' }

/** Whether the period counts for nobody (`nobody_in`): a centre opened today, or a store without reports, is a quiet screen, not a sea of alarm. */
export function isSilentRace({ counting }: Pick<RaceAnswer, 'counting'>): boolean {
  return counting === 'nobody_in'
}

/** The mark of a state in a race that may be silent. */
export function raceLook(state: ReportState, silent: boolean): Look {
  return silent && state === 'waiting' ? 'silent' : raceLooks[state]
}

/** A child of a race. */
export type Child = RaceAnswer['children'][number]

/** Units whose report is whole, late or not. */
export function handedIn(counts: ReportCounts): number {
  return counts.in_time + counts.late
}

/** Whether nobody is missing of those who owe a report. */
export function isAllIn(counts: ReportCounts): boolean {
  return counts.due > 0 && handedIn(counts) === counts.due
}

/** Share of the units that are in, 0–1. */
export function shareOf({ counts }: Pick<Child, 'counts'>): number {
  return counts.due === 0 ? 0 : handedIn(counts) / counts.due
}

/** Whether fewer are in than at the same hour of the period before. */
export function isBehind(counts: ReportCounts, before: number | null): boolean {
  return before !== null && handedIn(counts) < before
}

/** Places in the race: the larger share first, of equal ones who was whole first; units without anything come last. By unit. */
export function ranksOf(children: readonly Child[]): ReadonlyMap<string, number> {
  const wholeMs = ({ lastAt }: Child): number => (lastAt === null ? Infinity : Date.parse(lastAt))
  const order = children.toSorted((a, b) => shareOf(b) - shareOf(a) || wholeMs(a) - wholeMs(b) || (a.unit < b.unit ? -1 : 1))
  return new Map(order.map(({ unit }, i) => [unit, i + 1]))
}

/** Rows as the eye wants them: who is missing most first, then the last in the race. */
export function worstFirst(children: readonly Child[]): readonly Child[] {
  const ranks = ranksOf(children)
  const missing = ({ counts }: Child): number => counts.due - handedIn(counts)
  return children.toSorted((a, b) => shareOf(a) - shareOf(b) || missing(b) - missing(a) || (ranks.get(b.unit) ?? 0) - (ranks.get(a.unit) ?? 0))
}
