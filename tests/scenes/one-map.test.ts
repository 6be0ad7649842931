/**
 * One map for the life of the page: fifty changes of scene and root make no second WebGL context and no second map, a hidden map asks for
 * no frame, and a change of value is a motion that ends. Needs the system's Chromium; without it skipped in sight, a failure under CI=true.
 */
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserArgs, chromiumPath, describeWithBrowser, drawByWebgl } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { plantedMs } from './fixture-figures.ts'
import { startFixture, type Fixture } from './fixture-server.ts'

/** Runs in the page before its own scripts: notes canvases that took a WebGL context, maps and canvases that ever stood in the map's host, frames asked for. */
function countMaps(): void {
  const counts = { contexts: new Set<Element>(), hosted: new Set<Element>(), maps: new Set<Element>(), frames: 0 }
  Object.assign(window, { counts })
  const real = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, ...more: unknown[]) => unknown
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    value(this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      if (kind.startsWith('webgl')) counts.contexts.add(this)
      return real.call(this, kind, ...more)
    },
  })
  const frame = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (run) => { counts.frames++; return frame(run) }
  new MutationObserver(() => {
    for (const map of document.querySelectorAll('.maplibregl-canvas')) counts.maps.add(map)
    for (const canvas of document.querySelectorAll('.map-host canvas')) counts.hosted.add(canvas)
  }).observe(document, { subtree: true, childList: true })
}

interface Counts { readonly contexts: number, readonly maps: number, readonly frames: number }
const countsOf = (page: Page): Promise<Counts> => page.evaluate(() => {
  const { counts } = window as unknown as { counts: { contexts: Set<unknown>, hosted: Set<unknown>, maps: Set<unknown>, frames: number } }
  return { contexts: [...counts.hosted].filter((canvas) => counts.contexts.has(canvas)).length, maps: counts.maps.size, frames: counts.frames }
})

describeWithBrowser('the one map of the page', () => {
  let browser: Browser, fixture: Fixture
  beforeAll(async () => {
    await ensureClientBuilt()
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
    fixture = await startFixture({ mode: 'planted', distDir: clientDist })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await fixture?.close()
  })

  async function open(query: string, reducedMotion: 'reduce' | 'no-preference' = 'no-preference'): Promise<{ page: Page, problems: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion })
    await drawByWebgl(page)
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    await page.clock.setSystemTime(plantedMs)
    await page.addInitScript(countMaps)
    await page.goto(`${fixture.url}/wall${query}`)
    await page.waitForSelector('[data-map-drawn="yes"][data-map-plain="no"]', { timeout: 90_000 })
    await page.waitForSelector('[data-link="live"]')
    return { page, problems }
  }

  it('is made once, whatever scene and root are shown', async () => {
    const { page, problems } = await open('?scene=map')
    const before = await countsOf(page)
    expect(before.maps).toBe(1)
    const steps = ['PageDown', 'PageUp', 'root=11', 'scene=overview&root=11', 'Escape', 'scene=map&root=03127', 'scene=tasks', 'scene=overview', 'scene=map', 'PageUp']
    for (let i = 0; i < 50; i++) {
      const step = steps[i % steps.length]!
      if (!step.includes('=')) await page.keyboard.press(step)
      else {
        await page.evaluate((query) => { history.pushState(null, '', `/wall?${query}`); dispatchEvent(new PopStateEvent('popstate')) }, step)
        const asked = new URLSearchParams(step)
        await page.waitForSelector(`main.wall[data-root="${asked.get('root') ?? 'TW'}"][data-scene="${asked.get('scene') ?? 'overview'}"]`)
      }
    }
    await page.evaluate(() => { history.pushState(null, '', '/wall?scene=map&root=40'); dispatchEvent(new PopStateEvent('popstate')) })
    await page.waitForSelector('main.wall[data-root="40"] .map-body[data-map-drawn="yes"]')
    const after = await countsOf(page)
    expect([after.maps, after.contexts]).toEqual([1, 1])
    expect(await page.locator('.maplibregl-canvas').count()).toBe(1)
    expect(problems).toEqual([])
    await page.close()
  }, 240_000)

  it('is hidden where no scene shows it, and shown again at once', async () => {
    const { page } = await open('?scene=map')
    await page.evaluate(() => { history.pushState(null, '', '/wall?scene=tasks'); dispatchEvent(new PopStateEvent('popstate')) })
    await page.waitForSelector('.map-host[data-shown="no"]', { state: 'attached' })
    expect(await page.locator('.map-host').evaluate((host) => getComputedStyle(host).visibility)).toBe('hidden')
    await page.goBack()
    await page.waitForSelector('.map-host[data-shown="yes"] .map-layer[data-shown="yes"]')
    await page.close()
  }, 120_000)

  it('moves when a commune changes and then stands still: deck.gl asks for no frame between motions', async () => {
    const { page, problems } = await open('?scene=map&kpi=digitization.pages')
    await page.waitForSelector('.map-unit[data-unit="11"]:not([data-value=""])', { state: 'attached' })
    const quietFrames = async (): Promise<number> => {
      const from = (await countsOf(page)).frames
      await page.waitForTimeout(2000)
      return (await countsOf(page)).frames - from
    }
    fixture.change('03127', 'digitization.pages', 900)
    await page.waitForFunction(() => {
      const layer = [...document.querySelectorAll<HTMLCanvasElement>('.map-canvas canvas')].find((canvas) => !canvas.classList.contains('maplibregl-canvas'))
      return layer !== undefined && getComputedStyle(layer).visibility === 'visible'
    }, undefined, { timeout: 60_000, polling: 50 })
    await page.waitForFunction(() => {
      const layer = [...document.querySelectorAll<HTMLCanvasElement>('.map-canvas canvas')].find((canvas) => !canvas.classList.contains('maplibregl-canvas'))
      return layer !== undefined && getComputedStyle(layer).visibility === 'hidden'
    }, undefined, { timeout: 60_000, polling: 100 })
    // a running loop would ask for some hundred frames in two seconds, on slow cores for dozens
    expect(Math.min(await quietFrames(), await quietFrames(), await quietFrames())).toBeLessThan(6)
    expect((await countsOf(page)).maps).toBe(1)
    expect(problems).toEqual([])
    await page.close()
  }, 240_000)

  it('does not move for a viewer who wants stillness, and does not fetch what would move it', async () => {
    const { page } = await open('?scene=map&kpi=digitization.pages', 'reduce')
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(request.url()))
    fixture.change('03127', 'digitization.pages', 1800)
        await page.waitForTimeout(4000)
    expect(await page.locator('.map-canvas canvas').count()).toBe(1)
    expect(fetched.filter((url) => /motion/.test(url))).toEqual([])
    await page.close()
  }, 120_000)
})
