/**
 * What a page tells of itself while the group `wall` measures it, the product's and the peer's alike: when a message came, when what it
 * changed was on the screen, how long the map's fill took, long tasks. By WebGL a fill is what the animation frames that drew took; on the plain map
 * it is the setting of the fills, the placing of areas and the whole frame that followed, whatever else that frame drew: more than the fill, never less.
 */
import type { CDPSession, Page } from 'playwright-core'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds of the page's own clock. `frames`: animation frames that drew by WebGL (`onMap`: on MapLibre's canvas) or filled the plain map. */
interface Noted {
  messages: number
  readonly arrivals: number[]
  readonly shown: { at: number, ms: number }[]
  /** The same for the plain map's fills: more than one an update, the last of them is the whole picture. */
  readonly filled: { at: number, ms: number }[]
  readonly frames: { at: number, ms: number, onMap: boolean }[]
  readonly long: { at: number, ms: number }[]
  drawnMs: number | null
}

/** What is looked for in a page. `message`: text that an update's message bears; `mirror`: the element whose change shows it; `ready`: how many of what stand when the first picture is there. */
export interface Sought {
  readonly message: string
  readonly mirror: string
  readonly ready: readonly (readonly [selector: string, count: number])[]
  /** A mark that must be there too; null: none. */
  readonly mark: string | null
}

/** What a window of time showed. Milliseconds, a second of the window where it says so; heap in MB (10⁶ bytes). */
export interface Window {
  readonly mainMs: number
  readonly cpuMs: number
  /** Of the processor, an update that arrived. */
  readonly updateMs: number
  readonly fills: readonly number[]
  readonly shown: readonly number[]
  /** Until the last fill of an update is on the screen; by WebGL and where there is no map: none. */
  readonly whole: readonly number[]
  readonly updates: number
  readonly longMs: number
  readonly heapMb: number
  readonly heapPeakMb: number
}

/** Runs in the page before anything of it. */
function probe(sought: Sought): void {
  const noted: Noted = { messages: 0, arrivals: [], shown: [], filled: [], frames: [], long: [], drawnMs: null }
  ;(window as unknown as { thapBench: Noted }).thapBench = noted
  let waitingSince: number | null = null
  let draws = 0, onMap = false
  const Plain = window.WebSocket
  window.WebSocket = class extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }: MessageEvent) => {
        if (typeof data !== 'string' || !data.slice(0, 60).includes(sought.message)) return
        noted.messages++
        const now = performance.now()
        if (now - (noted.arrivals.at(-1) ?? -Infinity) < 250) return
        noted.arrivals.push(now)
        waitingSince = now
      })
    }
  }
  const frame = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (run) => frame((time) => {
    const before = draws
    onMap = false
    const at = performance.now()
    run(time)
    if (draws !== before) noted.frames.push({ at, ms: performance.now() - at, onMap })
  })
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, (this: WebGL2RenderingContext, ...args: unknown[]) => void>
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced']) {
    const plain = gl[name]!
    gl[name] = function (...args) {
      draws++
      if ((this.canvas as HTMLCanvasElement).classList?.contains('maplibregl-canvas')) onMap = true
      plain.apply(this, args)
    }
  }
  const setAttribute = Element.prototype.setAttribute
  const after = new MessageChannel()
  let setMs = 0, frameFrom: number | null = null, isAsked = false
  after.port1.onmessage = () => {
    if (frameFrom !== null) noted.frames.push({ at: frameFrom, ms: performance.now() - frameFrom + setMs, onMap: true })
    frameFrom = null
    setMs = 0
    isAsked = false
  }
  const filling = (run: () => void): void => {
    const from = performance.now()
    run()
    setMs += performance.now() - from
    if (isAsked) return
    isAsked = true
    const since = noted.arrivals.at(-1)
    frame(() => {
      frameFrom = performance.now()
      after.port2.postMessage(null)
      if (since !== undefined) frame(() => noted.filled.push({ at: since, ms: performance.now() - since }))
    })
  }
  const isPlain = (svg: Node | null): boolean => svg instanceof SVGElement && svg.classList.contains('map-canvas')
  Element.prototype.setAttribute = function (name, value) {
    if (name !== 'fill' || !(this instanceof SVGPathElement) || !isPlain(this.ownerSVGElement)) return setAttribute.call(this, name, value)
    filling(() => setAttribute.call(this, name, value))
  }
  // an area whose frame comes or goes changes its place in the drawing
  const insertBefore = Node.prototype.insertBefore
  Node.prototype.insertBefore = function <T extends Node>(node: T, before: Node | null): T {
    if (!(node instanceof SVGPathElement) || !isPlain(this)) return insertBefore.call(this, node, before) as T
    filling(() => { insertBefore.call(this, node, before) })
    return node
  }
  new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) noted.long.push({ at: startTime, ms: duration }) }).observe({ type: 'longtask', buffered: true })
  const changed = (): void => {
    const since = waitingSince
    waitingSince = null
    if (since !== null) frame(() => frame(() => noted.shown.push({ at: since, ms: performance.now() - since })))
  }
  const watch = (): void => {
    let seen: Element | null = null
    const observer = new MutationObserver(changed)
    const look = (): void => {
      const mirror = document.querySelector(sought.mirror)
      if (mirror !== seen) {
        observer.disconnect()
        if (mirror !== null) observer.observe(mirror, { attributes: true, subtree: true, childList: true, characterData: true })
        seen = mirror
      }
    }
    setInterval(look, 1000)
    const isThere = (): boolean => sought.ready.every(([selector, count]) => document.querySelectorAll(selector).length >= count)
      && (sought.mark === null || performance.getEntriesByName(sought.mark).length > 0)
    const first = (): void => {
      if (isThere()) frame(() => { noted.drawnMs = performance.now() })
      else frame(first)
    }
    frame(first)
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch)
  else watch()
}

/** Puts the probe into every document the page opens. */
export async function putProbe(page: Page, sought: Sought): Promise<void> {
  await page.addInitScript(probe, sought)
}

/** Milliseconds from the start of the navigation to the first picture. */
export async function firstPictureMs(page: Page, limitMs: number): Promise<number> {
  await page.waitForFunction(() => (window as unknown as { thapBench: { drawnMs: number | null } }).thapBench.drawnMs !== null, null, { timeout: limitMs, polling: 100 })
  return page.evaluate(() => (window as unknown as { thapBench: { drawnMs: number } }).thapBench.drawnMs)
}

async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find((one) => one.name === name)?.value ?? NaN
}

/** Two clocks for the same tasks: the wall's, and the thread's own (what the processor gave it). */
async function clocks(page: Page): Promise<{ readonly wall: CDPSession, readonly thread: CDPSession }> {
  const wall = await page.context().newCDPSession(page), thread = await page.context().newCDPSession(page)
  await wall.send('Performance.enable', { timeDomain: 'timeTicks' })
  await thread.send('Performance.enable', { timeDomain: 'threadTicks' })
  return { wall, thread }
}

/** Sum of the drawing frames between each arrival and the next, of those that have any. `onMap`: on the map's canvas or on another. */
function fillsOf({ arrivals, frames }: Pick<Noted, 'arrivals' | 'frames'>, onMap: boolean): number[] {
  return arrivals.slice(0, -1).map((from, i) => frames.filter((one) => one.at >= from && one.at < arrivals[i + 1]! && one.onMap === onMap).reduce((sum, { ms }) => sum + ms, 0)).filter((ms) => ms > 0)
}

async function notedSince(page: Page, fromMs: number): Promise<Noted> {
  return page.evaluate((from) => {
    const { arrivals, shown, filled, frames, long, ...rest } = (window as unknown as { thapBench: Noted }).thapBench
    const later = <T extends { at: number }>(list: readonly T[]): T[] => list.filter(({ at }) => at >= from)
    return { ...rest, arrivals: arrivals.filter((at) => at >= from), shown: later(shown), filled: later(filled), frames: later(frames), long: later(long) }
  }, fromMs)
}

/** The last fill of each update. */
function wholeOf({ filled }: Pick<Noted, 'filled'>): number[] {
  return [...new Map(filled.map(({ at, ms }) => [at, ms])).values()]
}

/** Pictures of updates that a window holds at least, and how long it waits for them, milliseconds. */
const leastShown = 4, longestWindowMs = 120_000

/** How a page's window is read. `fillOnMap`: whether a fill is drawn by the map or on another canvas; null: there is none. `perUpdate`: messages an update. */
export interface Reading { readonly ms: number, readonly fillOnMap: boolean | null, readonly perUpdate: number }

/** Measures a page that stands and is being updated. */
export async function measureWindow(page: Page, { ms, fillOnMap, perUpdate }: Reading): Promise<Window> {
  const { wall, thread } = await clocks(page)
  const [fromMs, fromMessages] = await page.evaluate(() => [performance.now(), (window as unknown as { thapBench: Noted }).thapBench.messages] as const)
  const before = [await metric(wall, 'TaskDuration'), await metric(thread, 'TaskDuration'), performance.now()] as const
  let peak = 0
  const isOver = async (): Promise<boolean> => {
    const taken = performance.now() - before[2]
    if (taken < ms) return false
    if (taken > longestWindowMs) return true
    const seen = await notedSince(page, fromMs)
    return seen.shown.length >= leastShown && (fillOnMap === null || fillsOf(seen, fillOnMap).length > 0)
  }
  while (!await isOver()) {
    await sleep(1000)
    peak = Math.max(peak, await metric(wall, 'JSHeapUsedSize'))
  }
  const after = [await metric(wall, 'TaskDuration'), await metric(thread, 'TaskDuration'), performance.now()] as const
  const noted = await notedSince(page, fromMs)
  const updates = Math.round((noted.messages - fromMessages) / perUpdate)
  await wall.send('HeapProfiler.enable')
  for (let i = 0; i < 3; i++) await wall.send('HeapProfiler.collectGarbage')
  const heap = await metric(wall, 'JSHeapUsedSize')
  await Promise.all([wall.detach(), thread.detach()])
  const seconds = (after[2] - before[2]) / 1000
  return {
    mainMs: (after[0] - before[0]) * 1000 / seconds, cpuMs: (after[1] - before[1]) * 1000 / seconds, fills: fillOnMap === null ? [] : fillsOf(noted, fillOnMap), shown: noted.shown.map((one) => one.ms), whole: wholeOf(noted),
    updateMs: (after[1] - before[1]) * 1000 / updates, updates, longMs: Math.max(0, ...noted.long.map((one) => one.ms)), heapMb: heap / 1e6, heapPeakMb: peak / 1e6,
  }
}
