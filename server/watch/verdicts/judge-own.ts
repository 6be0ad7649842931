/**
 * The kinds judged on an own office. One trouble, one verdict: a fall explains the jump it is, and what is lost is not judged
 * further by its last figure (a line stays down, and flapping, for nobody said it is up).
 */
import { isWithheld } from '../../../data/access/small-counts.ts'
import { tellable } from '../../../data/judgement/detect/evidence.ts'
import { judgeFell } from '../../../data/judgement/detect/fell.ts'
import { growing } from '../../../data/judgement/detect/growing.ts'
import { judgeFlowJump } from '../../../data/judgement/detect/jump-flow.ts'
import { judgeStockJump } from '../../../data/judgement/detect/jump-stock.ts'
import { judgeLateness, type LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import { judgeDown, judgeFlapping, unheard } from '../../../data/judgement/detect/line-state.ts'
import { emptyPeriods, type Periods } from '../../../data/judgement/detect/periods.ts'
import { isRising, judgeStall } from '../../../data/judgement/detect/stall.ts'
import { keptPeriods } from '../../../data/judgement/detect/thresholds.ts'
import type { Verdict } from '../../../data/judgement/verdict.ts'
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import { isFlow, isState } from '../../../data/measures/measure.ts'
import type { Columns } from '../../../data/pyramid/roll-up.ts'
import { availabilityRetentionMs } from '../../../data/readings/reading.ts'
import { yearOf, yearStart } from '../../../data/time/vietnam-time.ts'
import { dayBucket, monthBucket } from '../../log/buckets.ts'
import type { LineStore } from './line-store.ts'
import type { PeriodStore } from './period-store.ts'

/** What the book knows of one KPI's own offices. */
export interface OwnParts {
  readonly kpi: Kpi
  readonly columns: Columns
  readonly limits: LatenessLimits | null
  readonly periods: PeriodStore | null
  readonly lines: LineStore | null
  /** Whether more is judged than `late` and `lost`. */
  readonly isDeep: boolean
  /** The target of a unit in a plan year. */
  readonly target: (unit: number, year: number) => Target | null
}

/** The kinds of this file, in the order of `OwnVerdicts`. */
export const ownKinds = ['late', 'lost', 'jump', 'stall', 'fell', 'down', 'flapping'] as const
/** The verdicts on one own office; null: none of that kind. Reused: read at once. */
export type OwnVerdicts = Record<(typeof ownKinds)[number], Verdict | null>

const months = emptyPeriods('month', keptPeriods.month)
const days = emptyPeriods('day', keptPeriods.day)
const found: OwnVerdicts = { late: null, lost: null, jump: null, stall: null, fell: null, down: null, flapping: null }

/** Judges one own office at `nowMs`. The answer is valid until the next call. */
export function judgeOwn(parts: OwnParts, unit: number, nowMs: number): OwnVerdicts {
  for (const kind of ownKinds) found[kind] = null
  const { kpi, columns, limits } = parts
  const newestMs = columns.ownAt[unit]!
  if (columns.ownDue[unit] !== 1 || kpi.computed || Number.isNaN(newestMs)) return found
  const lateness = limits === null ? null : judgeLateness(limits, newestMs, nowMs)
  if (lateness !== null) found[lateness.kind as 'late' | 'lost'] = lateness
  if (!parts.isDeep || (kpi.cases && isWithheld(columns, unit, true))) return found
  if (parts.lines !== null) judgeLine(parts, parts.lines, unit, nowMs)
  // A register of cases begins anew each year: its own states say what is late, its past says nothing of its present.
  else if (parts.periods !== null && found.lost === null && kpi.group !== 'cases_register') judgePeriods(parts, parts.periods, unit, nowMs)
  return found
}

function judgeLine({ kpi }: OwnParts, store: LineStore, unit: number, nowMs: number): void {
  const line = store.read(unit)
  if (line === null || line.spans.count === 0) return
  // Readings of lines go after a week: what the store no longer tells is not judged either, so that a restart changes nothing.
  if (nowMs - line.spans.at[line.spans.count - 1]! > availabilityRetentionMs) return
  const [down, flapping] = [judgeDown(kpi, line.spans, line.zeroFromMs), judgeFlapping(line.spans)]
  const isHeard = found.lost === null
  found.down = isHeard ? down : unheard(down)
  found.flapping = isHeard ? flapping : unheard(flapping)
}

function judgePeriods(parts: OwnParts, store: PeriodStore, unit: number, nowMs: number): void {
  const { kpi } = parts
  const month = monthBucket(nowMs)
  const daily = store.hasDays
  store.read('month', unit, month, months)
  if (daily) store.read('day', unit, dayBucket(nowMs), days)
  const finest = daily ? days : months
  if (isState(kpi.kind)) {
    const rule = growing.get(kpi.id)
    if (rule !== undefined && months.count > 0) found.fell = tellable(kpi, judgeFell(rule, months, daily ? days : null, yearStart(yearOf(newestAt(months)))))
    if (kpi.kind !== 'level') {
      if (found.fell === null) found.jump = tellable(kpi, judgeStockJump(kpi, finest))
      found.stall = stallOf(parts, unit, nowMs)
    }
  } else if (isFlow(kpi.kind)) {
    found.jump = tellable(kpi, judgeFlowJump(kpi, finest, daily ? dayBucket(nowMs) : month))
  }
}

function newestAt(p: Periods): number {
  return p.at[p.count - 1]!
}

function stallOf({ kpi, target }: OwnParts, unit: number, nowMs: number): Verdict | null {
  if (found.fell !== null || found.jump !== null) return null
  const plan = target(unit, yearOf(nowMs))
  return isRising(plan, kpi) ? tellable(kpi, judgeStall(kpi, months, plan)) : null
}
