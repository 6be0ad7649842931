/**
 * The troubled year on the live path, in memory: what is received goes through `Live` and the book of verdicts as a commit does in the
 * server, beat by beat; verdicts that appear and go are kept as detections. The store under `Live` holds only what the fold asks of it
 * here: the hours of lines that leave the window (nothing is corrected, nothing comes from the future).
 */
import { kpis } from '../../data/kpis/catalogue.ts'
import { targets } from '../../data/kpis/targets.ts'
import { buildPyramid } from '../../data/pyramid/pyramid.ts'
import { plantedKinds, troubledYearOf, type PlantedKind, type YearReading } from '../../data/samples/troubled-types.ts'
import type { TroubledYear } from '../../data/samples/troubled-year.ts'
import { hourMs, yearStart } from '../../data/time/vietnam-time.ts'
import type { Unit } from '../../data/units/unit.ts'
import { Live, type Store } from '../../server/figures/live.ts'
import { PlanBook } from '../../server/figures/plan-book.ts'
import { hourBucket } from '../../server/log/buckets.ts'
import type { Appended } from '../../server/log/log.ts'
import { VerdictBook } from '../../server/watch/verdicts/verdict-book.ts'
import type { VerdictChange } from '../../data/judgement/verdict.ts'
import type { Detection } from './anomaly-score.ts'

/** What a year left behind: figures, verdicts and what was detected in the plan year. */
export interface FedYear {
  readonly live: Live
  readonly book: VerdictBook
  readonly detections: readonly Detection[]
  readonly readings: number
}

interface LineHour { readonly unit: number; num: number; den: number; n: number }

/** Hours of lines, kept until they leave the window. */
class LineHours implements Store {
  private readonly byKpi = new Map<number, Map<number, Map<number, LineHour>>>()

  add({ unit, kpi, atMs, num, den }: YearReading): void {
    const buckets = this.byKpi.get(kpi) ?? new Map<number, Map<number, LineHour>>()
    this.byKpi.set(kpi, buckets)
    const bucket = hourBucket(atMs)
    const hours = buckets.get(bucket) ?? new Map<number, LineHour>()
    buckets.set(bucket, hours)
    const hour = hours.get(unit) ?? { unit, num: 0, den: 0, n: 0 }
    hours.set(unit, hour)
    hour.num += num
    hour.den += den ?? 0
    hour.n++
  }

  hours(kpi: number, fromBucket: number, toBucket: number): LineHour[] {
    const buckets = this.byKpi.get(kpi)
    const out: LineHour[] = []
    for (const [bucket, hours] of buckets ?? []) {
      if (bucket >= toBucket) continue
      if (bucket >= fromBucket) out.push(...hours.values())
      buckets!.delete(bucket)
    }
    return out
  }

  own(): never {
    throw new Error('bench: the troubled year corrects nothing')
  }
}

/** Keeps what appears and goes. */
class Watcher {
  readonly ended: Detection[] = []
  private readonly open = new Map<string, Detection>()
  private readonly live: Live

  constructor(live: Live) {
    this.live = live
  }

  take(changes: readonly VerdictChange[]): void {
    for (const { unit, kpi, kind, verdict } of changes) {
      if (!plantedKinds.some((one) => one === kind)) continue
      const detection = { unit: this.live.pyramid.units[unit]!.code, kpi: this.live.kpis[kpi]!.id, kind: kind as PlantedKind, fromMs: this.live.nowMs, toMs: Infinity }
      const id = `${detection.unit} ${detection.kpi} ${kind}`
      const before = this.open.get(id)
      if (verdict !== null && before === undefined) this.open.set(id, detection)
      if (verdict !== null || before === undefined) continue
      this.ended.push({ ...before, toMs: this.live.nowMs })
      this.open.delete(id)
    }
  }

  /** Everything that stood at some time from `fromMs` on. */
  since(fromMs: number): Detection[] {
    return [...this.ended, ...this.open.values()].filter(({ toMs }) => toMs >= fromMs)
  }
}

/** A reading as the log would have stored it. */
export function appendedOf(reading: YearReading, seq: number, receivedMs: number): Appended {
  return { ...reading, seq, receivedMs, corrects: null, source: 1, simulated: true }
}

/**
 * The server ticks every second: it judges every cell again at each turn of an hour, `maxJudgedPerTick` cells a tick. The bench takes one
 * such tick every three hours (a year of whole hours would be an hour of work), and judges what turned late or lost every hour.
 */
const lookEveryMs = 3 * hourMs

/** Feeds a year to the live path. */
export function feedYear(units: readonly Unit[], year: TroubledYear, say: (text: string) => void): FedYear {
  const pyramid = buildPyramid(units)
  const plans = new PlanBook(pyramid, kpis, targets)
  const store = new LineHours()
  const beats = year.beats()
  const first = beats.next()
  if (first.done === true) throw new Error('bench: an empty year')
  const live = new Live(pyramid, kpis, plans, store, first.value.nowMs - 1)
  const book = new VerdictBook({ live, target: (unit, kpi, planYear) => plans.target(unit, kpi, planYear) })
  const watcher = new Watcher(live)
  book.onChanged((changes) => watcher.take(changes))
  const endMs = yearStart(troubledYearOf + 1)
  let readings = 0
  let month = -1
  const began = performance.now()
  for (let beat = first.value; beat.nowMs < endMs;) {
    live.advance(beat.nowMs)
    for (const reading of beat.readings) if (kpis[reading.kpi]!.kind === 'availability') store.add(reading)
    const appended = beat.readings.map((reading) => appendedOf(reading, ++readings, beat.nowMs))
    live.apply(appended)
    book.apply(appended)
    if (beat.nowMs % hourMs === 0) book.age()
    if (beat.nowMs % lookEveryMs === 0) book.tick()
    const at = new Date(beat.nowMs)
    if (at.getUTCMonth() !== month) {
      month = at.getUTCMonth()
      say(`anomaly: ${at.toISOString().slice(0, 7)}, ${readings.toLocaleString('en-US')} readings, ${((performance.now() - began) / 1000).toFixed(0)} s`)
    }
    const next = beats.next()
    if (next.done === true) break
    beat = next.value
  }
  return { live, book, detections: watcher.since(yearStart(troubledYearOf)), readings }
}
