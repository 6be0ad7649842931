/**
 * How many of the closed periods (data/judgement/quality.ts) of each own cell have no reading that stands, counted from the roll-ups.
 * Counted anew once an hour, and units that reported for a day that is over (`touch`) within a minute, in slices (`sweep` yields after
 * each unit), so that what the doors read is in memory. Before the first count nothing is expected.
 *
 * The duty of a cell begins with its own first reading (its hour where hours are expected, else its day), or with the first reading the store ever received, whichever is earlier: loaded
 * history brings its own periods and no others, and what was never reported is owed since the product runs here.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { closedPeriods, expectedPeriods, type ClosedPeriods } from '../../../data/judgement/quality.ts'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { bucketOf, bucketStart, grainCode } from '../../log/buckets.ts'
import type { Dictionary } from '../../log/dictionary.ts'

/** What cells are counted of. */
export interface FilledDeps {
  readonly log: { readonly db: DatabaseSync; readonly units: Dictionary; readonly kpiIds: Dictionary }
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
}

/** See the file header. Cells are kpi × pyramid.size + unit. */
export class FilledCells {
  readonly missing: Uint8Array
  readonly expected: Uint8Array
  readonly #deps: FilledDeps
  readonly #count: StatementSync
  readonly #buckets: StatementSync
  readonly #firstDay: StatementSync
  readonly #firstHour: StatementSync
  readonly #touched = new Set<number>()
  #begunMs = Infinity

  constructor(deps: FilledDeps) {
    const { pyramid, kpis, log } = deps
    this.#deps = deps
    this.missing = new Uint8Array(pyramid.size * kpis.length)
    this.expected = new Uint8Array(pyramid.size * kpis.length)
    const arrays = (sql: string): StatementSync => {
      const statement = log.db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.#count = arrays('SELECT count(*) FROM rollup WHERE grain=? AND kpi=? AND unit=? AND bucket>=? AND bucket<? AND n>0')
    this.#buckets = arrays('SELECT bucket FROM rollup WHERE grain=? AND kpi=? AND unit=? AND bucket>=? AND bucket<? AND n>0')
    this.#firstHour = arrays('SELECT bucket FROM rollup WHERE grain=? AND kpi=? AND unit=? AND bucket>=? AND bucket<? ORDER BY bucket LIMIT 1')
    this.#firstDay = arrays(`SELECT bucket FROM rollup WHERE grain=${grainCode.day} AND kpi=? AND unit=? ORDER BY bucket LIMIT 1`)
  }

  /** When the store received its first reading, epoch ms; Infinity: none yet. */
  get begunMs(): number {
    return this.#begunMs
  }

  /** Notes when the store began; an earlier beginning stands. */
  begin(atMs: number): void {
    this.#begunMs = Math.min(this.#begunMs, atMs)
  }

  /** Notes that a unit reported, or mended, what may belong to a closed period. */
  touch(unit: number): void {
    this.#touched.add(unit)
  }

  /** Units touched since they were counted. */
  get waiting(): number {
    return this.#touched.size
  }

  /** Counts own cells as of `nowMs`, one unit a step: of all units, or (`everything` false) of those that were touched. */
  * sweep(nowMs: number, everything = true): Generator<void> {
    const periods = this.#deps.kpis.map((kpi) => (kpi.computed ? null : closedPeriods(kpi.cadence, nowMs)))
    for (const unit of everything ? this.#deps.pyramid.units.keys() : [...this.#touched]) {
      this.#touched.delete(unit)
      this.#countUnit(unit, periods)
      yield
    }
  }

  /** Starts of the closed periods of a cell without a reading, newest first, epoch ms. */
  missingPeriods(unit: number, kpi: number, nowMs: number): { readonly grain: ClosedPeriods['grain']; readonly starts: readonly number[] } {
    const periods = closedPeriods(this.#deps.kpis[kpi]!.cadence, nowMs)
    if (periods === null) return { grain: 'day', starts: [] }
    const { grain, fromMs, toMs } = periods
    const [from, to] = [bucketOf(grain, fromMs), bucketOf(grain, toMs)]
    const filled = new Set(this.#buckets.all(grainCode[grain], ...this.#ids(kpi, unit), from, to).map((row) => Number((row as unknown as [number])[0])))
    const starts: number[] = []
    const expected = expectedPeriods(periods, this.#sinceMs(kpi, unit, grain))
    for (let bucket = to - 1; bucket >= to - expected; bucket--) if (!filled.has(bucket)) starts.push(bucketStart(grain, bucket))
    return { grain, starts }
  }

  #ids(kpi: number, unit: number): [number, number] {
    return [this.#deps.log.kpiIds.idOf[kpi]!, this.#deps.log.units.idOf[unit]!]
  }

  /** From when on a cell owes readings. */
  #sinceMs(kpi: number, unit: number, grain: ClosedPeriods['grain']): number {
    const first = this.#firstDay.get(...this.#ids(kpi, unit)) as unknown as [number] | undefined
    if (first === undefined) return this.#begunMs
    const dayMs = bucketStart('day', first[0])
    if (grain !== 'hour' || dayMs >= this.#begunMs) return Math.min(this.#begunMs, dayMs)
    const hours = [bucketOf('hour', dayMs), bucketOf('hour', bucketStart('day', first[0] + 1))] as const
    const hour = this.#firstHour.get(grainCode.hour, ...this.#ids(kpi, unit), ...hours) as unknown as [number] | undefined
    return Math.min(this.#begunMs, hour === undefined ? dayMs : bucketStart('hour', hour[0]))
  }

  #countUnit(unit: number, periods: readonly (ClosedPeriods | null)[]): void {
    const { pyramid, kpis } = this.#deps
    const { level } = pyramid.units[unit]!
    kpis.forEach(({ levels }, kpi) => {
      const asked = periods[kpi]
      if (asked == null || !levels.includes(level)) return
      const cell = kpi * pyramid.size + unit
      const expected = expectedPeriods(asked, this.#sinceMs(kpi, unit, asked.grain))
      const to = bucketOf(asked.grain, asked.toMs)
      const [filled] = this.#count.get(grainCode[asked.grain], ...this.#ids(kpi, unit), to - expected, to) as unknown as [number]
      this.expected[cell] = expected
      this.missing[cell] = expected - filled
    })
  }
}
