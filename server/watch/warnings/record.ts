/** A warning as the ledger keeps it, and its entry in memory. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { severities, type Severity } from '../../../data/judgement/verdict.ts'
import { evidenceNumber, warningKinds, warningStates, type WarningKind } from '../../../data/protocol/warning.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { localDay } from '../../../data/time/vietnam-time.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { englishName } from '../../../data/rules/rule-remarks.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import type { RunGroup, RunLine } from '../rules/run-group.ts'
import { toldUnit } from './told-unit.ts'

const instant = z.number()
const line = z.strictObject({
  unit: z.string(), kind: z.enum(warningKinds), severity: z.enum(severities), sinceMs: instant, untilMs: instant.nullable(), joinedMs: instant.nullable().default(null), size: z.number(), peak: z.number().default(0), numbers: z.array(evidenceNumber), rules: z.array(z.string()).optional(),
})

/** Another rule whose finding of the same trouble a warning tells (sharing.ts). `stands`: its condition holds, or has not been clear for long enough; `clearingMs`: as that of the warning's own rule. */
const joinedRule = z.strictObject({
  rule: z.string(), ruleVi: z.string(), ruleEn: z.string(), severity: z.enum(severities), tell: z.array(z.enum(['centre', 'province', 'commune'])),
  clearingMs: instant.nullable(), stands: z.boolean(),
})
/** See `joinedRule`. */
export type JoinedRule = z.infer<typeof joinedRule>

/**
 * See the file header. Codes, not indices: lists change. `standing` 1: it is open in whatever way, or resolved while its condition stands
 * (`quiet`). `severity`, names and `tell` are those of its rule when it opened; `value`, `expected` the figure when it closed, `valueUnit` of which unit (null: of the group, in records of before this was kept);
 * `raised`: as what it is told while it covers something worse (folding.ts); `clearingMs`: since when no unit has met the condition; `handled`: a person has taken, assigned or resolved it at some time; `stopped`: it was
 * closed because its rule was switched off or changed; `joined`: the other rules whose finding it tells, its own being the worst of those that stand; `takenBy`, `takenMs`: the office that took it first, and when (null in records of
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
  value: z.number().nullable(), expected: z.number().nullable(), valueUnit: z.string().nullable().default(null), joined: z.array(joinedRule).default([]), lines: z.array(line),
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

/** What a warning covers: told beside it. `of`: the units found, by index. */
export interface Covered {
  readonly rule: string
  readonly kpi: number
  readonly kind: WarningKind
  readonly severity: Severity
  readonly of: readonly number[]
}

/** An id that tells the day it opened and nothing else: how many others there were stays untold (law 8). Ids sort by day. */
export function newWarningId(openedMs: number, random: () => string = () => randomBytes(6).toString('hex')): string {
  return `${idFloor(openedMs)}${random()}`
}

/** The warning that a group opens now. */
export function openedEntry({ compiled: { id: rule }, kpi, unit, due, lines }: RunGroup, own: RuleInput, { kpis, pyramid, nowMs }: Pick<LiveFigures, 'kpis' | 'pyramid' | 'nowMs'>): Entry {
  const [first] = lines.values()
  const body: WarningBody = {
    standing: 1, quiet: false, state: 'open', rule, ruleVi: own.nameVi, ruleEn: englishName(own), severity: own.severity, raised: null, tell: [...own.tell],
    kpi: kpis[kpi]!.id, unit: pyramid.units[unit]!.code, kind: first?.kind ?? 'threshold', due, openedMs: nowMs, closedMs: null, clearingMs: null,
    shelvedUntilMs: null, handled: false, stopped: false, task: null, taskOwner: null, comments: 0, takenBy: null, takenMs: null, value: null, expected: null, valueUnit: null, joined: [], lines: [],
  }
  return { id: newWarningId(nowMs), unit, kpi, version: 0, changedMs: nowMs, body, lines }
}

/** What the ids of a local day begin with: no id of that day or later sorts below it. */
export function idFloor(ms: number): string {
  return `w${localDay(ms).replaceAll('-', '')}-`
}

/** The lines of a record, by unit index; units that the list no longer knows are left out. */
export function linesOf(body: WarningBody, pyramid: Pyramid): Map<number, RunLine> {
  return new Map(body.lines.flatMap(({ unit, peak, rules, ...rest }) => {
    const index = pyramid.indexOf(unit)
    // What was kept before peaks were knows its last size only.
    return index === undefined ? [] : [[index, { ...rest, peak: Math.max(peak, rest.size), ...(rules === undefined ? {} : { rules }) }] as const]
  }))
}

/** The body of an entry with its lines as they are now. */
export function bodyNow(entry: Entry, pyramid: Pyramid): WarningBody {
  const lines = [...entry.lines].map(([unit, { kind, severity, sinceMs, untilMs, joinedMs, size, peak, numbers, rules }]) => (
    { unit: pyramid.units[unit]!.code, kind, severity, sinceMs, untilMs, joinedMs, size, peak, numbers: [...numbers], ...(rules === undefined ? {} : { rules: [...rules] }) }))
  return { ...entry.body, lines }
}

/** The figure of the unit that a warning is told of, as it is now. */
export function figureNow({ unit: group, kpi, body: { due }, lines }: Entry, live: LiveFigures): Pick<WarningBody, 'value' | 'expected' | 'valueUnit'> {
  if (group < 0 || kpi < 0) return { value: null, expected: null, valueUnit: null }
  const unit = toldUnit(group, due, lines)
  const { value, expected } = live.cell(unit, kpi)
  return { value, expected, valueUnit: live.pyramid.units[unit]!.code }
}

/** The rules whose finding a warning tells or has told, its own first. */
export function rulesOf({ rule, joined }: Pick<WarningBody, 'rule' | 'joined'>): string[] {
  return [rule, ...joined.map((one) => one.rule)]
}

/** Those of them that stand. */
export function standingRules({ rule, joined }: Pick<WarningBody, 'rule' | 'joined'>): string[] {
  return [rule, ...joined.flatMap((one) => (one.stands ? [one.rule] : []))]
}

/** What a group of units is found by: rule, KPI, unit. */
export function groupKey(rule: string, kpi: number, unit: number): string {
  return `${rule} ${kpi} ${unit}`
}

/** Nothing began after now: the clock was set back since it was written. */
export function notAhead(entry: Entry, nowMs: number): void {
  const { openedMs, clearingMs } = entry.body
  entry.body = { ...entry.body, openedMs: Math.min(openedMs, nowMs), clearingMs: clearingMs === null ? null : Math.min(clearingMs, nowMs), joined: entry.body.joined.map((one) => ({ ...one, clearingMs: one.clearingMs === null ? null : Math.min(one.clearingMs, nowMs) })) }
  entry.lines = new Map([...entry.lines].map(([unit, line]) => [unit, {
    ...line, sinceMs: Math.min(line.sinceMs, nowMs), untilMs: line.untilMs === null ? null : Math.min(line.untilMs, nowMs),
    joinedMs: line.joinedMs === null ? null : Math.min(line.joinedMs, nowMs),
  }]))
}
