/**
 * Proof of display: what each wall showed, as stretches of time, in the store. A stretch begins when what is on the screen changes and
 * is carried on while the wall goes on saying so; silence ends it, so that nothing is claimed that was not heard. What a wall kept of itself meanwhile
 * and handed in afterwards fills that silence, marked as told.
 *
 * Invariants
 * - Stretches of one wall don't overlap; `until` is the last instant at which the wall said it shows this. What was heard stands against what is told.
 * - Written at each tick, once a second (200 walls: 20 rows): with the time between two reports of a wall (`showingEveryMs`) a kill loses at most
 *   `proofLossMs` of the last stretches' ends, never one that was written.
 * - Stretches older than `shownDays` go, a bounded number at a time.
 */
import type { StatementSync } from 'node:sqlite'
import { z } from 'zod'
import { onScreen, type OnScreen } from '../../data/protocol/wall.ts'
import { shownDays, wallAwayMs } from '../../data/protocol/wall-terms.ts'
import { dayMs } from '../../data/time/vietnam-time.ts'
import type { LedgerStore } from '../log/ledger.ts'
import { silencesIn, type Times } from './silences.ts'

/** Interval of forgetting, milliseconds. */
export const forgetEveryMs = 10_000
/** Most stretches that one round of forgetting removes. */
const mostForgotten = 2_000

/** What is written of a stretch. Stretches of old have `seq` and `untilSeq` instead: they counted messages, say nothing of the log, and are left aside. */
const body = z.object({ screen: onScreen, build: z.string(), epoch: z.string(), logSeq: z.int().nullable().default(null), untilLogSeq: z.int().nullable().default(null), told: z.object({ atMs: z.int(), dropped: z.int() }).nullable().default(null) })

/** A stretch. Instants are epoch ms. `scope`: code of the unit whose key the wall used. */
export interface Stretch {
  readonly wall: string
  readonly fromMs: number
  untilMs: number
  readonly scope: string
  readonly screen: OnScreen
  readonly build: string
  epoch: string
  /** The first and the last sequence of the log up to which the wall said that its figures are complete; null: it said none. */
  seq: number | null
  untilSeq: number | null
  readonly openedMs: number
  /** Null: heard as it was. Else the wall told it afterwards: when, and how many older spans of its own record it had no room for. */
  readonly told: { readonly atMs: number, readonly dropped: number } | null
}

/** A span that a wall kept of itself (wall-record.ts in data/protocol). */
export type KeptSpan = Omit<Stretch, 'wall' | 'scope' | 'told'>

type Row = Record<'wall' | 'fromMs' | 'untilMs' | 'scope' | 'openedMs' | 'body', string | number>

function stretchOf(row: Record<string, unknown> | undefined): Stretch | null {
  if (row === undefined) return null
  const { wall, fromMs, untilMs, scope, openedMs, body: text } = row as Row
  const parsed = body.safeParse(JSON.parse(String(text)))
  if (!parsed.success) return null
  const { logSeq, untilLogSeq, ...said } = parsed.data
  return { wall: String(wall), fromMs: Number(fromMs), untilMs: Number(untilMs), scope: String(scope), openedMs: Number(openedMs), ...said, seq: logSeq, untilSeq: untilLogSeq }
}

const columns = 'wall, fromMs, untilMs, scope, openedMs, body'

/** See the file's head. */
export class ShownStore {
  readonly #store: LedgerStore
  readonly #open = new Map<string, Stretch>()
  readonly #dirty = new Set<Stretch>()
  readonly #put: StatementSync
  readonly #at: StatementSync
  readonly #after: StatementSync
  readonly #newest: StatementSync
  readonly #openings: StatementSync
  readonly #inside: StatementSync
  #forgottenMs = 0

  constructor(store: LedgerStore) {
    this.#store = store
    this.#put = store.db.prepare(`INSERT INTO wall_shown(${columns}) VALUES(?,?,?,?,?,?) ON CONFLICT DO UPDATE SET untilMs=excluded.untilMs, body=excluded.body`)
    this.#at = store.db.prepare(`SELECT ${columns} FROM wall_shown WHERE wall=? AND fromMs<=? ORDER BY fromMs DESC LIMIT 1`)
    this.#after = store.db.prepare(`SELECT ${columns} FROM wall_shown WHERE wall=? AND fromMs>? ORDER BY fromMs LIMIT 1`)
    this.#newest = store.db.prepare(`SELECT ${columns} FROM wall_shown AS s WHERE fromMs=(SELECT max(fromMs) FROM wall_shown WHERE wall=s.wall) ORDER BY wall LIMIT ?`)
    this.#openings = store.db.prepare('SELECT count(DISTINCT openedMs) AS n FROM wall_shown WHERE wall=? AND fromMs>=?')
    // stretches don't overlap: of those that begin before a span, only the last one can reach into it
    this.#inside = store.db.prepare(`SELECT fromMs, untilMs FROM wall_shown WHERE wall=?1 AND fromMs<=?3
      AND fromMs>=coalesce((SELECT max(fromMs) FROM wall_shown WHERE wall=?1 AND fromMs<=?2), ?2) ORDER BY fromMs`)
  }

  /** The newest stretch of each wall that is known, at most `limit` of them. */
  newest(limit: number): Stretch[] {
    this.write()
    return this.#newest.all(limit).flatMap((row) => stretchOf(row) ?? [])
  }

  /** A wall says at `nowMs` what it shows. A clock that went back begins no stretch before the last one's end. */
  saw(said: Omit<Stretch, 'fromMs' | 'untilMs' | 'untilSeq' | 'told'>, nowMs: number): void {
    const open = this.#open.get(said.wall)
    const atMs = Math.max(nowMs, open?.untilMs ?? nowMs)
    const same = open?.told === null && atMs - open.untilMs <= wallAwayMs && open.scope === said.scope && open.openedMs === said.openedMs
      && open.build === said.build && JSON.stringify(open.screen) === JSON.stringify(said.screen)
    if (same) {
      // the log goes on over the lives of its server; a sequence below the first one is of another log
      const seq = open.seq === null || (said.seq !== null && said.seq < open.seq) ? said.seq : open.seq
      Object.assign(open, { untilMs: atMs, epoch: said.epoch, seq, untilSeq: said.seq ?? open.untilSeq })
      this.#dirty.add(open)
      return
    }
    const fromMs = open !== undefined && open.fromMs === atMs ? atMs + 1 : atMs
    // a wall that changes its scene was showing the last one until now
    if (open?.told === null && atMs - open.untilMs <= wallAwayMs && open.openedMs === said.openedMs) { open.untilMs = fromMs; this.#dirty.add(open) }
    const next: Stretch = { ...said, fromMs, untilMs: fromMs, untilSeq: said.seq, told: null }
    this.#open.set(said.wall, next)
    this.#dirty.add(next)
  }

  /** A wall tells at `nowMs` what it kept of itself: `spans`, oldest first, none overlapping. What is known of that time already stands; whether of each something was taken. Written at once: the wall lets go of what it has handed in. */
  tell(wall: string, scope: string, spans: readonly KeptSpan[], dropped: number, nowMs: number): readonly boolean[] {
    this.write()
    let missing = dropped
    const taken = spans.map((span) => {
      const known = this.#inside.all(wall, span.fromMs, span.untilMs) as unknown as Times[]
      const pieces = silencesIn(span, known)
      for (const piece of pieces) {
        const next: Stretch = { ...span, ...piece, wall, scope, told: { atMs: nowMs, dropped: missing } }
        missing = 0
        this.#dirty.add(next)
        if (next.fromMs >= (this.#open.get(wall)?.untilMs ?? 0)) this.#open.set(wall, next)
      }
      return pieces.length > 0
    })
    this.write()
    return taken
  }

  /** The stretches of a wall around `atMs`: the one that holds it, the one before, the one after. */
  around(wall: string, atMs: number): { readonly span: Stretch | null, readonly before: Stretch | null, readonly after: Stretch | null } {
    this.write()
    const last = stretchOf(this.#at.get(wall, atMs))
    const after = stretchOf(this.#after.get(wall, atMs))
    if (last === null || last.untilMs < atMs) return { span: null, before: last, after }
    return { span: last, before: stretchOf(this.#at.get(wall, last.fromMs - 1)), after }
  }

  /** How many different pages began to show something on a wall since `sinceMs`: 1 where it was never opened anew. Tells nothing of clocks: a page's birth only names it. */
  openings(wall: string, sinceMs: number): number {
    this.write()
    return Number(this.#openings.get(wall, sinceMs)?.['n'] ?? 0)
  }

  /** To be called once a second: writes what has changed and, every `forgetEveryMs`, forgets what is too old. */
  tick(nowMs: number): void {
    this.write()
    if (Math.abs(nowMs - this.#forgottenMs) < forgetEveryMs) return
    this.#forgottenMs = nowMs
    this.#store.db.prepare('DELETE FROM wall_shown WHERE rowid IN (SELECT rowid FROM wall_shown WHERE untilMs<? LIMIT ?)').run(nowMs - shownDays * dayMs, mostForgotten)
  }

  /** Writes what has changed, in one durable transaction. */
  write(): void {
    if (this.#dirty.size === 0) return
    this.#store.transaction(() => {
      for (const { wall, fromMs, untilMs, scope, screen, build, epoch, seq, untilSeq, openedMs, told } of this.#dirty) {
        this.#put.run(wall, fromMs, untilMs, scope, openedMs, JSON.stringify({ screen, build, epoch, logSeq: seq, untilLogSeq: untilSeq, ...(told === null ? {} : { told }) }))
      }
    })
    this.#dirty.clear()
  }
}
