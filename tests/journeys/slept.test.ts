/** A wall that slept, lost its link or met a new server: it says so, keeps its picture, and comes back to the present figure. */
import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, digitsOf, openBrowser, openWall, type WallPage } from '../support/browser.ts'
import { eventually, figureNow, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const pages = 'digitization.pages'
const commune = '03127'
/** The bar: the wall tells the age of its data within 5 s of a lost link. */
const lostToldWithinMs = 5000
/** What seeing it from outside of the page may cost on shared cores, milliseconds. */
const observingMs = 1500
/** The client's third attempt waits 16 s at most; with it a wall is back. */
const reconnectLimitMs = 25_000

describeWithBrowser('a wall that slept', () => {
  let dir: string, server: ServerProcess, browser: Browser, wall: WallPage, key: string
  beforeAll(async () => {
    dir = newRuntimeDir()
    key = await createKey(dir, { unit: '11' })
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    await post('before', 100)
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })
  beforeEach(async () => {
    wall = await openWall(browser, server.url)
    await shows(await present())
  })
  afterEach(async () => { await wall.context.close() })

  const post = async (id: string, num: number): Promise<void> => {
    await postReadings(server.url, key, [{ key: id, unit: commune, kpi: pages, at: toLocalIso(Date.now()), num, den: 1000 }])
  }
  const present = async (): Promise<number | null> => (await figureNow(server.url, 'TW', pages)).value
  const shown = (page: Page): Promise<string | null> => page.locator(digitsOf(pages)).getAttribute('data-value')
  const shows = (value: number | null, timeoutMs = 15_000): Promise<void> => eventually(async () => await shown(wall.page) === String(value), timeoutMs)
  const saysLost = async (): Promise<void> => {
    await wall.page.locator('[data-link="lost"]').waitFor()
    await wall.page.locator('.lost-link').waitFor()
    expect(await wall.page.locator('.lost-link').innerText()).toMatch(/Mất kết nối máy chủ.*\d{1,2}:\d{2}/s)
  }
  const isNotBlank = async (value: string): Promise<void> => {
    expect(await shown(wall.page)).toBe(value)
    expect(await wall.page.locator(digitsOf(pages)).innerText()).toMatch(/\d/)
    expect(await wall.page.locator('.map-unit').count()).toBeGreaterThanOrEqual(34)
  }

  it('a page that was frozen shows the present figure when it wakes', async () => {
    const session = await wall.context.newCDPSession(wall.page)
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    await post('while-frozen', 200)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await eventually(async () => {
      await session.send('Page.setWebLifecycleState', { state: 'active' })
      return await shown(wall.page) === '0.2'
    }, 15_000, 250)
    expect(await wall.page.locator('[data-link="live"]').count()).toBe(1)
  })

  it('a page whose network went says so within 5 s, is never blank, and shows the present figure when it is back', async () => {
    const before = await shown(wall.page)
    const cutMs = performance.now()
    await wall.context.setOffline(true)
    await saysLost()
    expect(performance.now() - cutMs).toBeLessThanOrEqual(lostToldWithinMs + observingMs)
    await post('while-offline', 300)
    await isNotBlank(before!)
    await wall.context.setOffline(false)
    await shows(0.3, reconnectLimitMs)
    await wall.page.locator('[data-link="live"]').waitFor()
    expect(await wall.page.locator('.lost-link').count()).toBe(0)
  }, 60_000)

  it('a server killed and started anew: the wall keeps its picture, says the link is lost, and takes a new snapshot of the new epoch', async () => {
    const before = await shown(wall.page)
    const { port } = server
    const cutMs = performance.now()
    await server.stop('SIGKILL')
    await saysLost()
    expect(performance.now() - cutMs).toBeLessThanOrEqual(lostToldWithinMs + observingMs)
    await isNotBlank(before!)
    server = await startServer({ runtimeDir: dir, port })
    await post('after-restart', 400)
    await shows(0.4, reconnectLimitMs)
    await wall.page.locator('[data-link="live"]').waitFor()
    expect(await wall.page.locator('.lost-link').count()).toBe(0)
    expect(wall.complaints.filter((line) => !/ERR_|WebSocket/.test(line))).toEqual([])
  }, 60_000)
})
