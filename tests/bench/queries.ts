/**
 * Queries on the big store through the doors, against the statements they stand on in a bare loop on a connection of its own.
 * `query.map`: one KPI of TW, provinces and 3,321 communes by `watch` (from memory; floor: the same cells read from the store).
 * `query.series`: 12 months of one commune; `query.series.centre`: of TW, summed over all offices (floor: their roll-up statements).
 * `query.asof`: one stock of every province at an instant 100 days ago, folded from 3,356 offices (floor: their newest-by statements).
 */
import { kpis } from '../../data/kpis/catalogue.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import { bucketOf, grainCode } from '../../server/log/buckets.ts'
import { readDictionary } from '../../server/log/dictionary.ts'
import { openReader } from '../../server/log/schema.ts'
import { startServer } from './bench-server.ts'
import { median, rowOf, type BenchRow } from './bench-row.ts'
import type { BigStore } from './big-store.ts'
import { pyramid } from './reading-mix.ts'
import { connect, watch } from './walls.ts'

const kpiId = 'digitization.pages'

async function medianMs(times: number, work: () => unknown): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times + 2; i++) {
    const began = performance.now()
    await work()
    if (i >= 2) taken.push(performance.now() - began)
  }
  return median(taken)
}

async function get(url: string): Promise<void> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`bench: ${url} says ${answer.status}`)
  await answer.json()
}

function bareStatements(store: BigStore, fromMs: number, asOfMs: number) {
  const db = openReader(store.runtimeDir)
  const units = readDictionary(db, 'unit_id', pyramid.units.map(({ code }) => code)).idOf
  const kpi = readDictionary(db, 'kpi_id', kpis.map(({ id }) => id)).idOf[kpis.findIndex(({ id }) => id === kpiId)]!
  const arrays = (sql: string) => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const cells = arrays('SELECT unit,num,den,n,at,key FROM cell WHERE kpi=?')
  const months = arrays('SELECT bucket,num,den,n,lastNum,lastDen FROM rollup WHERE grain=? AND kpi=? AND unit=? AND bucket>=? AND bucket<? ORDER BY bucket')
  const newest = arrays(`SELECT r.num, r.den, r.at, r.key FROM reading r WHERE r.kpi=? AND r.unit=? AND r.at<=? AND r.num IS NOT NULL AND (r.flags&1)=0
    AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.target=r.seq) ORDER BY r.at DESC, r.key DESC LIMIT 1`)
  const series = (unit: number): unknown => months.all(grainCode.month, kpi, unit, bucketOf('month', fromMs), bucketOf('month', store.nowMs) + 1)
  return {
    map: () => cells.all(kpi), series: () => series(units.at(-1)!), centre: () => units.forEach((unit) => series(unit)),
    asOf: () => units.forEach((unit) => newest.get(kpi, unit, asOfMs)), close: () => db.close(),
  }
}

/** Medians of `times` calls each. */
export async function benchQueries(store: BigStore, times: number, say: (text: string) => void): Promise<BenchRow[]> {
  const server = await startServer(store.runtimeDir)
  const fromMs = store.nowMs - 365 * dayMs
  const asOfMs = store.nowMs - 100 * dayMs
  const bare = bareStatements(store, fromMs, asOfMs)
  const from = encodeURIComponent(toLocalIso(fromMs))
  const units = `${server.url}api/v1/units/`
  const commune = pyramid.units.at(-1)!.code
  const socket = await connect(server.url)
  try {
    const rows = [
      rowOf('query.map', await medianMs(times, () => watch(socket, { root: 'TW', kpis: [kpiId], depth: 2 })), 'ms', await medianMs(times, bare.map)),
      rowOf('query.series', await medianMs(times, () => get(`${units}${commune}/series?kpi=${kpiId}&from=${from}&grain=month`)), 'ms', await medianMs(times, bare.series)),
      rowOf('query.series.centre', await medianMs(times, () => get(`${units}TW/series?kpi=${kpiId}&from=${from}&grain=month`)), 'ms', await medianMs(times, bare.centre)),
      rowOf('query.asof', await medianMs(times, () => get(`${units}TW/children?kpi=${kpiId}&at=${encodeURIComponent(toLocalIso(asOfMs))}`)), 'ms', await medianMs(times, bare.asOf)),
    ]
    say(`queries: ${rows.map(({ name, value }) => `${name} ${value.toFixed(1)} ms`).join(', ')}`)
    return rows
  } finally {
    socket.disconnect()
    bare.close()
    await server.stop()
  }
}
