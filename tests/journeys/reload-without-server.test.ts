/** A wall whose page is loaded anew while the server is away: its last picture stands within a second, framed and dated, and lives again by itself. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, digitsOf, openBrowser } from '../support/browser.ts'
import { eventually, figureNow, postReadings } from '../support/http-client.ts'
import { isShellKept } from '../support/kept-shell.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const pages = 'digitization.pages'
/** From the start of the navigation to the kept figures on the screen, milliseconds, median of three (issue 5: a picture ≤ 1 s). */
const pictureLimitMs = 1_000
/** From the server's return to the present figure (issue 5: server back ≤ 10 s), and what seeing it from outside costs. */
const backLimitMs = 10_000 + 1_500

describeWithBrowser('a wall loaded anew while its server is away', () => {
  let dir: string, server: ServerProcess, browser: Browser, context: BrowserContext, page: Page, key: string
  beforeAll(async () => {
    dir = newRuntimeDir()
    key = await createKey(dir, { unit: '11' })
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    await post('first', 321)
    context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
    page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${server.url}/wall?scene=overview`)
    await page.locator('[data-link="live"]').waitFor()
    await eventually(async () => await shown() === '0.321', 15_000)
    // the worker keeps the build some seconds after the first picture; the figures are kept when the page goes
    await eventually(() => isShellKept(page), 40_000)
    await page.reload()
    await page.locator('[data-link="live"]').waitFor()
    await eventually(async () => await shown() === '0.321', 15_000)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  const post = async (id: string, num: number): Promise<void> => {
    await postReadings(server.url, key, [{ key: id, unit: '03127', kpi: pages, at: toLocalIso(Date.now()), num, den: 1000 }])
  }
  const shown = (): Promise<string | null> => page.locator(digitsOf(pages)).getAttribute('data-value')

  it('stays dark where it was darkened by order, and is lit by the order of the server that came back', async () => {
    const { port } = server
    const order = async (kind: 'blank' | 'light'): Promise<void> => {
      const wall = await page.evaluate(() => localStorage.getItem('thap.wall'))
      const answer = await fetch(`${server.url}/api/v1/walls/TW~${wall}/commands`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind }) })
      expect(answer.status).toBe(200)
    }
    await order('blank')
    await page.locator('.dark-by-order').waitFor()
    await server.stop('SIGKILL')
    await page.reload()
    await page.locator('.lost-link').waitFor({ state: 'attached' })
    expect(await page.locator('.dark-by-order').innerText()).toContain('đã tắt theo lệnh')
    // even a page that has no answers left to draw a wall with
    await page.evaluate(() => caches.delete('thap-answers-1'))
    await page.reload()
    await page.locator('main.opening .dark-by-order').waitFor()
    server = await startServer({ runtimeDir: dir, port })
    await page.locator('[data-link="live"]').waitFor()
    expect(await page.locator('.dark-by-order').count()).toBe(1)
    await order('light')
    await page.locator('.dark-by-order').waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('[data-link="live"]').waitFor()
    await eventually(async () => await shown() === '0.321', 15_000)
    expect(await page.locator('.dark-by-order').count()).toBe(0)
  }, 120_000)

  it('shows its last figures within a second, says they are kept and of when, and is the present again once the server is back', async () => {
    const { port } = server
    await server.stop('SIGKILL')
    const taken: number[] = []
    for (let i = 0; i < 3; i++) {
      await page.reload()
      await page.locator(`${digitsOf(pages)}[data-value="0.321"]`).waitFor()
      // the digits are in the page two frames before they count as seen
      const paint = await page.waitForFunction(() => performance.getEntriesByName('thap-first-figures')[0]?.startTime, undefined, { timeout: 10_000 })
      taken.push(Number(await paint.jsonValue()))
      await page.locator('.lost-link[data-kept-at]:not([data-kept-at=""])').waitFor()
      expect(await page.locator('.lost-link').innerText()).toMatch(/ảnh chụp giữ lại lúc \d{2}:\d{2}:\d{2} · \d{2}\/\d{2}\/\d{4} \(.+ trước\)/)
    }
    await eventually(async () => await page.locator('.map-unit').count() >= 34, 10_000)
    expect(taken.sort((a, b) => a - b)[1]).toBeLessThanOrEqual(pictureLimitMs)
    server = await startServer({ runtimeDir: dir, port })
    const backMs = performance.now()
    await post('after', 654)
    await eventually(async () => await shown() === String((await figureNow(server.url, 'TW', pages)).value), backLimitMs)
    expect(performance.now() - backMs).toBeLessThanOrEqual(backLimitMs)
    expect(await shown()).toBe('0.654')
    expect(await page.locator('.lost-link').count()).toBe(0)
  }, 120_000)

  it('forgets the answers it kept as soon as the server refuses one of its questions', async () => {
    const kept = (): Promise<boolean> => page.evaluate(async () => await (await caches.open('thap-answers-1')).match('/api/v1/session') !== undefined)
    expect(await kept()).toBe(true)
    expect(await page.evaluate(async () => (await fetch('/api/v1/units', { headers: { authorization: 'Bearer revoked' } })).status)).toBe(401)
    await eventually(async () => !await kept(), 10_000)
  }, 60_000)
})
