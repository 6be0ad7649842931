/**
 * The walk of one KPI for a rule that asks for silence alone (`late`, `lost`): the rule is run hour by hour as in the whole walk (walk.ts), over turns that were
 * read straight from the store. Law: it counts what the whole walk counts (tests/server/watch/walk-silence.test.ts).
 */
import { judgeLateness, latenessOf, type LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import type { Verdict, VerdictChange } from '../../../data/judgement/verdict.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { dayStart } from '../../../data/time/vietnam-time.ts'
import { RuleRun, type RunFigures, type VerdictSource } from '../rules/rule-run.ts'
import { silence } from '../warnings/folding.ts'
import { rehearsedId } from './rehearsed-id.ts'
import { beforeWindow, lastStep, stepInstant, type SilenceTurns } from './silence.ts'
import type { PastCount } from './tally.ts'
import { openGroups } from './walk.ts'

/** What is walked. */
export interface SilenceWalk {
  readonly pyramid: Pyramid
  readonly kpi: Kpi
  readonly rule: RuleInput
  readonly turns: SilenceTurns
  readonly fromMs: number
  readonly toMs: number
}

/** Whether a rule asks for silence alone, so that the instants of readings tell all. */
export function asksForSilence({ condition }: RuleInput): boolean {
  return condition.on === 'verdict' && condition.verdicts.every((kind) => silence.includes(kind))
}

/** What stands, from the newest readings told so far. */
class SilenceVerdicts implements VerdictSource {
  readonly waiting = 0
  private readonly limits: LatenessLimits
  private readonly newestMs: Float64Array
  private readonly kinds: (Verdict['kind'] | undefined)[]
  private readonly nowMs: () => number

  constructor(size: number, limits: LatenessLimits, nowMs: () => number) {
    this.limits = limits
    this.nowMs = nowMs
    this.newestMs = new Float64Array(size).fill(NaN)
    this.kinds = new Array<Verdict['kind'] | undefined>(size)
  }

  verdicts(unit: number): readonly Verdict[] {
    const verdict = judgeLateness(this.limits, this.newestMs[unit]!, this.nowMs())
    return verdict === null ? [] : [verdict]
  }

  /** Nothing stands before the first step. */
  standing(): [] { return [] }

  /** A unit's newest reading at a turn; what changed by it. */
  turn(unit: number, newestMs: number): VerdictChange[] {
    this.newestMs[unit] = newestMs
    const [verdict] = this.verdicts(unit)
    const before = this.kinds[unit]
    this.kinds[unit] = verdict?.kind
    const gone: VerdictChange[] = before === undefined || before === verdict?.kind ? [] : [{ unit, kpi: 0, kind: before, verdict: null }]
    return verdict === undefined ? gone : [...gone, { unit, kpi: 0, kind: verdict.kind, verdict }]
  }
}

/** The instant and the lists; a rule about silence asks for no figure. */
class WalkedFigures implements RunFigures {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  nowMs: number

  constructor({ pyramid, kpi, fromMs }: SilenceWalk) {
    this.pyramid = pyramid
    this.kpis = [kpi]
    this.nowMs = fromMs
  }

  cell(): never {
    throw new Error('a walk of silence has no figures')
  }
}

/** Walks from `fromMs` to `toMs`; yields at the end of each local day with its number from 0. */
export function* walkSilence(parts: SilenceWalk, count: PastCount): Generator<number> {
  const { pyramid, kpi, rule, turns, toMs } = parts
  const limits = latenessOf(kpi)
  if (limits === null) throw new Error(`${kpi.id} has no cadence: it is never silent`)
  const live = new WalkedFigures(parts)
  const verdicts = new SilenceVerdicts(pyramid.size, limits, () => live.nowMs)
  const run = new RuleRun({ live, verdicts, cellsPerStep: Infinity, ofPast: true, seenStepMs: Infinity })
  run.setRules([{ id: rehearsedId, rule: { ...rule, kpis: [kpi.id], enabled: true } }])
  const turnTo = (step: number): void => {
    const changes: VerdictChange[] = []
    for (const { unit, newestMs } of turns.until(step)) changes.push(...verdicts.turn(unit, newestMs))
    run.apply(changes)
  }
  turnTo(beforeWindow)
  run.step()
  count.before(run.groupsOf(rehearsedId))
  for (let day = 0, step = 0; step <= lastStep(parts); step++) {
    live.nowMs = stepInstant(parts, step)
    turnTo(step)
    count.add(run.step(), live.nowMs, day)
    if (live.nowMs === toMs) count.after(run.groupsOf(rehearsedId))
    if (live.nowMs !== toMs && dayStart(live.nowMs + 1) === dayStart(live.nowMs)) continue
    count.standing(day, openGroups(run))
    yield day++
  }
}
