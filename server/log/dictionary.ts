/** Codes ↔ stored ids: a row keeps an id that never changes, whatever the lists of units and KPIs become. */
import type { DatabaseSync } from 'node:sqlite'

/** Both directions for one kind of code. Indices are those of the list given at opening. */
export interface Dictionary {
  /** Stored id of an index. */
  readonly idOf: Int32Array
  /** Index of a stored id, or −1 for a code that is no longer in the list. */
  indexOf(id: number): number
}

function dictionaryFrom(rows: Iterable<readonly [number, string]>, codes: readonly string[]): Dictionary {
  const ids = new Map<string, number>()
  for (const [id, code] of rows) ids.set(code, id)
  const idOf = Int32Array.from(codes, (code) => ids.get(code) ?? -1)
  const back = new Map<number, number>()
  idOf.forEach((id, index) => { if (id >= 0) back.set(id, index) })
  return { idOf, indexOf: (id) => back.get(id) ?? -1 }
}

function readCodes(db: DatabaseSync, table: 'unit_id' | 'kpi_id'): [number, string][] {
  return db.prepare(`SELECT id, code FROM ${table}`).all().map((row) => [Number(row['id']), String(row['code'])])
}

/** Gives every code an id (inside one transaction) and returns the dictionary. */
export function ensureDictionary(db: DatabaseSync, table: 'unit_id' | 'kpi_id', codes: readonly string[]): Dictionary {
  db.exec('BEGIN IMMEDIATE')
  const insert = db.prepare(`INSERT INTO ${table}(code) VALUES(?) ON CONFLICT DO NOTHING`)
  for (const code of codes) insert.run(code)
  db.exec('COMMIT')
  return readDictionary(db, table, codes)
}

/** The dictionary as stored, for a reading connection. */
export function readDictionary(db: DatabaseSync, table: 'unit_id' | 'kpi_id', codes: readonly string[]): Dictionary {
  return dictionaryFrom(readCodes(db, table), codes)
}
