/**
 * A rehearsal: one rule over the last `rehearsalDays` days of a store, KPI after KPI, so that no more than the past of one is held at a time.
 * Pure of threads and clocks: whoever runs it brings a reading connection and the present, and goes from step to step (worker.ts).
 */
import type { DatabaseSync } from 'node:sqlite'
import { latenessOf } from '../../../data/judgement/detect/lateness.ts'
import { comparesPeers } from '../../../data/judgement/detect/outlier.ts'
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import { rehearsalDays, type RehearsalAnswer, type RuleInput } from '../../../data/protocol/rule.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { canHave, chosenKpis } from '../../../data/rules/check-rule.ts'
import { dayMs, dayStart } from '../../../data/time/vietnam-time.ts'
import { readDictionary } from '../../log/dictionary.ts'
import { PastHours } from './past-hours.ts'
import { PastReadings } from './past-readings.ts'
import { SilentHours, SilentReadings } from './past-silence.ts'
import { Tally, type PastCount, type Told } from './tally.ts'
import { mayFold, Timeline } from './timeline.ts'
import { PastReports, walkReports } from './walk-reports.ts'
import { asksForSilence, walkSilence } from './walk-silence.ts'
import { walk } from './walk.ts'

/** Steps that the reading of one KPI's past counts for, beside one for each day. */
const loadSteps = 40

/** What is rehearsed. `scope`: top of what its asker may see (unit index); `nowMs`: the present. The rule was checked before (check-rule.ts). */
export interface RehearsalInput {
  readonly db: DatabaseSync
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly targets: readonly Target[]
  readonly rule: RuleInput
  readonly scope: number
  readonly nowMs: number
  /** Fold and detectors are walked even where a rule asks for silence alone: what the law of walk-silence.ts is held against. */
  readonly whole?: boolean
}

/** How far it is, in steps. */
export interface Progress { readonly done: number; readonly total: number }
/** See the wire shape. */
export type RehearsalResult = NonNullable<RehearsalAnswer['result']>

/** The local midnight a rehearsal begins at. */
export function rehearsalFrom(nowMs: number): number {
  return dayStart(nowMs) - rehearsalDays * dayMs
}

/** KPIs whose figures can ever meet the rule. */
export function rehearsedKpis({ rule, kpis }: Pick<RehearsalInput, 'rule' | 'kpis'>): readonly Kpi[] {
  const { condition } = rule
  const chosen = chosenKpis(rule, kpis)
  return condition.on === 'verdict' ? chosen.filter((kpi) => condition.verdicts.some((kind) => canHave(kind, kpi))) : chosen
}

/** The units whose past decides: the rule's subtree; all, where a unit is compared with its peers. */
function rangeOf({ rule, pyramid }: RehearsalInput, kpi: Kpi): readonly [number, number] {
  const root = pyramid.indexOf(rule.root)!
  const { condition } = rule
  const looksAtPeers = condition.on === 'verdict' && condition.verdicts.includes('outlier') && comparesPeers(kpi)
  return looksAtPeers ? [0, pyramid.size] : [root, pyramid.end[root]!]
}

/** Counts steps: reading in `loadSteps` parts, then one a day. */
class Counter {
  readonly total: number
  private base = 0
  private readonly perWalk: number
  private readonly days: number

  constructor(walks: number, days: number) {
    this.days = days
    this.perWalk = loadSteps + days
    this.total = Math.max(1, walks * this.perWalk)
  }

  loaded(share: number): Progress { return { done: this.base + Math.floor(share * loadSteps), total: this.total } }
  walked(day: number): Progress { return { done: this.base + loadSteps + Math.min(day + 1, this.days), total: this.total } }
  whole(): Progress { return { done: this.total, total: this.total } }
  next(): void { this.base += this.perWalk }
}

function* loading(load: Iterable<number>, fromUnit: number, toUnit: number, counter: Counter): Generator<Progress> {
  let told = -1
  for (const unit of load) {
    const progress = counter.loaded((unit + 1 - fromUnit) / (toUnit - fromUnit))
    if (progress.done === told) continue
    told = progress.done
    yield progress
  }
}

/** One view of the store for as long as one KPI is read: a transaction of its own for each small question takes longer than the question. */
function* atOnce(db: DatabaseSync, load: Iterable<number>): Generator<number> {
  db.exec('BEGIN')
  try {
    yield* load
  } finally {
    db.exec('COMMIT')
  }
}

function* figuresOf(input: RehearsalInput, kpi: Kpi, count: PastCount, counter: Counter): Generator<Progress, Told> {
  const { db, pyramid, targets, rule, nowMs } = input
  const fromMs = rehearsalFrom(nowMs)
  const [fromUnit, toUnit] = rangeOf(input, kpi)
  const parts = {
    db, pyramid, kpi, fromUnit, toUnit, fromMs, toMs: nowMs,
    units: readDictionary(db, 'unit_id', pyramid.units.map(({ code }) => code)), kpiIds: readDictionary(db, 'kpi_id', [kpi.id]),
  }
  const lines = kpi.kind === 'availability'
  const limits = asksForSilence(rule) && input.whole !== true ? latenessOf(kpi) : null
  if (limits !== null) {
    const past = lines ? new SilentHours(parts, limits) : new SilentReadings(parts, limits)
    yield* loading(atOnce(db, past.load()), fromUnit, toUnit, counter)
    for (const day of walkSilence({ pyramid, kpi, rule, turns: past.turns, fromMs, toMs: nowMs }, count)) yield counter.walked(day)
    return { firstMs: past.firstMs, simulated: past.simulated, lines }
  }
  const past = lines ? new PastHours(parts) : new PastReadings(parts)
  yield* loading(atOnce(db, past.load()), fromUnit, toUnit, counter)
  for (const day of walk({ pyramid, kpi, targets, rule, past, fromUnit, toUnit, fromMs, toMs: nowMs }, count)) yield counter.walked(day)
  return { firstMs: past.firstMs, simulated: past.simulated, lines }
}

function* reportsOf(input: RehearsalInput, tally: Tally, counter: Counter): Generator<Progress, Told> {
  const { db, pyramid, kpis, rule, nowMs } = input
  const root = pyramid.indexOf(rule.root)!
  const past = new PastReports({
    db, pyramid, kpis, rule, fromUnit: root, toUnit: pyramid.end[root]!, fromMs: rehearsalFrom(nowMs), toMs: nowMs,
    units: readDictionary(db, 'unit_id', pyramid.units.map(({ code }) => code)), kpiIds: readDictionary(db, 'kpi_id', kpis.map(({ id }) => id)),
  })
  yield* loading(atOnce(db, past.load()), root, pyramid.end[root]!, counter)
  for (const day of walkReports(past, tally)) yield counter.walked(day)
  return { firstMs: past.firstMs, simulated: past.simulated, lines: false }
}

/** Rehearses, yielding how far it is. Throws TooManyReadings. */
export function* rehearse(input: RehearsalInput): Generator<Progress, RehearsalResult> {
  const { pyramid, rule, scope, nowMs } = input
  const tally = new Tally(pyramid, scope, rehearsalFrom(nowMs), nowMs)
  const chosen = rule.condition.on === 'report_due' ? [null] : rehearsedKpis(input)
  const timeline = mayFold(rule, chosen.length) ? new Timeline(rule, pyramid, rehearsalFrom(nowMs)) : null
  const counter = new Counter(chosen.length, tally.days)
  let told: Told = { firstMs: NaN, simulated: false, lines: false }
  for (const kpi of chosen) {
    const more: Told = yield* (kpi === null ? reportsOf(input, tally, counter) : figuresOf(input, kpi, timeline ?? tally, counter))
    const firstMs = Number.isNaN(told.firstMs) || more.firstMs < told.firstMs ? more.firstMs : told.firstMs
    told = { firstMs, simulated: told.simulated || more.simulated, lines: told.lines || more.lines }
    counter.next()
  }
  if (timeline !== null) for (const _ of timeline.count(tally)) yield counter.whole()
  return tally.result(rule, told)
}
