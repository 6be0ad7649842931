/**
 * Scenes as other eyes see them: `node tests/scenes/see-as.ts --scene overview,matrix [--as achromatopsia,deuteranopia,protanopia]
 * [--size 1920x1080] [--lang vi] [--root 11] [--query gauges=dial] [--sheet] --out DIR`. The figures of the planted day; Chromium simulates the
 * eyes (Emulation.setEmulatedVisionDeficiency). `--sheet`: all scenes of an eye on one sheet, as in docs/legibility.md.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import { browserArgs, chromiumPath } from '../support/browser.ts'
import { clientDist, ensureClientBuilt } from '../support/client-build.ts'
import { plantedMs } from './fixture-figures.ts'
import { startFixture } from './fixture-server.ts'

/** Eyes that Chromium can simulate and the documents show. */
const eyes = ['achromatopsia', 'deuteranopia', 'protanopia'] as const
/** How long a scene may go on settling after its link lives, milliseconds. */
const settleMs = 6_000

/** Pictures side by side, two in a row, at this width each. */
const cellPx = 960

async function writeSheet(browser: Browser, pictures: readonly Buffer[], path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 2 * cellPx, height: 100 } })
  await page.setContent(`<style>body{margin:0;display:grid;grid-template-columns:1fr 1fr;gap:6px;background:#fff}img{width:100%;display:block}</style>${
    pictures.map((one) => `<img src="data:image/png;base64,${one.toString('base64')}">`).join('')}`, { waitUntil: 'load' })
  await page.screenshot({ path, type: 'jpeg', quality: 80, fullPage: true })
  await page.close()
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: {
    scene: { type: 'string', default: 'overview' }, as: { type: 'string', default: eyes.join() }, size: { type: 'string', default: '1920x1080' },
    lang: { type: 'string', default: 'vi' }, root: { type: 'string' }, query: { type: 'string', default: '' }, out: { type: 'string', default: '.' }, sheet: { type: 'boolean', default: false },
  } })
  const asked = values.as.split(',').map((name) => {
    const eye = eyes.find((one) => one === name)
    if (eye === undefined) throw new Error(`--as ${name}: one of ${eyes.join(', ')}`)
    return eye
  })
  const [width = 1920, height = 1080] = values.size.split('x').map(Number)
  mkdirSync(values.out, { recursive: true })
  await ensureClientBuilt()
  const fixture = await startFixture({ mode: 'planted', distDir: clientDist })
  const browser = await chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args: [...browserArgs] })
  const sheets = new Map<string, Buffer[]>()
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
      const picture = await page.screenshot(values.sheet ? {} : { path })
      if (values.sheet) sheets.set(eye, [...sheets.get(eye) ?? [], picture])
      else process.stdout.write(`${path}\n`)
    }
    await page.close()
  }
  for (const [eye, pictures] of sheets) {
    const path = join(values.out, `as-${eye}.jpg`)
    await writeSheet(browser, pictures, path)
    process.stdout.write(`${path}\n`)
  }
  await browser.close()
  await fixture.close()
}

await main()
