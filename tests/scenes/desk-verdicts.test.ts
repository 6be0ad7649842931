/** Opening verdicts at the desk: from a warning to what stands beside it and is no warning, by address, by keyboard, and what is said where there is none. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeskBrowser, said, skipped } from './desk-browser.ts'
import { kpis } from '../../data/kpis/catalogue.ts'
import { verdictsPerPage } from '../../client/scenes/desk/verdicts/verdict-address.ts'

/** The last of the centre's verdicts. */
const last = `${kpis.at(-1)!.id}~stall`
const stall = 'details[data-verdict="digitization.pages~stall"]'
/** The numbers of the opened verdict, by what they are. */
const numbers = (page: Page): Promise<Record<string, string>> => page.locator('.opened [data-evidence]').evaluateAll((cells) => Object.fromEntries(cells.map((cell) => [cell.getAttribute('data-evidence') ?? '', (cell.textContent ?? '').replaceAll('\u00a0', ' ')])))

describe.skipIf(skipped)('the verdicts of a unit', { timeout: 60_000 }, () => {
  const desks = new DeskBrowser()
  beforeAll(() => desks.start(), 120_000)
  afterAll(() => desks.close())

  it('from a warning, what stands beside it opens with its numbers and its sentence, and leads back', async () => {
    const { page, problems } = await desks.open('/desk/warnings/w-2')
    const beside = page.locator('[data-covered] a')
    expect(await beside.allInnerTexts()).toEqual(['Trang đã số hóa: đứng yên'])
    await beside.click()
    await page.waitForSelector(`${stall}[open]`)
    expect(page.url()).toContain('/desk/verdicts?unit=11&kpi=digitization.pages&open=digitization.pages%7Estall')
    expect(await said(page, `${stall} .evidence-table tbody th small`)).toBe('đứng ở 21,4 % suốt 91 ngày trong khi kế hoạch đòi thêm 8,3 điểm, đến 30 %')
    expect(await numbers(page)).toEqual({ observed: '21,4 %', expected: '30 %', periods: '4', window: '91 ngày', plan_moved: '+8,3 điểm' })
    const facts = await said(page, '.opened .facts')
    for (const part of ['Winkelmann 1995', 'số của chính đơn vị', 'S4 PL.2.1', '13:52:35 21/11/2026', '14:05 18/11/2026']) expect(facts).toContain(part)
    await page.click('.opened a[href^="/desk/warnings/w-2"]')
    await page.waitForSelector('[data-covered]')
    expect(problems).toEqual([])
    await page.close()
  })

  it('of a warning of many units every line, and the first units of what it covers, lead to their verdicts', async () => {
    const { page } = await desks.open('/desk/warnings/w-6', { language: 'en' })
    await page.waitForSelector('.evidence-table tbody tr')
    expect(await page.locator('[data-covered] a').count()).toBe(8)
    expect(await said(page, '[data-covered]')).toContain('and 4 more units')
    const ended = page.locator('.evidence-table tbody tr').nth(2)
    expect([await ended.locator('th a').count(), await page.locator('.evidence-table tbody tr th a').count()]).toEqual([0, 55])
    await page.locator('.evidence-table tbody th a').first().click()
    await page.waitForSelector('details[data-verdict="digitization.pages~lost"][open]')
    expect(await said(page, '.opened .facts')).toContain('open the warning')
    await page.close()
  })

  it('what is no warning says so; it opens and closes by keyboard, in the address, and the way back goes the same steps', async () => {
    const { page } = await desks.open('/desk/verdicts?unit=11')
    await page.waitForSelector('[data-verdict]')
    expect(await page.locator('[data-verdict]').evaluateAll((all) => all.map((one) => one.getAttribute('data-verdict')))).toEqual([
      'services.online~jump', 'digitization.pages~below_plan', 'digitization.pages~stall', 'esign.staff~outlier', 'esign.documents~lost',
    ])
    const outlier = page.locator('details[data-verdict="esign.staff~outlier"]')
    await outlier.locator('summary').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('details[data-verdict="esign.staff~outlier"][open]')
    expect(await said(page, '.opened .facts')).toContain('không có cảnh báo nào đang mở về việc này')
    expect((await numbers(page))['deviations']).toBe('× 6,6')
    expect(await said(page, '.evidence-table thead')).toContain('chênh với trung vị')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await page.keyboard.press('Space')
    await page.waitForSelector('details[data-verdict="esign.staff~outlier"]:not([open])')
    expect(page.url()).not.toContain('open=')
    await page.goBack()
    await page.waitForSelector('details[data-verdict="esign.staff~outlier"][open]')
    await page.close()
  })

  it('an address that names what does not stand any more says so, and one far down the list is on its page and in sight', async () => {
    const { page } = await desks.open('/desk/verdicts?unit=11&open=esign.staff~jump')
    await page.waitForSelector('[data-verdict]')
    expect(await said(page, '.remark')).toContain('không còn')
    await page.close()
    const far = await desks.open(`/desk/verdicts?unit=TW&open=${last}`)
    await far.page.waitForSelector(`details[data-verdict="${last}"][open]`)
    expect(await far.page.locator('[data-verdict]').count()).toBeLessThanOrEqual(verdictsPerPage)
    expect(await said(far.page, '.pager')).toMatch(/^51–\d+ trên \d+/)
    const { top, height } = await far.page.locator('details[open]').first().evaluate((one) => ({ top: one.getBoundingClientRect().top, height: window.innerHeight }))
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(height)
    await far.page.close()
  })

  it('no verdict, a failure and a unit that is not there each say what to do', async () => {
    const { page } = await desks.open('/desk/verdicts?unit=24&kpi=digitization.pages')
    await page.waitForSelector('.state.empty')
    expect(await said(page, '.state.empty')).toContain('Không có nhận định nào về Trang tài liệu không mật đã số hóa của Tỉnh Bắc Ninh.')
    await page.click('.state.empty a')
    await page.waitForFunction(() => !window.location.search.includes('kpi='))
    await page.close()
    const failing = await desks.fixture()
    const failed = await desks.open('/desk/verdicts?unit=11', { at: failing })
    await failed.page.waitForSelector('[data-verdict]')
    failing.fail(true)
    await failed.page.selectOption('select', 'digitization.pages')
    await failed.page.waitForSelector('[role="alert"]')
    failing.fail(false)
    await failed.page.click('[role="alert"] button')
    await failed.page.waitForFunction(() => document.querySelectorAll('[data-verdict]').length === 2)
    await failed.page.close()
    const none = await desks.open('/desk/verdicts?unit=99999')
    await none.page.waitForSelector('.state.failed')
    expect(await said(none.page, '.state.failed')).toContain('Thử lại')
    await none.page.close()
  })

  it('the pages of a unit\'s figures lead to its verdicts', async () => {
    for (const [path, href] of [['/desk/quality?unit=11', '/desk/verdicts?unit=11'], ['/desk/projection?unit=11&kpi=digitization.pages', '/desk/verdicts?unit=11&kpi=digitization.pages'], ['/desk/warnings/w-2', '/desk/verdicts?unit=11&kpi=digitization.pages']] as const) {
      const { page } = await desks.open(path)
      await page.waitForSelector(`main a[href="${href}"]`)
      await page.close()
    }
  })
})
