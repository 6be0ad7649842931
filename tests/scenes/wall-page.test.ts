/**
 * The rendered wall, measured: at three sizes and in both languages nothing is too small, too pale, cut, covered or off the screen.
 */
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { browserArgs, chromiumPath, describeWithBrowser, drawByWebgl } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { countPixels } from '../support/pixels.ts'
import { driftReachU } from '../../client/unattended/drift.ts'
import { newYearMs, plantedMs, type FixtureMode } from './fixture-figures.ts'
import { startFixture, type Fixture } from './fixture-server.ts'
import { measurePage, overlapsOf, plantWords, tornOf, type TextBox } from './measure-page.ts'
import { calloutsRest } from './scene-browser.ts'

/** Runs in the page before its own scripts: keeps what the policy refuses. */
function watchViolations(): void {
  const seen: string[] = []
  Object.assign(window, { violations: seen })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => { seen.push(`${violatedDirective} ${blockedURI} ${sample}`) })
}
const violations = (page: Page): Promise<unknown> => page.evaluate(() => (window as unknown as { violations: string[] }).violations)

/** Runs in the page: of each foot of a card, its words and what is left free between both ends, px; endless where one of them has given way. */
function endsOf(feet: readonly Element[]): { said: string, gap: number }[] {
  return feet.map((foot) => {
    const bottom = foot.getBoundingClientRect().bottom - 1
    const [left, right] = [[...foot.querySelectorAll('.truth > span')], [...foot.querySelectorAll('strong')]]
      .map((parts) => parts.map((part) => part.getBoundingClientRect()).filter(({ top, width }) => width > 0 && top < bottom))
    const gap = right![0] === undefined ? Infinity : right![0].left - Math.max(...left!.map((box) => box.right))
    return { said: foot.textContent ?? '', gap }
  })
}

vi.setConfig({ testTimeout: 120_000 })

const sizes = [[1920, 1080], [3840, 2160], [7680, 2160]] as const

describeWithBrowser('the wall as rendered', () => {
  let browser: Browser
  const fixtures = new Map<FixtureMode, Fixture>()

  beforeAll(async () => {
    await ensureClientBuilt()
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
    for (const mode of ['planted', 'empty', 'new_year', 'extreme', 'young'] as const) {
      fixtures.set(mode, await startFixture({
        mode, distDir: clientDist, ...(mode === 'planted' ? { backfill: { labelVi: 'Lịch sử', labelEn: 'History', sent: 43, total: 100 } } : {}),
      }))
    }
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    for (const fixture of fixtures.values()) await fixture.close()
  })

  async function open(mode: FixtureMode, query: string, width: number, height: number, prepare: (page: Page) => Promise<void> = async () => undefined): Promise<{ page: Page, problems: string[] }> {
    const page = await browser.newPage({ viewport: { width, height } })
    await prepare(page)
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    await page.clock.setSystemTime(mode === 'new_year' ? newYearMs : plantedMs)
    await page.goto(`${fixtures.get(mode)?.url ?? ''}/wall?scene=overview${query.replace('?', '&')}`)
    await page.waitForSelector('.digits[data-kpi="tasks.overdue"]:not([data-value=""])')
    await page.waitForSelector('[data-map-drawn="yes"]', { timeout: 60_000 })
    await page.waitForSelector('.trend b, .card-empty, .trend p')
    await page.waitForSelector('[data-link="live"]')
    await calloutsRest(page)
    return { page, problems }
  }

  const words = (boxes: readonly TextBox[]): readonly string[] => boxes.map(({ text, where }) => `${where}: ${text}`)

  for (const [width, height] of sizes) for (const language of ['vi', 'en'] as const) {
    const cases: readonly (readonly [string, FixtureMode, string])[] = [
      ['the planted day', 'planted', `?lang=${language}`], ['an empty store', 'empty', `?lang=${language}`],
      ['the planted day with dials', 'planted', `?gauges=dial&lang=${language}`], ['the longest foot of a card', 'extreme', `?root=86&lang=${language}`],
      ['no trend yet', 'young', `?lang=${language}`], ['no trend yet, with dials', 'young', `?gauges=dial&lang=${language}`],
      ...(width === 1920 ? [
        ['a province', 'planted', `?root=40&kpi=digitization.pages&lang=${language}`] as const,
        ['the first second of a plan year', 'new_year', `?lang=${language}`] as const, ['the same with dials', 'new_year', `?gauges=dial&lang=${language}`] as const,
        ...(['bullet', 'dial'] as const).flatMap((form) => [
          [`the longest headlines (${form})`, 'extreme', `?gauges=${form}&lang=${language}`] as const,
          [`nothing done and lost headlines (${form})`, 'extreme', `?root=11&gauges=${form}&lang=${language}`] as const,
          [`a commune (${form})`, 'planted', `?root=00004&gauges=${form}&lang=${language}`] as const,
          [`an empty store (${form})`, 'empty', `?gauges=${form}&lang=${language}`] as const,
        ]),
      ] : []),
    ]
    for (const [name, mode, query] of cases) {
      it(`${name} is whole, legible and uncovered at ${width} × ${height}, ${language}`, async () => {
        const { page, problems } = await open(mode, query, width, height)
        if (mode === 'new_year') await page.waitForSelector('.legend [data-year="2026"]')
        const measured = await page.evaluate(measurePage)
        const overfull = await page.$$eval('.card', (cards) => cards.filter((card) => card.scrollWidth > card.clientWidth + 1).map((card) => card.getAttribute('aria-label')))
        const ends = await page.$$eval('.card-truth', endsOf)
        await page.close()
        expect(overfull).toEqual([])
        expect(ends.length, 'feet of cards').toBeGreaterThan(3)
        expect(ends.filter(({ gap }) => gap < height / 135)).toEqual([])
        const u = height / 135
        expect(problems).toEqual([])
        expect(measured.scroll).toEqual({ width, height })
        expect(measured.texts.length).toBeGreaterThan(60)
        expect(words(measured.texts.filter(({ size }) => size < 1.75 * u - 0.01))).toEqual([])
        expect(words(measured.texts.filter(({ cut }) => cut))).toEqual([])
        expect(words(measured.texts.filter(({ x, y, w, h }) => x < -0.5 || y < -0.5 || x + w > width + 0.5 || y + h > height + 0.5))).toEqual([])
        expect(measured.texts.filter(({ contrast }) => contrast < 7).map(({ text, contrast }) => `${text}: ${contrast.toFixed(2)}`)).toEqual([])
        expect(overlapsOf(measured.texts, u * 0.1)).toEqual([])
        expect(tornOf(measured.texts)).toEqual([])
      })
    }
  }

  for (const [language, kpi, must, lasting] of [['vi', 'Đơn vị có đường truyền', 'kế hoạch 99,9 %', '23 giờ 59 phút'], ['en', 'Devices up to standard', 'level 99 %, down', '23 h 59 min']] as const) {
    it(`the list of anomalies has room for the longest indicator, plan and duration, ${language}`, async () => {
      const { page } = await open('planted', `?lang=${language}`, 1920, 1080)
      await page.waitForSelector('.anomalies tbody tr')
      expect(await page.evaluate(plantWords, { '.anomalies tbody .kpi': kpi, '.anomalies tbody .must': must, '.anomalies tbody td:nth-child(6)': lasting })).toBeGreaterThan(5)
      const { texts } = await page.evaluate(measurePage)
      await page.close()
      expect(words(texts.filter(({ cut }) => cut))).toEqual([])
      expect(overlapsOf(texts, 0.8)).toEqual([])
    })
  }

  it('the measure catches small, pale, cut and covering words (a planted fault of each)', async () => {
    const { page } = await open('planted', '', 1920, 1080)
    await page.evaluate(() => {
      const add = (css: Partial<CSSStyleDeclaration>, text: string): HTMLElement => {
        const element = document.createElement('p')
        element.textContent = text
        Object.assign(element.style, { position: 'absolute', left: '300px', top: '300px', fontSize: '20px', color: '#fff', whiteSpace: 'nowrap', ...css })
        document.querySelector('.wall')?.append(element)
        return element
      }
      add({ fontSize: '9px', left: '1000px', top: '560px' }, 'too small')
      add({ color: '#555', left: '1000px', top: '600px' }, 'too pale')
      add({ width: '40px', overflow: 'hidden', left: '1000px', top: '640px' }, 'this is cut off')
      add({ left: '30px', top: '150px' }, 'over the digits')
      const ending = add({ overflow: 'hidden', textOverflow: 'ellipsis', left: '1000px', top: '680px' }, 'ends by an ellipsis in its padding')
      Object.assign(ending.style, { width: `${ending.getBoundingClientRect().width + 18}px`, paddingRight: '20px' })
    })
    const { texts } = await page.evaluate(measurePage)
    await page.close()
    const one = (text: string): TextBox | undefined => texts.find((box) => box.text === text)
    expect(one('too small')?.size).toBeLessThan(1.75 * 8)
    expect(one('too pale')?.contrast).toBeLessThan(7)
    expect(one('this is cut off')?.cut).toBe(true)
    expect(one('ends by an ellipsis in its padding')?.cut).toBe(true)
    expect(overlapsOf(texts, 0.8).some((pair) => pair.includes('over the digits'))).toBe(true)
  })

  it('a change of one cell reaches the digits, their data attributes and the map\'s mirror', async () => {
    const { page } = await open('planted', '?kpi=digitization.pages', 1920, 1080)
    const before = await page.getAttribute('.digits[data-kpi="digitization.pages"]', 'data-seq')
    fixtures.get('planted')?.change('TW', 'digitization.pages', 100_000)
    fixtures.get('planted')?.change('11', 'digitization.pages', 60_000)
    await page.waitForFunction((seq) => document.querySelector('.digits[data-kpi="digitization.pages"]')?.getAttribute('data-seq') !== seq, before, { timeout: 5000 })
    expect(await page.textContent('.digits[data-kpi="digitization.pages"] span')).toBe('66,3')
    await page.waitForSelector('.map-unit[data-unit="11"]:not([data-look="at_risk"])', { state: 'attached', timeout: 5000 })
    expect(await page.getAttribute('.map-unit[data-unit="11"]', 'data-look')).toBe('met')
    await page.close()
  })

  it('a province opens by key or click, Esc and Back return, and the address says where one is', async () => {
    const { page } = await open('planted', '', 1920, 1080)
    await page.focus('.map-unit[data-unit="40"]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.wall[data-root="40"]')
    expect(new URL(page.url()).searchParams.get('root')).toBe('40')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.wall[data-root="TW"]')
    await page.goBack()
    await page.waitForSelector('.wall[data-root="40"]')
    await page.close()
  })

  it('↓ chooses the KPI on the map and holds it, numbers a scene, L changes the language and keeps it', async () => {
    const { page } = await open('planted', '', 1920, 1080)
    await page.keyboard.press('ArrowDown')
    await page.waitForSelector('.wall .scene-body[data-kpi="esign.documents"]')
    await page.keyboard.press('ArrowDown')
    await page.waitForSelector('.wall .scene-body[data-kpi="network.uptime"]')
    await page.keyboard.press('6')
    await page.waitForSelector('.wall[data-scene="tasks"]')
    await page.keyboard.press('1')
    await page.waitForSelector('.wall[data-scene="overview"]')
    await page.keyboard.press('l')
    await page.waitForSelector('html[lang="en"]')
    expect(new URL(page.url()).searchParams.get('lang')).toBe('en')
    expect(await page.textContent('.simulated span')).toBe('SIMULATED DATA')
    await page.close()
  })

  it('an address that names no KPI of the catalogue is put right, in its own entry of the history', async () => {
    for (const wrong of ['nosuch.kpi', '%3Cscript%3E']) {
      const { page } = await open('planted', `?kpi=${wrong}`, 1920, 1080)
      await page.waitForFunction(() => !new URLSearchParams(window.location.search).has('kpi'))
      expect([new URL(page.url()).searchParams.get('scene'), await page.evaluate(() => window.history.length)]).toEqual(['overview', 2])
      await page.close()
    }
  })

  it('a root without children tells of its own figures on time', async () => {
    for (const [language, told] of [['vi', /^\d\/\d chỉ số$/], ['en', /^\d\/\d indicators?$/]] as const) {
      const { page } = await open('planted', `?root=00004&lang=${language}`, 1920, 1080)
      expect(await page.locator('.clocks > .clock').nth(2).locator('b').innerText()).toMatch(told)
      await page.close()
    }
  })

  it.each(['overview&root=04', 'pyramid', 'map', 'matrix', 'lines', 'warnings&root=04', 'tasks', 'reports', 'groups'])('the hint of the keys stands on no words of %s', async (scene) => {
    for (const language of ['vi', 'en']) {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
      await page.clock.setSystemTime(plantedMs)
      await page.goto(`${fixtures.get('planted')!.url}/wall?scene=${scene}&lang=${language}`)
      await page.waitForSelector('[data-link="live"]')
      await page.waitForSelector('.hint[data-seen="yes"]')
      const hint = await page.$eval('.hint', (element) => { const { x, y, width: w, height: h } = element.getBoundingClientRect(); const wall = document.querySelector('.wall')!.getBoundingClientRect(); return { x, y, w, h, foot: ((y + h - wall.y) / wall.height) * 135 } })
      const { texts } = await page.evaluate(measurePage)
      await page.close()
      const covered = texts.filter(({ x, y, w, h }) => x < hint.x + hint.w && x + w > hint.x && y < hint.y + hint.h && y + h > hint.y)
      expect(words(covered), `${scene}, ${language}`).toEqual([])
      expect(hint.x + hint.w, scene).toBeLessThanOrEqual(1920)
      expect(hint.foot, 'clear of what the drift may take').toBeLessThanOrEqual(135 - driftReachU)
    }
  })

  it('simulated data is marked on the first picture and an empty store is not', async () => {
    const planted = await open('planted', '', 1920, 1080)
    expect(await planted.page.textContent('.simulated span')).toBe('DỮ LIỆU MÔ PHỎNG')
    await planted.page.close()
    const empty = await open('empty', '', 1920, 1080)
    expect(await empty.page.$('.simulated')).toBeNull()
    expect(await empty.page.$$eval('.map-unit', (units) => units.filter((unit) => unit.getAttribute('data-look') !== 'silent').length)).toBe(0)
    expect(await empty.page.$$eval('tr[data-task]', (rows) => rows.length)).toBe(7)
    await empty.page.close()
  })

  it('at 00:00:01 on 1 January each card and the legend say last year\'s frozen result, and a flow that nothing has come of yet', async () => {
    const { page } = await open('new_year', '?kpi=digitization.pages', 1920, 1080)
    await page.waitForSelector('.card [data-year="2026"]')
    const card = (kpi: string): string => `.card:has([data-kpi="${kpi}"])`
    const said = async (selector: string): Promise<string> => ((await page.textContent(selector)) ?? '').replaceAll('\u00a0', ' ')
    expect(await said(`${card('digitization.pages')} .year-result`)).toBe('kết quả 2026: 62,5 %nguy cơ')
    expect(await page.getAttribute('.digits[data-kpi="digitization.pages"]', 'data-status')).toBe('no_target')
    expect(await said(`${card('esign.documents')} .year-result`)).toBe('kết quả 2026: 97,4 %đạt')
    expect(await said(`${card('esign.documents')} .card-empty`)).toBe('Chưa có số liệu năm 2027.')
    expect(await said('.legend [data-year]')).toBe('kết quả 2026: 62,5 %nguy cơ')
    expect(await page.$$eval('[data-year]', (results) => results.every((result) => result.querySelector('svg') !== null))).toBe(true)
    await page.close()
  })

  it('no year is told as a result while the figures have their own target', async () => {
    const { page } = await open('planted', '', 1920, 1080)
    expect(await page.$('[data-year]')).toBeNull()
    await page.close()
  })

  it('a silent server is shown as a lost link over figures that stay (the moment itself: clocks.test.ts)', async () => {
    const own = await startFixture({ mode: 'planted', distDir: clientDist })
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${own.url}/wall?scene=overview`)
    await page.waitForSelector('[data-link="live"]')
    own.silence()
    await page.waitForSelector('.lost-link', { timeout: 20_000 })
    expect(await page.textContent('.digits[data-kpi="digitization.pages"] span')).toBe('62,5')
    await page.close()
    await own.close()
  })

  it('the page keeps the policy, Trusted Types included: nothing is refused with WebGL, and a string is still refused', async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await drawByWebgl(page)
    await page.addInitScript(watchViolations)
    const answer = await page.goto(`${fixtures.get('planted')?.url ?? ''}/wall?scene=overview`)
    expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script';trusted-types default")
    await page.waitForSelector('[data-map-drawn="yes"][data-map-plain="no"]', { timeout: 30_000 })
    await page.waitForSelector('.trend b')
    expect(await violations(page)).toEqual([])
    const refused = await page.evaluate(() => [
      () => { document.createElement('div').innerHTML = '<b>x</b>' },
      () => { document.createElement('script').src = 'https://elsewhere.invalid/assets/a.js' },
    ].map((wrong) => { try { wrong(); return 'taken' } catch { return 'refused' } }))
    expect(refused).toEqual(['refused', 'refused'])
    await page.close()
  })

  it('a WebGL map that is late is waited for under a plain map that says so, and takes its place when it comes', async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, serviceWorkers: 'block' })
    await drawByWebgl(page)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => { release = resolve })
    await page.route('**/maplibre-gl-worker*', async (route) => { await held; await route.continue() })
    await page.goto(`${fixtures.get('planted')?.url ?? ''}/wall?scene=overview`)
    await page.waitForSelector('svg.map-canvas path')
    await page.waitForSelector('[data-map-plain="yes"][data-map-drawn="yes"]', { timeout: 40_000 })
    expect(await page.textContent('.attribution')).toContain('trong lúc WebGL đang khởi động')
    release()
    await page.waitForSelector('[data-map-plain="no"][data-map-drawn="yes"]', { timeout: 30_000 })
    expect(await page.$('.map-host > svg.map-canvas')).toBeNull()
    await page.close()
  })

  it('a lost graphics context is drawn again within three seconds, fills included', async () => {
    const { page } = await open('planted', '?kpi=digitization.pages', 1920, 1080, drawByWebgl)
    await page.waitForSelector('[data-map-drawn="yes"][data-map-plain="no"]', { timeout: 60_000 })
    const at = await page.$eval('.map-unit[data-unit="11"]', (unit) => { const box = unit.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 - 14 } })
    const redPixels = async (): Promise<number> => {
      const shot = await page.screenshot({ clip: { x: at.x - 6, y: at.y - 6, width: 12, height: 12 } })
      return (await countPixels(page, shot, { red: (red, green) => red > 200 && green < 130 })).red
    }
    expect(await redPixels()).toBeGreaterThan(40)
    await page.evaluate(() => {
      const extension = document.querySelector<HTMLCanvasElement>('.map-canvas canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
      extension?.loseContext()
      setTimeout(() => extension?.restoreContext(), 300)
    })
    await page.waitForTimeout(3000)
    expect(await page.getAttribute('.map-body', 'data-map-plain')).toBe('no')
    expect(await redPixels()).toBeGreaterThan(40)
    await page.close()
  })

  it('where a processor would draw WebGL the map is plain, says so, shows what has just changed and opens no map by WebGL', async () => {
    const { page, problems } = await open('planted', '?kpi=digitization.pages', 1920, 1080)
    await page.waitForSelector('[data-map-plain="yes"]')
    expect(await page.textContent('.attribution')).toContain('máy này không có card đồ họa')
    let step = 0
    const beat = setInterval(() => fixtures.get('planted')!.changeAll(step++), 500)
    await page.waitForSelector('.plain-motion circle', { state: 'attached', timeout: 20_000 }).finally(() => clearInterval(beat))
    expect(await page.locator('.map-host canvas').count()).toBe(0)
    expect(problems).toEqual([])
    await page.close()
  })

  it('without WebGL the map is drawn plainly and says so', async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    const problems: string[] = []
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    page.on('pageerror', (error) => problems.push(error.message))
    await page.addInitScript(watchViolations)
    await page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, ...more: unknown[]) => unknown
      Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
        value(this: HTMLCanvasElement, kind: string, ...more: unknown[]) { return kind.startsWith('webgl') ? null : real.call(this, kind, ...more) },
      })
    })
    await page.goto(`${fixtures.get('planted')?.url ?? ''}/wall?scene=overview`)
    await page.waitForSelector('.wall:has([data-map-plain="yes"]) .map-host svg.map-canvas path')
    expect(await page.textContent('.attribution')).toContain('chưa có WebGL 2')
    await page.waitForSelector('[data-link="live"]')
    expect([problems, await violations(page)]).toEqual([[], []])
    await page.close()
  })
})
