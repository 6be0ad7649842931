/**
 * Rules run over figures and verdicts: which groups of units meet them, for how long, and what opens or closes by it. Knows no store, no
 * people and no socket, so the SAME class serves both: the live engine (warning-book.ts: one run for all rules, once a second) and a
 * rehearsal (one rule over an in-memory Live and VerdictBook: build them, `new RuleRun(deps)`, `setRules([rule])`, then for each step of
 * the past feed readings, `apply` the book's changes, `touch` the changed cells, `step()`, and count what opened).
 *
 * Invariants
 * - Judged once at least: until every verdict has been judged once (`verdicts.waiting` was 0), and due reports are known, nothing opens and nothing closes.
 * - Pending times are observed time: they count from when this run first saw the condition hold, without a break since. What a clock
 *   jumps over (more than `maxSeenStepMs` between two looks), what passes while nothing runs, and what passes while the past is brought in
 *   (`pause`) was not observed and does not count. `resume` and `resumeClock` restore them after a restart, so it neither doubles nor loses
 *   them. A clock that was set back stands still for the figures until it has caught up; observed time goes on (`passedMs`).
 * - Silence (late, lost) and due reports wait a moment longer where they reach over this run's beginning or over a jump of the clock: the
 *   sources must have had time to be heard again. While the figures stand ahead of a clock that was set back, silence says nothing.
 * - A changed cell costs one look for each threshold rule of its KPI, at most `cellsPerStep` cells a step, the rest next time.
 */
import { freshCadences } from '../../../data/judgement/freshness.ts'
import type { Verdict, VerdictChange, VerdictKind } from '../../../data/judgement/verdict.ts'
import { cadenceMs } from '../../../data/kpis/kpi.ts'
import { judgesAlike } from '../../../data/rules/judges-alike.ts'
import { findThreshold, findVerdict, warningGroup, type Finding, type ThresholdCondition } from '../../../data/rules/judge-rule.ts'
import type { CellId, LiveFigures } from '../../figures/figures.ts'
import { CompiledRule, type RunRule } from './compiled-rule.ts'
import { ObservedTime } from './observed-time.ts'
import { RunGroup, type Found, type GroupEvent, type RunLine } from './run-group.ts'

/** Most cells that threshold rules look at in one step, in about 20 ms. */
export const maxCellsPerStep = 20_000
/** Most cells whose age is looked at in one step; all come round in turns. */
export const maxAgesPerStep = 2000
/** Longest time after the start that sources are given to be heard again, milliseconds. */
export const maxHearingMs = 600_000
/** Longest time between two looks that counts as observed, milliseconds: ten heartbeats. */
export const maxSeenStepMs = 10_000
/** How often due reports are looked at, milliseconds. */
export const reportsEveryMs = 60_000

/** The verdicts as a run reads them (VerdictBook). `waiting`: cells that are yet to be judged; `missing`: units without a figure in the sum a `mismatch` tells of; `judgedMs`: when a verdict that stands was last judged. */
export interface VerdictSource {
  readonly waiting: number
  verdicts(unit: number, kpi: number): readonly Verdict[]
  missing?(unit: number, kpi: number): readonly number[]
  judgedMs?(unit: number, kpi: number, kind: VerdictKind): number | null
  standing(kind: VerdictKind): Iterable<{ readonly unit: number; readonly kpi: number; readonly verdict: Verdict }>
}

/** A report of a unit that has reached a step of escalation. `dueMs`: in by then; `sinceMs`: when it reached the step; `missing`: parts still missing. */
export interface DueReport {
  readonly unit: number
  readonly step: 'd7' | 'd3' | 'd1' | 'overdue'
  readonly dueMs: number
  readonly sinceMs: number
  readonly missing: number
}

/** The figures as a run reads them. */
export type RunFigures = Pick<LiveFigures, 'pyramid' | 'kpis' | 'nowMs' | 'cell'>

/**
 * What a run is built of. `heardFromMs`: since when sources could be heard (−Infinity: ever). `reports`: every report that is due and not whole; null: not
 * known yet. `seenStepMs`: other than `maxSeenStepMs`. `passedMs`: time that passes whatever the clock says (the machine's monotone one); the figures' own where it is left out. `ofPast`: it walks through a past (a rehearsal): what stands at the first step has been seen since it began.
 */
export interface RunDeps {
  readonly live: RunFigures
  readonly verdicts: VerdictSource
  readonly reports?: () => Iterable<DueReport> | null
  readonly heardFromMs?: number
  /** Other than `maxCellsPerStep`: a rehearsal looks at all. */
  readonly cellsPerStep?: number
  readonly seenStepMs?: number
  readonly passedMs?: () => number
  readonly ofPast?: boolean
}

/** When a condition was first met, and first seen to be, in observed time. */
export interface Beginning {
  readonly sinceMs: number
  readonly seenMs: number
}

/** What a step brought. */
export interface RunEvent {
  readonly what: GroupEvent
  readonly group: RunGroup
}

/** What is known of a group from before: see `RuleRun.restore`. */
export interface KnownGroup {
  readonly lines: Iterable<readonly [unit: number, line: RunLine]>
  readonly quiet: boolean
  readonly clearingMs: number | null
}

/** See the file header. */
export class RuleRun {
  readonly #deps: RunDeps
  #rules = new Map<string, CompiledRule>()
  #verdictRules: CompiledRule[][] = []
  #thresholdRules: CompiledRule[][] = []
  #ageRules: CompiledRule[] = []
  #reportRules: CompiledRule[] = []
  /** By `#keyOf`. */
  readonly #groups = new Map<number, RunGroup>()
  /** Restored beginnings, by group and unit. */
  readonly #beginnings = new Map<string, Beginning>()
  #waiting = new Set<CellId>()
  #ages: Iterator<readonly [CompiledRule, number, number]> | null = null
  #reportsMs = -Infinity
  #isJudged = false
  readonly #time: ObservedTime

  constructor(deps: RunDeps) {
    this.#deps = deps
    this.#time = new ObservedTime({
      nowMs: () => deps.live.nowMs, passedMs: deps.passedMs, seenStepMs: deps.seenStepMs ?? maxSeenStepMs, heardFromMs: deps.heardFromMs ?? -Infinity, ofPast: deps.ofPast === true,
    })
  }

  /** Observed time: see observed-time.ts. Never goes back. */
  get observedMs(): number {
    return this.#time.observedMs
  }

  /** Observed time goes on from where a run before this one stood. */
  resumeClock(observedMs: number): void {
    this.#time.resume(observedMs)
  }

  /** The past is being brought in: nothing is observed, and everything must be judged again before anything opens or closes. To be called in the place of `step`. */
  pause(): void {
    this.#time.pause()
    this.#isJudged = false
  }

  /** Whether every verdict and every threshold has been judged once. */
  get isJudged(): boolean {
    return this.#isJudged
  }

  /** Groups of a rule that are known: open, quiet, or with units found. */
  *groupsOf(rule: string): Iterable<RunGroup> {
    for (const group of this.#groups.values()) if (group.compiled.id === rule) yield group
  }

  /** Groups of which enough units meet the condition, but not for the pending time yet; `opensMs`: when they have, should all time until then be observed. */
  *pending(): Iterable<{ readonly group: RunGroup, readonly opensMs: number }> {
    const { nowMs } = this.#deps.live
    for (const group of this.#groups.values()) {
      const opensMs = group.isOpen || group.quiet ? null : group.opensMs((found) => this.#ripeMs(group, found))
      if (opensMs !== null && opensMs > nowMs) yield { group, opensMs }
    }
  }

  /** Puts the rules in force (disabled ones are not run). Groups of rules that are gone or changed are forgotten, without an event. */
  setRules(rules: readonly RunRule[]): void {
    const { pyramid, kpis } = this.#deps.live
    const before = this.#rules
    this.#rules = new Map(rules.filter(({ rule }) => rule.enabled).map((entry) => {
      const known = before.get(entry.id)
      return [entry.id, known !== undefined && judgesAlike(known.rule, entry.rule) ? known : new CompiledRule(entry, pyramid, kpis)]
    }))
    for (const [key, group] of this.#groups) if (this.#rules.get(group.compiled.id) !== group.compiled) this.#groups.delete(key)
    const all = [...this.#rules.values()]
    const byKpi = (on: string): CompiledRule[][] => kpis.map((_, kpi) => all.filter(({ rule, kpis: own }) => rule.condition.on === on && own.includes(kpi)))
    this.#verdictRules = byKpi('verdict')
    this.#thresholdRules = byKpi('threshold')
    this.#ageRules = all.filter(({ rule: { condition } }) => condition.on === 'threshold' && condition.measure === 'age_hours')
    this.#reportRules = all.filter(({ rule }) => rule.condition.on === 'report_due')
    this.#reportsMs = -Infinity
    this.#ages = null
    for (const compiled of all) if (before.get(compiled.id) !== compiled) this.#lookAtAll(compiled)
  }

  /** What is known of a warning from before a restart: an open one, or a resolved one whose condition stood (`quiet`). Unknown rules: nothing. */
  restore(rule: string, kpi: number, unit: number, known: KnownGroup): void {
    const compiled = this.#rules.get(rule)
    if (compiled === undefined) return
    const group = this.#group(compiled, kpi, unit)
    group.isOpen = !known.quiet
    group.quiet = known.quiet
    group.clearingMs = known.clearingMs
    for (const [member, line] of known.lines) {
      group.lines.set(member, line)
      // A line has been seen for the whole of the pending time.
      if (line.untilMs === null) this.resume(rule, kpi, member, { sinceMs: line.sinceMs, seenMs: 0 })
    }
    group.nextMs = -Infinity
  }

  /** A condition was met before a restart: where it is found again, it goes on from there. */
  resume(rule: string, kpi: number, unit: number, beginning: Beginning): void {
    this.#beginnings.set(`${rule} ${kpi} ${unit}`, beginning)
  }

  /** A person resolved the group's warning: it stays quiet until its condition has cleared. */
  quieten(rule: string, kpi: number, unit: number): void {
    const group = this.groupAt(rule, kpi, unit)
    if (group === undefined) return
    group.isOpen = false
    group.quiet = true
    group.nextMs = -Infinity
  }

  /** A person took that back: the group is open again, with the lines it had. */
  reopen(rule: string, kpi: number, unit: number, lines: KnownGroup['lines']): void {
    const compiled = this.#rules.get(rule)
    if (compiled === undefined) return
    const group = this.#group(compiled, kpi, unit)
    group.isOpen = true
    group.quiet = false
    for (const [member, line] of lines) group.lines.set(member, line)
    group.nextMs = -Infinity
  }

  /** The group, where it is known. */
  groupAt(rule: string, kpi: number, unit: number): RunGroup | undefined {
    const compiled = this.#rules.get(rule)
    return compiled === undefined ? undefined : this.#groups.get(this.#keyOf(compiled, kpi, unit))
  }

  /** Verdicts that came, changed or went. */
  apply(changes: readonly VerdictChange[]): void {
    for (const { unit, kpi, kind } of changes) {
      for (const compiled of this.#verdictRules[kpi] ?? []) {
        const { condition } = compiled.rule
        if (condition.on === 'verdict' && condition.verdicts.includes(kind)) this.#judgeVerdicts(compiled, kpi, unit)
      }
    }
  }

  /** Cells that changed. */
  touch(cells: readonly CellId[]): void {
    const { size } = this.#deps.live.pyramid
    for (const cell of cells) if ((this.#thresholdRules[Math.floor(cell / size)]?.length ?? 0) > 0) this.#waiting.add(cell)
  }

  /** Judges what waits and what time has brought, at the figures' own instant. */
  step(): RunEvent[] {
    const { live, verdicts, reports } = this.#deps
    this.#time.goOn()
    this.#judgeCells()
    this.#judgeAges()
    this.#judgeReports()
    const reportsUnknown = this.#reportRules.length > 0 && reports !== undefined && this.#reportsMs === -Infinity
    if (!this.#isJudged && (verdicts.waiting > 0 || this.#waiting.size > 0 || reportsUnknown)) return []
    if (!this.#isJudged) this.#beginnings.clear()
    this.#isJudged = true
    const events: RunEvent[] = []
    for (const [key, group] of this.#groups) {
      // Where time stands still, what waits for an instant is asked each time.
      if (group.nextMs > live.nowMs && !(this.#time.standsStill && group.nextMs < Infinity)) continue
      const what = group.step(live.nowMs, (found) => this.#ripeMs(group, found))
      if (what !== null) events.push({ what, group })
      if (group.isIdle) this.#groups.delete(key)
    }
    return events
  }

  /** From when on a finding counts, should all time until then be observed. */
  #ripeMs({ compiled, kpi }: RunGroup, { kind, seenMs }: Found): number {
    const ripeMs = this.#time.lookedMs + compiled.rule.pendingMs - (this.observedMs - seenMs)
    if (kind !== 'report_due' && kind !== 'late' && kind !== 'lost') return ripeMs
    if (this.#time.standsStill) return Math.max(ripeMs, this.#time.lookedMs + 1)
    const cadence = kind === 'report_due' ? Infinity : cadenceMs[this.#deps.live.kpis[kpi]!.cadence] ?? 0
    return Math.max(ripeMs, this.#time.heardFromMs + Math.min(freshCadences * cadence, maxHearingMs))
  }

  #lookAtAll(compiled: CompiledRule): void {
    const { condition } = compiled.rule
    const { size } = this.#deps.live.pyramid
    if (condition.on === 'verdict') {
      for (const kind of condition.verdicts) {
        for (const { unit, kpi } of this.#deps.verdicts.standing(kind)) if (compiled.kpis.includes(kpi)) this.#judgeVerdicts(compiled, kpi, unit)
      }
    } else if (condition.on === 'threshold') {
      for (const kpi of compiled.kpis) for (const unit of compiled.units()) this.#waiting.add(kpi * size + unit)
    }
  }

  #judgeVerdicts(compiled: CompiledRule, kpi: number, unit: number): void {
    const { condition } = compiled.rule
    if (condition.on !== 'verdict' || !compiled.looksAt(unit)) return
    this.#set(compiled, kpi, unit, findVerdict(condition, this.#deps.verdicts.verdicts(unit, kpi)))
  }

  #judgeCells(): void {
    const { size } = this.#deps.live.pyramid
    const { cellsPerStep = maxCellsPerStep } = this.#deps
    let left = cellsPerStep
    for (const cell of this.#waiting) {
      if (left-- <= 0) return
      this.#waiting.delete(cell)
      const kpi = Math.floor(cell / size)
      for (const compiled of this.#thresholdRules[kpi] ?? []) {
        // Where a step looks at all, ages are judged with the others of their rule.
        if (cellsPerStep < Infinity || !this.#ageRules.includes(compiled)) this.#judgeThreshold(compiled, kpi, cell % size)
      }
    }
  }

  /** Ages grow without a changed cell: a part of them is looked at in each step. */
  #judgeAges(): void {
    if (this.#ageRules.length === 0) return
    let left = this.#deps.cellsPerStep ?? maxAgesPerStep
    this.#ages ??= this.#everyAge()
    while (left-- > 0) {
      const { value, done } = this.#ages.next()
      if (done === true) {
        this.#ages = null
        return
      }
      this.#judgeThreshold(value[0], value[1], value[2])
    }
  }

  *#everyAge(): Generator<readonly [CompiledRule, number, number]> {
    for (const compiled of this.#ageRules) for (const kpi of compiled.kpis) for (const unit of compiled.units()) yield [compiled, kpi, unit]
  }

  #judgeThreshold(compiled: CompiledRule, kpi: number, unit: number): void {
    if (!compiled.looksAt(unit)) return
    const { live } = this.#deps
    const known = this.#groups.get(this.#keyOf(compiled, kpi, warningGroup(live.pyramid, unit)))
    const held = known?.found.has(unit) === true || this.#beginning(compiled, kpi, unit) !== undefined
    const finding = findThreshold(compiled.rule.condition as ThresholdCondition, compiled.rule.severity, live.cell(unit, kpi), live.nowMs, held, known?.evidenceOf(unit))
    this.#set(compiled, kpi, unit, finding)
  }

  #judgeReports(): void {
    const { live, reports } = this.#deps
    if (this.#reportRules.length === 0 || reports === undefined || live.nowMs - this.#reportsMs < reportsEveryMs) return
    const known = reports()
    if (known === null) return
    this.#reportsMs = live.nowMs
    const due = [...known]
    for (const compiled of this.#reportRules) for (const kpi of compiled.kpis) this.#judgeReportRule(compiled, kpi, due)
  }

  #judgeReportRule(compiled: CompiledRule, kpi: number, due: readonly DueReport[]): void {
    const { condition, severity } = compiled.rule
    if (condition.on !== 'report_due') return
    const found = new Map<number, Finding>()
    for (const { unit, step, dueMs, sinceMs, missing } of due) {
      if (!condition.steps.includes(step) || !compiled.looksAt(unit) || (found.get(unit)?.sinceMs ?? Infinity) <= sinceMs) continue
      found.set(unit, { kind: 'report_due', severity, sinceMs, size: 1, numbers: [{ id: 'limit', value: dueMs, form: 'instantMs' }, { id: 'missing_parts', value: missing, form: 'count' }] })
    }
    for (const group of [...this.groupsOf(compiled.id)]) for (const unit of [...group.found.keys()]) if (!found.has(unit)) this.#set(compiled, kpi, unit, null)
    for (const [unit, finding] of found) this.#set(compiled, kpi, unit, finding)
  }

  #set(compiled: CompiledRule, kpi: number, unit: number, finding: Finding | null): void {
    const { live } = this.#deps
    const groupUnit = warningGroup(live.pyramid, unit)
    if (finding === null) {
      if (this.#beginnings.size > 0) this.#beginnings.delete(`${compiled.id} ${kpi} ${unit}`)
      this.#groups.get(this.#keyOf(compiled, kpi, groupUnit))?.lose(unit, live.nowMs)
      return
    }
    const group = this.#group(compiled, kpi, groupUnit)
    const known = group.found.get(unit) ?? this.#beginning(compiled, kpi, unit)
    const seenMs = known?.seenMs ?? this.#time.firstSeenMs(finding.sinceMs)
    // A beginning ahead of the clock (it was set back meanwhile) counts as now.
    group.find(unit, finding, Math.min(finding.sinceMs ?? known?.sinceMs ?? live.nowMs, live.nowMs), seenMs)
  }

  #beginning({ id }: CompiledRule, kpi: number, unit: number): Beginning | undefined {
    return this.#beginnings.size === 0 ? undefined : this.#beginnings.get(`${id} ${kpi} ${unit}`)
  }

  #keyOf({ serial }: CompiledRule, kpi: number, unit: number): number {
    const { pyramid, kpis } = this.#deps.live
    return (serial * kpis.length + kpi) * pyramid.size + unit
  }

  #group(compiled: CompiledRule, kpi: number, unit: number): RunGroup {
    const key = this.#keyOf(compiled, kpi, unit)
    const known = this.#groups.get(key)
    if (known !== undefined) return known
    const group = new RunGroup(compiled, kpi, unit)
    this.#groups.set(key, group)
    return group
  }
}
