/**
 * Scenes as other eyes see them: `node tests/scenes/see-as.ts --scene overview,matrix [--as achromatopsia,deuteranopia,protanopia]
 * [--size 1920x1080] [--lang vi] [--root 11] [--query gauges=dial] --out DIR`. The figures of the planted day; Chromium simulates the eyes
 * (Emulation.setEmulatedVisionDeficiency).
 */
import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { browserArgs, chromiumPath } from '../support/browser.ts'
import { plantedMs } from './fixture-figures.ts'
import { startFixture } from './fixture-server.ts'

/** Eyes that Chromium can simulate and the documents show. */
const eyes = ['achromatopsia', 'deuteranopia', 'protanopia'] as const
/** How long a scene may go on settling after its link lives, milliseconds. */
const settleMs = 6_000

async function main(): Promise<void> {
  const { values } = parseArgs({ options: {
    scene: { type: 'string', default: 'overview' }, as: { type: 'string', default: eyes.join() }, size: { type: 'string', default: '1920x1080' },
    lang: { type: 'string', default: 'vi' }, root: { type: 'string' }, query: { type: 'string', default: '' }, out: { type: 'string', default: '.' },
  } })
  const asked = values.as.split(',').map((name) => {
    const eye = eyes.find((one) => one === name)
    if (eye === undefined) throw new Error(`--as ${name}: one of ${eyes.join(', ')}`)
    return eye
  })
  const [width = 1920, height = 1080] = values.size.split('x').map(Number)
  mkdirSync(values.out, { recursive: true })
  const dist = await mkdtemp(join(tmpdir(), 'thap-see-'))
  await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
  const fixture = await startFixture({ mode: 'planted', distDir: dist })
  const browser = await chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args: [...browserArgs] })
  for (const scene of values.scene.split(',')) {
    const page = await browser.newPage({ viewport: { width, height } })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${fixture.url}/wall?scene=${scene}&lang=${values.lang}${values.root === undefined ? '' : `&root=${values.root}`}${values.query === '' ? '' : `&${values.query}`}`)
    await page.waitForSelector('[data-link="live"]', { timeout: 60_000 })
    await sleep(settleMs * Math.max(1, (width * height) / 8_000_000))
    await page.evaluate(() => document.querySelector('.hint')?.remove())
    const session = await page.context().newCDPSession(page)
    for (const eye of asked) {
      await session.send('Emulation.setEmulatedVisionDeficiency', { type: eye })
      await sleep(500)
      const path = join(values.out, `${scene}-${eye}-${values.lang}-${values.size}.png`)
      await page.screenshot({ path })
      process.stdout.write(`${path}\n`)
    }
    await page.close()
  }
  await browser.close()
  await fixture.close()
  await rm(dist, { recursive: true, force: true })
}

await main()
