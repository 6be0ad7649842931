/** The matrix and the gauges by hand, in the page: keys, clicks, the address. Needs the system's Chromium, as every-scene.test.ts. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { plantedMs } from './fixture-figures.ts'
import { SceneBrowser, startLimitMs } from './scene-browser.ts'

describeWithBrowser('the matrix and the gauges by hand', () => {
  const scenes = new SceneBrowser()
  beforeAll(() => scenes.start(['planted']), startLimitMs)
  afterAll(() => scenes.close())

  async function open(query: string): Promise<Page> {
    const page = await scenes.browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${scenes.fixture('planted').url}/wall?${query}`)
    await page.waitForSelector('[data-link="live"]', { timeout: 30_000 })
    return page
  }
  const matrixReady = '.matrix [data-kpi="rollout.stage"]:not([data-look="waiting"])'
  const focused = (page: Page): Promise<string> => page.evaluate(() => { const at = document.activeElement as HTMLElement | null; return `${at?.dataset['unit'] ?? ''} ${at?.dataset['kpi'] ?? ''}` })

  it('the worst row and column are named and stand out; empty, withheld and lost cells are told apart', async () => {
    const page = await open('scene=matrix')
    await page.waitForSelector(matrixReady)
    const foot = await page.locator('.matrix-foot').innerText()
    expect(foot).toContain('Nền tảng dùng chung')
    expect(foot).toContain('13/34 tỉnh')
    expect(await page.getAttribute('.matrix thead th[data-worst="yes"]', 'title')).toContain('Nền tảng')
    const look = (unit: string, kpi: string): Promise<string | null> => page.getAttribute(`.matrix [data-unit="${unit}"][data-kpi="${kpi}"]`, 'data-look')
    expect([await look('01', 'processes.core'), await look('04', 'petitions.digital'), await look('04', 'digitization.pages'), await look('66', 'training.staff'), await look('11', 'digitization.pages')]).toEqual(['outside', 'withheld', 'lost', 'no_data', 'at_risk'])
    await page.close()
  }, 60_000)

  it('arrows stay with the wall until somebody tabs in; inside they move, Enter opens the unit with the KPI', async () => {
    const page = await open('scene=matrix')
    await page.waitForSelector(matrixReady)
    await page.locator('.matrix [tabindex="0"]').focus()
    expect(await focused(page)).toBe('TW digitization.pages')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const at = await focused(page)
    expect(at).toMatch(/^\d\d digitization\.term2020$/)
    expect(await page.locator('.matrix [tabindex="0"]').count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('scene')).toBe('matrix')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`.wall[data-scene="overview"][data-root="${at.slice(0, 2)}"]`)
    expect(new URL(page.url()).searchParams.get('kpi')).toBe('digitization.term2020')
    await page.goBack()
    await page.waitForSelector('.wall[data-scene="matrix"]')
    await page.waitForSelector(matrixReady)
    await page.click('.matrix [data-unit="52"][data-kpi="esign.documents"]')
    await page.waitForSelector('.wall[data-scene="overview"][data-root="52"]')
    await page.close()
  }, 60_000)

  it('G changes bars to dials and back, in the address and for the next time', async () => {
    const page = await open('scene=overview')
    await page.waitForSelector('.card .gauge')
    await page.keyboard.press('g')
    await page.waitForSelector('.card .dial')
    expect(await page.locator('.card .dial').count()).toBe(4)
    expect(new URL(page.url()).searchParams.get('gauges')).toBe('dial')
    await page.goto(`${scenes.fixture('planted').url}/wall?scene=overview`)
    await page.waitForSelector('.card .dial')
    await page.focus('.gauge-switch')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.card .gauge')
    await page.reload()
    await page.waitForSelector('.card .gauge')
    await page.close()
  }, 60_000)
})
