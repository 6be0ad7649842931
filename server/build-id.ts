/** The name of this build: what a wall compares to know that it is older than the server. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Hash of the built page; `unbuilt` where `dist/` is missing (tests of the doors alone). */
export function buildId(): string {
  try {
    return createHash('sha256').update(readFileSync(new URL('../dist/index.html', import.meta.url))).digest('hex').slice(0, 12)
  } catch {
    return 'unbuilt'
  }
}
