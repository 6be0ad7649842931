/** The desk in the system's Chromium: builds the client, starts fixtures, opens pages and keeps what they complained of. Without Chromium tests are skipped in sight; under CI=true they fail. */
import { chromium, type Browser, type Page } from 'playwright-core'
import { browserArgs, chromiumPath } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { startDeskFixture, type DeskFixture, type DeskFixtureOptions } from './desk-fixture.ts'
import { plantedMs } from './fixture-figures.ts'

/** Whether the tests are left out here. */
export const skipped = chromiumPath === undefined && process.env['CI'] !== 'true'

function watchViolations(): void {
  const seen: string[] = []
  Object.assign(window, { violations: seen })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => { seen.push(`${violatedDirective} ${blockedURI} ${sample}`) })
}

/** What the page's policy refused. */
export const violations = (page: Page): Promise<unknown> => page.evaluate(() => (window as unknown as { violations: string[] }).violations)

/** The text of an element, with plain spaces. */
export const said = async (page: Page, selector: string): Promise<string> => ((await page.textContent(selector)) ?? '').replaceAll('\u00a0', ' ').trim()

/** How a page is opened. */
export interface OpenOptions {
  readonly at?: DeskFixture
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly language?: 'vi' | 'en'
}

/** A built desk with a browser and its fixtures. */
export class DeskBrowser {
  browser!: Browser
  desk!: DeskFixture
  readonly #fixtures: DeskFixture[] = []

  async start(): Promise<void> {
    await ensureClientBuilt()
    this.browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
    this.desk = await this.fixture()
  }

  async fixture(options: Omit<DeskFixtureOptions, 'distDir'> = {}): Promise<DeskFixture> {
    const fixture = await startDeskFixture({ distDir: clientDist, ...options })
    this.#fixtures.push(fixture)
    return fixture
  }

  /** Opens a page and waits for the link. `problems`: console errors (but those of refused calls) and exceptions. */
  async open(path: string, { at = this.desk, width = 1280, height = 800, dark = false, language = 'vi' }: OpenOptions = {}): Promise<{ page: Page, problems: string[] }> {
    const page = await this.browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
    page.setDefaultTimeout(20_000)
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('status of 4')) problems.push(message.text()) })
    await page.addInitScript(watchViolations)
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${at.url}${path}${language === 'en' ? `${path.includes('?') ? '&' : '?'}lang=en` : ''}`)
    await page.waitForSelector('[data-link="live"]')
    return { page, problems }
  }

  async close(): Promise<void> {
    await this.browser?.close()
    for (const fixture of this.#fixtures) await fixture.close()
  }
}
