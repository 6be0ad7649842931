/**
 * History: figures as of another instant, as known at an instant, and series, from a reading connection to the store.
 * Law 6. Runs in a worker thread (history-worker.ts), so that a long look back never holds up a reading.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Kpi } from '../../data/kpis/kpi.ts'
import { lastInstantOf } from '../../data/judgement/plan-status.ts'
import { valueOfSum } from '../../data/measures/measure.ts'
import type { SeriesAnswer } from '../../data/protocol/answers.ts'
import type { Figure, YearResult } from '../../data/protocol/figure.ts'
import type { PassportReading } from '../../data/protocol/passport.ts'
import type { Pyramid } from '../../data/pyramid/pyramid.ts'
import { availabilityRetentionMs } from '../../data/readings/reading.ts'
import { dayMs, hourStart, yearOf } from '../../data/time/vietnam-time.ts'
import { DomainError } from '../errors.ts'
import type { Grain } from '../log/buckets.ts'
import { readDictionary } from '../log/dictionary.ts'
import { foldAt, type FoldParts } from './fold-at.ts'
import { everySeq, OwnSource } from './own-source.ts'
import type { PlanBook } from './plan-book.ts'
import { figureOf, presentCell } from './present.ts'
import { SeriesReader } from './series.ts'

/** See the header. All instants are epoch ms; `nowMs` is the asker's present. */
export class HistoryReader {
  private readonly db: DatabaseSync
  private readonly parts: FoldParts
  private readonly plans: PlanBook
  private readonly seriesReader: SeriesReader

  constructor(db: DatabaseSync, pyramid: Pyramid, kpis: readonly Kpi[], plans: PlanBook) {
    this.db = db
    this.plans = plans
    const units = readDictionary(db, 'unit_id', pyramid.units.map((unit) => unit.code))
    const kpiIds = readDictionary(db, 'kpi_id', kpis.map((kpi) => kpi.id))
    this.parts = { pyramid, kpis, source: new OwnSource(db, kpis, units, kpiIds) }
    this.seriesReader = new SeriesReader(db, this.parts, units, kpiIds)
  }

  /** Figures of one unit's subtree as of `atMs`, as known at `knownMs` (null: now). */
  figures(unit: number, kpis: readonly number[], atMs: number, knownMs: number | null, nowMs: number): Figure[] {
    const maxSeq = knownMs === null ? everySeq : this.seqKnownAt(knownMs)
    return kpis.map((kpi) => {
      this.checkKnown(kpi, knownMs, nowMs)
      const figure = this.figure([unit], unit, kpi, atMs, maxSeq, nowMs)[0]!
      const lastYear = this.lastYear(unit, kpi, atMs, maxSeq, nowMs)
      const day = this.day(unit, kpi, this.effectiveAt(kpi, atMs, nowMs), maxSeq)
      return { ...figure, ...(day === null ? {} : { day }), ...(lastYear === null ? {} : { lastYear }) }
    })
  }

  /** The last 24 hours of an availability figure, from the hour that contains `atMs` − 24 h; null for other kinds. */
  private day(root: number, kpi: number, atMs: number, maxSeq: number): Figure['day'] | null {
    const { kpis, pyramid, source } = this.parts
    const { kind, levels } = kpis[kpi]!
    if (kind !== 'availability') return null
    const sum = { num: 0, den: 0, n: 0 }
    for (let unit = root; unit < pyramid.end[root]!; unit++) {
      if (!levels.includes(pyramid.units[unit]!.level)) continue
      const own = source.span(kpi, unit, hourStart(atMs - dayMs), atMs, maxSeq)
      sum.num += own.num
      sum.den += own.den
      sum.n += own.n
    }
    return { num: sum.num, den: sum.den, value: valueOfSum(kind, sum.num, sum.den, sum.n) }
  }

  /** One KPI of several units as of `atMs`; the units lie in one subtree, whose root is found here. */
  map(units: readonly number[], kpi: number, atMs: number, nowMs: number): Figure[] {
    if (units.length === 0) return []
    return this.figure(units, this.commonRoot(units), kpi, atMs, everySeq, nowMs)
  }

  /** See SeriesReader; `expected` is the plan's line at each point. */
  series(unit: number, kpi: number, fromMs: number, toMs: number, grain: Grain, nowMs: number): SeriesAnswer['points'] {
    return this.seriesReader.read(unit, kpi, fromMs, toMs, grain, nowMs).map((point) => {
      const atMs = Date.parse(point.at)
      return { ...point, expected: this.plans.expected(unit, kpi, atMs) }
    })
  }

  /** Newest readings of a unit's own office that count in its figure at `atMs`, newest first. */
  contributing(unit: number, kpi: number, atMs: number, limit: number): PassportReading[] {
    return this.parts.source.contributing(kpi, unit, atMs, limit)
  }

  /** Availability older than its retention is known by whole hours: the instant it is really of. */
  effectiveAt(kpi: number, atMs: number, nowMs: number): number {
    const isOld = this.parts.kpis[kpi]!.kind === 'availability' && atMs < nowMs - availabilityRetentionMs
    return isOld ? hourStart(atMs) - 1 : atMs
  }

  private figure(units: readonly number[], root: number, kpi: number, atMs: number, maxSeq: number, nowMs: number): Figure[] {
    const instantMs = this.effectiveAt(kpi, atMs, nowMs)
    const columns = foldAt(this.parts, root, kpi, instantMs, maxSeq)
    return units.map((unit) => figureOf(presentCell({
      pyramid: this.parts.pyramid, kpi: this.parts.kpis[kpi]!, unit, columns, nowMs: atMs, judgedMs: atMs,
      target: this.plans.target(unit, kpi, yearOf(atMs)), own: false,
    })))
  }

  private lastYear(unit: number, kpi: number, atMs: number, maxSeq: number, nowMs: number): YearResult | null {
    const year = yearOf(atMs) - 1
    if (this.plans.target(unit, kpi, year) === null) return null
    const [figure] = this.figure([unit], unit, kpi, lastInstantOf(year), maxSeq, nowMs)
    return figure === undefined ? null : { year, num: figure.num, den: figure.den, value: figure.value, status: figure.status }
  }

  private checkKnown(kpi: number, knownMs: number | null, nowMs: number): void {
    if (knownMs === null || this.parts.kpis[kpi]!.kind !== 'availability') return
    if (knownMs < nowMs - availabilityRetentionMs) throw new DomainError('known_expired')
  }

  private commonRoot(units: readonly number[]): number {
    const { parent, end } = this.parts.pyramid
    const last = units.reduce((a, b) => Math.max(a, b))
    let root = units.reduce((a, b) => Math.min(a, b))
    while (last >= end[root]! && parent[root]! >= 0) root = parent[root]!
    return root
  }

  /** The last sequence number received by `knownMs`: a binary search, since receipt ascends with the sequence. */
  private seqKnownAt(knownMs: number): number {
    const next = this.db.prepare('SELECT seq, received FROM reading WHERE seq>=? ORDER BY seq LIMIT 1')
    let low = 0
    let high = Number(this.db.prepare('SELECT coalesce(max(seq),0) AS seq FROM reading').get()?.['seq'] ?? 0)
    while (low < high) {
      const middle = Math.floor((low + high + 1) / 2)
      const row = next.get(middle)
      if (row !== undefined && Number(row['received']) <= knownMs) low = Number(row['seq'])
      else high = middle - 1
    }
    return low
  }
}
