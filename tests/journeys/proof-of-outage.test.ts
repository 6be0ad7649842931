/**
 * "What was on wall X at 09:12?" where the server was away at 09:12: the wall keeps its own record, over a reload too, hands it in once it is linked again, and
 * the desk answers with it and says that the wall told it afterwards. Of the time in which the page did not run nothing is claimed.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { ShownAnswer } from '../../data/protocol/wall.ts'
import { showingEveryMs } from '../../data/protocol/wall-terms.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, openBrowser } from '../support/browser.ts'
import { eventually, getPath } from '../support/http-client.ts'
import { keepShell } from '../support/kept-shell.ts'
import { newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const spaces = /\u00a0|\u202f/g
const wall = 'TW~sanh-a'

describeWithBrowser('the proof of an outage', () => {
  let dir: string, server: ServerProcess, browser: Browser, context: BrowserContext, page: Page
  beforeAll(async () => {
    dir = newRuntimeDir()
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${server.url}/wall?scene=tasks&wall=sanh-a`)
    await keepShell(page)
    await page.waitForTimeout(showingEveryMs)
  }, 150_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  const shownAt = async (ms: number): Promise<ShownAnswer> => (await getPath<ShownAnswer>(server.url, `/api/v1/walls/${wall}/shown?at=${encodeURIComponent(toLocalIso(ms))}`)).json
  const sceneOf = (scene: string) => page.locator(`.wall[data-scene="${scene}"]`)

  it('is what the wall kept of itself, told afterwards; nothing is claimed of the time in which no page ran', async () => {
    const { port } = server
    await server.stop('SIGKILL')
    await page.locator('.lost-link').waitFor({ state: 'attached' })
    await page.keyboard.press('9')
    await sceneOf('groups').waitFor()
    await page.waitForTimeout(2_500)
    const groupsMs = Date.now()
    await page.waitForTimeout(2_500)
    await page.reload()
    await sceneOf('groups').waitFor()
    await page.keyboard.press('6')
    await sceneOf('tasks').waitFor()
    await page.waitForTimeout(2_500)
    const tasksMs = Date.now()
    await page.waitForTimeout(2_500)
    const address = page.url()
    await page.goto('about:blank')
    await page.waitForTimeout(2_000)
    const nobodyMs = Date.now()
    await page.waitForTimeout(2_000)
    await page.goto(address)
    await sceneOf('tasks').waitFor()
    await page.waitForTimeout(5_500)
    server = await startServer({ runtimeDir: dir, port })
    await page.locator('[data-link="live"]').waitFor()
    await eventually(async () => (await shownAt(groupsMs)).span !== null, 30_000, 250)
    expect(await shownAt(groupsMs)).toMatchObject({ span: { screen: { scene: 'groups', root: 'TW', kept: false }, told: { dropped: 0 } } })
    expect(await shownAt(tasksMs)).toMatchObject({ span: { screen: { scene: 'tasks', kept: true }, told: { dropped: 0 } } })
    expect((await shownAt(nobodyMs)).span, 'no page ran').toBeNull()
    await eventually(async () => (await shownAt(Date.now())).span?.told === null || (await shownAt(Date.now())).before?.told === null, 30_000, 250)
    expect(await page.evaluate(() => localStorage.getItem('thap.record.sanh-a')), 'what was handed in is let go').toBeNull()

    const desk = await context.newPage()
    await desk.setViewportSize({ width: 1600, height: 1000 })
    const ask = async (lang: string): Promise<string> => {
      await desk.goto(`${server.url}/desk/walls?lang=${lang}`)
      await desk.locator(`tr[data-wall="${wall}"]`).waitFor()
      await desk.fill('[data-field="time"] input', toLocalIso(groupsMs).slice(11, 19))
      await desk.click('.part form .primary')
      await desk.locator('.proof .shown').first().waitFor()
      return (await desk.locator('.proof').innerText()).replace(spaces, ' ')
    }
    expect(await ask('vi')).toMatch(/TW~sanh-a hiện:[^]*Ba nhóm nghiệp vụ[^]*Máy chủ không nghe được lúc ấy; màn hình kể lại lúc \d{2}:\d{2}:\d{2}/)
    expect(await ask('en')).toMatch(/TW~sanh-a showed:[^]*Three business groups[^]*Not heard at the time; told afterwards by the wall, at \d{2}:\d{2}:\d{2}/)
  }, 240_000)
})
