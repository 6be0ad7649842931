/**
 * Remembers, beside the store, when its samples began and how far they came, so that another run goes on instead of beginning anew.
 * A lost or broken file costs nothing but the time to send duplicates.
 */
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const posterState = z.strictObject({
  seed: z.int().min(0),
  /** SHA-256 of the key the samples were posted with: another key means another store. */
  keyHash: z.string(),
  /** When the samples began, epoch milliseconds. */
  beganMs: z.number(),
  /** Whether the whole history was acknowledged. */
  isHistoryDone: z.boolean(),
  /** Until when the live flow was acknowledged, epoch milliseconds. */
  liveToMs: z.number(),
})
/** See the fields. */
export type PosterState = z.infer<typeof posterState>

/** What the file keeps of a key: it tells keys apart and opens nothing. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The remembered state of this seed and key, or null. */
export function readState(file: string | null, seed: number, key: string): PosterState | null {
  if (file === null) return null
  try {
    const state = posterState.parse(JSON.parse(readFileSync(file, 'utf8')))
    return state.seed === seed && state.keyHash === hashOfKey(key) ? state : null
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
