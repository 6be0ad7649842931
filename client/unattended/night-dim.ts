/** Night: by its schedule the wall is darkened, never out. The schedule is part of the wall's address: `dim=22:00-06:00/40`. Pure. */
import { dayStart, hourMs } from '../../data/time/vietnam-time.ts'

/** Least and greatest brightness of a dimmed wall, per cent. */
export const dimPercent = [20, 90] as const

/** A schedule. Minutes of the local day; `fromMin` may be later than `toMin` (over midnight). */
export interface DimSchedule {
  readonly fromMin: number
  readonly toMin: number
  /** Brightness that stays, per cent. */
  readonly percent: number
}

const shape = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)\/(\d{2})$/

/** Reads `22:00-06:00/40`; anything else, an empty span, or a brightness outside `dimPercent` counts as none. */
export function readDim(text: string | null): DimSchedule | null {
  const found = shape.exec(text ?? '')
  if (found === null) return null
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0, percent = 0] = found.slice(1).map(Number)
  const fromMin = fromHour * 60 + fromMinute, toMin = toHour * 60 + toMinute
  return fromMin === toMin || percent < dimPercent[0] || percent > dimPercent[1] ? null : { fromMin, toMin, percent }
}

/** The brightness at `nowMs`, per cent: 100 outside of the schedule. */
export function brightnessAt(schedule: DimSchedule | null, nowMs: number): number {
  if (schedule === null) return 100
  const minute = Math.floor(((nowMs - dayStart(nowMs)) / hourMs) * 60)
  const { fromMin, toMin, percent } = schedule
  const isInside = fromMin < toMin ? minute >= fromMin && minute < toMin : minute >= fromMin || minute < toMin
  return isInside ? percent : 100
}
