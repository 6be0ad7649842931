/**
 * When conditions were first met and seen to be, kept in the store: a restart in the middle of a pending time must neither begin it anew nor
 * lose it. One record for each (rule, KPI), and one with the observed time (rule-run.ts) they are told in. Units whose line stands in an
 * open warning are kept with the warning.
 */
import { z } from 'zod'
import type { LiveFigures } from '../../figures/figures.ts'
import type { Ledger } from '../../log/ledger.ts'
import type { RunRule } from '../rules/compiled-rule.ts'
import type { RuleRun } from '../rules/rule-run.ts'

/** Beginnings of one rule and KPI: unit code → when it was first met (epoch ms) and first seen to be (observed time). */
const beginningsOf = z.strictObject({ rule: z.string(), kpi: z.string(), units: z.record(z.string(), z.tuple([z.number(), z.number()])) })
const observed = z.strictObject({ observedMs: z.number() })
/** What was kept before seen time was: KPI id → unit code → epoch ms, of one rule. It says nothing of what was seen. */
const formerBody = z.record(z.string(), z.record(z.string(), z.number()))
const body = z.union([beginningsOf, observed, formerBody])
type Body = z.infer<typeof beginningsOf>

/** Id of the record with the observed time; no rule is called so. */
const clockId = ':observed'

/** See the file header. */
export class Beginnings {
  readonly #ledger: Pick<Ledger, 'all' | 'remember'>
  readonly #live: LiveFigures
  /** What was last written, by record. */
  readonly #written = new Map<string, string>()

  constructor(ledger: Pick<Ledger, 'all' | 'remember'>, live: LiveFigures) {
    this.#ledger = ledger
    this.#live = live
  }

  /** Gives a run what the store knows: after the warnings were restored. */
  resume(run: RuleRun): void {
    for (const { id, body: kept } of this.#ledger.all('pending', body)) {
      this.#written.set(id, JSON.stringify(kept))
      if (id === clockId) {
        const clock = observed.safeParse(kept)
        if (clock.success) run.resumeClock(clock.data.observedMs)
        continue
      }
      const parsed = beginningsOf.safeParse(kept)
      if (parsed.success) this.#resumeUnits(run, parsed.data)
    }
  }

  #resumeUnits(run: RuleRun, { rule, kpi: kpiId, units }: Body): void {
    const kpi = this.#live.kpiIndex(kpiId)
    if (kpi === undefined) return
    for (const [code, [sinceMs, seenMs]] of Object.entries(units)) {
      const unit = this.#live.pyramid.indexOf(code)
      if (unit !== undefined) run.resume(rule, kpi, unit, { sinceMs, seenMs })
    }
  }

  /** Writes what changed since. Before everything is judged once, what the store knows stays. */
  keep(run: RuleRun, rules: readonly RunRule[]): void {
    if (!run.isJudged) return
    const now = new Map<string, Body>()
    for (const { id, rule } of rules) if (rule.enabled && rule.pendingMs > 0) this.#collect(run, id, now)
    const gone = [...this.#written].filter(([id, text]) => id !== clockId && !now.has(id) && text !== '{}').map(([id]) => ({ id, body: {}, text: '{}' }))
    const changed = [...now].map(([id, kept]) => ({ id, body: kept, text: JSON.stringify(kept) })).filter(({ id, text }) => text !== this.#written.get(id))
    const clock = now.size === 0 ? [] : [{ id: clockId, body: { observedMs: run.observedMs }, text: '' }]
    const records = [...gone, ...changed, ...clock]
    this.#ledger.remember('pending', records)
    for (const { id, text } of records) this.#written.set(id, text)
  }

  #collect(run: RuleRun, rule: string, into: Map<string, Body>): void {
    for (const group of run.groupsOf(rule)) {
      const kpi = this.#live.kpis[group.kpi]!.id
      for (const [unit, { sinceMs, seenMs }] of group.found) {
        if (group.isOpen && group.lines.get(unit)?.untilMs === null) continue
        const id = `${rule} ${kpi}`
        const kept = into.get(id) ?? { rule, kpi, units: {} }
        kept.units[this.#live.pyramid.units[unit]!.code] = [sinceMs, seenMs]
        into.set(id, kept)
      }
    }
  }
}
