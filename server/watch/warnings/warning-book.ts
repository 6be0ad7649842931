/**
 * The warnings: what the rules' run opens and closes, made durable, with what people did about it.
 *
 * Invariants
 * - The ledger's standing warnings are the truth at a start: they are open again before anything is judged, so none is opened twice, and
 *   none is closed before everything has been judged (rule-run.ts).
 * - Opening, closing and every act of a person are acts in the ledger, written before anybody is told. What could not be written (disk
 *   full) is written by a later tick. Lines are kept with the warning at most every `keepEveryMs`: after a kill they are found again.
 * - Time is the figures' own (`live.nowMs`): it never goes back.
 * - A warning that a person resolved stays quiet until its condition has cleared once.
 */
import type { VerdictChange } from '../../../data/judgement/verdict.ts'
import type { RuleInput } from '../../../data/protocol/rule.ts'
import type { TaskWish, WarningAct, WarningAnswer } from '../../../data/protocol/warning.ts'
import { judgesAlike } from '../../../data/rules/judges-alike.ts'
import { DomainError } from '../../errors.ts'
import type { CellId, LiveFigures } from '../../figures/figures.ts'
import type { Actor, Change, Ledger } from '../../log/ledger.ts'
import type { RuleBook, Seer } from '../rules/rule-book.ts'
import { RuleRun, type DueReport, type RunEvent, type VerdictSource } from '../rules/rule-run.ts'
import type { RunGroup } from '../rules/run-group.ts'
import { Beginnings } from './beginnings.ts'
import { ChangeCounts } from './change-counts.ts'
import { Covering } from './covering.ts'
import { byReach, givesWay, openingOf, standingOf, worstOf } from './folding.ts'
import { Holdings } from './holdings.ts'
import { isUntouched, Joining } from './joining.ts'
import { bodyNow, figureNow, notAhead, openedEntry, rulesOf, standingRules, warningBody, type Entry, type WarningRef } from './record.ts'
import { PendingFindings } from './pending.ts'
import { WarningReader } from './reader.ts'
import { ToldLines } from './told-lines.ts'
import { afterAct, takenAfter, takes } from './state-machine.ts'
import { isLive, toldTo, type ViewDeps } from './views.ts'
import { closingNotes, joinedNote, WarningWriter } from './writer.ts'

/** Most open (and quiet) warnings; beyond it none opens until others have closed. */
export const maxHeld = 5000
/** How often changed lines and beginnings are written, milliseconds. */
export const keepEveryMs = 5000
/** How often the numbers inside standing warnings count as a change, milliseconds. */
export const numbersEveryMs = 60_000

/** A task that is about to be made: `change` for the ledger's transaction, `written` to be called after it (task-register.ts). */
export interface TaskDraft {
  readonly id: string
  readonly change: Change
  readonly written: () => void
}

/** What a book stands on. `draftTask`: the task a warning becomes. */
export interface WarningBookDeps extends Pick<ViewDeps, 'verdictWords' | 'taskOffice' | 'missingParts'> {
  readonly ledger: Ledger
  readonly live: LiveFigures
  readonly verdicts: VerdictSource
  readonly rules: RuleBook
  readonly reports?: () => Iterable<DueReport> | null
  readonly draftTask: (wish: TaskWish, warning: WarningRef, actor: Actor) => TaskDraft
  /** Since when sources could be heard; this start where it is left out. */
  readonly heardFromMs?: number
  /** Longest time between two beats that counts as observed; `maxSeenStepMs` where it is left out. */
  readonly seenStepMs?: number
  /** Time that passes whatever the clock says (rule-run.ts). */
  readonly passedMs?: () => number
  /** Whether what a standing warning covers opens none of its own (folding.ts); true where it is left out. */
  readonly folds?: boolean
  /** Whether the past is being brought in: figures of now say nothing then, and nothing opens and nothing closes. */
  readonly isFilling?: () => boolean
  readonly maxHeld?: number
}

/** A warning that came or changed. */
export interface WarningChange {
  readonly id: string
  readonly isNew: boolean
}

/** See the file header. */
export class WarningBook {
  /** What viewers are told. */
  readonly reader: WarningReader
  readonly #deps: WarningBookDeps
  readonly #run: RuleRun
  readonly #counts: ChangeCounts
  readonly #holdings: Holdings
  readonly #writer: WarningWriter
  readonly #beginnings: Beginnings
  readonly #toldLines = new ToldLines()
  readonly #joining: Joining
  readonly #covering = new Covering()
  readonly #pending: PendingFindings
  readonly #followers: ((changes: readonly WarningChange[]) => void)[] = []
  #changes = new Map<string, boolean>()
  #keptMs: number
  #numbersMs: number

  constructor(deps: WarningBookDeps) {
    const { live, ledger, rules, verdicts, reports, verdictWords } = deps
    this.#deps = deps
    this.#run = new RuleRun({ live, verdicts, heardFromMs: deps.heardFromMs ?? live.nowMs, ...(reports === undefined ? {} : { reports }), ...(deps.seenStepMs === undefined ? {} : { seenStepMs: deps.seenStepMs }), ...(deps.passedMs === undefined ? {} : { passedMs: deps.passedMs }) })
    this.#counts = new ChangeCounts(live.pyramid)
    this.#holdings = new Holdings({ ledger, pyramid: live.pyramid, kpis: live.kpis })
    this.#joining = new Joining({ live, rules, run: this.#run, holdings: this.#holdings, isOn: deps.folds !== false })
    this.#writer = new WarningWriter(ledger, live.pyramid)
    this.#beginnings = new Beginnings(ledger, live)
    this.#pending = new PendingFindings({ run: this.#run, live, held: () => this.#holdings.held(), isFilling: () => deps.isFilling?.() === true })
    this.reader = new WarningReader({ live, verdicts, verdictWords, rule: (id) => rules.rule(id), covered: (id) => this.#covering.of(id), pending: (root, scope) => this.#pending.told(root, scope), ...(deps.taskOffice === undefined ? {} : { taskOffice: deps.taskOffice }), ...(deps.missingParts === undefined ? {} : { missingParts: deps.missingParts }) }, this.#holdings, ledger)
    this.#keptMs = this.#passedMs
    this.#numbersMs = this.#passedMs
    this.#run.setRules(rules.all())
    for (const record of ledger.standing('warning', warningBody)) this.#resume(this.#holdings.closed.entryOf(record))
    this.#beginnings.resume(this.#run)
    rules.onChanged((id, before, after) => this.#ruleChanged(id, before, after))
  }

  /** Whether a scope sees anything of a warning: cheap. */
  isSeen(id: string, scope: number): boolean {
    return this.reader.isSeen(id, scope)
  }

  /** One warning as a viewer sees it; null: nothing of it. */
  told(id: string, seer: Seer): WarningAnswer | null {
    return this.reader.told(id, seer)
  }

  /** Whether everything was judged once: before that nothing opens and nothing closes. */
  get isJudged(): boolean {
    return this.#run.isJudged
  }

  /** Called with the warnings that came or changed, at most once a tick and once an act. */
  onChanged(follower: (changes: readonly WarningChange[]) => void): void {
    this.#followers.push(follower)
  }

  /** Verdicts that came, changed or went. */
  apply(changes: readonly VerdictChange[]): void {
    this.#run.apply(changes)
  }

  /** Cells that changed. */
  touch(cells: readonly CellId[]): void {
    this.#run.touch(cells)
  }

  /** Once a second: what opened, changed and closed since; written, then told. Throws what the log throws, but for LogUnavailable. */
  tick(): void {
    for (const { what, group } of this.#step()) {
      if (what === 'opened') this.#open(group)
      else if (what === 'lines') this.#linesChanged(group)
      else if (what === 'closed') this.#closeGroup(group)
      else this.#cleared(group)
    }
    for (const entry of this.#joining.refreshAll()) this.#changed(entry)
    this.#raise()
    this.#pending.note(this.#counts)
    this.#endShelves()
    this.#flush()
    if (this.#passedMs - this.#keptMs >= keepEveryMs) this.#keep()
    if (this.#passedMs - this.#numbersMs >= numbersEveryMs) {
      this.#numbersMs = this.#passedMs
      for (const entry of this.#holdings.held()) {
        if (this.#joining.groupsOf(entry).filter((group) => group.takeTurned()).length > 0) this.#writer.touch(entry)
        this.#counts.bump(entry.unit, entry.lines.keys(), this.#toldTo(entry))
      }
    }
    this.#holdings.closed.readOn()
    this.#tell()
  }

  /** While the past is brought in, figures of now say nothing. */
  #step(): readonly RunEvent[] {
    if (this.#deps.isFilling?.() === true) {
      this.#run.pause()
      return []
    }
    this.#covering.begin()
    const openings = (events: readonly RunEvent[], yes: boolean): RunEvent[] => events.filter(({ what }) => (what === 'opened') === yes)
    const events = this.#run.step()
    const reach = ({ group: { compiled: { rule }, lines, kpi } }: RunEvent): Parameters<typeof byReach>[0] => ({ severity: rule.severity, lines, kpi })
    return [...openings(events, true).sort((a, b) => byReach(reach(a), reach(b))), ...openings(events, false)]
  }

  /** Writes what waits: before a stop. */
  finish(): void {
    this.#flush()
    this.#keep()
  }

  /** Rises when an answer for this scope changed. */
  version(scope: number): number {
    return this.#counts.version(scope)
  }

  /** What a person does with a warning. Throws DomainError `warning_unavailable`, `edited_meanwhile`, `act_impossible`, `field_invalid`, those of the task; LogUnavailable. */
  act(id: string, act: WarningAct, actor: Actor, seer: Seer): void {
    const { live, ledger } = this.#deps
    const entry = this.reader.actedOn(id, seer)
    if (entry.version !== act.version) throw new DomainError('edited_meanwhile')
    const next = afterAct(entry.body, act, live.nowMs)
    if (act.act === 'reopen') this.#joining.mayReopen(entry)
    const draft = act.act === 'assign' ? this.#deps.draftTask(act.task, { id, kpi: entry.body.kpi }, actor) : null
    const body = {
      ...next.body, lines: bodyNow(entry, live.pyramid).lines, handled: next.body.handled || takes.includes(act.act), ...takenAfter(next.body, act, actor, live.nowMs),
      ...(draft === null || act.act !== 'assign' ? {} : { task: draft.id, taskOwner: act.task.owner }),
      ...(act.act === 'resolve' ? figureNow(entry, live) : {}),
    }
    const change: Change = { kind: 'warning', id, action: act.act, actor, version: entry.version, body, note: next.note }
    const [written] = ledger.write(draft === null ? [change] : [change, draft.change])
    draft?.written()
    entry.body = body
    entry.version = written!.version
    entry.changedMs = written!.changedMs
    if (act.act === 'resolve') this.#resolved(entry)
    if (act.act === 'reopen') this.#joining.reopen(entry)
    this.#mark(entry, false)
    this.#tell()
  }

  /** Time that passes even while the figures stand ahead of a clock that was set back. */
  get #passedMs(): number {
    return this.#deps.passedMs?.() ?? this.#deps.live.nowMs
  }

  #toldTo(entry: Entry): RuleInput['tell'] {
    return toldTo(entry, (id) => this.#deps.rules.rule(id))
  }

  /** A warning of before this start. Two of one trouble, as they were opened before rules joined, become one where nobody has taken both. */
  #resume(entry: Entry): void {
    notAhead(entry, this.#deps.live.nowMs)
    const rules = this.#joining.runnable(entry)
    this.#holdings.hold(entry, rules)
    if (rules.length === 0) return this.#close(entry, closingNotes.gone)
    this.#joining.restore(entry, rules)
    this.#toldLines.note(entry, this.#holdings.isHeld(entry.id))
    const [group] = this.#joining.groupsOf(entry)
    const other = group === undefined || entry.body.quiet ? undefined : this.#joining.hostsOf(group, entry).find(({ body }) => !body.quiet)
    if (other !== undefined) this.#merge(entry, other)
  }

  #open(group: RunGroup): void {
    const { live, rules } = this.#deps
    const own = rules.rule(group.compiled.id)
    const [host] = own === undefined ? [] : this.#joining.hostsOf(group)
    if (host !== undefined) return this.#join(host, group)
    if (own === undefined || this.#holdings.size >= (this.#deps.maxHeld ?? maxHeld)) return group.refuse()
    if (this.#deps.folds !== false && this.#covering.takes(openingOf(group, live.pyramid), group, this.#holdings.held())) return group.refuse()
    const entry = openedEntry(group, own, live)
    this.#holdings.hold(entry)
    this.#writer.add({ entry, action: 'opened', note: null })
    if (this.#deps.folds !== false) this.#fold(entry)
  }

  /** A rule finds what a standing warning tells (sharing.ts). */
  #join(host: Entry, group: RunGroup): void {
    const isNew = this.#joining.join(host, group)
    if (isNew && isLive(host.body.state)) this.#writer.add({ entry: host, action: 'joined', note: joinedNote(group.compiled.rule) })
    else this.#writer.touch(host)
    this.#mark(host, false)
    for (const other of this.#joining.hostsOf(group, host)) if (isLive(other.body.state) && isLive(host.body.state)) this.#merge(host, other)
  }

  /** Of two warnings of one trouble the one that nobody has touched ends, and its rules join the other; both stay where people have taken both. */
  #merge(one: Entry, other: Entry): void {
    const [from, into] = isUntouched(one) && !isUntouched(other) ? [one, other] : [other, one]
    if (!isUntouched(from)) return
    for (const group of this.#joining.groupsOf(from)) this.#joining.join(into, group)
    this.#close(from, closingNotes.folded)
    this.#changed(into)
  }

  /** Lesser warnings that nobody has touched give way to one that covers them. */
  #fold(over: Entry): void {
    const { live: { pyramid } } = this.#deps
    for (const entry of [...this.#holdings.held()]) {
      const groups = entry === over || entry.body.state !== 'open' || entry.body.comments > 0 ? [] : this.#joining.groupsOf(entry)
      if (groups.length === 0 || !groups.every((group) => group.isOpen && givesWay(openingOf(group, pyramid), standingOf(over)))) continue
      this.#close(entry, closingNotes.folded)
      for (const group of groups) group.refuse()
    }
  }

  /** What covers something worse is told as severe as that; nothing is known of it before everything was judged. */
  #raise(): void {
    if (!this.#run.isJudged || this.#deps.isFilling?.() === true) return
    for (const entry of this.#holdings.held()) {
      const { severity, raised } = entry.body
      const worst = worstOf([severity, ...this.#covering.of(entry.id).map((one) => one.severity)])
      const next = worst === severity ? null : worst
      if (next === raised) continue
      entry.body = { ...entry.body, raised: next }
      this.#changed(entry)
    }
  }

  #entryOf({ compiled, kpi, unit }: RunGroup): Entry | undefined {
    return this.#holdings.ofGroup(compiled.id, kpi, unit)
  }

  #linesChanged(group: RunGroup): void {
    const entry = this.#entryOf(group)
    if (entry === undefined) return
    this.#joining.follow(entry, group)
    this.#changed(entry)
  }

  #closeGroup(group: RunGroup): void {
    const entry = this.#entryOf(group)
    if (entry === undefined) return
    if (!this.#joining.leave(entry, group.compiled.id, group)) return this.#close(entry, null)
    this.#changed(entry)
  }

  /** Ends a warning by the product itself. */
  #close(entry: Entry, note: string | null): void {
    const { live } = this.#deps
    entry.lines = new Map(entry.lines)
    const ended = isLive(entry.body.state) ? { state: 'closed', closedMs: live.nowMs, ...figureNow(entry, live) } as const : {}
    entry.body = { ...entry.body, ...ended, stopped: entry.body.stopped || (note !== null && isLive(entry.body.state)), standing: 0, quiet: false, clearingMs: null, shelvedUntilMs: null }
    this.#holdings.release(entry)
    this.#writer.add({ entry, action: 'closed', note })
  }

  /** The condition of a resolved warning has cleared: another may open. No act: nobody did anything. */
  #cleared(group: RunGroup): void {
    const entry = this.#entryOf(group)
    if (entry === undefined) return
    this.#writer.touch(entry)
    if (this.#joining.leave(entry, group.compiled.id)) return
    entry.body = { ...entry.body, standing: 0, quiet: false, clearingMs: null }
    this.#holdings.end(entry)
  }

  #resolved(entry: Entry): void {
    entry.lines = new Map(entry.lines)
    for (const rule of standingRules(entry.body)) this.#run.quieten(rule, entry.kpi, entry.unit)
  }

  #ruleChanged(id: string, before: RuleInput | null, after: RuleInput): void {
    const isOther = before !== null && !judgesAlike(before, after)
    for (const entry of [...this.#holdings.held()]) {
      if (!rulesOf(entry.body).includes(id)) continue
      if (isOther && standingRules(entry.body).includes(id)) {
        if (this.#joining.leave(entry, id)) this.#writer.touch(entry)
        else this.#close(entry, after.enabled ? closingNotes.changed : closingNotes.off)
      }
      this.#mark(entry, false)
    }
    this.#run.setRules(this.#deps.rules.all())
    this.#flush()
    this.#tell()
  }

  /** Shelved ones whose time has come are told of. */
  #endShelves(): void {
    for (const entry of this.#holdings.held()) {
      const untilMs = entry.body.shelvedUntilMs
      if (untilMs === null || untilMs > this.#deps.live.nowMs) continue
      entry.body = { ...entry.body, shelvedUntilMs: null }
      this.#changed(entry)
    }
  }

  /** Writes what the product itself opened and closed, and notes it for those who see it. */
  #flush(): void {
    for (const { entry, action } of this.#writer.flush()) {
      if (action === 'closed') this.#holdings.end(entry)
      this.#mark(entry, action === 'opened')
    }
  }

  /** Keeps changed lines, and when thresholds were first met. */
  #keep(): void {
    this.#keptMs = this.#passedMs
    this.#writer.keep(() => this.#beginnings.keep(this.#run, this.#deps.rules.all()))
  }

  /** To be kept, and told. */
  #changed(entry: Entry): void {
    this.#writer.touch(entry)
    this.#mark(entry, false)
  }

  /** Notes that an answer changed, for those who see it: the group, and below it whose own line changed. */
  #mark(entry: Entry, isNew: boolean): void {
    if (entry.version === 0) return
    this.#counts.bump(entry.unit, this.#toldLines.note(entry, this.#holdings.isHeld(entry.id)), this.#toldTo(entry))
    this.#changes.set(entry.id, isNew || this.#changes.get(entry.id) === true)
  }

  #tell(): void {
    if (this.#changes.size === 0) return
    const changes = [...this.#changes].map(([id, isNew]) => ({ id, isNew }))
    this.#changes = new Map()
    for (const follower of this.#followers) follower(changes)
  }
}
