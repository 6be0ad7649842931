/**
 * A rotating wall as rendered, over the figures of the planted day: it turns, is held and stepped by keys, follows an edit, shows a new warning
 * once, and its head and the panel of keys are whole, legible and uncovered at three sizes and in both languages.
 */
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PlaylistInput, PlaylistItem } from '../../data/protocol/playlist.ts'
import { browserArgs, chromiumPath, describeWithBrowser } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { plantedMs } from './fixture-figures.ts'
import { startFixture, type Fixture } from './fixture-server.ts'
import { measurePage, overlapsOf } from './measure-page.ts'

const stop = (scene: PlaylistItem['scene'], changes: Partial<PlaylistItem> = {}): PlaylistItem => ({ scene, dwellS: 3600, root: null, kpi: null, ...changes })
const listOf = (items: PlaylistItem[], holdS = 5): PlaylistInput => ({ nameVi: 'Thử', nameEn: 'Trial', items, interrupt: { severity: 'at_risk', holdS } })
const lasting = listOf([stop('tasks'), stop('reports'), stop('groups')])

describeWithBrowser('a wall that rotates', () => {
  let browser: Browser
  const fixtures: Fixture[] = []

  beforeAll(async () => {
    await ensureClientBuilt()
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    for (const fixture of fixtures) await fixture.close()
  })

  async function open(list: PlaylistInput | null, query = '?playlist=p-1', width = 1920, height = 1080, filling = false): Promise<{ page: Page, fixture: Fixture, problems: string[] }> {
    const fixture = await startFixture({ mode: 'planted', distDir: clientDist, ...(filling ? { backfill: { labelVi: 'Lịch sử', labelEn: 'History', sent: 43, total: 100 } } : {}) })
    fixtures.push(fixture)
    if (list !== null) fixture.playlist('p-1', list)
    const page = await browser.newPage({ viewport: { width, height } })
    page.setDefaultTimeout(20_000)
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${fixture.url}/wall${query}`)
    await page.waitForSelector('[data-link="live"]')
    return { page, fixture, problems }
  }
  const shows = (page: Page, scene: string): Promise<unknown> => page.waitForSelector(`.wall[data-scene="${scene}"]`)
  const scene = (page: Page): Promise<string | null> => page.getAttribute('.wall', 'data-scene')
  const line = async (page: Page): Promise<string> => (await page.locator('.show-line').innerText()).replace(/\s+/g, ' ')
  const param = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name)

  it('an address that asks for nothing rotates the default list; one with a scene stays, and has no line', async () => {
    const { page, fixture } = await open(null, '')
    await page.waitForSelector('.show-line')
    expect(await line(page)).toBe('1/9 tiếp theo: Kim tự tháp')
    expect([param(page, 'playlist'), param(page, 'scene'), await scene(page)]).toEqual(['default', 'overview', 'overview'])
    await page.goto(`${fixture.url}/wall?scene=tasks`)
    await shows(page, 'tasks')
    await page.waitForSelector('[data-link="live"]')
    expect(await page.$('.show-line')).toBeNull()
    await page.close()
  }, 60_000)

  it('turns after the dwell, the address follows, and the history of the browser does not grow', async () => {
    const { page, problems } = await open(listOf([stop('tasks', { dwellS: 5 }), stop('warnings', { dwellS: 5, root: '79' }), stop('reports', { dwellS: 5 })]))
    await shows(page, 'tasks')
    const before = await page.evaluate(() => window.history.length)
    await shows(page, 'warnings')
    expect([param(page, 'scene'), param(page, 'root'), await page.getAttribute('.wall', 'data-root')]).toEqual(['warnings', '79', '79'])
    await shows(page, 'reports')
    expect(await page.getAttribute('.wall', 'data-root')).toBe('TW')
    await shows(page, 'tasks')
    expect(await page.evaluate(() => window.history.length)).toBe(before)
    expect(problems).toEqual([])
    await page.close()
  }, 60_000)

  it('rooted at a province stays in it: items of elsewhere are left out', async () => {
    const { page } = await open(listOf([stop('tasks'), stop('warnings', { root: '11' }), stop('reports')]), '?playlist=p-1&root=79')
    await shows(page, 'tasks')
    expect([await page.getAttribute('.wall', 'data-root'), await line(page), param(page, 'base')]).toEqual(['79', '1/2 tiếp theo: Đường đua báo cáo', '79'])
    await page.keyboard.press('ArrowRight')
    await shows(page, 'reports')
    expect(await page.getAttribute('.wall', 'data-root')).toBe('79')
    await page.reload()
    await shows(page, 'reports')
    expect(await line(page)).toBe('2/2 tiếp theo: Nhiệm vụ')
    await page.close()
  }, 60_000)

  it('keys of a keyboard and of a remote step, choose, hold and let go', async () => {
    const { page } = await open(lasting)
    await shows(page, 'tasks')
    for (const [key, wanted] of [['PageDown', 'reports'], ['ArrowRight', 'groups'], ['MediaTrackNext', 'tasks'], ['MediaTrackPrevious', 'groups'], ['Home', 'tasks'], ['8', 'reports'], ['PageUp', 'tasks']] as const) {
      await page.keyboard.press(key)
      await shows(page, wanted)
    }
    await page.keyboard.press(' ')
    await page.waitForSelector('.show-line[data-show="key"]')
    expect(await line(page)).toBe('1/3 ĐANG GIỮ')
    await page.keyboard.press('MediaPlayPause')
    await page.waitForSelector('.show-line[data-show="runs"]')
    await page.keyboard.press('6')
    expect(await scene(page)).toBe('tasks')
    await page.keyboard.press('5')
    await shows(page, 'warnings')
    expect(await line(page)).toBe('1/3 sẽ trở lại trình chiếu')
    await page.keyboard.press('Escape')
    await shows(page, 'tasks')
    expect(await page.getAttribute('.show-line', 'data-show')).toBe('runs')
    await page.close()
  }, 60_000)

  it('follows an edit while it runs, and the removal of its list', async () => {
    const { page, fixture } = await open(lasting)
    await shows(page, 'tasks')
    fixture.playlist('p-1', listOf([stop('groups'), stop('tasks')]))
    await page.waitForSelector('.show-line[data-at="2"]')
    expect([await scene(page), await line(page)]).toEqual(['tasks', '2/2 tiếp theo: Ba nhóm nghiệp vụ'])
    fixture.playlist('p-1', listOf([stop('reports')]))
    await shows(page, 'reports')
    expect(await line(page)).toBe('1/1')
    fixture.playlist('p-1', null)
    // the list of the wall's default takes its place, and the scene that was shown stays
    await page.waitForSelector('.show-line[data-show="gone"][data-at="8"]')
    expect(await line(page)).toContain('danh sách đã xóa')
    await page.close()
  }, 60_000)

  it('a new serious warning is shown once, marked, with how long it stays; a burst and a second telling interrupt no more', async () => {
    const { page, fixture } = await open(lasting)
    await shows(page, 'tasks')
    await page.waitForSelector('.show-line')
    const [first] = (await (await fetch(`${fixture.url}/api/v1/warnings?root=TW&limit=5`)).json() as { warnings: { id: string }[] }).warnings
    fixture.warn(first!.id)
    for (let i = 0; i < 10; i++) fixture.warn(`w-burst-${i}`)
    await shows(page, 'warnings')
    await page.waitForSelector('tr[data-marked="yes"]')
    expect(await page.$$eval('tr[data-marked="yes"]', (rows) => rows.map((row) => row.getAttribute('data-warning')))).toEqual([first!.id])
    expect(await line(page)).toMatch(/^mới, trở lại sau [1-5] giây$/)
    await shows(page, 'tasks')
    expect(await line(page)).toBe('1/3 tiếp theo: Đường đua báo cáo')
    fixture.warn(first!.id)
    fixture.warn('w-burst-3')
    fixture.warn('w-later')
    await page.waitForTimeout(1500)
    expect(await scene(page)).toBe('tasks')
    await page.close()
  }, 60_000)

  it('no warning interrupts a wall that is held', async () => {
    const { page, fixture } = await open(lasting)
    await shows(page, 'tasks')
    await page.waitForSelector('.show-line')
    await page.keyboard.press(' ')
    await page.waitForSelector('.show-line[data-show="key"]')
    fixture.warn('w-held')
    await page.waitForTimeout(1500)
    expect(await scene(page)).toBe('tasks')
    await page.close()
  }, 60_000)

  it('sent by the fleet to the same list it begins anew, rooted where it was sent', async () => {
    const { page, fixture } = await open(lasting)
    await shows(page, 'tasks')
    await page.keyboard.press('ArrowRight')
    await shows(page, 'reports')
    fixture.command({ kind: 'show', address: { scene: null, root: '79', kpi: null, playlist: 'p-1', dim: null } })
    await page.waitForSelector('.wall[data-scene="tasks"][data-root="79"]')
    expect([await line(page), param(page, 'base')]).toEqual(['1/3 tiếp theo: Đường đua báo cáo', '79'])
    fixture.command({ kind: 'show', address: { scene: 'groups', root: null, kpi: null, playlist: null, dim: null } })
    await page.waitForSelector('.wall[data-scene="groups"][data-root="TW"]')
    expect(await page.$('.show-line')).toBeNull()
    await page.close()
  }, 60_000)

  it('a list that cannot be read leaves the wall on its scene, says so, and is taken when it comes', async () => {
    const fixture = await startFixture({ mode: 'planted', distDir: clientDist })
    fixtures.push(fixture)
    fixture.playlist('p-1', lasting)
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, serviceWorkers: 'block' })
    await page.clock.setSystemTime(plantedMs)
    await page.route('**/api/v1/playlists/**', (route) => route.abort())
    await page.goto(`${fixture.url}/wall?playlist=p-1&scene=groups`)
    await page.waitForSelector('.show-line[data-show="unread"]')
    expect(await scene(page)).toBe('groups')
    await page.unroute('**/api/v1/playlists/**')
    await page.waitForSelector('.show-line[data-show="runs"]')
    expect([await scene(page), await line(page)]).toEqual(['groups', '3/3 tiếp theo: Nhiệm vụ'])
    await page.close()
  }, 60_000)

  for (const [width, height] of [[1920, 1080], [3840, 2160], [7680, 2160]] as const) for (const language of ['vi', 'en'] as const) {
    it(`the head in every state and the panel of keys are whole and uncovered at ${width} × ${height}, ${language}`, async () => {
      const { page, fixture, problems } = await open(listOf([stop('reports'), stop('groups')], 300), `?playlist=p-1&lang=${language}`, width, height, true)
      await page.waitForSelector('[data-duty="province-month"]')
      const measured = async (): Promise<void> => {
        await page.evaluate(() => { for (const hint of document.querySelectorAll('.hint')) (hint as HTMLElement).style.display = 'none' })
        const { texts, scroll } = await page.evaluate(measurePage)
        const u = height / 135
        expect(scroll).toEqual({ width, height })
        const head = texts.filter(({ y }) => y < 9 * u)
        expect(texts.filter(({ size }) => size < 1.75 * u - 0.01).map(({ text }) => text)).toEqual([])
        expect(texts.filter(({ contrast }) => contrast < 7).map(({ text }) => text)).toEqual([])
        expect(texts.filter(({ x, y, w, h }) => x < -0.5 || y < -0.5 || x + w > width + 0.5 || y + h > height + 0.5).map(({ text }) => text)).toEqual([])
        expect(overlapsOf(head, u * 0.1)).toEqual([])
        expect(await page.evaluate(() => { const edge = (css: string) => document.querySelector(css)!.getBoundingClientRect(); return edge('.wall-head .scene').right < edge('.simulated').left })).toBe(true)
        expect(head.filter(({ cut }) => cut).map(({ text }) => text)).toEqual([])
      }
      await measured()
      await page.keyboard.press(' ')
      await page.waitForSelector('.show-line[data-show="key"]')
      await measured()
      await page.keyboard.press(' ')
      await page.waitForSelector('.show-line[data-show="runs"]')
      fixture.warn('w-wide')
      await page.waitForSelector('.show-line[data-show="interrupted"]')
      await measured()
      await page.keyboard.press('4')
      await page.waitForSelector('.show-line[data-show="hand"]')
      await measured()
      await page.keyboard.press('?')
      await page.waitForSelector('.key-help')
      const help = await page.evaluate(() => {
        const panel = document.querySelector('.key-help')!
        const box = panel.getBoundingClientRect()
        const cells = [...panel.querySelectorAll('th, td')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent)
        return { inside: box.left >= 0 && box.top >= 0 && box.right <= window.innerWidth && box.bottom <= window.innerHeight, cells, smallest: Math.min(...[...panel.querySelectorAll('*')].map((one) => Number.parseFloat(getComputedStyle(one).fontSize))) }
      })
      expect(help.inside && help.smallest >= 1.75 * (height / 135)).toBe(true)
      expect(help.cells).toEqual([])
      if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/help-${language}-${width}.png` })
      await page.keyboard.press('Escape')
      await page.waitForSelector('.key-help', { state: 'detached' })
      fixture.playlist('p-1', null)
      await page.keyboard.press('Home')
      await page.waitForFunction(() => document.querySelector('.show-line')?.textContent?.includes('/9') === true)
      await page.waitForSelector('.show-line[data-show="gone"]')
      await measured()
      expect(problems.filter((problem) => !problem.includes('404'))).toEqual([])
      await page.close()
    }, 120_000)
  }
})
