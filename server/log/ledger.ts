/**
 * The ledger: what people edit (rules, warnings, tasks, adoptions, play-lists) as records, and every change of one as an act. Source: security
 * bar "Audit": append-only, each act hashes its predecessor, written in the same transaction as the change.
 *
 * Invariants
 * - A record's body is what its last act left, or what `keep` wrote since (counts and evidence that no person changed).
 * - `version` rises by one with each act; a change made on another version than the present is refused, nothing is written.
 * - Acts are never changed or removed; `verifyActs` finds the first that was, and a record whose last acts were cut off.
 */
import { createHash } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { z } from 'zod'
import type { Clock } from '../clock.ts'
import { DomainError } from '../errors.ts'
import { StoreRefused } from './schema.ts'

/** Kinds of records. `pending` is no person's: beginnings that must outlive a restart (a threshold met for less than its pending time). */
export type RecordKind = 'rule' | 'warning' | 'task' | 'adoption' | 'playlist' | 'wall' | 'pending'

/** Who acted: somebody at this machine (open local mode), a key of a unit, or the product itself. Never a person's name. */
export interface Actor {
  readonly kind: 'local' | 'key' | 'system'
  /** Code of the unit it acts for. */
  readonly unit: string
  readonly keyId: number | null
}

/** The product itself. */
export const systemActor: Actor = { kind: 'system', unit: '', keyId: null }

/** A record as it stands. `changedMs`: its last act, epoch ms. */
export interface Recorded<T> {
  readonly id: string
  readonly version: number
  readonly body: T
  readonly changedMs: number
}

/** A change to be written. `version`: that of the record it was made on, 0 for a new one. `atMs`: instant of the act. */
export interface Change {
  readonly kind: RecordKind
  readonly id: string
  readonly action: string
  readonly actor: Actor
  readonly version: number
  readonly body: unknown
  readonly note?: string | null
}

/** An act as kept. `before` and `after` are bodies; null: there was none. */
export interface Act {
  readonly seq: number
  readonly atMs: number
  readonly actor: Actor
  readonly kind: RecordKind
  readonly id: string
  readonly action: string
  readonly note: string | null
  readonly before: unknown
  readonly after: unknown
}

/** Most acts of one look at a history. */
export const maxActsPerLook = 500

/** What the ledger stands on: the log's connection and its durable transactions (sqlite-log.ts). */
export interface LedgerStore {
  readonly db: DatabaseSync
  transaction<T>(work: () => T): T
}

type ActRow = Record<'seq' | 'at' | 'actor' | 'kind' | 'id' | 'action' | 'note' | 'before' | 'after' | 'hash', string | number | null>

const recordColumns = 'id, version, body, changed'
const actColumns = 'seq,at,actor,kind,id,action,note,before,after,hash'

function hashOf(previous: string, row: Omit<ActRow, 'hash'>): string {
  const { seq, at, actor, kind, id, action, note, before, after } = row
  return createHash('sha256').update(JSON.stringify([previous, seq, at, actor, kind, id, action, note, before, after])).digest('hex')
}

function parsed(text: string | number | null): unknown {
  return text === null ? null : JSON.parse(String(text))
}

function actOf(row: ActRow): Act {
  return {
    seq: Number(row.seq), atMs: Number(row.at), actor: parsed(row.actor) as Actor, kind: row.kind as RecordKind, id: String(row.id),
    action: String(row.action), note: row.note === null ? null : String(row.note), before: parsed(row.before), after: parsed(row.after),
  }
}

/** What following the chain found. `brokenAt`: the first act that does not fit; `cutRecord`: a record that has not one act a version; null: none. */
export interface Verification {
  readonly acts: number
  readonly brokenAt: number | null
  readonly cutRecord: { readonly kind: string; readonly id: string } | null
}

const cutRecords = `SELECT kind, id FROM record WHERE version<>(SELECT count(*) FROM act WHERE act.kind=record.kind AND act.id=record.id)
  ORDER BY kind, id LIMIT 1`

/** Follows the chain of hashes from the first act, over any connection to a store of schema 2 (also a reading one). */
export function verifyActs(db: DatabaseSync): Verification {
  let previous = ''
  let acts = 0
  for (const raw of db.prepare(`SELECT ${actColumns} FROM act ORDER BY seq`).iterate()) {
    const row = raw as unknown as ActRow
    acts++
    if (Number(row.seq) !== acts || hashOf(previous, row) !== row.hash) return { acts, brokenAt: Number(row.seq), cutRecord: null }
    previous = String(row.hash)
  }
  const cut = db.prepare(cutRecords).get()
  return { acts, brokenAt: null, cutRecord: cut === undefined ? null : { kind: String(cut['kind']), id: String(cut['id']) } }
}

/** See the file header. Throws LogUnavailable as the log does (disk full). */
export class Ledger {
  readonly #store: LedgerStore
  readonly #clock: Clock
  readonly #read: StatementSync
  readonly #put: StatementSync
  readonly #add: StatementSync
  #lastSeq: number
  #lastHash: string

  constructor(store: LedgerStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
    this.#read = store.db.prepare('SELECT version, body FROM record WHERE kind=? AND id=?')
    this.#put = store.db.prepare(`INSERT INTO record(kind,id,version,body,changed) VALUES(?,?,?,?,?)
      ON CONFLICT DO UPDATE SET version=excluded.version, body=excluded.body, changed=excluded.changed`)
    this.#add = store.db.prepare(`INSERT INTO act(${actColumns}) VALUES(?,?,?,?,?,?,?,?,?,?)`)
    const last = store.db.prepare('SELECT seq, hash FROM act ORDER BY seq DESC LIMIT 1').get()
    this.#lastSeq = Number(last?.['seq'] ?? 0)
    this.#lastHash = String(last?.['hash'] ?? '')
  }

  /** All records of a kind, in the order of their ids. A body that no longer fits its schema refuses the store: nothing is guessed. */
  all<T>(kind: RecordKind, schema: z.ZodType<T>): Recorded<T>[] {
    return this.#records(kind, schema, this.#store.db.prepare(`SELECT ${recordColumns} FROM record WHERE kind=? ORDER BY id`).all(kind))
  }

  /** Those whose body says `standing: 1`, in the order of their ids: found by an index, however many others there are. */
  standing<T>(kind: RecordKind, schema: z.ZodType<T>): Recorded<T>[] {
    // INDEXED BY: refused by SQLite where the index cannot serve, instead of reading everything.
    const rows = this.#store.db.prepare(`SELECT ${recordColumns} FROM record INDEXED BY record_standing WHERE kind=? AND json_extract(body,'$.standing')=1 ORDER BY id`).all(kind)
    return this.#records(kind, schema, rows)
  }

  /** At most `limit` records whose ids stand before `below` (null: all do), the last of them first. */
  page<T>(kind: RecordKind, schema: z.ZodType<T>, below: string | null, limit: number): Recorded<T>[] {
    const rows = below === null
      ? this.#store.db.prepare(`SELECT ${recordColumns} FROM record WHERE kind=? ORDER BY id DESC LIMIT ?`).all(kind, limit)
      : this.#store.db.prepare(`SELECT ${recordColumns} FROM record WHERE kind=? AND id<? ORDER BY id DESC LIMIT ?`).all(kind, below, limit)
    return this.#records(kind, schema, rows)
  }

  /** One record; null: there is none. */
  one<T>(kind: RecordKind, schema: z.ZodType<T>, id: string): Recorded<T> | null {
    return this.#records(kind, schema, this.#store.db.prepare(`SELECT ${recordColumns} FROM record WHERE kind=? AND id=?`).all(kind, id))[0] ?? null
  }

  #records<T>(kind: RecordKind, schema: z.ZodType<T>, rows: readonly Record<string, unknown>[]): Recorded<T>[] {
    return rows.map((row) => {
      const body = schema.safeParse(JSON.parse(String(row['body'])))
      if (!body.success) {
        throw new StoreRefused(`Bản ghi ${kind} ${String(row['id'])} trong kho không đọc được: khôi phục kho từ bản sao lưu.`,
          `The record ${kind} ${String(row['id'])} of the store cannot be read: restore the store from a backup.`)
      }
      return { id: String(row['id']), version: Number(row['version']), body: body.data, changedMs: Number(row['changed']) }
    })
  }

  /**
   * Writes changes in one durable transaction, each with its act. Throws DomainError `edited_meanwhile`; then none is written. `beside`
   * writes in the same transaction what belongs to them in other tables; where it throws, nothing is written either.
   */
  write(changes: readonly Change[], beside: () => void = () => undefined): readonly Recorded<unknown>[] {
    const atMs = this.#clock.nowMs()
    let seq = this.#lastSeq
    let hash = this.#lastHash
    const writeOne = (change: Change): Recorded<unknown> => {
      const known = this.#read.get(change.kind, change.id)
      const version = Number(known?.['version'] ?? 0)
      if (version !== change.version) throw new DomainError('edited_meanwhile')
      const after = JSON.stringify(change.body)
      const row = {
        seq: ++seq, at: atMs, actor: JSON.stringify(change.actor), kind: change.kind, id: change.id, action: change.action,
        note: change.note ?? null, before: known === undefined ? null : String(known['body']), after,
      }
      hash = hashOf(hash, row)
      this.#put.run(change.kind, change.id, version + 1, after, atMs)
      this.#add.run(row.seq, row.at, row.actor, row.kind, row.id, row.action, row.note, row.before, row.after, hash)
      return { id: change.id, version: version + 1, body: change.body, changedMs: atMs }
    }
    const written = this.#store.transaction(() => {
      const records = changes.map(writeOne)
      beside()
      return records
    })
    this.#lastSeq = seq
    this.#lastHash = hash
    return written
  }

  /** Writes bodies that no act changed (counts, evidence): same versions, one durable transaction. Unknown records are left out. */
  keep(kind: RecordKind, bodies: readonly { readonly id: string; readonly body: unknown }[]): void {
    if (bodies.length === 0) return
    const update = this.#store.db.prepare('UPDATE record SET body=? WHERE kind=? AND id=?')
    this.#store.transaction(() => {
      for (const { id, body } of bodies) update.run(JSON.stringify(body), kind, id)
    })
  }

  /** Writes working state that is no person's and has no acts, made where it is missing: version 0, one durable transaction. */
  remember(kind: 'pending', bodies: readonly { readonly id: string; readonly body: unknown }[]): void {
    if (bodies.length === 0) return
    this.#store.transaction(() => {
      for (const { id, body } of bodies) this.#put.run(kind, id, 0, JSON.stringify(body), this.#clock.nowMs())
    })
  }

  /** Acts on one record, newest first, at most `limit` (1–`maxActsPerLook`). */
  history(kind: RecordKind, id: string, limit = maxActsPerLook): readonly Act[] {
    const most = Math.min(maxActsPerLook, Math.max(1, limit))
    const rows = this.#store.db.prepare(`SELECT ${actColumns} FROM act WHERE kind=? AND id=? ORDER BY seq DESC LIMIT ?`).all(kind, id, most)
    return rows.map((row) => actOf(row as unknown as ActRow))
  }

  /** See `verifyActs`. */
  verify(): Verification {
    return verifyActs(this.#store.db)
  }
}
