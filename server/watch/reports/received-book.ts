/**
 * How many readings the log took for each unit on each of the last 31 local days: corrections included, the product's own computed
 * figures (source 0) not. Kept in the store, since readings of lines go after a week and these counts do not.
 *
 * Invariants
 * - A row says what it holds by the watermark `received_seq`, written in one transaction with the rows: after any end the readings
 *   behind it are counted again, so none is missing and none doubled.
 * - A store that had readings before it kept these counts begins at the reading it has then: `sinceMs` says when.
 * 420 kB of counters for 3,356 units. Hot path: `#count`, once a reading.
 */
import type { Pyramid } from '../../../data/pyramid/pyramid.ts'
import { groupDays } from '../../../data/protocol/groups.ts'
import type { Clock } from '../../clock.ts'
import { bucketStart, dayBucket } from '../../log/buckets.ts'
import { LogUnavailable } from '../../log/log.ts'
import type { SqliteLog } from '../../log/sqlite-log.ts'

/** Local days kept: those that are counted, and the one that is just leaving. */
const keptDays = groupDays + 1
/** Interval of writing, milliseconds: what a kill leaves to be counted again. */
export const writeEveryMs = 15_000

/** What the book stands on. `clock` must not go back. */
export interface ReceivedDeps {
  readonly pyramid: Pyramid
  readonly log: Pick<SqliteLog, 'db' | 'units' | 'seq' | 'onAppended' | 'meta' | 'setMeta' | 'transaction'>
  readonly clock: Clock
}

/** Readings received of a subtree. `sinceMs`: since when they are counted. */
export interface Received {
  readonly today: number
  readonly days30: number
  readonly sinceMs: number
}

/** See the file header. */
export class ReceivedBook {
  readonly #deps: ReceivedDeps
  readonly #counts: Uint32Array
  /** The day each place of the ring holds. */
  readonly #days = new Int32Array(keptDays).fill(-1)
  readonly #dirty = new Set<number>()
  #sinceMs: number
  #seq: number
  #writtenMs: number

  constructor(deps: ReceivedDeps) {
    const { log, pyramid, clock } = deps
    this.#deps = deps
    this.#counts = new Uint32Array(pyramid.size * keptDays)
    this.#seq = log.meta('received_seq') ?? log.seq
    this.#sinceMs = log.meta('received_since') ?? clock.nowMs()
    this.#writtenMs = clock.nowMs()
    if (log.meta('received_seq') === null) this.#begin()
    this.#read()
    log.onAppended((readings) => {
      for (const { unit, receivedMs, source } of readings) if (source !== 0) this.#count(unit, dayBucket(receivedMs), 1)
      this.#seq = readings.at(-1)?.seq ?? this.#seq
    })
  }

  /** Readings of the subtree of `root`: today, and over `groupDays` local days with today. */
  totals(root: number): Received {
    const today = dayBucket(this.#deps.clock.nowMs())
    const totals = { today: 0, days30: 0 }
    for (let place = 0; place < keptDays; place++) {
      const day = this.#days[place]!
      if (day > today || day <= today - groupDays) continue
      let sum = 0
      for (let unit = root; unit < this.#deps.pyramid.end[root]!; unit++) sum += this.#counts[unit * keptDays + place]!
      totals.days30 += sum
      if (day === today) totals.today = sum
    }
    return { ...totals, sinceMs: Math.max(this.#sinceMs, bucketStart('day', today - groupDays + 1)) }
  }

  /** To be called once a second: writes what has changed, every `writeEveryMs`. */
  tick(): void {
    const nowMs = this.#deps.clock.nowMs()
    if (nowMs - this.#writtenMs >= writeEveryMs) this.write()
  }

  /** Writes what has changed, now. A full disk is tried again later. */
  write(): void {
    const { log, clock } = this.#deps
    this.#writtenMs = clock.nowMs()
    if (this.#dirty.size === 0) return
    const put = log.db.prepare('INSERT INTO received_day(day,unit,n) VALUES(?,?,?) ON CONFLICT DO UPDATE SET n=excluded.n')
    try {
      log.transaction(() => {
        for (const id of this.#dirty) {
          const place = id % keptDays
          put.run(this.#days[place]!, log.units.idOf[(id - place) / keptDays]!, this.#counts[id]!)
        }
        log.db.prepare('DELETE FROM received_day WHERE day<?').run(dayBucket(clock.nowMs()) - keptDays)
        log.setMeta('received_seq', this.#seq)
        log.setMeta('received_since', this.#sinceMs)
      })
      this.#dirty.clear()
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error
    }
  }

  /** Notes where counting begins, before the first reading is counted. */
  #begin(): void {
    const { log } = this.#deps
    log.transaction(() => {
      log.setMeta('received_seq', this.#seq)
      log.setMeta('received_since', this.#sinceMs)
    })
  }

  #count(unit: number, day: number, n: number): void {
    const place = day % keptDays
    if (this.#days[place]! !== day) {
      if (this.#days[place]! > day) return
      this.#days[place] = day
      for (let id = place; id < this.#counts.length; id += keptDays) this.#counts[id] = 0
      for (const id of this.#dirty) if (id % keptDays === place) this.#dirty.delete(id)
    }
    this.#counts[unit * keptDays + place]! += n
    this.#dirty.add(unit * keptDays + place)
  }

  #read(): void {
    const { log } = this.#deps
    for (const row of log.db.prepare('SELECT day, unit, n FROM received_day ORDER BY day').all()) {
      const unit = log.units.indexOf(Number(row['unit']))
      if (unit >= 0) this.#count(unit, Number(row['day']), Number(row['n']))
    }
    this.#dirty.clear()
    const after = log.db.prepare('SELECT unit, received FROM reading WHERE seq>? AND source<>0')
    for (const row of after.iterate(this.#seq)) {
      const unit = log.units.indexOf(Number(row['unit']))
      if (unit >= 0) this.#count(unit, dayBucket(Number(row['received'])), 1)
    }
    this.#seq = log.seq
  }
}
