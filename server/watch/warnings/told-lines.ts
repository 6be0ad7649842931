/** How each line of a held warning was last told: what changes a viewer below the group can see. */
import type { Entry } from './record.ts'
import { isLive } from './views.ts'

/** See the file header. */
export class ToldLines {
  readonly #told = new Map<string, Map<number, string>>()

  /** The units whose line changed since this was last asked; of one that is held no more, none is remembered. */
  note(entry: Entry, isHeld: boolean): number[] {
    const known = this.#told.get(entry.id)
    if (known === undefined && !isHeld) return []
    const before = known ?? new Map<number, string>()
    const after = new Map([...entry.lines].map(([unit, line]) => [unit, `${line.kind} ${line.severity} ${line.untilMs ?? ''} ${line.rules?.join(' ') ?? ''} ${isLive(entry.body.state)}`]))
    if (isHeld) this.#told.set(entry.id, after)
    else this.#told.delete(entry.id)
    return [...new Set([...before.keys(), ...after.keys()])].filter((unit) => before.get(unit) !== after.get(unit))
  }
}
