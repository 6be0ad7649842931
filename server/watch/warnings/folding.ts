/**
 * One trouble, one warning: what another standing warning of the same group tells already does not open one of its own, but is told beside it
 * (`also`). It opens as soon as that one ends or no longer covers it, so none is lost.
 *
 * A finding is covered by a warning of the same group that is no less severe and told to nobody less, and of which every unit found is a standing line, where
 * - both are of the same KPI and of kinds that say alike that its figure is not what it should be (`oneFigure`), or
 * - both are silence (`late`, `lost`) found by one rule: the same units fell silent on several KPIs.
 * A province's own office is covered, too, by a warning of the same kind and KPI that at least half of its due communes share.
 */
import { severities, type Severity } from '../../../data/judgement/verdict.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { WarningKind } from '../../../data/protocol/warning.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import type { UnitLevel } from '../../../data/units/unit.ts'
import type { RunGroup, RunLine } from '../rules/run-group.ts'
import type { Entry } from './record.ts'
import { isLive } from './views.ts'

/** Kinds that say of one figure that it is not what it should be: below its plan, standing still, far from its peers. */
export const oneFigure: readonly WarningKind[] = ['below_plan', 'stall', 'outlier']
/** Kinds of silence. */
export const silence: readonly WarningKind[] = ['late', 'lost']

/** What would open: a rule's finding in a group. `level`: of the group's unit. */
export interface Opening {
  readonly rule: string
  readonly kpi: number
  readonly unit: number
  readonly level: UnitLevel
  readonly severity: Severity
  readonly tell: RuleInput['tell']
  readonly lines: ReadonlyMap<number, RunLine>
}

/** What a group would open. */
export function openingOf({ compiled: { id, rule }, kpi, unit, lines }: RunGroup, { units }: Pyramid): Opening {
  return { rule: id, kpi, unit, level: units[unit]!.level, severity: rule.severity, tell: rule.tell, lines }
}

const depths: readonly UnitLevel[] = ['centre', 'province', 'commune']

function kindsOf(lines: ReadonlyMap<number, RunLine>): ReadonlySet<WarningKind> {
  return new Set([...lines.values()].filter(({ untilMs }) => untilMs === null).map(({ kind }) => kind))
}

function isSameTrouble(entry: Entry, opening: Opening): boolean {
  const both = [...kindsOf(entry.lines), ...kindsOf(opening.lines)]
  if (entry.kpi === opening.kpi && [oneFigure, silence].some((family) => both.every((kind) => family.includes(kind)))) return true
  return entry.body.rule === opening.rule && both.every((kind) => silence.includes(kind))
}

/** Whether everybody who would see the opening is told of the warning: where it is of the group's own unit alone, nobody below sees it. */
function isToldAsWidely(entry: Entry, { unit, level, tell, lines }: Opening): boolean {
  const isOwn = lines.size === 1 && lines.has(unit)
  const seers = isOwn ? tell.filter((one) => depths.indexOf(one) <= depths.indexOf(level)) : tell
  return seers.every((one) => entry.body.tell.includes(one))
}

/** Whether a standing warning covers what would open; see the file header. */
export function covers(entry: Entry, opening: Opening): boolean {
  const { body, lines } = entry
  if (entry.unit !== opening.unit || !isLive(body.state) || body.clearingMs !== null || body.shelvedUntilMs !== null) return false
  if (severities.indexOf(body.severity) > severities.indexOf(opening.severity)) return false
  if (!isSameTrouble(entry, opening) || !isToldAsWidely(entry, opening)) return false
  const ofKind = (kind: WarningKind): number => [...lines.values()].filter((line) => line.untilMs === null && line.kind === kind).length
  return [...opening.lines].every(([unit, { untilMs, kind }]) => (
    untilMs !== null || lines.get(unit)?.untilMs === null || (unit === entry.unit && 2 * ofKind(kind) >= body.due)))
}
