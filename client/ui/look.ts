/** What a cell looks like: its status against plan, with loss of data shown over it. Pure. */
import { freshnessAt, type Freshness } from '../../data/judgement/freshness.ts'
import type { Status } from '../../data/judgement/plan-status.ts'
import type { Cell } from '../../data/protocol/cell.ts'

/**
 * A status; or `lost`: there were figures and they stopped; or `silent`: no data of this unit, and none of any other unit either,
 * so that an empty store is a quiet screen that says what to do, not a sea of alarm.
 */
export type Look = Status | 'lost' | 'silent'

/** A look as it is drawn where there is no room for a word: that of a late figure is dim and half hatched, on its way to *mất dữ liệu* (design wall, "Truth on every figure"). */
export type Paint = Look | LatePaint

/** Paints of late figures. */
export const latePaints = ['late_at_risk', 'late_behind', 'late_no_target', 'late_on_track', 'late_met'] as const
/** One of `latePaints`. */
export type LatePaint = (typeof latePaints)[number]

/** Whether a paint is that of a late figure. */
export function isLatePaint(paint: Paint): paint is LatePaint {
  return (latePaints as readonly Paint[]).includes(paint)
}

/** The paint of a look. `late`: whether its figure is late and not yet lost. */
export function paintOf(look: Look, late: boolean): Paint {
  return !late || look === 'lost' || look === 'no_data' || look === 'silent' ? look : `late_${look}`
}

/** Looks from the worst to the best, the order of legends. */
export const looks: readonly Look[] = ['at_risk', 'behind', 'lost', 'no_data', 'silent', 'no_target', 'on_track', 'met']

/** How heavy a look weighs when units are ranked; 0: nothing to see. */
export const lookWeights: Readonly<Record<Look, number>> = {
  at_risk: 1000, lost: 100, no_data: 60, behind: 30, silent: 0, no_target: 0, on_track: 0, met: 0,
}

/** Whether a look asks for attention: only these carry colour. */
export function isAbnormal(look: Look): boolean {
  return look === 'at_risk' || look === 'behind' || look === 'lost' || look === 'no_data'
}

const order: readonly Freshness[] = ['fresh', 'late', 'lost', 'none']

/** The worse of what the server said and what the age says now: a page without a link goes on ageing. */
export function freshnessNow(cell: Cell, cadence: number | null, nowMs: number): Freshness {
  const aged = freshnessAt(cell.newestAtMs, cadence, nowMs)
  if (cell.newestAtMs === null) return cell.freshness
  return order.indexOf(aged) > order.indexOf(cell.freshness) ? aged : cell.freshness
}

/** The look of a cell (undefined: not seen). `allSilent`: nothing has come from any unit of the root. */
export function lookOf(cell: Cell | undefined, allSilent: boolean): Look {
  if (cell === undefined || cell.status === 'no_data') return allSilent ? 'silent' : 'no_data'
  return cell.freshness === 'lost' ? 'lost' : cell.status
}
