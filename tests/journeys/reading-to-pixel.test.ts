/** The walk of a reading, on the real thing: HTTP → log → figures → socket → the wall's pixels. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, digitsOf, mapUnit, noteChanges, openBrowser, openWall, whenChangedTo, type WallPage } from '../support/browser.ts'
import { eventually, figureNow, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

/** The bar: a reading is on the wall within a second of its acknowledgement; the median of five, for other tests share the cores. */
const onScreenWithinMs = 1000
const pages = 'digitization.pages'
const province = '11'
const commune = '03127'

describeWithBrowser('a reading reaches a pixel', () => {
  let dir: string, server: ServerProcess, browser: Browser, wall: WallPage, key: string
  beforeAll(async () => {
    dir = newRuntimeDir()
    key = await createKey(dir, { unit: province })
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    wall = await openWall(browser, server.url)
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  const post = async (id: string, num: number, den: number): Promise<number> => {
    const answer = await postReadings(server.url, key, [{ key: id, unit: commune, kpi: pages, at: toLocalIso(Date.now()), num, den }])
    expect(answer).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
    return Date.now()
  }
  const shownAt = async (selector: string, value: number): Promise<number> => {
    let atMs: number | null = null
    await eventually(async () => (atMs = await whenChangedTo(wall.page, selector, 'data-value', String(value))) !== null, 10_000)
    return atMs!
  }

  const fillIsStatus = async (): Promise<void> => {
    const { status } = await figureNow(server.url, province, pages)
    expect(await wall.page.locator(mapUnit(province)).getAttribute('data-look')).toBe(status)
  }

  it('an empty real store shows "không có dữ liệu", never a zero, and no simulated mark', async () => {
    const { page } = wall
    const card = page.locator('article.card', { has: page.locator(digitsOf(pages)) })
    await card.getByText('không có dữ liệu', { exact: false }).first().waitFor()
    expect(await page.locator(digitsOf(pages)).getAttribute('data-value')).toBe('')
    expect(await page.locator(digitsOf(pages)).innerText()).not.toMatch(/\d/)
    expect(await page.locator(mapUnit(province)).getAttribute('data-look')).toBe('silent')
    expect(await page.locator('.simulated').count()).toBe(0)
  })

  it('readings of a commune change the national digits and its province on the map within a second', async () => {
    await noteChanges(wall.page, digitsOf(pages), 'data-value')
    await noteChanges(wall.page, mapUnit(province), 'data-value')
    const delays: number[] = []
    for (const [i, num] of [250, 400, 550, 700, 1000].entries()) {
      const acknowledgedMs = await post(`reading-${i}`, num, 1000)
      const atMs = Math.max(await shownAt(digitsOf(pages), num / 1000), await shownAt(mapUnit(province), num / 1000))
      delays.push(atMs - acknowledgedMs)
      expect(await wall.page.locator(digitsOf(pages)).innerText()).toMatch(new RegExp(`^${num / 10}(,0)?\\s*%$`))
      expect(await wall.page.locator(digitsOf(pages)).getAttribute('data-num')).toBe(String(num))
      await fillIsStatus()
    }
    expect(delays.toSorted((a, b) => a - b)[2], `delays ${delays.join(', ')} ms`).toBeLessThanOrEqual(onScreenWithinMs)
  }, 60_000)

  it('the page complained of nothing and still bears no simulated mark', async () => {
    expect(await wall.page.locator('.simulated').count()).toBe(0)
    expect(wall.complaints).toEqual([])
  })
})
