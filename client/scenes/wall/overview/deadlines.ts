/**
 * The next hand-ins of monthly reports. Source: S0 IV.1 (province → centre before the 25th) and IV.3 (commune → province before
 * the 21st): "before day D" must be in by D 00:00 local, and screens say that hour.
 */
import { addMonths, dayMs, monthStart } from '../../../../data/time/vietnam-time.ts'

/** Day of the month by whose 00:00 provinces report to the centre. */
export const provinceDay = 25
/** Day of the month by whose 00:00 communes report to their province. */
export const communeDay = 21

/** The first due instant after `nowMs`, and the last one at or before it. */
export interface HandIn {
  readonly nextMs: number
  readonly lastMs: number
}

/** Hand-ins around `nowMs` (epoch ms). */
export function handIn(day: number, nowMs: number): HandIn {
  const dueIn = (months: number): number => addMonths(monthStart(nowMs), months) + (day - 1) * dayMs
  return dueIn(0) > nowMs ? { nextMs: dueIn(0), lastMs: dueIn(-1) } : { nextMs: dueIn(1), lastMs: dueIn(0) }
}
