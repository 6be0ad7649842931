/** A small world for the law of the verdict book: a centre, two provinces, ten communes each; readings kept in a plain list. */
import { kpis as catalogue } from '../../../data/kpis/catalogue.ts'
import { targets } from '../../../data/kpis/targets.ts'
import type { Target } from '../../../data/kpis/kpi.ts'
import { keptPeriods } from '../../../data/judgement/detect/thresholds.ts'
import { isState } from '../../../data/measures/measure.ts'
import { noOwn, type Own } from '../../../data/pyramid/roll-up.ts'
import { isNewer } from '../../../data/readings/reading.ts'
import { yearOf } from '../../../data/time/vietnam-time.ts'
import { verdictKinds, type Verdict, type VerdictChange } from '../../../data/judgement/verdict.ts'
import { Live } from '../../../server/figures/live.ts'
import { PlanBook } from '../../../server/figures/plan-book.ts'
import { bucketOf, hourBucket } from '../../../server/log/buckets.ts'
import type { Appended } from '../../../server/log/log.ts'
import { VerdictBook } from '../../../server/watch/verdicts/verdict-book.ts'
import { keptSpansOf } from '../../../server/watch/verdicts/line-store.ts'
import { emptyPast, type CellPast, type PastPeriod } from '../../../server/watch/verdicts/past.ts'
import { spanState } from '../../../data/judgement/detect/line-state.ts'
import { smallPyramid } from '../../support/memory-figures.ts'
import { ownSum, standing, type Kept } from '../../support/recompute.ts'

/** KPIs of every kind and cadence that the detectors know. */
export const worldKpis = catalogue.filter(({ id }) => [
  'digitization.pages', 'esign.documents', 'network.uptime', 'network.uptime_commune', 'procedures.time_cut', 'cases.digital', 'training.staff',
  'training.classes', 'rollout.stage', 'security.compliance',
].includes(id))
export const worldPyramid = smallPyramid(2, 10)
export const kpiAt = (id: string): number => worldKpis.findIndex((kpi) => kpi.id === id)

/** The past of one own cell, recomputed from the readings that stand. `nowMs`: of the periods only those that a restart then would read (load-past.ts). */
export function pastOf(kept: readonly Kept[], kpi: number, unit: number, nowMs: number | null = null): CellPast {
  const mine = kept.filter((r) => r.kpi === kpi && r.unit === unit)
  const replaced = new Set(mine.map((r) => r.replacesSeq))
  const declared = mine.filter((r) => r.declared && r.num !== null && !replaced.has(r.seq))
    .reduce<Kept | null>((a, b) => (a === null || isNewer(b.atMs, b.key, a.atMs, a.key) ? b : a), null)
  const total = declared === null ? null : { atMs: declared.atMs, key: declared.key, num: declared.num!, den: declared.den ?? 0 }
  const own = standing(mine, Infinity)
  if (worldKpis[kpi]!.kind === 'availability') return { ...emptyPast, ...lineOf(own, keptSpansOf(worldKpis[kpi]!)), declared: total }
  return { ...emptyPast, periods: [...periodsOf(own, 'month'), ...periodsOf(own, 'day')].filter(({ grain, bucket }) => nowMs === null || bucket > bucketOf(grain, nowMs) - keptPeriods[grain]), declared: total }
}

function periodsOf(own: readonly Kept[], grain: 'day' | 'month'): PastPeriod[] {
  const byBucket = new Map<number, Kept[]>()
  for (const r of own) byBucket.set(bucketOf(grain, r.atMs), [...(byBucket.get(bucketOf(grain, r.atMs)) ?? []), r])
  return [...byBucket].map(([bucket, readings]) => {
    const last = readings.reduce((a, b) => (isNewer(b.atMs, b.key, a.atMs, a.key) ? b : a))
    const sum = (of: (r: Kept) => number): number => readings.reduce((total, r) => total + of(r), 0)
    return {
      grain, bucket, num: sum((r) => r.num!), den: sum((r) => r.den ?? 0), lastNum: last.num!, lastDen: last.den ?? 0, atMs: last.atMs,
    }
  })
}

function lineOf(own: readonly Kept[], kept: number): Pick<CellPast, 'spans' | 'zeroFromMs'> {
  const byAt = new Map<number, { atMs: number; up: number; span: number }>()
  for (const r of own) {
    const span = byAt.get(r.atMs) ?? { atMs: r.atMs, up: 0, span: 0 }
    byAt.set(r.atMs, { atMs: r.atMs, up: span.up + r.num!, span: span.span + (r.den ?? 0) })
  }
  const all = [...byAt.values()].sort((a, b) => b.atMs - a.atMs)
  let i = 0
  while (i < all.length && spanState(all[i]!.up, all[i]!.span) === 0) i++
  return { spans: all.slice(0, kept), zeroFromMs: i === 0 ? null : all[i - 1]!.atMs - all[i - 1]!.span * 1000 }
}

const plans = new PlanBook(worldPyramid, worldKpis, targets)
const target = (unit: number, kpi: number, year: number): Target | null => plans.target(unit, kpi, year)

/** What stands, in words that compare: kinds, severities, beginnings, numbers. */
export function tellAll(book: VerdictBook): string[] {
  const lines: string[] = []
  for (let kpi = 0; kpi < worldKpis.length; kpi++) {
    for (let unit = 0; unit < worldPyramid.size; unit++) for (const v of book.verdicts(unit, kpi)) lines.push(`${worldKpis[kpi]!.id} ${unit} ${tell(v)}`)
  }
  return lines
}

function tell(v: Verdict): string {
  // Two beginnings are remembered, not read from the data (verdict-book.ts).
  const since = v.kind === 'outlier' || v.kind === 'below_plan' ? '-' : String(v.sinceMs)
  return `${v.kind} ${v.severity} ${since} ${v.size} ${v.numbers.map((n) => `${n.id}=${n.value}`).join(' ')}`
}

/** A fold with its book, fed step by step. */
export class VerdictWorld {
  readonly kept: Kept[] = []
  readonly live: Live
  readonly book: VerdictBook
  /** What followers were told stands, by cell and kind. */
  readonly told = new Map<string, string>()
  nowMs: number

  constructor(nowMs: number, reload = true) {
    this.nowMs = nowMs
    this.live = this.newLive()
    this.book = new VerdictBook({ live: this.live, target, ...(reload ? { reload: (kpi: number, unit: number) => pastOf(this.kept, kpi, unit, this.nowMs) } : {}) })
    this.book.onChanged((changes) => this.follow(changes))
  }

  private follow(changes: readonly VerdictChange[]): void {
    for (const { unit, kpi, kind, verdict } of changes) {
      if (verdict === null) this.told.delete(`${kpi} ${unit} ${kind}`)
      else this.told.set(`${kpi} ${unit} ${kind}`, verdict.severity)
    }
  }

  private newLive(): Live {
    return new Live(worldPyramid, worldKpis, plans, {
      own: (kpi, unit, atMs) => this.own(kpi, unit, atMs),
      hours: (kpi, from, to) => {
        const rows = standing(this.kept.filter((r) => r.kpi === kpi), Infinity).filter((r) => hourBucket(r.atMs) >= from && hourBucket(r.atMs) < to)
        return rows.map((r) => ({ unit: r.unit, num: r.num!, den: r.den ?? 0, n: 1 }))
      },
    }, this.nowMs)
  }

  private own(kpi: number, unit: number, atMs: number): Own {
    const sum = ownSum(this.kept, worldKpis, kpi, unit, atMs)
    if (sum.newest === -Infinity) return noOwn
    const mine = standing(this.kept.filter((r) => r.kpi === kpi && r.unit === unit), Infinity).filter((r) => r.atMs <= atMs)
    const newest = mine.reduce((a, b) => (isNewer(b.atMs, b.key, a.atMs, a.key) ? b : a))
    return { num: sum.num, den: sum.den, n: sum.n, atMs: sum.newest, key: isState(worldKpis[kpi]!.kind) ? newest.key : '', simulated: false }
  }

  /** One commit. */
  append(readings: readonly Omit<Appended, 'seq' | 'receivedMs' | 'source' | 'simulated'>[]): void {
    const appended = readings.map((r): Kept => {
      const replaces = r.corrects === null ? null
        : this.kept.find((k) => k.kpi === r.kpi && k.unit === r.unit && k.key === r.corrects && k.declared === r.declared)?.seq ?? null
      const stored: Kept = { ...r, seq: this.kept.length + 1, receivedMs: this.nowMs, source: 1, simulated: false, replacesSeq: replaces }
      this.kept.push(stored)
      return stored
    })
    this.live.apply(appended)
    this.book.apply(appended)
  }

  advance(ms: number): void {
    this.nowMs += ms
    this.live.advance(this.nowMs)
    this.book.tick()
  }

  settle(): void {
    while (this.book.waiting > 0) this.book.tick()
  }

  /** A book of the same readings, loaded and judged from nothing. */
  fromNothing(): VerdictBook {
    const live = this.newLive()
    for (const kpi of worldKpis.keys()) {
      for (let unit = 0; unit < worldPyramid.size; unit++) {
        const own = this.own(kpi, unit, this.nowMs)
        if (!Number.isNaN(own.atMs)) live.load(kpi, unit, own)
      }
    }
    const book = new VerdictBook({ live, target })
    for (const kpi of worldKpis.keys()) {
      const cells = new Map(Array.from({ length: worldPyramid.size }, (_, unit) => [unit, pastOf(this.kept, kpi, unit, this.nowMs)]))
      book.load(kpi, { fromUnit: 0, toUnit: worldPyramid.size, cells })
    }
    book.judgeAll()
    return book
  }

  /** What followers should have been told. */
  standingNow(): Map<string, string> {
    const all = new Map<string, string>()
    for (const kind of verdictKinds) for (const { unit, kpi, verdict } of this.book.standing(kind)) all.set(`${kpi} ${unit} ${kind}`, verdict.severity)
    return all
  }

  /** The plan year of now. */
  get year(): number { return yearOf(this.nowMs) }
}
