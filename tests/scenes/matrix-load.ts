/**
 * Main-thread time of the matrix with every cell alive: `node tests/scenes/matrix-load.ts [--size 1920x1080,3840x2160] [--root 79] [--seconds 20]`.
 * Each half second every cell changes. Printed: ms of the main thread's processor time a second (threadTicks: other work on the machine does not count), and of it script, style and layout.
 */
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

/** Time between two changes of every cell, milliseconds. */
const changeMs = 500

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { size: { type: 'string', default: '1920x1080' }, root: { type: 'string', default: '' }, seconds: { type: 'string', default: '20' } } })
  const seconds = Number(values.seconds)
  const dist = await mkdtemp(join(tmpdir(), 'thap-load-'))
  await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
  const fixture = await startFixture({ mode: 'planted', distDir: dist })
  const browser = await chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args: [...browserArgs] })
  for (const size of values.size.split(',')) {
    const [width = 1920, height = 1080] = size.split('x').map(Number)
    const page = await browser.newPage({ viewport: { width, height } })
    await page.clock.setSystemTime(plantedMs)
    await page.goto(`${fixture.url}/wall?scene=matrix${values.root === '' ? '' : `&root=${values.root}`}`)
    await page.waitForSelector('.matrix [data-kpi="rollout.stage"]:not([data-look="waiting"])', { timeout: 60_000 })
    // the hint of the keys fades first
    await sleep(10_000)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const read = async (): Promise<Record<string, number>> => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]))
    const measure = async (alive: boolean): Promise<string> => {
      const startMs = performance.now(), before = await read()
      const steps = (seconds * 1000) / changeMs
      for (let i = 0; i < steps; i++) {
        if (alive) fixture.changeAll((i % 7) * 90)
        await sleep(changeMs)
      }
      const after = await read()
      const took = (performance.now() - startMs) / 1000
      const of = (name: string): string => ((((after[name] ?? 0) - (before[name] ?? 0)) * 1000) / took).toFixed(1)
      return `${of('TaskDuration')} ms/s (script ${of('ScriptDuration')}, style ${of('RecalcStyleDuration')}, layout ${of('LayoutDuration')})`
    }
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    process.stdout.write(`${size} ${nodes} elements: idle ${await measure(false)}; alive ${await measure(true)}\n`)
    await page.close()
  }
  await browser.close()
  await fixture.close()
  await rm(dist, { recursive: true, force: true })
}

await main()
