/**
 * *Cảnh báo* with 0 to 20 warnings of the longest words, in both languages, on every wall: no figure is cut before its unit, no heading without
 * a mark, and the numbers a warning rests on are read. Needs the system's Chromium; without it skipped in sight, a failure under CI=true.
 */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWithBrowser } from '../support/browser.ts'
import { plantedMs } from './fixture-figures.ts'
import { manyPending, manyWarnings } from './fixture-many-warnings.ts'
import { measurePage, overlapsOf, plantWords } from './measure-page.ts'
import { SceneBrowser, startLimitMs } from './scene-browser.ts'

const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const sizes = [[1366, 768], [1600, 1000], [1920, 1080], [3840, 2160], [7680, 2160]] as const
/** Longest that a window drawn larger settles, milliseconds. */
const settleMs = 600

/** The longest a condition can last and a figure can be old, as a row tells them. */
const longest = {
  vi: { '.warnings-scene td.lasting': '23 giờ 59 phút', '.warnings-scene td.lasting small': 'đơn vị mới nhất: 9 ngày' },
  en: { '.warnings-scene td.lasting': '23 h 59 min', '.warnings-scene td.lasting small': 'last commune: 99 days' },
} as const

/** What a row says: its heading, figure and sentence as they stand in the page. */
interface RowTold { readonly heading: string, readonly now: string, readonly why: string }

const rowsOf = (page: Page): Promise<readonly RowTold[]> => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.warnings-scene tbody tr')].map((row) => ({
  heading: row.querySelector('.why b')?.textContent ?? '', now: row.querySelector('.now')?.textContent ?? '', why: row.querySelector('.why small')?.textContent ?? '',
})))

describeWithBrowser('the rows of Cảnh báo', () => {
  const built = new SceneBrowser()
  beforeAll(() => built.start(['planted'], args), startLimitMs)
  afterEach(() => built.closePages())
  afterAll(() => built.close())

  for (const language of ['vi', 'en'] as const) for (const count of [0, 1, 5, 7, 8, 20]) {
    it(`say everything whole, or with a mark: ${count} warnings, ${language}`, async () => {
      const page = await built.browser.newPage({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block' })
      await page.clock.setSystemTime(plantedMs)
      // what a service worker asks for, a route of the page does not see: none is let in
      await page.route('**/api/v1/warnings?*', (route) => route.fulfill({ json: manyWarnings(count, plantedMs) }))
      await page.goto(`${built.fixture('planted').url}/wall?scene=warnings&lang=${language}`)
      await page.waitForSelector(`[data-open="${count}"]`, { timeout: 60_000 })
      await page.addStyleTag({ content: '.hint { display: none }' }).catch(() => page.evaluate(() => document.querySelector('.hint')?.remove()))
      for (const [width, height] of sizes) {
        const at = `${width} × ${height}`
        await page.setViewportSize({ width, height })
        await page.waitForTimeout(settleMs)
        expect(await page.evaluate(plantWords, longest[language]), at).toBeGreaterThanOrEqual(count)
        const { texts, scroll } = await page.evaluate(measurePage)
        const rows = await rowsOf(page)
        const u = Math.min(height / 135, width / 240)
        expect(scroll, at).toEqual({ width, height })
        expect(texts.filter(({ cut }) => cut).map(({ text, where }) => `${where}: ${text}`), at).toEqual([])
        expect(texts.filter(({ size }) => size < 1.75 * u - 0.01).map(({ text }) => text), at).toEqual([])
        expect(overlapsOf(texts, u * 0.1), at).toEqual([])
        // a mark stands after a whole word, never after half a figure
        expect(rows.filter(({ now, why }) => now.includes('…') || /[\d.,:]…$/.test(why)).map(({ why }) => why), at).toEqual([])
        if (count <= 8) expect(rows.filter(({ heading }) => heading.endsWith('…')).map(({ heading }) => heading), at).toEqual([])
        expect(rows.filter(({ why, heading }) => /(jump|đột biến)/.test(heading) && !/9[.,]3\u00a0(times|lần)/.test(why)).map(({ why }) => why), `the deviation, ${at}`).toEqual([])
        if (count <= 5) expect(rows.filter(({ why }) => why.endsWith('…')).map(({ why }) => why), `whole sentences, ${at}`).toEqual([])
        expect(rows.length, at).toBe(Math.min(count, rows.length))
      }
    }, 120_000)
  }

  for (const language of ['vi', 'en'] as const) {
    it(`say what is pending, and that nothing is judged yet, on Tổng quan and on Cảnh báo: ${language}`, async () => {
      for (const scene of ['overview', 'warnings']) for (const isJudged of [true, false]) {
        const page = await built.browser.newPage({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block' })
        await page.clock.setSystemTime(plantedMs)
        const none = { ...manyWarnings(0, plantedMs), ...(isJudged ? { pending: manyPending(plantedMs) } : { judged: false }) }
        await page.route('**/api/v1/warnings?*', (route) => route.fulfill({ json: none }))
        await page.goto(`${built.fixture('planted').url}/wall?scene=${scene}&lang=${language}`)
        await page.waitForSelector(isJudged ? '[data-pending="116"]' : scene === 'overview' ? '.panel-note' : '.scene-note', { timeout: 60_000 })
        await page.waitForSelector('[data-link="live"]', { timeout: 60_000 })
        await page.addStyleTag({ content: '.hint { display: none }' }).catch(() => undefined)
        const said = await page.evaluate(() => document.body.innerText)
        expect(said, scene).not.toMatch(/Không có (cảnh báo|bất thường) nào|No warning is open\.|Nothing abnormal/)
        for (const [width, height] of sizes) {
          const at = `${scene} ${isJudged ? 'pending' : 'not judged'} ${width} × ${height}`
          await page.setViewportSize({ width, height })
          await page.waitForTimeout(settleMs)
          const { texts } = await page.evaluate(measurePage)
          const u = Math.min(height / 135, width / 240)
          expect(texts.filter(({ cut }) => cut).map(({ text, where }) => `${where}: ${text}`), at).toEqual([])
          expect(overlapsOf(texts, u * 0.1), at).toEqual([])
        }
        await page.close()
      }
    }, 240_000)
  }
})
