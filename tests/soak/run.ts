/**
 * `npm run soak`: a wall lives fast. `-- [--minutes 120] [--changes 5000] [--size 1280x720] [--webgl] [--plant-leak bytes|buffers|nodes|listeners]`.
 * The built client in Chromium over the fixture of the planted day: deltas at a hundred times their rate, all scenes at several roots, answers
 * asked again every second or two. Ends with a table and 1 where the page grew; a planted leak must end so too (docs/bench.md).
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'vite'
import type { PlaylistItem } from '../../data/protocol/playlist.ts'
import { startFixture, type Fixture } from '../scenes/fixture-server.ts'
import { judgeGrowth, sampleTable, verdictTable, type Sample } from './growth.ts'
import { isRest, normalHz, rate, readPlan, roundOf, warmUpChanges, type LeakKind, type SoakPlan } from './plan.ts'
import { SoakBrowser } from './soak-browser.ts'

/** Deltas are sent in bursts this far apart, milliseconds; the next burst waits until the page has answered. */
const burstMs = 50
/** A burst makes up for at most this much lost time, milliseconds: what a page that answers later misses is never sent. */
const mostBurstMs = 2_000
/** Versions of the lists rise this often, milliseconds. */
const riseMs = 1_500
/** The page is left alone this long before a sample, milliseconds: answers arrive, paints of the store's rhythm end. */
const settleMs = 1_500
/** Rows of the table of samples. */
const mostRows = 24

const say = (line: string): void => { process.stdout.write(`${line}\n`) }

/** Sends deltas without end, never more than the page takes. */
class Feed {
  readonly #fixture: Fixture
  readonly #browser: SoakBrowser
  readonly #leak: LeakKind | null
  #turn = 0
  #roseMs = 0
  #sentMs = 0
  updates = 0

  constructor(fixture: Fixture, browser: SoakBrowser, leak: LeakKind | null) {
    this.#fixture = fixture
    this.#browser = browser
    this.#leak = leak
  }

  /** Sends at `rate` for `ms`; a page that answers late gets fewer. */
  async run(ms: number): Promise<void> {
    for (const untilMs = Date.now() + ms; Date.now() < untilMs;) {
      const fromMs = Date.now()
      if (fromMs - this.#roseMs > riseMs) { this.#fixture.rise(); this.#roseMs = fromMs }
      const sent = this.#burst(Math.round(normalHz * rate * Math.min(mostBurstMs, fromMs - this.#sentMs) / 1000))
      this.#sentMs = fromMs
      this.updates += sent
      await (this.#leak === null ? this.#browser.evaluate('1') : this.#browser.leak(this.#leak, sent))
      await sleep(Math.max(0, burstMs - (Date.now() - fromMs)))
    }
  }

  /** Changes figures that are watched, each room, KPI and unit in turn, until `wanted` deltas have gone. */
  #burst(wanted: number): number {
    const watches = this.#fixture.watching()
    let sent = 0
    for (let tries = 0; sent < wanted && tries < 4 * wanted && watches.length > 0; tries++) {
      const turn = this.#turn++
      const watch = watches[turn % watches.length]!
      const units = this.#fixture.unitsOf(watch)
      const kpi = watch.kpis[Math.floor(turn / watches.length) % watch.kpis.length]!
      sent += this.#fixture.change(units[Math.floor(turn / 7) % units.length]!, kpi, turn % 50)
    }
    return sent
  }
}

async function goOn(browser: SoakBrowser, { scene, root }: PlaylistItem): Promise<void> {
  await browser.press('PageDown')
  await browser.see(`document.querySelector('main.wall[data-scene="${scene}"][data-root="${root ?? 'TW'}"]') !== null`, `${scene} of ${root ?? 'TW'}`)
}

/** Drives the wall until the time is over or the changes are made; the samples of the warm-up and those after it. */
async function soak(fixture: Fixture, browser: SoakBrowser, { minutes, changes, leak }: SoakPlan): Promise<{ warmUp: Sample[], samples: Sample[] }> {
  const round = roundOf(minutes)
  const feed = new Feed(fixture, browser, leak)
  const startMs = Date.now(), endMs = startMs + minutes * 60_000
  const paceMs = (minutes * 60_000) / changes
  const warmUp: Sample[] = [], samples: Sample[] = []
  for (let made = 0, dueMs = startMs; Date.now() < endMs && made < changes;) {
    const index = ++made % round.items.length
    await goOn(browser, round.items[index]!)
    dueMs = Math.max(dueMs + paceMs, Date.now() - 10 * paceMs)
    await feed.run(Math.max(4 * burstMs, dueMs - Date.now()))
    if (!isRest(index)) continue
    await sleep(settleMs)
    await browser.mustLive()
    const sample = { atMs: Date.now() - startMs, place: index, updates: feed.updates, changes: made, ...await browser.sample() }
    ;(made <= warmUpChanges ? warmUp : samples).push(sample)
  }
  return { warmUp, samples }
}

async function main(): Promise<number> {
  const plan = readPlan(process.argv.slice(2))
  const dist = await mkdtemp(join(tmpdir(), 'thap-soak-dist-'))
  let fixture: Fixture | undefined, browser: SoakBrowser | undefined
  try {
    await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
    fixture = await startFixture({ mode: 'planted', distDir: dist })
    fixture.playlist('soak', roundOf(plan.minutes))
    browser = new SoakBrowser(plan.size)
    await browser.open(`${fixture.url}/wall?playlist=soak`, plan.webgl)
    const { warmUp, samples } = await soak(fixture, browser, plan)
    say(`warm-up\n${sampleTable(warmUp, mostRows)}\n\nafter it\n${sampleTable(samples, mostRows)}\n`)
    const judged = judgeGrowth(samples)
    say(`${verdictTable(judged)}\n`)
    const grown = judged.filter(({ met }) => !met).map(({ name }) => name)
    say(grown.length === 0 ? 'soak: the wall did not grow' : `soak: FAILED, what grew: ${grown.join(', ')}`)
    return grown.length === 0 ? 0 : 1
  } finally {
    await browser?.close()
    await fixture?.close()
    await rm(dist, { recursive: true, force: true })
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  say(`soak: FAILED, ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
