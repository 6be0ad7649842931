/** What breaks inside of the page, in a browser: one panel, the frame itself, a heap that has grown too large, and the renewal of every night. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { hourMs } from '../../data/time/vietnam-time.ts'
import { startFixture, type Fixture } from '../scenes/fixture-server.ts'
import { describeWithBrowser, digitsOf, openBrowser } from '../support/browser.ts'
import { eventually } from '../support/http-client.ts'
import { projectDir } from '../support/server-process.ts'

/** The page opens anew 10 s after its first failure. */
const reopenedLimitMs = 10_000 + 20_000

// they wait beside each other: most of a test's time is a reload that is due later
describeWithBrowser('a fault inside of the page', () => {
  let browser: Browser, fixture: Fixture
  beforeAll(async () => {
    browser = await openBrowser()
    fixture = await startFixture({ mode: 'planted', distDir: join(projectDir, 'dist') })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await fixture?.close()
  })

  /** `serviceWorkers` blocked: what a worker asks for the page goes past the page's routes. */
  async function newPage(at = '2026-11-21T14:05:09+07:00', serviceWorkers: 'allow' | 'block' = 'allow'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.clock.install({ time: Date.parse(at) })
    await page.addInitScript(() => { Math.random = () => 0 })
    return page
  }
  const live = (page: Page): Promise<void> => page.locator('[data-link="live"]').waitFor()
  const mark = (page: Page): Promise<void> => page.evaluate(() => { Object.assign(window, { stayed: true }) })
  const isAnew = async (page: Page): Promise<boolean> => !await page.evaluate(() => 'stayed' in window).catch(() => true)

  it.concurrent('of one panel leaves the others, and is over with the answer that broke it', async () => {
    const page = await newPage()
    await page.route('**/api/v1/tasks?*', (route) => route.fulfill({ json: { tasks: null } }))
    await page.goto(`${fixture.url}/wall?scene=overview`)
    await live(page)
    await page.getByText('Phần này gặp lỗi và sẽ tự thử lại.').first().waitFor()
    expect(await page.locator(digitsOf('digitization.pages')).innerText()).toMatch(/\d/)
    expect(await page.locator('.map-unit').count()).toBeGreaterThanOrEqual(34)
    expect(await page.locator('.countdown').count()).toBe(1)
    await page.unroute('**/api/v1/tasks?*')
    await eventually(async () => await page.getByText('Phần này gặp lỗi').count() === 0, 20_000, 200)
    await page.locator('.panel', { hasText: 'nhiệm vụ' }).first().waitFor()
    await page.context().close()
  }, 180_000)

  it.concurrent('of a whole scene leaves head, marks and rotation: the next scene comes, and the broken one is whole with its next answer', async () => {
    const page = await newPage(undefined, 'block')
    const broken = ['**/api/v1/groups?*', '**/api/v1/units/*/lines?*']
    for (const path of broken) await page.route(path, (route) => route.fulfill({ json: {} }))
    const items = (['groups', 'lines', 'tasks'] as const).map((scene) => ({ scene, dwellS: 8, root: null, kpi: null }))
    fixture.playlist('p-broken', { nameVi: 'Có cảnh hỏng', nameEn: '', items, interrupt: { severity: 'off', holdS: 5 } })
    await page.goto(`${fixture.url}/wall?playlist=p-broken`)
    const said = page.getByText('Phần này gặp lỗi và sẽ tự thử lại.').first()
    const headStands = async (): Promise<void> => {
      expect(await page.locator('.show-line').count()).toBe(1)
      expect(await page.locator('[data-link]').count()).toBeGreaterThanOrEqual(1)
      expect(await page.locator('.opening').count()).toBe(0)
    }
    for (const scene of ['groups', 'lines']) {
      await page.locator(`.wall[data-scene="${scene}"]`).waitFor()
      await said.waitFor()
      await headStands()
      if (scene === 'groups') await mark(page)
    }
    await page.locator('.wall[data-scene="tasks"]').waitFor()
    await live(page)
    expect(await said.count()).toBe(0)
    await headStands()
    for (const path of broken) await page.unroute(path)
    await page.locator('.wall[data-scene="groups"] .register').first().waitFor()
    await page.locator('.wall[data-scene="lines"] .scene-body[data-lines="TW"]').waitFor()
    expect(await isAnew(page)).toBe(false)
    await page.context().close()
  }, 180_000)

  it.concurrent('that is an answer the frame stands on, and not of its shape, is that question\'s own: it is said in words and asked again', async () => {
    for (const path of ['session', 'units', 'kpis']) {
      const page = await newPage()
      await page.route(`**/api/v1/${path}`, (route) => route.fulfill({ json: {} }))
      await page.goto(`${fixture.url}/wall?scene=tasks`)
      await page.getByText('Máy chủ trả lời không đúng dạng.').waitFor()
      await mark(page)
      await page.unroute(`**/api/v1/${path}`)
      await live(page)
      expect(await isAnew(page), path).toBe(false)
      expect(await page.evaluate(() => sessionStorage.getItem('thap.page-failures'))).toBeNull()
      await page.context().close()
    }
  }, 180_000)

  it.concurrent('of the frame is said in words, and the page opens anew by itself', async () => {
    const page = await newPage()
    await page.addInitScript(() => {
      if (sessionStorage.getItem('mended') === null) Object.defineProperty(window, 'innerWidth', { get: () => { throw new Error('planted') } })
    })
    await page.goto(`${fixture.url}/wall?scene=overview`)
    await page.getByText('Trang gặp lỗi và đang tự mở lại.').waitFor()
    const fromMs = performance.now()
    await page.evaluate(() => { sessionStorage.setItem('mended', 'yes') })
    await page.locator('.wall').waitFor()
    const tookMs = performance.now() - fromMs
    process.stdout.write(`a broken frame is whole again after ${Math.round(tookMs)} ms\n`)
    expect(tookMs).toBeLessThanOrEqual(reopenedLimitMs)
    // a page that has stayed whole begins to count anew
    expect(await page.evaluate(() => sessionStorage.getItem('thap.page-failures'))).toBe('1')
    await page.clock.fastForward(601_000)
    await eventually(() => page.evaluate(() => sessionStorage.getItem('thap.page-failures') === null), 10_000)
    await page.context().close()
  }, 180_000)

  it.concurrent('that is too much heap loads it anew, at most three times in a row', async () => {
    const page = await newPage()
    await page.addInitScript(() => { Object.defineProperty(performance, 'memory', { value: { usedJSHeapSize: 400 * 1024 * 1024 } }) })
    await page.goto(`${fixture.url}/wall?scene=tasks`)
    const count = (): Promise<number> => page.evaluate(() => (JSON.parse(sessionStorage.getItem('thap.reloads') ?? '{"count":0}') as { count: number }).count).catch(() => 0)
    // it wants to, waits for a change of scene, and goes without one after a minute
    const aWhile = async (): Promise<void> => {
      await live(page)
      await page.clock.fastForward(6_000)
      await page.clock.fastForward(61_000)
      await page.waitForTimeout(6_000)
      await live(page)
    }
    expect(await count()).toBe(0)
    for (let round = 0; round < 8 && await count() < 3; round++) await aWhile()
    expect(await page.evaluate(() => sessionStorage.getItem('thap.reloaded-for'))).toBe('memory')
    await mark(page)
    await aWhile()
    expect(await count()).toBe(3)
    expect(await isAnew(page)).toBe(false)
    await page.context().close()
  }, 240_000)

  it.concurrent('or none: it renews itself once a night, at a change of scene', async () => {
    const page = await newPage('2026-11-21T20:50:00+07:00')
    await page.goto(`${fixture.url}/wall?scene=tasks`)
    await live(page)
    await mark(page)
    await page.clock.fastForward(6 * hourMs)
    await live(page)
    await page.waitForTimeout(7_000)
    expect(await isAnew(page)).toBe(false)
    await page.clock.fastForward(0.25 * hourMs)
    await live(page)
    await page.waitForTimeout(7_000)
    expect(await isAnew(page)).toBe(false)
    await page.evaluate(() => { history.pushState(null, '', '/wall?scene=groups'); dispatchEvent(new PopStateEvent('popstate')) })
    await eventually(() => isAnew(page), 30_000, 200)
    await page.locator('.wall[data-scene="groups"]').waitFor()
    expect(await page.evaluate(() => sessionStorage.getItem('thap.reloaded-for'))).toBe('night')
    await page.context().close()
  }, 180_000)
})
