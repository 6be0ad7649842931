/**
 * The verdicts that stand, by kind and cell, and what changed since the last look. A bit a kind tells at once that nothing stands on
 * a cell, which is what nearly every judgement finds.
 */
import { verdictKinds, type Verdict, type VerdictChange, type VerdictKind } from '../../../data/judgement/verdict.ts'

/** Place of a kind in `verdictKinds`. */
export const kindIndex: Readonly<Record<VerdictKind, number>> =
  Object.fromEntries(verdictKinds.map((kind, i) => [kind, i])) as Record<VerdictKind, number>

/** See the file header. Cells are kpi × size + unit. */
export class VerdictTable {
  private readonly size: number
  private readonly mask: Uint16Array
  private readonly byKind: readonly Map<number, Verdict>[]
  /** When each verdict that stands was last judged, epoch milliseconds. */
  private readonly judgedMs: readonly Map<number, number>[]
  private changes: VerdictChange[] = []

  constructor(size: number, kpis: number) {
    this.size = size
    this.mask = new Uint16Array(size * kpis)
    this.byKind = verdictKinds.map(() => new Map<number, Verdict>())
    this.judgedMs = verdictKinds.map(() => new Map<number, number>())
  }

  /** What was last judged of a kind on a cell. */
  get(cell: number, kind: VerdictKind): Verdict | null {
    const index = kindIndex[kind]
    return (this.mask[cell]! >> index) % 2 === 1 ? this.byKind[index]!.get(cell) ?? null : null
  }

  /** When the verdict of a kind that stands on a cell was last judged; null: none stands. */
  judgedAt(cell: number, kind: VerdictKind): number | null {
    return this.judgedMs[kindIndex[kind]]!.get(cell) ?? null
  }

  /** Sets the verdict of a kind on a cell (null: none), judged at `nowMs`, and notes a change. */
  set(cell: number, kind: VerdictKind, verdict: Verdict | null, nowMs: number): void {
    const index = kindIndex[kind]
    const stood = (this.mask[cell]! >> index) % 2 === 1
    if (verdict === null && !stood) return
    const map = this.byKind[index]!
    const before = stood ? map.get(cell) : undefined
    if (verdict === null) {
      map.delete(cell)
      this.judgedMs[index]!.delete(cell)
      this.mask[cell]! &= ~(1 << index)
    } else {
      map.set(cell, verdict)
      this.judgedMs[index]!.set(cell, nowMs)
      this.mask[cell]! |= 1 << index
      if (before?.severity === verdict.severity) return
    }
    const unit = cell % this.size
    this.changes.push({ unit, kpi: (cell - unit) / this.size, kind, verdict })
  }

  /** All verdicts on a cell, in the order of the kinds. */
  of(cell: number): readonly Verdict[] {
    if (this.mask[cell] === 0) return []
    return this.byKind.flatMap((map) => map.get(cell) ?? [])
  }

  /** Cells and verdicts of a kind. */
  standing(kind: VerdictKind): IterableIterator<[number, Verdict]> {
    return this.byKind[kindIndex[kind]]!.entries()
  }

  /** What changed since the last call. One that came and went in between stands in it twice. */
  takeChanges(): readonly VerdictChange[] {
    if (this.changes.length === 0) return this.changes
    const taken = this.changes
    this.changes = []
    return taken
  }
}
