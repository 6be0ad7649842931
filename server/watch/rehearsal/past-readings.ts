/**
 * The readings of one KPI that came in a window, in the order they became known: a simulated one at its `at` (a simulated history is
 * posted at once, long after its instants), any other at its receipt. What is older than the window is taken as it is known now.
 * Memory: about 200 bytes a reading, at most `maxPastReadings` of them; nothing of readings before the window but their sums.
 */
import type { StatementSync } from 'node:sqlite'
import { keptPeriods } from '../../../data/judgement/detect/thresholds.ts'
import { isFlow, isState } from '../../../data/measures/measure.ts'
import { noOwn, setDue, type Own } from '../../../data/pyramid/roll-up.ts'
import { isNewer } from '../../../data/readings/reading.ts'
import { dayMs, monthStart, yearOf, yearStart } from '../../../data/time/vietnam-time.ts'
import type { Live } from '../../figures/live.ts'
import { OwnSource } from '../../figures/own-source.ts'
import { bucketOf, bucketStart, grainCode } from '../../log/buckets.ts'
import type { Appended } from '../../log/log.ts'
import { emptyPast, type CellPast, type KpiPast, type PastDeclared, type PastPeriod } from '../verdicts/past.ts'
import { TooManyReadings, type PastFigures, type PastParts } from './past-figures.ts'

/** Most readings of one KPI in a window: every commune more than three times a day. */
export const maxPastReadings = 1_000_000
/** Declared totals older than this are compared with nothing (verdicts/load-past.ts). */
const declaredReachMs = 400 * dayMs

/** What a receipt is multiplied by to hold the flags (reading-writer.ts) beside it. */
const packing = 4
/** Most rows read of one unit: one more than may be taken in all. */
const mostRows = maxPastReadings + 1

/** `packed`: receipt × 4 and the flags; `target` only where anything was ever corrected. A column less is a tenth of the reading. */
type Row = [seq: number, at: number, key: string, num: number | null, den: number | null, packed: number, target?: string | null]
type PeriodRow = [bucket: number, num: number, den: number, lastNum: number, lastDen: number, at: number]

/** What is known of one own office from before the window. */
interface Before { readonly own: Own; readonly periods: readonly PastPeriod[]; readonly declared: PastDeclared | null }

const nothingBefore: Before = { own: noOwn, periods: [], declared: null }

/** See the file header. */
export class PastReadings implements PastFigures {
  private readonly parts: PastParts
  private readonly needsHistory: boolean
  private readonly source: OwnSource
  private readonly rolled: StatementSync
  private readonly readings: StatementSync
  private readonly newestDeclared: StatementSync
  private readonly before = new Map<number, Before>()
  private readonly events: Appended[] = []
  /** Places in `events` of each unit's readings, ascending. */
  private readonly placesOf = new Map<number, number[]>()
  private place = 0
  private knowsSimulated = false
  private earliestMs = NaN

  /** `needsHistory`: `history` and `cell` are asked for, as detectors do. */
  constructor(parts: PastParts, needsHistory = true) {
    const { db, kpi, units, kpiIds } = parts
    this.parts = parts
    this.needsHistory = needsHistory
    const arrays = (sql: string): StatementSync => {
      const statement = db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.source = new OwnSource(db, [kpi], units, kpiIds)
    this.rolled = arrays('SELECT bucket,num,den,lastNum,lastDen,at FROM rollup WHERE grain=? AND kpi=? AND unit=? AND bucket>=? AND bucket<? ORDER BY bucket')
    const correctsAny = db.prepare('SELECT 1 FROM correction LIMIT 1').get() !== undefined
    this.readings = arrays(`SELECT r.seq,r.at,r.key,r.num,r.den,r.received*${packing}+r.flags${correctsAny ? ',t.key' : ''} FROM reading r
      ${correctsAny ? 'LEFT JOIN reading t ON t.seq=r.replaces' : ''} WHERE r.kpi=? AND r.unit=? AND r.at>=? LIMIT ${mostRows}`)
    this.newestDeclared = arrays(`SELECT r.at, r.key, r.num, coalesce(r.den,0) FROM reading r WHERE r.kpi=? AND r.unit=? AND r.at>=? AND r.at<?
      AND r.num IS NOT NULL AND (r.flags&1)=1 AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.target=r.seq) ORDER BY r.at DESC, r.key DESC LIMIT 1`)
  }

  get simulated(): boolean { return this.knowsSimulated }
  get firstMs(): number { return this.earliestMs }

  /** Reads the past of one unit after the other; yields after each, so that its reader can tell how far it is. Throws TooManyReadings. */
  * load(): Generator<number> {
    for (let unit = this.parts.fromUnit; unit < this.parts.toUnit; unit++) {
      this.readUnit(unit)
      yield unit
    }
    // Ties by the log's order: what was stored first was known first.
    this.events.sort((a, b) => a.receivedMs - b.receivedMs || a.seq - b.seq)
    this.events.forEach(({ unit }, place) => {
      const places = this.placesOf.get(unit)
      if (places === undefined) this.placesOf.set(unit, [place])
      else places.push(place)
    })
  }

  fill(live: Live): void {
    const { kpi, fromUnit, toUnit } = this.parts
    for (let unit = fromUnit; unit < toUnit; unit++) {
      const own = this.before.get(unit)?.own ?? noOwn
      // Whose office a computed figure is of, the figures themselves tell.
      if (kpi.computed && (own.n > 0 || this.placesOf.has(unit))) setDue(live.columns[0]!, unit, true)
      if (!Number.isNaN(own.atMs)) live.load(0, unit, own)
    }
  }

  history(): KpiPast {
    const { fromUnit, toUnit } = this.parts
    return { fromUnit, toUnit, cells: new Map([...this.before].map(([unit, { periods, declared }]) => [unit, { ...emptyPast, periods, declared }])) }
  }

  until(toMs: number): readonly Appended[] {
    const from = this.place
    while (this.place < this.events.length && this.events[this.place]!.receivedMs <= toMs) this.place++
    return from === this.place ? [] : this.events.slice(from, this.place)
  }

  own(_kpi: number, unit: number, atMs: number): Own {
    const { kpi, fromMs } = this.parts
    const held = this.before.get(unit)?.own ?? noOwn
    const standing = this.standing(unit, false).filter((r) => r.atMs <= atMs)
    if (isState(kpi.kind)) {
      return standing.map((r): Own => ({ num: r.num!, den: r.den ?? 0, n: 1, atMs: r.atMs, key: r.key, simulated: r.simulated }))
        .reduce((best, one) => (OwnSource.newer(one, best) ? one : best), held)
    }
    const from = yearStart(yearOf(atMs))
    const isSameYear = isFlow(kpi.kind) && from <= fromMs - 1
    return standing.reduce((sum, r) => {
      const atMs = sum.atMs >= r.atMs ? sum.atMs : r.atMs
      const counts = r.atMs >= from
      return counts ? { ...sum, num: sum.num + r.num!, den: sum.den + (r.den ?? 0), n: sum.n + 1, atMs, simulated: sum.simulated || r.simulated } : { ...sum, atMs }
    }, isSameYear ? held : { ...held, num: 0, den: 0, n: 0 })
  }

  /** Readings leave no window but a line's. */
  hours(): [] {
    return []
  }

  cell(unit: number): CellPast {
    const { periods, declared } = this.before.get(unit) ?? nothingBefore
    const merged = new Map(periods.map((period) => [`${period.grain} ${period.bucket}`, { ...period }]))
    for (const r of this.standing(unit, false)) {
      for (const grain of this.grains) {
        const bucket = bucketOf(grain, r.atMs)
        const held = merged.get(`${grain} ${bucket}`)
        merged.set(`${grain} ${bucket}`, {
          grain, bucket, num: (held?.num ?? 0) + r.num!, den: (held?.den ?? 0) + (r.den ?? 0),
          ...(held !== undefined && held.atMs > r.atMs ? { lastNum: held.lastNum, lastDen: held.lastDen, atMs: held.atMs }
            : { lastNum: r.num!, lastDen: r.den ?? 0, atMs: r.atMs }),
        })
      }
    }
    const totals = this.standing(unit, true).map((r): PastDeclared => ({ atMs: r.atMs, key: r.key, num: r.num!, den: r.den ?? 0 }))
    return {
      ...emptyPast, periods: [...merged.values()],
      declared: totals.reduce<PastDeclared | null>((best, one) => (best === null || isNewer(one.atMs, one.key, best.atMs, best.key) ? one : best), declared),
    }
  }

  private get grains(): readonly ('day' | 'month')[] {
    return this.parts.kpi.cadence === 'day' ? ['day', 'month'] : ['month']
  }

  /** Readings of the window that stand where the walk is, in the order of their instants. */
  private standing(unit: number, declared: boolean): Appended[] {
    const known = (this.placesOf.get(unit) ?? []).filter((place) => place < this.place).map((place) => this.events[place]!).filter((r) => r.declared === declared)
    const replaced = new Set(known.flatMap(({ corrects }) => corrects ?? []))
    return known.filter((r) => r.num !== null && !replaced.has(r.key)).sort((a, b) => (isNewer(a.atMs, a.key, b.atMs, b.key) ? 1 : -1))
  }

  private readUnit(unit: number): void {
    const { kpi, pyramid, units, kpiIds, fromMs, toMs } = this.parts
    const ids = [kpiIds.idOf[0]!, units.idOf[unit]!] as const
    if (ids.some((id) => id < 0)) return
    const isReporter = kpi.computed || kpi.levels.includes(pyramid.units[unit]!.level)
    const isParent = pyramid.children[unit]!.length > 0
    if (!isReporter && !isParent) return
    const own = isReporter ? this.source.own(0, unit, fromMs - 1) : noOwn
    // Who asks for figures alone needs to know of periods only that there are any: since when the store has readings is told where it is after `fromMs`.
    const periods = isReporter && (this.needsHistory || !(this.earliestMs < fromMs)) ? this.readPeriods(ids) : []
    const declared = isParent && this.needsHistory ? this.readDeclared(ids) : null
    if (!Number.isNaN(own.atMs) || periods.length > 0 || declared !== null) this.before.set(unit, { own, periods, declared })
    this.knowsSimulated ||= own.simulated
    if (periods.length > 0) this.note(periods[0]!.atMs)
    for (const [seq, atMs, key, num, den, packed, target] of this.readings.all(...ids, fromMs) as unknown as Row[]) {
      const flags = packed % packing
      const simulated = (flags & 2) !== 0
      const receivedMs = Math.max(fromMs, simulated ? atMs : (packed - flags) / packing)
      if (receivedMs > toMs) continue
      if (this.events.length >= maxPastReadings) throw new TooManyReadings()
      this.knowsSimulated ||= simulated
      this.note(atMs)
      this.events.push({ seq, unit, kpi: 0, key, atMs, num, den, declared: (flags & 1) !== 0, simulated, source: 0, corrects: target ?? null, receivedMs })
    }
  }

  private note(atMs: number): void {
    if (!(this.earliestMs <= atMs)) this.earliestMs = atMs
  }

  private readPeriods(ids: readonly [number, number]): PastPeriod[] {
    const { fromMs } = this.parts
    const rows = (grain: 'day' | 'month', from: number, to: number): PastPeriod[] =>
      (this.rolled.all(grainCode[grain], ...ids, from, to) as unknown as PeriodRow[])
        .map(([bucket, num, den, lastNum, lastDen, atMs]) => ({ grain, bucket, num, den, lastNum, lastDen, atMs }))
    const day = bucketOf('day', fromMs)
    const month = bucketOf('month', fromMs)
    const days = rows('day', day - keptPeriods.day, day)
    const periods = rows('month', month - keptPeriods.month, month)
    // The roll-up of the month that `fromMs` lies in goes on beyond it: its days before `fromMs` are summed.
    const begun = days.filter(({ bucket }) => bucketStart('day', bucket) >= monthStart(fromMs))
    const last = begun.at(-1)
    if (last !== undefined) {
      periods.push({
        ...last, grain: 'month', bucket: month, num: begun.reduce((sum, { num }) => sum + num, 0), den: begun.reduce((sum, { den }) => sum + den, 0),
      })
    }
    return this.parts.kpi.cadence === 'day' ? [...periods, ...days] : periods
  }

  private readDeclared(ids: readonly [number, number]): PastDeclared | null {
    const { fromMs } = this.parts
    const row = this.newestDeclared.get(...ids, fromMs - declaredReachMs, fromMs) as unknown as [number, string, number, number] | undefined
    return row === undefined ? null : { atMs: row[0], key: row[1], num: row[2], den: row[3] }
  }
}
