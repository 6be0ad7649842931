/**
 * A rehearsal: one rule over the last `rehearsalDays` days of a store, KPI after KPI, so that no more than the past of one is held at a time. Of a rule of silence
 * over much of the store the readings of all its KPIs are read first, in one pass (silent-scan.ts), which keeps turns and no readings.
 * Pure of threads and clocks: whoever runs it brings a reading connection and the present, and goes from step to step (worker.ts).
 */
import type { DatabaseSync } from 'node:sqlite'
import { latenessOf, type LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import { comparesPeers } from '../../../data/judgement/detect/outlier.ts'
import type { Kpi, Target } from '../../../data/kpis/kpi.ts'
import type { PlanTask } from '../../../data/plans/task.ts'
import { rehearsalDays, type RehearsalAnswer, type RuleInput } from '../../../data/protocol/rule.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { canHave, chosenKpis } from '../../../data/rules/check-rule.ts'
import { dayMs, dayStart } from '../../../data/time/vietnam-time.ts'
import { readDictionary, type Dictionary } from '../../log/dictionary.ts'
import { overdueKpi } from '../../../data/plans/overdue.ts'
import { PastHours } from './past-hours.ts'
import { PastReadings } from './past-readings.ts'
import { PastTasks } from './past-tasks.ts'
import type { PastParts } from './past-figures.ts'
import { SilentReadings, type SilentPast } from './past-silence.ts'
import { SilentHours } from './silent-hours.ts'
import { isWorthScanning, SilentScan, type Scanned } from './silent-scan.ts'
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
  /** The documents' tasks: given by tests only. */
  readonly documents?: readonly PlanTask[]
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
  private most = 0
  private readonly perWalk: number
  private readonly days: number

  constructor(walks: number, days: number) {
    this.days = days
    this.perWalk = loadSteps + days
    this.total = Math.max(1, walks * this.perWalk)
  }

  loaded(share: number): Progress { return this.at(this.base + Math.floor(share * loadSteps)) }
  walked(day: number): Progress { return this.at(this.base + loadSteps + Math.min(day + 1, this.days)) }
  whole(): Progress { return this.at(this.total) }
  next(): void { this.base += this.perWalk }
  /** The reading of `walks` KPIs at once, before any is walked. */
  scanned(share: number, walks: number): Progress { return this.at(Math.floor(share * loadSteps * walks)) }
  /** So many were read: theirs counts at the walk of each no more. */
  hasScanned(walks: number): void { this.base += loadSteps * walks }
  /** The next one's reading was counted. */
  skipLoading(): void { this.base -= loadSteps }

  /** Never goes back: a pass that gave up is made up for by what comes after. */
  private at(done: number): Progress {
    this.most = Math.max(this.most, done)
    return { done: this.most, total: this.total }
  }
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
function* atOnce<T>(db: DatabaseSync, load: Generator<number, T>): Generator<number, T> {
  db.exec('BEGIN')
  try {
    return yield* load
  } finally {
    db.exec('COMMIT')
  }
}

/** A rehearsal that has begun: the store's own numbers of all units are read once. */
type Begun = RehearsalInput & { readonly units: Dictionary }

function partsOf(input: Begun, kpi: Kpi): PastParts {
  const { db, pyramid, units, nowMs } = input
  const [fromUnit, toUnit] = rangeOf(input, kpi)
  return {
    db, pyramid, kpi, fromUnit, toUnit, fromMs: rehearsalFrom(nowMs), toMs: nowMs, units, kpiIds: readDictionary(db, 'kpi_id', [kpi.id]),
  }
}

/** The limits of a KPI whose silence is all that is asked for; null: it is walked whole. */
function silentLimits({ rule, whole }: RehearsalInput, kpi: Kpi): LatenessLimits | null {
  return asksForSilence(rule) && whole !== true ? latenessOf(kpi) : null
}

/** The readings of all KPIs at once, where that is quicker than one by one: by KPI. */
function* scanOf(input: Begun, chosen: readonly (Kpi | null)[], counter: Counter): Generator<Progress, ReadonlyMap<Kpi, SilentPast>> {
  const scanned: (Scanned & { readonly kpi: Kpi })[] = []
  for (const kpi of chosen) {
    const limits = kpi === null || kpi.kind === 'availability' ? null : silentLimits(input, kpi)
    if (kpi !== null && limits !== null) scanned.push({ kpi, limits, parts: partsOf(input, kpi) })
  }
  const [first] = scanned
  const readable = input.kpis.filter((kpi) => !kpi.computed && kpi.kind !== 'availability').length
  if (first === undefined || !isWorthScanning(scanned.length * (first.parts.toUnit - first.parts.fromUnit), readable * input.pyramid.size)) return new Map()
  const scan = new SilentScan(scanned)
  const load = atOnce(input.db, scan.load())
  for (let step = load.next(); ; step = load.next()) {
    if (step.done !== true) yield counter.scanned(step.value, scanned.length)
    else if (step.value) break
    else return new Map()
  }
  counter.hasScanned(scanned.length)
  return new Map(scanned.map(({ kpi }, k) => [kpi, scan.pasts[k]!]))
}

function* figuresOf(input: Begun, kpi: Kpi, count: PastCount, counter: Counter, scanned: SilentPast | undefined): Generator<Progress, Told> {
  const { db, pyramid, targets, rule, nowMs } = input
  const lines = kpi.kind === 'availability'
  const tasks = kpi.id === overdueKpi
  const rests: Pick<Told, 'readings' | 'lines' | 'tasks'> = { readings: !tasks, lines, tasks }
  const limits = silentLimits(input, kpi)
  const parts = partsOf(input, kpi)
  const { fromUnit, toUnit, fromMs } = parts
  if (limits !== null) {
    const past = scanned ?? (lines ? new SilentHours(parts, limits) : new SilentReadings(parts, limits))
    if (scanned === undefined) yield* loading(atOnce(db, past.load()), fromUnit, toUnit, counter)
    else counter.skipLoading()
    for (const day of walkSilence({ pyramid, kpi, rule, turns: past.turns, fromMs, toMs: nowMs }, count)) yield counter.walked(day)
    return { firstMs: past.firstMs, simulated: past.simulated, ...rests }
  }
  const past = lines ? new PastHours(parts) : tasks ? new PastTasks(parts, input.documents) : new PastReadings(parts, rule.condition.on === 'verdict')
  yield* loading(atOnce(db, past.load()), fromUnit, toUnit, counter)
  for (const day of walk({ pyramid, kpi, targets, rule, past, fromUnit, toUnit, fromMs, toMs: nowMs }, count)) yield counter.walked(day)
  return { firstMs: past.firstMs, simulated: past.simulated, ...rests }
}

function* reportsOf(input: Begun, tally: Tally, counter: Counter): Generator<Progress, Told> {
  const { db, pyramid, kpis, units, rule, nowMs } = input
  const root = pyramid.indexOf(rule.root)!
  const past = new PastReports({
    db, pyramid, kpis, rule, fromUnit: root, toUnit: pyramid.end[root]!, fromMs: rehearsalFrom(nowMs), toMs: nowMs,
    units, kpiIds: readDictionary(db, 'kpi_id', kpis.map(({ id }) => id)),
  })
  yield* loading(atOnce(db, past.load()), root, pyramid.end[root]!, counter)
  for (const day of walkReports(past, tally)) yield counter.walked(day)
  return { firstMs: past.firstMs, simulated: past.simulated, readings: true, lines: false, tasks: false }
}

function together(a: Told, b: Told): Told {
  const firstMs = Number.isNaN(a.firstMs) || b.firstMs < a.firstMs ? b.firstMs : a.firstMs
  return { firstMs, simulated: a.simulated || b.simulated, readings: a.readings || b.readings, lines: a.lines || b.lines, tasks: a.tasks || b.tasks }
}

/** Rehearses, yielding how far it is. Throws TooManyReadings. */
export function* rehearse(asked: RehearsalInput): Generator<Progress, RehearsalResult> {
  const input: Begun = { ...asked, units: readDictionary(asked.db, 'unit_id', asked.pyramid.units.map(({ code }) => code)) }
  const { pyramid, rule, scope, nowMs } = input
  const tally = new Tally(pyramid, scope, rehearsalFrom(nowMs), nowMs)
  const chosen = rule.condition.on === 'report_due' ? [null] : rehearsedKpis(input)
  const timeline = mayFold(rule, chosen.length) ? new Timeline(rule, pyramid, rehearsalFrom(nowMs)) : null
  const counter = new Counter(chosen.length, tally.days)
  let told: Told = { firstMs: NaN, simulated: false, readings: false, lines: false, tasks: false }
  const scanned = yield* scanOf(input, chosen, counter)
  for (const kpi of chosen) {
    const more: Told = yield* (kpi === null ? reportsOf(input, tally, counter) : figuresOf(input, kpi, timeline ?? tally, counter, scanned.get(kpi)))
    told = together(told, more)
    counter.next()
  }
  if (timeline !== null) for (const _ of timeline.count(tally)) yield counter.whole()
  return tally.result(rule, told)
}
