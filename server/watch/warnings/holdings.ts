/** The warnings in memory: those that are open or quiet, by id and by group, and the index of the ended ones. */
import { ClosedIndex, type ClosedIndexDeps } from './closed-index.ts'
import { groupKey, rulesOf, type Entry } from './record.ts'

/** See the file header. */
export class Holdings {
  readonly closed: ClosedIndex
  readonly #held = new Map<string, Entry>()
  readonly #byGroup = new Map<string, string>()

  constructor(deps: ClosedIndexDeps) {
    this.closed = new ClosedIndex(deps)
  }

  /** How many are open or quiet. */
  get size(): number {
    return this.#held.size
  }

  /** Those that are open or quiet. */
  held(): IterableIterator<Entry> {
    return this.#held.values()
  }

  /** Whether it is open or quiet. */
  isHeld(id: string): boolean {
    return this.#held.has(id)
  }

  /** One warning, ended or not; null: there is none. */
  find(id: string): Entry | null {
    return this.#held.get(id) ?? this.closed.one(id)
  }

  /** The warning that stands for a group. */
  ofGroup(rule: string, kpi: number, unit: number): Entry | undefined {
    return this.#held.get(this.#byGroup.get(groupKey(rule, kpi, unit)) ?? '')
  }

  /** Holds a warning, which stands for the groups of these rules. */
  hold(entry: Entry, rules: readonly string[] = [entry.body.rule]): void {
    this.closed.remove(entry.id)
    this.#held.set(entry.id, entry)
    for (const rule of rules) this.standFor(entry, rule)
  }

  /** It stands for the group of a rule, too. */
  standFor(entry: Entry, rule: string): void {
    this.#byGroup.set(groupKey(rule, entry.kpi, entry.unit), entry.id)
  }

  /** It stands for the group of a rule no more; another may open. */
  part(entry: Entry, rule: string): void {
    const key = groupKey(rule, entry.kpi, entry.unit)
    if (this.#byGroup.get(key) === entry.id) this.#byGroup.delete(key)
  }

  /** It stands for no group any more. */
  release(entry: Entry): void {
    for (const rule of rulesOf(entry.body)) this.part(entry, rule)
  }

  /** It has ended for good. */
  end(entry: Entry): void {
    this.release(entry)
    this.#held.delete(entry.id)
    this.closed.add(entry)
  }
}
