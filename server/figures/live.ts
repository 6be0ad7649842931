/**
 * The live figures: the fold of the log at the present instant, every cell in memory, one set of columns a KPI.
 * Law 5: it equals a recomputation from the log, also after any restart (tests/server/figures/live.test.ts).
 * Time is an input: `advance` is called once a second and at turns of hour, day and year; it never goes back. Readings carry the
 * instant of their receipt and move the fold there, so that none waits for the next second.
 * Hot path: `apply`, once a reading.
 */
import { cadenceMs, type Kpi } from '../../data/kpis/kpi.ts'
import { freshCadences, freshnessAt, freshnesses, lateCadences } from '../../data/judgement/freshness.ts'
import { isFlow, isState } from '../../data/measures/measure.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import { emptyColumns, noOwn, ownOf, replaceOwn, setDue, setFresh, type Columns, type Own } from '../../data/pyramid/roll-up.ts'
import type { Cell } from '../../data/protocol/cell.ts'
import { hourStart, yearOf, yearStart } from '../../data/time/vietnam-time.ts'
import { hourBucket } from '../log/buckets.ts'
import type { Appended } from '../log/log.ts'
import type { CellId, LiveFigures } from './figures.ts'
import { availabilityFrom, OwnSource } from './own-source.ts'
import type { PlanBook } from './plan-book.ts'
import { presentCell } from './present.ts'

const noneIndex = freshnesses.indexOf('none')

/** A reading ahead of the clock, waiting for its instant. */
interface Ahead { readonly atMs: number; readonly unit: number; readonly kpi: number }

/** What the fold needs of the store. Roll-ups are flushed before `own` and `hours` are asked. */
export interface Store {
  own(kpi: number, unit: number, atMs: number): Own
  hours(kpi: number, fromBucket: number, toBucket: number): { unit: number; num: number; den: number; n: number }[]
}

/** See figures.ts and the header. */
export class Live implements LiveFigures {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly columns: readonly Columns[]
  private readonly index: ReadonlyMap<string, number>
  private readonly plans: PlanBook
  private readonly store: Store
  private readonly followers: ((cells: readonly CellId[]) => void)[] = []
  private readonly shownFreshness: readonly Uint8Array[]
  private ahead: Ahead[] = []
  private now: number
  /** Until then (inclusive) no freshness changes by the mere passing of time. */
  private ageFreeUntilMs = -Infinity

  constructor(pyramid: Pyramid, kpis: readonly Kpi[], plans: PlanBook, store: Store, nowMs: number) {
    this.pyramid = pyramid
    this.kpis = kpis
    this.plans = plans
    this.store = store
    this.now = nowMs
    this.index = new Map(kpis.map((kpi, i) => [kpi.id, i]))
    this.columns = kpis.map((kpi) => emptyColumns(pyramid, kpi.kind === 'level', (u) => kpi.levels.includes(pyramid.units[u]!.level)))
    this.shownFreshness = kpis.map(() => new Uint8Array(pyramid.size).fill(noneIndex))
  }

  get nowMs(): number { return this.now }
  kpiIndex(id: string): number | undefined { return this.index.get(id) }
  onChanged(follower: (cells: readonly CellId[]) => void): void { this.followers.push(follower) }

  cell(unit: number, kpi: number, revealed = false): Cell {
    return presentCell({ pyramid: this.pyramid, kpi: this.kpis[kpi]!, unit, columns: this.columns[kpi]!, nowMs: this.now, judgedMs: hourStart(this.now),
      target: this.plans.target(unit, kpi, yearOf(this.now)), own: false, revealed })
  }

  ownCell(unit: number, kpi: number, revealed = false): Cell {
    return presentCell({ pyramid: this.pyramid, kpi: this.kpis[kpi]!, unit, columns: this.columns[kpi]!, nowMs: this.now, judgedMs: hourStart(this.now),
      target: this.plans.target(unit, kpi, yearOf(this.now)), own: true, revealed })
  }

  /** Readings of a commit, in log order. */
  apply(readings: readonly Appended[]): void {
    const changed: CellId[] = []
    // Some cells are read again from the store, which already holds the whole commit: nothing is added on top of them. They are
    // those of corrections, and of readings that lay ahead of the clock and count by now.
    const again = new Set<number>()
    this.follow(readings, again, changed)
    for (const r of readings) if (r.corrects !== null && !r.declared) again.add(r.kpi * this.pyramid.size + r.unit)
    for (const reading of readings) this.applyOne(reading, again, changed)
    for (const cell of again) this.readAgain(Math.floor(cell / this.pyramid.size), cell % this.pyramid.size, changed)
    this.tell(changed)
  }

  /** Sets what computed KPIs say of some own offices: the value of a count, or null (no data). */
  setComputed(kpiId: string, values: ReadonlyMap<number, number | null>): void {
    const kpi = this.index.get(kpiId)
    if (kpi === undefined) return
    const changed: CellId[] = []
    for (const [unit, value] of values) {
      if (value !== null) setDue(this.columns[kpi]!, unit, true)
      this.set(kpi, unit, value === null ? noOwn : { ...noOwn, num: value, n: 1, atMs: this.now }, changed)
      if (value === null) setDue(this.columns[kpi]!, unit, false)
    }
    this.tell(changed)
  }

  /** Sets an own contribution as it was read from the store, without telling anyone: at start. */
  load(kpi: number, unit: number, own: Own): void {
    replaceOwn(this.columns[kpi]!, unit, own)
    setFresh(this.columns[kpi]!, unit, this.isFresh(kpi, own.atMs))
    this.ageFreeUntilMs = -Infinity
  }

  /** Whether a reading's figures can be added without leaving exact whole numbers, with room for a commit of others. */
  hasRoom(kpi: number, num: number, den: number): boolean {
    const top = this.columns[kpi]!
    const limit = Number.MAX_SAFE_INTEGER - 5e15
    return top.subNum[0]! + num <= limit && top.subDen[0]! + den <= limit
  }

  /** Moves the fold to `nowMs` (never back) and tells the cells that change by it; at the turn of an hour all, but where `tellsHours` is false. */
  advance(nowMs: number, tellsHours = true): void {
    if (nowMs <= this.now) return
    const before = this.now
    this.now = nowMs
    const changed: CellId[] = []
    if (yearOf(nowMs) !== yearOf(before)) this.turnYear(nowMs)
    if (hourStart(nowMs) !== hourStart(before)) {
      this.leaveHours(before, nowMs)
      if (tellsHours) this.everything(changed)
    }
    for (const reading of this.arrived()) this.readAgain(reading.kpi, reading.unit, changed)
    if (nowMs > this.ageFreeUntilMs) this.age(changed)
    this.tell(changed)
  }

  /** Puts a reading that lies ahead of the clock on the waiting list (also at start). */
  await(reading: Ahead): void {
    this.ahead.push({ atMs: reading.atMs, unit: reading.unit, kpi: reading.kpi })
  }

  /** Moves the fold to the receipt of a commit, where that is later, in the same hour: turns of hour, day and year are `advance`'s. */
  private follow(readings: readonly Appended[], again: Set<number>, changed: CellId[]): void {
    const receivedMs = readings.at(-1)?.receivedMs ?? this.now
    if (receivedMs <= this.now || hourStart(receivedMs) !== hourStart(this.now)) return
    this.now = receivedMs
    for (const { kpi, unit } of this.arrived()) again.add(kpi * this.pyramid.size + unit)
    if (receivedMs > this.ageFreeUntilMs) this.age(changed)
  }

  /** Takes the readings that lay ahead of the clock and count by now off the waiting list. */
  private arrived(): readonly Ahead[] {
    if (this.ahead.length === 0) return this.ahead
    const due = this.ahead.filter((reading) => reading.atMs <= this.now)
    if (due.length > 0) this.ahead = this.ahead.filter((reading) => reading.atMs > this.now)
    return due
  }

  private applyOne(r: Appended, again: ReadonlySet<number>, changed: CellId[]): void {
    if (r.declared) return
    if (r.atMs > this.now) return this.await(r)
    if (again.size > 0 && again.has(r.kpi * this.pyramid.size + r.unit)) return
    const columns = this.columns[r.kpi]!
    const own = ownOf(columns, r.unit)
    const next = this.merged(this.kpis[r.kpi]!, own, r)
    if (next !== null) this.set(r.kpi, r.unit, next, changed)
  }

  /** The own contribution with one more reading, or null where it changes nothing. */
  private merged(kpi: Kpi, own: Own, r: Appended): Own | null {
    const simulated = own.simulated || r.simulated
    const den = r.den ?? 0
    if (isState(kpi.kind)) {
      const reading: Own = { num: r.num!, den, n: 1, atMs: r.atMs, key: r.key, simulated }
      return OwnSource.newer(reading, own) ? reading : null
    }
    const from = isFlow(kpi.kind) ? yearStart(yearOf(this.now)) : availabilityFrom(this.now)
    const atMs = own.atMs >= r.atMs ? own.atMs : r.atMs
    if (r.atMs < from) return atMs === own.atMs ? null : { ...own, atMs, simulated }
    return { num: own.num + r.num!, den: own.den + den, n: own.n + 1, atMs, key: '', simulated }
  }

  private readAgain(kpi: number, unit: number, changed: CellId[]): void {
    this.set(kpi, unit, this.store.own(kpi, unit, this.now), changed)
  }

  private set(kpi: number, unit: number, own: Own, changed: CellId[]): void {
    replaceOwn(this.columns[kpi]!, unit, own)
    setFresh(this.columns[kpi]!, unit, this.isFresh(kpi, own.atMs))
    this.expectAging(kpi, own.atMs)
    const cadence = cadenceMs[this.kpis[kpi]!.cadence]
    for (let u = unit; u >= 0; u = this.pyramid.parent[u]!) {
      const newest = this.columns[kpi]!.subNewest[u]!
      this.shownFreshness[kpi]![u] = freshnesses.indexOf(freshnessAt(Number.isNaN(newest) ? null : newest, cadence, this.now))
    }
    this.path(kpi, unit, changed)
  }

  /** Notes when a newest reading of `atMs` turns late or lost next. */
  private expectAging(kpi: number, atMs: number): void {
    const cadence = cadenceMs[this.kpis[kpi]!.cadence]
    if (cadence === null) return
    const lateMs = atMs + freshCadences * cadence
    const nextMs = lateMs >= this.now ? lateMs : atMs + lateCadences * cadence
    if (nextMs >= this.now && nextMs < this.ageFreeUntilMs) this.ageFreeUntilMs = nextMs
  }

  private path(kpi: number, unit: number, changed: CellId[]): void {
    for (let u = unit; u >= 0; u = this.pyramid.parent[u]!) changed.push(kpi * this.pyramid.size + u)
  }

  private isFresh(kpi: number, atMs: number): boolean {
    if (Number.isNaN(atMs)) return false
    const cadence = cadenceMs[this.kpis[kpi]!.cadence]
    return cadence === null || this.now - atMs <= freshCadences * cadence
  }

  /** Everything whose freshness changed by the mere passing of time. */
  private age(changed: CellId[]): void {
    this.ageFreeUntilMs = Infinity
    for (let kpi = 0; kpi < this.kpis.length; kpi++) {
      const columns = this.columns[kpi]!
      const cadence = cadenceMs[this.kpis[kpi]!.cadence]
      const shown = this.shownFreshness[kpi]!
      for (let u = 0; u < this.pyramid.size; u++) {
        if (columns.ownFresh[u] === 1 && !this.isFresh(kpi, columns.ownAt[u]!) && setFresh(columns, u, false)) this.path(kpi, u, changed)
        const newest = columns.subNewest[u]!
        if (newest !== newest && shown[u] === noneIndex) continue
        this.expectAging(kpi, newest)
        if (columns.ownAt[u] !== newest) this.expectAging(kpi, columns.ownAt[u]!)
        const state = freshnesses.indexOf(freshnessAt(Number.isNaN(newest) ? null : newest, cadence, this.now))
        if (state !== shown[u]) {
          shown[u] = state
          changed.push(kpi * this.pyramid.size + u)
        }
      }
    }
  }

  /** A new plan year: flows begin anew with what the new year has. */
  private turnYear(nowMs: number): void {
    const from = yearStart(yearOf(nowMs))
    this.kpis.forEach((kpi, k) => {
      if (!isFlow(kpi.kind)) return
      for (let u = 0; u < this.pyramid.size; u++) {
        const own = ownOf(this.columns[k]!, u)
        if (own.n === 0) continue
        replaceOwn(this.columns[k]!, u, own.atMs >= from ? this.store.own(k, u, nowMs) : { ...own, num: 0, den: 0, n: 0 })
      }
    })
  }

  /** Hours that leave the availability windows between two instants. */
  private leaveHours(beforeMs: number, nowMs: number): void {
    const from = hourBucket(availabilityFrom(beforeMs))
    const to = hourBucket(availabilityFrom(nowMs))
    this.kpis.forEach((kpi, k) => {
      if (kpi.kind !== 'availability' || from >= to) return
      for (const hour of this.store.hours(k, from, to)) {
        const own = ownOf(this.columns[k]!, hour.unit)
        replaceOwn(this.columns[k]!, hour.unit, { ...own, num: own.num - hour.num, den: own.den - hour.den, n: own.n - hour.n })
      }
    })
  }

  private everything(changed: CellId[]): void {
    const count = this.kpis.length * this.pyramid.size
    for (let id = 0; id < count; id++) changed.push(id)
  }

  private tell(changed: readonly CellId[]): void {
    if (changed.length > 0) for (const follower of this.followers) follower(changed)
  }
}
