/**
 * The figures as readers see them. `LiveFigures` is the fold of the log at the present instant (live.ts); `History` answers for
 * other instants from the store (history.ts). Readers give unit and KPI indices they have checked against a viewer's scope.
 */
import type { Kpi } from '../../data/kpis/kpi.ts'
import type { Cell } from '../../data/protocol/cell.ts'
import type { SeriesAnswer } from '../../data/protocol/answers.ts'
import type { Figure } from '../../data/protocol/figure.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'

/** A changed cell as one number: kpi × pyramid.size + unit. */
export type CellId = number

/** The present figures. */
export interface LiveFigures {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  /** Index of a KPI id, or undefined. */
  kpiIndex(id: string): number | undefined
  /** Instant the fold stands at, epoch ms; never goes back. */
  readonly nowMs: number
  /** The figure of a unit's subtree now. `revealed`: the reader is that very unit, not one above it (data/access/small-counts.ts). */
  cell(unit: number, kpi: number, revealed?: boolean): Cell
  /** The figure of a unit's own office alone now. `revealed`: the reader is that office, nothing of its own is withheld. */
  ownCell(unit: number, kpi: number, revealed?: boolean): Cell
  /** Called with the cells (ancestors included) that a commit or the passing of time changed. A cell may stand twice. */
  onChanged(follower: (cells: readonly CellId[]) => void): void
}

/** Figures of other instants. All reject with a DomainError for bounds (`window`, `known_expired`). */
export interface History {
  /** Figures of one unit's subtree as of `atMs`, as known at `knownMs` (null: as known now). */
  figures(unit: number, kpis: readonly number[], atMs: number, knownMs: number | null): Promise<readonly Figure[]>
  /** One KPI of several units as of `atMs`. */
  map(units: readonly number[], kpi: number, atMs: number): Promise<readonly Figure[]>
  /** The figure at the end of each bucket that begins in [fromMs, toMs). */
  series(unit: number, kpi: number, fromMs: number, toMs: number, grain: SeriesAnswer['grain']): Promise<SeriesAnswer['points']>
}
