/** The wall across midnight, a month's end and New Year (Asia/Ho_Chi_Minh), seen in the page. Needs the system's Chromium, as every-scene.test.ts. */
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserArgs, chromiumPath, describeWithBrowser } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { startFixture, type Fixture } from './fixture-server.ts'

/** How long before midnight a page is opened, milliseconds: it must stand by then. */
const beforeMs = 25_000

/** The four wait for their midnights together; pages are opened one after the other, so that each is there in time. */
let opening: Promise<unknown> = Promise.resolve()

/** Runs `open` when those before it are done, whatever became of them. */
function inTurn<T>(open: () => Promise<T>): Promise<T> {
  const opened = opening.then(open, open)
  opening = opened
  return opened
}

describeWithBrowser('the wall across midnight', () => {
  let browser: Browser
  beforeAll(async () => {
    await ensureClientBuilt()
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
  })

  /** Opens the wall `beforeMs` before a local midnight, in a browser that believes itself in another zone. */
  async function openBefore(midnight: string): Promise<{ page: Page, fixture: Fixture }> {
    const startMs = Date.parse(`${midnight}T00:00:00+07:00`) - beforeMs
    const fixture = await startFixture({ mode: 'planted', distDir: clientDist, startMs })
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, timezoneId: 'America/New_York' })
    const page = await context.newPage()
    await page.clock.setSystemTime(startMs)
    await page.goto(`${fixture.url}/wall?scene=overview`)
    await page.waitForSelector('.digits[data-kpi="tasks.overdue"]:not([data-value=""])', { timeout: 20_000 })
    await page.waitForSelector('.reports-count')
    return { page, fixture }
  }

  /** `look` runs on both sides of a local midnight. */
  async function across(midnight: string, look: (page: Page, fixture: Fixture, side: 'before' | 'after') => Promise<void>): Promise<void> {
    const { page, fixture } = await inTurn(() => openBefore(midnight))
    await look(page, fixture, 'before')
    await page.waitForFunction(() => (document.querySelector('.wall-clock time')?.textContent ?? '').startsWith('00:00:0') && document.querySelector('.wall-clock time')?.textContent !== '00:00:00', undefined, { timeout: 60_000 })
    await look(page, fixture, 'after')
    await page.context().close()
    await fixture.close()
  }

  const said = async (page: Page, selector: string): Promise<string> => ((await page.textContent(selector)) ?? '').replaceAll('\u00a0', ' ').trim()

  it.concurrent('the day and its name change with the local day, not the browser\'s', async () => {
    await across('2026-11-23', async (page, _fixture, side) => {
      expect(await said(page, '.wall-clock span')).toBe(side === 'before' ? 'Chủ Nhật, 22/11/2026' : 'Thứ Hai, 23/11/2026')
      expect(await said(page, '.countdown b')).toBe(side === 'before' ? '2' : '1')
    })
  }, 120_000)

  it.concurrent('a deadline that passes at its midnight is past due, and says of which month and hour', async () => {
    await across('2026-11-25', async (page, _fixture, side) => {
      const head = await said(page, '.panel:has(.countdown) .panel-head h2')
      expect(head).toBe('Báo cáo tháng 11')
      expect(await said(page, '.panel:has(.countdown) .panel-head .aside')).toBe('tỉnh → Trung ương, hạn 0:00 25/11')
      expect(await said(page, '.countdown b')).toMatch(side === 'before' ? /^0$/ : / giây$/)
    })
  }, 120_000)

  it.concurrent('a month\'s end: the day after 30/11 is 01/12, and both hand-ins are of December', async () => {
    await across('2026-12-01', async (page, _fixture, side) => {
      expect(await said(page, '.wall-clock span')).toBe(side === 'before' ? 'Thứ Hai, 30/11/2026' : 'Thứ Ba, 01/12/2026')
      if (side === 'before') return
      await page.waitForFunction(() => document.querySelector('.panel:has(.countdown) .panel-head h2')?.textContent === 'Báo cáo tháng 12', undefined, { timeout: 15_000 })
      expect(await said(page, '.reports-other')).toContain('21/12')
    })
  }, 120_000)

  it.concurrent('New Year: the figures lose their target as the server tells them anew, and last year\'s result stands beside', async () => {
    await across('2027-01-01', async (page, fixture, side) => {
      expect(await said(page, '.wall-clock span')).toBe(side === 'before' ? 'Thứ Năm, 31/12/2026' : 'Thứ Sáu, 01/01/2027')
      const status = (): Promise<string | null> => page.getAttribute('.digits[data-kpi="digitization.pages"]', 'data-status')
      if (side === 'before') { expect(['behind', 'at_risk']).toContain(await status()); return }
      fixture.renew()
      await page.waitForSelector('.digits[data-kpi="digitization.pages"][data-status="no_target"]', { timeout: 10_000 })
      await page.waitForSelector('.card [data-year="2026"]', { timeout: 15_000 })
      expect(await said(page, '.card:has([data-kpi="digitization.pages"]) .year-result')).toContain('kết quả 2026')
      await page.waitForFunction(() => document.querySelector('.panel:has(.countdown) .panel-head h2')?.textContent === 'Báo cáo tháng 1', undefined, { timeout: 15_000 })
    })
  }, 120_000)
})
