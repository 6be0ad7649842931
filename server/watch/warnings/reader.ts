/** What viewers are told of the warnings: lists, single ones with their lines and acts, and whether anything of one may be seen at all. */
import { maxWarningLines, type WarningAnswer, type WarningDetailAnswer, type WarningKind, type WarningPaceAnswer, type WarningsAnswer } from '../../../data/protocol/warning.ts'
import { inSubtree } from '../../../data/pyramid/pyramid.ts'
import { DomainError } from '../../errors.ts'
import type { Ledger } from '../../log/ledger.ts'
import type { Seer } from '../rules/rule-book.ts'
import { tellActsOf } from '../told-acts.ts'
import type { Holdings } from './holdings.ts'
import { byRank, listWarnings, type Shelf, type WarningQuery } from './listing.ts'
import { paceOf } from './pace.ts'
import type { PendingTold } from './pending.ts'
import { standingRules, type Entry } from './record.ts'
import { shownWarning } from './shown.ts'
import { impossible } from './state-machine.ts'
import { canSee, isLive, WarningViews, type StandingWarning, type View, type ViewDeps } from './views.ts'

/** How many warnings people took, cleared by themselves, ended with their rule, and nobody took yet. Each counts once, taken first. */
export interface Outcomes { readonly handled: number; readonly cleared: number; readonly stopped: number; readonly open: number }

function outcomeOf({ whole, state, entry: { body } }: View): keyof Outcomes {
  if (whole && (body.handled || body.task !== null || body.state === 'acknowledged' || body.state === 'resolved')) return 'handled'
  return isLive(state) ? 'open' : whole && body.stopped ? 'stopped' : 'cleared'
}

/** Where `WarningReader.telling` keeps what tells of a verdict. */
export function verdictPlace(kpi: number, kind: WarningKind): string {
  return `${kpi} ${kind}`
}

/** What it stands on. `pending`: what is found below a root and no warning yet, as told to a scope (pending.ts). */
export interface ReaderDeps extends ViewDeps {
  readonly pending: (root: number, scope: number) => PendingTold
}

/** See the file header. */
export class WarningReader {
  readonly #deps: ReaderDeps
  readonly #holdings: Holdings
  readonly #ledger: Pick<Ledger, 'history'>
  readonly #views: WarningViews

  constructor(deps: ReaderDeps, holdings: Holdings, ledger: Pick<Ledger, 'history'>) {
    this.#deps = deps
    this.#holdings = holdings
    this.#ledger = ledger
    this.#views = new WarningViews(deps)
  }

  /** The warnings of a root inside a viewer's scope. */
  list(query: WarningQuery, seer: Seer): WarningsAnswer {
    return listWarnings(query, seer.scope, seer.role, this.#shelf(), this.#views, this.#deps.live, this.#deps.pending(query.root, seer.scope))
  }

  /** How fast the warnings of a root inside a viewer's scope come and go. */
  pace(root: number, seer: Seer): WarningPaceAnswer {
    return paceOf(root, seer.scope, this.#shelf(), this.#views, this.#deps.live)
  }

  /** One warning as a viewer sees it, ranked among those they see; null: nothing of it. */
  told(id: string, seer: Seer): WarningAnswer | null {
    const entry = this.#holdings.find(id)
    const view = entry === null ? null : this.#views.view(entry, seer.scope, seer.scope)
    return view === null ? null : this.#views.answer(view, seer.scope, seer.role, this.#rankOf(id, seer.scope))
  }

  /** What became of the warnings of a root that opened from `fromMs` on. Of one that a viewer sees a part of, what people did is not told. */
  outcomes(root: number, { scope }: Seer, fromMs: number): Outcomes {
    const counts = { handled: 0, cleared: 0, stopped: 0, open: 0 }
    for (const entry of [...this.#holdings.held(), ...this.#holdings.closed.reaching(fromMs, Infinity)]) {
      const view = entry.body.openedMs < fromMs ? null : this.#views.view(entry, root, scope)
      if (view !== null) counts[outcomeOf(view)]++
    }
    return counts
  }

  /** Whether a viewer of a scope sees anything of a warning: cheap. */
  isSeen(id: string, scope: number): boolean {
    const entry = this.#holdings.find(id)
    return entry !== null && canSee(entry, scope, scope, this.#deps.live.pyramid, this.#deps.rule)
  }

  /** One warning with its lines and, for who sees its group, its acts. Throws DomainError `warning_unavailable`. */
  detail(id: string, seer: Seer): WarningDetailAnswer {
    const entry = this.#holdings.find(id)
    const view = entry === null ? null : this.#views.view(entry, seer.scope, seer.scope)
    if (entry === null || view === null) throw new DomainError('warning_unavailable')
    const { pyramid } = this.#deps.live
    const acts = view.whole ? this.#ledger.history('warning', id) : []
    return {
      warning: this.#views.answer(view, seer.scope, seer.role, this.#rankOf(id, seer.scope)),
      lines: this.#views.lines(view, seer.scope, maxWarningLines), linesTotal: view.lines.length,
      history: tellActsOf(acts, entry.version, (body) => shownWarning(body, pyramid, seer.scope), pyramid, seer.scope),
    }
  }

  /** The warning that a viewer may act on: all of it lies in their scope. Throws DomainError `warning_unavailable`, and `act_impossible` of one they see a part of. */
  actedOn(id: string, { scope }: Seer): Entry {
    const entry = this.#holdings.find(id)
    const { live: { pyramid }, rule } = this.#deps
    if (entry === null || !canSee(entry, scope, scope, pyramid, rule)) throw new DomainError('warning_unavailable')
    if (!inSubtree(pyramid, scope, entry.unit)) {
      throw impossible('cảnh báo này do đơn vị cấp trên xử lý; đơn vị chỉ xem phần của mình', 'the unit above acts on this warning; a unit below sees its own part of it only')
    }
    return entry
  }

  /** The standing warning of each unit of a root whose figure of a KPI is found to be of a kind, as a viewer sees it. */
  standing(kind: WarningKind, kpi: number, root: number, { scope }: Seer): Map<number, StandingWarning> {
    const { live, rule } = this.#deps
    const found = new Map<number, StandingWarning>()
    for (const entry of this.#holdings.held()) {
      if (entry.kpi !== kpi || !isLive(entry.body.state) || !canSee(entry, root, scope, live.pyramid, rule)) continue
      const view = this.#views.view(entry, scope, scope)
      if (view === null) continue
      const told = this.#views.standing(view, scope)
      for (const [unit, line] of view.lines) if (line.kind === kind && line.untilMs === null && inSubtree(live.pyramid, root, unit)) found.set(unit, told)
    }
    return found
  }

  /**
   * The standing warnings that tell of a unit's verdicts to a viewer, by `verdictPlace`: one of which the unit is a standing line, else one that
   * covers the finding (`covered`). Below the group nobody is told what a warning covers.
   */
  telling(unit: number, { scope }: Seer): Map<string, { readonly id: string, readonly how: 'line' | 'covered' }> {
    const { live: { pyramid }, rule, covered } = this.#deps
    const found = new Map<string, { readonly id: string, readonly how: 'line' | 'covered' }>()
    for (const entry of this.#holdings.held()) {
      if (!isLive(entry.body.state) || !canSee(entry, scope, scope, pyramid, rule)) continue
      const isLine = entry.lines.get(unit)?.untilMs === null
      const beside = (covered?.(entry.id) ?? []).filter(({ of }) => of.includes(unit))
      const view = isLine || beside.length > 0 ? this.#views.view(entry, scope, scope) : null
      if (view === null) continue
      for (const [of, { kind, untilMs }] of isLine ? view.lines : []) if (of === unit && untilMs === null) found.set(verdictPlace(entry.kpi, kind), { id: entry.id, how: 'line' })
      for (const { kpi, kind } of view.whole ? beside : []) if (!found.has(verdictPlace(kpi, kind))) found.set(verdictPlace(kpi, kind), { id: entry.id, how: 'covered' })
    }
    return found
  }

  /** Open warnings of a rule whose group lies in a scope. */
  openOf(rule: string, scope: number): number {
    const { pyramid } = this.#deps.live
    return [...this.#holdings.held()].filter(({ unit, body }) => standingRules(body).includes(rule) && isLive(body.state) && inSubtree(pyramid, scope, unit)).length
  }

  #shelf(): Shelf {
    return { held: this.#holdings.held(), ended: (fromMs, toMs) => this.#holdings.closed.reaching(fromMs, toMs) }
  }

  #rankOf(id: string, scope: number): number {
    const views = [...this.#holdings.held()].flatMap((entry) => this.#views.view(entry, scope, scope) ?? []).filter(({ state }) => isLive(state)).sort(byRank)
    const at = views.findIndex(({ entry }) => entry.id === id)
    return at < 0 ? views.length + 1 : at + 1
  }
}
