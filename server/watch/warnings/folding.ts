/**
 * One trouble, one warning: what another standing warning of the same group tells already does not open one of its own, but is told beside it
 * (`also`). It opens as soon as that one ends or no longer covers it, so none is lost. A rehearsal folds by the same functions (rehearsal/timeline.ts).
 *
 * A finding is covered by a warning of the same group that is told to nobody less, and of which every unit found is a standing line, where
 * - both are of the same KPI and of kinds that say alike that its figure is not what it should be (`oneFigure`), or
 * - both are silence (`late`, `lost`) found by one rule: the same units fell silent on several KPIs, or
 * - the line is down, and therefore below its plan, or
 * - the line is down and has fallen silent since (or was silent before it was heard to be down): its silence is not another trouble, nor
 *   does it count where the units that are silent and not down are too few for a warning.
 * A province's own office is covered, too, by what at least half of its due communes share: its silence by theirs, its line by theirs (one rule's), its
 * figure by theirs of the same KPI.
 *
 * The one that covers is no less severe. But a province that is down as a whole is one warning, though the rule about its own figure is the worse one: while
 * it covers that, and as long as nobody has taken it before, it is told as severe as the worse (`raised`).
 */
import { severities, type Severity } from '../../../data/judgement/verdict.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { isEnough } from '../../../data/rules/judge-rule.ts'
import type { WarningKind } from '../../../data/protocol/warning.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import type { UnitLevel } from '../../../data/units/unit.ts'
import type { RunGroup } from '../rules/run-group.ts'
import { severityOf, type Entry } from './record.ts'
import { isLive } from './views.ts'

/** Kinds that say of one figure that it is not what it should be: below its plan, standing still, far from its peers. */
export const oneFigure: readonly WarningKind[] = ['below_plan', 'stall', 'outlier']
/** Kinds of silence. */
export const silence: readonly WarningKind[] = ['late', 'lost']

/** One unit as folding looks at it. `untilMs` null: it meets the condition; `sinceMs`: since when, where that is known. */
export interface FoldLine {
  readonly kind: WarningKind
  readonly untilMs: number | null
  readonly sinceMs?: number
}

/** What would open: a rule's finding in a group. `level`: of the group's unit; `isEnough`: whether so many units would open it. */
export interface Opening {
  readonly rule: string
  readonly kpi: number
  readonly unit: number
  readonly level: UnitLevel
  readonly severity: Severity
  readonly tell: RuleInput['tell']
  readonly lines: ReadonlyMap<number, FoldLine>
  readonly isEnough?: (units: number) => boolean
}

/** A warning that stands. `severity`: as it is told; `covers`: it may (not shelved); `untouched`: nobody has done anything about it. */
export interface Standing extends Omit<Opening, 'level' | 'isEnough'> {
  readonly due: number
  readonly covers: boolean
  readonly untouched: boolean
}

/** What a group would open. */
export function openingOf({ compiled: { id, rule }, kpi, unit, due, lines }: RunGroup, { units }: Pyramid): Opening {
  return { rule: id, kpi, unit, level: units[unit]!.level, severity: rule.severity, tell: rule.tell, lines, isEnough: (count) => isEnough(rule, count, due) }
}

/** A kept warning as folding looks at it. */
export function standingOf({ unit, kpi, lines, body }: Entry): Standing {
  const { rule, due, tell, joined, state, shelvedUntilMs, comments } = body
  return { rule, kpi, unit, due, tell: [...tell, ...joined.flatMap((one) => one.tell)], lines, severity: severityOf(body), covers: isLive(state) && shelvedUntilMs === null, untouched: state === 'open' && comments === 0 }
}

/** The order in which openings are looked at: the worst and widest first, for they cover the others; alike ones in the catalogue's order. */
export function byReach(a: Pick<Opening, 'severity' | 'lines' | 'kpi'>, b: Pick<Opening, 'severity' | 'lines' | 'kpi'>): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.lines.size - a.lines.size || a.kpi - b.kpi
}

/** The worst of some severities; null: there is none. */
export function worstOf(all: Iterable<Severity>): Severity | null {
  const told = [...all]
  return severities.find((severity) => told.includes(severity)) ?? null
}

const depths: readonly UnitLevel[] = ['centre', 'province', 'commune']
const isWorse = (a: Severity, b: Severity): boolean => severities.indexOf(a) < severities.indexOf(b)
const everyOf = (kinds: ReadonlySet<WarningKind>, family: readonly WarningKind[]): boolean => [...kinds].every((kind) => family.includes(kind))

function kindsOf(lines: ReadonlyMap<number, FoldLine>): ReadonlySet<WarningKind> {
  return new Set([...lines.values()].filter(({ untilMs }) => untilMs === null).map(({ kind }) => kind))
}

/** `same`: they say the same of the same; `cause`: the one brings the other, which was there for other reasons where it came first; `unheard`: nothing is heard of what is down. */
function kinship(over: Standing, opening: Opening): 'same' | 'cause' | 'unheard' | null {
  const mine = kindsOf(over.lines), theirs = kindsOf(opening.lines)
  const both = new Set([...mine, ...theirs])
  if (over.kpi === opening.kpi) {
    if (everyOf(both, oneFigure) || everyOf(both, silence)) return 'same'
    if (everyOf(mine, ['down']) && everyOf(theirs, silence)) return 'unheard'
    if (everyOf(mine, ['down']) && everyOf(theirs, ['below_plan'])) return 'cause'
  }
  return over.rule === opening.rule && (everyOf(both, silence) || everyOf(both, ['down'])) ? 'same' : null
}

/** Whether everybody who would see the opening is told of the warning: where it is of the group's own unit alone, nobody below sees it. */
function isToldAsWidely(over: Standing, { unit, level, tell, lines }: Opening): boolean {
  const isOwn = lines.size === 1 && lines.has(unit)
  const seers = isOwn ? tell.filter((one) => depths.indexOf(one) <= depths.indexOf(level)) : tell
  return seers.every((one) => over.tell.includes(one))
}

/** Whether at least half of the due units share what the group's own office has. */
function isShared({ unit: of, due, lines }: Standing, kind: WarningKind): boolean {
  const alike = oneFigure.includes(kind) ? oneFigure : [kind]
  let share = 0
  for (const [unit, { untilMs, kind: one }] of lines) if (unit !== of && untilMs === null && alike.includes(one)) share++
  return 2 * share >= due
}

/** Whether a standing warning covers what would open; see the file header. `giveWay`: it stands already, and would end for it. */
export function covers(over: Standing, opening: Opening, giveWay = false): boolean {
  if (over.unit !== opening.unit || !over.covers) return false
  const kin = kinship(over, opening)
  if (kin === null || (giveWay && kin === 'cause') || !isToldAsWidely(over, opening)) return false
  const found = [...opening.lines].filter(([, { untilMs }]) => untilMs === null)
  if (found.length === 0) return false
  const isWhole = found.every(([unit, { kind }]) => unit === over.unit && isShared(over, kind))
  if (isWorse(opening.severity, over.severity) && !(isWhole && over.untouched)) return false
  const rest = found.filter(([unit, { kind }]) => over.lines.get(unit)?.untilMs !== null && !(unit === over.unit && isShared(over, kind))).length
  return rest === 0 || (kin === 'unheard' && !giveWay && rest < found.length && opening.isEnough?.(rest) === false)
}

/** Silence that ended in the very readings that say that the line is down: as if it stood, so that it does not wait to close, or return, beside the outage. */
function isEndedIn(over: Standing, { unit, kpi, lines }: Opening): boolean {
  return over.unit === unit && over.kpi === kpi && lines.size > 0 && [...lines].every(([one, { kind, untilMs }]) => {
    const line = over.lines.get(one)
    return silence.includes(kind) && untilMs !== null && line?.kind === 'down' && line.untilMs === null && (line.sinceMs ?? Infinity) <= untilMs
  })
}

/** Whether a standing warning that nobody has touched gives way to one that opens. */
export function givesWay(less: Opening, over: Standing): boolean {
  if (!isEndedIn(over, less)) return covers(over, less, true)
  return covers(over, { ...less, lines: new Map([...less.lines].map(([unit, line]) => [unit, { ...line, untilMs: null }])) }, true)
}
