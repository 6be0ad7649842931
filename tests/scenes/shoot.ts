/**
 * Pictures of the wall with the figures of the planted day: `node tests/scenes/shoot.ts --scene map,matrix [--size 1920x1080,3840x2160]
 * [--lang vi,en] [--root 11] [--mode planted|empty|new_year] [--query kpi=…] [--webgl] --out DIR`. Builds the client, needs the system's
 * Chromium. `--webgl`: the maps as a graphics card draws them (decision 042).
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { browserArgs, chromiumPath, drawByWebgl } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import type { FixtureMode } from './fixture-figures.ts'
import { startFixture } from './fixture-server.ts'

/** How long a scene may go on settling after its link lives, milliseconds. */
const settleMs = 6_000

async function main(): Promise<void> {
  const { values } = parseArgs({ options: {
    scene: { type: 'string', default: 'overview' }, size: { type: 'string', default: '1920x1080' }, lang: { type: 'string', default: 'vi' },
    root: { type: 'string' }, mode: { type: 'string', default: 'planted' }, query: { type: 'string', default: '' }, out: { type: 'string', default: '.' }, webgl: { type: 'boolean', default: false },
  } })
  const mode = values.mode as FixtureMode
  mkdirSync(values.out, { recursive: true })
  await ensureClientBuilt()
  const fixture = await startFixture({ mode, distDir: clientDist })
  const browser = await chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args: [...browserArgs] })
  for (const size of values.size.split(',')) for (const lang of values.lang.split(',')) for (const scene of values.scene.split(',')) {
    const [width = 1920, height = 1080] = size.split('x').map(Number)
    const page = await browser.newPage({ viewport: { width, height } })
    if (values.webgl) await drawByWebgl(page)
    page.on('pageerror', (error) => process.stderr.write(`${`${scene}: ${error.message}`}\n`))
    page.on('console', (message) => { if (message.type() === 'error') process.stderr.write(`${scene}: ${message.text()}\n`) })
    await page.clock.setSystemTime(fixture.nowMs())
    await page.goto(`${fixture.url}/wall?scene=${scene}&lang=${lang}${values.root === undefined ? '' : `&root=${values.root}`}${values.query === '' ? '' : `&${values.query}`}`)
    await page.waitForSelector('[data-link="live"]', { timeout: 60_000 })
    await sleep(settleMs * Math.max(1, (width * height) / 8_000_000))
    await page.evaluate(() => document.querySelector('.hint')?.remove())
    const path = join(values.out, `${scene}${values.root === undefined ? '' : `-${values.root}`}${mode === 'planted' ? '' : `-${mode}`}-${lang}-${size}.png`)
    await page.screenshot({ path })
    process.stdout.write(`${path}\n`)
    await page.close()
  }
  await browser.close()
  await fixture.close()
}

await main()
