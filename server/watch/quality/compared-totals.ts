/**
 * Totals that units declared for the units below them (`declared: true`) beside what those units reported: the newest declared total
 * of each cell of the last 90 days. Stages and up times do not add up to one number and are not compared.
 *
 * The documents do not say which span a declared flow covers (its day, its month, the year so far) nor whether the parent's own office
 * is in it: the nearest of these sums is taken, as the verdict `mismatch` does (data/judgement/detect/mismatch.ts), but without its
 * tolerance: a score tells small differences that are not worth a warning. Where no unit below reported anything (the own office
 * alone, or nobody) there is nothing to compare with.
 *
 * Compared once an hour with what is known then (readings that came late count), and within a minute of a new declaration; in slices:
 * `sweep` yields after each unit it sums.
 */
import type { DatabaseSync } from 'node:sqlite'
import { nearestSum, type Declared, type Sum } from '../../../data/judgement/quality.ts'
import { hasDenominator, isFlow } from '../../../data/measures/measure.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { isNewer } from '../../../data/readings/reading.ts'
import { addMonths, dayMs, dayStart, monthStart, yearOf } from '../../../data/time/vietnam-time.ts'
import type { OwnSource } from '../../figures/own-source.ts'
import type { Dictionary } from '../../log/dictionary.ts'

/** How far back a declared total is looked for, milliseconds (90 days). */
export const declaredReachMs = 90 * dayMs

/** A compared total. `unit` declared it; `sum…`: the nearest sum. */
export interface ComparedTotal extends Declared {
  readonly unit: number
  readonly kpi: number
  readonly atMs: number
  readonly key: string
}

/** What totals are compared of. */
export interface ComparedDeps {
  readonly log: { readonly db: DatabaseSync; readonly units: Dictionary; readonly kpiIds: Dictionary }
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly source: Pick<OwnSource, 'own'>
}

type DeclaredRow = [kpi: number, unit: number, at: number, key: string, num: number, den: number | null]

/** One way to sum: own contributions as of `toMs`, less those as of `beforeMs` (null: nothing to take off). */
interface Way { readonly toMs: number; readonly beforeMs: number | null }

/** Declared totals that stand between two instants, in no order: by their own index (schema.ts), being few among millions of readings. */
export const declaredSql = `SELECT r.kpi, r.unit, r.at, r.key, r.num, r.den FROM reading r WHERE (r.flags&1)=1 AND r.num IS NOT NULL AND r.at>=? AND r.at<=?
  AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.target=r.seq)`

/** What a declared total at `atMs` may cover: a state its day's; a flow the year to its month's end, its month, and (daily KPIs) its day. */
export function waysToSum(kpi: Pick<Kpi, 'kind' | 'cadence'>, atMs: number, nowMs: number): readonly Way[] {
  const day = dayStart(atMs)
  const dayEnd = Math.min(nowMs, day + dayMs - 1)
  if (!isFlow(kpi.kind)) return [{ toMs: dayEnd, beforeMs: null }]
  const month = monthStart(atMs)
  const monthEnd = Math.min(nowMs, addMonths(month, 1) - 1)
  // Flows are sums of the plan year: what was before its first day is not in them.
  const before = (ms: number): number | null => (yearOf(ms - 1) === yearOf(ms) ? ms - 1 : null)
  const ways = [{ toMs: monthEnd, beforeMs: null }, { toMs: monthEnd, beforeMs: before(month) }]
  return kpi.cadence === 'day' ? [...ways, { toMs: dayEnd, beforeMs: before(day) }] : ways
}

/** See the file header. */
export class ComparedTotals {
  readonly #deps: ComparedDeps
  #totals: ReadonlyMap<number, ComparedTotal> = new Map()
  #isStale = true

  constructor(deps: ComparedDeps) {
    this.#deps = deps
  }

  /** Whether a total was declared or mended since the last sweep began. */
  get isStale(): boolean {
    return this.#isStale
  }

  /** Notes a declaration or its correction. */
  touch(): void {
    this.#isStale = true
  }

  /** The compared total of a cell, or undefined: none declared, or nothing to compare it with. */
  of(unit: number, kpi: number): ComparedTotal | undefined {
    return this.#totals.size === 0 ? undefined : this.#totals.get(kpi * this.#deps.pyramid.size + unit)
  }

  /** The compared totals of the units in [from, to). */
  * within(from: number, to: number): Generator<ComparedTotal> {
    for (const total of this.#totals.values()) if (total.unit >= from && total.unit < to) yield total
  }

  /** Looks all declared totals up and compares them. `everything` false: those compared already are not summed again. */
  * sweep(nowMs: number, everything: boolean): Generator<void> {
    this.#isStale = false
    const next = new Map<number, ComparedTotal>()
    for (const [cell, row] of this.#newest(nowMs)) {
      yield
      const known = this.#totals.get(cell)
      const isSame = known !== undefined && known.atMs === row[2] && known.key === row[3]
      const total = isSame && !everything ? known : yield* this.#compare(cell, row, nowMs)
      if (total !== null) next.set(cell, total)
    }
    this.#totals = next
  }

  /** The newest declared total that stands of each cell. */
  #newest(nowMs: number): ReadonlyMap<number, DeclaredRow> {
    const { log, kpis, pyramid } = this.#deps
    const statement = log.db.prepare(declaredSql)
    statement.setReturnArrays(true)
    const newest = new Map<number, DeclaredRow>()
    for (const row of statement.all(nowMs - declaredReachMs, nowMs) as unknown as DeclaredRow[]) {
      const kpi = log.kpiIds.indexOf(row[0])
      const unit = log.units.indexOf(row[1])
      const { kind } = kpis[kpi] ?? { kind: 'level' }
      if (unit < 0 || kind === 'level' || kind === 'availability') continue
      const cell = kpi * pyramid.size + unit
      const held = newest.get(cell)
      if (held === undefined || isNewer(row[2], row[3], held[2], held[3])) newest.set(cell, row)
    }
    return newest
  }

  * #compare(cell: number, [, , atMs, key, num, den]: DeclaredRow, nowMs: number): Generator<void, ComparedTotal | null> {
    const { pyramid, kpis } = this.#deps
    const unit = cell % pyramid.size
    const kpi = (cell - unit) / pyramid.size
    const reports = (u: number): boolean => kpis[kpi]!.levels.includes(pyramid.units[u]!.level)
    const sums: Sum[] = []
    for (const way of waysToSum(kpis[kpi]!, atMs, nowMs)) {
      const below = { num: 0, den: 0, n: 0 }
      for (let u = unit + 1; u < pyramid.end[unit]!; u++) {
        if (!reports(u)) continue
        this.#add(below, kpi, u, way)
        yield
      }
      if (below.n > 0) sums.push({ ...below })
      if (!reports(unit)) continue
      const whole = { ...below }
      this.#add(whole, kpi, unit, way)
      if (below.n > 0 && whole.n > below.n) sums.push(whole)
    }
    const declared = { num, den: hasDenominator(kpis[kpi]!.kind) ? den : null }
    const sum = nearestSum(declared, sums)
    return sum === null ? null : { ...declared, unit, kpi, atMs, key, sumNum: sum.num, sumDen: sum.den }
  }

  #add(into: { num: number; den: number; n: number }, kpi: number, unit: number, { toMs, beforeMs }: Way): void {
    const own = this.#deps.source.own(kpi, unit, toMs)
    const before = beforeMs === null ? null : this.#deps.source.own(kpi, unit, beforeMs)
    into.num += own.num - (before?.num ?? 0)
    into.den += own.den - (before?.den ?? 0)
    into.n += own.n - (before?.n ?? 0)
  }
}
