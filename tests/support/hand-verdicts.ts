/** Verdicts set by hand, in the place of the VerdictBook. */
import type { Severity, Verdict, VerdictChange, VerdictKind } from '../../data/judgement/verdict.ts'
import type { VerdictSource } from '../../server/watch/rules/rule-run.ts'

/** See the file header. */
export class HandVerdicts implements VerdictSource {
  waiting = 0
  readonly #standing = new Map<string, { unit: number; kpi: number; verdict: Verdict }>()
  readonly #followers: ((changes: readonly VerdictChange[]) => void)[] = []

  verdicts(unit: number, kpi: number): readonly Verdict[] {
    return [...this.#standing.values()].filter((entry) => entry.unit === unit && entry.kpi === kpi).map(({ verdict }) => verdict)
  }

  *standing(kind: VerdictKind): Iterable<{ unit: number; kpi: number; verdict: Verdict }> {
    for (const entry of this.#standing.values()) if (entry.verdict.kind === kind) yield entry
  }

  onChanged(follower: (changes: readonly VerdictChange[]) => void): void {
    this.#followers.push(follower)
  }

  /** Verdicts come (or change) for some units and go for none. */
  raise(units: readonly number[], kpi: number, kind: VerdictKind, sinceMs: number, severity: Severity = 'no_data'): void {
    this.#tell(units.map((unit) => {
      const verdict: Verdict = { kind, severity, sinceMs, size: 1, numbers: [{ id: 'age', value: 1, form: 'count' }, { id: 'cadence', value: 1, form: 'count' }] }
      this.#standing.set(`${unit} ${kpi} ${kind}`, { unit, kpi, verdict })
      return { unit, kpi, kind, verdict }
    }))
  }

  /** Verdicts go. */
  clear(units: readonly number[], kpi: number, kind: VerdictKind): void {
    this.#tell(units.map((unit) => {
      this.#standing.delete(`${unit} ${kpi} ${kind}`)
      return { unit, kpi, kind, verdict: null }
    }))
  }

  #tell(changes: readonly VerdictChange[]): void {
    for (const follower of this.#followers) follower(changes)
  }
}
