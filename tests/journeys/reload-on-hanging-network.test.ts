/** A wall whose page is loaded anew while its packets vanish — nothing is refused, nothing comes: the kept picture stands within a second, and lives again by itself. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { WallsAnswer } from '../../data/protocol/wall.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, digitsOf, openBrowser } from '../support/browser.ts'
import { hangingProxy, type HangingProxy } from '../support/hanging-proxy.ts'
import { eventually, getPath, postReadings } from '../support/http-client.ts'
import { keepShell } from '../support/kept-shell.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const pages = 'digitization.pages'
/** From the start of the navigation to the kept figures on the screen, milliseconds, median of three (issue 5: a picture ≤ 1 s). */
const pictureLimitMs = 1_000
/** From the network's return to the present figure (issue 5: server back ≤ 10 s), and what seeing it from outside costs. */
const backLimitMs = 10_000 + 1_500

describeWithBrowser('a wall loaded anew while the network hangs', () => {
  let dir: string, server: ServerProcess, proxy: HangingProxy, browser: Browser, page: Page, key: string
  const post = async (id: string, num: number): Promise<void> => {
    await postReadings(server.url, key, [{ key: id, unit: '03127', kpi: pages, at: toLocalIso(Date.now()), num, den: 1000 }])
  }
  const shown = (): Promise<string | null> => page.locator(digitsOf(pages)).getAttribute('data-value')
  const told = async (): Promise<number | null> => (await getPath<WallsAnswer>(server.url, '/api/v1/walls')).json.walls[0]?.seq ?? null
  beforeAll(async () => {
    dir = newRuntimeDir()
    key = await createKey(dir, { unit: '11' })
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    proxy = await hangingProxy(server.port)
    await post('first', 321)
    page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${proxy.url}/wall?scene=overview&wall=sanh-a`)
    await keepShell(page)
    await eventually(async () => await shown() === '0.321' && await told() !== null, 30_000)
  }, 150_000)
  afterAll(async () => {
    await browser?.close()
    await proxy?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  it('has its picture within a second, and the present one once packets come through, with the sequence of the log it goes up to', async () => {
    const before = await told()
    proxy.hang()
    const taken: number[] = []
    for (let i = 0; i < 3; i++) {
      await page.reload({ waitUntil: 'commit' })
      await page.locator(`${digitsOf(pages)}[data-value="0.321"]`).waitFor()
      const paint = await page.waitForFunction(() => performance.getEntriesByName('thap-first-figures')[0]?.startTime, undefined, { timeout: 10_000 })
      taken.push(Number(await paint.jsonValue()))
      await page.locator('.lost-link[data-kept-at]:not([data-kept-at=""])').waitFor()
      // longer than the worker passes the network over: each reload finds it hanging for itself
      await page.waitForTimeout(6_000)
    }
    expect(taken.sort((a, b) => a - b)[1], `${taken.map(Math.round).join(', ')} ms`).toBeLessThanOrEqual(pictureLimitMs)
    await post('after', 654)
    proxy.resume()
    const backMs = performance.now()
    await eventually(async () => await shown() === '0.654', backLimitMs)
    expect(performance.now() - backMs).toBeLessThanOrEqual(backLimitMs)
    await eventually(async () => (await told() ?? 0) > before!, 20_000, 250)
  }, 120_000)
})
