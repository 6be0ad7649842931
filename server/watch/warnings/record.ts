/** A warning as the ledger keeps it, and its entry in memory. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { severities, type Severity } from '../../../data/judgement/verdict.ts'
import { evidenceNumber, warningKinds, warningStates, type WarningKind } from '../../../data/protocol/warning.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { localDay } from '../../../data/time/vietnam-time.ts'
import type { RunLine } from '../rules/run-group.ts'

const instant = z.number()
const line = z.strictObject({
  unit: z.string(), kind: z.enum(warningKinds), severity: z.enum(severities), sinceMs: instant, untilMs: instant.nullable(), joinedMs: instant.nullable().default(null), size: z.number(), numbers: z.array(evidenceNumber),
})

/**
 * See the file header. Codes, not indices: lists change. `standing` 1: it is open in whatever way, or resolved while its condition stands
 * (`quiet`). `severity`, names and `tell` are those of its rule when it opened; `value`, `expected` the figure when it closed;
 * `raised`: as what it is told while it covers something worse (folding.ts); `clearingMs`: since when no unit has met the condition; `handled`: a person has taken, assigned or resolved it at some time; `stopped`: it was
 * closed because its rule was switched off or changed; `takenBy`, `takenMs`: the office that took it first, and when (null in records of
 * before this was kept, too).
 */
export const warningBody = z.strictObject({
  standing: z.union([z.literal(0), z.literal(1)]), quiet: z.boolean(), state: z.enum(warningStates),
  rule: z.string(), ruleVi: z.string(), ruleEn: z.string(), severity: z.enum(severities), raised: z.enum(severities).nullable().default(null), tell: z.array(z.enum(['centre', 'province', 'commune'])),
  kpi: z.string(), unit: z.string(), kind: z.enum(warningKinds), due: z.int(),
  openedMs: instant, closedMs: instant.nullable(), clearingMs: instant.nullable(), shelvedUntilMs: instant.nullable(),
  handled: z.boolean().default(false), stopped: z.boolean().default(false),
  task: z.string().nullable(), taskOwner: z.string().nullable(), comments: z.int(),
  takenBy: z.string().nullable().default(null), takenMs: instant.nullable().default(null),
  value: z.number().nullable(), expected: z.number().nullable(), lines: z.array(line),
})
/** See `warningBody`. */
export type WarningBody = z.infer<typeof warningBody>

/** How severe it is to whoever sees all of it. */
export function severityOf({ severity, raised }: Pick<WarningBody, 'severity' | 'raised'>): Severity {
  return raised ?? severity
}

/** A warning in memory. `lines` are those of the run's group while it is open; `body.lines` those last written. Indices: −1 where the list no longer knows the code. */
export interface Entry {
  readonly id: string
  readonly unit: number
  readonly kpi: number
  version: number
  changedMs: number
  body: WarningBody
  lines: ReadonlyMap<number, RunLine>
}

/** The warning a task is made of: its id, and the KPI it is about. */
export interface WarningRef { readonly id: string; readonly kpi: string }

/** What a warning covers: told beside it. */
export interface Covered {
  readonly kpi: number
  readonly kind: WarningKind
  readonly severity: Severity
  readonly units: number
}

/** An id that tells the day it opened and nothing else: how many others there were stays untold (law 8). Ids sort by day. */
export function newWarningId(openedMs: number, random: () => string = () => randomBytes(6).toString('hex')): string {
  return `${idFloor(openedMs)}${random()}`
}

/** What the ids of a local day begin with: no id of that day or later sorts below it. */
export function idFloor(ms: number): string {
  return `w${localDay(ms).replaceAll('-', '')}-`
}

/** The lines of a record, by unit index; units that the list no longer knows are left out. */
export function linesOf(body: WarningBody, pyramid: Pyramid): Map<number, RunLine> {
  return new Map(body.lines.flatMap(({ unit, ...rest }) => {
    const index = pyramid.indexOf(unit)
    return index === undefined ? [] : [[index, rest] as const]
  }))
}

/** The body of an entry with its lines as they are now. */
export function bodyNow(entry: Entry, pyramid: Pyramid): WarningBody {
  const lines = [...entry.lines].map(([unit, { kind, severity, sinceMs, untilMs, joinedMs, size, numbers }]) => (
    { unit: pyramid.units[unit]!.code, kind, severity, sinceMs, untilMs, joinedMs, size, numbers: [...numbers] }))
  return { ...entry.body, lines }
}

/** What a group of units is found by: rule, KPI, unit. */
export function groupKey(rule: string, kpi: number, unit: number): string {
  return `${rule} ${kpi} ${unit}`
}

/** Nothing began after now: the clock was set back since it was written. */
export function notAhead(entry: Entry, nowMs: number): void {
  const { openedMs, clearingMs } = entry.body
  entry.body = { ...entry.body, openedMs: Math.min(openedMs, nowMs), clearingMs: clearingMs === null ? null : Math.min(clearingMs, nowMs) }
  entry.lines = new Map([...entry.lines].map(([unit, line]) => [unit, {
    ...line, sinceMs: Math.min(line.sinceMs, nowMs), untilMs: line.untilMs === null ? null : Math.min(line.untilMs, nowMs),
    joinedMs: line.joinedMs === null ? null : Math.min(line.joinedMs, nowMs),
  }]))
}
