/**
 * What is found and no warning yet: a condition that enough units meet, whose pending time has not passed. A map paints such a unit red by its figure
 * at once; a list that said nothing of it would know less than the map.
 *
 * Invariants
 * - Law 8: told is what would open a warning that the viewer sees all of; to whoever is below its group, nothing.
 * - One trouble once: what a standing warning as severe tells or would cover (folding.ts) is none; of several findings of one figure of a unit, or of
 *   the silence of a unit, the worst is told.
 * - Nothing is told while the past is brought in, or before everything has been judged once: `judged` says so.
 */
import { severities, type Severity } from '../../../data/judgement/verdict.ts'
import { maxPendingTold, type WarningsAnswer } from '../../../data/protocol/warning.ts'
import { inSubtree } from '../../../data/pyramid/pyramid.ts'
import { toLocalIso } from '../../../data/time/vietnam-time.ts'
import type { LiveFigures } from '../../figures/figures.ts'
import type { RunGroup } from '../rules/run-group.ts'
import type { RuleRun } from '../rules/rule-run.ts'
import type { ChangeCounts } from './change-counts.ts'
import { covers, openingOf, silence, standingOf, type Opening } from './folding.ts'
import { severityOf, type Entry } from './record.ts'
import { toldUnit } from './told-unit.ts'
import { isLive } from './views.ts'

/** What it looks at. */
export interface PendingDeps {
  readonly run: Pick<RuleRun, 'isJudged' | 'pending'>
  readonly live: LiveFigures
  readonly held: () => Iterable<Entry>
  readonly isFilling: () => boolean
}

/** What the list of warnings says of what it does not list. */
export type PendingTold = Pick<WarningsAnswer, 'judged' | 'pending'>

interface Pending {
  readonly group: RunGroup
  readonly severity: Severity
  readonly opensMs: number
}

const none: WarningsAnswer['pending'] = { counts: { at_risk: 0, behind: 0, no_data: 0 }, first: [] }
const rank = (severity: Severity): number => severities.indexOf(severity)

/** Whether a standing warning tells it, no less severe than it would be. */
function isTold(entry: Entry, opening: Opening): boolean {
  if (entry.unit !== opening.unit || !isLive(entry.body.state) || rank(severityOf(entry.body)) > rank(opening.severity)) return false
  const isSame = entry.kpi === opening.kpi && [...opening.lines].every(([unit, { kind }]) => entry.lines.get(unit)?.untilMs === null && entry.lines.get(unit)?.kind === kind)
  return isSame || covers(standingOf(entry), opening)
}

function keyOf({ kpi, unit, found }: RunGroup): string {
  return [...found.values()].every(({ kind }) => silence.includes(kind)) ? `${unit} silent` : `${unit} ${kpi}`
}

const byWorst = (a: Pending, b: Pending): number => rank(a.severity) - rank(b.severity) || a.opensMs - b.opensMs || a.group.unit - b.group.unit || a.group.kpi - b.group.kpi

/** See the file header. */
export class PendingFindings {
  readonly #deps: PendingDeps
  /** What was pending, and whether everything was judged, when changes were last noted. */
  #noted = new Set<RunGroup>()
  #wasJudged = false

  constructor(deps: PendingDeps) {
    this.#deps = deps
  }

  /** What a viewer of `scope` is told below `root`, which lies in it. */
  told(root: number, scope: number): PendingTold {
    const { live: { pyramid, kpis } } = this.#deps
    if (!this.#isJudged) return { judged: false, pending: none }
    const all = this.#worst(root, scope)
    const count = (of: Severity): number => all.filter(({ severity }) => severity === of).length
    return { judged: true, pending: {
      counts: { at_risk: count('at_risk'), behind: count('behind'), no_data: count('no_data') },
      first: all.slice(0, maxPendingTold).map(({ group, severity, opensMs }) => ({
        unit: pyramid.units[toldUnit(group.unit, group.due, group.found)]!.code, kpi: kpis[group.kpi]!.id, severity, opensAt: toLocalIso(opensMs),
      })),
    } }
  }

  /** Notes for those who see it what came and went since the last time, so that they ask again. */
  note(counts: Pick<ChangeCounts, 'bump' | 'bumpAll'>): void {
    const isJudged = this.#isJudged
    const now = new Set(isJudged ? [...this.#deps.run.pending()].map(({ group }) => group) : [])
    const before = this.#noted
    if (isJudged !== this.#wasJudged) counts.bumpAll()
    for (const group of [...[...now].filter((one) => !before.has(one)), ...[...before].filter((one) => !now.has(one))]) counts.bump(group.unit, [], group.compiled.rule.tell)
    this.#noted = now
    this.#wasJudged = isJudged
  }

  get #isJudged(): boolean {
    return this.#deps.run.isJudged && !this.#deps.isFilling()
  }

  #worst(root: number, scope: number): Pending[] {
    const { run, held, live: { pyramid } } = this.#deps
    const { level } = pyramid.units[scope]!
    const standing = [...held()]
    const worst = new Map<string, Pending>()
    for (const { group, opensMs } of run.pending()) {
      const { compiled: { rule }, unit, found } = group
      if (!rule.tell.includes(level) || !inSubtree(pyramid, root, unit)) continue
      const opening = { ...openingOf(group, pyramid), lines: new Map([...found].map(([one, { kind, sinceMs }]) => [one, { kind, sinceMs, untilMs: null }])) }
      if (standing.some((entry) => isTold(entry, opening))) continue
      const pending = { group, severity: rule.severity, opensMs }
      const known = worst.get(keyOf(group))
      if (known === undefined || byWorst(pending, known) < 0) worst.set(keyOf(group), pending)
    }
    return [...worst.values()].sort(byWorst)
  }
}
