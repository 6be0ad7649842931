/**
 * Midnight at the turn of week and month, and of quarter and year, on the real server and a wall that rotates, both clocks set to a few seconds before: nobody
 * reloads it, and no scene shows a figure, day, month or year of before.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { RaceAnswer } from '../../data/protocol/report-race.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, openBrowser } from '../support/browser.ts'
import { eventually, figureNow, getPath, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'
import { shiftedClock } from '../support/shifted-clock.ts'

/** Server and wall start this long before midnight, and jump to `closeMs` before it once they stand. */
const beforeMs = 600_000, closeMs = 6_000
/** From midnight until the wall is of the new day: it asks for everything anew within 4 s (newDayWaitMs), for the reports within 10; and what seeing it costs. */
const rightLimitMs = 13_000
/** A scene that comes later has its answers within this, milliseconds: a server that has just judged a new year, and a page that draws without a GPU, take some seconds. */
const sceneLimitMs = 20_000
const headline = ['digitization.pages', 'esign.documents', 'network.uptime', 'tasks.overdue'] as const
const scenes = ['overview', 'tasks', 'reports', 'groups'] as const
type Scene = (typeof scenes)[number]

/** What the wall says on one side of a midnight: the date in its head, and words of each scene. What it says on the other side it must not say on this one. */
interface Side {
  readonly date: string
  readonly words: Readonly<Record<Scene, readonly string[]>>
}

describeWithBrowser('a wall across midnight', () => {
  let dir: string, server: ServerProcess, browser: Browser, context: BrowserContext
  let shiftMs = 0
  const nowMs = (): number => Date.now() + shiftMs

  beforeAll(async () => { browser = await openBrowser() }, 120_000)
  afterEach(async () => {
    await context?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })
  afterAll(async () => { await browser?.close() })

  async function start(midnightMs: number): Promise<void> {
    dir = newRuntimeDir()
    const key = await createKey(dir, { unit: '11' })
    shiftMs = midnightMs - beforeMs - Date.now()
    server = await startServer({ runtimeDir: dir, env: shiftedClock(shiftMs, { aheadFile: join(dir, 'ahead') }) })
    const at = toLocalIso(nowMs())
    await postReadings(server.url, key, [
      { key: 'p', unit: '03127', kpi: 'digitization.pages', at, num: 640, den: 1000 }, { key: 'e', unit: '03127', kpi: 'esign.documents', at, num: 97, den: 100 },
      { key: 'u', unit: '11', kpi: 'network.uptime', at, num: 998, den: 1000 },
    ])
  }
  /** A wall that rotates; it is marked, so that a reload is noticed. */
  async function open(): Promise<Page> {
    const playlist = { nameVi: 'Giao thừa', nameEn: '', interrupt: { severity: 'off', holdS: 5 }, items: scenes.map((scene) => ({ scene, dwellS: 30, root: null, kpi: null })) }
    const made = await fetch(`${server.url}/api/v1/playlists`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ playlist, version: 0 }) })
    context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce', timezoneId: 'America/New_York' })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.clock.install({ time: nowMs() })
    await page.goto(`${server.url}/wall?playlist=${(await made.json() as { playlist: { id: string } }).playlist.id}`)
    await page.locator('[data-link="live"]').waitFor()
    await page.evaluate(() => { Object.assign(window, { stayed: true }) })
    return page
  }
  /** Moves both clocks to `closeMs` before midnight; the page's first: a server that seems to be far ahead would be believed for a minute. */
  async function jumpClose(page: Page, midnightMs: number): Promise<void> {
    const was = shiftMs
    shiftMs = Math.round(midnightMs - closeMs - Date.now())
    writeFileSync(join(dir, 'ahead'), String(shiftMs))
    await page.clock.fastForward(shiftMs - was)
    process.kill(server.pid, 'SIGUSR2')
  }
  const step = (page: Page): Promise<void> => page.keyboard.press('PageDown')

  /** What the wall says otherwise than it should; empty: all is right. */
  async function wrongOf(page: Page, scene: Scene, side: Side, other: Side): Promise<{ wrong: readonly string[], said: string }> {
    const { said, date, values, countdown } = await page.evaluate(() => {
      const text = (selector: string): string => (document.querySelector<HTMLElement>(selector)?.innerText ?? '').replace(/[\u00a0\u202f]/g, ' ').replace(/\s*\n\s*/g, ' | ')
      const values = [...document.querySelectorAll('.digits[data-kpi]')].map((one) => [one.getAttribute('data-kpi'), one.getAttribute('data-value')])
      return { said: text('.wall'), date: text('.wall-clock'), countdown: text('.countdown'), values: Object.fromEntries(values) as Record<string, string> }
    })
    const wrong = side.words[scene].filter((words) => !said.includes(words)).map((words) => `no “${words}”`)
    wrong.push(...other.words[scene].filter((words) => !side.words[scene].includes(words) && said.includes(words)).map((words) => `“${words}”`))
    if (!date.includes(side.date)) wrong.push(`date ${date}`)
    const overdue = (await figureNow(server.url, 'TW', 'tasks.overdue')).value
    if (scene === 'tasks' && !said.startsWith(`${overdue} quá hạn`)) wrong.push(`${said.slice(0, 12)} of ${overdue}`)
    if (scene !== 'overview') return { wrong, said }
    for (const kpi of headline) {
      const value = String((await figureNow(server.url, 'TW', kpi)).value ?? '')
      if (values[kpi] !== value) wrong.push(`${kpi} ${values[kpi]} is ${value}`)
    }
    const { json: race } = await getPath<RaceAnswer>(server.url, '/api/v1/obligations/province-month/race?root=TW')
    const days = Math.floor(Math.abs(Date.parse(race.dueAt) - nowMs()) / dayMs)
    // a period in which nobody had handed anything in does not count, and has no time left to tell
    if (!countdown.startsWith(race.counting === 'nobody_in' ? 'không tính' : `${days} ngày`)) wrong.push(`${countdown} until ${race.dueAt}`)
    return { wrong, said }
  }
  async function rightWithin(page: Page, scene: Scene, sides: readonly [Side, Side], limitMs: number): Promise<void> {
    let wrong: readonly string[] = [], said = ''
    await eventually(async () => {
      ;({ wrong, said } = await wrongOf(page, scene, ...sides))
      return wrong.length === 0
    }, limitMs, 100).catch(() => { throw new Error(`${scene}, wrong for ${limitMs} ms: ${wrong.join('; ')}; it says ${said.slice(0, 600)}`) })
  }
  /** Steps to each scene on both sides of the midnight; what it showed before is in its caches when the new day comes. */
  async function across(midnight: string, before: Side, after: Side): Promise<Page> {
    const midnightMs = Date.parse(midnight)
    await start(midnightMs)
    const page = await open()
    for (const scene of scenes) {
      await page.locator(`.wall[data-scene="${scene}"]`).waitFor()
      await rightWithin(page, scene, [before, after], 20_000)
      await step(page)
    }
    await jumpClose(page, midnightMs)
    await eventually(() => nowMs() >= midnightMs, closeMs + 1_000)
    // the jump has used up the scene's time: the wall may step on meanwhile, and what it then shows must be right
    const sceneNow = async (): Promise<Scene> => await page.locator('.wall').getAttribute('data-scene') as Scene
    let shown = await sceneNow()
    await eventually(async () => {
      shown = await sceneNow()
      return (await wrongOf(page, shown, after, before)).wrong.length === 0
    }, rightLimitMs, 100).catch(() => rightWithin(page, shown, [after, before], 100))
    process.stdout.write(`${midnight}: right ${nowMs() - midnightMs} ms after it (${shown})\n`)
    for (let seen = 0; seen < scenes.length; seen++) {
      const scene = scenes[(scenes.indexOf(shown) + seen + 1) % scenes.length]!
      await step(page)
      await page.locator(`.wall[data-scene="${scene}"]`).waitFor()
      await rightWithin(page, scene, [after, before], Math.max(sceneLimitMs, midnightMs + rightLimitMs - nowMs()))
    }
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
    return page
  }

  it('that ends a week and a month shows the new ones', async () => {
    await across('2026-06-01T00:00:00+07:00', {
      date: 'Chủ Nhật, 31/05/2026',
      words: {
        overview: ['Báo cáo tháng 5', 'hạn 0:00 25/05', 'hạn 0:00 21/05'], tasks: ['hôm nay 31/05', 'Hạn trong năm 2026'],
        reports: ['hạn 0:00 ngày 21/05', 'hạn 0:00 ngày 25/05', 'trước hạn chưa ai nộp'], groups: ['Số liệu đã nhận | 3 | hôm nay | 3 | 30 ngày'],
      },
    }, {
      date: 'Thứ Hai, 01/06/2026',
      words: {
        overview: ['Báo cáo tháng 6', 'hạn 0:00 25/06', 'hạn 0:00 21/06'], tasks: ['hôm nay 01/06', 'Hạn trong năm 2026'],
        reports: ['hạn 0:00 ngày 21/06', 'hạn 0:00 ngày 25/06', 'còn lại'], groups: ['Số liệu đã nhận | 0 | hôm nay | 3 | 30 ngày'],
      },
    })
  }, 120_000)

  it('that ends a quarter and a year shows the new ones, and last year\'s results beside figures that have begun anew', async () => {
    await across('2027-01-01T00:00:00+07:00', {
      date: 'Thứ Năm, 31/12/2026',
      words: {
        overview: ['Báo cáo tháng 12', 'hạn 0:00 25/12', 'hạn 0:00 21/12', 'hết 31/12: 70 %'], tasks: ['hôm nay 31/12', 'Hạn trong năm 2026'],
        reports: ['hạn 0:00 ngày 21/12', 'hạn 0:00 ngày 25/12', 'trước hạn chưa ai nộp'], groups: ['Số liệu đã nhận | 3 | hôm nay | 3 | 30 ngày'],
      },
    }, {
      date: 'Thứ Sáu, 01/01/2027',
      words: {
        overview: ['Báo cáo tháng 1 |', 'hạn 0:00 25/01', 'hạn 0:00 21/01', 'kết quả 2026: 64,0 %', 'Chưa có số liệu năm 2027'], tasks: ['hôm nay 01/01', 'Hạn trong năm 2027'],
        reports: ['hạn 0:00 ngày 21/01', 'hạn 0:00 ngày 25/01', 'còn lại'], groups: ['Số liệu đã nhận | 0 | hôm nay | 3 | 30 ngày'],
      },
    })
  }, 120_000)
})
