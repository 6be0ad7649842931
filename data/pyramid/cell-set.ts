/**
 * The watched cells of one subscription: what a snapshot and the deltas after it amount to, on either side of the socket.
 * Law 4: a snapshot plus the deltas after it equals a later snapshot.
 */
import type { Cell, CellRow } from '../protocol/cell.ts'
import { decodeCell } from '../protocol/cell-codec.ts'
import type { Delta } from '../protocol/delta.ts'
import type { Snapshot } from '../protocol/snapshot.ts'

/** Cells held at a `seq`. `rows` is keyed by `cellKey`; `atMs` is the server's clock of the last message, epoch ms. */
export interface CellSet {
  readonly room: string
  readonly epoch: string
  seq: number
  atMs: number
  readonly rows: Map<string, CellRow>
}

/** Key of a cell in a set: unit code, a space, KPI id. */
export function cellKey(unit: string, kpi: string): string {
  return `${unit} ${kpi}`
}

/** The set a snapshot starts. */
export function cellSetOf(snapshot: Snapshot): CellSet {
  const rows = new Map<string, CellRow>()
  for (const row of snapshot.cells) rows.set(cellKey(row[0], row[1]), row)
  return { room: snapshot.room, epoch: snapshot.epoch, seq: snapshot.seq, atMs: snapshot.at, rows }
}

/** Whether a delta continues what the set holds: same room, same epoch, `prev` is the held `seq`. */
export function follows(set: CellSet, delta: Delta): boolean {
  return delta.room === set.room && delta.epoch === set.epoch && delta.prev === set.seq
}

/** Applies a delta in place. False, and nothing changed: it does not follow, so the subscription needs a new `watch`. */
export function applyDelta(set: CellSet, delta: Delta): boolean {
  if (!follows(set, delta)) return false
  for (const row of delta.cells) set.rows.set(cellKey(row[0], row[1]), row)
  set.seq = delta.seq
  set.atMs = delta.at
  return true
}

/** One cell, or undefined where the subscription has none. */
export function cellOf(set: CellSet, unit: string, kpi: string): Cell | undefined {
  const row = set.rows.get(cellKey(unit, kpi))
  return row === undefined ? undefined : decodeCell(row)
}

/** All rows in the order of their keys (code units). */
export function rowsInOrder(set: CellSet): CellRow[] {
  return [...set.rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row)
}
