/** Backfills that sources have announced (`PUT /api/v1/backfill`); told in the pulse of those whose scope holds the source. */
import { inSubtree, type Pyramid } from '../../data/pyramid/pyramid.ts'
import type { Backfill } from '../../data/protocol/pulse.ts'
import type { Clock } from '../clock.ts'

/** An announcement not repeated for this long is over, milliseconds. */
export const backfillExpiryMs = 60_000
/** Most announcements kept; beyond it the oldest gives way. */
export const maxBackfills = 1000

/** The announced backfills. */
export interface BackfillBoard {
  /** Announces or renews the backfill of a key that reports for `unit` (index); done (`sent` ≥ `total`) ends it. */
  announce(keyId: number, unit: number, backfill: Backfill): void
  /** The backfill last announced inside the subtree of `scope` (index), or null. */
  current(scope: number): Backfill | null
}

/** An empty board. */
export function createBackfillBoard(pyramid: Pyramid, clock: Clock): BackfillBoard {
  const announced = new Map<number, { readonly unit: number; readonly backfill: Backfill; readonly atMs: number }>()
  return {
    announce: (keyId, unit, backfill) => {
      announced.delete(keyId)
      if (backfill.sent >= backfill.total) return
      announced.set(keyId, { unit, backfill, atMs: clock.nowMs() })
      const oldest = announced.keys().next().value
      if (announced.size > maxBackfills && oldest !== undefined) announced.delete(oldest)
    },
    current: (scope) => {
      const since = clock.nowMs() - backfillExpiryMs
      let newest: Backfill | null = null
      for (const [keyId, entry] of announced) {
        if (entry.atMs <= since) announced.delete(keyId)
        else if (inSubtree(pyramid, scope, entry.unit)) newest = entry.backfill
      }
      return newest
    },
  }
}
