/** The kinds judged on a unit's subtree: `below_plan`, `outlier` (a leaf's subtree is its own office), `mismatch`. */
import { isWithheld } from '../../../data/access/small-counts.ts'
import { tellable } from '../../../data/judgement/detect/evidence.ts'
import { judgeOutlier } from '../../../data/judgement/detect/outlier.ts'
import { belowSinceMs, judgePlanGap, passedDueMs } from '../../../data/judgement/detect/plan-gap.ts'
import { planDeadBand } from '../../../data/judgement/plan-status.ts'
import type { Verdict } from '../../../data/judgement/verdict.ts'
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import type { Columns } from '../../../data/pyramid/roll-up.ts'
import { hourStart } from '../../../data/time/vietnam-time.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import type { DeclaredTotals } from './declared.ts'
import type { Peers } from './peers.ts'

/** What is known of a figure below its plan beside the figure. `standing`: the verdict that stood until now; `beganMs`: since when something else tells that it is (null: nothing does). */
export interface KnownBelow {
  readonly standing: Verdict | null
  readonly beganMs?: ((expected: number) => number | null) | undefined
}

/** A figure behind (beyond the dead band) or at risk against its plan. What is lost is told as lost. */
export function judgeBelowPlan(live: LiveFigures, unit: number, kpi: number, target: Target | null, { standing, beganMs }: KnownBelow): Verdict | null {
  const cell = live.cell(unit, kpi)
  if (cell.status !== 'behind' && cell.status !== 'at_risk') return null
  if (cell.value === null || cell.expected === null || target === null || cell.freshness === 'lost') return null
  if (cell.status === 'behind' && Math.abs(cell.value - cell.expected) < planDeadBand * Math.abs(cell.expected)) return null
  const nowMs = hourStart(live.nowMs)
  // A floor has no line to have crossed: since it was first seen, which a restart sets to its newest reading. The line goes by the hour, a reading does not.
  const firstSeenMs = (): number => standing?.sinceMs ?? Math.min(live.nowMs, cell.newestAtMs ?? live.nowMs)
  const sinceMs = belowSinceMs(live.kpis[kpi]!, target, cell.value, nowMs) ?? beganMs?.(cell.expected) ?? firstSeenMs()
  return judgePlanGap(cell.status, cell.value, cell.expected, passedDueMs(target, nowMs), sinceMs)
}

/** A figure far from its peers'. Since: its newest reading when it was first seen so. */
export function judgeAmongPeers(peers: Peers, columns: Columns, kpi: Kpi, index: number, unit: number, standing: Verdict | null): Verdict | null {
  if (columns.pyramid.parent[unit]! < 0 || (kpi.kind === 'level' && columns.pyramid.children[unit]!.length > 0)) return null
  if (Number.isNaN(peers.figure(unit, index).value)) return null
  const spread = peers.spread(unit, index)
  if (spread === null || (kpi.cases && isWithheld(columns, unit, false))) return null
  const { value, den } = peers.figure(unit, index)
  return tellable(kpi, judgeOutlier(kpi, value, den, spread, standing?.sinceMs ?? columns.subNewest[unit]!))
}

/** A declared total against the sum of its units. */
export function judgeDeclared(totals: DeclaredTotals | null, columns: Columns, kpi: Kpi, unit: number, nowMs: number): Verdict | null {
  const verdict = totals?.judge(unit, nowMs) ?? null
  return verdict === null || (kpi.cases && isWithheld(columns, unit, false)) ? null : tellable(kpi, verdict)
}
