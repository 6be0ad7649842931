/** Switching a rule on in the list of rules: what forbids it or is to be known before it is told first; nothing is switched on unread. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { RuleDetailAnswer, RuleInput } from '../../data/protocol/rule.ts'
import { describeWithBrowser, openBrowser } from '../support/browser.ts'
import { eventually, getPath, postBody } from '../support/http-client.ts'
import { newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const rule: RuleInput = {
  nameVi: 'Ký số dưới nửa', nameEn: 'Signed below half', condition: { on: 'threshold', measure: 'value', op: 'below', limit: 0.5, clear: null }, kpis: ['esign.documents'], root: '11', levels: ['commune'],
  minUnits: 1, minShare: 0, pendingMs: 60_000, clearAfterMs: 60_000, severity: 'behind', tell: ['centre', 'province'], enabled: true,
}

describeWithBrowser('the switch of a rule', () => {
  let dir: string, server: ServerProcess, browser: Browser, page: Page
  const ids: Record<string, string> = {}
  const make = async (name: string, more: Partial<RuleInput>): Promise<void> => {
    const { json, status, text } = await postBody<{ rule: { id: string } }>(server.url, '/api/v1/rules', null, JSON.stringify({ rule: { ...rule, ...more }, version: 0 }))
    if (status >= 300) throw new Error(text)
    ids[name] = json.rule.id
  }
  const isOn = async (name: string): Promise<boolean> => (await getPath<RuleDetailAnswer>(server.url, `/api/v1/rules/${ids[name]}`)).json.rule.enabled
  const turn = (name: string): Promise<void> => page.locator(`tr[data-rule="${ids[name]}"] [role="switch"]`).click()

  beforeAll(async () => {
    dir = newRuntimeDir()
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    await make('on', {})
    await make('twin', { nameVi: 'Bản chép', nameEn: 'Copy', enabled: false })
    await make('step', { nameVi: 'Nửa ngày sau', nameEn: 'Half a day later', pendingMs: 43_200_000, enabled: false })
    await make('else', { nameVi: 'Việc khác', nameEn: 'Something else', root: '12', kpis: ['esign.staff'], condition: { on: 'threshold', measure: 'value', op: 'above', limit: 0.99, clear: null }, enabled: false })
    page = await (await browser.newContext({ viewport: { width: 1600, height: 1000 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })).newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${server.url}/desk/rules`)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  it('says that a twin of a rule that is on cannot be switched on, and which rule that is', async () => {
    await turn('twin')
    const told = page.locator('[data-before-on="refused"]')
    await told.waitFor()
    expect(await told.innerText()).toContain('Ký số dưới nửa')
    expect(await told.getByRole('button').count()).toBe(1)
    await told.getByRole('button', { name: 'Để tắt' }).click()
    await told.waitFor({ state: 'detached' })
    expect(await isOn('twin')).toBe(false)
  }, 60_000)
  it('tells what overlaps before it is switched on, and switches it on when that was read', async () => {
    await turn('step')
    const told = page.locator('[data-before-on="remarks"]')
    await told.waitFor()
    expect(await told.innerText()).toContain('Trùng với kịch bản "Ký số dưới nửa"')
    expect(await isOn('step')).toBe(false)
    await told.getByRole('button', { name: 'Vẫn bật' }).click()
    await page.locator(`tr[data-rule="${ids['step']}"][data-on="yes"]`).waitFor()
    expect(await isOn('step')).toBe(true)
  }, 60_000)
  it('switches on at once what nothing is to be said of', async () => {
    await turn('else')
    await page.locator(`tr[data-rule="${ids['else']}"][data-on="yes"]`).waitFor()
    await eventually(async () => isOn('else'), 10_000)
    expect(await page.locator('.before-on').count()).toBe(0)
  }, 60_000)
})
