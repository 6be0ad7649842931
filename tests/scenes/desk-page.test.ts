/**
 * The rendered desk, measured: at 1920 × 1080 and 1280 × 800, light and dark, in both languages nothing is cut, covered, too pale or wider than the
 * screen, and the policy refuses nothing. What people do on it: desk-work.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeskBrowser, said, skipped, violations } from './desk-browser.ts'
import { measurePage, overlapsOf } from './measure-page.ts'

/** Smallest text of the desk, CSS px. */
const leastPx = 12

/** Pages with what tells that they are whole, and what is done before they are measured. */
const pages: readonly (readonly [name: string, path: string, ready: string, click?: string])[] = [
  ['the warnings', '/desk/warnings', 'tr[data-warning]'],
  ['a warning being shelved', '/desk/warnings/w-1', '.evidence-table tbody tr', '.acts button:nth-child(4)'],
  ['a warning being assigned', '/desk/warnings/w-3', '.evidence-table tbody tr', '.acts button:nth-child(2)'],
  ['the verdicts of a unit, one opened', '/desk/verdicts?unit=11&open=esign.staff~outlier', '.evidence-table tbody tr'],
  ['no verdict', '/desk/verdicts?unit=24&kpi=digitization.pages', '.state.empty'],
  ['the rules', '/desk/rules', 'tr[data-rule]'],
  ['a rule', '/desk/rules/r-1', '[data-check="ok"]', '.rehearsal button'],
  ['a new rule, sent empty', '/desk/rules/new', 'form .primary', 'form .primary'],
  ['the register', '/desk/tasks', 'tr[data-task]'],
  ['the register by road-map', '/desk/tasks?state=roadmap', 'tr[data-task]'],
  ['a task', '/desk/tasks/s0-02', '.wide-facts', '.acts button:nth-child(3)'],
  ['a new task, sent empty', '/desk/tasks/new', 'form .primary', 'form .primary'],
  ['the template', '/desk/tasks/adopt', '.table tbody tr'],
  ['data quality with its reasons', '/desk/quality?criterion=right&group=digitization', '.reasons tbody tr'],
  ['the reports', '/desk/reports', '.race tbody tr'],
  ['a projection', '/desk/projection?kpi=digitization.pages', '.trend-chart .ahead'],
  ['the play-lists', '/desk/playlists', 'tr[data-playlist]'],
  ['a play-list', '/desk/playlists/p-morning', 'tr[data-row]'],
  ['the default play-list', '/desk/playlists/default', 'tr[data-row]'],
  ['a new play-list, sent empty', '/desk/playlists/new', 'form .primary', 'form .primary'],
  ['the walls', '/desk/walls', 'tr[data-wall]'],
  ['a wall being sent somewhere', '/desk/walls', 'tr[data-wall]', 'tr[data-wall]:nth-child(2) .acts button:nth-child(4)'],
  ['what was on a wall, asked without a time', '/desk/walls', 'tr[data-wall]', '.part .primary'],
  ['no such page', '/desk/nothing', 'h1'],
]

describe.skipIf(skipped)('the desk as rendered', { timeout: 120_000 }, () => {
  const desks = new DeskBrowser()
  beforeAll(() => desks.start(), 120_000)
  afterAll(() => desks.close())

  for (const [width, height, dark, language] of [[1920, 1080, false, 'vi'], [1280, 800, true, 'vi'], [1280, 800, false, 'en']] as const) {
    it(`every page is whole, legible and uncovered at ${width} × ${height}, ${dark ? 'dark' : 'light'}, ${language}`, { timeout: 300_000 }, async () => {
      const faults: Record<string, unknown> = {}
      for (const [name, path, ready, click] of pages) {
        const { page, problems } = await desks.open(path, { width, height, dark, language })
        await page.waitForSelector(ready)
        if (click !== undefined) await page.click(click)
        if (click === '.rehearsal button') await page.waitForSelector('.rehearsed')
        // closed details hide their text without leaving the page; the page is measured as long as it is, since it scrolls
        const long = await page.evaluate(async () => {
          for (const inside of document.querySelectorAll('details:not([open]) > :not(summary)')) inside.remove()
          await document.fonts.ready
          return document.documentElement.scrollHeight
        })
        await page.setViewportSize({ width, height: Math.max(height, long) })
        const { texts, scroll } = await page.evaluate(measurePage)
        const where = (list: typeof texts): readonly string[] => [...new Set(list.map((box) => `${box.where}: ${box.text.slice(0, 60)}`))]
        const seen = {
          problems, violations: await violations(page), wide: scroll.width > width ? scroll.width : 0, few: texts.length < 8,
          small: where(texts.filter(({ size }) => size < leastPx)), cut: where(texts.filter(({ cut, where: place }) => cut && !place.includes('skip'))),
          pale: where(texts.filter(({ contrast }) => contrast < 4.5)), over: overlapsOf(texts.filter(({ where: place }) => !place.includes('notice') && !place.includes('skip')), 1.5).slice(0, 5),
        }
        const wrong = Object.fromEntries(Object.entries(seen).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : Boolean(value))))
        if (Object.keys(wrong).length > 0) faults[name] = wrong
        await page.close()
      }
      expect(faults).toEqual({})
    })
  }

  it('the mark of simulated data is on every page from the first picture, and on paper', async () => {
    const { page } = await desks.open('/desk/rules')
    expect(await said(page, '.simulated')).toBe('DỮ LIỆU MÔ PHỎNG')
    await page.emulateMedia({ media: 'print' })
    expect(await page.isVisible('.simulated')).toBe(true)
    expect(await page.isVisible('.top-bar nav')).toBe(false)
    await page.close()
  })

  it('a report of a period that does not count says so in words, and the head counts what the table shows', async () => {
    const { page } = await desks.open('/desk/reports?unit=11')
    const own = page.locator('section[aria-labelledby="own-title"]')
    await own.locator('tbody tr').first().waitFor()
    expect(await own.locator('.list-head').innerText()).toContain('8/9 báo cáo đến hạn đã nộp đúng hạn; 1 kỳ không tính')
    const rows = await own.locator('tr[data-counting]').evaluateAll((all) => all.map((row) => ({ counting: row.getAttribute('data-counting'), said: (row as HTMLElement).innerText })))
    expect(rows.filter(({ counting }) => counting === 'counted')).toHaveLength(9)
    expect(rows.filter(({ counting, said: text }) => counting === 'counted' && text.includes('đúng hạn'))).toHaveLength(8)
    const not = rows.filter(({ counting }) => counting === 'nobody_in')
    expect(not).toHaveLength(1)
    expect(not[0]!.said).toContain('không tính: trước hạn chưa đơn vị nào nộp phần nào')
    expect(not[0]!.said).not.toContain('quá hạn')
    await page.close()
  })

  it.each([[1920, 1080], [1366, 768]] as const)('a rule with long texts takes no room from the other columns of the list (%d × %d)', async (width, height) => {
    const { page } = await desks.open('/desk/warnings', { width, height })
    await page.route(/\/api\/v1\/rules(\?.*)?$/, async (route) => {
      const answer = await (await route.fetch()).json() as { rules: Record<string, unknown>[] }
      Object.assign(answer.rules.at(-1)!, { nameVi: `Kịch_bản_${'không_có_dấu_cách_'.repeat(6)}`, condition: { on: 'verdict', verdicts: ['late', 'lost', 'jump', 'stall', 'fell', 'outlier', 'mismatch', 'below_plan', 'down', 'flapping'], severities: ['at_risk', 'behind', 'no_data'] } })
      await route.fulfill({ json: answer })
    })
    await page.click('.top-bar nav a[href^="/desk/rules"]')
    await page.waitForSelector('tr[data-rule="r-1"]')
    expect(await said(page, 'tr[data-rule="r-1"] .row-link')).toContain('không_có_dấu_cách')
    const seen = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth, columns: [...document.querySelectorAll('.rule-list thead th')].map((cell) => Math.round(cell.getBoundingClientRect().width)),
      over: [...document.querySelectorAll('.rule-list td')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent),
    }))
    expect(seen.wide).toBeLessThanOrEqual(width)
    expect(seen.over).toEqual([])
    const [on, severity, name, condition, where, open, changed] = seen.columns as [number, number, number, number, number, number, number]
    expect(Math.min(on, open)).toBeGreaterThan(60)
    expect(Math.min(severity, changed)).toBeGreaterThan(110)
    expect(Math.min(name, condition, where)).toBeGreaterThan(0.14 * width)
    expect(Math.max(name, condition)).toBeLessThan(0.4 * width)
    await page.close()
  })

  it('nothing touches a field of a rule: its hint, what is wrong with it, and the buttons stand apart', async () => {
    const { page } = await desks.open('/desk/rules/r-1')
    await page.waitForSelector('[data-check="ok"]')
    await page.fill('[data-field="condition.limit"] input', 'abc')
    await page.waitForSelector('[data-field="condition.limit"] .wrong')
    const gaps = await page.evaluate(() => [
      ['[data-field="condition.limit"] input', '[data-field="condition.limit"] .help'], ['[data-field="condition.limit"] .help', '[data-field="condition.limit"] .wrong'], ['[data-field="condition.clear"] input', '[data-field="condition.clear"] .help'],
      ['.kpi-picker .chips', '.kpi-picker .combobox'], ['.rehearsal > .quiet', '.rehearsal button'], ['[data-field="note"] textarea', '.save .buttons'],
    ].map(([above, below]) => Math.round(document.querySelector(below!)!.getBoundingClientRect().top - document.querySelector(above!)!.getBoundingClientRect().bottom)))
    expect(Math.min(...gaps), gaps.join(' ')).toBeGreaterThanOrEqual(4)
    await page.close()
  })

  it.each(['vi', 'en'] as const)('no cell of the register runs over the next one: deadlines without a day wrap at whole words (1600 × 1000, %s)', async (language) => {
    const { page } = await desks.open('/desk/tasks?state=roadmap', { width: 1600, height: 1000, language })
    await page.waitForSelector('tr[data-task]')
    expect(await said(page, 'tr[data-task] td.due')).toMatch(/^Theo lộ trình của/)
    const over = await page.locator('.register td').evaluateAll((cells) => cells.filter((cell) => {
      const ink = document.createRange()
      ink.selectNodeContents(cell)
      const box = cell.getBoundingClientRect()
      return [...ink.getClientRects()].some(({ left, right }) => left < box.left - 0.5 || right > box.right + 0.5)
    }).map((cell) => cell.textContent))
    expect(over).toEqual([])
    const { texts } = await page.evaluate(measurePage)
    expect(overlapsOf(texts, 1.5)).toEqual([])
    await page.close()
  })

  it('no button sticks to what stands above it in a form', async () => {
    const forms = [['/desk/tasks/new', 'form.one-column', ''], ['/desk/tasks/adopt', 'form.one-column', ''], ['/desk/warnings/w-3', '.act-form', '.acts button:nth-child(2)'], ['/desk/warnings/w-3', '.act-form', '.acts button:nth-child(4)'], ['/desk/tasks/s0-02', '.act-form', '.acts button:nth-child(3)']] as const
    const gaps: Record<string, number> = {}
    for (const [path, form, click] of forms) {
      const { page } = await desks.open(path)
      if (click !== '') await page.click(click)
      await page.waitForSelector(`${form} .buttons`)
      gaps[`${path} ${click}`] = await page.locator(`${form} .buttons`).evaluate((buttons) => {
        const above = [...(buttons.parentElement?.querySelectorAll('input, textarea, select, .help') ?? [])].map((one) => one.getBoundingClientRect().bottom)
        return Math.round(buttons.getBoundingClientRect().top - Math.max(...above))
      })
      await page.close()
    }
    expect(Object.entries(gaps).filter(([, gap]) => gap < 8)).toEqual([])
  })

  it('the focus is seen: every control that Tab reaches on the list has an outline', async () => {
    const { page } = await desks.open('/desk/warnings')
    await page.waitForSelector('tr[data-warning]')
    const bare: string[] = []
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(() => { const now = document.activeElement; return now === null || now === document.body ? null : { outline: getComputedStyle(now).outlineStyle, name: now.outerHTML.slice(0, 80) } })
      if (seen !== null && seen.outline === 'none') bare.push(seen.name)
    }
    expect(bare).toEqual([])
    await page.close()
  })

  it('the desk carries no map, and the wall no validator', async () => {
    const scripts = async (path: string): Promise<string> => {
      const page = await desks.browser.newPage()
      const names: string[] = []
      page.on('request', (request) => { if (request.resourceType() === 'script') names.push(new URL(request.url()).pathname) })
      await page.goto(`${desks.desk.url}${path}`)
      await page.waitForSelector(path === '/wall' ? '.wall, .opening' : 'h1')
      await page.close()
      return names.join(' ')
    }
    expect(await scripts('/desk/rules')).not.toMatch(/WallScene|WebglMap/)
    expect(await scripts('/wall')).not.toContain('DeskScene')
  })
})
