/** Every scene of the wall under axe-core's rules (WCAG 2.2 A and AA, and its best practices), as rendered with the planted day and with an empty store. */
import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sceneIds } from '../../data/playlists/scene-ids.ts'
import { browserArgs, chromiumPath, describeWithBrowser } from '../support/browser.ts'
import { plantedMs, type FixtureMode } from './fixture-figures.ts'
import { startFixture, type Fixture } from './fixture-server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Every scene at the centre and at a province; where nothing is reported, the first and the last. */
const cases: readonly (readonly [FixtureMode, string, string])[] = [
  ...sceneIds.flatMap((scene) => [['planted', scene, ''] as const, ['planted', scene, '&root=11'] as const]),
  ['empty', 'overview', ''], ['empty', 'groups', ''],
]

describeWithBrowser('the wall under axe-core', () => {
  let browser: Browser
  let dist: string
  const fixtures = new Map<FixtureMode, Fixture>()

  beforeAll(async () => {
    dist = await mkdtemp(join(tmpdir(), 'thap-axe-'))
    vi.stubEnv('NODE_ENV', 'production')
    await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
    vi.unstubAllEnvs()
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...browserArgs] })
    for (const mode of ['planted', 'empty'] as const) fixtures.set(mode, await startFixture({ mode, distDir: dist }))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    for (const fixture of fixtures.values()) await fixture.close()
    await rm(dist, { recursive: true, force: true })
  })

  /** What axe objects to, a line a rule with its first element. */
  async function objections(mode: FixtureMode, query: string): Promise<readonly string[]> {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${fixtures.get(mode)!.url}/wall?${query}`)
    await page.waitForSelector('[data-link="live"]', { timeout: 60_000 })
    await page.waitForSelector('.scene-body', { timeout: 60_000 })
    await page.waitForTimeout(1500)
    await page.evaluate(axe)
    const { violations } = await page.evaluate(async () => (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }))
    await page.close()
    return violations.map(({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0]?.html.slice(0, 160) ?? ''} ${nodes[0]?.failureSummary?.slice(0, 200) ?? ''}`)
  }

  it.each(cases)('%s store, scene %s%s: nothing to object to', async (mode, scene, root) => {
    expect(await objections(mode, `scene=${scene}${root}`)).toEqual([])
  }, 120_000)

  it('objects to what is wrong: a button without a name', async () => {
    const page = await browser.newPage()
    await page.setContent('<html lang="vi"><title>x</title><main><h1>x</h1><button></button></main></html>')
    await page.evaluate(axe)
    const { violations } = await page.evaluate(async () => (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }))
    expect(violations.map(({ id }) => id)).toContain('button-name')
    await page.close()
  }, 60_000)
})
