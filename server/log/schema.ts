/**
 * The SQLite home of the log: its tables, and how it is opened. Settings of the security bar are asserted, not hoped for:
 * WAL, `synchronous=FULL` (an acknowledged reading survives a power cut), a library that does not corrupt WAL.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Name of the store's file inside `RUNTIME_DIR`. */
export const storeFileName = 'thap.db'
/** Oldest SQLite library whose WAL is sound. */
export const minSqliteVersion = '3.51.3'
/**
 * Version of the tables below. An older store is brought up in the transaction that opens it (every change so far only adds tables);
 * one of a newer build is refused, never guessed at. 1: the log; 2: records and acts (ledger.ts), and what
 * data quality counts (server/watch/quality), and readings received by day (server/watch/reports/received-book.ts); 3: what walls showed (server/scenes/shown-store.ts).
 */
export const schemaVersion = 3
/** How long a connection waits for another's lock, milliseconds. */
export const busyTimeoutMs = 5000
/** Pages in the WAL after which SQLite checkpoints by itself (4 kB each: 16 MB). */
export const walAutocheckpointPages = 4000
/** Pages the writing connection keeps, KiB: a commit of a batch and what it touches of the indexes. */
const writerCacheKib = 32_768
/** Pages a reading connection keeps, KiB: each thread has one, and what it reads again lies in the machine's own cache. */
const readerCacheKib = 16_384
/** Size the WAL file is cut back to after a checkpoint, bytes (bar: ≤ 64 MB). */
export const walSizeLimitBytes = 64 * 1024 * 1024

const ddl = `
CREATE TABLE IF NOT EXISTS log_meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS unit_id(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS kpi_id(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS reading(
  seq INTEGER PRIMARY KEY, kpi INTEGER NOT NULL, unit INTEGER NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL,
  num INTEGER, den INTEGER, flags INTEGER NOT NULL, source INTEGER NOT NULL, received INTEGER NOT NULL, replaces INTEGER) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS reading_identity ON reading(kpi, unit, at, key);
CREATE TABLE IF NOT EXISTS correction(target INTEGER PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS ahead(seq INTEGER PRIMARY KEY, kpi INTEGER NOT NULL, unit INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS rollup(
  grain INTEGER NOT NULL, kpi INTEGER NOT NULL, unit INTEGER NOT NULL, bucket INTEGER NOT NULL,
  num INTEGER NOT NULL, den INTEGER NOT NULL, n INTEGER NOT NULL,
  at INTEGER NOT NULL, key TEXT NOT NULL, lastNum INTEGER NOT NULL, lastDen INTEGER NOT NULL, sim INTEGER NOT NULL,
  PRIMARY KEY(grain, kpi, unit, bucket)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cell(
  kpi INTEGER NOT NULL, unit INTEGER NOT NULL, year INTEGER NOT NULL, num INTEGER NOT NULL, den INTEGER NOT NULL, n INTEGER NOT NULL,
  at INTEGER, key TEXT NOT NULL, sim INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY(kpi, unit)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS task_event(
  seq INTEGER PRIMARY KEY, key TEXT NOT NULL, task TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, result TEXT,
  source INTEGER NOT NULL, flags INTEGER NOT NULL, received INTEGER NOT NULL, UNIQUE(task, at, key)) STRICT;
CREATE TABLE IF NOT EXISTS record(
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, changed INTEGER NOT NULL,
  PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_standing ON record(kind, id) WHERE json_extract(body,'$.standing')=1;
CREATE TABLE IF NOT EXISTS act(
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, action TEXT NOT NULL,
  note TEXT, before TEXT, after TEXT, hash TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS act_of ON act(kind, id, seq);
CREATE INDEX IF NOT EXISTS reading_declared ON reading(kpi, unit, at) WHERE (flags&1)=1;
CREATE TABLE IF NOT EXISTS received_day(day INTEGER NOT NULL, unit INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(day, unit)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quality_intake(month INTEGER NOT NULL, unit INTEGER NOT NULL, counts TEXT NOT NULL, PRIMARY KEY(month, unit)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quality_mark(
  id INTEGER PRIMARY KEY, received INTEGER NOT NULL, unit INTEGER NOT NULL, kpi INTEGER, code TEXT NOT NULL, field TEXT, key TEXT) STRICT;
CREATE TABLE IF NOT EXISTS wall_shown(
  wall TEXT NOT NULL, fromMs INTEGER NOT NULL, untilMs INTEGER NOT NULL, scope TEXT NOT NULL, openedMs INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(wall, fromMs)) STRICT;
CREATE TABLE IF NOT EXISTS quality_reader(unit INTEGER PRIMARY KEY, readers TEXT NOT NULL) STRICT;
`

/** The store cannot be used as it is; the message says what to do, in Vietnamese and English. */
export class StoreRefused extends Error {
  override name = 'StoreRefused'
  constructor(vi: string, en: string) {
    super(`${vi}\n${en}`)
  }
}

function atLeast(version: string, least: string): boolean {
  const a = version.split('.').map(Number)
  const b = least.split('.').map(Number)
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] ?? 0) > (b[i] ?? 0)
  return true
}

function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]
}

/** Sets and asserts what every connection of this product needs. */
export function settle(db: DatabaseSync): void {
  db.exec(`PRAGMA busy_timeout=${busyTimeoutMs}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
    PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-${writerCacheKib};
    PRAGMA wal_autocheckpoint=${walAutocheckpointPages}; PRAGMA journal_size_limit=${walSizeLimitBytes};`)
  const version = String(Object.values(db.prepare('SELECT sqlite_version()').get() ?? {})[0])
  if (!atLeast(version, minSqliteVersion)) {
    throw new StoreRefused(`SQLite ${version} cũ hơn ${minSqliteVersion}: cài Node 24 trở lên.`,
      `SQLite ${version} is older than ${minSqliteVersion}: install Node 24 or newer.`)
  }
  if (pragma(db, 'synchronous') !== 2) {
    throw new StoreRefused('SQLite không nhận synchronous=FULL: số liệu đã báo nhận có thể mất khi mất điện.', 'SQLite does not take synchronous=FULL: acknowledged readings could be lost at a power cut.')
  }
  if (pragma(db, 'journal_mode') !== 'wal') {
    throw new StoreRefused('Kho không chạy được ở chế độ WAL: đặt RUNTIME_DIR trên đĩa của máy, không phải thư mục mạng.',
      'The store does not run in WAL mode: set RUNTIME_DIR to a disk of this machine, not a network share.')
  }
}

/** The version of a store's tables; 0: it has none. */
export function schemaOf(db: DatabaseSync): number {
  return Number(pragma(db, 'user_version'))
}

/** Opens (and creates where missing) the store of a runtime folder for writing. Throws StoreRefused. */
export function openStore(runtimeDir: string): DatabaseSync {
  mkdirSync(runtimeDir, { recursive: true, mode: 0o700 })
  const path = join(runtimeDir, storeFileName)
  const db = new DatabaseSync(path)
  try {
    settle(db)
    const version = schemaOf(db)
    if (version > schemaVersion) {
      throw new StoreRefused(`Kho ${path} thuộc phiên bản lược đồ ${version}, bản này cần ${schemaVersion}: dùng bản Tháp đã tạo ra kho.`,
        `The store ${path} has schema ${version}, this build needs ${schemaVersion}: use the build that wrote it.`)
    }
    db.exec(`BEGIN IMMEDIATE; ${ddl} PRAGMA user_version=${schemaVersion}; COMMIT`)
    return db
  } catch (error) {
    db.close()
    if (error instanceof StoreRefused) throw error
    throw new StoreRefused(`Không mở được kho ${path} (${String(error)}): khôi phục từ bản sao lưu, hoặc đặt RUNTIME_DIR khác.`,
      `The store ${path} cannot be opened (${String(error)}): restore it from a backup, or set another RUNTIME_DIR.`)
  }
}

/** Opens a second, reading connection to a store that `openStore` has made. */
export function openReader(runtimeDir: string): DatabaseSync {
  const db = new DatabaseSync(join(runtimeDir, storeFileName), { readOnly: true })
  db.exec(`PRAGMA busy_timeout=${busyTimeoutMs}; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-${readerCacheKib}; PRAGMA query_only=ON;`)
  return db
}
