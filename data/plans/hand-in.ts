/**
 * What became of one report: whole, when, and its state at an instant, from the readings that came. Pure.
 *
 * - A report is made of parts: every monthly KPI that the unit's own office reports. A part is there when a reading of it with `at` in
 *   the period stands (not declared, not corrected, not withdrawn), and has been since its first such reading was received.
 * - A correction mends a report and does not make it late: where its target lay in the period too, the part is in since the target
 *   was received. A withdrawn reading takes its part away; what is handed in after that is a new hand-in.
 * - Received: the log's receipt. Of a simulated reading its `at`: a simulated history is posted at once, long after its instants.
 * - A report is handed in when the last of its parts is.
 *
 * Source: domain "Reporting obligations"; docs/judgement.md "Reporting duties".
 */
import type { Kpi } from '../kpis/kpi.ts'
import type { PeriodCounting, ReportState } from '../protocol/report-race.ts'
import type { UnitLevel } from '../units/unit.ts'
import { reportGraceMs } from './obligations.ts'

/** Most parts of a report: they are bits of one whole number. */
export const maxReportParts = 31

/**
 * Whether a KPI is part of the periodic report of the offices of a level: monthly and handed in by them. The registers of cases are
 * statistics of their own (S3 VI.1–2) and no part of the digital-transformation report (S0 IV).
 */
export function isReportPart(kpi: Kpi, level: UnitLevel): boolean {
  return !kpi.computed && kpi.cadence === 'month' && !kpi.cases && kpi.levels.includes(level)
}

/** A reading of one part, as the log keeps it. `replaced`: a correction of it is known. `replaces`: `seq` of the reading it corrects. */
export interface PartReading {
  readonly seq: number
  /** Place of the part among the parts. */
  readonly part: number
  readonly atMs: number
  readonly receivedMs: number
  /** It withdraws what it corrects. */
  readonly withdraws: boolean
  readonly declared: boolean
  readonly simulated: boolean
  readonly replaced: boolean
  readonly replaces: number | null
}

/** A part that is there: instant its first reading tells of, since when it is in (epoch ms), and whether any reading of it is simulated. */
export interface PartIn {
  readonly atMs: number
  readonly inMs: number
  readonly simulated: boolean
}

/** When a reading counts as received, epoch ms; see the header. */
export function receiptMs(reading: { readonly atMs: number; readonly receivedMs: number; readonly simulated: boolean }): number {
  return reading.simulated ? reading.atMs : reading.receivedMs
}

/** Since when a standing reading's part is in: back along the chain of what it corrects, as long as that lay in the period and told a figure. */
function inSince(reading: PartReading, bySeq: ReadonlyMap<number, PartReading>, fromMs: number, toMs: number): number {
  let since = receiptMs(reading)
  for (let r = reading.replaces === null ? undefined : bySeq.get(reading.replaces); r !== undefined; r = r.replaces === null ? undefined : bySeq.get(r.replaces)) {
    if (r.withdraws || r.atMs < fromMs || r.atMs >= toMs) break
    since = Math.min(since, receiptMs(r))
  }
  return since
}

/** The parts that are there of the period [fromMs, toMs), from all readings of one unit's parts that have `at` in it; by place of the part. */
export function partsIn(readings: readonly PartReading[], fromMs: number, toMs: number): ReadonlyMap<number, PartIn> {
  const bySeq = new Map(readings.map((reading) => [reading.seq, reading]))
  const parts = new Map<number, PartIn>()
  for (const reading of readings) {
    if (reading.replaced || reading.withdraws || reading.declared || reading.atMs < fromMs || reading.atMs >= toMs) continue
    const inMs = inSince(reading, bySeq, fromMs, toMs)
    const held = parts.get(reading.part)
    const simulated = reading.simulated || held?.simulated === true
    const isFirst = held === undefined || inMs < held.inMs || (inMs === held.inMs && reading.atMs < held.atMs)
    parts.set(reading.part, isFirst ? { atMs: reading.atMs, inMs, simulated } : { ...held, simulated })
  }
  return parts
}

/** A report so far: bits of the parts that are there, when the newest came (NaN: none did), and whether any is simulated. */
export interface HandIn {
  readonly bits: number
  readonly lastMs: number
  readonly simulated: boolean
}

/** Nothing yet. */
export const noHandIn: HandIn = { bits: 0, lastMs: NaN, simulated: false }

/** The parts as one report so far. */
export function handInOf(parts: ReadonlyMap<number, PartIn>): HandIn {
  let handIn = noHandIn
  for (const [part, { inMs, simulated }] of parts) {
    handIn = { bits: handIn.bits | (1 << part), lastMs: handIn.bits === 0 ? inMs : Math.max(handIn.lastMs, inMs), simulated: handIn.simulated || simulated }
  }
  return handIn
}

/** Whether all `wanted` parts (bits) are there. A report of no parts is never whole. */
export function isWhole(bits: number, wanted: number): boolean {
  return wanted !== 0 && (bits & wanted) === wanted
}

/** When a report was handed in, epoch ms; null: it is not whole. */
export function handedInMs({ bits, lastMs }: Pick<HandIn, 'bits' | 'lastMs'>, wanted: number): number | null {
  return isWhole(bits, wanted) ? lastMs : null
}

/** Whether a report handed in at `ms` is in time for `dueMs`: before it (grace added); the due instant itself is too late. */
export function isInTime(ms: number, dueMs: number): boolean {
  return ms < dueMs + reportGraceMs
}

/**
 * Whether a period counts, for the rate, for the race, for a unit's reports and for warnings alike: once due, that of an adopted duty
 * (`template`) always, that of one that binds a level only where an office that owes it had a part in by the due instant. Periods before
 * the product was there blame nobody. `firstInMs`: when the first part of any such office came; null: none did by the due instant.
 */
export function periodCounting(template: boolean, firstInMs: number | null, dueMs: number, nowMs: number): PeriodCounting {
  if (nowMs < dueMs + reportGraceMs) return 'open'
  return template || (firstInMs !== null && isInTime(firstInMs, dueMs)) ? 'counted' : 'nobody_in'
}

/** State of a report at `nowMs`; see `reportStates`. `counting`: of its period; what does not count is never missing. */
export function reportState(handIn: Pick<HandIn, 'bits' | 'lastMs'>, wanted: number, dueMs: number, nowMs: number, counting: PeriodCounting): ReportState {
  const inMs = handedInMs(handIn, wanted)
  if (inMs !== null) return isInTime(inMs, dueMs) ? 'in_time' : 'late'
  if (nowMs >= dueMs + reportGraceMs && counting !== 'nobody_in') return 'missing'
  return (handIn.bits & wanted) === 0 ? 'waiting' : 'partial'
}
