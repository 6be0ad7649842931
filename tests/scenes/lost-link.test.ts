/**
 * Every scene of a wall that has lost its link, as rendered: the notice and its frame cover no word, all words of the scene are equally dim, and no
 * coverage of this moment stands beside the last known figures. Needs the system's Chromium, as every-scene.test.ts.
 */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { hatchedAfterMs } from '../../client/scenes/wall/LostLink.tsx'
import { sceneIds } from '../../data/playlists/scene-ids.ts'
import { describeWithBrowser } from '../support/browser.ts'
import { coveredOf, measurePage, overlapsOf, tornOf, type PageBox } from './measure-page.ts'
import { SceneBrowser, startLimitMs } from './scene-browser.ts'

const sizes = [[1920, 1080], [3840, 2160], [7680, 2160]] as const
/** A sign that a scene is drawn. */
const ready: Readonly<Record<(typeof sceneIds)[number], string>> = {
  overview: '.anomalies tbody tr', pyramid: '.pyramid-body[data-pyramid-drawn="yes"][data-state="abnormal"]', map: '.legend-apart, .rank-kpis tbody tr',
  matrix: '.matrix [data-kpi="rollout.stage"]:not([data-look="waiting"])', warnings: '[data-open]:not([data-open=""])', tasks: '.deadline-year',
  lines: '.line-strips[data-kind="hours"]', reports: '[data-duty="commune-month"]', groups: '[data-register="conclusions"]',
}

/** Runs in the page: the notice, and the frame at both sides. */
function noticeBoxes(): { readonly notice: PageBox, readonly frame: readonly PageBox[] } {
  const box = (element: Element): PageBox => { const { x, y, width: w, height: h } = element.getBoundingClientRect(); return { x, y, w, h } }
  const lost = document.querySelector('.lost-link')!
  const whole = box(lost), side = parseFloat(getComputedStyle(lost, '::before').width)
  return { notice: box(lost.querySelector('p')!), frame: [{ ...whole, w: side }, { ...whole, x: whole.x + whole.w - side, w: side }] }
}

/** Runs in the page: the colours of the words of the scene which no ground of its own holds up. */
function wordColours(): readonly string[] {
  const seen = new Set<string>()
  const walker = document.createTreeWalker(document.querySelector('.scene-body')!, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement!
    if ((node.textContent ?? '').trim() === '' || parent.closest('.hidden, .rank, .matrix .cell') !== null || parent.getClientRects().length === 0) continue
    seen.add(getComputedStyle(parent).color)
  }
  return [...seen]
}

describeWithBrowser('a wall that has lost its link', () => {
  const built = new SceneBrowser()
  beforeAll(() => built.start(['planted']), startLimitMs)
  afterEach(() => built.closePages())
  afterAll(() => built.close())

  async function open(scene: (typeof sceneIds)[number], language: string, width: number, height: number): Promise<Page> {
    const fixture = built.fixture('planted')
    const page = await built.browser.newPage({ viewport: { width, height } })
    await page.clock.setSystemTime(fixture.nowMs())
    await page.goto(`${fixture.url}/wall?scene=${scene}&lang=${language}`)
    await page.waitForSelector(ready[scene], { timeout: 60_000 })
    await page.waitForSelector('[data-link="live"]')
    return page
  }

  /** What is to be said of a page whose link has been lost for a while (`stage`). */
  async function look(page: Page, stage: 'dim' | 'hatched', height: number, shot: string): Promise<void> {
    const u = height / 135
    if (stage === 'hatched') await page.clock.setSystemTime(built.fixture('planted').nowMs() + hatchedAfterMs)
    await page.waitForSelector(`.wall[data-stale="${stage}"]`, { timeout: 20_000 })
    await page.evaluate(() => { for (const hint of document.querySelectorAll('.hint')) (hint as HTMLElement).style.display = 'none' })
    const { texts } = await page.evaluate(measurePage)
    const { notice, frame } = await page.evaluate(noticeBoxes)
    const own = texts.filter((text) => coveredOf([text], [notice], 0).length > 0)
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/lost-${shot}-${stage}.png` })
    expect(own.map(({ text }) => text).join(' '), stage).toMatch(/^(Mất kết nối máy chủ|Link to the server lost), \S+.* \d\d:\d\d:\d\d · 21\/11\/2026 \(.+\)$/)
    expect(own, stage).toHaveLength(2)
    expect(own.filter(({ x, y, w, h }) => x < notice.x || y < notice.y || x + w > notice.x + notice.w || y + h > notice.y + notice.h).map(({ text }) => text), stage).toEqual([])
    expect(coveredOf(texts, frame, 0), stage).toEqual([])
    expect(overlapsOf(texts, u * 0.1), stage).toEqual([])
    expect(tornOf(texts), stage).toEqual([])
    expect(texts.filter(({ cut }) => cut).map(({ text, where }) => `${where}: ${text}`), stage).toEqual([])
    expect(texts.filter(({ size }) => size < 1.75 * u - 0.01).map(({ text }) => text), stage).toEqual([])
    expect(texts.filter(({ contrast }) => contrast < 7).map(({ text, contrast }) => `${text}: ${contrast.toFixed(2)}`), stage).toEqual([])
    expect(await page.locator('.clocks > .clock').count(), stage).toBe(0)
    expect(await page.evaluate(wordColours), stage).toHaveLength(1)
  }

  const cases = sceneIds.flatMap((scene) => (scene === 'overview' ? sizes : sizes.slice(0, 1)).map(([width, height]) => ({ scene, width, height })))
  for (const { scene, width, height } of cases) {
    it(`${scene} is whole, legible, uncovered and all of one age at ${width} × ${height}, in both languages`, async () => {
      // both lose their link in one silence: it takes seconds to be noticed
      const pages = [{ language: 'vi', page: await open(scene, 'vi', width, height) }, { language: 'en', page: await open(scene, 'en', width, height) }]
      const restore = built.fixture('planted').silence()
      try {
        for (const { page } of pages) await page.waitForSelector('.wall[data-stale="dim"] .lost-link[data-link="lost"]', { timeout: 20_000 })
        for (const stage of ['dim', 'hatched'] as const) for (const { language, page } of pages) await look(page, stage, height, `${scene}-${language}-${width}`)
      } finally { restore() }
      // the head, the notice and the dimming that go are the wall's own, the same on every scene
      if (scene === 'overview') for (const { page } of pages) {
        await page.waitForSelector('.wall:not([data-stale]) .clock[data-link="live"]', { timeout: 20_000 })
        await page.waitForSelector('.lost-link', { state: 'detached' })
        expect(await page.locator('.clocks > .clock').count()).toBe(3)
      }
    }, 120_000)
  }
})
