/**
 * Every cell the page holds, outside React. What is held is always the newest; what is *painted* follows a rhythm: a cell that was
 * quiet for `quietMs` paints its first change at once, one that changes continually repaints every `busyMs` (see pace.ts).
 *
 * Hot path (`apply`, up to 3,400 rows a call, twice a second): no allocation a row beyond its entry.
 */
import type { Cell, CellRow } from '../../data/protocol/cell.ts'
import { cellFlags, decodeCell } from '../../data/protocol/cell-codec.ts'
import type { Delta } from '../../data/protocol/delta.ts'
import type { Snapshot } from '../../data/protocol/snapshot.ts'
import { earliestMs, nextDueMs } from './pace.ts'

/** A cell unchanged this long is quiet, milliseconds. */
export const quietMs = 1000

/** Stands for the number of a message where figures were kept from before. */
const keptSeq = -1
/** Timers may fire this much early, milliseconds. */
const timerSlackMs = 4

/** Time and timers as a dependency. */
export interface StoreClock {
  nowMs(): number
  later(run: () => void, ms: number): void
}

/** A painted cell with the number of the message that brought it (of its own room: messages of two rooms don't compare), and when this page painted it. */
export interface Painted {
  readonly cell: Cell
  readonly seq: number
  readonly paintedMs: number
}

interface Entry {
  row: CellRow
  seq: number
  changedMs: number
  /** When its next paint is due. */
  dueMs: number
  painted: Painted
}

/** Something of each unit's KPI. Two steps, for a key put together of both would be a new string to be hashed for each of 3,321 cells, several times an update. */
class ByCell<T> {
  readonly #byKpi = new Map<string, Map<string, T>>()

  get(unit: string, kpi: string): T | undefined { return this.#byKpi.get(kpi)?.get(unit) }

  set(unit: string, kpi: string, value: T): void {
    let units = this.#byKpi.get(kpi)
    if (units === undefined) this.#byKpi.set(kpi, units = new Map())
    units.set(unit, value)
  }

  delete(unit: string, kpi: string): void {
    const units = this.#byKpi.get(kpi)
    if (units?.delete(unit) === true && units.size === 0) this.#byKpi.delete(kpi)
  }

  get size(): number { return [...this.#byKpi.values()].reduce((sum, units) => sum + units.size, 0) }

  *values(): IterableIterator<T> { for (const units of this.#byKpi.values()) yield* units.values() }
}

/** Whether two rows say the same. The last column is an array where there are stages, null elsewhere. */
function sameRow(one: CellRow, other: CellRow): boolean {
  const last = one.length - 1
  for (let i = 0; i < last; i++) if (one[i] !== other[i]) return false
  return String(one[last]) === String(other[last])
}

/** Called with the cells painted together; `fresh` tells a change from a first sight. */
export type PaintFollower = (cells: readonly Painted[], kind: 'snapshot' | 'change') => void

/** The store. One a page. */
export class CellStore {
  readonly #entries = new ByCell<Entry>()
  readonly #followed = new ByCell<Set<() => void>>()
  readonly #followers = new Set<PaintFollower>()
  readonly #dirty = new Set<Entry>()
  readonly #clock: StoreClock
  #flushAtMs = Infinity
  #epoch = ''
  #keptAtMs: number | null = null
  /** Whether anything seen so far was simulated; never becomes false again for the life of the page. */
  simulated = false

  constructor(clock: StoreClock) {
    this.#clock = clock
  }

  /** Takes a whole snapshot: painted at once. A new epoch keeps what is shown until it is replaced. */
  replace(snapshot: Snapshot): void {
    this.#epoch = snapshot.epoch
    this.#keptAtMs = null
    if (snapshot.simulated) this.simulated = true
    this.#paintAll(snapshot.cells, snapshot.seq)
  }

  /** Takes figures that were kept at `atMs` (the server's clock then): a picture before the first snapshot, never instead of one. Whether it took them. */
  restore(cells: readonly CellRow[], atMs: number, simulated: boolean): boolean {
    if (simulated) this.simulated = true
    if (this.#epoch !== '') return false
    this.#keptAtMs = atMs
    this.#paintAll(cells, keptSeq)
    return true
  }

  /** The link lives: what was kept and no snapshot has replaced is nobody's any more. */
  endKept(): void {
    this.#keptAtMs = null
    for (const { row, painted } of this.#entries.values()) if (painted.seq === keptSeq) this.#entries.delete(row[0], row[1])
    this.#tell([], 'snapshot')
  }

  /** When what is shown was current, epoch ms of the server, while it is only what was kept; null: it is live, or there is nothing. */
  get keptAtMs(): number | null { return this.#keptAtMs }

  /** Every row held, the newest of each cell. */
  rows(): CellRow[] {
    return Array.from(this.#entries.values(), ({ row }) => row)
  }

  /** Paints anew what `change` sees otherwise than it is painted; the same object: nothing to see. What is held stays as it came. */
  repaint(change: (cell: Cell) => Cell): void {
    const now = this.#clock.nowMs()
    const painted: Painted[] = []
    for (const entry of this.#entries.values()) {
      const cell = change(entry.painted.cell)
      if (cell === entry.painted.cell) continue
      entry.painted = { cell, seq: entry.painted.seq, paintedMs: now }
      painted.push(entry.painted)
    }
    if (painted.length > 0) this.#tell(painted, 'snapshot')
  }

  #paintAll(cells: readonly CellRow[], seq: number): void {
    const now = this.#clock.nowMs()
    const painted: Painted[] = []
    for (const row of cells) {
      const entry = this.#take(this.#entries.get(row[0], row[1]), row, seq, now)
      entry.painted = this.#paint(entry, now)
      this.#dirty.delete(entry)
      painted.push(entry.painted)
    }
    this.#tell(painted, 'snapshot')
  }

  /** Takes the changed cells of a delta. */
  apply(delta: Delta): void {
    const now = this.#clock.nowMs()
    const painted: Painted[] = []
    for (const row of delta.cells) {
      const before = this.#entries.get(row[0], row[1])
      // two subscriptions may hold the same cell: it is one change, and painted once
      if (before !== undefined && sameRow(before.row, row)) continue
      const quiet = before === undefined || now - before.changedMs >= quietMs
      const entry = this.#take(before, row, delta.seq, now)
      const earliest = earliestMs(entry.dueMs)
      if (quiet || now >= earliest) {
        entry.painted = this.#paintChange(entry, now)
        this.#dirty.delete(entry)
        painted.push(entry.painted)
      } else {
        this.#dirty.add(entry)
        this.#flushBy(earliest, now)
      }
    }
    this.#tell(painted, 'change')
  }

  /** What is painted for a unit's KPI; undefined: never seen. The same object until it is painted anew. */
  painted(unit: string, kpi: string): Painted | undefined {
    return this.#entries.get(unit, kpi)?.painted
  }

  /** Epoch of the newest snapshot. */
  get epoch(): string { return this.#epoch }

  /** Cells held. */
  get size(): number { return this.#entries.size }

  /** Called when this one cell is painted. */
  onCell(unit: string, kpi: string, follower: () => void): () => void {
    let set = this.#followed.get(unit, kpi)
    if (set === undefined) this.#followed.set(unit, kpi, set = new Set())
    set.add(follower)
    return () => {
      set.delete(follower)
      if (set.size === 0 && this.#followed.get(unit, kpi) === set) this.#followed.delete(unit, kpi)
    }
  }

  /** Called with everything painted together. */
  onPaint(follower: PaintFollower): () => void {
    this.#followers.add(follower)
    return () => { this.#followers.delete(follower) }
  }

  /** Drops the cells that the page no longer shows. */
  keepOnly(wanted: (unit: string, kpi: string) => boolean): void {
    for (const entry of this.#entries.values()) {
      const [unit, kpi] = entry.row
      if (wanted(unit, kpi) || this.#followed.get(unit, kpi) !== undefined) continue
      this.#entries.delete(unit, kpi)
      this.#dirty.delete(entry)
    }
  }

  #take(entry: Entry | undefined, row: CellRow, seq: number, now: number): Entry {
    if ((row[15] & cellFlags.simulated) !== 0) this.simulated = true
    if (entry === undefined) {
      const fresh: Entry = {
        row, seq, changedMs: now, dueMs: -Infinity, painted: { cell: decodeCell(row), seq, paintedMs: now },
      }
      this.#entries.set(row[0], row[1], fresh)
      return fresh
    }
    entry.row = row
    entry.seq = seq
    entry.changedMs = now
    return entry
  }

  /** A first sight does not count for the rhythm of what follows. */
  #paintChange(entry: Entry, now: number): Painted {
    entry.dueMs = nextDueMs(entry.dueMs, now)
    return this.#paint(entry, now)
  }

  #paint(entry: Entry, now: number): Painted {
    return { cell: decodeCell(entry.row), seq: entry.seq, paintedMs: now }
  }

  #flushBy(atMs: number, now: number): void {
    if (this.#flushAtMs <= atMs) return
    this.#flushAtMs = atMs
    this.#clock.later(() => this.#flush(), Math.max(0, atMs - now))
  }

  #flush(): void {
    const now = this.#clock.nowMs()
    if (now + timerSlackMs < this.#flushAtMs) return
    this.#flushAtMs = Infinity
    const painted: Painted[] = []
    let nextMs = Infinity
    for (const entry of this.#dirty) {
      const earliest = earliestMs(entry.dueMs)
      if (earliest > now + timerSlackMs) { nextMs = Math.min(nextMs, earliest); continue }
      entry.painted = this.#paintChange(entry, now)
      this.#dirty.delete(entry)
      painted.push(entry.painted)
    }
    if (nextMs < Infinity) this.#flushBy(nextMs, now)
    this.#tell(painted, 'change')
  }

  #tell(painted: readonly Painted[], kind: 'snapshot' | 'change'): void {
    if (painted.length === 0 && kind === 'change') return
    for (const { cell } of painted) {
      const set = this.#followed.get(cell.unit, cell.kpi)
      if (set !== undefined) for (const follower of set) follower()
    }
    for (const follower of this.#followers) follower(painted, kind)
  }
}
