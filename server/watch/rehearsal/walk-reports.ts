/**
 * The walk of a rule about due reports: the reporting race (ReportRace) of the live server over the hand-ins that became known before.
 * Duties escalate and fall due at local midnights, so a step every six hours, midnight among them, sees every turn; a hand-in is seen
 * at the next step. Adopted duties count as they are adopted now.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import { receiptMs } from '../../../data/plans/hand-in.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { heldYears } from '../../../data/plans/report-periods.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { reportKpi } from '../../../data/rules/default-rules.ts'
import { addMonths, dayStart, hourMs, yearOf } from '../../../data/time/vietnam-time.ts'
import { noOwn } from '../../../data/pyramid/roll-up.ts'
import { Live } from '../../figures/live.ts'
import { PlanBook } from '../../figures/plan-book.ts'
import type { Dictionary } from '../../log/dictionary.ts'
import { Ledger } from '../../log/ledger.ts'
import type { Appended } from '../../log/log.ts'
import { AdoptionBook } from '../tasks/adoption-book.ts'
import { ReportColumns } from '../reports/report-columns.ts'
import { ReportRace } from '../reports/report-race.ts'
import { RuleRun } from '../rules/rule-run.ts'
import { maxPastReadings } from './past-readings.ts'
import { TooManyReadings } from './past-figures.ts'
import type { Tally } from './tally.ts'
import { rehearsedId } from './rehearsed-id.ts'
import { noVerdicts, openGroups } from './walk.ts'

/** Time between two steps, milliseconds: six hours; local midnights are steps. */
export const reportStepMs = 6 * hourMs

/** What is walked. `kpis`: the catalogue. */
export interface ReportWalkParts {
  readonly db: DatabaseSync
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly units: Dictionary
  readonly kpiIds: Dictionary
  readonly rule: RuleInput
  readonly fromUnit: number
  readonly toUnit: number
  readonly fromMs: number
  readonly toMs: number
}

/** Hand-ins of the units, in the order they became known, and the race they are fed to. */
export class PastReports {
  readonly parts: ReportWalkParts
  readonly race: ReportRace
  nowMs: number
  private readonly events: Appended[] = []
  private place = 0

  constructor(parts: ReportWalkParts) {
    const { db, pyramid, kpis, units, kpiIds, fromMs } = parts
    this.parts = parts
    this.nowMs = fromMs
    const clock = { nowMs: () => this.nowMs }
    const adoptions = new AdoptionBook(new Ledger({ db, transaction: (work) => work() }, clock), pyramid)
    this.race = new ReportRace({ pyramid, kpis, log: { db, units, kpiIds, seq: 0, onAppended: () => undefined }, adoptions, clock })
    this.race.load(new ReportColumns(pyramid.size, yearOf(fromMs) - heldYears + 1))
  }

  /** Whether any hand-in is simulated, and the first of them (NaN: none). */
  get simulated(): boolean { return this.events.some(({ simulated }) => simulated) }
  get firstMs(): number { return this.events[0]?.receivedMs ?? NaN }

  /** Reads one unit after the other; yields after each. Of the month before the window too: its report may still be missing. */
  * load(): Generator<number> {
    const { fromUnit, toUnit, fromMs, toMs } = this.parts
    for (let unit = fromUnit; unit < toUnit; unit++) {
      for (const r of this.race.source.readings(unit, addMonths(fromMs, -1), toMs + 1)) {
        const receivedMs = receiptMs(r)
        if (receivedMs > toMs) continue
        if (this.events.length >= maxPastReadings) throw new TooManyReadings()
        this.events.push({
          seq: r.seq, unit, kpi: this.race.parts.kpis[r.part]!, key: '', atMs: r.atMs, num: r.withdraws ? null : 0, den: null, declared: r.declared,
          simulated: r.simulated, source: 0, corrects: r.replaces === null ? null : '', receivedMs,
        })
      }
      yield unit
    }
    this.events.sort((a, b) => a.receivedMs - b.receivedMs || a.seq - b.seq)
  }

  /** Moves the race to `nowMs`. */
  advance(nowMs: number): void {
    this.nowMs = nowMs
    const from = this.place
    while (this.place < this.events.length && this.events[this.place]!.receivedMs <= nowMs) this.place++
    if (this.place > from) this.race.apply(this.events.slice(from, this.place))
    do this.race.tick()
    while (this.race.waiting > 0)
  }
}

/** Walks from `fromMs` to `toMs`; yields at the end of each local day with its number from 0. */
export function* walkReports(past: PastReports, tally: Tally): Generator<number> {
  const { pyramid, kpis, rule, fromMs, toMs } = past.parts
  const kpi = kpis.find(({ id }) => id === reportKpi)!
  const live = new Live(pyramid, [kpi], new PlanBook(pyramid, [kpi], []), { own: () => noOwn, hours: () => [] }, fromMs)
  const run = new RuleRun({ live, verdicts: noVerdicts, cellsPerStep: Infinity, ofPast: true, seenStepMs: Infinity, reports: () => past.race.dueReports() ?? [] })
  run.setRules([{ id: rehearsedId, rule: { ...rule, enabled: true } }])
  past.advance(fromMs)
  run.step()
  tally.before(run.groupsOf(rehearsedId))
  for (let day = 0, stepMs = fromMs + reportStepMs; ; stepMs += reportStepMs) {
    const nowMs = Math.min(toMs, stepMs)
    if (dayStart(nowMs) !== dayStart(stepMs - reportStepMs)) {
      tally.standing(day, openGroups(run))
      yield day++
    }
    past.advance(nowMs)
    live.advance(nowMs)
    tally.add(run.step(), nowMs, day)
    if (nowMs < toMs) continue
    tally.after(run.groupsOf(rehearsedId))
    tally.standing(day, openGroups(run))
    yield day
    return
  }
}
