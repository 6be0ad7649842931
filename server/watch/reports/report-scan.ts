/**
 * The hand-ins of all units and months as the log held them at one sequence number: what the race starts from. Rows up to a
 * sequence number never change, so the scan needs no lock; what came since is added by the race itself. The rows are found by the
 * identity index and read in the order of the log, so the time grows with the monthly readings of two years, not with the log.
 * Bounds: 8 bytes a monthly reading of two years, the columns (2.7 MB); 10 M readings, of which 1 M monthly: under 5 s.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { PeriodGrain } from '../../../data/plans/obligations.ts'
import { heldYears } from '../../../data/plans/report-periods.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { yearStart } from '../../../data/time/vietnam-time.ts'
import type { Dictionary } from '../../log/dictionary.ts'
import { PartSource, reportPartsOf, type ReportParts } from './part-source.ts'
import { ReportColumns } from './report-columns.ts'
import { follow, markSlots, readAgain, type Followed } from './report-follow.ts'

/** What a scan is made from. `maxSeq`: of the log; `baseYear`: first held plan year. */
export interface ScanParts {
  readonly db: DatabaseSync
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly units: Dictionary
  readonly kpiIds: Dictionary
  readonly maxSeq: number
  readonly baseYear: number
}

/** Rows read by one statement. */
const rowsPerStep = 5000
const months: readonly PeriodGrain[] = ['month']

type Row = [seq: number, kpi: number, unit: number, at: number, flags: number, received: number, replaces: number | null]

/** Sequence numbers of the parts' readings of the held years, ascending. */
function sequences({ db, kpiIds, maxSeq, baseYear }: ScanParts, parts: ReportParts): Float64Array {
  const statement = db.prepare(`SELECT seq FROM reading INDEXED BY reading_identity
    WHERE kpi IN (${parts.kpis.map((kpi) => kpiIds.idOf[kpi]!).join(',')}) AND at>=? AND at<? AND seq<=?`)
  statement.setReturnArrays(true)
  let found = new Float64Array(1 << 16)
  let count = 0
  for (const [seq] of statement.iterate(yearStart(baseYear), yearStart(baseYear + heldYears), maxSeq) as unknown as Iterable<[number]>) {
    if (count === found.length) {
      const larger = new Float64Array(count * 2)
      larger.set(found)
      found = larger
    }
    found[count++] = seq
  }
  return found.subarray(0, count).sort()
}

/** Marks the months whose readings were corrected, wherever their corrections lie. */
function markCorrected({ db, units, kpiIds, maxSeq }: ScanParts, parts: ReportParts, into: Followed): void {
  const targets = db.prepare(`SELECT t.unit, t.at FROM correction c JOIN reading t ON t.seq=c.target
    WHERE c.seq<=? AND t.kpi IN (${parts.kpis.map((kpi) => kpiIds.idOf[kpi]!).join(',')})`)
  targets.setReturnArrays(true)
  for (const [unit, atMs] of targets.iterate(maxSeq) as unknown as Iterable<[number, number]>) {
    const place = units.indexOf(unit)
    if (place >= 0) markSlots(into, place, months, atMs)
  }
}

/** The months of all units. */
export function scanHandIns(scan: ScanParts): ReportColumns {
  const { db, pyramid, kpis, units, kpiIds } = scan
  const parts = reportPartsOf(pyramid, kpis)
  const columns = new ReportColumns(pyramid.size, scan.baseYear)
  const into: Followed = { columns, again: new Set() }
  const rows = db.prepare(`SELECT r.seq, r.kpi, r.unit, r.at, r.flags, r.received, r.replaces
    FROM reading r WHERE r.seq IN (SELECT value FROM json_each(?)) ORDER BY r.seq`)
  rows.setReturnArrays(true)
  const found = sequences(scan, parts)
  for (let from = 0; from < found.length; from += rowsPerStep) {
    const step = rows.all(JSON.stringify([...found.subarray(from, from + rowsPerStep)])) as unknown as Row[]
    for (const [, kpi, unit, atMs, flags, receivedMs, replaces] of step) {
      const place = units.indexOf(unit)
      if (place < 0) continue
      follow(into, {
        unit: place, part: parts.partOf[kpiIds.indexOf(kpi)]!, atMs, receivedMs, declared: (flags & 1) !== 0, simulated: (flags & 2) !== 0,
        corrects: replaces !== null, targetAtMs: null,
      }, months)
    }
  }
  markCorrected(scan, parts, into)
  readAgain(into, new PartSource(db, units, kpiIds, parts), into.again.size, scan.maxSeq)
  return columns
}
