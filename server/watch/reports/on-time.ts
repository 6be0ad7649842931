/**
 * The KPI `reports.on_time`, computed by the product and logged like any reading: of each report whose due instant has passed, 1 of 1
 * where it was handed in in time, 0 of 1 where not; `at` is the due instant. So live figures, series, as-of and passports all work
 * by the ordinary path. Source: domain "KPI catalogue", "Reporting obligations".
 *
 * Invariants
 * - One verdict stands for each (unit, duty, period). When it changes later (a backfill of history came, a reading was withdrawn) a
 *   correction is appended to its chain: keys `sys-on-time:DUTY:PERIOD`, then `…:2`, `…:3`. A verdict that no longer holds at all
 *   (the duty is not owed after all) is withdrawn.
 * - At most once: what is logged is read from the store at start, and followed from the log after that; one batch is under way at a time.
 * - Only periods that count are judged (`periodCounting` in data/plans/hand-in.ts): months before the product was there blame nobody.
 * - Past periods are judged when they are quiet: not during an announced backfill, nor within `quietMs` of their last change.
 */
import { handedInMs, isInTime } from '../../../data/plans/hand-in.ts'
import { followedObligations, reportGraceMs } from '../../../data/plans/obligations.ts'
import { heldYears, periodName, periodOfName, periodsInYear, reportDueMs, type ReportPeriod } from '../../../data/plans/report-periods.ts'
import { LogUnavailable, type Appended, type NewReading, type Verdict } from '../../log/log.ts'
import type { SqliteLog } from '../../log/sqlite-log.ts'
import type { ReportRace } from './report-race.ts'

/** Id of the KPI. */
export const reportsOnTimeKpi = 'reports.on_time'
/** Time without a change of a past period after which it is judged, milliseconds. */
export const quietMs = 60_000
/** Longest time that changes which do not end may put off judging, milliseconds. */
export const longestUnquietMs = 10 * 60_000
/** Longest time that an announced backfill may put off judging, milliseconds. */
export const longestBackfillMs = 60 * 60_000
/** Most verdicts of one batch. */
export const maxBatch = 1000
/** Units whose chains are read from the store in one tick: about 15 ms. */
export const unitsReadPerTick = 1000
/** Pause after a log that took nothing, milliseconds. */
export const retryMs = 5000

const keyPrefix = 'sys-on-time:'
/** Periods of a duty held at most: the months of the held years. */
const stride = 12 * heldYears

/** What a chain's newest reading says. */
const said = { withdrawn: 1, not: 2, inTime: 3 } as const

/** What the writer is built of. `kpi`: index of `reports.on_time`; `backfilling`: whether a source has announced a backfill. */
export interface OnTimeDeps {
  readonly race: ReportRace
  readonly log: Pick<SqliteLog, 'db' | 'units' | 'kpiIds' | 'append' | 'onAppended' | 'simulated'>
  readonly kpi: number
  readonly backfilling: () => boolean
  readonly onFault: (error: unknown) => void
}

/** Key of the `n`th reading of a chain. */
export function onTimeKey(obligation: string, period: ReportPeriod, n: number): string {
  return `${keyPrefix}${obligation}:${periodName(period)}${n === 1 ? '' : `:${n}`}`
}

/** See the file header. */
export class OnTime {
  readonly #deps: OnTimeDeps
  /** Chains by (duty, unit, place of the period): length × 4 + what the newest reading says; 0: none. */
  readonly #logged: Int32Array
  /** Units whose chains have been read from the store: from the first judging on, some each tick, so that nothing waits for it. */
  #readUnits = 0
  #baseYear: number
  #seenChanges = -1
  #changedMs = 0
  #unquietSinceMs: number | null = null
  #backfillSinceMs: number | null = null
  #notBeforeMs = 0
  #nextDueMs = -Infinity
  #mustJudge = true
  #underWay: Promise<void> | null = null

  constructor(deps: OnTimeDeps) {
    this.#deps = deps
    this.#baseYear = deps.race.columns.baseYear
    this.#logged = new Int32Array(followedObligations.length * deps.race.pyramid.size * stride)
    deps.log.onAppended((readings) => { for (const reading of readings) if (reading.kpi === deps.kpi) this.#note(reading) })
  }

  /** To be called once a second, after the race's own tick. */
  tick(): void {
    const { race, backfilling } = this.#deps
    const nowMs = race.nowMs
    this.#turnYear()
    if (!race.loaded || this.#underWay !== null || nowMs < this.#notBeforeMs) return
    if (race.pastChanges !== this.#seenChanges) {
      this.#seenChanges = race.pastChanges
      this.#changedMs = nowMs
      this.#unquietSinceMs ??= nowMs
      this.#mustJudge = true
    }
    this.#backfillSinceMs = backfilling() ? (this.#backfillSinceMs ?? nowMs) : null
    if (nowMs >= this.#nextDueMs) this.#mustJudge = true
    if (!this.#mustJudge || race.waiting > 0 || this.#isHeldUp(nowMs)) return
    if (!this.#isAllRead()) return
    const batch = this.#wanted(nowMs)
    if (batch.length === 0) {
      this.#mustJudge = false
      this.#unquietSinceMs = null
      return
    }
    this.#underWay = this.#append(batch).finally(() => { this.#underWay = null })
  }

  /** The batch under way, if any: for a graceful stop. */
  get underWay(): Promise<void> {
    return this.#underWay ?? Promise.resolve()
  }

  #isHeldUp(nowMs: number): boolean {
    if (this.#backfillSinceMs !== null && nowMs - this.#backfillSinceMs < longestBackfillMs) return true
    return this.#unquietSinceMs !== null && nowMs - this.#changedMs < quietMs && nowMs - this.#unquietSinceMs < longestUnquietMs
  }

  async #append(batch: readonly NewReading[]): Promise<void> {
    try {
      const verdicts: readonly Verdict[] = await this.#deps.log.append(batch)
      // A refusal means that what is remembered is not what the store has: read it again, and judge anew.
      if (verdicts.some(({ kind }) => kind !== 'stored' && kind !== 'duplicate')) this.#forget()
      if (verdicts.every(({ kind }) => kind !== 'stored')) this.#notBeforeMs = this.#deps.race.nowMs + retryMs
    } catch (error) {
      if (!(error instanceof LogUnavailable)) this.#deps.onFault(error)
      this.#notBeforeMs = this.#deps.race.nowMs + retryMs
    }
  }

  /** Verdicts that are not logged as they should be, at most `maxBatch`. */
  #wanted(nowMs: number): NewReading[] {
    const batch: NewReading[] = []
    this.#nextDueMs = Infinity
    for (let duty = 0; duty < followedObligations.length; duty++) {
      for (let place = 0; place < stride; place++) {
        const period = this.#periodOf(duty, place)
        const dueMs = period === null ? null : reportDueMs(followedObligations[duty]!.due, period)
        if (period === null || dueMs === null) continue
        if (nowMs < dueMs + reportGraceMs) {
          this.#nextDueMs = Math.min(this.#nextDueMs, dueMs + reportGraceMs)
          continue
        }
        this.#judge(duty, place, period, dueMs, batch)
        if (batch.length >= maxBatch) return batch
      }
    }
    return batch
  }

  #judge(duty: number, place: number, period: ReportPeriod, dueMs: number, batch: NewReading[]): void {
    const { race, log, kpi } = this.#deps
    const isJudged = race.counting(duty, period, race.nowMs) === 'counted'
    const { id } = followedObligations[duty]!
    for (let unit = 0; unit < race.pyramid.size && batch.length < maxBatch; unit++) {
      const chain = this.#logged[this.#at(duty, unit, place)]!
      const owes = isJudged && race.adoptions.owes(unit, duty, dueMs)
      if (!owes && chain === 0) continue
      const held = race.held(unit, period)!
      const inMs = handedInMs(held, race.parts.wanted[unit]!)
      const want = !owes ? said.withdrawn : inMs !== null && isInTime(inMs, dueMs) ? said.inTime : said.not
      if ((chain & 3) === want) continue
      const length = chain >> 2
      batch.push({
        unit, kpi, key: onTimeKey(id, period, length + 1), atMs: dueMs, num: want === said.withdrawn ? null : want === said.inTime ? 1 : 0,
        den: want === said.withdrawn ? null : 1, corrects: length === 0 ? null : onTimeKey(id, period, length), declared: false, source: 0,
        simulated: held.simulated || (held.bits === 0 && log.simulated),
      })
    }
  }

  #at(duty: number, unit: number, place: number): number {
    return (duty * this.#deps.race.pyramid.size + unit) * stride + place
  }

  #periodOf(duty: number, place: number): ReportPeriod | null {
    const { grain } = followedObligations[duty]!
    const count = periodsInYear(grain)
    return place >= count * heldYears ? null : { grain, year: this.#baseYear + Math.floor(place / count), index: place % count }
  }

  #placeOf({ grain, year, index }: ReportPeriod): number {
    return (year - this.#baseYear) * periodsInYear(grain) + index
  }

  /** Takes a chain's reading, in whatever order they come. */
  #note({ unit, key, num }: Pick<Appended, 'unit' | 'key' | 'num'>): void {
    if (!key.startsWith(keyPrefix)) return
    const [id, name, n = '1'] = key.slice(keyPrefix.length).split(':') as [string, string?, string?]
    const duty = followedObligations.findIndex((one) => one.id === id)
    const period = duty < 0 || name === undefined ? null : periodOfName(followedObligations[duty]!.grain, name)
    if (period === null || period.year < this.#baseYear || period.year >= this.#baseYear + heldYears) return
    const i = this.#at(duty, unit, this.#placeOf(period))
    if (Number(n) > this.#logged[i]! >> 2) this.#logged[i] = (Number(n) << 2) | (num === null ? said.withdrawn : num === 0 ? said.not : said.inTime)
  }

  /** What is remembered is not to be trusted any more: it is read again before anything is judged. */
  #forget(): void {
    this.#readUnits = 0
    this.#logged.fill(0)
    this.#mustJudge = true
  }

  /** Reads the chains of the next units; whether all are read. What is appended meanwhile is noted as well: noting twice is noting once. */
  #isAllRead(): boolean {
    const { log, kpi, race } = this.#deps
    const { size } = race.pyramid
    if (this.#readUnits === size) return true
    const rows = log.db.prepare('SELECT key, num FROM reading WHERE kpi=? AND unit=?')
    rows.setReturnArrays(true)
    const toUnit = Math.min(size, this.#readUnits + unitsReadPerTick)
    for (; this.#readUnits < toUnit; this.#readUnits++) {
      const unit = this.#readUnits
      const read = rows.all(log.kpiIds.idOf[kpi]!, log.units.idOf[unit]!) as unknown as [string, number | null][]
      for (const [key, num] of read) this.#note({ unit, key, num })
    }
    return this.#readUnits === size
  }

  #turnYear(): void {
    const { baseYear } = this.#deps.race.columns
    if (baseYear === this.#baseYear) return
    this.#baseYear = baseYear
    this.#forget()
  }
}
