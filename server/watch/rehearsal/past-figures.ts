/** The past of one KPI as a rehearsal walks through it: three homes, readings (past-readings.ts), hours of lines (past-hours.ts) and the register of tasks (past-tasks.ts). */
import type { DatabaseSync } from 'node:sqlite'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import type { Live, Store } from '../../figures/live.ts'
import type { Dictionary } from '../../log/dictionary.ts'
import type { Appended } from '../../log/log.ts'
import type { CellPast, KpiPast } from '../verdicts/past.ts'

/** Which past: one KPI of the units [fromUnit, toUnit), from the local midnight `fromMs` to `toMs`. `units`, `kpiIds`: as the store has them. */
export interface PastParts {
  readonly db: DatabaseSync
  readonly pyramid: Pyramid
  readonly kpi: Kpi
  readonly units: Dictionary
  /** Dictionary of `[kpi]` alone. */
  readonly kpiIds: Dictionary
  readonly fromUnit: number
  readonly toUnit: number
  readonly fromMs: number
  readonly toMs: number
}

/** What a walk needs of the past. The fold's store: it answers as known at the place the walk stands at. KPI index 0 everywhere. */
export interface PastFigures extends Store {
  /** Whether anything of it is simulated. */
  readonly simulated: boolean
  /** Instant of the first reading that the store still has, epoch ms; NaN: none. */
  readonly firstMs: number
  /** Puts what stood at `fromMs` into an empty fold. */
  fill(live: Live): void
  /** What the detectors knew at `fromMs`. */
  history(): KpiPast
  /** What they know of one own office where the walk stands. */
  cell(unit: number): CellPast
  /** The readings that became known after the last call, up to `toMs`, in the order they did. */
  until(toMs: number): readonly Appended[]
  /** Since when a unit's figure lies beyond what is expected, where something but readings tells it (VerdictBookDeps). */
  beganMs?(unit: number, expected: number): number | null
}

/** A KPI has more readings in the window than a rehearsal takes. */
export class TooManyReadings extends Error {
  override name = 'TooManyReadings'
}
