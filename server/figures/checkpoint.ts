/**
 * Checkpoints of the live fold: own contributions of flows and states as absolute rows with the log's sequence number they
 * stand at, written in small slices, so that a start reads one row a cell and replays only what came after.
 * A row is right by itself (its `seq` says what it holds), so a sweep may be cut off anywhere. Availability has no rows: its
 * window is summed from roll-ups at start.
 */
import type { StatementSync } from 'node:sqlite'
import { cadenceMs } from '../../data/kpis/kpi.ts'
import { isFlow } from '../../data/measures/measure.ts'
import { ownOf, type Own } from '../../data/pyramid/roll-up.ts'
import { yearOf } from '../../data/time/vietnam-time.ts'
import { ReadingWriter } from '../log/reading-writer.ts'
import type { SqliteLog } from '../log/sqlite-log.ts'
import type { Live } from './live.ts'
import type { OwnSource } from './own-source.ts'

/** Pause between two sweeps, milliseconds. */
export const sweepIntervalMs = 15_000
/** Rows written in one transaction: about 10 ms. */
export const rowsPerSlice = 1500
/** Pause between two slices, milliseconds. */
const slicePauseMs = 60

type CellRow = [kpi: number, unit: number, year: number, num: number, den: number, n: number, at: number | null, key: string, sim: number, seq: number]

/** Keeps the cell table behind the live fold. */
export class Checkpoint {
  private dirty: Set<number>
  private readonly log: SqliteLog
  private readonly live: Live
  private readonly upsert: StatementSync
  private timer: NodeJS.Timeout | null = null
  private sweeping: { cells: number[]; seq: number; nowMs: number } | null = null

  /** `touched`: cells that `restore` changed after their rows were written. */
  constructor(log: SqliteLog, live: Live, touched: readonly number[]) {
    this.dirty = new Set(touched)
    this.log = log
    this.live = live
    this.upsert = log.db.prepare(`INSERT INTO cell(kpi,unit,year,num,den,n,at,key,sim,seq) VALUES(?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT DO UPDATE SET year=excluded.year,num=excluded.num,den=excluded.den,n=excluded.n,at=excluded.at,key=excluded.key,
      sim=excluded.sim,seq=excluded.seq`)
    log.onAppended((readings) => {
      for (const { kpi, unit } of readings) if (this.keeps(kpi)) this.dirty.add(kpi * live.pyramid.size + unit)
    })
  }

  /** Begins sweeping in the background. */
  start(): void {
    this.timer = setTimeout(() => this.tick(), sweepIntervalMs)
    this.timer.unref()
  }

  /** Writes everything that is due, now, and stops. */
  finish(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    for (const cell of this.sweeping?.cells ?? []) this.dirty.add(cell)
    this.sweeping = null
    this.begin()
    while (this.sweeping !== null) this.slice()
  }

  private keeps(kpi: number): boolean {
    return this.live.kpis[kpi]!.kind !== 'availability'
  }

  private tick(): void {
    if (this.sweeping === null) this.begin()
    else this.slice()
    this.timer = setTimeout(() => this.tick(), this.sweeping === null ? sweepIntervalMs : slicePauseMs)
    this.timer.unref()
  }

  private begin(): void {
    this.live.advance(this.log.receivedMs)
    for (const cell of this.arrived()) this.dirty.add(cell)
    this.sweeping = { cells: [...this.dirty], seq: this.log.seq, nowMs: this.live.nowMs }
    this.dirty = new Set()
  }

  /** Cells of readings that lay ahead of the clock when they came and count by now. */
  private arrived(): number[] {
    const rows = this.log.db.prepare('SELECT kpi, unit FROM ahead WHERE at<=?').all(this.live.nowMs)
    return rows.map((row) => ({ kpi: this.log.kpiIds.indexOf(Number(row['kpi'])), unit: this.log.units.indexOf(Number(row['unit'])) }))
      .filter(({ kpi, unit }) => kpi >= 0 && unit >= 0 && this.keeps(kpi)).map(({ kpi, unit }) => kpi * this.live.pyramid.size + unit)
  }

  private slice(): void {
    // A row says what it holds by the log's sequence: nothing that was received may still wait for the fold's clock. What waits
    // after this lies ahead of its own receipt and stands in the table `ahead`.
    this.live.advance(this.log.receivedMs)
    const sweep = this.sweeping!
    const cells = sweep.cells.splice(0, rowsPerSlice)
    try {
      this.log.transaction(() => {
        for (const cell of cells) this.writeCell(cell)
        if (sweep.cells.length > 0) return
        this.log.setMeta('cell_seq', sweep.seq)
        this.log.db.prepare('DELETE FROM ahead WHERE at<=? AND seq<=?').run(sweep.nowMs, sweep.seq)
      })
      if (sweep.cells.length === 0) this.sweeping = null
    } catch {
      // Disk full: rows written before stay right; the rest is swept again later. Other failures went to the log's onFatal.
      for (const cell of [...cells, ...sweep.cells]) this.dirty.add(cell)
      this.sweeping = null
    }
  }

  private writeCell(cell: number): void {
    const unit = cell % this.live.pyramid.size
    const kpi = (cell - unit) / this.live.pyramid.size
    const own = ownOf(this.live.columns[kpi]!, unit)
    this.upsert.run(this.log.kpiIds.idOf[kpi]!, this.log.units.idOf[unit]!, yearOf(this.live.nowMs), own.num, own.den, own.n,
      Number.isNaN(own.atMs) ? null : own.atMs, own.key, own.simulated ? 1 : 0, this.log.seq)
  }
}

function readCells(log: SqliteLog, live: Live): Map<number, number> {
  const statement = log.db.prepare('SELECT kpi,unit,year,num,den,n,at,key,sim,seq FROM cell')
  statement.setReturnArrays(true)
  const year = yearOf(live.nowMs)
  const since = log.meta('cell_seq') ?? 0
  const later = new Map<number, number>()
  for (const row of statement.iterate() as unknown as Iterable<CellRow>) {
    const kpi = log.kpiIds.indexOf(row[0])
    const unit = log.units.indexOf(row[1])
    if (kpi < 0 || unit < 0) continue
    const old = isFlow(live.kpis[kpi]!.kind) && row[2] !== year
    const own: Own = {
      num: old ? 0 : row[3], den: old ? 0 : row[4], n: old ? 0 : row[5], atMs: row[6] ?? NaN, key: row[7], simulated: row[8] === 1,
    }
    live.load(kpi, unit, own)
    if (row[9] > since) later.set(kpi * live.pyramid.size + unit, row[9])
  }
  return later
}

function loadAvailability(live: Live, source: OwnSource): void {
  live.kpis.forEach((kpi, k) => {
    if (kpi.kind !== 'availability' || cadenceMs[kpi.cadence] === null) return
    for (let unit = 0; unit < live.pyramid.size; unit++) {
      if (live.columns[k]!.ownDue[unit] === 0) continue
      const own = source.own(k, unit, live.nowMs)
      if (!Number.isNaN(own.atMs)) live.load(k, unit, own)
    }
  })
}

/**
 * Fills an empty fold from the store: checkpoint rows, then the readings after them, then what lay ahead of the clock.
 * Equals a fold of the whole log (law 5). Returns the cells that differ from their rows now, for the next sweep.
 */
export function restore(log: SqliteLog, live: Live, source: OwnSource): number[] {
  const touched = new Set<number>()
  const corrected = new Set<number>()
  const later = readCells(log, live)
  const writer = new ReadingWriter(log.db, log.units, log.kpiIds)
  for (const reading of writer.after(log.meta('cell_seq') ?? 0)) {
    const isKept = live.kpis[reading.kpi]!.kind !== 'availability'
    const cell = reading.kpi * live.pyramid.size + reading.unit
    if (!isKept || reading.seq <= (later.get(cell) ?? 0)) continue
    touched.add(cell)
    if (reading.corrects === null) live.apply([reading])
    else corrected.add(cell)
  }
  // The store holds what came after a correction too: a corrected cell is read whole, after the replay.
  for (const cell of corrected) {
    const unit = cell % live.pyramid.size
    const kpi = (cell - unit) / live.pyramid.size
    live.load(kpi, unit, source.own(kpi, unit, live.nowMs))
  }
  loadAvailability(live, source)
  for (const row of log.db.prepare('SELECT kpi, unit, at FROM ahead').all()) {
    const kpi = log.kpiIds.indexOf(Number(row['kpi']))
    const unit = log.units.indexOf(Number(row['unit']))
    if (kpi < 0 || unit < 0) continue
    const atMs = Number(row['at'])
    if (atMs > live.nowMs) live.await({ kpi, unit, atMs })
    else {
      live.load(kpi, unit, source.own(kpi, unit, live.nowMs))
      touched.add(kpi * live.pyramid.size + unit)
    }
  }
  return [...touched].filter((cell) => live.kpis[Math.floor(cell / live.pyramid.size)]!.kind !== 'availability')
}
