/** Which standing warning a finding belongs to, and what becomes of it as rules join and leave (sharing.ts says by which law). */
import type { LiveFigures } from '../../figures/figures.ts'
import { CompiledRule } from '../rules/compiled-rule.ts'
import type { RuleBook } from '../rules/rule-book.ts'
import type { RunGroup, RunLine } from '../rules/run-group.ts'
import type { RuleRun } from '../rules/rule-run.ts'
import { englishName } from '../../../data/rules/rule-remarks.ts'
import { rulesOf, standingRules, type Entry } from './record.ts'
import type { Holdings } from './holdings.ts'
import { isWorse, sharedLines, shareTrouble, stamped, withClearing, withJoined, withoutRule, type SharedPart } from './sharing.ts'
import { impossible } from './state-machine.ts'
import { isLive } from './views.ts'

/** What it stands on. `isOn` false: every rule opens its own (tests). */
export interface JoiningDeps {
  readonly live: LiveFigures
  readonly rules: Pick<RuleBook, 'rule'>
  readonly run: RuleRun
  readonly holdings: Holdings
  readonly isOn: boolean
}

/** Whether nobody has done anything about a warning. */
export function isUntouched({ body }: Entry): boolean {
  return body.state === 'open' && body.comments === 0 && body.shelvedUntilMs === null
}

/** So that of two warnings at most one leaves a line to the other. */
function isLater(a: Entry, b: Entry): boolean {
  return a.body.openedMs > b.body.openedMs || (a.body.openedMs === b.body.openedMs && a.id > b.id)
}

function isShared({ body }: Entry): boolean {
  return body.joined.length > 0
}

/** See the file header. */
export class Joining {
  readonly #deps: JoiningDeps

  constructor(deps: JoiningDeps) {
    this.#deps = deps
  }

  /** The groups of a warning's standing rules, as they are run. */
  groupsOf(entry: Entry): RunGroup[] {
    return standingRules(entry.body).flatMap((rule) => this.#deps.run.groupAt(rule, entry.kpi, entry.unit) ?? [])
  }

  /**
   * The standing warnings that tell the trouble of a group, the one it belongs to first: what people have taken, then what opened first, then one that a person
   * resolved and whose condition stands (a worse rule does not belong to that: it opens again).
   */
  hostsOf(group: RunGroup, except?: Entry): Entry[] {
    const { holdings, isOn } = this.#deps
    if (!isOn) return []
    const { compiled, kpi, unit } = group
    const rank = (entry: Entry): number => (!isLive(entry.body.state) ? 2 : isUntouched(entry) ? 1 : 0)
    return [...holdings.held()].filter((entry) => entry !== except && entry.unit === unit && entry.kpi === kpi
      && (isLive(entry.body.state) || (entry.body.quiet && !isWorse(compiled.rule.severity, entry.body.severity)))
      && this.groupsOf(entry).some((own) => shareTrouble(own.compiled, compiled, kpi, unit))).sort((a, b) => rank(a) - rank(b))
  }

  /** A group's finding becomes part of a warning; whether its rule is new to it. */
  join(host: Entry, { compiled: { id }, kpi, unit }: RunGroup): boolean {
    const { holdings, rules, run } = this.#deps
    const own = rules.rule(id)!
    const isNew = !rulesOf(host.body).includes(id)
    if (!isShared(host)) host.lines = stamped(host.lines, host.body.rule)
    host.body = withJoined(host.body, { rule: id, ruleVi: own.nameVi, ruleEn: englishName(own), severity: own.severity, tell: [...own.tell] })
    holdings.standFor(host, id)
    if (host.body.quiet) run.quieten(id, kpi, unit)
    else this.#settle(host)
    return isNew
  }

  /** A rule's condition has cleared, or it is not run as it was. False: no other rule of the warning stands, so it ends. */
  leave(entry: Entry, rule: string, group?: RunGroup): boolean {
    if (isShared(entry) && isLive(entry.body.state)) this.refresh(entry, group)
    const rest = withoutRule(entry.body, rule)
    if (rest === null) return false
    entry.body = rest
    this.#deps.holdings.part(entry, rule)
    if (isLive(entry.body.state)) this.#settle(entry)
    return true
  }

  /** Units came, went or changed in a group. */
  follow(entry: Entry, group: RunGroup): void {
    entry.body = withClearing(entry.body, group.compiled.id, group.clearingMs)
    this.refresh(entry)
  }

  /** The lines of a warning of several rules as they are now, and since when each has been clear. `last`: a group that the run has forgotten by now. */
  refresh(entry: Entry, last?: RunGroup): void {
    if (!isShared(entry) || !isLive(entry.body.state)) return
    const { live, holdings } = this.#deps
    const { kpi, unit } = entry
    const groups = [...this.groupsOf(entry).filter(({ compiled }) => compiled.id !== last?.compiled.id), ...(last === undefined ? [] : [last])]
    for (const { compiled, clearingMs } of groups) entry.body = withClearing(entry.body, compiled.id, clearingMs)
    const parts = groups.map(({ compiled: { id, rule: { severity } }, lines }): SharedPart => ({ rule: id, severity, lines }))
    const beside = [...holdings.held()].filter((one) => one.kpi === kpi && one.unit === unit && isLive(one.body.state) && !isUntouched(one) && isLater(one, entry))
      .flatMap((one) => this.#deps.run.groupAt(one.body.rule, kpi, unit) ?? [])
    const isTold = (member: number, { kind }: RunLine): boolean => beside.some(({ lines }) => lines.get(member)?.untilMs === null && lines.get(member)?.kind === kind)
    entry.lines = sharedLines(entry.lines, parts, live.nowMs, isTold)
  }

  /** Every warning of several rules; those of which one began to clear, or does no more: no line says so. */
  refreshAll(): readonly Entry[] {
    return [...this.#deps.holdings.held()].filter((entry) => {
      const before = entry.body
      this.refresh(entry)
      return before !== entry.body
    })
  }

  /** Throws DomainError `act_impossible` where a resolved warning cannot be opened again: its rule is off, or a newer warning tells its trouble. */
  mayReopen(entry: Entry): void {
    const { rules, live: { pyramid, kpis }, holdings, isOn } = this.#deps
    const { kpi, unit, body: { rule: id } } = entry
    const rule = rules.rule(id)
    if (rule?.enabled !== true) throw impossible('kịch bản của cảnh báo đã tắt', 'the rule of the warning is switched off')
    const compiled = new CompiledRule({ id, rule }, pyramid, kpis)
    const own = holdings.ofGroup(id, kpi, unit)
    const isTold = isOn && [...holdings.held()].some((one) => one !== entry && one.kpi === kpi && one.unit === unit && this.groupsOf(one).some((other) => shareTrouble(other.compiled, compiled, kpi, unit)))
    if (isTold || (own !== undefined && own !== entry)) throw impossible('đã có cảnh báo mới về cùng việc này', 'a newer warning of the same stands')
  }

  /** The rules of a kept warning that are still run and have no other. */
  runnable({ body, kpi, unit }: Entry): readonly string[] {
    const { rules, holdings } = this.#deps
    return kpi < 0 || unit < 0 ? [] : standingRules(body).filter((rule) => rules.rule(rule)?.enabled === true && holdings.ofGroup(rule, kpi, unit) === undefined)
  }

  /** A kept warning stands again, for these of its rules. */
  restore(entry: Entry, rules: readonly string[]): void {
    const { run } = this.#deps
    for (const rule of standingRules(entry.body)) if (!rules.includes(rule)) entry.body = withoutRule(entry.body, rule) ?? entry.body
    const { rule: own, clearingMs, joined, quiet } = entry.body
    for (const rule of rules) {
      const lines = [...entry.lines].filter(([, line]) => (line.rules ?? [own]).includes(rule))
      run.restore(rule, entry.kpi, entry.unit, { lines, quiet, clearingMs: rule === own ? clearingMs : (joined.find((one) => one.rule === rule)?.clearingMs ?? null) })
    }
    this.#takeLines(entry)
  }

  /** A person took back that a warning was resolved: it is open for these of its rules. */
  reopen(entry: Entry): void {
    const { run, rules, holdings } = this.#deps
    const { kpi, unit, body: { rule: own } } = entry
    const open = standingRules(entry.body).filter((rule) => rules.rule(rule)?.enabled === true && [undefined, entry].includes(holdings.ofGroup(rule, kpi, unit)))
    for (const rule of standingRules(entry.body)) if (!open.includes(rule)) entry.body = withoutRule(entry.body, rule) ?? entry.body
    holdings.hold(entry, open)
    for (const rule of open) run.reopen(rule, kpi, unit, [...entry.lines].filter(([, line]) => (line.rules ?? [own]).includes(rule)))
    this.#takeLines(entry)
  }

  #takeLines(entry: Entry): void {
    if (isShared(entry)) return this.refresh(entry)
    const lines = isLive(entry.body.state) ? this.#deps.run.groupAt(entry.body.rule, entry.kpi, entry.unit)?.lines : undefined
    if (lines !== undefined) entry.lines = lines
  }

  /** What follows from which rules stand: the lines, and how many units are due. */
  #settle(entry: Entry): void {
    const { kpi, unit } = entry
    const due = new Set(this.groupsOf(entry).flatMap(({ compiled }) => [...compiled.dueUnits(kpi, unit)])).size
    if (due > 0) entry.body = { ...entry.body, due }
    this.refresh(entry)
  }
}
