/**
 * What a wall keeps of itself while it is not linked: spans of what was on its screen, by its estimate of the server's clock, to be handed in once it is
 * linked again (data/protocol/wall-record.ts). Pure: folds what is shown at instants into a record.
 *
 * Invariants
 * - Spans are ascending and none overlaps; a time of which the page said nothing for `wallAwayMs`, or in which its clock stood before what it has
 *   said already, is in none: the page did not run, or does not know when it was.
 * - At most `mostOwnSpans`, none from before `ownRecordMs` ago; the oldest go first and are counted (`dropped`).
 */
import type { Showing } from '../../data/protocol/wall.ts'
import type { OwnSpan, WallRecord } from '../../data/protocol/wall-record.ts'
import { mostHandedSpans, mostOwnSpans, ownRecordMs, wallAwayMs } from '../../data/protocol/wall-terms.ts'

/** What is on the screen at an instant, and which figures it stands on. */
export interface Shown extends Pick<Showing, 'screen' | 'epoch' | 'seq'> {
  readonly openedMs: number
  readonly build: string
}

/** Spans, oldest first; the last one goes on while the page shows the same and `goesOn`. One as short as an instant is told by nobody. `dropped`: how many older ones had no room. */
export interface OwnRecord {
  readonly spans: readonly OwnSpan[]
  readonly dropped: number
  readonly goesOn: boolean
}

/** Nothing was kept. */
export const empty: OwnRecord = { spans: [], dropped: 0, goesOn: true }

const isSame = (span: OwnSpan, { openedMs, build, screen }: Shown): boolean => span.openedMs === openedMs && span.build === build && JSON.stringify(span.screen) === JSON.stringify(screen)

/** Within its bounds at `nowMs`. */
function bounded({ spans, dropped }: Pick<OwnRecord, 'spans' | 'dropped'>, nowMs: number): OwnRecord {
  const sinceMs = nowMs - ownRecordMs
  const young = spans.filter(({ fromMs }, i) => fromMs >= sinceMs || i === spans.length - 1).slice(-mostOwnSpans)
  return { spans: young.map((span) => (span.fromMs >= sinceMs ? span : { ...span, fromMs: Math.min(sinceMs, span.untilMs) })), dropped: dropped + spans.length - young.length, goesOn: true }
}

/** This is on the screen at `nowMs` (epoch ms of the server's clock): a change, or the same as before. */
export function shows(record: OwnRecord, shown: Shown, nowMs: number): OwnRecord {
  const last = record.spans.at(-1)
  if (last !== undefined && nowMs < last.untilMs) return { ...record, goesOn: false }
  const runs = last !== undefined && record.goesOn && nowMs - last.untilMs <= wallAwayMs && last.openedMs === shown.openedMs
  if (runs && isSame(last, shown)) {
    const next: OwnSpan = { ...last, untilMs: nowMs, epoch: shown.epoch, seq: last.seq ?? shown.seq, untilSeq: shown.seq ?? last.untilSeq }
    return bounded({ ...record, spans: [...record.spans.slice(0, -1), next] }, nowMs)
  }
  // a wall that changes its scene was showing the last one until now; an instant alone is nothing
  const ended = last === undefined ? [] : [runs ? { ...last, untilMs: nowMs } : last].filter(({ fromMs, untilMs }) => untilMs > fromMs)
  const { openedMs, build, screen, epoch, seq } = shown
  return bounded({ ...record, spans: [...record.spans.slice(0, -1), ...ended, { fromMs: nowMs, untilMs: nowMs, openedMs, build, screen, epoch, seq, untilSeq: seq }] }, nowMs)
}

/** What was shown up to `untilMs` is the server's now: what went on then goes on from there. */
export function handedIn({ spans, goesOn }: OwnRecord, untilMs: number): OwnRecord {
  return { spans: spans.flatMap((span, i) => (span.untilMs > untilMs || i === spans.length - 1 ? [{ ...span, fromMs: Math.min(span.untilMs, Math.max(span.fromMs, untilMs)) }] : [])), dropped: 0, goesOn }
}

/** The server heard at `nowMs` what the wall shows, and nothing was missed before: what is shown goes on from there, wherever the clock stood until now. */
export function heard({ spans }: OwnRecord, nowMs: number): OwnRecord {
  return { ...empty, spans: spans.slice(-1).map((span) => ({ ...span, fromMs: nowMs, untilMs: nowMs, seq: span.untilSeq })) }
}

/** The record as messages of a wall, oldest first. */
export function batches({ spans, dropped }: OwnRecord, wall: string): readonly WallRecord[] {
  const whole = spans.filter(({ fromMs, untilMs }) => untilMs > fromMs)
  return Array.from({ length: Math.ceil(whole.length / mostHandedSpans) }, (_, i) => ({ wall, dropped: i === 0 ? dropped : 0, spans: whole.slice(i * mostHandedSpans, (i + 1) * mostHandedSpans) }))
}

/** The record as it is kept. */
export const writeRecord = (record: OwnRecord): string => JSON.stringify(record)

function isSpan(value: unknown): value is OwnSpan {
  if (typeof value !== 'object' || value === null) return false
  const { fromMs, untilMs, openedMs, build, screen, epoch } = value as Partial<OwnSpan>
  return Number.isSafeInteger(fromMs) && Number.isSafeInteger(untilMs) && Number(untilMs) >= Number(fromMs) && typeof openedMs === 'number' && typeof build === 'string' && typeof epoch === 'string'
    && typeof screen === 'object' && screen !== null
}

/** Reads what was kept; anything else counts as nothing. What is in it the server judges. */
export function readRecord(text: string | null): OwnRecord {
  try {
    const { spans, dropped } = JSON.parse(text ?? '{}') as Partial<OwnRecord>
    if (!Array.isArray(spans) || spans.length > mostOwnSpans || !spans.every(isSpan) || !Number.isSafeInteger(dropped) || Number(dropped) < 0) return empty
    return { spans, dropped: Number(dropped), goesOn: false }
  } catch { return empty }
}
