/** The lock that a browser leaves on its profile where it ended without a word. */
import { readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Chromium's own lock on a profile: a link that names the machine and the process, `sanh-a-1234`. */
const lockName = 'SingletonLock'

/**
 * Takes away a lock that another name of this machine has left. Chromium settles a lock of its own machine by itself; before any other
 * it stands with a question, for ever: a mini PC that lost its current and came back under another name would hang no wall again.
 */
export function freeProfile(profileDir: string, host: string): void {
  const path = join(profileDir, lockName)
  let owner: string
  try { owner = readlinkSync(path) } catch { return }
  if (owner.slice(0, owner.lastIndexOf('-')) !== host) rmSync(path, { force: true })
}
