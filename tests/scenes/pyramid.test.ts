/**
 * *Kim tự tháp* as rendered: it draws by WebGL and by SVG alike, rests while nothing changes, brings a lost context back, and asks for nothing
 * once it is out of sight. Needs the system's Chromium; without it skipped in sight, a failure under CI=true.
 */
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserArgs, chromiumPath, describeWithBrowser, drawByWebgl } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { footTop } from '../../client/scenes/wall/pyramid/pyramid-layout.ts'
import { countPixels } from '../support/pixels.ts'
import { plantedMs, type FixtureMode } from './fixture-figures.ts'
import { startFixture, type Fixture } from './fixture-server.ts'

/** Runs in the page before its own scripts: counts what asks for the next frame. */
function countFrames(): void {
  const real = window.requestAnimationFrame.bind(window)
  const counted = { frames: 0 }
  Object.assign(window, { counted })
  window.requestAnimationFrame = (run) => { counted.frames++; return real(run) }
}

/** Runs in the page before its own scripts: a browser without WebGL. */
function withoutWebgl(): void {
  const real = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, ...more: unknown[]) => unknown
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    value(this: HTMLCanvasElement, kind: string, ...more: unknown[]) { return kind.startsWith('webgl') ? null : real.call(this, kind, ...more) },
  })
}

describeWithBrowser('Kim tự tháp as rendered', () => {
  let browser: Browser
  const running: Fixture[] = []

  beforeAll(async () => {
    await ensureClientBuilt()
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    for (const fixture of running) await fixture.close()
  })

  async function serve(mode: FixtureMode = 'planted', scope = 'TW'): Promise<Fixture> {
    const fixture = await startFixture({ mode, distDir: clientDist, scope })
    running.push(fixture)
    return fixture
  }

  interface Opened { readonly page: Page, readonly problems: string[] }

  async function open(fixture: Fixture, query = '', prepare: (page: Page) => Promise<unknown> = async () => undefined): Promise<Opened> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    await page.clock.setSystemTime(plantedMs)
    await prepare(page)
    await page.goto(`${fixture.url}/wall?scene=pyramid${query}`)
    await page.waitForSelector('.pyramid-body[data-pyramid-drawn="yes"]', { timeout: 60_000 })
    await page.waitForSelector('.chain [data-unit]')
    return { page, problems }
  }

  /** Counts of red, amber and hatch-blue pixels of the picture. */
  async function colours(page: Page): Promise<{ readonly red: number, readonly amber: number, readonly blue: number }> {
    const shot = await page.screenshot({ clip: { x: 0, y: 60, width: 900, height: 620 } })
    return countPixels(page, shot, {
      red: (r, g, b) => r > 200 && g < 130 && b < 120, amber: (r, g, b) => r > 200 && g > 140 && b < 110, blue: (r, _g, b) => b > 190 && r < 190 && b - r > 50,
    })
  }

  const chainOf = (page: Page): Promise<string | null> => page.getAttribute('.chain', 'data-chain')

  it('the attribution has clear ground below the planes, however long it is', async () => {
    const fixture = await serve()
    for (const [width, height] of [[1920, 1080], [7680, 2160]] as const) for (const root of ['', '&root=11']) {
      const { page } = await open(fixture, `&lang=en${root}`)
      await page.setViewportSize({ width, height })
      await page.waitForFunction((u) => Math.abs(document.querySelector('.wall')!.getBoundingClientRect().height - 135 * u) < 1, height / 135)
      // from the stage's own foot: the drift against burn-in moves the whole stage by up to some pixels
      const risePx = await page.$eval('.pyramid-attribution', (words) => words.parentElement!.getBoundingClientRect().bottom - words.getBoundingClientRect().top)
      expect(135 - risePx / (height / 135)).toBeGreaterThanOrEqual(footTop)
      await page.close()
    }
  })

  it('WebGL and SVG draw the same: the red province, the hatched ones, the amber centre; the SVG says that it is plain', async () => {
    const fixture = await serve()
    const webgl = await open(fixture, '&kpi=digitization.pages', drawByWebgl)
    await webgl.page.waitForSelector('.pyramid-body[data-pyramid-plain="no"] .pyramid-stand canvas')
    expect(await chainOf(webgl.page)).toBe('TW,11,03160')
    const drawn = await colours(webgl.page)
    const plain = await open(fixture, '&kpi=digitization.pages', (page) => page.addInitScript(withoutWebgl))
    await plain.page.waitForSelector('.pyramid-body[data-pyramid-plain="yes"] svg.pyramid-canvas [data-layer="upper-fill"] path')
    await plain.page.waitForSelector('.chain[data-chain="TW,11,03160"]')
    expect(await plain.page.textContent('.pyramid-attribution')).toContain('chưa dùng được WebGL')
    expect(await plain.page.$('.pyramid-stand')).toBeNull()
    const svg = await colours(plain.page)
    for (const colour of ['red', 'amber', 'blue'] as const) {
      expect(drawn[colour], colour).toBeGreaterThan(60)
      expect(svg[colour] / drawn[colour], colour).toBeGreaterThan(0.6)
      expect(svg[colour] / drawn[colour], colour).toBeLessThan(1.7)
    }
    expect([webgl.problems, plain.problems]).toEqual([[], []])
    await webgl.page.close()
    await plain.page.close()
  }, 120_000)

  it('rests while nothing changes, draws once more when one look does, and rests again', async () => {
    const fixture = await serve()
    const { page } = await open(fixture, '&kpi=digitization.pages', async (tab) => { await drawByWebgl(tab); await tab.addInitScript(countFrames) })
    const frames = (): Promise<number> => page.evaluate(() => (window as unknown as { counted: { frames: number } }).counted.frames)
    const drawn = async (): Promise<number> => Number(await page.getAttribute('.pyramid-stand', 'data-drawn'))
    // the page's own heartbeat asks for a frame or two a second; a loop that runs for sixty
    const isStill = async (): Promise<boolean> => { const before = await frames(); await page.waitForTimeout(1_000); return await frames() - before < 8 }
    await expect.poll(isStill, { timeout: 30_000 }).toBe(true)
    const drawnBefore = await drawn()
    expect(await isStill()).toBe(true)
    expect(await drawn()).toBe(drawnBefore)
    fixture.change('11', 'digitization.pages', 200_000)
    await page.waitForFunction((before) => Number(document.querySelector('.pyramid-stand')?.getAttribute('data-drawn')) > before, drawnBefore)
    await expect.poll(isStill, { timeout: 30_000 }).toBe(true)
    await page.close()
  }, 120_000)

  it('out of sight it holds no watch and draws nothing; back in sight it is the same canvas', async () => {
    const fixture = await serve()
    const { page } = await open(fixture, '&kpi=digitization.pages', drawByWebgl)
    const deep = (): number => fixture.watching().filter(({ depth, root }) => root === 'TW' && depth === 2).length
    expect(deep()).toBe(1)
    await page.evaluate(() => { document.querySelector<HTMLElement>('.pyramid-stand canvas')!.dataset['mark'] = 'first' })
    for (let visit = 0; visit < 3; visit++) {
      await page.keyboard.press('Escape')
      await page.waitForSelector('.wall[data-scene="overview"] .digits')
      await expect.poll(deep).toBe(0)
      expect(await page.$('.pyramid-stand')).toBeNull()
      await page.goBack()
      await page.waitForSelector('.pyramid-body[data-pyramid-drawn="yes"] .pyramid-stand canvas[data-mark="first"]')
    }
    await expect.poll(deep).toBe(1)
    expect((await colours(page)).red).toBeGreaterThan(60)
    await page.close()
  }, 120_000)

  it('a lost graphics context is drawn again within three seconds; one that stays away gives way to the plain drawing', async () => {
    const { page } = await open(await serve(), '&kpi=digitization.pages', drawByWebgl)
    await page.waitForSelector('.pyramid-body[data-pyramid-plain="no"] .pyramid-stand[data-drawn] canvas')
    const lose = (back: boolean): Promise<void> => page.evaluate((restore) => {
      const extension = document.querySelector<HTMLCanvasElement>('.pyramid-stand canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
      extension?.loseContext()
      if (restore) setTimeout(() => extension?.restoreContext(), 300)
    }, back)
    await lose(true)
    await page.waitForTimeout(3_000)
    expect(await page.getAttribute('.pyramid-body', 'data-pyramid-plain')).toBe('no')
    expect((await colours(page)).red).toBeGreaterThan(60)
    await lose(false)
    await page.waitForSelector('.pyramid-body[data-pyramid-plain="yes"] svg.pyramid-canvas path', { timeout: 10_000 })
    expect((await colours(page)).red).toBeGreaterThan(60)
    await page.close()
  }, 120_000)

  it('up and down choose the KPI and hold it; nothing moves where motion is unwanted', async () => {
    const { page } = await open(await serve(), '', (tab) => tab.emulateMedia({ reducedMotion: 'reduce' }))
    const kpi = (): Promise<string | null> => page.getAttribute('.wall .scene-body', 'data-kpi')
    // of the headline figures one that base units report stands first, whatever is ranked before it: a way goes up from it
    expect(await kpi()).toBe('digitization.pages')
    await page.waitForSelector('.chain[data-chain="TW,11,03160"]')
    await page.keyboard.press('ArrowDown')
    await page.waitForSelector('.scene-body[data-kpi="esign.documents"]')
    expect(await page.textContent('.pyramid-head p')).toContain('đang giữ')
    await page.keyboard.press('ArrowUp')
    await page.waitForSelector('.scene-body[data-kpi="digitization.pages"]')
    await page.close()
  }, 120_000)

  it('rooted at a province it shows that subtree only, and of a commune\'s viewer nothing above the scope', async () => {
    const province = await open(await serve(), '&root=11')
    expect(await chainOf(province.page)).toBe('11,03160')
    expect(await province.page.textContent('.pyramid-body')).not.toContain('Trung ương')
    expect(await province.page.textContent('.locator-names')).toContain('Quần đảo Trường Sa')
    await province.page.close()
    const fixture = await serve('planted', '03160')
    const commune = await open(fixture)
    expect(await chainOf(commune.page)).toBe('03160')
    expect(await commune.page.textContent('.pyramid-note')).toContain('Đơn vị cơ sở')
    expect(await commune.page.textContent('.pyramid-note')).toContain('không có đơn vị nào ở tầng trên')
    expect(fixture.watching().filter(({ root }) => root !== '03160')).toEqual([])
    await commune.page.close()
  }, 120_000)

  it('an empty KPI and a quiet one say so', async () => {
    const empty = await open(await serve('empty'), '&kpi=digitization.pages')
    expect(await empty.page.getAttribute('.pyramid-body', 'data-state')).toBe('no_data')
    expect(await empty.page.textContent('.pyramid-note')).toContain('Chưa có số liệu nào')
    await empty.page.close()
    const quiet = await open(await serve(), '&kpi=staff.records')
    expect(await quiet.page.getAttribute('.pyramid-body', 'data-state')).toBe('quiet')
    expect(await quiet.page.textContent('.pyramid-note')).toContain('Không có đường bất thường')
    await quiet.page.close()
  }, 120_000)
})
