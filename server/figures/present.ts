/**
 * The presenter: the only place that shapes a figure for a reader, from columns to a wire cell or figure.
 * Withholds small counts of cases (domain, *Aggregates only*).
 */
import { cadenceMs, type Kpi, type Target } from '../../data/kpis/kpi.ts'
import { freshnessAt } from '../../data/judgement/freshness.ts'
import { isWithheld, isWithheldFromOffice } from '../../data/access/small-counts.ts'
import { judgePlan } from '../../data/judgement/plan-status.ts'
import { hasDenominator, lowestStage, stageCount, valueOfSum } from '../../data/measures/measure.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import type { Columns } from '../../data/pyramid/roll-up.ts'
import type { Cell } from '../../data/protocol/cell.ts'
import type { Figure } from '../../data/protocol/figure.ts'
import { toLocalIso } from '../../data/time/vietnam-time.ts'

/** What a cell is made from. `own`: the own office alone. */
export interface CellParts {
  readonly pyramid: Pyramid
  readonly kpi: Kpi
  readonly unit: number
  readonly columns: Columns
  readonly nowMs: number
  /** Instant the plan is judged at: the live fold judges by the hour, so that a cell changes only when it is told. */
  readonly judgedMs: number
  readonly target: Target | null
  readonly own: boolean
  /** The reader is this very unit, not one above it: its own small counts are not withheld from it, nor a sum of which they are the only small part. */
  readonly revealed?: boolean
}

function orNull(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms
}

function stagesOf(parts: CellParts): readonly number[] | null {
  const { columns, unit, own } = parts
  if (columns.stages.length === 0) return null
  if (!own) return Array.from(columns.stages.subarray(unit * stageCount, (unit + 1) * stageCount))
  return Array.from({ length: stageCount }, (_, s) => (columns.ownN[unit]! > 0 && columns.ownNum[unit] === s + 1 ? 1 : 0))
}

function coverageOf({ columns, unit, own }: CellParts): Cell['coverage'] {
  if (own) {
    const due = columns.ownDue[unit]!
    return { due, reported: Math.min(due, columns.ownN[unit]!), fresh: due * columns.ownFresh[unit]!, children: { due: 0, fresh: 0 } }
  }
  return {
    due: columns.due[unit]!, reported: columns.subReported[unit]!, fresh: columns.subFresh[unit]!,
    children: { due: columns.childrenDue[unit]!, fresh: columns.childrenFresh[unit]! },
  }
}

/** Decimals of `expected` on the wire: finer than any screen shows. */
const expectedScale = 1e6

function judged(value: number | null, { target, kpi, judgedMs }: CellParts): Pick<Cell, 'status' | 'expected'> {
  const { status, expected } = judgePlan(value, target, kpi.direction, judgedMs)
  return { status, expected: expected === null ? null : Math.round(expected * expectedScale) / expectedScale }
}

/** The cell of a unit's subtree (or own office) for one KPI at the instant of the columns. */
export function presentCell(parts: CellParts): Cell {
  const { columns, unit, kpi, own, nowMs } = parts
  const num = own ? columns.ownNum[unit]! : columns.subNum[unit]!
  const den = own ? columns.ownDen[unit]! : columns.subDen[unit]!
  const coverage = coverageOf(parts)
  const observed = own ? columns.ownN[unit]! : coverage.reported
  const stages = stagesOf(parts)
  const withheld = kpi.cases && (parts.revealed === true ? !own && isWithheldFromOffice(columns, unit) : isWithheld(columns, unit, own))
  const value = withheld ? null : stages === null ? valueOfSum(kpi.kind, num, den, observed) : lowestStage(stages)
  const shown = value !== null && stages === null
  const oldest = own ? columns.ownAt[unit]! : columns.subOldest[unit]!
  const newest = own ? columns.ownAt[unit]! : columns.subNewest[unit]!
  return {
    unit: parts.pyramid.units[unit]!.code, kpi: kpi.id,
    num: shown ? num : null, den: shown && hasDenominator(kpi.kind) ? den : null, value,
    ...judged(value, parts),
    freshness: freshnessAt(orNull(newest), cadenceMs[kpi.cadence], nowMs),
    coverage, oldestAtMs: orNull(oldest), newestAtMs: orNull(newest),
    simulated: own ? columns.ownSim[unit] === 1 : columns.subSim[unit]! > 0, withheld, stages,
  }
}

/** A cell as the HTTP doors tell it. */
export function figureOf(cell: Cell, change: Figure['change'] = null): Figure {
  return {
    kpi: cell.kpi, num: cell.num, den: cell.den, value: cell.value, status: cell.status, expected: cell.expected,
    coverage: cell.coverage, freshness: cell.freshness,
    oldestAt: cell.oldestAtMs === null ? null : toLocalIso(cell.oldestAtMs),
    newestAt: cell.newestAtMs === null ? null : toLocalIso(cell.newestAtMs),
    change, simulated: cell.simulated,
    ...(cell.stages === null ? {} : { stages: [...cell.stages] }),
    ...(cell.withheld ? { withheld: true } : {}),
  }
}
