/**
 * The ten planted conditions, each visible on *Tổng quan* and on the scene that owns it, in the same words and with the same count. What a
 * stranger must be able to name after one look. Needs the system's Chromium; without it skipped in sight, a failure under CI=true.
 *
 * | # | condition | owned by |
 * |---|---|---|
 * | 1 | ■ Điện Biên, pages 21,4 % of 30 %, 52 days | Cảnh báo |
 * | 2 | ■ Cà Mau, line down for 2 h 23 min, nobody has it | Cảnh báo |
 * | 3 | ■ Nghệ An, 14 serious errors in 9 communes | Cảnh báo |
 * | 4 | ▲ the country, pages 62,5 % of 65,7 % | Cảnh báo |
 * | 5 | ▲ Quảng Trị, 37 of 78 communes have reported | Đường đua báo cáo, Cảnh báo |
 * | 6 | ▲ Gia Lai, signed documents 84,6 % of 90 % | Cảnh báo |
 * | 7, 8, 9 | ▨ Cao Bằng 5 days, Lạng Sơn 4, Vĩnh Long 3 (nobody has it) | Cảnh báo |
 * | 10 | ■ seven tasks overdue | Nhiệm vụ |
 */
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { browserArgs, chromiumPath, describeWithBrowser } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { plantedMs } from './fixture-figures.ts'
import { calloutsRest } from './scene-browser.ts'
import { startFixture, type Fixture } from './fixture-server.ts'

/** Look, unit, what stands now, what it is held against, and how long, as a row says it; whether nobody has it. */
const conditions = [
  { n: 1, look: 'at_risk', unit: 'Điện Biên', now: '21,4 %', must: 'mức 30 %', lasting: '52 ngày', nobody: false },
  { n: 2, look: 'at_risk', unit: 'Cà Mau', now: '98,41 %', must: 'mức 99 %, đứt', lasting: '2 giờ 2', nobody: true },
  { n: 3, look: 'at_risk', unit: 'Nghệ An', now: '14', must: 'mức 0, ở 9 xã', lasting: '5 giờ', nobody: false },
  { n: 4, look: 'behind', unit: 'Toàn quốc', now: '62,5 %', must: 'kế hoạch 65,7 %', lasting: '28 ngày', nobody: false },
  { n: 5, look: 'behind', unit: 'Quảng Trị', now: '37/78', must: 'xã đã nộp', lasting: '14 giờ', nobody: false },
  { n: 6, look: 'behind', unit: 'Gia Lai', now: '84,6 %', must: 'mức 90 %', lasting: '5 ngày', nobody: false },
  { n: 7, look: 'lost', unit: 'Cao Bằng', now: '70,0 %', must: '0/56', lasting: '5 ngày', nobody: false },
  { n: 8, look: 'lost', unit: 'Lạng Sơn', now: '70,2 %', must: '0/65', lasting: '4 ngày', nobody: false },
  { n: 9, look: 'lost', unit: 'Vĩnh Long', now: '71,6 %', must: '0/124', lasting: '3 ngày', nobody: true },
] as const

interface Row { readonly look: string | null, readonly unit: string, readonly text: string, readonly nobody: boolean, readonly rank: string }

const rowsOf = (page: Page, table: string): Promise<Row[]> => page.$$eval(`${table} tbody tr`, (rows) => rows.map((row) => ({
  look: row.getAttribute('data-look'), unit: row.querySelector('.unit')?.firstChild?.textContent ?? '', text: (row as HTMLElement).innerText.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' '),
  nobody: row.querySelector('.nobody-box') !== null, rank: row.querySelector('.rank')?.textContent ?? '',
})))

describeWithBrowser('the ten planted conditions', () => {
  let browser: Browser, fixture: Fixture

  beforeAll(async () => {
    await ensureClientBuilt()
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
    fixture = await startFixture({ mode: 'planted', distDir: clientDist })
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await fixture?.close()
  })

  async function open(scene: string, ready: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${fixture.url}/wall?scene=${scene}`)
    await page.waitForSelector(ready, { timeout: 60_000 })
    await page.waitForSelector('[data-link="live"]')
    await calloutsRest(page)
    return page
  }

  function expectConditions(rows: readonly Row[]): void {
    for (const { n, look, unit, now, must, lasting, nobody } of conditions) {
      const row = rows.find((one) => one.unit === unit && one.look === look)
      expect(row, `condition ${n}`).toBeDefined()
      for (const words of [now, must, lasting]) expect(row!.text, `condition ${n}`).toContain(words)
      expect(row!.nobody, `condition ${n}: nobody has it`).toBe(nobody)
    }
  }

  it('all stand on Tổng quan: nine rows, their call-outs with the same numeral, and the overdue tasks', async () => {
    const page = await open('overview', '.callout[data-unit="96"]')
    await page.waitForSelector('.digits[data-kpi="tasks.overdue"][data-value="7"]')
    const rows = await rowsOf(page, '.anomalies')
    expect(rows).toHaveLength(9)
    expectConditions(rows)
    const callouts = await page.$$eval('.callout', (all) => all.map((one) => ({ name: one.querySelector('b')?.textContent ?? '', rank: one.querySelector('.rank')?.textContent ?? '', text: one.querySelector('.callout-text')?.textContent ?? '' })))
    for (const { unit, rank } of rows.filter(({ unit }) => unit !== 'Toàn quốc')) expect(callouts.find(({ name }) => name === unit), unit).toMatchObject({ rank })
    expect(callouts.find(({ name }) => name === 'Quảng Trị')?.text).toBe('37/78 xã đã nộp')
    expect(await page.locator('.tasks tbody tr').count()).toBe(7)
    expect(await page.locator('.reports-count').innerText()).toContain('12/34')
    expect(await page.locator('.reports-other').innerText()).toContain('3.280/3.321')
    await page.close()
  }, 120_000)

  it('1, 7, 8 and 9, which are of the KPI of Bản đồ, stand on it by name in the words of Tổng quan, and a figure that is only late is dim', async () => {
    const page = await open('map&kpi=digitization.pages', '.callout')
    // the words of the map follow its figures in an idle moment, and who is called out rests for some seconds: they are awaited, not caught
    const told = (): Promise<string> => page.$$eval('.callout', (all) => all.map((one) => (one as HTMLElement).innerText.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ')).join('\n'))
    for (const [unit, words] of [['Điện Biên', '21,4 %'], ['Cao Bằng', 'mất dữ liệu 5 ngày'], ['Lạng Sơn', 'mất dữ liệu 4 ngày'], ['Vĩnh Long', 'mất dữ liệu 3 ngày']] as const) {
      await expect.poll(told, { timeout: 30_000, message: unit }).toMatch(new RegExp(`${unit}[^\n]*${words}`))
    }
    expect(await page.locator('.rank-list tr[data-unit="08"]').getAttribute('data-late')).toBe('yes')
    expect(await page.locator('.map-legend tr[data-late]').innerText()).toMatch(/chậm nhịp.*\s1\s+124$/s)
    await page.close()
  }, 120_000)

  for (const [scene, root] of [['overview', 'TW'], ['overview', '11'], ['map', 'TW'], ['pyramid', 'TW']] as const) {
    it(`whatever ${scene} of ${root} paints as abnormal is named on it`, async () => {
      const page = await open(`${scene}&root=${root}&kpi=digitization.pages`, '.callout')
      const units = await (await page.request.get(`${fixture.url}/api/v1/units`)).json() as { units: { code: string, name: string, parent: string | null }[] }
      const figures = scene === 'pyramid' ? null : '.map-unit'
      const painted = figures === null ? ['04', '11', '20', '86'] : await page.$$eval(figures, (all) => all.flatMap((one) => (['at_risk', 'behind', 'lost', 'no_data'].includes((one as HTMLElement).dataset['look'] ?? '') ? [(one as HTMLElement).dataset['unit'] ?? ''] : [])))
      const names = units.units.filter(({ code, parent }) => parent === root && painted.includes(code)).map(({ name }) => name)
      expect(names.length).toBeGreaterThan(3)
      const told = (): Promise<string> => page.$$eval('.callout b, .legend-names, .rank-rest, .rank-list .unit, .plane-names', (all) => all.map((one) => (one as HTMLElement).innerText).join('\n'))
      // names follow the figures in an idle moment
      await expect.poll(async () => { const said = await told(); return /và \d+ (xã|tỉnh) nữa/.test(said) && root !== 'TW' ? [] : names.filter((name) => !said.includes(name)) }, { timeout: 30_000 }).toEqual([])
      await page.close()
    }, 120_000)
  }

  it('1 to 9 stand on Cảnh báo, with why and who', async () => {
    const page = await open('warnings', '.warnings-scene tbody tr')
    const rows = await rowsOf(page, '.warnings-scene')
    expectConditions(rows)
    expect(rows.find(({ unit }) => unit === 'Nghệ An')?.text).toContain('9 trong 130 xã')
    expect(await page.locator('.warnings-scene .nobody-box').count()).toBe(2)
    await page.close()
  }, 120_000)

  it('5 stands on Đường đua báo cáo: worst first, with its mark and the same count', async () => {
    const page = await open('reports', '.race tbody tr')
    const first = page.locator('.race tbody tr').first()
    expect(await first.getAttribute('data-unit')).toBe('44')
    expect(await first.innerText()).toContain('37/78')
    expect(await first.locator('.before svg[data-look="behind"]').count()).toBe(1)
    expect(await page.locator('.race tr[data-whole="no"]').count()).toBe(1)
    await page.close()
  }, 120_000)

  it('10 stands on Nhiệm vụ: seven overdue, and what comes next', async () => {
    const page = await open('tasks', '.deadline-year')
    expect(await page.locator('[data-section="overdue"] tr[data-task]').count()).toBe(7)
    expect(await page.locator('[data-section="due7"] tr[data-task]').count()).toBe(4)
    expect(await page.locator('[data-section="due30"] tr[data-task]').count()).toBe(9)
    await page.close()
  }, 120_000)
})
