/** How often what a scope sees of the warnings changed, so that a client knows when to ask again. Counts only what that scope can see (law 8). */
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import type { UnitLevel } from '../../../data/units/unit.ts'

/** See the file header. */
export class ChangeCounts {
  readonly #pyramid: Pyramid
  readonly #counts: Readonly<Record<UnitLevel, Float64Array>>
  #ofAll = 0

  constructor(pyramid: Pyramid) {
    const fresh = (): Float64Array => new Float64Array(pyramid.size)
    this.#pyramid = pyramid
    this.#counts = { centre: fresh(), province: fresh(), commune: fresh() }
  }

  /** A warning of a group changed, told to these levels; `lines`: units whose own line changed too. */
  bump(group: number, lines: Iterable<number>, tell: readonly UnitLevel[]): void {
    if (group < 0) return
    for (const level of tell) this.#counts[level][group]!++
    // Whoever sees the group has just been told; the lines count for those below it.
    if (tell.includes('commune')) for (const unit of lines) if (unit !== group) this.#counts.commune[unit]!++
  }

  /** Every answer changed. */
  bumpAll(): void {
    this.#ofAll++
  }

  /** Rises when an answer for this scope changed. */
  version(scope: number): number {
    const counts = this.#counts[this.#pyramid.units[scope]!.level]
    let version = 1 + this.#ofAll
    for (let unit = scope; unit < this.#pyramid.end[scope]!; unit++) version += counts[unit]!
    return version
  }
}
