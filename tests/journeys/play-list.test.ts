/**
 * A play-list from the desk to the wall, in a browser against the real server: it is made, the wall rotates through it, is held and stepped, follows an
 * edit while it runs, and a new serious warning (a reading that trips a rule) interrupts it once.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { RuleInput } from '../../data/protocol/rule.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, openBrowser } from '../support/browser.ts'
import { postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const kpi = 'esign.documents'
const commune = '03127'
const other = '03160'
const rule: RuleInput = {
  nameVi: 'Ký số dưới một nửa', nameEn: '', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: [kpi], root: '11', levels: ['commune'],
  minUnits: 1, minShare: 0, pendingMs: 0, clearAfterMs: 0, severity: 'at_risk', tell: ['centre', 'province'], enabled: true,
}

describeWithBrowser('a play-list', () => {
  let dir: string, server: ServerProcess, browser: Browser, desk: Page, wall: Page, key: string
  const complaints: string[] = []

  const open = async (path: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(`${server.url}${path}`)
    return page
  }
  const shows = (scene: string): Promise<unknown> => wall.waitForSelector(`.wall[data-scene="${scene}"]`)
  const line = async (): Promise<string> => (await wall.locator('.show-line').innerText()).replace(/\s+/g, ' ')
  const row = (n: number): string => `tr[data-row="${n}"]`
  const report = async (id: string, unit: string, num: number): Promise<void> => {
    expect(await postReadings(server.url, key, [{ key: id, unit, kpi, at: toLocalIso(Date.now()), num, den: 10 }])).toMatchObject({ accepted: 1 })
  }
  const save = async (): Promise<void> => {
    await desk.click('.playlist-form .primary')
    await desk.waitForSelector('.notice[data-shown="yes"]')
  }

  beforeAll(async () => {
    dir = newRuntimeDir()
    key = await createKey(dir, { unit: '11' })
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  it('is made on the desk, and the wall opened from there rotates through it', async () => {
    desk = await open('/desk/playlists/new')
    await desk.fill('[data-field="nameVi"] input', 'Trực ban')
    await desk.selectOption(`${row(1)} select[data-part="scene"]`, 'tasks')
    await desk.fill(`${row(1)} [data-part="dwell"]`, '5')
    await desk.click('.add-item')
    await desk.selectOption(`${row(2)} select[data-part="scene"]`, 'groups')
    await desk.fill(`${row(2)} [data-part="dwell"]`, '5')
    await desk.fill(`${row(2)} [data-part="root"] input`, 'dien bien')
    await desk.click('[role="option"] >> nth=0')
    await desk.fill('[data-field="interrupt.holdS"] input', '6')
    await desk.click('.playlist-form .primary')
    await desk.waitForURL(/\/desk\/playlists\/p-[0-9a-f]+/)
    const href = await desk.getAttribute('aside a.button', 'href')
    wall = await open(href!)
    await wall.waitForSelector('[data-link="live"]')
    await wall.waitForSelector('.show-line')
    const entries = await wall.evaluate(() => window.history.length)
    await shows('groups')
    expect(await wall.getAttribute('.wall', 'data-root')).toBe('11')
    await shows('tasks')
    expect(await wall.getAttribute('.wall', 'data-root')).toBe('TW')
    await shows('groups')
    expect(await wall.evaluate(() => window.history.length)).toBe(entries)
  }, 120_000)

  it('is held by space, stepped by the remote\'s keys, and goes on', async () => {
    await wall.keyboard.press('Home')
    await wall.keyboard.press(' ')
    await wall.waitForSelector('.show-line[data-show="key"]')
    await shows('tasks')
    expect(await line()).toBe('1/2 ĐANG GIỮ')
    await wall.waitForTimeout(6_000)
    expect(await line()).toBe('1/2 ĐANG GIỮ')
    await wall.keyboard.press('PageDown')
    await shows('groups')
    await wall.keyboard.press('MediaPlayPause')
    await wall.waitForSelector('.show-line[data-show="runs"]')
    await shows('tasks')
  }, 60_000)

  it('edited while the wall runs is followed without a reload', async () => {
    await wall.evaluate(() => { Object.assign(window, { stayed: true }) })
    await desk.fill(`${row(1)} [data-part="dwell"]`, '3600')
    await desk.click('.add-item')
    await desk.selectOption(`${row(3)} select[data-part="scene"]`, 'reports')
    await save()
    await wall.waitForFunction(() => document.querySelector('.show-line')?.textContent?.includes('/3') === true, null, { timeout: 10_000 })
    await wall.keyboard.press('Home')
    await shows('tasks')
    expect(await line()).toBe('1/3 tiếp theo: Ba nhóm nghiệp vụ')
    expect(await wall.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true)
  }, 60_000)

  it('is interrupted once by a new serious warning, and resumes where it was', async () => {
    const made = await fetch(`${server.url}/api/v1/rules`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ rule, version: 0 }) })
    expect(made.status).toBe(200)
    await report('trips', commune, 1)
    await shows('warnings')
    await wall.waitForSelector('tr[data-marked="yes"]')
    expect(await wall.locator('tr[data-marked="yes"]').innerText()).toContain(rule.nameVi)
    expect(await line()).toMatch(/^mới, trở lại sau \d giây$/)
    await shows('tasks')
    expect(await line()).toBe('1/3 tiếp theo: Ba nhóm nghiệp vụ')
    await report('worse', other, 0)
    await wall.waitForTimeout(4_000)
    expect(await wall.getAttribute('.wall', 'data-scene')).toBe('tasks')
  }, 60_000)

  it('removed gives way to the default one', async () => {
    desk.once('dialog', (dialog) => { void dialog.accept() })
    await desk.click('button.remove')
    await desk.waitForURL(/\/desk\/playlists$/)
    await wall.waitForSelector('.show-line[data-show="gone"]')
    expect(await line()).toMatch(/\/9 danh sách đã xóa → mặc định$/)
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([])
  }, 60_000)
})
