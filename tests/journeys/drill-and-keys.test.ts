/** A person at the wall's keyboard: into a province and back, the address that carries it, the language, the rotation held. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { officialUnits } from '../../data/units/official-units.ts'
import { describeWithBrowser, digitsOf, mapUnit, openBrowser, openWall, type WallPage } from '../support/browser.ts'
import { postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const pages = 'digitization.pages'
const communes = officialUnits.filter(({ parent }) => parent === '11').map(({ code }) => code)

describeWithBrowser('a person at the wall', () => {
  let dir: string, server: ServerProcess, browser: Browser, wall: WallPage
  beforeAll(async () => {
    dir = newRuntimeDir()
    const key = await createKey(dir, { unit: '11' })
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    await postReadings(server.url, key, communes.slice(0, 4).map((unit, i) => ({ key: `k${i}`, unit, kpi: pages, at: toLocalIso(Date.now()), num: i * 10, den: 100 })))
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })
  beforeEach(async () => { wall = await openWall(browser, server.url) })
  afterEach(async () => { await wall.context.close() })

  const isAt = (root: string): Promise<void> => wall.page.locator(`main.wall[data-root="${root}"]`).waitFor()
  const query = (): URLSearchParams => new URL(wall.page.url()).searchParams

  it('Enter on a province opens its communes, the address carries it, Esc goes back', async () => {
    const { page } = wall
    await page.locator(mapUnit('11')).focus()
    await page.keyboard.press('Enter')
    await isAt('11')
    expect(query().get('root')).toBe('11')
    await page.locator(mapUnit(communes[3]!)).waitFor({ state: 'attached' })
    const shown = await page.locator('.map-unit').evaluateAll((found) => found.map((one) => one.getAttribute('data-unit')))
    expect(shown.length).toBeGreaterThan(0)
    for (const unit of shown) expect(communes).toContain(unit)
    expect(await page.locator(digitsOf(pages)).getAttribute('data-unit')).toBe('11')
    expect(await page.locator(digitsOf(pages)).getAttribute('data-value')).toBe('0.15')
    await page.keyboard.press('Escape')
    await isAt('TW')
    expect(query().get('root')).toBeNull()
  })

  it('a click on a province does the same, and the browser\'s Back and Forward follow', async () => {
    const { page } = wall
    await page.locator(mapUnit('11')).dispatchEvent('click')
    await isAt('11')
    await page.goBack()
    await isAt('TW')
    await page.goForward()
    await isAt('11')
  })

  it('an address that was pasted opens where it points', async () => {
    const pasted = await openWall(browser, server.url, `/wall?root=11&kpi=${pages}`)
    expect(await pasted.page.locator('main.wall').getAttribute('data-root')).toBe('11')
    expect(await pasted.page.locator('main.wall .scene-body').getAttribute('data-kpi')).toBe(pages)
    await pasted.context.close()
  })

  it('L turns every word into English and back, and the figure stays', async () => {
    const { page } = wall
    const value = await page.locator(digitsOf(pages)).getAttribute('data-value')
    await page.keyboard.press('l')
    await page.getByRole('heading', { name: 'Pages', exact: false }).first().waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(query().get('lang')).toBe('en')
    expect(await page.locator(digitsOf(pages)).getAttribute('data-value')).toBe(value)
    expect(await page.locator('main.wall').innerText()).not.toContain('Nhiệm vụ quá hạn')
    await page.keyboard.press('l')
    await page.getByText('Nhiệm vụ quá hạn').first().waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('vi')
  })

  it('space holds the rotation and releases it, ↓ chooses the next KPI and holds it, ↑ the one before', async () => {
    const { page } = wall
    const next = page.locator('.legend-next')
    expect(await next.innerText()).toMatch(/đổi sau \d+ giây/)
    await page.keyboard.press(' ')
    await page.getByText('đang giữ').waitFor()
    await page.keyboard.press(' ')
    await next.getByText(/đổi sau/).waitFor()
    const before = await page.locator('main.wall .scene-body').getAttribute('data-kpi')
    await page.keyboard.press('ArrowDown')
    await page.getByText('đang giữ').waitFor()
    const chosen = await page.locator('main.wall .scene-body').getAttribute('data-kpi')
    expect(chosen).not.toBe(before)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowDown')
    await page.locator(`main.wall .scene-body[data-kpi="${chosen}"]`).waitFor()
    expect(wall.complaints).toEqual([])
  })

  it('← → and 1–9 change the scene, Back returns, ? shows the keys in both languages and Esc closes them', async () => {
    const { page } = wall
    const isScene = (scene: string): Promise<void> => page.locator(`main.wall[data-scene="${scene}"]`).waitFor()
    for (const [key, scene] of [['6', 'tasks'], ['ArrowRight', 'lines'], ['ArrowLeft', 'tasks'], ['9', 'groups'], ['ArrowRight', 'overview'], ['5', 'warnings'], ['Home', 'overview']] as const) {
      await page.keyboard.press(key)
      await isScene(scene)
    }
    await page.goBack()
    await isScene('warnings')
    await page.keyboard.press('?')
    expect(await page.locator('.key-help').innerText()).toMatch(/toàn màn hình[\s\S]*full screen/)
    await page.keyboard.press('Escape')
    await page.locator('.key-help').waitFor({ state: 'detached' })
    await isScene('warnings')
    expect(wall.complaints).toEqual([])
  })
})
