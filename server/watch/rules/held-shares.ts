/**
 * Of how much each enabled rule holds by now, for the list of rules: a rule that was switched on before there were figures is asked again when there are. A look goes over all
 * figures of a rule (the widest: some 0.1 s), so it is kept for `keptMs`, and one answer spends `budgetMs` on looks, oldest first; what it does not come to is told as it was,
 * or not at all, and looked at for the next.
 */
import type { Matching } from './matching.ts'

/** How long a look counts, milliseconds. */
export const keptMs = 60_000
/** Time after which one answer begins no further look, milliseconds. */
export const budgetMs = 50

/** A rule as it is kept: looked at anew where its version is another. */
interface Versioned { readonly id: string; readonly version: number }
interface Look { readonly version: number; readonly atMs: number; readonly held: Matching | null }

/** See the file header. `passedMs`: monotone. */
export class HeldShares<R extends Versioned = Versioned> {
  readonly #find: (record: R) => Matching | null
  readonly #passedMs: () => number
  readonly #looks = new Map<string, Look>()

  constructor(find: (record: R) => Matching | null, passedMs: () => number) {
    this.#find = find
    this.#passedMs = passedMs
  }

  /** Looks at those whose look is too old or missing, within the budget; one at least. */
  look(records: readonly R[]): void {
    const beginMs = this.#passedMs()
    const due = records.map((record) => ({ record, look: this.#lookOf(record) })).filter(({ look }) => look === null || beginMs - look.atMs >= keptMs)
    due.sort((a, b) => (a.look?.atMs ?? -Infinity) - (b.look?.atMs ?? -Infinity))
    for (const [i, { record }] of due.entries()) {
      const nowMs = this.#passedMs()
      if (i > 0 && nowMs - beginMs >= budgetMs) return
      this.#looks.set(record.id, { version: record.version, atMs: nowMs, held: this.#find(record) })
    }
  }

  /** What a rule held of when it was last looked at; null: it was not, as it stands now, or nothing is known. */
  of(record: R): Matching | null {
    return this.#lookOf(record)?.held ?? null
  }

  #lookOf({ id, version }: R): Look | null {
    const look = this.#looks.get(id)
    return look?.version === version ? look : null
  }
}
