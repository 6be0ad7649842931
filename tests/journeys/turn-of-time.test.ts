/**
 * Midnight at the end of a month and of a year, on the real server and a wall that rotates, both clocks set to the minute before: nobody reloads it, and no
 * scene shows a figure, date, month or year of before.
 */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { RaceAnswer } from '../../data/protocol/report-race.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, digitsOf, openBrowser } from '../support/browser.ts'
import { eventually, figureNow, getPath, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'
import { shiftedClock } from '../support/shifted-clock.ts'

/** The server starts this long before midnight: the wall must be open by then, on shared cores. */
const beforeMs = 55_000
/** From midnight until everything on a scene is of the new day. The reports are asked again every 10 s, the rest right after midnight. */
const rightLimitMs = 12_000
const headline = ['digitization.pages', 'esign.documents', 'network.uptime', 'tasks.overdue'] as const
const scenes = ['overview', 'tasks', 'reports', 'warnings', 'groups'] as const
const spaces = /\u00a0|\u202f/g

describeWithBrowser('a wall across midnight', () => {
  let dir: string, server: ServerProcess, browser: Browser
  const contexts: BrowserContext[] = []
  let shiftMs = 0
  const nowMs = (): number => Date.now() + shiftMs

  beforeAll(async () => { browser = await openBrowser() }, 120_000)
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })
  afterAll(async () => { await browser?.close() })

  async function start(midnight: string): Promise<number> {
    const midnightMs = Date.parse(midnight)
    dir = newRuntimeDir()
    const key = await createKey(dir, { unit: '11' })
    shiftMs = midnightMs - beforeMs - Date.now()
    server = await startServer({ runtimeDir: dir, env: shiftedClock(shiftMs) })
    const at = toLocalIso(nowMs())
    await postReadings(server.url, key, [
      { key: 'p', unit: '03127', kpi: 'digitization.pages', at, num: 640, den: 1000 }, { key: 'e', unit: '03127', kpi: 'esign.documents', at, num: 97, den: 100 },
      { key: 'u', unit: '11', kpi: 'network.uptime', at, num: 998, den: 1000 },
    ])
    return midnightMs
  }
  async function open(path: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.clock.install({ time: nowMs() })
    await page.goto(`${server.url}${path}`)
    await page.locator('[data-link="live"]').waitFor()
    await page.evaluate(() => { Object.assign(window, { stayed: true }) })
    return page
  }
  async function rotating(): Promise<Page> {
    const playlist = { nameVi: 'Giao thừa', nameEn: '', interrupt: { severity: 'off', holdS: 5 }, items: scenes.map((scene) => ({ scene, dwellS: 6, root: null, kpi: null })) }
    const made = await fetch(`${server.url}/api/v1/playlists`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ playlist, version: 0 }) })
    return open(`/wall?playlist=${(await made.json() as { playlist: { id: string } }).playlist.id}`)
  }
  const text = async (page: Page, selector: string): Promise<string> => (await page.locator(selector).first().innerText()).replace(spaces, ' ')
  /** What the overview says that the server does not; empty: all is right. */
  async function wrongOf(page: Page, date: string, month: string): Promise<readonly string[]> {
    const wrong: string[] = []
    if (!(await text(page, '.wall-clock')).includes(date)) wrong.push(await text(page, '.wall-clock'))
    for (const kpi of headline) {
      const value = String((await figureNow(server.url, 'TW', kpi)).value ?? '')
      const shown = await page.locator(digitsOf(kpi)).getAttribute('data-value')
      if (shown !== value) wrong.push(`${kpi} ${shown} is ${value}`)
    }
    const { json: race } = await getPath<RaceAnswer>(server.url, '/api/v1/obligations/province-month/race?root=TW')
    const reports = await page.locator('section', { has: page.locator('.countdown') }).first().innerText()
    if (!reports.toLowerCase().includes(`tháng ${month}`)) wrong.push(reports.slice(0, 80))
    if (Number(race.dueAt.slice(5, 7)) !== Number(month)) wrong.push(`the server's month ${race.dueAt}`)
    const days = Math.floor((Date.parse(race.dueAt) - nowMs()) / 86_400_000)
    if (!(await text(page, '.countdown')).startsWith(`${days} ngày`)) wrong.push(await text(page, '.countdown'))
    return wrong
  }
  async function rightAfter(page: Page, midnightMs: number, date: string, month: string): Promise<number> {
    await eventually(() => nowMs() >= midnightMs, beforeMs + 10_000)
    const trail: string[] = []
    let askedMs = 0
    await eventually(async () => {
      askedMs = nowMs() - midnightMs
      const wrong = await wrongOf(page, date, month)
      if (wrong.length > 0) trail.push(`${askedMs} ms: ${wrong.join('; ')}`)
      return wrong.length === 0
    }, rightLimitMs + 20_000, 100).catch(() => { throw new Error(trail.join('\n')) })
    process.stdout.write(trail.map((line) => `  ${line}\n`).join(''))
    return askedMs
  }
  /** Every scene of the rotation, seen once after midnight, is of this date, and none carries a word of before. */
  async function everyScene(page: Page, date: string, before: RegExp): Promise<void> {
    for (const scene of scenes) {
      await page.locator(`.wall[data-scene="${scene}"]`).waitFor()
      await page.waitForTimeout(2_500)
      const said = (await page.locator('.wall').innerText()).replace(spaces, ' ')
      expect(said).toContain(date)
      expect([scene, before.exec(said)?.[0] ?? null]).toEqual([scene, null])
    }
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  }

  it('at the end of a month it counts for the new one', async () => {
    const midnightMs = await start('2026-12-01T00:00:00+07:00')
    const [page, shown] = await Promise.all([open('/wall?scene=overview'), rotating()])
    expect(await wrongOf(page, '30/11/2026', '11').then((wrong) => wrong.filter((one) => !/ngày/.test(one)))).toEqual([])
    const tookMs = await rightAfter(page, midnightMs, '01/12/2026', '12')
    process.stdout.write(`month's end: everything is of the new month ${tookMs} ms after midnight\n`)
    expect(tookMs).toBeLessThanOrEqual(rightLimitMs)
    await everyScene(shown, '01/12/2026', /30\/11\/2026|báo cáo tháng 11/i)
  }, 240_000)

  it('at New Year the results of the year before stand beside figures that have begun anew', async () => {
    const midnightMs = await start('2027-01-01T00:00:00+07:00')
    const [page, shown] = await Promise.all([open('/wall?scene=overview'), rotating()])
    expect(await page.locator(digitsOf('digitization.pages')).getAttribute('data-value')).toBe('0.64')
    expect(await page.locator('.year-result').count()).toBe(0)
    const tookMs = await rightAfter(page, midnightMs, '01/01/2027', '1')
    expect(tookMs).toBeLessThanOrEqual(rightLimitMs)
    await page.locator('.year-result[data-year="2026"]').first().waitFor({ timeout: 10_000 })
    process.stdout.write(`New Year: everything is of the new year ${tookMs} ms after midnight, the results of 2026 ${nowMs() - midnightMs} ms\n`)
    expect(await text(page, '.year-result[data-year="2026"]')).toContain('kết quả 2026: 64')
    await everyScene(shown, '01/01/2027', /31\/12\/2026|báo cáo tháng 12/i)
  }, 240_000)
})
