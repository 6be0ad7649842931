/** Carries the reload plan out in the browser: looks every few seconds, reloads only after the server has answered with the page. */
import { buildMarkName, unbuilt } from '../../data/build-mark.ts'
import type { ClockState } from '../connection/clocks.ts'
import type { Darkness } from './darkness.ts'
import { isDue, mayBeAsked, planReload, readMemory, remember, type PageFacts, type ReloadMemory, type ReloadReason, type WantedReload } from './reload-plan.ts'
import { probeHeader } from './shelf.ts'

/** How often the plan is looked at, milliseconds. */
const lookMs = 5_000
/** Longest wait for the page before a reload is put off, milliseconds. */
const probeMs = 5_000
/** Where reloads are counted: those of its own accord, and those that persons asked for. */
const keptAs = { own: 'thap.reloads', asked: 'thap.reloads-asked' } as const

/** Bytes of the JS heap as Chromium tells them; null elsewhere. */
export function heapBytes(): number | null {
  return (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? null
}

/** The page as the server has it right now; null where it does not answer with it: a reload into an outage would leave an error page up. */
async function servedPage(): Promise<string | null> {
  const signal = AbortSignal.timeout(probeMs)
  try {
    const answer = await fetch(window.location.href, { cache: 'no-store', signal, headers: { [probeHeader]: '1' } })
    return answer.ok ? await answer.text() : null
  } catch { return null }
}

/** The build of this very page, whoever gave it: the server, or the shelf of an earlier day. */
export function ownBuild(): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${buildMarkName}"]`)?.content ?? unbuilt
}

/** What this page was started by: the name carries the hash of its whole build. */
const ownScript = (): string | null => document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null

/** The build of a page that the server does not have any more: unlike every real one. */
const gone = ''

/**
 * The build this page is of, asked once, with the first pulse: the pulse's own, unless the server's page starts by another script. A page that came
 * from the shelf, or while the server was being replaced, would else take the new build for its own and stay old. null: not known yet.
 */
async function buildOf(pulseBuild: string): Promise<string | null> {
  const page = await servedPage(), own = ownScript()
  if (page === null) return null
  return own === null || page.includes(`"${own}"`) ? pulseBuild : gone
}

/** The keeper of one page. */
export interface PageKeeper {
  /** The scene is just changing: the moment to reload, if one is wanted. True: the page is about to go. */
  atBoundary(): void
  /** Reloads at once, if the server answers and not too many were asked for in a row (a person at the fleet page asks). */
  reloadNow(): Promise<boolean>
  /** Reloads of this page of its own accord, in a row. */
  readonly reloads: number
  /** Whether this wall is dark by order. */
  readonly darkness: Darkness
}

/** Keeps a wall fresh. `clock`: what the pulses told. */
export function keepPage(clock: () => ClockState, darkness: Darkness): PageKeeper {
  const openedMs = Date.now()
  const spread = Math.random()
  let firstBuild: string | null = null
  let wanted: WantedReload | null = null
  let busy = false

  const memory = (of: keyof typeof keptAs = 'own'): ReloadMemory => readMemory(window.sessionStorage.getItem(keptAs[of]))
  let asking = false
  const learn = (build: string): void => {
    if (asking) return
    asking = true
    void buildOf(build).then((found) => { firstBuild = found; asking = false })
  }
  const facts = (): PageFacts => {
    const { pulse, linked } = clock()
    const build = pulse?.build ?? null
    if (firstBuild === null && build !== null && linked) learn(build)
    return { openedMs, firstBuild, build, heapBytes: heapBytes(), spread }
  }
  const reload = async (reason: ReloadReason | 'asked'): Promise<boolean> => {
    const of = reason === 'asked' ? 'asked' : 'own'
    if (busy || (of === 'asked' && !mayBeAsked(memory(of), Date.now()))) return false
    busy = true
    const page = await servedPage()
    busy = false
    if (page === null) return false
    window.sessionStorage.setItem(keptAs[of], JSON.stringify(remember(memory(of), Date.now())))
    window.sessionStorage.setItem('thap.reloaded-for', reason)
    window.location.reload()
    return true
  }
  const look = (boundary: boolean): void => {
    wanted = planReload(wanted, facts(), memory(), Date.now())
    if (wanted !== null && clock().linked && isDue(wanted, Date.now(), boundary)) void reload(wanted.reason)
  }
  window.setInterval(() => look(false), lookMs)
  return { atBoundary: () => look(true), reloadNow: () => reload('asked'), get reloads() { return memory().count }, darkness }
}
