/**
 * The history of a task as told to a viewer: acts (the ledger's) and reports of units (the log's) in one order, newest first, at most `maxHistory`. Nothing of it is
 * stored beside the two: what stood before a report is found by going through the task's events in the order of the log.
 *
 * Invariants
 * - An event that an act made is told with the act, not again as a report; it is known by the act (`told`), never by its key alone, which a reporter may write, too.
 * - Acts stand in the order of the ledger, reports in that of the log, and an act that made an event by that event; else by instant, the act last.
 * - Law 8: of a key outside the viewer's scope only the kind is told.
 */
import { maxHistory, type TaskDetailAnswer, type TaskHistoryEntry } from '../../../data/protocol/task.ts'
import { inSubtree, type Pyramid } from '../../../data/pyramid/pyramid.ts'
import { isNewer } from '../../../data/readings/reading.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { Act } from '../../log/ledger.ts'
import type { LoggedTaskEvent } from '../../log/log.ts'
import type { TaskBody } from './task-record.ts'
import type { TaskRow } from './task-rows.ts'
import { tellActs } from './task-words.ts'

/** The code of the unit a key is of; null: there never was such a key. */
export type UnitOfKey = (keyId: number) => string | null

/** What a history is told from. `acts`: newest first, the newest `maxHistory` at least; `document`: the row as transcribed, null where it has none. */
export interface HistorySource {
  readonly row: Pick<TaskRow, 'events' | 'version'>
  readonly acts: readonly Act[]
  readonly document: TaskBody | null
  readonly pyramid: Pyramid
  readonly scope: number
  readonly unitOf: UnitOfKey
}

/** An event and what stood when it was received; `isOvertaken`: that was newer. */
interface Traced { readonly event: LoggedTaskEvent; readonly stood: LoggedTaskEvent | null; readonly isOvertaken: boolean }

const comesAfter = (a: LoggedTaskEvent, b: LoggedTaskEvent | null): boolean => b === null || isNewer(a.atMs, a.key, b.atMs, b.key)

/** Events in the order of the log, each with what stood when it came: the newest that was not ahead of the clock then. */
function traced(events: readonly LoggedTaskEvent[]): Traced[] {
  let stood: LoggedTaskEvent | null = null
  let ahead: LoggedTaskEvent[] = []
  return [...events].sort((a, b) => a.seq - b.seq).map((event) => {
    for (const one of ahead) if (one.atMs <= event.receivedMs && comesAfter(one, stood)) stood = one
    ahead = ahead.filter(({ atMs }) => atMs > event.receivedMs)
    const trace = { event, stood, isOvertaken: !comesAfter(event, stood) }
    if (event.atMs > event.receivedMs) ahead.push(event)
    else if (!trace.isOvertaken) stood = event
    return trace
  })
}

/** What was told, when this event came, of the time before it. `events`: newest first. */
function toldBefore(event: LoggedTaskEvent, events: readonly LoggedTaskEvent[]): LoggedTaskEvent | null {
  return events.slice(events.indexOf(event) + 1).find(({ seq }) => seq < event.seq) ?? null
}

function changesOf({ state, result }: LoggedTaskEvent, before: LoggedTaskEvent | null): TaskHistoryEntry['changes'] {
  const was = before?.result ?? null
  const changes = [{ field: 'state', before: before?.state ?? null, after: state }]
  return was === null && result === null ? changes : [...changes, { field: 'result', before: was, after: result }]
}

function toldReport({ event, stood, isOvertaken }: Traced, { row, pyramid, scope, unitOf }: HistorySource): Omit<TaskHistoryEntry, 'seq'> {
  const unit = unitOf(event.source)
  const isInside = unit !== null && inSubtree(pyramid, scope, pyramid.indexOf(unit) ?? -1)
  return {
    at: toLocalIso(event.receivedMs), by: 'key', unit: isInside ? unit : null, keyId: isInside ? event.source : null, action: 'report', note: null,
    changes: changesOf(event, isOvertaken ? toldBefore(event, row.events) : stood),
    observedAt: toLocalIso(event.atMs), isOvertaken, simulated: event.simulated,
  }
}

const nameOf = ({ atMs, key }: { readonly atMs: number; readonly key: string }): string => `${atMs} ${key}`
const actKey = /^~act-\d{10}$/

/** Which events acts made: those the acts name, and of acts older than all of `acts`, which are beyond the bound, those that bear an act's key. */
function ofActs({ acts, row }: HistorySource): (event: LoggedTaskEvent) => boolean {
  const named = new Set(acts.flatMap(({ after }) => { const { told } = after as TaskBody; return told === null ? [] : [nameOf(told)] }))
  const wholeFromMs = acts.length < row.version ? acts.at(-1)?.atMs ?? -Infinity : -Infinity
  return (event) => named.has(nameOf(event)) || (event.atMs < wholeFromMs && actKey.test(event.key))
}

/** See the file header. */
export function tellHistory(source: HistorySource): Pick<TaskDetailAnswer, 'history' | 'historyTotal'> {
  const { row, acts, document, pyramid, scope } = source
  const isOfAct = ofActs(source)
  const made = new Map(row.events.filter(isOfAct).map((event) => [nameOf(event), event]))
  const toldActs = tellActs(acts, row.version, document, pyramid, scope)
  const reports = traced(row.events).filter(({ event }) => !isOfAct(event)).reverse()
  const historyTotal = row.version + reports.length
  const eventOf = ({ before, after }: Act): LoggedTaskEvent | null => {
    const { told } = after as TaskBody
    return told === null || told.key === (before as TaskBody | null)?.told?.key ? null : made.get(nameOf(told)) ?? null
  }
  const history: TaskHistoryEntry[] = []
  for (let a = 0, r = 0; history.length < maxHistory && (a < acts.length || r < reports.length);) {
    const act = acts[a]
    const report = reports[r]
    const event = act === undefined ? null : eventOf(act)
    const isActNext = report === undefined || (act !== undefined && (event === null ? act.atMs >= report.event.receivedMs : event.seq > report.event.seq))
    const told = isActNext ? { ...toldActs[a++]!, observedAt: null, isOvertaken: false, simulated: event?.simulated ?? false } : toldReport(reports[r++]!, source)
    history.push({ ...told, seq: historyTotal - history.length })
  }
  return { history, historyTotal }
}
