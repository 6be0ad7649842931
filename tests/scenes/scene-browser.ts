/** The built wall in the system's Chromium for a file of tests: one build, one browser, a fixture server for each store that is asked for. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { build } from 'vite'
import { vi } from 'vitest'
import { browserArgs, chromiumPath } from '../support/browser.ts'
import type { FixtureMode } from './fixture-figures.ts'
import { startFixture, type Fixture } from './fixture-server.ts'

/** Longest that building and starting may take, milliseconds. */
export const startLimitMs = 120_000

/** See the file's head. */
export class SceneBrowser {
  browser!: Browser
  #dist = ''
  readonly #fixtures = new Map<FixtureMode, Fixture>()

  /** Builds the client, opens the browser and a fixture for each mode. */
  async start(modes: readonly FixtureMode[], args: readonly string[] = browserArgs): Promise<void> {
    if (chromiumPath === undefined) throw new Error('No Chromium: install it or set CHROMIUM_PATH.')
    this.#dist = await mkdtemp(join(tmpdir(), 'thap-scenes-'))
    // vitest's own NODE_ENV would build the page of a developer, whose script policy is laxer
    vi.stubEnv('NODE_ENV', 'production')
    await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: this.#dist, emptyOutDir: true } })
    vi.unstubAllEnvs()
    this.browser = await chromium.launch({ executablePath: chromiumPath, args: [...args] })
    for (const mode of modes) this.#fixtures.set(mode, await startFixture({ mode, distDir: this.#dist }))
  }

  /** The fixture of a mode it was started with. */
  fixture(mode: FixtureMode): Fixture {
    const fixture = this.#fixtures.get(mode)
    if (fixture === undefined) throw new Error(`the scenes were not started with the store '${mode}'`)
    return fixture
  }

  /** Ends everything, also what a failed start had begun. */
  async close(): Promise<void> {
    await (this.browser as Browser | undefined)?.close()
    for (const fixture of this.#fixtures.values()) await fixture.close()
    if (this.#dist !== '') await rm(this.#dist, { recursive: true, force: true })
  }
}
