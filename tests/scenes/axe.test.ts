/** Every scene of the wall under axe-core's rules (WCAG 2.2 A and AA, and its best practices), as rendered with the planted day and with an empty store. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sceneIds } from '../../data/playlists/scene-ids.ts'
import { describeWithBrowser } from '../support/browser.ts'
import { plantedMs, type FixtureMode } from './fixture-figures.ts'
import { SceneBrowser, startLimitMs } from './scene-browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Every scene at the centre and at a province; where nothing is reported, the first and the last. */
const cases: readonly (readonly [FixtureMode, string, string])[] = [
  ...sceneIds.flatMap((scene) => [['planted', scene, ''] as const, ['planted', scene, '&root=11'] as const]),
  ['empty', 'overview', ''], ['empty', 'groups', ''],
]

describeWithBrowser('the wall under axe-core', () => {
  const scenes = new SceneBrowser()
  beforeAll(() => scenes.start(['planted', 'empty']), startLimitMs)
  afterAll(() => scenes.close())

  async function violationsOf(page: Page): Promise<AxeResults['violations']> {
    await page.evaluate(axe)
    return (await page.evaluate(() => (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }))).violations
  }

  /** What axe objects to, a line a rule with its first element. */
  async function objections(mode: FixtureMode, query: string): Promise<readonly string[]> {
    const page = await scenes.browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${scenes.fixture(mode).url}/wall?${query}`)
    await page.waitForSelector('[data-link="live"]', { timeout: 60_000 })
    await page.waitForSelector('.scene-body', { timeout: 60_000 })
    await page.waitForTimeout(1500)
    const violations = await violationsOf(page)
    await page.close()
    return violations.map(({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0]?.html.slice(0, 160) ?? ''} ${nodes[0]?.failureSummary?.slice(0, 200) ?? ''}`)
  }

  it.each(cases)('%s store, scene %s%s: nothing to object to', async (mode, scene, root) => {
    expect(await objections(mode, `scene=${scene}${root}`)).toEqual([])
  }, 120_000)

  it('objects to what is wrong: a button without a name', async () => {
    const page = await scenes.browser.newPage()
    await page.setContent('<html lang="vi"><title>x</title><main><h1>x</h1><button></button></main></html>')
    const violations = await violationsOf(page)
    expect(violations.map(({ id }) => id)).toContain('button-name')
    await page.close()
  }, 60_000)
})
