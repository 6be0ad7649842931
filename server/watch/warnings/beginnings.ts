/**
 * When thresholds were first met, kept in the store: a restart in the middle of a pending time must neither begin it anew nor lose it.
 * (Verdicts carry their own beginning; lines of open warnings are kept with them.)
 */
import { z } from 'zod'
import type { LiveFigures } from '../../figures/figures.ts'
import type { Ledger } from '../../log/ledger.ts'
import type { RunRule } from '../rules/compiled-rule.ts'
import type { RuleRun } from '../rules/rule-run.ts'

/** Beginnings of one rule: KPI id → unit code → epoch ms. */
const beginningsBody = z.record(z.string(), z.record(z.string(), z.number()))

/** See the file header. */
export class Beginnings {
  readonly #ledger: Pick<Ledger, 'all' | 'remember'>
  readonly #live: LiveFigures
  /** What was last written, by rule. */
  readonly #written = new Map<string, string>()

  constructor(ledger: Pick<Ledger, 'all' | 'remember'>, live: LiveFigures) {
    this.#ledger = ledger
    this.#live = live
  }

  /** Gives a run what the store knows. */
  resume(run: RuleRun): void {
    for (const { id, body } of this.#ledger.all('pending', beginningsBody)) {
      this.#written.set(id, JSON.stringify(body))
      for (const [kpiId, units] of Object.entries(body)) {
        const kpi = this.#live.kpiIndex(kpiId)
        for (const [code, sinceMs] of Object.entries(units)) {
          const unit = this.#live.pyramid.indexOf(code)
          if (kpi !== undefined && unit !== undefined) run.resume(id, kpi, unit, sinceMs)
        }
      }
    }
  }

  /** Writes what changed since. Before everything is judged once, what the store knows stays. */
  keep(run: RuleRun, rules: readonly RunRule[]): void {
    if (!run.isJudged) return
    const changed = rules.flatMap(({ id, rule }) => {
      if (rule.condition.on !== 'threshold' && !this.#written.has(id)) return []
      const body = rule.enabled && rule.condition.on === 'threshold' && rule.pendingMs > 0 ? this.#bodyOf(run, id) : {}
      const text = JSON.stringify(body)
      return text === (this.#written.get(id) ?? '{}') ? [] : [{ id, body, text }]
    })
    this.#ledger.remember('pending', changed)
    for (const { id, text } of changed) this.#written.set(id, text)
  }

  #bodyOf(run: RuleRun, rule: string): Record<string, Record<string, number>> {
    const body: Record<string, Record<string, number>> = {}
    for (const group of run.groupsOf(rule)) {
      const units = (body[this.#live.kpis[group.kpi]!.id] ??= {})
      for (const [unit, { sinceMs }] of group.found) units[this.#live.pyramid.units[unit]!.code] = sinceMs
    }
    return body
  }
}
