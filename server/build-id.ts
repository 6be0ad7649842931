/** The name of this build: what a wall compares to know that it is older than the server. */
import { readFileSync } from 'node:fs'
import { markedBuild, unbuilt } from '../data/build-mark.ts'

/** The build that the built page names as its own; `unbuilt` where `dist/` is missing (tests of the doors alone). */
export function buildId(): string {
  try {
    return markedBuild(readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8'))
  } catch {
    return unbuilt
  }
}
