/**
 * The fleet page and two walls, in a browser against the real server: a command reaches the wall it names and no other, what was ordered stays over a reload
 * and for a wall that was away, and "what was on wall X at 09:12?" is answered on the desk.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { ShownAnswer, WallsAnswer } from '../../data/protocol/wall.ts'
import { showingEveryMs } from '../../data/protocol/wall-terms.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, openBrowser } from '../support/browser.ts'
import { eventually, getPath, openSocket, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const spaces = /\u00a0|\u202f/g

describeWithBrowser('the fleet', () => {
  let dir: string, server: ServerProcess, browser: Browser, desk: Page, left: Page, right: Page
  const complaints: string[] = []

  async function open(path: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(`${server.url}${path}`)
    await page.locator('[data-link="live"]').waitFor()
    return page
  }
  const row = (wall: string): string => `tr[data-wall="TW~${wall}"]`
  const act = async (wall: string, n: 1 | 2 | 3 | 4): Promise<void> => { await desk.click(`${row(wall)} .acts button:nth-child(${n})`) }
  const notice = async (text: RegExp): Promise<void> => {
    await eventually(async () => text.test(((await desk.locator('.notice').textContent()) ?? '').replace(spaces, ' ')), 30_000, 100)
  }
  /** The page keeps its own darkness and is dark before it has a link: an order sent till then rightly waits, and is not told as done. */
  const linkedAnew = async (wall: string, page: Page): Promise<void> => {
    const openedMs = Math.round(await page.evaluate(() => performance.timeOrigin))
    await eventually(async () => (await getPath<WallsAnswer>(server.url, '/api/v1/walls')).json.walls.some((known) => known.wall === `TW~${wall}` && known.connected && known.page?.openedMs === openedMs), 60_000, 100)
  }
  const cell = async (wall: string): Promise<string> => (await desk.locator(row(wall)).innerText()).replace(spaces, ' ')

  beforeAll(async () => {
    dir = newRuntimeDir()
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    ;[left, right] = await Promise.all([open('/wall?scene=tasks&wall=sanh-trai'), open('/wall?scene=groups&wall=sanh-phai')])
    desk = await open('/desk/walls')
    await desk.locator(`${row('sanh-trai')}[data-connected="yes"]`).waitFor()
    await desk.locator(`${row('sanh-phai')}[data-connected="yes"]`).waitFor()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  it('knows both walls, and one says its name when it is asked, and only that one', async () => {
    expect(await cell('sanh-trai')).toContain('Nhiệm vụ')
    expect(await cell('sanh-phai')).toContain('Ba nhóm nghiệp vụ')
    await act('sanh-trai', 1)
    await left.locator('.named b', { hasText: 'sanh-trai' }).waitFor()
    expect(await right.locator('.named').count()).toBe(0)
    await notice(/Tự xưng: TW~sanh-trai đã làm/)
    await left.locator('.named').waitFor({ state: 'detached' })
  }, 90_000)

  it('one tells the sequence of the log up to which its figures are complete: a reading that was acknowledged is reached, in the fleet and in the proof', async () => {
    const key = await createKey(dir, { unit: '11' })
    await postReadings(server.url, key, [{ key: 'fleet-1', unit: '03127', kpi: 'digitization.pages', at: toLocalIso(Date.now()), num: 321, den: 1000 }])
    // the first pulse of a link is of now: the reading is in the log up to it
    const socket = await openSocket(server.url)
    const acknowledged = await new Promise<number>((resolve) => { socket.once('pulse', ({ seq }) => resolve(seq)) })
    const wall = async () => (await getPath<WallsAnswer>(server.url, '/api/v1/walls')).json.walls.find(({ wall: id }) => id === 'TW~sanh-phai')
    await eventually(async () => ((await wall())?.seq ?? 0) >= acknowledged, showingEveryMs + 10_000, 250)
    const told = (await wall())!.seq!
    const newest = await new Promise<number>((resolve) => { socket.once('pulse', ({ seq }) => resolve(seq)) })
    socket.disconnect()
    expect(acknowledged).toBeGreaterThan(0)
    expect(told, 'nothing that is not in the log').toBeLessThanOrEqual(newest)
    await eventually(async () => /số liệu đủ đến bản ghi [1-9]/.test(await cell('sanh-phai')), 30_000, 200)
    const { span } = (await getPath<ShownAnswer>(server.url, '/api/v1/walls/TW~sanh-phai/shown')).json
    const last = span ?? (await getPath<ShownAnswer>(server.url, '/api/v1/walls/TW~sanh-phai/shown')).json.before
    expect(last!.untilSeq).toBeGreaterThanOrEqual(acknowledged)
    expect(last!.seq).toBeGreaterThan(0)
  }, 90_000)

  it('one is darkened, says why, stays dark over its own reload, and is lit again', async () => {
    await act('sanh-phai', 3)
    await right.locator('.dark-by-order').waitFor()
    expect(await right.locator('.dark-by-order').innerText()).toContain('sanh-phai: đã tắt theo lệnh của trung tâm')
    expect(await left.locator('.dark-by-order').count()).toBe(0)
    await eventually(async () => (await cell('sanh-phai')).includes('đang tắt theo lệnh'), 30_000, 200)
    await right.reload()
    await right.locator('.dark-by-order').waitFor()
    await linkedAnew('sanh-phai', right)
    await act('sanh-phai', 3)
    await right.locator('.dark-by-order').waitFor({ state: 'detached' })
    await notice(/Bật hình: TW~sanh-phai đã làm/)
  }, 120_000)

  it('one is sent to a scene of a province and is darkened at night by that order; after a reload it still is there', async () => {
    await act('sanh-trai', 4)
    await desk.selectOption('form.walls-form [name="scene"], form.walls-form [data-field="scene"] select', 'warnings')
    await desk.fill('form[aria-label*="sanh-trai"] [data-field="root"] input', 'dien bien')
    await desk.click('[role="option"] >> nth=0')
    const minutes = (add: number): string => toLocalIso(Date.now() + add * 60_000).slice(11, 16)
    await desk.fill('form[aria-label*="sanh-trai"] [data-field="dim"] input', `${minutes(-60)}-${minutes(60)}/40`)
    await desk.click('form[aria-label*="sanh-trai"] .primary')
    await left.locator('.wall[data-scene="warnings"][data-root="11"]').waitFor()
    await left.locator('.night[data-brightness="40"]').waitFor({ state: 'attached' })
    expect((await left.locator('.night-said').innerText()).replace(spaces, ' ')).toMatch(/^giảm sáng còn 40 % đến \d{2}:\d{2}$/)
    expect(await right.locator('.wall').getAttribute('data-scene')).toBe('groups')
    await left.reload()
    await left.locator('.wall[data-scene="warnings"][data-root="11"]').waitFor()
    await eventually(async () => /Điện Biên[^]*giảm sáng .*\/40 %/.test(await cell('sanh-trai')), 30_000, 200)
  }, 120_000)

  it('one is loaded anew: it is another page then', async () => {
    const opened = (): Promise<number> => right.evaluate(() => performance.timeOrigin)
    const before = await opened()
    await act('sanh-phai', 2)
    await eventually(async () => await opened().catch(() => before) !== before, 30_000, 100)
    await right.locator('[data-link="live"]').waitFor()
    await eventually(async () => (await desk.locator(`${row('sanh-phai')}[data-connected="yes"]`).count()) === 1, 30_000)
  }, 90_000)

  it('an order to a wall that is away waits for it, and the desk says so', async () => {
    const address = right.url()
    await right.goto('about:blank')
    await desk.locator(`${row('sanh-phai')}[data-connected="no"]`).waitFor({ timeout: 60_000 })
    await act('sanh-phai', 4)
    await desk.selectOption('form[aria-label*="sanh-phai"] [data-field="scene"] select', 'reports')
    await desk.click('form[aria-label*="sanh-phai"] .primary')
    await notice(/sanh-phai đang mất kết nối/)
    await right.goto(address)
    await right.locator('.wall[data-scene="reports"]').waitFor()
  }, 150_000)

  it('what was on a wall at an instant is answered, in both languages', async () => {
    // nothing is claimed beyond what the wall said last: it must have said once more that it still shows the reports
    const at = toLocalIso(Date.now() + 1_000).slice(11, 19)
    await right.waitForTimeout(showingEveryMs + 3_000)
    const ask = async (): Promise<string> => {
      await desk.selectOption('[data-field="wall"] select', 'TW~sanh-phai')
      await desk.fill('[data-field="time"] input', at)
      await desk.click('.part form .primary')
      await desk.locator('.proof .shown').first().waitFor()
      return (await desk.locator('.proof').innerText()).replace(spaces, ' ')
    }
    expect(await ask()).toMatch(/TW~sanh-phai hiện:[^]*Đường đua báo cáo[^]*từ .* đến/)
    expect(await desk.locator('.proof').innerText()).toMatch(/đủ đến bản ghi [1-9]/)
    await desk.fill('[data-field="time"] input', '25:00')
    await desk.click('.part form .primary')
    await desk.getByText('Giờ viết như 09:12').waitFor()
    expect(await desk.locator('.proof').count(), 'no answer to another question').toBe(0)
    await desk.fill('[data-field="time"] input', at)
    await ask()
    await desk.fill('[data-field="day"] input:not(.calendar)', '31/02/2026')
    await desk.click('.part form .primary')
    await desk.getByText('Không có ngày này').waitFor()
    expect([await desk.locator('.proof').count(), await desk.getByText('Giờ viết như 09:12').count()]).toEqual([0, 0])
    await desk.goto(`${server.url}/desk/walls?lang=en`)
    await desk.locator(row('sanh-phai')).waitFor()
    expect(await ask()).toMatch(/TW~sanh-phai showed:[^]*Reporting race[^]*from .* to/)
    expect(complaints.filter((text) => !/ERR_|WebSocket|404/.test(text))).toEqual([])
  }, 120_000)
})
