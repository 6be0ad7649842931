/** A wall runs for months: when the server serves another build, the page reloads itself — at its own moment, and not for ever. */

/** Reloads in a row that a change of build may cause before the page stays as it is. */
export const mostReloads = 3
/** Longest random wait before a reload, milliseconds: walls don't all come back in one second. */
export const reloadSpreadMs = 20_000
/** A build that has stayed this long counts as settled: the row of reloads begins anew, milliseconds. */
export const settledMs = 600_000

/** What is kept over reloads. */
export interface ReloadMemory {
  readonly count: number
  readonly lastMs: number
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

/** The wait before a reload for build `now` of a page that began with `first`; null: stay. `random` in [0, 1). */
export function reloadWait(first: string | null, now: string, memory: ReloadMemory, nowMs: number, random: number): number | null {
  if (first === null || first === now) return null
  const row = nowMs - memory.lastMs > settledMs ? 0 : memory.count
  return row >= mostReloads ? null : Math.round(random * reloadSpreadMs)
}

const keptAs = 'thap.reloads'

/** Watches the builds that pulses tell; reloads after probing that the page is there. Returns what to call with each pulse's build. */
export function watchBuild(): (build: string) => void {
  let first: string | null = null
  let timer: number | undefined
  const reload = async (): Promise<void> => {
    timer = undefined
    const page = await fetch(window.location.href, { cache: 'no-store' }).catch(() => null)
    if (page?.ok !== true) return
    const memory = readMemory(window.sessionStorage.getItem(keptAs))
    const row = Date.now() - memory.lastMs > settledMs ? 0 : memory.count
    window.sessionStorage.setItem(keptAs, JSON.stringify({ count: row + 1, lastMs: Date.now() }))
    window.location.reload()
  }
  return (build) => {
    first ??= build
    if (timer !== undefined) return
    const wait = reloadWait(first, build, readMemory(window.sessionStorage.getItem(keptAs)), Date.now(), Math.random())
    if (wait !== null) timer = window.setTimeout(() => { void reload() }, wait)
  }
}
