/** What stands at edges of the wall as rendered: words at a dial's arc and at a panel's side, and what is said over a scene of a wrong address. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { dialMiddle, dialRadius, dialStroke, dialWidth } from '../../client/charts/Dial.tsx'
import { clientDist } from '../support/client-build.ts'
import { describeWithBrowser } from '../support/browser.ts'
import { newYearMs, plantedMs } from './fixture-figures.ts'
import { startFixture } from './fixture-server.ts'
import { measurePage } from './measure-page.ts'
import { SceneBrowser, startLimitMs } from './scene-browser.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Runs in the page: words inside of dials whose corners (of their ink: the middle six tenths of the line) lie beyond `radius` u of the middle. */
function wordsAtArc(dials: readonly Element[], { radius, middle }: { readonly radius: number, readonly middle: readonly [number, number] }): string[] {
  const u = innerHeight / 135, found: string[] = []
  for (const dial of dials) {
    const box = dial.getBoundingClientRect(), cx = box.x + middle[0] * u, cy = box.y + middle[1] * u
    for (const part of dial.closest('.card')!.querySelectorAll('.dial-plan, .strip-legend li, .year-result-centred')) {
      const range = document.createRange()
      range.selectNodeContents(part)
      for (const { left, right, top, height } of range.getClientRects()) {
        for (const x of [left, right]) for (const y of [top + 0.2 * height, top + 0.8 * height]) {
          if (Math.hypot(x - cx, y - cy) > radius * u) found.push(part.textContent ?? '')
        }
      }
    }
  }
  return [...new Set(found)]
}
/** Inner edge of a dial's arc and its middle, u. */
const innerRadius = { radius: dialRadius - dialStroke / 2, middle: [dialWidth / 2, dialMiddle] } as const

describeWithBrowser('the edges of the wall as rendered', () => {
  const built = new SceneBrowser()
  beforeAll(() => built.start(['planted', 'new_year']), startLimitMs)
  afterAll(() => built.close())

  it('an address that names no scene or play-list says so for a while, and is put right', async () => {
    for (const [wrong, said] of [['scene=nonsense', /cảnh «nonsense»/], ['playlist=nonsense', /danh sách «nonsense»/]] as const) {
      const page = await built.browser.newPage({ viewport: { width: 1920, height: 1080 } })
      await page.clock.setSystemTime(plantedMs)
      await page.goto(`${built.fixture('planted').url}/wall?${wrong}`)
      await page.waitForSelector('.notice[data-seen="yes"]')
      expect(await page.innerText('.notice')).toMatch(said)
      await page.waitForFunction(() => !window.location.search.includes('nonsense'))
      await page.waitForSelector('.notice[data-seen="no"]', { state: 'attached', timeout: 30_000 })
      await page.close()
    }
  })

  it('days after the hour of a report its lines stay in their panel', async () => {
    const startMs = plantedMs + 9 * 86_400_000
    const later = await startFixture({ mode: 'planted', distDir: clientDist, startMs })
    for (const language of ['vi', 'en']) {
      const page = await built.browser.newPage({ viewport: { width: 1920, height: 1080 } })
      await page.clock.setSystemTime(startMs)
      await page.goto(`${later.url}/wall?scene=overview&lang=${language}`)
      await page.waitForSelector('.reports-other')
      const { texts } = await page.evaluate(measurePage)
      await page.close()
      expect(texts.filter(({ cut }) => cut).map(({ text, where }) => `${where}: ${text}`), language).toEqual([])
    }
    await later.close()
  })

  it('the words inside a dial stay clear of its arc', async () => {
    for (const mode of ['planted', 'new_year'] as const) for (const language of ['vi', 'en']) {
      const page = await built.browser.newPage({ viewport: { width: 1920, height: 1080 } })
      await page.clock.setSystemTime(mode === 'new_year' ? newYearMs : plantedMs)
      await page.goto(`${built.fixture(mode).url}/wall?scene=overview&gauges=dial&lang=${language}`)
      await page.waitForSelector('[data-link="live"]')
      await page.waitForSelector(mode === 'new_year' ? '.year-result-centred' : '.dial-plan strong')
      const touching = await page.$$eval('.card .dial', wordsAtArc, innerRadius)
      await page.close()
      expect(touching, `${mode}, ${language}`).toEqual([])
    }
  })
})
