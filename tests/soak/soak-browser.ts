/**
 * Chromium with one wall in it, driven and measured over its debugging pipe. Only what measuring needs is switched on: a debugger that
 * listens to the network or the console keeps what it hears in the page, and would be measured with it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { graphicsKey } from '../../client/scenes/wall/map/use-webgl.ts'
import { DevtoolsPipe } from '../../server/tools/kiosk/devtools-pipe.ts'
import { browserArgs, chromiumPath } from '../support/browser.ts'
import type { Sample } from './growth.ts'
import type { LeakKind } from './plan.ts'

/** Longest wait for an answer of the page, milliseconds: a collection of a large heap on a busy machine. */
const answerMs = 60_000
/** Longest wait for something to be seen in the page, milliseconds. */
const seeMs = 60_000
/** Between two looks, milliseconds. */
const lookMs = 50
/** How many collections a sample takes. Source: design of the leak test: forced three times. */
const collections = 3

/**
 * Machine code is part of the JS heap, and the engine makes it for months: of each function at its first call, and once more, optimized, after some thousand
 * calls. That looks like growth (12 kB a change of scene over 100 changes, 6 kB over the next 100: docs/bench.md), has its bound in the length of the
 * program, and hides what a page keeps. So every function is compiled at its first call, in the warm-up, and never again.
 */
const engineArgs = '--js-flags=--always-sparkplug --no-lazy-feedback-allocation --no-flush-bytecode --no-maglev --no-turbofan'

/** What a leaking page does at each call: plants for the proof of the gate. */
const plantedLeaks: Readonly<Record<LeakKind, string>> = {
  bytes: '(n) => { for (let i = 0; i < n; i++) globalThis.soakLeak.push(new Array(30).fill(i)) }',
  buffers: '(n) => { globalThis.soakLeak.push(new Uint8Array(256 * n).fill(1)) }',
  nodes: '() => { globalThis.soakLeak.push(document.createElement("div")) }',
  listeners: '() => { addEventListener("resize", () => undefined) }',
}

/** See the file's head. */
export class SoakBrowser {
  readonly #child: ChildProcess
  readonly #pipe: DevtoolsPipe
  readonly #profileDir = mkdtempSync(join(tmpdir(), 'thap-soak-'))
  readonly #ended: Promise<void>
  #session = ''

  constructor(size: string) {
    if (chromiumPath === undefined) throw new Error('No Chromium: install it or set CHROMIUM_PATH.')
    this.#child = spawn(chromiumPath, [
      '--headless=new', '--remote-debugging-pipe', `--user-data-dir=${this.#profileDir}`, `--window-size=${size.replace('x', ',')}`, '--hide-scrollbars', ...browserArgs, engineArgs, 'about:blank',
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true })
    const [, , , toBrowser, fromBrowser] = this.#child.stdio as unknown as [null, null, null, Writable, Readable]
    this.#pipe = new DevtoolsPipe(toBrowser, fromBrowser, () => undefined, answerMs)
    this.#ended = new Promise((resolve) => { this.#child.once('exit', () => resolve()) })
  }

  /** Opens the wall and marks the page, so that a reload is noticed. `webgl`: see `SoakPlan`. */
  async open(url: string, webgl: boolean): Promise<void> {
    let target: string | undefined
    for (const untilMs = Date.now() + seeMs; target === undefined; await sleep(lookMs)) {
      const { targetInfos } = await this.#pipe.ask('Target.getTargets') as { targetInfos: { type: string, targetId: string }[] }
      target = targetInfos.find(({ type }) => type === 'page')?.targetId
      if (Date.now() > untilMs) throw new Error('Chromium has no page')
    }
    const attached = await this.#pipe.ask('Target.attachToTarget', { targetId: target, flatten: true }) as { sessionId: string }
    this.#session = attached.sessionId
    await this.#ask('Emulation.setFocusEmulationEnabled', { enabled: true })
    if (webgl) await this.#ask('Page.addScriptToEvaluateOnNewDocument', { source: `localStorage.setItem('${graphicsKey}', 'webgl')` })
    await this.#ask('Page.navigate', { url })
    await this.see('document.querySelector(\'[data-link="live"]\') !== null', 'a live wall')
    await this.evaluate('globalThis.soakMark = true, globalThis.soakLeak = [], 1')
  }

  #ask(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return this.#pipe.ask(method, params, this.#session)
  }

  /** The value of an expression in the page. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#ask('Runtime.evaluate', { expression, returnByValue: true }) as { result?: { value?: unknown }, exceptionDetails?: { text: string } }
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${exceptionDetails.text}`)
    return result?.value
  }

  /** Waits until an expression is true in the page; Error with `what` after a minute. */
  async see(expression: string, what: string): Promise<void> {
    for (const untilMs = Date.now() + seeMs; await this.evaluate(expression) !== true; await sleep(lookMs)) {
      if (Date.now() > untilMs) throw new Error(`the page does not show ${what}`)
    }
  }

  /** Presses a key. */
  async press(key: 'PageDown' | 'l'): Promise<void> {
    const code = key === 'l' ? 'KeyL' : key
    const windowsVirtualKeyCode = key === 'l' ? 76 : 34
    await this.#ask('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, windowsVirtualKeyCode })
    await this.#ask('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode })
  }

  /** Makes the page leak once; `updates`: since the last time. */
  async leak(kind: LeakKind, updates: number): Promise<void> {
    await this.evaluate(`(${plantedLeaks[kind]})(${updates}), 1`)
  }

  /** Error where this is no longer the page that was opened, it caught faults, lost its link or draws no frame. */
  async mustLive(): Promise<void> {
    const said = await this.evaluate(`JSON.stringify({ same: globalThis.soakMark === true, beat: globalThis.thapHeartbeat, now: Date.now(), live: document.querySelector('[data-link="live"]') !== null })`)
    const { same, beat, now, live } = JSON.parse(String(said)) as { same: boolean, beat?: { paintedMs: number, faults: number }, now: number, live: boolean }
    if (!same) throw new Error('the page was loaded anew')
    if ((beat?.faults ?? 1) !== 0) throw new Error(`the page had ${beat?.faults ?? 'unknown'} faults`)
    if (!live) throw new Error('the page has lost its link')
    if (now - beat!.paintedMs > seeMs) throw new Error('the page draws no frame')
  }

  /** What the page holds after three collections. */
  async sample(): Promise<Pick<Sample, 'js' | 'embedder' | 'backing' | 'nodes' | 'listeners' | 'documents'>> {
    for (let i = 0; i < collections; i++) await this.#ask('HeapProfiler.collectGarbage')
    const heap = await this.#ask('Runtime.getHeapUsage') as { usedSize: number, embedderHeapUsedSize?: number, backingStorageSize?: number }
    const dom = await this.#ask('Memory.getDOMCounters') as { nodes: number, jsEventListeners: number, documents: number }
    if (heap.embedderHeapUsedSize === undefined || heap.backingStorageSize === undefined) throw new Error('this Chromium does not tell of embedder heap and backing stores')
    return { js: heap.usedSize, embedder: heap.embedderHeapUsedSize, backing: heap.backingStorageSize, nodes: dom.nodes, listeners: dom.jsEventListeners, documents: dom.documents }
  }

  /** Ends the browser and all it started. */
  async close(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.pid !== undefined) {
      try { process.kill(-this.#child.pid, 'SIGKILL') } catch { /* it has ended */ }
      await this.#ended
    }
    rmSync(this.#profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
