/** Tests run in Node; those that need a browser or a server start it themselves (tests/support). */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Test files that open a browser. They come after the others: a page that shares its cores with a test of the laws is late. */
const withBrowser = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/.test(name)).map((name) => join('tests', name))
  .filter((path) => /from '[^']*\/(browser|scene-browser|desk-browser)\.ts'/.test(readFileSync(path, 'utf8')))

/** Journeys that say within how many seconds something is seen: they have the machine to themselves. */
const isTimed = (path: string): boolean => path.startsWith(join('tests', 'journeys')) && /LimitMs|performance\.now|noteChanges/.test(readFileSync(path, 'utf8'))

/** A guard against hanging, not a figure: a page of 7680×2160 drawn without a card takes seconds, and four of them half a minute. */
const browserTimeoutMs = 120_000

const shared = {
  root: '.',
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // browsers and servers on two shared cores: a test that fails once is run once more; a fault fails twice
  retry: process.env['CI'] === 'true' ? 1 : 0,
}

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'node', include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'], exclude: withBrowser, maxWorkers: 2, sequence: { groupOrder: 0 } } },
      { test: { ...shared, name: 'browser', testTimeout: browserTimeoutMs, include: withBrowser.filter((path) => !isTimed(path)), maxWorkers: 2, sequence: { groupOrder: 1 } } },
      { test: { ...shared, name: 'timed', testTimeout: browserTimeoutMs, include: withBrowser.filter(isTimed), maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
})
