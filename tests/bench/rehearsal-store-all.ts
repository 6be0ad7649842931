/**
 * A rehearsal store (rehearsal-store.ts) with a past of every KPI: the daily and the monthly one's readings are told of the others too, with silences of their own,
 * and lines have their hours, some of them missing. Of the whole country about 2 M readings and 10 M hours of lines more, 1 GB. As in a log, readings lie in the
 * order of their receipt, all KPIs among each other.
 */
import { measures } from '../../data/kpis/catalogue.ts'
import { cadenceMs, type Kpi } from '../../data/kpis/kpi.ts'
import { dayMs, hourMs } from '../../data/time/vietnam-time.ts'
import { ensureDictionary } from '../../server/log/dictionary.ts'
import { grainCode } from '../../server/log/buckets.ts'
import { openStore } from '../../server/log/schema.ts'
import { rehearsedDaily, rehearsedMonthly, type RehearsalStore } from './rehearsal-store.ts'

/** A window and as much as a rehearsal looks back behind it. */
const pastMs = 130 * dayMs
const levelSql = { centre: "code='TW'", province: "length(code)=2 AND code<>'TW'", commune: 'length(code)=5' } as const

/** Units that report a KPI, of those that the store has readings of. */
function reporters({ levels }: Kpi, daily: number): string {
  return `SELECT id FROM unit_id WHERE (${levels.map((level) => levelSql[level]).join(' OR ')}) AND id IN (SELECT unit FROM rollup WHERE grain=${grainCode.month} AND kpi=${daily})`
}

/** Puts the past of every other reported KPI into a store. How many readings and hours of lines. */
export function fillEveryKpi({ runtimeDir, nowMs }: RehearsalStore): { readings: number; hours: number } {
  const db = openStore(runtimeDir)
  try {
    db.exec('PRAGMA synchronous=OFF; PRAGMA cache_size=-400000')
    const { idOf } = ensureDictionary(db, 'kpi_id', measures.map(({ id }) => id))
    const placeOf = (id: string): number => idOf[measures.findIndex((kpi) => kpi.id === id)]!
    const [daily, monthly] = [placeOf(rehearsedDaily), placeOf(rehearsedMonthly)]
    let [readings, hours] = [0, 0]
    db.exec('BEGIN; CREATE TEMP TABLE told AS SELECT * FROM reading')
    for (const kpi of measures) {
      const own = placeOf(kpi.id)
      if (kpi.computed || cadenceMs[kpi.cadence] === null || own === daily || own === monthly) continue
      if (kpi.kind === 'availability') {
        hours += Number(db.prepare(`INSERT INTO rollup SELECT ${grainCode.hour},?1,u.id,h.value,3600,3600,12,h.value*${hourMs}+3300000,'h',300,300,0
          FROM (${reporters(kpi, daily)}) u, (WITH RECURSIVE h(value) AS (SELECT ?2 UNION ALL SELECT value+1 FROM h WHERE value<?3) SELECT value FROM h) h WHERE (h.value/7*31+u.id*17)%997<>0`)
          .run(own, Math.floor((nowMs - pastMs) / hourMs), Math.floor(nowMs / hourMs)).changes)
        continue
      }
      const from = kpi.cadence === 'day' ? daily : monthly
      const units = reporters(kpi, daily)
      readings += Number(db.prepare(`INSERT INTO told SELECT seq,?1,unit,at,key,num,den,flags,source,received,NULL FROM reading
        WHERE kpi=?2 AND at>?3 AND (flags&1)=0 AND unit IN (${units}) AND (at/${dayMs}/9*37+unit*13+?1*7)%211<>0`).run(own, from, nowMs - pastMs).changes)
      db.prepare(`INSERT INTO rollup SELECT grain,?1,unit,bucket,num,den,n,at,key,lastNum,lastDen,sim FROM rollup WHERE kpi=?2 AND grain IN (${grainCode.day},${grainCode.month}) AND at>?3 AND unit IN (${units})`)
        .run(own, from, nowMs - pastMs)
    }
    // The indexes are made anew when the store is opened again.
    db.exec(`DROP INDEX reading_identity; DROP INDEX reading_declared; DELETE FROM reading;
      INSERT INTO reading SELECT row_number() OVER (ORDER BY received,seq,kpi),kpi,unit,at,key,num,den,flags,source,received,replaces FROM told ORDER BY received,seq,kpi;
      DROP TABLE told; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`)
    return { readings, hours }
  } finally {
    db.close()
    const again = openStore(runtimeDir)
    again.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    again.close()
  }
}
