/** Carries the reload plan out in the browser: looks every few seconds, reloads only after the server has answered with the page. */
import type { ClockState } from '../connection/clocks.ts'
import { isDue, planReload, readMemory, remember, type PageFacts, type ReloadReason, type WantedReload } from './reload-plan.ts'
import { probeHeader } from './shelf.ts'

/** How often the plan is looked at, milliseconds. */
const lookMs = 5_000
/** Longest wait for the page before a reload is put off, milliseconds. */
const probeMs = 5_000
const keptAs = 'thap.reloads'

/** Bytes of the JS heap as Chromium tells them; null elsewhere. */
export function heapBytes(): number | null {
  return (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? null
}

/** Whether the server answers with the page right now: a reload into an outage would leave an error page up. */
async function pageAnswers(): Promise<boolean> {
  const answer = await fetch(window.location.href, { cache: 'no-store', signal: AbortSignal.timeout(probeMs), headers: { [probeHeader]: '1' } }).catch(() => null)
  return answer?.ok === true
}

/** The keeper of one page. */
export interface PageKeeper {
  /** The scene is just changing: the moment to reload, if one is wanted. True: the page is about to go. */
  atBoundary(): void
  /** Reloads at once, if the server answers (a person at the fleet page asked for it). */
  reloadNow(): Promise<boolean>
  /** Reloads of this page in a row, and why the last one was. */
  readonly reloads: number
}

/** Keeps a wall fresh. `clock`: what the pulses told. */
export function keepPage(clock: () => ClockState): PageKeeper {
  const openedMs = Date.now()
  const spread = Math.random()
  let firstBuild: string | null = null
  let wanted: WantedReload | null = null
  let busy = false

  const memory = () => readMemory(window.sessionStorage.getItem(keptAs))
  const facts = (): PageFacts => {
    const build = clock().pulse?.build ?? null
    firstBuild ??= build
    return { openedMs, firstBuild, build, heapBytes: heapBytes(), spread }
  }
  const reload = async (reason: ReloadReason | 'asked'): Promise<boolean> => {
    if (busy) return false
    busy = true
    const answers = await pageAnswers()
    busy = false
    if (!answers) return false
    window.sessionStorage.setItem(keptAs, JSON.stringify(remember(memory(), Date.now())))
    window.sessionStorage.setItem('thap.reloaded-for', reason)
    window.location.reload()
    return true
  }
  const look = (boundary: boolean): void => {
    wanted = planReload(wanted, facts(), memory(), Date.now())
    if (wanted !== null && clock().linked && isDue(wanted, Date.now(), boundary)) void reload(wanted.reason)
  }
  window.setInterval(() => look(false), lookMs)
  return { atBoundary: () => look(true), reloadNow: () => reload('asked'), get reloads() { return memory().count } }
}
