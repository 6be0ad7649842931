/**
 * The readings of a window of many KPIs at once, in the order of the log: one pass over the log's own pages instead of a look into them for each entry of the index,
 * which takes four times as long. For a rule of silence over a good part of all KPIs and units (`isWorthScanning`); what it finds of each KPI is what
 * past-silence.ts finds. Law: tests/server/watch/walk-silence.test.ts.
 *
 * Rests on two laws of the log: receipts never go back from one reading to the next (sqlite-log.ts, `receive`), and no reading is further ahead of its receipt than
 * `maxFutureMs`. Of a unit whose readings did not become known in the order of the log (ahead of the clock, corrected, simulated) the index is asked after all.
 *
 * Memory: 21 bytes for each unit of each KPI (3,356 × 44: 3.1 MB), the rows of `seqsPerStep` readings (about 2 MB), and the turns of all KPIs: 20 bytes each, at most
 * `maxScannedTurns` of them; where there are more, `load` gives up and KPI after KPI is read through the index.
 */
import type { LatenessLimits } from '../../../data/judgement/detect/lateness.ts'
import { maxFutureMs } from '../../../data/readings/reading.ts'
import { hourMs } from '../../../data/time/vietnam-time.ts'
import type { PastParts } from './past-figures.ts'
import { arraysOf, marked, marksSql, packing, SilentReadings } from './past-silence.ts'
import { beforeWindow, lastStep, type Standing } from './silence.ts'

/** Sequence numbers read in one step, in about 10 ms. */
export const seqsPerStep = 16_384
/** Most turns of all KPIs together: 40 MB. */
export const maxScannedTurns = 2_000_000
/** Share of all readings (by KPIs and units) from which on one pass over them is quicker than the index. */
export const scannedShare = 1 / 8
/** Milliseconds that a row's instant may lie after the window's beginning, beside its cell in one number: 198 days. */
const instants = 2 ** 34
/** Shares of the work: what stood before the window, the pass. */
const shares = { before: 0.25, pass: 0.7 } as const

type Row = [place: number, packed: number]

/** One KPI of a scan. `parts`: see PastParts; of all KPIs with the same units and window. */
export interface Scanned { readonly parts: PastParts; readonly limits: LatenessLimits }

/** Whether readings of so many (KPI, unit) pairs are better read in one pass. `all`: the pairs there are. */
export function isWorthScanning(pairs: number, all: number): boolean {
  return pairs >= scannedShare * all
}

/** See the file header. */
export class SilentScan {
  readonly pasts: readonly SilentReadings[]
  private readonly parts: PastParts
  private readonly mostTurns: number
  private readonly width: number
  /** By the cell of a row: its slot here, or −1. */
  private readonly slotOf: Int32Array
  private readonly stride: number
  private readonly reports: Uint8Array
  private readonly newest: Float64Array
  private readonly step: Int16Array
  private readonly standing: Uint8Array
  private readonly odd: Uint8Array

  /** `scanned`: at least one. */
  constructor(scanned: readonly Scanned[], mostTurns = maxScannedTurns) {
    this.parts = scanned[0]!.parts
    this.mostTurns = mostTurns
    this.pasts = scanned.map(({ parts, limits }) => new SilentReadings(parts, limits))
    const { fromUnit, toUnit, units } = this.parts
    this.width = toUnit - fromUnit
    const slots = scanned.length * this.width
    this.stride = Math.max(...units.idOf) + 1
    this.slotOf = new Int32Array((Math.max(...scanned.map(({ parts }) => parts.kpiIds.idOf[0]!)) + 1) * this.stride).fill(-1)
    this.reports = new Uint8Array(slots)
    this.newest = new Float64Array(slots).fill(NaN)
    this.step = new Int16Array(slots).fill(beforeWindow)
    this.standing = new Uint8Array(slots)
    this.odd = new Uint8Array(slots)
    scanned.forEach(({ parts }, k) => {
      for (let unit = fromUnit; unit < toUnit; unit++) {
        const kind = this.pasts[k]!.kindOf(unit)
        if (kind === null) continue
        const slot = k * this.width + unit - fromUnit
        this.slotOf[parts.kpiIds.idOf[0]! * this.stride + units.idOf[unit]!] = slot
        if (kind === 'reporter') this.reports[slot] = 1
      }
    })
  }

  /** Reads everything; yields the share that is done. False: it gave up, and nothing of it counts. Throws TooManyReadings. */
  * load(): Generator<number, boolean> {
    const { pasts, width, parts: { fromUnit } } = this
    if (this.slotOf.length * instants > Number.MAX_SAFE_INTEGER) return false
    const befores = new Float64Array(this.newest.length)
    for (let k = 0; k < pasts.length; k++) {
      for (let slot = k * width; slot < (k + 1) * width; slot++) if (this.reports[slot] === 1) this.newest[slot] = pasts[k]!.readBefore(fromUnit + slot - k * width)
      yield shares.before * (k / pasts.length)
    }
    befores.set(this.newest)
    if (!(yield* this.pass())) return false
    for (let k = 0; k < pasts.length; k++) {
      this.end(k, befores)
      yield shares.before + shares.pass + (1 - shares.before - shares.pass) * ((k + 1) / pasts.length)
    }
    return true
  }

  private * pass(): Generator<number, boolean> {
    const { db, fromMs } = this.parts
    const first = this.firstSeq(fromMs - maxFutureMs)
    const last = Number(db.prepare('SELECT max(seq) m FROM reading').get()?.['m'] ?? 0)
    const rows = arraysOf(this.parts, `SELECT (kpi*${this.stride}+unit)*${instants}+min(at-${fromMs},${instants - 1}),received*${packing}+${marksSql} FROM reading NOT INDEXED
      WHERE seq>=? AND seq<? AND +at>=${fromMs} AND +kpi IN (${this.pasts.map(({ kpiId }) => kpiId).join(',')}) AND +unit<${this.stride} ORDER BY seq`)
    for (let seq = first; seq <= last; seq += seqsPerStep) {
      this.take(rows.all(seq, seq + seqsPerStep) as unknown as Row[])
      if (this.pasts.reduce((sum, { turns }) => sum + turns.count, 0) > this.mostTurns) return false
      yield shares.before + shares.pass * ((seq - first) / Math.max(1, last - first))
    }
    return true
  }

  /** The first reading that was received at or after `fromMs`: receipts never go back. */
  private firstSeq(fromMs: number): number {
    const at = arraysOf(this.parts, 'SELECT seq,received FROM reading WHERE seq>=? ORDER BY seq LIMIT 1')
    let low = 0
    let high = Number(this.parts.db.prepare('SELECT max(seq) m FROM reading').get()?.['m'] ?? 0) + 1
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const row = at.get(middle) as unknown as [number, number] | undefined
      if (row === undefined || row[1] >= fromMs) high = middle
      else low = row[0] + 1
    }
    return low
  }

  private take(rows: readonly Row[]): void {
    const { fromMs, toMs } = this.parts
    for (const [place, packed] of rows) {
      const cell = Math.floor(place / instants)
      const slot = this.slotOf[cell]!
      if (slot < 0) continue
      const marks = packed % packing
      const atMs = fromMs + place - cell * instants
      const knownMs = Math.max(fromMs, (marks & marked.simulated) === 0 ? (packed - marks) / packing : atMs)
      if (knownMs > toMs) continue
      const k = Math.floor(slot / this.width)
      this.pasts[k]!.count(atMs, marks)
      if ((marks & marked.declared) !== 0 || this.reports[slot] === 0 || this.odd[slot] === 1) continue
      if ((marks & marked.correction) !== 0) this.odd[slot] = 1
      else if (atMs <= toMs) this.hear(k, slot, atMs, Math.floor((Math.max(knownMs, atMs) - fromMs) / hourMs))
    }
  }

  /** One reading more of a reporter, known and come at a step: newestBySteps and SilenceTurns.add, reading by reading. */
  private hear(k: number, slot: number, atMs: number, step: number): void {
    const before = this.step[slot]!
    if (step < before) this.odd[slot] = 1
    else if (!(this.newest[slot]! >= atMs)) {
      if (step > before) this.turnUntil(k, slot, step)
      this.newest[slot] = atMs
    }
  }

  private turnUntil(k: number, slot: number, step: number): void {
    const unit = this.parts.fromUnit + slot - k * this.width
    this.standing[slot] = this.pasts[k]!.turns.stretch(unit, this.standing[slot] as Standing, { step: this.step[slot]!, atMs: this.newest[slot]! }, step)
    this.step[slot] = step
  }

  /** The last turns of a KPI, and its units that are out of the log's order. */
  private end(k: number, befores: Float64Array): void {
    const end = lastStep(this.parts) + 1
    const past = this.pasts[k]!
    const odd = new Map<number, number>()
    for (let slot = k * this.width; slot < (k + 1) * this.width; slot++) {
      if (this.reports[slot] === 0) continue
      if (this.odd[slot] === 1) odd.set(this.parts.fromUnit + slot - k * this.width, befores[slot]!)
      else this.turnUntil(k, slot, end)
    }
    if (odd.size === 0) return
    past.turns.drop(new Set(odd.keys()))
    for (const [unit, beforeMs] of odd) past.readAgain(unit, beforeMs)
  }
}
