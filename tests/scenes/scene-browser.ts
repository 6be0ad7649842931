/** The built wall in the system's Chromium for a file of tests: one build, one browser, a fixture server for each store that is asked for. */
import { chromium, type Browser, type Page } from 'playwright-core'
import { browserArgs, chromiumPath } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import type { FixtureMode } from './fixture-figures.ts'
import { startFixture, type Fixture } from './fixture-server.ts'

/** Longest that building and starting may take, milliseconds. */
export const startLimitMs = 120_000

/** How long call-outs have to keep their places to be taken for placed, milliseconds. */
const restMs = 250

/** Waits until the call-outs of a page have the places of what is told now: they are looked for in idle moments. A scene without any has nothing to wait for. */
export async function calloutsRest(page: Page): Promise<void> {
  await page.waitForFunction((forMs) => {
    const held = window as unknown as { calloutsSinceMs?: number | undefined }
    const areAll = [...document.querySelectorAll('.leaders')].every((leaders) => leaders.getAttribute('data-placed') === 'yes')
    held.calloutsSinceMs = areAll ? held.calloutsSinceMs ?? performance.now() : undefined
    return held.calloutsSinceMs !== undefined && performance.now() - held.calloutsSinceMs >= forMs
  }, restMs, { timeout: 60_000 })
}

/** See the file's head. */
export class SceneBrowser {
  browser!: Browser
  readonly #fixtures = new Map<FixtureMode, Fixture>()

  /** Builds the client, opens the browser and a fixture for each mode. */
  async start(modes: readonly FixtureMode[], args: readonly string[] = browserArgs): Promise<void> {
    if (chromiumPath === undefined) throw new Error('No Chromium: install it or set CHROMIUM_PATH.')
    await ensureClientBuilt()
    this.browser = await chromium.launch({ executablePath: chromiumPath, args: [...args] })
    for (const mode of modes) this.#fixtures.set(mode, await startFixture({ mode, distDir: clientDist }))
  }

  /** The fixture of a mode it was started with. */
  fixture(mode: FixtureMode): Fixture {
    const fixture = this.#fixtures.get(mode)
    if (fixture === undefined) throw new Error(`the scenes were not started with the store '${mode}'`)
    return fixture
  }

  /** Closes every page: one that a failed test left open would slow those after it. */
  async closePages(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close()
  }

  /** Ends everything, also what a failed start had begun. */
  async close(): Promise<void> {
    await (this.browser as Browser | undefined)?.close()
    for (const fixture of this.#fixtures.values()) await fixture.close()
  }
}
