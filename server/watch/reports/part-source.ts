/** Which KPIs make a unit's report, and the readings of them as the store has them. Runs on the log's connection and in the scan's thread. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import { handInOf, isReportPart, maxReportParts, partsIn, type PartReading } from '../../../data/plans/hand-in.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { everySeq } from '../../figures/own-source.ts'
import type { Dictionary } from '../../log/dictionary.ts'
import { noHeld, type HeldHandIn } from './report-columns.ts'

/** The parts of all units' reports. */
export interface ReportParts {
  /** KPI index of each part. */
  readonly kpis: readonly number[]
  /** Part of a KPI index, −1: it is none. */
  readonly partOf: Int8Array
  /** Bits of the parts a unit's own office owes. */
  readonly wanted: Int32Array
}

/** Finds the parts. Throws RangeError where a catalogue has more monthly KPIs than a report holds. */
export function reportPartsOf(pyramid: Pyramid, kpis: readonly Kpi[]): ReportParts {
  const levels = [...new Set(pyramid.units.map(({ level }) => level))]
  const parts = kpis.map((_, i) => i).filter((i) => levels.some((level) => isReportPart(kpis[i]!, level)))
  if (parts.length > maxReportParts) throw new RangeError(`a report holds ${maxReportParts} parts, the catalogue has ${parts.length} monthly KPIs`)
  const partOf = new Int8Array(kpis.length).fill(-1)
  parts.forEach((kpi, part) => { partOf[kpi] = part })
  const byLevel = new Map(levels.map((level) =>
    [level, parts.reduce((bits, kpi, part) => (isReportPart(kpis[kpi]!, level) ? bits | (1 << part) : bits), 0)]))
  return { kpis: parts, partOf, wanted: Int32Array.from(pyramid.units, ({ level }) => byLevel.get(level) ?? 0) }
}

type Row = [seq: number, kpi: number, at: number, withdraws: number, flags: number, received: number, replaces: number | null, replaced: number]

/** Reads the readings of report parts, a unit at a time. */
export class PartSource {
  private readonly select: StatementSync
  private readonly units: Dictionary
  private readonly partOfId: ReadonlyMap<number, number>

  constructor(db: DatabaseSync, units: Dictionary, kpiIds: Dictionary, parts: ReportParts) {
    this.units = units
    this.partOfId = new Map(parts.kpis.map((kpi, part) => [kpiIds.idOf[kpi]!, part]))
    this.select = db.prepare(`SELECT r.seq, r.kpi, r.at, r.num IS NULL, r.flags, r.received, r.replaces,
      EXISTS(SELECT 1 FROM correction c WHERE c.target=r.seq AND c.seq<=?) FROM reading r
      WHERE r.kpi IN (${[...this.partOfId.keys()].join(',')}) AND r.unit=? AND r.at>=? AND r.at<? AND r.seq<=?`)
    this.select.setReturnArrays(true)
  }

  /** Readings of a unit's parts with `at` in [fromMs, toMs) that the log held at `maxSeq`. */
  readings(unit: number, fromMs: number, toMs: number, maxSeq = everySeq): PartReading[] {
    const rows = this.select.all(maxSeq, this.units.idOf[unit]!, fromMs, toMs, maxSeq) as unknown as Row[]
    return rows.map(([seq, kpi, atMs, withdraws, flags, receivedMs, replaces, replaced]) => ({
      seq, part: this.partOfId.get(kpi)!, atMs, receivedMs, withdraws: withdraws === 1, declared: (flags & 1) !== 0, simulated: (flags & 2) !== 0,
      replaced: replaced === 1, replaces,
    }))
  }

  /** The report of a unit over [fromMs, toMs) so far, as the log held it at `maxSeq`. */
  handIn(unit: number, fromMs: number, toMs: number, maxSeq = everySeq): HeldHandIn {
    return heldOf(this.readings(unit, fromMs, toMs, maxSeq), fromMs, toMs)
  }
}

/** Readings of one unit's parts as a report so far. */
export function heldOf(readings: readonly PartReading[], fromMs: number, toMs: number): HeldHandIn {
  const parts = partsIn(readings, fromMs, toMs)
  if (parts.size === 0) return noHeld
  let firstMs = Infinity
  for (const { inMs } of parts.values()) firstMs = Math.min(firstMs, inMs)
  return { ...handInOf(parts), firstMs }
}
