/**
 * When a wall that nobody touches reloads itself: for another build, once a night, or when its heap has grown too large. Pure: a
 * reload is wanted at some instant, and happens at the next change of scene or, where none comes, after `boundaryWaitMs`.
 */
import { dayMs, dayStart, hourMs } from '../../data/time/vietnam-time.ts'

/** Why a page reloads. */
export type ReloadReason = 'build' | 'memory' | 'night'

/** Reloads of its own accord in a row before the page stays as it is, whatever the reason. */
export const mostReloads = 3
/** Reloads that persons asked for, in a row, before one is refused. They are counted apart: whoever reloads a wall by hand keeps no build from it. */
export const mostAskedReloads = 20
/** Longest random wait before a reload, milliseconds: walls don't all come back in one second. */
export const reloadSpreadMs = 20_000
/** A page that has stayed this long counts as settled: the row of reloads begins anew, milliseconds. */
export const settledMs = 600_000
/** Heap from which a page is reloaded, bytes: three times the budget of a wall (issue 4: 120 MB). */
export const heapCeilingBytes = 360 * 1024 * 1024
/** Local hours of the night in which a page renews itself: from, and before. */
export const nightHours = [3, 5] as const
/** A page younger than this is not renewed at night, milliseconds. */
export const nightAgeMs = 6 * hourMs
/** Longest wait for a change of scene, by reason, milliseconds. With the spread a new build is on the screen within 90 s. */
export const boundaryWaitMs: Readonly<Record<ReloadReason, number>> = { build: 30_000, memory: 60_000, night: 900_000 }

/** What is kept over reloads: how many in a row, and when the last one was, epoch ms. */
export interface ReloadMemory {
  readonly count: number
  readonly lastMs: number
}

/** What is known of the page. `spread`: its own random number in [0, 1), the same for its whole life. */
export interface PageFacts {
  readonly openedMs: number
  readonly firstBuild: string | null
  readonly build: string | null
  readonly heapBytes: number | null
  readonly spread: number
}

/** A reload that is wanted. `fromMs`: not before; `byMs`: then at the latest. */
export interface WantedReload {
  readonly reason: ReloadReason
  readonly fromMs: number
  readonly byMs: number
}

/** Reads what was kept; anything else counts as nothing. */
export function readMemory(text: string | null): ReloadMemory {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    if (typeof kept === 'object' && kept !== null && 'count' in kept && 'lastMs' in kept && typeof kept.count === 'number' && typeof kept.lastMs === 'number') {
      return { count: kept.count, lastMs: kept.lastMs }
    }
  } catch { /* not ours */ }
  return { count: 0, lastMs: 0 }
}

/** What to keep when the page reloads at `nowMs`. */
export function remember(memory: ReloadMemory, nowMs: number): ReloadMemory {
  return { count: rowOf(memory, nowMs) + 1, lastMs: nowMs }
}

/** Whether a reload that a person asks for is carried out, after those that are remembered. */
export function mayBeAsked(asked: ReloadMemory, nowMs: number): boolean {
  return rowOf(asked, nowMs) < mostAskedReloads
}

function rowOf(memory: ReloadMemory, nowMs: number): number {
  return nowMs - memory.lastMs > settledMs ? 0 : memory.count
}

/** Whether `nowMs` is in this page's part of the night: each page has its own minute of the first hour. */
function isItsNight(facts: PageFacts, nowMs: number): boolean {
  const sinceMidnightMs = (nowMs - dayStart(nowMs)) % dayMs
  const [from, before] = nightHours
  return sinceMidnightMs >= (from + facts.spread) * hourMs && sinceMidnightMs < before * hourMs && nowMs - facts.openedMs >= nightAgeMs
}

/** Why the page should be loaded anew at `nowMs`; null: it should not. */
export function reasonToReload(facts: PageFacts, nowMs: number): ReloadReason | null {
  if (facts.firstBuild !== null && facts.build !== null && facts.build !== facts.firstBuild) return 'build'
  if ((facts.heapBytes ?? 0) > heapCeilingBytes) return 'memory'
  return isItsNight(facts, nowMs) ? 'night' : null
}

/** The reload to wait for, given the one waited for so far; null where none is wanted or too many came in a row. */
export function planReload(wanted: WantedReload | null, facts: PageFacts, memory: ReloadMemory, nowMs: number): WantedReload | null {
  const reason = reasonToReload(facts, nowMs)
  if (reason === null || rowOf(memory, nowMs) >= mostReloads) return null
  if (wanted?.reason === reason) return wanted
  const fromMs = nowMs + Math.round(facts.spread * reloadSpreadMs)
  return { reason, fromMs, byMs: fromMs + boundaryWaitMs[reason] }
}

/** Whether to reload now. `atBoundary`: the scene is just changing. */
export function isDue(wanted: WantedReload | null, nowMs: number, atBoundary: boolean): boolean {
  return wanted !== null && nowMs >= (atBoundary ? wanted.fromMs : wanted.byMs)
}
