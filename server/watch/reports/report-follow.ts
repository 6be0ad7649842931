/**
 * One reading into the columns: the way both the live race and the scan of the log go, in the order of the log. What the columns alone
 * cannot know (a correction, a part that came twice) is marked, to be read again from the store.
 * Hot path: `follow`, once a reading of a monthly KPI.
 */
import { receiptMs } from '../../../data/plans/hand-in.ts'
import type { PeriodGrain } from '../../../data/plans/obligations.ts'
import { periodAt, periodEnd, reportStart } from '../../../data/plans/report-periods.ts'
import type { PartSource } from './part-source.ts'
import { slotsPerUnit, type ReportColumns, type Taken } from './report-columns.ts'

/** What `follow` needs of a reading. `corrects`: it is a correction; `targetAtMs`: `at` of what it corrects, null where unknown. */
export interface FollowedReading {
  readonly unit: number
  readonly part: number
  readonly atMs: number
  readonly receivedMs: number
  readonly declared: boolean
  readonly simulated: boolean
  readonly corrects: boolean
  readonly targetAtMs: number | null
}

/** Columns with the slots of units that must be read again (`unit × slotsPerUnit + slot`). */
export interface Followed {
  readonly columns: ReportColumns
  readonly again: Set<number>
}

/** The slot of the report that a reading of `atMs` is part of; −1: none is held, or the period's report is made of later readings. */
function reportSlot(columns: ReportColumns, grain: PeriodGrain, atMs: number): number {
  const period = periodAt(grain, atMs)
  return atMs < reportStart(period) ? -1 : columns.slotOf(period)
}

/** Marks the slots of a unit that contain `atMs`, to be read again. */
export function markSlots({ columns, again }: Followed, unit: number, grains: readonly PeriodGrain[], atMs: number): void {
  for (const grain of grains) {
    const slot = reportSlot(columns, grain, atMs)
    if (slot >= 0) again.add(unit * slotsPerUnit + slot)
  }
}

/** Takes a reading into the periods of `grains` it lies in: `changed` where it changed one, `unsure` where only the store can tell. */
export function follow(into: Followed, reading: FollowedReading, grains: readonly PeriodGrain[]): Taken {
  const { unit, part, atMs } = reading
  if (reading.declared) return 'same'
  if (reading.corrects) {
    markSlots(into, unit, grains, atMs)
    if (reading.targetAtMs !== null) markSlots(into, unit, grains, reading.targetAtMs)
    return 'unsure'
  }
  const inMs = receiptMs(reading)
  let result: Taken = 'same'
  for (const grain of grains) {
    const slot = reportSlot(into.columns, grain, atMs)
    if (slot < 0) continue
    const taken = into.columns.take(unit, slot, part, inMs, reading.simulated)
    if (taken === 'unsure') into.again.add(unit * slotsPerUnit + slot)
    if (taken === 'changed' || result === 'same') result = taken
  }
  return result
}

/** Reads marked slots again, at most `most` of them; gives those that were other than held. */
export function readAgain({ columns, again }: Followed, source: PartSource, most: number, maxSeq?: number): number[] {
  const changed: number[] = []
  let left = most
  for (const id of again) {
    if (left-- <= 0) break
    again.delete(id)
    const slot = id % slotsPerUnit
    const unit = (id - slot) / slotsPerUnit
    const period = columns.periodOf(slot)
    if (columns.set(unit, slot, source.handIn(unit, reportStart(period), periodEnd(period), maxSeq))) changed.push(id)
  }
  return changed
}
