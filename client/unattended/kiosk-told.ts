/** What the supervisor outside of the browser has told this page of itself, over the debugging protocol (server/tools/kiosk/browser.ts): `globalThis.thapKiosk`. */
import type { KioskHealth } from '../../data/protocol/wall.ts'
import { kioskReasons, mostKioskRecoveries } from '../../data/protocol/wall-terms.ts'

const isCount = (value: unknown, most: number): value is number => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most

/** What was told, if it is what a supervisor may tell; null: nobody watches this page, or it told something else. Pure. */
export function asKiosk(value: unknown): KioskHealth | null {
  if (typeof value !== 'object' || value === null) return null
  const { sinceMs, recoveries, lastMs, lastReason } = value as Partial<Record<keyof KioskHealth, unknown>>
  if (!isCount(sinceMs, 8.64e15) || !isCount(recoveries, mostKioskRecoveries)) return null
  if (recoveries === 0) return { sinceMs, recoveries, lastMs: null, lastReason: null }
  const reason = kioskReasons.find((known) => known === lastReason)
  return isCount(lastMs, 8.64e15) && reason !== undefined ? { sinceMs, recoveries, lastMs, lastReason: reason } : null
}

/** What the supervisor of this page told last. */
export function kioskTold(): KioskHealth | null {
  return asKiosk((globalThis as { thapKiosk?: unknown }).thapKiosk)
}
