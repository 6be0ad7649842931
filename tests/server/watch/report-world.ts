/** A real log with duties, race and live figures over it, in a folder of its own, with a clock set by hand; and the race recomputed from the plain list of readings. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { kpis as catalogue } from '../../../data/kpis/catalogue.ts'
import { partsIn, type PartReading } from '../../../data/plans/hand-in.ts'
import { followedObligations } from '../../../data/plans/obligations.ts'
import { periodEnd, reportStart } from '../../../data/plans/report-periods.ts'
import { Checkpoint, restore } from '../../../server/figures/checkpoint.ts'
import { Live } from '../../../server/figures/live.ts'
import { OwnSource } from '../../../server/figures/own-source.ts'
import { PlanBook } from '../../../server/figures/plan-book.ts'
import { Ledger } from '../../../server/log/ledger.ts'
import type { Appended, NewReading, Verdict } from '../../../server/log/log.ts'
import { SqliteLog } from '../../../server/log/sqlite-log.ts'
import { openReports, type Reports } from '../../../server/watch/reports/open-reports.ts'
import { noHeld, type HeldHandIn } from '../../../server/watch/reports/report-columns.ts'
import { smallPyramid } from '../../support/memory-figures.ts'

export const local = (text: string): number => Date.parse(`${text}+07:00`)
export const second = 1000
export const minute = 60_000
export const hour = 3_600_000
export const day = 86_400_000

/** Two parts for communes, three for provinces, a daily KPI that is none, and the computed one. */
export const reportKpis = catalogue.filter(({ id }) => ['digitization.pages', 'training.staff', 'training.classes', 'staff.records', 'reports.on_time'].includes(id))
export const kpiAt = (id: string): number => reportKpis.findIndex((kpi) => kpi.id === id)
/** TW, two provinces (11, 12) of three communes each. */
export const reportPyramid = smallPyramid(2, 3)
export const unitAt = (code: string): number => reportPyramid.indexOf(code)!
export const onTimeKpi = kpiAt('reports.on_time')

type Kept = Appended & { readonly replaces: number | null }

/** See the header. */
export class ReportWorld {
  readonly dir = mkdtempSync(join(tmpdir(), 'thap-reports-'))
  readonly kept: Kept[] = []
  readonly faults: unknown[] = []
  nowMs: number
  isBackfilling = false
  log!: SqliteLog
  live!: Live
  reports!: Reports
  #checkpoint!: Checkpoint
  #keys = 0

  constructor(nowMs: number) {
    this.nowMs = nowMs
    this.open()
  }

  /** Opens store and duties; nothing is scanned yet. */
  open(): void {
    const clock = { nowMs: () => this.nowMs }
    this.log = new SqliteLog({
      runtimeDir: this.dir, unitCodes: reportPyramid.units.map(({ code }) => code), kpis: reportKpis, clock, onFatal: (error) => { throw error },
    })
    const source = new OwnSource(this.log.db, reportKpis, this.log.units, this.log.kpiIds)
    this.live = new Live(reportPyramid, reportKpis, new PlanBook(reportPyramid, reportKpis, []), {
      own: (kpi, unit, atMs) => { this.log.flushRollUps(); return source.own(kpi, unit, atMs) },
      hours: (kpi, from, to) => { this.log.flushRollUps(); return source.hours(kpi, from, to) },
    }, this.nowMs)
    this.#checkpoint = new Checkpoint(this.log, this.live, restore(this.log, this.live, source))
    this.log.onAppended((readings) => this.live.apply(readings))
    this.reports = openReports({
      pyramid: reportPyramid, kpis: reportKpis, log: this.log, ledger: new Ledger(this.log, clock), clock, backfilling: () => this.isBackfilling,
      onFault: (error) => this.faults.push(error),
    })
  }

  get race(): Reports['race'] { return this.reports.race }

  /** A stop, or (kill) an end without one, and a start with a scan. */
  async restart(kill: boolean, scan = true): Promise<void> {
    await this.reports.close()
    if (kill) this.log.abandon()
    else {
      this.#checkpoint.finish()
      await this.log.close()
    }
    this.open()
    if (scan) this.reports.scanNow()
  }

  reading(unit: string, kpi: string, more: Partial<NewReading> = {}): NewReading {
    const { kind } = reportKpis[kpiAt(kpi)]!
    return {
      unit: unitAt(unit), kpi: kpiAt(kpi), key: `k${++this.#keys}`, atMs: this.nowMs, num: 1, den: kind === 'stock_ratio' ? 2 : null,
      corrects: null, declared: false, source: 1, simulated: false, ...more,
    }
  }

  async append(...readings: readonly NewReading[]): Promise<readonly Verdict[]> {
    const verdicts = await this.log.append(readings)
    verdicts.forEach((verdict, i) => {
      if (verdict.kind !== 'stored') return
      const r = readings[i]!
      const replaces = r.corrects === null ? null : this.kept.find((k) => k.kpi === r.kpi && k.unit === r.unit && k.key === r.corrects)!.seq
      this.kept.push({ ...r, seq: verdict.seq, receivedMs: this.log.receivedMs, replaces })
    })
    return verdicts
  }

  /** A unit hands in its whole report. */
  async handIn(unit: string, more: Partial<NewReading> = {}): Promise<void> {
    const isProvince = reportPyramid.units[unitAt(unit)]!.level === 'province'
    const ids = ['training.staff', 'staff.records', ...(isProvince ? ['training.classes'] : [])]
    await this.append(...ids.map((id) => this.reading(unit, id, more)))
  }

  /** Lets time go by, a second's beat at its end, and lets what was begun be stored. */
  async pass(ms: number): Promise<void> {
    this.nowMs += ms
    await this.beat()
  }

  async beat(): Promise<void> {
    this.live.advance(this.nowMs)
    this.reports.tick()
    await this.reports.onTime.underWay
  }

  /** Verdicts of `reports.on_time` as the log has them, oldest first. */
  onTimeRows(): { unit: string; key: string; at: number; num: number | null; den: number | null; sim: number; corrects: string | null }[] {
    const rows = this.log.db.prepare(`SELECT r.unit, r.key, r.at, r.num, r.den, (r.flags>>1)&1 AS sim, t.key AS corrects
      FROM reading r LEFT JOIN reading t ON t.seq=r.replaces WHERE r.kpi=? ORDER BY r.seq`).all(this.log.kpiIds.idOf[onTimeKpi]!)
    return rows.map((row) => ({
      unit: reportPyramid.units[this.log.units.indexOf(Number(row['unit']))]!.code, key: String(row['key']), at: Number(row['at']),
      num: row['num'] as number | null, den: row['den'] as number | null, sim: Number(row['sim']), corrects: row['corrects'] as string | null,
    }))
  }

  /** The own figure of `reports.on_time`. */
  onTime(unit: string): string {
    const { num, den } = this.live.ownCell(unitAt(unit), onTimeKpi)
    return `${num}/${den}`
  }

  /** The report of a unit and slot, recomputed from the plain list. */
  recomputed(unit: number, slot: number): HeldHandIn {
    const period = this.race.columns.periodOf(slot)
    const replaced = new Set(this.kept.map(({ replaces }) => replaces))
    const readings = this.kept.filter((r) => r.unit === unit && this.race.parts.partOf[r.kpi]! >= 0).map((r): PartReading => ({
      seq: r.seq, part: this.race.parts.partOf[r.kpi]!, atMs: r.atMs, receivedMs: r.receivedMs, withdraws: r.num === null, declared: r.declared,
      simulated: r.simulated, replaced: replaced.has(r.seq), replaces: r.replaces,
    }))
    const parts = partsIn(readings, reportStart(period), periodEnd(period))
    if (parts.size === 0) return noHeld
    let bits = 0
    for (const part of parts.keys()) bits |= 1 << part
    const ins = [...parts.values()]
    return { bits, firstMs: Math.min(...ins.map(({ inMs }) => inMs)), lastMs: Math.max(...ins.map(({ inMs }) => inMs)), simulated: ins.some(({ simulated }) => simulated) }
  }

  async end(): Promise<void> {
    await this.reports.close()
    await this.log.close().catch(() => undefined)
    rmSync(this.dir, { recursive: true, force: true })
  }
}

let open: ReportWorld[] = []

/** A world that begins at a local instant and is ended after its test; its log is scanned at once unless told otherwise. Needs `endWorlds` in the file. */
export function worldAt(at: string, scan = true): ReportWorld {
  const world = new ReportWorld(local(at))
  open.push(world)
  if (scan) world.reports.scanNow()
  return world
}

/** Ends the worlds of each test after it. */
export function endWorlds(): void {
  afterEach(async () => {
    for (const world of open) await world.end()
    open = []
  })
}

/** Place of a duty among those followed. */
export const duty = (id: string): number => followedObligations.findIndex((one) => one.id === id)
/** The month of a name such as `2026-11`. */
export const month = (name: string) => ({ grain: 'month' as const, year: Number(name.slice(0, 4)), index: Number(name.slice(5)) - 1 })
/** State of a unit's monthly report. */
export const state = (world: ReportWorld, unit: string, period: string, id = 'commune-month') => world.race.state(unitAt(unit), duty(id), month(period), world.nowMs)
