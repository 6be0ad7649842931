/** How fast warnings come and go: opened and ended by local day, and how long one waits until somebody takes it. Law 8: from views, so only what the viewer sees. */
import { paceDays, type WarningPaceAnswer } from '../../../data/protocol/warning.ts'
import { dayMs, dayStart, localDay, toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import type { Shelf } from './listing.ts'
import type { Entry } from './record.ts'
import { isLive, type View, type WarningViews } from './views.ts'

/** When a view ended; null: it has not. A cut view ends with the last of its own lines. */
function endedMs({ whole, entry, lines, state }: View): number | null {
  if (isLive(state)) return null
  if (whole) return entry.body.closedMs
  const until = lines.flatMap(([, { untilMs }]) => untilMs ?? [])
  return until.length === 0 ? entry.body.closedMs : Math.max(...until)
}

function median(sorted: readonly number[]): number | null {
  const middle = sorted.length >> 1
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The pace of a root's warnings (which lies in the scope) over the last `paceDays` local days. */
export function paceOf(root: number, scope: number, shelf: Shelf, views: WarningViews, live: LiveFigures): WarningPaceAnswer {
  const { nowMs } = live
  const fromMs = dayStart(nowMs) - (paceDays - 1) * dayMs
  const days = Array.from({ length: paceDays }, (_, i) => ({ day: localDay(fromMs + i * dayMs), opened: 0, ended: 0 }))
  const placeOf = (ms: number | null): (typeof days)[number] | undefined => (ms === null || ms < fromMs ? undefined : days[Math.floor((ms - fromMs) / dayMs)])
  const waits: number[] = []
  let of = 0
  const take = (entry: Entry): void => {
    const { openedMs, closedMs } = entry.body
    if (openedMs < fromMs && closedMs !== null && closedMs < fromMs) return
    const view = views.view(entry, root, scope)
    if (view === null) return
    const opened = placeOf(view.openedMs), ended = placeOf(endedMs(view))
    if (opened !== undefined) opened.opened++
    if (ended !== undefined) ended.ended++
    if (opened === undefined || !view.whole) return
    of++
    if (entry.body.takenMs !== null) waits.push(Math.max(0, entry.body.takenMs - openedMs))
  }
  for (const entry of shelf.held) take(entry)
  for (const entry of shelf.ended(fromMs, Infinity)) take(entry)
  return { root: live.pyramid.units[root]!.code, at: toLocalIso(nowMs), days, taken: { count: waits.length, of, medianMs: median(waits.sort((a, b) => a - b)) } }
}
