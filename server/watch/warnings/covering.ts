/**
 * What standing warnings cover (folding.ts), anew in each step. What is covered covers in its turn: a province's own line is told by those of its
 * communes, and so is the silence of that line.
 */
import type { RunGroup } from '../rules/run-group.ts'
import { covers, standingOf, type Opening, type Standing } from './folding.ts'
import type { Covered, Entry } from './record.ts'

/** See the file header. */
export class Covering {
  #covered = new Map<string, Covered[]>()
  #told: { readonly standing: Standing; readonly over: Entry }[] = []

  /** A new step: nothing is known to be covered. */
  begin(): void {
    this.#covered = new Map()
    this.#told = []
  }

  /** What a warning covers. */
  of(id: string): readonly Covered[] {
    return this.#covered.get(id) ?? []
  }

  /** Whether what would open is told beside one of the warnings that stand; notes it. */
  takes(opening: Opening, { due }: Pick<RunGroup, 'due'>, held: Iterable<Entry>): boolean {
    const over = this.#overOf(opening, held)
    if (over === undefined) return false
    const [first] = opening.lines.values()
    const { rule, kpi, severity, lines } = opening
    this.#covered.set(over.id, [...this.of(over.id), { rule, kpi, kind: first?.kind ?? 'threshold', severity, of: [...lines.keys()] }])
    // Its lines are forgotten as soon as it is told by another.
    this.#told.push({ standing: { ...opening, lines: new Map(lines), due, covers: true, untouched: standingOf(over).untouched }, over })
    return true
  }

  #overOf(opening: Opening, held: Iterable<Entry>): Entry | undefined {
    for (const entry of held) if (covers(standingOf(entry), opening)) return entry
    return this.#told.find(({ standing }) => covers(standing, opening))?.over
  }
}
