/**
 * The walk of one KPI through the past: the fold (Live), the detectors (VerdictBook) and the rule (RuleRun) of the live server over
 * readings that became known before. What stands at the beginning of the window stands open and is counted apart, as is what would open at its end.
 *
 * Steps: the fold advances hour by hour, with the readings that became known in the hour; what they touch and what has fallen silent is
 * judged, and the rule is asked. What else time alone brings (a plan's line that rises, peers that move) is judged once each local day, with
 * the unit's reading or at the day's end; thresholds on ages and shares of fresh units every six hours. A verdict says itself since when it stands, so the
 * instants of warnings suffer little by it.
 */
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { isEnough } from '../../../data/rules/judge-rule.ts'
import { dayStart, hourMs, hourStart } from '../../../data/time/vietnam-time.ts'
import { Live } from '../../figures/live.ts'
import { PlanBook } from '../../figures/plan-book.ts'
import { CompiledRule } from '../rules/compiled-rule.ts'
import { RuleRun, type VerdictSource } from '../rules/rule-run.ts'
import { VerdictBook } from '../verdicts/verdict-book.ts'
import type { PastFigures } from './past-figures.ts'
import { rehearsedId } from './rehearsed-id.ts'
import type { PastCount } from './tally.ts'

/** What is walked. */
export interface WalkParts {
  readonly pyramid: Pyramid
  readonly kpi: Kpi
  readonly targets: readonly Target[]
  readonly rule: RuleInput
  readonly past: PastFigures
  /** The units whose past it is: [fromUnit, toUnit). */
  readonly fromUnit: number
  readonly toUnit: number
  readonly fromMs: number
  readonly toMs: number
}

/** `book` null: the rule looks at figures, not at verdicts. */
interface Stage { readonly live: Live; readonly book: VerdictBook | null; readonly run: RuleRun }

/** No verdict stands anywhere. */
export const noVerdicts: VerdictSource = { waiting: 0, verdicts: () => [], standing: () => [] }
/** Measures that time alone changes are looked at so often, milliseconds. */
const agingEveryMs = 6 * hourMs

function judgeWaiting({ book }: Stage): void {
  if (book === null) return
  do book.tick()
  while (book.waiting > 0)
}

/** A threshold met at the window's beginning was met before it: where enough units do, the warning stands already. */
function openWhatStands({ run }: Stage): void {
  for (const group of [...run.groupsOf(rehearsedId)]) {
    const { found, compiled: { rule }, due, kpi, unit } = group
    if (rule.condition.on !== 'threshold' || group.isOpen || !isEnough(rule, found.size, due)) continue
    run.reopen(rehearsedId, kpi, unit, [...found].map(([member, one]) => [member, { ...one, untilMs: null, joinedMs: null }] as const))
  }
}

/** The stage as it stands at `fromMs`, all judged once. */
function setUp({ pyramid, kpi, targets, rule, past, fromMs }: WalkParts): Stage {
  const plans = new PlanBook(pyramid, [kpi], targets)
  const live = new Live(pyramid, [kpi], plans, past, fromMs)
  past.fill(live)
  const { condition } = rule
  const book = condition.on !== 'verdict' ? null : new VerdictBook({
    live, target: (unit, _, year) => plans.target(unit, 0, year), reload: (_, unit) => past.cell(unit), kinds: condition.verdicts,
    beganMs: { [kpi.id]: (unit, expected) => past.beganMs?.(unit, expected) ?? null },
  })
  book?.load(0, past.history())
  const run = new RuleRun({ live, verdicts: book ?? noVerdicts, cellsPerStep: Infinity, ofPast: true, seenStepMs: Infinity })
  run.setRules([{ id: rehearsedId, rule: { ...rule, kpis: [kpi.id], enabled: true } }])
  book?.onChanged((changes) => run.apply(changes))
  book?.judgeAll()
  const stage = { live, book, run }
  judgeWaiting(stage)
  run.step()
  openWhatStands(stage)
  return stage
}

/** The units whose verdicts the rule looks at: of no other need time alone be judged. */
function lookedAt({ pyramid, kpi, rule }: WalkParts): readonly number[] {
  return [...new CompiledRule({ id: rehearsedId, rule: { ...rule, kpis: [kpi.id] } }, pyramid, [kpi]).units()]
}

/** Those of them that no reading of their own has had judged since the last day's end; begins the count anew. */
function notJudged({ pyramid }: WalkParts, looked: readonly number[], judged: Uint8Array): number[] {
  const cells = looked.filter((unit) => judged[unit] === 0 || pyramid.children[unit]!.length > 0)
  judged.fill(0)
  return cells
}

/** Warnings of a run that stand. */
export function openGroups(run: RuleRun): number {
  let open = 0
  for (const group of run.groupsOf(rehearsedId)) if (group.isOpen) open++
  return open
}

/** Walks from `fromMs` to `toMs`; yields at the end of each local day with its number from 0. */
export function* walk(parts: WalkParts, count: PastCount): Generator<number> {
  const { past, fromMs, toMs } = parts
  const looked = lookedAt(parts)
  const judged = new Uint8Array(parts.pyramid.size)
  const stage = setUp(parts)
  const { live, book, run } = stage
  count.before(run.groupsOf(rehearsedId))
  const { condition } = parts.rule
  const ages = condition.on === 'threshold' && (condition.measure === 'age_hours' || condition.measure === 'fresh_share')
  // The turn of an hour tells every cell; what readings change is looked at at once, what time changes at the day's end.
  let turning = false
  live.onChanged((cells) => { if (!turning) run.touch(cells) })
  for (let day = 0, hour = hourStart(fromMs); hour <= toMs; hour += hourMs) {
    const nowMs = Math.min(toMs, hour + hourMs - 1)
    const isDayEnd = nowMs === toMs || dayStart(nowMs + 1) !== dayStart(nowMs)
    const isLook = isDayEnd || (ages && (nowMs + 1 - fromMs) % agingEveryMs === 0)
    turning = !isLook
    live.advance(nowMs, isLook)
    turning = false
    const readings = past.until(nowMs)
    if (readings.length > 0) {
      live.apply(readings)
      book?.apply(readings)
      for (const { unit } of readings) judged[unit] = 1
    }
    book?.age()
    if (isDayEnd) book?.judgeCells(notJudged(parts, looked, judged))
    if (isLook || !ages) count.add(run.step(), nowMs, day)
    if (nowMs === toMs) count.after(run.groupsOf(rehearsedId))
    if (!isDayEnd) continue
    count.standing(day, openGroups(run))
    yield day++
  }
}
