/** Which warnings an answer lists, and in which order: those that are open by rank (those that wait to close, then shelved ones last), then the ended ones, newest first. */
import type { KeyRole } from '../../../data/access/scope.ts'
import { warningStates, type WarningKind, type WarningsAnswer, type WarningState } from '../../../data/protocol/warning.ts'
import { searchKey, searchWords } from '../../../data/units/search-key.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import type { PendingTold } from './pending.ts'
import type { Entry } from './record.ts'
import { isLive, type View, type WarningViews } from './views.ts'

/** What is asked for. `states` null: those that are open in whatever way. Instants are of the opening. `limit` 0–500. */
export interface WarningQuery {
  readonly root: number
  readonly states: readonly WarningState[] | null
  readonly kind: WarningKind | null
  readonly kpi: string | null
  readonly text: string | null
  readonly fromMs: number
  readonly toMs: number
  readonly limit: number
  readonly offset: number
}

/** What is listed from: open (and quiet) warnings, ended ones between two instants. */
export interface Shelf {
  readonly held: Iterable<Entry>
  readonly ended: (fromMs: number, toMs: number) => readonly Entry[]
}

/** Most warnings of one answer. */
export const maxWarningsPerAnswer = 500

/** Open ones by rank, those whose condition has ended after them, shelved ones last; then ended ones, newest first. Equal ranks keep the order in which they opened. */
export function byRank(a: View, b: View): number {
  const [openA, openB] = [isLive(a.state), isLive(b.state)]
  if (openA !== openB) return openA ? -1 : 1
  if (!openA) return b.openedMs - a.openedMs
  return Number(a.shelved) - Number(b.shelved) || Number(a.ended !== null) - Number(b.ended !== null) || b.score - a.score || a.openedMs - b.openedMs || a.unit - b.unit || a.entry.kpi - b.entry.kpi
}

function matches(view: View, query: WarningQuery, views: WarningViews, words: readonly string[] | null): boolean {
  if (words === null) return false
  if (query.kind !== null && view.kind !== query.kind) return false
  if (query.kpi !== null && view.entry.body.kpi !== query.kpi) return false
  if (view.openedMs < query.fromMs || view.openedMs >= query.toMs) return false
  if (words.length === 0) return true
  const names = searchKey(views.names(view))
  return words.every((word) => names.includes(word))
}

/** Whether ended warnings are not listed but only counted, which needs no view of each. */
function isCountedOnly({ states, kind, fromMs, toMs }: WarningQuery): boolean {
  return kind === null && fromMs === -Infinity && toMs === Infinity && (states === null || states.every(isLive))
}

function countEnded(entry: Entry, root: number, scope: number, views: WarningViews, states: Record<WarningState, number>): void {
  const sight = views.sight(entry, root, scope)
  if (sight !== null) states[views.endedState(entry, root, sight === 'whole')]++
}

/** The answer to a query of a viewer of `scope` (the root lies in it). `states` counts what matches apart from the state. */
export function listWarnings(query: WarningQuery, scope: number, role: KeyRole, shelf: Shelf, views: WarningViews, live: LiveFigures, pending: PendingTold): WarningsAnswer {
  const words = searchWords(query.text ?? '')
  const all: View[] = []
  const take = (entry: Entry): void => {
    const view = views.view(entry, query.root, scope)
    if (view !== null && matches(view, query, views, words)) all.push(view)
  }
  for (const entry of shelf.held) take(entry)
  const onlyCounted = isCountedOnly(query) && words?.length === 0
  const ended = shelf.ended(query.fromMs, query.toMs)
  if (!onlyCounted) for (const entry of ended) take(entry)
  const states = Object.fromEntries(warningStates.map((state) => [state, 0])) as Record<WarningState, number>
  for (const { state } of all) states[state]++
  if (onlyCounted) for (const entry of ended) if (query.kpi === null || entry.body.kpi === query.kpi) countEnded(entry, query.root, scope, views, states)
  const listed = all.filter(({ state }) => (query.states === null ? isLive(state) : query.states.includes(state))).sort(byRank)
  const counts = { at_risk: 0, behind: 0, no_data: 0 }, shelved = { ...counts }
  let waiting = 0
  for (const { severity, shelved: isShelved, ended: hasEnded } of listed) {
    if (hasEnded !== null) { waiting++; continue }
    counts[severity]++
    if (isShelved) shelved[severity]++
  }
  const from = Math.max(0, query.offset)
  const shown = listed.slice(from, from + Math.min(maxWarningsPerAnswer, Math.max(0, query.limit)))
  return {
    root: live.pyramid.units[query.root]!.code, at: toLocalIso(live.nowMs), total: listed.length, counts, shelved, waiting, states, ...pending,
    warnings: shown.map((view, i) => views.answer(view, scope, role, from + i + 1)),
  }
}
