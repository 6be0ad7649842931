/**
 * Reading → frame: from posting a quiet commune's reading to the frame that shows it, on the wall of its province in Chromium at
 * 1920×1080, the map as the machine draws it, while single readings of all other offices flow. The clock is one machine's. The end is the
 * second animation frame after the map's mirror took the value: the frame in which it was painted is over by then.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { kpis } from '../../data/kpis/catalogue.ts'
import { hourMs } from '../../data/time/vietnam-time.ts'
import { browserArgs } from '../support/browser.ts'
import { createKey, startServer, type BenchServer } from './bench-server.ts'
import { median, quantile, rowOf, type BenchRow } from './bench-row.ts'
import type { PosterOrder, PosterReport } from './poster-child.ts'
import { pyramid, randomOf } from './reading-mix.ts'
import { WorkerProcess } from './worker-process.ts'

/** Runs and posts a run. */
export interface FrameSizes { readonly runs: number; readonly posts: number }

const repository = fileURLToPath(new URL('../..', import.meta.url))
const kpi = 'digitization.pages'
const province = '11'
/** Readings a second of the others. */
const othersPerSecond = 110
/** Longest wait for a value to be seen, milliseconds. */
const seenLimitMs = 10_000
/** How Chromium is started for measuring: as the tests do, without a graphics card. */
export const launch = { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', headless: true, args: [...browserArgs, '--hide-scrollbars'] }

function builtClient(say: (text: string) => void): void {
  if (existsSync(join(repository, 'dist/index.html'))) return
  say('frame: building the client')
  execFileSync(process.execPath, [join(repository, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function report(server: BenchServer, key: string, readings: readonly object[]): Promise<void> {
  const answer = await fetch(`${server.url}api/v1/readings`, {
    method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(readings),
  })
  const { rejected } = await answer.json() as { rejected?: unknown[] }
  if (!answer.ok || rejected?.length !== 0) throw new Error(`bench: refused (${answer.status})`)
}

/** One figure of the headline KPIs for every office, so that the wall has its usual content. */
async function fillStore(server: BenchServer, key: string, seed: number): Promise<void> {
  const random = randomOf(seed)
  const at = new Date(Date.now() - hourMs).toISOString()
  for (const { id, levels } of kpis.filter((entry) => !entry.computed && ['digitization.pages', 'esign.documents', 'network.uptime', 'esign.staff', 'services.online'].includes(entry.id))) {
    const readings = pyramid.units.filter(({ level }) => levels.includes(level)).map(({ code }) => ({ key: 'fill', unit: code, kpi: id, at, num: random(100), den: 100 }))
    for (let i = 0; i < readings.length; i += 1000) await report(server, key, readings.slice(i, i + 1000))
  }
}

async function openWall(browser: Browser, server: BenchServer): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.goto(`${server.url}wall?root=${province}&kpi=${kpi}`)
  await page.waitForSelector('[data-map-drawn="yes"]', { timeout: 60_000 })
  return page
}

/** Resolves with the page's clock at the second animation frame after the unit's mirror shows `value`. */
function seenAt(page: Page, unit: string, value: number): Promise<number> {
  return page.evaluate(({ unit: code, value: wanted, kpi: id, limitMs }) => new Promise<number>((resolve, reject) => {
    const mirror = document.querySelector(`.map-unit[data-unit="${code}"][data-kpi="${id}"]`)!
    const timer = setTimeout(() => reject(new Error(`not seen: ${wanted}, shown ${mirror.getAttribute('data-value')}`)), limitMs)
    const look = (): void => {
      if (Number(mirror.getAttribute('data-value')) !== wanted) return
      observer.disconnect()
      clearTimeout(timer)
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))
    }
    const observer = new MutationObserver(look)
    observer.observe(mirror, { attributes: true })
    look()
  }), { unit, value, kpi, limitMs: seenLimitMs })
}

async function oneRun(page: Page, server: BenchServer, key: string, unit: string, posts: number, random: (below: number) => number): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < posts; i++) {
    await sleep(1200 + random(400))
    const num = (i % 2) * 500 + 100 + random(300)
    const seen = seenAt(page, unit, num / 1000)
    seen.catch(() => undefined)
    await page.evaluate(() => 0)
    const sentMs = performance.timeOrigin + performance.now()
    await report(server, key, [{ key: `q${sentMs}`, unit, kpi, at: new Date().toISOString(), num, den: 1000 }])
    taken.push((await seen) - sentMs)
  }
  return taken
}

/** `frame.p50` and `frame.p95`: medians of the runs. */
export async function benchFrame(seed: number, sizes: FrameSizes, say: (text: string) => void): Promise<BenchRow[]> {
  builtClient(say)
  const runtimeDir = mkdtempSync(join(tmpdir(), 'thap-bench-'))
  const server = await startServer(runtimeDir)
  const key = createKey(runtimeDir)
  const unit = pyramid.units.find(({ parent }) => parent === province)!.code
  const nowMs = Date.now()
  const others = new WorkerProcess<PosterOrder, PosterReport>('./poster-child.ts', [String(seed), 'f', String(nowMs - hourMs), String(nowMs)])
  const random = randomOf(seed)
  const runs = { p50: [] as number[], p95: [] as number[] }
  let browser: Browser | null = null
  try {
    await fillStore(server, key, seed)
    browser = await chromium.launch(launch)
    await others.ask({ do: 'flow', url: server.url, key, perSecond: othersPerSecond, butUnit: unit })
    for (let run = 0; run < sizes.runs; run++) {
      const page = await openWall(browser, server)
      await sleep(3000)
      const taken = await oneRun(page, server, key, unit, sizes.posts, random)
      runs.p50.push(quantile(taken, 0.5))
      runs.p95.push(quantile(taken, 0.95))
      say(`frame ${run + 1}/${sizes.runs}: p50 ${runs.p50.at(-1)!.toFixed(0)} ms, p95 ${runs.p95.at(-1)!.toFixed(0)} ms, most ${Math.max(...taken).toFixed(0)} ms`)
      await page.close()
    }
    await others.ask({ do: 'stop' })
  } finally {
    await browser?.close()
    await others.end()
    await server.stop()
    rmSync(runtimeDir, { recursive: true })
  }
  return [rowOf('frame.p50', median(runs.p50), 'ms'), rowOf('frame.p95', median(runs.p95), 'ms')]
}
