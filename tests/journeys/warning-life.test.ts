/**
 * The life of a warning, in a browser against the real server: a rule is written, rehearsed and switched on; a reading trips it; it stands on the
 * wall; it is acknowledged and becomes a task; when the condition clears it closes by itself, and the task stays.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { TaskDetailAnswer } from '../../data/protocol/task.ts'
import type { WarningDetailAnswer, WarningsAnswer } from '../../data/protocol/warning.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { describeWithBrowser, openBrowser } from '../support/browser.ts'
import { eventually, getPath, postReadings } from '../support/http-client.ts'
import { createKey, newRuntimeDir, removeRuntimeDir, startServer, type ServerProcess } from '../support/server-process.ts'

const kpi = 'esign.documents'
const province = '11'
const commune = '03127'
const name = 'Điện Biên ký số dưới một nửa'

describeWithBrowser('the life of a warning', () => {
  let dir: string, server: ServerProcess, browser: Browser, desk: Page, wall: Page, key: string
  const complaints: string[] = []

  const open = async (path: string, width: number, height: number): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(`${server.url}${path}`)
    return page
  }
  const field = (path: string): ReturnType<Page['locator']> => desk.locator(`[data-field="${path}"]`)
  const tick = (path: string, value: string): Promise<void> => field(path).locator(`input[value="${value}"]`).check()
  const report = async (id: string, num: number, den: number, atMs = Date.now()): Promise<void> => {
    expect(await postReadings(server.url, key, [{ key: id, unit: commune, kpi, at: toLocalIso(atMs), num, den }])).toMatchObject({ accepted: 1 })
  }
  const warnings = async (): Promise<WarningsAnswer['warnings']> => (await getPath<WarningsAnswer>(server.url, `/api/v1/warnings?kind=threshold`)).json.warnings
  const row = (): ReturnType<Page['locator']> => wall.locator('tr[data-warning]', { hasText: name })

  beforeAll(async () => {
    dir = newRuntimeDir()
    key = await createKey(dir, { unit: province })
    ;[server, browser] = await Promise.all([startServer({ runtimeDir: dir }), openBrowser()])
    for (let day = 10; day > 0; day--) await report(`past-${day}`, 9, 10, Date.now() - day * dayMs)
    wall = await open('/wall?scene=warnings', 1920, 1080)
    await wall.locator('[data-link="live"]').waitFor()
    await wall.locator('[data-open]:not([data-open=""])').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeRuntimeDir(dir)
  })

  it('a rule is written in the browser, checked as it is typed, and rehearsed on the past', async () => {
    desk = await open('/desk/rules/new', 1600, 1000)
    await field('nameVi').locator('input').fill(name)
    await tick('condition.on', 'threshold')
    await field('kpis').locator('input').fill('van ban dien tu')
    await desk.locator('[role="option"]').first().click()
    await field('condition.limit').locator('input').fill('150')
    await field('condition.limit').locator('.wrong').waitFor()
    await field('condition.limit').locator('input').fill('50')
    await field('condition.limit').locator('.wrong').waitFor({ state: 'detached' })
    await field('root').locator('input').fill('dien bien')
    await desk.locator('[role="option"]', { hasText: province }).first().click()
    await tick('levels', 'commune')
    await field('levels').locator('input[value="province"]').uncheck()
    await field('pendingMs').locator('input').fill('0')
    await field('clearAfterMs').locator('input').fill('0')
    await tick('severity', 'at_risk')
    await desk.locator('[data-check="ok"]').waitFor()
    await desk.getByRole('button', { name: 'Diễn tập', exact: true }).click()
    await desk.locator('.rehearsed[data-over="no"]').waitFor({ timeout: 60_000 })
    expect(await desk.locator('.rehearsed').innerText()).toContain('Không mở thêm cảnh báo nào')
  }, 120_000)

  it('it is switched on, and a reading posted from outside trips it: it stands on the wall with its numbers', async () => {
    await desk.locator('.switch input').check()
    await desk.locator('button[type="submit"]').click()
    await desk.waitForURL(/\/desk\/rules\/(?!new)[^/?]+/)
    expect(await warnings()).toEqual([])
    await report('trips', 1, 400)
    await row().waitFor()
    const [warning] = await warnings()
    expect(warning).toMatchObject({ ruleVi: name, state: 'open', severity: 'at_risk', kpi, units: { affected: 1 } })
    expect(await row().getAttribute('data-look')).toBe('at_risk')
    expect(await row().innerText()).toMatch(/18[,.]\d|%/)
    expect(await row().innerText()).toContain('chưa ai nhận')
  }, 60_000)

  it('it is opened and acknowledged by key, and the wall says that somebody has it', async () => {
    await desk.goto(`${server.url}/desk/warnings`)
    await desk.locator('tr', { hasText: name }).getByRole('link').first().click()
    await desk.waitForURL(/\/desk\/warnings\/[^/?]+/)
    await desk.locator('.evidence').waitFor()
    expect(await desk.locator('.evidence').innerText()).toContain('%')
    await desk.keyboard.press('a')
    await row().getByText('nhận sau').waitFor()
    expect((await warnings())[0]).toMatchObject({ state: 'acknowledged' })
  }, 60_000)

  it('it becomes a task with the five "rõ", in the register of its unit', async () => {
    await desk.locator('.acts').getByRole('button', { name: /giao/i }).first().click()
    await desk.locator('form.act-form button[type="submit"]').click()
    await row().getByText('giao việc sau').waitFor()
    const [warning] = await warnings()
    const task = await getPath<TaskDetailAnswer>(server.url, `/api/v1/tasks/${warning!.task}`)
    expect(task.json.task).toMatchObject({ warning: warning!.id, custom: true })
    for (const rõ of ['leadVi', 'contentVi', 'accountableVi', 'resultVi', 'deadlineVi'] as const) expect(task.json.task[rõ]).not.toBe('')
  }, 60_000)

  it('when the condition clears it closes by itself and leaves the wall; the task and the history stay', async () => {
    const [before] = await warnings()
    await report('mends', 4000, 4000)
    await row().waitFor({ state: 'detached' })
    const detail = await getPath<WarningDetailAnswer>(server.url, `/api/v1/warnings/${before!.id}`)
    expect(detail.json.warning.state).toBe('closed')
    expect(detail.json.history.map(({ action }) => action)).toEqual(expect.arrayContaining(['opened', 'acknowledge', 'assign', 'closed']))
    expect((await getPath<TaskDetailAnswer>(server.url, `/api/v1/tasks/${before!.task}`)).status).toBe(200)
    await eventually(async () => (await warnings()).length === 0)
  }, 60_000)

  it('no page complained of anything', () => {
    expect(complaints).toEqual([])
  })
})
