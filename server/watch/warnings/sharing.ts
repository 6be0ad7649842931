/**
 * One trouble is one warning, whichever rules find it: what two rules look for is the same trouble of one (KPI, group) where their conditions overlap
 * (rule-remarks.ts) and they look at a unit of the group together. The first that opens makes the warning; the others join it: their units are its lines,
 * their levels are told, and it is as severe as the worst of those that stand. It closes when the condition of all of them has cleared. Pure.
 *
 * The worst rule that stands is the warning's own (`body.rule`), the others are `body.joined`. Each line names the rules that found it (`rules`): whoever is
 * below the group is told by those of their own lines alone.
 */
import { severities, type Severity } from '../../../data/judgement/verdict.ts'
import { conditionsOverlap } from '../../../data/rules/rule-remarks.ts'
import type { CompiledRule } from '../rules/compiled-rule.ts'
import type { RunLine } from '../rules/run-group.ts'
import type { JoinedRule, WarningBody } from './record.ts'

/** Whether two rules look for the same trouble of a KPI in a group. */
export function shareTrouble(a: CompiledRule, b: CompiledRule, kpi: number, group: number): boolean {
  if (a.id === b.id || !conditionsOverlap(a.rule.condition, b.rule.condition) || !a.kpis.includes(kpi) || !b.kpis.includes(kpi)) return false
  const other = new Set(b.dueUnits(kpi, group))
  return a.dueUnits(kpi, group).some((unit) => other.has(unit))
}

/** Whether one severity is worse than another. */
export function isWorse(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) < severities.indexOf(b)
}

function ownOf({ rule, ruleVi, ruleEn, severity, tell, clearingMs }: WarningBody, stands: boolean): JoinedRule {
  return { rule, ruleVi, ruleEn, severity, tell, clearingMs, stands }
}

function withOwn(body: WarningBody, next: JoinedRule, stands: boolean): WarningBody {
  const { stands: _, ...own } = next
  return { ...body, ...own, joined: [ownOf(body, stands), ...body.joined.filter(({ rule }) => rule !== next.rule)] }
}

/** The body with the worst of its standing rules as its own; of equals the one that is it already. */
export function ledByWorst(body: WarningBody): WarningBody {
  const worst = body.joined.filter(({ stands }) => stands).reduce<JoinedRule | null>((best, one) => (best === null || isWorse(one.severity, best.severity) ? one : best), null)
  return worst !== null && isWorse(worst.severity, body.severity) ? withOwn(body, worst, true) : body
}

/** The body with a rule that joins it, or stands in it again. */
export function withJoined(body: WarningBody, joins: Omit<JoinedRule, 'stands' | 'clearingMs'>): WarningBody {
  return ledByWorst({ ...body, joined: [...body.joined.filter(({ rule }) => rule !== joins.rule), { ...joins, clearingMs: null, stands: true }] })
}

/** The body after a rule of it has cleared or is no longer run; null: none of the others stands. */
export function withoutRule(body: WarningBody, rule: string): WarningBody | null {
  const rest = body.joined.filter((one) => one.stands && one.rule !== rule)
  if (body.rule !== rule) return { ...body, joined: body.joined.map((one) => (one.rule === rule ? { ...one, clearingMs: null, stands: false } : one)) }
  const [first] = rest
  return first === undefined ? null : ledByWorst(withOwn({ ...body, clearingMs: null }, first, false))
}

/** The body after a group's clearing began or ended. */
export function withClearing(body: WarningBody, rule: string, clearingMs: number | null): WarningBody {
  if (clearingMs === (body.rule === rule ? body : body.joined.find((one) => one.rule === rule))?.clearingMs) return body
  if (body.rule === rule) return { ...body, clearingMs }
  return { ...body, joined: body.joined.map((one) => (one.rule === rule ? { ...one, clearingMs } : one)) }
}

/** The lines that one rule has in a warning. */
export interface SharedPart {
  readonly rule: string
  readonly severity: Severity
  readonly lines: ReadonlyMap<number, RunLine>
}

function laterEnded(a: RunLine, b: RunLine): RunLine {
  return (b.untilMs ?? 0) > (a.untilMs ?? 0) ? b : a
}

/** One unit of several rules: what stands by the worst of them; else what ended last. `before`: its line until now. */
function sharedLine(before: RunLine | undefined, found: readonly (readonly [SharedPart, RunLine])[], nowMs: number): RunLine {
  const standing = found.filter(([, { untilMs }]) => untilMs === null).map(([, line]) => line)
  const all = [...found.map(([, line]) => line), ...(before === undefined ? [] : [before])]
  const last = standing[0] ?? all.reduce(laterEnded)
  const joined = all.flatMap(({ joinedMs }) => joinedMs ?? [])
  return {
    ...last, untilMs: standing.length > 0 ? null : (last.untilMs ?? nowMs), sinceMs: Math.min(...(standing.length > 0 ? standing : [last]).map(({ sinceMs }) => sinceMs)),
    joinedMs: joined.length === 0 ? null : Math.min(...joined), peak: Math.max(...all.filter(({ kind }) => kind === last.kind).map(({ peak }) => peak)),
    rules: [...new Set([...found.map(([{ rule }]) => rule), ...(before?.rules ?? [])])],
  }
}

/** Lines with the rule that found them. */
export function stamped(lines: ReadonlyMap<number, RunLine>, rule: string): Map<number, RunLine> {
  return new Map([...lines].map(([unit, line]) => [unit, { ...line, rules: line.rules ?? [rule] }]))
}

/**
 * The lines of a warning of several rules. `before`: those it had; a unit of it that no rule knows any more has ended. `isTold`: another warning tells a unit's
 * kind already (rules of several kinds can lie between two warnings that people have taken): it is no line of this one.
 */
export function sharedLines(before: ReadonlyMap<number, RunLine>, parts: readonly SharedPart[], nowMs: number, isTold: (unit: number, line: RunLine) => boolean = () => false): Map<number, RunLine> {
  const worstFirst = parts.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  const units = new Set([...before.keys(), ...worstFirst.flatMap(({ lines }) => [...lines.keys()])])
  const merged = new Map<number, RunLine>()
  for (const unit of units) {
    const found = worstFirst.flatMap((part): (readonly [SharedPart, RunLine])[] => {
      const line = part.lines.get(unit)
      return line === undefined || (line.untilMs === null && isTold(unit, line)) ? [] : [[part, line]]
    })
    const known = before.get(unit)
    if (found.length > 0 || known !== undefined) merged.set(unit, sharedLine(known, found, nowMs))
  }
  return merged
}
