/**
 * The verdicts of all cells, kept up as readings come and time passes.
 *
 * Law: a verdict judged incrementally equals a judgement of everything from nothing, once nothing waits
 * (tests/server/watch/verdict-book.test.ts). Two things follow the hour of the fold only: what peers have in common, and the plan's
 * line. Two beginnings are remembered rather than read from the data, and are never earlier after a restart: of an outlier, and of a
 * figure below a floor that holds all year.
 *
 * Invariants
 * - No clock: time is `live.nowMs`. Works with a Live of one KPI.
 * - A reading re-judges its own cell, and of the cells above it what is judged on subtrees; sums of more than `maxSummedAtOnce`
 *   units wait for the tick. Everything is judged again at each turn of an hour, at most `maxJudgedPerTick` cells a tick.
 * - Corrections read their cell again through `reload`; without it a corrected period keeps what it had (a state of the same instant
 *   is overwritten).
 * Hot path: `apply`, once a reading.
 */
import { aged, latenessOf, nextTurnMs } from '../../../data/judgement/detect/lateness.ts'
import { verdictKinds, type Verdict, type VerdictChange, type VerdictKind } from '../../../data/judgement/verdict.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { isState } from '../../../data/measures/measure.ts'
import type { Columns } from '../../../data/pyramid/roll-up.ts'
import { hourStart, yearOf } from '../../../data/time/vietnam-time.ts'
import type { CellId, LiveFigures } from '../../figures/figures.ts'
import type { Appended } from '../../log/log.ts'
import { comparesTotals, DeclaredTotals } from './declared.ts'
import { judgeOwn, ownKinds, type OwnParts } from './judge-own.ts'
import { judgeAmongPeers, judgeBelowPlan, judgeDeclared } from './judge-subtree.ts'
import { LineStore } from './line-store.ts'
import { emptyPast, type CellPast, type KpiPast } from './past.ts'
import { Peers } from './peers.ts'
import { PeriodStore } from './period-store.ts'
import { VerdictTable } from './verdict-table.ts'
import { WaitingCells } from './waiting-cells.ts'

/** Most cells judged again in one tick: about 20 ms. */
export const maxJudgedPerTick = 4000
/** Declared totals over more units than this are compared at the tick, not at the reading. */
export const maxSummedAtOnce = 300

/** What a book is built of. */
export interface VerdictBookDeps {
  readonly live: LiveFigures & { readonly columns: readonly Columns[] }
  readonly target: (unit: number, kpi: number, year: number) => Target | null
  /** Reads the past of one own cell from the store, the commit being applied included: after corrections. */
  readonly reload?: (kpi: number, unit: number) => CellPast
  /** By KPI id: since when a unit's figure lies beyond what is expected, where something but readings tells it (tasks and their deadlines); null: nothing does. */
  readonly beganMs?: Readonly<Record<string, (unit: number, expected: number) => number | null>>
  /** The kinds that are asked for, where not all are (a rehearsal of one rule): what none of them needs is not judged. */
  readonly kinds?: readonly VerdictKind[]
}

/** Kinds that need what is judged on an own office beyond its age; an outlier is one only where none of the others explains it. */
const deepKinds: readonly VerdictKind[] = ['jump', 'stall', 'fell', 'down', 'flapping', 'outlier']

/** See the file header. */
export class VerdictBook {
  readonly #deps: VerdictBookDeps
  readonly #parts: readonly OwnParts[]
  readonly #totals: readonly (DeclaredTotals | null)[]
  readonly #peers: Peers
  readonly #table: VerdictTable
  readonly #waiting: WaitingCells
  /** When the first newest reading of each KPI turns late or lost. */
  readonly #nextTurn: Float64Array
  readonly #followers: ((changes: readonly VerdictChange[]) => void)[] = []
  readonly #wanted: ReadonlySet<VerdictKind>
  #hourMs: number

  constructor(deps: VerdictBookDeps) {
    const { pyramid, kpis, columns, nowMs } = deps.live
    this.#deps = deps
    this.#wanted = new Set(deps.kinds ?? verdictKinds)
    const isDeep = deepKinds.some((kind) => this.#wanted.has(kind))
    this.#parts = kpis.map((kpi, k) => {
      const due = (unit: number): boolean => columns[k]!.ownDue[unit] === 1
      const isLine = kpi.kind === 'availability'
      return {
        kpi, columns: columns[k]!, limits: latenessOf(kpi), isDeep, target: (unit, year) => deps.target(unit, k, year),
        lines: isLine && !kpi.computed ? new LineStore(kpi, pyramid.size, due) : null,
        periods: isLine || kpi.computed ? null : new PeriodStore(kpi, pyramid.size, due),
      }
    })
    this.#totals = this.#parts.map(({ kpi, columns: c, periods }) =>
      (periods !== null && comparesTotals(kpi) ? new DeclaredTotals(kpi, pyramid, periods, c.ownDue) : null))
    this.#peers = new Peers(deps.live)
    this.#table = new VerdictTable(pyramid.size, kpis.length)
    this.#waiting = new WaitingCells(pyramid.size * kpis.length)
    this.#nextTurn = new Float64Array(kpis.length).fill(Infinity)
    this.#hourMs = hourStart(nowMs)
    this.#waiting.addAll()
    deps.live.onChanged((cells) => {
      for (const cell of cells) this.#waiting.add(cell)
    })
  }

  /** Cells that wait to be judged. */
  get waiting(): number {
    return this.#waiting.count
  }

  /** All verdicts that stand on a cell. */
  verdicts(unit: number, kpi: number): readonly Verdict[] {
    const { pyramid, nowMs } = this.#deps.live
    return this.#table.of(kpi * pyramid.size + unit).map((verdict) => aged(verdict, nowMs))
  }

  /** When a verdict that stands was last judged, epoch milliseconds; silence is measured anew at each look. Null: it does not stand. */
  judgedMs(unit: number, kpi: number, kind: VerdictKind): number | null {
    const { pyramid, nowMs } = this.#deps.live
    const atMs = this.#table.judgedAt(kpi * pyramid.size + unit, kind)
    return atMs !== null && (kind === 'late' || kind === 'lost') ? nowMs : atMs
  }

  /** The units that have no figure in the sum a standing `mismatch` tells of. */
  missing(unit: number, kpi: number): readonly number[] {
    const { pyramid, nowMs } = this.#deps.live
    const verdict = this.#table.get(kpi * pyramid.size + unit, 'mismatch')
    return verdict === null ? [] : (this.#totals[kpi]?.missing(unit, verdict, nowMs) ?? [])
  }

  /**
   * Seconds up of seconds observed of a line after `fromMs`, from its kept spans (they reach back an hour); of a span that began before it
   * its share, whole seconds. Nothing known: zeros.
   */
  lineSince(unit: number, kpi: number, fromMs: number): { up: number; observed: number } {
    const sums = { up: 0, observed: 0 }
    const spans = this.#parts[kpi]!.lines?.read(unit)?.spans
    for (let i = (spans?.count ?? 0) - 1; i >= 0 && spans!.at[i]! > fromMs; i--) {
      const span = spans!.span[i]!
      const inside = Math.min(span, Math.floor((spans!.at[i]! - fromMs) / 1000))
      sums.up += span === 0 ? 0 : Math.floor((spans!.up[i]! * inside) / span)
      sums.observed += inside
    }
    return sums
  }

  /** All verdicts of a kind that stand. */
  * standing(kind: VerdictKind): Generator<{ unit: number; kpi: number; verdict: Verdict }> {
    const { pyramid: { size }, nowMs } = this.#deps.live
    for (const [cell, verdict] of this.#table.standing(kind)) {
      const unit = cell % size
      yield { unit, kpi: (cell - unit) / size, verdict: aged(verdict, nowMs) }
    }
  }

  /** Called with the verdicts that came, changed their severity, or went, after each call that changed any. */
  onChanged(follower: (changes: readonly VerdictChange[]) => void): void {
    this.#followers.push(follower)
  }

  /** Takes the past of one KPI, in place of what was known of those cells; they are judged again in turn. */
  load(kpi: number, history: KpiPast): void {
    const { size } = this.#deps.live.pyramid
    for (let unit = history.fromUnit; unit < history.toUnit; unit++) {
      this.#replace(kpi, unit, history.cells.get(unit) ?? emptyPast)
      this.#waiting.add(kpi * size + unit)
    }
  }

  /** Readings of a commit, after `live.apply` took them. */
  apply(readings: readonly Appended[]): void {
    const { size } = this.#deps.live.pyramid
    const again = new Set<number>()
    const touched = new Set<number>()
    for (const r of readings) if (r.corrects !== null && this.#deps.reload !== undefined) again.add(r.kpi * size + r.unit)
    for (const r of readings) {
      const cell = r.kpi * size + r.unit
      touched.add(cell)
      if (!again.has(cell) && this.#take(r)) again.add(cell)
    }
    for (const cell of again) this.#reload(cell)
    // What stands above a touched cell, and whether its declared total is touched too.
    const above = new Map<number, boolean>()
    for (const r of readings) this.#collectAbove(r, above)
    for (const cell of touched) this.#judge(cell)
    for (const [cell, total] of above) if (!touched.has(cell)) this.#judgeAbove(cell, total)
    this.#tell()
  }

  /** After `live.advance`: what the passing of time changed, and what waits, at most `most` cells of it. */
  tick(most = maxJudgedPerTick): void {
    const { nowMs } = this.#deps.live
    if (hourStart(nowMs) !== this.#hourMs) {
      this.#hourMs = hourStart(nowMs)
      this.#waiting.addAll()
    }
    // What fell silent goes first: it comes in the second it is due, however long the turn of the hour takes.
    let judged = 0
    this.#parts.forEach((_, kpi) => {
      if (nowMs <= this.#nextTurn[kpi]!) return
      for (const cell of this.#aged(kpi, nowMs)) {
        if (judged++ < maxJudgedPerTick) this.#judge(cell)
        else this.#waiting.add(cell)
      }
    })
    for (; judged < most; judged++) {
      const cell = this.#waiting.take()
      if (cell < 0) break
      this.#judge(cell)
    }
    this.#tell()
  }

  /** After `live.advance`: judges what turned late or lost by it, and nothing else. For rehearsals, between two ticks. */
  age(): void {
    const { nowMs } = this.#deps.live
    this.#parts.forEach((_, kpi) => { if (nowMs > this.#nextTurn[kpi]!) for (const cell of this.#aged(kpi, nowMs)) this.#judge(cell) })
    this.#tell()
  }

  /** Judges these cells now. For rehearsals, which know what time may have changed. */
  judgeCells(cells: Iterable<CellId>): void {
    for (const cell of cells) this.#judge(cell)
    this.#tell()
  }

  /** Judges everything now, from the figures as they are. */
  judgeAll(): void {
    this.#peers.forget()
    this.#hourMs = hourStart(this.#deps.live.nowMs)
    const cells = this.#parts.length * this.#deps.live.pyramid.size
    for (let cell = 0; cell < cells; cell++) this.#judge(cell)
    this.#tell()
  }

  /** Takes one reading into the past of its cell; true: the cell must be read again. */
  #take(r: Appended): boolean {
    const { kpi, periods, lines, columns } = this.#parts[r.kpi]!
    if (r.declared) {
      this.#takeDeclared(r)
      return false
    }
    if (r.num === null) return false
    // Without a store to read again, what a correction took away is not known: only a state's newer figure can be taken.
    if (r.corrects !== null && !isState(kpi.kind)) return false
    if (lines !== null) return lines.add(r.unit, r.atMs, r.num, r.den ?? 0) && this.#deps.reload !== undefined
    if (periods === null) return false
    const tie = periods.add(r.unit, r.num, r.den ?? 0, r.atMs)
    if (!tie) return false
    if (this.#deps.reload !== undefined) return true
    // The fold knows which of two states of its newest instant stands.
    if (columns.ownAt[r.unit] === r.atMs) periods.add(r.unit, columns.ownNum[r.unit]!, columns.ownDen[r.unit]!, r.atMs)
    return false
  }

  #takeDeclared(r: Appended): void {
    const totals = this.#totals[r.kpi]
    if (totals == null) return
    if (r.corrects !== null && totals.keyOf(r.unit) === r.corrects) totals.replace(r.unit, null)
    if (r.num !== null) totals.add(r.unit, { atMs: r.atMs, key: r.key, num: r.num, den: r.den ?? 0 })
  }

  #reload(cell: number): void {
    const unit = cell % this.#deps.live.pyramid.size
    const kpi = (cell - unit) / this.#deps.live.pyramid.size
    if (this.#deps.reload !== undefined) this.#replace(kpi, unit, this.#deps.reload(kpi, unit))
  }

  #replace(kpi: number, unit: number, past: CellPast): void {
    this.#parts[kpi]!.periods?.replace(unit, past.periods)
    this.#parts[kpi]!.lines?.replace(unit, past.spans, past.zeroFromMs)
    this.#totals[kpi]?.replace(unit, past.declared)
  }

  /** Cells above a reading's own. A correction may have taken a figure from any period: it touches every total. */
  #collectAbove(r: Appended, above: Map<number, boolean>): void {
    const { size, parent } = this.#deps.live.pyramid
    if (r.declared) return
    const totals = this.#totals[r.kpi]
    for (let unit = parent[r.unit]!; unit >= 0; unit = parent[unit]!) {
      const cell = r.kpi * size + unit
      const touches = totals != null && (r.corrects === null ? totals.isTouched(unit, r.atMs) : totals.keyOf(unit) !== undefined)
      above.set(cell, touches || above.get(cell) === true)
    }
  }

  #judgeAbove(cell: number, total: boolean): void {
    const { size, end } = this.#deps.live.pyramid
    const unit = cell % size
    const large = total && end[unit]! - unit > maxSummedAtOnce
    this.#judgeSubtree(cell, unit, (cell - unit) / size, total && !large)
    if (large) this.#waiting.add(cell)
    else this.#waiting.drop(cell)
  }

  #judge(cell: number): void {
    const unit = cell % this.#deps.live.pyramid.size
    const kpi = (cell - unit) / this.#deps.live.pyramid.size
    const { nowMs } = this.#deps.live
    const parts = this.#parts[kpi]!
    this.#waiting.drop(cell)
    if (parts.columns.ownDue[unit] === 1) {
      if (parts.limits !== null) this.#nextTurn[kpi] = Math.min(this.#nextTurn[kpi]!, nextTurnMs(parts.limits, parts.columns.ownAt[unit]!, nowMs))
      const found = judgeOwn(parts, unit, nowMs)
      for (const kind of ownKinds) this.#table.set(cell, kind, found[kind], nowMs)
    }
    this.#judgeSubtree(cell, unit, kpi, true)
  }

  #judgeSubtree(cell: number, unit: number, kpi: number, compareTotal: boolean): void {
    const { live, target } = this.#deps
    const parts = this.#parts[kpi]!
    const { columns } = parts
    if (columns.due[unit] === 0 && columns.subReported[unit] === 0) {
      for (const kind of ['below_plan', 'outlier', 'mismatch'] as const) this.#table.set(cell, kind, null, live.nowMs)
      return
    }
    const table = this.#table
    const wanted = this.#wanted
    if (wanted.has('below_plan')) {
      const beganMs = this.#deps.beganMs?.[parts.kpi.id]
      const known = { standing: table.get(cell, 'below_plan'), beganMs: beganMs === undefined ? undefined : (expected: number) => beganMs(unit, expected) }
      table.set(cell, 'below_plan', judgeBelowPlan(live, unit, kpi, target(unit, kpi, yearOf(live.nowMs)), known), live.nowMs)
    }
    if (wanted.has('outlier')) {
      table.set(cell, 'outlier', this.#isExplained(cell, unit) ? null
        : judgeAmongPeers(this.#peers, columns, parts.kpi, kpi, unit, table.get(cell, 'outlier')), live.nowMs)
    }
    if (compareTotal && wanted.has('mismatch')) table.set(cell, 'mismatch', judgeDeclared(this.#totals[kpi] ?? null, columns, parts.kpi, unit, live.nowMs), live.nowMs)
  }

  /** An office far from its peers because it jumped, fell, stalls or is down is told by that. */
  #isExplained(cell: number, unit: number): boolean {
    if (this.#deps.live.pyramid.children[unit]!.length > 0) return false
    return (['jump', 'fell', 'stall', 'down'] as const).some((kind) => this.#table.get(cell, kind) !== null)
  }

  /** The own offices of a KPI whose newest reading turned late or lost; notes when the next will. */
  #aged(kpi: number, nowMs: number): readonly number[] {
    const aged: number[] = []
    const { columns, limits } = this.#parts[kpi]!
    const { size } = this.#deps.live.pyramid
    this.#nextTurn[kpi] = Infinity
    if (limits === null) return aged
    for (let unit = 0; unit < size; unit++) {
      if (columns.ownDue[unit] !== 1) continue
      const newestMs = columns.ownAt[unit]!
      if (Number.isNaN(newestMs)) continue
      const cell = kpi * size + unit
      const next = nextTurnMs(limits, newestMs, nowMs)
      if (next < this.#nextTurn[kpi]!) this.#nextTurn[kpi] = next
      const age = nowMs - newestMs
      const stands = age > limits.lostMs ? 'lost' : age > limits.lateMs ? 'late' : null
      if (stands !== null && this.#table.get(cell, stands) === null) aged.push(cell)
    }
    return aged
  }

  #tell(): void {
    const changes = this.#table.takeChanges()
    if (changes.length > 0) for (const follower of this.#followers) follower(changes)
  }
}
