/**
 * Warnings as a viewer may see them. Law 8: whoever's scope holds the group sees all of it; whoever is below the group sees it cut to
 * their own lines, with nothing that counts, names or tells of others; whoever is neither, or whose level the rule does not tell, nothing.
 */
import type { KeyRole } from '../../../data/access/scope.ts'
import { rankOf } from '../../../data/judgement/ranking.ts'
import { severities, verdictKinds, type EvidenceId, type Severity, type Verdict, type VerdictKind } from '../../../data/judgement/verdict.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import { maxAlso, maxAlsoUnits, type WarningAnswer, type WarningKind, type WarningLine, type WarningState } from '../../../data/protocol/warning.ts'
import { inSubtree, type Pyramid } from '../../../data/pyramid/pyramid.ts'
import { canMeet } from '../../../data/rules/check-rule.ts'
import { englishName } from '../../../data/rules/rule-remarks.ts'
import { endedWords, findingWords, groupWords, pastWords, withheldWords, type Words } from '../../../data/rules/warning-words.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { UnitLevel } from '../../../data/units/unit.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import type { VerdictSource } from '../rules/rule-run.ts'
import type { RunLine } from '../rules/run-group.ts'
import { severityOf, standingRules, type Covered, type Entry, type JoinedRule, type WarningBody } from './record.ts'
import { taskTold } from './shown.ts'
import { toldUnit } from './told-unit.ts'
import { isUntold, toldVerdict, withParts, type Told, type VerdictWords } from './told-evidence.ts'

/** What views are made from. `verdictWords`: a verdict in both languages; `taskOffice`: the office that answers for a task (null: no such task); `covered`: what a warning covers (folding.ts). */
export interface ViewDeps {
  readonly live: LiveFigures
  readonly verdicts: Pick<VerdictSource, 'verdicts' | 'missing'>
  readonly rule: (id: string) => RuleInput | undefined
  readonly verdictWords: VerdictWords
  readonly covered?: (id: string) => readonly Covered[]
  readonly taskOffice?: (task: string) => string | null
  /** The parts (KPI indices) that a report due at an instant misses; none where they are not as many as `count`. */
  readonly missingParts?: (unit: number, dueMs: number, count: number) => readonly number[]
}

/** A warning cut to what a scope may see. `whole`: all of it, as the group; else only the scope's own lines. `unit`: it is told of (told-unit.ts). `score`: see ranking.ts. */
export interface View {
  readonly entry: Entry
  readonly whole: boolean
  /** The rule it is told by: its own; below the group the worst that found the own lines. */
  readonly by: Pick<JoinedRule, 'rule' | 'ruleVi' | 'ruleEn' | 'severity'>
  readonly unit: number
  readonly lines: readonly (readonly [unit: number, line: RunLine])[]
  readonly state: WarningState
  readonly due: number
  readonly affected: number
  readonly kind: WarningKind
  /** Below the group nobody is told what the warning covers, nor how bad that is. */
  readonly severity: Severity
  readonly score: number
  readonly shelved: boolean
  /** The condition holds of no unit since then, and it closes by itself at `closesMs`; null: it stands, or the warning has ended. */
  readonly ended: { readonly atMs: number; readonly closesMs: number } | null
  /** When it opened; of a cut view, when its own first unit became a line of it: the group's instant tells of others. Never before the condition was told of. */
  readonly openedMs: number
}

/** Who has taken a warning that stands. */
export interface StandingWarning {
  readonly id: string
  readonly state: WarningState
  readonly task: string | null
  readonly shelvedUntil: string | null
}

const liveStates: readonly WarningState[] = ['open', 'acknowledged', 'assigned']

/** Whether a warning is open in whatever way. */
export function isLive(state: WarningState): boolean {
  return liveStates.includes(state)
}

/** Levels a warning is told to: what its rules say now, or said. */
export function toldTo({ body }: Entry, rule: ViewDeps['rule']): RuleInput['tell'] {
  const own = rule(body.rule)?.tell ?? body.tell
  return body.joined.length === 0 ? own : [...new Set([...own, ...body.joined.flatMap((one) => rule(one.rule)?.tell ?? one.tell)])]
}

/** Whether a unit below the group is told of its line: by a rule that found it and tells units of that level. */
function isLineTold({ body }: Entry, line: RunLine, level: UnitLevel, rule: ViewDeps['rule']): boolean {
  if (line.rules === undefined) return (rule(body.rule)?.tell ?? body.tell).includes(level)
  return line.rules.some((id) => (rule(id)?.tell ?? (id === body.rule ? body : body.joined.find((one) => one.rule === id))?.tell ?? []).includes(level))
}

/** Whether any of a warning can be seen from a root by somebody whose scope is `scope`. Cheap: no view is made. */
export function canSee(entry: Entry, root: number, scope: number, pyramid: Pyramid, rule: ViewDeps['rule']): boolean {
  const { level } = pyramid.units[scope]!
  if (entry.version === 0 || entry.unit < 0 || entry.kpi < 0 || !toldTo(entry, rule).includes(level)) return false
  if (inSubtree(pyramid, root, entry.unit)) return true
  return inSubtree(pyramid, entry.unit, root) && [...entry.lines].some(([unit, line]) => inSubtree(pyramid, root, unit) && isLineTold(entry, line, level, rule))
}

/** See the file header. */
export class WarningViews {
  readonly #deps: ViewDeps

  constructor(deps: ViewDeps) {
    this.#deps = deps
  }

  /** How much of a warning can be seen from a root: all of it, own lines only, or nothing (null). */
  sight(entry: Entry, root: number, scope: number): 'whole' | 'cut' | null {
    const { live: { pyramid }, rule } = this.#deps
    if (!canSee(entry, root, scope, pyramid, rule)) return null
    return inSubtree(pyramid, root, entry.unit) ? 'whole' : 'cut'
  }

  /** The view of a warning from a root inside the scope; null: nothing of it may be seen. */
  view(entry: Entry, root: number, scope: number): View | null {
    const { live, rule } = this.#deps
    const { pyramid } = live
    const sight = this.sight(entry, root, scope)
    if (sight === null) return null
    const whole = sight === 'whole'
    const isOpen = isLive(entry.body.state)
    const lines = [...entry.lines].filter(([unit, line]) => whole || (inSubtree(pyramid, root, unit) && isLineTold(entry, line, pyramid.units[scope]!.level, rule))).sort(([, a], [, b]) => worstFirst(a, b, isOpen))
    const standing = lines.filter(([, { untilMs }]) => untilMs === null)
    const state = isOpen ? (whole ? entry.body.state : standing.length > 0 ? 'open' : 'closed') : this.endedState(entry, root, whole)
    const ended = whole && isOpen ? this.#endedOf(entry) : null
    const affected = ended !== null ? 0 : isOpen && standing.length > 0 ? standing.length : lines.length
    const due = Math.max(affected, whole ? entry.body.due : lines.length)
    const kind = (standing[0] ?? lines[0])?.[1].kind ?? entry.body.kind
    const size = Math.max(0, ...(standing.length > 0 ? standing : lines).map(([, line]) => line.size))
    const by = whole ? entry.body : ruleOfLines(entry.body, lines)
    const severity = whole ? severityOf(entry.body) : by.severity
    const score = rankOf({ kind, severity, kpi: entry.body.kpi, size, share: due === 0 ? 0 : affected / due })
    const shelved = whole && entry.body.shelvedUntilMs !== null && entry.body.shelvedUntilMs > live.nowMs
    const openedMs = whole ? entry.body.openedMs : joinedOf(entry, lines)
    return { entry, whole, by, unit: whole ? toldUnit(entry.unit, entry.body.due, entry.lines) : root, lines, state, due, affected, kind, severity, score, shelved, ended, openedMs }
  }

  /** How an ended warning is told to have ended: below the group by the own lines, which cleared or stood to the end. */
  endedState({ body, lines }: Entry, root: number, whole: boolean): WarningState {
    if (whole) return body.state === 'closed' && body.stopped ? 'stopped' : body.state
    return body.stopped && [...lines].some(([unit, { untilMs }]) => untilMs === null && inSubtree(this.#deps.live.pyramid, root, unit)) ? 'stopped' : 'closed'
  }

  /** Since when no unit meets the condition of an open warning, and when it closes by that. */
  #endedOf({ body, lines }: Entry): View['ended'] {
    const rules = [body, ...body.joined.filter(({ stands }) => stands)]
    const clearing = rules.flatMap(({ rule, clearingMs }) => (clearingMs === null ? [] : [{ atMs: clearingMs, closesMs: clearingMs + (this.#deps.rule(rule)?.clearAfterMs ?? 0) }]))
    if (clearing.length < rules.length || [...lines.values()].some(({ untilMs }) => untilMs === null)) return null
    return { atMs: Math.max(...clearing.map(({ atMs }) => atMs)), closesMs: Math.max(...clearing.map(({ closesMs }) => closesMs)) }
  }

  /** On which side of its limit a threshold is met; null: its rule is no such, or gone. */
  #sideOf({ body }: Entry): 'below' | 'above' | null {
    const condition = this.#deps.rule(body.rule)?.condition
    return condition?.on === 'threshold' ? condition.op : null
  }

  /** The parts a due report misses. */
  #partsOf(unit: number, { kind, numbers }: RunLine): readonly number[] {
    const number = (id: EvidenceId): number | undefined => numbers.find((one) => one.id === id)?.value
    const [dueMs, count] = [number('limit'), number('missing_parts')]
    return kind !== 'report_due' || dueMs === undefined || count === undefined ? [] : (this.#deps.missingParts?.(unit, dueMs, count) ?? [])
  }

  /** The words and numbers of one line, as told to a scope: a small count of cases is not (domain, *Aggregates only*). */
  told(entry: Entry, unit: number, line: RunLine, scope: number): Told {
    const { live, verdicts, verdictWords } = this.#deps
    const stands = line.untilMs === null && isLive(entry.body.state)
    if (!isVerdictKind(line.kind)) {
      if (isUntold(live, unit, entry.kpi, line.kind, scope)) return { words: withheldWords, numbers: [], missing: [] }
      return withParts({ words: findingWords(line, live.kpis[entry.kpi]!, this.#sideOf(entry)), numbers: line.numbers }, stands ? this.#partsOf(unit, line) : [], live)
    }
    const now = stands ? verdicts.verdicts(unit, entry.kpi).find(({ kind }) => kind === line.kind) : undefined
    const verdict: Verdict = now ?? { kind: line.kind, severity: line.severity, sinceMs: line.sinceMs, size: line.size, numbers: line.numbers }
    return toldVerdict(live, unit, entry.kpi, verdict, scope, verdictWords, now === undefined ? undefined : (of, kpi) => verdicts.missing?.(of, kpi) ?? [])
  }

  /** Lines worst first, those that still stand before those that ended; from `offset`, at most `limit`. */
  lines(view: View, scope: number, limit: number): WarningLine[] {
    const { pyramid } = this.#deps.live
    return view.lines.slice(0, limit).map(([unit, line]) => {
      const { words: last, numbers, missing } = this.told(view.entry, unit, line, scope)
      const words = line.untilMs === null ? last : pastWords(line.untilMs, last)
      return {
        unit: pyramid.units[unit]!.code, severity: ruleOfLines(view.entry.body, [[unit, line]]).severity, since: toLocalIso(line.sinceMs), until: isoOrNull(line.untilMs),
        evidenceVi: words.vi, evidenceEn: words.en, numbers: numbers.map((one) => ({ ...one })),
        missing: [...missing],
      }
    })
  }

  /** The wire's row of a view. `role`: what the viewer may do. */
  answer(view: View, scope: number, role: KeyRole, rank: number): WarningAnswer {
    const { live } = this.#deps
    const { entry, whole, unit, state } = view
    const { body } = entry
    const cell = live.cell(unit, entry.kpi)
    const since = sinceOf(entry, view.lines)
    // A condition began before it was told of: nothing of a warning changed before it opened.
    const changedMs = Math.max(view.openedMs, whole ? entry.changedMs : (view.lines[0]?.[1].untilMs ?? since))
    const words = this.#words(view, scope)
    const task = whole ? taskTold(body, live.pyramid, scope) : null
    const isKept = whole && (body.valueUnit ?? live.pyramid.units[entry.unit]!.code) === live.pyramid.units[unit]!.code
    const [value, expected] = isLive(state) ? [cell.value, cell.expected] : isKept ? [body.value, body.expected] : [null, null]
    const closedMs = whole ? body.closedMs : isLive(state) ? null : changedMs
    return {
      id: entry.id, ...this.#named(view.by), state, rank,
      unit: live.pyramid.units[unit]!.code, kpi: body.kpi, kind: view.kind, status: cell.status, freshness: cell.freshness, severity: view.severity,
      value, expected, gap: value === null || expected === null ? null : value - expected,
      since: toLocalIso(since), newestAt: isoOrNull(cell.newestAtMs), units: { affected: view.affected, due: view.due },
      evidenceVi: words.vi, evidenceEn: words.en, simulated: cell.simulated,
      openedAt: toLocalIso(view.openedMs), changedAt: toLocalIso(changedMs),
      ended: view.ended === null ? null : { at: toLocalIso(view.ended.atMs), closesAt: toLocalIso(view.ended.closesMs) }, closedAt: isoOrNull(closedMs),
      also: whole ? this.#also(view) : [],
      shelvedUntil: view.shelved ? isoOrNull(body.shelvedUntilMs) : null, task, taskOffice: task === null ? null : (this.#deps.taskOffice?.(task) ?? null),
      takenBy: whole ? this.#inScope(body.takenBy, scope) : null, takenAt: whole ? isoOrNull(body.takenMs) : null,
      version: whole ? entry.version : 1, mayAct: whole && role === 'operate' && inSubtree(live.pyramid, scope, entry.unit), comments: whole ? body.comments : 0,
    }
  }

  /** A rule by its name of now, or as it was. */
  #named({ rule, ruleVi, ruleEn }: Pick<JoinedRule, 'rule' | 'ruleVi' | 'ruleEn'>): Pick<WarningAnswer, 'rule' | 'ruleVi' | 'ruleEn'> {
    const own = this.#deps.rule(rule)
    return { rule, ruleVi: own?.nameVi ?? ruleVi, ruleEn: own === undefined ? ruleEn : englishName(own) }
  }

  /** What a warning covers, and the other rules that find it. */
  #also({ entry, kind }: View): WarningAnswer['also'] {
    const { live, rule: ruleOf, covered } = this.#deps
    const counted = (found: readonly number[]): Pick<WarningAnswer['also'][number], 'units' | 'of'> => ({
      units: found.length, of: found.slice(0, maxAlsoUnits).map((unit) => live.pyramid.units[unit]!.code),
    })
    const joined = entry.body.joined.map((one) => ({
      how: 'joined' as const, ...this.#named(one), kpi: entry.body.kpi, kind, ...counted([...entry.lines].flatMap(([unit, { rules }]) => (rules?.includes(one.rule) === true ? [unit] : []))),
    }))
    const told = (covered?.(entry.id) ?? []).map(({ rule, kpi, kind: of, of: found }) => ({
      how: 'covered' as const, ...this.#named({ rule, ruleVi: ruleOf(rule)?.nameVi ?? '', ruleEn: '' }), kpi: live.kpis[kpi]!.id, kind: of, ...counted(found),
    }))
    return [...joined, ...told].slice(0, maxAlso)
  }

  /** Who has taken a warning, as told to a scope. */
  standing({ entry, whole, state, shelved }: View, scope: number): StandingWarning {
    return { id: entry.id, state, task: whole ? taskTold(entry.body, this.#deps.live.pyramid, scope) : null, shelvedUntil: shelved ? isoOrNull(entry.body.shelvedUntilMs) : null }
  }

  /** Names of everything a view may be found by, in both languages. */
  names(view: View): string {
    const { live } = this.#deps
    const kpi = live.kpis[view.entry.kpi]!
    const named = [view.by, ...(view.whole ? view.entry.body.joined : [])].map((one) => this.#named(one))
    const units = [view.unit, ...view.lines.map(([unit]) => unit)].map((unit) => live.pyramid.units[unit]!)
    return [
      view.entry.id, kpi.id, kpi.nameVi, kpi.nameEn, ...named.flatMap(({ ruleVi, ruleEn }) => [ruleVi, ruleEn]),
      ...new Set(units.flatMap(({ code, fullName, nameEn }) => [code, fullName, nameEn])),
    ].join(' ')
  }

  /** Whether the units a group counts are of several levels: a province's own office among its communes. */
  #isMixed(view: View): boolean {
    const { live: { pyramid, kpis }, rule } = this.#deps
    const levels = standingRules(view.entry.body).flatMap((id) => {
      const own = rule(id)
      return own === undefined ? [] : own.levels.filter((level) => canMeet(own.condition, level, kpis[view.entry.kpi]!))
    })
    const isLooked = levels.includes('commune') && levels.includes(pyramid.units[view.unit]!.level) && new Set(levels).size > 1
    return isLooked || new Set(view.lines.map(([unit]) => pyramid.units[unit]!.level)).size > 1
  }

  /** An office outside the scope is not named. */
  #inScope(code: string | null, scope: number): string | null {
    const { pyramid } = this.#deps.live
    return code !== null && inSubtree(pyramid, scope, pyramid.indexOf(code) ?? -1) ? code : null
  }

  #words(view: View, scope: number): Words {
    const { live } = this.#deps
    const { units } = live.pyramid
    const [worst] = view.lines
    if (worst === undefined) return { vi: '', en: '' }
    if (view.ended !== null) {
      const { value, expected } = live.cell(view.unit, view.entry.kpi)
      return endedWords(view.ended.atMs, view.ended.closesMs, value, expected, live.kpis[view.entry.kpi]!)
    }
    const told = this.told(view.entry, worst[0], worst[1], scope)
    const words = worst[1].untilMs === null ? told.words : pastWords(worst[1].untilMs, told.words)
    if (view.lines.length === 1 && (view.due <= 1 || worst[0] === view.unit)) return words
    const open = view.lines.filter(([, { untilMs }]) => untilMs === null)
    const kinds = new Map<WarningKind, number>()
    for (const [, { kind }] of open.length > 0 ? open : view.lines) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const unit = units[worst[0]]!
    return groupWords(kinds, view.due, this.#isMixed(view) ? null : unit.level, sinceOf(view.entry, view.lines), { name: { vi: unit.fullName, en: unit.nameEn }, words }, { op: this.#sideOf(view.entry), direction: live.kpis[view.entry.kpi]!.direction })
  }
}

function isVerdictKind(kind: WarningKind): kind is VerdictKind {
  return (verdictKinds as readonly string[]).includes(kind)
}

/** When the first of the lines that stand began; of an ended warning, the first of all. */
function sinceOf(entry: Entry, lines: View['lines']): number {
  const open = lines.filter(([, { untilMs }]) => untilMs === null)
  return lines.length === 0 ? entry.body.openedMs : Math.min(...(open.length > 0 ? open : lines).map(([, { sinceMs }]) => sinceMs))
}

/** When the first of some lines became one; of records of before that was kept, when it began. */
function joinedOf(entry: Entry, lines: View['lines']): number {
  return lines.length === 0 ? entry.body.openedMs : Math.min(...lines.map(([, { joinedMs, sinceMs }]) => joinedMs ?? sinceMs))
}

/** The worst of the rules that found some lines; of those that stand, where any does. */
function ruleOfLines(body: WarningBody, lines: View['lines']): View['by'] {
  const ids = new Set(lines.flatMap(([, { rules }]) => rules ?? [body.rule]))
  const found = [{ ...body, stands: true }, ...body.joined].filter(({ rule }) => ids.has(rule))
  const standing = found.filter(({ stands }) => stands)
  return (standing.length > 0 ? standing : found).sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))[0] ?? body
}

/** The worst that was seen stands first, not the worst of now: what is already half mended, or ended, was no less bad. Of an open warning those that stand come before those that ended. */
function worstFirst(a: RunLine, b: RunLine, isOpen: boolean): number {
  return (isOpen ? Number(a.untilMs !== null) - Number(b.untilMs !== null) : 0) || severities.indexOf(a.severity) - severities.indexOf(b.severity)
    || b.peak - a.peak || b.size - a.size || a.sinceMs - b.sinceMs
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : toLocalIso(ms)
}
