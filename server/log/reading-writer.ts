/**
 * One reading into the store, and what became of it. Identity is (kpi, unit, at, key); corrections form chains.
 * Hot path: `write`, once a reading, inside the log's transaction.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Dictionary } from './dictionary.ts'
import type { Appended, NewReading, Verdict } from './log.ts'

const declaredFlag = 1
const simulatedFlag = 2

type StoredRow = [seq: number, num: number | null, den: number | null, flags: number, replaces: number | null]
type AfterRow = [seq: number, kpi: number, unit: number, at: number, key: string, num: number | null, den: number | null, flags: number,
  source: number, received: number, target: string | null]

const duplicate: Verdict = { kind: 'duplicate' }

/** Writes readings on the log's connection. */
export class ReadingWriter {
  readonly lastSeq: number
  readonly lastReceivedMs: number
  private readonly insert: StatementSync
  private readonly stored: StatementSync
  private readonly byKey: StatementSync
  private readonly correctionOf: StatementSync
  private readonly insertCorrection: StatementSync
  private readonly insertAhead: StatementSync
  private readonly bySeq: StatementSync
  private readonly afterSeq: StatementSync
  private readonly units: Dictionary
  private readonly kpis: Dictionary

  constructor(db: DatabaseSync, units: Dictionary, kpis: Dictionary) {
    this.units = units
    this.kpis = kpis
    const arrays = (sql: string): StatementSync => {
      const statement = db.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.insert = db.prepare(`INSERT INTO reading(seq,kpi,unit,at,key,num,den,flags,source,received,replaces)
      VALUES(?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(kpi,unit,at,key) DO NOTHING`)
    this.stored = arrays('SELECT seq,num,den,flags,replaces FROM reading WHERE kpi=? AND unit=? AND at=? AND key=?')
    this.byKey = arrays('SELECT seq FROM reading WHERE kpi=? AND unit=? AND key=? AND (flags&1)=? LIMIT 2')
    this.correctionOf = arrays('SELECT seq FROM correction WHERE target=?')
    this.insertCorrection = db.prepare('INSERT INTO correction(target,seq) VALUES(?,?)')
    this.insertAhead = db.prepare('INSERT INTO ahead(seq,kpi,unit,at) VALUES(?,?,?,?)')
    this.bySeq = arrays('SELECT key, at, replaces FROM reading WHERE seq=?')
    this.afterSeq = arrays(`SELECT r.seq,r.kpi,r.unit,r.at,r.key,r.num,r.den,r.flags,r.source,r.received,t.key
      FROM reading r LEFT JOIN reading t ON t.seq=r.replaces WHERE r.seq>? ORDER BY r.seq`)
    const last = arrays('SELECT seq, received FROM reading ORDER BY seq DESC LIMIT 1').get() as unknown as [number, number] | undefined
    this.lastSeq = last?.[0] ?? 0
    this.lastReceivedMs = last?.[1] ?? 0
  }

  /** Stores `r` as `seq` unless it is there already, conflicts, or corrects what cannot be corrected. */
  write(r: NewReading, seq: number, receivedMs: number): Verdict {
    const kpi = this.kpis.idOf[r.kpi]!
    const unit = this.units.idOf[r.unit]!
    let replaces: number | null = null
    if (r.corrects !== null) {
      const target = this.target(r, r.corrects, kpi, unit)
      if (typeof target !== 'number') return target
      replaces = target
    }
    const flags = (r.declared ? declaredFlag : 0) | (r.simulated ? simulatedFlag : 0)
    const { changes } = this.insert.run(seq, kpi, unit, r.atMs, r.key, r.num, r.den, flags, r.source, receivedMs, replaces)
    if (changes === 0) return this.sameOrConflict(r, kpi, unit)
    if (replaces !== null) this.insertCorrection.run(replaces, seq)
    if (r.atMs > receivedMs) this.insertAhead.run(seq, kpi, unit, r.atMs)
    return { kind: 'stored', seq }
  }

  /** `at` of the reading that the correction `seq` replaced, or null. */
  replacedAt(seq: number): number | null {
    const row = this.bySeq.get(seq) as unknown as [string, number, number | null] | undefined
    if (row?.[2] == null) return null
    return (this.bySeq.get(row[2]) as unknown as [string, number] | undefined)?.[1] ?? null
  }

  /** Stored readings after a sequence number, oldest first; rows of codes that left the lists are passed over. */
  * after(seq: number): Generator<Appended> {
    for (const row of this.afterSeq.iterate(seq) as unknown as Iterable<AfterRow>) {
      const kpi = this.kpis.indexOf(row[1])
      const unit = this.units.indexOf(row[2])
      if (kpi < 0 || unit < 0) continue
      yield {
        seq: row[0], kpi, unit, atMs: row[3], key: row[4], num: row[5], den: row[6], declared: (row[7] & declaredFlag) !== 0,
        simulated: (row[7] & simulatedFlag) !== 0, source: row[8], receivedMs: row[9], corrects: row[10],
      }
    }
  }

  private target(r: NewReading, corrects: string, kpi: number, unit: number): number | Verdict {
    if (this.stored.get(kpi, unit, r.atMs, r.key) !== undefined) return this.sameOrConflict(r, kpi, unit)
    const found = this.byKey.all(kpi, unit, corrects, r.declared ? 1 : 0) as unknown as [number][]
    if (found.length === 0) return { kind: 'unknown_target' }
    if (found.length > 1) return { kind: 'ambiguous_target' }
    const target = found[0]![0]
    const newest = this.newestOf(target)
    return newest === target ? target : { kind: 'target_corrected', newestKey: this.keyOf(newest) }
  }

  private newestOf(target: number): number {
    let newest = target
    for (;;) {
      const next = this.correctionOf.get(newest) as unknown as [number] | undefined
      if (next === undefined) return newest
      newest = next[0]
    }
  }

  private keyOf(seq: number): string {
    return (this.bySeq.get(seq) as unknown as [string])[0]
  }

  private sameOrConflict(r: NewReading, kpi: number, unit: number): Verdict {
    const row = this.stored.get(kpi, unit, r.atMs, r.key) as unknown as StoredRow | undefined
    if (row === undefined) return { kind: 'conflict' }
    const corrects = row[4] === null ? null : this.keyOf(row[4])
    const same = row[1] === r.num && row[2] === r.den && ((row[3] & declaredFlag) !== 0) === r.declared && corrects === r.corrects
    return same ? duplicate : { kind: 'conflict' }
  }
}
