/** Tests run in Node; those that need a browser or a server start it themselves (tests/support). */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // browsers and servers on two shared cores: a test that fails once is run once more; a fault fails twice
    retry: process.env['CI'] === 'true' ? 1 : 0,
  },
})
