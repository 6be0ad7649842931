/**
 * Reporting duties as they are met: how far every unit's report of every period is, followed reading by reading.
 *
 * Invariants
 * - After `load` and a `tick` the columns equal a fold of the log (tests/server/watch/report-race.test.ts), also after any restart.
 * - Before `load` nothing is known: `loaded` is false and nobody may be called missing.
 * - A correction is settled by reading its months again, at the latest with the next `tick`s (`slotsPerTick` a second).
 *
 * Law 8: whoever asks gives a root they may see; nothing is counted outside it. Hot path: `apply`, once a reading.
 */
import { isInTime, periodCounting, reportState } from '../../../data/plans/hand-in.ts'
import { followedObligations, type PeriodGrain } from '../../../data/plans/obligations.ts'
import {
  escalationStep, heldYears, periodAt, periodEnd, periodName, periodStart, reportDueMs, shiftPeriod, type EscalationStep, type ReportPeriod,
} from '../../../data/plans/report-periods.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { PeriodCounting, ReportState } from '../../../data/protocol/report-race.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { dayMs, yearOf } from '../../../data/time/vietnam-time.ts'
import type { Clock } from '../../clock.ts'
import type { Appended } from '../../log/log.ts'
import type { SqliteLog } from '../../log/sqlite-log.ts'
import type { AdoptionBook } from '../tasks/adoption-book.ts'
import { PartSource, reportPartsOf, type ReportParts } from './part-source.ts'
import { ReportColumns, slotsPerUnit, type HeldHandIn } from './report-columns.ts'
import { follow, markSlots, readAgain, type Followed } from './report-follow.ts'
import type { DueReport } from '../rules/rule-run.ts'

/** Slots read again in one tick: at 0.1 ms each about 10 ms. */
export const slotsPerTick = 100

/** What the race is built of. */
export interface ReportRaceDeps {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly log: Pick<SqliteLog, 'db' | 'units' | 'kpiIds' | 'seq' | 'onAppended'>
  readonly adoptions: AdoptionBook
  /** Must not go back: the instant of the fold (`live.nowMs`). */
  readonly clock: Clock
}

/** A report a unit owes that is not in: how near its due instant is, and how far the report is. */
export interface OwedReport {
  readonly obligation: string
  readonly period: string
  readonly dueMs: number
  readonly step: EscalationStep
  readonly state: ReportState
}

/** A period of a duty that may still be owed at an instant. */
interface OpenPeriod {
  readonly duty: number
  readonly period: ReportPeriod
  readonly dueMs: number
  readonly step: EscalationStep
}

const stepLeadMs: Readonly<Record<DueReport['step'], number>> = { d7: 7 * dayMs, d3: 3 * dayMs, d1: dayMs, overdue: 0 }

function bitsSet(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

const monthsOnly: readonly PeriodGrain[] = ['month']

/** See the file header. Duties are places in `followedObligations`. */
export class ReportRace {
  readonly pyramid: Pyramid
  readonly adoptions: AdoptionBook
  readonly kpis: readonly Kpi[]
  readonly parts: ReportParts
  readonly source: PartSource
  /** Last sequence number that `load` must bring; later readings are followed from the log. */
  readonly fromSeq: number
  /** Counts changes of periods whose due instant has passed, and of who owes them. */
  pastChanges = 0
  readonly #clock: Clock
  readonly #into: Followed
  readonly #targetAt: (seq: number) => number | null
  readonly #followers: ((units: readonly number[]) => void)[] = []
  /** How often what a unit owes or handed in changed. */
  readonly #changes: Int32Array
  readonly #changedUnits = new Set<number>()
  /** Units with readings beyond the held years: of the first minutes of a year, ahead of the clock. */
  readonly #beyond = new Map<number, number>()
  /** Grains of adopted duties beyond the month, by unit. */
  readonly #longGrains = new Map<number, readonly PeriodGrain[]>()
  /** Readings before it tell of periods that are due already. */
  #pastUntilMs: number
  #turn = ''
  #turns = 0
  #loaded = false

  constructor({ pyramid, kpis, log, adoptions, clock }: ReportRaceDeps) {
    this.pyramid = pyramid
    this.kpis = kpis
    this.adoptions = adoptions
    this.#clock = clock
    this.parts = reportPartsOf(pyramid, kpis)
    this.source = new PartSource(log.db, log.units, log.kpiIds, this.parts)
    this.fromSeq = log.seq
    this.#into = { columns: new ReportColumns(pyramid.size, yearOf(clock.nowMs()) - heldYears + 1), again: new Set() }
    this.#changes = new Int32Array(pyramid.size)
    const target = log.db.prepare('SELECT t.at FROM reading r JOIN reading t ON t.seq=r.replaces WHERE r.seq=?')
    this.#targetAt = (seq) => { const row = target.get(seq); return row === undefined ? null : Number(row['at']) }
    this.#pastUntilMs = this.#pastUntil(clock.nowMs())
    followedObligations.forEach((_, duty) => { for (const unit of adoptions.adopters(duty)) this.#adopted(unit, duty) })
    adoptions.onChanged((unit, duty) => {
      this.#adopted(unit, duty)
      this.#changed(unit, true)
    })
    log.onAppended((readings) => this.apply(readings))
  }

  /** Whether the log has been read: before, nothing is known. */
  get loaded(): boolean { return this.#loaded }
  get nowMs(): number { return this.#clock.nowMs() }
  get columns(): ReportColumns { return this.#into.columns }
  /** Slots that wait to be read again. */
  get waiting(): number { return this.#into.again.size }

  /** Called with the units whose due reports changed: by readings, adoptions, or the passing of time. Once a tick. */
  onDueChanged(follower: (units: readonly number[]) => void): void {
    this.#followers.push(follower)
  }

  /** Takes the months as the log held them at `fromSeq`, and with them what came meanwhile. */
  load(scanned: ReportColumns): void {
    const { columns, again } = this.#into
    scanned.moveTo(columns.baseYear)
    for (let unit = 0; unit < columns.size; unit++) {
      for (let slot = 0; slot < columns.slotOf({ grain: 'quarter', year: columns.baseYear, index: 0 }); slot++) {
        const before = scanned.held(unit, slot)
        if (before.bits === 0) continue
        const since = columns.held(unit, slot)
        if (since.bits !== 0) again.add(unit * slotsPerUnit + slot)
        else columns.set(unit, slot, before)
      }
    }
    this.#loaded = true
    this.pastChanges++
    for (let unit = 0; unit < this.pyramid.size; unit++) if (this.parts.wanted[unit] !== 0) this.#changed(unit, false)
    while (again.size > 0 && this.waiting <= slotsPerTick) this.#settle()
  }

  /** Readings of a commit, in log order. */
  apply(readings: readonly Appended[]): void {
    for (const r of readings) {
      const part = this.parts.partOf[r.kpi]!
      if (part < 0 || r.declared) continue
      const corrects = r.corrects !== null
      const year = yearOf(r.atMs)
      if (year >= this.columns.baseYear + heldYears) this.#beyond.set(r.unit, r.atMs)
      const taken = follow(this.#into, {
        unit: r.unit, part, atMs: r.atMs, receivedMs: r.receivedMs, declared: false, simulated: r.simulated, corrects,
        targetAtMs: corrects ? this.#targetAt(r.seq) : null,
      }, this.#longGrains.get(r.unit) ?? monthsOnly)
      if (taken === 'changed') this.#changed(r.unit, this.#isPast(r.atMs))
    }
  }

  /** To be called once a second: settles corrections, turns years, tells who is nearer to a due instant. */
  tick(): void {
    this.#turnYear()
    if (!this.#loaded) return
    this.#settle()
    this.#turnClock()
    if (this.#changedUnits.size === 0) return
    const units = [...this.#changedUnits]
    this.#changedUnits.clear()
    for (const follower of this.#followers) follower(units)
  }

  /** Rises when an answer about this scope changed. */
  version(scope: number): number {
    let version = 1 + this.#turns
    for (let unit = scope; unit < this.pyramid.end[scope]!; unit++) version += this.#changes[unit]!
    return version
  }

  /** The report of a unit for a period so far; null where the period is not held. */
  held(unit: number, period: ReportPeriod): HeldHandIn | null {
    const slot = this.columns.slotOf(period)
    return slot < 0 ? null : this.columns.held(unit, slot)
  }

  /** State of a unit's report at `nowMs`; null: it does not owe it, or the period is not held. `counting`: that of the period, where the caller has asked for it already. */
  state(unit: number, duty: number, period: ReportPeriod, nowMs: number, counting?: PeriodCounting): ReportState | null {
    const dueMs = reportDueMs(followedObligations[duty]!.due, period)
    const held = this.held(unit, period)
    if (dueMs === null || held === null || !this.adoptions.owes(unit, duty, dueMs)) return null
    return reportState(held, this.parts.wanted[unit]!, dueMs, nowMs, counting ?? this.counting(duty, period, nowMs))
  }

  /** Whether a period counts at `nowMs` (`periodCounting`): the one answer for the rate, the race, a unit's reports and the rules. A period that is not held does not. */
  counting(duty: number, period: ReportPeriod, nowMs: number): PeriodCounting {
    const { due, template } = followedObligations[duty]!
    const dueMs = reportDueMs(due, period)
    if (dueMs === null || this.columns.slotOf(period) < 0) return 'nobody_in'
    return periodCounting(template, template ? null : this.#firstInTimeMs(duty, period, dueMs), dueMs, nowMs)
  }

  /** When a part of an office that owes a period came in time, of any such office; null: of none. */
  #firstInTimeMs(duty: number, period: ReportPeriod, dueMs: number): number | null {
    for (let unit = 0; unit < this.pyramid.size; unit++) {
      const { firstMs } = this.held(unit, period)!
      if (isInTime(firstMs, dueMs) && this.adoptions.owes(unit, duty, dueMs)) return firstMs
    }
    return null
  }

  /**
   * What a unit owes now and has not handed in: of each duty the present period, and the one before it as long as that is missing and
   * the present one is not due yet; what is overdue only where the period counts (`counting`). Null: the log has not been read yet,
   * judge nothing.
   */
  reportDue(unit: number): readonly OwedReport[] | null {
    return this.#loaded ? this.#openPeriods().flatMap((open) => this.#owed(unit, open) ?? []) : null
  }

  /** The same of all units, where it has reached a step of escalation: for the rules. Null: judge nothing yet. */
  dueReports(): readonly DueReport[] | null {
    if (!this.#loaded) return null
    const due: DueReport[] = []
    for (const open of this.#openPeriods()) {
      const { step, dueMs, period } = open
      if (step === 'none') continue
      for (let unit = 0; unit < this.pyramid.size; unit++) {
        if (this.#owed(unit, open) === null) continue
        const missing = bitsSet(this.parts.wanted[unit]! & ~this.held(unit, period)!.bits)
        due.push({ unit, step, dueMs, sinceMs: dueMs - stepLeadMs[step], missing })
      }
    }
    return due
  }

  /** The parts (KPI indices) that a report due at `dueMs` misses, where they are as many as was told. */
  missingParts(unit: number, dueMs: number, count: number): readonly number[] {
    for (const { dueMs: due, period } of this.#openPeriods()) {
      const bits = due === dueMs ? this.parts.wanted[unit]! & ~(this.held(unit, period)?.bits ?? 0) : 0
      if (bits !== 0 && bitsSet(bits) === count) return this.parts.kpis.filter((_, part) => (bits & (1 << part)) !== 0)
    }
    return []
  }

  #openPeriods(): OpenPeriod[] {
    const nowMs = this.nowMs
    return followedObligations.flatMap(({ due, grain }, duty) => {
      const present = periodAt(grain, nowMs)
      const dueMs = reportDueMs(due, present)
      const before = shiftPeriod(present, -1)
      const beforeDueMs = reportDueMs(due, before)
      const open: OpenPeriod[] = []
      if (beforeDueMs !== null && (dueMs === null || nowMs < dueMs)) open.push({ duty, period: before, dueMs: beforeDueMs, step: escalationStep(beforeDueMs, nowMs) })
      if (dueMs !== null) open.push({ duty, period: present, dueMs, step: escalationStep(dueMs, nowMs) })
      return open.filter(({ period, step }) => step !== 'overdue' || this.counting(duty, period, nowMs) === 'counted')
    })
  }

  #owed(unit: number, { duty, period, dueMs, step }: OpenPeriod): OwedReport | null {
    // open periods are not due yet or count (`#openPeriods`)
    const state = this.state(unit, duty, period, this.nowMs, step === 'overdue' ? 'counted' : 'open')
    return state === null || state === 'in_time' || state === 'late' ? null
      : { obligation: followedObligations[duty]!.id, period: periodName(period), dueMs, step, state }
  }

  #adopted(unit: number, duty: number): void {
    const { grain } = followedObligations[duty]!
    const known = this.#longGrains.get(unit) ?? monthsOnly
    if (known.includes(grain)) return
    this.#longGrains.set(unit, [...known, grain])
    const { columns, again } = this.#into
    for (let slot = 0; slot < slotsPerUnit; slot++) if (columns.periodOf(slot).grain === grain) again.add(unit * slotsPerUnit + slot)
  }

  #changed(unit: number, isPast: boolean): void {
    this.#changes[unit]! += 1
    this.#changedUnits.add(unit)
    if (isPast) this.pastChanges++
  }

  #isPast(atMs: number): boolean {
    return atMs < this.#pastUntilMs
  }

  /** The end of the newest period whose report is due already, of any duty that somebody owes. */
  #pastUntil(nowMs: number): number {
    return followedObligations.reduce((until, { due, grain, template }, duty) => {
      if (template && this.adoptions.adopters(duty).length === 0) return until
      const present = periodAt(grain, nowMs)
      const dueMs = reportDueMs(due, present)
      return Math.max(until, dueMs !== null && dueMs <= nowMs ? periodEnd(present) : periodStart(present))
    }, -Infinity)
  }

  #settle(): void {
    for (const id of readAgain(this.#into, this.source, slotsPerTick)) {
      const slot = id % slotsPerUnit
      this.#changed((id - slot) / slotsPerUnit, this.#isPast(periodStart(this.columns.periodOf(slot))))
    }
  }

  /** Duties whose present period or step is another than at the last tick concern everybody who owes them. */
  #turnClock(): void {
    const nowMs = this.nowMs
    this.#pastUntilMs = this.#pastUntil(nowMs)
    const turn = followedObligations.map(({ due, grain }) => {
      const period = periodAt(grain, nowMs)
      const dueMs = reportDueMs(due, period)
      return `${periodName(period)} ${dueMs === null ? '' : escalationStep(dueMs, nowMs)}`
    }).join()
    if (turn === this.#turn) return
    if (this.#turn !== '') {
      for (let unit = 0; unit < this.pyramid.size; unit++) if (this.parts.wanted[unit] !== 0) this.#changedUnits.add(unit)
    }
    this.#turn = turn
    this.#turns++
  }

  #turnYear(): void {
    const baseYear = yearOf(this.nowMs) - heldYears + 1
    if (baseYear <= this.columns.baseYear) return
    // Slots are places in the held years: what waits is settled before they move.
    while (this.waiting > 0) this.#settle()
    this.columns.moveTo(baseYear)
    for (const [unit, atMs] of this.#beyond) markSlots(this.#into, unit, this.#longGrains.get(unit) ?? monthsOnly, atMs)
    this.#beyond.clear()
    this.#turns++
  }
}
