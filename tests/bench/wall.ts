/**
 * The group `wall`: what the page of the wall costs while all 3,321 communes and every panel move twice a second, beside Node-RED's
 * Dashboard with 8 gauges and 20 lines on the same screen, in turns. The server is the fixture of the planted day, as a part of this process.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { firstFiguresMark } from '../../client/scenes/wall/first-figures.ts'
import { drawByWebgl } from '../support/browser.ts'
import { startFixture, type Fixture } from '../scenes/fixture-server.ts'
import { launch } from './frame.ts'
import { median, quantile, rowOf, type BenchRow } from './bench-row.ts'
import { startNodeRed, peerShows, type NodeRed } from './node-red.ts'
import { firstPictureMs, measureWindow, putProbe, type Sought, type Window } from './wall-probe.ts'

/** Rounds of the wall and the peer in turns, the length of a window, settling before it, starts of each, whether the peer runs, what else is shown. */
export interface WallSizes {
  readonly rounds: number
  readonly windowMs: number
  readonly settleMs: number
  readonly firsts: number
  readonly peer: boolean
  readonly others: boolean
}

interface Screen { readonly width: number, readonly height: number }

const kpi = 'digitization.pages'
const screen: Screen = { width: 1920, height: 1080 }
/** Time between two updates, milliseconds. */
const beatMs = 500
/** Longest wait for a first picture, milliseconds. */
const firstLimitMs = 120_000
/** How much slower the processor is made for the first picture. */
const throttle = 4

const mapScene: Sought = { message: '"delta"', mirror: `.map-unit[data-unit="12"][data-kpi="${kpi}"]`, ready: [['[data-map-drawn="yes"]', 1]], mark: firstFiguresMark }
/** The first picture: figures and a map of their statuses, whoever draws it. The plain map stands until WebGL has opened. */
const firstScene: Sought = { ...mapScene, ready: [['.map-host[data-shown="yes"] > svg.map-canvas, [data-map-drawn="yes"]', 1]] }
const peerPage: Sought = { message: 'msg-input', mirror: `#nrdb-ui-widget-gauge${peerShows.gauges - 1}`, ready: [['.nrdb-ui-gauge svg path', peerShows.gauges], ['.nrdb-ui-chart canvas, canvas', peerShows.lines]], mark: null }

/** `onMap`: whether the map fills, or another canvas; null: nothing does. `byWebgl`: by WebGL whatever draws it; else as the machine's wall does. */
interface Shown { readonly name: string, readonly query: string, readonly screen: Screen, readonly sought: Sought, readonly onMap: boolean | null, readonly byWebgl?: true }

/** Scenes beside the map, 1920 × 1080, the map on larger screens, and what WebGL costs here. `mirror`: an element that shows a figure. */
const others: readonly Shown[] = [
  { name: 'overview', query: `scene=overview&kpi=${kpi}`, screen, sought: mapScene, onMap: true },
  { name: 'pyramid', query: `scene=pyramid&kpi=${kpi}`, screen, sought: { ...mapScene, mirror: '.chain', ready: [['.chain [data-unit]', 1]] }, onMap: null },
  { name: 'matrix', query: 'scene=matrix', screen, sought: { ...mapScene, mirror: '.scene-body', ready: [] }, onMap: null },
  { name: '4k', query: `scene=map&kpi=${kpi}`, screen: { width: 3840, height: 2160 }, sought: mapScene, onMap: true },
  { name: '32x9', query: `scene=map&kpi=${kpi}`, screen: { width: 7680, height: 2160 }, sought: mapScene, onMap: true },
  { name: 'webgl', query: `scene=map&kpi=${kpi}`, screen, sought: { ...mapScene, ready: [['[data-map-drawn="yes"][data-map-plain="no"]', 1]] }, onMap: true, byWebgl: true },
]

/** Sends everything watched anew twice a second until it is told to stop. */
function beating(fixture: Fixture): { sent: number, stop: () => void } {
  let step = 0
  const held = { sent: 0, stop: () => clearInterval(timer) }
  const timer = setInterval(() => { held.sent = fixture.changeAll(step++) }, beatMs)
  return held
}

async function opened(browser: Browser, url: string, size: Screen, sought: Sought, { slow = 1, byWebgl = false } = {}): Promise<{ page: Page, firstMs: number, close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', serviceWorkers: 'block' })
  const page = await context.newPage()
  await putProbe(page, sought)
  if (byWebgl) await drawByWebgl(page)
  if (slow !== 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slow })
  await page.goto(url, { timeout: firstLimitMs, waitUntil: 'commit' })
  return { page, firstMs: await firstPictureMs(page, firstLimitMs), close: () => context.close() }
}

const load = (): string => loadavg()[0]!.toFixed(0)

function told(name: string, { mainMs, cpuMs, updateMs, fills, shown, whole, updates, longMs, heapMb, heapPeakMb }: Window): string {
  return `${name}: main ${mainMs.toFixed(0)} ms/s (processor ${cpuMs.toFixed(0)}, ${updateMs.toFixed(0)} ms an update), ${fills.length === 0 ? '' : `fill ${median(fills).toFixed(1)} ms (p95 ${quantile(fills, 0.95).toFixed(1)}), `}`
    + `frame p50 ${median(shown).toFixed(0)} p95 ${quantile(shown, 0.95).toFixed(0)} ms of ${shown.length}, ${whole.length === 0 ? '' : `whole picture p50 ${median(whole).toFixed(0)} p95 ${quantile(whole, 0.95).toFixed(0)} ms, `}longest task ${longMs.toFixed(0)} ms, heap ${heapMb.toFixed(0)} MB (most ${heapPeakMb.toFixed(0)}), ${updates} updates, load ${load()}`
}

async function ourWindow(browser: Browser, fixture: Fixture, name: string, { query, screen: size, sought, onMap, byWebgl }: Omit<Shown, 'name'>, sizes: WallSizes, say: (text: string) => void): Promise<Window> {
  const { page, close } = await opened(browser, `${fixture.url}/wall?${query}`, size, sought, { byWebgl: byWebgl === true })
  const beat = beating(fixture)
  try {
    await sleep(sizes.settleMs)
    const window = await measureWindow(page, { ms: sizes.windowMs, fillOnMap: onMap, perUpdate: fixture.watching().length })
    say(`${told(`wall ${name}`, window)}, ${beat.sent} cells an update`)
    return window
  } finally {
    beat.stop()
    await close()
  }
}

async function peerWindow(browser: Browser, peer: NodeRed, sizes: WallSizes, say: (text: string) => void): Promise<Window> {
  peer.resume()
  const { page, close } = await opened(browser, peer.url, screen, peerPage)
  try {
    await sleep(sizes.settleMs)
    const window = await measureWindow(page, { ms: sizes.windowMs, fillOnMap: null, perUpdate: peerShows.gauges + peerShows.lines })
    say(told('wall Node-RED', window))
    return window
  } finally {
    await close()
    peer.pause()
  }
}

interface Firsts { readonly own: readonly number[], readonly peer: readonly number[] }

/** First pictures of the wall at its plain address and of the peer, in turns, milliseconds. */
async function firsts(browser: Browser, fixture: Fixture, peer: NodeRed | null, times: number, say: (text: string) => void): Promise<Firsts> {
  const taken = { own: [] as number[], peer: [] as number[] }
  for (let i = 0; i < times; i++) {
    const own = await opened(browser, `${fixture.url}/wall`, screen, firstScene, { slow: throttle })
    taken.own.push(own.firstMs)
    await own.close()
    if (peer !== null) {
      peer.resume()
      const other = await opened(browser, peer.url, screen, peerPage, { slow: throttle })
      taken.peer.push(other.firstMs)
      await other.close()
      peer.pause()
    }
    say(`wall.first ${i + 1}/${times}: ${taken.own.at(-1)!.toFixed(0)} ms${peer === null ? '' : `, Node-RED ${taken.peer.at(-1)!.toFixed(0)} ms`}, load ${load()}`)
  }
  return taken
}

function rowsOf(own: readonly Window[], peer: readonly Window[]): BenchRow[] {
  const row = (name: string, unit: string, read: (window: Window) => number, hasPeer = true): BenchRow =>
    rowOf(name, median(own.map(read)), unit, hasPeer && peer.length > 0 ? median(peer.map(read)) : null)
  return [
    row('wall.main', 'ms/s', ({ mainMs }) => mainMs), row('wall.main.cpu', 'ms/s', ({ cpuMs }) => cpuMs), row('wall.main.update', 'ms CPU', ({ updateMs }) => updateMs), row('wall.fill', 'ms', ({ fills }) => median(fills), false),
    row('wall.frame', 'ms', ({ shown }) => quantile(shown, 0.95)), row('wall.frame.all', 'ms', ({ whole }) => quantile(whole, 0.95), false), row('wall.long', 'ms', ({ longMs }) => longMs),
    row('wall.heap', 'MB', ({ heapMb }) => heapMb), row('wall.heap.most', 'MB', ({ heapPeakMb }) => heapPeakMb),
  ]
}

/** Each in a browser of its own: the screens are large, and what one leaves behind must not weigh on the next. */
async function otherRows(fixture: Fixture, sizes: WallSizes, say: (text: string) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const { name, ...other } of others) {
    const browser = await chromium.launch(launch)
    const window = await ourWindow(browser, fixture, name, other, sizes, say).finally(() => browser.close())
    rows.push(rowOf(`wall.main.${name}`, window.mainMs, 'ms/s'), rowOf(`wall.main.${name}.cpu`, window.cpuMs, 'ms/s'), rowOf(`wall.main.${name}.update`, window.updateMs, 'ms CPU'))
    if (window.fills.length > 0) rows.push(rowOf(`wall.fill.${name}`, median(window.fills), 'ms'))
    if (window.shown.length > 0) rows.push(rowOf(`wall.frame.${name}`, quantile(window.shown, 0.95), 'ms'))
    rows.push(rowOf(`wall.long.${name}`, window.longMs, 'ms'), rowOf(`wall.heap.${name}`, window.heapMb, 'MB'))
  }
  return rows
}

/** The rows of the group; medians of the rounds. */
export async function benchWall(sizes: WallSizes, say: (text: string) => void): Promise<BenchRow[]> {
  const distDir = mkdtempSync(join(tmpdir(), 'thap-bench-wall-'))
  await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: distDir, emptyOutDir: true } })
  const fixture = await startFixture({ mode: 'planted', distDir })
  const peer = sizes.peer ? await startNodeRed(say) : null
  const own: Window[] = [], theirs: Window[] = []
  let browser: Browser | null = null
  try {
    browser = await chromium.launch(launch)
    peer?.pause()
    for (let round = 0; round < sizes.rounds; round++) {
      own.push(await ourWindow(browser, fixture, 'map', { query: `scene=map&kpi=${kpi}`, screen, sought: mapScene, onMap: true }, sizes, say))
      if (peer !== null) theirs.push(await peerWindow(browser, peer, sizes, say))
    }
    const first = await firsts(browser, fixture, peer, sizes.firsts, say)
    const rows = [...rowsOf(own, theirs), rowOf('wall.first', median(first.own), 'ms', peer === null ? null : median(first.peer))]
    return sizes.others ? [...rows, ...await otherRows(fixture, sizes, say)] : rows
  } finally {
    await browser?.close()
    await peer?.stop()
    await fixture.close()
    rmSync(distDir, { recursive: true, force: true })
  }
}
