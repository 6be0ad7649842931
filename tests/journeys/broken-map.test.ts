/** A wall whose map program did not arrive (the server fell while the page loaded) still shows a map, and says that it is the plain one. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { describeWithBrowser, digitsOf, drawByWebgl, openBrowser } from '../support/browser.ts'
import { newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

describeWithBrowser('a map that cannot be drawn', () => {
  let dir: string, server: ServerProcess, browser: Browser
  beforeAll(async () => {
    dir = newRuntimeDir()
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  const openWithout = async (pattern: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block' })
    await drawByWebgl(page)
    await page.route(pattern, (route) => route.abort())
    await page.goto(`${server.url}/wall?scene=overview`)
    await page.locator(digitsOf('digitization.pages')).waitFor()
    return page
  }
  const showsPlainMap = async (page: Page): Promise<void> => {
    await page.locator('[data-map-plain="yes"][data-map-drawn="yes"]').waitFor({ timeout: 45_000 })
    expect(await page.locator('.map-host svg path').count()).toBeGreaterThanOrEqual(34)
    expect(await page.locator('.map-unit').count()).toBe(34)
    expect(await page.locator('.panel-note[role="alert"]').count()).toBe(0)
  }

  it('because its program is missing: the plain map stands in its place at once', async () => {
    const page = await openWithout('**/WebglMap-*.js')
    await showsPlainMap(page)
    await page.close()
  })

  it('because its worker is missing: the plain map takes over', async () => {
    const page = await openWithout('**/maplibre-gl-worker*')
    await showsPlainMap(page)
    await page.close()
  }, 60_000)
})
