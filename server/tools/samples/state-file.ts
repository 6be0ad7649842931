/**
 * Remembers, beside the store, when its samples began and how far they came, so that another run goes on instead of beginning anew.
 * A lost or broken file costs nothing but the time to send duplicates.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const posterState = z.strictObject({
  seed: z.int().min(0),
  /** When the samples began, epoch milliseconds. */
  beganMs: z.number(),
  /** Whether the whole history was acknowledged. */
  isHistoryDone: z.boolean(),
  /** Until when the live flow was acknowledged, epoch milliseconds. */
  liveToMs: z.number(),
})
/** See the fields. */
export type PosterState = z.infer<typeof posterState>

/** The remembered state of this seed, or null. The caller knows whether it belongs to the store: a new store has no state. */
export function readState(file: string | null, seed: number): PosterState | null {
  if (file === null) return null
  try {
    const state = posterState.parse(JSON.parse(readFileSync(file, 'utf8')))
    return state.seed === seed ? state : null
  } catch {
    return null
  }
}

/** Writes the state whole or not at all. */
export function writeState(file: string | null, state: PosterState): void {
  if (file === null) return
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
