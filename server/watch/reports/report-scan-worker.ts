/** Thread entry: scans the log for hand-ins once, on a reading connection of its own, answers, and ends. Started by open-reports.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Kpi } from '../../../data/kpis/kpi.ts'
import { buildPyramid } from '../../../data/pyramid/pyramid.ts'
import type { Unit } from '../../../data/units/unit.ts'
import { readDictionary } from '../../log/dictionary.ts'
import { openReader } from '../../log/schema.ts'
import { scanHandIns } from './report-scan.ts'

/** What the thread is started with. */
export interface ReportScanData {
  readonly runtimeDir: string
  readonly units: readonly Unit[]
  readonly kpis: readonly Kpi[]
  readonly maxSeq: number
  readonly baseYear: number
}

const { runtimeDir, units, kpis, maxSeq, baseYear } = workerData as ReportScanData
const db = openReader(runtimeDir)
const pyramid = buildPyramid(units)
const columns = scanHandIns({
  db, pyramid, kpis, maxSeq, baseYear,
  units: readDictionary(db, 'unit_id', pyramid.units.map(({ code }) => code)), kpiIds: readDictionary(db, 'kpi_id', kpis.map(({ id }) => id)),
})
db.close()
const { size, bits, firstMs, lastMs, simulated } = columns
parentPort!.postMessage({ size, baseYear: columns.baseYear, bits, firstMs, lastMs, simulated })
