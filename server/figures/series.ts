/**
 * A series: the figure of a subtree at the end of each bucket. Flows and states are one pass over the buckets' roll-ups (hours:
 * over the readings); availability and cases fold again at each point, within a bound on the work.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Kpi } from '../../data/kpis/kpi.ts'
import { isWithheld } from '../../data/access/small-counts.ts'
import { hasDenominator, isFlow, lowestStage, stageCount, valueOfSum } from '../../data/measures/measure.ts'
import type { SeriesAnswer } from '../../data/protocol/answers.ts'
import { toLocalIso, yearOf, yearStart } from '../../data/time/vietnam-time.ts'
import { bucketOf, bucketStart, grainCode, type Grain } from '../log/buckets.ts'
import type { Dictionary } from '../log/dictionary.ts'
import { standingSql } from '../log/roll-ups.ts'
import { DomainError } from '../errors.ts'
import { foldAt, type FoldParts } from './fold-at.ts'

/** Most points of one series. */
export const maxSeriesPoints = 800
/** Most own contributions that a series folded point by point may read: points × reporting units of the subtree. */
export const maxSeriesReads = 300_000

/** One change of a running total at a bucket. `last…`: closing state of the bucket. */
type BucketRow = [bucket: number, num: number, den: number, n: number, lastNum: number, lastDen: number]

/** Totals at the end of one bucket. */
interface Total { num: number; den: number; reported: number; stages: number[]; withheld: boolean }

/** Reads series from one connection. */
export class SeriesReader {
  private readonly rolled: StatementSync
  private readonly raw: StatementSync
  private readonly parts: FoldParts
  private readonly units: Dictionary
  private readonly kpiIds: Dictionary

  constructor(db: DatabaseSync, parts: FoldParts, units: Dictionary, kpiIds: Dictionary) {
    this.parts = parts
    this.units = units
    this.kpiIds = kpiIds
    this.rolled = db.prepare(`SELECT bucket,num,den,n,lastNum,lastDen FROM rollup
      WHERE grain=? AND kpi=? AND unit=? AND bucket>=? AND bucket<? ORDER BY bucket`)
    this.rolled.setReturnArrays(true)
    this.raw = db.prepare(`${standingSql} ORDER BY r.at, r.key`)
    this.raw.setReturnArrays(true)
  }

  /** Points of the buckets that begin in [fromMs, toMs); the last open one is of `nowMs`. */
  read(root: number, kpi: number, fromMs: number, toMs: number, grain: Grain, nowMs: number): SeriesAnswer['points'] {
    const first = bucketOf(grain, fromMs)
    const last = bucketOf(grain, Math.min(toMs - 1, nowMs))
    const count = last - first + 1
    if (count > maxSeriesPoints) throw new DomainError('range_too_long')
    if (count <= 0) return []
    const { kind, cases } = this.parts.kpis[kpi]!
    const ends = Array.from({ length: count }, (_, i) => Math.min(bucketStart(grain, first + i + 1) - 1, nowMs))
    // Availability has a moving window; what a sum of cases may show depends on its parts: both are folded at each point.
    const totals = kind === 'availability' || cases ? null : this.totals(root, kpi, grain, first, count)
    if (totals === null) this.checkReads(root, kpi, count)
    return ends.map((endMs, i) => {
      const isOpen = bucketStart(grain, first + i + 1) > nowMs
      const total = totals === null || isOpen ? this.foldTotal(root, kpi, endMs) : totals[i]!
      return this.point(this.parts.kpis[kpi]!, bucketStart(grain, first + i), endMs, total)
    })
  }

  private checkReads(root: number, kpi: number, count: number): void {
    const { pyramid, kpis } = this.parts
    let units = 0
    for (let u = root; u < pyramid.end[root]!; u++) if (kpis[kpi]!.levels.includes(pyramid.units[u]!.level)) units++
    if (units * count > maxSeriesReads) throw new DomainError('range_too_long')
  }

  private foldTotal(root: number, kpi: number, atMs: number): Total {
    const columns = foldAt(this.parts, root, kpi, atMs)
    return {
      num: columns.subNum[root]!, den: columns.subDen[root]!, reported: columns.subReported[root]!,
      stages: [...columns.stages.subarray(root * stageCount, (root + 1) * stageCount)],
      withheld: this.parts.kpis[kpi]!.cases && isWithheld(columns, root, false),
    }
  }

  private totals(root: number, kpi: number, grain: Grain, first: number, count: number): Total[] {
    const entry = this.parts.kpis[kpi]!
    const steps: Total[] = Array.from({ length: count }, () => ({ num: 0, den: 0, reported: 0, stages: new Array<number>(stageCount).fill(0), withheld: false }))
    const { pyramid } = this.parts
    for (let unit = root; unit < pyramid.end[root]!; unit++) {
      if (!entry.levels.includes(pyramid.units[unit]!.level)) continue
      if (isFlow(entry.kind)) this.flowSteps(kpi, unit, grain, first, count, steps)
      else this.stateSteps(kpi, unit, grain, first, count, steps)
    }
    return isFlow(entry.kind) ? steps : running(steps)
  }

  private rows(kpi: number, unit: number, grain: Grain, fromBucket: number, toBucket: number): BucketRow[] {
    const ids = [this.kpiIds.idOf[kpi]!, this.units.idOf[unit]!] as const
    if (grain !== 'hour') return this.rolled.all(grainCode[grain], ...ids, fromBucket, toBucket) as unknown as BucketRow[]
    const readings = this.raw.all(...ids, bucketStart(grain, fromBucket), bucketStart(grain, toBucket)) as unknown as [number, string, number, number][]
    return readings.map(([at, , num, den]) => [bucketOf('hour', at), num, den, 1, num, den])
  }

  /** Adds one unit's totals of the plan year to date at each bucket's end. */
  private flowSteps(kpi: number, unit: number, grain: Grain, first: number, count: number, totals: Total[]): void {
    const firstMs = bucketStart(grain, first)
    const before = this.flowBefore(kpi, unit, firstMs)
    const rows = this.rows(kpi, unit, grain, first, first + count)
    let { num, den, n } = before
    let year = yearOf(firstMs)
    let next = 0
    for (let i = 0; i < count; i++) {
      const bucketYear = yearOf(bucketStart(grain, first + i))
      if (bucketYear !== year) { num = 0; den = 0; n = 0; year = bucketYear }
      for (; next < rows.length && rows[next]![0] === first + i; next++) {
        num += rows[next]![1]
        den += rows[next]![2]
        n += rows[next]![3]
      }
      const total = totals[i]!
      total.num += num
      total.den += den
      if (n > 0) total.reported += 1
    }
  }

  private flowBefore(kpi: number, unit: number, firstMs: number): { num: number; den: number; n: number } {
    if (yearStart(yearOf(firstMs)) === firstMs) return { num: 0, den: 0, n: 0 }
    const own = this.parts.source.own(kpi, unit, firstMs - 1)
    return { num: own.num, den: own.den, n: own.n }
  }

  /** Adds one unit's changes of state at each bucket; `running` sums them. */
  private stateSteps(kpi: number, unit: number, grain: Grain, first: number, count: number, steps: Total[]): void {
    const before = this.parts.source.own(kpi, unit, bucketStart(grain, first) - 1)
    let held: { num: number; den: number } | null = before.n > 0 ? { num: before.num, den: before.den } : null
    if (held !== null) addState(steps[0]!, held, 1)
    for (const row of this.rows(kpi, unit, grain, first, first + count)) {
      const step = steps[row[0] - first]!
      if (held !== null) addState(step, held, -1)
      held = { num: row[4], den: row[5] }
      addState(step, held, 1)
    }
  }

  private point(kpi: Kpi, fromMs: number, atMs: number, total: Total): SeriesAnswer['points'][number] {
    const isLevel = kpi.kind === 'level'
    const value = total.withheld ? null : isLevel ? lowestStage(total.stages) : valueOfSum(kpi.kind, total.num, total.den, total.reported)
    const shown = value !== null && !isLevel
    return {
      from: toLocalIso(fromMs), at: toLocalIso(atMs), num: shown ? total.num : null,
      den: shown && hasDenominator(kpi.kind) ? total.den : null, value, expected: null, reported: total.reported,
    }
  }
}

function addState(step: Total, state: { num: number; den: number }, sign: 1 | -1): void {
  step.num += sign * state.num
  step.den += sign * state.den
  step.reported += sign
  const stage = state.num - 1
  if (stage >= 0 && stage < stageCount) step.stages[stage]! += sign
}

function running(steps: Total[]): Total[] {
  const sum: Total = { num: 0, den: 0, reported: 0, stages: new Array<number>(stageCount).fill(0), withheld: false }
  return steps.map((step) => {
    sum.num += step.num
    sum.den += step.den
    sum.reported += step.reported
    step.stages.forEach((count, s) => { sum.stages[s]! += count })
    return { ...sum, stages: [...sum.stages] }
  })
}
