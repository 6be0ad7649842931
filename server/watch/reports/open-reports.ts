/** Opens the reporting duties over a log: who owes what, the race, and the KPI computed from it. Called by the composition root and by tests. */
import { Worker } from 'node:worker_threads'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import type { Clock } from '../../clock.ts'
import type { Ledger } from '../../log/ledger.ts'
import type { SqliteLog } from '../../log/sqlite-log.ts'
import { AdoptionBook } from '../tasks/adoption-book.ts'
import { OnTime, reportsOnTimeKpi } from './on-time.ts'
import { ReportColumns } from './report-columns.ts'
import { ReportRace } from './report-race.ts'
import { scanHandIns } from './report-scan.ts'
import type { ReportScanData } from './report-scan-worker.ts'

/** What the duties stand on. `clock` must not go back; `backfilling`: whether a source has announced a backfill. */
export interface ReportsDeps {
  readonly pyramid: Pyramid
  readonly kpis: readonly Kpi[]
  readonly log: SqliteLog
  readonly ledger: Ledger
  readonly clock: Clock
  readonly backfilling: () => boolean
  readonly onFault: (error: unknown) => void
}

/** The duties. Nothing is known until the log was scanned: by `scanApart` in a thread, or `scanNow`. */
export interface Reports {
  readonly race: ReportRace
  readonly adoptions: AdoptionBook
  readonly onTime: OnTime
  /** To be called once a second. */
  tick(): void
  /** Scans in a thread of its own, which ends after it; resolves when the race is known. */
  scanApart(runtimeDir: string): Promise<void>
  scanNow(): void
  /** Waits for what is under way and ends the scan. */
  close(): Promise<void>
}

/** See the file header. */
export function openReports(deps: ReportsDeps): Reports {
  const { pyramid, kpis, log, ledger, clock, backfilling, onFault } = deps
  const adoptions = new AdoptionBook(ledger, pyramid)
  const race = new ReportRace({ pyramid, kpis, log, adoptions, clock })
  const kpi = kpis.findIndex(({ id }) => id === reportsOnTimeKpi)
  const onTime = new OnTime({ race, log, kpi, backfilling, onFault })
  const { baseYear } = race.columns
  let worker: Worker | null = null
  return {
    race, adoptions, onTime,
    tick: () => {
      race.tick()
      onTime.tick()
    },
    scanApart: (runtimeDir) => new Promise((resolve, reject) => {
      const workerData: ReportScanData = { runtimeDir, units: pyramid.units, kpis, maxSeq: race.fromSeq, baseYear }
      worker = new Worker(new URL('./report-scan-worker.ts', import.meta.url), { workerData })
      worker.unref()
      worker.once('error', reject)
      worker.once('message', (held: ReportColumns) => {
        race.load(Object.assign(Object.create(ReportColumns.prototype) as ReportColumns, held))
        worker = null
        resolve()
      })
    }),
    scanNow: () => race.load(scanHandIns({ db: log.db, pyramid, kpis, units: log.units, kpiIds: log.kpiIds, maxSeq: race.fromSeq, baseYear })),
    close: async () => {
      await worker?.terminate()
      await onTime.underWay
    },
  }
}
